//! The running text of the sections, with the line breaks of tools mended.

use gongkai_model::{Found, Locus, Passage, SectionId};

use crate::flatten::{Cell, Place, Row};
use crate::narrative::{Paragraph, Piece};
use crate::sections::Heading;

/// A line shorter than this was not broken by a tool.
const BROKEN_LINE: usize = 15;

/// In a page of one line the rest is prose.
const TABLE_ROW: usize = 60;
/// Longer cells of such a line are running text.
const TABLE_CELL: usize = 60;

/// The running text of a document.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    pub(crate) passages: Vec<Passage>,
    /// The paragraphs of all passages in order, with the places of their parts.
    pub(crate) paragraphs: Vec<Paragraph>,
}

/// The passages, without the rows that belong to tables.
pub(crate) fn collect(rows: &[Row], headings: &[Heading], tables: &[(usize, usize)]) -> Prose {
    let mut prose = Prose::default();
    prose.open(SectionId::Preamble, String::new(), None);
    let mut next = headings.iter().peekable();
    let mut last_indent = 0;
    for (number, row) in rows.iter().enumerate() {
        let in_table = tables.iter().any(|(first, last)| (*first..=*last).contains(&number));
        // In a page of one line tables are only a part.
        let beside = in_table && row.cells.len() > TABLE_ROW;
        for (index, cell) in units(row) {
            while let Some(heading) = next.next_if(|heading| (heading.row, heading.cell) <= (number, index)) {
                prose.open(heading.section.id, heading.text.clone(), Some(heading.locus.clone()));
            }
            let is_heading = || headings.iter().any(|heading| (heading.row, heading.cell) == (number, index));
            if (in_table && !beside) || is_heading() {
                continue;
            }
            let text = Text::of(row, cell);
            if text.value.is_empty() || (beside && !prose.is_beside_a_table(&text.value)) {
                continue;
            }
            let indent = text.indent;
            prose.add(text, row.heading || indent > last_indent);
            last_indent = indent;
        }
    }
    prose.passages.retain(|passage| passage.section != SectionId::Preamble || !passage.paragraphs.is_empty());
    prose
}

/// Whether the cells of a row are the pieces of one line.
fn is_line(row: &Row) -> bool {
    row.cells.iter().all(|cell| matches!(cell.place, Place::Line { .. }))
}

/// The cells whose texts stand for themselves: of the pieces of a line the first one, for all of them.
fn units(row: &Row) -> impl Iterator<Item = (usize, &Cell)> {
    row.cells.iter().enumerate().take(if is_line(row) { 1 } else { usize::MAX })
}

/// A text of a row: the pieces of a line together, or a cell.
struct Text {
    value: String,
    locus: Locus,
    indent: u32,
    pieces: Vec<Piece>,
}

impl Text {
    fn of(row: &Row, cell: &Cell) -> Self {
        match (cell.place, row.cells.last()) {
            (Place::Line { chars: (indent, _), .. }, Some(last)) => {
                Self { value: row.joined(), locus: cell.locus.to(&last.locus), indent, pieces: pieces(row) }
            }
            _ => Self {
                value: cell.text.trim().to_owned(),
                locus: cell.locus.clone(),
                indent: 0,
                pieces: vec![trimmed(cell)],
            },
        }
    }
}

/// The parts of a line, as [`Row::joined`] puts them together.
fn pieces(row: &Row) -> Vec<Piece> {
    let mut at = 0;
    let filled = row.cells.iter().filter(|cell| !cell.text.is_empty());
    filled
        .enumerate()
        .map(|(index, cell)| {
            let length = cell.text.len();
            let piece = Piece { at, length, locus: cell.locus.clone(), new_line: index == 0 };
            at += length + 1;
            piece
        })
        .collect()
}

/// A cell without the white space around it.
fn trimmed(cell: &Cell) -> Piece {
    let text = cell.text.trim();
    let skipped = cell.text.len() - cell.text.trim_start().len();
    let locus = if cell.locus.is_of(cell.text.len()) && text.len() < cell.text.len() {
        cell.locus.part(skipped, text).after(&cell.text[..skipped])
    } else {
        cell.locus.clone()
    };
    Piece { at: 0, length: text.len(), locus, new_line: true }
}

impl Prose {
    fn open(&mut self, section: SectionId, heading: String, locus: Option<Locus>) {
        self.passages.push(Passage { section, heading, locus, paragraphs: Vec::new() });
    }

    /// Whether a text of a page in one line, which holds tables somewhere, is no cell of a table.
    fn is_beside_a_table(&self, text: &str) -> bool {
        let section = self.passages.last().map(|passage| passage.section);
        let of_tables = [SectionId::ProactiveDisclosure, SectionId::Requests, SectionId::ReviewLitigation];
        !section.is_some_and(|section| of_tables.contains(&section))
            || (text.chars().count() > TABLE_CELL && text.contains(['。', '；']))
    }

    fn add(&mut self, text: Text, anew: bool) {
        let Some(passage) = self.passages.last_mut() else { return };
        if let (Some(last), Some(paragraph)) = (passage.paragraphs.last_mut(), self.paragraphs.last_mut())
            && !anew
            && (is_broken(&last.value) && !begins_anew(&text.value) || breaks_a_figure(&last.value, &text.value))
        {
            let before = last.value.len();
            last.value.push_str(&text.value);
            last.raw.push('\n');
            last.raw.push_str(&text.value);
            last.locus = last.locus.as_ref().map(|before| before.to(&text.locus));
            paragraph.text.push_str(&text.value);
            let pieces = text.pieces.into_iter();
            paragraph.pieces.extend(pieces.map(|piece| Piece { at: before + piece.at, ..piece }));
            return;
        }
        self.paragraphs.push(Paragraph { section: passage.section, text: text.value.clone(), pieces: text.pieces });
        passage.paragraphs.push(Found { value: text.value.clone(), raw: text.value, locus: Some(text.locus) });
    }
}

/// A paragraph that stops in the middle of a sentence.
fn is_broken(text: &str) -> bool {
    // A title has no full stop.
    let ends = text.ends_with("报告")
        || text.ends_with(|c: char| c.is_ascii_digit())
        || text.ends_with(['。', '！', '？', '；', '：', ':', ';', '.', '!', '?', '）', ')', '”', '"', '】', '…']);
    text.chars().count() >= BROKEN_LINE && !ends
}

/// A figure and its unit on two lines: `…答复 2⏎件`, `2025⏎年`.
fn breaks_a_figure(before: &str, text: &str) -> bool {
    let figure = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let counts = text.starts_with(['件', '条', '篇', '次', '项', '份', '起', '%', '万', '余']);
    figure > 0 && (counts && before.chars().count() >= BROKEN_LINE || figure == 4 && text.starts_with('年'))
}

fn begins_anew(text: &str) -> bool {
    gongkai_text::numbering::split(text).0.is_some()
}
