//! The importer for PDF over files written here: one for each thing that pages do.

mod bad_input;
mod mutation;
mod pages;
mod tables;
mod writer;

use gongkai_model::{Block, Capture, Document, Provenance};
use gongkai_pdf::PdfImporter;
use gongkai_plugin::{ImportError, Importer as _, Limits};

use writer::{Sheet, pdf};

fn import(bytes: Vec<u8>) -> Result<Document, ImportError> {
    let capture = Capture::new(bytes, Provenance::of("test.pdf"));
    PdfImporter.import(&capture, &Limits::default()).map(|mut documents| documents.remove(0))
}

fn document(sheets: &[Sheet]) -> Document {
    import(pdf(sheets, "<<>>")).expect("the file can be read")
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

fn codes(document: &Document) -> Vec<&str> {
    document.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}
