//! Decisions about findings: what is accepted and why, what an earlier run had, written where the next run finds it.

use std::path::Path;

use clap::ArgMatches;
use gongkai::check::{Baseline, Known, Run};
use gongkai::model::{Finding, Place, State, Subject, Words};

use super::Done;
use crate::console::Console;
use crate::exit::Failure;

/// Characters of a fingerprint that are enough to name it.
const SHORTEST: usize = 6;

/// What is to be decided, and what the run saw.
pub(super) struct Decisions {
    baseline: Option<Baseline>,
    run: Run,
    accept: Vec<String>,
    why: String,
    record: bool,
    /// Findings to accept, and to record.
    accepted: Vec<Finding>,
    seen: Vec<Finding>,
}

impl Decisions {
    /// What the command line asks for.
    pub(super) fn new(matches: &ArgMatches, baseline: Option<Baseline>) -> Self {
        Self {
            baseline,
            run: Run::default(),
            accept: matches.get_many::<String>("accept").into_iter().flatten().cloned().collect(),
            why: matches.get_one::<String>("why").cloned().unwrap_or_default(),
            record: matches.get_flag("record"),
            accepted: Vec::new(),
            seen: Vec::new(),
        }
    }

    /// Takes note of what came of a report.
    pub(super) fn see(&mut self, done: &Done) {
        let Some(checked) = &done.checked else { return };
        let Some(report) = checked.report().filter(|_| self.baseline.is_some()) else { return };
        let agency = report.agency.as_ref().map_or("", |agency| agency.value.name.as_str());
        let year = report.year.as_ref().map(|year| year.value);
        self.run.add(agency, &report.source, year, &checked.verdict);
        for finding in &checked.verdict.findings {
            let is_meant = |word: &String| word.len() >= SHORTEST && finding.fingerprint.starts_with(word.as_str());
            if self.accept.iter().any(is_meant) {
                self.accepted.push(finding.clone());
            }
            if self.record {
                self.seen.push(finding.clone());
            }
        }
    }

    /// Findings of earlier runs that this one looked for and did not see.
    pub(super) fn resolved(&self) -> Vec<Finding> {
        let Some(baseline) = &self.baseline else { return Vec::new() };
        baseline.resolved(&self.run).into_iter().map(|(fingerprint, known)| of_known(fingerprint, known)).collect()
    }

    /// Writes what was decided and recorded.
    pub(super) fn write(mut self, path: &Path, console: &Console) -> Result<(), Failure> {
        if self.accept.is_empty() && !self.record {
            return Ok(());
        }
        for word in &self.accept {
            let meant = self.accepted.iter().filter(|finding| finding.fingerprint.starts_with(word.as_str())).count();
            if word.len() < SHORTEST || meant != 1 {
                let text = console.pick((
                    "--accept {word}：本次有 {count} 个这样的问题；请写输出中的指纹（至少 6 位）",
                    "--accept {word}: {count} findings of this run are meant; give a fingerprint from the output (6 characters at least)",
                ));
                let text = text.replace("{word}", word).replace("{count}", &meant.to_string());
                return Err(Failure::Usage(text));
            }
        }
        let mut baseline = self.baseline.take().unwrap_or_default();
        if self.record {
            let gone: Vec<String> =
                baseline.resolved(&self.run).into_iter().map(|(fingerprint, _)| fingerprint.to_owned()).collect();
            baseline.forget(gone.iter().map(String::as_str));
            baseline.record(&self.seen);
        }
        self.accepted.iter().for_each(|finding| baseline.accept(finding, &self.why));
        let text = baseline.to_text().map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))?;
        // Beside the file first, so that a full disk does not cost the decisions of before.
        let beside = path.with_extension("json.new");
        std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path)).map_err(Failure::Output)?;
        let text = console.pick(("已写入 {}", "written to {}"));
        console.note(&text.replace("{}", &path.display().to_string()));
        Ok(())
    }
}

fn of_known(fingerprint: &str, known: &Known) -> Finding {
    Finding {
        rule: known.rule.clone(),
        severity: known.severity,
        subject: Subject { agency: known.agency.clone(), year: known.year, document: 1, ..Subject::default() },
        place: Place::default(),
        message: Words::new(&known.message, &known.message),
        equation: None,
        advice: Words::default(),
        suspects: Vec::new(),
        fingerprint: fingerprint.to_owned(),
        state: State::Resolved,
    }
}
