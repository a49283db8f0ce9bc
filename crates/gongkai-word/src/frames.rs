//! Pages made of frames, as converters from PDF write them: each word or line in a box at a place of its own.

use gongkai_model::Locus;
use gongkai_text::placed::Piece;

use crate::flow::{Frame, Item};

/// Fewer frames are decoration.
const FEWEST: usize = 20;
/// Points of letters whose size is not known.
const FONT: f64 = 12.0;
/// A frame that stands so far above the lowest one before it, in points, begins a page.
const PAGE: f64 = 300.0;
/// One that stands only so far above begins a page where something stands already.
const LINE: f64 = 60.0;

/// What a body is made of once its frames are looked at.
pub(crate) enum Body {
    /// Pieces in the order of the file.
    Items(Vec<Item>),
    /// Pieces in the order of the file, and before them those of frames by their places.
    Placed(Vec<Piece>, Vec<Item>),
}

/// Decides whether the frames are the document, and gives their lines places and pages.
pub(crate) fn laid_out(items: Vec<Item>) -> Body {
    let frames = items.iter().filter(|item| matches!(item, Item::Frame(_, inside) if !inside.is_empty())).count();
    if frames < FEWEST {
        return Body::Items(items);
    }
    let (framed, all) = items.iter().fold((0, 0), |(framed, all), item| {
        let letters = letters(item);
        (framed + if matches!(item, Item::Frame(..)) { letters } else { 0 }, all + letters)
    });
    if framed * 2 < all {
        return Body::Items(items);
    }
    let mut pages = Pages::default();
    let (mut pieces, mut others) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            Item::Frame(frame, inside) if inside.iter().all(|item| matches!(item, Item::Text(..))) => {
                pieces.extend(pages.pieces(frame, &inside));
            }
            item => others.push(item),
        }
    }
    Body::Placed(pieces, others)
}

fn letters(item: &Item) -> usize {
    match item {
        Item::Text(paragraph, _) => paragraph.text.len(),
        Item::Frame(_, items) => items.iter().map(letters).sum(),
        Item::Table(table) => table.shown().map(|(.., cell)| cell.text().len()).sum(),
    }
}

/// Tells pages apart by where frames stand, since nothing else does: a page begins where they begin again at the top.
#[derive(Debug, Default)]
struct Pages {
    number: usize,
    lowest: f64,
    /// Boxes of the page: left, top, right.
    taken: Vec<(f64, f64, f64)>,
}

/// Boxes of a page that are compared.
const COMPARED: usize = 2_000;

impl Pages {
    fn pieces(&mut self, frame: Frame, items: &[Item]) -> Vec<Piece> {
        let mut lines: Vec<(String, f64, Locus)> = Vec::new();
        for item in items {
            let Item::Text(paragraph, number) = item else { continue };
            let locus = Locus::Paragraph { number: *number, more: 0, part: None };
            let font = if paragraph.font > 0.0 { paragraph.font } else { FONT };
            let whole = &paragraph.text;
            for line in whole.split('\n').filter(|line| !line.trim().is_empty()) {
                let offset = line.as_ptr() as usize - whole.as_ptr() as usize;
                let locus = if line.len() == whole.len() { locus.clone() } else { locus.part(offset, line) };
                lines.push((line.to_owned(), font, locus));
            }
        }
        let widest = lines.iter().map(|(line, font, _)| line.chars().count() as f64 * font / 2.0);
        let right = frame.left + widest.fold(0.0, f64::max);
        self.turn(frame, right);
        let count = lines.len().max(1) as f64;
        let pieces = lines.into_iter().enumerate().map(|(number, (text, font, locus))| {
            let height = if frame.height > 0.0 { frame.height / count } else { font * 1.3 };
            let middle = frame.top + (number as f64 + 0.5) * height;
            Piece { page: self.number, middle, left: frame.left, font, text, locus }
        });
        pieces.collect()
    }

    fn turn(&mut self, frame: Frame, right: f64) {
        let above = self.lowest - frame.top;
        let near =
            |&(left, top, end): &(f64, f64, f64)| (top - frame.top).abs() < 4.0 && left < right && frame.left < end;
        if above > PAGE || (above > LINE && self.taken.iter().take(COMPARED).any(near)) {
            self.number += 1;
            self.lowest = frame.top;
            self.taken.clear();
        }
        self.lowest = self.lowest.max(frame.top);
        self.taken.push((frame.left, frame.top, right));
    }
}
