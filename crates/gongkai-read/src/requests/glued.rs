//! Rows whose cells run together: parted by their own sum first, by the sums over rows where that leaves a choice.

use std::array;

use gongkai_model::Decimal;
use gongkai_template::{Axis, Checked, Edition};

use super::PlacedRow;
use crate::facts::{PARTED, Slot};
use crate::flatten::Cell;
use crate::glued::Glued;

/// Columns of the table.
const SEVEN: usize = 7;
/// More ways to combine the readings of rows are not tried.
const MOST_COMBINATIONS: usize = 4096;

/// Parts the rows that are still undecided and hold nothing but digits.
///
/// A table that has lost its empty cells may look glued: in one that has not, no row has fewer than seven digits.
pub(super) fn part(rows: &mut [PlacedRow<'_>], form: &Edition) {
    let filled = |row: &PlacedRow<'_>| row.observed.values.iter().any(|cell| !cell.is_blank());
    if rows.iter().filter(|row| filled(row)).any(|row| digits(&row.observed.values) < SEVEN) {
        return;
    }
    let mut glued: Vec<(usize, Glued<'_>)> = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.slots.is_none() && !row.observed.disputed) {
        glued.extend(Glued::of(&row.observed.values, 1, SEVEN).map(|readings| (index, readings)));
    }
    let read = glued.iter().filter(|(_, glued)| glued.count() > 0).count();
    if read * 2 < glued.len() {
        return;
    }
    choose(rows, &mut glued, form);
    for (index, glued) in glued {
        let slots = glued.slots();
        if slots.len() == SEVEN {
            rows[index].slots = Some(array::from_fn(|column| slots[column].clone()));
            rows[index].repair = Some(PARTED);
        }
    }
}

fn digits(cells: &[&Cell]) -> usize {
    let marks = cells.iter().filter(|cell| cell.is_value() && !cell.is_blank() && !cell.has_digits()).count();
    marks + cells.iter().flat_map(|cell| cell.text.chars()).filter(char::is_ascii_digit).count()
}

/// Among rows with several readings keeps those that are part of a combination in which all sums over rows hold. If no
/// combination does, the source's own sums are broken and say nothing.
fn choose(rows: &[PlacedRow<'_>], glued: &mut [(usize, Glued<'_>)], form: &Edition) {
    let open: Vec<usize> = (0..glued.len()).filter(|&at| glued[at].1.count() > 1).collect();
    let combinations = open.iter().try_fold(1_usize, |all, &at| all.checked_mul(glued[at].1.count()));
    if open.is_empty() || combinations.is_none_or(|all| all > MOST_COMBINATIONS) {
        return;
    }
    // Figures of every row of the form: of each reading where it is open, else of the only one.
    let figures: Vec<Vec<Vec<Decimal>>> =
        form.requests.iter().map(|line| readings(rows, glued, line.row.id())).collect();
    let place = |at: usize| form.requests.iter().position(|line| line.row == rows[glued[at].0].observed.row);
    let places: Vec<Option<usize>> = open.iter().map(|&at| place(at)).collect();
    let mut kept: Vec<Vec<bool>> = open.iter().map(|&at| vec![false; glued[at].1.count()]).collect();
    let mut any = false;
    let mut choice = vec![0; open.len()];
    let mut of_row = vec![0; figures.len()];
    loop {
        for (number, place) in places.iter().enumerate() {
            place.iter().for_each(|&row| of_row[row] = choice[number]);
        }
        let chosen = figures.iter().zip(&of_row).map(|(readings, &reading)| readings.get(reading));
        let numbers: Vec<Option<Decimal>> =
            chosen.flat_map(|row| (0..SEVEN).map(move |column| row.map(|row| row[column]))).collect();
        if !form.requests_code().syndrome(&numbers).iter().any(down_and_broken) {
            any = true;
            for (number, &reading) in choice.iter().enumerate() {
                kept[number][reading] = true;
            }
        }
        let Some(next) = (0..open.len()).find(|&number| choice[number] + 1 < kept[number].len()) else { break };
        choice[next] += 1;
        choice[..next].fill(0);
    }
    if any {
        for (number, &at) in open.iter().enumerate() {
            glued[at].1.retain(|reading| kept[number][reading]);
        }
    }
}

/// The readings of a row of the form; none where it has none, or some figure of it is not known.
fn readings(rows: &[PlacedRow<'_>], glued: &[(usize, Glued<'_>)], id: &str) -> Vec<Vec<Decimal>> {
    let Some(row) = rows.iter().position(|row| row.observed.row.id() == id) else { return Vec::new() };
    match glued.iter().find(|(index, _)| *index == row) {
        Some((_, glued)) => (0..glued.count()).map(|reading| glued.values(reading).collect()).collect(),
        None => {
            let numbers = rows[row].slots.as_ref().and_then(|slots| slots.iter().map(Slot::number).collect());
            numbers.into_iter().collect()
        }
    }
}

/// Whether a sum over rows is broken; those along a row were looked at before.
fn down_and_broken(checked: &Checked<'_>) -> bool {
    checked.check.axis == Axis::Rows && checked.is_broken()
}
