//! Prose in one spelling, without white space, every character with its place.

use gongkai_text::normalize::plain_chars;

/// Stands between two figures that only white space parts.
const GAP: char = '\u{1}';

/// What a character may be to the outline, as a set: most are nothing, and passed over at a glance.
pub(super) mod kind {
    /// White space stands before it.
    pub(in super::super) const GAP: u8 = 1;
    /// A digit or a Chinese numeral.
    pub(in super::super) const NUMERAL: u8 = 1 << 1;
    /// Ends a sentence.
    pub(in super::super) const STOP: u8 = 1 << 2;
    /// May part clauses.
    pub(in super::super) const PARTS: u8 = 1 << 3;
    /// Opens a bracket.
    pub(in super::super) const OPENS: u8 = 1 << 4;
    /// Says that there is none, or begins or ends a word for a time.
    pub(in super::super) const WORD: u8 = 1 << 5;

    pub(super) fn of(c: char) -> u8 {
        match c {
            '0'..='9' => NUMERAL,
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '零' | '两' => {
                NUMERAL
            }
            '。' | '!' | '?' => STOP | PARTS,
            '(' => OPENS | PARTS,
            ',' | ';' | ':' | ')' | '、' => PARTS,
            '未' | '无' | '没' | '均' | '季' | '年' | '月' => WORD,
            _ => 0,
        }
    }
}

/// A paragraph as the matcher sees it.
#[derive(Debug, Default)]
pub(super) struct Plain {
    pub(super) chars: Vec<char>,
    /// Byte of each character in the paragraph, and what it may be.
    places: Vec<(u32, u8)>,
    /// Bytes of the paragraph.
    length: u32,
}

impl Plain {
    pub(super) fn new(text: &str) -> Self {
        let mut plain = Self { length: text.len() as u32, ..Self::default() };
        let characters = text.chars().count();
        plain.chars.reserve(characters);
        plain.places.reserve(characters);
        let mut gap = false;
        for (byte, c) in plain_chars(text) {
            // No white space of one spelling stands behind the punctuation of Chinese.
            if c < '\u{3000}' && c.is_whitespace() {
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
        self.places.push((byte as u32, kind::of(c) | if gap { kind::GAP } else { 0 }));
    }

    /// The character at a place; none behind the end.
    pub(super) fn at(&self, place: usize) -> Option<char> {
        self.chars.get(place).copied()
    }

    /// Whether white space stands before a character.
    pub(super) fn gap(&self, place: usize) -> bool {
        self.is(place, kind::GAP)
    }

    /// Whether a character is one of some kinds.
    pub(super) fn is(&self, place: usize, kinds: u8) -> bool {
        self.places.get(place).is_some_and(|(_, kind)| kind & kinds != 0)
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
        let byte = |place: usize| self.places.get(place).map_or(self.length, |(byte, _)| *byte) as usize;
        let last = self.chars.get(to.wrapping_sub(1));
        // Behind the last character, not before the next: white space between them is none of the stretch.
        let end = if to == 0 { 0 } else { byte(to - 1) + last.map_or(0, |c| c.len_utf8()) };
        byte(from)..end
    }
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit()
}
