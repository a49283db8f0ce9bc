//! Characters to lines of text, and lines to running text.

use crate::page::{Glyph, Rect};

/// Characters side by side without white space.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) area: Rect,
    /// Where two of its characters were drawn apart, with a gap that may be one between columns: byte, and edges of the gap.
    pub(crate) seams: Vec<(usize, f32, f32)>,
}

/// A gap of this share of the size is white space between figures that were drawn apart.
const FIGURES_APART: f32 = 0.1;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) area: Rect,
    /// The largest size on it.
    pub(crate) size: f32,
    /// Width of its first character.
    pub(crate) first: f32,
}

impl Line {
    /// A line of one piece.
    pub(crate) fn of(text: String, area: Rect, size: f32) -> Self {
        Self { pieces: vec![Piece { text, area, seams: Vec::new() }], area, size, first: size }
    }

    /// The pieces with one space between them.
    pub(crate) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The widest gap between pieces.
    pub(crate) fn widest_gap(&self) -> f32 {
        self.pieces.windows(2).map(|pair| pair[1].area.left - pair[0].area.right).fold(0.0, f32::max)
    }
}

/// The lines of some characters, from top to bottom.
pub(crate) fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut sorted: Vec<&Glyph> = glyphs.iter().collect();
    sorted.sort_by(|a, b| a.area.middle_y().total_cmp(&b.area.middle_y()));
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    let mut level = (0.0, 0.0);
    for glyph in sorted {
        let (middle, size) = level;
        let y = glyph.area.middle_y();
        match rows.last_mut() {
            Some(row) if y - middle < 0.5 * f32::min(size, glyph.size) => {
                row.push(glyph);
                level = (middle + (y - middle) / row.len() as f32, f32::max(size, glyph.size));
            }
            _ => {
                rows.push(vec![glyph]);
                level = (y, glyph.size);
            }
        }
    }
    rows.into_iter().filter_map(line).collect()
}

/// One line from its characters; nothing from white space.
fn line(mut glyphs: Vec<&Glyph>) -> Option<Line> {
    glyphs.sort_by(|a, b| a.area.left.total_cmp(&b.area.left));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Option<&Glyph> = None;
    let mut blank = false;
    for &glyph in &glyphs {
        if glyph.character.is_whitespace() {
            blank = true;
            continue;
        }
        let apart = blank || last.is_none_or(|last| are_apart(last, glyph));
        match pieces.last_mut() {
            Some(piece) if !apart => {
                if let Some(last) = last.filter(|last| last.is_drawn_apart(glyph) && glyph.area.left > last.area.right)
                {
                    piece.seams.push((piece.text.len(), last.area.right, glyph.area.left));
                }
                piece.text.push(glyph.character);
                piece.area = piece.area.around(&glyph.area);
            }
            _ => pieces.push(Piece { text: glyph.character.into(), area: glyph.area, seams: Vec::new() }),
        }
        (last, blank) = (Some(glyph), false);
    }
    let area = Rect::around_all(pieces.iter().map(|piece| &piece.area))?;
    let printed = || glyphs.iter().filter(|glyph| !glyph.character.is_whitespace());
    let size = printed().map(|glyph| glyph.size).fold(0.0, f32::max);
    let first = printed().next().map_or(size, |glyph| glyph.area.width());
    Some(Line { pieces, area, size, first })
}

/// Whether there is white space between two characters though none is drawn.
fn are_apart(last: &Glyph, next: &Glyph) -> bool {
    let gap = next.area.left - last.area.right;
    let (a, b) = (last.character, next.character);
    let share = match (a.is_ascii(), b.is_ascii()) {
        (true, true) if last.is_drawn_apart(next) => FIGURES_APART,
        (true, true) if a.is_ascii_digit() && b.is_ascii_digit() => 0.35,
        (true, true) => 0.2,
        // Lines set to full width part their characters by up to half a character.
        _ => 0.6,
    };
    gap > share * last.size.min(next.size)
}

/// The lines of a cell as its text. A line that was broken because it reached the edge goes on without a break; any other break is
/// kept.
pub(crate) fn cell_text(lines: &[Line], width: f32) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).and_then(|index| lines.get(index)) {
            text.push_str(joint(&text, before, line, width));
        }
        text.push_str(&line.text());
    }
    text
}

/// Space that cells leave beside their text, both sides together, at most.
const PADDING: f32 = 11.0;

fn joint(text: &str, before: &Line, line: &Line, width: f32) -> &'static str {
    let full = before.area.width() + line.first > width - PADDING;
    if !full {
        return "\n";
    }
    between(text, line)
}

/// What stands between a text and the line that goes on with it.
pub(crate) fn between(text: &str, line: &Line) -> &'static str {
    let last = text.chars().next_back();
    let next = line.pieces.first().and_then(|piece| piece.text.chars().next());
    let letters = last.is_some_and(|c| c.is_ascii_alphabetic()) && next.is_some_and(|c| c.is_ascii_alphabetic());
    if letters { " " } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Turn;

    fn glyphs(text: &str, left: f32, top: f32) -> Vec<Glyph> {
        let glyph = |(index, character): (usize, char)| {
            let width = if character.is_ascii() { 5.0 } else { 10.0 };
            let left = left + index as f32 * width;
            Glyph {
                character,
                area: Rect::new(left, top, left + width, top + 10.0),
                size: 10.0,
                turn: Turn::Upright,
                drawn: top as u32,
                in_piece: true,
            }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn text(parts: &[(&str, f32, f32)]) -> Vec<String> {
        let glyphs: Vec<Glyph> = parts.iter().flat_map(|(text, left, top)| glyphs(text, *left, *top)).collect();
        lines(&glyphs).iter().map(Line::text).collect()
    }

    #[test]
    fn lines_go_by_height_and_pieces_by_gaps() {
        let read = text(&[("规章", 0.0, 20.0), ("12", 60.0, 21.0), ("3", 100.0, 19.5), ("标题", 0.0, 0.0)]);
        assert_eq!(read, ["标题", "规章 12 3"]);
        assert_eq!(text(&[("收到", 0.0, 0.0), ("12", 24.0, 0.0), ("件", 38.0, 0.0)]), ["收到12件"]);
        assert_eq!(text(&[("a b", 0.0, 0.0), ("c", 18.0, 0.0)]), ["a b c"]);
    }

    #[test]
    fn a_line_that_filled_its_cell_goes_on() {
        let drawn = [glyphs("政府信息", 0.0, 0.0), glyphs("公开", 0.0, 14.0), glyphs("12", 0.0, 28.0)].concat();
        assert_eq!(cell_text(&lines(&drawn), 50.0), "政府信息公开\n12");
        assert_eq!(cell_text(&lines(&drawn), 90.0), "政府信息\n公开\n12");
        let drawn = [glyphs("123", 0.0, 0.0), glyphs("4", 0.0, 14.0)].concat();
        assert_eq!(cell_text(&lines(&drawn), 28.0), "1234");
    }
}
