//! What a page may come packed in: MHTML, a copy of its source, a JSON answer. All of them give pages as text.

mod json;
mod mhtml;
mod source;

pub(crate) use json::unescaped;

use gongkai_model::{Capture, Diagnostic};

use crate::charset;

/// A page taken out of what it was packed in.
#[derive(Debug)]
pub(crate) struct Part {
    /// Which of several pages it is: the beginning of the way to its nodes.
    pub(crate) prefix: Vec<u32>,
    /// The page.
    pub(crate) html: String,
    /// What the packing says about the page.
    pub(crate) statements: Vec<(String, String)>,
    /// Remarks on the decoding.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Part {
    fn new(html: String) -> Self {
        Self { prefix: Vec::new(), html, statements: Vec::new(), diagnostics: Vec::new() }
    }
}

/// Pages taken from one source; frames of a saved page are pages, too.
const MOST_PARTS: usize = 20;

/// The pages in a capture, at least one.
pub(crate) fn open(capture: &Capture) -> Vec<Part> {
    if mhtml::is_mhtml(capture.bytes()) {
        let mut parts = mhtml::pages(capture.bytes());
        parts.truncate(MOST_PARTS);
        if !parts.is_empty() {
            return numbered(parts);
        }
    }
    let decoded = charset::decode(capture);
    let mut parts = if json::is_json(&decoded.text) { json::pages(&decoded.text) } else { Vec::new() };
    parts.truncate(MOST_PARTS);
    if parts.is_empty() {
        let html = source::of_view(&decoded.text).unwrap_or(decoded.text);
        parts.push(Part::new(html));
    }
    parts[0].diagnostics.splice(0..0, decoded.diagnostics);
    numbered(parts)
}

fn numbered(mut parts: Vec<Part>) -> Vec<Part> {
    if parts.len() > 1 {
        parts.iter_mut().zip(0..).for_each(|(part, number)| part.prefix = vec![number]);
    }
    parts
}

/// Whether bytes are a message with the page as one of its parts.
pub(crate) fn is_message(bytes: &[u8]) -> bool {
    mhtml::is_mhtml(bytes)
}

/// Whether the first bytes are of such a packing.
pub(crate) fn is_packed(bytes: &[u8], head: &str) -> bool {
    mhtml::is_mhtml(bytes) || (json::is_json(head) && json::speaks_html(head))
}
