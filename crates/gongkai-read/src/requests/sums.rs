//! The sums of the form as a check on what alignment proposes. They never supply a figure.

use gongkai_model::Decimal;
use gongkai_template::{Axis, Check, Checked, Edition};

use super::PlacedRow;
use super::columns::row_sum_holds;
use crate::facts::Slot;
use crate::flatten::Place;

/// Rows that one table must have before its shape alone is believed.
const SOUND_ROWS: usize = 6;

/// Takes back what rests on little and what the sums do not support.
///
/// Where labels and figures came apart (`torn`), a label without figures is no row of blanks, and figures that stand
/// apart from their label may be another row's. Figures placed by position or by the shape of a small table, and a line
/// of figures behind a finished label whose next row is empty, need sums that hold.
pub(super) fn settle(rows: &mut [PlacedRow<'_>], form: &Edition, torn: bool) {
    if torn {
        for row in rows.iter_mut().filter(|row| row.observed.values.iter().all(|cell| cell.is_blank())) {
            row.slots = None;
        }
    }
    let unproven: Vec<usize> =
        (0..rows.len()).filter(|&index| rows[index].by_position && !is_proven(&rows[index], rows, form)).collect();
    for index in unproven {
        rows[index].slots = None;
    }
    if columns_hold(rows, form) {
        return;
    }
    let doubtful: Vec<usize> = (0..rows.len())
        .filter(|&index| rows[index].observed.loose)
        .filter(|&index| rows.get(index + 1).is_some_and(|next| next.observed.values.is_empty()))
        .collect();
    let grids: Vec<Option<usize>> = rows.iter().map(grid_of).collect();
    for (index, row) in rows.iter_mut().enumerate() {
        let after_doubtful = index > 0 && doubtful.contains(&(index - 1));
        let apart = torn && !row.observed.beside;
        let rows_of_grid = grids.iter().filter(|grid| grid.is_some() && **grid == grids[index]).count();
        let adds_up = row.slots.as_ref().is_some_and(row_sum_holds);
        let small = is_partial(row) && grids[index].is_some() && rows_of_grid < SOUND_ROWS && !adds_up;
        if row.by_position || apart || small || doubtful.contains(&index) || after_doubtful {
            row.slots = None;
        }
    }
}

/// Every figure as the rows are placed, in the order of the form's code; blanks count as zero.
fn figures(rows: &[PlacedRow<'_>], form: &Edition) -> Vec<Option<Decimal>> {
    let slots = form.requests.iter().map(|line| rows.iter().find(|row| row.observed.row == line.row)?.slots.as_ref());
    slots.flat_map(|slots| (0..7).map(move |column| slots.and_then(|slots| slots[column].number()))).collect()
}

/// Whether the sums prove the columns of a row that was placed by position: its own total does, or in every column where
/// it has a figure above zero the form's sums can be made and hold.
fn is_proven(row: &PlacedRow<'_>, rows: &[PlacedRow<'_>], form: &Edition) -> bool {
    let Some(slots) = &row.slots else { return false };
    let filled = slots.iter().filter(|slot| slot.number() > Some(Decimal::ZERO)).count();
    if filled >= 3 && row_sum_holds(slots) {
        return true;
    }
    let Some(at) = form.requests.iter().position(|line| line.row == row.observed.row) else { return false };
    let syndrome = form.requests_code().syndrome(&figures(rows, form));
    (0..7).filter(|&column| slots[column].number() > Some(Decimal::ZERO)).all(|column| {
        let cell = at * 7 + column;
        let of_cell =
            |checked: &&Checked<'_>| checked.check.left.contains(&cell) || checked.check.right.contains(&cell);
        let mut down = syndrome.iter().filter(|checked| checked.check.axis == Axis::Rows).filter(of_cell);
        down.all(|checked| checked.holds() || is_blank_total(checked.check, rows, form))
    })
}

/// Whether a sum runs down the total column, and none of the rows on its left has a total: it is often left blank on
/// inner rows.
fn is_blank_total(check: &Check, rows: &[PlacedRow<'_>], form: &Edition) -> bool {
    let row = |cell: &usize| form.requests[cell / 7].row;
    let has_total = |cell: &usize| {
        let placed = rows.iter().find(|placed| placed.observed.row == row(cell));
        placed.and_then(|placed| placed.slots.as_ref()).is_some_and(|slots| slots[6].is_figure())
    };
    check.left.iter().all(|cell| cell % 7 == 6) && !check.left.iter().any(has_total)
}

/// Whether some of the seven cells hold something and some do not.
fn is_partial(row: &PlacedRow<'_>) -> bool {
    let empty = |slot: &&Slot<'_>| matches!(slot, Slot::Lost) || matches!(slot, Slot::Cell(cell) if cell.is_blank());
    let filled = 7 - row.slots.iter().flatten().filter(empty).count();
    (1..7).contains(&filled)
}

fn grid_of(row: &PlacedRow<'_>) -> Option<usize> {
    match row.observed.values.first()?.place {
        Place::Grid { grid, .. } => Some(grid),
        _ => None,
    }
}

/// Whether every sum over rows holds in every column that it can be checked in, and at least one can.
fn columns_hold(rows: &[PlacedRow<'_>], form: &Edition) -> bool {
    let syndrome = form.requests_code().syndrome(&figures(rows, form));
    let down = || syndrome.iter().filter(|checked| checked.check.axis == Axis::Rows);
    let broken = down().any(|checked| checked.is_broken() && !is_blank_total(checked.check, rows, form));
    let totals: Vec<&[Slot<'_>; 7]> = rows.iter().filter_map(|row| row.slots.as_ref()).collect();
    !broken && down().any(Checked::holds) && totals.iter().all(|slots| !slots[6].is_figure() || row_sum_holds(slots))
}
