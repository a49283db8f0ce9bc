//! JSON as scripts write it: single quotes, names without quotes, a comma too many.

use serde_json::{Map, Number, Value};

/// Values nested deeper are left out.
const DEEPEST: usize = 64;

/// Reads JSON, strictly first, then as scripts write it. Nothing: it is neither.
pub(crate) fn parse(text: &str) -> Option<Value> {
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let mut reader = Reader { rest: text };
    let value = reader.value(0)?;
    reader.skip();
    reader.rest.trim_matches(';').trim().is_empty().then_some(value)
}

/// The JSON of an answer, also where a function is called with it (`callback({…})`).
pub(crate) fn answer(text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with(['{', '[']) {
        return parse(text);
    }
    let (name, call) = text.split_once('(')?;
    let named = !name.is_empty() && name.trim().chars().all(|c| c.is_ascii_alphanumeric() || "_$.".contains(c));
    let inside = call.trim_end_matches([';', ' ', '\n', '\r']).strip_suffix(')')?;
    if named { parse(inside.trim()) } else { None }
}

/// A value of an object as text, under the first of some names that has one; numbers as they are written.
pub(crate) fn text(value: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match value.get(name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// A value of an object as a count, also where it stands in quotes.
pub(crate) fn count(value: &Value, names: &[&str]) -> Option<u32> {
    text(value, names)?.parse().ok()
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let comment =
                self.rest.strip_prefix("//").map(|behind| behind.split_once('\n').map_or("", |(_, rest)| rest));
            let block = self.rest.strip_prefix("/*").map(|behind| behind.split_once("*/").map_or("", |(_, rest)| rest));
            match comment.or(block) {
                Some(rest) => self.rest = rest,
                None => return,
            }
        }
    }

    fn take(&mut self, c: char) -> bool {
        self.skip();
        self.rest.strip_prefix(c).map(|rest| self.rest = rest).is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        self.skip();
        match self.rest.chars().next()? {
            '{' => self.object(depth),
            '[' => self.list(depth),
            '"' | '\'' => self.string().map(Value::String),
            _ => self.word().map(|word| match word.as_str() {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                "null" | "undefined" => Value::Null,
                word => {
                    word.parse::<i64>().map_or_else(|_| Value::String(word.into()), |n| Value::Number(Number::from(n)))
                }
            }),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut map = Map::new();
        self.take('{');
        while !self.take('}') {
            let quoted = self.rest.starts_with(['"', '\'']);
            let name = if quoted { self.string()? } else { self.word()? };
            if !self.take(':') {
                return None;
            }
            let value = self.value(depth + 1)?;
            map.insert(name, value);
            if !self.take(',') && !self.rest.starts_with('}') {
                return None;
            }
        }
        Some(Value::Object(map))
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        let mut list = Vec::new();
        self.take('[');
        while !self.take(']') {
            list.push(self.value(depth + 1)?);
            if !self.take(',') && !self.rest.starts_with(']') {
                return None;
            }
        }
        Some(Value::Array(list))
    }

    fn string(&mut self) -> Option<String> {
        let quote = self.rest.chars().next()?;
        let mut text = String::new();
        let mut chars = self.rest.char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                c if c == quote => {
                    self.rest = self.rest.get(at + 1..)?;
                    return Some(text);
                }
                '\\' => match chars.next()?.1 {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    'u' => {
                        let hex: String = chars.by_ref().take(4).map(|(_, c)| c).collect();
                        text.push(char::from_u32(u32::from_str_radix(&hex, 16).ok()?).unwrap_or('\u{fffd}'));
                    }
                    c => text.push(c),
                },
                c => text.push(c),
            }
        }
        None
    }

    fn word(&mut self) -> Option<String> {
        let end = self.rest.find(|c: char| !c.is_alphanumeric() && !"_$.+-".contains(c)).unwrap_or(self.rest.len());
        let word = self.rest.get(..end).filter(|word| !word.is_empty())?.to_owned();
        self.rest = self.rest.get(end..)?;
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_of_scripts() {
        for (text, expected) in [
            ("{\"a\":1}", Some(json!({"a": 1}))),
            ("{'a':'1', b : [1, 2,], // 甲\n c:null,}", Some(json!({"a": "1", "b": [1, 2], "c": null}))),
            ("{'a':'\\u5e74\\'报'};", Some(json!({"a": "年'报"}))),
            ("{a}", None),
            ("{a:1", None),
            ("{a:1} b", None),
            ("", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
        assert_eq!(parse(&"[".repeat(100_000)), None);
        assert_eq!(answer("\u{feff}cb({\"a\":1});\n"), Some(json!({"a": 1})));
        assert_eq!(answer("<html>(1)"), None);
    }
}
