//! What a report of an edition looks like, as data: sections, tables, labels and their variants, units, the sums that
//! the form demands, and the bridge between editions.
//!
//! Nothing here is computed from reports. A new edition is one folder under `editions/` and one line in its list.

mod bridge;
mod cells;
mod code;
mod columns;
mod editions;
mod english;
mod labels;
pub mod narrative;
mod rows;
mod sums;
mod view;

pub use bridge::{BRIDGES, Bridge, Relation};
pub use cells::{CellInfo, disputes_cell, proactive_cell, requests_cell, statistics_cell};
pub use code::{Check, Checked, Code, Completion, Explanation};
pub use columns::{APPLICANTS, Applicant, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, DisputeBlock, DisputeOutcome};
pub use editions::{EDITIONS, Edition, edition};
pub use english::english;
pub use labels::{Label, Mark};
pub use rows::{
    Band, BandColumn, BandRow, OverviewItem, RequestGroup, RequestLine, RequestRow, Section, StatisticsLine,
};
pub use sums::{Axis, Sum};
pub use view::{disputes, requests};
