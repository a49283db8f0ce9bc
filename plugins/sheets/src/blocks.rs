//! Sheets to blocks: rows with several cells are tables, rows with one cell are prose.

use gongkai_model::{Block, Diagnostic, Document, Locus, Metadatum};
use gongkai_plugin::{ImportError, Limits};

use crate::sheet::{Cell, Sheet};
use crate::table;

/// Characters of a lone cell that may still be a row of the table around it: a heading of a band, a label whose figures are blank.
const LONGEST_LABEL: usize = 60;
/// Rows with a lone cell that may follow each other within a table.
const MOST_LONE: usize = 3;

/// A row with the cells of it that are shown, left to right.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    pub(crate) number: u32,
    pub(crate) cells: Vec<&'a Cell>,
    /// Whether it is a row of a table.
    is_wide: bool,
    /// Whether it stands directly below the row before.
    adjoins: bool,
}

impl Row<'_> {
    fn texts(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().copied().filter(|cell| !cell.text.is_empty())
    }
}

/// The document of a workbook. Sheets come in their order.
///
/// # Errors
/// [`ImportError::TooManyLines`].
pub(crate) fn document(mut sheets: Vec<Sheet>, limits: &Limits) -> Result<Document, ImportError> {
    let mut document = Document::default();
    for sheet in &mut sheets {
        sheet.hidden_rows.sort();
        sheet.hidden_columns.sort();
        sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
        sheet.cells.dedup_by_key(|cell| (cell.row, cell.column));
        sheet.merges.retain(|area| area.is_merge());
        sheet.merges.sort_by_key(|area| (area.top, area.left));
        read(sheet, limits, &mut document)?;
    }
    Ok(document)
}

/// What a workbook says about its sheets.
pub(crate) fn name(sheet: &str) -> Metadatum {
    Metadatum { name: "sheet".into(), value: sheet.into(), locus: place(sheet, 0, 0) }
}

/// The place of a cell.
pub(crate) fn place(sheet: &str, row: u32, column: u32) -> Locus {
    Locus::Sheet { sheet: sheet.into(), row: row.saturating_add(1), column: column.saturating_add(1), part: None }
}

fn read(sheet: &Sheet, limits: &Limits, document: &mut Document) -> Result<(), ImportError> {
    let mut left_out = 0;
    let mut rows = rows(sheet, &mut left_out);
    if rows.len() > limits.lines {
        return Err(ImportError::TooManyLines { lines: rows.len(), limit: limits.lines });
    }
    mark(sheet, &mut rows);
    let mut at = 0;
    while at < rows.len() {
        let end = table_end(&rows, at);
        if end > at {
            table::read(sheet, &rows[at..end], limits, document, &mut left_out);
            at = end;
        } else {
            rows[at].texts().for_each(|cell| paragraphs(sheet, cell, document));
            at += 1;
        }
    }
    let say = |code, count: usize, document: &mut Document| {
        if count > 0 {
            let arguments = [("sheet", sheet.name.as_str()), ("count", &count.to_string())];
            document.diagnostics.push(Diagnostic::new(code, &arguments, None));
        }
    };
    say("hidden_cells_left_out", left_out, document);
    say("formulas_without_value", sheet.formulas, document);
    Ok(())
}

/// The rows that are shown and have cells.
fn rows<'a>(sheet: &'a Sheet, left_out: &mut usize) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for cell in &sheet.cells {
        if sheet.hidden_rows.contains(cell.row) || sheet.hidden_columns.contains(cell.column) {
            *left_out += usize::from(!cell.text.is_empty());
            continue;
        }
        match rows.last_mut() {
            Some(row) if row.number == cell.row => row.cells.push(cell),
            last => {
                let adjoins = last.is_some_and(|last| sheet.hidden_rows.skip(last.number + 1) == cell.row);
                rows.push(Row { number: cell.row, cells: vec![cell], is_wide: false, adjoins });
            }
        }
    }
    rows
}

/// Marks the rows of tables: several cells that no merged cell covers, or a part of a cell merged over rows.
fn mark(sheet: &Sheet, rows: &mut [Row<'_>]) {
    // Merged cells that begin above a row and reach into it, or begin there and reach below: counted at their ends.
    let mut tall = vec![0_i64; rows.len() + 1];
    let mut covered = std::collections::HashMap::<u32, Vec<(u32, u32)>>::new();
    for area in &sheet.merges {
        let first = rows.partition_point(|row| row.number < area.top);
        let last = rows.partition_point(|row| row.number <= area.bottom);
        if area.bottom > area.top && last > first + 1 {
            tall[first] += 1;
            tall[last] -= 1;
        } else if area.right > area.left {
            covered.entry(area.top).or_default().push((area.left + 1, area.right));
        }
    }
    let mut open = 0;
    for (row, change) in rows.iter_mut().zip(tall) {
        open += change;
        let covers = covered.get(&row.number).map(Vec::as_slice).unwrap_or_default();
        let is_covered = |column: u32| {
            let before = covers.partition_point(|(left, _)| *left <= column);
            covers[..before].last().is_some_and(|(_, right)| column <= *right)
        };
        row.is_wide = open > 0 || row.cells.iter().filter(|cell| !is_covered(cell.column)).nth(1).is_some();
    }
}

/// Where the table that begins at a row ends; at the row itself where none begins.
fn table_end(rows: &[Row<'_>], start: usize) -> usize {
    let (mut end, mut at) = (start, start);
    let mut has_text = false;
    while let Some(row) = rows.get(at).filter(|row| at == start || row.adjoins) {
        let is_blank = row.texts().next().is_none();
        if row.is_wide {
            // A table begins with words. A blank row in it may be one of figures; of more only the first is kept.
            if is_blank && (!has_text || rows[at - 1].texts().next().is_none()) {
                break;
            }
            has_text = true;
            end = at + 1;
        } else if end == start || at - end >= MOST_LONE || is_blank || !row.texts().all(is_label) {
            break;
        }
        at += 1;
    }
    end
}

fn is_label(cell: &Cell) -> bool {
    cell.text.chars().count() <= LONGEST_LABEL
}

/// The lines of a cell as paragraphs.
pub(crate) fn paragraphs(sheet: &Sheet, cell: &Cell, document: &mut Document) {
    let locus = place(&sheet.name, cell.row, cell.column);
    let mut offset = 0;
    for line in cell.text.split('\n') {
        let text = line.trim();
        if !text.is_empty() {
            let start = offset + line.len() - line.trim_start().len();
            let locus = if text.len() == cell.text.len() { locus.clone() } else { locus.part(start, text) };
            document.blocks.push(Block::Paragraph { text: text.to_owned(), locus });
        }
        offset += line.len() + 1;
    }
}
