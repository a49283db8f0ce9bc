//! Findings as JSON, with a version number and a JSON Schema.
//!
//! One object for all sources, written source by source; the summary stands at the end. A source that could not be read is
//! in the list, with its error and without reports.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gongkai_check::{Reason, Seen, Tally};
use gongkai_model::{Finding, Outcome, SectionId, Severity, Words};
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::{Checked, CheckedReport, Counts, Format, Missing, Summary, Writer};

/// Version of the shape. Fields may be added within a version; nothing is renamed or removed.
pub const VERSION: u32 = 1;

/// Descriptor of the format.
pub(super) const FORMAT: Format = Format {
    name: "json",
    extension: "json",
    summary: (
        "问题、每条规则的核验结果和小结，供程序读取（结构见 docs/findings.schema.json）",
        "findings, outcomes of each rule and a summary, for programs (docs/findings.schema.json)",
    ),
    is_text: true,
    start: |out, _| {
        writeln!(out, "{{\"version\":{VERSION},\"sources\":[")?;
        Ok(Box::new(Object { first: true }))
    },
};

struct Object {
    first: bool,
}

impl Writer for Object {
    fn source(&mut self, out: &mut dyn Write, checked: &Checked<'_>) -> io::Result<()> {
        if !std::mem::take(&mut self.first) {
            out.write_all(b",\n")?;
        }
        let source = SourceJson {
            source: checked.source,
            sha256: checked.digest.map(|digest| digest.to_string()),
            error: checked.error,
            reports: checked.reports.iter().map(ReportJson::of).collect(),
        };
        serde_json::to_writer(out, &source).map_err(io::Error::from)
    }

    fn finish(self: Box<Self>, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        out.write_all(b"\n],\"summary\":")?;
        serde_json::to_writer(&mut *out, &SummaryJson::of(summary))?;
        out.write_all(b"}\n")
    }
}

/// What is wrong with annual reports, as `gongkai check --format json` writes it.
#[derive(Debug, JsonSchema)]
#[schemars(rename = "Findings")]
#[allow(dead_code)] // Only its schema is used: sources are written one by one.
struct FileJson<'a> {
    /// Version of this shape.
    #[schemars(extend("const" = VERSION))]
    version: u32,
    /// The sources, in the order in which they were given.
    sources: Vec<SourceJson<'a>>,
    /// What they add up to.
    summary: SummaryJson<'a>,
}

/// A source and what came of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Source")]
struct SourceJson<'a> {
    /// Path, address, or `-` for standard input.
    source: &'a str,
    /// SHA-256 of the bytes, in hex; null when there were none.
    sha256: Option<String>,
    /// Why the source could not be read; null when it was read.
    error: Option<&'a str>,
    /// The reports in the source, one as a rule.
    reports: Vec<ReportJson<'a>>,
}

/// A report and what is wrong with it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CheckedReport")]
struct ReportJson<'a> {
    /// 1, 2 … where one source holds several reports.
    document: u32,
    /// Name of the reporting organ; null where it was not found.
    agency: Option<&'a str>,
    /// The year reported on; null where it was not found.
    year: Option<i32>,
    /// How often each outcome came out.
    outcomes: OutcomesJson,
    /// What each rule saw, in the order of the rules.
    rules: Vec<RuleJson>,
    /// What is wrong, in the order of the rules.
    findings: &'a [Finding],
    /// How much of the text of each section stood in the report of the year before, in per mille; empty where that report
    /// was not given.
    similarity: Vec<SimilarityJson>,
}

/// How much of a section repeats the year before.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Similarity")]
struct SimilarityJson {
    /// The section.
    section: SectionId,
    /// Share of its text, in per mille.
    per_mille: u32,
}

impl<'a> ReportJson<'a> {
    fn of(checked: &CheckedReport<'a>) -> Self {
        let verdict = checked.verdict;
        Self {
            document: checked.report.document,
            agency: checked.report.agency.as_ref().map(|agency| agency.value.name.as_str()),
            year: checked.year(),
            outcomes: OutcomesJson::of(&verdict.tally()),
            rules: verdict.seen.iter().map(RuleJson::of).collect(),
            findings: &verdict.findings,
            similarity: verdict
                .similarity
                .iter()
                .map(|&(section, per_mille)| SimilarityJson { section, per_mille })
                .collect(),
        }
    }
}

/// How often each outcome came out.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Outcomes")]
struct OutcomesJson {
    /// The rule holds.
    held: u32,
    /// The rule holds if blank cells are zeros.
    held_with_blanks: u32,
    /// The rule does not hold.
    broken: u32,
    /// It could not be looked at.
    not_assessable: u32,
    /// The rule is not about this.
    not_applicable: u32,
}

impl OutcomesJson {
    fn of(tally: &Tally) -> Self {
        Self {
            held: tally.of(Outcome::Held),
            held_with_blanks: tally.of(Outcome::HeldWithBlanks),
            broken: tally.of(Outcome::Broken),
            not_assessable: tally.of(Outcome::NotAssessable),
            not_applicable: tally.of(Outcome::NotApplicable),
        }
    }
}

/// What a rule saw of a report.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RuleOutcomes")]
struct RuleJson {
    /// Id of the rule.
    rule: &'static str,
    /// How often each outcome came out.
    outcomes: OutcomesJson,
    /// Why it could not look.
    reasons: Vec<ReasonJson>,
}

impl RuleJson {
    fn of(seen: &Seen) -> Self {
        Self {
            rule: seen.rule.id,
            outcomes: OutcomesJson::of(&seen.tally),
            reasons: seen.reasons.iter().map(|(&reason, &count)| ReasonJson::of(None, reason, count)).collect(),
        }
    }
}

/// Why a rule could not look.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Reason")]
struct ReasonJson {
    /// Id of the rule, in the summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    /// Name of the reason (`table_absent`).
    reason: String,
    /// The table or section that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    /// For people.
    words: Words,
    /// How often.
    count: u32,
}

impl ReasonJson {
    fn of(rule: Option<&'static str>, reason: Reason, count: u32) -> Self {
        let value = serde_json::to_value(reason).unwrap_or_default();
        let text = |key: &str| value.get(key).and_then(|text| text.as_str()).map(str::to_owned);
        Self { rule, reason: text("reason").unwrap_or_default(), of: text("of"), words: reason.words(), count }
    }
}

/// What all sources add up to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
struct SummaryJson<'a> {
    /// Sources that were read.
    read: usize,
    /// Sources that could not be read.
    unread: usize,
    /// Reports in them.
    reports: usize,
    /// Findings that nobody accepted, by severity.
    findings: CountsJson,
    /// The same by the id of the rule.
    rules: &'a BTreeMap<String, usize>,
    /// How often each outcome came out.
    outcomes: OutcomesJson,
    /// Why rules could not look.
    reasons: Vec<ReasonJson>,
    /// Units of the roster that handed in no report.
    missing: &'a [Missing],
    /// Findings that an earlier run had and this one does not.
    resolved: &'a [Finding],
}

impl<'a> SummaryJson<'a> {
    fn of(summary: &'a Summary) -> Self {
        Self {
            read: summary.read,
            unread: summary.unread,
            reports: summary.reports,
            findings: CountsJson::of(&summary.counts),
            rules: &summary.rules,
            outcomes: OutcomesJson::of(&summary.tally),
            reasons: summary
                .reasons
                .iter()
                .map(|(&(reason, rule), &count)| ReasonJson::of(Some(rule), reason, count))
                .collect(),
            missing: &summary.missing,
            resolved: &summary.resolved,
        }
    }
}

/// Numbers of findings.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Counts")]
struct CountsJson {
    /// Errors.
    error: usize,
    /// Warnings.
    warning: usize,
    /// Advisories.
    advisory: usize,
    /// Notes.
    note: usize,
    /// Findings that somebody accepted, whatever their severity.
    accepted: usize,
}

impl CountsJson {
    fn of(counts: &Counts) -> Self {
        Self {
            error: counts.get(Severity::Error),
            warning: counts.get(Severity::Warning),
            advisory: counts.get(Severity::Advisory),
            note: counts.get(Severity::Note),
            accepted: counts.accepted,
        }
    }
}

/// JSON Schema of the format.
pub fn schema() -> Schema {
    schemars::schema_for!(FileJson<'static>)
}
