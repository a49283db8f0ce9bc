//! A page turned so that its text runs left to right, and the way back to the page as it is shown.

use gongkai_model::Locus;

use crate::page::{Glyph, Page, Rect, Turn};

/// How a page was turned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    page: u32,
    width: f32,
    height: f32,
    turn: Turn,
}

impl Frame {
    /// The frame in which most text of a page runs left to right.
    pub(crate) fn of(page: &Page) -> Self {
        let count = |turn: Turn| page.glyphs.iter().filter(|glyph| glyph.turn == turn).count();
        let turns = [Turn::Upright, Turn::Right, Turn::Over, Turn::Left];
        let most = turns.into_iter().rev().max_by_key(|&turn| count(turn)).unwrap_or_default();
        Self { page: page.number, width: page.width, height: page.height, turn: most }
    }

    /// Number of the page.
    pub(crate) fn number(&self) -> u32 {
        self.page
    }

    /// Width and height of the page in this frame.
    pub(crate) fn size(&self) -> (f32, f32) {
        match self.turn {
            Turn::Right | Turn::Left => (self.height, self.width),
            _ => (self.width, self.height),
        }
    }

    /// A box of the page, in this frame.
    pub(crate) fn enter(&self, area: Rect) -> Rect {
        let Rect { left, top, right, bottom } = area;
        match self.turn {
            Turn::Upright | Turn::Skew => area,
            Turn::Right => Rect::new(top, self.width - right, bottom, self.width - left),
            Turn::Over => Rect::new(self.width - right, self.height - bottom, self.width - left, self.height - top),
            Turn::Left => Rect::new(self.height - bottom, left, self.height - top, right),
        }
    }

    /// A box of this frame, on the page as it is shown.
    pub(crate) fn leave(&self, area: Rect) -> Rect {
        let Rect { left, top, right, bottom } = area;
        match self.turn {
            Turn::Upright | Turn::Skew => area,
            Turn::Right => Rect::new(self.width - bottom, left, self.width - top, right),
            Turn::Over => Rect::new(self.width - right, self.height - bottom, self.width - left, self.height - top),
            Turn::Left => Rect::new(top, self.height - right, bottom, self.height - left),
        }
    }

    /// A character of the page, in this frame.
    pub(crate) fn glyph(&self, glyph: &Glyph) -> Glyph {
        // Which other way text runs is asked of the page, not of the frame.
        let turn = if glyph.turn == self.turn { Turn::Upright } else { Turn::Skew };
        Glyph { area: self.enter(glyph.area), turn, ..*glyph }
    }

    /// The place of a box of this frame.
    pub(crate) fn locus(&self, area: Rect) -> Locus {
        // Ten times a page of a few thousand points: far below what a f32 counts exactly; `as` cuts off what lies outside.
        let Rect { left, top, right, bottom } = self.leave(area);
        let [left, top, right, bottom] = [left, top, right, bottom].map(|edge| (edge * 10.0).round() as u32);
        Locus::Page { page: self.page, left, top, right, bottom, part: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_come_back() {
        let glyph = |turn| Glyph {
            character: '甲',
            area: Rect::new(10.0, 20.0, 40.0, 35.0),
            size: 10.0,
            turn,
            drawn: 0,
            in_piece: true,
        };
        for turn in [Turn::Upright, Turn::Right, Turn::Over, Turn::Left] {
            let page = Page { number: 1, width: 600.0, height: 800.0, glyphs: vec![glyph(turn)], rules: Vec::new() };
            let frame = Frame::of(&page);
            let inside = frame.glyph(&page.glyphs[0]);
            assert_eq!(inside.turn, Turn::Upright);
            assert_eq!(frame.locus(inside.area).to_string(), "p1(10.0,20.0)-(40.0,35.0)", "{turn:?}");
        }
        // Text that runs down the page: what stands further down comes later, what stands further right comes first.
        let page = Page { number: 1, width: 600.0, height: 800.0, glyphs: vec![glyph(Turn::Right)], rules: Vec::new() };
        let frame = Frame::of(&page);
        assert_eq!(frame.enter(Rect::new(500.0, 100.0, 510.0, 110.0)), Rect::new(100.0, 90.0, 110.0, 100.0));
    }
}
