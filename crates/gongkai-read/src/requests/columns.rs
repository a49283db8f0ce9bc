//! Which column of Table 3 a figure stands in.
//!
//! Seven figures need no position. Fewer do: the cells of a table tell by what is left and right of them, one cell a
//! line by the blank lines between, a page laid out in columns by where things stand. What none of that decides stays
//! undecided.

use std::collections::{HashMap, HashSet};

use gongkai_model::Decimal;
use gongkai_template::{APPLICANTS, RequestRow};
use gongkai_text::normalize::label_key;
use gongkai_text::reading::Reading;

use super::align::Observed;
use super::{PlacedRow, layout};
use crate::facts::{Slot, figure};
use crate::flatten::{Cell, Place};
use crate::region::Part;

/// Mark of a row whose extra column was left out; no repair, the figures stand as they are.
pub(super) const SUBTOTAL: &str = "subtotal_left_out";
/// Columns of the table.
const SEVEN: usize = 7;

/// Finds the columns of every row.
pub(super) fn place<'a>(observed: Vec<Observed<'a>>, header: &[(u32, Part<'a>)]) -> Vec<PlacedRow<'a>> {
    if !header_in_order(header) || (lacks_a_column(header) && !observed.iter().any(is_full)) {
        let waiting = |observed| PlacedRow { observed, slots: None, repair: None, by_position: false };
        return observed.into_iter().map(waiting).collect();
    }
    let subtotal = has_subtotal(header);
    let mut rows: Vec<PlacedRow<'a>> = observed
        .into_iter()
        .map(|observed| {
            let (slots, repair) = certain(&observed, subtotal);
            PlacedRow { observed, slots, repair, by_position: false }
        })
        .collect();
    doubt_full_rows(&mut rows);
    check_blank_lines(&mut rows);
    by_window(&mut rows);
    by_grid_column(&mut rows);
    layout::by_position(&mut rows, header);
    rows
}

/// Whether the columns are the seven of the form, in its order, as far as the header tells.
pub(super) fn in_order(header: &[(u32, Part<'_>)]) -> bool {
    header_in_order(header) && !has_subtotal(header) && !lacks_a_column(header)
}

/// Whether a row has a figure for every column.
fn is_full(observed: &Observed<'_>) -> bool {
    observed.values.iter().filter(|cell| !cell.is_blank()).count() >= SEVEN
}

/// Whether the header of a table names all columns but one: the column was deleted, and six figures in a row would pass
/// for the last six columns. A name that is damaged has a character left somewhere; one that is not there has none.
fn lacks_a_column(header: &[(u32, Part<'_>)]) -> bool {
    let cells = || header.iter().flat_map(|(_, part)| part.cells).filter(|cell| cell.place != Place::Alone);
    let is_named = |label: &str| {
        let key = label_key(label);
        cells().any(|cell| cell.key == key)
    };
    let absent: Vec<&str> =
        APPLICANTS.iter().map(|column| column.label().text).filter(|label| !is_named(label)).collect();
    let [absent] = absent[..] else { return false };
    let traces = |c: char| cells().any(|cell| cell.text.contains(c));
    !absent.chars().take(2).any(traces)
}

/// Whether the organisations have a subtotal of their own; 合计 beside 总计 is one by another name.
fn has_subtotal(header: &[(u32, Part<'_>)]) -> bool {
    let has = |word: &str| header.iter().flat_map(|(_, part)| part.cells).any(|cell| cell.bare == word);
    has("小计") || (has("合计") && has("总计"))
}

/// Columns that need no neighbours: seven cells, no cell, a number torn in two, blank lines that add up.
fn certain<'a>(observed: &Observed<'a>, subtotal: bool) -> (Option<[Slot<'a>; 7]>, Option<&'static str>) {
    let values = &observed.values;
    let filled: Vec<&Cell> = values.iter().copied().filter(|cell| !cell.is_blank()).collect();
    if observed.disputed {
        return (None, None);
    }
    if filled.is_empty() {
        let blanks = if values.len() >= SEVEN { &values[values.len() - SEVEN..] } else { &[] };
        return (Some(std::array::from_fn(|i| blanks.get(i).map_or(Slot::Lost, |cell| Slot::Cell(cell)))), None);
    }
    if subtotal {
        // Eight columns: in a table the last eight cells, elsewhere eight figures; nothing less can be told apart.
        let eight = values.len().saturating_sub(SEVEN + 1);
        let padded = !in_line(values) && values[..eight].iter().all(|cell| cell.is_blank());
        let cells = if padded { &values[eight..] } else { &filled[..] };
        let slots = (cells.len() == SEVEN + 1).then(|| without_subtotal(cells)).flatten();
        let mark = slots.as_ref().map(|_| SUBTOTAL);
        return (slots, mark);
    }
    if filled.len() == SEVEN {
        let slots = slots_of(&filled);
        return mend(slots);
    }
    if filled.len() < SEVEN && filled.iter().any(|cell| matches!(cell.reading, Reading::SplitDigits(_))) {
        let slots = parted(&filled);
        let repair = slots.as_ref().map(|_| "cells_parted");
        return (slots, repair);
    }
    if filled.len() == SEVEN + 1
        && let Some(slots) = rejoined(&filled)
    {
        return (Some(slots), Some("digits_rejoined"));
    }
    if values.len() == SEVEN && !in_line(values) {
        let slots = slots_of(values);
        // An empty first cell may be what a merged label left, where the last cell was trimmed away.
        let sound = !values[0].is_blank() || (row_sum_holds(&slots) && slots[6].number() > Some(Decimal::ZERO));
        return if sound { mend(slots) } else { (None, None) };
    }
    if filled.len() < SEVEN && filled.iter().all(|cell| cell.place == Place::Alone) {
        return (by_blank_lines(observed), None);
    }
    (None, None)
}

fn in_line(values: &[&Cell]) -> bool {
    values.iter().any(|cell| !matches!(cell.place, Place::Grid { .. }))
}

fn slots_of<'a>(cells: &[&'a Cell]) -> [Slot<'a>; 7] {
    std::array::from_fn(|i| cells.get(i).map_or(Slot::Lost, |cell| Slot::Cell(cell)))
}

/// `1 0` in one cell is ten if the row's sum then holds.
fn mend(mut slots: [Slot<'_>; 7]) -> (Option<[Slot<'_>; 7]>, Option<&'static str>) {
    let split: Vec<usize> = (0..SEVEN)
        .filter(|&i| matches!(&slots[i], Slot::Cell(cell) if matches!(cell.reading, Reading::SplitDigits(_))))
        .collect();
    if let [index] = split[..]
        && let Slot::Cell(cell) = slots[index]
        && let Reading::SplitDigits(parts) = &cell.reading
        && let Some(value) = figure(&parts.concat())
    {
        let before = std::mem::replace(&mut slots[index], Slot::Joined { cells: vec![cell], value });
        if row_sum_holds(&slots) {
            return (Some(slots), Some("digits_rejoined"));
        }
        slots[index] = before;
    }
    (Some(slots), None)
}

/// Whether the seventh number is the sum of the first six, and there is one.
pub(super) fn row_sum_holds(slots: &[Slot<'_>; 7]) -> bool {
    let sum: Option<Decimal> = slots[..6].iter().map(Slot::number).sum();
    slots[6].is_figure() && sum.is_some() && sum == slots[6].number()
}

/// Eight figures, the seventh of which is the sum of the five before it: 小计 of 法人或其他组织.
fn without_subtotal<'a>(cells: &[&'a Cell]) -> Option<[Slot<'a>; 7]> {
    let number = |index: usize| Slot::Cell(cells[index]).number();
    let sum = (1..6).map(number).sum::<Option<Decimal>>()?;
    let kept: Vec<&Cell> = cells.iter().enumerate().filter(|(index, _)| *index != 6).map(|(_, cell)| *cell).collect();
    (number(6)? == sum).then(|| slots_of(&kept))
}

/// Eight figures where the form has seven: two neighbours are one number if exactly one joining makes the sum hold.
fn rejoined<'a>(cells: &[&'a Cell]) -> Option<[Slot<'a>; 7]> {
    let digits = |cell: &Cell| cell.text.trim().bytes().all(|b| b.is_ascii_digit());
    if !evenly_spaced(cells) {
        return None;
    }
    let mut found: Option<[Slot<'a>; 7]> = None;
    for index in 0..SEVEN {
        let (first, second) = (cells[index], cells[index + 1]);
        if !digits(first) || !digits(second) || first.text.trim().starts_with('0') {
            continue;
        }
        let Some(value) = figure(&format!("{}{}", first.text.trim(), second.text.trim())) else { continue };
        let slots: [Slot<'a>; 7] = std::array::from_fn(|i| match i.cmp(&index) {
            std::cmp::Ordering::Less => Slot::Cell(cells[i]),
            std::cmp::Ordering::Equal => Slot::Joined { cells: vec![first, second], value },
            std::cmp::Ordering::Greater => Slot::Cell(cells[i + 1]),
        });
        if row_sum_holds(&slots) {
            if found.is_some() {
                return None;
            }
            found = Some(slots);
        }
    }
    found
}

/// One cell a line: an empty cell leaves a blank line. The blanks in front must make up seven with what follows.
fn by_blank_lines<'a>(observed: &Observed<'a>) -> Option<[Slot<'a>; 7]> {
    let filled = &observed.values;
    let lost = SEVEN.checked_sub(filled.len())?;
    // One cell follows another after one line end and one blank line, or after a line end only.
    let extra = observed.gap.checked_sub(1)?;
    let leading = (extra == lost as u32) || (extra == lost as u32 + 1);
    let close = filled.windows(2).all(|pair| {
        let lines = |cell: &Cell| cell.line.unwrap_or(0);
        lines(pair[1]).abs_diff(lines(pair[0])) <= 2
    });
    (leading && close && lost >= 3)
        .then(|| std::array::from_fn(|i| if i < lost { Slot::Lost } else { Slot::Cell(filled[i - lost]) }))
}

/// Whether figures stand on one line or at one distance from line to line: a page number among them does not.
fn evenly_spaced(cells: &[&Cell]) -> bool {
    let line = |cell: &Cell| cell.line.unwrap_or(0);
    let mut gaps = cells.windows(2).map(|pair| line(pair[1]).abs_diff(line(pair[0])));
    let first = gaps.next();
    gaps.all(|gap| Some(gap) == first)
}

/// Several figures in one cell, with white space between: seven in all, the last one the sum of the others.
fn parted<'a>(cells: &[&'a Cell]) -> Option<[Slot<'a>; 7]> {
    let mut slots: Vec<Slot<'a>> = Vec::new();
    for cell in cells {
        match &cell.reading {
            Reading::SplitDigits(parts) => {
                for part in parts {
                    slots.push(Slot::Joined { cells: vec![cell], value: figure(part)? });
                }
            }
            _ => slots.push(Slot::Cell(cell)),
        }
    }
    let slots: [Slot<'a>; 7] = slots.try_into().ok()?;
    let total = slots[6].number()?;
    (row_sum_holds(&slots) && (total > Decimal::ZERO || cells.len() == 1)).then_some(slots)
}

/// Where empty cells leave no trace, seven figures may be seven of eight columns: their sum must hold.
fn doubt_full_rows(rows: &mut [PlacedRow<'_>]) {
    let figures = |row: &PlacedRow<'_>| row.observed.values.iter().filter(|cell| !cell.is_blank()).count();
    let lossy = rows.iter().any(|row| in_line(&row.observed.values) && (1..SEVEN).contains(&figures(row)));
    for row in rows.iter_mut().filter(|row| lossy && in_line(&row.observed.values) && figures(row) == SEVEN) {
        if row.slots.as_ref().is_some_and(|slots| !row_sum_holds(slots)) {
            row.slots = None;
        }
    }
}

/// Blank lines in front of figures stand for blank cells only if there are none behind them.
fn check_blank_lines(rows: &mut [PlacedRow<'_>]) {
    let line = |cell: &Cell| cell.line.unwrap_or(0);
    for row in rows {
        let values = &row.observed.values;
        let alone = values.iter().all(|cell| cell.place == Place::Alone);
        if !alone || values.is_empty() || values.len() >= SEVEN {
            continue;
        }
        let last = values.last().map_or(0, |cell| line(cell));
        if row.observed.next_line.is_none_or(|next| next > last + 2) {
            row.slots = None;
        }
    }
}

/// Whether the labels of columns that stand side by side come in the order of the form.
fn header_in_order(header: &[(u32, Part<'_>)]) -> bool {
    let keys: Vec<String> = APPLICANTS.iter().map(|column| label_key(column.label().text)).collect();
    header.iter().all(|(_, part)| {
        let column = |cell: &Cell| keys.iter().position(|key| *key == cell.key);
        let named: Vec<usize> =
            part.cells.iter().filter(|cell| cell.place != Place::Alone).filter_map(column).collect();
        // A single row of everything, such as a page in one line, has the header's rows one behind the other.
        part.cells.len() > 20 || named.windows(2).all(|pair| pair[0] < pair[1])
    })
}

/// Offsets at which seven neighbouring cells hold every figure of the row.
fn windows(values: &[&Cell]) -> Vec<usize> {
    (0..=values.len().saturating_sub(SEVEN))
        .filter(|&offset| {
            let outside = values[..offset].iter().chain(values.get(offset + SEVEN..).unwrap_or(&[]));
            values.len() >= SEVEN && outside.into_iter().all(|cell| cell.is_blank())
        })
        .collect()
}

/// Whether a row still waits for its columns, with cells that hold one figure each.
fn is_open(row: &PlacedRow<'_>) -> bool {
    let single = |cell: &&Cell| !matches!(cell.reading, Reading::SplitDigits(_));
    row.slots.is_none() && !row.observed.disputed && row.observed.values.iter().all(single)
}

/// How deep a label stands: the number of label columns that its row needs.
fn level(row: RequestRow) -> usize {
    match row {
        RequestRow::NewReceived | RequestRow::CarriedIn | RequestRow::CarriedOut => 0,
        RequestRow::Granted | RequestRow::PartiallyGranted | RequestRow::Other | RequestRow::TotalProcessed => 1,
        _ => 2,
    }
}

/// Rows of a table that have more than seven cells behind the label, which leaves a choice where cells are empty.
///
/// The rows that leave none tell how the table is built. Only where all of them end with the seventh column, and rows
/// of one depth are of one length, is that believed of the others of the same depth and length.
fn by_window(rows: &mut [PlacedRow<'_>]) {
    let mut grids: HashMap<usize, Option<[Option<usize>; 3]>> = HashMap::new();
    for row in rows.iter() {
        let Some((grid, _)) = grid_place(&row.observed) else { continue };
        let [offset] = windows(&row.observed.values)[..] else { continue };
        if row.observed.values.len() == SEVEN && row.slots.is_none() {
            continue;
        }
        let length = row.observed.values.len();
        let regular = grids.entry(grid).or_insert(Some([None; 3]));
        let known = regular.and_then(|lengths| lengths[level(row.observed.row)]);
        if offset + SEVEN != length || known.is_some_and(|known| known != length) {
            *regular = None;
        } else if let Some(lengths) = regular {
            lengths[level(row.observed.row)] = Some(length);
        }
    }
    let narrow = narrow_grids(rows);
    for row in rows.iter_mut().filter(|row| is_open(row)) {
        let Some((grid, _)) = grid_place(&row.observed) else { continue };
        let values = row.observed.values.clone();
        let choices = windows(&values);
        let lengths = grids.get(&grid).copied().flatten();
        let regular = lengths.and_then(|lengths| lengths[level(row.observed.row)]) == Some(values.len())
            || (narrow.contains(&grid) && values.len() == SEVEN);
        let offset = match &choices[..] {
            [] => None,
            [only] if values.len() > SEVEN || regular => Some(*only),
            [_] => None,
            _ if regular => Some(values.len() - SEVEN),
            several => by_sum(&values, several),
        };
        if let Some(offset) = offset {
            row.slots = Some(slots_of(&values[offset..offset + SEVEN]));
        }
    }
}

/// Tables with one column of labels and seven of figures: nothing there is left of a merged label, so an empty cell right
/// behind a label is an empty cell of the form. Rows of every depth must show it.
fn narrow_grids(rows: &[PlacedRow<'_>]) -> HashSet<usize> {
    let mut depths: HashMap<usize, Option<HashSet<usize>>> = HashMap::new();
    for row in rows {
        let Some((grid, first)) = grid_place(&row.observed) else { continue };
        let fits = row.observed.label.column() == 0 && first == 1 && row.observed.values.len() <= SEVEN;
        let depths = depths.entry(grid).or_insert_with(|| Some(HashSet::new()));
        match depths {
            Some(depths) if fits => drop(depths.insert(level(row.observed.row))),
            _ => *depths = None,
        }
    }
    depths
        .into_iter()
        .filter(|(_, depths)| depths.as_ref().is_some_and(|depths| depths.len() == 3))
        .map(|(grid, _)| grid)
        .collect()
}

/// The only window in which the last figure is the total of at least two others.
fn by_sum(values: &[&Cell], choices: &[usize]) -> Option<usize> {
    let figures = values.iter().filter(|cell| cell.has_digits()).count();
    let holds = |offset: &&usize| {
        let slots = slots_of(&values[**offset..**offset + SEVEN]);
        row_sum_holds(&slots) && slots[6].number() > Some(Decimal::ZERO)
    };
    let mut holding = choices.iter().filter(holds);
    let first = holding.next()?;
    (figures >= 3 && holding.next().is_none()).then_some(*first)
}

/// Table and column of the first cell behind the label, where all of them stand in one table.
fn grid_place(observed: &Observed<'_>) -> Option<(usize, usize)> {
    match observed.values.first()?.place {
        Place::Grid { grid, column } => {
            let same = observed
                .values
                .iter()
                .all(|cell| matches!(cell.place, Place::Grid { grid: other, .. } if other == grid));
            same.then_some((grid, column as usize))
        }
        _ => None,
    }
}

/// Rows with fewer than seven cells, in a table whose other rows show which of its columns are the seven.
fn by_grid_column(rows: &mut [PlacedRow<'_>]) {
    let mut known: HashMap<usize, Option<Vec<usize>>> = HashMap::new();
    // A table without any empty cell has lost them, and with them its columns.
    let with_blank = rows.iter().filter(|row| keeps_blanks(&row.observed.values));
    let keeping: HashSet<usize> =
        with_blank.filter_map(|row| grid_place(&row.observed)).map(|(grid, _)| grid).collect();
    for row in rows.iter() {
        let (Some((grid, _)), Some(slots)) = (grid_place(&row.observed), &row.slots) else { continue };
        let columns: Option<Vec<usize>> =
            slots.iter().map(|slot| if let Slot::Cell(cell) = slot { Some(cell.column()) } else { None }).collect();
        let Some(columns) = columns.filter(|_| keeping.contains(&grid)) else { continue };
        known
            .entry(grid)
            .and_modify(|other| {
                if other.as_ref() != Some(&columns) {
                    *other = None;
                }
            })
            .or_insert(Some(columns));
    }
    for row in rows.iter_mut().filter(|row| is_open(row)) {
        let Some((grid, _)) = grid_place(&row.observed) else { continue };
        let Some(Some(columns)) = known.get(&grid) else { continue };
        let values = &row.observed.values;
        let in_columns = |cell: &&Cell| cell.is_blank() || columns.contains(&cell.column());
        // Columns can be compared only where the row is no shorter than the others for want of merged cells.
        if values.iter().all(in_columns) && values.last().is_some_and(|cell| cell.column() <= columns[6]) {
            let at = |column: usize| values.iter().copied().find(|cell| cell.column() == column);
            row.slots = Some(std::array::from_fn(|i| at(columns[i]).map_or(Slot::Lost, Slot::Cell)));
        }
    }
}

/// Whether a row of a table has an empty cell, or a place without one, among its cells.
pub(crate) fn keeps_blanks(cells: &[&Cell]) -> bool {
    cells.iter().any(|cell| cell.is_blank()) || cells.windows(2).any(|pair| pair[1].column() > pair[0].column() + 1)
}

impl Cell {
    /// Column in its table; 0 elsewhere.
    fn column(&self) -> usize {
        match self.place {
            Place::Grid { column, .. } => column as usize,
            _ => 0,
        }
    }
}
