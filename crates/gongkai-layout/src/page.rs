//! What a format with fixed pages gives: characters with boxes, ruled lines, sizes. Points (1/72 inch), from the upper left
//! corner of the page as it is shown.

/// A box, sides parallel to the page's.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
}

impl Rect {
    /// The box between two corners, whichever they are.
    pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self { left: x0.min(x1), top: y0.min(y1), right: x0.max(x1), bottom: y0.max(y1) }
    }

    /// Width.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Height.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Middle, left to right.
    pub fn middle_x(&self) -> f32 {
        f32::midpoint(self.left, self.right)
    }

    /// Middle, top to bottom.
    pub fn middle_y(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    /// The smallest box around both.
    #[must_use]
    pub fn around(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The smallest box around some boxes; nothing around none.
    pub fn around_all<'a>(boxes: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        boxes.into_iter().copied().reduce(|a, b| a.around(&b))
    }

    /// Whether a point lies inside.
    pub fn holds(&self, x: f32, y: f32) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// Whether all four edges are numbers.
    pub fn is_finite(&self) -> bool {
        [self.left, self.top, self.right, self.bottom].iter().all(|edge| edge.is_finite())
    }
}

/// Which way text runs on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Turn {
    /// Left to right.
    #[default]
    Upright,
    /// Top to bottom: turned clockwise by a quarter.
    Right,
    /// Right to left, upside down.
    Over,
    /// Bottom to top: turned counterclockwise by a quarter.
    Left,
    /// Any other way, as watermarks run.
    Skew,
}

impl Turn {
    /// Which way text runs whose next character comes from there: right and down of the last one, in any unit.
    pub fn towards(right: f64, down: f64) -> Self {
        if down.abs() < 0.05 * right.abs() {
            if right > 0.0 { Self::Upright } else { Self::Over }
        } else if right.abs() < 0.05 * down.abs() {
            if down > 0.0 { Self::Right } else { Self::Left }
        } else {
            Self::Skew
        }
    }
}

/// A character on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The character.
    pub character: char,
    /// From its origin to its advance, from ascent to descent.
    pub area: Rect,
    /// Size of its font on the page.
    pub size: f32,
    /// Which way it runs.
    pub turn: Turn,
    /// Which piece of text it was drawn with: characters of one piece have one number, in the order of drawing.
    pub drawn: u32,
    /// Whether that piece has other characters.
    pub in_piece: bool,
}

impl Glyph {
    /// Whether another character was drawn with another piece of text. Where characters are drawn one by one, that says nothing.
    pub(crate) fn is_drawn_apart(&self, other: &Self) -> bool {
        self.drawn != other.drawn && (self.in_piece || other.in_piece)
    }
}

/// A page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Number, from 1.
    pub number: u32,
    /// Width as shown.
    pub width: f32,
    /// Height as shown.
    pub height: f32,
    /// Characters in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Lines that are drawn: long and thin boxes, level or upright.
    pub rules: Vec<Rect>,
}
