//! Columns of a page laid out by white space: figures stand below their headers, or below each other.

use gongkai_model::Decimal;
use gongkai_template::{APPLICANTS, RequestRow};
use gongkai_text::normalize::label_key;

use super::PlacedRow;
use crate::facts::Slot;
use crate::flatten::{Cell, Place};
use crate::geometry::{At, Measure, assign, centre, choices, distance, nearest, start};
use crate::region::Part;

/// Finds the columns of rows that stand on lines and have fewer than seven figures.
pub(super) fn by_position(rows: &mut [PlacedRow<'_>], header: &[(u32, Part<'_>)]) {
    let mut pages: Vec<Page> = rows.iter().filter_map(|row| page(row)).collect();
    pages.dedup();
    for &page_number in &pages {
        by_reference(rows, header, page_number);
    }
    for &page_number in &pages {
        by_balance(rows, page_number);
    }
}

/// A stretch that was laid out at once: the page, and the headers repeated up to there.
type Page = (u32, u32);

/// The page of a row that waits for its columns or has found them by position.
fn page(row: &PlacedRow<'_>) -> Option<Page> {
    match row.observed.values.first()?.place {
        Place::Line { page, .. } => Some((page, row.observed.segment)),
        _ => None,
    }
}

fn waiting<'r, 'a>(rows: &'r [PlacedRow<'a>], number: Page) -> impl Iterator<Item = (usize, &'r PlacedRow<'a>)> {
    rows.iter().enumerate().filter(move |(_, row)| {
        row.slots.is_none() && !row.observed.disputed && page(row) == Some(number) && row.observed.values.len() < 7
    })
}

/// By the header on the same page, and by rows on the same page that have all seven or have found their columns.
///
/// Tools place a line by its characters, not by its paper, so a column wavers from line to line; rows with many figures
/// are placed first and show where the columns of the others are.
fn by_reference(rows: &mut [PlacedRow<'_>], header: &[(u32, Part<'_>)], number: Page) {
    let mut order: Vec<usize> = waiting(rows, number).map(|(index, _)| index).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(rows[index].observed.values.len()));
    let mut readings: Vec<Reading> = Vec::new();
    for (measure, at) in WAYS {
        let Some(known) = reference(rows, header, number, measure, at) else { continue };
        let mut reference = known.clone();
        let mut reading = Reading::default();
        for &index in &order {
            let values = &rows[index].observed.values;
            let places: Option<Vec<f64>> = values.iter().map(|cell| at(cell, measure)).collect();
            let Some(places) = places else { continue };
            let Some(columns) = assign(&places, &reference) else { continue };
            // Zeros prove nothing by their sums, so each must stand nearest to its own column.
            let zeros = values.iter().all(|cell| Slot::Cell(cell).number() == Some(Decimal::ZERO));
            if zeros && !places.iter().zip(&columns).all(|(place, &column)| nearest(*place, &reference) == Some(column))
            {
                continue;
            }
            reading.off +=
                places.iter().zip(&columns).map(|(place, &column)| distance(*place, &known[column])).sum::<f64>();
            for (place, &column) in places.iter().zip(&columns) {
                reference[column].push(*place);
            }
            reading.figures += places.len();
            reading.rows.push((index, columns));
        }
        readings.push(reading);
    }
    // The way in which the page was laid out is the one in which figures stand nearest to their columns. A row that
    // another way nearly as good reads otherwise is left open.
    readings.retain(|reading| reading.figures > 0);
    readings.sort_by(|a, b| a.distance().total_cmp(&b.distance()));
    let Some((best, others)) = readings.split_first() else { return };
    for (index, columns) in &best.rows {
        let near = others
            .iter()
            .filter(|other| other.distance() < best.distance() + 1.0 && other.figures * 5 >= best.figures * 4);
        let disputed = near.flat_map(|other| &other.rows).any(|(other, way)| other == index && way != columns);
        if !disputed {
            rows[*index].slots = Some(slots(&rows[*index].observed.values, columns));
            rows[*index].by_position = true;
        }
    }
}

/// How the place of a figure is measured: in characters or terminal columns, at its middle or its left edge.
const WAYS: [(Measure, At); 4] =
    [(Measure::Chars, centre), (Measure::Columns, centre), (Measure::Chars, start), (Measure::Columns, start)];

/// The rows of a page as one way of measuring places them.
#[derive(Debug, Default)]
struct Reading {
    rows: Vec<(usize, Vec<usize>)>,
    off: f64,
    figures: usize,
}

impl Reading {
    /// How far a figure stands from its column, on average.
    fn distance(&self) -> f64 {
        self.off / self.figures as f64
    }
}

/// Where each column is known to stand on a page.
fn reference(
    rows: &[PlacedRow<'_>],
    header: &[(u32, Part<'_>)],
    number: Page,
    measure: Measure,
    at: At,
) -> Option<Vec<Vec<f64>>> {
    let mut reference: Vec<Vec<f64>> = vec![Vec::new(); 7];
    let full =
        rows.iter().filter(|row| row.slots.is_some() && page(row) == Some(number) && row.observed.values.len() == 7);
    for row in full {
        for (column, cell) in row.observed.values.iter().enumerate() {
            reference[column].push(at(cell, measure)?);
        }
    }
    if reference[0].is_empty() {
        for (column, at) in header_places(header, number, measure, at)?.into_iter().enumerate() {
            reference[column].push(at);
        }
    }
    Some(reference)
}

fn slots<'a>(values: &[&'a Cell], columns: &[usize]) -> [Slot<'a>; 7] {
    std::array::from_fn(|i| {
        columns.iter().position(|&column| column == i).map_or(Slot::Lost, |index| Slot::Cell(values[index]))
    })
}

/// Place of each header on a page, where every one of the seven is found and they stand in order.
fn header_places(header: &[(u32, Part<'_>)], number: Page, measure: Measure, at: At) -> Option<Vec<f64>> {
    let pieces: Vec<(&Cell, f64)> = header
        .iter()
        .filter(|(segment, _)| *segment == number.1)
        .flat_map(|(_, part)| part.cells)
        .filter(|cell| matches!(cell.place, Place::Line { page, .. } if page == number.0))
        .filter_map(|cell| Some((cell, at(cell, measure)?)))
        .collect();
    let keys: Vec<String> = APPLICANTS.iter().map(|column| label_key(column.label().text)).collect();
    let mut centres: Vec<f64> = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        let begins = |cell: &Cell| !cell.key.is_empty() && key.starts_with(&cell.key);
        // 其他 and 总计 come again in other words, so they must stand right of the column before.
        let after = centres.last().copied().unwrap_or(f64::MIN);
        let next = pieces
            .iter()
            .filter(|(cell, at)| begins(cell) && *at > after)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(_, at)| *at)?;
        if index > 0 && next - after < 1.5 {
            return None;
        }
        centres.push(next);
    }
    Some(centres)
}

/// A page that the header does not reach: the figures stand in columns of their own, and the form's balances, with the
/// rows of the other pages, leave one way to number them.
fn by_balance(rows: &mut [PlacedRow<'_>], number: Page) {
    // Rows of zeros stay open: they balance wherever they stand.
    let is_zero =
        |row: &PlacedRow<'_>| row.observed.values.iter().all(|cell| Slot::Cell(cell).number() == Some(Decimal::ZERO));
    let waiting: Vec<usize> = waiting(rows, number).filter(|(_, row)| !is_zero(row)).map(|(index, _)| index).collect();
    let others_known =
        rows.iter().enumerate().all(|(index, row)| row.slots.is_some() || waiting.contains(&index) || is_zero(row));
    if waiting.is_empty() || !others_known {
        return;
    }
    for measure in [Measure::Chars, Measure::Columns] {
        let Some(clusters) = cluster(rows, &waiting, measure) else { continue };
        let count = clusters.iter().flatten().max().map_or(0, |most| most + 1);
        let mut solution: Option<Vec<usize>> = None;
        let mut solutions = 0;
        for mapping in choices(7, count) {
            let column = |row: usize, value: usize| mapping[clusters[row][value]];
            if balances(rows, &waiting, &column) {
                solutions += 1;
                solution = Some(mapping);
            }
        }
        if let (1, Some(mapping)) = (solutions, solution) {
            for (row, &index) in waiting.iter().enumerate() {
                let columns: Vec<usize> = clusters[row].iter().map(|&cluster| mapping[cluster]).collect();
                rows[index].slots = Some(slots(&rows[index].observed.values, &columns));
                rows[index].by_position = true;
            }
            return;
        }
    }
}

/// Numbers the columns that figures of some rows stand in: nearest ones are one column, unless one row has both.
fn cluster(rows: &[PlacedRow<'_>], waiting: &[usize], measure: Measure) -> Option<Vec<Vec<usize>>> {
    let mut points: Vec<(f64, usize, usize)> = Vec::new();
    for (row, &index) in waiting.iter().enumerate() {
        for (value, cell) in rows[index].observed.values.iter().enumerate() {
            points.push((centre(cell, measure)?, row, value));
        }
    }
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut groups: Vec<Vec<(f64, usize, usize)>> = points.into_iter().map(|point| vec![point]).collect();
    loop {
        let shares_row =
            |a: &[(f64, usize, usize)], b: &[(f64, usize, usize)]| a.iter().any(|x| b.iter().any(|y| x.1 == y.1));
        let gap = |index: usize| groups[index + 1][0].0 - groups[index][groups[index].len() - 1].0;
        let nearest = (0..groups.len().saturating_sub(1))
            .filter(|&index| gap(index) < 5.0 && !shares_row(&groups[index], &groups[index + 1]))
            .min_by(|&a, &b| gap(a).total_cmp(&gap(b)));
        let Some(index) = nearest else { break };
        let right = groups.remove(index + 1);
        groups[index].extend(right);
    }
    if groups.len() > 7 {
        return None;
    }
    let mut clusters: Vec<Vec<usize>> =
        waiting.iter().map(|&index| vec![0; rows[index].observed.values.len()]).collect();
    for (number, group) in groups.iter().enumerate() {
        for &(_, row, value) in group {
            clusters[row][value] = number;
        }
    }
    Some(clusters)
}

/// Whether every column balances and every printed total is the sum of its row.
fn balances(rows: &[PlacedRow<'_>], waiting: &[usize], column: &dyn Fn(usize, usize) -> usize) -> bool {
    let figure = |index: usize, at: usize| -> Option<Decimal> {
        let Some(row) = waiting.iter().position(|&waiting| waiting == index) else {
            let known = rows[index].slots.as_ref().map(|slots| slots[at].number());
            return known.unwrap_or(Some(Decimal::ZERO));
        };
        let values = &rows[index].observed.values;
        let value = (0..values.len()).find(|&value| column(row, value) == at);
        Some(value.map_or(Decimal::ZERO, |value| Slot::Cell(values[value]).number().unwrap_or_default()))
    };
    let find = |row: RequestRow| rows.iter().position(|placed| placed.observed.row == row);
    let rows_of = [RequestRow::NewReceived, RequestRow::CarriedIn, RequestRow::TotalProcessed, RequestRow::CarriedOut];
    let [Some(new), Some(carried_in), Some(total), Some(out)] = rows_of.map(find) else { return false };
    let results: Vec<usize> = (0..rows.len()).filter(|index| ![new, carried_in, total, out].contains(index)).collect();
    let columns_hold = (0..7).all(|at| {
        let sum: Option<Decimal> = results.iter().map(|&index| figure(index, at)).sum();
        // The total column may be left blank on inner rows.
        let inner = sum == figure(total, at) || (at == 6 && sum == Some(Decimal::ZERO));
        let both = |a: usize, b: usize| Some(figure(a, at)? + figure(b, at)?);
        inner && both(new, carried_in) == both(total, out)
    });
    let rows_hold = (0..rows.len()).all(|index| {
        let total = figure(index, 6);
        total == Some(Decimal::ZERO) || (0..6).map(|at| figure(index, at)).sum::<Option<Decimal>>() == total
    });
    columns_hold && rows_hold
}
