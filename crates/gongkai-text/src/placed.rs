//! Text that was laid out by places rather than by characters: pieces at coordinates, paragraphs with tabs.
//!
//! What such lines mean is the same question as for text laid out by white space, so the importer for text answers it; its places
//! are then led back to where the pieces came from.

use std::ops::Range;

use gongkai_model::{Block, Capture, Locus, Provenance};
use gongkai_plugin::{Importer as _, Limits};

use crate::TextImporter;

/// Columns of one line; what stands farther right is moved here.
const WIDEST: usize = 400;

/// One line of a piece with its place on the page, in any unit.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Number of the page.
    pub page: usize,
    /// The middle of the line.
    pub middle: f64,
    /// Where it begins.
    pub left: f64,
    /// Size of its letters.
    pub font: f64,
    /// The characters.
    pub text: String,
    /// Where they stand in the source.
    pub locus: Locus,
}

/// A text, and where each stretch of it came from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Placed {
    /// The text.
    pub text: String,
    /// Stretches of the text in order, with their places in the source.
    pub places: Vec<(Range<usize>, Locus)>,
}

impl Placed {
    /// Adds characters that stand at a place of the source.
    pub fn push(&mut self, text: &str, locus: Locus) {
        let start = self.text.len();
        self.text.push_str(text);
        self.places.push((start..self.text.len(), locus));
    }

    /// The pieces of pages as lines of text.
    pub fn lay_out(mut pieces: Vec<Piece>) -> Self {
        let font = median(pieces.iter().map(|piece| piece.font).collect());
        pieces.sort_by(|a, b| {
            let order = a.page.cmp(&b.page).then(a.middle.total_cmp(&b.middle));
            order.then(a.left.total_cmp(&b.left))
        });
        let mut placed = Self::default();
        let mut line: Vec<Piece> = Vec::new();
        for piece in pieces {
            if let Some(last) = line.last() {
                let page = last.page != piece.page;
                if page || piece.middle - last.middle > font * 0.45 {
                    placed.write(&mut line, font);
                    placed.text.push(if page { '\u{c}' } else { '\n' });
                }
            }
            line.push(piece);
        }
        placed.write(&mut line, font);
        placed
    }

    /// Writes one line: a letter takes two columns if it is Chinese, and pieces that touch are one.
    fn write(&mut self, line: &mut Vec<Piece>, font: f64) {
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
        let (mut column, mut end) = (0, f64::MIN);
        for piece in line.drain(..) {
            let wanted = ((piece.left.max(0.0) * 2.0 / font).round() as usize).min(WIDEST);
            if piece.left - end > piece.font * 0.6 {
                let gap = wanted.saturating_sub(column).max(if column > 0 { 2 } else { 0 });
                self.text.extend(std::iter::repeat_n(' ', gap));
                column += gap;
            }
            // As many bytes as before, so that parts of the piece keep their place.
            let words = piece.text.replace('\u{a0}', "  ");
            let letters: usize = words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            end = piece.left + letters as f64 * piece.font / 2.0;
            column += letters;
            self.push(&words, piece.locus);
        }
    }

    /// What the importer for text makes of the text, with places of the source. Nothing where it makes nothing of it.
    pub fn blocks(self, limits: &Limits) -> Option<Vec<Block>> {
        let capture = Capture::new(self.text, Provenance::of("page.txt"));
        let mut blocks = TextImporter.import(&capture, limits).ok()?.into_iter().next()?.blocks;
        relocate(&mut blocks, &self.places);
        Some(blocks)
    }
}

fn median(mut sizes: Vec<f64>) -> f64 {
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0).max(1.0)
}

/// Leads places in the text back to the source that the text was made of.
fn relocate(blocks: &mut [Block], places: &[(Range<usize>, Locus)]) {
    let back = |locus: &mut Locus| {
        let Some(range) = locus.text_range() else { return };
        let first = places.partition_point(|(piece, _)| piece.end <= range.start);
        let last = places.partition_point(|(piece, _)| piece.start < range.end).max(first + 1) - 1;
        let (Some((piece, from)), Some((_, to))) = (places.get(first), places.get(last)) else { return };
        let whole = first != last || (range.start <= piece.start && piece.end <= range.end);
        *locus = if whole {
            from.to(to)
        } else {
            let length = range.end.min(piece.end).saturating_sub(range.start.max(piece.start));
            from.part(range.start.saturating_sub(piece.start), &" ".repeat(length))
        };
    };
    for block in blocks {
        match block {
            Block::Heading { locus, .. } | Block::Paragraph { locus, .. } => back(locus),
            Block::Table(grid) => grid.relocate(back),
            Block::Lines(lines) => {
                lines.iter_mut().flat_map(|line| &mut line.pieces).for_each(|piece| back(&mut piece.locus));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(middle: f64, left: f64, text: &str) -> Piece {
        let locus = Locus::Paragraph { number: left as u32, more: 0, part: None };
        Piece { page: 0, middle, left, font: 16.0, text: text.into(), locus }
    }

    #[test]
    fn pieces_stand_in_lines_and_columns() {
        let pieces = vec![
            piece(100.0, 16.0, "规章"),
            piece(98.0, 96.0, "1"),
            piece(99.0, 160.0, "12"),
            piece(119.0, 160.0, "34"),
            piece(142.0, 48.0, "年某局"),
            piece(140.0, 16.0, "2021"),
        ];
        let placed = Placed::lay_out(pieces);
        let lines: Vec<&str> = placed.text.lines().collect();
        assert_eq!(lines, ["  规章      1       12", "                    34", "  2021年某局"]);
        let (range, locus) = &placed.places[1];
        assert_eq!((&placed.text[range.clone()], locus.to_string()), ("1", "¶96".into()));
    }
}
