//! PDF to documents: what is drawn on the pages goes to `gongkai-layout`, which makes paragraphs and tables of it.
//!
//! A file is looked over before a library sees it (`unpacked`), since a few bytes can unpack to many. Then a library for PDF draws it
//! (`hayro`, behind `drawing::Engine`); nothing else knows which library that is. Scripts are not run, nothing external is loaded,
//! pictures are not decoded.

mod drawing;
mod hayro;
mod strings;
mod unpacked;

use gongkai_model::{Capture, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

use crate::drawing::Engine as _;

/// Bytes of a file in which its mark must stand: programs put mail headers and white space before it.
const MARK_WITHIN: usize = 1024;
const MARK: &[u8] = b"%PDF-";

/// Reads PDF.
#[derive(Debug, Clone, Copy)]
pub struct PdfImporter;

impl Importer for PdfImporter {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("PDF（有文字的，不含扫描图片）", "PDF with text, no scans")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        let head = capture.bytes().get(..MARK_WITHIN).unwrap_or(capture.bytes());
        if head.starts_with(MARK) {
            return Confidence::Certain;
        }
        let marked = head.windows(MARK.len()).any(|window| window == MARK);
        // A page or a text may speak of the mark.
        let is_text = head.iter().all(|byte| !matches!(byte, 0..=8 | 14..=31)) && std::str::from_utf8(head).is_ok();
        if marked && !is_text { Confidence::Likely } else { Confidence::No }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        let size = capture.bytes().len() as u64;
        if size > limits.bytes {
            return Err(ImportError::TooLarge { size, limit: limits.bytes });
        }
        if capture.bytes().iter().all(u8::is_ascii_whitespace) {
            return Err(ImportError::Empty);
        }
        unpacked::check(capture.bytes())?;
        let drawing = hayro::Hayro.draw(capture.bytes())?;
        gongkai_layout::document(drawing, limits).map(|document| vec![document])
    }
}
