//! One spelling for what is written in many: widths, quotes, dashes, traditional characters.

use unicode_normalization::UnicodeNormalization;

/// NFKC, without zero-width characters, with one sort of quote and dash, traditional characters as simplified.
/// White space stays.
pub fn fold(text: &str) -> String {
    text.nfkc().collect()
}

/// The key by which labels are compared: [`fold`], then only letters and digits, no white space and no punctuation.
pub fn label_key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Characters that show nothing and mean nothing in Chinese text: zero-width characters, byte order marks, soft hyphens,
/// variation selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}
