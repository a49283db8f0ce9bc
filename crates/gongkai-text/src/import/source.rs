//! The decoded text by lines, and places in it.

use std::cell::Cell;

use gongkai_model::Locus;
use unicode_width::UnicodeWidthChar;

/// Decoded text cut into lines at `\n`, `\r\n`, `\r` and form feeds.
#[derive(Debug)]
pub(super) struct Source<'a> {
    text: &'a str,
    lines: Vec<Span>,
    /// The place asked for last: the line, the byte in it, and the characters before that.
    last: Cell<(usize, usize, u32)>,
}

/// A line: its bytes without line end, its number in the file, its page.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: u32,
    end: u32,
    number: u32,
    page: u32,
    column: u32,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut lines = Vec::new();
        let (mut start, mut number, mut page, mut column) = (0usize, 1u32, 0u32, 0u32);
        let bytes = text.as_bytes();
        let is_end = |b: &u8| matches!(b, b'\n' | b'\r' | 0x0C);
        while start <= bytes.len() {
            let at = bytes[start..].iter().position(is_end).map_or(bytes.len(), |length| start + length);
            let byte = bytes.get(at).copied();
            lines.push(Span { start: start as u32, end: at as u32, number, page, column });
            if byte == Some(0x0C) {
                // A form feed begins a page, not a line, in the numbering that editors show.
                page += 1;
                column += text[start..at].chars().count() as u32 + 1;
            } else {
                number += 1;
                column = 0;
            }
            start = at + if byte == Some(b'\r') && bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
        }
        Self { text, lines, last: Cell::default() }
    }

    /// Number of lines.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The characters of a line.
    pub(super) fn line(&self, index: usize) -> &'a str {
        let span = self.lines[index];
        &self.text[span.start as usize..span.end as usize]
    }

    /// The page a line stands on.
    pub(super) fn page(&self, index: usize) -> u32 {
        self.lines[index].page
    }

    /// The text of some lines with the ends between them, and where it begins in the whole text.
    pub(super) fn lines(&self, start: usize, end: usize) -> (&'a str, usize) {
        let from = self.lines[start].start as usize;
        let to = self.lines[end.max(start + 1) - 1].end as usize;
        (&self.text[from..to], from)
    }

    /// The place of some bytes of the text.
    pub(super) fn locus_at(&self, range: std::ops::Range<usize>) -> Locus {
        let index = self.lines.partition_point(|span| span.start as usize <= range.start).saturating_sub(1);
        let span = self.lines[index];
        let before = self.text.get(span.start as usize..range.start).unwrap_or_default();
        let column = before.chars().count() as u32 + 1 + span.column;
        Locus::Text { line: span.number, column, start: range.start as u32, end: range.end as u32 }
    }

    /// Characters of a line before a byte. The cells of a row are asked for one after the other.
    fn characters(&self, index: usize, offset: usize) -> u32 {
        let (from, characters) = match self.last.get() {
            (last, from, characters) if last == index && from <= offset => (from, characters),
            _ => (0, 0),
        };
        let characters = characters + self.line(index)[from..offset].chars().count() as u32;
        self.last.set((index, offset, characters));
        characters
    }

    /// The place of `part`, which must be a slice of the line.
    pub(super) fn locus(&self, index: usize, part: &str) -> Locus {
        let span = self.lines[index];
        let line = self.line(index);
        let offset = (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize).min(line.len());
        let column = self.characters(index, offset) + 1 + span.column;
        let start = span.start + offset as u32;
        Locus::Text { line: span.number, column, start, end: start + part.len() as u32 }
    }
}

/// Terminal columns that a character takes.
pub(super) fn width(c: char) -> u32 {
    if c == '\t' { 1 } else { c.width().unwrap_or(0) as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_pages_and_places() {
        let source = Source::new("甲\r\n乙丙\u{0C}丁\n\n");
        let lines: Vec<_> = (0..source.len()).map(|i| (source.line(i), source.page(i))).collect();
        assert_eq!(lines, [("甲", 0), ("乙丙", 0), ("丁", 1), ("", 1), ("", 1)]);
        let line = source.line(1);
        assert_eq!(source.locus(1, &line[3..]), Locus::Text { line: 2, column: 2, start: 8, end: 11 });
        assert_eq!(source.locus(2, source.line(2)).to_string(), "2:4");
        assert_eq!(source.lines(1, 3), ("乙丙\u{0C}丁", 5));
        assert_eq!(source.locus_at(8..11), source.locus(1, &line[3..]));
    }
}
