//! Web pages to documents: charset, article, blocks, tables with spans, what the page says about itself.
//!
//! html5ever builds the tree; everything after it works on one flat list of nodes. A place is the way to a node, since
//! parsers of HTML keep no byte offsets; [`replay::Page`] goes that way again.

mod charset;
mod chrome;
mod content;
mod flat;
mod identify;
mod markdown;
mod metadata;
mod positioned;
pub mod replay;
mod run;
mod style;
mod table;
mod tag;
mod tree;
mod walk;

pub use markdown::tables_in_text;

use gongkai_model::{Capture, Diagnostic, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

use flat::Flat;

/// Reads web pages.
#[derive(Debug, Clone, Copy)]
pub struct HtmlImporter;

impl Importer for HtmlImporter {
    fn name(&self) -> &'static str {
        "html"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("网页，含浏览器另存的网页", "web pages, saved from a browser or not")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "shtml", "xhtml", "mht", "mhtml"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        identify::confidence(capture)
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        let size = capture.bytes().len() as u64;
        if size > limits.bytes {
            return Err(ImportError::TooLarge { size, limit: limits.bytes });
        }
        let decoded = charset::decode(capture);
        if decoded.text.trim().is_empty() {
            return Err(ImportError::Empty);
        }
        let page = tree::parse(&decoded.text);
        let flat = Flat::new(&page.html);
        let mut document = match positioned::read(&flat, limits) {
            Some(blocks) => {
                let mut document = Document { blocks, ..Document::default() };
                metadata::of_head(&flat, &mut document.metadata);
                document
            }
            None => walk::read(&flat, &content::containers(&flat), limits),
        };
        let mut diagnostics = decoded.diagnostics;
        if page.too_deep {
            diagnostics.push(Diagnostic::new("page_too_deep", &[], None));
        }
        if page.too_large {
            diagnostics.push(Diagnostic::new("page_too_large", &[], None));
        }
        document.diagnostics.splice(0..0, diagnostics);
        Ok(vec![document])
    }
}
