//! The content of a document as it comes: paragraphs, tables, rows, cells and frames, opened and closed.

use gongkai_model::{Diagnostic, Document, Locus, Metadatum};
use gongkai_plugin::{ImportError, Limits};

use crate::table::{Cell, Row, Span, Table};
use crate::{blocks, frames};

/// Pictures smaller than this in either direction, in points, are decoration.
const SMALLEST_PICTURE: f64 = 75.0;
/// Names of objects that are listed.
const NAMED: usize = 5;

/// A paragraph as its file has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paragraph {
    /// Its characters, mark of a list in front; a line that is broken has `\n`.
    pub text: String,
    /// Level of a heading, from 1.
    pub level: Option<u8>,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Size of its letters in points, 0 where it is not known.
    pub font: f64,
}

/// A box with a place of its own on a page, in points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Height, 0 where it is not known.
    pub height: f64,
}

/// A piece of a document, of a cell or of a frame.
#[derive(Debug)]
pub(crate) enum Item {
    /// A paragraph with its number; 0 inside of tables, and in notes as long as they are apart.
    Text(Paragraph, u32),
    Table(Table),
    Frame(Frame, Vec<Item>),
}

/// Something that was begun and has not ended.
#[derive(Debug)]
enum Open {
    Table(Table),
    Frame(Frame, Vec<Item>),
    Note(Vec<Item>),
}

/// Takes what a file holds in the order in which it stands there, and makes a document of it.
#[derive(Debug)]
pub struct Flow {
    pub(crate) limits: Limits,
    body: Vec<Item>,
    /// Notes, to stand behind the body.
    notes: Vec<Item>,
    open: Vec<Open>,
    /// Tables and frames that were begun too deep inside others, and are not kept apart.
    flattened: usize,
    paragraphs: u32,
    tables: u32,
    /// Rows and cells.
    cells: usize,
    /// Paragraphs that hold something.
    kept: usize,
    pub(crate) hidden: usize,
    tracked: u32,
    pictures: u32,
    objects: usize,
    /// Names of the first of them.
    named: Vec<String>,
    pub(crate) document: Document,
}

impl Flow {
    /// An empty document.
    pub fn new(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            body: Vec::new(),
            notes: Vec::new(),
            open: Vec::new(),
            flattened: 0,
            paragraphs: 0,
            tables: 0,
            cells: 0,
            kept: 0,
            hidden: 0,
            tracked: 0,
            pictures: 0,
            objects: 0,
            named: Vec::new(),
            document: Document::default(),
        }
    }

    /// Adds a paragraph where the document is at: to the innermost cell or frame, else to the body.
    ///
    /// # Errors
    /// [`ImportError::TooManyLines`].
    pub fn paragraph(&mut self, mut paragraph: Paragraph) -> Result<(), ImportError> {
        let is_counted = !self.is_in_table() && !self.is_in_note();
        self.paragraphs += u32::from(is_counted);
        let number = if is_counted { self.paragraphs } else { 0 };
        paragraph.text.retain(|c| !c.is_control() || c == '\n' || c == '\t');
        let kept = paragraph.text.trim_end().len();
        paragraph.text.truncate(kept);
        if paragraph.text.is_empty() {
            return Ok(());
        }
        self.kept += 1;
        let most = self.limits.lines.saturating_mul(4);
        if self.kept > most {
            return Err(ImportError::TooManyLines { lines: self.kept, limit: most });
        }
        self.items().push(Item::Text(paragraph, number));
        Ok(())
    }

    /// Whether the next paragraph belongs to a cell.
    pub fn is_in_table(&self) -> bool {
        let mut inside = self.open.iter().rev().take_while(|open| !matches!(open, Open::Note(_)));
        inside.any(|open| matches!(open, Open::Table(_)))
    }

    fn is_in_note(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Open::Note(_)))
    }

    /// Begins a table, inside of a cell or not.
    pub fn begin_table(&mut self) {
        if self.open.len() >= self.limits.depth {
            self.flattened += 1;
            return;
        }
        self.tables += 1;
        self.open.push(Open::Table(Table::new(self.tables)));
    }

    /// Begins a row of the innermost table, with so many columns of the grid free before its first cell and behind its last one.
    ///
    /// # Errors
    /// [`ImportError::Unpacks`] as for cells.
    pub fn begin_row(&mut self, before: u32, after: u32) -> Result<(), ImportError> {
        self.count()?;
        if let Some(table) = self.table() {
            table.rows.push(Row::new(before, after));
        }
        Ok(())
    }

    /// Counts a row or a cell.
    fn count(&mut self) -> Result<(), ImportError> {
        let most = self.limits.cells.saturating_mul(4);
        self.cells += 1;
        if self.cells > most {
            return Err(ImportError::Unpacks { limit: format!("more than {most} rows and cells") });
        }
        Ok(())
    }

    /// Begins a cell of the row.
    ///
    /// # Errors
    /// [`ImportError::Unpacks`] for more rows and cells than four tables at their limit.
    pub fn begin_cell(&mut self, span: Span) -> Result<(), ImportError> {
        self.count()?;
        if let Some(table) = self.table() {
            if table.rows.is_empty() {
                table.rows.push(Row::new(0, 0));
            }
            if let Some(row) = table.rows.last_mut() {
                row.cells.push(Cell::new(span));
            }
        }
        Ok(())
    }

    /// Says how far the cells of the last row reach, where the file tells it only at the row's end; `left` is where it begins.
    pub fn shape_row(&mut self, left: i32, spans: &[Span]) {
        let Some(row) = self.table().and_then(|table| table.rows.last_mut()) else { return };
        row.left = Some(left);
        row.cells.iter_mut().zip(spans).for_each(|(cell, span)| cell.span = *span);
    }

    /// Takes the last row away, with all that it holds.
    pub fn drop_row(&mut self) {
        if let Some(table) = self.table() {
            table.rows.pop();
        }
    }

    /// Ends the innermost table.
    pub fn end_table(&mut self) {
        if self.flattened > 0 {
            self.flattened -= 1;
        } else if let Some(Open::Table(_)) = self.open.last()
            && let Some(Open::Table(table)) = self.open.pop()
        {
            self.items().push(Item::Table(table));
        }
    }

    /// Begins a box with a place of its own.
    pub fn begin_frame(&mut self, frame: Frame) {
        if self.open.len() >= self.limits.depth {
            self.flattened += 1;
            return;
        }
        self.open.push(Open::Frame(frame, Vec::new()));
    }

    /// Ends the innermost box.
    pub fn end_frame(&mut self) {
        if self.flattened > 0 {
            self.flattened -= 1;
        } else if let Some(Open::Frame(..)) = self.open.last()
            && let Some(Open::Frame(frame, items)) = self.open.pop()
        {
            self.items().push(Item::Frame(frame, items));
        }
    }

    /// Begins a note; what it holds goes behind the body.
    pub fn begin_note(&mut self) {
        if self.open.len() >= self.limits.depth {
            self.flattened += 1;
            return;
        }
        self.open.push(Open::Note(Vec::new()));
    }

    /// Ends the innermost note.
    pub fn end_note(&mut self) {
        if self.flattened > 0 {
            self.flattened -= 1;
        } else if let Some(Open::Note(_)) = self.open.last()
            && let Some(Open::Note(items)) = self.open.pop()
        {
            self.notes.extend(items);
        }
    }

    /// A picture where the document is at; its measures in points.
    pub fn picture(&mut self, measures: Option<(f64, f64)>) {
        if measures.is_some_and(|(width, height)| width < SMALLEST_PICTURE || height < SMALLEST_PICTURE) {
            return;
        }
        self.pictures += 1;
        if let Some(cell) = self.table().and_then(|table| table.rows.last_mut()?.cells.last_mut()) {
            cell.picture = true;
        }
    }

    /// An object of another program in the document, which is not read.
    pub fn object(&mut self, name: &str) {
        self.objects += 1;
        if self.named.len() < NAMED {
            self.named.push(name.chars().filter(|c| !c.is_control()).take(60).collect());
        }
    }

    /// Characters that the document does not show.
    pub fn hide(&mut self, text: &str) {
        self.hidden += text.chars().filter(|c| !c.is_whitespace()).count();
    }

    /// A change that was tracked and is taken as accepted.
    pub fn tracked(&mut self) {
        self.tracked += 1;
    }

    /// What the file says about itself.
    pub fn declare(&mut self, name: &str, value: &str) {
        let (name, value) = (name.to_lowercase(), value.trim().to_owned());
        if !value.is_empty() {
            let locus = Locus::Paragraph { number: 0, more: 0, part: None };
            self.document.metadata.push(Metadatum { name, value, locus });
        }
    }

    /// A remark on the file.
    pub fn remark(&mut self, remark: Diagnostic) {
        self.document.diagnostics.push(remark);
    }

    /// The document.
    ///
    /// # Errors
    /// [`ImportError::Empty`] where it holds nothing, [`ImportError::Scan`] where it holds nothing but pictures.
    pub fn finish(mut self) -> Result<Document, ImportError> {
        self.flattened = 0;
        while let Some(open) = self.open.last() {
            match open {
                Open::Table(_) => self.end_table(),
                Open::Frame(..) => self.end_frame(),
                Open::Note(_) => self.end_note(),
            }
        }
        // Behind the body, notes are numbered behind its paragraphs.
        let mut notes = std::mem::take(&mut self.notes);
        self.number(&mut notes);
        self.body.extend(notes);
        let body = frames::laid_out(std::mem::take(&mut self.body));
        self.document.blocks = blocks::of(body, &mut self)?;
        if self.document.blocks.is_empty() {
            let pages = self.pictures as usize;
            return Err(if pages > 0 { ImportError::Scan { pages } } else { ImportError::Empty });
        }
        self.remark_counts();
        Ok(self.document)
    }

    fn number(&mut self, items: &mut [Item]) {
        for item in items {
            match item {
                Item::Text(_, number) => {
                    self.paragraphs += 1;
                    *number = self.paragraphs;
                }
                Item::Frame(_, items) => self.number(items),
                Item::Table(_) => {}
            }
        }
    }

    fn remark_counts(&mut self) {
        let counts = [
            ("tracked_changes", self.tracked as usize),
            ("hidden_words_left_out", self.hidden),
            ("pictures_not_read", self.pictures as usize),
        ];
        for (code, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            self.remark(Diagnostic::new(code, &[("count", &count.to_string())], None));
        }
        if self.objects > 0 {
            let (count, names) = (self.objects.to_string(), self.named.join("，"));
            self.remark(Diagnostic::new("objects_not_read", &[("count", &count), ("names", &names)], None));
        }
    }

    /// The innermost table.
    fn table(&mut self) -> Option<&mut Table> {
        let mut inside = self.open.iter_mut().rev().take_while(|open| !matches!(open, Open::Note(_)));
        inside.find_map(|open| match open {
            Open::Table(table) => Some(table),
            Open::Frame(..) | Open::Note(_) => None,
        })
    }

    /// Where the next piece goes.
    fn items(&mut self) -> &mut Vec<Item> {
        for open in self.open.iter_mut().rev() {
            match open {
                Open::Frame(_, items) | Open::Note(items) => return items,
                Open::Table(table) => {
                    if let Some(cell) = table.rows.last_mut().and_then(|row| row.cells.last_mut()) {
                        return &mut cell.items;
                    }
                }
            }
        }
        &mut self.body
    }
}
