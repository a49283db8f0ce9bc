//! What a document is read from: its streams, and the tables in them.

use gongkai_model::{Diagnostic, Document};
use gongkai_package::Ole;
use gongkai_plugin::{ImportError, Limits};

use crate::bytes::{short, slice, utf16};
use crate::fib::{Fib, Story, Table};
use crate::lists::Lists;
use crate::look::Look;
use crate::paragraph::Properties;
use crate::pieces::{Piece, Text};
use crate::runs::{Kind, Runs};
use crate::shapes::Shapes;
use crate::sprm::Sprms;
use crate::story::Walk;
use crate::styles::Styles;
use crate::summary;

/// Streams that the tables may be in.
const TABLES: &[&str] = &["1Table", "0Table"];
/// Bytes of further properties that are taken up altogether, for each byte of the file.
const FURTHER: usize = 16;

/// Reads the stream of a document, and what stands beside it.
pub(crate) fn read(main: &[u8], ole: &mut Ole<'_>, limits: &Limits) -> Result<Document, ImportError> {
    let fib = Fib::read(main)?;
    let mut tables = ole.stream(fib.table_stream())?;
    // Where the one that is named is lost, there can only be the other.
    for name in TABLES {
        if tables.is_none() {
            tables = ole.stream(name)?;
        }
    }
    let tables = tables.ok_or_else(|| ImportError::Damaged { reason: format!("no {}", fib.table_stream()) })?;
    let mut remarks = Vec::new();
    let data = optional(ole, "Data", &mut remarks);
    let summary = optional(ole, "\u{5}SummaryInformation", &mut remarks);
    if ole.has_storage("Macros") {
        remarks.push(Diagnostic::new("macros_ignored", &[], None));
    }
    let table = |table: Table| fib.table(table, &tables);
    let text = Text::read(table(Table::Pieces), main)?;
    if text.lost > 0 {
        let reason = format!("{} characters lie beyond its end", text.lost);
        remarks.push(Diagnostic::new("part_unreadable", &[("part", "WordDocument"), ("reason", &reason)], None));
    }
    let parts = Parts {
        stories: [Story::Main, Story::Footnotes, Story::Endnotes, Story::Boxes].map(|story| fib.story(story)),
        paragraphs: Runs::read(table(Table::Paragraphs), main, Kind::Paragraphs)?,
        characters: Runs::read(table(Table::Characters), main, Kind::Characters)?,
        styles: Styles::read(table(Table::Styles)),
        fonts: fonts(table(Table::Fonts)),
        notes: [
            (table(Table::FootnoteMarks), table(Table::FootnoteTexts)),
            (table(Table::EndnoteMarks), table(Table::EndnoteTexts)),
        ],
        text,
        data: &data,
    };
    let lists = Lists::read(table(Table::Lists), fib.behind(Table::Lists, &tables), table(Table::ListUses));
    let shapes = Shapes::read(table(Table::Shapes), table(Table::Boxes), table(Table::Drawings));
    let mut walk = Walk::new(&parts, lists, shapes, limits, FURTHER * main.len());
    for (name, value) in summary::read(&summary) {
        walk.flow.declare(name, &value);
    }
    remarks.into_iter().for_each(|remark| walk.flow.remark(remark));
    walk.document()
}

/// A stream that a document can do without.
fn optional(ole: &mut Ole<'_>, name: &str, remarks: &mut Vec<Diagnostic>) -> Vec<u8> {
    match ole.stream(name) {
        Ok(content) => content.unwrap_or_default(),
        Err(error) => {
            let part = name.trim_start_matches('\u{5}');
            let reason = error.to_string();
            remarks.push(Diagnostic::new("part_unreadable", &[("part", part), ("reason", &reason)], None));
            Vec::new()
        }
    }
}

/// The names of fonts, by number: each behind its length, from the fortieth byte on.
fn fonts(table: &[u8]) -> Vec<String> {
    let count = usize::from(short(table, 0).unwrap_or(0));
    let mut rest = table.get(4..).unwrap_or_default();
    let mut names = Vec::new();
    while let (true, Some(length)) = (names.len() < count, rest.first().map(|length| usize::from(*length))) {
        let Some(font) = slice(rest, 1, length) else { break };
        let name = utf16(font.get(39..).unwrap_or_default());
        names.push(name.split('\0').next().unwrap_or_default().to_owned());
        rest = rest.get(1 + length..).unwrap_or_default();
    }
    names
}

/// The streams and tables of a document.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    pub(crate) text: Text<'a>,
    stories: [(usize, usize); 4],
    paragraphs: Runs<'a>,
    characters: Runs<'a>,
    pub(crate) styles: Styles,
    pub(crate) fonts: Vec<String>,
    /// Of footnotes and of endnotes: where they are referred to, and where their texts begin.
    pub(crate) notes: [(&'a [u8], &'a [u8]); 2],
    /// The stream with pictures, and with properties that found no room.
    pub(crate) data: &'a [u8],
}

impl Parts<'_> {
    /// Where a story begins and ends, as far as it is there.
    pub(crate) fn story(&self, story: Story) -> (usize, usize) {
        let [main, footnotes, endnotes, boxes] = self.stories;
        let (start, end) = match story {
            Story::Main => main,
            Story::Footnotes => footnotes,
            Story::Endnotes => endnotes,
            Story::Boxes => boxes,
        };
        let all = self.text.units.len();
        (start.min(all), end.min(all))
    }

    /// Whether a paragraph ends behind a character.
    pub(crate) fn ends_paragraph(&self, number: usize) -> bool {
        let ends = |piece: Piece| self.paragraphs.at(piece.at).end == piece.at + piece.width;
        self.text.piece(number).is_some_and(ends)
    }

    /// What holds for the paragraph that ends with a character. `left` is how many bytes of further properties may yet be read.
    ///
    /// # Errors
    /// [`ImportError::Unpacks`].
    pub(crate) fn properties(&self, last: usize, left: &mut usize) -> Result<Properties, ImportError> {
        let mut all = Properties::default();
        let Some(piece) = self.text.piece(last) else { return Ok(all) };
        let held = self.paragraphs.at(piece.at).properties;
        all.style = short(held, 0).unwrap_or(0);
        let mut lists = vec![held.get(2..).unwrap_or_default()];
        let mut done = 0;
        while let Some(list) = lists.pop() {
            Sprms(list).for_each(|sprm| all.apply(sprm));
            // Properties that found no room stand elsewhere, with their length before them.
            while let Some(place) = all.further.get(done).map(|place| *place as usize) {
                done += 1;
                let Some(list) = short(self.data, place).and_then(|length| slice(self.data, place + 2, length.into()))
                else {
                    continue;
                };
                let Some(rest) = left.checked_sub(list.len()) else {
                    return Err(ImportError::Unpacks {
                        limit: "properties of paragraphs that are more than the file".into(),
                    });
                };
                *left = rest;
                lists.push(list);
            }
        }
        Sprms(&self.text.changes(&piece)).for_each(|sprm| all.apply(sprm));
        Ok(all)
    }

    /// How characters from one on are shown in a paragraph of a style, and where that ends, within the piece that they are in.
    pub(crate) fn look(&self, piece: &Piece, style: u16) -> (Look, usize) {
        let held = self.characters.at(piece.at);
        let by_paragraph = self.styles.look(style);
        let mut by_style = by_paragraph;
        let mut named = Look::default();
        named.apply(held.properties, &named.clone());
        if let Some(style) = named.style {
            by_style.apply(self.styles.changes(style), &by_paragraph);
        }
        let mut look = by_style;
        look.apply(held.properties, &by_style);
        look.apply(&self.text.changes(piece), &by_style);
        let length = held.end.saturating_sub(piece.at).div_ceil(piece.width).max(1);
        (look, piece.start.saturating_add(length).min(piece.end))
    }
}
