//! One page: which characters stand in tables, and the lines of all others.

use crate::frame::Frame;
use crate::lines::{Line, lines};
use crate::page::{Glyph, Page, Rect, Turn};
use crate::ruled::Lattice;
use crate::rules::nets;
use crate::runs::{Run, once, runs};
use crate::table::Table;

/// What stands on a page, from top to bottom.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) frame: Frame,
    pub(crate) items: Vec<Item>,
    /// The page has too many drawn lines for tables to be looked for.
    pub(crate) too_many_rules: bool,
}

/// A line of text or a table.
#[derive(Debug)]
pub(crate) enum Item {
    Line(Line),
    Table(Table),
}

impl Item {
    pub(crate) fn area(&self) -> Rect {
        match self {
            Self::Line(line) => line.area,
            Self::Table(table) => table.area,
        }
    }
}

/// Takes a page apart.
pub(crate) fn content(page: &Page) -> Content {
    let frame = Frame::of(page);
    let glyphs = once(page.glyphs.iter().map(|glyph| frame.glyph(glyph)));
    let rules: Vec<Rect> = page.rules.iter().map(|rule| frame.enter(*rule)).collect();
    let nets = nets(&rules);
    let too_many_rules = nets.is_none();
    let mut lattices: Vec<Lattice> = nets.iter().flatten().filter_map(Lattice::of).collect();
    // From the inside out, so that text belongs to the innermost table.
    let size = |lattice: &Lattice| lattice.area().width() * lattice.area().height();
    lattices.sort_by(|a, b| size(a).total_cmp(&size(b)));

    let mut free = runs(&glyphs);
    let (mut turned, aside) = turned_lines(page, frame);
    let mut tables: Vec<Table> = Vec::new();
    for lattice in lattices {
        let area = lattice.area();
        if tables.iter().any(|table| lattice.frames(&table.area)) {
            continue;
        }
        let (inside, outside): (Vec<Run>, Vec<Run>) =
            free.into_iter().partition(|run| area.holds(run.area.middle_x(), run.area.middle_y()));
        free = outside;
        if inside.iter().flat_map(|run| &run.glyphs).all(|glyph| glyph.character.is_whitespace()) {
            free.extend(inside);
            continue;
        }
        let inside = inside.into_iter().flat_map(|run| run.parted(|from, next| lattice.parts(from, next))).collect();
        let (of_table, others): (Vec<Line>, Vec<Line>) =
            turned.into_iter().partition(|line| area.holds(line.area.middle_x(), line.area.middle_y()));
        turned = others;
        tables.push(lattice.table(inside, of_table, frame));
    }
    let free: Vec<Glyph> = free.into_iter().flat_map(|run| run.glyphs).collect();
    let mut items: Vec<Item> = lines(&free).into_iter().map(Item::Line).collect();
    items.extend(tables.into_iter().map(Item::Table));
    items.sort_by(|a, b| a.area().top.total_cmp(&b.area().top));
    items.extend(turned.into_iter().chain(aside).map(Item::Line));
    Content { frame, items, too_many_rules }
}

/// Text that runs another way than most of the page: lines turned by a quarter or two, and text that runs askew.
fn turned_lines(page: &Page, frame: Frame) -> (Vec<Line>, Vec<Line>) {
    let mut turned = Vec::new();
    for turn in [Turn::Upright, Turn::Right, Turn::Over, Turn::Left] {
        let of_turn: Vec<Glyph> = page.glyphs.iter().filter(|glyph| glyph.turn == turn).copied().collect();
        let own = Frame::of(&Page { glyphs: of_turn, rules: Vec::new(), ..*page });
        let glyphs = page.glyphs.iter().filter(|glyph| glyph.turn == turn && frame.glyph(glyph).turn != Turn::Upright);
        let glyphs = once(glyphs.map(|glyph| own.glyph(glyph)));
        turned.extend(lines(&glyphs).into_iter().map(|line| {
            let area = frame.enter(own.leave(line.area));
            Line::of(line.text(), area, line.size)
        }));
    }
    let mut aside: Vec<Line> = Vec::new();
    let skew = page.glyphs.iter().filter(|glyph| glyph.turn == Turn::Skew).map(|glyph| frame.glyph(glyph));
    let mut text = String::new();
    let mut area: Option<Rect> = None;
    let mut size = 0.0;
    for glyph in once(skew).into_iter().filter(|glyph| !glyph.character.is_whitespace()) {
        let near = area.is_none_or(|area| {
            let reach = 2.0 * glyph.size;
            let Rect { left, top, right, bottom } = area;
            let around = Rect { left: left - reach, top: top - reach, right: right + reach, bottom: bottom + reach };
            around.holds(glyph.area.middle_x(), glyph.area.middle_y())
        });
        if !near {
            aside.extend(area.take().map(|area| Line::of(std::mem::take(&mut text), area, size)));
        }
        text.push(glyph.character);
        area = Some(area.map_or(glyph.area, |area| area.around(&glyph.area)));
        size = glyph.size;
    }
    aside.extend(area.map(|area| Line::of(text, area, size)));
    (turned, aside)
}
