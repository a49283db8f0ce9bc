//! Where a stretch of a paragraph stands in the source.

use std::ops::Range;

use gongkai_model::Locus;

/// A part of a paragraph that is one stretch of the source.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// First byte in the paragraph.
    pub(crate) at: usize,
    /// Bytes in the paragraph.
    pub(crate) length: usize,
    /// Where it stands.
    pub(crate) locus: Locus,
    /// Whether a line of the source begins with it.
    pub(crate) new_line: bool,
}

impl Piece {
    /// Whether the source has the same bytes, so that places can be counted in it.
    fn is_exact(&self) -> bool {
        self.locus.is_of(self.length)
    }
}

/// Places in a paragraph, asked for from front to back.
#[derive(Debug)]
pub(super) struct Places<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    /// The piece that was asked for last, the byte in it, and the characters up to there: a page may be one line.
    last: (usize, usize, u32),
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str, pieces: &'a [Piece]) -> Self {
        Self { text, pieces, last: (0, 0, 0) }
    }

    /// The words in a range as written, lines kept apart.
    pub(super) fn written(&self, range: &Range<usize>) -> String {
        let Some(words) = self.text.get(range.clone()) else { return String::new() };
        let mut written = words.to_owned();
        let breaks =
            self.pieces.iter().filter(|piece| piece.new_line && range.start < piece.at && piece.at < range.end);
        for piece in breaks.collect::<Vec<_>>().into_iter().rev() {
            written.insert(piece.at - range.start, '\n');
        }
        written
    }

    /// The place of a range.
    pub(super) fn locus(&mut self, range: &Range<usize>) -> Option<Locus> {
        let first = self.pieces.iter().rposition(|piece| piece.at <= range.start)?;
        let last = self.pieces.iter().rposition(|piece| piece.at < range.end)?.max(first);
        let begin = self.begin(first, range.start);
        let piece = &self.pieces[last];
        let end = match self.text.get(piece.at..range.end.min(piece.at + piece.length)) {
            Some(words) if piece.is_exact() => piece.locus.part(0, words),
            _ => piece.locus.clone(),
        };
        Some(begin.to(&end))
    }

    /// The place of a byte in a piece.
    fn begin(&mut self, index: usize, byte: usize) -> Locus {
        let piece = &self.pieces[index];
        let end = piece.at + piece.length;
        let Some(rest) = self.text.get(byte..end).filter(|_| piece.is_exact()) else { return piece.locus.clone() };
        let (known, from, characters) = self.last;
        let (from, characters) = if known == index && from <= byte { (from, characters) } else { (0, 0) };
        let from = from.max(piece.at);
        let characters = characters + self.text.get(from..byte).map_or(0, |words| words.chars().count()) as u32;
        self.last = (index, byte, characters);
        piece.locus.part(byte - piece.at, rest).moved(characters)
    }
}
