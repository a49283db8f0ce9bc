//! What a page about a report shows, before anybody draws it: fields, tables, marks and words in two languages.
//!
//! The terminal view and the Markdown format draw the same page.

mod suspects;
mod tables;
mod told;
mod words;

use gongkai_model::{Fact, Language, Report, Severity, Status, TableId, TableReading};

pub use suspects::{correction, corrections, explanations, part_of_report, slip};
pub use tables::{Mark, Part, PartRow, TableView, other_facts, tables};
pub use told::{Told, told};
pub use words::{kind, level, repair, scope, section, severities, severity, state, table_title};

/// The text in a language.
pub(crate) fn pick<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// Whether a character could steer a terminal or turn the reading direction: nothing that a page should pass on.
pub fn is_steering(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\n' | '\t');
    let bidirectional =
        matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let separator = matches!(c, '\u{2028}' | '\u{2029}');
    control || bidirectional || separator
}

/// The title of a report as printed, or what to call it.
pub fn title(report: &Report, language: Language) -> String {
    match &report.title {
        Some(title) => title.value.clone(),
        None if report.status == Status::NotAReport => pick(language, "（不是年度报告）", "(not a report)").into(),
        None => pick(language, "（没有找到标题）", "(no title found)").into(),
    }
}

/// Who, when, which form: name and value of each field, in order. What was not found is said to be so.
pub fn fields(report: &Report, language: Language) -> Vec<(&'static str, String)> {
    let t = |zh: &'static str, en: &'static str| match language {
        Language::Zh => zh,
        Language::En => en,
    };
    let or_not_found = |value: Option<String>| value.unwrap_or_else(|| t("没有找到", "not found").into());
    let agency = report.agency.as_ref().map(|agency| {
        let agency = &agency.value;
        let words: Vec<_> = [agency.kind.map(|k| kind(k, language)), agency.level.map(|l| level(l, language))]
            .into_iter()
            .flatten()
            .collect();
        if words.is_empty() { agency.name.clone() } else { format!("{} ({})", agency.name, words.join(t("，", ", "))) }
    });
    let mut fields = vec![
        (t("机关", "agency"), or_not_found(agency)),
        (t("年度", "year"), or_not_found(report.year.as_ref().map(|year| year.value.to_string()))),
    ];
    if let Some(found) = &report.scope {
        fields.push((t("范围", "scope"), scope(found.value, language).into()));
    }
    if let Some(found) = &report.published {
        fields.push((t("发布", "published"), found.value.to_string()));
    }
    fields.push((t("表格", "tables"), forms(report, language)));
    fields
}

/// Which tables were found, of which edition, how complete.
fn forms(report: &Report, language: Language) -> String {
    if report.tables.is_empty() {
        return pick(language, "没有找到", "none found").into();
    }
    let one = |reading: &TableReading| {
        let (edition, present, expected) = (reading.edition.id(), reading.present, reading.expected);
        match language {
            Language::Zh => format!("{} {edition} 版 {present}/{expected} 格", reading.table.name()),
            Language::En => format!("{} of {edition}, {present}/{expected} cells", reading.table.name_en()),
        }
    };
    report.tables.iter().map(one).collect::<Vec<_>>().join(pick(language, "；", "; "))
}

/// The name of a table.
pub fn table_name(table: TableId, language: Language) -> &'static str {
    match language {
        Language::Zh => table.name(),
        Language::En => table.name_en(),
    }
}

/// How many diagnostics of a severity a report has.
pub fn count(report: &Report, severity: Severity) -> usize {
    report.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
}

/// The number of characters in the paragraphs of a passage.
pub fn length(passage: &gongkai_model::Passage) -> usize {
    passage.paragraphs.iter().map(|paragraph| paragraph.value.chars().count()).sum()
}

/// A figure told outside the tables, with its unit.
pub fn figure(fact: &Fact) -> String {
    match fact.value.number() {
        Some(number) => format!("{number}{}", fact.unit),
        None => format!("{}{}", fact.evidence.raw, fact.unit),
    }
}
