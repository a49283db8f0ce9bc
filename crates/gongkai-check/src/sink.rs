//! Where rules leave what they saw: outcomes counted, findings made out.

use std::collections::BTreeMap;

use gongkai_model::{Equation, Fact, Finding, Outcome, Place, SectionId, Severity, State, Subject, Words};

use crate::figure::{Blanks, Weighed};
use crate::fingerprint::fingerprint;
use crate::reason::Reason;
use crate::rule::Rule;
use crate::settings::Settings;
use crate::view::{ReportView, table_of};

/// How often each outcome came out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [u32; Outcome::ALL.len()],
}

impl Tally {
    /// How often an outcome came out.
    pub fn of(&self, outcome: Outcome) -> u32 {
        self.counts[outcome as usize]
    }

    /// Counts an outcome.
    pub fn count(&mut self, outcome: Outcome) {
        self.counts[outcome as usize] += 1;
    }

    /// Adds the counts of another tally.
    pub fn add(&mut self, other: &Self) {
        self.counts.iter_mut().zip(other.counts).for_each(|(count, other)| *count += other);
    }

    /// All of them together.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// What a rule saw of a report.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The rule.
    pub rule: &'static Rule,
    /// How often each outcome came out.
    pub tally: Tally,
    /// Why it could not look, and how often.
    pub reasons: BTreeMap<Reason, u32>,
}

/// What a rule reports to while it looks at a report.
#[derive(Debug)]
pub struct Sink<'a> {
    /// The settings in force.
    pub settings: &'a Settings,
    view: &'a ReportView<'a>,
    seen: Seen,
    findings: Vec<Finding>,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(rule: &'static Rule, settings: &'a Settings, view: &'a ReportView<'a>) -> Self {
        Self {
            settings,
            view,
            seen: Seen { rule, tally: Tally::default(), reasons: BTreeMap::new() },
            findings: Vec::new(),
        }
    }

    /// What blanks count as.
    pub fn blanks(&self) -> Blanks {
        self.settings.blanks
    }

    /// The rule holds here.
    pub fn held(&mut self) {
        self.seen.tally.count(Outcome::Held);
    }

    /// The rule holds here if blanks are zeros.
    pub fn held_with_blanks(&mut self) {
        self.seen.tally.count(Outcome::HeldWithBlanks);
    }

    /// The rule is not about this.
    pub fn not_applicable(&mut self) {
        self.seen.tally.count(Outcome::NotApplicable);
    }

    /// There is no telling.
    pub fn not_assessable(&mut self, reason: Reason) {
        self.seen.tally.count(Outcome::NotAssessable);
        *self.seen.reasons.entry(reason).or_default() += 1;
    }

    /// The rule does not hold.
    pub fn broken(&mut self, draft: Draft) {
        self.seen.tally.count(Outcome::Broken);
        let rule = self.seen.rule;
        let own = draft.severity.map_or(rule.severity, |severity| severity.min(rule.severity));
        let severity = self.settings.severity_of(rule).unwrap_or(own);
        let report = self.view.report;
        let subject = Subject {
            source: report.source.clone(),
            document: report.document,
            agency: self.view.agency_name().to_owned(),
            year: self.view.year(),
        };
        let mut finding = Finding {
            rule: rule.id.into(),
            severity,
            subject,
            place: draft.place,
            message: draft.message,
            equation: draft.equation,
            advice: draft.advice,
            suspects: Vec::new(),
            fingerprint: String::new(),
            state: State::New,
        };
        let key = draft.key.unwrap_or_default();
        let earlier = |print: &str| self.findings.iter().any(|finding| finding.fingerprint == print);
        finding.fingerprint =
            (0..).map(|nth| fingerprint(&finding, &key, nth)).find(|print| !earlier(print)).unwrap_or_default();
        self.findings.push(finding);
    }

    /// Takes what came of comparing two sides; a finding is made only where they are broken.
    pub fn weighed(
        &mut self,
        weighed: Weighed,
        draft: impl FnOnce(gongkai_model::Decimal, gongkai_model::Decimal) -> Draft,
    ) {
        match weighed {
            Weighed::Held => self.held(),
            Weighed::HeldWithBlanks => self.held_with_blanks(),
            Weighed::NotAssessable(reason) => self.not_assessable(reason),
            Weighed::Broken(left, right) => self.broken(draft(left, right)),
        }
    }

    pub(crate) fn into_parts(self) -> (Seen, Vec<Finding>) {
        (self.seen, self.findings)
    }
}

/// A finding before it knows its rule and report.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    place: Place,
    message: Words,
    equation: Option<Equation>,
    advice: Words,
    severity: Option<Severity>,
    key: Option<String>,
}

impl Draft {
    /// A finding that says something, in Chinese and English.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { message: Words::new(zh, en), ..Self::default() }
    }

    /// What to do.
    #[must_use]
    pub fn advice(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.advice = Words::new(zh, en);
        self
    }

    /// The formula with its figures.
    #[must_use]
    pub fn equation(mut self, equation: Equation) -> Self {
        self.equation = Some(equation);
        self
    }

    /// Where it is.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// It is about a cell of the form: its place, label and text.
    #[must_use]
    pub fn at_fact(mut self, fact: &Fact) -> Self {
        // Columns may hold the sign, too (`行政许可/本年增/减`); rows do not.
        let (row, column) = fact.label.split_once('/').unwrap_or((fact.label.as_str(), ""));
        self.place = Place {
            table: table_of(&fact.cell),
            row: row.into(),
            column: column.into(),
            cells: vec![fact.cell.clone()],
            locus: fact.evidence.locus.clone(),
            raw: fact.evidence.raw.clone(),
            ..self.place
        };
        self
    }

    /// More cells that it is about.
    #[must_use]
    pub fn cells(mut self, cells: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.place.cells.extend(cells.into_iter().map(Into::into));
        self
    }

    /// It is about a section.
    #[must_use]
    pub fn in_section(mut self, section: SectionId) -> Self {
        self.place.section = Some(section);
        self
    }

    /// What the rule ran along (`granted`, `natural_person`).
    #[must_use]
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.place.line = line.into();
        self
    }

    /// It matters less than the rule says: a rule may lower its severity, never raise it.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// What tells this finding from others of its rule in the same report, where cells and figures do not: words of the
    /// source, without white space, the same in every format.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}
