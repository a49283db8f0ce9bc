//! The shapes promised to outsiders: one file for each output format, and the list of them.
//!
//! A [`Format`] is described by data. Most are [`Pieces`]: what stands before everything, between two sources and after
//! everything, so that several sources may be written at the same time into buffers of their own. Others are one
//! [`Whole`], which takes source after source. Memory is bounded by one source in both.
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
pub mod organs;
pub mod page;
pub mod panel;
pub mod rollup;
mod row;
pub mod rows;
pub mod rules;
pub mod score;
mod table;

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
    /// How it is written.
    pub shape: Shape,
}

/// How a format is written.
#[derive(Debug)]
pub enum Shape {
    /// Text, each source by itself.
    Pieces(Pieces),
    /// No text, and whole only after the last source: a file that no terminal can show.
    Whole(fn(&Options) -> io::Result<Box<dyn Whole>>),
}

/// A format in which each source is a piece of text.
#[derive(Debug)]
pub struct Pieces {
    /// Writes what stands before the first source.
    pub head: fn(&mut dyn Write, &Options) -> io::Result<()>,
    /// Writes one source. Writes nothing when the format has nothing to say about it.
    pub source: fn(&mut dyn Write, &Reading<'_>, &Options) -> io::Result<()>,
    /// Stands between two sources that wrote something.
    pub between: &'static str,
    /// Stands after the last source.
    pub tail: &'static str,
}

/// A file that takes one source after the other.
pub trait Whole {
    /// Takes a source, and writes what is finished.
    ///
    /// # Errors
    /// What `out` gives, or what the format cannot hold.
    fn source(&mut self, out: &mut dyn Write, reading: &Reading<'_>) -> io::Result<()>;

    /// Writes what is left after the last source.
    ///
    /// # Errors
    /// The same.
    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()>;
}

impl Format {
    /// Whether it is text, which a terminal can show.
    pub fn is_text(&self) -> bool {
        matches!(self.shape, Shape::Pieces(_))
    }
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
    let mut writing = Writing::begin(format, out, options)?;
    readings.iter().try_for_each(|reading| writing.source(reading))?;
    writing.finish()
}

/// Sources that are written one after the other, whatever the shape of the format.
pub struct Writing<'a> {
    out: &'a mut dyn Write,
    options: Options,
    state: Written<'a>,
}

enum Written<'a> {
    Pieces { pieces: &'a Pieces, is_first: bool },
    Whole(Box<dyn Whole>),
}

impl<'a> Writing<'a> {
    /// Writes what stands before the first source.
    ///
    /// # Errors
    /// What the writer gives.
    pub fn begin(format: &'a Format, out: &'a mut dyn Write, options: &Options) -> io::Result<Self> {
        let state = match &format.shape {
            Shape::Pieces(pieces) => {
                (pieces.head)(out, options)?;
                Written::Pieces { pieces, is_first: true }
            }
            Shape::Whole(start) => Written::Whole(start(options)?),
        };
        Ok(Self { out, options: *options, state })
    }

    /// Takes a source.
    ///
    /// # Errors
    /// What the writer gives, or what the format cannot hold.
    pub fn source(&mut self, reading: &Reading<'_>) -> io::Result<()> {
        match &mut self.state {
            Written::Whole(whole) => whole.source(self.out, reading),
            Written::Pieces { pieces, is_first } => {
                let mut buffer = Vec::new();
                (pieces.source)(&mut buffer, reading, &self.options)?;
                if buffer.is_empty() {
                    return Ok(());
                }
                if !std::mem::take(is_first) {
                    self.out.write_all(pieces.between.as_bytes())?;
                }
                self.out.write_all(&buffer)
            }
        }
    }

    /// Writes what stands after the last source.
    ///
    /// # Errors
    /// The same.
    pub fn finish(self) -> io::Result<()> {
        match self.state {
            Written::Whole(whole) => whole.finish(self.out),
            Written::Pieces { pieces, .. } => self.out.write_all(pieces.tail.as_bytes()),
        }
    }
}
