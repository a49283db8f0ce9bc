//! A table before it is printed: cells with spans, and the ways converters flatten them.

use gongkai::model::TableId;

use super::Dice;

/// What a cell is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Label,
    Header,
    Value,
}

/// A cell at its upper left position.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) row_span: usize,
    pub(super) column_span: usize,
    /// Text; lines are separated with `\n`.
    pub(super) text: String,
    pub(super) role: Role,
}

/// A table of the form, or a part of one.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) table: TableId,
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// Rows of the header at the top.
    pub(super) header_rows: usize,
    pub(super) cells: Vec<Cell>,
}

/// What stands at a position of the grid.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slot<'a> {
    /// The upper left position of a cell.
    Cell(&'a Cell),
    /// Covered by a cell that began further left on the same row.
    Left(&'a Cell),
    /// Covered by a cell that began on a row above.
    Above(&'a Cell),
}

impl<'a> Slot<'a> {
    pub(super) fn cell(self) -> &'a Cell {
        match self {
            Self::Cell(cell) | Self::Left(cell) | Self::Above(cell) => cell,
        }
    }
}

/// How covered positions come out in rows of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Merged {
    /// As empty cells.
    Blank,
    /// Covered from the left: empty; covered from above: not there.
    DropAbove,
    /// Not there.
    Drop,
    /// With the text of the cell that covers them.
    Repeat,
}

impl Sheet {
    pub(super) fn new(table: TableId, columns: usize, header_rows: usize) -> Self {
        Self { table, columns, rows: 0, header_rows, cells: Vec::new() }
    }

    pub(super) fn put(&mut self, at: (usize, usize), span: (usize, usize), text: impl Into<String>, role: Role) {
        let ((row, column), (row_span, column_span)) = (at, span);
        self.rows = self.rows.max(row + row_span);
        self.cells.push(Cell { row, column, row_span, column_span, text: text.into(), role });
    }

    /// Every position of the grid.
    pub(super) fn slots(&self) -> Vec<Vec<Slot<'_>>> {
        let mut slots = vec![vec![None; self.columns]; self.rows];
        for cell in &self.cells {
            for (row, line) in slots.iter_mut().enumerate().skip(cell.row).take(cell.row_span) {
                for (column, slot) in line.iter_mut().enumerate().skip(cell.column).take(cell.column_span) {
                    *slot = Some(match (row == cell.row, column == cell.column) {
                        (true, true) => Slot::Cell(cell),
                        (true, false) => Slot::Left(cell),
                        _ => Slot::Above(cell),
                    });
                }
            }
        }
        slots.into_iter().map(|row| row.into_iter().flatten().collect()).collect()
    }

    /// Rows of text.
    pub(super) fn flatten(&self, merged: Merged) -> Vec<Vec<String>> {
        let text = |slot: &Slot<'_>| match (slot, merged) {
            (Slot::Cell(cell), _) => Some(cell.text.clone()),
            (_, Merged::Blank) | (Slot::Left(_), Merged::DropAbove) => Some(String::new()),
            (Slot::Left(cell) | Slot::Above(cell), Merged::Repeat) => Some(cell.text.clone()),
            _ => None,
        };
        self.slots().iter().map(|row| row.iter().filter_map(text).collect()).collect()
    }

    /// The table cut before a row: cells over the cut go on as empty ones; the second part may repeat the header.
    pub(super) fn cut(self, at: usize, repeat_header: bool) -> (Self, Self) {
        let (mut first, mut second) = (self.clone(), self);
        first.cells.retain(|cell| cell.row < at);
        first.rows = at;
        for cell in &mut first.cells {
            cell.row_span = cell.row_span.min(at - cell.row);
        }
        let header = if repeat_header { second.header_rows } else { 0 };
        let mut cells: Vec<Cell> = second.cells.iter().filter(|cell| cell.row < header).cloned().collect();
        for mut cell in second.cells.drain(..) {
            let end = cell.row + cell.row_span;
            if end <= at {
                continue;
            }
            if cell.row < at {
                cell.text.clear();
            }
            cell.row_span = end - cell.row.max(at);
            cell.row = cell.row.max(at) - at + header;
            cells.push(cell);
        }
        second.cells = cells;
        second.rows = second.rows - at + header;
        second.header_rows = header;
        (first, second)
    }

    /// A row before which the table can be cut: somewhere below the header.
    pub(super) fn cut_row(&self, dice: &mut Dice) -> usize {
        self.header_rows + 1 + dice.below(self.rows.saturating_sub(self.header_rows + 1))
    }
}
