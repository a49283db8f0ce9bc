//! Findings as workflow commands, which GitHub shows beside the line of the file.

use std::io::{self, Write};

use gongkai_model::{Finding, Language, Locus, Severity};

use super::{Checked, Format, Summary, Writer};
use crate::page::is_steering;

/// Descriptor of the format.
pub(super) const FORMAT: Format = Format {
    name: "github",
    extension: "txt",
    summary: ("GitHub Actions 的注释（::error …）", "annotations of GitHub Actions (::error …)"),
    is_text: true,
    start: |_, options| Ok(Box::new(Commands { language: options.language })),
};

struct Commands {
    language: Language,
}

impl Writer for Commands {
    fn source(&mut self, out: &mut dyn Write, checked: &Checked<'_>) -> io::Result<()> {
        if let Some(error) = checked.error {
            let file = property(checked.source);
            return writeln!(out, "::error file={file},title=gongkai::{}", data(error));
        }
        checked.findings().filter(|finding| finding.is_open()).try_for_each(|finding| self.finding(out, finding))
    }

    fn finish(self: Box<Self>, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

impl Commands {
    fn finding(&self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advisory | Severity::Note => "notice",
        };
        write!(out, "::{level} file={}", property(&finding.subject.source))?;
        if let Some(Locus::Text { line, column, .. }) = finding.place.locus {
            write!(out, ",line={line},col={column}")?;
        }
        let message = [finding.message.get(self.language), finding.advice.get(self.language)];
        let message: Vec<&str> = message.into_iter().filter(|part| !part.is_empty()).collect();
        writeln!(out, ",title={}::{}", property(&finding.rule), data(&message.join("\n")))
    }
}

/// A text that stands behind the second `::`: a line end would begin another command, and the log is shown in colour.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A").replace(is_steering, "\u{FFFD}")
}

/// A text that stands among the properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
