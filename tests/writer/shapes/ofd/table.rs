//! Tables on pages: widths, heights, lines, and what a page break does to them.

use super::canvas::{Canvas, fitting, path, rule, short, width};
use super::{Rules, Style};
use crate::writer::sheet::{Cell, Role, Sheet};

/// Room beside the text of a cell.
const PADDING: f64 = 1.2;
/// From one base line to the next in a cell, as a share of the size.
const LEADING: f64 = 1.35;

/// Draws a table; what does not fit on a page goes on with the next.
pub(super) fn draw(sheet: &Sheet, style: &Style, canvas: &mut Canvas) {
    canvas.y += 2.0;
    let widths = widths(sheet, style, canvas.width());
    let mut rest = sheet.clone();
    loop {
        let fits = (1..=rest.rows).rev().find(|&rows| {
            let part = if rows < rest.rows { rest.clone().cut(rows, false).0 } else { rest.clone() };
            heights(&part, style, &widths).iter().sum::<f64>() <= canvas.left()
        });
        let fits = match fits {
            // A head alone at the foot of a page is none.
            Some(rows) if rows == rest.rows || rows > rest.header_rows || canvas.is_blank() => rows,
            None if canvas.is_blank() => 1,
            _ => {
                canvas.new_page();
                continue;
            }
        };
        if fits >= rest.rows {
            part(&rest, style, &widths, canvas);
            break;
        }
        let head = rest.header_rows;
        let crosses = rest.cells.iter().any(|cell| cell.row < head && cell.row + cell.row_span > head);
        let (first, second) = rest.cut(fits, style.heads && !crosses && fits > head);
        part(&first, style, &widths, canvas);
        canvas.new_page();
        rest = second;
    }
    canvas.y += 2.0;
}

/// Widths of columns: as wide as their figures need, what is left for the labels.
fn widths(sheet: &Sheet, style: &Style, room: f64) -> Vec<f64> {
    let narrowest = |column: usize| {
        let cells = sheet.cells.iter().filter(|cell| cell.column == column && cell.column_span == 1);
        let figures = cells.filter(|cell| cell.role == Role::Value).map(|cell| width(&cell.text, style.size));
        figures.fold(2.0 * style.size, f64::max) + 2.0 * PADDING
    };
    let least: Vec<f64> = (0..sheet.columns).map(narrowest).collect();
    let wish = |column: usize| {
        let cells = sheet.cells.iter().filter(|cell| cell.column == column && cell.column_span == 1);
        cells.map(|cell| cell.text.chars().count().min(14) as f64).fold(1.0, f64::max)
    };
    let wishes: Vec<f64> = (0..sheet.columns).map(wish).collect();
    let left = (room - least.iter().sum::<f64>()).max(0.0);
    let all: f64 = wishes.iter().sum();
    least.iter().zip(&wishes).map(|(least, wish)| least + left * wish / all).collect()
}

/// The lines of a cell.
fn lines<'c>(cell: &'c Cell, style: &Style, widths: &[f64]) -> Vec<&'c str> {
    let room: f64 = widths.iter().skip(cell.column).take(cell.column_span).sum::<f64>() - 2.0 * PADDING;
    let mut lines = Vec::new();
    for line in cell.text.split('\n') {
        let mut rest = line;
        while !rest.is_empty() {
            let (first, behind) = rest.split_at(fitting(rest, room, style.size));
            lines.push(first);
            rest = behind;
        }
    }
    lines
}

/// Heights of rows: as high as their cells need; a cell over several rows makes the last of them higher.
fn heights(sheet: &Sheet, style: &Style, widths: &[f64]) -> Vec<f64> {
    let step = LEADING * style.size;
    let mut heights = vec![step + 2.0 * PADDING; sheet.rows];
    let mut cells: Vec<&Cell> = sheet.cells.iter().collect();
    cells.sort_by_key(|cell| cell.row_span);
    for cell in cells {
        let needed = lines(cell, style, widths).len() as f64 * step + 2.0 * PADDING;
        let end = (cell.row + cell.row_span).min(sheet.rows);
        let has: f64 = heights[cell.row..end].iter().sum();
        heights[end - 1] += (needed - has).max(0.0);
    }
    heights
}

/// Edges from sizes.
fn edges(start: f64, sizes: &[f64]) -> Vec<f64> {
    let mut edges = vec![start];
    for size in sizes {
        edges.push(edges[edges.len() - 1] + size);
    }
    edges
}

fn part(sheet: &Sheet, style: &Style, widths: &[f64], canvas: &mut Canvas) {
    let xs = edges(style.margin, widths);
    let ys = edges(canvas.y, &heights(sheet, style, widths));
    let mut net = String::new();
    for cell in &sheet.cells {
        let (left, right) = (xs[cell.column], xs[(cell.column + cell.column_span).min(sheet.columns)]);
        let (top, bottom) = (ys[cell.row], ys[(cell.row + cell.row_span).min(sheet.rows)]);
        let corners = [(left, top), (right, top), (left, bottom), (right, bottom)];
        match style.rules {
            Rules::Boxes => {
                let (w, h) = (short(right - left), short(bottom - top));
                let area = (left, top, right - left, bottom - top);
                canvas.raw(&path(style, area, "DrawParam=\"4\"", &format!("M 0 0 L {w} 0 L {w} {h} L 0 {h} C")));
            }
            Rules::Sides | Rules::Areas => {
                for (from, to) in [(0, 1), (0, 2), (1, 3), (2, 3)] {
                    canvas.raw(&rule(style, corners[from], corners[to]));
                }
            }
            Rules::Nets => {
                let [a, b, c, d] = corners.map(|(x, y)| format!("{} {}", short(x), short(y)));
                net.push_str(&format!("M {a} L {b} L {d} L {c} L {a} "));
            }
        }
        let lines = lines(cell, style, widths);
        let step = LEADING * style.size;
        let above = (bottom - top - lines.len() as f64 * step) / 2.0;
        for (number, line) in lines.iter().enumerate() {
            let spare = right - left - 2.0 * PADDING - width(line, style.size);
            let x = left + PADDING + if style.centred { (spare / 2.0).max(0.0) } else { 0.0 };
            let y = top + above.max(PADDING) + number as f64 * step + style.size;
            canvas.put((x, y), style.size, line);
        }
    }
    if !net.is_empty() {
        let (width, height) = style.paper;
        canvas.raw(&path(style, (0.0, 0.0, width, height), "LineWidth=\"0.3\"", &net));
    }
    canvas.y = ys[ys.len() - 1];
}
