//! Tables by their lines: a net of drawn lines is a lattice, fields with no line between them are one cell.

use crate::frame::Frame;
use crate::lines::{Line, lines};
use crate::page::{Glyph, Rect};
use crate::rules::{NEAR, Net, Segment, clusters};
use crate::runs::Run;
use crate::table::{Cell, Table};

/// Fields of one lattice; more are a drawing, or squared paper.
const MOST_FIELDS: usize = 100_000;

/// The fields between drawn lines, and which of them are one cell.
#[derive(Debug)]
pub(crate) struct Lattice {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// For each field, row by row: which cell it belongs to.
    owners: Vec<usize>,
    cells: Vec<Span>,
    open_above: bool,
    open_below: bool,
}

/// Fields that one cell takes.
#[derive(Debug, Clone, Copy)]
struct Span {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

impl Lattice {
    /// The lattice of a net; nothing where it parts no page into cells.
    pub(crate) fn of(net: &Net) -> Option<Self> {
        let ends = |lines: &[Segment]| {
            let from = lines.iter().map(|line| line.from).reduce(f32::min)?;
            Some([from, lines.iter().map(|line| line.to).reduce(f32::max)?])
        };
        // A table without its outer lines ends where the inner ones do.
        let bounds = |lines: &[Segment], others: &[Segment]| {
            let drawn = clusters(lines.iter().map(|line| line.at).collect());
            let missing = |end: &f32| drawn.iter().all(|at| (at - end).abs() > 2.0 * NEAR);
            let missing: Vec<f32> = ends(others).into_iter().flatten().filter(missing).collect();
            let open = |end: fn(&[f32]) -> Option<&f32>| end(&drawn).copied();
            let (first, last) = (open(<[f32]>::first), open(<[f32]>::last));
            let above = missing.iter().any(|end| first.is_none_or(|at| *end < at));
            let below = missing.iter().any(|end| last.is_none_or(|at| *end > at));
            (clusters([drawn, missing].concat()), above, below)
        };
        let (xs, _, _) = bounds(&net.upright, &net.level);
        let (ys, open_above, open_below) = bounds(&net.level, &net.upright);
        let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        if columns * rows < 2 || columns * rows > MOST_FIELDS || net.upright.is_empty() {
            return None;
        }
        // Whether a line stands on the left of a field, and above it.
        let left = walls(&net.upright, &xs, &ys);
        let above = walls(&net.level, &ys, &xs);
        let is_left = |row: usize, column: usize| left[column * rows + row];
        let is_above = |row: usize, column: usize| above[row * columns + column];
        let mut owners = vec![usize::MAX; columns * rows];
        let mut cells = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                if owners[row * columns + column] != usize::MAX {
                    continue;
                }
                let is_free = |row: usize, column: usize| owners[row * columns + column] == usize::MAX;
                let end = (column + 1..columns).find(|&next| is_left(row, next) || !is_free(row, next));
                let end = end.unwrap_or(columns);
                let goes_on = |row: usize| {
                    (column..end).all(|column| !is_above(row, column) && is_free(row, column))
                        && (column + 1..end).all(|column| !is_left(row, column))
                };
                let bottom = (row + 1..rows).find(|&row| !goes_on(row)).unwrap_or(rows);
                for row in row..bottom {
                    owners[row * columns + column..row * columns + end].fill(cells.len());
                }
                cells.push(Span { row, column, rows: bottom - row, columns: end - column });
            }
        }
        (cells.len() > 1).then_some(Self { xs, ys, owners, cells, open_above, open_below })
    }

    /// Its box.
    pub(crate) fn area(&self) -> Rect {
        let end = |edges: &[f32]| (edges.first().copied().unwrap_or(0.0), edges.last().copied().unwrap_or(0.0));
        let ((left, right), (top, bottom)) = (end(&self.xs), end(&self.ys));
        Rect { left, top, right, bottom }
    }

    /// The cell at a point.
    pub(crate) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        if !self.area().holds(x, y) {
            return None;
        }
        let field = |edges: &[f32], at: f32| edges.partition_point(|edge| *edge <= at).saturating_sub(1);
        let columns = self.xs.len() - 1;
        let (row, column) = (field(&self.ys, y).min(self.ys.len() - 2), field(&self.xs, x).min(columns - 1));
        self.owners.get(row * columns + column).copied()
    }

    fn area_of(&self, span: &Span) -> Rect {
        Rect {
            left: self.xs[span.column],
            top: self.ys[span.row],
            right: self.xs[span.column + span.columns],
            bottom: self.ys[span.row + span.rows],
        }
    }

    /// Whether one of its cells holds a box, so that it is a frame around something rather than a table.
    pub(crate) fn frames(&self, inner: &Rect) -> bool {
        let corners = [(inner.left, inner.top), (inner.right, inner.bottom)];
        let [first, last] = corners.map(|(x, y)| self.cell_at(x, y));
        first.is_some() && first == last
    }

    /// Whether an upright line of the table stands between two boxes that follow each other.
    pub(crate) fn parts(&self, from: f32, next: &Rect) -> bool {
        let y = next.middle_y();
        let slack = 0.15 * next.width();
        self.cell_at(from - slack, y).is_some_and(|cell| self.cell_at(next.middle_x(), y) != Some(cell))
    }

    /// The table, with what stands in its cells.
    pub(crate) fn table(self, runs: Vec<Run>, turned: Vec<Line>, frame: Frame) -> Table {
        let mut glyphs: Vec<Vec<Glyph>> = vec![Vec::new(); self.cells.len()];
        for run in runs {
            if let Some(cell) = self.cell_at(run.area.middle_x(), run.area.middle_y()) {
                glyphs[cell].extend(run.glyphs);
            }
        }
        let mut texts: Vec<Vec<Line>> = glyphs.iter().map(|glyphs| lines(glyphs)).collect();
        for line in turned {
            if let Some(cell) = self.cell_at(line.area.middle_x(), line.area.middle_y()) {
                texts[cell].push(line);
            }
        }
        let cell = |(span, lines): (&Span, Vec<Line>)| Cell {
            row: span.row as u32,
            column: span.column as u32,
            row_span: span.rows as u32,
            column_span: span.columns as u32,
            lines,
            area: self.area_of(span),
            frame,
        };
        let cells = self.cells.iter().zip(texts).map(cell).collect();
        let (open_above, open_below) = (self.open_above, self.open_below);
        Table { rows: (self.ys.len() - 1) as u32, cells, area: self.area(), xs: self.xs, open_above, open_below }
    }
}

/// For each edge but the last, and each field along it: whether lines on the edge cover most of the field's side.
fn walls(lines: &[Segment], edges: &[f32], along: &[f32]) -> Vec<bool> {
    let fields = along.len() - 1;
    let mut covered = vec![0.0_f32; edges.len() * fields];
    for line in lines {
        let next = edges.partition_point(|edge| *edge < line.at);
        let nearest = [next.saturating_sub(1), next.min(edges.len() - 1)]
            .into_iter()
            .min_by(|&a, &b| (edges[a] - line.at).abs().total_cmp(&(edges[b] - line.at).abs()))
            .unwrap_or(0);
        let first = along.partition_point(|edge| *edge <= line.from).saturating_sub(1);
        for field in (first..fields).take_while(|&field| along[field] < line.to) {
            let length = line.to.min(along[field + 1]) - line.from.max(along[field]);
            covered[nearest * fields + field] += length.max(0.0);
        }
    }
    let most = |(index, covered): (usize, f32)| {
        let field = index % fields;
        covered > 0.5 * (along[field + 1] - along[field])
    };
    covered.into_iter().enumerate().map(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::nets;

    fn lattice(rules: &[(f32, f32, f32, f32)]) -> Lattice {
        let rules: Vec<Rect> = rules.iter().map(|&(a, b, c, d)| Rect::new(a, b, c, d)).collect();
        let nets = nets(&rules).unwrap();
        assert_eq!(nets.len(), 1);
        Lattice::of(&nets[0]).unwrap()
    }

    fn spans(lattice: &Lattice) -> Vec<(usize, usize, usize, usize)> {
        lattice.cells.iter().map(|span| (span.row, span.column, span.rows, span.columns)).collect()
    }

    #[test]
    fn fields_without_a_line_between_them_are_one_cell() {
        // Two rows, three columns; the first column is one cell, the head goes over the other two.
        let net = lattice(&[
            (0.0, 0.0, 90.0, 0.5),
            (30.0, 20.0, 90.0, 20.5),
            (0.0, 40.0, 90.0, 40.5),
            (0.0, 0.0, 0.5, 40.0),
            (30.0, 0.0, 30.5, 40.0),
            (60.0, 20.0, 60.5, 40.0),
            (90.0, 0.0, 90.5, 40.0),
        ]);
        assert_eq!(spans(&net), [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
        assert_eq!(net.cell_at(75.0, 10.0), Some(1));
        assert_eq!(net.cell_at(75.0, 30.0), Some(3));
        assert_eq!(net.cell_at(75.0, 50.0), None);
    }

    #[test]
    fn outer_lines_may_be_missing() {
        let net = lattice(&[(0.0, 0.0, 90.0, 0.5), (0.0, 20.0, 90.0, 20.5), (30.0, 0.0, 30.5, 40.0)]);
        assert_eq!(spans(&net), [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
        assert!(net.open_below && !net.open_above);
    }

    #[test]
    fn cells_with_boxes_of_their_own_are_one_table() {
        let cell = |x: f32, y: f32| {
            let (right, bottom) = (x + 40.0, y + 20.0);
            [(x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom), (right, y, right, bottom)]
        };
        let boxes = [cell(0.0, 0.0), cell(41.5, 0.0), cell(0.0, 21.5), cell(41.5, 21.5)].concat();
        assert_eq!(spans(&lattice(&boxes)).len(), 4);
    }
}
