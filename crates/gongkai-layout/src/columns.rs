//! Columns without lines: where most lines have a gap, a line whose texts all but touch has one too.

use crate::lines::{Line, Piece};

/// Lines that must have a gap in the same place.
const LEAST: usize = 2;
/// A gap is looked for this far from a seam, as a share of the size.
const SLACK: f32 = 0.1;

/// The lines, with pieces parted where what they consist of was drawn apart and other lines have a gap.
pub(crate) fn parted(lines: &[Line]) -> Vec<Line> {
    lines
        .iter()
        .map(|line| Line { pieces: line.pieces.iter().flat_map(|piece| parts(piece, lines)).collect(), ..line.clone() })
        .collect()
}

fn parts(piece: &Piece, lines: &[Line]) -> Vec<Piece> {
    let mut parts = Vec::new();
    let mut rest = piece.clone();
    let mut taken = 0;
    for &(byte, right, left) in &piece.seams {
        if is_gap(right, left, lines) {
            let (before, behind) = rest.text.split_at(byte - taken);
            let (mut area, mut next) = (rest.area, rest.area);
            (area.right, next.left) = (right, left);
            parts.push(Piece { text: before.to_owned(), area, seams: Vec::new() });
            rest = Piece { text: behind.to_owned(), area: next, seams: Vec::new() };
            taken = byte;
        }
    }
    parts.push(rest);
    parts
}

/// Whether at least as many lines have white space at a seam, or begin a text behind it, as have text there.
fn is_gap(right: f32, left: f32, lines: &[Line]) -> bool {
    let x = f32::midpoint(right, left);
    let (mut gaps, mut texts) = (0, 0);
    for line in lines.iter().filter(|line| line.area.right >= x) {
        let slack = SLACK * line.size;
        let over = |piece: &&Piece| piece.area.left < x - slack && piece.area.right > x + slack;
        let begins = line.pieces.iter().any(|piece| (piece.area.left - left).abs() <= slack);
        match line.pieces.iter().find(over) {
            None => gaps += usize::from(begins || line.area.left < x),
            Some(piece) => {
                let has_seam = piece.seams.iter().any(|(_, right, left)| (right - slack..=left + slack).contains(&x));
                texts += usize::from(!has_seam);
            }
        }
    }
    gaps >= LEAST.max(texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;
    use crate::page::{Glyph, Rect, Turn};

    #[test]
    fn heads_that_all_but_touch_are_parted_where_the_figures_are() {
        let glyphs = |text: &str, left: f32, top: f32| -> Vec<Glyph> {
            let glyph = |(index, character): (usize, char)| {
                let left = left + index as f32 * 10.0;
                let area = Rect::new(left, top, left + 10.0, top + 10.0);
                Glyph {
                    character,
                    area,
                    size: 10.0,
                    turn: Turn::Upright,
                    drawn: (top + left - index as f32 * 10.0) as u32,
                    in_piece: true,
                }
            };
            text.chars().enumerate().map(glyph).collect()
        };
        let drawn = [
            ("项目数量", 0.0, 0.0),
            ("本年增减", 42.0, 0.0),
            ("1", 0.0, 20.0),
            ("2", 42.0, 20.0),
            ("3", 0.0, 40.0),
            ("4", 42.0, 40.0),
        ];
        let drawn: Vec<Glyph> = drawn.iter().flat_map(|(text, left, top)| glyphs(text, *left, *top)).collect();
        let lines = lines(&drawn);
        assert_eq!(lines[0].text(), "项目数量本年增减");
        assert_eq!(parted(&lines)[0].text(), "项目数量 本年增减");
        assert_eq!(parted(&lines[..2])[0].text(), "项目数量本年增减");
    }
}
