//! The lines of a document that can say whose report it is: its beginning and its end, bounded.

use std::borrow::Cow;

use gongkai_model::{Block, Document, Grid, Locus};
use gongkai_text::normalize;

/// Blocks looked at from the beginning. Pages saved whole have menus before the title.
const LEADING: usize = 400;
/// Blocks looked at from the end, for the signature.
const TRAILING: usize = 50;
/// Characters looked at in one line.
const LONGEST: usize = 4_000;
/// Lines looked at in one block.
const LINES: usize = 200;
/// Rows looked at in one table: those that say who published what stand first.
const ROWS: u32 = 12;
/// Cells of one row.
const CELLS: usize = 150;
/// Statements of the container.
const DECLARED: usize = 100;
/// Lines looked at in all, and bytes of them.
const MOST: usize = 1_500;
const TOTAL: usize = 300_000;

/// White space, and the bars of tables.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '|' || c == '│'
}

/// Whether a byte may begin one of them in folded text, where no full-width space is left.
fn may_be_space(byte: u8) -> bool {
    (byte <= b' ') | (byte == b'|') | matches!(byte, 0xC2 | 0xE1 | 0xE2)
}

/// One line of text with its place.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// As written, without white space at the ends.
    pub(super) raw: Cow<'a, str>,
    /// Folded, runs of white space as one space, bars of tables as spaces.
    pub(super) spaced: String,
    /// Folded, without white space.
    pub(super) key: String,
    pub(super) locus: &'a Locus,
    /// The source marks it as a heading.
    pub(super) heading: bool,
}

impl<'a> Line<'a> {
    fn new(text: Cow<'a, str>, locus: &'a Locus, heading: bool) -> Option<Self> {
        let folded = normalize::fold(&text);
        if !folded.bytes().fold(false, |found, byte| found | may_be_space(byte)) || !folded.contains(is_space) {
            return (!folded.is_empty()).then(|| Self {
                raw: text,
                key: folded.clone(),
                spaced: folded,
                locus,
                heading,
            });
        }
        let (mut spaced, mut key) = (String::with_capacity(folded.len()), String::with_capacity(folded.len()));
        let mut rest = folded.as_str();
        while let Some(at) = rest.find(is_space) {
            spaced.push_str(&rest[..at]);
            key.push_str(&rest[..at]);
            spaced.push(' ');
            rest = rest[at..].trim_start_matches(is_space);
        }
        spaced.push_str(rest);
        key.push_str(rest);
        (!key.is_empty()).then_some(Self { raw: text, spaced, key, locus, heading })
    }

    /// Whether the line is this text and its key nothing but the text folded.
    pub(super) fn is_of(&self, text: &str) -> bool {
        self.key.len() == self.spaced.len() && self.raw == text && !self.key.is_empty()
    }

    /// A line that only stands between others.
    fn unread(text: &'a str, locus: &'a Locus) -> Self {
        Self { raw: text.into(), spaced: String::new(), key: String::new(), locus, heading: false }
    }

    /// The pieces between white space.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &str> {
        self.spaced.split(' ').filter(|piece| !piece.is_empty())
    }
}

/// The lines at the beginning.
pub(super) fn leading(document: &Document) -> Vec<Line<'_>> {
    let mut budget = TOTAL;
    let mut lines = Vec::new();
    for line in document.blocks.iter().take(LEADING).flat_map(of_block) {
        budget = budget.saturating_sub(line.raw.len());
        lines.push(line);
        if budget == 0 || lines.len() >= MOST {
            break;
        }
    }
    lines
}

/// What the container declares, as lines `来源: 某局`: fields of a page, and the column it is filed under.
pub(super) fn declared(document: &Document) -> Vec<Line<'_>> {
    let data = document.metadata.iter().take(DECLARED);
    data.filter_map(|datum| {
        let label = match datum.name.as_str() {
            "contentsource" => "来源",
            "columnname" | "trail" => "栏目",
            name if super::fields::is_label(name) => name,
            _ => return None,
        };
        Line::new(Cow::Owned(format!("{label}: {}", first(&datum.value))), &datum.locus, false)
    })
    .collect()
}

/// The lines at the end, tables left out.
pub(super) fn trailing(document: &Document) -> Vec<Line<'_>> {
    let blocks = &document.blocks[document.blocks.len().saturating_sub(TRAILING)..];
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { text, locus, .. } | Block::Paragraph { text, locus } => {
                lines.extend(last(text).lines().take(LINES).filter_map(|line| {
                    let line = line.trim();
                    if is_sentence(line) {
                        Some(Line::unread(line, locus))
                    } else {
                        Line::new(line.into(), locus, false)
                    }
                }));
            }
            Block::Lines(rows) => {
                let from = rows.len().saturating_sub(TRAILING);
                lines.extend(rows[from..].iter().filter_map(of_pieces));
            }
            Block::Table(_) => {}
        }
    }
    lines.drain(..lines.len().saturating_sub(TRAILING));
    lines
}

/// A sentence that ends in words is neither an organ nor a day, as it stands.
fn is_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '）' | '。'));
    let is_word = |c| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !matches!(c, '日' | '号' | '號' | '月');
    line.contains('。') && end.ends_with(is_word)
}

/// The first characters of a text.
fn first(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    &text[..end]
}

/// The last characters of a text: a signature is short.
fn last(text: &str) -> &str {
    let start = text.char_indices().rev().nth(200).map_or(0, |(start, _)| start);
    &text[start..]
}

fn of_block(block: &Block) -> Vec<Line<'_>> {
    match block {
        Block::Heading { text, locus, .. } => of_text(text, locus, true),
        Block::Paragraph { text, locus } => of_text(text, locus, false),
        Block::Table(grid) => of_grid(grid),
        Block::Lines(lines) => lines.iter().take(LINES).filter_map(of_pieces).collect(),
    }
}

fn of_text<'a>(text: &'a str, locus: &'a Locus, heading: bool) -> Vec<Line<'a>> {
    let lines = text.lines().take(LINES);
    lines.filter_map(|line| Line::new(Cow::Borrowed(first(line).trim()), locus, heading)).collect()
}

fn of_pieces(line: &gongkai_model::Line) -> Option<Line<'_>> {
    let words: Vec<&str> = line.pieces.iter().take(CELLS).map(|piece| first(&piece.text)).collect();
    let locus = &line.pieces.first()?.locus;
    Line::new(Cow::Owned(first(&words.join(" ")).to_owned()), locus, false)
}

/// One line for each row; a cell that is a label gets its colon.
fn of_grid(grid: &Grid) -> Vec<Line<'_>> {
    (0..grid.rows().min(ROWS))
        .filter_map(|row| {
            let cells = grid.row(row);
            let mut text = String::with_capacity(cells.iter().take(CELLS).map(|cell| cell.text.len() + 2).sum());
            for cell in cells.iter().take(CELLS) {
                let words = first(cell.text.trim());
                if text.len() > 4 * LONGEST {
                    break;
                }
                text.push_str(words);
                text.push_str(if super::fields::is_label(words) { ": " } else { " " });
            }
            Line::new(Cow::Owned(text.trim_end().to_owned()), &cells.first()?.locus, false)
        })
        .collect()
}

/// The keys of lines run together, since sentences go on over the ends of lines.
#[derive(Debug, Default)]
pub(super) struct Running {
    pub(super) text: String,
    starts: Vec<usize>,
}

/// Bytes of running text looked at.
const RUNNING: usize = 30_000;

impl Running {
    pub(super) fn new(lines: &[Line<'_>]) -> Self {
        let mut running = Self::default();
        for line in lines {
            running.starts.push(running.text.len());
            running.text.push_str(&line.key);
            if running.text.len() > RUNNING {
                break;
            }
        }
        running
    }

    /// The number of the line that holds the byte `at`.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::{is_space, may_be_space};

    #[test]
    fn all_space_is_looked_for() {
        for c in ('\0'..=char::MAX).filter(|c| is_space(*c)) {
            let folded = gongkai_text::normalize::fold(&c.to_string());
            assert!(folded.bytes().next().is_none_or(may_be_space), "{c:?}");
        }
    }
}
