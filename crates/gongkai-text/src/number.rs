//! Numbers as people write them.

mod arabic;
pub(crate) mod chinese;
pub(crate) mod digits;

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, space0};
use nom::combinator::{all_consuming, map, map_opt, opt, value};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// No number with its unit is longer; longer texts are refused unread, so that time stays bounded.
const LONGEST: usize = 256;

/// A number with what is written around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The exact value as printed, sign and decimal places included; a unit such as 万元 does not change it, while 万 alone
    /// multiplies (`1.2万条` is 12000 条).
    pub value: Decimal,
    /// Unit as printed (`件`, `万元`, `％`); empty: none.
    pub unit: String,
    /// Whether it is said to be rough: 约, 近, 超过, 余, 多, 左右.
    pub approximate: bool,
}

/// Reads a text that is a number and nothing else, with its unit where it has one.
///
/// Digits may be half-width, full-width or Chinese (`12`, `１２`, `十二`), with thousands separators (`1,234`), a sign
/// (`+4`, `增4`, `减2`), words for roughness (`约300余件`) and a unit (`251000元`). White space between digits is never
/// joined: `1 0` is no number. A year (`2021年`) is none either, and more than 28 digits are not read.
///
/// ```
/// let number = gongkai_text::number::parse("约１，２００余件").unwrap();
/// assert_eq!((number.value.to_string().as_str(), number.unit.as_str(), number.approximate), ("1200", "件", true));
/// ```
pub fn parse(text: &str) -> Option<Number> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if let Some(number) = plain_integer(text) {
        return Some(number);
    }
    if !text.starts_with(may_begin) || !text.ends_with(may_end) {
        return None;
    }
    let narrow: String = text.chars().map(digits::narrow).collect();
    let (_, written) = all_consuming(written).parse(&narrow).ok()?;
    let unit_start = narrow[..written.unit.0].chars().count();
    let unit = text.chars().skip(unit_start).take(written.unit.1.chars().count()).collect();
    Some(Number { value: written.value, unit, approximate: written.approximate })
}

/// Reads the number that a text begins with: its value, unit and roughness, and how many characters it takes.
///
/// What follows does not matter, so the caller decides whether the number is whole: `12件申请` gives 12 件, `2021年` gives
/// 2021 without unit. `第三十六条` and `-5` begin with no figure; a sign is for cells.
///
/// ```
/// let (number, length) = gongkai_text::number::leading("300余件申请").unwrap();
/// assert_eq!((number.value.to_string().as_str(), number.unit.as_str(), length), ("300", "件", 5));
/// ```
pub fn leading(text: &str) -> Option<(Number, usize)> {
    leading_chars(text.chars())
}

/// [`leading`] for characters that are not in one text.
pub fn leading_chars(text: impl Iterator<Item = char>) -> Option<(Number, usize)> {
    let mut narrow = String::with_capacity(3 * LONGEST_LEADING);
    narrow.extend(text.take(LONGEST_LEADING).map(digits::narrow));
    if !narrow.starts_with(may_begin) || narrow.starts_with(['+', '-', '增', '减', '上', '下', '降']) {
        return None;
    }
    let (rest, written) = written(&narrow).ok()?;
    let length = narrow[..narrow.len() - rest.len()].chars().count();
    let number = Number { value: written.value, unit: written.unit.1.to_owned(), approximate: written.approximate };
    Some((number, length))
}

/// Characters that [`leading`] looks at; no figure with its unit is longer.
const LONGEST_LEADING: usize = 40;

/// Whether a number may begin with this character; spares labels, the most frequent texts, the grammar.
pub(crate) fn may_begin(c: char) -> bool {
    let c = digits::narrow(c);
    c.is_ascii_digit()
        || digits::chinese(c).is_some()
        || matches!(c, '十' | '+' | '-' | '约' | '近' | '大' | '将' | '逾' | '超' | '增' | '减' | '上' | '下' | '降')
}

/// Whether a number may end with this character: a figure, a scale, a word for roughness, a unit. `三、收到` does not.
fn may_end(c: char) -> bool {
    let c = digits::narrow(c);
    c.is_ascii_digit()
        || digits::chinese(c).is_some()
        || "十百千万亿余多右次点件条项份篇个起宗人元%名期场部家例户批页封".contains(c)
}

/// `12`: most cells hold nothing else.
pub(crate) fn plain_integer(text: &str) -> Option<Number> {
    if text.len() > 18 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value = Decimal::from(text.parse::<u64>().ok()?);
    Some(Number { value, unit: String::new(), approximate: false })
}

/// What a text says, its unit by what is left of the text when it begins.
struct Written<'a> {
    value: Decimal,
    unit: (usize, &'a str),
    approximate: bool,
}

/// `[约] [sign] amount [余] [unit] [左右]`
fn written(input: &str) -> IResult<&str, Written<'_>> {
    let whole = input.len();
    let (input, about) = opt(about).parse(input)?;
    let (input, negative) = sign(input)?;
    // Most figures are no money, which one character tells.
    let money = if input.contains('元') { money(input).ok() } else { None };
    let (input, (value, more, unit, after_unit)) = money.map_or_else(|| counted(input), Ok)?;
    let (input, around) = opt(preceded(space0, tag("左右"))).parse(input)?;
    let unit_start = whole - after_unit - unit.len();
    // Zero has no sign: `-0` and `减0` are zero.
    let value = if negative && !value.is_zero() { -value } else { value };
    let approximate = about.is_some() || more || around.is_some();
    Ok((input, Written { value, unit: (unit_start, unit), approximate }))
}

/// `约 `, `近`, `逾`, `超过`
fn about(input: &str) -> IResult<&str, &str> {
    terminated(alt((tag("大约"), tag("约"), tag("将近"), tag("近"), tag("逾"), tag("超过"), tag("超"))), space0)
        .parse(input)
}

/// `+`, `-`, `增`, `减少`, or nothing; true: negative.
fn sign(input: &str) -> IResult<&str, bool> {
    let up = alt((tag("增加"), tag("增长"), tag("增"), tag("上升")));
    let down = alt((tag("减少"), tag("减"), tag("下降"), tag("降低"), tag("降")));
    let word = terminated(alt((value(false, up), value(true, down))), (opt(char('了')), space0));
    map(opt(alt((value(false, char('+')), value(true, char('-')), word))), Option::unwrap_or_default).parse(input)
}

/// Value, whether 余 or 多 follows, unit, and how many bytes are left after the unit.
type Counted<'a> = (Decimal, bool, &'a str, usize);

/// `1.5万元`, `三百余万元`: 万元 and 亿元 are units, they do not multiply.
fn money(input: &str) -> IResult<&str, Counted<'_>> {
    let section = map(chinese::section, Decimal::from);
    let (input, value) = alt((arabic::plain, section)).parse(input)?;
    let (input, more) = more(input)?;
    let (input, unit) = preceded(space0, alt((tag("万元"), tag("亿元")))).parse(input)?;
    Ok((input, (value, more, unit, input.len())))
}

/// `12`, `12 件`, `1.2万条`, `300余件`, `十余万人次`
fn counted(input: &str) -> IResult<&str, Counted<'_>> {
    let chinese = map_opt(chinese::number, |number| arabic::exact(&number));
    let (input, mut value) = alt((arabic::amount, chinese)).parse(input)?;
    let (mut input, more) = more(input)?;
    if more {
        let (rest, factor) = opt(arabic::scale).parse(input)?;
        value = match factor {
            Some(factor) => arabic::times(value, factor).ok_or_else(|| reject(input))?,
            None => value,
        };
        input = rest;
    }
    let (input, unit) = map(opt(preceded(space0, unit)), Option::unwrap_or_default).parse(input)?;
    Ok((input, (value, more, unit, input.len())))
}

/// `余`, `多`, or nothing.
fn more(input: &str) -> IResult<&str, bool> {
    map(opt(alt((char('余'), char('多')))), |more| more.is_some()).parse(input)
}

/// The units reports count in; longer ones before those they begin with. 年, 月 and 日 are none: they make dates.
fn unit(input: &str) -> IResult<&str, &str> {
    let counts = alt((
        tag("人次"),
        tag("件次"),
        tag("个百分点"),
        tag("件"),
        tag("条"),
        tag("次"),
        tag("项"),
        tag("份"),
        tag("篇"),
        tag("个"),
        tag("起"),
        tag("宗"),
        tag("人"),
    ));
    let others = alt((
        tag("元"),
        tag("%"),
        tag("名"),
        tag("期"),
        tag("场"),
        tag("部"),
        tag("家"),
        tag("例"),
        tag("户"),
        tag("批"),
        tag("页"),
        tag("封"),
    ));
    alt((counts, others)).parse(input)
}

fn reject(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify))
}

#[cfg(test)]
mod tests;
