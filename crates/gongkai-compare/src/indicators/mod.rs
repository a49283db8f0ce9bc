//! What the field computes from these reports: indicators as data, one file a group, one list.

mod applicants;
mod disputes;
mod measure;
mod outcomes;
mod proactive;
mod requests;

pub use measure::{Absent, Measured, SMALLEST, measure, percent};

/// A text in Chinese and English.
pub type Text = (&'static str, &'static str);

/// An indicator: what it is called, how it is computed, what to beware of.
#[derive(Debug)]
pub struct Indicator {
    /// Name in data.
    pub id: &'static str,
    /// Name for people.
    pub name: Text,
    /// The formula in words; a rate names its denominator.
    pub wording: Text,
    /// What to beware of; may be empty.
    pub note: Text,
    /// The formula.
    pub formula: Formula,
}

/// How an indicator is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formula {
    /// A sum of cells.
    Count(&'static [Term]),
    /// A sum of cells over another, shown in percent.
    Rate(&'static [Term], &'static [Term]),
    /// A sum of cells over another, shown as a number.
    Ratio(&'static [Term], &'static [Term]),
    /// This year over the year before, minus 1, shown in percent.
    Growth(&'static [Term]),
}

impl Formula {
    /// Whether it is shown in percent.
    pub fn is_percentage(self) -> bool {
        matches!(self, Self::Rate(..) | Self::Growth(_))
    }
}

/// A cell that is added, or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Whether it is taken away.
    pub minus: bool,
    /// Path.
    pub cell: &'static str,
}

/// A cell that is added.
const fn plus(cell: &'static str) -> Term {
    Term { minus: false, cell }
}

/// A cell that is taken away.
const fn minus(cell: &'static str) -> Term {
    Term { minus: true, cell }
}

const NO_NOTE: Text = ("", "");

/// New requests.
const RECEIVED: &[Term] = &[plus("t3.new_received.total")];
/// Requests processed.
const PROCESSED: &[Term] = &[plus("t3.total_processed.total")];

/// Every indicator, group by group.
pub fn indicators() -> impl Iterator<Item = &'static Indicator> {
    [requests::LIST, outcomes::LIST, applicants::LIST, disputes::LIST, proactive::LIST].into_iter().flatten()
}

/// The indicator of an id.
pub fn indicator(id: &str) -> Option<&'static Indicator> {
    indicators().find(|indicator| indicator.id.eq_ignore_ascii_case(id))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::cell;

    #[test]
    fn every_indicator_has_a_name_of_its_own_and_cells_that_exist() {
        let mut seen = HashSet::new();
        for indicator in indicators() {
            assert!(seen.insert(indicator.id), "{} twice", indicator.id);
            let terms = match indicator.formula {
                Formula::Count(of) | Formula::Growth(of) => of.to_vec(),
                Formula::Rate(of, per) | Formula::Ratio(of, per) => [of, per].concat(),
            };
            for term in terms {
                assert!(cell(term.cell).is_some(), "{}: {}", indicator.id, term.cell);
            }
            for text in [indicator.name, indicator.wording] {
                assert!(!text.0.is_empty() && !text.1.is_empty(), "{}", indicator.id);
            }
        }
    }
}
