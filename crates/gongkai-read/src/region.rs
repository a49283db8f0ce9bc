//! A stretch of a document: rows, the first and the last of which may be cut.

use crate::flatten::{Cell, Row};

/// A row, or the part of it that lies in a region.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    pub(crate) cells: &'a [Cell],
    /// Index of the row in the document.
    pub(crate) row: usize,
    /// Cells of the whole row, of which the part may have some only.
    pub(crate) width: usize,
}

/// Position of a cell in the document: row, cell.
pub(crate) type Position = (usize, usize);

/// The rows between two positions, the end not included.
pub(crate) fn region(rows: &[Row], from: Position, to: Option<Position>) -> Vec<Part<'_>> {
    let end = to.unwrap_or((rows.len(), 0));
    let mut parts = Vec::new();
    for (row, content) in rows.iter().enumerate().take(end.0 + 1).skip(from.0) {
        let first = if row == from.0 { from.1 } else { 0 };
        let last = if row == end.0 { end.1 } else { content.cells.len() };
        if first < last.min(content.cells.len()) {
            let width = content.cells.len();
            parts.push(Part { cells: &content.cells[first..last.min(width)], row, width });
        }
    }
    parts
}
