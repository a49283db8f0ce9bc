//! Findings as CSV: RFC 4180 with `\n`, UTF-8, on demand with a byte order mark for spreadsheet programs.
//!
//! What the source says stands there exactly, also where it begins with `=`: import the columns as text when the source
//! is not trusted, or take XLSX, where every text is text.

use std::io::{self, Write};

use gongkai_model::{Finding, Language};

use super::{COLUMNS, Checked, FindingRow, Format, Summary, Writer};

/// Descriptor of the format.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    extension: "csv",
    summary: (
        "每个问题一行的表格（供 Excel 请加 --bom，或用 xlsx）",
        "one finding a row; for Excel add --bom, or take xlsx",
    ),
    is_text: true,
    start: |out, options| {
        if options.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        writeln!(out, "{}", COLUMNS.join(","))?;
        Ok(Box::new(Rows { language: options.language }))
    },
};

struct Rows {
    language: Language,
}

impl Rows {
    fn rows<'a>(&self, out: &mut dyn Write, findings: impl Iterator<Item = &'a Finding>) -> io::Result<()> {
        let mut writer =
            csv::WriterBuilder::new().has_headers(false).terminator(csv::Terminator::Any(b'\n')).from_writer(out);
        for finding in findings {
            writer.serialize(FindingRow::new(finding, self.language)).map_err(io::Error::other)?;
        }
        writer.flush()
    }
}

impl Writer for Rows {
    fn source(&mut self, out: &mut dyn Write, checked: &Checked<'_>) -> io::Result<()> {
        self.rows(out, checked.findings())
    }

    fn finish(self: Box<Self>, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.rows(out, summary.resolved.iter())
    }
}
