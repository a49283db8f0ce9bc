//! Whose report, of which year, of what scope, published when.
//!
//! The words of the title come first; sentences, fields of the page and the signature complete them. Only the beginning
//! and the end of a document are looked at, so that the work does not grow with its length.

mod about;
mod fields;
mod lines;
mod organ;
mod origin;
mod scope;
mod sections;
mod signature;
#[cfg(test)]
mod tests;
mod titles;
mod year;

use gongkai_model::{Agency, Date, Diagnostic, Document, Found, Passage, Scope, Stated};

use about::Verdict;
use lines::Running;
use organ::Sources;
use titles::{Candidate, Place};

/// What a document says about itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Identity {
    /// The title without white space, without labels before it and site names behind it.
    pub(crate) title: Option<Found<String>>,
    pub(crate) agency: Option<Found<Agency>>,
    pub(crate) year: Option<Found<i32>>,
    pub(crate) scope: Option<Found<Scope>>,
    pub(crate) published: Option<Found<Date>>,
    pub(crate) origin: Vec<Stated>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether the words say that this is an annual report on open government information.
    pub(crate) names_a_report: bool,
}

/// Reads the identity from the document's blocks and the passages the reader made of them.
///
/// A notice, a guide or a list of reports has at most an organ and a day here; what is absent there is no diagnostic.
pub(crate) fn identify(document: &Document, passages: &[Passage]) -> Identity {
    let mut lines = lines::leading(document);
    let trailing = lines::trailing(document);
    let running = Running::new(&lines);
    let section = first_section(&lines);
    let overview = year::Overview::new(passages, &lines, section);
    let period = year::of_period(&lines, &running);
    let text_year = period.clone().or_else(|| overview.year());

    let candidates = titles::candidates(document, &lines, &running, section.unwrap_or(lines.len()));
    let (of_text, of_sentences): (Vec<_>, Vec<_>) =
        candidates.iter().cloned().partition(|candidate| candidate.place != Place::Sentence);
    let best = text_year.as_ref().map(|found| found.value);
    let title = titles::best(&of_text, best);
    let sentence = titles::best(&of_sentences, best);

    let signature = signature::find(&trailing, &lines, section);
    let sections = sections::count(&lines).max(passages.iter().filter(|passage| !passage.heading.is_empty()).count());
    let declared = lines.len();
    lines.extend(lines::declared(document));
    let fields = fields::fields(&lines);
    let (lines, declared) = (&lines[..], &lines[declared..]);
    let signs = about::Signs { lines, declared, running: &running, title, candidates: &candidates, sections, section };
    let origin = origin::stated(lines, section, &fields, document);
    let verdict = about::judge(&signs);
    let title = title.filter(|_| verdict != Verdict::Other);

    let sources = Sources { lines, running: &running, fields: &fields, section, signature: signature.organ.clone() };
    let own = if verdict == Verdict::Other { &[][..] } else { &candidates[..] };
    let agency = organ::choose(title, own, &sources);
    let published = |year: i32| {
        let signed = signature.day.clone().filter(|day| day.date.year >= year);
        signed
            .or_else(|| fields::published(&fields, lines))
            .or_else(|| signature::unlabelled(lines, section))
            .or_else(|| signature::declared(document))
            .map(|day| Found { value: day.date, raw: day.raw, locus: Some(day.locus) })
    };
    if verdict == Verdict::Other {
        return Identity { agency, published: published(0), origin, ..Identity::default() };
    }
    let titled = title.and_then(year_of).or_else(|| sentence.and_then(year_of));
    let notice = || year::of_notice(lines, &running);
    let year = titled.clone().or_else(|| text_year.clone()).or_else(notice);
    // A signature older than the year reported on is of another paper.
    let published = published(year.as_ref().map_or(0, |year| year.value));
    let names_a_report = verdict == Verdict::Report;
    let diagnostics = if names_a_report || !passages.is_empty() {
        diagnostics(agency.as_ref(), year.as_ref(), &[period, overview.majority()])
    } else {
        Vec::new()
    };
    let scope = scope::choose(agency.as_ref().map(|found| &found.value), lines, &running);
    let title = title.map(|candidate| Found {
        value: candidate.title.text.clone(),
        raw: candidate.raw.clone(),
        locus: Some(candidate.locus.clone()),
    });
    Identity { title, agency, year, scope, published, origin, diagnostics, names_a_report }
}

/// The line that opens the first section: a numbered heading; one without number only where there is no other.
fn first_section(lines: &[lines::Line<'_>]) -> Option<usize> {
    lines
        .iter()
        .position(|line| sections::opens(&line.key))
        .or_else(|| lines.iter().position(|line| matches!(line.key.as_str(), "总体情况" | "概述")))
}

fn year_of(candidate: &Candidate) -> Option<Found<i32>> {
    let value = candidate.title.year?;
    Some(Found { value, raw: candidate.raw.clone(), locus: Some(candidate.locus.clone()) })
}

/// What is absent, and the first of the `others` that speaks against the year.
fn diagnostics(
    agency: Option<&Found<Agency>>,
    year: Option<&Found<i32>>,
    others: &[Option<Found<i32>>],
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if agency.is_none() {
        diagnostics.push(Diagnostic::new("agency_not_found", &[], None));
    }
    let Some(year) = year else {
        diagnostics.push(Diagnostic::new("year_not_found", &[], None));
        return diagnostics;
    };
    if let Some(other) = others.iter().flatten().find(|other| other.value != year.value) {
        let (title, text) = (year.value.to_string(), other.value.to_string());
        diagnostics.push(Diagnostic::new("year_disputed", &[("title", &title), ("text", &text)], other.locus.clone()));
    }
    diagnostics
}
