//! Titles of reports: `{organ}{year}年政府信息公开工作年度报告` and its many relatives.
//!
//! A title is split round its core, the words from 信息公开 to 报告. What stands before the core names organ and year in
//! either order; what stands behind it is a remark in brackets, the name of a site, or nothing. Words behind the core
//! that are none of these make the line a sentence, and sentences are not titles.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, none_of, one_of};
use nom::combinator::{all_consuming, map_opt, opt, recognize, value, verify};
use nom::multi::{many0, many1_count};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use crate::normalize;

#[cfg(test)]
mod tests;
mod words;

use words::{FOREIGN, MENU_WORDS, SENTENCES};

/// Characters a title may have, after white space is dropped; longer lines are running text.
const LONGEST: usize = 160;
/// Characters the name of an organ may have.
const LONGEST_AGENCY: usize = 45;

/// What a title says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The organ, without white space; empty: not named.
    pub agency: String,
    /// The year reported on.
    pub year: Option<i32>,
    /// The title without white space, labels before it and site names behind it.
    pub text: String,
    /// The remark in brackets behind the title, without the brackets; empty: none.
    pub note: String,
}

/// Reads a line as the title of an annual report.
///
/// Width, white space and traditional characters do not matter. The answer is nothing for section headings, entries of
/// menus (`政府信息公开年报`, which names neither organ nor year), trails of links, and running text.
///
/// ```
/// let title = gongkai_text::title::parse("名 称: 青石街道办事处2021年度 政府信息公开工作年度报告").unwrap();
/// assert_eq!((title.agency.as_str(), title.year), ("青石街道办事处", Some(2021)));
/// ```
pub fn parse(text: &str) -> Option<Title> {
    // Looked at before folding, so that a line of megabytes costs nothing.
    if !text.contains(['报', '報']) || text.chars().filter(|c| !c.is_whitespace()).nth(LONGEST).is_some() {
        return None;
    }
    let mut folded = normalize::fold(text);
    folded.retain(|c| !c.is_whitespace());
    parse_folded(&folded)
}

/// [`parse`] for text that is folded and without white space.
pub fn parse_folded(text: &str) -> Option<Title> {
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let line = strip_labels(text);
    line.match_indices("公开").find_map(|(at, _)| split(line, at))
}

/// The year at the beginning of folded text: `2021年度`, `2021年`, `二○二一年`, `2021`.
///
/// Returns the year and the text behind it.
pub fn leading_year(text: &str) -> Option<(i32, &str)> {
    year(text).ok().map(|(rest, year)| (year, rest))
}

/// All years that folded text names with the word 年, in order.
pub fn years(text: &str) -> Vec<i32> {
    let mut years = Vec::new();
    for (at, _) in text.match_indices('年') {
        let start = text[..at].char_indices().rev().nth(3).map(|(start, _)| start);
        let digit_before =
            start.and_then(|start| text[..start].chars().next_back()).is_some_and(|c| c.is_ascii_digit());
        if let Some(Ok((_, year))) = start.map(|start| all_consuming(numerals).parse(&text[start..at]))
            && !digit_before
        {
            years.push(year);
        }
    }
    years
}

/// Splits a line whose 公开 at `at` may belong to the core.
fn split(line: &str, at: usize) -> Option<Title> {
    let (head, core_start) = head_of(line, at)?;
    let (rest, core) = core(&line[core_start..]).ok()?;
    let (_, tail) = all_consuming(tail).parse(rest).ok()?;
    let (agency, head_year) = organ_and_year(head)?;
    let year = head_year.or(core.year).or(tail.year);
    let names_nothing = agency.is_empty() && year.is_none();
    if names_nothing || (year.is_none() && (!core.annual || MENU_WORDS.contains(&agency.as_str()))) {
        return None;
    }
    let text = line[..line.len() - rest.len()].trim_start_matches(QUOTES).to_owned();
    Some(Title { agency, year, text, note: tail.note })
}

/// What stands before the core, and where the core begins.
fn head_of(line: &str, at: usize) -> Option<(&str, usize)> {
    let before = &line[..at];
    let (head, start) = if let Some(head) = before.strip_suffix("信息") {
        (head, head.len())
    } else {
        let head = before.strip_suffix("政务")?;
        (head, head.len())
    };
    let bare = head.strip_suffix("政府").or_else(|| head.strip_suffix("政务"));
    // 人民政府信息公开: the government is the organ, and 政府 is not said twice.
    Some((bare.filter(|bare| !bare.ends_with("人民")).unwrap_or(head), start))
}

#[derive(Debug, Default)]
struct Core {
    year: Option<i32>,
    /// Says that it is about a year: 年度, 年报, or a year.
    annual: bool,
}

#[derive(Debug, Clone)]
enum Word {
    Year(i32),
    Annual,
    Filler,
}

/// `信息公开工作年度报告`, with the words between in any order.
fn core(input: &str) -> IResult<&str, Core> {
    let word = alt((
        year.map(Word::Year),
        value(Word::Annual, tag("年度")),
        value(Word::Filler, alt((tag("工作"), tag("情况"), tag("的")))),
    ));
    let (rest, (_, words, end)) =
        (alt((tag("信息公开"), tag("政务公开"))), many0(word), alt((tag("报告"), tag("年报告"), tag("年报"))))
            .parse(input)?;
    let mut core = Core { year: None, annual: end.starts_with('年') };
    for word in words {
        core.annual |= !matches!(word, Word::Filler);
        if let Word::Year(year) = word {
            core.year = Some(year);
        }
    }
    Ok((rest, core))
}

#[derive(Debug, Default)]
struct Tail {
    year: Option<i32>,
    note: String,
}

#[derive(Debug, Clone)]
enum Part<'a> {
    Note(&'a str),
    Year(i32),
    Nothing,
}

/// Remarks in brackets, file endings, the name of the site.
fn tail(input: &str) -> IResult<&str, Tail> {
    let part = alt((
        bracket.map(Part::Note),
        year.map(Part::Year),
        value(Part::Nothing, (char('.'), take_while_m_n(2, 5, |c: char| c.is_ascii_alphanumeric()))),
        value(Part::Nothing, alt((tag("的公告"), tag("的公示"), tag("的函")))),
        value(Part::Nothing, take_while1(|c| QUOTES.contains(&c))),
        value(Part::Nothing, site),
    ));
    many0(part)
        .map(|parts| {
            let mut tail = Tail::default();
            for part in parts {
                match part {
                    Part::Note(note) => match all_consuming(year).parse(note) {
                        Ok((_, year)) => tail.year = Some(year),
                        Err(_) if tail.note.is_empty() => tail.note = note.to_owned(),
                        Err(_) => {}
                    },
                    Part::Year(year) => tail.year = Some(year),
                    Part::Nothing => {}
                }
            }
            tail
        })
        .parse(input)
}

fn bracket(input: &str) -> IResult<&str, &str> {
    let inside = |end| recognize(many1_count(none_of(end)));
    alt((
        delimited(char('('), inside(")("), char(')')),
        delimited(char('['), inside("]["), char(']')),
        delimited(char('【'), inside("】【"), char('】')),
        delimited(char('〔'), inside("〕〔"), char('〕')),
    ))
    .parse(input)
}

/// `_政府信息公开年报_某某政府网`: everything to the end, as long as it is no sentence.
fn site(input: &str) -> IResult<&str, &str> {
    recognize((one_of("_-|—–·"), many1_count(none_of("。,;!?")))).parse(input)
}

/// A year with or without 年 and 度.
fn year(input: &str) -> IResult<&str, i32> {
    let (rest, year) = numerals(input)?;
    let Some(behind) = rest.strip_prefix('年') else { return Ok((rest, year)) };
    // 年报 belongs to the core.
    if behind.starts_with('报') {
        return Ok((rest, year));
    }
    let rest = behind.strip_prefix('度').unwrap_or(behind);
    Ok((rest, year))
}

/// Four numerals in digits or Chinese, in the years that a report can have.
fn numerals(input: &str) -> IResult<&str, i32> {
    let four = map_opt(take_while_m_n(4, 4, |c| numeral(c).is_some()), |text: &str| {
        text.chars().try_fold(0, |year, c| Some(year * 10 + numeral(c)?))
    });
    let (rest, year) = verify(four, |year| (2003..=2099).contains(year)).parse(input)?;
    if rest.starts_with(|c| numeral(c).is_some()) {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit)));
    }
    Ok((rest, year))
}

fn numeral(c: char) -> Option<i32> {
    Some(match c {
        '0'..='9' => c as i32 - '0' as i32,
        '〇' | '○' | '零' | '◯' | 'O' | 'o' | 'Ο' | 'О' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

const QUOTES: &[char] = &['《', '》', '<', '>', '"', '\'', '「', '」', '*', '#', '·', '•', '■', '◆', '●'];

/// Reads what stands before the core. Nothing: it does not belong to a title.
fn organ_and_year(head: &str) -> Option<(String, Option<i32>)> {
    let (mut rest, mut found) = (head.trim_matches(QUOTES), None);
    if let Some((year, behind)) = leading_year(rest) {
        (rest, found) = (behind, Some(year));
    }
    rest = rest.strip_suffix("年度").filter(|rest| !rest.ends_with(|c| numeral(c).is_some())).unwrap_or(rest);
    rest = rest.trim_end_matches("的");
    // The year next to the core is the one reported on.
    if let Some((year, before)) = trailing_year(rest) {
        (rest, found) = (before, Some(year));
    }
    for verb in ["关于公布", "关于发布", "关于公开", "关于", "公布", "发布"] {
        rest = rest.strip_suffix(verb).unwrap_or(rest);
    }
    rest = rest.strip_prefix("关于").filter(|_| !is_sentence(rest)).unwrap_or(rest);
    let rest = rest.trim_matches(QUOTES).trim_start_matches("度").trim_end_matches(['-', '—', '的', ':']);
    if is_sentence(rest) || rest.chars().count() > LONGEST_AGENCY || !years(rest).is_empty() {
        return None;
    }
    // A range of years or of months is no annual report that one year could stand for.
    if rest.starts_with(|c: char| c.is_ascii_digit() || "-至—~".contains(c))
        || rest.ends_with(|c: char| c.is_ascii_digit() || "-至~月".contains(c))
    {
        return None;
    }
    // Advertisements pasted over the name: the year still stands, the name does not.
    let garbled = rest.contains(['_', '#', '=', '@']) || rest.chars().any(|c| c == '\u{fffd}' || c.is_control());
    Some((if garbled { String::new() } else { rest.to_owned() }, found))
}

fn is_sentence(rest: &str) -> bool {
    SENTENCES.iter().any(|word| rest.starts_with(word))
        || FOREIGN.iter().any(|word| rest.contains(word))
        || rest.contains(['。', ',', ';', ':', '!', '?', '>', '<', '|', '/', '\\', '《', '》', '›', '»', '→'])
}

/// The year at the end of a text, and the text before it.
fn trailing_year(text: &str) -> Option<(i32, &str)> {
    let starts = text.char_indices().rev().take(6).map(|(start, _)| start);
    let years = starts.filter_map(|start| {
        let (_, year) = all_consuming(year).parse(&text[start..]).ok()?;
        Some((year, &text[..start]))
    });
    years.last()
}

/// Drops what pages put before a title: `名称:`, `第一篇:`, `(图解)`, marks of headings.
fn strip_labels(line: &str) -> &str {
    const LABELS: &[&str] =
        &["名称", "标题", "题名", "信息名称", "文件名称", "公开名称", "题目", "文件标题", "信息标题", "主题", "附件"];
    let mut line = line.trim_start_matches(QUOTES);
    while let Ok((rest, _)) = bracket(line) {
        line = rest;
    }
    if let Some((label, rest)) = line.split_once(':') {
        let known = LABELS.contains(&label.trim_end_matches(|c: char| numeral(c).is_some()));
        if known || (label.starts_with('第') && label.ends_with('篇') && label.chars().count() <= 5) {
            line = rest;
        }
    }
    let picture = preceded(alt((tag("一图读懂"), tag("图解"), tag("一图看懂"))), opt(one_of(":|-—·")));
    let mut picture = recognize(picture);
    let line: &str = match Parser::parse(&mut picture, line) as IResult<&str, &str> {
        Ok((rest, _)) => rest,
        Err(_) => line,
    };
    line.trim_start_matches(QUOTES)
}
