//! Typed views over the facts of a report, so that nobody has to spell paths.

use gongkai_model::{Fact, Facts};

use crate::{Applicant, DisputeBlock, DisputeOutcome, RequestRow, disputes_cell, requests_cell};

/// A cell of Table 3.
///
/// ```
/// use gongkai_model::Facts;
/// use gongkai_template::{Applicant, RequestRow, requests};
///
/// assert!(requests(&Facts::default(), RequestRow::Granted, Applicant::Total).is_none());
/// ```
pub fn requests(facts: &Facts, row: RequestRow, column: Applicant) -> Option<&Fact> {
    facts.get(&requests_cell(row, column))
}

/// A cell of Table 4.
pub fn disputes(facts: &Facts, block: DisputeBlock, outcome: DisputeOutcome) -> Option<&Fact> {
    facts.get(&disputes_cell(block, outcome))
}
