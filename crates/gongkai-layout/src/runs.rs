//! Runs: characters drawn one after another without a gap, and copies of characters drawn twice.

use std::collections::HashMap;

use crate::page::{Glyph, Rect, Turn};

/// Bold that is faked draws a character twice, this close together at most.
const TWICE: f32 = 0.5;
/// Widest gap within a run, as a share of the size.
const GAP: f32 = 0.2;
/// Widest gap within a run between what was drawn apart.
const TOUCH: f32 = 0.03;

/// The characters without copies: the same character at the same place, within half a point.
pub(crate) fn once(glyphs: impl Iterator<Item = Glyph>) -> Vec<Glyph> {
    let mut kept: Vec<Glyph> = Vec::new();
    let mut seen: HashMap<(char, i32, i32), Vec<usize>> = HashMap::new();
    // Fields of one point: a copy is in the same one or in a neighbour.
    let field = |area: &Rect| (area.left.floor() as i32, area.top.floor() as i32);
    for glyph in glyphs {
        let (x, y) = field(&glyph.area);
        let near = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (glyph.character, x, y)));
        let copied =
            near.filter_map(|key| seen.get(&key)).flatten().filter_map(|&index| kept.get(index)).any(|other| {
                (other.area.left - glyph.area.left).abs() <= TWICE
                    && (other.area.top - glyph.area.top).abs() <= TWICE
                    && other.turn == glyph.turn
            });
        if !copied {
            // Many characters in one field are a trap for time, not text.
            let field = seen.entry((glyph.character, x, y)).or_default();
            if field.len() < 16 {
                field.push(kept.len());
            }
            kept.push(glyph);
        }
    }
    kept
}

/// Characters that belong together, whatever cell they reach into.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) area: Rect,
}

impl Run {
    fn new(glyph: Glyph) -> Self {
        Self { area: glyph.area, glyphs: vec![glyph] }
    }

    /// Whether all of it is a number.
    fn is_number(&self) -> bool {
        self.glyphs.iter().all(|glyph| glyph.character.is_ascii_digit() || matches!(glyph.character, '.' | ','))
    }

    /// The parts between upright lines. A number is never parted: it reaches over the edge of a narrow cell. Any other run is, where
    /// a line stands between two of its characters.
    pub(crate) fn parted(self, crosses: impl Fn(f32, &Rect) -> bool) -> Vec<Self> {
        let is_number = self.is_number();
        let mut parts: Vec<Self> = Vec::new();
        for glyph in self.glyphs {
            let is_whole = |part: &Self| {
                let apart = part.glyphs.last().is_some_and(|last| last.is_drawn_apart(&glyph));
                (is_number && !apart) || !crosses(part.area.right, &glyph.area)
            };
            match parts.last_mut() {
                Some(part) if is_whole(part) => part.push(glyph),
                _ => parts.push(Self::new(glyph)),
            }
        }
        parts
    }

    fn push(&mut self, glyph: Glyph) {
        self.area = self.area.around(&glyph.area);
        self.glyphs.push(glyph);
    }
}

/// The runs of upright text, in the order in which they are drawn.
pub(crate) fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| glyph.turn == Turn::Upright) {
        let last = runs.last_mut();
        match last.filter(|run| run.glyphs.last().is_some_and(|last| follows(last, glyph))) {
            Some(run) => run.push(*glyph),
            None => runs.push(Run::new(*glyph)),
        }
    }
    runs
}

fn follows(last: &Glyph, next: &Glyph) -> bool {
    let size = last.size.max(next.size);
    let gap = next.area.left - last.area.right;
    let blank = last.character.is_whitespace() != next.character.is_whitespace();
    // Numbers of two narrow cells may all but touch.
    let reach = if last.is_drawn_apart(next) { TOUCH } else { GAP };
    !blank
        && (last.area.middle_y() - next.area.middle_y()).abs() < 0.25 * size
        && (-0.5 * size..=reach * size).contains(&gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(character: char, left: f32) -> Glyph {
        Glyph {
            character,
            area: Rect::new(left, 0.0, left + 10.0, 10.0),
            size: 10.0,
            turn: Turn::Upright,
            drawn: 0,
            in_piece: true,
        }
    }

    fn text(run: &Run) -> String {
        run.glyphs.iter().map(|glyph| glyph.character).collect()
    }

    #[test]
    fn fake_bold_is_read_once() {
        let drawn = [glyph('1', 0.0), glyph('1', 10.0), glyph('1', 0.3), glyph('1', 10.4), glyph('2', 20.0)];
        let kept: String = once(drawn.into_iter()).iter().map(|glyph| glyph.character).collect();
        assert_eq!(kept, "112");
    }

    #[test]
    fn numbers_stay_whole_and_words_part_at_lines() {
        let crosses = |from: f32, next: &Rect| (from..=next.left).contains(&20.0);
        let whole = |characters: &str| {
            let glyphs: Vec<Glyph> =
                characters.chars().enumerate().map(|(index, c)| glyph(c, index as f32 * 10.0)).collect();
            let runs = runs(&glyphs);
            runs.into_iter().flat_map(|run| run.parted(crosses)).map(|run| text(&run)).collect::<Vec<_>>()
        };
        assert_eq!(whole("1234"), ["1234"]);
        assert_eq!(whole("总计甲乙"), ["总计", "甲乙"]);
        assert_eq!(whole("1 23"), ["1", " ", "23"]);
    }
}
