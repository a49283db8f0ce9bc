//! Paths: `M 0 0 L 180 0 L 180 0.4 C` as sides and parts.

use gongkai_layout::{DrawnPage, Rect};
use gongkai_plugin::ImportError;

use crate::budget::Budget;
use crate::values::Matrix;

/// How a path is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) stroke: bool,
    pub(crate) fill: bool,
    /// Thickness of lines on the page, in points.
    pub(crate) thickness: f32,
}

/// Draws a path on a page.
pub(crate) fn draw(
    data: &str,
    map: Matrix,
    style: Style,
    page: &mut DrawnPage,
    budget: &mut Budget,
) -> Result<(), ImportError> {
    let mut parts = Vec::new();
    let mut part: Option<Rect> = None;
    let (mut start, mut last) = ((0.0, 0.0), (0.0, 0.0));
    for step in Steps::of(data) {
        budget.keep()?;
        let straight = match step {
            Step::Start(to) => {
                parts.extend(part.take());
                (start, last) = (to, to);
                continue;
            }
            Step::Line(to) => Some(to),
            Step::Curve(end, reach) => {
                let box_ = bounds(map, [last, end, reach]);
                part = Some(part.map_or(box_, |part| part.around(&box_)));
                last = end;
                None
            }
            Step::Close => Some(start),
        };
        if let Some(to) = straight {
            let ends = bounds(map, [last, to, to]);
            part = Some(part.map_or(ends, |part| part.around(&ends)));
            if style.stroke {
                page.side(ends, style.thickness);
            }
            last = to;
        }
    }
    parts.extend(part);
    if style.fill {
        page.filled(parts);
    }
    Ok(())
}

/// The box around three points on the page.
fn bounds(map: Matrix, points: [(f64, f64); 3]) -> Rect {
    let [a, b, c] = points.map(|(x, y)| {
        let (x, y) = map.point(x, y);
        (x as f32, y as f32)
    });
    Rect::new(a.0, a.1, b.0, b.1).around(&Rect::new(b.0, b.1, c.0, c.1))
}

type Point = (f64, f64);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Start(Point),
    Line(Point),
    /// Where a curve ends, and a point that it comes near to.
    Curve(Point, Point),
    Close,
}

/// The steps of a path, up to the first that cannot be understood.
struct Steps<'a> {
    rest: &'a str,
}

impl<'a> Steps<'a> {
    fn of(data: &'a str) -> Self {
        Self { rest: data }
    }

    /// The next word: a letter, or a number.
    fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let first = rest.chars().next()?;
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
        let end = match is_number(first) {
            // An exponent has a letter and a sign: `1.5e-7`.
            true => {
                let bytes = rest.as_bytes();
                let goes_on = |at: usize| {
                    let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or_default();
                    bytes.get(at).is_some_and(|&byte| match byte {
                        b'-' | b'+' => at == 0 || matches!(before, b'e' | b'E'),
                        b'e' | b'E' => at > 0,
                        byte => byte.is_ascii_digit() || byte == b'.',
                    })
                };
                (0..rest.len()).find(|&at| !goes_on(at)).unwrap_or(rest.len())
            }
            false => first.len_utf8(),
        };
        let (word, behind) = rest.split_at_checked(end)?;
        self.rest = behind;
        Some(word)
    }

    fn number(&mut self) -> Option<f64> {
        self.word()?.parse().ok().filter(|number: &f64| number.is_finite())
    }

    fn point(&mut self) -> Option<Point> {
        Some((self.number()?, self.number()?))
    }
}

impl Iterator for Steps<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        Some(match self.word()? {
            "M" | "S" => Step::Start(self.point()?),
            "L" => Step::Line(self.point()?),
            "Q" => {
                let reach = self.point()?;
                Step::Curve(self.point()?, reach)
            }
            "B" => {
                let (first, second) = (self.point()?, self.point()?);
                let middle = (f64::midpoint(first.0, second.0), f64::midpoint(first.1, second.1));
                Step::Curve(self.point()?, middle)
            }
            "A" => {
                let radius = self.point()?;
                // Turn, which of two ways, which direction.
                for _ in 0..3 {
                    self.number()?;
                }
                let end = self.point()?;
                Step::Curve(end, (end.0 + radius.0, end.1 + radius.1))
            }
            "C" | "Z" => Step::Close,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(data: &str, stroke: bool) -> Vec<[f32; 4]> {
        let mut page = DrawnPage::blank(1, (100.0, 100.0));
        let style = Style { stroke, fill: !stroke, thickness: 1.0 };
        draw(data, Matrix::moved(0.0, 0.0), style, &mut page, &mut Budget::new(9)).unwrap();
        page.page.rules.iter().map(|rule| [rule.left, rule.top, rule.right, rule.bottom]).collect()
    }

    #[test]
    fn sides_and_thin_parts_are_lines() {
        assert_eq!(drawn("M 0 0 L 50 0", true), [[0.0, 0.0, 50.0, 0.0]]);
        assert_eq!(drawn("M0,0L50 0 1 2", true), [[0.0, 0.0, 50.0, 0.0]]);
        assert_eq!(drawn("M 0 0 L 50 0 L 50 20 L 0 20 C", true).len(), 4);
        assert_eq!(drawn("M 0 0 L 50 0 L 50 1 L 0 1 C", false), [[0.0, 0.0, 50.0, 1.0]]);
        // A box in a box: the border of a cell.
        let boxes = "M 0 0 L 50 0 L 50 20 L 0 20 C M 1 1 L 49 1 L 49 19 L 1 19 C";
        assert_eq!(drawn(boxes, false).len(), 4);
        assert_eq!(drawn("M -1.5e1 0 L 1e1-2", true), [[-15.0, -2.0, 10.0, 0.0]]);
        assert_eq!(drawn("S 0 0 L 3 0 L 1e1 0", true)[1], [3.0, 0.0, 10.0, 0.0]);
    }

    #[test]
    fn curves_are_no_lines() {
        for data in ["M 0 9 A 9 9 0 1 1 18 9 A 9 9 0 1 1 0 9 C", "M 0 0 B 0 9 9 9 9 0 C", "M 0 0 Q 5 9 9 0"] {
            assert_eq!(drawn(data, false), Vec::<[f32; 4]>::new(), "{data}");
        }
        for data in ["", "M", "L 1", "A 1 1", "X 1 2", "M 1 2 é 3", "- . +", "M NaN 1 L inf 2"] {
            assert_eq!(drawn(data, false), Vec::<[f32; 4]>::new(), "{data}");
        }
    }
}
