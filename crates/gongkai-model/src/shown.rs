//! The way back: from a place in a report to what stands there in its document.

use std::ops::Range;

use crate::{Block, Document, Grid, Line, Locus};

/// What stands at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The text there, as the importer gives it; where pieces stand side by side, the line around them.
    pub text: String,
    /// Which bytes of the text are meant.
    pub part: Range<usize>,
    /// The table around, where the place is a cell of one.
    pub table: Option<Around>,
}

/// The table around a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// The whole table.
    pub grid: Grid,
    /// Indexes of the cells that are meant, in `grid.cells()`.
    pub cells: Range<usize>,
}

impl Around {
    /// The cells that cover the row of the first cell meant, left to right, and which of them are meant.
    pub fn row(&self) -> (Vec<&str>, Range<usize>) {
        let Some(cell) = self.grid.cells().get(self.cells.start) else { return (Vec::new(), 0..0) };
        let mut covering: Vec<(u32, usize)> = (self.grid.cells().iter().enumerate())
            .filter(|(_, other)| (other.row..other.row + other.row_span).contains(&cell.row))
            .map(|(index, other)| (other.column, index))
            .collect();
        covering.sort_unstable();
        let meant = |index: usize| self.cells.contains(&index);
        let start = covering.iter().position(|&(_, index)| meant(index)).unwrap_or(0);
        let end = covering.iter().rposition(|&(_, index)| meant(index)).map_or(start, |last| last + 1);
        (covering.iter().map(|&(_, index)| self.grid.cells()[index].text.as_str()).collect(), start..end)
    }

    /// The words above the first cell meant, from the top: the last headers before figures begin.
    pub fn headers(&self) -> Vec<&str> {
        let Some(cell) = self.grid.cells().get(self.cells.start) else { return Vec::new() };
        let mut headers: Vec<&str> = Vec::new();
        let above = self.grid.cells()[..self.cells.start].iter().rev();
        for other in above.filter(|other| (other.column..other.column + other.column_span).contains(&cell.column)) {
            let words = other.text.chars().any(char::is_alphabetic);
            match (words, other.text.is_empty()) {
                (true, _) => headers.push(&other.text),
                (false, true) => {}
                (false, false) if headers.is_empty() => {}
                (false, false) => break,
            }
        }
        headers.reverse();
        headers
    }
}

impl Document {
    /// What stands at a place of this document. Nothing where the place is none of it.
    pub fn shown(&self, locus: &Locus) -> Option<Shown> {
        let exact = |other: &Locus| other.whole() == locus.whole() && other.meets(locus);
        let near = |other: &Locus| other.meets(locus);
        self.find(locus, &exact).or_else(|| self.find(locus, &near))
    }

    fn find(&self, locus: &Locus, is: &dyn Fn(&Locus) -> bool) -> Option<Shown> {
        self.blocks.iter().find_map(|block| match block {
            Block::Heading { text, locus: place, .. } | Block::Paragraph { text, locus: place } => {
                is(place).then(|| Shown { text: text.clone(), part: part_in(place, locus, text), table: None })
            }
            Block::Table(grid) => {
                let index = grid.cells().iter().position(|cell| is(&cell.locus))?;
                let cell = grid.cells().get(index)?;
                let part = part_in(&cell.locus, locus, &cell.text);
                let table = Some(Around { grid: grid.clone(), cells: index..index + 1 });
                Some(Shown { text: cell.text.clone(), part, table })
            }
            Block::Lines(lines) => lines.iter().find_map(|line| in_line(line, locus, is)),
        })
    }
}

/// A line with what is meant in it.
fn in_line(line: &Line, locus: &Locus, is: &dyn Fn(&Locus) -> bool) -> Option<Shown> {
    line.pieces.iter().find(|piece| is(&piece.locus))?;
    let (mut text, mut columns) = (String::new(), 0);
    let mut part: Option<Range<usize>> = None;
    for piece in &line.pieces {
        text.extend(std::iter::repeat_n(
            ' ',
            piece.columns.saturating_sub(columns).clamp(u32::from(columns > 0), 400) as usize,
        ));
        let start = text.len();
        text.push_str(&piece.text);
        columns = piece.columns + piece.text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u32>();
        if piece.locus.meets(locus) {
            let inside = part_in(&piece.locus, locus, &piece.text);
            let from = part.as_ref().map_or(start + inside.start, |part| part.start);
            part = Some(from..start + inside.end);
        }
    }
    Some(Shown { part: part.unwrap_or(0..text.len()), text, table: None })
}

/// Which bytes of a text that stands at a place are meant by another one; all of them where that does not say.
fn part_in(place: &Locus, meant: &Locus, text: &str) -> Range<usize> {
    let (place, meant) = (place.unconverted(), meant.unconverted());
    if let (Some(around), Some(inside)) = (place.text_range(), meant.text_range()) {
        let part = inside.start.saturating_sub(around.start)..inside.end.saturating_sub(around.start);
        return if place.is_of(text.len()) && text.get(part.clone()).is_some() { part } else { 0..text.len() };
    }
    let offset = place.bytes().map_or(0, |(start, _)| start);
    let part = meant.bytes().filter(|_| place.whole() == meant.whole());
    let part = part.map(|(start, end)| start.saturating_sub(offset) as usize..end.saturating_sub(offset) as usize);
    part.filter(|part| text.get(part.clone()).is_some()).unwrap_or(0..text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{GridBuilder, Piece};

    fn paragraph(number: u32) -> Locus {
        Locus::Paragraph { number, more: 0, part: None }
    }

    fn boxed(left: u32, top: u32) -> Locus {
        Locus::Page { page: 1, left, top, right: left + 100, bottom: top + 20, part: None }
    }

    fn document() -> Document {
        let cell = |row, column| Locus::Cell { table: 1, row, column, part: None };
        let mut grid = GridBuilder::new(100);
        for (row, texts) in [["项目", "本年", "上年"], ["规章", "1", "2"]].iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                grid.cell(*text, cell(row as u32 + 1, column as u32 + 1)).unwrap();
            }
            grid.end_row();
        }
        let piece = |text: &str, columns, locus| Piece { text: text.into(), chars: columns, columns, locus };
        let line = Line { pieces: vec![piece("规章", 0, boxed(0, 0)), piece("12", 8, boxed(400, 0))], page: 0 };
        let text = "甲乙丙12件";
        Document {
            blocks: vec![
                Block::Paragraph { text: text.into(), locus: paragraph(1) },
                Block::Paragraph { text: "乙12".into(), locus: paragraph(2).part(10, "乙12") },
                Block::Table(grid.finish()),
                Block::Lines(vec![line]),
            ],
            ..Document::default()
        }
    }

    #[test]
    fn every_sort_of_place_leads_back() {
        let document = document();
        for (locus, expected) in [
            (paragraph(1), "甲乙丙12件"),
            (paragraph(1).part(9, "12"), "12"),
            (paragraph(2).part(13, "12"), "12"),
            (Locus::Cell { table: 1, row: 2, column: 3, part: None }, "2"),
            (boxed(400, 0), "12"),
            (boxed(0, 0).to(&boxed(400, 0)), "规章    12"),
        ] {
            let shown = document.shown(&locus).unwrap_or_else(|| panic!("{locus}"));
            assert_eq!(&shown.text[shown.part], expected, "{locus}");
        }
        for locus in [paragraph(3), Locus::Cell { table: 2, row: 1, column: 1, part: None }, boxed(0, 500)] {
            assert_eq!(document.shown(&locus), None, "{locus}");
        }
    }

    #[test]
    fn cells_come_with_their_row_and_headers() {
        let shown = document().shown(&Locus::Cell { table: 1, row: 2, column: 3, part: None }).unwrap();
        let around = shown.table.unwrap();
        assert_eq!(around.row(), (vec!["规章", "1", "2"], 2..3));
        assert_eq!(around.headers(), ["上年"]);
    }
}
