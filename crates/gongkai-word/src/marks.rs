//! The marks of lists that stand in no text: `一、`, `（二）`, `3.` made by numbering, counted as word processors count.

use std::collections::HashMap;
use std::hash::Hash;

/// Levels of a list.
pub const LEVELS: usize = 9;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numerals {
    /// `1`
    #[default]
    Arabic,
    /// `01`
    TwoDigits,
    /// `１`
    FullWidth,
    /// `一`, `十一`, `一百零一`
    Chinese,
    /// `一`, `一一`, `一〇一`: digit by digit
    ChineseDigits,
    /// `壹`, `壹拾壹`
    Formal,
    /// `甲`, `乙`
    Stems,
    /// `子`, `丑`
    Branches,
    /// `①`
    Circled,
    /// `⑴`
    Bracketed,
    /// `⒈`
    Stopped,
    /// `㈠`
    BracketedChinese,
    /// `a`
    Lower,
    /// `A`
    Upper,
    /// `i`
    LowerRoman,
    /// `I`
    UpperRoman,
    /// A sign, or nothing: the item has no number.
    None,
}

impl Numerals {
    /// The numerals of a `w:numFmt` of OOXML (`chineseCounting`).
    pub fn of_ooxml(name: &str) -> Self {
        match name {
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "koreanCounting" => Self::Chinese,
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital2" => {
                Self::ChineseDigits
            }
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::Formal,
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" => Self::Branches,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "decimalEnclosedParen" => Self::Bracketed,
            "decimalEnclosedFullstop" => Self::Stopped,
            "ideographEnclosedCircle" => Self::BracketedChinese,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalZero" => Self::TwoDigits,
            "lowerLetter" => Self::Lower,
            "upperLetter" => Self::Upper,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "bullet" | "none" => Self::None,
            _ => Self::Arabic,
        }
    }

    /// The numerals of a `style:num-format` of ODF, which shows how it counts (`一, 二, 三, ...`).
    pub fn of_odf(example: &str) -> Self {
        match example.chars().next() {
            None => Self::None,
            Some('一') => Self::Chinese,
            Some('壹' | '壱') => Self::Formal,
            Some('甲') => Self::Stems,
            Some('子') => Self::Branches,
            Some('①') => Self::Circled,
            Some('⑴') => Self::Bracketed,
            Some('⒈') => Self::Stopped,
            Some('㈠' | '㊀') => Self::BracketedChinese,
            Some('１') => Self::FullWidth,
            Some('a') => Self::Lower,
            Some('A') => Self::Upper,
            Some('i') => Self::LowerRoman,
            Some('I') => Self::UpperRoman,
            Some('0') => Self::TwoDigits,
            Some(_) => Self::Arabic,
        }
    }

    /// A number as it is written.
    pub fn write(self, number: u32) -> String {
        let nth = |first: char, count: u32| {
            let code = (first as u32).checked_add(number.wrapping_sub(1));
            code.filter(|_| (1..=count).contains(&number)).and_then(char::from_u32).map(String::from)
        };
        let cycle = |signs: &str| signs.chars().nth((number.max(1) as usize - 1) % signs.chars().count().max(1));
        let written = match self {
            Self::Arabic => None,
            Self::TwoDigits => Some(format!("{number:02}")),
            Self::FullWidth => Some(digits(number, "０１２３４５６７８９")),
            Self::Chinese => chinese(number, "零一二三四五六七八九", "十百千", true),
            Self::ChineseDigits => Some(digits(number, "〇一二三四五六七八九")),
            Self::Formal => chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", false),
            Self::Stems => cycle("甲乙丙丁戊己庚辛壬癸").map(String::from),
            Self::Branches => cycle("子丑寅卯辰巳午未申酉戌亥").map(String::from),
            Self::Circled => nth('①', 20),
            Self::Bracketed => nth('⑴', 20),
            Self::Stopped => nth('⒈', 20),
            Self::BracketedChinese => nth('㈠', 10),
            Self::Lower => Some(letters(number, b'a')),
            Self::Upper => Some(letters(number, b'A')),
            Self::LowerRoman => roman(number).map(|text| text.to_lowercase()),
            Self::UpperRoman => roman(number),
            Self::None => Some(String::new()),
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

fn digits(number: u32, signs: &str) -> String {
    number.to_string().bytes().filter_map(|digit| signs.chars().nth(usize::from(digit - b'0'))).collect()
}

/// `十一`, `一百零一`, `壹拾壹`; nothing from ten thousand on.
fn chinese(number: u32, signs: &str, places: &str, short_ten: bool) -> Option<String> {
    if number == 0 || number > 9_999 {
        return (number == 0).then(|| signs.chars().take(1).collect());
    }
    let mut text = String::new();
    let mut gap = false;
    for place in (0..4_u32).rev() {
        let digit = number / 10_u32.pow(place) % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.extend(signs.chars().next());
            gap = false;
        }
        // 十一, not 一十一.
        if !(short_ten && digit == 1 && place == 1 && text.is_empty()) {
            text.extend(signs.chars().nth(digit as usize));
        }
        text.extend(place.checked_sub(1).and_then(|place| places.chars().nth(place as usize)));
    }
    Some(text)
}

/// `a` to `z`, `aa`, as word processors go on.
fn letters(number: u32, first: u8) -> String {
    let index = number.max(1) - 1;
    let letter = char::from(first + (index % 26) as u8);
    std::iter::repeat_n(letter, (index / 26 + 1).min(30) as usize).collect()
}

fn roman(number: u32) -> Option<String> {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3_999 {
        return None;
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in PARTS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    Some(text)
}

/// A level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// How its numbers are written.
    pub numerals: Numerals,
    /// The first number.
    pub start: u32,
    /// The mark, `%1` to `%9` standing for the number of a level: `（%1）`.
    pub text: String,
    /// Whether all numbers of the mark are Arabic.
    pub arabic: bool,
    /// It begins anew behind any level below this number; 0: it never does.
    pub restart: usize,
}

impl Level {
    /// A level by its depth from 0, numbered `1`, `2`.
    pub fn new(depth: usize) -> Self {
        Self { numerals: Numerals::Arabic, start: 1, text: format!("%{}", depth + 1), arabic: false, restart: depth }
    }
}

/// Counts the items of lists.
#[derive(Debug, Clone)]
pub struct Counters<K> {
    counts: HashMap<K, [Option<u32>; LEVELS]>,
}

impl<K> Default for Counters<K> {
    fn default() -> Self {
        Self { counts: HashMap::new() }
    }
}

impl<K: Hash + Eq> Counters<K> {
    /// The mark of the next item of a list on a level, from 0. Empty for a list whose items have no numbers.
    pub fn next(&mut self, list: K, depth: usize, levels: &[Level]) -> String {
        let depth = depth.min(LEVELS - 1);
        let counts = self.counts.entry(list).or_insert([None; LEVELS]);
        let Some(level) = levels.get(depth) else { return String::new() };
        counts[depth] = Some(counts[depth].map_or(level.start, |count| count.wrapping_add(1)));
        for (deeper, count) in counts.iter_mut().enumerate().skip(depth + 1) {
            let restart = levels.get(deeper).map_or(deeper, |level| level.restart);
            if depth < restart {
                *count = None;
            }
        }
        mark(level, levels, counts)
    }

    /// Lets the next item of a level have a number.
    pub fn set(&mut self, list: K, depth: usize, number: u32) {
        let counts = self.counts.entry(list).or_insert([None; LEVELS]);
        if let Some(count) = counts.get_mut(depth) {
            *count = Some(number.wrapping_sub(1));
        }
    }
}

fn mark(level: &Level, levels: &[Level], counts: &[Option<u32>; LEVELS]) -> String {
    if level.numerals == Numerals::None {
        return String::new();
    }
    let mut text = String::new();
    let mut signs = level.text.chars().peekable();
    while let Some(sign) = signs.next() {
        let depth = signs.peek().and_then(|next| next.to_digit(10)).filter(|depth| sign == '%' && *depth > 0);
        let Some(depth) = depth.map(|depth| depth as usize - 1) else {
            text.push(sign);
            continue;
        };
        signs.next();
        if let Some(other) = levels.get(depth) {
            let number = counts.get(depth).copied().flatten().unwrap_or(other.start);
            let numerals = if level.arabic { Numerals::Arabic } else { other.numerals };
            text.push_str(&numerals.write(number));
        }
    }
    text
}

/// A mark and the words behind it. White space stands between them where they would run into each other otherwise.
pub fn before(mark: &str, words: &str) -> String {
    let mark = mark.trim();
    let ends_in = |sign: fn(char) -> bool| mark.ends_with(sign);
    let figure = words.starts_with(|c: char| c.is_ascii_digit());
    let apart = !words.is_empty() && (ends_in(char::is_alphanumeric) || (ends_in(|c| c == '.') && figure));
    format!("{mark}{}{words}", if apart { " " } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_processors_write_them() {
        for (numerals, number, expected) in [
            (Numerals::Chinese, 1, "一"),
            (Numerals::Chinese, 10, "十"),
            (Numerals::Chinese, 11, "十一"),
            (Numerals::Chinese, 20, "二十"),
            (Numerals::Chinese, 101, "一百零一"),
            (Numerals::Chinese, 110, "一百一十"),
            (Numerals::Chinese, 2003, "二千零三"),
            (Numerals::Chinese, 12_345, "12345"),
            (Numerals::ChineseDigits, 10, "一〇"),
            (Numerals::Formal, 11, "壹拾壹"),
            (Numerals::Stems, 11, "甲"),
            (Numerals::Circled, 20, "⑳"),
            (Numerals::Circled, 21, "21"),
            (Numerals::BracketedChinese, 2, "㈡"),
            (Numerals::FullWidth, 12, "１２"),
            (Numerals::TwoDigits, 7, "07"),
            (Numerals::Lower, 28, "bb"),
            (Numerals::UpperRoman, 1994, "MCMXCIV"),
            (Numerals::None, 3, ""),
        ] {
            assert_eq!(numerals.write(number), expected, "{numerals:?} {number}");
        }
        for numerals in [Numerals::Chinese, Numerals::Lower, Numerals::LowerRoman, Numerals::Stems] {
            assert!(!numerals.write(u32::MAX).is_empty() && !numerals.write(0).is_empty());
        }
    }

    #[test]
    fn items_are_counted_by_level() {
        let level = |depth, numerals, text: &str| Level { numerals, text: text.into(), ..Level::new(depth) };
        let mut levels = vec![
            level(0, Numerals::Chinese, "%1、"),
            level(1, Numerals::Chinese, "（%2）"),
            level(2, Numerals::Arabic, "%1.%3"),
        ];
        levels[2].arabic = true;
        let mut counters = Counters::default();
        let depths = [0, 1, 1, 2, 0, 1, 2, 2];
        let marks: Vec<String> = depths.into_iter().map(|depth| counters.next("list", depth, &levels)).collect();
        assert_eq!(marks, ["一、", "（一）", "（二）", "1.1", "二、", "（一）", "2.1", "2.2"]);
        levels[1].restart = 0;
        assert_eq!(counters.next("list", 0, &levels), "三、");
        assert_eq!(counters.next("list", 1, &levels), "（二）");
        counters.set("list", 0, 8);
        assert_eq!(counters.next("list", 0, &levels), "八、");
        assert_eq!(counters.next("list", 7, &levels), "");
    }

    #[test]
    fn marks_do_not_run_into_words() {
        assert_eq!(before("一、", "总体情况"), "一、总体情况");
        assert_eq!(before("1.", "2021年"), "1. 2021年");
        assert_eq!(before("1.", "其他"), "1.其他");
        assert_eq!(before("3", "其他"), "3 其他");
        assert_eq!(before("3", ""), "3");
    }
}
