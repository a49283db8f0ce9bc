//! Roll-ups as JSON. The shape is a promise: a change that breaks readers raises the version.

use std::io::{self, Write};

use gongkai_compare::rollup::{Outcome, Rollup, Standing};
use serde::Serialize;

use super::{Row, rows};

/// Version of the shape.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Shape<'a> {
    version: u32,
    kind: &'static str,
    rollups: Vec<RollupJson<'a>>,
}

#[derive(Serialize)]
struct RollupJson<'a> {
    government: &'a str,
    year: i32,
    /// Whether the roster says that it lists every unit.
    roster_complete: bool,
    /// Whether every unit has a report besides.
    covered: bool,
    units: Vec<UnitJson<'a>>,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct UnitJson<'a> {
    name: &'a str,
    standing: Standing,
}

pub(super) fn write(out: &mut dyn Write, rollups: &[Rollup]) -> io::Result<()> {
    let one = |rollup| shape(rollup);
    let shape = Shape { version: VERSION, kind: "rollup", rollups: rollups.iter().map(one).collect() };
    serde_json::to_writer_pretty(&mut *out, &shape)?;
    out.write_all(b"\n")
}

fn shape(rollup: &Rollup) -> RollupJson<'_> {
    RollupJson {
        government: &rollup.name,
        year: rollup.year,
        roster_complete: rollup.complete,
        covered: rollup.is_covered(),
        units: rollup.children.iter().map(|part| UnitJson { name: &part.name, standing: part.standing }).collect(),
        rows: rows(rollup),
    }
}

/// Name in data.
pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Equal => "equal",
        Outcome::UnitsHaveMore => "units_have_more",
        Outcome::UnitsHaveLess => "units_have_less",
        Outcome::Open => "open",
        Outcome::NotAssessable => "not_assessable",
    }
}
