//! Pages while they are drawn: which characters and lines count, and what is counted of everything else.

use crate::page::{Glyph, Page, Rect};

/// A line is no thicker, in points; what is, is an area.
const THICKEST: f32 = 3.0;
/// A picture smaller than this on either side, in points, holds no text: an emblem, a seal.
const SMALLEST_PICTURE: f32 = 60.0;

/// A file as it is drawn, and what it says of itself.
#[derive(Debug, Default)]
pub struct Drawing {
    /// Its pages, in order.
    pub pages: Vec<DrawnPage>,
    /// Fonts that cannot be loaded; their text is not drawn.
    pub lost_fonts: usize,
    /// Name and value of each statement of the document.
    pub metadata: Vec<(&'static str, String)>,
    /// Names of files that lie inside.
    pub attachments: Vec<String>,
}

/// A page as it is drawn.
#[derive(Debug, Default)]
pub struct DrawnPage {
    /// Characters and lines.
    pub page: Page,
    /// Pictures large enough to hold text.
    pub pictures: usize,
    /// Characters that do not show.
    pub invisible: usize,
    /// Glyphs without a character; they stand as `�`.
    pub nameless: usize,
    /// Characters beyond the edges of the page, left out.
    pub outside: usize,
}

impl DrawnPage {
    /// A page on which nothing is drawn yet; width and height in points.
    pub fn blank(number: u32, (width, height): (f32, f32)) -> Self {
        Self { page: Page { number, width, height, ..Page::default() }, ..Self::default() }
    }

    /// Whether there is any text.
    pub fn has_text(&self) -> bool {
        self.page.glyphs.iter().any(|glyph| !glyph.character.is_whitespace())
    }

    /// Characters and lines drawn so far.
    pub fn kept(&self) -> usize {
        self.page.glyphs.len() + self.page.rules.len()
    }

    /// Draws a character; `\0` is a glyph whose character is not known. Beyond the page, or without a shape of its own, it is left out.
    pub fn character(&mut self, glyph: Glyph, shows: bool) {
        if !glyph.area.is_finite() || !glyph.size.is_finite() {
            self.outside += 1;
            return;
        }
        let is_blank = glyph.character.is_whitespace();
        let (x, y) = (glyph.area.middle_x(), glyph.area.middle_y());
        if !(0.0..=self.page.width).contains(&x) || !(0.0..=self.page.height).contains(&y) {
            self.outside += usize::from(!is_blank);
            return;
        }
        let character = match glyph.character {
            '\0' => {
                self.nameless += 1;
                char::REPLACEMENT_CHARACTER
            }
            // Controls and marks that have no shape of their own.
            c if c.is_control() && !is_blank || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}') => return,
            c => c,
        };
        self.invisible += usize::from(!shows && !is_blank);
        self.page.glyphs.push(Glyph { character, ..glyph });
    }

    /// Draws a side of a path as a line, given by the box between its ends and how thick it is, in points. It counts if it is thin, and
    /// level or upright.
    pub fn side(&mut self, ends: Rect, thickness: f32) {
        if thickness <= THICKEST {
            self.area(ends);
        }
    }

    /// Fills a path, given by the boxes around its parts. Parts count that are so thin that they are lines, and so do the lines
    /// between the sides of two boxes, one inside the other: so some programs draw the border of a cell.
    pub fn filled(&mut self, parts: impl IntoIterator<Item = Rect>) {
        let mut last: Option<Rect> = None;
        for part in parts {
            self.area(part);
            if let Some(outer) = last {
                self.border(outer, part);
                self.border(part, outer);
            }
            last = Some(part);
        }
    }

    /// Draws a picture; it is counted if it is large enough to hold text.
    pub fn picture(&mut self, area: Rect) {
        let large = area.width() >= SMALLEST_PICTURE && area.height() >= SMALLEST_PICTURE;
        self.pictures += usize::from(large);
    }

    /// An area, if it is so thin that it is a line.
    fn area(&mut self, area: Rect) {
        if area.is_finite() && area.width().min(area.height()) <= THICKEST {
            self.page.rules.push(area);
        }
    }

    fn border(&mut self, outer: Rect, inner: Rect) {
        let [left, top] = [inner.left - outer.left, inner.top - outer.top];
        let [right, bottom] = [outer.right - inner.right, outer.bottom - inner.bottom];
        if [left, top, right, bottom].iter().all(|side| (0.0..=THICKEST).contains(side)) {
            let Rect { left: x0, top: y0, right: x1, bottom: y1 } = outer;
            let sides = [
                (left, Rect::new(x0, y0, inner.left, y1)),
                (top, Rect::new(x0, y0, x1, inner.top)),
                (right, Rect::new(inner.right, y0, x1, y1)),
                (bottom, Rect::new(x0, inner.bottom, x1, y1)),
            ];
            sides.into_iter().filter(|(side, _)| *side > 0.0).for_each(|(_, side)| self.area(side));
        }
    }
}
