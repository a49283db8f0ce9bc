//! The rows of trends and rankings. Columns keep their names and order; new ones go to the end.

use gongkai_compare::Unit;
use gongkai_compare::indicators::{Absent, Measured};
use gongkai_compare::rank::{Ranking, Unranked};
use gongkai_compare::trend::{Point, Trend};
use rust_decimal::Decimal;
use serde::Serialize;

/// An indicator of a unit in a year.
#[derive(Debug, Serialize)]
pub struct PointRow<'a> {
    /// Name of the unit.
    pub unit: &'a str,
    /// Code of its division, where known.
    pub code: Option<&'a str>,
    /// The year.
    pub year: i32,
    /// Id of the indicator.
    pub indicator: &'a str,
    /// The value: a count, a share (0.25 is 25 %), a growth; empty where it is hidden or not known.
    pub value: Option<Decimal>,
    /// What is counted: the count itself, or what stands above the line.
    pub numerator: Option<Decimal>,
    /// What stands below the line; empty for a count.
    pub denominator: Option<Decimal>,
    /// `measured`, `small` (fewer than 10 below the line: hidden), or why nothing is known (`no_report`, `blank` …).
    pub state: &'a str,
    /// The cell that has no number.
    pub cell: &'a str,
    /// What the figures rest on besides what was read as it stands: `repaired`, `neighbour`, `blank_is_zero`, parted by spaces.
    pub cautions: String,
    /// Where the report is.
    pub source: &'a str,
}

/// A unit in a ranking.
#[derive(Debug, Serialize)]
pub struct PlaceRow<'a> {
    /// Its place; empty where it has none.
    pub place: Option<usize>,
    /// Name of the unit.
    pub unit: &'a str,
    /// The year.
    pub year: i32,
    /// Id of the indicator.
    pub indicator: &'a str,
    /// As in [`PointRow`].
    pub value: Option<Decimal>,
    /// As in [`PointRow`].
    pub numerator: Option<Decimal>,
    /// As in [`PointRow`].
    pub denominator: Option<Decimal>,
    /// As in [`PointRow`].
    pub state: &'a str,
    /// As in [`PointRow`].
    pub cell: &'a str,
    /// As in [`PointRow`].
    pub cautions: String,
}

/// The rows of a trend: unit by unit, indicator by indicator, year by year.
pub fn points(trend: &Trend) -> Vec<PointRow<'_>> {
    let mut rows = Vec::new();
    for unit in &trend.units {
        for (indicator, points) in trend.indicators.iter().zip(&unit.points) {
            for ((year, point), source) in trend.years.iter().zip(points).zip(&unit.sources) {
                rows.push(row(&unit.unit, *year, indicator.id, point, source.as_deref().unwrap_or_default()));
            }
        }
    }
    rows
}

fn row<'a>(unit: &'a Unit, year: i32, indicator: &'a str, point: &'a Point, source: &'a str) -> PointRow<'a> {
    let measured = point.as_ref().ok();
    let (state, cell) = state(point.as_ref());
    PointRow {
        unit: &unit.name,
        code: unit.code.as_deref(),
        year,
        indicator,
        value: measured.and_then(|measured| measured.value),
        numerator: measured.map(|measured| measured.of),
        denominator: measured.and_then(|measured| measured.per),
        state,
        cell,
        cautions: measured.map(cautions).unwrap_or_default(),
        source,
    }
}

/// The rows of a ranking: those with a place, then those without.
pub fn places(ranking: &Ranking) -> Vec<PlaceRow<'_>> {
    let row = |place, unit, point: Result<&Measured, &'_ Absent>| {
        let measured = point.ok();
        PlaceRow {
            place,
            unit,
            year: ranking.year,
            indicator: ranking.indicator.id,
            value: measured.and_then(|measured| measured.value),
            numerator: measured.map(|measured| measured.of),
            denominator: measured.and_then(|measured| measured.per),
            state: "",
            cell: "",
            cautions: measured.map(cautions).unwrap_or_default(),
        }
    };
    let mut rows = Vec::new();
    for unit in &ranking.ranked {
        rows.push(PlaceRow { state: "measured", ..row(Some(unit.place), &unit.unit, Ok(&unit.measured)) });
    }
    for (name, why) in &ranking.apart {
        let point = match why {
            Unranked::Small(measured) => Ok(measured),
            Unranked::Absent(absent) => Err(absent),
        };
        let (state, cell) = state(point);
        rows.push(PlaceRow { state, cell, ..row(None, name, point) });
    }
    rows
}

fn state<'a>(point: Result<&Measured, &'a Absent>) -> (&'a str, &'a str) {
    match point {
        Ok(measured) if measured.is_small() => ("small", ""),
        Ok(_) => ("measured", ""),
        Err(absent) => (absent.id(), absent.cell()),
    }
}

fn cautions(measured: &Measured) -> String {
    measured.cautions.iter().map(|caution| caution.id()).collect::<Vec<_>>().join(" ")
}
