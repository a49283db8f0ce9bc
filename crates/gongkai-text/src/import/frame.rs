//! Tables drawn with frames: `+---+` of pandoc, `┌─┬─┐` of w3m, `|` and `-` of other browsers.
//!
//! A frame is a picture: the places that no border crosses and that touch each other are one cell, whatever it spans.

use std::collections::BTreeMap;

use gongkai_model::{Block, GridBuilder, Locus};
use gongkai_plugin::Limits;

use super::blocks::Taken;
use super::inline;
use super::source::{Source, width};

/// Takes the lines of a frame, from its upper border to the last line that belongs to it.
pub(super) fn take(source: &Source<'_>, start: usize, limits: &Limits) -> Option<Taken> {
    if !is_border(source.line(start)) {
        return None;
    }
    let mut end = start + 1;
    while end < source.len() && is_framed(source.line(end)) {
        end += 1;
    }
    if end - start < 3 {
        return None;
    }
    let regions = Regions::of(source, start, end);
    let (block, too_large) = regions.grid(limits);
    Some(Taken { block, lines: end - start, too_large, rest: None })
}

fn is_horizontal(c: char) -> bool {
    matches!(c, '─' | '━' | '═' | '┄' | '┈')
}

fn is_vertical(c: char) -> bool {
    matches!(c, '│' | '┃' | '║' | '|')
}

/// A corner or crossing of box characters.
fn is_joint(c: char) -> bool {
    matches!(c, '┌'..='╋' | '╒'..='╬' | '╭'..='╰')
}

/// A line of border only: the upper one opens a frame.
fn is_border(line: &str) -> bool {
    let line = line.trim();
    let boxed = line.starts_with(is_joint) && line.chars().any(is_horizontal);
    let ascii = line.starts_with('+')
        && line.ends_with('+')
        && line.len() > 3
        && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'));
    boxed && line.chars().all(|c| is_joint(c) || is_horizontal(c)) || ascii
}

fn is_framed(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(|c| is_vertical(c) || is_joint(c) || c == '+')
}

/// A run of places on a line that no border crosses.
struct Segment {
    line: usize,
    from: u32,
    to: u32,
    text: String,
    locus: Option<Locus>,
    region: usize,
}

/// The cells of a picture: segments joined where they touch.
struct Regions {
    segments: Vec<Segment>,
    parents: Vec<usize>,
}

impl Regions {
    fn of(source: &Source<'_>, start: usize, end: usize) -> Self {
        let mut regions = Self { segments: Vec::new(), parents: Vec::new() };
        let mut above = 0..0;
        for index in start..end {
            let first = regions.segments.len();
            regions.cut(source, index);
            let now = first..regions.segments.len();
            regions.join(above, now.clone());
            above = now;
        }
        regions
    }

    /// Cuts a line at its borders.
    fn cut(&mut self, source: &Source<'_>, index: usize) {
        let line = source.line(index);
        let walls = wall_bytes(line);
        let mut column = 0;
        let mut open: Option<(u32, usize)> = None;
        for (at, c) in line.char_indices().chain(std::iter::once((line.len(), '│'))) {
            let wall = at == line.len() || walls.binary_search(&at).is_ok();
            match (wall, open) {
                (true, Some((from, byte))) => {
                    self.add(source, index, from, column, &line[byte..at]);
                    open = None;
                }
                (false, None) => open = Some((column, at)),
                _ => {}
            }
            column += if at == line.len() { 0 } else { width(c) };
        }
    }

    fn add(&mut self, source: &Source<'_>, line: usize, from: u32, to: u32, text: &str) {
        let words = text.trim();
        // What stands outside the frame's right border is a rest of the page, not a cell.
        let locus = source.locus(line, if words.is_empty() { text } else { words });
        let region = self.parents.len();
        self.parents.push(region);
        self.segments.push(Segment { line, from, to, text: words.to_owned(), locus: Some(locus), region });
    }

    /// Joins segments of neighbouring lines that overlap.
    fn join(&mut self, above: std::ops::Range<usize>, now: std::ops::Range<usize>) {
        let mut upper = above.start;
        for lower in now {
            while upper < above.end && self.segments[upper].to <= self.segments[lower].from {
                upper += 1;
            }
            let mut other = upper;
            while other < above.end && self.segments[other].from < self.segments[lower].to {
                let (a, b) = (self.root(other), self.root(lower));
                self.parents[a.max(b)] = a.min(b);
                other += 1;
            }
        }
    }

    fn root(&mut self, segment: usize) -> usize {
        let mut region = self.segments[segment].region;
        while self.parents[region] != region {
            self.parents[region] = self.parents[self.parents[region]];
            region = self.parents[region];
        }
        region
    }

    fn grid(mut self, limits: &Limits) -> (Block, bool) {
        let mut cells: BTreeMap<usize, Cell> = BTreeMap::new();
        for index in 0..self.segments.len() {
            let root = self.root(index);
            let segment = &mut self.segments[index];
            cells.entry(root).or_insert_with(|| Cell::new(segment)).add(segment);
        }
        let mut cells: Vec<Cell> = cells.into_values().filter(|cell| !cell.outside).collect();
        let ranks = |mut edges: Vec<u64>| {
            edges.sort_unstable();
            edges.dedup();
            edges
        };
        let tops = ranks(cells.iter().map(|cell| cell.top as u64).collect());
        let lefts = ranks(cells.iter().map(|cell| u64::from(cell.from)).collect());
        let span = |edges: &[u64], from: u64, to: u64| {
            let first = edges.partition_point(|&edge| edge < from);
            (first, edges.partition_point(|&edge| edge < to).saturating_sub(first).max(1))
        };
        cells.sort_by_key(|cell| (cell.top, cell.from));
        let mut builder = GridBuilder::new(limits.cells);
        let mut row = 0;
        let mut too_large = false;
        for cell in cells {
            let (top, rows) = span(&tops, cell.top as u64, cell.bottom as u64 + 1);
            while row < top {
                builder.end_row();
                row += 1;
            }
            let (_, columns) = span(&lefts, u64::from(cell.from), u64::from(cell.to));
            too_large |= builder.spanned(inline::plain(&cell.text), cell.locus, rows as u32, columns as u32).is_err();
        }
        builder.end_row();
        (Block::Table(builder.finish()), too_large)
    }
}

/// A cell of the picture: lines `top..=bottom`, terminal columns `from..to`.
struct Cell {
    top: usize,
    bottom: usize,
    from: u32,
    to: u32,
    text: String,
    locus: Locus,
    outside: bool,
}

impl Cell {
    fn new(segment: &mut Segment) -> Self {
        let locus = segment.locus.take().unwrap_or(Locus::Text { line: 0, column: 0, start: 0, end: 0 });
        let (from, to) = (segment.from, segment.to);
        // White space left of the frame or right of it.
        let outside = from == 0;
        Self { top: segment.line, bottom: segment.line, from, to, text: String::new(), locus, outside }
    }

    fn add(&mut self, segment: &mut Segment) {
        self.bottom = segment.line;
        self.from = self.from.min(segment.from);
        self.to = self.to.max(segment.to);
        self.outside &= segment.from == 0;
        if segment.text.is_empty() {
            return;
        }
        if self.text.is_empty() {
            self.locus = segment.locus.take().unwrap_or_else(|| self.locus.clone());
        } else {
            self.text.push('\n');
            if let Some(locus) = &segment.locus {
                self.locus = self.locus.to(locus);
            }
        }
        // pandoc ends a line that goes on with a backslash.
        self.text.push_str(segment.text.strip_suffix('\\').unwrap_or(&segment.text).trim_end());
    }
}

/// Byte positions of the border characters of a line.
fn wall_bytes(line: &str) -> Vec<usize> {
    let mut walls = Vec::new();
    let mut run: Vec<(usize, char)> = Vec::new();
    let flush = |run: &mut Vec<(usize, char)>, walls: &mut Vec<usize>| {
        // `-` is border only in `+---+`; alone it is a cell that says "not applicable".
        let joints = run.iter().filter(|(_, c)| *c == '+').count();
        let dashes = run.iter().filter(|(_, c)| *c != '+').count();
        if joints > 0 && dashes >= 2 || joints == 1 && dashes == 0 && run.len() == 1 && line.trim().starts_with('+') {
            walls.extend(run.iter().map(|(at, _)| *at));
        }
        run.clear();
    };
    for (at, c) in line.char_indices() {
        if matches!(c, '+' | '-' | '=') || (c == ':' && !run.is_empty()) {
            run.push((at, c));
            continue;
        }
        flush(&mut run, &mut walls);
        if is_vertical(c) || is_joint(c) || is_horizontal(c) {
            walls.push(at);
        }
    }
    flush(&mut run, &mut walls);
    walls
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(text: &str) -> Option<String> {
        let source = Source::new(text);
        let taken = take(&source, 0, &Limits::default())?;
        let Block::Table(grid) = taken.block else { return None };
        let cells: Vec<String> = grid
            .cells()
            .iter()
            .map(|c| format!("{},{} {}x{} {}", c.row, c.column, c.row_span, c.column_span, c.text.replace('\n', "⏎")))
            .collect();
        Some(cells.join("; "))
    }

    #[test]
    fn box_frames_with_merged_cells() {
        let text = "┌────┬───────┐\n│    │ 情况  │\n│ 甲 ├───┬───┤\n│    │ 1 │   │\n└────┴───┴───┘";
        assert_eq!(view(text).as_deref(), Some("0,0 2x1 甲; 0,1 1x2 情况; 1,1 1x1 1; 1,2 1x1 "));
    }

    #[test]
    fn grids_of_pandoc() {
        let text = "+------+-----+\n| 本年 | 12  |\n| 新收 |     |\n+------+-----+\n| 上年 | -   |\n+------+-----+";
        assert_eq!(view(text).as_deref(), Some("0,0 1x1 本年⏎新收; 0,1 1x1 12; 1,0 1x1 上年; 1,1 1x1 -"));
    }

    #[test]
    fn a_line_of_dashes_is_no_frame() {
        assert_eq!(view("+--+\n正文"), None);
        assert_eq!(view("正文"), None);
    }
}
