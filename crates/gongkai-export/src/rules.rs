//! What rules mean, as pages: in Markdown for the manual, as JSON for programs, as plain text for help.

use gongkai_check::{Rule, Text, pick};
use gongkai_model::Language;
use serde::Serialize;

use crate::page;

/// The parts of the page of a rule behind its summary, in order: heading and text. Empty parts are left out.
pub fn parts(rule: &Rule, language: Language) -> Vec<(&'static str, &'static str)> {
    let t = |text: Text| pick(text, language);
    let basis = t(rule.basis.words());
    let parts = [
        (t(("说明", "meaning")), t(rule.explanation)),
        (t(("公式", "formula")), rule.formula),
        (t(("依据", "basis")), basis),
        (t(("出处", "source")), t(rule.source)),
        (t(("可能不是错误的情形", "when it may be no error")), t(rule.false_positives)),
        (t(("错例", "wrong")), t(rule.before)),
        (t(("改后", "mended")), t(rule.after)),
    ];
    parts.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// The page of a rule in plain text, one part a line.
pub fn text(rule: &Rule, language: Language) -> String {
    let lines = parts(rule, language).into_iter().map(|(heading, text)| format!("{heading}: {text}"));
    [pick(rule.summary, language).to_owned()].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

/// The page of a rule as a section in Markdown.
pub fn section(rule: &Rule, language: Language) -> String {
    let severity = page::severity(rule.severity, language);
    let mut section =
        format!("## {} {}\n\n*{severity}* · {}\n", rule.id, rule.name, escape(pick(rule.summary, language)));
    for (heading, text) in parts(rule, language) {
        let text = if text == rule.formula { format!("`{text}`") } else { escape(text) };
        section.push_str(&format!("\n- **{heading}** {text}"));
    }
    section.push('\n');
    section
}

/// Rules as a document in Markdown: a list of all, then the page of each.
pub fn markdown(rules: &[&Rule], language: Language) -> String {
    let head = page::pick(
        language,
        "# 规则\n\n由 `cargo run -p xtask -- docs` 从程序生成，请勿手改。\n\n| 编号 | 名称 | 级别 | 要求 |\n|---|---|---|---|\n",
        "# Rules\n\nGenerated from the program by `cargo run -p xtask -- docs`; do not edit.\n\n\
         | id | name | severity | what must hold |\n|---|---|---|---|\n",
    );
    let mut document = head.to_owned();
    for rule in rules {
        let (id, name, severity) = (rule.id, rule.name, page::severity(rule.severity, language));
        let anchor = format!("{}-{name}", id.to_ascii_lowercase());
        let summary = escape(pick(rule.summary, language));
        document.push_str(&format!("| [{id}](#{anchor}) | {name} | {severity} | {summary} |\n"));
    }
    for rule in rules {
        document.push('\n');
        document.push_str(&section(rule, language));
    }
    document
}

/// Rules as JSON: an array, both languages.
///
/// # Errors
/// None in practice; what the serializer gives.
pub fn json(rules: &[&Rule]) -> serde_json::Result<String> {
    let rules: Vec<RuleJson> = rules.iter().map(|rule| RuleJson::of(rule)).collect();
    serde_json::to_string_pretty(&rules)
}

/// A text in both languages.
#[derive(Serialize)]
struct TextJson {
    zh: &'static str,
    en: &'static str,
}

impl From<Text> for TextJson {
    fn from((zh, en): Text) -> Self {
        Self { zh, en }
    }
}

#[derive(Serialize)]
struct RuleJson {
    id: &'static str,
    name: &'static str,
    severity: &'static str,
    summary: TextJson,
    explanation: TextJson,
    formula: &'static str,
    basis: TextJson,
    source: TextJson,
    false_positives: TextJson,
    before: TextJson,
    after: TextJson,
}

impl RuleJson {
    fn of(rule: &Rule) -> Self {
        Self {
            id: rule.id,
            name: rule.name,
            severity: rule.severity.id(),
            summary: rule.summary.into(),
            explanation: rule.explanation.into(),
            formula: rule.formula,
            basis: rule.basis.words().into(),
            source: rule.source.into(),
            false_positives: rule.false_positives.into(),
            before: rule.before.into(),
            after: rule.after.into(),
        }
    }
}

/// The text on one line, without meaning to Markdown.
fn escape(text: &str) -> String {
    crate::formats::markdown::escape(text)
}
