//! The messages of the protocol: one JSON object on one line, each way. `docs/plugin-protocol.md` explains them.
//!
//! These shapes are promised to authors of plugins and have a version of their own. Within a version, fields may be added on either
//! side and are ignored where they are not known; everything else makes a new version.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The versions of the protocol that this program speaks, the newest last.
pub const VERSIONS: &[u64] = &[1];

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "call", rename_all = "snake_case")]
pub enum Call<'a> {
    /// The first line: who speaks, and which versions. The answer is [`Hello`].
    Hello {
        /// Versions that we speak.
        protocols: &'a [u64],
        /// Who we are (`gongkai/0.1.0`).
        host: &'a str,
    },
    /// Whether the program reads a file. The answer is [`Identified`].
    Identify(Source<'a>),
    /// The content of a file. The answer is [`Imported`].
    Import(Source<'a>),
}

/// A file to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Source<'a> {
    /// Where its bytes are; it may be read until the answer is given.
    pub file: &'a str,
    /// What the source is called: a path or an address. There need not be anything there.
    pub name: &'a str,
    /// Media type, where a server declared one.
    pub media_type: Option<&'a str>,
    /// Bytes in the file.
    pub size: u64,
}

/// A request: a call and its number, which the answer repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Request<'a> {
    /// Number of the request.
    pub id: u64,
    /// What is asked.
    #[serde(flatten)]
    pub call: Call<'a>,
}

/// An answer: the number of its request, and either what was asked for or an error.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Answer<T> {
    /// Number of the request.
    pub id: u64,
    /// Why there is none.
    pub error: Option<Refusal>,
    /// What was asked for.
    #[serde(flatten)]
    pub content: Option<T>,
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Refusal {
    /// Sort of the error.
    pub kind: RefusalKind,
    /// What is wrong, for people.
    #[serde(default)]
    pub message: String,
    /// Of a scan: how many pages it has.
    #[serde(default)]
    pub pages: usize,
}

/// Sorts of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RefusalKind {
    /// There is nothing in it.
    Empty,
    /// It is locked.
    Encrypted,
    /// It holds pictures of paper only.
    Scan,
    /// It is damaged.
    Damaged,
    /// Anything else, a sort that is not known included.
    #[serde(other)]
    Other,
}

/// The answer to `hello`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Hello {
    /// The version of the protocol that is to be spoken: one of those offered.
    pub protocol: u64,
}

/// The answer to `identify`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Identified {
    /// How sure the program is of being able to read the file.
    pub confidence: Level,
    /// Why, for people.
    #[serde(default)]
    pub reason: Option<String>,
}

/// How sure a program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// It does not read this.
    No,
    /// It could, if nobody knows better.
    Fallback,
    /// Name or media type say so.
    Likely,
    /// The bytes say so.
    Certain,
}

/// The answer to `import`: either documents, or another form of the file that an importer of ours reads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Imported {
    /// The documents in the file: one as a rule.
    pub documents: Option<Vec<Document>>,
    /// The file as text or HTML.
    pub converted: Option<Converted>,
}

/// The file in another form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Converted {
    /// Which form.
    pub form: Form,
    /// The content.
    pub content: String,
}

/// Forms that text can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Plain text or Markdown.
    Text,
    /// HTML.
    Html,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Document {
    /// What the file says about itself.
    #[serde(default)]
    pub metadata: Vec<Metadatum>,
    /// The content, in the order of reading.
    pub blocks: Vec<Block>,
}

/// Something that the file says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Metadatum {
    /// `title`, `author`, `pubdate` …
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading {
        /// Level, from 1.
        level: u8,
        /// The words.
        text: String,
        /// Where it stands; else it is counted as a paragraph.
        #[serde(default)]
        place: Option<Place>,
    },
    /// A paragraph.
    Paragraph {
        /// The words.
        text: String,
        /// Where it stands; else paragraphs are counted.
        #[serde(default)]
        place: Option<Place>,
    },
    /// A table.
    Table {
        /// Its rows, each a list of the cells that begin there.
        rows: Vec<Vec<Cell>>,
    },
}

/// A cell: its text alone, or more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Cell {
    /// A cell of one row and one column.
    Text(String),
    /// A cell that may be merged, or has a place.
    Full {
        /// The text; empty for a blank.
        text: String,
        /// Rows that it covers.
        #[serde(default = "one")]
        rows: u32,
        /// Columns that it covers.
        #[serde(default = "one")]
        columns: u32,
        /// Where it stands; else tables, rows and cells are counted.
        #[serde(default)]
        place: Option<Place>,
    },
}

fn one() -> u32 {
    1
}

/// Where something stands in the file. All numbers count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Place {
    /// A paragraph.
    Paragraph {
        /// Its number.
        number: u32,
    },
    /// A cell of a table in a document.
    Cell {
        /// Number of the table.
        table: u32,
        /// Row.
        row: u32,
        /// Cell in the row.
        column: u32,
    },
    /// A cell of a spreadsheet.
    Sheet {
        /// Name of the sheet.
        sheet: String,
        /// Row.
        row: u32,
        /// Column.
        column: u32,
    },
    /// A box on a page, in tenths of a point from its upper left corner.
    Page {
        /// Number of the page.
        page: u32,
        /// Left edge.
        left: u32,
        /// Upper edge.
        top: u32,
        /// Right edge.
        right: u32,
        /// Lower edge.
        bottom: u32,
    },
}
