//! Table 4, 政府信息公开行政复议、行政诉讼情况: three blocks of five, in one row or in three.

mod sparse;

use std::sync::LazyLock;

use gongkai_model::{Diagnostic, EditionId, Fact, TableId, TableReading};
use gongkai_template::{DISPUTE_BLOCKS, DISPUTE_OUTCOMES, DisputeBlock, disputes_cell};
use gongkai_text::normalize::label_key;
use gongkai_text::reading::Reading;

use crate::facts::{self, Slot};
use crate::flatten::{Cell, Place};
use crate::geometry::{At, Measure, assign, centre, start};
use crate::glued::Glued;
use crate::region::Part;
use crate::requests::keeps_blanks;

const FIFTEEN: usize = 15;
const FIVE: usize = 5;

/// What was read of Table 4.
#[derive(Debug, Default)]
pub(crate) struct Disputes {
    pub(crate) facts: Vec<Fact>,
    pub(crate) reading: Option<TableReading>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// First and last row of the document that belong to the table.
    pub(crate) rows: Option<(usize, usize)>,
}

/// Whether a cell is a word that only this table has.
pub(crate) fn is_anchor(cell: &Cell) -> bool {
    matches!(cell.key.as_str(), "行政复议" | "结果维持" | "未经复议直接起诉")
}

/// Figures that stand together, and the block named before them.
#[derive(Debug)]
struct Run<'a> {
    block: Option<DisputeBlock>,
    cells: Vec<&'a Cell>,
}

#[derive(Debug, Default)]
struct Scan<'a> {
    runs: Vec<Run<'a>>,
    /// Labels of outcomes and pieces of them.
    header: Vec<&'a Cell>,
    /// Names of blocks.
    names: Vec<(DisputeBlock, &'a Cell)>,
    first: Option<&'a Cell>,
    /// Whether digits were seen that belong to no row of figures.
    stray: bool,
    rows: Option<(usize, usize)>,
}

/// Reads Table 4 from the rows of its region. `ended` says that something follows, so that it was not cut.
pub(crate) fn read(parts: &[Part<'_>], id: EditionId, ended: bool) -> Disputes {
    let scan = scan(parts);
    let mut result = Disputes { rows: scan.rows, ..Disputes::default() };
    let Some(first) = scan.first else { return result };
    let has_gaps = |run: &Run<'_>| run.cells.iter().any(|cell| matches!(cell.reading, Reading::SplitDigits(_)));
    let mut repair = if scan.runs.iter().any(has_gaps) { "cells_parted" } else { facts::PARTED };
    let mut slots = decide(&scan, ended);
    if let (None, [run]) = (&slots, &scan.runs[..])
        && !scan.stray
        && outcomes_in_order(&scan.header)
    {
        slots = sparse::place(run, &scan.names, &scan.header);
        repair = sparse::BY_SUMS;
    }
    let stray: Vec<&Cell> = scan.runs.iter().flat_map(|run| run.cells.iter().copied()).collect();
    for (number, block) in DISPUTE_BLOCKS.iter().enumerate() {
        for (index, outcome) in DISPUTE_OUTCOMES.iter().enumerate() {
            let context = facts::Context {
                cell: disputes_cell(*block, *outcome),
                label: [block.label().text, outcome.label().text].join("/"),
                edition: id,
                unit: "",
            };
            result.facts.push(match &slots {
                Some(slots) => match &slots[number * FIVE + index] {
                    Some(slot) => facts::fact(context, slot, first, Some(repair)),
                    None => facts::missing(context),
                },
                None if stray.is_empty() => facts::missing(context),
                None => facts::undecided(context, &stray, first),
            });
        }
    }
    complain(&scan, slots.as_deref(), first, repair, &mut result);
    let present = result.facts.iter().filter(|fact| fact.value != gongkai_model::Value::Missing).count() as u32;
    let locus = first.locus.clone();
    result.reading = Some(TableReading { table: TableId::Disputes, edition: id, locus, present, expected: 15 });
    result
}

fn complain(
    scan: &Scan<'_>,
    slots: Option<&[Option<Slot<'_>>]>,
    first: &Cell,
    repair: &'static str,
    result: &mut Disputes,
) {
    let table = TableId::Disputes.name();
    let locus = Some(first.locus.clone());
    let Some(slots) = slots else {
        let cells: Vec<&Cell> = scan.runs.iter().flat_map(|run| run.cells.iter().copied()).collect();
        let raw = facts::joined(&cells);
        let diagnostic = if raw.is_empty() {
            Diagnostic::new("figures_absent", &[("table", table)], locus)
        } else {
            Diagnostic::new("figures_undecided", &[("table", table), ("raw", raw.as_str())], locus)
        };
        result.diagnostics.push(diagnostic);
        return;
    };
    if slots.iter().flatten().any(|slot| matches!(slot, Slot::Joined { .. })) {
        result.diagnostics.push(if repair == facts::PARTED {
            facts::parted(TableId::Disputes, 1, first)
        } else if repair == sparse::BY_SUMS {
            Diagnostic::new(repair, &[("table", table), ("count", "1")], locus.clone())
        } else {
            let row = DISPUTE_BLOCKS.iter().map(|block| block.label().text).collect::<Vec<_>>().join("、");
            Diagnostic::new(repair, &[("table", table), ("row", row.as_str())], locus.clone())
        });
    }
    for (number, block) in DISPUTE_BLOCKS.iter().enumerate() {
        let five = &slots[number * FIVE..(number + 1) * FIVE];
        if five.iter().all(Option::is_none) {
            let arguments = [("table", table), ("block", block.label().text)];
            result.diagnostics.push(Diagnostic::new("block_absent", &arguments, locus.clone()));
        }
        let known: Vec<Slot<'_>> = five.iter().flatten().cloned().collect();
        if let Some((column, raw)) = facts::unreadable(&known) {
            let cell = format!("{}/{}", block.label().text, DISPUTE_OUTCOMES[column].label().text);
            let arguments = [("table", table), ("row", cell.as_str()), ("raw", raw.as_str())];
            result.diagnostics.push(Diagnostic::new("cell_unreadable", &arguments, locus.clone()));
        }
    }
}

/// Keys of the wordings of each outcome.
static OUTCOMES: LazyLock<Vec<Vec<String>>> =
    LazyLock::new(|| DISPUTE_OUTCOMES.iter().map(|outcome| outcome.label().texts().map(label_key).collect()).collect());

/// The outcome that a cell is the whole label of.
fn outcome(cell: &Cell) -> Option<usize> {
    OUTCOMES.iter().position(|keys| keys.contains(&cell.key))
}

fn scan<'a>(parts: &[Part<'a>]) -> Scan<'a> {
    let mut scan = Scan::default();
    // A block named alone since the last figures; a header that names several says nothing about one of them.
    let mut block = None;
    let mut named_since = 0;
    let mut fresh = true;
    for part in parts {
        let mut row_fresh = true;
        let named = part.cells.iter().any(|cell| !cell.is_value());
        // In a row of figures words stand where a figure should, even in its first cell.
        let of_figures = part.width <= 60 && part.cells.iter().filter(|cell| cell.has_digits()).count() >= 3;
        for cell in part.cells {
            if cell.is_value() {
                // Empty cells beside words are what merged header cells leave.
                if scan.first.is_none() || scan.header.is_empty() || (named && cell.is_blank()) {
                    scan.stray |= cell.has_digits();
                    continue;
                }
                let alone = cell.place == Place::Alone;
                if fresh || (row_fresh && !alone) {
                    scan.runs.push(Run { block: block.filter(|_| named_since == 1), cells: Vec::new() });
                    named_since = 0;
                }
                if let Some(run) = scan.runs.last_mut() {
                    run.cells.push(cell);
                }
                (fresh, row_fresh) = (false, false);
                extend(&mut scan.rows, part.row);
                continue;
            }
            let is_piece = || !cell.key.is_empty() && OUTCOMES.iter().flatten().any(|key| key.contains(&cell.key));
            if let Some(named) = block_named(&cell.key) {
                block = Some(named);
                named_since += 1;
                scan.names.push((named, cell));
                scan.first.get_or_insert(cell);
            } else if is_piece() {
                scan.first.get_or_insert(cell);
                scan.header.push(cell);
            } else if of_figures && row_fresh && !scan.header.is_empty() && stands_for_a_figure(cell, None) {
                scan.runs.push(Run { block: block.filter(|_| named_since == 1), cells: vec![cell] });
                (named_since, fresh, row_fresh) = (0, false, false);
                continue;
            } else if !row_fresh && part.width <= 60 && stands_for_a_figure(cell, scan.runs.last()) {
                scan.runs.last_mut().into_iter().for_each(|run| run.cells.push(cell));
                continue;
            } else if !scan.runs.is_empty() && cell.text.chars().count() > 20 {
                // Running text behind the figures ends the table.
                return without_fillers(scan);
            } else {
                scan.stray |= scan.runs.is_empty() && cell.text.bytes().any(|b| b.is_ascii_digit());
                continue;
            }
            fresh = true;
            extend(&mut scan.rows, part.row);
        }
    }
    without_fillers(scan)
}

/// Words in the row of figures, where one of the fifteen is still to come.
fn stands_for_a_figure(cell: &Cell, run: Option<&Run<'_>>) -> bool {
    let short = cell.text.chars().count() <= 12 && cell.text.chars().any(char::is_alphanumeric);
    short && matches!(cell.place, Place::Grid { .. }) && run.is_none_or(|run| run.cells.len() < FIFTEEN)
}

/// Empty rows say nothing beside a row of figures.
fn without_fillers(mut scan: Scan<'_>) -> Scan<'_> {
    for run in &mut scan.runs {
        // A label such as 数量 in front of a full row is none of its figures.
        if matches!(run.cells.len(), 6 | 16) && !run.cells[0].is_value() {
            run.cells.remove(0);
        }
    }
    if scan.runs.iter().any(|run| run.cells.iter().any(|cell| !cell.is_blank())) {
        scan.runs.retain(|run| run.cells.iter().any(|cell| !cell.is_blank()));
    }
    scan
}

fn extend(rows: &mut Option<(usize, usize)>, row: usize) {
    *rows = Some(rows.map_or((row, row), |(first, _)| (first, row)));
}

fn block_named(key: &str) -> Option<DisputeBlock> {
    if key.chars().count() > 30 {
        return None;
    }
    if key.contains("直接起诉") {
        Some(DisputeBlock::LitigationDirect)
    } else if key.contains("复议后起诉") {
        Some(DisputeBlock::LitigationAfterReconsideration)
    } else {
        matches!(key, "行政复议" | "行政复议情况").then_some(DisputeBlock::Reconsideration)
    }
}

/// The fifteen cells; an entry is empty where its block is not in the source. Nothing where columns are not decided.
fn decide<'a>(scan: &Scan<'a>, ended: bool) -> Option<Vec<Option<Slot<'a>>>> {
    outcomes_in_order(&scan.header).then(|| by_shape(scan, ended).or_else(|| in_order(scan)))?
}

/// Fifteen figures in all, however the header lies between them: the order of the form, if every block adds up or all
/// stand in one row of a table.
fn in_order<'a>(scan: &Scan<'a>) -> Option<Vec<Option<Slot<'a>>>> {
    let cells = || scan.runs.iter().flat_map(|run| run.cells.iter().copied()).filter(|cell| !cell.is_blank());
    if scan.header.is_empty() || scan.stray || !cells().all(Cell::has_digits) {
        return None;
    }
    let slots = every_figure(cells())?;
    let row = |cell: &Cell| match cell.place {
        Place::Grid { grid, .. } => cell.line.map(|line| (grid, line)),
        _ => None,
    };
    let first = cells().next()?;
    let one_row = row(first).is_some() && cells().all(|cell| row(cell) == row(first));
    (slots.len() == FIFTEEN && (one_row || blocks_add_up(&slots))).then_some(slots)
}

/// What the shape of the table tells.
fn by_shape<'a>(scan: &Scan<'a>, ended: bool) -> Option<Vec<Option<Slot<'a>>>> {
    let filled = |run: &Run<'a>| run.cells.iter().copied().filter(|cell| !cell.is_blank()).collect::<Vec<&'a Cell>>();
    let slots = |cells: &[&'a Cell]| cells.iter().map(|cell| Some(Slot::Cell(cell))).collect::<Vec<_>>();
    let filled_none = scan.runs.iter().all(|run| run.cells.iter().all(|cell| cell.is_blank()));
    if scan.stray && filled_none {
        return None;
    }
    let empty = scan.runs.iter().all(|run| run.cells.iter().all(|cell| cell.is_blank()));
    if let Some(run) = scan.runs.last().filter(|_| empty) {
        return Some(
            (0..FIFTEEN).map(|i| Some(run.cells.get(i).map_or(Slot::Lost, |cell| Slot::Cell(cell)))).collect(),
        );
    }
    match &scan.runs[..] {
        [] if ended && !scan.header.is_empty() => Some((0..FIFTEEN).map(|_| Some(Slot::Lost)).collect()),
        [] => None,
        [run] => {
            let cells = filled(run);
            if cells.iter().any(|cell| matches!(cell.reading, Reading::SplitDigits(_))) {
                return parted(&cells).or_else(|| glued(&cells));
            }
            let in_grid = run.cells.iter().all(|cell| matches!(cell.place, Place::Grid { .. }));
            // Only cells that stand side by side are in order whatever their sums.
            let beside = run.cells.len() == FIFTEEN && cells.iter().all(|cell| cell.place != Place::Alone);
            if cells.len() == FIFTEEN && (beside || blocks_add_up(&slots(&cells))) {
                Some(slots(&cells))
            } else if run.cells.len() == FIFTEEN && in_grid && blocks_add_up(&slots(&run.cells)) {
                // Some cells are empty: only the sums tell that the row was not shifted.
                Some(slots(&run.cells))
            } else if let Some(slots) = glued(&cells) {
                Some(slots)
            } else {
                by_columns(run, &scan.header).or_else(|| by_position(run, &scan.header)).or_else(|| by_block(scan))
            }
        }
        _ => by_block(scan),
    }
}

/// Whether whole labels of outcomes that stand side by side come in the order of the form.
fn outcomes_in_order(header: &[&Cell]) -> bool {
    header.windows(2).all(|pair| match (outcome(pair[0]), outcome(pair[1])) {
        (Some(before), Some(after)) => after == (before + 1) % FIVE || !side_by_side(pair[0], pair[1]),
        _ => true,
    })
}

fn side_by_side(a: &Cell, b: &Cell) -> bool {
    // Pieces on lines may be the upper halves of some labels and the whole of others.
    let adjoining = matches!(
        (a.place, b.place),
        (Place::Grid { grid, column }, Place::Grid { grid: other, column: next }) if grid == other && next == column + 1
    );
    adjoining && a.line.is_some() && a.line == b.line
}

/// Figures run together, parted by the three sums; a cell in which the readings differ has several candidates.
fn glued<'a>(cells: &[&'a Cell]) -> Option<Vec<Option<Slot<'a>>>> {
    let slots = Glued::of(cells, DISPUTE_BLOCKS.len(), FIVE)?.slots();
    (slots.len() == FIFTEEN).then(|| slots.into_iter().map(Some).collect())
}

/// Several figures in one cell, with white space between: fifteen in all, and every block adds up.
fn parted<'a>(cells: &[&'a Cell]) -> Option<Vec<Option<Slot<'a>>>> {
    every_figure(cells.iter().copied()).filter(|slots| slots.len() == FIFTEEN && blocks_add_up(slots))
}

fn every_figure<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<Vec<Option<Slot<'a>>>> {
    let mut slots: Vec<Option<Slot<'a>>> = Vec::new();
    for cell in cells {
        match &cell.reading {
            Reading::SplitDigits(parts) => {
                for part in parts {
                    slots.push(Some(Slot::Joined { cells: vec![cell], value: facts::figure(part)? }));
                }
            }
            _ => slots.push(Some(Slot::Cell(cell))),
        }
    }
    Some(slots)
}

/// Five figures behind the name of a block.
fn by_block<'a>(scan: &Scan<'a>) -> Option<Vec<Option<Slot<'a>>>> {
    let mut slots: Vec<Option<Slot<'a>>> = (0..FIFTEEN).map(|_| None).collect();
    for run in &scan.runs {
        let block = run.block?;
        let filled = run.cells.iter().filter(|cell| !cell.is_blank()).count();
        let whole = filled == FIVE || filled == 0 && run.cells.len() >= FIVE;
        let exact = run.cells.len() == FIVE && run.cells.iter().all(|cell| matches!(cell.place, Place::Grid { .. }));
        let start = block.index() * FIVE;
        if !(whole || exact) || slots[start].is_some() {
            return None;
        }
        let cells = run.cells.iter().filter(|cell| exact || filled == 0 || !cell.is_blank()).take(FIVE);
        for (index, cell) in cells.enumerate() {
            slots[start + index] = Some(Slot::Cell(cell));
        }
    }
    Some(slots)
}

/// Columns by the header cells above, where all fifteen stand in columns of their own.
fn by_columns<'a>(run: &Run<'a>, header: &[&Cell]) -> Option<Vec<Option<Slot<'a>>>> {
    let column = |cell: &Cell| match cell.place {
        Place::Grid { grid, column } => Some((grid, column)),
        _ => None,
    };
    let grid = column(run.cells.first()?)?.0;
    let mut columns: Vec<u32> =
        header.iter().filter_map(|cell| column(cell)).filter(|place| place.0 == grid).map(|place| place.1).collect();
    columns.sort_unstable();
    columns.dedup();
    let fits = run
        .cells
        .iter()
        .filter(|cell| !cell.is_blank())
        .all(|cell| column(cell).is_some_and(|place| columns.contains(&place.1)));
    if columns.len() != FIFTEEN || !fits {
        return None;
    }
    let at = |wanted: u32| run.cells.iter().copied().find(|cell| column(cell) == Some((grid, wanted)));
    // Without any empty cell the row has lost them, and with them its columns.
    keeps_blanks(&run.cells)
        .then(|| columns.iter().map(|&wanted| Some(at(wanted).map_or(Slot::Lost, Slot::Cell))).collect())
}

/// Columns by where figures stand below headers on a page laid out by white space: by their middles or by their left
/// edges, whichever the sums support; nothing where two ways of measuring give two supported readings.
fn by_position<'a>(run: &Run<'a>, header: &[&Cell]) -> Option<Vec<Option<Slot<'a>>>> {
    let ways: [(Measure, At); 4] =
        [(Measure::Chars, centre), (Measure::Columns, centre), (Measure::Chars, start), (Measure::Columns, start)];
    let mut found: Option<Vec<usize>> = None;
    for (measure, at) in ways {
        let Some(reference) = references(header, measure, at) else { continue };
        let positions: Option<Vec<f64>> = run.cells.iter().map(|cell| at(cell, measure)).collect();
        let Some(columns) = positions.filter(|p| p.len() < 8).and_then(|p| assign(&p, &reference)) else {
            continue;
        };
        if !blocks_add_up(&slots_at(run, &columns)) || found.as_ref() == Some(&columns) {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some(columns);
    }
    found.map(|columns| slots_at(run, &columns))
}

fn slots_at<'a>(run: &Run<'a>, columns: &[usize]) -> Vec<Option<Slot<'a>>> {
    (0..FIFTEEN)
        .map(|i| Some(columns.iter().position(|&c| c == i).map_or(Slot::Lost, |at| Slot::Cell(run.cells[at]))))
        .collect()
}

/// A reading by position is believed only where each block's total is the sum of its outcomes.
fn blocks_add_up(slots: &[Option<Slot<'_>>]) -> bool {
    slots.chunks(FIVE).all(|block| {
        let numbers: Option<Vec<_>> = block.iter().map(|slot| slot.as_ref().and_then(Slot::number)).collect();
        numbers.is_some_and(|numbers| numbers[..4].iter().sum::<gongkai_model::Decimal>() == numbers[4])
    })
}

/// The place of each of the fifteen headers, put together from pieces that stand below each other.
fn references(header: &[&Cell], measure: Measure, at: At) -> Option<Vec<Vec<f64>>> {
    let mut columns: Vec<(f64, String, f64)> = Vec::new();
    for cell in header {
        let middle = centre(cell, measure)?;
        match columns.iter_mut().find(|(other, _, _)| (*other - middle).abs() <= 1.5) {
            Some((_, words, _)) => words.push_str(&cell.key),
            None => columns.push((middle, cell.key.clone(), at(cell, measure)?)),
        }
    }
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
    let expected = DISPUTE_OUTCOMES.iter().map(|outcome| label_key(outcome.label().text)).cycle();
    let named = columns.len() == FIFTEEN && columns.iter().zip(expected).all(|((_, words, _), label)| *words == label);
    named.then(|| columns.into_iter().map(|(_, _, place)| vec![place]).collect())
}
