//! What cells, marks and reasons of comparisons are called, in two languages.

use gongkai_compare::indicators::{Absent, Text};
use gongkai_compare::{Caution, Figure, Flag};
use gongkai_model::Language;
use rust_decimal::Decimal;

use crate::page::pick;

/// A cell for people: its label on the form in Chinese, the words of its path in English.
pub fn cell(path: &str, label: &str, language: Language) -> String {
    if language == Language::Zh {
        return label.to_owned();
    }
    let mut parts = path.split('.').filter(|part| !part.starts_with("art20_"));
    // The table is said elsewhere.
    parts.next();
    parts.map(|part| part.replace('_', " ")).collect::<Vec<_>>().join(", ")
}

/// Why there is no number, or how it is known, for people.
pub fn flag(flag: Flag, language: Language) -> &'static str {
    pick(language, flag.name(), flag.name_en())
}

/// A figure as a page shows it: its number with a sign where it was not read as it stands, or why there is none.
pub fn figure(figure: &Figure, language: Language) -> String {
    match (figure.number, figure.flag) {
        (Some(number), Flag::Repaired) => format!("{number}{}", Caution::Repaired.sign()),
        (Some(number), Flag::Neighbour) => format!("{number}{}", Caution::Neighbour.sign()),
        (Some(number), _) => number.to_string(),
        (None, without) => flag(without, language).to_owned(),
    }
}

/// Why something could not be measured, for people.
pub fn absent(absent: &Absent, language: Language) -> String {
    match absent {
        Absent::NoReport => flag(Flag::NoReport, language).to_owned(),
        Absent::NoYearBefore => pick(language, "没有上年报告", "no report of the year before").to_owned(),
        Absent::Cell(lack) => {
            let info = gongkai_compare::cell(&lack.cell).map(|id| id.cell());
            let label = info.map_or(lack.cell.as_str(), |info| info.label.as_str());
            let (name, state) = (cell(&lack.cell, label, language), flag(lack.flag, language));
            match language {
                Language::Zh => format!("“{name}”{state}"),
                Language::En => format!("{name}: {state}"),
            }
        }
    }
}

/// A difference with its sign.
pub fn signed(number: Decimal) -> String {
    if number > Decimal::ZERO { format!("+{number}") } else { number.to_string() }
}

/// The text in a language.
pub fn text(text: Text, language: Language) -> &'static str {
    pick(language, text.0, text.1)
}
