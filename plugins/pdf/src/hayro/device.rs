//! What hayro draws on: characters and lines are written down, everything else is passed over.

use std::panic::resume_unwind;
use std::time::Instant;

use gongkai_layout::{DrawnPage, Glyph, Rect, Turn};
use gongkai_plugin::ImportError;
use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Shape as _};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::fonts::Fonts;

/// Things drawn on all pages.
const MOST_DRAWN: u64 = 2_000_000;
/// Characters and lines kept of all pages. A page of small print has some thousands.
const MOST_KEPT: u64 = 3_000_000;
/// Ascent and descent of text, in thousandths of its size.
const ASCENT: f64 = 880.0;
const DESCENT: f64 = -120.0;

/// Why drawing was stopped.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stop {
    Drawn,
    Kept,
    Time,
}

impl Stop {
    /// The error for people.
    pub(super) fn error(self) -> ImportError {
        let limit = match self {
            Self::Drawn => format!("more than {MOST_DRAWN} drawing steps"),
            Self::Kept => format!("more than {MOST_KEPT} characters and lines"),
            Self::Time => "more drawing than ends in time".into(),
        };
        ImportError::Unpacks { limit }
    }
}

/// How much may still be drawn. What exceeds it unwinds to the importer; nothing else can stop hayro.
#[derive(Debug)]
pub(super) struct Budget {
    drawn: u64,
    kept: u64,
    end: Instant,
}

impl Budget {
    pub(super) fn until(end: Instant) -> Self {
        Self { drawn: 0, kept: 0, end }
    }

    fn step(&mut self) {
        self.drawn += 1;
        if self.drawn > MOST_DRAWN {
            stop(Stop::Drawn);
        }
        // Looking at the clock takes less time than any step.
        if Instant::now() > self.end {
            stop(Stop::Time);
        }
    }

    fn keep(&mut self, more: usize) {
        self.kept += more as u64;
        if self.kept > MOST_KEPT {
            stop(Stop::Kept);
        }
    }
}

fn stop(stop: Stop) -> ! {
    // Unlike a panic, this tells no hook.
    resume_unwind(Box::new(stop))
}

/// A page while it is drawn.
#[derive(Debug)]
pub(super) struct Sheet<'b> {
    drawn: DrawnPage,
    budget: &'b mut Budget,
    fonts: &'b mut Fonts,
    /// Pieces of text drawn so far, and whether the last one has several characters.
    pieces: u32,
    in_piece: bool,
}

impl<'b> Sheet<'b> {
    pub(super) fn new(drawn: DrawnPage, budget: &'b mut Budget, fonts: &'b mut Fonts) -> Self {
        Self { drawn, budget, fonts, pieces: 0, in_piece: false }
    }

    pub(super) fn finish(self) -> DrawnPage {
        self.drawn
    }

    /// A character, or the several that one glyph stands for.
    fn glyph(&mut self, glyph: &Drawn<'_>, transform: Affine, shows: bool) {
        let advance = match glyph {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(drawn) => drawn.advance_width(),
        };
        let text = match glyph.as_unicode().or_else(|| self.looked_up(glyph)) {
            Some(BfString::Char(character)) => Text::One(character),
            Some(BfString::String(string)) => Text::Many(string),
            None => Text::One('\0'),
        };
        let count = text.count();
        let advance = f64::from(advance.filter(|advance| *advance > 0.0).unwrap_or(500.0)) / count as f64;
        let along = transform * Point::new(1000.0, 0.0) - transform * Point::ORIGIN;
        let up = transform * Point::new(0.0, 1000.0) - transform * Point::ORIGIN;
        for index in 0..count {
            let left = index as f64 * advance;
            let corners = [Point::new(left, DESCENT), Point::new(left + advance, ASCENT)].map(|at| transform * at);
            let area = rect(corners[0], corners[1]);
            let character = text.at(index);
            let (drawn, in_piece) = (self.pieces, self.in_piece);
            let glyph = Glyph {
                character,
                area,
                size: up.hypot() as f32,
                turn: Turn::towards(along.x, along.y),
                drawn,
                in_piece,
            };
            self.draw(|page| page.character(glyph, shows));
        }
    }

    /// The character of a glyph whose font has no table of characters.
    fn looked_up(&mut self, glyph: &Drawn<'_>) -> Option<BfString> {
        let Drawn::Outline(outline) = glyph else { return None };
        self.fonts.character(&outline.font_data()?.postscript_name?, outline.char_code())
    }

    /// Draws on the page, and counts what stays there.
    fn draw(&mut self, on: impl FnOnce(&mut DrawnPage)) {
        let before = self.drawn.kept();
        on(&mut self.drawn);
        self.budget.keep(self.drawn.kept() - before);
    }

    /// The sides of a path that is drawn as lines.
    fn stroked(&mut self, path: &BezPath, transform: Affine, width: f32) {
        let scale = transform.determinant().abs().sqrt() as f32;
        let (mut start, mut last) = (Point::ORIGIN, Point::ORIGIN);
        for element in path.elements() {
            let next = match *element {
                PathEl::MoveTo(to) => {
                    (start, last) = (to, to);
                    continue;
                }
                PathEl::LineTo(to) => to,
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                    last = to;
                    continue;
                }
                PathEl::ClosePath => start,
            };
            let ends = rect(transform * last, transform * next);
            self.draw(|page| page.side(ends, width * scale));
            last = next;
        }
    }

    /// The parts of a filled path.
    fn filled(&mut self, path: &BezPath, transform: Affine) {
        let mut parts = Vec::new();
        let mut part = BezPath::new();
        let ends = path.elements().iter().map(Some).chain([None]);
        for element in ends {
            if element.is_none_or(|element| matches!(element, PathEl::MoveTo(_))) && part.elements().len() > 1 {
                let area = (transform * part.clone()).bounding_box();
                parts.push(rect(area.origin(), Point::new(area.x1, area.y1)));
                part.truncate(0);
            }
            part.extend(element.copied());
        }
        self.draw(|page| page.filled(parts));
    }
}

/// The characters of one glyph.
enum Text {
    One(char),
    Many(String),
}

impl Text {
    fn count(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Many(text) => text.chars().count().max(1),
        }
    }

    fn at(&self, index: usize) -> char {
        match self {
            Self::One(character) => *character,
            Self::Many(text) => text.chars().nth(index).unwrap_or('\0'),
        }
    }
}

fn rect(a: Point, b: Point) -> Rect {
    Rect::new(a.x as f32, a.y as f32, b.x as f32, b.y as f32)
}

impl<'a> Device<'a> for Sheet<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.budget.step();
        match draw_mode {
            DrawMode::Fill(_) => self.filled(path, props.transform),
            DrawMode::Stroke(stroke) => self.stroked(path, props.transform, stroke.line_width),
            DrawMode::FillAndStroke(_, stroke) => {
                self.filled(path, props.transform);
                self.stroked(path, props.transform, stroke.line_width);
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.budget.step();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.budget.step();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, draw_mode: &DrawMode) {
        self.budget.step();
        let shows = !matches!(draw_mode, DrawMode::Invisible);
        self.pieces += 1;
        self.in_piece = run.glyphs().len() > 1;
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), shows);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.budget.step();
        let pixels = Point::new(f64::from(image.width()), f64::from(image.height()));
        let area = rect(props.transform * Point::ORIGIN, props.transform * pixels);
        self.drawn.picture(area);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
