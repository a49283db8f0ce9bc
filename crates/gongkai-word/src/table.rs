//! Tables: merged cells by rows, by columns or by edges, and whether a table only places other things on the page.

use std::collections::HashMap;

use gongkai_model::{Grid, GridBuilder, Locus};

use crate::flow::Item;

/// Columns of a table. Real ones have some tens.
const MOST_COLUMNS: u32 = 1_000;
/// Edges that are nearer than this, in twips (1/1440 inch), are one.
const SAME_EDGE: i32 = 60;
/// A cell that holds more characters than this, and most of its table, is a page laid out in a table.
const LONGEST_CELL: usize = 400;
/// What stands for a picture in a cell that has nothing else: such a cell is not empty.
const PICTURE: &str = "[图片]";

/// How far a cell reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Columns of the grid, where the file counts them.
    pub columns: u32,
    /// Right edge in twips, where the file gives edges and no columns.
    pub edge: Option<i32>,
    /// Rows.
    pub rows: Rows,
    /// Whether it is merged into the cell to its left.
    pub joins: bool,
}

/// Which rows a cell covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// So many, its own one included.
    Count(u32),
    /// Its own and those below whose cell at the same columns continues it.
    Begin,
    /// It continues the cell above.
    Continue,
}

impl Default for Span {
    fn default() -> Self {
        Self { columns: 1, edge: None, rows: Rows::Count(1), joins: false }
    }
}

#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) number: u32,
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug)]
pub(crate) struct Row {
    /// Columns free before the first cell and behind the last one.
    before: u32,
    after: u32,
    /// Where it begins, in twips.
    pub(crate) left: Option<i32>,
    pub(crate) cells: Vec<Cell>,
}

#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) items: Vec<Item>,
    pub(crate) span: Span,
    pub(crate) picture: bool,
    /// Whether another cell covers it.
    covered: bool,
    /// Rows it covers in the end.
    height: u32,
}

impl Row {
    pub(crate) fn new(before: u32, after: u32) -> Self {
        let free = |columns: u32| if columns > MOST_COLUMNS { 0 } else { columns };
        Self { before: free(before), after: free(after), left: None, cells: Vec::new() }
    }
}

impl Cell {
    pub(crate) fn new(span: Span) -> Self {
        Self { items: Vec::new(), span, picture: false, covered: false, height: 1 }
    }

    /// Its lines, joined by `\n`.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        lines(&self.items, &mut text);
        if text.is_empty() && self.picture { PICTURE.to_owned() } else { text }
    }
}

/// Adds the lines of what stands in a cell. A table in it is a line for each row.
fn lines(items: &[Item], text: &mut String) {
    for item in items {
        match item {
            Item::Text(paragraph, _) => {
                for line in paragraph.text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
                    text.push_str(if text.is_empty() { "" } else { "\n" });
                    for (number, piece) in line.split('\t').enumerate() {
                        text.push_str(if number > 0 { " " } else { "" });
                        text.push_str(piece);
                    }
                }
            }
            Item::Frame(_, items) => lines(items, text),
            Item::Table(table) => {
                for row in &table.rows {
                    let cells = row.cells.iter().filter(|cell| !cell.covered).map(Cell::text);
                    let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
                    if !cells.is_empty() {
                        text.push_str(if text.is_empty() { "" } else { "\n" });
                        text.push_str(&cells.join(" ").replace('\n', " "));
                    }
                }
            }
        }
    }
}

impl Table {
    pub(crate) fn new(number: u32) -> Self {
        Self { number, rows: Vec::new() }
    }

    pub(crate) fn locus(&self, row: usize, cell: usize) -> Locus {
        Locus::Cell { table: self.number, row: row as u32 + 1, column: cell as u32 + 1, part: None }
    }

    /// Decides which cells are covered and how far the others reach.
    pub(crate) fn merge(&mut self) {
        self.join();
        if !self.columns_of_edges() {
            for row in &mut self.rows {
                row.cells.iter_mut().for_each(|cell| cell.span.columns = cell.span.columns.clamp(1, MOST_COLUMNS));
            }
        }
        // Cells that may go on in the next row: where they stand, by their first column.
        let mut above: HashMap<u32, (usize, usize)> = HashMap::new();
        for number in 0..self.rows.len() {
            let mut below = HashMap::new();
            let mut column = self.rows[number].before;
            for index in 0..self.rows[number].cells.len() {
                let span = self.rows[number].cells[index].span;
                let begun = above.get(&column).copied().filter(|&(row, cell)| {
                    span.rows == Rows::Continue && self.rows[row].cells[cell].span.columns == span.columns
                });
                match (begun, span.rows) {
                    (Some((row, cell)), _) => {
                        self.rows[row].cells[cell].height += 1;
                        self.rows[number].cells[index].covered = true;
                        below.insert(column, (row, cell));
                    }
                    // What continues nothing is a cell of its own, and others may continue it.
                    (None, Rows::Begin | Rows::Continue) => drop(below.insert(column, (number, index))),
                    (None, Rows::Count(rows)) => self.rows[number].cells[index].height = rows.max(1),
                }
                if !self.rows[number].cells[index].span.joins {
                    column += span.columns;
                }
            }
            above = below;
        }
    }

    /// Merges cells into the one to their left.
    fn join(&mut self) {
        for row in &mut self.rows {
            let mut first: Option<usize> = None;
            for index in 0..row.cells.len() {
                let Some(into) = first.filter(|_| row.cells[index].span.joins) else {
                    row.cells[index].span.joins = false;
                    first = Some(index);
                    continue;
                };
                let cell = &mut row.cells[index];
                let (items, span) = (std::mem::take(&mut cell.items), cell.span);
                cell.covered = true;
                let into = &mut row.cells[into];
                into.items.extend(items);
                into.span.columns = into.span.columns.saturating_add(span.columns);
                into.span.edge = span.edge.max(into.span.edge);
            }
        }
    }

    /// Columns from edges, where the file gives edges: every edge of any row begins a column.
    fn columns_of_edges(&mut self) -> bool {
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        let mut edges: Vec<i32> = cells().filter_map(|cell| cell.span.edge).collect();
        if edges.is_empty() || cells().any(|cell| cell.span.edge.is_none()) {
            return false;
        }
        edges.extend(self.rows.iter().filter_map(|row| row.left));
        edges.sort_unstable();
        edges.dedup_by(|next, before| next.saturating_sub(*before) < SAME_EDGE);
        if edges.len() > MOST_COLUMNS as usize {
            return false;
        }
        let column = |edge: i32| edges.partition_point(|&known| known <= edge).saturating_sub(1) as u32;
        let last = edges.len() as u32 - 1;
        for row in &mut self.rows {
            let mut start = row.left.map_or(0, column);
            row.before = start;
            for cell in row.cells.iter_mut().filter(|cell| !cell.span.joins) {
                let end = cell.span.edge.map_or(start + 1, column).max(start + 1);
                cell.span.columns = end - start;
                start = end;
            }
            row.after = last.saturating_sub(start);
        }
        true
    }

    /// Whether the table only places other things on the page. To be asked after [`Table::merge`].
    pub(crate) fn is_layout(&self) -> bool {
        let own: Vec<&Cell> = self.shown().map(|(.., cell)| cell).collect();
        if own.len() <= 1 {
            return true;
        }
        let inner: usize = own.iter().map(|cell| inside(&cell.items)).sum();
        if inner > own.len() || (inner > 1 && own.len() < 12) {
            return true;
        }
        let letters: Vec<usize> = own.iter().map(|cell| cell.text().chars().count()).collect();
        let all: usize = letters.iter().sum();
        let longest = letters.into_iter().max().unwrap_or(0);
        longest > LONGEST_CELL && longest * 10 >= all * 6
    }

    /// The cells that none covers, with row and number in it.
    pub(crate) fn shown(&self) -> impl Iterator<Item = (usize, usize, &Cell)> {
        let cells = self
            .rows
            .iter()
            .enumerate()
            .flat_map(|(number, row)| row.cells.iter().enumerate().map(move |(index, cell)| (number, index, cell)));
        cells.filter(|(.., cell)| !cell.covered)
    }

    /// Text of covered cells, which no program shows.
    pub(crate) fn covered(&self) -> String {
        let cells = self.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.covered);
        cells.map(Cell::text).collect()
    }

    /// The table as a grid, and what is beyond its limit as text.
    pub(crate) fn grid(&self, limit: usize) -> (Grid, Vec<(String, Locus)>) {
        let mut builder = GridBuilder::new(limit);
        let mut rest = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            (0..row.before).for_each(|_| builder.gap());
            for (index, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.covered) {
                let (text, locus) = (cell.text(), self.locus(number, index));
                if rest.is_empty() && builder.spanned(&text, locus.clone(), cell.height, cell.span.columns).is_ok() {
                    continue;
                }
                rest.push((text, locus));
            }
            (0..row.after).for_each(|_| builder.gap());
            builder.end_row();
        }
        (builder.finish(), rest)
    }
}

/// Cells of tables inside.
fn inside(items: &[Item]) -> usize {
    let count = |item: &Item| match item {
        Item::Text(..) => 0,
        Item::Frame(_, items) => inside(items),
        Item::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.map(|cell| 1 + inside(&cell.items)).sum()
        }
    };
    items.iter().map(count).sum()
}
