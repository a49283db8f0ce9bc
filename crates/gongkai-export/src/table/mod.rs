//! Tables of typed cells, a row at a time: CSV, JSON Lines, workbooks and Parquet. Memory is bounded whatever the number of rows.

mod csv;
mod jsonl;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod xlsx;

use std::borrow::Cow;
use std::io::{self, Write};

use gongkai_model::{Decimal, Language};

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    /// Words.
    Text,
    /// A count or a year.
    Integer,
    /// An exact decimal.
    Number,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Name, as programs use it.
    pub(crate) name: Cow<'static, str>,
    /// What it holds.
    pub(crate) kind: Type,
    /// Width in a workbook, in characters.
    pub(crate) width: f64,
    /// What it is, Chinese and English.
    pub(crate) about: (String, String),
}

impl Column {
    /// A column that data of the program describe.
    pub(crate) fn new(name: &'static str, kind: Type, width: f64, about: (&str, &str)) -> Self {
        Self { name: name.into(), kind, width, about: (about.0.into(), about.1.into()) }
    }
}

/// A cell of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words; never empty ones.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// An exact decimal.
    Number(Decimal),
}

impl<'a> Cell<'a> {
    /// Words, or nothing where there are none.
    pub(crate) fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A number, or nothing.
    pub(crate) fn number(number: Option<Decimal>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

/// Writes a table.
pub(crate) trait Table {
    /// Takes a row: as many cells as there are columns.
    ///
    /// # Errors
    /// What `out` gives, or what the format cannot hold.
    fn row(&mut self, out: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()>;

    /// Writes what is left after the last row.
    ///
    /// # Errors
    /// The same.
    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()>;
}

/// How a table is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    /// Language of what people see: the name of the sheet, errors.
    pub(crate) language: Language,
    /// Begin CSV with a byte order mark.
    pub(crate) bom: bool,
    /// Name of the sheet, Chinese and English.
    pub(crate) sheet: (&'static str, &'static str),
    /// Columns at the left that stay in sight.
    pub(crate) frozen: u16,
}

/// Begins a table.
pub(crate) type Start = fn(&mut dyn Write, Vec<Column>, &Options) -> io::Result<Box<dyn Table>>;

pub(crate) use self::csv::start as csv;
pub(crate) use self::jsonl::start as jsonl;
pub(crate) use self::xlsx::start as xlsx;
