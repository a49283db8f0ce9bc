//! Web pages to documents: charset, article, blocks, tables with spans, what the page says about itself.
//!
//! html5ever builds the tree; everything after it works on one flat list of nodes. A place is the way to a node, since
//! parsers of HTML keep no byte offsets; [`replay::Page`] goes that way again.

mod attachments;
mod charset;
mod chrome;
mod content;
mod divs;
mod envelope;
mod flat;
mod hidden;
mod identify;
mod markdown;
mod metadata;
mod page;
mod places;
mod positioned;
mod refusal;
pub mod replay;
mod rows;
mod run;
mod style;
mod table;
mod tag;
mod tree;
mod walk;

pub use markdown::tables_in_text;

use gongkai_model::{Capture, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

/// A page, or a part of one, as a tree, with the bounds on depth, nodes and attributes that the importer has: html5ever takes
/// quadratic time for some pages without them.
pub fn tree_of(text: &str) -> scraper::Html {
    tree::parse(text).html
}

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
        identify::PAGES
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        identify::confidence(capture)
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        let size = capture.bytes().len() as u64;
        if size > limits.bytes {
            return Err(ImportError::TooLarge { size, limit: limits.bytes });
        }
        if capture.bytes().iter().all(u8::is_ascii_whitespace) {
            return Err(ImportError::Empty);
        }
        let status = capture.provenance().status;
        let pages = envelope::open(capture).into_iter().map(|part| page::read(&part, status, limits));
        // Frames of menus and advertisements come with a saved page; where no frame has an article, the page itself counts.
        let (articles, others): (Vec<_>, Vec<_>) =
            pages.partition(|page| page.as_ref().is_ok_and(|page| page.has_article));
        if articles.is_empty() {
            return others.into_iter().next().unwrap_or(Err(ImportError::Empty)).map(|page| vec![page.document]);
        }
        articles.into_iter().map(|page| page.map(|page| page.document)).collect()
    }
}
