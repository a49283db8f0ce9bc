//! Characters to values, and text files to documents.
//!
//! The value forms (numbers in every script, amounts with units, dates, numbering, titles, cell readings) are small
//! nom parsers behind plain functions; nom shows in no signature. The importer for plain text and Markdown stands on them.

pub mod date;
pub mod document_number;
mod import;
pub mod normalize;
pub mod number;
pub mod numbering;
pub mod placed;
pub mod reading;
pub mod robots;
pub mod title;

pub use import::{Decoded, HtmlTables, MixedImporter, TextImporter, decode};
