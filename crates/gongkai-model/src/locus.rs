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
    /// Neighbouring nodes of an HTML page. Parsers of HTML keep no byte offsets, so a place is the way to a node: child
    /// indexes from the document down, comments and white space counted as a parser of HTML5 sees them.
    Node {
        /// The way to the first of the nodes. Below a text that holds a page of its own it goes on in that page.
        path: Vec<u32>,
        /// Siblings after the first node that belong to the place.
        more: u32,
        /// First byte and byte after the last one that are meant of the text of these nodes; absent: all of it.
        part: Option<(u32, u32)>,
    },
}

impl Locus {
    /// The line the place begins on, where the source has lines.
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::Text { line, .. } => Some(*line),
            Self::Node { .. } => None,
        }
    }

    /// The byte range in the decoded text, where the source is text.
    pub fn text_range(&self) -> Option<std::ops::Range<usize>> {
        match self {
            Self::Text { start, end, .. } => Some(*start as usize..*end as usize),
            Self::Node { .. } => None,
        }
    }

    /// Whether a text of so many bytes stands here as it was imported, so that places can be counted in it.
    pub fn is_of(&self, length: usize) -> bool {
        match self {
            Self::Text { start, end, .. } => end.saturating_sub(*start) as usize == length,
            Self::Node { part, .. } => part.is_none_or(|(start, end)| end.saturating_sub(start) as usize == length),
        }
    }

    /// The place of a whole node of an HTML page.
    #[must_use]
    pub fn node(path: impl Into<Vec<u32>>) -> Self {
        Self::Node { path: path.into(), more: 0, part: None }
    }

    /// The place of a part of the text that stands at this place: `offset` bytes into it, as long as `part`.
    #[must_use]
    pub fn part(&self, offset: usize, part: &str) -> Self {
        match self {
            Self::Text { line, column, start, .. } => {
                let start = start + offset as u32;
                Self::Text { line: *line, column: *column, start, end: start + part.len() as u32 }
            }
            Self::Node { path, more, part: before } => {
                let start = before.map_or(0, |(start, _)| start) + offset as u32;
                Self::Node { path: path.clone(), more: *more, part: Some((start, start + part.len() as u32)) }
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
            Self::Node { .. } => self.clone(),
        }
    }

    /// One place that begins where `self` begins and ends where `other` ends.
    #[must_use]
    pub fn to(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Text { line, column, start, .. }, Self::Text { end, .. }) => {
                Self::Text { line: *line, column: *column, start: *start, end: (*end).max(*start) }
            }
            (Self::Node { path, more, part }, Self::Node { path: other, more: others, part: last }) => {
                if path == other && more == others {
                    let part = part.zip(*last).map(|((start, _), (_, end))| (start, end.max(start)));
                    return Self::Node { path: path.clone(), more: *more, part };
                }
                around((path, *more), (other, *others))
            }
            // Places of different sorts do not meet in one source.
            _ => self.clone(),
        }
    }
}

/// The neighbouring nodes that hold two runs of nodes, each given by the way to its first node and the number of others.
fn around((first, more): (&[u32], u32), (last, others): (&[u32], u32)) -> Locus {
    let shared = first.iter().zip(last).take_while(|(a, b)| a == b).count();
    let (Some(&from), Some(&to)) = (first.get(shared), last.get(shared)) else {
        // One is inside the other.
        let (outer, more) = if first.len() <= last.len() { (first, more) } else { (last, others) };
        return Locus::Node { path: outer.to_vec(), more, part: None };
    };
    let end = |path: &[u32], index: u32, more: u32| index + if path.len() == shared + 1 { more } else { 0 };
    let start = from.min(to);
    let end = end(first, from, more).max(end(last, to, others));
    let path = [&first[..shared], &[start]].concat();
    Locus::Node { path, more: end - start, part: None }
}

/// `57:12` for text: line and column. `/1/1/0/3` for nodes of a page, `/1/1/0/3-5` for neighbours, `[6..8]` behind it for a
/// part of their text.
impl fmt::Display for Locus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { line, column, .. } => write!(f, "{line}:{column}"),
            Self::Node { path, more, part } => {
                if path.is_empty() {
                    f.write_str("/")?;
                }
                path.iter().try_for_each(|index| write!(f, "/{index}"))?;
                if let (1.., Some(last)) = (*more, path.last()) {
                    write!(f, "-{}", last + more)?;
                }
                part.map_or(Ok(()), |(start, end)| write!(f, "[{start}..{end}]"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(path: &[u32]) -> Locus {
        Locus::node(path)
    }

    #[test]
    fn nodes_join_to_their_neighbourhood() {
        for (first, last, expected) in [
            (node(&[1, 2, 0]), node(&[1, 2, 6]), "/1/2/0-6"),
            (node(&[1, 2, 0]), node(&[1, 5, 6]), "/1/2-5"),
            (node(&[1, 2]), node(&[1, 2, 6]), "/1/2"),
            (node(&[1, 4]), node(&[1, 2]), "/1/2-4"),
            (node(&[1, 2]).to(&node(&[1, 4])), node(&[1, 3, 9]), "/1/2-4"),
            (node(&[1]).part(3, "甲"), node(&[1]).part(9, "乙丙"), "/1[3..15]"),
        ] {
            assert_eq!(first.to(&last).to_string(), expected);
        }
        assert_eq!(node(&[1]).part(3, "甲乙").part(3, "乙").to_string(), "/1[6..9]");
    }
}
