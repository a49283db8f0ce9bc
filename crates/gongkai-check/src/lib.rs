//! A linter for annual reports: rules, the error locator, decisions that survive.
//!
//! A rule looks at a [`gongkai_model::Report`], never at the document. It is one file under `rules/` with its page for
//! people, and one line in [`RULES`]. What a form demands comes from the edition's data.

mod band;
mod baseline;
mod counts;
mod dates;
mod family;
mod fees;
mod figure;
mod fingerprint;
mod level_lines;
mod levels;
mod locator;
mod organs;
mod paragraphs;
mod personal;
mod prose;
mod reason;
mod requests;
mod rule;
mod rules;
mod score;
mod sections;
mod settings;
mod shares;
mod similarity;
mod sink;
mod sums;
#[cfg(test)]
mod testing;
mod told;
#[cfg(test)]
mod true_sentences;
mod verdict;
mod view;
mod words;
mod years;

pub use gongkai_agency::{Roster, RosterUnit, Standing};

pub use baseline::{Baseline, Known, Run};
pub use family::{Family, Unit};
pub use figure::{Blanks, Figure, Weighed, weigh};
pub use levels::{is_office_of, is_vertical};
pub use locator::add_years;
pub use reason::Reason;
pub use rule::{Basis, Rule, Test, Text, pick};
pub use rules::RULES;
pub use score::{Deduction, Score, Scoring, Unassessed, sample};
pub use settings::{Deadline, Grade, Settings, parse as parse_settings};
pub use similarity::{similarity, whole_similarity};
pub use sink::{Draft, Seen, Sink, Tally};
pub use verdict::{Verdict, check, check_levels, check_years};
pub use view::ReportView;

/// The rule of an id or a name.
pub fn rule(word: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word))
}
