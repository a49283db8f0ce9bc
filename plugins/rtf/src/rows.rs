//! Rows of tables: RTF has no tables, only cells and rows that follow each other, and says at a row's end how far its cells reach.

use gongkai_plugin::ImportError;
use gongkai_word::{Flow, Rows, Span};

/// Twips that a cell is wide which no definition tells of.
const WIDTH: i32 = 1_000;
/// Definitions of cells of one row that are kept.
const MOST_CELLS: usize = 2_000;

/// How the cells of a row reach, as far as it is told.
#[derive(Debug, Clone, Default)]
struct Shape {
    left: i32,
    spans: Vec<Span>,
    /// The next cell, as far as its merges are told.
    next: Span,
}

/// A table that is open.
#[derive(Debug, Default)]
struct Open {
    in_row: bool,
    in_cell: bool,
    /// Cells of the row.
    cells: usize,
}

/// The tables that are open, the innermost last, and the shapes of rows by the depth of their table.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    open: Vec<Open>,
    shapes: Vec<Shape>,
}

impl Tables {
    /// Whether a row has begun and not ended.
    pub(crate) fn in_row(&self) -> bool {
        self.open.iter().any(|table| table.in_row)
    }

    /// Opens and closes tables until a paragraph is as deep as it says, and begins a cell for it.
    pub(crate) fn enter(&mut self, depth: usize, flow: &mut Flow) -> Result<(), ImportError> {
        while self.open.len() > depth {
            flow.end_table();
            self.open.pop();
        }
        for level in 0..depth {
            if self.open.len() <= level {
                flow.begin_table();
                self.open.push(Open::default());
            }
            let Some(table) = self.open.get_mut(level) else { break };
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

    /// Ends the cell at a depth, which is open.
    pub(crate) fn end_cell(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.in_cell = false;
        }
    }

    /// Ends the row at a depth.
    pub(crate) fn end_row(&mut self, depth: usize, flow: &mut Flow) {
        while self.open.len() > depth {
            flow.end_table();
            self.open.pop();
        }
        let Some(table) = self.open.get_mut(depth.saturating_sub(1)).filter(|table| table.in_row) else { return };
        let shape = self.shapes.get(depth);
        let left = shape.map_or(0, |shape| shape.left);
        let told = shape.iter().flat_map(|shape| &shape.spans);
        let mut spans: Vec<Span> = told.take(table.cells).copied().collect();
        let mut edge = spans.last().and_then(|span| span.edge).unwrap_or(left);
        while spans.len() < table.cells {
            edge = edge.saturating_add(WIDTH);
            spans.push(Span { edge: Some(edge), ..Span::default() });
        }
        flow.shape_row(left, &spans);
        *table = Open::default();
    }

    /// Ends every table.
    pub(crate) fn leave(&mut self, flow: &mut Flow) {
        while self.open.pop().is_some() {
            flow.end_table();
        }
    }

    fn shape(&mut self, depth: usize) -> &mut Shape {
        if self.shapes.len() <= depth {
            self.shapes.resize_with(depth + 1, Shape::default);
        }
        &mut self.shapes[depth]
    }

    /// A word that says how the cells of a row reach. Whether it is one.
    pub(crate) fn define(&mut self, word: &str, number: Option<i32>, depth: usize) -> bool {
        let shape = self.shape(depth);
        match word {
            "trowd" => *shape = Shape::default(),
            "trleft" => shape.left = number.unwrap_or(0),
            "clvmgf" => shape.next.rows = Rows::Begin,
            "clvmrg" => shape.next.rows = Rows::Continue,
            "clmgf" => shape.next.joins = false,
            "clmrg" => shape.next.joins = true,
            "cellx" => {
                let span = Span { edge: number, ..std::mem::take(&mut shape.next) };
                if shape.spans.len() < MOST_CELLS {
                    shape.spans.push(span);
                }
            }
            _ => return false,
        }
        true
    }
}
