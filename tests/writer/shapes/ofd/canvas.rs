//! Pages that text and lines are put on.

use super::{Pieces, Rules, Style};

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;
/// Characters of running text, in millimetres.
const RUNNING: f64 = 4.2;
/// From one base line to the next, as a share of the size.
const LEADING: f64 = 1.5;

/// Pages while they are laid out.
pub(super) struct Canvas {
    pub(super) style: Style,
    pages: Vec<String>,
    page: String,
    /// Where the next line goes, from the upper edge.
    pub(super) y: f64,
}

impl Canvas {
    pub(super) fn new(style: Style) -> Self {
        Self { y: style.margin, style, pages: Vec::new(), page: String::new() }
    }

    /// Width between the margins.
    pub(super) fn width(&self) -> f64 {
        self.style.paper.0 - 2.0 * self.style.margin
    }

    /// Height that is left on the page.
    pub(super) fn left(&self) -> f64 {
        self.style.paper.1 - self.style.margin - self.y
    }

    /// Whether nothing stands on the page.
    pub(super) fn is_blank(&self) -> bool {
        self.page.is_empty()
    }

    pub(super) fn new_page(&mut self) {
        if self.is_blank() {
            return;
        }
        if self.style.numbers {
            let place = (self.style.paper.0 / 2.0 - 4.0, self.style.paper.1 - self.style.margin / 2.0);
            let number = words(&self.style, place, 3.0, &format!("- {} -", self.pages.len() + 1));
            self.page.push_str(&number);
        }
        self.pages.push(std::mem::take(&mut self.page));
        self.y = self.style.margin;
    }

    pub(super) fn title(&mut self, text: &str) {
        let size = 6.0;
        let x = self.style.margin + ((self.width() - width(text, size)) / 2.0).max(0.0);
        self.line(x, size, text);
        self.y += size;
    }

    /// A paragraph, the first line of it indented.
    pub(super) fn paragraph(&mut self, text: &str) {
        let indent = 2.0 * RUNNING;
        let mut room = self.width() - indent;
        let mut x = self.style.margin + indent;
        for line in text.split('\n') {
            let mut rest = line;
            while !rest.is_empty() {
                let fits = fitting(rest, room, RUNNING);
                let (first, behind) = rest.split_at(fits);
                self.line(x, RUNNING, first);
                (rest, x, room) = (behind, self.style.margin, self.width());
            }
        }
    }

    fn line(&mut self, x: f64, size: f64, text: &str) {
        if self.left() < LEADING * size {
            self.new_page();
        }
        self.y += LEADING * size;
        self.put((x, self.y), size, text);
    }

    /// Text with the left end of its base line at a place.
    pub(super) fn put(&mut self, at: (f64, f64), size: f64, text: &str) {
        let text = words(&self.style, at, size, text);
        self.page.push_str(&text);
    }

    /// Anything else.
    pub(super) fn raw(&mut self, objects: &str) {
        self.page.push_str(objects);
    }

    pub(super) fn finish(mut self) -> Vec<String> {
        self.new_page();
        self.pages
    }
}

/// Width of a character; those of ASCII are half as wide as high.
fn advance(character: char, size: f64) -> f64 {
    if character.is_ascii() { size / 2.0 } else { size }
}

/// Width of a text.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|character| advance(character, size)).sum()
}

/// Bytes of a text that fit into a width: one character at least, and no number is broken.
pub(super) fn fitting(text: &str, room: f64, size: f64) -> usize {
    let mut used = 0.0;
    let mut end = 0;
    for (at, character) in text.char_indices() {
        used += advance(character, size);
        if used > room + 1e-6 && at > 0 {
            break;
        }
        end = at + character.len_utf8();
    }
    let (head, tail) = text.split_at(end);
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let cuts = head.ends_with(is_figure) && tail.starts_with(is_figure);
    let whole = head.trim_end_matches(is_figure).len();
    if cuts && whole > 0 { whole } else { end }
}

/// The objects of a text.
pub(super) fn words(style: &Style, at: (f64, f64), size: f64, text: &str) -> String {
    let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    match style.pieces {
        Pieces::Characters => {
            let mut x = at.0;
            let one = |character: char| {
                let left = x;
                x += advance(character, size);
                object(style, (left, at.1), size, &character.to_string())
            };
            text.chars().map(one).collect()
        }
        Pieces::Halves if half > 0 => {
            let (first, second) = text.split_at(half);
            let middle = at.0 + width(first, size);
            object(style, at, size, first) + &object(style, (middle, at.1), size, second)
        }
        _ => object(style, at, size, text),
    }
}

fn object(style: &Style, (x, y): (f64, f64), size: f64, text: &str) -> String {
    let p = style.prefix;
    let unit = if style.points { POINTS } else { 1.0 };
    let matrix = if style.points { " CTM=\"0.352778 0 0 0.352778 0 0\"" } else { "" };
    let steps: Vec<f64> = text.chars().map(|character| unit * advance(character, size)).collect();
    let steps = steps.split_last().map(|(_, steps)| delta(steps, style.pieces)).unwrap_or_default();
    let steps = if steps.is_empty() { String::new() } else { format!(" DeltaX=\"{steps}\"") };
    // Some programs let every object reach over the page, and count from its corner.
    let (corner, place) = match style.pieces {
        Pieces::Codes => ((0.0, 0.0), (x, y)),
        _ => ((x, y - 0.85 * size), (0.0, 0.85 * size)),
    };
    let (width, height) = if corner == (0.0, 0.0) { style.paper } else { (width(text, size), size) };
    let text = escaped(text);
    grouped(
        style,
        format!(
            "<{p}TextObject ID=\"9\" Boundary=\"{} {} {width:.3} {height:.3}\" Font=\"2\" Size=\"{}\"{matrix}><{p}TextCode X=\"{}\" Y=\"{}\"{steps}>{text}</{p}TextCode></{p}TextObject>",
            short(corner.0),
            short(corner.1),
            short(unit * size),
            short(unit * place.0),
            short(unit * place.1),
        ),
    )
}

/// Steps as an attribute has them.
fn delta(steps: &[f64], pieces: Pieces) -> String {
    let mut words: Vec<String> = Vec::new();
    let groups = steps.chunk_by(|a, b| a == b);
    for group in groups {
        match (pieces, group) {
            (Pieces::Groups, [step, _, ..]) => words.push(format!("g {} {}", group.len(), short(*step))),
            _ => words.extend(group.iter().map(|step| short(*step))),
        }
    }
    words.join(" ")
}

/// A line between two places; level or upright.
pub(super) fn rule(style: &Style, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> String {
    let (width, height) = (x1 - x0, y1 - y0);
    match style.rules {
        Rules::Areas => {
            // A thin area, in points, whose rows go up.
            let (width, height) = ((width.max(0.2)) * POINTS, (height.max(0.2)) * POINTS);
            let [w, h] = [short(width), short(height)];
            path(
                style,
                (x0 - 0.1, y0 - 0.1, x1 - x0 + 0.2, y1 - y0 + 0.2),
                &format!("Stroke=\"false\" Fill=\"true\" CTM=\"0.352778 0 0 -0.352778 0 {}\"", short(height / POINTS)),
                &format!("M 0 0 L {w} 0 L {w} {h} L 0 {h} C"),
            )
        }
        _ => path(
            style,
            (x0, y0, width, height),
            "LineWidth=\"0.25\"",
            &format!("M 0 0 L {} {}", short(width), short(height)),
        ),
    }
}

/// A path; its data counts from the corner of the box.
pub(super) fn path(style: &Style, (x, y, width, height): (f64, f64, f64, f64), attributes: &str, data: &str) -> String {
    let p = style.prefix;
    let corner = format!("{} {} {} {}", short(x), short(y), short(width), short(height));
    grouped(
        style,
        format!(
            "<{p}PathObject ID=\"9\" Boundary=\"{corner}\" {attributes}><{p}AbbreviatedData>{data}</{p}AbbreviatedData></{p}PathObject>"
        ),
    )
}

fn grouped(style: &Style, object: String) -> String {
    let p = style.prefix;
    match style.grouped {
        true => format!("<{p}PageBlock><{p}PageBlock>{object}</{p}PageBlock></{p}PageBlock>"),
        false => object,
    }
}

/// A number with at most four places.
pub(super) fn short(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
