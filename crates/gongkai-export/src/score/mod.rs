//! Marks of reports: as a table of rows, and as the sheets that an evaluator keeps.

mod xlsx;

use gongkai_check::{Scoring, Verdict, pick};
use gongkai_model::{Language, Report};
use serde_json::Value;

pub use xlsx::Book;

/// A report to be marked.
#[derive(Debug, Clone, Copy)]
pub struct Marked<'a> {
    /// The unit; else the source.
    pub unit: &'a str,
    /// The report.
    pub report: &'a Report,
    /// SHA-256 of its bytes, hex; empty where not known.
    pub digest: &'a str,
    /// What the checks came to.
    pub verdict: &'a Verdict,
}

/// How the reports were chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// Units that there are.
    pub of: usize,
    /// Units that were drawn.
    pub count: usize,
    /// The seed they were drawn with.
    pub seed: u64,
}

/// Columns of the table of marks.
pub const SCORE_COLUMNS: [&str; 10] =
    ["unit", "year", "marks", "full", "held", "broken", "assessed", "unassessed", "source", "digest"];

/// Columns of the table of deductions.
pub const DEDUCTION_COLUMNS: [&str; 12] =
    ["unit", "year", "rule", "name", "weight", "cost", "message", "cells", "place", "text", "source", "digest"];

/// The row of a report in the table of marks: weights held, broken, looked at in all, and not looked at.
pub fn score_row(marked: &Marked<'_>, scoring: &Scoring) -> Vec<Value> {
    let score = scoring.score(marked.verdict);
    let unassessed: u32 = score.unassessed.iter().map(|one| one.weight).sum();
    vec![
        marked.unit.into(),
        year(marked.report),
        decimal(score.marks()),
        score.full.into(),
        score.held.into(),
        (score.assessed() - score.held).into(),
        score.assessed().into(),
        unassessed.into(),
        marked.report.source.as_str().into(),
        marked.digest.into(),
    ]
}

/// The rows of a report in the table of deductions: one for each place where a rule with a weight is broken. What the rule costs
/// stands in the first row of it.
pub fn deduction_rows(marked: &Marked<'_>, scoring: &Scoring, language: Language) -> Vec<Vec<Value>> {
    let score = scoring.score(marked.verdict);
    let mut rows = Vec::new();
    for broken in &score.broken {
        for (at, finding) in broken.findings.iter().enumerate() {
            let place = finding.place.locus.as_ref().map(ToString::to_string).unwrap_or_default();
            rows.push(vec![
                marked.unit.into(),
                year(marked.report),
                broken.rule.id.into(),
                broken.rule.name.into(),
                broken.weight.into(),
                if at == 0 { decimal(score.cost(broken)) } else { Value::Null },
                finding.message.get(language).into(),
                finding.place.cells.join(" ").into(),
                place.into(),
                finding.place.raw.as_str().into(),
                marked.report.source.as_str().into(),
                marked.digest.into(),
            ]);
        }
    }
    rows
}

/// The rules that have a weight: id, name, weight, what must hold.
pub(crate) fn weighted(scoring: &Scoring, language: Language) -> Vec<(&'static str, &'static str, u32, &'static str)> {
    let rules = gongkai_check::RULES.iter().map(|rule| (rule, scoring.weight(rule))).filter(|(_, weight)| *weight > 0);
    rules.map(|(rule, weight)| (rule.id, rule.name, weight, pick(rule.summary, language))).collect()
}

fn year(report: &Report) -> Value {
    report.year.as_ref().map_or(Value::Null, |year| year.value.into())
}

/// A number of few digits, which JSON holds exactly enough.
fn decimal(number: Option<gongkai_model::Decimal>) -> Value {
    let number = number.and_then(|number| number.to_string().parse::<f64>().ok());
    number.and_then(serde_json::Number::from_f64).map_or(Value::Null, Value::Number)
}
