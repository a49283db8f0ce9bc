//! From what a program answers to a document of ours.

use gongkai_model::{Block, Document, GridBuilder, Locus, Metadatum};
use gongkai_plugin::{ImportError, Limits};

use super::wire;

/// The document of an answer, with a place for everything that has none.
pub(super) fn document(answer: wire::Document, limits: &Limits) -> Result<Document, ImportError> {
    let told = Locus::Paragraph { number: 0, more: 0, part: None };
    let metadata = answer.metadata.into_iter().map(|wire::Metadatum { name, value }| Metadatum {
        name: name.to_lowercase(),
        value,
        locus: told.clone(),
    });
    let mut made = Making { limits, paragraphs: 0, tables: 0, blocks: Vec::new() };
    let metadata = metadata.collect();
    for block in answer.blocks {
        match block {
            wire::Block::Heading { level, text, place } => {
                let locus = made.paragraph(place);
                made.blocks.push(Block::Heading { level: level.max(1), text, locus });
            }
            wire::Block::Paragraph { text, place } => {
                let locus = made.paragraph(place);
                made.blocks.push(Block::Paragraph { text, locus });
            }
            wire::Block::Table { rows } => made.table(rows),
        }
        if made.blocks.len() > limits.lines {
            return Err(ImportError::TooManyLines { lines: made.blocks.len(), limit: limits.lines });
        }
    }
    Ok(Document { metadata, blocks: made.blocks, ..Document::default() })
}

struct Making<'a> {
    limits: &'a Limits,
    paragraphs: u32,
    tables: u32,
    blocks: Vec<Block>,
}

impl Making<'_> {
    /// The place of a paragraph: as told, else the next number.
    fn paragraph(&mut self, place: Option<wire::Place>) -> Locus {
        self.paragraphs += 1;
        place.map_or(Locus::Paragraph { number: self.paragraphs, more: 0, part: None }, locus)
    }

    /// A table; what goes beyond the limit of cells is kept as paragraphs.
    fn table(&mut self, rows: Vec<Vec<wire::Cell>>) {
        self.tables += 1;
        let mut builder = GridBuilder::new(self.limits.cells);
        let mut beyond = Vec::new();
        for (row, cells) in (1..).zip(rows) {
            for (column, cell) in (1..).zip(cells) {
                let (text, rows, columns, place) = match cell {
                    wire::Cell::Text(text) => (text, 1, 1, None),
                    wire::Cell::Full { text, rows, columns, place } => (text, rows, columns, place),
                };
                let locus = place.map_or(Locus::Cell { table: self.tables, row, column, part: None }, locus);
                if builder.spanned(text.as_str(), locus.clone(), rows, columns).is_err() {
                    beyond.push(Block::Paragraph { text, locus });
                }
            }
            builder.end_row();
        }
        self.blocks.push(Block::Table(builder.finish()));
        self.blocks.append(&mut beyond);
    }
}

fn locus(place: wire::Place) -> Locus {
    let part = None;
    match place {
        wire::Place::Paragraph { number } => Locus::Paragraph { number, more: 0, part },
        wire::Place::Cell { table, row, column } => Locus::Cell { table, row, column, part },
        wire::Place::Sheet { sheet, row, column } => Locus::Sheet { sheet: sheet.into(), row, column, part },
        wire::Place::Page { page, left, top, right, bottom } => Locus::Page { page, left, top, right, bottom, part },
    }
}
