//! Trends and rankings for programs: CSV and JSON, one row or object a figure.

mod rows;

use std::io::{self, Write};

use gongkai_compare::indicators::indicators;
use gongkai_compare::rank::Ranking;
use gongkai_compare::trend::Trend;
use serde::Serialize;

pub use rows::{PlaceRow, PointRow, places, points};

/// Version of the JSON shapes.
pub const VERSION: u32 = 1;

/// The shape of both: what it is, and its rows.
#[derive(Serialize)]
struct Shape<'a, T: Serialize> {
    version: u32,
    kind: &'static str,
    indicators: Vec<IndicatorJson>,
    rows: &'a [T],
}

/// An indicator as data.
#[derive(Serialize)]
struct IndicatorJson {
    id: &'static str,
    name_zh: &'static str,
    name_en: &'static str,
    formula_zh: &'static str,
    formula_en: &'static str,
    note_zh: &'static str,
    note_en: &'static str,
}

fn described(ids: &[&str]) -> Vec<IndicatorJson> {
    let wanted = indicators().filter(|indicator| ids.is_empty() || ids.contains(&indicator.id));
    wanted
        .map(|indicator| IndicatorJson {
            id: indicator.id,
            name_zh: indicator.name.0,
            name_en: indicator.name.1,
            formula_zh: indicator.wording.0,
            formula_en: indicator.wording.1,
            note_zh: indicator.note.0,
            note_en: indicator.note.1,
        })
        .collect()
}

/// Writes a trend as JSON.
///
/// # Errors
/// What the writer gives.
pub fn trend_json(out: &mut dyn Write, trend: &Trend) -> io::Result<()> {
    let ids: Vec<&str> = trend.indicators.iter().map(|indicator| indicator.id).collect();
    json(out, "trend", &ids, &points(trend))
}

/// Writes a ranking as JSON.
///
/// # Errors
/// What the writer gives.
pub fn ranking_json(out: &mut dyn Write, ranking: &Ranking) -> io::Result<()> {
    json(out, "ranking", &[ranking.indicator.id], &places(ranking))
}

/// Writes the list of indicators as JSON.
///
/// # Errors
/// What the writer gives.
pub fn indicators_json(out: &mut dyn Write) -> io::Result<()> {
    json::<()>(out, "indicators", &[], &[])
}

fn json<T: Serialize>(out: &mut dyn Write, kind: &'static str, ids: &[&str], rows: &[T]) -> io::Result<()> {
    let shape = Shape { version: VERSION, kind, indicators: described(ids), rows };
    serde_json::to_writer_pretty(&mut *out, &shape)?;
    out.write_all(b"\n")
}

/// Writes a trend as CSV, one row for each unit, year and indicator; `bom`: for spreadsheet programs.
///
/// # Errors
/// What the writer gives.
pub fn trend_csv(out: &mut dyn Write, trend: &Trend, bom: bool) -> io::Result<()> {
    csv(out, &points(trend), bom)
}

/// Writes a ranking as CSV, one row for each unit; `bom`: for spreadsheet programs.
///
/// # Errors
/// What the writer gives.
pub fn ranking_csv(out: &mut dyn Write, ranking: &Ranking, bom: bool) -> io::Result<()> {
    csv(out, &places(ranking), bom)
}

fn csv<T: Serialize>(out: &mut dyn Write, rows: &[T], bom: bool) -> io::Result<()> {
    if bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = csv::Writer::from_writer(out);
    rows.iter().try_for_each(|row| writer.serialize(row).map_err(io::Error::other))?;
    writer.flush()
}
