//! Decisions that survive: what an earlier run found, and what somebody accepted and why.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_model::{Finding, Severity, State};
use serde::{Deserialize, Serialize};

/// Version of the file.
const VERSION: u32 = 1;

/// What earlier runs found, by fingerprint. As a file it is JSON, sorted, so that changes to it can be reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    version: u32,
    findings: BTreeMap<String, Known>,
}

/// A finding of an earlier run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Id of the rule.
    pub rule: String,
    /// How much it mattered.
    pub severity: Severity,
    /// Name of the organ, else the source.
    pub agency: String,
    /// The year reported on.
    pub year: Option<i32>,
    /// What was wrong, in Chinese.
    pub message: String,
    /// Why it was accepted; nothing: it was not.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub accepted: Option<String>,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { version: VERSION, findings: BTreeMap::new() }
    }
}

impl Baseline {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub fn parse(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if baseline.version == VERSION {
            Ok(baseline)
        } else {
            Err(format!("version {} ≠ {VERSION}", baseline.version))
        }
    }

    /// The text of the file.
    ///
    /// # Errors
    /// Never, as things are: strings and numbers can be written.
    pub fn to_text(&self) -> Result<String, String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n").map_err(|error| error.to_string())
    }

    /// What is known of a finding.
    pub fn get(&self, fingerprint: &str) -> Option<&Known> {
        self.findings.get(fingerprint)
    }

    /// Says of findings whether they are new, open or accepted.
    pub fn judge(&self, findings: &mut [Finding]) {
        for finding in findings {
            finding.state = match self.get(&finding.fingerprint) {
                Some(known) if known.accepted.is_some() => State::Accepted,
                Some(_) => State::Open,
                None => State::New,
            };
        }
    }

    /// Accepts a finding that a run has seen.
    pub fn accept(&mut self, finding: &Finding, why: &str) {
        self.findings.insert(finding.fingerprint.clone(), known(finding, Some(why.to_owned())));
    }

    /// Keeps what a run found, so that the next one can tell what is new; decisions stay.
    pub fn record<'a>(&mut self, findings: impl IntoIterator<Item = &'a Finding>) {
        for finding in findings {
            let accepted = self.findings.get(&finding.fingerprint).and_then(|known| known.accepted.clone());
            self.findings.insert(finding.fingerprint.clone(), known(finding, accepted));
        }
    }

    /// Forgets findings, which are resolved.
    pub fn forget<'a>(&mut self, fingerprints: impl IntoIterator<Item = &'a str>) {
        for fingerprint in fingerprints {
            self.findings.remove(fingerprint);
        }
    }

    /// The known findings that a run did not see again, of the organs and years that it looked at and the rules that it
    /// checked: those are resolved. About anything else nothing is known.
    pub fn resolved(&self, run: &Run) -> Vec<(&str, &Known)> {
        let gone = |(fingerprint, known): &(&String, &Known)| {
            run.checks(&known.rule)
                && run.looked_at.contains(&(known.agency.clone(), known.year))
                && !run.fingerprints.contains(*fingerprint)
        };
        self.findings.iter().filter(gone).map(|(fingerprint, known)| (fingerprint.as_str(), known)).collect()
    }
}

fn known(finding: &Finding, accepted: Option<String>) -> Known {
    let subject = &finding.subject;
    Known {
        rule: finding.rule.clone(),
        severity: finding.severity,
        agency: organ(&subject.agency, &subject.source).to_owned(),
        year: subject.year,
        message: finding.message.zh.clone(),
        accepted,
    }
}

fn organ<'a>(agency: &'a str, source: &'a str) -> &'a str {
    if agency.is_empty() { source } else { agency }
}

/// What a run looked at and saw, for comparing it with a baseline.
#[derive(Debug, Clone, Default)]
pub struct Run {
    looked_at: BTreeSet<(String, Option<i32>)>,
    fingerprints: BTreeSet<String>,
    rules: BTreeSet<&'static str>,
}

impl Run {
    /// A report was looked at with some rules, and this was found.
    pub fn add(&mut self, agency: &str, source: &str, year: Option<i32>, verdict: &crate::Verdict) {
        self.looked_at.insert((organ(agency, source).to_owned(), year));
        self.rules.extend(verdict.seen.iter().map(|seen| seen.rule.id));
        self.fingerprints.extend(verdict.findings.iter().map(|finding| finding.fingerprint.clone()));
    }

    fn checks(&self, rule: &str) -> bool {
        self.rules.contains(rule)
    }

    /// Whether a finding was seen.
    pub fn has(&self, fingerprint: &str) -> bool {
        self.fingerprints.contains(fingerprint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use crate::testing::Form;
    use crate::verdict::{Verdict, check};
    use crate::view::ReportView;

    fn run(form: &Form, select: &str) -> (Verdict, Run) {
        let report = form.read();
        let view = ReportView::new(&report);
        let verdict = check(&view, &Settings { select: vec![select.into()], ..Settings::default() });
        let mut run = Run::default();
        run.add(view.agency_name(), &report.source, view.year(), &verdict);
        (verdict, run)
    }

    #[test]
    fn decisions_survive_and_what_was_mended_is_resolved() {
        let wrong = Form::e2021().cell("t3.carried_out.natural_person", "1").cell("t4.reconsideration_total", "3");
        let (verdict, _) = run(&wrong, "all");
        let mut baseline = Baseline::default();
        baseline.record(&verdict.findings);
        let accepted = verdict.findings.iter().find(|finding| finding.rule == "T4-001").expect("a finding");
        baseline.accept(accepted, "复议机关口径不同");
        let baseline = Baseline::parse(&baseline.to_text().expect("text")).expect("the same");

        // Another file, the same report with one more error.
        let (mut again, seen) = run(&wrong.clone().source("elsewhere.html").cell("t3.granted.total", "4"), "all");
        baseline.judge(&mut again.findings);
        let state = |rule: &str, line: &str| {
            let same = again.findings.iter().find(|finding| finding.rule == rule && finding.place.line == line);
            same.map(|finding| finding.state)
        };
        assert_eq!(state("T4-001", "reconsideration"), Some(State::Accepted));
        assert_eq!(state("T3-001", "natural_person"), Some(State::Open));
        assert_eq!(state("T3-003", "granted"), Some(State::New));
        assert!(baseline.resolved(&seen).is_empty());

        let (_, mended) = run(&Form::e2021().cell("t4.reconsideration_total", "3"), "all");
        let rules: Vec<&str> = baseline.resolved(&mended).iter().map(|(_, known)| known.rule.as_str()).collect();
        assert!(rules.contains(&"T3-001") && !rules.contains(&"T4-001"), "{rules:?}");
        // What was not looked at is not resolved.
        let (_, elsewhere) = run(&Form::e2021(), "T4-001");
        assert!(baseline.resolved(&elsewhere).iter().all(|(_, known)| known.rule == "T4-001"));
    }

    #[test]
    fn a_file_of_another_sort_is_refused() {
        assert!(Baseline::parse("[]").is_err());
        assert!(Baseline::parse("{\"version\": 9, \"findings\": {}}").expect_err("too new").contains('9'));
    }
}
