//! Marks that only change the look of words, as converters leave them in Markdown: `<span style="…">词</span>`,
//! `[词]{.underline}`, `# 标题 {#id}`.

use nom::branch::alt;
use nom::bytes::complete::{is_not, take_while1};
use nom::character::complete::{char, one_of, space0, space1};
use nom::combinator::{eof, not, opt, value, verify};
use nom::multi::{fold_many0, fold_many1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

/// Elements that go on in the line and say nothing. Notes and exponents (`<sup>`) and struck-out words (`<del>`) do.
const ELEMENTS: &[&str] = &["span", "font", "u", "ins", "b", "strong", "i", "em", "a"];

/// Those that converters break over lines. Other names are too short: `a<b` may end a line.
const BROKEN: &[&str] = &["span", "font"];

/// What follows a tag of an element that only changes the look of words; a tag broken over lines goes to the end.
pub(super) fn behind_tag(text: &str) -> Option<&str> {
    let whole = (char('<'), opt(char('/')), element(ELEMENTS), written, space0, opt(char('/')), char('>'));
    let broken = (char('<'), element(BROKEN), written, space0, eof);
    alt((value((), whole), value((), broken))).parse(text).ok().map(|(rest, ())| rest)
}

fn element<'a>(
    names: &'static [&'static str],
) -> impl Parser<&'a str, Output = &'a str, Error = nom::error::Error<&'a str>> {
    verify(take_while1(|c: char| c.is_ascii_alphanumeric()), |name: &str| {
        names.iter().any(|element| element.eq_ignore_ascii_case(name))
    })
}

fn written(input: &str) -> IResult<&str, ()> {
    fold_many0(preceded(space1, alt((assigned, bare))), || (), |(), ()| ()).parse(input)
}

/// What follows the second line of a tag broken over lines: `style="…">词`.
pub(super) fn behind_broken_tag(text: &str) -> Option<&str> {
    let written = fold_many1(terminated(assigned, space0), || (), |(), ()| ());
    let end = alt((value((), char('>')), value((), eof)));
    value((), (written, end)).parse(text).ok().map(|(rest, ())| rest)
}

/// What follows the attributes of words: `{.underline}`, `{style="…" #id}`.
pub(super) fn behind_braces(text: &str) -> Option<&str> {
    let mark = value((), preceded(one_of(".#"), name));
    let written = fold_many1(terminated(alt((mark, assigned)), space0), || (), |(), ()| ());
    delimited((char('{'), space0), written, char('}')).parse(text).ok().map(|(rest, ())| rest)
}

/// The words of a heading without the attributes behind them.
pub(super) fn without_braces(words: &str) -> &str {
    let (before, attributes) = words.rfind('{').map_or((words, ""), |at| words.split_at(at));
    if behind_braces(attributes) == Some("") { before.trim_end() } else { words }
}

/// `style="…"`
fn assigned(input: &str) -> IResult<&str, ()> {
    let double = delimited(char('"'), opt(is_not("\"")), char('"'));
    let single = delimited(char('\''), opt(is_not("'")), char('\''));
    let plain = take_while1(|c: char| c.is_ascii_alphanumeric() || "-_.%#:/".contains(c)).map(Some);
    value((), (name, char('='), alt((double, single, plain)))).parse(input)
}

/// `hidden`
fn bare(input: &str) -> IResult<&str, ()> {
    value((), (name, not(char('=')))).parse(input)
}

fn name(input: &str) -> IResult<&str, &str> {
    take_while1(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_only_change_the_look() {
        for (text, rest) in [
            ("<span style=\"text-indent: 2em;\">二</span>", Some("二</span>")),
            ("</span>三", Some("三")),
            ("<U>四", Some("四")),
            ("<font size=3 color='#333' hidden/>五", Some("五")),
            ("<span", Some("")),
            ("<span class=\"a\" ", Some("")),
            ("<sup>1</sup>", None),
            ("<spanning>", None),
            ("<b和c>", None),
            ("<a 小于 b，而 c>", None),
            ("<10", None),
            ("<b", None),
        ] {
            assert_eq!(behind_tag(text), rest, "{text}");
        }
        assert_eq!(behind_broken_tag("style=\"a b\" class='c'>二、"), Some("二、"));
        assert_eq!(behind_broken_tag("a > b"), None);
    }

    #[test]
    fn attributes_in_braces() {
        for (text, rest) in [
            ("{.underline}与", Some("与")),
            ("{#二主动公开 .unnumbered style=\"color: red\"}", Some("")),
            ("{12}", None),
            ("{}", None),
            ("{.a", None),
        ] {
            assert_eq!(behind_braces(text), rest, "{text}");
        }
        assert_eq!(without_braces("一、总体情况 {#s1 .unnumbered}"), "一、总体情况");
        assert_eq!(without_braces("一、总体情况{略}"), "一、总体情况{略}");
    }
}
