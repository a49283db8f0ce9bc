//! A report against those of the units below it: which units count, cell by cell, and what a finding says of them.

use gongkai_agency::same_organ;
use gongkai_model::{Decimal, Kind, Place, Scope, TableId, Words};
use gongkai_template::{
    APPLICANTS, Applicant, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, DisputeOutcome, RequestLine, RequestRow, disputes_cell,
};

use crate::family::Family;
use crate::figure::{Figure, Weighed};
use crate::reason::Reason;
use crate::sink::{Draft, Sink};
use crate::view::ReportView;
use crate::words::of_id;

/// Units whose figures are part of those of the report above, and those whose are not or are not known.
#[derive(Debug, Default)]
pub(crate) struct Below<'a> {
    /// Units with a report that counts.
    pub(crate) counted: Vec<(&'a str, &'a ReportView<'a>)>,
    /// Units without a report.
    pub(crate) missing: Vec<&'a str>,
    /// Units whose report could not be read.
    pub(crate) unread: Vec<&'a str>,
    /// Units that are not part of the government's figures.
    pub(crate) apart: Vec<&'a str>,
}

/// Words in names of organs under vertical management, which report to their own superiors.
const VERTICAL: &[&str] = &[
    "税务局",
    "税务所",
    "海关",
    "气象局",
    "国家安全局",
    "邮政管理局",
    "烟草专卖局",
    "调查队",
    "海事局",
    "边检站",
    "出入境边防",
    "地震局",
    "银保监",
    "金融监督管理局",
    "金融监管分局",
    "人民银行",
    "外汇管理局",
    "消防救援",
];

/// Sorts the units of a family.
pub(crate) fn below<'a>(family: &'a Family<'a>) -> Below<'a> {
    let mut below = Below::default();
    for unit in &family.units {
        let name = unit.name.as_str();
        let report = unit.report.filter(|report| report.is_report());
        match report {
            _ if VERTICAL.iter().any(|word| name.contains(word)) => below.apart.push(name),
            Some(report) if is_of_the_whole(family.parent, report, name) => below.apart.push(name),
            Some(report) => below.counted.push((name, report)),
            None if unit.unread || unit.report.is_some() => below.unread.push(name),
            None => below.missing.push(name),
        }
    }
    below
}

/// Whether a report covers the same whole as the one above: the same organ, or its office that reports for all.
fn is_of_the_whole(parent: &ReportView<'_>, unit: &ReportView<'_>, name: &str) -> bool {
    is_same(parent, unit, name) || (is_office(parent, unit, name) && unit.scope() == Some(Scope::WholeGovernment))
}

/// Whether the unit is the organ above itself.
pub(crate) fn is_same(parent: &ReportView<'_>, unit: &ReportView<'_>, name: &str) -> bool {
    let own = parent.agency_name();
    !own.is_empty()
        && unit.kind == parent.kind
        && [name, unit.agency_name()].into_iter().any(|name| same_organ(name, own))
}

/// Whether the unit is the office of the government above.
pub(crate) fn is_office(parent: &ReportView<'_>, unit: &ReportView<'_>, name: &str) -> bool {
    let own = parent.agency_name();
    let office = |name: &str| {
        let government = name.strip_suffix("办公室").or_else(|| name.strip_suffix("办公厅")).unwrap_or_default();
        !government.is_empty() && same_organ(government, own)
    };
    unit.kind == Some(Kind::GovernmentOffice) && [name, unit.agency_name()].into_iter().any(office)
}

/// Whether a report can be compared with the units below it, and why not.
pub(crate) enum Assessable<'a> {
    /// It covers a whole government, and reports of units are at hand.
    Yes(Below<'a>),
    /// It does not cover a whole government.
    NotApplicable,
    /// There is no telling.
    No(Reason),
}

/// Whether the report above covers a whole government with units at hand.
pub(crate) fn assess<'a>(family: &'a Family<'a>) -> Assessable<'a> {
    if !family.parent.is_report() {
        return Assessable::No(Reason::NotAReport);
    }
    match family.parent.scope() {
        None => return Assessable::No(Reason::ScopeUnknown),
        Some(Scope::WholeGovernment) => {}
        Some(_) => return Assessable::NotApplicable,
    }
    if family.units.is_empty() {
        return Assessable::No(Reason::RosterAbsent);
    }
    let below = below(family);
    if below.counted.is_empty() { Assessable::No(Reason::UnitsMissing) } else { Assessable::Yes(below) }
}

/// A cell, with what it is called.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// Path.
    pub(crate) path: String,
    /// Row and column, or block and outcome.
    pub(crate) name: Words,
    /// Column or outcome alone.
    short: Words,
}

/// A line of a table: its total and what it is made of.
#[derive(Debug)]
pub(crate) struct Line {
    /// Id of the row or block.
    pub(crate) id: &'static str,
    /// The table.
    pub(crate) table: TableId,
    /// Its total.
    pub(crate) total: Cell,
    /// Columns of the row, outcomes of the block.
    inner: Vec<Cell>,
    /// Whether it is one of the results that make up the total processed.
    is_result: bool,
}

/// The lines that are compared: rows of Table 3, blocks of Table 4, decisions of Table 2.
pub(crate) fn lines(parent: &ReportView<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(edition) = parent.edition(TableId::Requests) {
        // The total of all results first: where it does not hold, its parts are not looked at.
        let (main, results): (Vec<&RequestLine>, Vec<&RequestLine>) =
            edition.requests.iter().partition(|line| !is_result(line.row));
        lines.extend(main.into_iter().chain(results).map(|line| {
            let id = line.row.id();
            let cell = |column: &Applicant| Cell {
                path: ["t3.", id, ".", column.id()].concat(),
                name: Words::new(
                    format!("{}/{}", line.full_label(), column.label().printed()),
                    format!("{}, {}", of_id(id), of_id(column.id())),
                ),
                short: Words::new(column.label().printed(), of_id(column.id())),
            };
            let inner = APPLICANTS.iter().filter(|column| **column != Applicant::Total).map(cell).collect();
            Line { id, table: TableId::Requests, total: cell(&Applicant::Total), inner, is_result: is_result(line.row) }
        }));
    }
    if parent.reading(TableId::Disputes).is_some() {
        lines.extend(DISPUTE_BLOCKS.iter().map(|block| {
            let cell = |outcome: &DisputeOutcome| Cell {
                path: disputes_cell(*block, *outcome),
                name: Words::new(
                    format!("{}/{}", block.label().printed(), outcome.label().printed()),
                    format!("{}, {}", of_id(block.id()), of_id(outcome.id())),
                ),
                short: Words::new(outcome.label().printed(), of_id(outcome.id())),
            };
            let inner =
                DISPUTE_OUTCOMES.iter().filter(|outcome| **outcome != DisputeOutcome::Total).map(cell).collect();
            Line {
                id: block.id(),
                table: TableId::Disputes,
                total: cell(&DisputeOutcome::Total),
                inner,
                is_result: false,
            }
        }));
    }
    if let Some(edition) = parent.edition(TableId::Proactive) {
        for band in edition.proactive.iter().filter(|band| band.columns.iter().any(|column| column.id == "decisions")) {
            lines.extend(band.rows.iter().map(|row| {
                let name = Words::new(
                    format!("{}/处理决定数量", row.label.printed()),
                    format!("{}, decisions", of_id(row.id)),
                );
                let path = [edition.proactive_prefix, band.id, row.id, "decisions"].join(".");
                let total = Cell { path, short: name.clone(), name };
                Line { id: row.id, table: TableId::Proactive, total, inner: Vec::new(), is_result: false }
            }));
        }
    }
    lines
}

fn is_result(row: RequestRow) -> bool {
    use RequestRow::{CarriedIn, CarriedOut, NewReceived, TotalProcessed};
    !matches!(row, NewReceived | CarriedIn | CarriedOut | TotalProcessed)
}

/// Compares every line: its total first; what it is made of only where the total holds, one finding a line. The results that
/// make up the total processed are looked at only where that holds.
pub(crate) fn compare(
    lines: &[Line],
    sink: &mut Sink<'_>,
    weigh: impl Fn(&Cell) -> Weighed,
    draft: impl Fn(&Line, &[&Cell]) -> Draft,
) {
    let mut processed_broken = false;
    for line in lines {
        if line.is_result && processed_broken {
            continue;
        }
        match weigh(&line.total) {
            Weighed::Broken(..) => {
                processed_broken |= line.id == RequestRow::TotalProcessed.id();
                sink.broken(draft(line, &[&line.total]));
                continue;
            }
            weighed => count(sink, weighed),
        }
        let mut broken = Vec::new();
        for cell in &line.inner {
            match weigh(cell) {
                Weighed::Broken(..) => broken.push(cell),
                weighed => count(sink, weighed),
            }
        }
        if !broken.is_empty() {
            sink.broken(draft(line, &broken));
        }
    }
}

fn count(sink: &mut Sink<'_>, weighed: Weighed) {
    match weighed {
        Weighed::Held => sink.held(),
        Weighed::HeldWithBlanks => sink.held_with_blanks(),
        Weighed::NotAssessable(reason) => sink.not_assessable(reason),
        Weighed::Broken(..) => {}
    }
}

impl Below<'_> {
    /// What the units say in a cell.
    pub(crate) fn figures(&self, cell: &str) -> Vec<Figure> {
        self.counted.iter().map(|(_, report)| report.figure(cell)).collect()
    }

    /// The sum of what is known of the units in a cell.
    pub(crate) fn sum(&self, cell: &str) -> Decimal {
        let known = self.figures(cell).into_iter().filter_map(Figure::known);
        known.fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure).unwrap_or(sum))
    }

    /// The units with their figures in a cell, the largest first, at most ten, and how many more.
    pub(crate) fn breakdown(&self, cell: &str) -> Words {
        const MOST: usize = 10;
        let mut units: Vec<(&str, Decimal)> =
            self.counted.iter().filter_map(|(name, report)| Some((*name, report.figure(cell).known()?))).collect();
        units.retain(|(_, figure)| !figure.is_zero());
        units.sort_by_key(|(_, figure)| std::cmp::Reverse(*figure));
        let shown: Vec<String> = units.iter().take(MOST).map(|(name, figure)| format!("{name} {figure}")).collect();
        let (mut zh, mut en) = (shown.join("、"), shown.join(", "));
        if shown.is_empty() {
            (zh, en) = ("各单位均为 0 或空白".into(), "every unit has 0 or a blank".into());
        }
        let more: Vec<Decimal> = units.iter().skip(MOST).map(|(_, figure)| *figure).collect();
        if !more.is_empty() {
            let rest = more.iter().fold(Decimal::ZERO, |sum, figure| sum.checked_add(*figure).unwrap_or(sum));
            zh.push_str(&format!("，另有 {} 个单位共 {rest}", more.len()));
            en.push_str(&format!(", {rest} in {} more units", more.len()));
        }
        Words::new(zh, en)
    }

    /// How many units were counted in a cell, who is missing, who stands apart.
    pub(crate) fn coverage(&self, cell: &str) -> Words {
        let known = self.figures(cell).iter().filter(|figure| figure.or_zero().is_some()).count();
        let all = self.counted.len() + self.missing.len() + self.unread.len();
        let (mut zh, mut en) = (format!("计入 {known}/{all} 个单位"), format!("{known} of {all} units counted"));
        for (names, lead_zh, lead_en) in [
            (&self.missing, "缺", "missing"),
            (&self.unread, "未能读取", "not read"),
            (&self.apart, "不计入", "not part of it"),
        ] {
            if !names.is_empty() {
                let list = few(names);
                zh.push_str(&format!("；{lead_zh}：{}", list.zh));
                en.push_str(&format!("; {lead_en}: {}", list.en));
            }
        }
        Words::new(zh, en)
    }
}

/// At most ten names, and how many more.
fn few(names: &[&str]) -> Words {
    const MOST: usize = 10;
    let shown: Vec<&str> = names.iter().take(MOST).copied().collect();
    let (mut zh, mut en) = (shown.join("、"), shown.join(", "));
    if names.len() > MOST {
        zh.push_str(&format!(" 等 {} 个", names.len()));
        en.push_str(&format!(" and {} more", names.len() - MOST));
    }
    Words::new(zh, en)
}

/// Where a finding about cells of one line is.
pub(crate) fn place(parent: &ReportView<'_>, line: &Line, cells: &[&Cell]) -> Place {
    let fact = cells.first().and_then(|cell| parent.fact(&cell.path));
    let (row, column) = fact.map_or(("", ""), |fact| fact.label.rsplit_once('/').unwrap_or((&fact.label, "")));
    Place {
        table: Some(line.table),
        line: line.id.into(),
        row: row.into(),
        column: if cells.len() == 1 { column.into() } else { String::new() },
        cells: cells.iter().map(|cell| cell.path.clone()).collect(),
        locus: fact.and_then(|fact| fact.evidence.locus.clone()),
        raw: fact.map(|fact| fact.evidence.raw.clone()).unwrap_or_default(),
        ..Place::default()
    }
}

/// `自然人 3（各单位合计 4）、商业企业 0（各单位合计 1）`.
pub(crate) fn several(parent: &ReportView<'_>, below: &Below<'_>, cells: &[&Cell]) -> Words {
    let figure = |cell: &Cell| parent.figure(&cell.path).or_zero().unwrap_or_default();
    let zh: Vec<String> = cells
        .iter()
        .map(|cell| format!("{} {}（各单位合计 {}）", cell.short.zh, figure(cell), below.sum(&cell.path)))
        .collect();
    let en: Vec<String> = cells
        .iter()
        .map(|cell| format!("{} {} (units {})", cell.short.en, figure(cell), below.sum(&cell.path)))
        .collect();
    Words::new(zh.join("、"), en.join(", "))
}

/// The sentence of a finding: the cells with both figures, the units behind the first of them, the coverage.
pub(crate) fn sentence(
    parent: &ReportView<'_>,
    below: &Below<'_>,
    line: &Line,
    cells: &[&Cell],
    than: (&str, &str),
) -> Draft {
    let Some(first) = cells.first() else { return Draft::default() };
    let (own, sum) = (parent.figure(&first.path).or_zero().unwrap_or_default(), below.sum(&first.path));
    let (units, coverage) = (below.breakdown(&first.path), below.coverage(&first.path));
    let (what_zh, what_en) = if cells.len() == 1 {
        (
            format!("“{}”为 {own}，{}各单位合计 {sum}", first.name.zh, than.0),
            format!("{}: {own}, {} the {sum} of the units", first.name.en, than.1),
        )
    } else {
        let several = several(parent, below, cells);
        let row = first.name.zh.rsplit_once('/').map_or(first.name.zh.as_str(), |(row, _)| row);
        (
            format!("“{row}”一行{}各单位合计：{}", than.0, several.zh),
            format!("{}, {} the units: {}", of_id(line.id), than.1, several.en),
        )
    };
    let units_of = if cells.len() == 1 { String::new() } else { format!("“{}”", first.short.zh) };
    let units_of_en = if cells.len() == 1 { String::new() } else { format!(" ({})", first.short.en) };
    Draft::new(
        format!("{}{what_zh}。{units_of}各单位：{}。{}", line.table.name(), units.zh, coverage.zh),
        format!("{}, {what_en}. Units{units_of_en}: {}. {}", line.table.name_en(), units.en, coverage.en),
    )
    .at(place(parent, line, cells))
}
