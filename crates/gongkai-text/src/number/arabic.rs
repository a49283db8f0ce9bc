//! Arabic figures, already half-width: `0.0380`, `1,234`, `1.2万`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, digit1, satisfy};
use nom::combinator::{map_opt, not, opt, recognize, value, verify};
use nom::multi::many1_count;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// The most digits that always fit in a [`Decimal`].
const MOST_DIGITS: usize = 28;

/// `12`, `007`, `0.0380`, `1,234.5`
pub(super) fn plain(input: &str) -> IResult<&str, Decimal> {
    let written = recognize((alt((thousands, digit1)), opt((char('.'), digit1))));
    map_opt(written, exact).parse(input)
}

/// `12`, `1.2万`, `3万5千`: a figure, or figures with scales in falling order.
pub(super) fn amount(input: &str) -> IResult<&str, Decimal> {
    let (behind, first) = plain(input)?;
    let product = |factor| Some((times(first, factor)?, factor));
    let Ok((mut rest, (mut total, mut factor))) = map_opt(scale, product).parse(behind) else {
        return Ok((behind, first));
    };
    while let Ok((after, (amount, next))) = term(rest) {
        let whole = (total % factor).is_zero() && (amount % next).is_zero();
        let Some(sum) = total.checked_add(amount).filter(|_| whole && amount < factor) else { break };
        (rest, total, factor) = (after, sum, next);
    }
    Ok((rest, total))
}

/// `1.2万`: the product and its scale.
fn term(input: &str) -> IResult<&str, (Decimal, Decimal)> {
    map_opt((plain, scale), |(amount, factor)| Some((times(amount, factor)?, factor))).parse(input)
}

/// 百, 千, 万, 亿 and their products.
pub(super) fn scale(input: &str) -> IResult<&str, Decimal> {
    alt((
        value(Decimal::from(1_000_000_000_000_u64), tag("万亿")),
        value(Decimal::from(100_000_000_000_u64), tag("千亿")),
        value(Decimal::from(10_000_000_000_u64), tag("百亿")),
        value(Decimal::from(100_000_000), tag("亿")),
        value(Decimal::from(10_000_000), tag("千万")),
        value(Decimal::from(1_000_000), tag("百万")),
        value(Decimal::from(10_000), tag("万")),
        value(Decimal::from(1_000), tag("千")),
        value(Decimal::from(100), tag("百")),
    ))
    .parse(input)
}

/// A product without the decimal places that the factor made idle; nothing where it does not fit.
pub(super) fn times(amount: Decimal, factor: Decimal) -> Option<Decimal> {
    amount.checked_mul(factor).map(|product| product.normalize())
}

/// The value of a figure with its decimal places, or nothing where it has too many digits.
pub(super) fn exact(written: &str) -> Option<Decimal> {
    if written.len() <= 18 && written.bytes().all(|byte| byte.is_ascii_digit()) {
        return written.parse::<u64>().ok().map(Decimal::from);
    }
    let figure: String = written.chars().filter(|&c| c != ',').collect();
    let digits = figure.bytes().filter(u8::is_ascii_digit).count();
    if digits > MOST_DIGITS { None } else { Decimal::from_str_exact(&figure).ok() }
}

/// `1,234,567`: first one to three digits, then groups of exactly three.
fn thousands(input: &str) -> IResult<&str, &str> {
    let first = verify(digits(1, 3), |first: &str| !first.starts_with('0'));
    recognize((first, many1_count((char(','), digits(3, 3))), not(satisfy(|c| c.is_ascii_digit() || c == ','))))
        .parse(input)
}

fn digits<'a>(least: usize, most: usize) -> impl Parser<&'a str, Output = &'a str, Error = nom::error::Error<&'a str>> {
    take_while_m_n(least, most, |c: char| c.is_ascii_digit())
}
