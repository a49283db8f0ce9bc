//! Report against report: years of one unit, units of one level, a government and what belongs to it.
//!
//! Everything here works on [`UnitYear`]s: what is kept of a report when many are looked at together. Where they come from,
//! files or an archive, is not known here.

mod cells;
mod collection;
pub mod comparison;
mod continuity;
pub mod harmony;
pub mod indicators;
mod known;
pub mod prose;
pub mod rank;
pub mod rollup;
#[cfg(test)]
mod testing;
pub mod trend;
mod unit_year;

pub use cells::{Cell, CellId, cell, cells};
pub use collection::{Collection, SetAside};
pub use continuity::{Filled, fill_from_neighbours};
pub use gongkai_model::Unit;
pub use known::{Caution, Known, Lack, known};
pub use unit_year::{Figure, Flag, Severities, UnitYear, candidates};
