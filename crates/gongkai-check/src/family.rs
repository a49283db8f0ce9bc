//! A report and those of the units below it.

use crate::view::ReportView;

/// A report of a whole government, and what is known of the units whose work it should cover.
#[derive(Debug)]
pub struct Family<'a> {
    /// The report above.
    pub parent: &'a ReportView<'a>,
    /// The units below, in the order of the roster.
    pub units: Vec<Unit<'a>>,
    /// Whether the roster says that it lists every unit.
    pub complete: bool,
}

/// A unit of a roster.
#[derive(Debug)]
pub struct Unit<'a> {
    /// Its name in the roster.
    pub name: String,
    /// Its report of the same year; nothing: not handed in, or not read.
    pub report: Option<&'a ReportView<'a>>,
    /// Whether there is a source for it that could not be read.
    pub unread: bool,
}
