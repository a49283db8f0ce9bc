//! Values of the standard: rows of numbers, boxes, matrices, steps between characters. Lengths are millimetres.

use gongkai_package::Element;

/// Points in a millimetre.
pub(crate) const POINTS: f64 = 72.0 / 25.4;

/// The numbers of a row, up to the first word that is none.
pub(crate) fn numbers(text: &str) -> impl Iterator<Item = f64> {
    let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    words.map_while(number)
}

fn number(word: &str) -> Option<f64> {
    word.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A row of exactly so many numbers.
fn row<const N: usize>(text: &str) -> Option<[f64; N]> {
    let row: Vec<f64> = numbers(text).take(N).collect();
    row.try_into().ok()
}

/// The number in an attribute.
pub(crate) fn number_of(element: Element<'_>, attribute: &str) -> Option<f64> {
    number(element.attribute(attribute)?.trim())
}

/// The truth in an attribute.
pub(crate) fn truth_of(element: Element<'_>, attribute: &str) -> Option<bool> {
    match element.attribute(attribute)?.trim() {
        "true" | "True" | "TRUE" | "1" => Some(true),
        "false" | "False" | "FALSE" | "0" => Some(false),
        _ => None,
    }
}

/// The size of a box `left top width height`; nothing where it has none.
pub(crate) fn size(text: &str) -> Option<(f64, f64)> {
    let [_, _, width, height] = row(text)?;
    (width > 0.0 && height > 0.0).then_some((width, height))
}

/// The corner and the size of a box `left top width height`.
pub(crate) fn area(text: &str) -> Option<[f64; 4]> {
    row(text)
}

/// An affine map: `x' = ax + cy + e`, `y' = bx + dy + f`. Rows of a page go down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix([f64; 6]);

impl Matrix {
    /// From millimetres of a page to points.
    pub(crate) const PAGE: Self = Self([POINTS, 0.0, 0.0, POINTS, 0.0, 0.0]);

    /// The map that `a b c d e f` stands for.
    pub(crate) fn read(text: &str) -> Option<Self> {
        row(text).map(Self)
    }

    /// A move.
    pub(crate) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// A turn, clockwise, in degrees. Quarters are exact.
    pub(crate) fn turned(degrees: f64) -> Self {
        let (sin, cos) = match degrees.rem_euclid(360.0) {
            0.0 => (0.0, 1.0),
            90.0 => (1.0, 0.0),
            180.0 => (0.0, -1.0),
            270.0 => (-1.0, 0.0),
            degrees => degrees.to_radians().sin_cos(),
        };
        Self([cos, sin, -sin, cos, 0.0, 0.0])
    }

    /// This map, and then another.
    #[must_use]
    pub(crate) fn then(self, outer: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let ((a, b), (c, d), (e, f)) = (outer.vector(a, b), outer.vector(c, d), outer.point(e, f));
        Self([a, b, c, d, e, f])
    }

    /// Where a point comes to lie.
    pub(crate) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [.., e, f] = self.0;
        let (x, y) = self.vector(x, y);
        (x + e, y + f)
    }

    /// What becomes of a way from one point to another.
    pub(crate) fn vector(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a * x + c * y, b * x + d * y)
    }

    /// By how much lengths grow, in the mean of both directions.
    pub(crate) fn scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

/// The steps from one character to the next, as `DeltaX` and `DeltaY` have them: a number each, or `g`, how often, and the number.
#[derive(Debug)]
pub(crate) struct Steps<'a> {
    words: std::str::SplitWhitespace<'a>,
    again: (u64, f64),
}

impl<'a> Steps<'a> {
    /// The steps of an attribute; none where it is absent.
    pub(crate) fn of(attribute: Option<&'a str>) -> Self {
        Self { words: attribute.unwrap_or_default().split_whitespace(), again: (0, 0.0) }
    }
}

impl Iterator for Steps<'_> {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        while self.again.0 == 0 {
            let word = self.words.next()?;
            self.again = match word {
                "g" | "G" => (self.words.next()?.parse().ok()?, number(self.words.next()?)?),
                word => (1, number(word)?),
            };
        }
        self.again.0 -= 1;
        Some(self.again.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_counted_and_not_kept() {
        let steps = |text: &str| Steps::of(Some(text)).take(6).collect::<Vec<_>>();
        assert_eq!(steps("g 2 1.5 3"), [1.5, 1.5, 3.0]);
        assert_eq!(steps("g 1000000000000 1"), [1.0; 6]);
        for (text, count) in
            [("", 0), ("g", 0), ("g 3", 0), ("g x 1", 0), ("1 inf 2", 1), ("g 0 5 7", 1), ("g -1 5", 0)]
        {
            assert_eq!(steps(text).len(), count, "{text}");
        }
    }

    #[test]
    fn maps_follow_one_another() {
        let map = Matrix::read("2 0 0 3 1 1").unwrap().then(Matrix::turned(90.0)).then(Matrix::moved(10.0, 0.0));
        assert_eq!(map.point(1.0, 1.0), (6.0, 3.0));
        assert_eq!(map.vector(1.0, 0.0), (0.0, 2.0));
        assert!((map.scale() - 6.0_f64.sqrt()).abs() < 1e-9);
        assert_eq!(Matrix::read("1 0 0 1 0"), None);
        assert_eq!(size("0 0 210 297"), Some((210.0, 297.0)));
        assert_eq!(size("0 0 0 297"), None);
    }
}
