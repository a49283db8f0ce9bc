//! The marks that number headings and labels.

use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{anychar, char, one_of, satisfy};
use nom::combinator::{map, map_opt, not, opt, peek, value, verify};
use nom::sequence::{delimited, terminated};
use nom::{IResult, Parser};

use crate::number::chinese;
use crate::number::digits;

/// A numbering mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `一、`, 1 to 20.
    Section(u8),
    /// `（一）`, `(一)`, `一)`, `（一、`, `㈠`, 1 to 20.
    Group(u8),
    /// `1.`, `1、`, `１．`, `①`, `(1)`, `1)`, 1 to 99.
    Item(u8),
}

/// Splits a leading mark from the words behind it (leading white space dropped on both sides).
///
/// Only what cannot be words or a figure is a mark: `一是`, `十分`, `1.5`, `2021年` and `12` keep everything.
pub fn split(text: &str) -> (Option<Mark>, &str) {
    let text = text.trim_start();
    if !text.starts_with(may_begin) {
        return (None, text);
    }
    match mark(text) {
        Ok((rest, mark)) => (Some(mark), rest.trim_start()),
        Err(_) => (None, text),
    }
}

/// Whether a mark may begin with this character; spares words the grammar.
fn may_begin(c: char) -> bool {
    matches!(c, '(' | '（' | '﹙' | '十' | '①'..='⒛' | '㈠'..='㈩')
        || digits::arabic(c).is_some()
        || digits::chinese(c).is_some()
}

fn mark(input: &str) -> IResult<&str, Mark> {
    alt((bracketed, group, section, item, encircled)).parse(input)
}

/// `一、`, `十二．`, `一 :`
fn section(input: &str) -> IResult<&str, Mark> {
    map(terminated(chinese_number, (blanks, separator)), Mark::Section).parse(input)
}

/// `（一）`, `(1)`, each with what may stand doubled behind it: `（一）、`
fn bracketed(input: &str) -> IResult<&str, Mark> {
    let number = alt((map(chinese_number, Mark::Group), map(arabic_number, Mark::Item)));
    terminated(delimited((opening, blanks), number, (blanks, closing)), opt(one_of("、．"))).parse(input)
}

/// A bracket lost: `一)`, `（一、`
fn group(input: &str) -> IResult<&str, Mark> {
    let opening_lost = terminated(chinese_number, (blanks, closing));
    let closing_lost = delimited((opening, blanks), chinese_number, (blanks, one_of("、")));
    map(alt((opening_lost, closing_lost)), Mark::Group).parse(input)
}

/// `1、`, `1)`, `１．`, `1 .`; no digit may follow a point, for `1.5` is a figure, unless they make a year: `1.2021年`.
fn item(input: &str) -> IResult<&str, Mark> {
    let point = value((), (one_of(".．"), alt((not(digit), peek(year)))));
    let other = value((), one_of("、)）"));
    map(terminated(arabic_number, (blanks, alt((point, other)))), Mark::Item).parse(input)
}

/// `2021年`
fn year(input: &str) -> IResult<&str, ()> {
    value((), (take_while_m_n(4, 4, |c| digits::arabic(c).is_some()), blanks, char('年'))).parse(input)
}

/// A digit, half-width or full-width.
fn digit(input: &str) -> IResult<&str, char> {
    satisfy(|c| digits::arabic(c).is_some()).parse(input)
}

/// One character that is a mark by itself: `①`, `⑴`, `⒈`, `㈠`
fn encircled(input: &str) -> IResult<&str, Mark> {
    map_opt(anychar, |c| {
        let from = |first: char| u8::try_from(c as u32 - first as u32 + 1).ok();
        match c {
            '①'..='⑳' => from('①').map(Mark::Item),
            '⑴'..='⒇' => from('⑴').map(Mark::Item),
            '⒈'..='⒛' => from('⒈').map(Mark::Item),
            '㈠'..='㈩' => from('㈠').map(Mark::Group),
            _ => None,
        }
    })
    .parse(input)
}

/// 一 to 二十.
fn chinese_number(input: &str) -> IResult<&str, u8> {
    verify(chinese::up_to_99, |&number| number <= 20).parse(input)
}

/// `1` to `99`, half-width or full-width.
fn arabic_number(input: &str) -> IResult<&str, u8> {
    let figure = take_while_m_n(1, 2, |c| digits::arabic(c).is_some());
    let number = map_opt(figure, |figure: &str| {
        figure.chars().try_fold(0_u32, |number, c| Some(number * 10 + digits::arabic(c)?))
    });
    map_opt(number, |number| u8::try_from(number).ok().filter(|&number| number > 0)).parse(input)
}

fn separator(input: &str) -> IResult<&str, char> {
    one_of("、，,.．。:：").parse(input)
}

fn opening(input: &str) -> IResult<&str, char> {
    one_of("(（﹙").parse(input)
}

fn closing(input: &str) -> IResult<&str, char> {
    one_of(")）﹚").parse(input)
}

/// Up to four blanks; more are a column gap.
fn blanks(input: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 4, char::is_whitespace).parse(input)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Mark, split};

    #[test]
    fn marks() {
        use Mark::{Group, Item, Section};
        for (text, mark, rest) in [
            ("一、总体情况", Section(1), "总体情况"),
            ("  六、 其他", Section(6), "其他"),
            ("二.主动公开", Section(2), "主动公开"),
            ("三．收到", Section(3), "收到"),
            ("四,存在", Section(4), "存在"),
            ("五，存在", Section(5), "存在"),
            ("一 、总体", Section(1), "总体"),
            ("一：总体", Section(1), "总体"),
            ("十二、附件", Section(12), "附件"),
            ("二十、附件", Section(20), "附件"),
            ("（一）予以公开", Group(1), "予以公开"),
            ("(一) 予以公开", Group(1), "予以公开"),
            ("(七）总计", Group(7), "总计"),
            ("（ 一 ）予以公开", Group(1), "予以公开"),
            ("（一）、予以公开", Group(1), "予以公开"),
            ("一)主动公开", Group(1), "主动公开"),
            ("三）政府信息管理", Group(3), "政府信息管理"),
            ("（一、主动公开", Group(1), "主动公开"),
            ("㈠主动公开", Group(1), "主动公开"),
            ("1.属于国家秘密", Item(1), "属于国家秘密"),
            ("1. 属于", Item(1), "属于"),
            ("1、信访", Item(1), "信访"),
            ("１．信访", Item(1), "信访"),
            ("1 .信访", Item(1), "信访"),
            ("1)信访", Item(1), "信访"),
            ("(1)信访", Item(1), "信访"),
            ("（12）信访", Item(12), "信访"),
            ("①信访", Item(1), "信访"),
            ("⑳信访", Item(20), "信访"),
            ("⑵信访", Item(2), "信访"),
            ("⒊信访", Item(3), "信访"),
            ("8.属于行政查询事项", Item(8), "属于行政查询事项"),
            ("1.2021年，我局", Item(1), "2021年，我局"),
            ("3.", Item(3), ""),
        ] {
            assert_eq!(split(text), (Some(mark), rest), "{text:?}");
        }
    }

    #[test]
    fn words_and_figures() {
        for text in [
            "",
            "一是加强",
            "一方面",
            "十分",
            "一 概述",
            "一",
            "1.5",
            "１．５万",
            "2021年",
            "12",
            "2021.1.2",
            "100、",
            "0、",
            "（2021）",
            "（一",
            "（一主动公开",
            "二十一、",
            "(0)",
            "总体情况",
            "第一、",
            "1,234",
            "〇、",
            "一百、",
        ] {
            assert_eq!(split(text), (None, text), "{text:?}");
        }
        assert_eq!(split("\u{3000} 其他"), (None, "其他"));
    }

    #[test]
    fn long_texts() {
        for piece in ["1", "一", "十", "（", " ", "（一", "1 "] {
            let _ = split(&piece.repeat(1_000_000));
        }
    }

    proptest! {
        #[test]
        fn rest_is_the_end_of_the_text(text in any::<String>()) {
            prop_assert!(text.ends_with(split(&text).1));
        }

        #[test]
        fn rest_is_the_end_of_what_looks_like_a_heading(text in "[ 一二十（）()0-9１.．、，①㈠年其他]{0,10}") {
            prop_assert!(text.ends_with(split(&text).1));
        }
    }
}
