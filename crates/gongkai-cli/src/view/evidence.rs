//! A cell with its evidence: what stands there, how it was read, and the lines of the source around it.

use gongkai::Source;
use gongkai::export::page;
use gongkai::model::{Around, Fact, Locus, Obtained, Report, Shown, Value};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Page, line, styles};
use crate::sanitize::sanitize_line;

/// The evidence of some facts of a report, with what stands in its source.
pub(crate) fn evidence(report: &Report, facts: &[&Fact], source: &Source<'_>, page: &Page) -> String {
    let mut out = String::new();
    for (index, fact) in facts.iter().enumerate() {
        if index > 0 {
            line(&mut out, "");
        }
        head(&mut out, fact, page);
        let Some(locus) = &fact.evidence.locus else { continue };
        line(&mut out, &format!("  {0}-->{0:#} {1}:{locus}", styles::CARET, sanitize_line(&report.source)));
        place(&mut out, source, locus, page);
    }
    out
}

/// What stands at a place: lines of a text, a row of a table with its headers, a paragraph.
pub(super) fn place(out: &mut String, source: &Source<'_>, locus: &Locus, page: &Page) {
    if let Some(range) = locus.text_range() {
        return excerpt(out, source.text(), range, locus.line().unwrap_or(1) as usize, page);
    }
    match source.shown(locus) {
        Some(Shown { table: Some(around), .. }) => row(out, &around, page),
        Some(Shown { text, part, .. }) => marked(out, "", &text.replace('\n', " "), part, page),
        None => {}
    }
}

/// A row of a table as the page has it, the cell underlined, and the headers above the cell.
fn row(out: &mut String, around: &Around, page: &Page) {
    let flat = |text: &str| text.replace('\n', "");
    let headers: Vec<String> = around.headers().into_iter().map(flat).collect();
    if !headers.is_empty() {
        field(out, page.pick(("列头", "column")), &headers.join(" › "));
    }
    let (cells, meant) = around.row();
    let (mut line, mut range) = (String::new(), 0..0);
    for (index, cell) in cells.into_iter().enumerate() {
        line.push_str(if index > 0 { " | " } else { "" });
        if index == meant.start {
            range.start = line.len();
        }
        line.push_str(&flat(cell));
        if index < meant.end {
            range.end = line.len();
        }
    }
    marked(out, page.pick(("行", "row")), &line, range, page);
}

/// A line with a part underlined.
fn marked(out: &mut String, name: &str, text: &str, part: std::ops::Range<usize>, page: &Page) {
    let gutter = name.width();
    let room = page.width.saturating_sub(gutter + 5).max(20);
    let (shown, offset, width) = window(text, part, room);
    line(out, &format!("  {0}{name} |{0:#} {shown}", styles::DIM));
    let (space, caret) = (" ".repeat(offset), "^".repeat(width.max(1)));
    line(out, &format!("  {0}{1:>gutter$} |{0:#} {space}{2}{caret}{2:#}", styles::DIM, "", styles::CARET));
}

fn head(out: &mut String, fact: &Fact, page: &Page) {
    let label = sanitize_line(&fact.label).into_owned();
    line(out, &format!("{0}{1}{0:#}  {label}", styles::TITLE, sanitize_line(&fact.cell)));
    let value = match &fact.value {
        Value::Number(number) => format!("{number}{}", fact.unit),
        Value::Text(text) => format!("{}: {text}", page::state(&fact.value, page.language)),
        Value::Unreadable(candidates) if !candidates.is_empty() => {
            let or = page.pick((" 或 ", " or "));
            format!("{}: {}", page::state(&fact.value, page.language), candidates.join(or))
        }
        value => page::state(value, page.language).to_owned(),
    };
    field(out, page.pick(("值", "value")), &value);
    if fact.value == Value::Missing {
        return;
    }
    field(out, page.pick(("原文", "written")), &format!("“{}”", fact.evidence.raw));
    if let Obtained::Repaired { reason, first_reading } = &fact.evidence.obtained {
        field(out, page.pick(("修复", "repaired")), &page::repair(reason, page.language));
        field(out, page.pick(("初读", "first read as")), &format!("“{first_reading}”"));
    }
}

fn field(out: &mut String, name: &str, value: &str) {
    line(out, &format!("  {0}{name}{0:#}  {1}", styles::DIM, sanitize_line(value)));
}

/// The line that a range begins on, with the range underlined, and the lines before and after.
fn excerpt(out: &mut String, text: &str, range: std::ops::Range<usize>, number: usize, page: &Page) {
    if text.get(range.clone()).is_none() {
        return;
    }
    let begin = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[begin..].find('\n').map_or(text.len(), |at| begin + at);
    let gutter = (number + 1).to_string().len();
    let room = page.width.saturating_sub(gutter + 5).max(20);
    let numbered = |out: &mut String, number: usize, text: &str| {
        line(out, &format!("  {0}{number:>gutter$} |{0:#} {text}", styles::DIM));
    };
    if begin > 0 {
        let before = text[..begin - 1].rsplit('\n').next().unwrap_or_default();
        numbered(out, number - 1, &window(before, 0..0, room).0);
    }
    let marked = range.start - begin..range.end.min(end) - begin;
    let (shown, offset, width) = window(&text[begin..end], marked, room);
    numbered(out, number, &shown);
    let (space, caret) = (" ".repeat(offset), "^".repeat(width.max(1)));
    line(out, &format!("  {0}{1:>gutter$} |{0:#} {space}{2}{caret}{2:#}", styles::DIM, "", styles::CARET));
    if end < text.len() {
        let after = text[end + 1..].split('\n').next().unwrap_or_default();
        numbered(out, number + 1, &window(after, 0..0, room).0);
    }
}

/// The part of a line that fits, round the marked bytes; and where these begin and how wide they are in it.
fn window(line: &str, marked: std::ops::Range<usize>, room: usize) -> (String, usize, usize) {
    let line = line.trim_end_matches('\r');
    let (start, end) = (marked.start.min(line.len()), marked.end.min(line.len()));
    let (before, middle, after) = (&line[..start], &line[start..end], &line[end..]);
    let (before, middle, after) = (sanitize_line(before), sanitize_line(middle), sanitize_line(after));
    let middle = take(middle.chars(), room.saturating_sub(4));
    let spare = room - middle.width().min(room);
    let lead = take(before.chars().rev(), (spare / 2).max(spare.saturating_sub(after.width())));
    let lead: String = lead.chars().rev().collect();
    let cut = if lead.len() < before.len() { "…" } else { "" };
    let tail = take(after.chars(), spare.saturating_sub(lead.width()));
    let more = if tail.len() < after.len() { "…" } else { "" };
    (format!("{cut}{lead}{middle}{tail}{more}"), cut.width() + lead.width(), middle.width())
}

/// As many characters as fit into some columns.
fn take(characters: impl Iterator<Item = char>, room: usize) -> String {
    let mut width = 0;
    characters
        .take_while(|c| {
            width += c.width().unwrap_or(0);
            width <= room
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_round_the_mark() {
        let text = format!("{}12件{}", "前".repeat(50), "后".repeat(50));
        let (shown, offset, width) = window(&text, 150..152, 30);
        assert_eq!((shown.as_str(), offset, width), ("…前前前前前前前12件后后后后后后…", 15, 2));
    }

    #[test]
    fn marks_line_up_under_wide_characters() {
        assert_eq!(window("规章\t0\t1", 7..8, 40), ("规章 0 1".into(), 5, 1));
        assert_eq!(window("abc\r", 3..4, 40), ("abc".into(), 3, 0));
    }
}
