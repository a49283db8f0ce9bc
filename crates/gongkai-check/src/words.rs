//! Names of things of the form in both languages, as messages and formulas use them.

use gongkai_model::{Decimal, SectionId, TableId, Words};

/// Number of a section in Chinese, and its name in English.
pub(crate) fn section(section: SectionId) -> (&'static str, &'static str) {
    match section {
        SectionId::Preamble => ("〇", "before the first heading"),
        SectionId::Overview => ("一", "1 overview"),
        SectionId::ProactiveDisclosure => ("二", "2 proactive disclosure"),
        SectionId::Requests => ("三", "3 requests"),
        SectionId::ReviewLitigation => ("四", "4 reconsideration and litigation"),
        SectionId::ProblemsImprovements => ("五", "5 problems and improvements"),
        SectionId::OtherMatters => ("六", "6 other matters"),
    }
}

/// An id in words: `new_received` is `new received`.
pub(crate) fn of_id(id: &str) -> String {
    id.replace('_', " ")
}

/// A table in both languages.
pub(crate) fn table(table: TableId) -> Words {
    Words::new(table.name(), table.name_en())
}

/// A part of a formula: what it is, and its figure.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    /// What it is.
    pub(crate) name: Words,
    /// Its figure; nothing: blank.
    pub(crate) figure: Option<Decimal>,
}

impl Term {
    /// A part of a formula.
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>, figure: Option<Decimal>) -> Self {
        Self { name: Words::new(zh, en), figure }
    }
}

/// Terms added up: `一、新收 5 + 二、结转 1`. Of long sums the zeros and blanks are left out and said.
pub(crate) fn sum(terms: &[Term]) -> Words {
    let told = |term: &&Term| terms.len() <= 6 || term.figure.is_some_and(|figure| !figure.is_zero());
    let shown: Vec<&Term> = terms.iter().filter(told).collect();
    let side = |pick: fn(&Words) -> &String, blank: &str| -> Vec<String> {
        let figure = |term: &Term| term.figure.map_or_else(|| blank.to_owned(), |figure| figure.to_string());
        shown.iter().map(|term| format!("{} {}", pick(&term.name), figure(term))).collect()
    };
    let left_out = terms.len() - shown.len();
    let (mut zh, mut en) =
        (side(|name| &name.zh, "（空白）").join(" + "), side(|name| &name.en, "(blank)").join(" + "));
    if left_out > 0 {
        let (plus_zh, plus_en) = if shown.is_empty() { ("", "") } else { (" + ", " + ") };
        zh.push_str(&format!("{plus_zh}其余 {left_out} 项 0"));
        en.push_str(&format!("{plus_en}{left_out} others 0"));
    }
    Words::new(zh, en)
}
