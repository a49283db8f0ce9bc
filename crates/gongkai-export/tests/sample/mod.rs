//! Findings made by hand, with text that is hostile to every format.

use std::collections::BTreeMap;

use gongkai_check::{Reason, Seen, Tally, Verdict, rule};
use gongkai_export::findings::{Checked, CheckedReport};
use gongkai_model::{
    Agency, Culprit, EditionId, Equation, Evidence, Fact, Facts, Finding, Found, Locus, Obtained, Outcome, Place,
    Relation, Report, SectionId, Severity, Slip, State, Status, Subject, Suspect, TableId, TableReading, Value, Words,
};

/// A formula, a script, a command to a terminal, a workflow command, line ends.
pub(crate) const HOSTILE: &str =
    "=cmd|'/c calc'!A1 <script>alert(1)</script> \u{1b}[31m\r\n::error::x,\"%0A\" \u{202e}";

/// The name of the reporting organ.
pub(crate) fn unit() -> &'static str {
    "甲县[试点]/乙镇:财政所"
}

fn fact(cell: &str, label: &str, value: i64) -> Fact {
    let locus = Some(Locus::Text { line: 7, column: 3, start: 70, end: 72 });
    Fact {
        cell: cell.into(),
        label: label.into(),
        edition: EditionId::E2021,
        value: Value::Number(value.into()),
        unit: String::new(),
        evidence: Evidence { locus, raw: value.to_string(), obtained: Obtained::Read },
    }
}

fn report(source: &str) -> Report {
    let agency = Agency { name: unit().into(), kind: None, level: None };
    Report {
        source: source.into(),
        document: 1,
        status: Status::Report,
        title: None,
        agency: Some(Found { value: agency, raw: String::new(), locus: None }),
        year: Some(Found { value: 2023, raw: String::new(), locus: None }),
        scope: None,
        published: None,
        origin: Vec::new(),
        tables: vec![TableReading {
            table: TableId::Requests,
            edition: EditionId::E2021,
            locus: Locus::Text { line: 5, column: 1, start: 50, end: 60 },
            present: 2,
            expected: 175,
        }],
        passages: Vec::new(),
        facts: [
            fact("t3.granted.natural_person", "（一）予以公开/自然人", 13),
            fact("t3.total_processed.natural_person", "（七）总计/自然人", 76),
        ]
        .into_iter()
        .collect::<Facts>(),
        diagnostics: Vec::new(),
    }
}

/// A finding of a rule, with everything that a finding can have.
pub(crate) fn finding(rule: &str, state: State) -> Finding {
    let suspect = Suspect {
        cell: "t3.granted.natural_person".into(),
        label: "（一）予以公开/自然人".into(),
        present: 13.into(),
        proposed: 31.into(),
        slip: Slip::DigitsSwapped,
        culprit: Culprit::Source,
        together_with: Vec::new(),
        witnesses: vec![Words::new(format!("正文：{HOSTILE}"), format!("prose: {HOSTILE}"))],
    };
    Finding {
        rule: rule.into(),
        severity: Severity::Error,
        subject: Subject { source: "a, b:1%.md".into(), document: 1, agency: unit().into(), year: Some(2023) },
        place: Place {
            table: Some(TableId::Requests),
            section: None,
            line: "natural_person".into(),
            row: String::new(),
            column: "自然人".into(),
            cells: vec!["t3.total_processed.natural_person".into(), "t3.granted.natural_person".into()],
            locus: Some(Locus::Text { line: 57, column: 12, start: 570, end: 572 }),
            raw: HOSTILE.into(),
        },
        message: Words::new(format!("各项之和为 58：{HOSTILE}"), format!("the results add up to 58: {HOSTILE}")),
        equation: Some(Equation {
            text: Words::new("（一）予以公开 13 + 其余 45 = （七）总计 76", "granted 13 + others 45 = total 76"),
            left: 58.into(),
            relation: Relation::Equal,
            right: 76.into(),
        }),
        advice: Words::new("核对该列", "check the column"),
        suspects: vec![suspect],
        fingerprint: "0123456789abcdef".into(),
        state,
    }
}

fn seen(id: &str, outcomes: &[Outcome], reasons: &[Reason]) -> Seen {
    let mut tally = Tally::default();
    outcomes.iter().for_each(|&outcome| tally.count(outcome));
    let reasons: BTreeMap<Reason, u32> = reasons.iter().map(|&reason| (reason, 1)).collect();
    Seen { rule: rule(id).expect("a rule"), tally, reasons }
}

/// A report with an error, a note and an accepted finding, and a source that was not read.
pub(crate) fn checked() -> Vec<Checked<'static>> {
    let mut accepted = finding("T4-001", State::Accepted);
    accepted.fingerprint = "accepted00000000".into();
    accepted.place = Place { table: Some(TableId::Disputes), ..Place::default() };
    accepted.suspects.clear();
    let mut note = finding("T3-001", State::New);
    note.fingerprint = "note000000000000".into();
    note.severity = Severity::Note;
    (note.equation, note.suspects) = (None, Vec::new());
    note.place = Place { locus: Some(Locus::node([1, 2, 0])), raw: "五".into(), ..Place::default() };
    let verdict = Verdict {
        seen: vec![
            seen("T3-001", &[Outcome::Held, Outcome::Held], &[]),
            seen("T3-002", &[Outcome::Broken, Outcome::HeldWithBlanks], &[]),
            seen("T4-001", &[Outcome::Broken, Outcome::NotAssessable], &[Reason::TableAbsent(TableId::Disputes)]),
        ],
        findings: vec![finding("T3-002", State::New), note, accepted],
        similarity: vec![(SectionId::Overview, 640)],
    };
    // Kept to the end of the test, so that what borrows them can be handed out.
    let (report, verdict) = (Box::leak(Box::new(report("a, b:1%.md"))), Box::leak(Box::new(verdict)));
    let report = CheckedReport { report, verdict };
    vec![
        Checked { source: "a, b:1%.md", digest: None, reports: vec![report], error: None },
        Checked::unread("没有.docx", "no such file"),
    ]
}
