//! The sums of the form as a check on what alignment proposes. They never supply a figure.

use gongkai_model::Decimal;
use gongkai_template::{Axis, Edition};

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

/// Whether some of the seven cells hold figures and some do not.
fn is_partial(row: &PlacedRow<'_>) -> bool {
    let figures = row.slots.iter().flatten().filter(|slot| slot.is_figure()).count();
    (1..7).contains(&figures)
}

fn grid_of(row: &PlacedRow<'_>) -> Option<usize> {
    match row.observed.values.first()?.place {
        Place::Grid { grid, .. } => Some(grid),
        _ => None,
    }
}

/// Whether every sum over rows holds in every column that it can be checked in, and at least one can.
fn columns_hold(rows: &[PlacedRow<'_>], form: &Edition) -> bool {
    let figure = |id: &str, column: usize| -> Option<Decimal> {
        let row = rows.iter().find(|row| row.observed.row.id() == id)?;
        row.slots.as_ref()?[column].number()
    };
    let side = |ids: &[&str], column: usize| ids.iter().map(|id| figure(id, column)).sum::<Option<Decimal>>();
    // The total column is often left blank on inner rows.
    let filled = |ids: &[&str], column: usize| {
        rows.iter()
            .filter(|row| ids.contains(&row.observed.row.id()))
            .any(|row| row.slots.as_ref().is_some_and(|slots| slots[column].is_figure()))
    };
    let mut checked = 0;
    for sum in form.request_sums.iter().filter(|sum| sum.axis == Axis::Rows) {
        for column in 0..7 {
            match side(sum.left, column).zip(side(sum.right, column)) {
                Some((left, right)) if left == right => checked += 1,
                Some(_) if column == 6 && !filled(sum.left, column) => {}
                Some(_) => return false,
                None => {}
            }
        }
    }
    let totals: Vec<&[Slot<'_>; 7]> = rows.iter().filter_map(|row| row.slots.as_ref()).collect();
    checked > 0 && totals.iter().all(|slots| !slots[6].is_figure() || row_sum_holds(slots))
}
