//! Pieces of a document to blocks.

use gongkai_model::{Block, Diagnostic, Locus};
use gongkai_plugin::{ImportError, Limits};
use gongkai_text::placed::Placed;

use crate::Paragraph;
use crate::flow::{Flow, Item};
use crate::frames::Body;
use crate::table::{Cell, Table};

/// A longer paragraph in bold is emphasis, not a heading.
const LONGEST_HEADING: usize = 60;
/// Level of a paragraph in bold.
const BOLD_LEVEL: u8 = 6;

/// The blocks of a body.
pub(crate) fn of(body: Body, flow: &mut Flow) -> Result<Vec<Block>, ImportError> {
    let mut blocks =
        Blocks { limits: flow.limits, done: Vec::new(), apart: Vec::new(), covered: String::new(), full: false };
    match body {
        Body::Items(items) => blocks.items(items, &mut None),
        Body::Placed(pieces, items) => {
            blocks.done.extend(Placed::lay_out(pieces).blocks(&flow.limits).unwrap_or_default());
            blocks.items(items, &mut None);
        }
    }
    blocks.flush();
    flow.hide(&blocks.covered);
    if blocks.full {
        let limit = flow.limits.cells.to_string();
        flow.remark(Diagnostic::new("table_too_large", &[("limit", &limit)], None));
    }
    if blocks.done.len() > flow.limits.lines {
        return Err(ImportError::TooManyLines { lines: blocks.done.len(), limit: flow.limits.lines });
    }
    Ok(blocks.done)
}

/// A line of a paragraph, as long as its white space is.
struct Line {
    indent: String,
    text: String,
    level: Option<u8>,
    locus: Locus,
}

struct Blocks {
    limits: Limits,
    done: Vec<Block>,
    /// Neighbouring lines whose words stand apart by tabs or white space.
    apart: Vec<Line>,
    /// Text of covered cells.
    covered: String,
    full: bool,
}

impl Blocks {
    /// Adds pieces; in a cell of a table that places them, `cell` is its place and counts its text.
    fn items(&mut self, items: Vec<Item>, cell: &mut Option<(Locus, usize)>) {
        for item in items {
            match item {
                Item::Text(paragraph, number) => {
                    let locus = match cell {
                        None => Locus::Paragraph { number, more: 0, part: None },
                        Some((locus, offset)) => {
                            let part = locus.part(*offset, &paragraph.text);
                            *offset += paragraph.text.len() + 1;
                            part
                        }
                    };
                    self.paragraph(&paragraph, &locus);
                }
                Item::Frame(_, items) => {
                    self.flush();
                    self.items(items, cell);
                    self.flush();
                }
                Item::Table(table) => self.table(table),
            }
        }
    }

    fn table(&mut self, mut table: Table) {
        self.flush();
        table.merge();
        self.covered.push_str(&table.covered());
        if table.is_layout() {
            let places: Vec<(usize, usize)> = table.shown().map(|(row, cell, _)| (row, cell)).collect();
            for (row, cell) in places {
                let locus = table.locus(row, cell);
                let Cell { items, .. } = &mut table.rows[row].cells[cell];
                self.items(std::mem::take(items), &mut Some((locus, 0)));
                self.flush();
            }
            return;
        }
        let (grid, rest) = table.grid(self.limits.cells);
        self.full |= !rest.is_empty();
        if grid.cells().iter().any(|cell| !cell.text.is_empty()) {
            self.done.push(Block::Table(grid));
        }
        let rest = rest.into_iter().filter(|(text, _)| !text.is_empty());
        self.done.extend(rest.map(|(text, locus)| Block::Paragraph { text, locus }));
    }

    fn paragraph(&mut self, paragraph: &Paragraph, locus: &Locus) {
        let whole = &paragraph.text;
        let length = whole.trim().len();
        for line in whole.split('\n').filter(|line| !line.trim().is_empty()) {
            let text = line.trim();
            let offset = text.as_ptr() as usize - whole.as_ptr() as usize;
            let is_whole = text.len() == length;
            let locus = if is_whole && locus_is_whole(locus) { locus.clone() } else { locus.part(offset, text) };
            let short = text.chars().count() <= LONGEST_HEADING;
            let level = paragraph.level.or((paragraph.bold && short).then_some(BOLD_LEVEL));
            let indent = line[..line.len() - line.trim_start().len()].to_owned();
            let line = Line { indent, text: text.to_owned(), level, locus };
            if is_apart(text) {
                self.apart.push(line);
            } else {
                self.flush();
                self.line(line);
            }
        }
    }

    fn line(&mut self, Line { text, level, locus, .. }: Line) {
        self.done.push(match level {
            Some(level) => Block::Heading { level, text, locus },
            None => Block::Paragraph { text, locus },
        });
    }

    /// Ends a run of lines whose words stand apart. Two or more may be a table, which the importer for text sees.
    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.apart);
        if lines.len() > 1 {
            let mut placed = Placed::default();
            for line in &lines {
                placed.text.push_str(&line.indent);
                placed.push(&line.text, line.locus.clone());
                placed.text.push('\n');
            }
            if let Some(blocks) = placed.blocks(&self.limits)
                && blocks.iter().any(|block| matches!(block, Block::Table(_) | Block::Lines(_)))
            {
                self.done.extend(blocks);
                return;
            }
        }
        lines.into_iter().for_each(|line| self.line(line));
    }
}

/// Whether all of a paragraph is meant, so that no part needs to be told.
fn locus_is_whole(locus: &Locus) -> bool {
    matches!(locus, Locus::Paragraph { part: None, .. })
}

/// Whether words stand apart in a line: by a tab, or by two spaces or more.
fn is_apart(text: &str) -> bool {
    text.contains(['\t']) || text.contains("  ") || text.contains("\u{a0}\u{a0}") || text.contains("\u{3000}\u{3000}")
}
