//! What users may set: which rules, how grave, what blanks mean, local deadlines.

use std::collections::BTreeMap;

use gongkai_model::Severity;
use serde::{Deserialize, Serialize};

use crate::figure::Blanks;
use crate::rule::Rule;

/// Settings of a check, as `gongkai.toml` has them under `[check]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Settings {
    /// Rules to check: ids, names, or groups (`T3`); empty: all.
    pub select: Vec<String>,
    /// Rules not to check; wins over `select`.
    pub ignore: Vec<String>,
    /// Other severities for rules, by id or name.
    pub severity: BTreeMap<String, Grade>,
    /// What blank cells count as.
    pub blanks: Blanks,
    /// From which severity on a finding makes the command fail.
    pub fail_on: Option<Grade>,
    /// Local deadlines.
    pub deadlines: Vec<Deadline>,
    /// The roster, a path relative to the file of settings.
    pub roster: Option<String>,
    /// The file with decisions, a path relative to the file of settings.
    pub baseline: Option<String>,
}

/// A severity as users write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Do not check.
    Off,
    /// [`Severity::Note`].
    Note,
    /// [`Severity::Advisory`].
    Advisory,
    /// [`Severity::Warning`].
    Warning,
    /// [`Severity::Error`].
    Error,
}

impl Grade {
    /// The severity; nothing for [`Grade::Off`].
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Note => Some(Severity::Note),
            Self::Advisory => Some(Severity::Advisory),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// Days by which organs of a region should publish, where local notices are stricter than the law. A day is `MM-DD` of
/// the year after the one reported on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Deadline {
    /// Words that the name of the organ begins with or holds (`南河县`); empty: every organ.
    pub region: String,
    /// For departments and government offices.
    pub departments: Option<String>,
    /// For governments.
    pub governments: Option<String>,
    /// For townships, subdistricts, management committees.
    pub townships: Option<String>,
}

impl Settings {
    /// Whether a rule is to be checked.
    pub fn checks(&self, rule: &Rule) -> bool {
        let meant = |words: &[String]| words.iter().any(|word| rule.is_meant_by(word));
        (self.select.is_empty() || meant(&self.select)) && !meant(&self.ignore) && self.grade(rule) != Some(Grade::Off)
    }

    /// The severity that was set for a rule.
    pub fn severity_of(&self, rule: &Rule) -> Option<Severity> {
        self.grade(rule).and_then(Grade::severity)
    }

    /// What was set for a rule; of several entries that mean it the longest, which names it most exactly.
    fn grade(&self, rule: &Rule) -> Option<Grade> {
        let entries = self.severity.iter().filter(|(word, _)| rule.is_meant_by(word));
        entries.max_by_key(|(word, _)| word.len()).map(|(_, grade)| *grade)
    }

    /// Words among `select`, `ignore` and `severity` that mean no rule: a typing error, which must not pass for a choice.
    pub fn unknown_words(&self) -> Vec<&str> {
        let known = |word: &&str| !crate::RULES.iter().any(|rule| rule.is_meant_by(word));
        self.select.iter().chain(&self.ignore).chain(self.severity.keys()).map(String::as_str).filter(known).collect()
    }
}

/// A file of settings. Other tables than `[check]` belong to other commands.
#[derive(Debug, Clone, Default, Deserialize)]
struct File {
    #[serde(default)]
    check: Settings,
}

/// Reads the settings of a `gongkai.toml`.
///
/// # Errors
/// What is wrong with it, with its line, for people.
pub fn parse(text: &str) -> Result<Settings, String> {
    toml::from_str::<File>(text).map(|file| file.check).map_err(|error| error.to_string().trim_end().to_owned())
}
