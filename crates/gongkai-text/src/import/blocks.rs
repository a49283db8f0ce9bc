//! Lines to blocks: each sort of table takes the lines it knows, what is left are headings and paragraphs.

use gongkai_model::{Block, Diagnostic, Document, GridBuilder, GridError};
use gongkai_plugin::Limits;

use super::source::Source;
use super::{HtmlTables, asciidoc, dashes, frame, html, inline, layout, rows};

/// A taker looks at the lines from an index on and takes a table off them, or nothing.
type Taker = fn(&Source<'_>, usize, &Limits) -> Option<Taken>;

/// A table and how many lines it took.
pub(super) struct Taken {
    pub(super) block: Block,
    pub(super) lines: usize,
    pub(super) too_large: bool,
    /// What is left of the last line where the table reached the limit within it.
    pub(super) rest: Option<Block>,
}

/// The sorts of tables, the most telling first.
const TAKERS: &[Taker] = &[asciidoc::take, frame::take, dashes::take, rows::take_pipes, rows::take_tabs, layout::take];

/// Reads all lines into blocks of the document.
pub(super) fn read(source: &Source<'_>, limits: &Limits, tables: Option<HtmlTables>, document: &mut Document) {
    let mut index = 0;
    while index < source.len() {
        let line = source.line(index);
        if line.trim().is_empty() {
            index += 1;
            continue;
        }
        if let Some((blocks, lines)) = tables.and_then(|tables| html::take(source, index, limits, tables)) {
            document.blocks.extend(blocks);
            index += lines;
            continue;
        }
        if let Some(taken) = TAKERS.iter().find_map(|take| take(source, index, limits)) {
            if taken.too_large {
                let limit = limits.cells.to_string();
                let locus = source.locus(index, line);
                document.diagnostics.push(Diagnostic::new("table_too_large", &[("limit", &limit)], Some(locus)));
            }
            document.blocks.push(taken.block);
            document.blocks.extend(taken.rest);
            index += taken.lines.max(1);
            continue;
        }
        document.blocks.extend(text_block(source, index));
        index += 1;
    }
}

/// A heading or a paragraph; nothing for a rule or a line of marks only.
fn text_block(source: &Source<'_>, index: usize) -> Option<Block> {
    let line = source.line(index);
    let trimmed = line.trim();
    let locus = source.locus(index, trimmed);
    if let Some((level, words)) = inline::heading(line) {
        return Some(Block::Heading { level, text: inline::plain(words), locus });
    }
    if let Some(words) = inline::bold_line(line) {
        return Some(Block::Heading { level: 6, text: inline::plain(words), locus });
    }
    let text = inline::plain(trimmed);
    let is_rule = trimmed.chars().all(|c| matches!(c, '_' | '*' | '=' | '─' | '|' | '~' | '\\' | ' '));
    if is_rule || text.is_empty() {
        return None;
    }
    Some(Block::Paragraph { text, locus })
}

/// Adds a cell to a builder; pandas' `NaN` and `Unnamed: 3` stand for no cell at all.
pub(super) fn add_cell(
    builder: &mut GridBuilder,
    source: &Source<'_>,
    index: usize,
    cell: &str,
) -> Result<(), GridError> {
    let trimmed = cell.trim();
    if trimmed == "NaN" || trimmed.starts_with("Unnamed: ") {
        builder.gap();
        return Ok(());
    }
    builder.cell(inline::plain(trimmed), source.locus(index, trimmed))
}
