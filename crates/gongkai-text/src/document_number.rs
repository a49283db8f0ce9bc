//! Numbers of official documents: 国办公开办函〔2021〕30号.

use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map_opt, opt, verify};
use nom::multi::fold_many_m_n;
use nom::sequence::delimited;
use nom::{IResult, Parser};

use crate::number::digits;

/// A document number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentNumber {
    /// The issuing organ's short name as printed, without white space (国办公开办函).
    pub issuer: String,
    /// Year between the brackets, 1949 to 2100.
    pub year: i32,
    /// Serial number, at most six digits.
    pub serial: u32,
}

/// The brackets round the year, in every form that stands for 〔〕.
const OPENING: &str = "〔﹝[［【(（〖﹙";
const CLOSING: &str = "〕﹞]］】)）〗﹚";

/// Characters a short name may have; what stands further ahead is running text.
const LONGEST_ISSUER: usize = 16;

/// Words of running text that touch a document number from the left; the short ones count at the beginning only.
const LEADING_WORDS: [&str; 9] = ["根据", "按照", "依据", "依照", "遵照", "参照", "参见", "转发", "印发"];
const SHORT_LEADING_WORDS: [&str; 4] = ["按", "见", "和", "及"];

/// All document numbers in a text, in its order.
///
/// The brackets may be of any sort (`国办发[2014]32号`, `国办发（2014）32 号`) and blanks may stand between the parts. What lacks a
/// part (`国办发﹝20168号`) is not found.
pub fn find_all(text: &str) -> Vec<DocumentNumber> {
    let brackets = text.char_indices().filter(|&(_, c)| OPENING.contains(c));
    let number = |(at, _): (usize, char)| {
        let (_, (year, serial)) = year_and_serial(&text[at..]).ok()?;
        Some(DocumentNumber { issuer: issuer(&text[..at])?, year, serial })
    };
    brackets.filter_map(number).collect()
}

/// `〔2021〕30号`
fn year_and_serial(input: &str) -> IResult<&str, (i32, u32)> {
    let year = map_opt(figure(4, 4), |year| i32::try_from(year).ok());
    let year = verify(year, |year| (1949..=2100).contains(year));
    let year = delimited((one_of(OPENING), blanks), year, (blanks, one_of(CLOSING), blanks));
    let serial = delimited((opt(char('第')), blanks), figure(1, 6), (blanks, one_of("号號")));
    (year, serial).parse(input)
}

/// `30`, `３０`
fn figure<'a>(least: usize, most: usize) -> impl Parser<&'a str, Output = u32, Error = nom::error::Error<&'a str>> {
    let digit = map_opt(satisfy(|c| digits::arabic(c).is_some()), digits::arabic);
    fold_many_m_n(least, most, digit, || 0, |number, digit| number * 10 + digit)
}

/// The short name at the end of what stands before the bracket.
fn issuer(before: &str) -> Option<String> {
    let backwards = before.chars().rev().skip_while(|c| c.is_whitespace()).take_while(|&c| is_name(c));
    let backwards: Vec<char> = backwards.take(LONGEST_ISSUER).collect();
    let run: String = backwards.into_iter().rev().collect();
    let begin = LEADING_WORDS.iter().filter_map(|word| Some(run.rfind(word)? + word.len())).max().unwrap_or(0);
    let name = &run[begin..];
    let name = SHORT_LEADING_WORDS.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    (name.chars().count() > 1).then(|| name.to_owned())
}

/// Chinese characters; numerals in brackets and signs end a name.
fn is_name(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii()
}

/// A few blanks between the parts.
fn blanks(input: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 4, char::is_whitespace).parse(input)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::find_all;

    fn shown(text: &str) -> String {
        let numbers =
            find_all(text).into_iter().map(|number| format!("{} {} {}", number.issuer, number.year, number.serial));
        numbers.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn document_numbers() {
        for (text, expected) in [
            ("", ""),
            ("国办公开办函〔2021〕30号", "国办公开办函 2021 30"),
            ("国办发﹝2014﹞32号", "国办发 2014 32"),
            ("国办发[2014]32号", "国办发 2014 32"),
            ("国办发【2014】32号", "国办发 2014 32"),
            ("国办发(2014)32号", "国办发 2014 32"),
            ("国办发（2014）第32号", "国办发 2014 32"),
            ("国办发 〔 ２０１４ 〕 ３２ 号", "国办发 2014 32"),
            ("《通知》（国办公开办函〔2019〕60号）、苏政办发〔2020〕5号", "国办公开办函 2019 60, 苏政办发 2020 5"),
            ("按照国办发〔2014〕32号要求", "国办发 2014 32"),
            ("各单位应当按照国办发〔2014〕32号", "国办发 2014 32"),
            ("国办发﹝20168号", ""),
            ("国办公开办函〔202130", ""),
            ("〔2021〕30号", ""),
            ("国办发〔1021〕30号", ""),
            ("国办发〔2021〕1234567号", ""),
            ("表（2021）", ""),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn long_texts() {
        for piece in ["〔", "〔2021〕", "国", " ", "国 〔2021〕 "] {
            assert!(find_all(&piece.repeat(300_000)).is_empty());
        }
        assert!(find_all(&format!("{}〔2021〕1号", " ".repeat(1_000_000))).is_empty());
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = find_all(&text);
        }

        #[test]
        fn brackets_and_digits(issuer in "[国办发函公开]{2,8}", year in 1949..=2100, serial in 0..=999_999_u32) {
            for text in [format!("{issuer}〔{year}〕{serial}号"), format!("（{issuer} [{year}] {serial} 号）")] {
                prop_assert_eq!(shown(&text), format!("{issuer} {year} {serial}"));
            }
        }
    }
}
