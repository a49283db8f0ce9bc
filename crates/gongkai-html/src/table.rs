//! Tables: which ones hold data, their rows in the order shown, their spans.

use gongkai_model::{Block, Diagnostic, Grid, GridBuilder, GridError, Locus};
use gongkai_plugin::Limits;

use crate::flat::Flat;
use crate::run::{Manner, Run};
use crate::tag::Tag;

/// Columns of a table; real ones have ten. What spans more is cut.
const MOST_COLUMNS: u32 = 1_000;
/// A cell that holds more characters than this, and most of its table, is a page laid out in a table.
const LONGEST_CELL: u32 = 400;

/// A table with what was odd about it.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) grid: Grid,
    /// Cells beyond the limit, as text.
    pub(crate) rest: Vec<Block>,
    /// Remarks.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The cells of a table itself, not those of tables inside it.
pub(crate) fn own_cells(flat: &Flat<'_>, table: usize) -> Vec<usize> {
    rows(flat, table).iter().flatten().flat_map(|&row| cells(flat, row)).collect()
}

/// Whether a table only places other things on the page.
pub(crate) fn is_layout(flat: &Flat<'_>, table: usize) -> bool {
    let own = own_cells(flat, table);
    if own.len() <= 1 {
        return true;
    }
    let all = flat.items[table].cells as usize;
    let inner = all.saturating_sub(own.len());
    if inner > own.len() || (inner > 1 && own.len() < 12) {
        return true;
    }
    let longest = own.iter().map(|&cell| flat.items[cell].text).max().unwrap_or(0);
    longest > LONGEST_CELL && u64::from(longest) * 10 >= u64::from(flat.items[table].text) * 6
}

/// The rows of head, bodies and foot, in the order shown.
fn rows(flat: &Flat<'_>, table: usize) -> Vec<Vec<usize>> {
    let mut sections: Vec<(u8, Vec<usize>)> = Vec::new();
    for child in flat.children(table) {
        let order = match flat.items[child].tag {
            Tag::TableHead => 0,
            Tag::TableBody => 1,
            Tag::TableFoot => 2,
            _ => continue,
        };
        let rows = flat.children(child).filter(|&row| flat.items[row].tag == Tag::Row).collect();
        sections.push((order, rows));
    }
    sections.sort_by_key(|(order, _)| *order);
    sections.into_iter().map(|(_, rows)| rows).collect()
}

fn cells(flat: &Flat<'_>, row: usize) -> impl Iterator<Item = usize> {
    flat.children(row).filter(|&cell| flat.items[cell].tag == Tag::Cell)
}

/// Reads a table of data.
pub(crate) fn read(flat: &Flat<'_>, table: usize, limits: &Limits) -> Read {
    let mut reader = Reader {
        flat,
        limits,
        builder: GridBuilder::new(limits.cells),
        rest: Vec::new(),
        full: false,
        hidden: 0,
        first_hidden: None,
        clamped: None,
    };
    for section in rows(flat, table) {
        reader.section(&section);
    }
    reader.finish()
}

struct Reader<'a, 'b> {
    flat: &'a Flat<'b>,
    limits: &'a Limits,
    builder: GridBuilder,
    rest: Vec<Block>,
    full: bool,
    /// Rows or cells that are not shown although something stands in them.
    hidden: u32,
    first_hidden: Option<usize>,
    clamped: Option<usize>,
}

impl Reader<'_, '_> {
    fn section(&mut self, rows: &[usize]) {
        let shown: Vec<usize> = rows.iter().copied().filter(|&row| self.is_shown(row)).collect();
        // Rows that cells above reach into.
        let mut covered = 0;
        for (number, &row) in shown.iter().enumerate() {
            let left = (shown.len() - number) as u32;
            let reach = self.row(row, left);
            if reach > 0 || covered > 0 {
                self.builder.end_row();
            }
            covered = covered.max(reach).saturating_sub(1);
        }
    }

    /// Whether a row is shown. Word and Excel end a table with a row of no height that only holds widths.
    fn is_shown(&mut self, row: usize) -> bool {
        let (flat, item) = (self.flat, &self.flat.items[row]);
        if item.hidden {
            if flat.below(row).any(|at| flat.items[at].tag == Tag::Text && flat.items[at].text > 0) {
                self.note_hidden(row);
            }
            return false;
        }
        !(item.text == 0 && flat.attribute(row, "height").is_some_and(|height| height.trim() == "0"))
    }

    fn note_hidden(&mut self, place: usize) {
        self.hidden += 1;
        self.first_hidden.get_or_insert(place);
    }

    /// Adds the cells of a row; says how many rows the tallest one covers.
    fn row(&mut self, row: usize, left: u32) -> u32 {
        let (mut width, mut reach) = (0_u32, 0);
        for cell in cells(self.flat, row).collect::<Vec<_>>() {
            if self.flat.items[cell].hidden {
                if !cell_text(self.flat, cell).is_empty() {
                    self.note_hidden(cell);
                }
                continue;
            }
            let columns = self.span(cell, "colspan").unwrap_or(1).max(1);
            let columns = if columns > MOST_COLUMNS || width + columns > MOST_COLUMNS {
                self.clamped.get_or_insert(cell);
                if width == 0 { columns.min(MOST_COLUMNS) } else { 1 }
            } else {
                columns
            };
            // Zero means to the end of the section; no cell leaves its section.
            let rows = match self.span(cell, "rowspan") {
                Some(0) => left,
                rows => rows.unwrap_or(1).min(left),
            };
            self.add(cell, rows, columns);
            width += columns;
            reach = reach.max(rows);
        }
        reach
    }

    fn add(&mut self, cell: usize, rows: u32, columns: u32) {
        let read = || (cell_text(self.flat, cell), Locus::node(self.flat.path(cell)));
        if !self.full {
            let (text, locus) = read();
            match self.builder.spanned(text, locus, rows, columns) {
                Ok(()) => return,
                Err(GridError::TooManyCells(_)) => self.full = true,
            }
        }
        let (text, locus) = read();
        // One more than the limit tells the caller that there are too many.
        if !text.is_empty() && self.rest.len() <= self.limits.lines {
            self.rest.push(Block::Paragraph { text, locus });
        }
    }

    /// A span as written; digits too many for a number are as much as a number holds.
    fn span(&self, cell: usize, name: &str) -> Option<u32> {
        let digits = self.flat.attribute(cell, name)?.trim();
        let digits = &digits[..digits.bytes().take_while(u8::is_ascii_digit).count()];
        (!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX))
    }

    fn finish(self) -> Read {
        let place = |place: usize| Some(Locus::node(self.flat.path(place)));
        let mut diagnostics = Vec::new();
        if let Some(first) = self.first_hidden {
            let count = self.hidden.to_string();
            diagnostics.push(Diagnostic::new("hidden_rows_left_out", &[("count", &count)], place(first)));
        }
        if let Some(cell) = self.clamped {
            let limit = MOST_COLUMNS.to_string();
            diagnostics.push(Diagnostic::new("span_cut", &[("limit", &limit)], place(cell)));
        }
        if self.full {
            let limit = self.limits.cells.to_string();
            diagnostics.push(Diagnostic::new("table_too_large", &[("limit", &limit)], None));
        }
        Read { grid: self.builder.finish(), rest: self.rest, diagnostics }
    }
}

/// What stands for a picture in a cell that has nothing else: such a cell is not empty.
const PICTURE: &str = "[图片]";

/// The text of a cell: its lines joined by `\n`.
pub(crate) fn cell_text(flat: &Flat<'_>, cell: usize) -> String {
    let mut run = Run::default();
    add_text(flat, cell, &mut run, false);
    let text = run.into_cell();
    let is_picture = |at: usize| flat.items[at].tag == Tag::Image && !flat.items[at].hidden;
    if text.is_empty() && flat.below(cell).any(is_picture) { PICTURE.to_owned() } else { text }
}

/// What a field of a form is filled in with: the page shows it like text.
fn filled_in(flat: &Flat<'_>, place: usize) -> Option<String> {
    let kind = flat.attribute(place, "type").unwrap_or("text").to_ascii_lowercase();
    match flat.name(place) {
        "input" if matches!(kind.as_str(), "text" | "number") => flat.attribute(place, "value").map(str::to_owned),
        "textarea" => Some(flat.raw_text(place)),
        _ => None,
    }
}

fn add_text(flat: &Flat<'_>, place: usize, run: &mut Run, preformatted: bool) {
    for child in flat.children(place) {
        let item = &flat.items[child];
        if item.hidden {
            continue;
        }
        if item.tag == Tag::Skipped {
            if let Some(text) = filled_in(flat, child) {
                run.push(&text, child, Manner::default());
            }
            continue;
        }
        if let Some(text) = item.node.as_text() {
            run.push(text, child, Manner { preformatted, ..Manner::default() });
            continue;
        }
        let breaks = item.tag.breaks_line();
        if breaks {
            run.end_line();
        }
        let mark = apart(flat, child, run);
        run.mark(mark.0);
        add_text(flat, child, run, preformatted || item.tag == Tag::Preformatted);
        run.mark(mark.1);
        if breaks {
            run.end_line();
        }
    }
}

/// Marks that keep a note from becoming part of the number before it (`12^1`), and a figure that was struck out from
/// becoming part of the one that stands (`~~12~~13`).
pub(crate) fn apart(flat: &Flat<'_>, place: usize, run: &Run) -> (&'static str, &'static str) {
    if flat.items[place].tag != Tag::Apart || flat.items[place].text == 0 {
        return ("", "");
    }
    match flat.name(place) {
        "sup" | "sub" => {
            let text = flat.raw_text(place);
            let digit = text.trim_start().starts_with(|c: char| c.is_ascii_digit());
            if digit && run.ends_in_digit() { ("^", "") } else { ("", "") }
        }
        _ => ("~~", "~~"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of cells as text, spans behind them.
    fn check(html: &str, expected: &[&str]) {
        let page = crate::tree::parse(&format!("<table>{html}</table>"));
        let flat = Flat::new(&page.html);
        let table = (0..flat.items.len()).find(|&at| flat.items[at].tag == Tag::Table).unwrap();
        let grid = read(&flat, table, &Limits::default()).grid;
        let row = |row: u32| {
            let cells = grid.row(row).iter().map(|cell| match (cell.row_span, cell.column_span) {
                (1, 1) => cell.text.replace('\n', "⏎"),
                (rows, columns) => format!("{}({rows}×{columns})", cell.text),
            });
            cells.collect::<Vec<_>>().join("|")
        };
        assert_eq!((0..grid.rows()).map(row).collect::<Vec<_>>(), expected, "{html}");
    }

    #[test]
    fn cells_say_what_the_page_shows() {
        check("<tr><td> 规章<td>&nbsp;<td>\n1<span>2</span>\n", &["规章||12"]);
        check("<tr><td>商业<br>企业<td><p>1</p><p></p><p>2</p>", &["商业⏎企业|1⏎2"]);
        check("<tr><td>12<sup>1</sup><td><s>12</s>13<td>m<sup>2</sup>", &["12^1|~~12~~13|m2"]);
        check("<tr><td><img src=3.png><td><img src=x>4<td>", &["[图片]|4|"]);
        check("<tr><td><input value=12><td><input type=hidden value=9>3<td><textarea>4</textarea>", &["12|3|4"]);
    }

    #[test]
    fn spans_end_with_their_section() {
        check("<tr><td rowspan=9>a<td>1<tr><td>2<tbody><tr><td>b<td>3", &["a(2×1)|1", "2", "b|3"]);
        check("<tr><td rowspan=0>a<td>1<tr><td>2", &["a(2×1)|1", "2"]);
        check("<tfoot><tr><td>foot<tbody><tr><td>body<thead><tr><td>head", &["head", "body", "foot"]);
    }

    #[test]
    fn rows_that_are_not_shown_are_left_out() {
        check(
            "<tr><td>1<tr style='display:none'><td>9<tr hidden><td>9<tr><td>2<td style='display: none'>9",
            &["1", "2"],
        );
        check("<tr><td>1<tr><tr height=0><td><td>", &["1"]);
    }
}
