//! A table that goes on over a page break as one table.

use gongkai_text::numbering;

use crate::rules::{NEAR, clusters};
use crate::table::{Cell, Table};

/// Whether a table goes on with another one at the head of the next page: the same edges, left and right.
pub(crate) fn goes_on(table: &Table, next: &Table) -> bool {
    let near = |a: Option<&f32>, b: Option<&f32>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= NEAR);
    near(table.xs.first(), next.xs.first()) && near(table.xs.last(), next.xs.last())
}

/// Puts the rows of `next` below those of `table`. Rows that repeat the head of the table are left out; a merged cell and a row that
/// the page break cut are one again.
pub(crate) fn append(table: &mut Table, mut next: Table) {
    let xs = clusters([table.xs.as_slice(), next.xs.as_slice()].concat());
    remap(&mut table.cells, &table.xs, &xs);
    remap(&mut next.cells, &next.xs, &xs);
    let skipped = repeated_head(table, &next);
    let first = table.rows;
    let mut cells = next.cells;
    cells.retain(|cell| cell.row >= skipped);
    cells.iter_mut().for_each(|cell| cell.row = first + cell.row - skipped);
    let one_row = is_one_row(table, &cells, table.open_below && next.open_above);
    let mut kept = Vec::new();
    for cell in cells {
        let above = if cell.row == first { counterpart(&cell, &table.cells) } else { None };
        let Some(above) = above.and_then(|above| table.cells.get_mut(above)) else {
            kept.push(cell);
            continue;
        };
        if one_row {
            above.lines.extend(cell.lines);
            above.row_span += cell.row_span - 1;
        } else if (cell.row_span > 1 || above.row_span > 1) && cell.lines.is_empty() {
            above.row_span += cell.row_span;
        } else {
            kept.push(cell);
        }
    }
    if one_row {
        kept.iter_mut().for_each(|cell| cell.row -= 1);
    }
    table.cells.extend(kept);
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    table.rows = first + next.rows - skipped - u32::from(one_row);
    (table.xs, table.area, table.open_below) = (xs, next.area, next.open_below);
}

/// The cell above a page break that a cell below it stands under.
fn counterpart(cell: &Cell, cells: &[Cell]) -> Option<usize> {
    cells.iter().position(|above| {
        above.end() == cell.row && above.column == cell.column && above.column_span == cell.column_span
    })
}

/// Whether the last row of a table and the first one on the next page are the two parts of one row: every cell has its counterpart,
/// and no line was drawn between the pages, or one part leaves blank what the other says.
fn is_one_row(table: &Table, cells: &[Cell], is_open: bool) -> bool {
    let first = cells.iter().filter(|cell| cell.row == table.rows);
    let pairs = first.map(|cell| Some((table.cells.get(counterpart(cell, &table.cells)?)?, cell)));
    let Some(pairs) = pairs.collect::<Option<Vec<_>>>() else { return false };
    let says = |cell: &Cell| !cell.lines.is_empty();
    let (merged, mut pairs): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|(above, below)| above.row_span > 1 || below.row_span > 1);
    if pairs.is_empty() || merged.iter().any(|(above, below)| says(above) && says(below)) {
        return false;
    }
    // A label may be cut in its middle: what begins with a number is another row.
    let (above, below) = pairs.remove(0);
    let is_numbered = |cell: &Cell| numbering::split(&cell.text()).0.is_some();
    let is_label = match (says(above), says(below)) {
        (true, true) => is_numbered(above) && !is_numbered(below),
        (above, below) => above || below,
    };
    let any = |part: fn(bool, bool) -> bool| pairs.iter().any(|(above, below)| part(says(above), says(below)));
    let (of_above, of_below) = (any(|above, _| above), any(|_, below| below));
    if is_open {
        return !is_numbered(below) && (is_label || !any(|above, below| above && below));
    }
    // A number of two lines may be cut as well; then the lower part of the row has nothing that the upper one lacks.
    is_label && (of_above != of_below || (of_below && !any(|above, below| below && !above)))
}

/// How many of the first rows of `next` are those of the table once more, word for word, and hold no figure.
fn repeated_head(table: &Table, next: &Table) -> u32 {
    let texts = |table: &Table, row: u32| -> Vec<(u32, String)> {
        let cells = table.cells.iter().filter(|cell| cell.row == row);
        cells.map(|cell| (cell.column, cell.text().split_whitespace().collect::<String>())).collect()
    };
    let is_head = |row: &[(u32, String)]| {
        row.iter().any(|(_, text)| !text.is_empty())
            && row.iter().all(|(_, text)| text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()))
    };
    let same = |row: &u32| {
        let head = texts(table, *row);
        is_head(&head) && head == texts(next, *row)
    };
    let rows = (0..table.rows.min(next.rows)).take_while(same).count() as u32;
    // Cells that reach from the head into the rows below are no head of their own.
    let ends = |table: &Table| table.cells.iter().all(|cell| cell.row >= rows || cell.end() <= rows);
    if ends(table) && ends(next) { rows } else { 0 }
}

/// Columns counted by the edges `from`, counted by the edges `to`.
fn remap(cells: &mut [Cell], from: &[f32], to: &[f32]) {
    let nearest = |edge: f32| {
        let distance = |index: &usize| (to[*index] - edge).abs();
        (0..to.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0) as u32
    };
    let edges: Vec<u32> = from.iter().map(|&edge| nearest(edge)).collect();
    let at = |column: u32| edges.get(column as usize).copied().unwrap_or(0);
    for cell in cells {
        let (start, end) = (at(cell.column), at(cell.column + cell.column_span));
        (cell.column, cell.column_span) = (start, (end - start).max(1));
    }
}
