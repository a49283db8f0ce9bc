//! Formats of findings: what checking found, for programs, for services that show findings in code, and for people.
//!
//! A [`Format`] starts a [`Writer`]. A writer takes one checked source after the other and writes what it can at once, so
//! that formats in lines keep nothing; what a format needs whole, it keeps until the end.
//!
//! ```
//! use gongkai_export::findings::{Checked, Options, format, write_all};
//!
//! let csv = format("csv").ok_or("no such format")?;
//! let mut out = Vec::new();
//! write_all(csv, &mut out, &[Checked::unread("a.txt", "no such file")], &Options::default())?;
//! assert!(out.starts_with(b"source,document,agency,year,rule,severity"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod checked;
mod csv;
mod github;
mod html;
mod json;
mod jsonl;
mod row;
mod sarif;
pub(crate) mod xlsx;

use std::io::{self, Write};

use gongkai_model::Language;

pub use checked::{Checked, CheckedReport, Counts, Missing, Summary};
pub use json::{VERSION, schema};
pub use row::{COLUMNS, FindingRow};

/// An output format of findings.
#[derive(Debug)]
pub struct Format {
    /// Name, as `--format` takes it.
    pub name: &'static str,
    /// Extension of files in this format, without dot.
    pub extension: &'static str,
    /// One line for people, Chinese and English.
    pub summary: (&'static str, &'static str),
    /// Whether it is text, which a terminal can show.
    pub is_text: bool,
    /// Writes what stands in front of everything, and gives the writer of the rest.
    pub start: fn(&mut dyn Write, &Options) -> io::Result<Box<dyn Writer>>,
}

/// Writes findings in a format.
pub trait Writer {
    /// Takes what came of a source.
    ///
    /// # Errors
    /// What `out` gives.
    fn source(&mut self, out: &mut dyn Write, checked: &Checked<'_>) -> io::Result<()>;

    /// Writes what is left after the last source.
    ///
    /// # Errors
    /// What `out` gives, or what the format cannot hold.
    fn finish(self: Box<Self>, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}

/// How to write findings.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Language of sentences and, in formats for people, of headings.
    pub language: Language,
    /// Begin CSV with a byte order mark, which spreadsheet programs need to see that it is UTF-8.
    pub bom: bool,
    /// A sheet for each unit besides the sheets for all.
    pub unit_sheets: bool,
    /// Whether findings were compared with decisions of an earlier run, so that their states mean something.
    pub compared: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { language: Language::En, bom: false, unit_sheets: false, compared: false }
    }
}

/// Every format, in the order in which help lists them.
pub const FORMATS: &[Format] =
    &[json::FORMAT, jsonl::FORMAT, csv::FORMAT, sarif::FORMAT, xlsx::FORMAT, html::FORMAT, github::FORMAT];

/// The format with a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Writes sources in a format, from the head to the summary.
///
/// # Errors
/// What the writer gives.
pub fn write_all(format: &Format, out: &mut dyn Write, sources: &[Checked<'_>], options: &Options) -> io::Result<()> {
    let mut writer = (format.start)(out, options)?;
    let mut summary = Summary::default();
    for checked in sources {
        summary.add(checked);
        writer.source(out, checked)?;
    }
    writer.finish(out, &summary)
}
