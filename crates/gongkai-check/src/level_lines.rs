//! The cells in which levels are compared, line by line, and what a finding says of them.

use gongkai_model::{Place, TableId, Words};
use gongkai_template::{
    APPLICANTS, Applicant, Band, BandRow, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, DisputeBlock, DisputeOutcome, Edition,
    RequestLine, RequestRow, disputes_cell, requests_cell,
};

use crate::figure::Weighed;
use crate::levels::Below;
use crate::sink::{Draft, Sink};
use crate::view::ReportView;
use crate::words::of_id;

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
        lines.extend(main.into_iter().chain(results).map(row));
    }
    if parent.reading(TableId::Disputes).is_some() {
        lines.extend(DISPUTE_BLOCKS.iter().map(block));
    }
    if let Some(edition) = parent.edition(TableId::Proactive) {
        let bands = edition.proactive.iter();
        let bands = bands.filter(|band| band.columns.iter().any(|column| column.id == "decisions"));
        lines.extend(bands.flat_map(|band| band.rows.iter().map(|row| decisions(edition, band, row))));
    }
    lines
}

fn row(line: &RequestLine) -> Line {
    let id = line.row.id();
    let cell = |column: &Applicant| Cell {
        path: requests_cell(line.row, *column),
        name: Words::new(
            format!("{}/{}", line.full_label(), column.label().printed()),
            format!("{}, {}", of_id(id), of_id(column.id())),
        ),
        short: Words::new(column.label().printed(), of_id(column.id())),
    };
    let inner = APPLICANTS.iter().filter(|column| **column != Applicant::Total).map(cell).collect();
    let is_result = is_result(line.row);
    Line { id, table: TableId::Requests, total: cell(&Applicant::Total), inner, is_result }
}

fn block(block: &DisputeBlock) -> Line {
    let cell = |outcome: &DisputeOutcome| Cell {
        path: disputes_cell(*block, *outcome),
        name: Words::new(
            format!("{}/{}", block.label().printed(), outcome.label().printed()),
            format!("{}, {}", of_id(block.id()), of_id(outcome.id())),
        ),
        short: Words::new(outcome.label().printed(), of_id(outcome.id())),
    };
    let inner = DISPUTE_OUTCOMES.iter().filter(|outcome| **outcome != DisputeOutcome::Total).map(cell).collect();
    Line { id: block.id(), table: TableId::Disputes, total: cell(&DisputeOutcome::Total), inner, is_result: false }
}

fn decisions(edition: &Edition, band: &Band, row: &BandRow) -> Line {
    let name = Words::new(format!("{}/处理决定数量", row.label.printed()), format!("{}, decisions", of_id(row.id)));
    let path = [edition.proactive_prefix, band.id, row.id, "decisions"].join(".");
    let total = Cell { path, short: name.clone(), name };
    Line { id: row.id, table: TableId::Proactive, total, inner: Vec::new(), is_result: false }
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
