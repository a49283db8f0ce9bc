//! The text: pieces of the stream, in the order in which they are read. A file that was saved fast has many, in any order.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use gongkai_plugin::ImportError;

use crate::bytes::{long, plc, short, slice};
use crate::sprm::of_piece;

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Number of its first character, and of the one behind its last.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Where it lies in the stream, and how many bytes a character has.
    pub(crate) at: usize,
    pub(crate) width: usize,
    /// What is changed all over it.
    change: u16,
}

/// The text of a document with all its stories.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    /// Characters, as UTF-16.
    pub(crate) units: Vec<u16>,
    pieces: Vec<Piece>,
    /// Lists of changes that pieces refer to.
    changes: Vec<&'a [u8]>,
    /// Characters that the pieces claim, and that lie beyond the end of the stream.
    pub(crate) lost: usize,
}

impl<'a> Text<'a> {
    /// Reads the table of pieces (`Clx`), and what it refers to in the stream.
    ///
    /// # Errors
    /// [`ImportError::Damaged`] where there is no such table; [`ImportError::Unpacks`] where its pieces are more than the stream.
    pub(crate) fn read(table: &'a [u8], stream: &[u8]) -> Result<Self, ImportError> {
        let mut text = Self { units: Vec::new(), pieces: Vec::new(), changes: Vec::new(), lost: 0 };
        let damaged = || ImportError::Damaged { reason: "no table of the pieces of text".into() };
        let mut rest = table;
        while let [1, ..] = rest {
            let length = usize::from(short(rest, 1).ok_or_else(damaged)?);
            text.changes.push(slice(rest, 3, length).ok_or_else(damaged)?);
            rest = rest.get(3 + length..).unwrap_or_default();
        }
        let [2, ..] = rest else { return Err(damaged()) };
        let length = long(rest, 1).ok_or_else(damaged)? as usize;
        // A table that is cut is read as far as it goes.
        let table = slice(rest, 5, length).or_else(|| rest.get(5..)).unwrap_or_default();
        let mut end = 0;
        for (from, to, piece) in plc(table, 8) {
            end = end.max(to as usize);
            // Behind a hole everything would have another number.
            if text.units.len() == from as usize {
                text.add(to.saturating_sub(from) as usize, piece, stream)?;
            }
        }
        text.lost = end - text.units.len().min(end);
        if text.units.is_empty() { Err(damaged()) } else { Ok(text) }
    }

    /// Adds a piece of so many characters, or what there is of it.
    fn add(&mut self, length: usize, piece: &[u8], stream: &[u8]) -> Result<(), ImportError> {
        let place = long(piece, 2).unwrap_or(0);
        let is_narrow = place & 0x4000_0000 != 0;
        let place = (place & 0x3FFF_FFFF) as usize;
        let (at, width) = if is_narrow { (place / 2, 1) } else { (place, 2) };
        let there = stream.len().saturating_sub(at) / width;
        let bytes = slice(stream, at, there.min(length) * width).unwrap_or_default();
        if self.units.len() + bytes.len() / width > stream.len() {
            return Err(ImportError::Unpacks { limit: "pieces of text that are more than the file".into() });
        }
        let start = self.units.len();
        match is_narrow {
            true => self.units.extend(WINDOWS_1252.decode_without_bom_handling(bytes).0.encode_utf16()),
            false => self.units.extend(bytes.chunks_exact(2).filter_map(|pair| short(pair, 0))),
        }
        let change = short(piece, 6).unwrap_or(0);
        if self.units.len() > start {
            self.pieces.push(Piece { start, end: self.units.len(), at, width, change });
        }
        Ok(())
    }

    /// The pieces from a character on up to another, cut to these.
    pub(crate) fn pieces(&self, start: usize, end: usize) -> impl Iterator<Item = Piece> {
        let first = self.pieces.partition_point(|piece| piece.end <= start);
        let pieces = self.pieces.get(first..).unwrap_or_default().iter();
        pieces.take_while(move |piece| piece.start.max(start) < end).map(move |piece| {
            let cut = start.max(piece.start);
            let at = piece.at + (cut - piece.start) * piece.width;
            Piece { start: cut, end: end.min(piece.end), at, ..*piece }
        })
    }

    /// The piece of a character.
    pub(crate) fn piece(&self, number: usize) -> Option<Piece> {
        self.pieces(number, number + 1).next()
    }

    /// What is changed all over a piece: a list of changes.
    pub(crate) fn changes(&self, piece: &Piece) -> Cow<'a, [u8]> {
        let [low, value] = piece.change.to_le_bytes();
        if low & 1 != 0 {
            return self.changes.get(usize::from(piece.change >> 1)).copied().unwrap_or_default().into();
        }
        let Some(code) = of_piece(low >> 1) else { return Cow::default() };
        let [low, high] = code.to_le_bytes();
        vec![low, high, value].into()
    }
}
