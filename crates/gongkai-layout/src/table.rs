//! A table on its way to a grid: cells with their lines of text and with the page they stand on.

use gongkai_model::{Grid, GridBuilder, GridError, Locus};

use crate::frame::Frame;
use crate::lines::{Line, cell_text};
use crate::page::Rect;

/// A cell.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) row_span: u32,
    pub(crate) column_span: u32,
    pub(crate) lines: Vec<Line>,
    pub(crate) area: Rect,
    pub(crate) frame: Frame,
}

impl Cell {
    /// Its lines as one text.
    pub(crate) fn text(&self) -> String {
        cell_text(&self.lines, self.area.width())
    }

    /// Where its text stands, or the cell where it has none.
    pub(crate) fn locus(&self) -> Locus {
        let text = Rect::around_all(self.lines.iter().map(|line| &line.area));
        self.frame.locus(text.unwrap_or(self.area))
    }

    /// Row behind the last one it covers.
    pub(crate) fn end(&self) -> u32 {
        self.row + self.row_span
    }
}

/// A table on one page, or on several behind each other.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Edges of its columns.
    pub(crate) xs: Vec<f32>,
    pub(crate) rows: u32,
    /// Ordered by row, then by column.
    pub(crate) cells: Vec<Cell>,
    /// Its box on its last page.
    pub(crate) area: Rect,
    /// No line closes it above.
    pub(crate) open_above: bool,
    /// No line closes it below.
    pub(crate) open_below: bool,
}

impl Table {
    /// The grid.
    ///
    /// # Errors
    /// [`GridError::TooManyCells`] beyond the limit.
    pub(crate) fn grid(&self, limit: usize) -> Result<Grid, GridError> {
        let mut builder = GridBuilder::new(limit);
        let mut covered: Vec<u32> = vec![0; self.xs.len()];
        let mut cells = self.cells.iter().peekable();
        for row in 0..self.rows {
            let mut column = 0;
            while (column as usize) + 1 < self.xs.len() {
                if let Some(cell) = cells.next_if(|cell| (cell.row, cell.column) == (row, column)) {
                    builder.spanned(cell.text(), cell.locus(), cell.row_span, cell.column_span)?;
                    let end = (column + cell.column_span) as usize;
                    covered.iter_mut().take(end).skip(column as usize).for_each(|until| *until = cell.end());
                    column += cell.column_span.max(1);
                } else {
                    if covered.get(column as usize).is_none_or(|&until| until <= row) {
                        builder.gap();
                    }
                    column += 1;
                }
            }
            builder.end_row();
        }
        Ok(builder.finish())
    }
}
