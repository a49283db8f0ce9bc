//! The verdict on a reading: every figure compared with what was printed.

use std::collections::{BTreeMap, BTreeSet};

use gongkai::model::{Decimal, Diagnostic, Fact, Report, TableId, Value};

use crate::writer::Printed;

/// What a reading got right, and what it must not have said.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// Cells with the number that was printed, or a blank said to be blank.
    pub right: usize,
    /// Cells said to be undecided or missing.
    pub missed: Vec<String>,
    /// What must never happen, one sentence each.
    pub faults: Vec<String>,
}

/// Prefixes of the cells of forms.
pub const FORM_PREFIXES: &[&str] = &["t2_2019.", "t2_2021.", "t3.", "t4.", "s14."];

/// Compares a reading with what was printed.
pub fn judge(printed: &Printed, reports: &[Report]) -> Verdict {
    let mut verdict = Verdict::default();
    let [report] = reports else {
        verdict.faults.push(format!("{} reports for one document", reports.len()));
        return verdict;
    };
    identity(printed, report, &mut verdict);
    let facts = form_facts(report, &mut verdict);
    for (cell, fact) in &facts {
        if !printed.truth.contains_key(*cell) && fact.value.number().is_some() {
            verdict.faults.push(format!("{cell}: invented {} (not a cell of this form)", said(fact)));
        }
    }
    for (cell, truth) in &printed.truth {
        match (facts.get(cell.as_str()), truth) {
            (Some(fact), truth) => one(cell, fact, *truth, report, &mut verdict),
            (None, _) => absent(cell, report, &mut verdict),
        }
    }
    verdict
}

fn identity(printed: &Printed, report: &Report, verdict: &mut Verdict) {
    if let Some(year) = report.year.as_ref().filter(|year| year.value != printed.year) {
        verdict.faults.push(format!("year {} is {}", year.value, printed.year));
    }
    if let Some(agency) = report.agency.as_ref().filter(|agency| agency.value.name != printed.agency) {
        verdict.faults.push(format!("agency {} is {}", agency.value.name, printed.agency));
    }
}

/// The facts of form cells; one that is told twice is a fault.
fn form_facts<'a>(report: &'a Report, verdict: &mut Verdict) -> BTreeMap<&'a str, &'a Fact> {
    let mut facts = BTreeMap::new();
    for fact in &report.facts {
        if FORM_PREFIXES.iter().any(|prefix| fact.cell.starts_with(prefix))
            && facts.insert(fact.cell.as_str(), fact).is_some()
        {
            verdict.faults.push(format!("{}: told twice", fact.cell));
        }
    }
    facts
}

fn said(fact: &Fact) -> String {
    let number = fact.value.number().map_or(String::new(), |number| format!(" {number}"));
    format!("{}{number} from {:?}, {}", fact.value.state(), fact.evidence.raw, fact.evidence.obtained.as_str())
}

fn one(cell: &str, fact: &Fact, truth: Option<Decimal>, report: &Report, verdict: &mut Verdict) {
    let want = truth.map_or("a blank".to_owned(), |number| number.to_string());
    match (&fact.value, truth) {
        (Value::Number(number), Some(truth)) if *number == truth => {
            if fact.evidence.raw.is_empty() || fact.evidence.locus.is_none() {
                verdict.faults.push(format!("{cell}: {number} without evidence"));
            } else {
                verdict.right += 1;
            }
        }
        (Value::Blank, None) => verdict.right += 1,
        (Value::Missing, _) => absent(cell, report, verdict),
        (Value::Unreadable(_), _) => verdict.missed.push(cell.to_owned()),
        _ => verdict.faults.push(format!("{cell}: {} where {want} was printed", said(fact))),
    }
}

/// A cell that is not given must be accounted for by a diagnostic that names its table.
fn absent(cell: &str, report: &Report, verdict: &mut Verdict) {
    verdict.missed.push(cell.to_owned());
    let table = match cell.split('.').next() {
        Some("t3") => TableId::Requests,
        Some("t4") => TableId::Disputes,
        _ => TableId::Proactive,
    };
    if !report.diagnostics.iter().any(|diagnostic| names(diagnostic, table)) {
        let codes: BTreeSet<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
        verdict.faults.push(format!("{cell}: missing, and no diagnostic names {} (there are {codes:?})", table.name()));
    }
}

fn names(diagnostic: &Diagnostic, table: TableId) -> bool {
    matches!(diagnostic.code.as_str(), "blank_form" | "not_a_report")
        || diagnostic.arguments.values().any(|value| value.contains(table.name()) || value.contains(table.name_en()))
}
