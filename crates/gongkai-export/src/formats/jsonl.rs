//! The facts table as JSON Lines: one object a row, with the columns of the CSV as keys.
//!
//! `document` and `year` are numbers (`year` is `null` where it was not found), everything else is a string; `value` is
//! a string so that an exact decimal stays exact.

use std::io::{self, Write};

use crate::{Content, Format, Options, Pieces, Reading, Shape, rows};

/// Descriptor of the format.
pub(crate) const FORMAT: Format = Format {
    name: "jsonl",
    extension: "jsonl",
    summary: ("每个数据一行 JSON，供程序读取", "the figures, one JSON object a line, for programs"),
    content: Content::Facts,
    shape: Shape::Pieces(Pieces { head: |_, _| Ok(()), source, between: "", tail: "" }),
};

fn source(out: &mut dyn Write, reading: &Reading<'_>, _: &Options) -> io::Result<()> {
    for row in reading.reports.iter().flat_map(rows) {
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
