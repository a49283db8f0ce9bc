//! A comparison for programs. The shape is a promise: a change that breaks readers raises the version.

use std::io::{self, Write};

use gongkai_compare::comparison::{Incomparable, Line, TableComparison};
use gongkai_compare::prose::Prose;
use gongkai_compare::{Figure, Unit};
use gongkai_model::{Date, EditionId, Finding, Outcome, Report, Scope, TableId};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Continuity, Pair};

/// Version of the shape.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct PairJson<'a> {
    version: u32,
    kind: &'static str,
    a: SideJson<'a>,
    b: SideJson<'a>,
    tables: Vec<TableJson<'a>>,
    continuity: ContinuityJson<'a>,
    prose: &'a [Prose],
}

#[derive(Serialize)]
struct SideJson<'a> {
    source: &'a str,
    document: u32,
    unit: &'a Unit,
    year: Option<i32>,
    title: Option<&'a str>,
    published: Option<Date>,
    scope: Option<Scope>,
}

#[derive(Serialize)]
struct TableJson<'a> {
    table: TableId,
    editions: [Option<EditionId>; 2],
    lines: Vec<LineJson<'a>>,
    not_compared: Vec<ApartJson<'a>>,
}

#[derive(Serialize)]
struct LineJson<'a> {
    label: &'a str,
    cells: &'a [Vec<String>; 2],
    a: FigureJson,
    b: FigureJson,
    unit: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    units_differ: bool,
    differs: bool,
    difference: Option<Decimal>,
    /// The difference over the first figure, rounded to six decimals.
    change: Option<Decimal>,
}

#[derive(Serialize)]
struct ApartJson<'a> {
    label: &'a str,
    cells: &'a [Option<String>; 2],
    a: Option<FigureJson>,
    b: Option<FigureJson>,
    reason: Incomparable,
}

#[derive(Serialize)]
struct FigureJson {
    value: Option<Decimal>,
    flag: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ContinuityJson<'a> {
    Checked {
        years: [i32; 2],
        outcomes: std::collections::BTreeMap<&'static str, u32>,
        rules: Vec<RuleJson>,
        findings: &'a [Finding],
    },
    NotChecked {
        reason: &'static str,
    },
}

#[derive(Serialize)]
struct RuleJson {
    rule: &'static str,
    outcomes: std::collections::BTreeMap<&'static str, u32>,
}

pub(super) fn write(out: &mut dyn Write, pair: &Pair<'_>) -> io::Result<()> {
    let shape = PairJson {
        version: VERSION,
        kind: "comparison",
        a: side(pair.reports[0], &pair.units[0]),
        b: side(pair.reports[1], &pair.units[1]),
        tables: pair.comparison.tables.iter().map(table).collect(),
        continuity: match &pair.continuity {
            Ok(continuity) => checked(continuity),
            Err(reason) => ContinuityJson::NotChecked { reason: reason.id() },
        },
        prose: &pair.comparison.prose,
    };
    serde_json::to_writer_pretty(&mut *out, &shape)?;
    out.write_all(b"\n")
}

fn side<'a>(report: &'a Report, unit: &'a Unit) -> SideJson<'a> {
    SideJson {
        source: &report.source,
        document: report.document,
        unit,
        year: report.year.as_ref().map(|year| year.value),
        title: report.title.as_ref().map(|title| title.value.as_str()),
        published: report.published.as_ref().map(|day| day.value),
        scope: report.scope.as_ref().map(|scope| scope.value),
    }
}

fn table(table: &TableComparison) -> TableJson<'_> {
    let apart = table.apart.iter().map(|apart| ApartJson {
        label: &apart.label,
        cells: &apart.cells,
        a: apart.figures[0].as_ref().map(figure),
        b: apart.figures[1].as_ref().map(figure),
        reason: apart.reason,
    });
    TableJson {
        table: table.table,
        editions: table.editions,
        lines: table.lines.iter().map(line).collect(),
        not_compared: apart.collect(),
    }
}

fn line(line: &Line) -> LineJson<'_> {
    LineJson {
        label: &line.label,
        cells: &line.cells,
        a: figure(&line.figures[0]),
        b: figure(&line.figures[1]),
        unit: &line.unit,
        units_differ: line.units_differ,
        differs: line.differs(),
        difference: line.difference,
        change: line.change().map(|change| change.round_dp(6).normalize()),
    }
}

fn figure(figure: &Figure) -> FigureJson {
    FigureJson { value: figure.number, flag: figure.flag.id() }
}

fn checked(continuity: &Continuity) -> ContinuityJson<'_> {
    let counts = |count: &dyn Fn(Outcome) -> u32| {
        Outcome::ALL.into_iter().map(|outcome| (outcome.id(), count(outcome))).filter(|(_, count)| *count > 0).collect()
    };
    ContinuityJson::Checked {
        years: continuity.years,
        outcomes: counts(&|outcome| continuity.count(outcome)),
        rules: continuity
            .seen
            .iter()
            .map(|seen| RuleJson { rule: seen.rule.id, outcomes: counts(&|outcome| seen.tally.of(outcome)) })
            .collect(),
        findings: &continuity.findings,
    }
}
