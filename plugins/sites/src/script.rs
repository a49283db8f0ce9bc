//! What scripts of a page say: values of names, arguments of calls, objects.
//!
//! Scripts are not run and not parsed; a value is what stands behind its name. All functions go over the text once.

/// Characters a value may have.
const LONGEST_VALUE: usize = 4_000;
/// Bytes the arguments of a call may have.
const LONGEST_CALL: usize = 2_000;

/// All values that stand behind a name: `name: 'v'`, `"name": "v"`, `name = 12`, `name=12&`.
pub(crate) fn values<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    named(text, name).filter_map(|behind| {
        let behind = behind.trim_start_matches(['"', '\'', '\\']).trim_start();
        let value = behind.strip_prefix(':').or_else(|| behind.strip_prefix('='))?.trim_start();
        literal(value).filter(|value| !value.is_empty())
    })
}

/// The first value behind a name.
pub(crate) fn value<'a>(text: &'a str, name: &'a str) -> Option<&'a str> {
    values(text, name).next()
}

/// A value that is a number.
pub(crate) fn number(text: &str, name: &str) -> Option<u32> {
    values(text, name).find_map(|value| value.trim().parse().ok())
}

/// The arguments of every call of a function, without quotes: `createPageHTML(3, 0, "index", "html")`.
pub(crate) fn calls<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = Vec<&'a str>> {
    named(text, name).filter_map(|behind| arguments(behind.trim_start().strip_prefix('(')?))
}

/// The object or list that stands behind a name (`var siteInfo = {…}`), brackets included.
pub(crate) fn object<'a>(text: &'a str, name: &'a str) -> Option<&'a str> {
    // Each look goes to the end of an object at most, and there are few of a name.
    named(text, name).take(8).find_map(|behind| {
        let behind = behind.trim_start_matches(['"', '\'']).trim_start();
        let value = behind.strip_prefix(':').or_else(|| behind.strip_prefix('='))?.trim_start();
        balanced(value)
    })
}

/// What stands behind each occurrence of a name that is not a part of a longer one.
fn named<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    text.match_indices(name).filter_map(move |(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let behind = text.get(at + name.len()..)?;
        let whole = !before.is_some_and(word) && !behind.starts_with(word);
        whole.then_some(behind)
    })
}

/// `'v'`, `"v"`, or letters and digits without quotes.
fn literal(text: &str) -> Option<&str> {
    let quote = text.chars().next()?;
    if quote == '"' || quote == '\'' {
        let inside = text.get(1..)?;
        let end = inside.char_indices().take(LONGEST_VALUE).find(|(_, c)| *c == quote || *c == '\n')?;
        return if end.1 == quote { inside.get(..end.0) } else { None };
    }
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(text.len());
    text.get(..end)
}

/// Splits what stands behind `(` at commas outside quotes.
fn arguments(text: &str) -> Option<Vec<&str>> {
    let (mut arguments, mut start, mut quote, mut depth) = (Vec::new(), 0, None, 0_u32);
    for (at, c) in text.char_indices() {
        if at > LONGEST_CALL {
            return None;
        }
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '{' | '[') => depth += 1,
            (None, ')') if depth == 0 => {
                arguments.push(unquoted(text.get(start..at)?));
                return Some(arguments);
            }
            (None, ')' | '}' | ']') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                arguments.push(unquoted(text.get(start..at)?));
                start = at + 1;
            }
            _ => {}
        }
    }
    None
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(text)
}

/// From an opening bracket to the one that closes it, strings left aside.
fn balanced(text: &str) -> Option<&str> {
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let (mut quote, mut escaped, mut depth) = (None, false, 0_u32);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return text.get(..=at);
                }
            }
            _ => {}
        }
    }
    None
}

/// What calls of `document.write` and `document.writeln` write, one after the other, as far as it stands in quotes.
pub(crate) fn written(text: &str) -> String {
    const NAME: &str = "document.write";
    let (mut html, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(NAME) {
        rest = rest.get(at + NAME.len()..).unwrap_or_default();
        let behind = rest.strip_prefix("ln").unwrap_or(rest).trim_start();
        if let Some(call) = behind.strip_prefix('(') {
            let end = write_strings(call, &mut html);
            rest = call.get(end..).unwrap_or_default();
            html.push('\n');
        }
    }
    html
}

/// Appends the strings of a call; what stands between them (variables) is left out. Returns where the call ends.
fn write_strings(call: &str, html: &mut String) -> usize {
    let (mut quote, mut escaped) = (None, false);
    for (at, c) in call.char_indices() {
        match (quote, c) {
            (Some(_), c) if escaped => {
                escaped = false;
                html.push(match c {
                    'n' | 't' | 'r' => ' ',
                    c => c,
                });
            }
            (Some(_), '\\') => escaped = true,
            (Some(open), c) if c == open => quote = None,
            (Some(_), '\n') | (None, ')' | ';') => return at,
            (Some(_), c) => html.push(c),
            (None, '"' | '\'') => quote = Some(c),
            _ => {}
        }
    }
    call.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_behind_names() {
        let text =
            "var countPage = 3; a.totalRecord:'27', {\"webId\":\"x-1\"} 'pageId' : 'p' columnid=99& mycountPage=7 a==b";
        assert_eq!(number(text, "countPage"), Some(3));
        assert_eq!(number(text, "totalRecord"), Some(27));
        assert_eq!(value(text, "webId"), Some("x-1"));
        assert_eq!(value(text, "pageId"), Some("p"));
        assert_eq!(value(text, "columnid"), Some("99"));
        assert_eq!(value(text, "a"), None);
        assert_eq!(value("name: 'no end", "name"), None);
    }

    #[test]
    fn arguments_of_calls() {
        let text = "createPageHTML(3, 0, \"index\", 'html'); createPageHTML(f(1,2),',)'); createPageHTML(";
        let calls: Vec<_> = calls(text, "createPageHTML").collect();
        assert_eq!(calls, [vec!["3", "0", "index", "html"], vec!["f(1,2)", ",)"]]);
    }

    #[test]
    fn objects_behind_names() {
        assert_eq!(object("var siteInfo = {a:{b:'}'},c:[1]} ;", "siteInfo"), Some("{a:{b:'}'},c:[1]}"));
        assert_eq!(object("TREE: [ {\"n\":\"\\\"]\"} ], X", "TREE"), Some("[ {\"n\":\"\\\"]\"} ]"));
        assert_eq!(object("TREE: [ {", "TREE"), None);
    }

    #[test]
    fn what_scripts_write() {
        let text = "document.writeln(\"<a href=\\\"/1.html\\\">\" + x + \"甲</a>\");document.write('<b>');";
        assert_eq!(written(text), "<a href=\"/1.html\">甲</a>\n<b>\n");
    }
}
