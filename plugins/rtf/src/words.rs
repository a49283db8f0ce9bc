//! The words of a file, one after the other, to a document.

use gongkai_model::{Diagnostic, Document};
use gongkai_plugin::{ImportError, Limits};
use gongkai_word::{Flow, Frame, Line, Manner, Paragraph, marks};

use crate::charset::Charsets;
use crate::destination::{Destination, Group, group};
use crate::rows::Tables;
use crate::state::{Ends, State};
use crate::token::{Token, Tokens};

/// Groups inside of each other. Word writes some twenty.
const DEEPEST: usize = 1_000;
/// Tables inside of each other that are kept apart.
const DEEPEST_TABLE: usize = 15;

/// Characters that have words.
const CHARACTERS: &[(&str, &str)] = &[
    ("tab", "\t"),
    ("line", "\n"),
    ("page", "\n"),
    ("column", "\n"),
    ("emdash", "—"),
    ("endash", "–"),
    ("bullet", "•"),
    ("lquote", "‘"),
    ("rquote", "’"),
    ("ldblquote", "“"),
    ("rdblquote", "”"),
    ("emspace", "\u{2003}"),
    ("enspace", "\u{2002}"),
    ("qmspace", "\u{2005}"),
];

/// Reads a file.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ImportError> {
    let mut reader = Reader {
        flow: Flow::new(limits),
        charsets: Charsets::default(),
        state: State::new(),
        outer: Vec::new(),
        line: Line::default(),
        mark: String::new(),
        statement: (String::new(), String::new()),
        bytes: Vec::new(),
        high: None,
        skip: 0,
        is_marked: false,
        is_first: false,
        tables: Tables::default(),
        waiting: Vec::new(),
        frame: Frame::default(),
        notes: 0,
    };
    for token in Tokens::new(bytes) {
        reader.token(token)?;
        if token == Token::End && reader.outer.is_empty() {
            break;
        }
    }
    reader.finish()
}

/// What was being read when a box or a note began.
struct Waiting {
    line: Line,
    mark: String,
    tables: Tables,
}

struct Reader {
    flow: Flow,
    charsets: Charsets,
    state: State,
    outer: Vec<State>,
    line: Line,
    mark: String,
    /// Name and value of a statement about the file.
    statement: (String, String),
    /// Bytes that are not decoded yet.
    bytes: Vec<u8>,
    /// The first half of a character of Unicode.
    high: Option<u16>,
    /// Characters still to skip that stand for one in Unicode.
    skip: usize,
    /// Whether `\*` stands before the next word.
    is_marked: bool,
    /// Whether the next word is the first of its group.
    is_first: bool,
    tables: Tables,
    waiting: Vec<Waiting>,
    /// Place of the shape.
    frame: Frame,
    notes: u32,
}

impl Reader {
    fn token(&mut self, token: Token<'_>) -> Result<(), ImportError> {
        match token {
            Token::Begin => {
                self.decode();
                self.skip = 0;
                if self.outer.len() >= DEEPEST {
                    return Err(ImportError::Unpacks { limit: format!("groups nested deeper than {DEEPEST}") });
                }
                self.outer.push(self.state);
                self.state = self.state.inside();
                (self.is_first, self.is_marked) = (true, false);
            }
            Token::End => {
                self.decode();
                self.skip = 0;
                self.end_group()?;
                self.is_first = false;
            }
            Token::Symbol(b'*') => self.is_marked = true,
            _ if self.skip > 0 => self.skipped(token),
            Token::Byte(byte) => {
                self.is_first = false;
                self.bytes.push(byte);
            }
            Token::Text(text) => {
                self.is_first = false;
                self.bytes.extend_from_slice(text);
            }
            Token::Symbol(symbol) => self.symbol(symbol)?,
            Token::Word(word, number) => {
                let (is_first, is_marked) = (self.is_first, self.is_marked);
                (self.is_first, self.is_marked) = (false, false);
                self.decode();
                if (is_first || is_marked)
                    && let Some(group) = group(word, is_marked)
                {
                    return self.begin_group(group, word);
                }
                self.word(word, number)?;
            }
        }
        Ok(())
    }

    /// What stands for a character in Unicode, for readers without.
    fn skipped(&mut self, token: Token<'_>) {
        if let Token::Text(text) = token {
            let skipped = self.skip.min(text.len());
            self.skip -= skipped;
            self.bytes.extend_from_slice(&text[skipped..]);
        } else {
            self.skip -= 1;
        }
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), ImportError> {
        if matches!(symbol, b'\\' | b'{' | b'}') {
            self.bytes.push(symbol);
            return Ok(());
        }
        self.decode();
        match symbol {
            b'~' => self.character("\u{a0}"),
            b'_' => self.character("-"),
            b'\r' | b'\n' => return self.end_paragraph(),
            _ => {}
        }
        Ok(())
    }

    fn begin_group(&mut self, group: Group, word: &str) -> Result<(), ImportError> {
        if self.state.destination == Destination::Nowhere && group != Group::Unicode {
            return Ok(());
        }
        match group {
            Group::To(Destination::Twice) => {
                self.state.before = self.state.destination;
                self.state.destination = Destination::Twice;
            }
            Group::To(Destination::Statement) => {
                self.statement = (word.to_owned(), String::new());
                self.state.destination = Destination::Statement;
                self.state.ends = Ends::Statement;
            }
            Group::To(destination) => self.state.destination = destination,
            Group::Unicode => self.state.destination = self.state.before,
            Group::Picture => {
                self.flow.picture(None);
                self.state.destination = Destination::Nowhere;
            }
            Group::Object => {
                self.flow.object("OLE");
                self.state.destination = Destination::Nowhere;
            }
            Group::Shape => self.frame = Frame::default(),
            Group::TextBox => {
                self.begin_box()?;
                self.flow.begin_frame(self.frame);
                self.state.ends = Ends::Box;
            }
            Group::Note => {
                self.notes += 1;
                let number = self.notes;
                self.begin_box()?;
                self.flow.begin_note();
                self.state.ends = Ends::Note;
                self.character(&format!("[{number}] "));
            }
            Group::NestedRow => self.state.nested_row = true,
            Group::Open => {}
        }
        Ok(())
    }

    /// Puts the paragraph aside until a box or a note ends.
    fn begin_box(&mut self) -> Result<(), ImportError> {
        let depth = self.depth();
        self.tables.enter(depth, &mut self.flow)?;
        let (line, mark) = (std::mem::take(&mut self.line), std::mem::take(&mut self.mark));
        self.waiting.push(Waiting { line, mark, tables: std::mem::take(&mut self.tables) });
        self.state.plain_paragraph();
        self.state.manner = Manner::default();
        Ok(())
    }

    fn end_group(&mut self) -> Result<(), ImportError> {
        match self.state.ends {
            Ends::Statement => {
                let (name, value) = std::mem::take(&mut self.statement);
                self.flow.declare(&name, &value);
            }
            ends @ (Ends::Box | Ends::Note) => {
                if !self.line.text.is_empty() {
                    self.end_paragraph()?;
                }
                self.tables.leave(&mut self.flow);
                match ends {
                    Ends::Note => self.flow.end_note(),
                    _ => self.flow.end_frame(),
                }
                if let Some(Waiting { line, mark, tables }) = self.waiting.pop() {
                    (self.line, self.mark, self.tables) = (line, mark, tables);
                }
            }
            Ends::Nothing => {}
        }
        if let Some(outer) = self.outer.pop() {
            self.state = outer;
        }
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), ImportError> {
        let on = number != Some(0);
        match word {
            "ansicpg" => self.charsets.set_page(number.unwrap_or(0)),
            "f" => self.state.font = number.unwrap_or(0),
            "fcharset" if self.state.destination == Destination::Fonts => {
                self.charsets.set_font(self.state.font, number.unwrap_or(0));
            }
            "uc" => self.state.unicode_skip = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "u" => self.unicode(number.unwrap_or(0)),
            "shpleft" | "dpx" => self.frame.left = f64::from(number.unwrap_or(0)) / 20.0,
            "shptop" | "dpy" => self.frame.top = f64::from(number.unwrap_or(0)) / 20.0,
            "shpbottom" => self.frame.height = (f64::from(number.unwrap_or(0)) / 20.0 - self.frame.top).max(0.0),
            _ if self.state.destination != Destination::Body => {
                if word == "tab" && self.state.destination == Destination::Mark {
                    self.mark.push(' ');
                }
            }
            "b" => self.state.manner.bold = on,
            "v" => self.state.manner.hidden = on,
            "strike" | "striked" => self.state.manner.strike = on,
            "super" | "sub" => self.state.manner.raised = on,
            "nosupersub" => self.state.manner.raised = false,
            "up" | "dn" => self.state.manner.raised = number.unwrap_or(6) > 0,
            "fs" => self.state.manner.size = f64::from(number.unwrap_or(24)) / 2.0,
            "deleted" => self.state.deleted = on,
            "revised" if on => self.flow.tracked(),
            "plain" => {
                self.state.manner = Manner::default();
                self.state.deleted = false;
            }
            "pard" => self.state.plain_paragraph(),
            "intbl" => self.state.in_table = true,
            "itap" => self.state.depth = number.and_then(|number| usize::try_from(number).ok()),
            "outlinelevel" => {
                self.state.level =
                    number.and_then(|level| u8::try_from(level).ok()).filter(|level| *level < 9).map(|level| level + 1);
            }
            "par" | "sect" => self.end_paragraph()?,
            "cell" => self.end_cell(1)?,
            "nestcell" => self.end_cell(self.state.table_depth().max(2))?,
            "row" => self.tables.end_row(1, &mut self.flow),
            "nestrow" => {
                let depth = self.state.table_depth().clamp(2, DEEPEST_TABLE);
                self.tables.end_row(depth, &mut self.flow);
            }
            _ => {
                let depth = if self.state.nested_row { self.state.table_depth().clamp(2, DEEPEST_TABLE) } else { 1 };
                if !self.tables.define(word, number, depth)
                    && let Some((_, character)) = CHARACTERS.iter().find(|(known, _)| *known == word)
                {
                    self.character(character);
                }
            }
        }
        Ok(())
    }

    /// `\u20108`, negative from 32,768 on; a character beyond the first 65,536 comes in two halves.
    fn unicode(&mut self, number: i32) {
        self.skip = self.state.unicode_skip;
        let unit = number as u16;
        match (self.high.take(), unit) {
            (_, 0xD800..0xDC00) => self.high = Some(unit),
            (Some(high), 0xDC00..0xE000) => {
                let text = String::from_utf16_lossy(&[high, unit]);
                self.character(&text);
            }
            (_, unit) => {
                let text = String::from_utf16_lossy(&[unit]);
                self.character(&text);
            }
        }
    }

    /// Decodes what waits: a character may be made of bytes that are written in different ways.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        if self.state.destination != Destination::Nowhere && self.state.destination != Destination::Fonts {
            let text = self.charsets.decode(&bytes, self.state.font);
            self.character(&text);
        }
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// Characters, to where they go.
    fn character(&mut self, text: &str) {
        match self.state.destination {
            Destination::Body if self.state.deleted => self.flow.tracked(),
            Destination::Body if self.state.manner.hidden => self.flow.hide(text),
            Destination::Body => self.line.push(text, self.state.manner),
            Destination::Mark => self.mark.push_str(text),
            Destination::Statement => self.statement.1.push_str(text),
            Destination::Nowhere | Destination::Fonts | Destination::Twice => {}
        }
    }

    /// How deep in tables the paragraph is. Between the cells of a row nothing else can be, whatever the paragraph says.
    fn depth(&self) -> usize {
        self.state.table_depth().max(usize::from(self.tables.in_row())).min(DEEPEST_TABLE)
    }

    fn end_paragraph(&mut self) -> Result<(), ImportError> {
        let depth = self.depth();
        self.add(depth)
    }

    fn end_cell(&mut self, depth: usize) -> Result<(), ImportError> {
        self.add(depth.min(DEEPEST_TABLE))?;
        self.tables.end_cell();
        Ok(())
    }

    fn add(&mut self, depth: usize) -> Result<(), ImportError> {
        if self.state.destination != Destination::Body {
            return Ok(());
        }
        self.tables.enter(depth, &mut self.flow)?;
        let Line { text, bold, font, .. } = self.line.take();
        let mark = std::mem::take(&mut self.mark);
        // Signs before the items of a list say nothing.
        let counts = mark.chars().any(char::is_alphanumeric);
        let text = if counts { marks::before(&mark, text.trim_start()) } else { text };
        self.flow.paragraph(Paragraph { text, level: self.state.level, bold, font })
    }

    fn finish(mut self) -> Result<Document, ImportError> {
        self.decode();
        let open = self.outer.len();
        while !self.outer.is_empty() {
            self.end_group()?;
        }
        self.state.destination = Destination::Body;
        if !self.line.text.is_empty() {
            self.end_paragraph()?;
        }
        self.tables.leave(&mut self.flow);
        if open > 0 {
            self.flow.remark(Diagnostic::new("document_stops", &[("count", &open.to_string())], None));
        }
        if self.charsets.damaged > 0 {
            let (count, charset) = (self.charsets.damaged.to_string(), self.charsets.name());
            self.flow.remark(Diagnostic::new("charset_damaged", &[("count", &count), ("charset", charset)], None));
        }
        self.flow.finish()
    }
}
