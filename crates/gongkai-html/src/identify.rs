//! Whether bytes are a web page.

use std::borrow::Cow;

use gongkai_model::Capture;
use gongkai_plugin::{Confidence, UnknownFormat};

/// Bytes looked at.
const HEAD: usize = 64 << 10;
/// Extensions of text files, in which tags are quotations or single tables.
const TEXT: &[&str] = &["txt", "text", "md", "markdown", "adoc", "tsv", "csv"];
/// Tags that pages are made of.
const TAGS: &[&str] =
    &["<table", "<tr", "<td", "<div", "<p>", "<p ", "<span", "<br", "<head", "<body", "<meta", "</p>"];

/// How sure the importer is.
pub(crate) fn confidence(capture: &Capture) -> Confidence {
    let bytes = &capture.bytes()[..capture.bytes().len().min(HEAD)];
    if UnknownFormat::sniff(bytes).is_some() {
        return Confidence::No;
    }
    let head = head(bytes).to_ascii_lowercase();
    let start = without_prologue(&head);
    let provenance = capture.provenance();
    let extension = provenance.source.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let text = extension.is_some_and(|extension| TEXT.contains(&extension.as_str()));
    let page = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag));
    if page && (!text || is_whole(capture.bytes())) {
        return Confidence::Certain;
    }
    if text {
        return Confidence::No;
    }
    let declared = provenance.media_type.as_deref().is_some_and(|media_type| media_type.contains("html"));
    let tags = TAGS.iter().filter(|tag| head.contains(**tag)).count();
    match tags {
        0 => Confidence::No,
        _ if declared || start.starts_with('<') => Confidence::Certain,
        1 | 2 => Confidence::Fallback,
        _ => Confidence::Likely,
    }
}

/// The first characters, as far as they matter here.
fn head(bytes: &[u8]) -> Cow<'_, str> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || bytes.contains(&0) {
        return Cow::Owned(gongkai_text::decode(bytes, None).text);
    }
    String::from_utf8_lossy(bytes)
}

/// Whether a page ends as pages do: tools that read pictures put each single table between `<html>` and `</html>`, and
/// text between them.
fn is_whole(bytes: &[u8]) -> bool {
    let tail = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(200)..]).to_ascii_lowercase();
    let all = |tag: &[u8]| bytes.windows(tag.len()).filter(|window| window.eq_ignore_ascii_case(tag)).count();
    tail.trim_end().ends_with("</html>") && all(b"<html") <= 1
}

/// What follows byte order mark, XML declaration and comments.
fn without_prologue(head: &str) -> &str {
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            _ if rest.starts_with("<?") => rest.find('>').map(|at| at + 1),
            _ => None,
        };
        let Some(end) = end else { return rest };
        rest = rest[end..].trim_start();
    }
}
