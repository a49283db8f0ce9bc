//! The head of a document (FIB): which stream holds the tables, how long each story is, and where every table lies.

use gongkai_plugin::ImportError;

use crate::bytes::{long, short, slice};

/// Begins a document of Word, and of its versions 2 to 95.
const WORD: u16 = 0xA5EC;
const OLD: &[u16] = &[0xA5DC, 0xA5DB, 0xA59B, 0xA59C, 0xA699, 0xA697];
/// The first version with tables as they are read here: Word 97.
const FIRST_VERSION: u16 = 0x00C0;
/// Where the lengths of the stories and the places of the tables begin.
const LENGTHS: usize = 64;
const PLACES: usize = 154;

/// A table of a document, by its number among them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Table {
    Styles = 1,
    FootnoteMarks = 2,
    FootnoteTexts = 3,
    Characters = 12,
    Paragraphs = 13,
    Fonts = 15,
    Pieces = 33,
    Shapes = 40,
    EndnoteMarks = 46,
    EndnoteTexts = 47,
    Drawings = 50,
    Boxes = 56,
    Lists = 73,
    ListUses = 74,
}

/// The stories that are read, by the places at which they begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Story {
    Main,
    Footnotes,
    Endnotes,
    Boxes,
}

/// The head of a document.
#[derive(Debug)]
pub(crate) struct Fib<'a> {
    bytes: &'a [u8],
}

impl<'a> Fib<'a> {
    /// The head at the beginning of the stream of a document.
    ///
    /// # Errors
    /// [`ImportError::UnknownFormat`] for versions before Word 97, [`ImportError::Encrypted`], [`ImportError::Damaged`].
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, ImportError> {
        let damaged = |reason: &str| ImportError::Damaged { reason: reason.into() };
        let mark = short(bytes, 0).ok_or_else(|| damaged("WordDocument is empty"))?;
        let version = short(bytes, 2).unwrap_or(0);
        if OLD.contains(&mark) || (mark == WORD && version < FIRST_VERSION) {
            return Err(ImportError::UnknownFormat { format: "DOC (Word 2–95)".into() });
        }
        if mark != WORD {
            return Err(damaged("WordDocument does not begin as one"));
        }
        let flags = short(bytes, 10).unwrap_or(0);
        if flags & 0x0100 != 0 {
            return Err(ImportError::Encrypted);
        }
        if bytes.len() < PLACES {
            return Err(damaged("WordDocument stops in its head"));
        }
        Ok(Self { bytes })
    }

    /// Name of the stream with the tables.
    pub(crate) fn table_stream(&self) -> &'static str {
        if short(self.bytes, 10).unwrap_or(0) & 0x0200 != 0 { "1Table" } else { "0Table" }
    }

    /// A table, out of the stream with the tables; empty where there is none.
    pub(crate) fn table<'t>(&self, table: Table, stream: &'t [u8]) -> &'t [u8] {
        let (start, length) = self.place(table);
        slice(stream, start, length).unwrap_or_default()
    }

    /// What lies behind a table.
    pub(crate) fn behind<'t>(&self, table: Table, stream: &'t [u8]) -> &'t [u8] {
        let (start, length) = self.place(table);
        stream.get(start.saturating_add(length)..).unwrap_or_default()
    }

    fn place(&self, table: Table) -> (usize, usize) {
        let number = table as usize;
        let known = usize::from(short(self.bytes, PLACES - 2).unwrap_or(0));
        let at = |at: usize| long(self.bytes, at).filter(|_| number < known).unwrap_or(0) as usize;
        (at(PLACES + 8 * number), at(PLACES + 8 * number + 4))
    }

    /// Where a story begins and ends among all characters.
    pub(crate) fn story(&self, story: Story) -> (usize, usize) {
        // Main text, footnotes, headers, macros, comments, endnotes, boxes.
        let length = |number: usize| long(self.bytes, LENGTHS + 12 + 4 * number).unwrap_or(0) as usize;
        let number = match story {
            Story::Main => 0,
            Story::Footnotes => 1,
            Story::Endnotes => 5,
            Story::Boxes => 6,
        };
        let start = (0..number).map(length).fold(0, usize::saturating_add);
        (start, start.saturating_add(length(number)))
    }
}
