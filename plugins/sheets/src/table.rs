//! Rows of a sheet to a table: merged cells, blank cells, and no columns that are blank all the way down.

use std::collections::BTreeSet;

use gongkai_model::{Block, Diagnostic, Document, GridBuilder};
use gongkai_plugin::Limits;

use crate::blocks::{Row, paragraphs, place};
use crate::sheet::{Area, Sheet};

/// The positions of a table, and which merged cell each belongs to.
struct Plan {
    rows: Vec<u32>,
    columns: Vec<u32>,
    /// Number of the merged cell, from 1, row by row; 0 for none.
    owners: Vec<u32>,
}

/// Adds the table of some rows to the document.
pub(crate) fn read(sheet: &Sheet, rows: &[Row<'_>], limits: &Limits, document: &mut Document, left_out: &mut usize) {
    let filled = || rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.text.is_empty());
    let columns: BTreeSet<u32> = filled().map(|cell| cell.column).collect();
    let columns: Vec<u32> = columns.into_iter().collect();
    let most = limits.cells.checked_div(columns.len()).unwrap_or(0);
    let (rows, rest) = rows.split_at(rows.len().min(most));
    if !rest.is_empty() {
        let limit = limits.cells.to_string();
        document.diagnostics.push(Diagnostic::new("table_too_large", &[("limit", &limit)], None));
    }
    if !rows.is_empty() {
        let plan = Plan::new(sheet, rows, columns, limits);
        if let Some(table) = plan.table(sheet, rows, limits, left_out) {
            document.blocks.push(table);
        }
    }
    rest.iter().flat_map(|row| &row.cells).for_each(|cell| paragraphs(sheet, cell, document));
}

impl Plan {
    fn new(sheet: &Sheet, rows: &[Row<'_>], columns: Vec<u32>, limits: &Limits) -> Self {
        let rows: Vec<u32> = rows.iter().map(|row| row.number).collect();
        let owners = vec![0; rows.len() * columns.len()];
        let mut plan = Self { rows, columns, owners };
        // Merged cells of a sound sheet do not overlap, so together they cover a position once.
        let mut work = limits.cells.saturating_mul(8);
        for (number, area) in (1..).zip(&sheet.merges) {
            let places = plan.places(area);
            let Some(left) = work.checked_sub(places.len() + 1) else { break };
            work = left;
            if places.iter().all(|at| plan.owners[*at] == 0) {
                places.iter().for_each(|at| plan.owners[*at] = number);
            }
        }
        plan
    }

    /// The positions of the table that an area covers.
    fn places(&self, area: &Area) -> Vec<usize> {
        let within = |numbers: &[u32], first: u32, last: u32| {
            numbers.partition_point(|number| *number < first)..numbers.partition_point(|number| *number <= last)
        };
        let columns = within(&self.columns, area.left, area.right);
        let rows = if columns.is_empty() { 0..0 } else { within(&self.rows, area.top, area.bottom) };
        rows.flat_map(|row| columns.clone().map(move |column| row * self.columns.len() + column)).collect()
    }

    fn table(&self, sheet: &Sheet, rows: &[Row<'_>], limits: &Limits, left_out: &mut usize) -> Option<Block> {
        let mut builder = GridBuilder::new(limits.cells);
        let mut begun = BTreeSet::new();
        for (index, row) in rows.iter().enumerate() {
            let mut cells = row.cells.iter().peekable();
            for (&column, &owner) in self.columns.iter().zip(&self.owners[index * self.columns.len()..]) {
                while cells.next_if(|cell| cell.column < column).is_some() {}
                let text = cells.next_if(|cell| cell.column == column).map_or("", |cell| cell.text.as_str());
                let Some(area) = owner.checked_sub(1).and_then(|number| sheet.merges.get(number as usize)) else {
                    builder.cell(text, place(&sheet.name, row.number, column)).ok()?;
                    continue;
                };
                let is_origin = (area.top, area.left) == (row.number, column);
                *left_out += usize::from(!is_origin && !text.is_empty());
                if begun.insert(owner) {
                    let places = self.places(area);
                    let wide = places.iter().take_while(|at| **at < (index + 1) * self.columns.len()).count().max(1);
                    let locus = place(&sheet.name, area.top, area.left);
                    builder.spanned(origin(sheet, area), locus, (places.len() / wide) as u32, wide as u32).ok()?;
                }
            }
            builder.end_row();
        }
        Some(Block::Table(builder.finish()))
    }
}

/// The text of a merged cell: that of its upper left one.
fn origin<'a>(sheet: &'a Sheet, area: &Area) -> &'a str {
    let at = sheet.cells.binary_search_by_key(&(area.top, area.left), |cell| (cell.row, cell.column));
    at.ok().and_then(|at| sheet.cells.get(at)).map_or("", |cell| cell.text.as_str())
}
