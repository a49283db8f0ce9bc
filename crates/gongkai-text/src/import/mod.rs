//! The importer for plain text and Markdown: as people write them, as converters leave them, as pages are copied.

mod asciidoc;
mod attributes;
mod blocks;
mod dashes;
mod decode;
mod frame;
mod html;
mod inline;
mod layout;
mod rows;
mod source;

pub use decode::{Decoded, decode};
pub use html::HtmlTables;

use gongkai_model::{Capture, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits, UnknownFormat};

use source::Source;

/// Reads plain text and Markdown, tables flattened or drawn included.
#[derive(Debug, Clone, Copy)]
pub struct TextImporter;

/// Reads plain text and Markdown with tables in HTML inside, as converters leave them.
#[derive(Debug, Clone, Copy)]
pub struct MixedImporter(HtmlTables);

impl TextImporter {
    /// The importer that lets another one read the tables in HTML that it meets.
    pub fn with_html(self, tables: HtmlTables) -> MixedImporter {
        MixedImporter(tables)
    }
}

impl Importer for MixedImporter {
    fn name(&self) -> &'static str {
        TextImporter.name()
    }

    fn summary(&self) -> (&'static str, &'static str) {
        TextImporter.summary()
    }

    fn extensions(&self) -> &'static [&'static str] {
        TextImporter.extensions()
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        TextImporter.identify(capture)
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        import(capture, limits, Some(self.0))
    }
}

impl Importer for TextImporter {
    fn name(&self) -> &'static str {
        "text"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("纯文本与 Markdown，含各种转换工具留下的表格", "plain text and Markdown, tables of many converters included")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", "md", "markdown", "adoc", "tsv"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        let bytes = &capture.bytes()[..capture.bytes().len().min(64 << 10)];
        if UnknownFormat::sniff(bytes).is_some() || decode::is_binary(bytes) {
            return Confidence::No;
        }
        let source = &capture.provenance().source;
        let extension = source.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension {
            Some(extension) if self.extensions().contains(&extension.as_str()) => Confidence::Likely,
            _ => Confidence::Fallback,
        }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        import(capture, limits, None)
    }
}

fn import(capture: &Capture, limits: &Limits, tables: Option<HtmlTables>) -> Result<Vec<Document>, ImportError> {
    let size = capture.bytes().len() as u64;
    if size > limits.bytes {
        return Err(ImportError::TooLarge { size, limit: limits.bytes });
    }
    let head = &capture.bytes()[..capture.bytes().len().min(64 << 10)];
    if decode::is_binary(head) {
        return Err(ImportError::UnknownFormat { format: String::new() });
    }
    let decoded = decode(capture.bytes(), capture.provenance().declared_charset());
    if decoded.text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    // Only a text of as many bytes can have as many lines.
    if decoded.text.len() > limits.lines {
        let lines = decoded.text.bytes().filter(|&b| b == b'\n' || b == b'\r').count();
        if lines > limits.lines {
            return Err(ImportError::TooManyLines { lines, limit: limits.lines });
        }
    }
    let source = Source::new(&decoded.text);
    let mut document = Document { diagnostics: decoded.diagnostics, ..Document::default() };
    blocks::read(&source, limits, tables, &mut document);
    Ok(vec![document])
}

#[cfg(test)]
mod tests {
    use gongkai_plugin::conformance;

    use super::*;

    #[test]
    fn keeps_the_promises_of_an_importer() {
        let tabs = "一、总体情况\n\n规章\t0\t1\n\n正文一段，说的是别的事情。\n".as_bytes();
        let pipes = "## 二、主动公开\n\n| 规章 | 0 |\n|---|---|\n| 文件 | 12 |\n".as_bytes();
        let frame = "┌────┬───┐\n│规章│ 0 │\n└────┴───┘\n行政许可      12    3\n".as_bytes();
        assert_eq!(conformance::check(&TextImporter, &[tabs, pipes, frame]), Vec::<String>::new());
    }
}
