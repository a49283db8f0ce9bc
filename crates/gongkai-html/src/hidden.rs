//! Where the article hides when the page itself shows none: scripts, text areas, templates, what scripts unveil.

use crate::content;
use crate::envelope::unescaped;
use crate::flat::Flat;
use crate::tree::{self, Page};

/// A shorter string is no article.
const SHORTEST: usize = 200;
/// A shorter string holds no link to a file.
const SHORTEST_LINK: usize = 20;
/// Attributes that lead to files.
const LINKS: [&str; 3] = ["href=", "src=", "data="];
/// Strings that are parsed to see what they hold.
const MOST_STRINGS: usize = 5;
/// Strings in one script that are looked at.
const STRINGS: usize = 20_000;
/// A page that shows more than this shows its article.
const SHOWN: u64 = 400;

/// An article that the page does not show.
#[derive(Debug)]
pub(crate) enum Hidden {
    /// An element that is not shown, by its place.
    Element(usize),
    /// A page in a string: the way to the text that holds it, and which string it is.
    Text(Vec<u32>, Page),
}

/// The heaviest article that the page hides, where it shows less than that.
pub(crate) fn find(flat: &Flat<'_>, shown: u64) -> Option<Hidden> {
    let wanted = SHORTEST as u64 / 2;
    if shown >= SHOWN {
        return None;
    }
    let elements = (0..flat.items.len()).filter(|&at| flat.items[at].hidden || flat.name(at) == "template");
    let element = elements.map(|at| (content::weight(flat, at), at)).max_by_key(|(weight, _)| *weight);
    let mut strings: Vec<(Vec<u32>, String)> = (0..flat.items.len()).flat_map(|at| strings_of(flat, at)).collect();
    strings.sort_by_key(|(_, text)| std::cmp::Reverse(text.len()));
    strings.truncate(MOST_STRINGS);
    let pages = strings.into_iter().map(|(path, text)| {
        let page = tree::parse(&text);
        let inner = Flat::new(&page.html);
        (content::weight(&inner, 0), path, page)
    });
    let text = pages.max_by_key(|(weight, ..)| *weight);
    let element = element.filter(|(weight, _)| *weight >= wanted.max(shown * 2));
    let text = text.filter(|(weight, ..)| *weight >= wanted.max(shown * 2));
    match (element, text) {
        (Some((weight, at)), Some((other, ..))) if weight >= other => Some(Hidden::Element(at)),
        (_, Some((_, path, page))) => Some(Hidden::Text(path, page)),
        (Some((_, at)), None) => Some(Hidden::Element(at)),
        (None, None) => None,
    }
}

/// The texts with links in scripts and text areas, each with the way to what holds it.
pub(crate) fn with_links(flat: &Flat<'_>) -> Vec<(Vec<u32>, Page)> {
    let texts = (0..flat.items.len()).flat_map(|at| {
        let (node, texts) = texts_of(flat, at, SHORTEST_LINK).unwrap_or_default();
        texts.into_iter().filter(|text| LINKS.iter().any(|link| text.contains(link))).map(move |text| (node, text))
    });
    texts.take(MOST_STRINGS).map(|(node, text)| (flat.path(node), tree::parse(&text))).collect()
}

/// The page in the string that a way ends in: below a text, the next index says which string it is.
pub(crate) fn follow(flat: &Flat<'_>, text: usize, string: u32) -> Option<Page> {
    let found = strings_of(flat, flat.items[text].parent);
    let way = [flat.path(text), vec![string]].concat();
    found.into_iter().find(|(path, _)| *path == way).map(|(_, text)| tree::parse(&text))
}

/// The strings with HTML in a script or a text area, each with the way to it.
fn strings_of(flat: &Flat<'_>, place: usize) -> Vec<(Vec<u32>, String)> {
    let Some((node, strings)) = texts_of(flat, place, SHORTEST) else { return Vec::new() };
    let way = flat.path(node);
    let html = strings.into_iter().zip(0..).filter_map(|(html, number)| {
        (html.len() >= SHORTEST && is_html(&html)).then(|| ([way.as_slice(), &[number]].concat(), html))
    });
    html.collect()
}

/// The strings of some length in a script, or the text of a text area, with the place of the text that holds them.
fn texts_of(flat: &Flat<'_>, place: usize, shortest: usize) -> Option<(usize, Vec<String>)> {
    let literal = match flat.name(place) {
        "script" => true,
        "textarea" => false,
        _ => return None,
    };
    let node = flat.children(place).find(|&child| flat.items[child].node.is_text())?;
    let text = flat.raw_text(place);
    let strings = if literal && !text.trim_start().starts_with('<') { literals(&text, shortest) } else { vec![text] };
    let plain = |text: String| if !is_html(&text) && text.contains("&lt;") { unescaped(&text) } else { text };
    Some((node, strings.into_iter().map(plain).collect()))
}

fn is_html(text: &str) -> bool {
    ["<p", "<table", "<div", "<span", "<br"].iter().any(|tag| text.contains(tag))
}

/// The string literals of some length in a script, in order, without their escapes.
fn literals(script: &str, shortest: usize) -> Vec<String> {
    let mut found = Vec::new();
    let bytes = script.as_bytes();
    let mut at = 0;
    let mut seen = 0;
    while at < bytes.len() && seen < STRINGS {
        let quote = bytes[at];
        if !matches!(quote, b'"' | b'\'' | b'`') {
            at += 1;
            continue;
        }
        seen += 1;
        let start = at + 1;
        let mut end = start;
        // A literal in quotes ends with its line; an apostrophe in a comment then costs no more than that.
        while end < bytes.len() && bytes[end] != quote && (quote == b'`' || bytes[end] != b'\n') {
            end += 1 + usize::from(bytes[end] == b'\\');
        }
        let end = end.min(bytes.len());
        if end - start >= shortest
            && let Some(text) = script.get(start..end)
        {
            found.push(without_escapes(text));
        }
        at = end + 1;
    }
    found
}

/// `\u003cp\u003e`, `\/`, `\n`, `\x3c`.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        let digits = match c {
            'u' => 4,
            'x' => 2,
            _ => 0,
        };
        let code = rest.get(..digits).and_then(|code| u32::from_str_radix(code, 16).ok()).filter(|_| digits > 0);
        match (c, code.and_then(char::from_u32)) {
            (_, Some(decoded)) => {
                plain.push(decoded);
                rest = &rest[digits..];
            }
            ('n' | 'r', _) => plain.push('\n'),
            ('t', _) => plain.push('\t'),
            ('\n', _) => {}
            (other, _) => plain.push(other),
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_of_scripts() {
        let long = "正".repeat(100);
        let script = format!("var a = 'it'; // don't\nvar b = {{\"content\": \"\\u003cp\\u003e{long}\\\"<\\/p>\"}};");
        assert_eq!(literals(&script, SHORTEST), [format!("<p>{long}\"</p>")]);
        assert_eq!(without_escapes("\\x3cb\\n\\"), "<b\n");
    }
}
