//! Findings as SARIF 2.1.0, the format in which services for code take what linters find.
//!
//! Results are written source by source. Sources that could not be read are notifications of the run, which then was not
//! successful: a missing result there means nothing.

mod shape;
mod uri;

use std::io::{self, Write};

use gongkai_check::{Basis, RULES, Rule, pick};
use gongkai_model::{Finding, Language, Locus, Severity, State};

use self::shape::{
    Artifact, Configuration, Driver, Help, Invocation, Location, Logical, Message, Notification, Physical, Properties,
    Region, Reporting, Result as SarifResult, RuleProperties, Suppression, Tool,
};
use super::{Checked, Format, Options, Summary, Writer};

/// Descriptor of the format.
pub(super) const FORMAT: Format = Format {
    name: "sarif",
    extension: "sarif",
    summary: ("SARIF 2.1.0，供代码平台读取", "SARIF 2.1.0, for services that show findings in code"),
    is_text: true,
    start,
};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

fn start(out: &mut dyn Write, options: &Options) -> io::Result<Box<dyn Writer>> {
    let language = match options.language {
        Language::Zh => "zh-CN",
        Language::En => "en-US",
    };
    let rules = RULES.iter().map(|rule| reporting(rule, options.language)).collect();
    let driver = Driver { name: "gongkai", version: env!("CARGO_PKG_VERSION"), language, rules };
    write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":")?;
    serde_json::to_writer(&mut *out, &Tool { driver })?;
    out.write_all(b",\"columnKind\":\"unicodeCodePoints\",\"results\":[\n")?;
    Ok(Box::new(Log { options: *options, first: true, notifications: Vec::new() }))
}

struct Log {
    options: Options,
    first: bool,
    notifications: Vec<Notification>,
}

impl Log {
    fn result(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        if !std::mem::take(&mut self.first) {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(out, &result(finding, &self.options)).map_err(io::Error::from)
    }
}

impl Writer for Log {
    fn source(&mut self, out: &mut dyn Write, checked: &Checked<'_>) -> io::Result<()> {
        if let Some(error) = checked.error {
            let location =
                Location { physical_location: physical(checked.source, None), logical_locations: Vec::new() };
            self.notifications.push(Notification {
                level: "error",
                message: Message { text: error.into() },
                locations: vec![location],
            });
        }
        checked.findings().try_for_each(|finding| self.result(out, finding))
    }

    fn finish(mut self: Box<Self>, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        summary.resolved.iter().try_for_each(|finding| self.result(out, finding))?;
        let invocation = Invocation {
            execution_successful: self.notifications.is_empty(),
            tool_execution_notifications: self.notifications,
        };
        out.write_all(b"\n],\"invocations\":")?;
        serde_json::to_writer(&mut *out, &[invocation])?;
        out.write_all(b"}]}\n")
    }
}

/// The page of a rule: the language of the run first, then the other one.
fn reporting(rule: &Rule, language: Language) -> Reporting {
    let other = match language {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    };
    let help = |part: &dyn Fn(Language) -> String| format!("{}\n\n{}", part(language), part(other));
    Reporting {
        id: rule.id,
        name: rule.name,
        short_description: Message { text: pick(rule.summary, language).into() },
        full_description: Message { text: pick(rule.explanation, language).into() },
        help: Help {
            text: help(&|language| crate::rules::text(rule, language)),
            markdown: help(&|language| crate::rules::section(rule, language)),
        },
        default_configuration: Configuration { level: level(rule.severity) },
        properties: RuleProperties { tags: vec![rule.group(), basis(rule.basis)] },
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Form => "form",
        Basis::Law => "law",
        Basis::Notice => "notice",
        Basis::Logic => "logic",
        Basis::Practice => "practice",
        Basis::Background => "background",
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advisory | Severity::Note => "note",
    }
}

fn result<'a>(finding: &'a Finding, options: &Options) -> SarifResult<'a> {
    let (place, language) = (&finding.place, options.language);
    let name = |cell: &str| finding.suspects.iter().find(|suspect| suspect.cell == cell).map(|suspect| &*suspect.label);
    let logical = place.cells.iter().map(|cell| Logical {
        name: name(cell).unwrap_or(cell),
        fully_qualified_name: cell,
        kind: "cell",
    });
    let text = [finding.message.get(language), finding.advice.get(language)];
    let text: Vec<&str> = text.into_iter().filter(|text| !text.is_empty()).collect();
    let equation = finding.equation.as_ref();
    SarifResult {
        rule_id: &finding.rule,
        rule_index: RULES.iter().position(|rule| rule.id == finding.rule),
        level: level(finding.severity),
        message: Message { text: text.join("\n") },
        locations: vec![Location {
            physical_location: physical(&finding.subject.source, region(finding)),
            logical_locations: logical.collect(),
        }],
        partial_fingerprints: [("gongkai/v1", finding.fingerprint.as_str())].into(),
        baseline_state: options.compared.then_some(match finding.state {
            State::New => "new",
            State::Open | State::Accepted => "unchanged",
            State::Resolved => "absent",
        }),
        suppressions: match finding.state {
            State::Accepted => vec![Suppression { kind: "external", status: "accepted" }],
            _ => Vec::new(),
        },
        properties: Properties {
            agency: &finding.subject.agency,
            year: finding.subject.year,
            document: finding.subject.document,
            severity: finding.severity.id(),
            locus: place.locus.as_ref().map(ToString::to_string),
            formula: equation.map(|equation| equation.text.get(language)),
            left: equation.map(|equation| equation.left.to_string()),
            right: equation.map(|equation| equation.right.to_string()),
            suspects: &finding.suspects,
        },
    }
}

fn physical(source: &str, region: Option<Region>) -> Physical {
    Physical { artifact_location: Artifact { uri: uri::of_source(source) }, region }
}

/// The place in a text; pages have no lines.
fn region(finding: &Finding) -> Option<Region> {
    let raw = finding.place.raw.as_str();
    let Some(locus @ Locus::Text { line, column, .. }) = &finding.place.locus else { return None };
    let on_the_line = !raw.is_empty() && !raw.contains('\n') && locus.is_of(raw.len());
    let end =
        on_the_line.then(|| u32::try_from(raw.chars().count()).ok().and_then(|length| column.checked_add(length)));
    Some(Region { start_line: *line, start_column: *column, end_column: end.flatten() })
}
