//! What a rule is: its page for people, and how it looks at reports.

use gongkai_model::{Language, Severity};

use crate::family::Family;
use crate::sink::Sink;
use crate::view::ReportView;

/// A text in Chinese and English.
pub type Text = (&'static str, &'static str);

/// The text in a language.
pub fn pick(text: Text, language: Language) -> &'static str {
    match language {
        Language::Zh => text.0,
        Language::En => text.1,
    }
}

/// A rule: one file under `rules/`, one line in [`crate::RULES`].
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Stable id (`T3-001`).
    pub id: &'static str,
    /// Stable name, after what is wrong (`requests-not-balanced`).
    pub name: &'static str,
    /// How much a finding matters, unless settings or the rule itself lower it.
    pub severity: Severity,
    /// One line: what must hold.
    pub summary: Text,
    /// What it means and why it matters, in a few sentences.
    pub explanation: Text,
    /// The formula; empty where the rule is no arithmetic. Symbols as in the explanation.
    pub formula: &'static str,
    /// What the rule rests on.
    pub basis: Basis,
    /// The article, notice or part of the form that it rests on.
    pub source: Text,
    /// When a finding may be no error.
    pub false_positives: Text,
    /// A passage or a few figures that break the rule.
    pub before: Text,
    /// The same, mended.
    pub after: Text,
    /// How it looks at reports.
    pub test: Test,
}

/// What a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Printed on the form, or fixed by its layout.
    Form,
    /// An article of the law.
    Law,
    /// A notice.
    Notice,
    /// Definition or arithmetic.
    Logic,
    /// Convention.
    Practice,
    /// General knowledge, not confirmed against a primary text: such a rule is a warning at most.
    Background,
}

impl Basis {
    /// For people.
    pub fn words(self) -> Text {
        match self {
            Self::Form => ("格式", "form"),
            Self::Law => ("法规", "law"),
            Self::Notice => ("通知", "notice"),
            Self::Logic => ("算术或定义", "arithmetic or definition"),
            Self::Practice => ("惯例", "practice"),
            Self::Background => ("背景知识（未经原文证实）", "background, not confirmed by a primary text"),
        }
    }
}

/// How a rule looks at reports.
#[derive(Debug, Clone, Copy)]
pub enum Test {
    /// At one report by itself.
    Report(fn(&ReportView<'_>, &mut Sink<'_>)),
    /// At a report (second) and the one of the same organ for the year before (first).
    Years(fn(&ReportView<'_>, &ReportView<'_>, &mut Sink<'_>)),
    /// At a report and those of the units below it.
    Levels(fn(&Family<'_>, &mut Sink<'_>)),
}

impl Rule {
    /// The group of the rule: the part of its id before the number (`T3`).
    pub fn group(&self) -> &'static str {
        self.id.split('-').next().unwrap_or(self.id)
    }

    /// Whether a word of the command line or of the settings means this rule: its id, its name, its group, or `all`.
    ///
    /// `T3` means `T3-001` to `T3-013`; case does not matter. Parts of a number mean nothing: `T3-01` is more likely a
    /// slip than a wish for `T3-010` to `T3-013`.
    pub fn is_meant_by(&self, word: &str) -> bool {
        let word = word.trim();
        let group = word.trim_end_matches('-');
        [self.id, self.name, "all"].iter().any(|name| name.eq_ignore_ascii_case(word))
            || self.group().eq_ignore_ascii_case(group)
    }
}
