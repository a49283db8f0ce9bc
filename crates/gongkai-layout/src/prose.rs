//! Lines of text that stand in no table, as blocks: paragraphs where lines go on, lines laid out by white space where they stand in
//! columns.

use gongkai_model::{Block, Line as TextLine, Piece as TextPiece};
use gongkai_text::numbering;

use crate::columns;
use crate::frame::Frame;
use crate::lines::{Line, between};
use crate::page::Rect;

/// A gap this many characters wide parts columns.
const COLUMN_GAP: f32 = 2.0;
/// Running text has lines of this many characters at least.
const LONG: f32 = 12.0;
/// Lines that are full reach this share of the width of the page.
const FULL: f32 = 0.7;
/// Lines without columns that may stand between two with columns: labels broken over lines.
const BETWEEN: usize = 6;

/// The blocks of neighbouring lines of one page.
pub(crate) fn blocks(lines: &[Line], frame: Frame) -> Vec<Block> {
    let margins = Margins::of(lines, frame);
    let mut blocks = Vec::new();
    let mut rest = lines;
    while !rest.is_empty() {
        let count = in_columns(rest);
        if count > 0 {
            let (table, behind) = rest.split_at(count);
            blocks.push(Block::Lines(laid_out(&columns::parted(table), frame)));
            rest = behind;
        } else {
            let count = 1 + rest.windows(2).take_while(|pair| margins.goes_on(&pair[0], &pair[1])).count();
            let (paragraph, behind) = rest.split_at(count);
            blocks.push(self::paragraph(paragraph, frame));
            rest = behind;
        }
    }
    blocks
}

fn stands_in_columns(line: &Line) -> bool {
    line.widest_gap() >= COLUMN_GAP * line.size
}

/// How many of the first lines are laid out in columns.
fn in_columns(lines: &[Line]) -> usize {
    let mut end = 0;
    let mut found = 0;
    for (index, line) in lines.iter().enumerate() {
        if stands_in_columns(line) {
            (end, found) = (index + 1, found + 1);
        } else if found == 0 || index - end >= BETWEEN {
            break;
        }
    }
    if found > 1 { end } else { 0 }
}

fn paragraph(lines: &[Line], frame: Frame) -> Block {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push_str(between(&text, line));
        }
        text.push_str(&line.text());
    }
    let area = Rect::around_all(lines.iter().map(|line| &line.area)).unwrap_or_default();
    Block::Paragraph { text, locus: frame.locus(area) }
}

/// Where running text begins and ends on the lines of a page.
struct Margins {
    left: f32,
    right: f32,
    /// Distance from line to line.
    pitch: f32,
}

impl Margins {
    fn of(lines: &[Line], frame: Frame) -> Self {
        let long = || lines.iter().filter(|line| is_long(line));
        let left = long().map(|line| line.area.left).reduce(f32::min).unwrap_or(0.0);
        let right = long().map(|line| line.area.right).reduce(f32::max).unwrap_or(0.0);
        // Where a page has little text, its longest line may end anywhere.
        let right = right.max(FULL * frame.size().0);
        let mut pitches: Vec<f32> = lines.windows(2).map(|pair| pitch(&pair[0], &pair[1])).collect();
        pitches.retain(|pitch| *pitch > 0.0);
        pitches.sort_by(f32::total_cmp);
        // The narrow ones are those inside paragraphs.
        let pitch = pitches.get(pitches.len() / 4).copied().unwrap_or(0.0);
        Self { left, right, pitch }
    }

    /// Whether a line was broken because it was full, and the next one goes on with it.
    fn goes_on(&self, line: &Line, next: &Line) -> bool {
        let size = line.size;
        let full = is_long(line) && line.area.right > self.right - 2.0 * size;
        let outdented = next.area.left < self.left + size;
        let alike = (line.size - next.size).abs() < 0.1 * size;
        let pitch = pitch(line, next);
        let near = pitch > 0.0 && pitch < 1.3 * self.pitch;
        let text = line.text();
        let ended = text.ends_with(['。', '；', '：', '！', '？', ':', ';']);
        let next_text = next.text();
        // A figure may begin a line in the middle of a sentence, a number of a heading hardly does.
        let is_heading = next_text.starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '（', '(']);
        let begins_anew = (ended || is_heading) && numbering::split(&next_text).0.is_some();
        full && outdented && alike && near && !begins_anew && !stands_in_columns(line) && !stands_in_columns(next)
    }
}

/// Whether a line has the length of running text.
fn is_long(line: &Line) -> bool {
    line.area.width() >= LONG * line.size
}

fn pitch(line: &Line, next: &Line) -> f32 {
    next.area.middle_y() - line.area.middle_y()
}

/// Lines with the places of their pieces, counted in half characters.
fn laid_out(lines: &[Line], frame: Frame) -> Vec<TextLine> {
    let mut sizes: Vec<f32> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    let half = (sizes.get(sizes.len() / 2).copied().unwrap_or(10.0) / 2.0).max(0.5);
    let left = lines.iter().map(|line| line.area.left).reduce(f32::min).unwrap_or(0.0);
    lines.iter().map(|line| text_line(line, left, half, frame)).collect()
}

fn text_line(line: &Line, left: f32, half: f32, frame: Frame) -> TextLine {
    let (mut end, mut wide) = (0, 0);
    let mut pieces = Vec::new();
    for piece in &line.pieces {
        // A column narrower than its text would have it: pieces never touch.
        let columns = (((piece.area.left - left) / half).round() as u32).max(end);
        let width = unicode_width::UnicodeWidthStr::width(piece.text.as_str()) as u32;
        let chars = columns - wide;
        wide += width.saturating_sub(piece.text.chars().count() as u32);
        end = columns + width + 1;
        pieces.push(TextPiece { text: piece.text.clone(), chars, columns, locus: frame.locus(piece.area) });
    }
    TextLine { pieces, page: frame.number() - 1 }
}
