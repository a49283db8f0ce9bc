//! Tables with drawn borders: `+---+` grids, and box drawing with spans as terminal browsers print it.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::writer::Dice;
use crate::writer::sheet::{Merged, Role, Sheet, Slot};

/// A text in lines of at most `width` terminal columns.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let mut line = String::new();
        for c in part.chars() {
            if line.width() + c.width().unwrap_or(0) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
        lines.push(line);
    }
    lines
}

/// A rectangular `+---+` grid; merged cells empty.
pub(super) fn grid(sheet: &Sheet, variant: &mut Dice) -> String {
    let width = if variant.chance(50) { usize::MAX } else { 10 + 2 * variant.below(16) };
    let header = variant.chance(40);
    let rows: Vec<Vec<Vec<String>>> =
        sheet.flatten(Merged::Blank).iter().map(|row| row.iter().map(|cell| wrap(cell, width)).collect()).collect();
    let widths: Vec<usize> = (0..sheet.columns)
        .map(|column| rows.iter().flat_map(|row| &row[column]).map(|line| line.width()).max().unwrap_or(0).max(1))
        .collect();
    let rule =
        |fill: &str| format!("+{}+", widths.iter().map(|width| fill.repeat(width + 2)).collect::<Vec<_>>().join("+"));
    let mut lines = vec![rule("-")];
    for (index, row) in rows.iter().enumerate() {
        for at in 0..row.iter().map(Vec::len).max().unwrap_or(1) {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .map(|(cell, &width)| {
                    let text = cell.get(at).map_or("", String::as_str);
                    format!(" {text}{} ", " ".repeat(width - text.width()))
                })
                .collect();
            lines.push(format!("|{}|", cells.join("|")));
        }
        lines.push(rule(if header && index == 0 { "=" } else { "-" }));
    }
    lines.join("\n")
}

/// Positions of the borders: `edges[i]` before the `i`-th column or row.
fn edges(sizes: &[usize]) -> Vec<usize> {
    let mut edges = vec![0];
    for size in sizes {
        edges.push(edges[edges.len() - 1] + size + 1);
    }
    edges
}

/// Enlarges sizes until a span of them has room for `need`.
fn make_room(sizes: &mut [usize], need: usize) {
    let have = sizes.iter().sum::<usize>() + sizes.len() - 1;
    if need > have {
        let last = sizes.len() - 1;
        sizes[last] += need - have;
    }
}

/// Box drawing with row and column spans; text centred between its borders, labels on the left.
pub(super) fn boxes(sheet: &Sheet) -> String {
    let mut widths = vec![1; sheet.columns];
    let mut heights = vec![1; sheet.rows];
    let mut cells: Vec<_> = sheet.cells.iter().collect();
    cells.sort_by_key(|cell| (cell.column_span, cell.row_span));
    for cell in cells {
        let lines: Vec<&str> = cell.text.split('\n').collect();
        let width = lines.iter().map(|line| line.width()).max().unwrap_or(0);
        make_room(&mut widths[cell.column..cell.column + cell.column_span], width);
        make_room(&mut heights[cell.row..cell.row + cell.row_span], lines.len());
    }
    let (across, down) = (edges(&widths), edges(&heights));
    let mut canvas = vec![vec![Some(' '); across[sheet.columns] + 1]; down[sheet.rows] + 1];
    borders(sheet, &across, &down, &mut canvas);
    for cell in &sheet.cells {
        let (left, right) = (across[cell.column] + 1, across[cell.column + cell.column_span]);
        let (top, bottom) = (down[cell.row] + 1, down[cell.row + cell.row_span]);
        let lines: Vec<&str> = cell.text.split('\n').collect();
        let first = top + (bottom - top - lines.len()) / 2;
        for (line, y) in lines.iter().zip(first..) {
            let free = right - left - line.width();
            let mut x = if cell.role == Role::Label { left } else { left + free / 2 };
            for c in line.chars() {
                canvas[y][x] = Some(c);
                for covered in 1..c.width().unwrap_or(1) {
                    canvas[y][x + covered] = None;
                }
                x += c.width().unwrap_or(1);
            }
        }
    }
    canvas.iter().map(|row| row.iter().flatten().collect::<String>()).collect::<Vec<_>>().join("\n")
}

/// Draws the borders: a line wherever two different cells meet.
fn borders(sheet: &Sheet, across: &[usize], down: &[usize], canvas: &mut [Vec<Option<char>>]) {
    let slots = sheet.slots();
    let owner = |row: usize, column: usize| {
        slots.get(row).and_then(|row| row.get(column)).map(|slot: &Slot<'_>| std::ptr::from_ref(slot.cell()))
    };
    let before = |at: usize| at.checked_sub(1).unwrap_or(usize::MAX);
    let horizontal =
        |row: usize, column: usize| column < sheet.columns && owner(row, column) != owner(before(row), column);
    let vertical = |row: usize, column: usize| row < sheet.rows && owner(row, column) != owner(row, before(column));
    for row in 0..=sheet.rows {
        for column in 0..=sheet.columns {
            let (x, y) = (across[column], down[row]);
            let right = horizontal(row, column);
            let left = column > 0 && horizontal(row, column - 1);
            let below = vertical(row, column);
            let above = row > 0 && vertical(row - 1, column);
            canvas[y][x] = Some(junction(left, right, above, below));
            if right {
                canvas[y][x + 1..across[column + 1]].fill(Some('─'));
            }
            if below {
                canvas[y + 1..down[row + 1]].iter_mut().for_each(|line| line[x] = Some('│'));
            }
        }
    }
}

fn junction(left: bool, right: bool, above: bool, below: bool) -> char {
    match (left, right, above, below) {
        (true, true, true, true) => '┼',
        (true, true, true, false) => '┴',
        (true, true, false, true) => '┬',
        (true, false, true, true) => '┤',
        (false, true, true, true) => '├',
        (true, true, false, false) => '─',
        (false, false, true, true) => '│',
        (false, true, false, true) => '┌',
        (true, false, false, true) => '┐',
        (false, true, true, false) => '└',
        (true, false, true, false) => '┘',
        _ => ' ',
    }
}
