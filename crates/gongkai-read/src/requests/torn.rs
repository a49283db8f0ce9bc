//! Rows of figures apart from their labels: a page whose columns of text and of figures were written one after the
//! other.
//!
//! Where nothing was lost, all figures of the table still follow each other in the order of the form, row by row or,
//! where a tool wrote a block of rows column by column, transposed. Such an order is believed only if there are exactly
//! as many figures as the form has cells, every sum of the form holds, and no label beside its figures contradicts.

use std::array;
use std::collections::HashSet;

use gongkai_model::Decimal;
use gongkai_template::{Axis, Edition, RequestRow};
use gongkai_text::reading::Reading;

use super::{PlacedRow, align::Observed};
use crate::facts::Slot;
use crate::flatten::{Cell, is_page_number_text};
use crate::region::Part;

/// Mark of rows that were put together from figures apart from their labels.
pub(super) const IN_ORDER: &str = "rows_in_order";
/// Columns of the table.
const SEVEN: usize = 7;
/// More arrangements than this are not told apart.
const MOST_ARRANGEMENTS: usize = 256;
/// Labels that must be found for the figures to be those of this table.
const LABELS: usize = 6;

/// A figure and the cell it stands in.
#[derive(Debug, Clone, Copy)]
struct Figure<'a> {
    cell: &'a Cell,
    value: Decimal,
}

/// All figures of a table in the order of the source.
fn figures<'a>(parts: &[Part<'a>]) -> Vec<Figure<'a>> {
    let mut all = Vec::new();
    for part in parts {
        let values = part.cells.iter().filter(|cell| !cell.text.is_empty() && cell.key.is_empty());
        let text: String = values.map(|cell| cell.text.as_str()).collect();
        if is_page_number_text(&text) {
            continue;
        }
        for cell in part.cells {
            match &cell.reading {
                Reading::Number(number, _) => {
                    all.push(Figure { cell, value: number.value });
                }
                Reading::SplitDigits(split) => {
                    let values = split.iter().filter_map(|part| part.parse().ok());
                    all.extend(values.map(|value| Figure { cell, value }));
                }
                _ => {}
            }
        }
    }
    all
}

/// The form whose cells are as many as the figures.
pub(super) fn fits(parts: &[Part<'_>], form: &Edition) -> bool {
    !form.requests.is_empty() && figures(parts).len() == form.requests.len() * SEVEN
}

/// Puts the rows together; says whether it could.
pub(super) fn arrange<'a>(rows: &mut Vec<PlacedRow<'a>>, parts: &[Part<'a>], form: &Edition) -> bool {
    let figures = figures(parts);
    if figures.len() != form.requests.len() * SEVEN || rows.len() < LABELS {
        return false;
    }
    let Some(arranged) = arrangements(&figures, form.requests.len()) else { return false };
    let mut sound = arranged
        .into_iter()
        .filter(|order| columns_hold(order, &figures, form) && !contradicted(order, &figures, rows, form));
    let Some(order) = sound.next().filter(|_| sound.next().is_none()) else { return false };
    for (line, order) in form.requests.iter().zip(&order) {
        let slots: [Slot<'a>; SEVEN] = array::from_fn(|column| {
            let figure = figures[order[column]];
            Slot::Joined { cells: vec![figure.cell], value: figure.value }
        });
        match rows.iter_mut().find(|row| row.observed.row == line.row) {
            Some(row) => {
                (row.slots, row.repair, row.by_position) = (Some(slots), Some(IN_ORDER), false);
            }
            None => {
                let cell = figures[order[0]].cell;
                rows.push(PlacedRow {
                    observed: Observed::without_label(line.row, cell),
                    slots: Some(slots),
                    repair: Some(IN_ORDER),
                    by_position: false,
                });
            }
        }
    }
    rows.sort_by_key(|row| row.observed.row);
    true
}

/// Where the seven figures of each row stand among all.
type Order = Vec<[usize; SEVEN]>;

/// Every way to take the figures as rows, or as blocks of rows written column by column, in which every row adds up.
/// Ways that give the same numbers count once.
fn arrangements(figures: &[Figure<'_>], rows: usize) -> Option<Vec<Order>> {
    let adds_up =
        |row: &[usize; SEVEN]| row[..6].iter().map(|&at| figures[at].value).sum::<Decimal>() == figures[row[6]].value;
    let mut reached: Vec<Vec<Order>> = vec![Vec::new(); rows + 1];
    reached[0].push(Vec::new());
    for done in 0..rows {
        let mut seen = HashSet::new();
        let orders = std::mem::take(&mut reached[done]);
        if orders.len() > MOST_ARRANGEMENTS {
            return None;
        }
        for order in orders {
            let values: Vec<Decimal> = order.iter().flatten().map(|&at| figures[at].value).collect();
            if !seen.insert(values) {
                continue;
            }
            for height in 1..=rows - done {
                let from = done * SEVEN;
                let block: Vec<[usize; SEVEN]> =
                    (0..height).map(|row| array::from_fn(|column| from + column * height + row)).collect();
                if block.iter().all(adds_up) {
                    reached[done + height].push([order.as_slice(), &block].concat());
                }
            }
        }
    }
    let mut seen = HashSet::new();
    let mut all = std::mem::take(&mut reached[rows]);
    all.retain(|order| seen.insert(order.iter().flatten().map(|&at| figures[at].value).collect::<Vec<_>>()));
    (all.len() <= MOST_ARRANGEMENTS).then_some(all)
}

/// Whether every sum over rows holds in every column.
fn columns_hold(order: &Order, figures: &[Figure<'_>], form: &Edition) -> bool {
    let side = |ids: &[&str], column: usize| -> Decimal {
        let rows = form.requests.iter().zip(order).filter(|(line, _)| ids.contains(&line.row.id()));
        rows.map(|(_, order)| figures[order[column]].value).sum()
    };
    let sums = || form.request_sums.iter().filter(|sum| sum.axis == Axis::Rows);
    (0..SEVEN).all(|column| sums().all(|sum| side(sum.left, column) == side(sum.right, column)))
}

/// Whether some label has all its seven figures beside it, and they are not those of its row.
fn contradicted(order: &Order, figures: &[Figure<'_>], rows: &[PlacedRow<'_>], form: &Edition) -> bool {
    let place = |wanted: RequestRow| form.requests.iter().position(|line| line.row == wanted);
    rows.iter().filter(|row| row.observed.beside && !row.observed.values.is_empty()).any(|row| {
        let Some(at) = place(row.observed.row) else { return true };
        let Some(slots) = &row.slots else { return false };
        let numbers: Option<Vec<Decimal>> = slots.iter().map(Slot::number).collect();
        let blank = slots.iter().any(|slot| !slot.is_figure());
        !blank
            && numbers
                .is_some_and(|numbers| (0..SEVEN).any(|column| figures[order[at][column]].value != numbers[column]))
    })
}
