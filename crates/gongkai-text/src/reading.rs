//! What the text of a table cell says.

use std::borrow::Cow;

use crate::normalize::{is_han, is_invisible};
use crate::number::digits;
use crate::number::{self, Number};

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A number; the note is what follows it in brackets: `12（含上年结转1件）`.
    Number(Number, Option<String>),
    /// Digits with white space between them: either one number broken or several numbers in one cell. The pieces, two or
    /// more, are as printed and hold nothing but digits.
    SplitDigits(Vec<String>),
    /// Nothing, white space only.
    Blank,
    /// `/`, `-`, `—` and the like, alone or in runs: declared not applicable.
    NotApplicable,
    /// `无`.
    None,
    /// Words.
    Text,
}

/// Reads the text of a cell. White space of every sort around it, and what converters leave behind (`**12**`, `12\`,
/// `&nbsp;`, `<br>`), does not count.
pub fn read(text: &str) -> Reading {
    if let Some(number) = number::plain_integer(text) {
        return Reading::Number(number, None);
    }
    if text.starts_with(begins_words) {
        return Reading::Text;
    }
    let cleaned = without_leftovers(text);
    let text = cleaned.trim();
    if text.is_empty() {
        return Reading::Blank;
    }
    if text.chars().all(|c| c.is_whitespace() || is_not_applicable(c)) {
        // A long run is a rule drawn across the page, not a cell.
        let marks = text.chars().filter(|c| !c.is_whitespace()).count();
        return if marks <= LONGEST_MARK { Reading::NotApplicable } else { Reading::Text };
    }
    let text = without_marks(text).trim_end_matches(['。', '；', ';', '\\']).trim_end();
    match text {
        "" => Reading::Blank,
        "无" | "無" => Reading::None,
        // Alone it is a dash misread far more often than a count.
        "一" => Reading::Text,
        _ if !text.starts_with(number::may_begin) => Reading::Text,
        _ => read_number(text).or_else(|| split_digits(text)).unwrap_or(Reading::Text),
    }
}

/// Whether only words begin with this character.
fn begins_words(c: char) -> bool {
    is_han(c) && !number::may_begin(c) && !matches!(c, '无' | '無')
}

/// Most characters of a mark such as `——`.
const LONGEST_MARK: usize = 4;

/// Marks that say "not applicable" where they stand alone.
fn is_not_applicable(c: char) -> bool {
    matches!(
        c,
        '/' | '／'
            | '\\'
            | '＼'
            | '*'
            | '＊'
            | '-'
            | '－'
            | '﹣'
            | '−'
            | '‐'
            | '‑'
            | '‒'
            | '–'
            | '—'
            | '―'
            | '─'
            | '━'
            | '﹘'
    )
}

/// `12`, `12 件`, `12（含上年结转1件）`
fn read_number(text: &str) -> Option<Reading> {
    // A unit broken over lines is one unit: `12.5万⏎元` is an amount in 万元, not ten thousand times as much in 元.
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let joins_digits = pieces
        .windows(2)
        .any(|pair| pair[0].ends_with(|c: char| c.is_numeric()) && pair[1].starts_with(|c: char| c.is_numeric()));
    let compact = if joins_digits || pieces.len() < 2 { Cow::Borrowed(text) } else { pieces.concat().into() };
    let text = compact.as_ref();
    if let Some(number) = number::parse(text) {
        return Some(Reading::Number(number, None));
    }
    let (number, note) = text.strip_suffix([')', '）'])?.split_once(['(', '（'])?;
    let note = note.trim().to_owned();
    Some(Reading::Number(number::parse(number)?, Some(note).filter(|note| !note.is_empty())))
}

/// `1 0`, `1\n2`: nothing but digits and white space.
fn split_digits(text: &str) -> Option<Reading> {
    if !text.chars().all(|c| c.is_whitespace() || digits::arabic(c).is_some()) {
        return None;
    }
    let pieces: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    (pieces.len() > 1).then_some(Reading::SplitDigits(pieces))
}

/// The text without invisible characters, with white space for its entities and line breaks, and without escapes.
fn without_leftovers(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| matches!(b, b'&' | b'<' | b'\\')) && !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = spacing(rest) {
            out.push(' ');
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        // `\-`: the escape goes, the character stays. A backslash before anything else is a mark of its own.
        let escape = c == '\\' && rest.starts_with(|next: char| next.is_ascii_punctuation() && next != '\\');
        if !escape && !is_invisible(c) {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The length of an entity or tag that stands for white space at the beginning of a text.
fn spacing(text: &str) -> Option<usize> {
    const SPACING: [&str; 9] =
        ["&nbsp;", "&#160;", "&#xa0;", "&ensp;", "&emsp;", "&#12288;", "<br>", "<br/>", "<br />"];
    let begins = |word: &&&str| {
        text.as_bytes().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    text.starts_with(['&', '<']).then(|| SPACING.iter().find(begins).map(|word| word.len())).flatten()
}

/// `**12**` → `12`. Marks on one side only stay: `12*` may point to a footnote.
fn without_marks(text: &str) -> &str {
    let inner = text.trim_start_matches('*');
    let before = text.len() - inner.len();
    let core = inner.trim_end_matches('*');
    if before == inner.len() - core.len() { core.trim() } else { text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Reading, read};

    fn shown(text: &str) -> String {
        match read(text) {
            Reading::Number(number, note) => {
                let note = note.map(|note| format!(" [{note}]")).unwrap_or_default();
                format!("{} {}", number.value, number.unit).trim_end().to_owned() + &note
            }
            Reading::SplitDigits(pieces) => pieces.join("|"),
            Reading::Blank => "blank".to_owned(),
            Reading::NotApplicable => "n/a".to_owned(),
            Reading::None => "none".to_owned(),
            Reading::Text => "text".to_owned(),
        }
    }

    #[test]
    fn cells() {
        for (text, expected) in [
            ("", "blank"),
            (" \u{a0}\u{3000}\t\n", "blank"),
            ("\u{200b}\u{feff}", "blank"),
            ("&nbsp;", "blank"),
            ("<br>", "blank"),
            ("/", "n/a"),
            ("／", "n/a"),
            ("-", "n/a"),
            ("—", "n/a"),
            ("—— ", "n/a"),
            ("－", "n/a"),
            ("--", "n/a"),
            ("\\", "n/a"),
            ("\\-", "n/a"),
            ("*", "n/a"),
            ("＊", "n/a"),
            ("─", "n/a"),
            ("— —", "n/a"),
            ("无", "none"),
            ("無", "none"),
            (" 无。", "none"),
            ("**无**", "none"),
            ("0", "0"),
            ("０", "0"),
            ("零", "0"),
            ("0件", "0 件"),
            ("0.00", "0.00"),
            ("\u{a0}12 ", "12"),
            ("**12**", "12"),
            ("*12*", "12"),
            ("12\\", "12"),
            ("\\+19", "19"),
            ("12&nbsp;", "12"),
            ("12<br/>", "12"),
            ("12。", "12"),
            ("1\u{200b}0", "10"),
            ("12（含上年结转1件）", "12 [含上年结转1件]"),
            ("0 (注)", "0 [注]"),
            ("12件（其中（一）类1件）", "12 件 [其中（一）类1件]"),
            ("12()", "12"),
            ("1 0", "1|0"),
            ("1\n2\n", "1|2"),
            ("1<br>0", "1|0"),
            ("１　０", "１|０"),
            ("12*", "text"),
            ("12（含", "text"),
            ("（12）", "text"),
            ("3-5", "text"),
            ("1.5 2", "text"),
            ("无此项", "text"),
            ("商业企业", "text"),
            ("2021年", "text"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn long_cells_are_read_in_linear_time() {
        for piece in ["1", "1 ", "一", "*", "（", "&", "<br", "\\", "-", "。"] {
            let _ = read(&piece.repeat(1_000_000));
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = read(&text);
        }

        #[test]
        fn never_panics_on_what_looks_like_cells(text in "[0-9 *\\\\/（）()&nbsp;<br>无。\u{a0}一十件-]{0,30}") {
            let _ = read(&text);
        }
    }
}
