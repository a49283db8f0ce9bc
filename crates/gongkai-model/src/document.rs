//! Structure without meaning: what importers produce.

use serde::Serialize;

use crate::{Diagnostic, Grid, Locus};

/// A document as its container gives it: blocks in reading order, and what the container says about itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Document {
    /// The file inside a packed source that the document was read from (`附件/年报.docx`, `内.zip!/年报.docx` in a package of
    /// a package). Absent: the source itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// What the container declares about the document (title, author, publication date …), not yet believed.
    pub metadata: Vec<Metadatum>,
    /// The content in reading order.
    pub blocks: Vec<Block>,
    /// What was odd about the container: charset, control characters, limits.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// The name of what was read: the source, or `source!/member` where it was packed.
    pub fn name(&self, source: &str) -> String {
        self.member.as_ref().map_or_else(|| source.to_owned(), |member| format!("{source}!/{member}"))
    }
}

/// A statement of the container about the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Metadatum {
    /// Name as the container has it, lower case (`title`, `pubdate`, `contentsource` …).
    pub name: String,
    /// Value as the container has it.
    pub value: String,
    /// Where it stands.
    pub locus: Locus,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// A line that the source marks as a heading (by `#`, by bold, by a heading element).
    Heading {
        /// Level as marked, from 1.
        level: u8,
        /// Text without marks.
        text: String,
        /// Where the text stands.
        locus: Locus,
    },
    /// Running text: one line of the source, or one paragraph where the container knows paragraphs.
    Paragraph {
        /// Text without marks.
        text: String,
        /// Where the text stands.
        locus: Locus,
    },
    /// A table whose cells the source separates.
    Table(Grid),
    /// Lines whose pieces stand apart only by white space; whether they are a table is for the reader to say.
    Lines(Vec<Line>),
}

/// One line of text laid out in columns.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Line {
    /// The pieces between white space, left to right.
    pub pieces: Vec<Piece>,
    /// Number of the page the line stands on, from 0, where the source marks page breaks.
    pub page: u32,
}

/// A run of characters without white space, and where it stands on its line.
///
/// Both measures are kept since tools differ: `pdftotext -layout` counts characters, terminal browsers count columns
/// (a Chinese character takes two).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// Characters before the piece on its line.
    pub chars: u32,
    /// Terminal columns before the piece on its line.
    pub columns: u32,
    /// Where it stands.
    pub locus: Locus,
}

impl Piece {
    /// The part of the piece before a byte of its text.
    #[must_use]
    pub fn before(&self, byte: usize) -> Self {
        let text = self.text[..byte].to_owned();
        let locus = self.locus.part(0, &text);
        Self { text, locus, ..*self }
    }

    /// The part of the piece from a byte of its text on.
    #[must_use]
    pub fn behind(&self, byte: usize) -> Self {
        let (head, text) = self.text.split_at(byte);
        let locus = self.locus.part(head.len(), text).after(head);
        let chars = self.chars + head.chars().count() as u32;
        let columns = self.columns + head.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u32>();
        Self { text: text.to_owned(), chars, columns, locus }
    }
}
