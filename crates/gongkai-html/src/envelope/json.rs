//! The answer of an interface that carries a page as a string.

use serde_json::Value;

use super::Part;

/// A shorter string is no article.
const SHORTEST: usize = 100;
/// Tags that articles have.
const TAGS: &[&str] = &["<p", "<table", "<div", "<span", "<br"];

/// Whether a text looks like JSON, bare or as the argument of a call.
pub(super) fn is_json(text: &str) -> bool {
    body(text).is_some()
}

/// Whether strings in it look like HTML.
pub(super) fn speaks_html(text: &str) -> bool {
    let escaped = ["\\u003c", "\\u003C", "&lt;p", "&lt;table", "&lt;div"];
    is_html(text) || escaped.iter().any(|mark| text.contains(mark))
}

fn is_html(text: &str) -> bool {
    TAGS.iter().any(|tag| text.contains(tag))
}

/// What stands between the outer braces or brackets.
fn body(text: &str) -> Option<&str> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with(['{', '[']) {
        return Some(text);
    }
    if text.starts_with('<') {
        return None;
    }
    let (name, rest) = text.split_once('(')?;
    let name = name.trim();
    let is_name =
        !name.is_empty() && name.len() < 100 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_$.".contains(&b));
    let inner = rest.trim_end().trim_end_matches(';').trim_end().strip_suffix(')').unwrap_or(rest).trim();
    (is_name && inner.starts_with(['{', '['])).then_some(inner)
}

/// The articles in the strings of an answer: those with tables, else the longest one.
pub(super) fn pages(text: &str) -> Vec<Part> {
    let Some(value) = body(text).and_then(|body| serde_json::from_str(body).ok()) else { return Vec::new() };
    let (mut pages, mut statements) = (Vec::new(), Vec::new());
    collect("", &value, &mut pages, &mut statements);
    let longest = pages.iter().map(String::len).max().unwrap_or(0);
    let tables = pages.iter().any(|page| page.contains("<table"));
    pages.retain(|page| if tables { page.contains("<table") } else { page.len() == longest });
    pages.into_iter().map(|page| Part { statements: statements.clone(), ..Part::new(page) }).collect()
}

/// Strings in order. serde_json bounds the depth.
fn collect(name: &str, value: &Value, pages: &mut Vec<String>, statements: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => {
            let html = if !is_html(text) && text.contains("&lt;") { unescaped(text) } else { text.clone() };
            if html.len() >= SHORTEST && is_html(&html) {
                pages.push(html);
            } else if !name.is_empty() && !text.trim().is_empty() && text.len() < 300 && statements.len() < 50 {
                statements.push((name.to_ascii_lowercase(), text.clone()));
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(name, value, pages, statements)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| collect(name, value, pages, statements)),
        _ => {}
    }
}

/// HTML whose marks were escaped once more.
pub(crate) fn unescaped(text: &str) -> String {
    let mut plain = text.to_owned();
    for (entity, character) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#34;", "\""), ("&amp;", "&")]
    {
        plain = plain.replace(entity, character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_in_answers() {
        let article = format!("<p>{}</p><table><tr><td>12</td></tr></table>", "正文".repeat(40));
        let escaped = article.replace('<', "&lt;").replace('>', "&gt;");
        for text in [
            serde_json::json!({"code": 200, "data": {"title": "某局", "html": article}}).to_string(),
            format!("callback({});", serde_json::json!([{"title": "某局", "content": escaped}])),
        ] {
            assert!(is_json(&text));
            let pages = pages(&text);
            assert_eq!(pages.iter().map(|part| part.html.as_str()).collect::<Vec<_>>(), [article.as_str()]);
            assert_eq!(pages[0].statements, [("title".to_owned(), "某局".to_owned())]);
        }
        assert!(!is_json("一、总体情况（略）"));
        assert!(pages("{\"a\": ").is_empty());
    }
}
