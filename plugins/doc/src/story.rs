//! The text of a document, story by story, to what the other word processors' documents come to as well.

use gongkai_model::Document;
use gongkai_plugin::{ImportError, Limits};
use gongkai_word::{Flow, Frame, Line, Paragraph, TableStack, marks, sign};

use crate::bytes::{plc, short};
use crate::fib::Story;
use crate::fields::{Fields, is_object};
use crate::lists::Lists;
use crate::look::Look;
use crate::paragraph::Properties;
use crate::parts::Parts;
use crate::shapes::Shapes;

/// Ends a cell or a row; a paragraph; a paragraph or a page.
const CELL: u16 = 0x07;
const PARAGRAPH: u16 = 0x0D;
const PAGE: u16 = 0x0C;
/// A sign of another font stands as a bracket.
const SIGN: u16 = 0x28;
/// Twips of a point.
const POINT: f64 = 20.0;

/// A walk over the text.
pub(crate) struct Walk<'a> {
    pub(crate) flow: Flow,
    parts: &'a Parts<'a>,
    lists: Lists,
    shapes: Shapes,
    line: Line,
    fields: Fields,
    tables: TableStack,
    /// Texts of boxes of the paragraph, to be read behind it.
    boxes: Vec<(Frame, (usize, usize))>,
    /// Number of the note that begins.
    note: Option<usize>,
    /// Whether the last characters were deleted, or inserted, by a tracked change.
    change: (bool, bool),
    /// Characters, paragraphs, and bytes of further properties that may yet be read.
    characters: usize,
    paragraphs: usize,
    further: usize,
    most: usize,
}

impl<'a> Walk<'a> {
    /// A walk that takes up at most so many bytes of further properties.
    pub(crate) fn new(parts: &'a Parts<'a>, lists: Lists, shapes: Shapes, limits: &Limits, further: usize) -> Self {
        Self {
            flow: Flow::new(limits),
            parts,
            lists,
            shapes,
            line: Line::default(),
            fields: Fields::default(),
            tables: TableStack::default(),
            boxes: Vec::new(),
            note: None,
            change: (false, false),
            characters: parts.text.units.len(),
            paragraphs: 0,
            further,
            most: limits.lines.saturating_mul(4),
        }
    }

    /// The document: the main text with its boxes, boxes that hang on nothing, notes.
    pub(crate) fn document(mut self) -> Result<Document, ImportError> {
        let (start, end) = self.parts.story(Story::Main);
        self.story(start, end)?;
        for text in self.shapes.rest() {
            self.boxed(Frame::default(), text)?;
        }
        self.notes()?;
        self.flow.finish()
    }

    /// Some paragraphs, which are all of a story or of a text in it.
    fn story(&mut self, start: usize, end: usize) -> Result<(), ImportError> {
        let Some(left) = self.characters.checked_sub(end.saturating_sub(start)) else {
            return Err(ImportError::Unpacks { limit: "notes and boxes with the same text".into() });
        };
        self.characters = left;
        let mut at = start;
        while at < end {
            let next = self.end_of_paragraph(at, end);
            self.paragraph(at, next)?;
            at = next;
        }
        if !self.line.text.is_empty() {
            let text = self.line.take();
            self.add(text, &Properties::default())?;
        }
        self.tables.leave(&mut self.flow);
        Ok(())
    }

    /// Where the paragraph ends that begins with a character.
    fn end_of_paragraph(&self, start: usize, end: usize) -> usize {
        let units = self.parts.text.units.get(start..end).unwrap_or_default();
        let is_end = |(number, unit): (usize, &u16)| match *unit {
            CELL | PARAGRAPH => true,
            PAGE => self.parts.ends_paragraph(start + number),
            _ => false,
        };
        units.iter().enumerate().position(is_end).map_or(end, |number| start + number + 1)
    }

    fn paragraph(&mut self, start: usize, end: usize) -> Result<(), ImportError> {
        self.paragraphs += 1;
        if self.paragraphs > self.most {
            return Err(ImportError::TooManyLines { lines: self.paragraphs, limit: self.most });
        }
        let last = end - 1;
        let properties = self.parts.properties(last, &mut self.further)?;
        let mark = self.parts.text.units.get(last).copied().filter(|unit| matches!(*unit, CELL | PARAGRAPH | PAGE));
        let words = if mark.is_some() { last } else { end };
        let mut at = start;
        while let Some(piece) = self.parts.text.pieces(at, words).next() {
            let (look, next) = self.parts.look(&piece, properties.style);
            self.run(at, next, &look);
            at = next;
        }
        self.fields.end_codes();
        let look =
            self.parts.text.piece(last).map(|piece| self.parts.look(&piece, properties.style).0).unwrap_or_default();
        self.change(&look);
        if properties.ends_row() {
            return self.end_row(&properties, &look);
        }
        let ends_cell = mark == Some(CELL) || properties.ends_inner_cell;
        if look.deleted && !ends_cell && mark.is_some() {
            // Its end was deleted: the next paragraph goes on here.
            return Ok(());
        }
        let depth = properties.depth().max(usize::from(mark == Some(CELL)));
        self.tables.enter(depth, &mut self.flow)?;
        let line = self.line.take();
        self.add(line, &properties)?;
        for (frame, text) in std::mem::take(&mut self.boxes) {
            self.boxed(frame, text)?;
        }
        if ends_cell {
            self.tables.end_cell();
        }
        Ok(())
    }

    fn end_row(&mut self, properties: &Properties, look: &Look) -> Result<(), ImportError> {
        self.line = Line::default();
        let depth = properties.depth().max(1);
        match look.deleted {
            true => self.tables.drop_row(depth, &mut self.flow),
            false => self.tables.end_row(depth, properties.row.left, &properties.row.spans(), &mut self.flow),
        }
        Ok(())
    }

    fn add(&mut self, line: Line, properties: &Properties) -> Result<(), ImportError> {
        let Line { text, bold, font, .. } = line;
        let mark = self.lists.mark(properties, &self.parts.styles).unwrap_or_default();
        let is_shown = !text.trim().is_empty() || self.flow.is_in_table();
        let mut text = if mark.is_empty() || !is_shown { text } else { marks::before(&mark, text.trim_start()) };
        if let Some(number) = self.note.take() {
            text = format!("[{number}] {}", text.trim_start());
        }
        let level = match properties.level {
            Some(level) => Some(level).filter(|level| *level > 0),
            None => self.parts.styles.level(properties.style),
        };
        self.flow.paragraph(Paragraph { text, level, bold, font })
    }

    /// Counts a change where it begins.
    fn change(&mut self, look: &Look) {
        let change = (look.deleted, look.inserted);
        if change != self.change && change != (false, false) {
            self.flow.tracked();
        }
        self.change = change;
    }

    /// Characters that are shown in the same way.
    fn run(&mut self, start: usize, end: usize, look: &Look) {
        self.change(look);
        let units = self.parts.text.units.get(start..end).unwrap_or_default();
        let mut begun = 0;
        for (number, unit) in units.iter().enumerate() {
            let is_sign = *unit == SIGN && look.sign.is_some();
            if (*unit < 0x20 && *unit != 0x09) || is_sign {
                self.show(units.get(begun..number).unwrap_or_default(), look);
                self.control(*unit, start + number, look);
                begun = number + 1;
            }
        }
        self.show(units.get(begun..).unwrap_or_default(), look);
    }

    fn show(&mut self, units: &[u16], look: &Look) {
        if !units.is_empty() {
            self.text(&String::from_utf16_lossy(units), look);
        }
    }

    fn text(&mut self, text: &str, look: &Look) {
        if !self.fields.shows() {
            self.fields.code(text);
        } else if look.manner.hidden {
            self.flow.hide(text);
        } else if !look.deleted {
            self.line.push(text, look.shown());
        }
    }

    /// A character that stands for something else.
    fn control(&mut self, unit: u16, number: usize, look: &Look) {
        match unit {
            0x01 => self.picture(look),
            0x08 => self.shape(number, look),
            0x0B | PAGE | 0x0E => self.text("\n", look),
            0x13 => self.fields.begin(),
            0x14 => {
                let object = self.fields.result().filter(|code| is_object(code));
                if let Some(code) = object.filter(|_| !look.deleted) {
                    self.flow.object(code.split_whitespace().nth(1).unwrap_or("OLE"));
                }
            }
            0x15 => self.fields.end(),
            0x1E => self.text("-", look),
            SIGN => {
                let (font, code) = look.sign.unwrap_or_default();
                let font = self.parts.fonts.get(usize::from(font)).map(String::as_str);
                self.text(&sign(font.unwrap_or_default(), code.into()), look);
            }
            _ => {}
        }
    }

    /// A picture in the text, or what an object of another program looks like.
    fn picture(&mut self, look: &Look) {
        let is_shown = self.fields.shows() && !look.manner.hidden && !look.deleted;
        if !is_shown || self.fields.is_object() || (look.data && !look.object) {
            return;
        }
        if look.object {
            return self.flow.object("OLE");
        }
        let place = look.picture.map(|place| place as usize);
        let number = |at: usize| place.and_then(|place| short(self.parts.data, place.checked_add(at)?)).map(f64::from);
        // Twips, and thousandths of them that are shown.
        let measure = |length, scale| Some(number(length)? * number(scale)? / 1_000.0 / POINT);
        self.flow.picture(measure(28, 32).zip(measure(30, 34)));
    }

    /// A shape that hangs on a character of the main text.
    fn shape(&mut self, number: usize, look: &Look) {
        let is_main = number < self.parts.story(Story::Main).1;
        let Some(shape) = self.shapes.at(number).filter(|_| is_main) else { return };
        let texts = self.shapes.take(shape);
        if look.manner.hidden || look.deleted {
            return;
        }
        if self.shapes.is_picture(shape) {
            self.flow.picture(Some((shape.width, shape.frame.height)));
        }
        self.boxes.extend(texts.into_iter().map(|text| (shape.frame, text)));
    }

    /// The text of a box.
    fn boxed(&mut self, frame: Frame, (start, end): (usize, usize)) -> Result<(), ImportError> {
        let (first, last) = self.parts.story(Story::Boxes);
        let tables = std::mem::take(&mut self.tables);
        let fields = std::mem::take(&mut self.fields);
        self.flow.begin_frame(frame);
        let done = self.story(first.saturating_add(start).min(last), first.saturating_add(end).min(last));
        self.flow.end_frame();
        (self.tables, self.fields) = (tables, fields);
        done
    }

    /// The notes that the text refers to, behind it.
    fn notes(&mut self) -> Result<(), ImportError> {
        let (_, main) = self.parts.story(Story::Main);
        let mut notes = Vec::new();
        for (story, (marks, texts)) in [Story::Footnotes, Story::Endnotes].into_iter().zip(self.parts.notes) {
            let (first, last) = self.parts.story(story);
            let place = |at: u32| first.saturating_add(at as usize).min(last);
            let marks = plc(marks, 2).map(|(mark, ..)| mark as usize);
            notes.extend(marks.zip(plc(texts, 0)).map(|(mark, (start, end, _))| (mark, place(start), place(end))));
        }
        notes.retain(|(mark, ..)| *mark < main);
        notes.sort_unstable();
        let is_deleted = |mark: usize| {
            let piece = self.parts.text.piece(mark);
            piece.is_some_and(|piece| self.parts.look(&piece, 0).0.deleted)
        };
        notes.retain(|(mark, ..)| !is_deleted(*mark));
        for (number, (_, start, end)) in notes.into_iter().enumerate() {
            self.note = Some(number + 1);
            self.flow.begin_note();
            let done = self.story(start, end);
            self.flow.end_note();
            self.note = None;
            done?;
        }
        Ok(())
    }
}
