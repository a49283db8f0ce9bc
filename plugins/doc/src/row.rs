//! Rows of tables, as the mark at the end of a row tells how far each of its cells reaches.

use gongkai_word::{Rows, Span};

use crate::bytes::short;
use crate::sprm::Sprm;

/// Cells of a row. Word allows 63.
const MOST_CELLS: usize = 255;

/// How a cell is merged with those beside it, as the file has it.
type Beside = u16;

/// A row.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Row {
    /// Left edge, in twips.
    pub(crate) left: i32,
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Cell {
    /// Right edge, in twips.
    edge: i32,
    rows: Rows,
    beside: Beside,
}

impl Row {
    /// Takes up a change. One of something else changes nothing.
    pub(crate) fn apply(&mut self, sprm: Sprm<'_>) {
        let [first, second] = sprm.short().to_le_bytes().map(usize::from);
        match sprm.code {
            0xD608 => self.define(sprm.operand),
            // Cells that become one, and that are parted again.
            0x5624 => {
                self.range(first, second).enumerate().for_each(|(index, cell)| cell.beside = 1 + (index > 0) as u16)
            }
            0x5625 => self.range(first, second).for_each(|cell| cell.beside = 0),
            0xD62B => self.range(first, first + 1).for_each(|cell| cell.rows = rows(second as u16)),
            0x5622 => self.delete(first, second),
            0x7621 => self.insert(first, second, sprm.operand),
            0x7623 => self.widen(first, second, sprm.operand),
            _ => {}
        }
    }

    fn range(&mut self, first: usize, end: usize) -> impl Iterator<Item = &mut Cell> {
        self.cells.iter_mut().skip(first).take(end.saturating_sub(first))
    }

    /// All cells of the row: how many, their edges, and 20 bytes for each as far as they are there.
    fn define(&mut self, operand: &[u8]) {
        let count = operand.first().map_or(0, |count| usize::from(*count));
        let edge = |number: usize| short(operand, 1 + 2 * number).map(|edge| i32::from(edge as i16));
        self.left = edge(0).unwrap_or(0);
        let cell = |number: usize| {
            let flags = short(operand, 1 + 2 * (count + 1) + 20 * number).unwrap_or(0);
            Some(Cell { edge: edge(number + 1)?, rows: rows(flags >> 5), beside: flags & 3 })
        };
        self.cells = (0..count).map_while(cell).collect();
    }

    fn delete(&mut self, first: usize, end: usize) {
        let end = end.min(self.cells.len());
        if first >= end {
            return;
        }
        let edge = |number: usize| number.checked_sub(1).and_then(|index| self.cells.get(index)).map(|cell| cell.edge);
        let width = edge(end).unwrap_or(self.left).saturating_sub(edge(first).unwrap_or(self.left));
        self.cells.drain(first..end);
        self.cells.iter_mut().skip(first).for_each(|cell| cell.edge = cell.edge.saturating_sub(width));
    }

    /// Puts so many cells of a width in before one.
    fn insert(&mut self, before: usize, count: usize, operand: &[u8]) {
        let width = i32::from(short(operand, 2).unwrap_or(0) as i16).max(0);
        let count = count.min(MOST_CELLS.saturating_sub(self.cells.len()));
        let before = before.min(self.cells.len());
        let left = before.checked_sub(1).and_then(|index| self.cells.get(index)).map_or(self.left, |cell| cell.edge);
        let added = (1..=count as i32).map(|number| Cell {
            edge: left.saturating_add(number * width),
            rows: Rows::Count(1),
            beside: 0,
        });
        let behind = self.cells.split_off(before);
        self.cells.extend(added);
        self.cells.extend(
            behind.into_iter().map(|cell| Cell { edge: cell.edge.saturating_add(count as i32 * width), ..cell }),
        );
    }

    /// Gives cells a width.
    fn widen(&mut self, first: usize, end: usize, operand: &[u8]) {
        let width = i32::from(short(operand, 2).unwrap_or(0) as i16).max(0);
        let (mut left, mut before) = (self.left, self.left);
        for (number, cell) in self.cells.iter_mut().enumerate() {
            let own = if (first..end).contains(&number) { width } else { cell.edge.saturating_sub(before) };
            before = cell.edge;
            cell.edge = left.saturating_add(own);
            left = cell.edge;
        }
    }

    /// How far each cell reaches.
    pub(crate) fn spans(&self) -> Vec<Span> {
        // Which number means the first cell of several has been told in two ways: the first of a run of merged cells shows it.
        let mut first = 0;
        let span = |cell: &Cell| {
            let joins = cell.beside != 0 && first != 0 && cell.beside != first;
            first = match cell.beside {
                0 => 0,
                _ if joins => first,
                beside => beside,
            };
            Span { columns: 1, edge: Some(cell.edge), rows: cell.rows, joins }
        };
        self.cells.iter().map(span).collect()
    }
}

/// How a cell is merged with those above and below: 1 goes on from above.
fn rows(number: u16) -> Rows {
    match number & 3 {
        0 => Rows::Count(1),
        1 => Rows::Continue,
        _ => Rows::Begin,
    }
}
