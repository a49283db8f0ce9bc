//! A file in the briefest form that shows what an importer made of it.

use std::time::{Duration, Instant};

use gongkai::model::{Block, Capture, Grid, Provenance};
use gongkai::plugin::Limits;

/// Far more than any file of the tests needs, also on a machine at work.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A file as its blocks and remarks, one a line: `H1 text`, `text`, `a | b / c | d` for a table, spans as `(2×1)`, `!remark`.
pub fn shown(bytes: &[u8], name: &str) -> String {
    let start = Instant::now();
    let capture = Capture::new(bytes, Provenance::of(name));
    let documents = gongkai::plugins::registry().import(&capture, &Limits::default());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    let documents = match documents {
        Ok(documents) => documents,
        Err(error) => return format!("{error:?}").split(['{', ' ']).next().unwrap_or_default().to_owned(),
    };
    let mut lines = Vec::new();
    for document in documents {
        for block in &document.blocks {
            lines.push(match block {
                Block::Heading { level, text, .. } => format!("H{level} {text}"),
                Block::Paragraph { text, .. } => text.clone(),
                Block::Table(grid) => table(grid),
                Block::Lines(lines) => format!("lines: {}", lines.len()),
            });
        }
        lines.extend(document.diagnostics.iter().map(|remark| format!("!{}", remark.code)));
    }
    lines.join("\n")
}

fn table(grid: &Grid) -> String {
    let row = |row: u32| {
        let cells = grid.row(row).iter().map(|cell| match (cell.row_span, cell.column_span) {
            (1, 1) => cell.text.replace('\n', "⏎"),
            (rows, columns) => format!("{}({rows}×{columns})", cell.text.replace('\n', "⏎")),
        });
        cells.collect::<Vec<_>>().join("|")
    };
    (0..grid.rows()).map(row).collect::<Vec<_>>().join(" / ")
}
