//! OFD to documents (GB/T 33190-2016): a package of XML whose pages say at which place each character and each line stands. What is drawn
//! goes to `gongkai-layout`, which makes paragraphs and tables of it.
//!
//! Elements go by their local names: producers do not agree on the address of the namespace. Fonts are not opened, since text comes as
//! characters; pictures are not decoded, scripts and links are not followed, signatures are not verified.

mod body;
mod budget;
mod facts;
mod files;
mod path;
mod pen;
mod resources;
mod text;
mod values;

use gongkai_model::{Capture, Diagnostic, Document, Language};
use gongkai_package::{Package, member_names};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

use crate::budget::Budget;
use crate::files::Files;

/// The member that says which documents are in a package.
const ENTRY: &str = "OFD.xml";
/// The member that a package has in which members are encrypted (GM/T 0099-2020, appendix C).
const LOCK: &str = "Encryptions.xml";
/// Documents of a package. As a rule there is one.
const MOST_DOCUMENTS: usize = 100;

/// Reads OFD.
#[derive(Debug, Clone, Copy)]
pub struct OfdImporter;

impl Importer for OfdImporter {
    fn name(&self) -> &'static str {
        "ofd"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("OFD 版式文档（有文字的，不含扫描图片）", "OFD (GB/T 33190) with text, no scans")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ofd"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        let is_mark = |name: &&str| {
            let name = name.trim_start_matches(['/', '\\']);
            [ENTRY, LOCK].iter().any(|mark| name.eq_ignore_ascii_case(mark))
        };
        if member_names(capture.bytes()).iter().any(is_mark) { Confidence::Certain } else { Confidence::No }
    }

    /// The documents of the package in its order. Pages are counted through all of them, so that a page number names one page.
    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        let mut files = Files::new(Package::open(capture.bytes(), limits)?);
        if files.has(LOCK) {
            return Err(ImportError::Encrypted);
        }
        let entry = files.needed(ENTRY)?;
        let mut budget = Budget::new(limits.depth);
        let mut documents = Vec::new();
        let mut failures = Vec::new();
        let bodies = entry.root().elements().filter(|element| element.is("", "DocBody"));
        for (number, body) in bodies.enumerate() {
            if number >= MOST_DOCUMENTS {
                return Err(ImportError::Unpacks { limit: format!("more than {MOST_DOCUMENTS} documents") });
            }
            let drawing = body::drawing(body, &mut files, &mut budget);
            let remarks = files.remarks();
            match drawing.and_then(|drawing| gongkai_layout::document(drawing, limits)) {
                Ok(mut document) => {
                    document.diagnostics.extend(remarks);
                    documents.push(document);
                }
                Err(error) => {
                    documents.push(unread(number + 1, &error));
                    failures.push(error);
                }
            }
        }
        // Where no document can be read, the first one says why.
        if failures.len() == documents.len() {
            return Err(failures.into_iter().next().unwrap_or(ImportError::Empty));
        }
        Ok(documents)
    }
}

/// What stands for a document that cannot be read.
fn unread(number: usize, error: &ImportError) -> Document {
    let (zh, en) = (error.message(Language::Zh), error.message(Language::En));
    let name = format!("Doc {number}");
    let arguments = [("member", name.as_str()), ("reason_zh", zh.as_str()), ("reason_en", en.as_str())];
    Document { diagnostics: vec![Diagnostic::new("member_unread", &arguments, None)], ..Document::default() }
}
