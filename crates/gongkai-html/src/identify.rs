//! Whether bytes are a web page.

use std::borrow::Cow;

use gongkai_model::Capture;
use gongkai_plugin::{Confidence, UnknownFormat};

use crate::envelope;

/// Bytes looked at.
const HEAD: usize = 64 << 10;
/// Extensions of text files, in which tags are quotations or single tables.
const TEXT: &[&str] = &["txt", "text", "md", "markdown", "adoc", "tsv", "csv"];
/// Extensions of pages.
pub(crate) const PAGES: &[&str] = &["html", "htm", "shtml", "xhtml", "mht", "mhtml"];
/// Tags that pages are made of.
const TAGS: &[&str] =
    &["<table", "<tr", "<td", "<div", "<p>", "<p ", "<span", "<br", "<head", "<body", "<meta", "</p>"];

/// How sure the importer is.
pub(crate) fn confidence(capture: &Capture) -> Confidence {
    let bytes = &capture.bytes()[..capture.bytes().len().min(HEAD)];
    if UnknownFormat::sniff(bytes).is_some() {
        return Confidence::No;
    }
    let provenance = capture.provenance();
    let extension = provenance.source.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let text = extension.as_deref().is_some_and(|extension| TEXT.contains(&extension));
    if text && begins_with_words(bytes) && !envelope::is_message(bytes) {
        return Confidence::No;
    }
    if !text && begins_as_page(bytes) {
        return Confidence::Certain;
    }
    let head = head(bytes).to_ascii_lowercase();
    if envelope::is_packed(bytes, &head) {
        return Confidence::Certain;
    }
    let start = without_prologue(&head);
    // A document of an office program in one XML file.
    if start.starts_with("<office:document") {
        return Confidence::No;
    }
    let page = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag));
    if page && (!text || is_whole(capture.bytes())) {
        return Confidence::Certain;
    }
    if text {
        return Confidence::No;
    }
    let declared = provenance.media_type.as_deref().is_some_and(|media_type| media_type.contains("html"));
    let named = extension.as_deref().is_some_and(|extension| PAGES.contains(&extension));
    match TAGS.iter().any(|tag| head.contains(tag)) {
        false => Confidence::No,
        _ if declared || (start.starts_with('<') && !is_markdown(&head)) => Confidence::Certain,
        _ if named => Confidence::Likely,
        _ => Confidence::No,
    }
}

/// Whether lines are marked as Markdown marks them: then tags are single tables.
fn is_markdown(head: &str) -> bool {
    head.lines().any(|line| line.starts_with("# ") || line.starts_with("## ") || line.starts_with("| "))
}

/// Whether the first character is a Chinese one or the mark of a heading, as neither a page nor an answer begins. Spares
/// most text files the rest.
fn begins_with_words(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start().first(), Some(b'#' | 0xE4..=0xE9))
}

/// Whether nothing stands before the first tag of a whole page, as most pages begin.
fn begins_as_page(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes())))
}

/// The first characters, as far as they matter here.
fn head(bytes: &[u8]) -> Cow<'_, str> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || bytes.contains(&0) {
        return Cow::Owned(gongkai_text::decode(bytes, None).text);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
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

#[cfg(test)]
mod tests {
    use gongkai_model::Provenance;

    use super::*;

    #[test]
    fn pages_are_told_from_text_with_tags() {
        use Confidence::{Certain, Likely, No};
        for (source, text, expected) in [
            ("-", "<!-- x --><!DOCTYPE html><title>", Certain),
            ("-", "\u{feff}\n<HTML><body>", Certain),
            ("-", "<html", Certain),
            ("-", "<p style='a'>一、总体情况</p>", Certain),
            ("a.doc", "<?xml version='1.0'?><html>", Certain),
            ("a.html", "总体情况<br>二", Likely),
            ("-", "一、总体情况<br>二", No),
            ("-", "<table><tr><td>1</table>\n\n## 二、", No),
            ("a.md", "<table><tr><td>1</table>", No),
            ("a.md", "<html><body><table></table></body></html>\n\n二、主动公开", No),
            ("a.txt", "<!DOCTYPE html><html><p>1</html>", Certain),
            ("a.txt", "总体情况", No),
            ("a.html", "%PDF-1.7 <p>", No),
        ] {
            let capture = Capture::new(text, Provenance::of(source));
            assert_eq!(confidence(&capture), expected, "{source} {text}");
        }
    }
}
