//! Where which properties hold: pages of 512 bytes (FKP) in the stream, and a list of them.

use std::collections::HashSet;

use gongkai_plugin::ImportError;

use crate::bytes::{long, plc, slice};

/// Bytes of a page.
const PAGE: usize = 512;
/// Stretches of a document. One of a thousand pages has some ten thousand.
const MOST: usize = 2_000_000;

/// What a page describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Characters,
    Paragraphs,
}

/// A stretch of the stream with the same properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    start: u32,
    end: u32,
    /// Where its properties lie in the stream, and how many bytes they are.
    at: u32,
    length: u16,
}

/// All stretches of one kind, in the order of the stream.
#[derive(Debug)]
pub(crate) struct Runs<'a> {
    stream: &'a [u8],
    runs: Vec<Run>,
}

/// Properties that hold from a place on, and where they end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held<'a> {
    pub(crate) end: usize,
    /// A list of changes; of a paragraph, with the number of its style before.
    pub(crate) properties: &'a [u8],
}

impl<'a> Runs<'a> {
    /// Reads the pages that a list names.
    ///
    /// # Errors
    /// [`ImportError::Unpacks`] for more stretches than a document can need.
    pub(crate) fn read(list: &[u8], stream: &'a [u8], kind: Kind) -> Result<Self, ImportError> {
        let mut runs = Vec::new();
        let mut seen = HashSet::new();
        for (.., number) in plc(list, 4) {
            let number = (long(number, 0).unwrap_or(0) & 0x3F_FFFF) as usize;
            let Some(page) = slice(stream, number * PAGE, PAGE).filter(|_| seen.insert(number)) else { continue };
            let count = usize::from(page.last().copied().unwrap_or(0));
            runs.extend((0..count).filter_map(|index| run(page, number * PAGE, index, count, kind)));
            if runs.len() > MOST {
                return Err(ImportError::Unpacks { limit: format!("more than {MOST} stretches of text") });
            }
        }
        runs.sort_by_key(|run| run.start);
        Ok(Self { stream, runs })
    }

    /// What holds at a place of the stream.
    pub(crate) fn at(&self, place: usize) -> Held<'a> {
        let next = self.runs.partition_point(|run| run.start as usize <= place);
        let run = next.checked_sub(1).and_then(|index| self.runs.get(index));
        match run.filter(|run| run.end as usize > place) {
            Some(run) => {
                let properties = slice(self.stream, run.at as usize, usize::from(run.length));
                Held { end: run.end as usize, properties: properties.unwrap_or_default() }
            }
            None => {
                let end = self.runs.get(next).map_or(usize::MAX, |run| run.start as usize);
                Held { end, properties: &[] }
            }
        }
    }
}

/// A stretch of a page that lies at a place of the stream.
fn run(page: &[u8], place: usize, index: usize, count: usize, kind: Kind) -> Option<Run> {
    let (start, end) = (long(page, 4 * index)?, long(page, 4 * index + 4)?);
    let size = if kind == Kind::Characters { 1 } else { 13 };
    let offset = 2 * usize::from(*page.get(4 * (count + 1) + size * index)?);
    let first = usize::from(*page.get(offset)?);
    let (at, length) = match kind {
        _ if offset == 0 => (0, 0),
        Kind::Characters => (offset + 1, first),
        // Counted in pairs: with the byte of the count itself, or behind a zero without.
        Kind::Paragraphs if first > 0 => (offset + 1, 2 * first - 1),
        Kind::Paragraphs => (offset + 2, 2 * usize::from(*page.get(offset + 1)?)),
    };
    let length = length.min(PAGE.saturating_sub(at));
    (start < end).then_some(Run { start, end, at: u32::try_from(place + at).ok()?, length: length as u16 })
}
