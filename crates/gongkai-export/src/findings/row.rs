//! A finding as a row of text columns. Columns are stable; new ones may come at the end only.

use gongkai_model::{Finding, Language, Suspect};
use serde::Serialize;

/// Names of the columns, in order.
pub const COLUMNS: [&str; 25] = [
    "source",
    "document",
    "agency",
    "year",
    "rule",
    "severity",
    "table",
    "line",
    "row",
    "column",
    "cells",
    "formula",
    "left",
    "right",
    "difference",
    "message",
    "advice",
    "suspect_cell",
    "proposed_value",
    "slip",
    "culprit",
    "raw",
    "locus",
    "fingerprint",
    "state",
];

/// A row of the table of findings. What a finding does not have is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingRow<'a> {
    /// Path, address, or `-`.
    pub source: &'a str,
    /// 1, 2 … within the source.
    pub document: u32,
    /// Name of the reporting organ.
    pub agency: &'a str,
    /// Year reported on.
    pub year: Option<i32>,
    /// Id of the rule.
    pub rule: &'a str,
    /// `error`, `warning`, `advisory`, `note`.
    pub severity: &'static str,
    /// `proactive`, `requests`, `disputes`, `statistics`.
    pub table: &'static str,
    /// What the rule ran along.
    pub line: &'a str,
    /// Label of the row.
    pub row: &'a str,
    /// Label of the column.
    pub column: &'a str,
    /// Paths of the cells concerned, joined by spaces.
    pub cells: String,
    /// The formula with its figures.
    pub formula: &'a str,
    /// Left side, exact.
    pub left: String,
    /// Right side, exact.
    pub right: String,
    /// Left minus right.
    pub difference: String,
    /// What is wrong.
    pub message: &'a str,
    /// What to do.
    pub advice: &'a str,
    /// Paths of the cells that explain it, joined by `|`, like the next three columns.
    pub suspect_cell: String,
    /// Values with which every sum of the table holds.
    pub proposed_value: String,
    /// What sort of slip each looks like.
    pub slip: String,
    /// `source` or `reading`: whose error each is likelier to be.
    pub culprit: String,
    /// What stands there, as written.
    pub raw: &'a str,
    /// Place in the source.
    pub locus: String,
    /// Name of this finding, the same on every run.
    pub fingerprint: &'a str,
    /// `new`, `open`, `accepted`, `resolved`.
    pub state: &'static str,
}

impl<'a> FindingRow<'a> {
    /// The row of a finding, sentences in a language.
    pub fn new(finding: &'a Finding, language: Language) -> Self {
        let (subject, place, equation) = (&finding.subject, &finding.place, finding.equation.as_ref());
        let each = |part: &dyn Fn(&Suspect) -> String| -> String {
            finding.suspects.iter().map(part).collect::<Vec<_>>().join("|")
        };
        Self {
            source: &subject.source,
            document: subject.document,
            agency: &subject.agency,
            year: subject.year,
            rule: &finding.rule,
            severity: finding.severity.id(),
            table: place.table.map_or("", |table| table.id()),
            line: &place.line,
            row: &place.row,
            column: &place.column,
            cells: place.cells.join(" "),
            formula: equation.map_or("", |equation| equation.text.get(language)),
            left: equation.map(|equation| equation.left.to_string()).unwrap_or_default(),
            right: equation.map(|equation| equation.right.to_string()).unwrap_or_default(),
            difference: equation
                .and_then(gongkai_model::Equation::difference)
                .map(|difference| difference.to_string())
                .unwrap_or_default(),
            message: finding.message.get(language),
            advice: finding.advice.get(language),
            suspect_cell: each(&|suspect| suspect.cell.clone()),
            proposed_value: each(&|suspect| suspect.proposed.to_string()),
            slip: each(&|suspect| suspect.slip.id().into()),
            culprit: each(&|suspect| suspect.culprit.id().into()),
            raw: &place.raw,
            locus: place.locus.as_ref().map(ToString::to_string).unwrap_or_default(),
            fingerprint: &finding.fingerprint,
            state: finding.state.id(),
        }
    }
}
