//! Prose in one spelling, without white space, every character with its place.

use gongkai_text::normalize::plain_chars;

/// Stands between two figures that only white space parts.
const GAP: char = '\u{1}';

/// A paragraph as the matcher sees it.
#[derive(Debug, Default)]
pub(super) struct Plain {
    pub(super) chars: Vec<char>,
    /// Byte of each character in the paragraph.
    bytes: Vec<u32>,
    /// Whether white space stands before a character.
    gaps: Vec<bool>,
    /// Bytes of the paragraph.
    length: u32,
}

impl Plain {
    pub(super) fn new(text: &str) -> Self {
        let mut plain = Self { length: text.len() as u32, ..Self::default() };
        plain.chars.reserve(text.len() / 3);
        plain.bytes.reserve(text.len() / 3);
        plain.gaps.reserve(text.len() / 3);
        let mut gap = false;
        for (byte, c) in plain_chars(text) {
            if c.is_whitespace() {
                gap = true;
                continue;
            }
            let parts_figures = gap && is_figure(c) && plain.chars.last().is_some_and(|&before| is_figure(before));
            if parts_figures {
                plain.push(GAP, byte, false);
            }
            plain.push(c, byte, gap);
            gap = false;
        }
        plain
    }

    fn push(&mut self, c: char, byte: usize, gap: bool) {
        self.chars.push(c);
        self.bytes.push(byte as u32);
        self.gaps.push(gap);
    }

    /// The character at a place; none behind the end.
    pub(super) fn at(&self, place: usize) -> Option<char> {
        self.chars.get(place).copied()
    }

    /// Whether white space stands before a character.
    pub(super) fn gap(&self, place: usize) -> bool {
        self.gaps.get(place).copied().unwrap_or(false)
    }

    /// Whether some words stand at a place.
    pub(super) fn starts_with(&self, place: usize, words: &str) -> bool {
        let mut here = self.chars[place.min(self.chars.len())..].iter();
        words.chars().all(|c| here.next() == Some(&c))
    }

    /// Whether some words stand anywhere in a stretch.
    pub(super) fn contains(&self, from: usize, to: usize, words: &str) -> bool {
        (from..to).any(|place| self.starts_with(place, words))
    }

    /// The bytes of the paragraph that a stretch of characters takes.
    pub(super) fn range(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let byte = |place: usize| self.bytes.get(place).copied().unwrap_or(self.length) as usize;
        let last = self.chars.get(to.wrapping_sub(1));
        // Behind the last character, not before the next: white space between them is none of the stretch.
        let end = if to == 0 { 0 } else { byte(to - 1) + last.map_or(0, |c| c.len_utf8()) };
        byte(from)..end
    }
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit()
}
