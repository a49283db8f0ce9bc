//! The way back from a place in a report to what stands there.

use std::cell::OnceCell;

use gongkai_html::replay::Page;
use gongkai_model::{Capture, Document, Locus, Shown};
use gongkai_plugin::{Limits, Registry};

/// A source to look places up in: what stands where a fact was read.
pub struct Source<'a> {
    capture: &'a Capture,
    /// The importers that read it; absent: those that ship.
    registry: Option<&'a Registry>,
    text: OnceCell<String>,
    page: OnceCell<Page>,
    documents: OnceCell<Vec<Document>>,
}

impl<'a> Source<'a> {
    /// The source of a capture that was read by what ships. Nothing is decoded before it is asked for.
    pub fn new(capture: &'a Capture) -> Self {
        Self { capture, registry: None, text: OnceCell::new(), page: OnceCell::new(), documents: OnceCell::new() }
    }

    /// The source of a capture that was read by certain importers.
    pub fn read_by(capture: &'a Capture, registry: &'a Registry) -> Self {
        Self { registry: Some(registry), ..Self::new(capture) }
    }

    /// The text that places count in, where the source is text: decoded, without byte order mark and control characters.
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| {
            gongkai_text::decode(self.capture.bytes(), self.capture.provenance().declared_charset()).text
        })
    }

    /// What stands at a place: of a web page as its nodes say, of every other source as it is imported.
    pub fn shown(&self, locus: &Locus) -> Option<Shown> {
        if matches!(locus, Locus::Node { .. }) {
            return self.page.get_or_init(|| Page::of(self.capture)).show(locus);
        }
        self.documents().iter().find_map(|document| document.shown(locus))
    }

    /// The source, imported again.
    fn documents(&self) -> &[Document] {
        self.documents.get_or_init(|| {
            // Who reads a source larger than the limit has raised it.
            let limits = Limits::default();
            let limits = Limits { bytes: limits.bytes.max(self.capture.bytes().len() as u64), ..limits };
            let documents = match self.registry {
                Some(registry) => registry.import(self.capture, &limits),
                None => gongkai_plugins::registry().import(self.capture, &limits),
            };
            documents.unwrap_or_default()
        })
    }
}
