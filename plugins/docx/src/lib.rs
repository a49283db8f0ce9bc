//! Word documents (OOXML) to documents: paragraphs, tables with merged cells, text boxes, and the numbers that lists make.
//!
//! Both editions of OOXML are read, the transitional one of Word and WPS and the strict one. What Word shows is what counts: results
//! of fields, changes as accepted, no hidden text; headers and footers are left out. Macros are never looked at.

mod body;
mod boxes;
mod fields;
mod numbering;
mod parts;
mod run;
mod styles;
mod table;

use gongkai_model::{Capture, Document};
use gongkai_package::{Package, member_names};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

/// Reads Word documents.
#[derive(Debug, Clone, Copy)]
pub struct DocxImporter;

impl Importer for DocxImporter {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("Word 文档（docx、docm、dotx）", "Word documents (docx, docm, dotx)")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx", "dotm"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        let names = member_names(capture.bytes());
        let begins = |start: &str| {
            let begins = |name: &&str| name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
            names.iter().any(|name| begins(&name.trim_start_matches('/').replace('\\', "/").as_str()))
        };
        match begins("word/") && (begins("[Content_Types].xml") || begins("_rels/")) {
            true => Confidence::Certain,
            false => Confidence::No,
        }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        let mut package = Package::open(capture.bytes(), limits)?;
        let parts = parts::Parts::read(&mut package)?;
        body::read(&parts, limits).map(|document| vec![document])
    }
}
