//! What a file says must not command the terminal: the one place where foreign text is made harmless.

use std::borrow::Cow;

use gongkai::export::page::is_steering;

/// The text with every character that could steer a terminal or turn the reading direction replaced by a visible sign:
/// `␛` for escape and the like, `�` for the others. Tabs and line ends stay.
pub(crate) fn sanitize(text: &str) -> Cow<'_, str> {
    if !text.contains(is_steering) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_steering(c) { sign(c) } else { c }).collect())
}

/// Like [`sanitize`], and on one line: tabs and line ends become signs too.
pub(crate) fn sanitize_line(text: &str) -> Cow<'_, str> {
    let steers = |c: char| is_steering(c) || matches!(c, '\t' | '\n');
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let sign = |c| match c {
        '\t' => ' ',
        '\n' => '␊',
        c if is_steering(c) => sign(c),
        c => c,
    };
    Cow::Owned(text.chars().map(sign).collect())
}

fn sign(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\x7f' => '␡',
        _ => '\u{FFFD}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steering_characters_become_visible() {
        assert_eq!(sanitize("a\x1b[31m\rb\x07\x7f"), "a␛[31m␍b␇␡");
        assert_eq!(sanitize("\u{9b}31m\u{202e}x\u{2066}\u{2028}"), "�31m�x��");
        assert_eq!(sanitize("政府\t\n信息"), "政府\t\n信息");
        assert_eq!(sanitize_line("政府\t\n信息"), "政府 ␊信息");
    }

    #[test]
    fn no_control_character_is_left() {
        let all: String = (0..=0x10_FFFF).filter_map(char::from_u32).collect();
        let clean = sanitize_line(&all).into_owned();
        assert!(!clean.contains(|c: char| c.is_control() || is_steering(c)));
        assert_eq!(clean.chars().count(), all.chars().count());
    }
}
