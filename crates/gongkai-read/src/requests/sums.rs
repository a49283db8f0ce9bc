//! The sums of the form as a check on what alignment proposes. They never supply a figure.

use gongkai_model::Decimal;
use gongkai_template::{Axis, Edition};

use super::PlacedRow;
use super::columns::row_sum_holds;
use crate::facts::Slot;

/// Takes back columns that rest on an uncertain row or on positions, and that the sums do not support.
///
/// A line of figures that stands behind a finished label may belong to the label after it. If that next row came out
/// empty and the table's sums do not hold, both stay undecided.
pub(super) fn settle(rows: &mut [PlacedRow<'_>], form: &Edition) {
    let doubtful: Vec<usize> = (0..rows.len())
        .filter(|&index| rows[index].observed.loose)
        .filter(|&index| rows.get(index + 1).is_some_and(|next| next.observed.values.is_empty()))
        .collect();
    let positioned = rows.iter().any(|row| row.by_position);
    if (doubtful.is_empty() && !positioned) || columns_hold(rows, form) {
        return;
    }
    for row in rows.iter_mut().filter(|row| row.by_position) {
        row.slots = None;
    }
    for index in doubtful {
        rows[index].slots = None;
        rows[index + 1].slots = None;
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
