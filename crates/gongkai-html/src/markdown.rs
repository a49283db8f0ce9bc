//! Tables in HTML that stand in a text: read as those of a page, with places in the text.

use std::ops::Range;

use gongkai_model::{Block, Locus};
use gongkai_plugin::Limits;

use crate::flat::Flat;
use crate::tag::Tag;
use crate::{tree, walk};

/// Reads the tables and the text between them of a piece of HTML; `place` says where some of its bytes stand.
pub fn tables_in_text(html: &str, limits: &Limits, place: &dyn Fn(Range<usize>) -> Locus) -> Vec<Block> {
    let page = tree::parse(html);
    let flat = Flat::new(&page.html);
    let mut blocks = walk::read(&flat, &[0], limits).blocks;
    let cells: Vec<usize> = (0..flat.items.len()).filter(|&at| flat.items[at].tag == Tag::Cell).collect();
    let ranges = cells_in(html);
    // The parser may have supplied cells or dropped some; then only the whole piece is sure.
    let matched = ranges.len() == cells.len();
    let locate = |locus: &mut Locus| {
        let Locus::Node { path, .. } = locus else { return };
        let mut node = flat.follow(path).map_or(0, |(node, _)| node);
        while node > 0 && flat.items[node].tag != Tag::Cell {
            node = flat.items[node].parent;
        }
        let around = cells.binary_search(&node).ok().filter(|_| matched);
        *locus = place(around.map_or(0..html.len(), |number| ranges[number].clone()));
    };
    for block in &mut blocks {
        match block {
            Block::Heading { locus, .. } | Block::Paragraph { locus, .. } => locate(locus),
            Block::Table(grid) => grid.relocate(locate),
            Block::Lines(_) => {}
        }
    }
    blocks
}

/// The bytes of each cell, from its start tag to the next tag of a table.
fn cells_in(html: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(found) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[found..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| found + end + 3);
            continue;
        }
        let closing = rest.starts_with("</");
        let name: String = rest[1 + usize::from(closing)..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        at = end_of_tag(html, found);
        if !matches!(name.as_str(), "td" | "th" | "tr" | "table" | "tbody" | "thead" | "tfoot") {
            continue;
        }
        if let Some(start) = open.take() {
            cells.push(trimmed(html, start..found));
        }
        open = (!closing && matches!(name.as_str(), "td" | "th")).then_some(at);
    }
    if let Some(start) = open {
        cells.push(trimmed(html, start.min(html.len())..html.len()));
    }
    cells
}

/// Where the tag that opens at a byte ends: behind the first `>` outside quotes.
fn end_of_tag(html: &str, start: usize) -> usize {
    let mut quote = None;
    for (at, c) in html[start..].char_indices() {
        match quote {
            Some(open) if open == c => quote = None,
            Some(_) => {}
            None if c == '>' => return start + at + 1,
            None if c == '"' || c == '\'' => quote = Some(c),
            None => {}
        }
    }
    html.len()
}

fn trimmed(html: &str, range: Range<usize>) -> Range<usize> {
    let text = &html[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_in_the_text() {
        let html = "<table><tr><td a='>'>规章<td> 12 </td><!-- <td> --></tr></table>";
        let texts: Vec<&str> = cells_in(html).into_iter().map(|range| &html[range]).collect();
        assert_eq!(texts, ["规章", "12"]);
    }

    #[test]
    fn tables_come_with_places_in_the_text() {
        let html = "<table><tr><td>规章</td><td><b>12</b></td></tr></table>";
        let place = |range: Range<usize>| Locus::Text {
            line: 1,
            column: 1,
            start: 100 + range.start as u32,
            end: 100 + range.end as u32,
        };
        let blocks = tables_in_text(html, &Limits::default(), &place);
        let [Block::Table(grid)] = &blocks[..] else { panic!("{blocks:?}") };
        let shown = |index: usize| {
            let range = grid.cells()[index].locus.text_range().unwrap();
            &html[range.start - 100..range.end - 100]
        };
        assert_eq!((shown(0), shown(1)), ("规章", "<b>12</b>"));
    }
}
