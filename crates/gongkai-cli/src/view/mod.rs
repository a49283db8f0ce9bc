//! The page about a report that a person reads in a terminal.
//!
//! Everything here is written with colour; the output takes it out where it is not wanted. Text from the source is made
//! harmless before it is styled.

mod comparison;
mod diagnostics;
mod draw;
mod evidence;
mod findings;
mod measures;
mod organ;
mod rollup;
mod rules;
mod styles;
pub(crate) mod table;
mod tables;
mod told;

use std::fmt::Write;

use gongkai::export::page;
use gongkai::model::{Digest, Language, Report};
use unicode_width::UnicodeWidthStr;

use crate::environment::Environment;
use crate::language::{Text, pick};
use crate::sanitize::sanitize_line;

pub(crate) use comparison::comparison;
pub(crate) use evidence::evidence;
pub(crate) use findings::{Told, findings, summary};
pub(crate) use measures::{indicator_list, ranking, trend};
pub(crate) use organ::organ;
pub(crate) use rollup::rollups;
pub(crate) use rules::{rule_list, rule_page};

/// What a page is drawn for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    /// Language of headings and sentences.
    pub(crate) language: Language,
    /// Columns at hand.
    pub(crate) width: usize,
}

/// Columns of a page that is not drawn for a terminal.
const PLAIN_WIDTH: usize = 100;

impl Page {
    /// A page in a language, as wide as the terminal allows and reads well.
    pub(crate) fn of(language: Language, environment: &Environment) -> Self {
        Self { language, width: environment.columns.unwrap_or(PLAIN_WIDTH).clamp(40, 160) }
    }

    fn pick(&self, text: Text) -> &'static str {
        pick(self.language, text)
    }
}

/// The whole page about a report.
pub(crate) fn report(report: &Report, digest: Option<&Digest>, page: &Page) -> String {
    let mut out = String::new();
    header(&mut out, report, digest, page);
    tables::write(&mut out, report, page);
    figures(&mut out, report, page);
    told::write(&mut out, report, page);
    sections(&mut out, report, page);
    diagnostics::write(&mut out, report, page);
    out
}

fn header(out: &mut String, report: &Report, digest: Option<&Digest>, page: &Page) {
    line(out, &format!("{0}{1}{0:#}", styles::TITLE, sanitize_line(&page::title(report, page.language))));
    let mut fields = page::fields(report, page.language);
    let document = if report.document > 1 { format!(" #{}", report.document) } else { String::new() };
    fields.push((page.pick(("来源", "source")), format!("{}{document}", report.source)));
    if let Some(digest) = digest {
        fields.push(("SHA-256", digest.to_string()));
    }
    let width = fields.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for (name, value) in fields {
        let padding = " ".repeat(width - name.width());
        line(out, &format!("  {0}{name}{0:#}{padding}  {1}", styles::DIM, sanitize_line(&value)));
    }
}

/// Figures of lists outside the tables of the form.
fn figures(out: &mut String, report: &Report, page: &Page) {
    let facts = page::other_facts(report);
    if facts.is_empty() {
        return;
    }
    heading(out, page.pick(("其他数据", "Other figures")));
    for fact in facts {
        let place = fact.evidence.locus.as_ref().map(|locus| format!("  {0}{locus}{0:#}", styles::DIM));
        let (label, figure) = (sanitize_line(&fact.label).into_owned(), page::figure(fact));
        line(out, &format!("  {label}: {}{}", sanitize_line(&figure), place.unwrap_or_default()));
    }
}

/// The sections found, with the length of their text.
fn sections(out: &mut String, report: &Report, page: &Page) {
    if report.passages.is_empty() {
        return;
    }
    heading(out, page.pick(("章节", "Sections")));
    let names: Vec<_> = report
        .passages
        .iter()
        .map(|passage| match passage.heading.as_str() {
            "" => page::section(passage.section, page.language).to_owned(),
            heading => sanitize_line(heading).into_owned(),
        })
        .collect();
    let width = names.iter().map(|name| name.width()).max().unwrap_or(0).min(page.width.saturating_sub(30));
    for (passage, name) in report.passages.iter().zip(&names) {
        let padding = " ".repeat(width.saturating_sub(name.width()));
        let length = page::length(passage);
        let unit = page.pick(("字", "characters"));
        let place = passage.locus.as_ref().map(|locus| format!("  {0}{locus}{0:#}", styles::DIM)).unwrap_or_default();
        line(out, &format!("  {name}{padding}  {length:>6} {unit}{place}"));
    }
}

fn heading(out: &mut String, text: &str) {
    line(out, &format!("\n{0}{text}{0:#}", styles::HEADING));
}

fn line(out: &mut String, text: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{}", text.trim_end());
}
