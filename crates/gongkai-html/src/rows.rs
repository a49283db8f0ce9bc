//! Text that stands among the rows of a table and in no cell: a cell whose start tag was lost.
//!
//! The rules of HTML move such text out of the table, in front of it; the figures behind it would then stand one column
//! too far left, and nothing would show.

use html5ever::tokenizer::{Tag, TagKind};

/// Where the tokens stand in the tables around them.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// The innermost table last.
    open: Vec<State>,
    /// The element whose content is no text of the page.
    raw: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first row.
    Table,
    /// Behind a row.
    Between,
    /// In a row, between cells.
    Row,
    /// In a cell.
    Cell,
}

/// More tables inside each other are not followed.
const DEEPEST: usize = 1_000;

impl Rows {
    /// Follows a tag.
    pub(crate) fn tag(&mut self, tag: &Tag) {
        let name = &*tag.name;
        let start = tag.kind == TagKind::StartTag;
        if matches!(name, "script" | "style" | "textarea" | "title" | "select" | "template" | "noscript") {
            match &self.raw {
                None if start => self.raw = Some(name.to_owned()),
                Some(open) if !start && open == name => self.raw = None,
                _ => {}
            }
            return;
        }
        match (name, start) {
            ("table", true) if self.open.len() < DEEPEST => self.open.push(State::Table),
            ("table", false) => drop(self.open.pop()),
            ("tr", true) => self.set(State::Row),
            ("td" | "th", true) => self.set(State::Cell),
            ("td" | "th", false) => self.set(State::Row),
            ("tr", false) => self.set(State::Between),
            _ => {}
        }
    }

    fn set(&mut self, state: State) {
        if let Some(last) = self.open.last_mut() {
            *last = state;
        }
    }

    /// Whether characters are the text of a cell without start tag; the cell is open from then on.
    pub(crate) fn opens_cell(&mut self, characters: &str) -> bool {
        let between = matches!(self.open.last(), Some(State::Row | State::Between)) && self.raw.is_none();
        let opens = between && characters.chars().any(|c| !c.is_whitespace());
        if opens {
            self.set(State::Cell);
        }
        opens
    }
}
