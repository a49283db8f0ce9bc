//! Finds a list of indicators in any shape: its header, then label, unit and figures over and over.

use gongkai_model::Locus;
use gongkai_text::normalize::fold_one;

use crate::flatten::Row;

/// Units that figures are counted in, longer ones first.
const UNITS: [&str; 16] =
    ["人次", "万元", "条", "件", "次", "篇", "个", "人", "元", "份", "起", "宗", "期", "场", "批", "项"];
/// Names of columns of figures; a year in front is read apart.
const COLUMNS: [&str; 16] = [
    "历年累计数",
    "历年累计",
    "本年累计",
    "本年度累计",
    "累计数",
    "累计",
    "本期实际",
    "统计数据",
    "统计数",
    "数量",
    "数据",
    "本年度",
    "本年",
    "上年度",
    "上年",
    "合计",
];
/// A longer label is running text.
const LONGEST_LABEL: usize = 120;
/// More columns of figures do not occur.
const MOST_COLUMNS: usize = 4;
/// More entries are no list of a report.
const MOST_ENTRIES: usize = 400;

/// A character of the document that is no white space.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    c: char,
    /// Whether white space or the border of a cell stands before it.
    gap: bool,
    row: usize,
    cell: usize,
    /// Byte in the text of its cell.
    byte: usize,
}

/// Figures as they stand together, with their place.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) locus: Locus,
}

/// An indicator: its label as printed without white space, its unit, what stands in its columns.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) label: String,
    pub(super) unit: &'static str,
    pub(super) runs: Vec<Run>,
    pub(super) locus: Locus,
}

/// A list of indicators.
#[derive(Debug, Clone)]
pub(super) struct List {
    /// Names of the columns of figures as printed.
    pub(super) columns: Vec<String>,
    pub(super) entries: Vec<Entry>,
    pub(super) locus: Locus,
    /// Rows of the document that hold nothing else: from, to; empty if `from > to`.
    pub(super) rows: (usize, usize),
}

/// All lists of a document.
pub(super) fn lists(rows: &[Row]) -> Vec<List> {
    let names = |text: &str| {
        text.len() >= "指标".len() && text.contains('指') && (text.contains("指标") || text.contains("指標"))
    };
    let hint = |row: &Row| row.cells.iter().any(|cell| names(&cell.text));
    let Some(from) = rows.iter().position(hint) else { return Vec::new() };
    // The header's first word may be broken off above.
    let stream = Stream::new(rows, from.saturating_sub(1));
    let mut all = Vec::new();
    let mut at = 0;
    while let Some((list, next)) = stream.list(at) {
        at = next;
        if list.entries.len() >= 3 {
            all.push(list);
        }
    }
    all
}

struct Stream<'a> {
    rows: &'a [Row],
    glyphs: Vec<Glyph>,
}

impl<'a> Stream<'a> {
    fn new(rows: &'a [Row], from: usize) -> Self {
        let mut glyphs = Vec::new();
        for (row, content) in rows.iter().enumerate().skip(from) {
            for (cell, content) in content.cells.iter().enumerate() {
                let mut gap = true;
                for (byte, c) in content.text.char_indices() {
                    if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' {
                        gap = true;
                        continue;
                    }
                    glyphs.push(Glyph { c: fold_one(c), gap, row, cell, byte });
                    gap = false;
                }
            }
        }
        Self { rows, glyphs }
    }

    fn starts_with(&self, at: usize, words: &str) -> bool {
        let mut glyphs = self.glyphs[at.min(self.glyphs.len())..].iter();
        words.chars().all(|c| glyphs.next().is_some_and(|glyph| glyph.c == c))
    }

    fn after(&self, at: usize, options: &[&str]) -> usize {
        let found = options.iter().find(|words| self.starts_with(at, words));
        at + found.map_or(0, |words| words.chars().count())
    }

    fn c(&self, at: usize) -> char {
        self.glyphs.get(at).map_or('\0', |glyph| glyph.c)
    }

    /// Characters of the source, without white space.
    fn printed(&self, from: usize, to: usize) -> String {
        let source = |glyph: &Glyph| self.rows[glyph.row].cells[glyph.cell].text[glyph.byte..].chars().next();
        self.glyphs[from..to].iter().filter_map(source).collect()
    }

    fn locus(&self, from: usize, to: usize) -> Option<Locus> {
        let (first, last) = (self.glyphs.get(from)?, self.glyphs.get(to.checked_sub(1)?)?);
        let place = |glyph: &Glyph, length: usize| {
            let cell = &self.rows[glyph.row].cells[glyph.cell];
            let text = cell.text.get(glyph.byte..glyph.byte + length).unwrap_or_default();
            cell.locus.part(glyph.byte, text).after(&cell.text[..glyph.byte])
        };
        let length = |glyph: &Glyph| {
            let text = &self.rows[glyph.row].cells[glyph.cell].text[glyph.byte..];
            text.chars().next().map_or(0, char::len_utf8)
        };
        if (first.row, first.cell) == (last.row, last.cell) {
            return Some(place(first, last.byte + length(last) - first.byte));
        }
        Some(place(first, length(first)).to(&place(last, length(last))))
    }

    /// The first list from `at` on, and where to look for the next one.
    fn list(&self, at: usize) -> Option<(List, usize)> {
        let (start, body, columns) = (at..self.glyphs.len()).find_map(|at| {
            let (body, columns) = self.header(at)?;
            Some((at, body, columns))
        })?;
        let mut entries = Vec::new();
        let mut next = body;
        let mut item = 0;
        while let Some((entry, end)) = self.entry(next, columns.len(), item) {
            item = own_number(&entry.label).unwrap_or(0);
            entries.push(entry);
            next = end;
            if entries.len() >= MOST_ENTRIES {
                break;
            }
        }
        let row = |at: usize| self.glyphs.get(at).map_or(self.rows.len(), |glyph| glyph.row);
        let last = if next > 0 { row(next - 1) } else { 0 };
        let to = if row(next) == last { last.saturating_sub(1) } else { last };
        let from = if start > 0 && row(start - 1) == row(start) { row(start) + 1 } else { row(start) };
        let locus = self.locus(start, body)?;
        Some((List { columns, entries, locus, rows: (from, to) }, next.max(start + 1)))
    }

    /// The header that begins at `at`: where the first label begins, and the names of the columns.
    fn header(&self, at: usize) -> Option<(usize, Vec<String>)> {
        let named = self.after(at, &["统计指标", "指标名称", "指标项目", "指标"]);
        if named == at {
            return None;
        }
        let named = self.after(named, &["名称"]);
        let unit = self.after(named, &["计量单位", "单位"]);
        let mut next = self.after(unit, &["代码"]);
        let mut columns = Vec::new();
        while columns.len() < MOST_COLUMNS {
            let start = next;
            let year = (next..next + 4).all(|at| self.c(at).is_ascii_digit()) && self.c(next + 4) == '年';
            next = if year { self.after(next + 5, &["度"]) } else { self.after(next, &COLUMNS) };
            if next == start {
                break;
            }
            columns.push(self.printed(start, next));
        }
        (unit > named && !columns.is_empty()).then_some((next, columns))
    }

    /// The entry that begins at `from`, and where it ends. `item` is the number of the entry before.
    fn entry(&self, from: usize, columns: usize, item: u32) -> Option<(Entry, usize)> {
        for at in from..self.glyphs.len().min(from + LONGEST_LABEL) {
            if matches!(self.c(at), '。' | ';' | '!' | '?') {
                return None;
            }
            let unit = UNITS.iter().find(|unit| self.starts_with(at, unit));
            let Some(unit) = unit.filter(|_| at >= from + 2) else { continue };
            let behind = at + unit.chars().count();
            let isolated = self.glyphs[at].gap && self.glyphs.get(behind).is_none_or(|glyph| glyph.gap);
            let (runs, end) = self.figures(behind, columns, self.printed(from, at).as_str(), item);
            let figure_follows = self.c(behind).is_ascii_digit() || is_sign(self.c(behind));
            if !isolated && (runs.is_empty() || !figure_follows) {
                continue;
            }
            let label = self.printed(from, at);
            return Some((Entry { label, unit, runs, locus: self.locus(from, at)? }, end));
        }
        None
    }

    /// The figures at `from`: as many runs as there are columns, or fewer where they are glued or blank.
    fn figures(&self, from: usize, columns: usize, label: &str, item: u32) -> (Vec<Run>, usize) {
        let mut runs = Vec::new();
        let mut at = from;
        let own = own_number(label).unwrap_or(item);
        // More runs than columns are kept, to be told as undecided.
        while runs.len() < columns + MOST_COLUMNS {
            let start = at;
            if is_sign(self.c(at)) {
                at += 1;
            } else {
                while self.c(at).is_ascii_digit() && (at == start || !self.glyphs[at].gap) {
                    at += 1;
                }
                if self.c(at) == '.' && self.c(at + 1).is_ascii_digit() && at > start {
                    at += 1;
                    while self.c(at).is_ascii_digit() && !self.glyphs[at].gap {
                        at += 1;
                    }
                }
                let number_of_next = matches!(self.c(at), '.' | '、') && at > start;
                if number_of_next {
                    at -= digits_of_mark(&self.printed(start, at), own);
                }
            }
            if at == start {
                break;
            }
            if let Some(locus) = self.locus(start, at) {
                runs.push(Run { text: self.printed(start, at), locus });
            }
            if matches!(self.c(at + 1), '.' | '、') && self.c(at).is_ascii_digit() && !self.glyphs[at].gap {
                break;
            }
        }
        (runs, at)
    }
}

fn is_sign(c: char) -> bool {
    matches!(c, '-' | '/' | '无')
}

/// The item's number at the beginning of a label: `2` of `2.政府公报公开`, `1` of `其中：1.网站公开`.
pub(super) fn own_number(label: &str) -> Option<u32> {
    let rest = label.trim_start_matches("其中").trim_start_matches([':', '：']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let marked = rest[digits.len()..].starts_with(['.', '．', '、']);
    digits.parse().ok().filter(|_| marked)
}

/// How many of the last digits are the number of the next item: the one that follows, else 1, else one digit.
fn digits_of_mark(run: &str, item: u32) -> usize {
    let next = (item + 1).to_string();
    if run.ends_with(&next) { next.len() } else { 1 }
}
