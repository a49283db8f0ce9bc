//! Pinyin in brackets, which copies of reports put beside characters: `開(kāi)`, `(wen)章(zhang)`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::char;
use nom::combinator::{all_consuming, opt, value, verify};
use nom::sequence::delimited;
use nom::{IResult, Parser};

/// Longest gloss: a few syllables.
const LONGEST: usize = 24;

/// Drops the glosses that touch a Chinese character, in text whose brackets are half-width.
pub(super) fn drop_glosses(text: String) -> String {
    // A letter stands behind the bracket: a small one, or a vowel under a tone mark, which are U+00E0 to U+01DC.
    let begins = |(at, _): (usize, &str)| matches!(text.as_bytes().get(at + 1), Some(b'a'..=b'z' | 0xC3..=0xC7));
    if !text.match_indices('(').any(begins) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('(') {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        rest = match bracketed(here) {
            Ok((after, ())) if out.ends_with(super::is_han) || after.starts_with(super::is_han) => after,
            _ => {
                out.push('(');
                &here[1..]
            }
        };
    }
    out.push_str(rest);
    out
}

/// `(kāi)`
fn bracketed(input: &str) -> IResult<&str, ()> {
    let letters = take_while_m_n(1, LONGEST, |c: char| c.is_ascii_lowercase() || is_marked(c));
    value((), delimited(char('('), verify(letters, is_pinyin), char(')'))).parse(input)
}

/// With a tone mark anything is a gloss; without, only one whole syllable, for `(app)` and `(km)` are words.
fn is_pinyin(letters: &str) -> bool {
    letters.chars().any(is_marked) || all_consuming(syllable).parse(letters).is_ok()
}

/// `zh` + `ang`; an initial may be missing, and a single letter is no syllable.
fn syllable(input: &str) -> IResult<&str, ()> {
    let double = alt((tag("zh"), tag("ch"), tag("sh")));
    let single = take_while_m_n(1, 1, |c: char| "bpmfdtnlgkhjqxrzcsyw".contains(c));
    let rest = take_while_m_n(1, 4, |c: char| c.is_ascii_lowercase());
    let whole = verify((opt(alt((double, single))), rest), |(initial, last): &(Option<&str>, &str)| {
        (initial.is_some() || last.len() > 1) && FINALS.contains(last)
    });
    value((), whole).parse(input)
}

/// What a syllable may end in; `v` stands for `ü`.
const FINALS: [&str; 36] = [
    "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia", "ian", "iang", "iao", "ie", "in", "ing",
    "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo", "v", "ve", "van", "vn",
];

/// A vowel under a tone mark, or `ü`.
fn is_marked(c: char) -> bool {
    "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::is_marked;

    #[test]
    fn marked_vowels_begin_with_the_bytes_looked_for() {
        for c in ('\u{80}'..=char::MAX).filter(|c| is_marked(*c)) {
            let first = c.to_string().as_bytes().first().copied();
            assert!(matches!(first, Some(0xC3..=0xC7)), "{c}");
        }
    }
}
