//! Where something stands in the source.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place in a source, exact enough for a person to find it and for a program to go back to it.
///
/// Only renderers look inside; everybody else carries it along.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Locus {
    /// A range of a text file. `start..end` are byte offsets into the text decoded to UTF-8, without byte order mark;
    /// `line` and `column` count from 1, columns in characters.
    Text {
        /// Line number, from 1.
        line: u32,
        /// Character within the line, from 1.
        column: u32,
        /// First byte in the decoded text.
        start: u32,
        /// Byte after the last one in the decoded text.
        end: u32,
    },
    /// Neighbouring nodes of an HTML page. Parsers of HTML keep no byte offsets, so a place is the way to a node: child
    /// indexes from the document down, comments and white space counted as a parser of HTML5 sees them.
    Node {
        /// The way to the first of the nodes. Below a text that holds a page of its own it goes on in that page.
        path: Vec<u32>,
        /// Siblings after the first node that belong to the place.
        more: u32,
        /// First byte and byte after the last one that are meant of the text of these nodes; absent: all of it.
        part: Option<(u32, u32)>,
    },
    /// A box on a page of a document with fixed pages (PDF, OFD), in tenths of a point (1/720 inch) from the upper left
    /// corner of the page as it is shown.
    Page {
        /// Number of the page, from 1.
        page: u32,
        /// Left edge.
        left: u32,
        /// Upper edge.
        top: u32,
        /// Right edge.
        right: u32,
        /// Lower edge.
        bottom: u32,
        /// First byte and byte after the last one that are meant of the text in the box; absent: all of it.
        part: Option<(u32, u32)>,
    },
    /// Neighbouring paragraphs of a word processor's document, tables not counted.
    Paragraph {
        /// Number of the first of the paragraphs, from 1; 0 for what the file says about itself.
        number: u32,
        /// Paragraphs after the first one that belong to the place.
        more: u32,
        /// First byte and byte after the last one that are meant of their text; absent: all of it.
        part: Option<(u32, u32)>,
    },
    /// A cell of a table in a word processor's document.
    Cell {
        /// Number of the table, from 1, in the order in which tables begin.
        table: u32,
        /// Row, from 1.
        row: u32,
        /// Cell within its row as the file has it, from 1.
        column: u32,
        /// First byte and byte after the last one that are meant of its text; absent: all of it.
        part: Option<(u32, u32)>,
    },
    /// A cell of a spreadsheet.
    Sheet {
        /// Name of the sheet.
        sheet: Box<str>,
        /// Row, from 1.
        row: u32,
        /// Column, from 1 (A).
        column: u32,
        /// First byte and byte after the last one that are meant of its text; absent: all of it.
        part: Option<(u32, u32)>,
    },
    /// A place in what a plugin made of the source, not in the source itself: in the text that was recognised on a scan, say.
    Converted {
        /// Name of the plugin.
        by: Box<str>,
        /// The place in what it gave.
        place: Box<Self>,
    },
}

impl Locus {
    /// The same place, as one in what a plugin made of the source.
    #[must_use]
    pub fn converted(self, by: &str) -> Self {
        Self::Converted { by: by.into(), place: Box::new(self) }
    }

    /// The place in what a plugin gave, where one was at work; else the place itself.
    pub fn unconverted(&self) -> &Self {
        match self {
            Self::Converted { place, .. } => place.unconverted(),
            _ => self,
        }
    }

    /// Does something with the place that a plugin's name stands around.
    fn inside(&self, change: impl FnOnce(&Self) -> Self) -> Option<Self> {
        match self {
            Self::Converted { by, place } => Some(Self::Converted { by: by.clone(), place: Box::new(change(place)) }),
            _ => None,
        }
    }

    /// The line the place begins on, where the source, or what a plugin made of it, has lines.
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::Text { line, .. } => Some(*line),
            Self::Converted { place, .. } => place.line(),
            _ => None,
        }
    }

    /// The byte range in the decoded text, where the source is text.
    pub fn text_range(&self) -> Option<std::ops::Range<usize>> {
        match self {
            Self::Text { start, end, .. } => Some(*start as usize..*end as usize),
            _ => None,
        }
    }

    /// The page the place is on, from 1, where the source has pages.
    pub fn page(&self) -> Option<u32> {
        match self {
            Self::Page { page, .. } => Some(*page),
            Self::Converted { place, .. } => place.page(),
            _ => None,
        }
    }

    /// Which bytes are meant of the text of a node, box, paragraph or cell; absent: all of it.
    pub fn bytes(&self) -> Option<(u32, u32)> {
        match self {
            Self::Text { .. } => None,
            Self::Converted { place, .. } => place.bytes(),
            Self::Node { part, .. }
            | Self::Page { part, .. }
            | Self::Paragraph { part, .. }
            | Self::Cell { part, .. }
            | Self::Sheet { part, .. } => *part,
        }
    }

    /// The same place, all of its text meant.
    #[must_use]
    pub fn whole(&self) -> Self {
        let mut place = self.clone();
        if let Some(part) = place.part_mut() {
            *part = None;
        }
        place
    }

    /// Whether two places have something in common.
    pub fn meets(&self, other: &Self) -> bool {
        let parts = || match (self.bytes(), other.bytes()) {
            (Some((start, end)), Some((from, to))) => start < to.max(from + 1) && from < end.max(start + 1),
            _ => true,
        };
        match (self, other) {
            (Self::Converted { by, place }, Self::Converted { by: name, place: other }) => {
                by == name && place.meets(other)
            }
            (Self::Text { start, end, .. }, Self::Text { start: from, end: to, .. }) => start < to && from < end,
            (
                Self::Page { page, left, top, right, bottom, .. },
                Self::Page { page: other, left: left2, top: top2, right: right2, bottom: bottom2, .. },
            ) => page == other && left < right2 && left2 < right && top < bottom2 && top2 < bottom,
            (Self::Paragraph { number, more, .. }, Self::Paragraph { number: from, more: others, .. }) => {
                *number <= from + others && *from <= number + more && ((number, more) != (from, others) || parts())
            }
            _ => self.whole() == other.whole() && parts(),
        }
    }

    /// Which bytes are meant of the text of a node, box, paragraph or cell.
    fn part_mut(&mut self) -> Option<&mut Option<(u32, u32)>> {
        match self {
            Self::Text { .. } => None,
            Self::Converted { place, .. } => place.part_mut(),
            Self::Node { part, .. }
            | Self::Page { part, .. }
            | Self::Paragraph { part, .. }
            | Self::Cell { part, .. }
            | Self::Sheet { part, .. } => Some(part),
        }
    }

    /// Whether a text of so many bytes stands here as it was imported, so that places can be counted in it.
    pub fn is_of(&self, length: usize) -> bool {
        match self {
            Self::Text { start, end, .. } => end.saturating_sub(*start) as usize == length,
            Self::Converted { place, .. } => place.is_of(length),
            Self::Node { part, .. }
            | Self::Page { part, .. }
            | Self::Paragraph { part, .. }
            | Self::Cell { part, .. }
            | Self::Sheet { part, .. } => part.is_none_or(|(start, end)| end.saturating_sub(start) as usize == length),
        }
    }

    /// The place of a whole node of an HTML page.
    #[must_use]
    pub fn node(path: impl Into<Vec<u32>>) -> Self {
        Self::Node { path: path.into(), more: 0, part: None }
    }

    /// The place of a part of the text that stands at this place: `offset` bytes into it, as long as `part`.
    #[must_use]
    pub fn part(&self, offset: usize, part: &str) -> Self {
        if let Some(place) = self.inside(|place| place.part(offset, part)) {
            return place;
        }
        let mut place = self.clone();
        if let Self::Text { start, end, .. } = &mut place {
            *start += offset as u32;
            *end = *start + part.len() as u32;
        } else if let Some(before) = place.part_mut() {
            let start = before.map_or(0, |(start, _)| start) + offset as u32;
            *before = Some((start, start + part.len() as u32));
        }
        place
    }

    /// The same place, with the column moved behind some characters of the same line.
    #[must_use]
    pub fn after(&self, characters: &str) -> Self {
        self.moved(characters.chars().count() as u32)
    }

    /// The same place, with the column moved by a number of characters on the same line.
    #[must_use]
    pub fn moved(&self, characters: u32) -> Self {
        match self {
            Self::Text { line, column, start, end } => {
                Self::Text { line: *line, column: column + characters, start: *start, end: *end }
            }
            _ => self.inside(|place| place.moved(characters)).unwrap_or_else(|| self.clone()),
        }
    }

    /// One place that begins where `self` begins and ends where `other` ends.
    #[must_use]
    pub fn to(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Converted { by, place }, Self::Converted { by: name, place: other }) if by == name => {
                Self::Converted { by: by.clone(), place: Box::new(place.to(other)) }
            }
            (Self::Text { line, column, start, .. }, Self::Text { end, .. }) => {
                Self::Text { line: *line, column: *column, start: *start, end: (*end).max(*start) }
            }
            (Self::Node { path, more, part }, Self::Node { path: other, more: others, part: last }) => {
                if path == other && more == others {
                    return Self::Node { path: path.clone(), more: *more, part: joined(*part, *last) };
                }
                around((path, *more), (other, *others))
            }
            (
                Self::Page { page, left, top, right, bottom, part },
                Self::Page { page: other, left: left2, top: top2, right: right2, bottom: bottom2, part: last },
            ) if page == other => {
                let is_same = (left, top, right, bottom) == (left2, top2, right2, bottom2);
                Self::Page {
                    page: *page,
                    left: *left.min(left2),
                    top: *top.min(top2),
                    right: *right.max(right2),
                    bottom: *bottom.max(bottom2),
                    part: if is_same { joined(*part, *last) } else { None },
                }
            }
            (Self::Paragraph { number, more, part }, Self::Paragraph { number: other, more: others, part: last }) => {
                let end = (number + more).max(other + others);
                let part = if (number, more) == (other, others) { joined(*part, *last) } else { None };
                Self::Paragraph { number: *number, more: end.saturating_sub(*number), part }
            }
            (Self::Cell { table, row, column, part }, Self::Cell { table: t, row: r, column: c, part: last })
                if (table, row, column) == (t, r, c) =>
            {
                Self::Cell { table: *table, row: *row, column: *column, part: joined(*part, *last) }
            }
            (Self::Sheet { sheet, row, column, part }, Self::Sheet { sheet: s, row: r, column: c, part: last })
                if (sheet, row, column) == (s, r, c) =>
            {
                Self::Sheet { sheet: sheet.clone(), row: *row, column: *column, part: joined(*part, *last) }
            }
            // Cells and pages apart have no place in common; the first is where to look. Places of different sorts do not meet in one source.
            _ => self.clone(),
        }
    }
}

/// From the beginning of one part of a text to the end of another; all of the text where one of them is all of it.
fn joined(first: Option<(u32, u32)>, last: Option<(u32, u32)>) -> Option<(u32, u32)> {
    first.zip(last).map(|((start, _), (_, end))| (start, end.max(start)))
}

/// Letters of a column of a spreadsheet: A for 1, AA for 27.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while let Some(number) = rest.checked_sub(1) {
        letters.push(char::from(b'A' + (number % 26) as u8));
        rest = number / 26;
    }
    letters.iter().rev().collect()
}

/// The neighbouring nodes that hold two runs of nodes, each given by the way to its first node and the number of others.
fn around((first, more): (&[u32], u32), (last, others): (&[u32], u32)) -> Locus {
    let shared = first.iter().zip(last).take_while(|(a, b)| a == b).count();
    let (Some(&from), Some(&to)) = (first.get(shared), last.get(shared)) else {
        // One is inside the other.
        let (outer, more) = if first.len() <= last.len() { (first, more) } else { (last, others) };
        return Locus::Node { path: outer.to_vec(), more, part: None };
    };
    let end = |path: &[u32], index: u32, more: u32| index + if path.len() == shared + 1 { more } else { 0 };
    let start = from.min(to);
    let end = end(first, from, more).max(end(last, to, others));
    let path = [&first[..shared], &[start]].concat();
    Locus::Node { path, more: end - start, part: None }
}

/// `57:12` for text: line and column. `/1/1/0/3` for nodes of a page, `/1/1/0/3-5` for neighbours, `[6..8]` behind it for a
/// part of their text. `p3(72.0,510.2)-(540.0,523.1)` for a box on page 3, in points; `¶12` or `¶12-13` for paragraphs;
/// `table2R5C3` for a cell of a document, `Sheet1!B7` for one of a spreadsheet; `tesseract(57:12)` for a place in what a plugin gave.
impl fmt::Display for Locus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { line, column, .. } => write!(f, "{line}:{column}"),
            Self::Node { path, more, part } => {
                f.write_str(&steps(path))?;
                if let (1.., Some(last)) = (*more, path.last()) {
                    write!(f, "-{}", last + more)?;
                }
                display_part(f, *part)
            }
            Self::Page { page, left, top, right, bottom, part } => {
                let [left, top, right, bottom] = [left, top, right, bottom].map(|tenths| f64::from(*tenths) / 10.0);
                write!(f, "p{page}({left:.1},{top:.1})-({right:.1},{bottom:.1})")?;
                display_part(f, *part)
            }
            Self::Paragraph { number, more, part } => {
                write!(f, "¶{number}")?;
                if *more > 0 {
                    write!(f, "-{}", number + more)?;
                }
                display_part(f, *part)
            }
            Self::Cell { table, row, column, part } => {
                write!(f, "table{table}R{row}C{column}")?;
                display_part(f, *part)
            }
            Self::Sheet { sheet, row, column, part } => {
                write!(f, "{sheet}!{}{row}", letters(*column))?;
                display_part(f, *part)
            }
            Self::Converted { by, place } => write!(f, "{by}({place})"),
        }
    }
}

/// `/1/4/12`; ways are long and written often, so they are put together without the machinery of `write!`.
fn steps(path: &[u32]) -> String {
    let mut text = String::with_capacity(4 * path.len() + 1);
    if path.is_empty() {
        text.push('/');
    }
    for &index in path {
        text.push('/');
        let above = index.checked_ilog10().unwrap_or(0);
        for power in (0..=above).rev() {
            let digit = index / 10_u32.pow(power) % 10;
            text.push(char::from(b'0' + digit as u8));
        }
    }
    text
}

fn display_part(f: &mut fmt::Formatter<'_>, part: Option<(u32, u32)>) -> fmt::Result {
    part.map_or(Ok(()), |(start, end)| write!(f, "[{start}..{end}]"))
}

/// A text that is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoPlace;

/// The place that is written so. Of a text file that is line and column; which bytes are meant is not written.
impl FromStr for Locus {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        parse(text).ok_or(NoPlace)
    }
}

fn parse(text: &str) -> Option<Locus> {
    let converted = text.strip_suffix(')').and_then(|text| text.split_once('('));
    let converted = converted.and_then(|(by, place)| Some(in_source(place)?.converted(by)));
    converted.or_else(|| in_source(text))
}

fn in_source(text: &str) -> Option<Locus> {
    let number = |text: &str| text.parse::<u32>().ok();
    let (text, part) = match text.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
        Some((before, range)) => {
            let (start, end) = range.split_once("..")?;
            (before, Some((number(start)?, number(end)?)))
        }
        None => (text, None),
    };
    if let Some((sheet, cell)) = text.rsplit_once('!') {
        let digits = cell.find(|c: char| c.is_ascii_digit())?;
        let (letters, row) = cell.split_at_checked(digits)?;
        let column = letters.bytes().try_fold(0_u32, |column, letter| {
            let digit = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
            column.checked_mul(26)?.checked_add(digit)
        })?;
        return Some(Locus::Sheet { sheet: sheet.into(), row: number(row)?, column, part });
    }
    if let Some(way) = text.strip_prefix('/') {
        let (way, last) = way.split_once('-').map_or((way, None), |(way, last)| (way, Some(last)));
        let path: Vec<u32> = way.split('/').filter(|_| !way.is_empty()).map(number).collect::<Option<_>>()?;
        let more = match last {
            Some(last) => number(last)?.checked_sub(*path.last()?)?,
            None => 0,
        };
        return Some(Locus::Node { path, more, part });
    }
    if let Some(paragraphs) = text.strip_prefix('¶') {
        let (first, last) = paragraphs.split_once('-').unwrap_or((paragraphs, paragraphs));
        let first = number(first)?;
        return Some(Locus::Paragraph { number: first, more: number(last)?.checked_sub(first)?, part });
    }
    if let Some(cell) = text.strip_prefix("table") {
        let (table, cell) = cell.split_once('R')?;
        let (row, column) = cell.split_once('C')?;
        return Some(Locus::Cell { table: number(table)?, row: number(row)?, column: number(column)?, part });
    }
    if let Some(place) = text.strip_prefix('p') {
        let (page, edges) = place.strip_suffix(')')?.split_once('(')?;
        let (upper, lower) = edges.split_once(")-(")?;
        let tenths = |edge: &str| {
            let (points, tenth) = edge.split_once('.')?;
            number(points)?.checked_mul(10)?.checked_add(number(tenth).filter(|tenth| *tenth < 10)?)
        };
        let corner = |corner: &str| corner.split_once(',').and_then(|(x, y)| Some((tenths(x)?, tenths(y)?)));
        let ((left, top), (right, bottom)) = (corner(upper)?, corner(lower)?);
        return Some(Locus::Page { page: number(page)?, left, top, right, bottom, part });
    }
    let (line, column) = text.split_once(':')?;
    part.is_none().then_some(Locus::Text { line: number(line)?, column: number(column)?, start: 0, end: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(path: &[u32]) -> Locus {
        Locus::node(path)
    }

    #[test]
    fn places_are_read_as_they_are_written() {
        let part = Some((3, 15));
        let sheet = |sheet: &str, column| Locus::Sheet { sheet: sheet.into(), row: 7, column, part: None };
        for place in [
            node(&[]),
            node(&[1, 2, 0]),
            Locus::Node { path: vec![0, 4], more: 3, part },
            Locus::Page { page: 3, left: 0, top: 15, right: 5950, bottom: 8421, part },
            Locus::Paragraph { number: 12, more: 0, part: None },
            Locus::Paragraph { number: 0, more: 4, part },
            Locus::Cell { table: 1, row: 22, column: 3, part },
            sheet("附表!1[2]", 1),
            sheet("p1(0.0,1.5)", 26),
            sheet("", 27),
            sheet("¶1", 16_384),
            Locus::Text { line: 3, column: 9, start: 0, end: 0 },
            Locus::Text { line: 3, column: 9, start: 0, end: 0 }.converted("tesseract"),
            sheet("甲(1)", 2).converted("libre-office"),
            Locus::Page { page: 3, left: 0, top: 15, right: 5950, bottom: 8421, part }.converted("p3"),
        ] {
            assert_eq!(place.to_string().parse(), Ok(place));
        }
        for text in
            ["", "/x", "/1-0", "/-3", "¶", "table1R1", "p1(1,2)-(3,4)", "a!b", "3:x", "3:4[1..2]", "]", "[1..2]"]
        {
            assert_eq!(text.parse::<Locus>(), Err(NoPlace), "{text}");
        }
    }

    #[test]
    fn nodes_join_to_their_neighbourhood() {
        for (first, last, expected) in [
            (node(&[1, 2, 0]), node(&[1, 2, 6]), "/1/2/0-6"),
            (node(&[1, 2, 0]), node(&[1, 5, 6]), "/1/2-5"),
            (node(&[1, 2]), node(&[1, 2, 6]), "/1/2"),
            (node(&[1, 4]), node(&[1, 2]), "/1/2-4"),
            (node(&[1, 2]).to(&node(&[1, 4])), node(&[1, 3, 9]), "/1/2-4"),
            (node(&[1]).part(3, "甲"), node(&[1]).part(9, "乙丙"), "/1[3..15]"),
        ] {
            assert_eq!(first.to(&last).to_string(), expected);
        }
        assert_eq!(node(&[1]).part(3, "甲乙").part(3, "乙").to_string(), "/1[6..9]");
    }

    #[test]
    fn places_of_other_formats_join_and_show() {
        let boxed = |page, left, top, right, bottom| Locus::Page { page, left, top, right, bottom, part: None };
        let paragraph = |number| Locus::Paragraph { number, more: 0, part: None };
        let sheet = |row, column| Locus::Sheet { sheet: "表三".into(), row, column, part: None };
        let cell = |row| Locus::Cell { table: 2, row, column: 3, part: None };
        for (first, last, expected) in [
            (boxed(3, 720, 5102, 1000, 5231), boxed(3, 900, 5100, 5400, 5200), "p3(72.0,510.0)-(540.0,523.1)"),
            (boxed(3, 720, 5102, 1000, 5231), boxed(4, 0, 0, 1, 1), "p3(72.0,510.2)-(100.0,523.1)"),
            (paragraph(12), paragraph(14), "¶12-14"),
            (paragraph(12).part(0, "甲"), paragraph(12).part(3, "乙"), "¶12[0..6]"),
            (sheet(7, 28), sheet(9, 1), "表三!AB7"),
            (sheet(7, 26).part(3, "1"), sheet(7, 26).part(4, "22"), "表三!Z7[3..6]"),
            (cell(5), cell(6), "table2R5C3"),
        ] {
            assert_eq!(first.to(&last).to_string(), expected);
        }
    }

    #[test]
    fn places_in_what_a_plugin_made_behave_like_places_and_are_none_of_the_source() {
        let text = |line, start, end| Locus::Text { line, column: 1, start, end };
        let (first, last) = (text(3, 10, 20).converted("ocr"), text(4, 21, 30).converted("ocr"));
        assert_eq!(first.to(&last), text(3, 10, 30).converted("ocr"));
        assert_eq!(first.part(3, "甲").after("甲").to_string(), "ocr(3:2)");
        assert!(first.meets(&text(3, 12, 13).converted("ocr")) && !first.meets(&last));
        assert!(!first.meets(&text(3, 12, 13)) && !first.meets(&text(3, 12, 13).converted("other")));
        assert_eq!((first.text_range(), first.line(), first.is_of(10)), (None, Some(3), true));
        let cell = Locus::Cell { table: 1, row: 2, column: 3, part: None }.converted("office");
        assert_eq!(cell.part(3, "12").part(1, "2").to_string(), "office(table1R2C3[4..5])");
        assert_eq!(cell.part(3, "12").whole(), cell);
    }
}
