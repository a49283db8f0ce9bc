//! Word's binary documents (97 to 2003) and those of Kingsoft (`.wps`) in the same format: text in pieces, tables with merged cells and
//! nested ones, text boxes, notes, and the numbers that lists make.
//!
//! Our own reader, after [MS-DOC]. The stream of the document holds the text and pages of properties, a second one the tables that say
//! where these lie. What Word shows is what counts: results of fields, changes as accepted, no hidden text; headers, footers and
//! comments are left out. Macros are never looked at. Nothing is allocated by what a file claims, only by what it holds.

mod bytes;
mod fib;
mod fields;
mod lists;
mod look;
mod paragraph;
mod parts;
mod pieces;
mod row;
mod runs;
mod shapes;
mod sprm;
mod story;
mod styles;
mod summary;

use gongkai_model::{Capture, Document};
use gongkai_package::Ole;
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

/// The stream that a document is.
const MAIN: &str = "WordDocument";
/// Streams of Microsoft Works, whose documents have the extension of Kingsoft's.
const WORKS: &[&str] = &["CONTENTS", "MatOST"];

/// Reads Word's binary documents.
#[derive(Debug, Clone, Copy)]
pub struct DocImporter;

impl Importer for DocImporter {
    fn name(&self) -> &'static str {
        "doc"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("Word 97–2003 与金山文字文档（doc、wps）", "documents of Word 97 to 2003 and of Kingsoft (doc, wps)")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["doc", "dot", "wps", "wpt"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        let bytes = capture.bytes();
        if !Ole::is(bytes) {
            return Confidence::No;
        }
        match Ole::open(bytes) {
            Ok(ole) if ole.has_stream(MAIN) => Confidence::Certain,
            // To say what it is. Who reads workbooks knows better what is locked under the name of one.
            Ok(ole) if ole.is_locked() || is_works(&ole) => Confidence::Likely,
            Ok(_) => Confidence::No,
            // Damaged: what is left of it tells, or its name.
            Err(_) if lists_document(bytes) => Confidence::Certain,
            Err(_) if is_named(capture, self.extensions()) => Confidence::Likely,
            Err(_) => Confidence::No,
        }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        let bytes = capture.bytes();
        let size = bytes.len() as u64;
        if size == 0 {
            return Err(ImportError::Empty);
        }
        if size > limits.bytes {
            return Err(ImportError::TooLarge { size, limit: limits.bytes });
        }
        let mut ole = Ole::open(bytes)?;
        let Some(main) = ole.stream(MAIN)? else {
            return Err(match () {
                () if ole.is_locked() => ImportError::Encrypted,
                () if is_works(&ole) => ImportError::UnknownFormat { format: "WPS (Microsoft Works)".into() },
                () => ImportError::Damaged { reason: format!("no {MAIN} in the OLE file") },
            });
        };
        parts::read(&main, &mut ole, limits).map(|document| vec![document])
    }
}

fn is_works(ole: &Ole<'_>) -> bool {
    WORKS.iter().any(|name| ole.has_stream(name))
}

/// Whether the name of the stream of a document stands somewhere, as directories have it.
fn lists_document(bytes: &[u8]) -> bool {
    let name: Vec<u8> = MAIN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

fn is_named(capture: &Capture, extensions: &[&str]) -> bool {
    let extension = capture.provenance().source.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}
