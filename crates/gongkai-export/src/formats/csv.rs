//! The facts table as CSV: RFC 4180 with `\n`, UTF-8, on demand with a byte order mark for spreadsheet programs.
//!
//! Cells are written exactly as the source has them, also where they begin with `=`, `+`, `-` or `@`: `-` and `—` are
//! what agencies print for "not applicable", and a changed `raw` would no longer be evidence. A spreadsheet program may
//! take such a cell for a formula. Import the columns as text when the source is not trusted.

use std::io::{self, Write};

use crate::{COLUMNS, Content, Format, Options, Pieces, Reading, Shape, rows};

/// Descriptor of the format.
pub(crate) const FORMAT: Format = Format {
    name: "csv",
    extension: "csv",
    summary: (
        "每个数据一行的表格，可用电子表格软件打开（Excel 请加 --bom）",
        "the figures, one a row; for Excel add --bom",
    ),
    content: Content::Facts,
    shape: Shape::Pieces(Pieces { head, source, between: "", tail: "" }),
};

fn head(out: &mut dyn Write, options: &Options) -> io::Result<()> {
    if options.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    writeln!(out, "{}", COLUMNS.join(","))
}

fn source(out: &mut dyn Write, reading: &Reading<'_>, _: &Options) -> io::Result<()> {
    let mut writer =
        csv::WriterBuilder::new().has_headers(false).terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    for row in reading.reports.iter().flat_map(rows) {
        writer.serialize(row).map_err(io::Error::other)?;
    }
    writer.flush()
}
