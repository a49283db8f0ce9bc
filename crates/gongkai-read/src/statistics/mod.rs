//! The statistics of reports up to 2018: 政府信息公开情况统计表 of 2014, and lists of indicators that agencies laid out
//! themselves.

mod part;
mod scan;

use gongkai_model::{Decimal, Diagnostic, EditionId, Evidence, Fact, Obtained, TableId, TableReading, Value};
use gongkai_template::{Edition, edition, statistics_cell};
use gongkai_text::normalize::label_key;
use gongkai_text::reading::{self, Reading};

use crate::facts;
use crate::flatten::Row;
use scan::{Entry, List, Run};

/// Telling labels that a national table has at least.
const TELLING: usize = 3;
/// Repair of figures that ran together.
const PARTED: &str = "list_parted";

/// What was read of such tables.
#[derive(Debug, Default)]
pub(crate) struct Statistics {
    pub(crate) facts: Vec<Fact>,
    pub(crate) reading: Option<TableReading>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Rows of the document that belong to the tables, first and last of each.
    pub(crate) rows: Vec<(usize, usize)>,
}

/// Reads the lists of indicators of a document.
pub(crate) fn read(rows: &[Row]) -> Statistics {
    let mut result = Statistics::default();
    for list in scan::lists(rows) {
        let sentences: Vec<&str> = rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| cell.text.as_str())
            .filter(|text| text.len() > 30)
            .collect();
        let ways = part::ways(&list, &sentences);
        let form = edition(EditionId::S14);
        if is_national(&list, form) && result.reading.is_none() {
            national(&list, &ways, form, &mut result);
        } else {
            free(&list, &ways, &mut result);
        }
        if list.rows.0 <= list.rows.1 {
            result.rows.push(list.rows);
        }
    }
    result
}

fn is_national(list: &List, form: &Edition) -> bool {
    let keys: Vec<String> = list.entries.iter().map(|entry| label_key(&entry.label)).collect();
    let told = |label: &&&str| {
        let label = label_key(label);
        keys.iter().any(|key| key.contains(&label))
    };
    form.telling_labels.iter().filter(told).count() >= TELLING
}

/// Lines of the national table: labels in the order of the form, since some come twice.
fn national(list: &List, ways: &[part::Ways], form: &'static Edition, result: &mut Statistics) {
    let keys: Vec<Vec<String>> =
        form.statistics.iter().map(|line| line.label.texts().map(label_key).collect()).collect();
    let mut found: Vec<Option<usize>> = vec![None; form.statistics.len()];
    let mut next = 0;
    for (index, entry) in list.entries.iter().enumerate() {
        let key = label_key(&entry.label);
        let is = |keys: &Vec<String>| keys.iter().any(|wording| key.ends_with(wording.as_str()));
        match (next..keys.len()).find(|&at| is(&keys[at])) {
            Some(at) => {
                found[at] = Some(index);
                next = at + 1;
            }
            None => emit_free(list, index, &ways[index], result),
        }
    }
    let mut present = 0;
    for (line, found) in form.statistics.iter().zip(found) {
        let label = line.label.printed();
        let context =
            facts::Context { cell: statistics_cell(line), label: label.clone(), edition: form.id, unit: line.unit };
        let Some(index) = found else {
            let arguments = [("table", TableId::Statistics.name()), ("row", label.as_str())];
            result.diagnostics.push(Diagnostic::new("row_absent", &arguments, None));
            result.facts.push(facts::missing(context));
            continue;
        };
        present += 1;
        let entry = &list.entries[index];
        let (value, evidence) = cell(entry, &ways[index], 0, list.columns.len());
        let fact = Fact { cell: context.cell, label, edition: form.id, unit: unit_of(&value, entry), value, evidence };
        result.facts.push(fact);
        complain(entry, &ways[index], list.columns.len(), result);
    }
    result.reading = Some(TableReading {
        table: TableId::Statistics,
        edition: form.id,
        locus: list.locus.clone(),
        present,
        expected: form.statistics.len() as u32,
    });
}

fn free(list: &List, ways: &[part::Ways], result: &mut Statistics) {
    for (index, ways) in ways.iter().enumerate() {
        emit_free(list, index, ways, result);
    }
}

fn emit_free(list: &List, index: usize, ways: &part::Ways, result: &mut Statistics) {
    let entry = &list.entries[index];
    for (column, name) in list.columns.iter().enumerate() {
        let (value, evidence) = cell(entry, ways, column, list.columns.len());
        result.facts.push(Fact {
            cell: format!("free.{}.{name}", entry.label),
            label: format!("{}/{name}", entry.label),
            edition: EditionId::Free,
            unit: unit_of(&value, entry),
            value,
            evidence,
        });
    }
    complain(entry, ways, list.columns.len(), result);
}

fn unit_of(value: &Value, entry: &Entry) -> String {
    if matches!(value, Value::Number(_)) { entry.unit.into() } else { String::new() }
}

/// What a column of an entry says.
fn cell(entry: &Entry, ways: &part::Ways, column: usize, columns: usize) -> (Value, Evidence) {
    let evidence = |run: &Run, obtained| Evidence { locus: Some(run.locus.clone()), raw: run.text.clone(), obtained };
    if let Some(run) = entry.runs.get(column).filter(|_| entry.runs.len() == columns) {
        let value = match reading::read(&run.text) {
            Reading::Number(number, _) => Value::Number(number.value),
            Reading::NotApplicable => Value::NotApplicable,
            Reading::None => Value::None,
            _ => Value::Unreadable(Vec::new()),
        };
        return (value, evidence(run, Obtained::Read));
    }
    let (Some(first), Some(last)) = (entry.runs.first(), entry.runs.last()) else {
        let locus = Some(entry.locus.clone());
        return (Value::Blank, Evidence { locus, raw: String::new(), obtained: Obtained::Read });
    };
    let text = entry.runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ");
    let run = Run { text, locus: first.locus.to(&last.locus) };
    match &ways[..] {
        [way] => {
            let obtained = Obtained::Repaired { reason: PARTED.into(), first_reading: run.text.clone() };
            (Value::Number(Decimal::from(way[column])), evidence(&run, obtained))
        }
        ways => {
            let mut candidates: Vec<u64> = ways.iter().map(|way| way[column]).collect();
            candidates.sort_unstable();
            candidates.dedup();
            let candidates = candidates.iter().map(u64::to_string).collect();
            (Value::Unreadable(candidates), evidence(&run, Obtained::Read))
        }
    }
}

fn complain(entry: &Entry, ways: &part::Ways, columns: usize, result: &mut Statistics) {
    if entry.runs.is_empty() || entry.runs.len() == columns {
        return;
    }
    let raw = entry.runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ");
    let arguments = [("row", entry.label.as_str()), ("raw", raw.as_str())];
    let code = if ways.len() == 1 { PARTED } else { "list_undecided" };
    result.diagnostics.push(Diagnostic::new(code, &arguments, Some(entry.locus.clone())));
}
