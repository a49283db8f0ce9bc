//! Tables that converters leave as HTML inside Markdown. Another crate reads them; here they are found.

use std::ops::Range;

use gongkai_model::{Block, Locus};
use gongkai_plugin::Limits;

use super::source::Source;

/// Reads the tables, and the text between them, of a piece of HTML that stands in a text. The function given says
/// where some bytes of the piece stand.
pub type HtmlTables = fn(html: &str, limits: &Limits, place: &dyn Fn(Range<usize>) -> Locus) -> Vec<Block>;

/// Takes the lines from one that opens a table to the one that closes it; says how many they are.
pub(super) fn take(
    source: &Source<'_>,
    start: usize,
    limits: &Limits,
    read: HtmlTables,
) -> Option<(Vec<Block>, usize)> {
    if !opens(source.line(start)) {
        return None;
    }
    let mut depth = 0;
    let last = (start..source.len()).find(|&index| {
        depth += count(source.line(index), "<table");
        depth -= count(source.line(index), "</table");
        depth <= 0
    });
    let end = last.map_or(source.len(), |last| last + 1);
    let (html, offset) = source.lines(start, end);
    let blocks = read(html, limits, &|range| source.locus_at(offset + range.start..offset + range.end));
    Some((blocks, end - start))
}

fn opens(line: &str) -> bool {
    line.contains('<') && count(line, "<table") > 0
}

fn count(line: &str, tag: &str) -> i64 {
    let bytes = line.as_bytes();
    let starts = bytes.windows(tag.len()).enumerate().filter(|(at, window)| {
        let next = bytes.get(at + tag.len());
        window.eq_ignore_ascii_case(tag.as_bytes()) && next.is_none_or(|next| !next.is_ascii_alphanumeric())
    });
    starts.count() as i64
}
