//! Rich text (RTF) to documents, as Word, WPS and LibreOffice write it: code pages, tables with merged cells and nested ones, text
//! boxes, and the numbers that lists make.
//!
//! Our own reader: a tokenizer and a machine that knows some hundred of the control words and leaves the rest alone. The crates at
//! hand know neither tables nor East Asian code pages.

mod charset;
mod destination;
mod rows;
mod state;
mod token;
mod words;

use gongkai_model::{Capture, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

/// How every RTF file begins.
const MARK: &[u8] = b"{\\rtf";

/// Reads rich text.
#[derive(Debug, Clone, Copy)]
pub struct RtfImporter;

impl Importer for RtfImporter {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("RTF 文档，含扩展名为 .doc 的", "rich text (RTF), also where it is called .doc")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        match text(capture.bytes()).starts_with(MARK) {
            true => Confidence::Certain,
            false => Confidence::No,
        }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        let size = capture.bytes().len() as u64;
        if size > limits.bytes {
            return Err(ImportError::TooLarge { size, limit: limits.bytes });
        }
        let text = text(capture.bytes());
        if text.is_empty() {
            return Err(ImportError::Empty);
        }
        if !text.starts_with(MARK) {
            return Err(ImportError::Damaged { reason: "no {\\rtf at the beginning".into() });
        }
        words::read(text, limits).map(|document| vec![document])
    }
}

/// The bytes without a byte order mark and white space in front.
fn text(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start()
}
