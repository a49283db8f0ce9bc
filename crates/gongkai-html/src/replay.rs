//! The way back: from a place in a report to what stands there on the page.

use std::ops::Range;

use gongkai_model::{Around, Capture, Locus, Shown};
use gongkai_plugin::Limits;
use scraper::Html;

use crate::flat::Flat;
use crate::run::{Manner, Run};
use crate::tag::Tag;
use crate::{envelope, hidden, positioned, table, tree};

/// A source, parsed again to look places up.
#[derive(Debug)]
pub struct Page {
    /// The pages in it.
    parts: Vec<Html>,
}

impl Page {
    /// Parses a capture as the importer does.
    pub fn of(capture: &Capture) -> Self {
        Self { parts: envelope::open(capture).iter().map(|part| tree::parse(&part.html).html).collect() }
    }

    /// Goes the way of a place again. Nothing where the place is none of this source.
    pub fn show(&self, locus: &Locus) -> Option<Shown> {
        let Locus::Node { path, more, part } = locus else { return None };
        if let [html] = &self.parts[..] {
            return show(&Flat::new(html), path, *more, *part);
        }
        // The first step is to one of several pages.
        let (&number, path) = path.split_first()?;
        show(&Flat::new(self.parts.get(number as usize)?), path, *more, *part)
    }
}

fn show(flat: &Flat<'_>, path: &[u32], more: u32, part: Option<(u32, u32)>) -> Option<Shown> {
    let locus = Locus::Node { path: path.to_vec(), more, part };
    if let Some((text, part)) = positioned::show(flat, &locus) {
        return Some(Shown { text, part, table: None });
    }
    let (first, rest) = flat.follow(path)?;
    if let Some((&string, rest)) = rest.split_first() {
        let page = hidden::follow(flat, first, string)?;
        return show(&Flat::new(&page.html), rest, more, part);
    }
    let nodes: Vec<usize> = std::iter::successors(Some(first), |&at| next(flat, at)).take(more as usize + 1).collect();
    let last = *nodes.last()?;
    if flat.items[first].tag == Tag::Cell {
        let around = around(flat, first, last)?;
        let text = around.grid.cells().get(around.cells.clone())?.first()?.text.clone();
        let part = range(part, &text);
        return Some(Shown { text, part, table: Some(around) });
    }
    let mut run = Run::default();
    nodes.iter().for_each(|&node| add(flat, node, &mut run));
    let text = run.take(flat)?.text;
    let part = range(part, &text);
    Some(Shown { text, part, table: None })
}

/// The part that is meant, all of the text where no part is said or none fits.
fn range(part: Option<(u32, u32)>, text: &str) -> Range<usize> {
    let part = part.map(|(start, end)| start as usize..end as usize);
    part.filter(|part| text.get(part.clone()).is_some()).unwrap_or(0..text.len())
}

fn next(flat: &Flat<'_>, place: usize) -> Option<usize> {
    let (parent, end) = (flat.items[place].parent, flat.items[place].end);
    (place > 0 && end < flat.items[parent].end).then_some(end)
}

fn add(flat: &Flat<'_>, place: usize, run: &mut Run) {
    let item = &flat.items[place];
    if item.hidden || matches!(item.tag, Tag::Skipped | Tag::Image) {
        return;
    }
    if let Some(text) = item.node.as_text() {
        run.push(text, place, Manner::default());
        return;
    }
    if item.tag.breaks_line() {
        run.end_line();
    }
    let (before, behind) = table::apart(flat, place, run);
    run.mark(before);
    flat.children(place).for_each(|child| add(flat, child, run));
    run.mark(behind);
    if item.tag.breaks_line() {
        run.end_line();
    }
}

/// The table that two cells of one row stand in.
fn around(flat: &Flat<'_>, first: usize, last: usize) -> Option<Around> {
    let mut table = first;
    while flat.items[table].tag != Tag::Table {
        table = Some(flat.items[table].parent).filter(|&parent| parent != table)?;
    }
    let grid = table::read(flat, table, &Limits::default()).grid;
    let position = |place: usize| {
        let locus = Locus::node(flat.path(place));
        grid.cells().iter().position(|cell| cell.locus == locus)
    };
    let start = position(first)?;
    let end = position(last).filter(|&end| end >= start).unwrap_or(start);
    Some(Around { cells: start..end + 1, grid })
}

#[cfg(test)]
mod tests {
    use gongkai_model::{Block, Provenance};
    use gongkai_plugin::Importer as _;

    use super::*;

    const PAGE: &str = "<body><p>甲<b>乙</b><br>丙12件</p><table>
        <tr><th rowspan=2>项目<th colspan=2>数量<tr><th>本年<th>上年
        <tr><td>规章<td>1<td>2<tr><td>文件<td>3<td>4<sup>5</sup></table>";

    fn page() -> (Capture, Vec<Block>) {
        let capture = Capture::new(PAGE, Provenance::of("page.html"));
        let document = crate::HtmlImporter.import(&capture, &Limits::default()).unwrap().remove(0);
        (capture, document.blocks)
    }

    #[test]
    fn every_place_leads_back_to_its_text() {
        let (capture, blocks) = page();
        let page = Page::of(&capture);
        for block in &blocks {
            match block {
                Block::Paragraph { text, locus } | Block::Heading { text, locus, .. } => {
                    assert_eq!(page.show(locus).map(|shown| shown.text).as_ref(), Some(text));
                }
                Block::Table(grid) => {
                    for cell in grid.cells() {
                        assert_eq!(page.show(&cell.locus).map(|shown| shown.text).as_ref(), Some(&cell.text));
                    }
                }
                Block::Lines(_) => {}
            }
        }
        assert_eq!(page.show(&Locus::node([1, 99])), None);
        assert_eq!(page.show(&Locus::node([0, 1, 2, 3])), None);
    }

    #[test]
    fn cells_come_with_their_row_and_headers() {
        let (capture, blocks) = page();
        let Some(Block::Table(grid)) = blocks.last() else { panic!("{blocks:?}") };
        let cell = |row: u32, column: usize| &grid.row(row)[column].locus;
        let page = Page::of(&capture);
        let around = page.show(cell(3, 2)).and_then(|shown| shown.table).unwrap();
        assert_eq!(around.row(), (vec!["文件", "3", "4^5"], 2..3));
        assert_eq!(around.headers(), ["数量", "上年"]);
        let both = page.show(&cell(2, 1).to(cell(2, 2))).and_then(|shown| shown.table).unwrap();
        assert_eq!(both.row(), (vec!["规章", "1", "2"], 1..3));
    }

    #[test]
    fn parts_are_counted_in_the_text_as_imported() {
        let (capture, blocks) = page();
        let Block::Paragraph { text, locus } = &blocks[1] else { panic!("{blocks:?}") };
        assert_eq!(text, "丙12件");
        let shown = Page::of(&capture).show(&locus.part(3, "12")).unwrap();
        assert_eq!(&shown.text[shown.part], "12");
    }
}
