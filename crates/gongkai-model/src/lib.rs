//! The nouns of `gongkai`: what is captured, what a document is, what a report says. No I/O, no interpretation.
//!
//! The stages hand these types to each other: an importer turns a [`Capture`] into [`Document`]s, the reader turns a
//! [`Document`] into a [`Report`], and everything after that looks at the report only.

mod agency;
mod capture;
mod diagnostic;
mod document;
mod fact;
mod fetch;
mod finding;
mod grid;
mod locus;
mod report;
mod shown;

pub use agency::{Agency, Kind, Level, Unit};
pub use capture::{Capture, Digest, Provenance};
pub use diagnostic::{CATALOG, Diagnostic, DiagnosticKind, Language, Severity};
pub use document::{Block, Document, Line, Metadatum, Piece};
pub use fact::{Evidence, Fact, Facts, Obtained, Value};
pub use fetch::{ColumnLead, FetchRequest, Guess, ListFault, Listing, Purpose, ReportLead};
pub use finding::{Culprit, Equation, Finding, Outcome, Place, Relation, Slip, State, Subject, Suspect, Words};
pub use grid::{Grid, GridBuilder, GridCell, GridError};
pub use locus::{Locus, NoPlace};
pub use report::{
    Date, EditionId, Found, NoDate, Origin, Passage, Report, Scope, SectionId, Stated, Status, TableId, TableReading,
};
pub use shown::{Around, Shown};

/// An exact decimal: the only type in which a figure is stored. Keeps the scale as printed (`0.0380` stays `0.0380`).
pub use rust_decimal::Decimal;
