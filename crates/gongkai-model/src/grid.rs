//! Tables: rectangular by construction, merged cells stored once.

use std::fmt;

use serde::Serialize;

use crate::Locus;

/// A rectangular table. Every position belongs to at most one cell; a position without cell was not in the source
/// (a short row), which is not the same as an empty cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grid {
    rows: u32,
    columns: u32,
    cells: Vec<GridCell>,
    /// True where the source gave rows of different lengths, so that column numbers cannot be compared between rows.
    ragged: bool,
}

/// A cell of a [`Grid`], at its upper left position.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GridCell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub column_span: u32,
    /// Text as written, lines joined with `\n`.
    pub text: String,
    /// Where it stands.
    pub locus: Locus,
}

/// Why a table could not be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridError {
    /// More cells than the limit given to the builder.
    TooManyCells(usize),
}

impl fmt::Display for GridError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyCells(limit) => write!(f, "table has more than {limit} cells"),
        }
    }
}

impl std::error::Error for GridError {}

impl Grid {
    /// Number of rows.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// Number of columns of the widest row.
    pub fn columns(&self) -> u32 {
        self.columns
    }

    /// Whether the source gave rows of different lengths.
    pub fn is_ragged(&self) -> bool {
        self.ragged
    }

    /// All cells, by row, then by column.
    pub fn cells(&self) -> &[GridCell] {
        &self.cells
    }

    /// Changes the places of all cells, for a table that stands inside another source.
    pub fn relocate(&mut self, change: impl FnMut(&mut Locus)) {
        self.cells.iter_mut().map(|cell| &mut cell.locus).for_each(change);
    }

    /// The cells that begin in a row, left to right.
    pub fn row(&self, row: u32) -> &[GridCell] {
        let start = self.cells.partition_point(|cell| cell.row < row);
        let end = self.cells.partition_point(|cell| cell.row <= row);
        &self.cells[start..end]
    }
}

/// Columns in which cells may span.
const MOST_COLUMNS: u32 = 10_000;

/// Builds a [`Grid`] row by row; the one place that decides how merged and ragged tables come out.
#[derive(Debug)]
pub struct GridBuilder {
    limit: usize,
    row: u32,
    column: u32,
    widths: Vec<u32>,
    open: Vec<u32>,
    cells: Vec<GridCell>,
}

impl GridBuilder {
    /// A builder that refuses more than `limit` cells.
    pub fn new(limit: usize) -> Self {
        Self { limit, row: 0, column: 0, widths: Vec::new(), open: Vec::new(), cells: Vec::new() }
    }

    /// Adds a cell at the next free position of the current row.
    ///
    /// # Errors
    /// [`GridError::TooManyCells`] when the limit is reached.
    pub fn cell(&mut self, text: impl Into<String>, locus: Locus) -> Result<(), GridError> {
        self.spanned(text, locus, 1, 1)
    }

    /// Adds a cell that covers several rows or columns. Spans are at least 1; columns are cut at 1,000, and beyond column
    /// 10,000 there are no spans.
    ///
    /// # Errors
    /// [`GridError::TooManyCells`] when the limit is reached.
    pub fn spanned(
        &mut self,
        text: impl Into<String>,
        locus: Locus,
        row_span: u32,
        column_span: u32,
    ) -> Result<(), GridError> {
        if self.cells.len() >= self.limit {
            return Err(GridError::TooManyCells(self.limit));
        }
        let (row_span, column_span) = (row_span.max(1), column_span.clamp(1, 1000));
        self.skip_covered();
        let column = self.column;
        // Far right, where no table reaches, spans are not kept: they would cost time for every row below.
        let far = column + column_span > MOST_COLUMNS;
        let (row_span, column_span) = if far { (1, 1) } else { (row_span, column_span) };
        let end = (column + column_span) as usize;
        if self.open.len() < end {
            self.open.resize(end, 0);
        }
        for below in &mut self.open[column as usize..end] {
            *below = (*below).max(row_span);
        }
        self.cells.push(GridCell { row: self.row, column, row_span, column_span, text: text.into(), locus });
        self.column = column + column_span;
        Ok(())
    }

    /// Leaves the next position of the current row without a cell.
    pub fn gap(&mut self) {
        self.skip_covered();
        self.column += 1;
    }

    /// Ends the current row.
    pub fn end_row(&mut self) {
        self.skip_covered();
        self.widths.push(self.column);
        for below in &mut self.open {
            *below = below.saturating_sub(1);
        }
        self.row += 1;
        self.column = 0;
    }

    /// The finished table; spans that reach below the last row are cut.
    pub fn finish(mut self) -> Grid {
        if self.column > 0 {
            self.end_row();
        }
        let columns = self.widths.iter().copied().max().unwrap_or(0);
        let ragged = self.widths.iter().any(|&width| width != columns);
        for cell in &mut self.cells {
            cell.row_span = cell.row_span.min(self.row - cell.row);
        }
        Grid { rows: self.row, columns, cells: self.cells, ragged }
    }

    fn skip_covered(&mut self) {
        while self.open.get(self.column as usize).is_some_and(|&below| below > 0) {
            self.column += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locus() -> Locus {
        Locus::Text { line: 1, column: 1, start: 0, end: 0 }
    }

    fn view(grid: &Grid) -> Vec<(u32, u32, String)> {
        grid.cells().iter().map(|cell| (cell.row, cell.column, cell.text.clone())).collect()
    }

    #[test]
    fn cells_flow_round_merged_ones() {
        let mut builder = GridBuilder::new(10);
        builder.spanned("a", locus(), 2, 1).unwrap();
        builder.spanned("b", locus(), 1, 2).unwrap();
        builder.end_row();
        builder.cell("c", locus()).unwrap();
        builder.cell("d", locus()).unwrap();
        builder.end_row();
        let grid = builder.finish();
        assert_eq!(view(&grid), [(0, 0, "a".into()), (0, 1, "b".into()), (1, 1, "c".into()), (1, 2, "d".into())]);
        assert!(!grid.is_ragged());
        assert_eq!((grid.rows(), grid.columns()), (2, 3));
    }

    #[test]
    fn short_rows_make_a_ragged_grid_and_spans_are_cut() {
        let mut builder = GridBuilder::new(10);
        builder.spanned("a", locus(), 1_000_000_000, 1).unwrap();
        builder.cell("b", locus()).unwrap();
        builder.end_row();
        builder.end_row();
        let grid = builder.finish();
        assert!(grid.is_ragged());
        assert_eq!(grid.row(0)[0].row_span, 2);
        assert!(grid.row(1).is_empty());
    }

    #[test]
    fn spans_far_right_are_not_kept() {
        let mut builder = GridBuilder::new(100_000);
        for _ in 0..2_000 {
            for _ in 0..20 {
                builder.spanned("a", locus(), u32::MAX, u32::MAX).unwrap();
            }
            builder.end_row();
        }
        let grid = builder.finish();
        assert!(grid.columns() < 2 * MOST_COLUMNS, "{}", grid.columns());
    }

    #[test]
    fn limit_holds() {
        let mut builder = GridBuilder::new(1);
        builder.cell("a", locus()).unwrap();
        assert_eq!(builder.cell("b", locus()), Err(GridError::TooManyCells(1)));
    }
}
