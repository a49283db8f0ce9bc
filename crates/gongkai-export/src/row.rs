//! The facts table: one row for each fact. Columns are stable; new ones may come at the end only.

use gongkai_model::{Fact, Report, Value};
use serde::Serialize;

/// Names of the columns, in order.
pub const COLUMNS: [&str; 14] = [
    "source",
    "document",
    "agency",
    "year",
    "edition",
    "cell",
    "label",
    "value",
    "unit",
    "state",
    "raw",
    "obtained",
    "candidates",
    "locus",
];

/// A row of the facts table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactRow<'a> {
    /// Path, address, or `-`.
    pub source: &'a str,
    /// 1, 2 … within the source.
    pub document: u32,
    /// Name of the reporting organ; empty: not found.
    pub agency: &'a str,
    /// Year reported on; nothing: not found.
    pub year: Option<i32>,
    /// Edition of the table that the cell belongs to.
    pub edition: &'static str,
    /// Path of the cell.
    pub cell: &'a str,
    /// Label on the form.
    pub label: &'a str,
    /// The exact number; empty unless `state` is `number`.
    pub value: String,
    /// Unit as printed; empty: not said.
    pub unit: &'a str,
    /// What stands in the cell.
    pub state: &'static str,
    /// Text as written in the source; empty for a missing cell.
    pub raw: &'a str,
    /// `read` or `repaired`; empty for a missing cell.
    pub obtained: &'static str,
    /// Readings left of an unreadable cell, joined by `|`.
    pub candidates: String,
    /// Place in the source; empty for a missing cell.
    pub locus: String,
}

impl<'a> FactRow<'a> {
    /// The row of a fact.
    pub fn new(report: &'a Report, fact: &'a Fact) -> Self {
        let missing = fact.value == Value::Missing;
        Self {
            source: &report.source,
            document: report.document,
            agency: report.agency.as_ref().map_or("", |agency| &agency.value.name),
            year: report.year.as_ref().map(|year| year.value),
            edition: fact.edition.id(),
            cell: &fact.cell,
            label: &fact.label,
            value: fact.value.number().map(|number| number.to_string()).unwrap_or_default(),
            unit: &fact.unit,
            state: fact.value.state(),
            raw: if missing { "" } else { &fact.evidence.raw },
            obtained: if missing { "" } else { fact.evidence.obtained.as_str() },
            candidates: match &fact.value {
                Value::Unreadable(candidates) => candidates.join("|"),
                _ => String::new(),
            },
            locus: match &fact.evidence.locus {
                Some(locus) if !missing => locus.to_string(),
                _ => String::new(),
            },
        }
    }
}

/// The rows of a report, in the order of the form.
pub fn rows(report: &Report) -> impl Iterator<Item = FactRow<'_>> {
    report.facts.iter().map(|fact| FactRow::new(report, fact))
}
