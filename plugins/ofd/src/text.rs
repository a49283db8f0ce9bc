//! Text objects: which character stands where.

use gongkai_layout::{Glyph, Rect, Turn};
use gongkai_package::Element;
use gongkai_plugin::ImportError;

use crate::values::{Matrix, Steps, number_of, truth_of};

/// Ascent and descent of text, as shares of its size.
const ASCENT: f64 = 0.88;
const DESCENT: f64 = 0.12;
/// Size of text that has none, in millimetres: 10 points.
const USUAL_SIZE: f64 = 3.528;

/// A text object.
#[derive(Debug)]
pub(crate) struct Text<'t> {
    element: Element<'t>,
    size: f64,
    /// By how much characters are wider than their font has them.
    stretch: f64,
    /// Where the next character stands, and how each one is turned.
    reading: Matrix,
    turned: Matrix,
    /// Private characters stand for glyphs of a font of its own.
    has_own_glyphs: bool,
    /// Whether it is seen.
    pub(crate) shows: bool,
}

impl<'t> Text<'t> {
    pub(crate) fn of(element: Element<'t>) -> Self {
        let positive = |attribute: &str| number_of(element, attribute).filter(|number| *number > 0.0);
        let turned = |attribute: &str| Matrix::turned(number_of(element, attribute).unwrap_or(0.0));
        let is_clear = |of: Element<'_>| number_of(of, "Alpha") == Some(0.0);
        let is_filled =
            truth_of(element, "Fill").unwrap_or(true) && !element.child("", "FillColor").is_some_and(is_clear);
        let is_stroked = truth_of(element, "Stroke").unwrap_or(false);
        Self {
            element,
            size: positive("Size").unwrap_or(USUAL_SIZE),
            stretch: positive("HScale").unwrap_or(1.0),
            reading: turned("ReadDirection"),
            turned: turned("CharDirection"),
            has_own_glyphs: element.child("", "CGTransform").is_some(),
            shows: (is_filled || is_stroked) && !is_clear(element),
        }
    }

    /// Its characters, drawn through a map, to be put somewhere. Each piece is numbered behind those drawn before.
    pub(crate) fn draw(
        &self,
        map: Matrix,
        pieces: &mut u32,
        mut put: impl FnMut(Glyph) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        let mut start = (0.0, 0.0);
        for code in self.element.elements().filter(|element| element.is("", "TextCode")) {
            // What is not said is as it was.
            start = (number_of(code, "X").unwrap_or(start.0), number_of(code, "Y").unwrap_or(start.1));
            let text = code.text();
            // Line breaks come from laying out the XML, and so does the white space around.
            let text = if text.contains('\n') { text.trim() } else { &text };
            *pieces += 1;
            let in_piece = text.chars().nth(1).is_some();
            let (mut right, mut down) = (Steps::of(code.attribute("DeltaX")), Steps::of(code.attribute("DeltaY")));
            let mut at = start;
            for character in text.chars().filter(|c| !c.is_control()) {
                let (step, advance) = self.step(character, (right.next(), down.next()));
                let glyph = self.glyph(self.character(character), advance, Matrix::moved(at.0, at.1).then(map));
                put(Glyph { drawn: *pieces, in_piece, ..glyph })?;
                at = (at.0 + step.0, at.1 + step.1);
            }
        }
        Ok(())
    }

    /// The way to the next character, and how wide this one is. Without a step text goes on as wide as characters are.
    fn step(&self, character: char, said: (Option<f64>, Option<f64>)) -> ((f64, f64), f64) {
        let full = self.size * self.stretch;
        let own = if character.is_ascii() { full / 2.0 } else { full };
        let step = match said {
            (None, None) => {
                let (along, _) = self.along(self.reading.vector(1.0, 0.0));
                // Upright characters one below the other are as high as their size.
                self.reading.vector(if along.abs() > 0.5 { own } else { self.size }, 0.0)
            }
            (right, down) => (right.unwrap_or(0.0), down.unwrap_or(0.0)),
        };
        let (along, _) = self.along(step);
        // A step of more than a full width is a gap, or the end of a column.
        let is_width = along > 0.0 && along <= 1.05 * full.max(self.size);
        (step, if is_width { along } else { own })
    }

    /// A way as a turned character sees it: along its base line, and below it.
    fn along(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (cos, sin) = self.turned.vector(1.0, 0.0);
        (cos * x + sin * y, cos * y - sin * x)
    }

    fn character(&self, character: char) -> char {
        let is_private = matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
        if (is_private && self.has_own_glyphs) || character == char::REPLACEMENT_CHARACTER { '\0' } else { character }
    }

    fn glyph(&self, character: char, advance: f64, place: Matrix) -> Glyph {
        let map = self.turned.then(place);
        let (x0, y0) = map.point(0.0, -ASCENT * self.size);
        let (x1, y1) = map.point(advance, DESCENT * self.size);
        let (right, down) = map.vector(1.0, 0.0);
        let (x, y) = map.vector(0.0, self.size);
        Glyph {
            character,
            area: Rect::new(x0 as f32, y0 as f32, x1 as f32, y1 as f32),
            size: x.hypot(y) as f32,
            turn: Turn::towards(right, down),
            drawn: 0,
            in_piece: false,
        }
    }
}
