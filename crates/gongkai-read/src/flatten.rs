//! A document as one sequence of rows of cells, whatever blocks they came in.

use std::borrow::Cow;

use gongkai_model::{Block, Document, Grid, Line, Locus, Piece};
use gongkai_text::normalize::label_key;
use gongkai_text::numbering::{self, Mark};
use gongkai_text::reading::{self, Reading};

use crate::{glued, known};

/// Longer texts are prose: neither figures nor labels.
const LONGEST_CELL: usize = 400;

/// Where a cell stands beside its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a table whose cells the source separates.
    Grid {
        /// Number of the table in the document.
        grid: usize,
        /// Column, from 0.
        column: u32,
    },
    /// On a line laid out by white space.
    Line {
        /// Characters before it, and its characters.
        chars: (u32, u32),
        /// Terminal columns before it, and its columns.
        columns: (u32, u32),
        /// Page, from 0.
        page: u32,
    },
    /// A line or paragraph of its own.
    Alone,
}

/// A cell, a piece of a line, or a paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) locus: Locus,
    /// The line it stands on; where the source has no lines, every row counts as one.
    pub(crate) line: Option<u32>,
    pub(crate) place: Place,
    pub(crate) reading: Reading,
    /// Letters and digits of the text, mark included.
    pub(crate) key: String,
    /// The mark in front.
    pub(crate) mark: Option<Mark>,
    /// Letters and digits behind the mark.
    pub(crate) bare: String,
}

impl Cell {
    pub(crate) fn new(text: &str, locus: &Locus, place: Place) -> Self {
        if text.len() > LONGEST_CELL {
            let (reading, key, bare) = (Reading::Text, String::new(), String::new());
            let (text, locus, line) = (text.to_owned(), locus.clone(), locus.line());
            return Self { text, locus, line, place, reading, key, mark: None, bare };
        }
        let reading = match reading::read(text) {
            // Longer than any number: figures run together.
            Reading::Text if text.bytes().all(|b| b.is_ascii_digit()) => Reading::SplitDigits(vec![text.to_owned()]),
            reading => reading,
        };
        let is_words = matches!(reading, Reading::Text) || text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        let (key, mark, bare) = if is_words {
            let (mark, rest) = numbering::split(text);
            let key = label_key(text);
            let bare = if mark.is_some() { label_key(rest) } else { key.clone() };
            (key, mark, bare)
        } else {
            (String::new(), None, String::new())
        };
        let (text, locus, line) = (text.to_owned(), locus.clone(), locus.line());
        Self { text, locus, line, place, reading, key, mark, bare }
    }

    /// Whether it says something as a cell for figures does.
    pub(crate) fn is_value(&self) -> bool {
        !matches!(self.reading, Reading::Text)
    }

    /// Whether it is an empty cell.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self.reading, Reading::Blank)
    }

    /// Whether it holds a figure, or digits that may be one.
    pub(crate) fn has_digits(&self) -> bool {
        matches!(self.reading, Reading::Number(..) | Reading::SplitDigits(_))
    }
}

/// Cells that stand side by side.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    /// Block the row comes from.
    pub(crate) block: usize,
    /// Whether the source marks it as a heading.
    pub(crate) heading: bool,
}

impl Row {
    /// All words and figures of the row.
    pub(crate) fn joined(&self) -> String {
        let parts: Vec<&str> =
            self.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
        parts.join(" ")
    }
}

/// More cells than this in a document are not looked at: no report comes near.
pub(crate) const MOST_CELLS: usize = 300_000;

/// All rows of a document, and whether it went on beyond [`MOST_CELLS`].
pub(crate) fn flatten(document: &Document) -> (Vec<Row>, bool) {
    let mut rows: Vec<Row> = Vec::new();
    let mut grids = 0;
    let (mut counted, mut cells) = (0, 0);
    for (block, content) in document.blocks.iter().enumerate() {
        cells += rows[counted..].iter().map(|row| row.cells.len()).sum::<usize>();
        counted = rows.len();
        if cells > MOST_CELLS {
            return (finished(rows, document), true);
        }
        match content {
            Block::Heading { text, locus, .. } => {
                rows.push(Row { cells: vec![Cell::new(text, locus, Place::Alone)], block, heading: true });
            }
            Block::Paragraph { text, locus } => match glued::rows(text, locus, block) {
                Some(parted) => rows.extend(parted),
                None => rows.push(Row { cells: vec![Cell::new(text, locus, Place::Alone)], block, heading: false }),
            },
            Block::Table(grid) => {
                rows.extend(grid_rows(grid, grids, block));
                grids += 1;
            }
            Block::Lines(lines) => rows.extend(lines.iter().map(|line| line_row(line, block))),
        }
    }
    (finished(rows, document), false)
}

/// The rows without page numbers, with numbers of lines where the source has none: a row of a table is a line, and so
/// is a paragraph.
fn finished(mut rows: Vec<Row>, document: &Document) -> Vec<Row> {
    let (mut line, mut last) = (0, None);
    for row in &mut rows {
        let paragraph = matches!(document.blocks.get(row.block), Some(Block::Paragraph { .. }));
        line += u32::from(!paragraph || last != Some(row.block));
        last = Some(row.block);
        for cell in &mut row.cells {
            cell.line = cell.line.or(Some(line));
        }
    }
    rows.retain(|row| !is_page_number(row));
    rows
}

fn grid_rows(grid: &Grid, number: usize, block: usize) -> impl Iterator<Item = Row> {
    (0..grid.rows()).map(move |row| {
        let cells = grid.row(row).iter();
        let cells =
            cells.map(|cell| Cell::new(&cell.text, &cell.locus, Place::Grid { grid: number, column: cell.column }));
        Row { cells: cells.collect(), block, heading: false }
    })
}

/// The pieces of a line; a unit goes with the number before it, `数据 1` is one header, and neighbours that make up a
/// label of the form are that label.
fn line_row(line: &Line, block: usize) -> Row {
    let mut cells: Vec<Cell> = Vec::new();
    let mut last_end = 0;
    let mut index = 0;
    let pieces = without_glued_figure(&line.pieces);
    while index < pieces.len() {
        let count = label_length(&pieces[index..]);
        let piece = joined(&pieces[index..index + count]);
        index += count;
        let chars = piece.text.chars().count() as u32;
        let columns = unicode_width::UnicodeWidthStr::width(piece.text.as_str()) as u32;
        let place = Place::Line { chars: (piece.chars, chars), columns: (piece.columns, columns), page: line.page };
        let adjoining = !cells.is_empty() && piece.chars <= last_end + 1;
        last_end = piece.chars + chars;
        if let (true, Some(before)) = (adjoining, cells.last_mut())
            && goes_with(before, &piece.text)
        {
            let text = format!("{}{}", before.text, piece.text);
            *before = Cell::new(&text, &before.locus.to(&piece.locus), before.place);
            continue;
        }
        cells.push(Cell::new(&piece.text, &piece.locus, place));
    }
    Row { cells, block, heading: false }
}

/// Parts a figure from the label that it touches, where the rest of the line is figures: no label of the form ends in
/// digits, so `…政府信2  0  0` is a label that reached its column.
fn without_glued_figure(pieces: &[Piece]) -> Cow<'_, [Piece]> {
    let is_figure = |piece: &Piece| piece.text.bytes().all(|b| b.is_ascii_digit());
    let Some(at) =
        pieces.iter().position(|piece| !is_figure(piece) && piece.text.ends_with(|c: char| c.is_ascii_digit()))
    else {
        return Cow::Borrowed(pieces);
    };
    let words = pieces[at].text.trim_end_matches(|c: char| c.is_ascii_digit());
    let behind = &pieces[at + 1..];
    let ends_in_words = words.chars().any(char::is_alphabetic)
        && words.ends_with(|c: char| c.is_alphabetic() || matches!(c, '、' | '，' | '）' | ')' | '”' | '"'));
    if !ends_in_words || words.ends_with("数据") || behind.len() < 2 || !behind.iter().all(is_figure) {
        return Cow::Borrowed(pieces);
    }
    let (label, figure) = (pieces[at].before(words.len()), pieces[at].behind(words.len()));
    Cow::Owned([&pieces[..at], &[label, figure], behind].concat())
}

/// Most pieces that one label is put together from, and widest gap between them.
const LABEL_PIECES: usize = 8;
const LABEL_GAP: u32 = 3;

/// How many of the first pieces make up a label of the form: the most that do, else one.
fn label_length(pieces: &[Piece]) -> usize {
    let near = |pair: &[Piece]| pair[1].chars <= pair[0].chars + pair[0].text.chars().count() as u32 + LABEL_GAP;
    // `-` and `/` are cells of their own, although a label's key has no such characters.
    let words = |pair: &[Piece]| pair.iter().all(|piece| piece.text.chars().any(char::is_alphanumeric));
    let run = 1 + pieces.windows(2).take(LABEL_PIECES - 1).take_while(|pair| near(pair) && words(pair)).count();
    (2..=run.min(pieces.len()))
        .rev()
        .find(|&count| {
            let text: String = pieces[..count].iter().map(|piece| piece.text.as_str()).collect();
            text.chars().count() <= 60 && known::is_label(&label_key(&text))
        })
        .unwrap_or(1)
}

fn joined(pieces: &[Piece]) -> Piece {
    let mut whole = pieces[0].clone();
    for piece in &pieces[1..] {
        whole.text.push_str(&piece.text);
        whole.locus = whole.locus.to(&piece.locus);
    }
    whole
}

fn goes_with(before: &Cell, piece: &str) -> bool {
    const UNITS: [&str; 6] = ["元", "万元", "件", "条", "次", "个"];
    let item = matches!(before.mark, Some(Mark::Item(_))) && before.bare.is_empty();
    (before.has_digits() && UNITS.contains(&piece))
        || (before.text == "数据" && piece.len() == 1 && piece.bytes().all(|b| b.is_ascii_digit()))
        || (item && numbering::split(piece).0.is_none() && !piece.bytes().any(|b| b.is_ascii_digit()))
}

/// `- 3 -`, `—3—`, `第3页`: page furniture, alone on its line.
fn is_page_number(row: &Row) -> bool {
    if row.cells.is_empty()
        || row.cells.len() > 5
        || row.cells.iter().any(|cell| matches!(cell.place, Place::Grid { .. }))
    {
        return false;
    }
    match &row.cells[..] {
        [cell] => is_page_number_text(&cell.text),
        cells => is_page_number_text(&cells.iter().map(|cell| cell.text.as_str()).collect::<String>()),
    }
}

/// `- 3 -`, `—3—`, `第3页`.
pub(crate) fn is_page_number_text(text: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '—' | '－' | '–' | '―' | '─');
    if !text.trim_start().starts_with(|c| is_dash(c) || c == '第') {
        return false;
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = text.trim_matches(is_dash);
    let dashed = inner.len() < text.len() && text.starts_with(is_dash) && text.ends_with(is_dash);
    let numbered =
        text.strip_prefix('第').and_then(|rest| rest.split('页').next()).is_some_and(is_digits) && text.contains('页');
    (dashed && is_digits(inner)) || (numbered && text.chars().count() < 12)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.len() < 5 && text.bytes().all(|b| b.is_ascii_digit())
}
