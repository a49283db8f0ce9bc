//! Tables of formats that have none, only cells and rows that follow each other, and say at a row's end how far its cells reach: RTF
//! and the binary format of Word.

use gongkai_plugin::ImportError;

use crate::{Flow, Span};

/// Tables inside of each other that are kept apart.
const DEEPEST: usize = 15;
/// Twips that a cell is wide which no definition tells of.
const WIDTH: i32 = 1_000;

/// A table that is open.
#[derive(Debug, Default)]
struct Open {
    in_row: bool,
    in_cell: bool,
    /// Cells of the row.
    cells: usize,
}

/// The tables that are open, the innermost last.
#[derive(Debug, Default)]
pub struct TableStack(Vec<Open>);

impl TableStack {
    /// Whether a row has begun and not ended.
    pub fn in_row(&self) -> bool {
        self.0.iter().any(|table| table.in_row)
    }

    /// Opens and closes tables until a paragraph is as deep as it says (0: in none), and begins a cell for it.
    ///
    /// # Errors
    /// Those of [`Flow::begin_cell`].
    pub fn enter(&mut self, depth: usize, flow: &mut Flow) -> Result<(), ImportError> {
        let depth = depth.min(DEEPEST);
        self.close(depth, flow);
        for level in 0..depth {
            if self.0.len() <= level {
                flow.begin_table();
                self.0.push(Open::default());
            }
            let Some(table) = self.0.get_mut(level) else { break };
            if !table.in_row {
                flow.begin_row(0, 0)?;
                *table = Open { in_row: true, in_cell: false, cells: 0 };
            }
            if !table.in_cell {
                flow.begin_cell(Span::default())?;
                table.in_cell = true;
                table.cells += 1;
            }
        }
        Ok(())
    }

    /// Ends the innermost cell.
    pub fn end_cell(&mut self) {
        if let Some(table) = self.0.last_mut() {
            table.in_cell = false;
        }
    }

    /// Ends the row at a depth, whose cells reach from `left` as far as they say. Cells that nothing is told of are made up.
    pub fn end_row(&mut self, depth: usize, left: i32, told: &[Span], flow: &mut Flow) {
        let depth = depth.min(DEEPEST);
        self.close(depth, flow);
        let Some(table) = self.0.get_mut(depth.saturating_sub(1)).filter(|table| table.in_row) else { return };
        let mut spans: Vec<Span> = told.iter().take(table.cells).copied().collect();
        let mut edge = spans.last().and_then(|span| span.edge).unwrap_or(left);
        while spans.len() < table.cells {
            edge = edge.saturating_add(WIDTH);
            spans.push(Span { edge: Some(edge), ..Span::default() });
        }
        flow.shape_row(left, &spans);
        *table = Open::default();
    }

    /// Ends the row at a depth and takes it away.
    pub fn drop_row(&mut self, depth: usize, flow: &mut Flow) {
        let depth = depth.min(DEEPEST);
        self.close(depth, flow);
        if let Some(table) = self.0.get_mut(depth.saturating_sub(1)).filter(|table| table.in_row) {
            flow.drop_row();
            *table = Open::default();
        }
    }

    /// Ends every table.
    pub fn leave(&mut self, flow: &mut Flow) {
        self.close(0, flow);
    }

    fn close(&mut self, depth: usize, flow: &mut Flow) {
        while self.0.len() > depth {
            flow.end_table();
            self.0.pop();
        }
    }
}
