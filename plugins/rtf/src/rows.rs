//! Rows of tables: RTF says at a row's end, or before it, how far its cells reach.

use gongkai_plugin::ImportError;
use gongkai_word::{Flow, Rows, Span, TableStack};

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

/// The tables that are open, and the shapes of rows by the depth of their table.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    open: TableStack,
    shapes: Vec<Shape>,
}

impl Tables {
    /// Whether a row has begun and not ended.
    pub(crate) fn in_row(&self) -> bool {
        self.open.in_row()
    }

    /// Opens and closes tables until a paragraph is as deep as it says, and begins a cell for it.
    pub(crate) fn enter(&mut self, depth: usize, flow: &mut Flow) -> Result<(), ImportError> {
        self.open.enter(depth, flow)
    }

    /// Ends the cell at a depth, which is open.
    pub(crate) fn end_cell(&mut self) {
        self.open.end_cell();
    }

    /// Ends the row at a depth.
    pub(crate) fn end_row(&mut self, depth: usize, flow: &mut Flow) {
        let told = self.shapes.get(depth).map(|shape| (shape.left, shape.spans.as_slice()));
        let (left, spans) = told.unwrap_or_default();
        self.open.end_row(depth, left, spans, flow);
    }

    /// Ends every table.
    pub(crate) fn leave(&mut self, flow: &mut Flow) {
        self.open.leave(flow);
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
