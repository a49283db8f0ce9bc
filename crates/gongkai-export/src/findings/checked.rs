//! What came of checking a source, and what all of them add up to.

use std::collections::BTreeMap;

use gongkai_check::{Reason, Tally, Verdict};
use gongkai_model::{Digest, Finding, Report, Severity, State};
use schemars::JsonSchema;
use serde::Serialize;

/// A source that was checked, or the reason why it was not.
#[derive(Debug, Clone)]
pub struct Checked<'a> {
    /// Path, address, or `-`.
    pub source: &'a str,
    /// SHA-256 of the bytes, where there were any.
    pub digest: Option<Digest>,
    /// The reports in the source with what is wrong with them.
    pub reports: Vec<CheckedReport<'a>>,
    /// Why the source could not be read.
    pub error: Option<&'a str>,
}

/// A report and what came of checking it.
#[derive(Debug, Clone, Copy)]
pub struct CheckedReport<'a> {
    /// The report.
    pub report: &'a Report,
    /// Findings and outcomes, those over years and levels included.
    pub verdict: &'a Verdict,
}

impl<'a> Checked<'a> {
    /// A source that could not be read.
    pub fn unread(source: &'a str, error: &'a str) -> Self {
        Self { source, digest: None, reports: Vec::new(), error: Some(error) }
    }

    /// Every finding of the source.
    pub fn findings(&self) -> impl Iterator<Item = &'a Finding> {
        self.reports.iter().flat_map(|report| &report.verdict.findings)
    }
}

impl<'a> CheckedReport<'a> {
    /// What to call the reporting organ: its name, else that of the source.
    pub fn unit(&self) -> &'a str {
        self.report.agency.as_ref().map_or(self.report.source.as_str(), |agency| &agency.value.name)
    }

    /// The year reported on.
    pub fn year(&self) -> Option<i32> {
        self.report.year.as_ref().map(|year| year.value)
    }
}

/// Findings by severity, those apart that somebody accepted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    severities: [usize; Severity::ALL.len()],
    /// Findings that somebody accepted.
    pub accepted: usize,
}

impl Counts {
    /// How many there are.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut counts = Self::default();
        findings.into_iter().for_each(|finding| counts.add(finding));
        counts
    }

    fn add(&mut self, finding: &Finding) {
        match finding.state {
            State::New | State::Open => self.severities[finding.severity as usize] += 1,
            State::Accepted => self.accepted += 1,
            State::Resolved => {}
        }
    }

    /// Findings of a severity that nobody accepted.
    pub fn get(&self, severity: Severity) -> usize {
        self.severities[severity as usize]
    }

    /// Findings that nobody accepted.
    pub fn total(&self) -> usize {
        self.severities.iter().sum()
    }

    /// The gravest severity among findings that nobody accepted.
    pub fn gravest(&self) -> Option<Severity> {
        Severity::ALL.into_iter().find(|&severity| self.get(severity) > 0)
    }
}

/// What all sources add up to.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Sources that were read.
    pub read: usize,
    /// Sources that could not be read.
    pub unread: usize,
    /// Reports in them.
    pub reports: usize,
    /// Findings by severity.
    pub counts: Counts,
    /// Findings that nobody accepted, by the id of the rule.
    pub rules: BTreeMap<String, usize>,
    /// Outcomes of all rules.
    pub tally: Tally,
    /// Why a rule (by its id) could not look, and how often.
    pub reasons: BTreeMap<(Reason, &'static str), u32>,
    /// Units of the roster that handed in no report.
    pub missing: Vec<Missing>,
    /// Findings that an earlier run had and this one does not.
    pub resolved: Vec<Finding>,
}

/// A report that was not handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Missing {
    /// The unit, by its name in the roster.
    pub unit: String,
    /// The year it is missing for; null: for every year.
    pub year: Option<i32>,
}

impl Summary {
    /// Adds what came of a source.
    pub fn add(&mut self, checked: &Checked<'_>) {
        match checked.error {
            Some(_) => self.unread += 1,
            None => self.read += 1,
        }
        for report in &checked.reports {
            self.reports += 1;
            for finding in &report.verdict.findings {
                self.counts.add(finding);
                if finding.is_open() {
                    *self.rules.entry(finding.rule.clone()).or_default() += 1;
                }
            }
            for seen in &report.verdict.seen {
                self.tally.add(&seen.tally);
                for (&reason, &count) in &seen.reasons {
                    *self.reasons.entry((reason, seen.rule.id)).or_default() += count;
                }
            }
        }
    }
}
