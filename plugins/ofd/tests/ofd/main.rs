//! The importer for OFD over packages written here: one for each thing that pages do.

#![allow(clippy::unwrap_used)] // A test ends where something is not as expected.

mod bad_input;
mod mutation;
mod package;
mod pages;
mod writer;

use gongkai_model::{Block, Capture, Document, Provenance};
use gongkai_ofd::OfdImporter;
use gongkai_plugin::{ImportError, Importer as _, Limits};

use writer::Ofd;

fn imported(bytes: Vec<u8>) -> Result<Vec<Document>, ImportError> {
    OfdImporter.import(&Capture::new(bytes, Provenance::of("test.ofd")), &Limits::default())
}

fn import(ofd: &Ofd) -> Result<Document, ImportError> {
    imported(ofd.file()).map(|mut documents| documents.remove(0))
}

/// Blocks as text: a paragraph is a line, a table has `|` between cells and `+` for the span of one.
fn shown(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph { text, .. } | Block::Heading { text, .. } => lines.push(text.clone()),
            Block::Lines(laid_out) => lines.extend(laid_out.iter().map(|line| {
                line.pieces
                    .iter()
                    .map(|piece| format!("{}@{}", piece.text, piece.columns))
                    .collect::<Vec<_>>()
                    .join(" ")
            })),
            Block::Table(grid) => lines.extend((0..grid.rows()).map(|row| {
                let cells = grid.row(row).iter().map(|cell| {
                    let span = match (cell.row_span, cell.column_span) {
                        (1, 1) => String::new(),
                        (rows, columns) => format!("+{rows}x{columns}"),
                    };
                    format!("{}{span}", cell.text.replace('\n', "⏎"))
                });
                format!("|{}", cells.collect::<Vec<_>>().join("|"))
            })),
        }
    }
    lines
}

/// What a page with some objects shows.
fn page(objects: &str) -> Vec<String> {
    shown(&import(&Ofd::default().page(objects)).unwrap())
}

fn codes(document: &Document) -> Vec<&str> {
    document.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}
