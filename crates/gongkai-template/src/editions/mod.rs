//! The editions: one folder each, one line here.

mod common;
mod e2019;
mod e2021;
mod s14;

use gongkai_model::EditionId;

use crate::{Band, OverviewItem, RequestLine, Section, StatisticsLine, Sum};

/// A form in force from a certain year on.
#[derive(Debug)]
pub struct Edition {
    /// Id, by the year of the notice.
    pub id: EditionId,
    /// The notice that fixes the form.
    pub notice: &'static str,
    /// First and last year that should be reported on it; no last year: still in force.
    pub years: (i32, Option<i32>),
    /// Sections in order.
    pub sections: &'static [Section],
    /// What section 1 should speak of, in order; empty where the notice does not say.
    pub overview: &'static [OverviewItem],
    /// Instructions to those who fill in the form, which no report should print.
    pub instructions: &'static [&'static str],
    /// Prefix of the cells of Table 2 (`t2_2021`).
    pub proactive_prefix: &'static str,
    /// Bands of Table 2 in order.
    pub proactive: &'static [Band],
    /// Lines of Table 3 in order.
    pub requests: &'static [RequestLine],
    /// Sums of Table 3.
    pub request_sums: &'static [Sum],
    /// Sums of each block of Table 4.
    pub dispute_sums: &'static [Sum],
    /// Lines of the statistics table in order; empty in forms that have none.
    pub statistics: &'static [StatisticsLine],
    /// Sums between lines of the statistics table.
    pub statistics_sums: &'static [Sum],
    /// Words that stand in tables of this edition and of no other.
    pub telling_labels: &'static [&'static str],
}

/// All editions, oldest first.
pub const EDITIONS: &[&Edition] = &[&s14::EDITION, &e2019::EDITION, &e2021::EDITION];

/// No form at all: no section, no cell.
const FREE: Edition = Edition {
    id: EditionId::Free,
    notice: "",
    years: (2008, None),
    sections: &[],
    overview: &[],
    instructions: &[],
    proactive_prefix: "",
    proactive: &[],
    requests: &[],
    request_sums: &[],
    dispute_sums: &[],
    statistics: &[],
    statistics_sums: &[],
    telling_labels: &[],
};

/// The edition with an id.
pub fn edition(id: EditionId) -> &'static Edition {
    match id {
        EditionId::Free => &FREE,
        EditionId::S14 => &s14::EDITION,
        EditionId::E2019 => &e2019::EDITION,
        EditionId::E2021 => &e2021::EDITION,
    }
}
