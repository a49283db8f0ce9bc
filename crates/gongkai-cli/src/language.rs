//! Which language people are spoken to in.

use std::ffi::OsString;

use gongkai::model::Language;

/// A text in Chinese and English.
pub(crate) type Text = (&'static str, &'static str);

/// The text in a language.
pub(crate) fn pick(language: Language, (zh, en): Text) -> &'static str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// The language of `--lang`, else that of the locale: Chinese where it says so, English else.
///
/// Looks at the arguments before they are parsed, since the language also decides that of help and of usage errors.
pub(crate) fn choose(arguments: &[OsString], locale: &str) -> Language {
    let mut words = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    let mut asked = None;
    while let Some(word) = words.next() {
        match word {
            "--" => break,
            "--lang" => asked = words.next(),
            _ => asked = word.strip_prefix("--lang=").or(asked),
        }
    }
    let chinese = asked.unwrap_or(locale).to_ascii_lowercase().starts_with("zh");
    if chinese { Language::Zh } else { Language::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &str, locale: &str, expected: Language) {
        let arguments: Vec<OsString> = arguments.split(' ').map(OsString::from).collect();
        assert_eq!(choose(&arguments, locale), expected, "{arguments:?} in {locale}");
    }

    #[test]
    fn option_wins_over_locale() {
        check("gongkai parse", "zh_CN.UTF-8", Language::Zh);
        check("gongkai parse", "", Language::En);
        check("gongkai parse", "C", Language::En);
        check("gongkai --lang en parse", "zh_CN.UTF-8", Language::En);
        check("gongkai parse --lang=zh", "de_DE.UTF-8", Language::Zh);
        check("gongkai parse --lang zh --lang en", "zh_CN", Language::En);
        check("gongkai parse -- --lang=zh", "en_US", Language::En);
    }
}
