//! The shapes promised to outsiders: one file for each output format, and the list of them.
//!
//! A [`Format`] is described by data and three pieces of text: what stands before everything, between two sources and
//! after everything. Sources are written one by one, so memory is bounded by one source, and several may be written at
//! the same time into buffers of their own.
//!
//! ```
//! use gongkai_export::{Options, Reading, format, write_all};
//!
//! let csv = format("csv").ok_or("no such format")?;
//! let mut out = Vec::new();
//! write_all(csv, &mut out, &[Reading::of("a.txt", &[])], &Options::default())?;
//! assert!(out.starts_with(b"source,document,agency,year,edition,cell"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod charts;
pub mod comparison;
pub mod findings;
mod formats;
pub mod measures;
pub mod names;
pub mod page;
pub mod rollup;
mod row;
pub mod rules;

use std::io::{self, Write};

use gongkai_model::{Digest, Language, Report};

pub use formats::json::{SourceJson, VERSION, schema};
pub use formats::{FORMATS, format};
pub use row::{COLUMNS, FactRow, rows};

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// Name, as `--format` takes it.
    pub name: &'static str,
    /// Extension of files in this format, without dot.
    pub extension: &'static str,
    /// One line for people, Chinese and English.
    pub summary: (&'static str, &'static str),
    /// Whether it holds facts only or the whole report.
    pub content: Content,
    /// Writes what stands before the first source.
    pub head: fn(&mut dyn Write, &Options) -> io::Result<()>,
    /// Writes one source. Writes nothing when the format has nothing to say about it.
    pub source: fn(&mut dyn Write, &Reading<'_>, &Options) -> io::Result<()>,
    /// Stands between two sources that wrote something.
    pub between: &'static str,
    /// Stands after the last source.
    pub tail: &'static str,
}

/// What a format holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// The figures, one a row.
    Facts,
    /// The whole report.
    Reports,
}

/// How to write.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Language of headings and sentences, in formats for people.
    pub language: Language,
    /// Begin with a byte order mark, which spreadsheet programs need to see that a CSV file is UTF-8.
    pub bom: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { language: Language::En, bom: false }
    }
}

/// What came of a source: its reports, or why there are none.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Path, address, or `-`.
    pub source: &'a str,
    /// SHA-256 of the bytes, where there were any.
    pub digest: Option<Digest>,
    /// The reports in the source.
    pub reports: &'a [Report],
    /// Why the source could not be read.
    pub error: Option<&'a str>,
}

impl<'a> Reading<'a> {
    /// A source that was read.
    pub fn of(source: &'a str, reports: &'a [Report]) -> Self {
        Self { source, digest: None, reports, error: None }
    }
}

/// Writes sources in a format, from head to tail.
///
/// # Errors
/// What the writer gives.
pub fn write_all(format: &Format, out: &mut dyn Write, readings: &[Reading<'_>], options: &Options) -> io::Result<()> {
    (format.head)(out, options)?;
    let mut first = true;
    for reading in readings {
        let mut buffer = Vec::new();
        (format.source)(&mut buffer, reading, options)?;
        if buffer.is_empty() {
            continue;
        }
        if !first {
            out.write_all(format.between.as_bytes())?;
        }
        first = false;
        out.write_all(&buffer)?;
    }
    out.write_all(format.tail.as_bytes())
}
