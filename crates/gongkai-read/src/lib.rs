//! Document to report: which tables, which rows, which columns, whose report and of which year.
//!
//! Align, then prove: labels say what a row is, positions and the form's sums say which column a figure stands in, and
//! what neither decides is said to be undecided.

mod disputes;
mod facts;
mod flatten;
mod geometry;
mod glued;
mod identity;
mod known;
mod labels;
mod narrative;
mod passages;
mod proactive;
mod region;
mod requests;
mod sections;
mod statistics;
mod tables;

use gongkai_model::{Diagnostic, Document, Facts, Report, Status, Value};
use gongkai_template::EDITIONS;

/// Years before this one have no uniform tables.
const FIRST_YEAR: i32 = 2019;

/// Reads one document.
pub fn read(source: &str, number: u32, document: &Document) -> Report {
    let (mut rows, too_long) = flatten::flatten(document);
    let (headings, second) = sections::find(&rows);
    let second = second.and_then(|row| Some((row, rows.get(row)?.cells.first()?.locus.clone())));
    if let Some((row, _)) = second {
        rows.truncate(row);
    }
    let mut tables = tables::read(&rows, &headings);
    let statistics = statistics::read(&rows);
    tables.rows.extend(statistics.rows);
    let prose = passages::collect(&rows, &headings, &tables.rows);
    let passages = prose.passages;
    let identity = identity::identify(document, &passages);
    let mut diagnostics = document.diagnostics.clone();
    diagnostics.extend(identity.diagnostics);
    if let Some((_, locus)) = second {
        diagnostics.push(Diagnostic::new("second_report", &[], Some(locus)));
    }
    if too_long {
        let limit = flatten::MOST_CELLS.to_string();
        diagnostics.push(Diagnostic::new("document_too_long", &[("limit", &limit)], None));
    }

    let status = status(&tables, identity.names_a_report || headings.len() >= 4);
    let mut facts = Facts::default();
    let year = identity.year.as_ref().map(|year| year.value);
    match status {
        // What could not be read at all may be one.
        Status::NotAReport if document.blocks.is_empty() && !document.diagnostics.is_empty() => {}
        Status::NotAReport => {
            diagnostics.push(Diagnostic::new("not_a_report", &[], None));
        }
        _ if !tables.told
            && (year.is_some_and(|year| year < FIRST_YEAR)
                || tables.readings.is_empty() && !statistics.facts.is_empty()) =>
        {
            tables.readings.clear();
            if statistics.facts.is_empty() {
                diagnostics.push(Diagnostic::new("form_before_2019", &[], None));
            }
        }
        _ => {
            // A page that only points to the report lacks all of it; saying so once is enough.
            let elsewhere = document.diagnostics.iter().any(|diagnostic| diagnostic.code == "report_in_attachment");
            if !elsewhere || !tables.facts.is_empty() {
                diagnostics.extend(absent_sections(&headings));
                diagnostics.extend(tables.diagnostics);
            }
            let found = if tables.facts.is_empty() { tables::all_missing(year) } else { tables.facts };
            facts = found.into_iter().collect();
        }
    }
    if status != Status::NotAReport {
        tables.readings.extend(statistics.reading);
        diagnostics.extend(statistics.diagnostics);
        facts.extend(statistics.facts);
    }
    let tables = if facts.is_empty() { Vec::new() } else { tables.readings };
    if status != Status::NotAReport {
        let agency = identity.agency.as_ref().map(|agency| &agency.value);
        let scope = identity.scope.as_ref().map(|scope| scope.value);
        facts.extend(narrative::read(&prose.paragraphs, agency, scope, year));
    }
    if status == Status::BlankForm {
        diagnostics.push(Diagnostic::new("blank_form", &[], None));
    }
    Report {
        source: source.into(),
        document: number,
        status,
        title: identity.title,
        agency: identity.agency,
        year: identity.year,
        scope: identity.scope,
        published: identity.published,
        origin: identity.origin,
        tables,
        passages,
        facts,
        diagnostics,
    }
}

fn status(tables: &tables::Tables, named: bool) -> Status {
    let says_something = |value: &Value| !matches!(value, Value::Missing | Value::Blank);
    if tables.readings.is_empty() {
        return if named { Status::Report } else { Status::NotAReport };
    }
    let filled = tables.facts.iter().any(|fact| says_something(&fact.value));
    if filled { Status::Report } else { Status::BlankForm }
}

fn absent_sections(headings: &[sections::Heading]) -> Vec<Diagnostic> {
    const NUMERALS: [&str; 7] = ["", "一", "二", "三", "四", "五", "六"];
    let mut diagnostics = Vec::new();
    for section in EDITIONS[EDITIONS.len() - 1].sections {
        let number = NUMERALS[usize::from(section.number)];
        match headings.iter().find(|heading| heading.section.id == section.id) {
            None => {
                let arguments = [("number", number), ("section", section.label.text)];
                diagnostics.push(Diagnostic::new("section_absent", &arguments, None));
            }
            Some(heading) if !heading.numbered => {
                let arguments = [("number", number), ("heading", heading.text.as_str())];
                let locus = Some(heading.locus.clone());
                diagnostics.push(Diagnostic::new("section_heading_unnumbered", &arguments, locus));
            }
            Some(_) => {}
        }
    }
    diagnostics
}
