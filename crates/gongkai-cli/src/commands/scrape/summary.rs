//! What came of sites: columns, coverage, and what is missing.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gongkai::model::{Language, Words};
use gongkai::scrape::{Failure, Gap, SiteOutcome};

use crate::language::{Text, pick};
use crate::sanitize::sanitize_line;

/// A sentence in a language.
pub(super) fn said(words: &Words, language: Language) -> &str {
    match language {
        Language::Zh => &words.zh,
        Language::En => &words.en,
    }
}

/// Writes the summary; `further` gaps are of no single site. Whether nothing is missing.
pub(super) fn write(
    out: &mut dyn Write,
    outcomes: &[SiteOutcome],
    further: &[Gap],
    language: Language,
) -> io::Result<bool> {
    let mut is_complete = further.is_empty();
    for outcome in outcomes {
        is_complete &= site(out, outcome, language)?;
    }
    for gap in further {
        writeln!(out, "  ! {}", sanitize_line(said(&gap.words, language)))?;
    }
    let reports: usize = outcomes.iter().map(SiteOutcome::reports).sum();
    let end: Text = match is_complete {
        true => ("{s} 个网站，{n} 份报告，没有缺漏", "{s} sites, {n} reports, nothing is missing"),
        false => {
            ("{s} 个网站，{n} 份报告，有缺漏（见“!”）", "{s} sites, {n} reports; what is missing is marked with !")
        }
    };
    let end = pick(language, end).replace("{s}", &outcomes.len().to_string());
    writeln!(out, "{}", end.replace("{n}", &reports.to_string()))?;
    Ok(is_complete)
}

fn site(out: &mut dyn Write, outcome: &SiteOutcome, language: Language) -> io::Result<bool> {
    writeln!(out, "{}", sanitize_line(&outcome.site))?;
    for step in &outcome.steps {
        writeln!(out, "  {}", sanitize_line(said(step, language)))?;
    }
    for column in &outcome.columns {
        let expected = match column.expected {
            Some(expected) => pick(language, ("，注明 {} 条", " of {} stated")).replace("{}", &expected.to_string()),
            None => String::new(),
        };
        let end = column.end.as_ref().map(|end| end.words()).unwrap_or_default();
        let verified = if column.is_verified || column.family.is_empty() {
            ""
        } else {
            pick(language, ("，未经真实网页核实", ", unverified"))
        };
        let text = pick(
            language,
            (
                "栏目 {url}（{family}{verified}）：{pages} 页，列出 {listed} 条{expected}，其中年报 {reports} 条；{end}",
                "column {url} ({family}{verified}): {pages} pages, {listed} entries{expected}, {reports} reports; {end}",
            ),
        );
        let text = text
            .replace("{url}", &column.url)
            .replace("{family}", if column.family.is_empty() { "-" } else { &column.family })
            .replace("{verified}", verified)
            .replace("{pages}", &column.pages.to_string())
            .replace("{listed}", &column.listed.to_string())
            .replace("{expected}", &expected)
            .replace("{reports}", &column.reports.to_string())
            .replace("{end}", said(&end, language));
        writeln!(out, "  {}", sanitize_line(&text))?;
    }
    for ((unit, year), states) in outcome.coverage() {
        let year = year.map_or("?".into(), |year| year.to_string());
        let states: Vec<&str> = states.values().map(|label| said(label, language)).collect();
        writeln!(out, "    {}\t{year}\t{}", sanitize_line(&unit), states.join(pick(language, ("、", ", "))))?;
    }
    failures(out, outcome, language)?;
    let gaps = outcome.gaps();
    for gap in &gaps {
        writeln!(out, "  ! {}", sanitize_line(said(&gap.words, language)))?;
    }
    Ok(gaps.is_empty())
}

/// Failures by name, with what to try.
fn failures(out: &mut dyn Write, outcome: &SiteOutcome, language: Language) -> io::Result<()> {
    let mut by_name: BTreeMap<&str, (usize, &Failure)> = BTreeMap::new();
    for (_, failure) in &outcome.failures {
        by_name.entry(failure.name()).or_insert((0, failure)).0 += 1;
    }
    for (name, (count, failure)) in by_name {
        let words = failure.words();
        let advice = failure
            .advice()
            .map(|advice| format!("{}{}", pick(language, ("；", "; ")), said(&advice, language)))
            .unwrap_or_default();
        writeln!(out, "  {count} × {name}: {}{}", sanitize_line(said(&words, language)), sanitize_line(&advice))?;
    }
    Ok(())
}
