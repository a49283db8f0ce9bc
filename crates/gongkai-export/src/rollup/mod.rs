//! A government against the sum of its units, for programs and for the office.

mod json;
mod xlsx;

use std::io::{self, Write};

use gongkai_compare::Known;
use gongkai_compare::rollup::{Cell, Rollup};
use gongkai_model::Language;
use rust_decimal::Decimal;
use serde::Serialize;

pub use json::VERSION;

/// A cell of a government and one of its units; without unit: the government itself and the sum.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    /// Name of the government.
    pub government: &'a str,
    /// The year.
    pub year: i32,
    /// Path of the cell.
    pub cell: &'a str,
    /// Its label, in Chinese.
    pub label: &'a str,
    /// Name of the unit; empty: the government against the sum of all.
    pub unit: &'a str,
    /// What the unit has, or the government.
    pub value: Option<Decimal>,
    /// Why there is no number; empty where there is one.
    pub lacks: &'a str,
    /// Sum of the units that are known; only where there is no unit.
    pub sum: Option<Decimal>,
    /// The government minus the sum; only where there is no unit.
    pub difference: Option<Decimal>,
    /// How they stand to each other; only where there is no unit.
    pub outcome: &'a str,
    /// Share of the unit in the sum, rounded to six decimals.
    pub share: Option<Decimal>,
}

/// The rows of a roll-up: for each cell the government, then its units.
pub fn rows(rollup: &Rollup) -> Vec<Row<'_>> {
    rollup.cells.iter().flat_map(|cell| of_cell(rollup, cell)).collect()
}

fn of_cell<'a>(rollup: &'a Rollup, cell: &'a Cell) -> Vec<Row<'a>> {
    let row = |unit: &'a str, value: &'a Result<Known, gongkai_compare::Lack>| Row {
        government: &rollup.name,
        year: rollup.year,
        cell: &cell.path,
        label: &cell.label,
        unit,
        value: value.as_ref().ok().map(|known| known.number),
        lacks: value.as_ref().err().map_or("", |lack| lack.flag.id()),
        sum: None,
        difference: None,
        outcome: "",
        share: None,
    };
    let whole = Row {
        sum: Some(cell.sum),
        difference: cell.difference(),
        outcome: json::outcome(cell.outcome),
        ..row("", &cell.parent)
    };
    let units = rollup.children.iter().zip(&cell.children).enumerate().filter_map(|(at, (part, value))| {
        let share = cell.share(at).map(|share| share.round_dp(6).normalize());
        Some(Row { share, ..row(&part.name, value.as_ref()?) })
    });
    std::iter::once(whole).chain(units).collect()
}

/// Writes roll-ups as CSV; `bom`: for spreadsheet programs.
///
/// # Errors
/// What the writer gives.
pub fn csv(out: &mut dyn Write, rollups: &[Rollup], bom: bool) -> io::Result<()> {
    if bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = csv::Writer::from_writer(out);
    for row in rollups.iter().flat_map(rows) {
        writer.serialize(row).map_err(io::Error::other)?;
    }
    writer.flush()
}

/// Writes roll-ups as JSON.
///
/// # Errors
/// What the writer gives.
pub fn json(out: &mut dyn Write, rollups: &[Rollup]) -> io::Result<()> {
    json::write(out, rollups)
}

/// Writes roll-ups as a workbook: a summary, the cells with differences, units against cells.
///
/// # Errors
/// What the writer gives, or what the format cannot hold.
pub fn xlsx(out: &mut dyn Write, rollups: &[Rollup], language: Language) -> io::Result<()> {
    xlsx::write(out, rollups, language)
}
