//! The running text of the sections, with the line breaks of tools mended.

use gongkai_model::{Found, Locus, Passage, SectionId};

use crate::flatten::{Cell, Place, Row};
use crate::sections::Heading;

/// A line shorter than this was not broken by a tool.
const BROKEN_LINE: usize = 15;

/// The passages, without the rows that belong to tables.
pub(crate) fn collect(rows: &[Row], headings: &[Heading], tables: &[(usize, usize)]) -> Vec<Passage> {
    let mut passages =
        vec![Passage { section: SectionId::Preamble, heading: String::new(), locus: None, paragraphs: Vec::new() }];
    let mut next = headings.iter().peekable();
    let mut last_indent = 0;
    for (number, row) in rows.iter().enumerate() {
        let in_table = tables.iter().any(|(first, last)| (*first..=*last).contains(&number));
        for (index, cell) in units(row) {
            while let Some(heading) = next.next_if(|heading| (heading.row, heading.cell) <= (number, index)) {
                passages.push(Passage {
                    section: heading.section.id,
                    heading: heading.text.clone(),
                    locus: Some(heading.locus.clone()),
                    paragraphs: Vec::new(),
                });
            }
            let is_heading = || headings.iter().any(|heading| (heading.row, heading.cell) == (number, index));
            if in_table || is_heading() {
                continue;
            }
            let (text, locus, indent) = text(row, cell);
            if let (Some(passage), false) = (passages.last_mut(), text.is_empty()) {
                add(passage, text, locus, row.heading || indent > last_indent);
                last_indent = indent;
            }
        }
    }
    passages.retain(|passage| passage.section != SectionId::Preamble || !passage.paragraphs.is_empty());
    passages
}

/// Whether the cells of a row are the pieces of one line.
fn is_line(row: &Row) -> bool {
    row.cells.iter().all(|cell| matches!(cell.place, Place::Line { .. }))
}

/// The cells whose texts stand for themselves: of the pieces of a line the first one, for all of them.
fn units(row: &Row) -> impl Iterator<Item = (usize, &Cell)> {
    row.cells.iter().enumerate().take(if is_line(row) { 1 } else { usize::MAX })
}

/// The text of a unit with its place and its indent.
fn text(row: &Row, cell: &Cell) -> (String, Locus, u32) {
    match (cell.place, row.cells.last()) {
        (Place::Line { chars: (indent, _), .. }, Some(last)) => (row.joined(), cell.locus.to(&last.locus), indent),
        _ => (cell.text.trim().to_owned(), cell.locus.clone(), 0),
    }
}

fn add(passage: &mut Passage, text: String, locus: Locus, anew: bool) {
    if let Some(last) = passage.paragraphs.last_mut()
        && !anew
        && is_broken(&last.value)
        && !begins_anew(&text)
    {
        last.value.push_str(&text);
        last.raw.push('\n');
        last.raw.push_str(&text);
        last.locus = last.locus.as_ref().map(|before| before.to(&locus));
        return;
    }
    passage.paragraphs.push(Found { value: text.clone(), raw: text, locus: Some(locus) });
}

/// A paragraph that stops in the middle of a sentence.
fn is_broken(text: &str) -> bool {
    // A title has no full stop.
    let ends = text.ends_with("报告")
        || text.ends_with(|c: char| c.is_ascii_digit())
        || text.ends_with(['。', '！', '？', '；', '：', ':', ';', '.', '!', '?', '）', ')', '”', '"', '】', '…']);
    text.chars().count() >= BROKEN_LINE && !ends
}

fn begins_anew(text: &str) -> bool {
    gongkai_text::numbering::split(text).0.is_some()
}
