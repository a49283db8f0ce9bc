//! Findings as JSON Lines: one finding a line, whole, in both languages.

use std::io::{self, Write};

use super::{Checked, Format, Summary, Writer};

/// Descriptor of the format.
pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    extension: "jsonl",
    summary: ("每个问题一行 JSON，供程序读取", "one finding a line, for programs"),
    is_text: true,
    start: |_, _| Ok(Box::new(Lines)),
};

struct Lines;

impl Writer for Lines {
    fn source(&mut self, out: &mut dyn Write, checked: &Checked<'_>) -> io::Result<()> {
        checked.findings().try_for_each(|finding| line(out, finding))
    }

    fn finish(self: Box<Self>, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        summary.resolved.iter().try_for_each(|finding| line(out, finding))
    }
}

fn line(out: &mut dyn Write, finding: &gongkai_model::Finding) -> io::Result<()> {
    serde_json::to_writer(&mut *out, finding)?;
    out.write_all(b"\n")
}
