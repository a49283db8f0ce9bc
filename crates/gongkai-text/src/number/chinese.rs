//! Chinese numerals: `二十三`, `一百零五`, `三万五千`, and year-like rows of digits: `二〇二一`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{anychar, char, one_of};
use nom::combinator::{map, map_opt, not, opt, recognize, value, verify};
use nom::sequence::terminated;
use nom::{IResult, Parser};

use super::digits;

/// Any Chinese numeral; at most some 10^15, or the digits of a row.
pub(super) fn number(input: &str) -> IResult<&str, String> {
    alt((row, map(structured, |number| number.to_string()), map(zero, |_| "0".to_owned()))).parse(input)
}

/// A numeral below 10,000: `三千二百零五`, `十五`, `八`.
///
/// `一百五` is refused: people mean 150, the form says 105.
pub(super) fn section(input: &str) -> IResult<&str, u64> {
    let places = (place("千"), place("百"), tens, ones);
    map_opt(places, |(thousands, hundreds, tens, ones)| sum([thousands, hundreds, tens, ones])).parse(input)
}

/// A numeral from 1 to 99, for numbering marks, months and days: `七`, `十`, `十二`, `二十`, `三十一`.
pub(crate) fn up_to_99(input: &str) -> IResult<&str, u8> {
    let tens = (opt(digit), char('十'), opt(digit));
    let tens = map(tens, |(tens, _, ones)| tens.unwrap_or(1) * 10 + ones.unwrap_or(0));
    map_opt(alt((tens, digit)), |number| u8::try_from(number).ok()).parse(input)
}

/// `二〇二一`, `一二三`: a row of digits without scales. Two digits without a zero are no row: `三五件` means "a few".
fn row(input: &str) -> IResult<&str, String> {
    let digits = take_while1(|c| digits::chinese(c).is_some());
    let row = verify(digits, |row: &str| match row.chars().count() {
        0 | 1 => false,
        2 => row.starts_with(['〇', '零']),
        _ => true,
    });
    let row = map_opt(row, |row: &str| row.chars().map(|c| char::from_digit(digits::chinese(c)?, 10)).collect());
    terminated(row, not(scale)).parse(input)
}

/// `三万五千`, `一亿零三十万`, `一万二千亿`.
fn structured(input: &str) -> IResult<&str, u64> {
    let (rest, high) = below_yi(input)?;
    let Some(rest) = rest.strip_prefix('亿') else { return Ok((rest, high)) };
    let (rest, low) = opt(tail(below_yi)).parse(rest)?;
    Ok((rest, high * 100_000_000 + low.unwrap_or(0)))
}

/// `三万五千`: below 亿.
fn below_yi(input: &str) -> IResult<&str, u64> {
    let (rest, high) = section(input)?;
    let Some(rest) = rest.strip_prefix('万') else { return Ok((rest, high)) };
    let (rest, low) = opt(tail(section)).parse(rest)?;
    Ok((rest, high * 10_000 + low.unwrap_or(0)))
}

/// What follows 万 or 亿; a lone digit needs 零 before it: `一万零五`, for `一万五` means 15,000.
fn tail<'a>(
    lower: impl Fn(&'a str) -> IResult<&'a str, u64>,
) -> impl Parser<&'a str, Output = u64, Error = nom::error::Error<&'a str>> {
    map_opt((opt(zero), lower), |(zero, number)| (zero.is_some() || number >= 10).then_some(number))
}

/// A digit before its scale, and whether 零 stands before them.
type Place = Option<(bool, u64)>;

/// `三千`, `零五十`, or nothing.
fn place<'a>(scale: &'static str) -> impl Parser<&'a str, Output = Place, Error = nom::error::Error<&'a str>> {
    map(opt((opt(zero), digit, tag(scale))), |place| place.map(|(zero, digit, _)| (zero.is_some(), digit)))
}

/// `二十`, `十` for `一十`, `零五十`, or nothing.
fn tens(input: &str) -> IResult<&str, Place> {
    let tens = opt((opt(zero), opt(digit), char('十')));
    map(tens, |place| place.map(|(zero, digit, _)| (zero.is_some(), digit.unwrap_or(1)))).parse(input)
}

/// `五`, `零五`, or nothing.
fn ones(input: &str) -> IResult<&str, Place> {
    map(opt((opt(zero), digit, not(scale))), |place| place.map(|(zero, digit, ())| (zero.is_some(), digit)))
        .parse(input)
}

/// Adds up the places from 千 to 个. 零 stands only where a place is skipped, and must stand there before the ones.
fn sum(places: [Place; 4]) -> Option<u64> {
    let mut total = 0;
    let mut previous: Option<usize> = None;
    for (at, place) in places.into_iter().enumerate() {
        total *= 10;
        let Some((zero, digit)) = place else { continue };
        let skipped = previous.is_some_and(|previous| at - previous > 1);
        if (zero && !skipped) || (at == 3 && skipped && !zero) {
            return None;
        }
        total += digit;
        previous = Some(at);
    }
    previous.map(|_| total)
}

/// 一 to 九, 两.
fn digit(input: &str) -> IResult<&str, u64> {
    map_opt(anychar, |c| digits::chinese(c).filter(|&digit| digit > 0).map(u64::from)).parse(input)
}

fn zero(input: &str) -> IResult<&str, &str> {
    value("0", recognize(one_of("零〇"))).parse(input)
}

fn scale(input: &str) -> IResult<&str, char> {
    one_of("十百千").parse(input)
}
