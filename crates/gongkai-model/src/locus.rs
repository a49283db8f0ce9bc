//! Where something stands in the source.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place in a source, exact enough for a person to find it and for a program to go back to it.
///
/// Only renderers look inside; everybody else carries it along.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Locus {
    /// A range of a text file. `start..end` are byte offsets into the text decoded to UTF-8, without byte order mark;
    /// `line` and `column` count from 1, columns in characters.
    Text {
        /// Line number, from 1.
        line: u32,
        /// Character within the line, from 1.
        column: u32,
        /// First byte in the decoded text.
        start: u32,
        /// Byte after the last one in the decoded text.
        end: u32,
    },
}

impl Locus {
    /// The line the place begins on, where the source has lines.
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::Text { line, .. } => Some(*line),
        }
    }

    /// The byte range in the decoded text, where the source is text.
    pub fn text_range(&self) -> Option<std::ops::Range<usize>> {
        match self {
            Self::Text { start, end, .. } => Some(*start as usize..*end as usize),
        }
    }

    /// The place of a part of the text that stands at this place: `offset` bytes into it, as long as `part`.
    #[must_use]
    pub fn part(&self, offset: usize, part: &str) -> Self {
        match self {
            Self::Text { line, column, start, .. } => {
                let start = start + offset as u32;
                Self::Text { line: *line, column: *column, start, end: start + part.len() as u32 }
            }
        }
    }

    /// The same place, with the column moved behind some characters of the same line.
    #[must_use]
    pub fn after(&self, characters: &str) -> Self {
        self.moved(characters.chars().count() as u32)
    }

    /// The same place, with the column moved by a number of characters on the same line.
    #[must_use]
    pub fn moved(&self, characters: u32) -> Self {
        match self {
            Self::Text { line, column, start, end } => {
                Self::Text { line: *line, column: column + characters, start: *start, end: *end }
            }
        }
    }

    /// One place that begins where `self` begins and ends where `other` ends.
    #[must_use]
    pub fn to(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Text { line, column, start, .. }, Self::Text { end, .. }) => {
                Self::Text { line: *line, column: *column, start: *start, end: (*end).max(*start) }
            }
        }
    }
}

/// `57:12` for text: line and column.
impl fmt::Display for Locus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { line, column, .. } => write!(f, "{line}:{column}"),
        }
    }
}
