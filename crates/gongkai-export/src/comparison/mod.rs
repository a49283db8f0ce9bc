//! Two reports side by side, for programs and for people.

mod html;
mod json;

use std::io::{self, Write};

use gongkai_check::Seen;
use gongkai_compare::Unit;
use gongkai_compare::comparison::Comparison;
use gongkai_model::{Finding, Language, Outcome, Report};

pub use json::VERSION;

/// Two reports, compared.
#[derive(Debug)]
pub struct Pair<'a> {
    /// The reports.
    pub reports: [&'a Report; 2],
    /// Whose they are.
    pub units: [Unit; 2],
    /// Their figures and prose.
    pub comparison: Comparison,
    /// What must hold between neighbouring years of one organ, or why nothing must.
    pub continuity: Result<Continuity, NoContinuity>,
}

/// What the rules between years say.
#[derive(Debug)]
pub struct Continuity {
    /// The years, the earlier one first.
    pub years: [i32; 2],
    /// What does not hold.
    pub findings: Vec<Finding>,
    /// What each rule saw.
    pub seen: Vec<Seen>,
}

/// Why nothing must hold between two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoContinuity {
    /// An organ or a year is not known.
    Unknown,
    /// They are of different organs.
    OtherUnit,
    /// They are of one year.
    SameYear,
    /// There are years between them.
    NotNeighbours,
}

impl NoContinuity {
    /// Name in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::OtherUnit => "other_unit",
            Self::SameYear => "same_year",
            Self::NotNeighbours => "not_neighbours",
        }
    }

    /// For people, in Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Unknown => {
                ("单位或年度不明，不看年度衔接", "an organ or a year is not known, so years are not checked")
            }
            Self::OtherUnit => ("不是同一单位，不看年度衔接", "of different organs, so years are not checked"),
            Self::SameYear => ("同一年度，不看年度衔接", "of one year, so there is nothing between years to check"),
            Self::NotNeighbours => {
                ("不是相邻年度，不看年度衔接", "not of neighbouring years, so years are not checked")
            }
        }
    }
}

impl Continuity {
    /// How often the rules came out so.
    pub fn count(&self, outcome: Outcome) -> u32 {
        self.seen.iter().map(|seen| seen.tally.of(outcome)).sum()
    }
}

/// Writes a comparison as JSON.
///
/// # Errors
/// What the writer gives.
pub fn json(out: &mut dyn Write, pair: &Pair<'_>) -> io::Result<()> {
    json::write(out, pair)
}

/// Writes a comparison as one page that needs nothing else.
///
/// # Errors
/// What the writer gives.
pub fn html(out: &mut dyn Write, pair: &Pair<'_>, language: Language) -> io::Result<()> {
    html::write(out, pair, language)
}

/// What a report is called in a comparison: organ and year, or its source.
pub fn name_of(pair: &Pair<'_>, side: usize, language: Language) -> String {
    let (unit, report) = (pair.units.get(side), pair.reports.get(side));
    let year = report.and_then(|report| report.year.as_ref()).map(|year| year.value);
    let name = unit.map(|unit| unit.name.as_str()).unwrap_or_default();
    let name =
        if name.is_empty() { crate::page::pick(language, "（单位不明）", "(unknown organ)") } else { name };
    year.map_or_else(|| name.to_owned(), |year| format!("{name} {year}"))
}
