//! Dates as people write them.

use std::ops::Range;

use gongkai_model::Date;
use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{anychar, char, one_of, satisfy};
use nom::combinator::{map_opt, not, verify};
use nom::multi::fold_many_m_n;
use nom::sequence::terminated;
use nom::{IResult, Parser};

use crate::number::chinese;
use crate::number::digits;

/// Years that reports speak of; others are misreadings.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2100;

/// All days that a text names, with the byte range of each, in the order of the text.
///
/// Found are `2021年1月2日` in every script (`二〇二一年一月二日`, `２０２１ 年 1 月 2 日`) and the short forms `2021-01-02`, `2021/1/2`
/// and `2021.1.2`. Days that no calendar has, and years before 1990 or after 2100, are passed over.
pub fn find_all(text: &str) -> Vec<(Range<usize>, Date)> {
    let mut dates = Vec::new();
    let mut before = None;
    let mut end = 0;
    for (start, c) in text.char_indices() {
        let previous = before.replace(c);
        if start < end || !may_begin(previous, c) {
            continue;
        }
        if let Ok((rest, date)) = date(&text[start..]) {
            end = text.len() - rest.len();
            dates.push((start..end, date));
        }
    }
    dates
}

/// A year begins with 1 or 2, and an Arabic one not in the middle of a figure.
fn may_begin(previous: Option<char>, c: char) -> bool {
    match c {
        '1' | '2' | '１' | '２' => previous.is_none_or(|c| digits::arabic(c).is_none()),
        '一' | '二' => true,
        _ => false,
    }
}

fn date(input: &str) -> IResult<&str, Date> {
    map_opt(alt((long, short)), |(year, month, day)| Date::new(i32::try_from(year).ok()?, month, day)).parse(input)
}

/// `2021年1月2日`, `二〇二一年十二月三十一日`, `2023 年 1 月 1 日`
fn long(input: &str) -> IResult<&str, (u32, u8, u8)> {
    let year = terminated(alt((arabic_year, chinese_year)), (blanks, char('年'), blanks));
    let month = terminated(alt((arabic, chinese::up_to_99)), (blanks, char('月'), blanks));
    let day = terminated(alt((arabic, chinese::up_to_99)), (blanks, one_of("日号號")));
    (year, month, day).parse(input)
}

/// `2021-01-02`, `2021/1/2`, `2021.1.2`, with the same sign twice; a third one makes another sort of number.
fn short(input: &str) -> IResult<&str, (u32, u8, u8)> {
    let (rest, (year, sign)) = (arabic_year, one_of("-/.－／．")).parse(input)?;
    let (rest, (month, day)) = (terminated(arabic, char(sign)), arabic).parse(rest)?;
    let (rest, ()) = not((char(sign), arabic_digit)).parse(rest)?;
    Ok((rest, (year, month, day)))
}

/// `2021`, `２０２１`
fn arabic_year(input: &str) -> IResult<&str, u32> {
    let year = terminated(fold_many_m_n(4, 4, arabic_digit, || 0, |year, digit| year * 10 + digit), not(arabic_digit));
    verify(year, |year| YEARS.contains(year)).parse(input)
}

/// `二〇二一`, with anything round for the zero: `二○一二`, `二O一二`, `二0一二`
fn chinese_year(input: &str) -> IResult<&str, u32> {
    let digit = map_opt(anychar, |c| match c {
        '○' | '◯' | 'O' | 'o' | 'Ｏ' | 'ｏ' | '0' | '０' | 'Ο' | 'О' => Some(0),
        '两' => None,
        c => digits::chinese(c),
    });
    verify(fold_many_m_n(4, 4, digit, || 0, |year, digit| year * 10 + digit), |year| YEARS.contains(year)).parse(input)
}

/// A month or a day: `1`, `01`, `１２`
fn arabic(input: &str) -> IResult<&str, u8> {
    let number = fold_many_m_n(1, 2, arabic_digit, || 0_u32, |number, digit| number * 10 + digit);
    map_opt(terminated(number, not(arabic_digit)), |number| u8::try_from(number).ok()).parse(input)
}

fn arabic_digit(input: &str) -> IResult<&str, u32> {
    map_opt(satisfy(|c| digits::arabic(c).is_some()), digits::arabic).parse(input)
}

/// A few blanks between figure and sign; more are a column gap.
fn blanks(input: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 8, char::is_whitespace).parse(input)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::find_all;

    fn shown(text: &str) -> String {
        let dates = find_all(text).into_iter().map(|(range, date)| format!("{}={date}", &text[range]));
        dates.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn dates() {
        for (text, expected) in [
            ("", ""),
            ("2021年1月2日", "2021年1月2日=2021-01-02"),
            ("日期：2021-01-02。", "2021-01-02=2021-01-02"),
            ("2021/1/2", "2021/1/2=2021-01-02"),
            ("2021.1.2", "2021.1.2=2021-01-02"),
            ("２０２１－０１－０２", "２０２１－０１－０２=2021-01-02"),
            ("2021-01-02T10:00", "2021-01-02=2021-01-02"),
            ("二○二一年一月二日", "二○二一年一月二日=2021-01-02"),
            ("二〇二一年十二月三十一日", "二〇二一年十二月三十一日=2021-12-31"),
            ("二O一二年二月二十日", "二O一二年二月二十日=2012-02-20"),
            ("二零二四年二月二十九日", "二零二四年二月二十九日=2024-02-29"),
            ("2023 年 1 月 1 日", "2023 年 1 月 1 日=2023-01-01"),
            ("２０２３年１２月３１日", "２０２３年１２月３１日=2023-12-31"),
            ("2021年12月3号", "2021年12月3号=2021-12-03"),
            ("2021年1月1日至2021年12月31日", "2021年1月1日=2021-01-01, 2021年12月31日=2021-12-31"),
            ("2021年1月1日至12月31日", "2021年1月1日=2021-01-01"),
            ("2018年11日至2018年1231日", ""),
            ("2021年2月29日", ""),
            ("2021年13月1日", ""),
            ("1989年1月1日", ""),
            ("2101-01-01", ""),
            ("12021年1月1日", ""),
            ("2021-01-023", ""),
            ("2021.1.2.3", ""),
            ("2021-1/2", ""),
            ("2021年", ""),
            ("2021年1月", ""),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn long_texts() {
        for piece in ["1", "2021年", "一", "二〇二一", "2021年 ", " ", "2021-"] {
            assert!(find_all(&piece.repeat(300_000)).is_empty());
        }
        assert_eq!(find_all(&"2021年1月2日".repeat(10_000)).len(), 10_000);
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = find_all(&text);
        }

        #[test]
        fn never_panics_on_what_looks_like_dates(text in "(20|二)?[0-9２〇一二十O年月日/. -]{0,16}") {
            for (range, _) in find_all(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }

        #[test]
        fn every_day_is_found(year in 1990..=2100, month in 1..=12_u8, day in 1..=28_u8) {
            let expected = gongkai_model::Date::new(year, month, day);
            for text in [format!("{year}年{month}月{day}日"), format!("于{year}-{month:02}-{day:02}印发")] {
                let found: Vec<_> = find_all(&text).into_iter().map(|(_, date)| Some(date)).collect();
                prop_assert_eq!(found, vec![expected]);
            }
        }
    }
}
