//! One spelling for what is written in many: widths, quotes, dashes, traditional characters.

mod gloss;
mod script;

use unicode_normalization::UnicodeNormalization;

/// NFKC, without zero-width characters, with one sort of quote (`"`, `'`) and dash (`-`), traditional characters as
/// simplified, pinyin glosses (`開(kāi)`) dropped. White space stays, as ordinary spaces where it is full-width or does not
/// break.
///
/// ```
/// assert_eq!(gongkai_text::normalize::fold("（一）「予以公開」——１２"), "(一)\"予以公开\"--12");
/// ```
pub fn fold(text: &str) -> String {
    let mut copy = Copy::of(text);
    while let Some((at, c)) = copy.next(|_| true) {
        match fold_char(c) {
            Folded::Char(folded) => copy.put(at, c, Some(folded)),
            Folded::Nothing => copy.put(at, c, None),
            Folded::Unknown => return gloss::drop_glosses(fold_rare(text)),
        }
    }
    gloss::drop_glosses(copy.finish())
}

/// The key by which labels are compared: [`fold`], then only letters and digits, no white space and no punctuation.
///
/// ```
/// assert_eq!(gongkai_text::normalize::label_key("三、本年度 办理结果"), "三本年度办理结果");
/// ```
pub fn label_key(text: &str) -> String {
    let mut copy = Copy::of(text);
    // A bracket before a small letter may begin a gloss.
    let mut bracket = None;
    while let Some((at, c)) = copy.next(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
        match fold_char(c) {
            Folded::Char(folded) if !(bracket == Some(at) && folded.is_ascii_lowercase()) => {
                bracket = (folded == '(').then_some(at + c.len_utf8());
                copy.put(at, c, Some(folded).filter(|&c| is_basic_letter(c)));
            }
            Folded::Nothing => {
                bracket = bracket.filter(|&place| place == at).map(|place| place + c.len_utf8());
                copy.put(at, c, None);
            }
            _ => return fold(text).chars().filter(|c| c.is_alphanumeric()).collect(),
        }
    }
    copy.finish()
}

/// [`label_key`] with the glosses.
pub fn key_with_glosses(text: &str) -> String {
    let mut copy = Copy::of(text);
    while let Some((at, c)) = copy.next(|byte| byte.is_ascii_alphanumeric()) {
        match fold_char(c) {
            Folded::Char(folded) => copy.put(at, c, Some(folded).filter(|&c| is_basic_letter(c))),
            Folded::Nothing => copy.put(at, c, None),
            Folded::Unknown => copy.put_all(at, c, rare_letters(c)),
        }
    }
    copy.finish()
}

/// The characters of [`key_with_glosses`], each with the byte of the text that it comes from.
pub fn key_chars(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().flat_map(|(place, c)| {
        let (one, several) = match fold_char(c) {
            Folded::Char(c) => (Some(c).filter(|c| is_basic_letter(*c)), Vec::new()),
            Folded::Nothing => (None, Vec::new()),
            Folded::Unknown => (None, rare_letters(c)),
        };
        one.into_iter().chain(several).map(move |c| (place, c))
    })
}

/// The letters and digits of a character that expands.
fn rare_letters(c: char) -> Vec<char> {
    fold_rare(c.encode_utf8(&mut [0; 4])).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A text with some characters replaced. Most stay as they are; what lies between two that change is copied at once.
struct Copy<'a> {
    text: &'a str,
    out: String,
    /// Bytes of the text that are done with.
    copied: usize,
    /// Bytes of the text that were looked at.
    seen: usize,
}

impl<'a> Copy<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, out: String::with_capacity(text.len()), copied: 0, seen: 0 }
    }

    /// The next character that may have to be replaced, and its byte: passes over simplified Chinese characters and the
    /// ASCII characters that stay.
    #[inline(always)]
    fn next(&mut self, stays: impl Fn(u8) -> bool) -> Option<(usize, char)> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.seen..)? {
                [byte, ..] if byte.is_ascii() && stays(*byte) => self.seen += 1,
                [a @ 0xE4..=0xE9, b, c, ..] if script::is_simplified([*a, *b, *c]) => self.seen += 3,
                _ => break,
            }
        }
        let at = self.seen;
        let c = self.text.get(at..)?.chars().next()?;
        self.seen += c.len_utf8();
        Some((at, c))
    }

    /// Puts one character or none for the character `c` at the byte `at`.
    #[inline(always)]
    fn put(&mut self, at: usize, c: char, instead: Option<char>) {
        if instead != Some(c) {
            self.put_all(at, c, instead);
        }
    }

    #[inline(never)]
    fn put_all(&mut self, at: usize, c: char, instead: impl IntoIterator<Item = char>) {
        self.out.push_str(&self.text[self.copied..at]);
        self.out.extend(instead);
        self.copied = at + c.len_utf8();
    }

    fn finish(mut self) -> String {
        self.out.push_str(&self.text[self.copied..]);
        self.out
    }
}

/// The characters of a text in one spelling, one for one, each with its byte in the text: simplified, half-width, with one
/// sort of quote and dash. Invisible characters are left out; a character that folds to several stays as it is.
pub fn plain_chars(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter_map(|(place, c)| match fold_char(c) {
        Folded::Char(c) => Some((place, c)),
        Folded::Nothing => None,
        Folded::Unknown => Some((place, c)),
    })
}

/// The first character of [`fold`] for one character; one that folds to nothing stays.
pub fn fold_one(c: char) -> char {
    match fold_char(c) {
        Folded::Char(folded) => folded,
        Folded::Nothing => c,
        Folded::Unknown => fold_rare(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c),
    }
}

/// What the common characters fold to, one by one.
enum Folded {
    Char(char),
    Nothing,
    /// Not a common character: its neighbours may matter.
    Unknown,
}

#[inline(always)]
fn fold_char(c: char) -> Folded {
    match c {
        '\0'..='\x7F' => Folded::Char(c),
        c if script::is_basic_han(c) => Folded::Char(script::simplified(c)),
        c => fold_mark(c),
    }
}

/// [`fold_char`] for punctuation and whatever else is neither ASCII nor Chinese.
fn fold_mark(c: char) -> Folded {
    match c {
        '\u{A0}' | '\u{3000}' => Folded::Char(' '),
        // Full-width ASCII; NFKC does the same.
        '\u{FF01}'..='\u{FF5E}' => Folded::Char(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)),
        '、' | '。' | '〇' | '《' | '》' | '【' | '】' | '〔' | '〕' => Folded::Char(c),
        c if is_invisible(c) => Folded::Nothing,
        c => match sign(c) {
            Some(sign) => Folded::Char(sign),
            None => Folded::Unknown,
        },
    }
}

/// The one quote, apostrophe and dash for their many forms.
fn sign(c: char) -> Option<char> {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '‶' | '「' | '」' | '『' | '』' | '〝' | '〞' | '〟' | '﹁'
        | '﹂' | '﹃' | '﹄' => Some('"'),
        '‘' | '’' | '‚' | '‛' | '′' => Some('\''),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' | '﹣' | '﹘' => Some('-'),
        _ => None,
    }
}

/// [`fold`] by the whole text, for characters that expand or combine; glosses stay.
fn fold_rare(text: &str) -> String {
    let visible = text.chars().filter(|&c| !is_invisible(c)).map(|c| sign(c).unwrap_or(c));
    visible.nfkc().map(|c| sign(c).unwrap_or_else(|| script::simplified(c))).collect()
}

/// Letters and digits among the characters that [`fold_char`] gives.
fn is_basic_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || script::is_basic_han(c) || c == '〇'
}

/// Whether a character is a Chinese one, rare blocks included.
pub(crate) fn is_han(c: char) -> bool {
    script::is_basic_han(c) || matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}')
}

/// Characters that show nothing and mean nothing in Chinese text: zero-width characters, byte order marks, soft hyphens,
/// variation selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold, fold_one, key_with_glosses, label_key};

    #[test]
    fn folds() {
        for (text, expected) in [
            ("", ""),
            ("abc 12", "abc 12"),
            ("政府信息公开", "政府信息公开"),
            ("（一）予以公开：１２％", "(一)予以公开:12%"),
            ("a\u{200b}\u{feff}b\u{ad}c\u{fe0f}", "abc"),
            ("“三安全一稳定”「」『』«»", "\"三安全一稳定\"\"\"\"\"\"\""),
            ("″′", "\"'"),
            ("– — ― ‐ − － ﹣", "- - - - - - -"),
            ("政府信息公開工作年度報告", "政府信息公开工作年度报告"),
            ("屬於國家秘密", "属于国家秘密"),
            ("縣人民政府辦公室", "县人民政府办公室"),
            ("乾县", "乾县"),
            ("\u{3000}总\u{a0}计\n", " 总 计\n"),
            ("①", "1"),
            ("㈠", "(一)"),
            ("⼈⺠政府", "人民政府"),
            ("﹝2021﹞", "〔2021〕"),
            ("開(kāi)放", "开放"),
            ("政府信息公開（kāi）", "政府信息公开"),
            ("(wen)章(zhang)", "章"),
            ("政府(zhèngfǔ)信息", "政府信息"),
            ("办公系统(OA)、客户端(app)、(a)项", "办公系统(OA)、客户端(app)、(a)项"),
            ("(wen)", "(wen)"),
            ("国办发(2014)32号", "国办发(2014)32号"),
        ] {
            assert_eq!(fold(text), expected, "{text:?}");
        }
    }

    #[test]
    fn keys() {
        for (text, expected) in [
            ("", ""),
            ("(二) 部分公开(区分处理的, 只计这一情形, 不计其他情形)", "二部分公开区分处理的只计这一情形不计其他情形"),
            (
                "（二）部分公開（區分處理的，只計這一情形，不計其他情形）",
                "二部分公开区分处理的只计这一情形不计其他情形",
            ),
            ("本年新 制作\n数量", "本年新制作数量"),
            ("１．属于国家秘密", "1属于国家秘密"),
            ("公開(kai)數量(é)", "公开数量"),
            ("〇《A》-b_c", "〇Abc"),
        ] {
            assert_eq!(label_key(text), expected, "{text:?}");
        }
    }

    #[test]
    fn one_character_folds_as_in_a_text() {
        for c in '\0'..=char::MAX {
            let folded = fold(c.encode_utf8(&mut [0; 4]));
            assert_eq!(fold_one(c), folded.chars().next().unwrap_or(c), "{c:?}");
        }
    }

    #[test]
    fn neighbours_do_not_matter_to_common_characters() {
        for c in ('\0'..='\u{FFFF}').filter(|c| !c.is_ascii_lowercase()) {
            let alone = key_with_glosses(c.encode_utf8(&mut [0; 4]));
            assert_eq!(key_with_glosses(&format!("政{c}A府{c}")), format!("政{alone}A府{alone}"), "{c:?}");
        }
    }

    #[test]
    fn long_texts() {
        for piece in ["(", "(a", "开(kāi)", "開", "é(", "（"] {
            let text = piece.repeat(300_000);
            assert!(fold(&text).len() <= text.len());
            assert!(label_key(&text).len() <= text.len());
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "[^(（⁽₍﹙⑴-⒵㈀-㉃🄐-🄩🉀-🉈]*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn key_is_the_letters_of_the_folded_text(text in any::<String>()) {
            let letters: String = fold(&text).chars().filter(|c| c.is_alphanumeric()).collect();
            prop_assert_eq!(label_key(&text), letters);
        }

        #[test]
        fn key_is_the_letters_of_what_looks_like_a_label(text in "[一二開开(（)） a-fkā\u{3000}、。，《》“—１Ａ\u{200b}①⺠]{0,20}") {
            let letters: String = fold(&text).chars().filter(|c| c.is_alphanumeric()).collect();
            prop_assert_eq!(label_key(&text), letters);
        }
    }
}
