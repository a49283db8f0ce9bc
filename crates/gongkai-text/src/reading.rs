//! What the text of a table cell says.

use crate::number::{self, Number};

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A number; the note is what follows it in brackets.
    Number(Number, Option<String>),
    /// Digits with white space between them: either one number broken or several numbers in one cell.
    SplitDigits(Vec<String>),
    /// Nothing.
    Blank,
    /// `/`, `-`, `—` and the like.
    NotApplicable,
    /// `无`.
    None,
    /// Words.
    Text,
}

/// Reads the text of a cell.
pub fn read(text: &str) -> Reading {
    let text = text.trim();
    match text {
        "" => Reading::Blank,
        "/" | "-" | "—" | "——" | "--" => Reading::NotApplicable,
        "无" => Reading::None,
        _ => number::parse(text).map_or(Reading::Text, |number| Reading::Number(number, None)),
    }
}
