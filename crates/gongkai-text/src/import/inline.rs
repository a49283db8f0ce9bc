//! Marks inside a line: Markdown emphasis, links, escapes, and the heading marks in front.

use nom::bytes::complete::{is_not, tag, take_while1};
use nom::character::complete::{char, space0, space1};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::attributes;

/// `## 标题`, `== 标题`: the level and the words.
pub(super) fn heading(line: &str) -> Option<(u8, &str)> {
    fn marks(input: &str) -> IResult<&str, &str> {
        preceded(space0, nom::branch::alt((take_while1(|c| c == '#'), take_while1(|c| c == '=')))).parse(input)
    }
    let (rest, marks) = marks(line).ok()?;
    let words = attributes::without_braces(rest.trim()).trim_end_matches(['#', '=']).trim_end();
    // `#标题` without blank is common in hand-made Markdown; `===` alone is a rule.
    let spaced = rest.starts_with([' ', '\u{3000}', '\u{a0}']);
    (marks.len() <= 6 && !words.is_empty() && (spaced || marks.starts_with('#'))).then_some((marks.len() as u8, words))
}

/// `**标题**` or `__标题__` alone on a line: the words.
pub(super) fn bold_line(line: &str) -> Option<&str> {
    let line = line.trim();
    let inner = ["**", "__"].iter().find_map(|mark| line.strip_prefix(mark)?.strip_suffix(mark))?;
    let words = inner.trim();
    (!words.is_empty() && !words.contains("**")).then_some(words)
}

/// Longer ones are left as they stand, so that a text full of brackets is not searched to its end for each.
const LONGEST_LINK: usize = 1_000;

/// `[words](address "title")` or `![words](address)`: the words.
fn link(input: &str) -> IResult<&str, &str> {
    let words =
        delimited((nom::combinator::opt(char('!')), char('[')), nom::combinator::opt(is_not("[]\n")), char(']'));
    let address = delimited(char('('), nom::combinator::opt(is_not("\n)")), char(')'));
    let near = input.char_indices().nth(LONGEST_LINK).map_or(input, |(end, _)| &input[..end]);
    let (after, (words, _)) = (words, address).parse(near)?;
    let rest = &input[near.len() - after.len()..];
    // `(javascript:void\(0\))` has escaped brackets inside.
    let rest = if rest.starts_with('\\') { rest } else { rest.strip_prefix(')').unwrap_or(rest) };
    Ok((rest, words.unwrap_or("")))
}

/// A rest of a list or quotation mark: `* `, `- `, `> `.
fn bullet(input: &str) -> IResult<&str, &str> {
    preceded(space0, nom::sequence::terminated(nom::branch::alt((tag("*"), tag("-"), tag(">"), tag("•"))), space1))
        .parse(input)
}

/// The bytes that marks are made of.
static MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let all = b"*_[\\>&<`";
    let mut at = 0;
    while at < all.len() {
        marks[all[at] as usize] = true;
        at += 1;
    }
    marks
};

/// The words of a line without Markdown's marks. Text that has none comes back as it is.
pub(super) fn plain(text: &str) -> String {
    if !text.bytes().any(|byte| MARKS[usize::from(byte)]) {
        return text.trim().to_owned();
    }
    let mut rest = match bullet(text) {
        Ok((rest, _)) => rest,
        Err(_) => text,
    };
    rest = attributes::behind_broken_tag(rest).unwrap_or(rest);
    let mut words = String::with_capacity(rest.len());
    // Where brackets opened in the words, the innermost last.
    let mut brackets = Vec::new();
    while let Some(c) = rest.chars().next() {
        if (c == '[' || c == '!')
            && let Ok((after, inner)) = link(rest)
        {
            words.push_str(inner);
            rest = after;
            continue;
        }
        if c == '<'
            && let Some(after) = attributes::behind_tag(rest)
        {
            rest = after;
            continue;
        }
        if c == ']'
            && let (Some(after), Some(open)) = (attributes::behind_braces(&rest[1..]), brackets.pop())
            && words.len() - open <= LONGEST_LINK
        {
            words.remove(open);
            rest = after;
            continue;
        }
        let entity = [
            ("&nbsp;", " "),
            ("&amp;", "&"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("<br>", "\n"),
            ("<br/>", "\n"),
            ("<br />", "\n"),
        ]
        .iter()
        .find(|(name, _)| rest.starts_with(name));
        if let Some((name, meaning)) = entity {
            words.push_str(meaning);
            rest = &rest[name.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => match rest.chars().next() {
                // pandas writes a line break in a cell as the two characters `\n`.
                Some('n') => {
                    words.push('\n');
                    rest = &rest[1..];
                }
                Some(next) if next.is_ascii_punctuation() => {
                    words.push(next);
                    rest = &rest[1..];
                }
                _ => {}
            },
            '*' if rest.starts_with('*') || words.ends_with('*') => {}
            '[' => {
                brackets.push(words.len());
                words.push('[');
            }
            _ => words.push(c),
        }
    }
    words.replace("**", "").trim().trim_matches('*').trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        for (line, expected) in [
            ("# 标题", Some((1, "标题"))),
            ("###标题 ##", Some((3, "标题"))),
            ("== 标题", Some((2, "标题"))),
            ("==== ", None),
            ("标题", None),
            ("####### 深", None),
            ("## 二、主动公开 {#s2 .unnumbered}", Some((2, "二、主动公开"))),
        ] {
            assert_eq!(heading(line), expected, "{line}");
        }
        assert_eq!(bold_line(" **（四）平台建设** "), Some("（四）平台建设"));
        assert_eq!(bold_line("**一** 和 **二**"), None);
    }

    #[test]
    fn marks_go_and_words_stay() {
        for (text, expected) in [
            ("**12**", "12"),
            ("[省政府](https://example.cn \"省政府\") 与 ![](a.png)", "省政府 与"),
            ("本年新\\n制作数量", "本年新\n制作数量"),
            ("1\\. 属于", "1. 属于"),
            ("  * 首页", "首页"),
            ("危及\"三安全\"", "危及\"三安全\""),
            ("0&nbsp;", "0"),
            ("a * b", "a * b"),
            ("[未完", "[未完"),
            ("<span style=\"text-indent: 2em;\">二、主动公开政府信息情况</span>", "二、主动公开政府信息情况"),
            ("<u>12</u> 件<span", "12 件"),
            ("style=\"text-indent: 2em;\">依申请公开</span>。", "依申请公开。"),
            ("m<sup>2</sup>", "m<sup>2</sup>"),
            ("[二、[主动公开]{.underline}]{style=\"color: red\"}情况", "二、主动公开情况"),
            ("政〔2021〕3号[附件]{x}", "政〔2021〕3号[附件]{x}"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn long_lines() {
        for piece in ["<a x=\" z ", "<span a ", "<span a=\"", "[", "]{.a}", "[a]{.b}", "[]{.a ", "[a](b"] {
            let _ = plain(&piece.repeat(100_000));
        }
    }
}
