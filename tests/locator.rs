//! The error locator, measured: one wrong cell of a complete Table 3 is always named with its right value, two are always
//! detected. `docs/locator.md` prints what this test counts.
//!
//! `GONGKAI_LOCATOR_TABLES` says how many tables of each edition are tried (100,000 for the figures of the manual; fewer
//! by default). `GONGKAI_LOCATOR_WRITE=1` writes the manual.

#![allow(clippy::print_stdout, reason = "the counts are for people")]

use std::fmt::Write as _;

use gongkai::check::{ReportView, Settings, check};
use gongkai::model::{Decimal, EditionId, Fact, Finding, Report, Suspect, Value};
use gongkai_tests::tables::Table;
use gongkai_tests::writer::Dice;

/// Tables of each edition of which the manual tells.
const IN_MANUAL: usize = 100_000;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Counts {
    tables: usize,
    one_detected: usize,
    one_located: usize,
    two_detected: usize,
    two_taken_for_one: usize,
    two_located: usize,
    two_among_candidates: usize,
    disputes_detected: usize,
    disputes_among_candidates: usize,
    disputes_candidates: usize,
    disputes_two_detected: usize,
}

/// A report of the edition of a table, with the figures of the table.
fn report(template: &Report, table: &Table) -> Report {
    let truth = table.truth();
    let facts = template.facts.iter().map(|fact| {
        let mut fact = fact.clone();
        if let Some(value) = truth.get(&fact.cell) {
            set(&mut fact, value.to_string().parse().expect("a number"));
        }
        fact
    });
    Report { facts: facts.collect(), ..template.clone() }
}

fn set(fact: &mut Fact, value: Decimal) {
    fact.value = Value::Number(value);
    fact.evidence.raw = value.to_string();
}

/// The report with some cells changed.
fn with(report: &Report, changes: &[(&str, Decimal)]) -> Report {
    let facts = report.facts.iter().map(|fact| {
        let mut fact = fact.clone();
        if let Some((_, value)) = changes.iter().find(|(cell, _)| *cell == fact.cell) {
            set(&mut fact, *value);
        }
        fact
    });
    Report { facts: facts.collect(), ..report.clone() }
}

fn findings(report: &Report) -> Vec<Finding> {
    let select = ["T3-001", "T3-002", "T3-003", "T4-001"].map(str::to_owned).to_vec();
    check(&ReportView::new(report), &Settings { select, ..Settings::default() }).findings
}

/// Another value than the one that stands there: near it, or its digits disturbed.
fn wrong(right: Decimal, dice: &mut Dice) -> Decimal {
    let digits = right.to_string();
    let disturbed = match dice.below(4) {
        0 => digits.chars().rev().collect(),
        1 => digits[1..].to_owned(),
        2 => format!("{digits}{}", dice.below(10)),
        _ => String::new(),
    };
    let value = disturbed.parse().unwrap_or_else(|_| right + Decimal::from(dice.below(40)));
    if value == right { right + Decimal::ONE } else { value }
}

fn names(suspects: &[Suspect]) -> Vec<(&str, Decimal)> {
    suspects.iter().map(|suspect| (suspect.cell.as_str(), suspect.proposed)).collect()
}

fn pick(cells: &[(String, Decimal)], dice: &mut Dice) -> (String, Decimal) {
    cells[dice.below(cells.len())].clone()
}

fn measure(id: EditionId, tables: usize) -> Counts {
    let mut counts = Counts::default();
    let mut template: Option<Report> = None;
    let mut dice = Dice::new(id as u64 + 1);
    while counts.tables < tables {
        let size = [3, 12, 130, 1_500][dice.below(4)];
        let table = Table::random(&mut dice, size);
        if table.form.id != id {
            continue;
        }
        counts.tables += 1;
        let template = template.get_or_insert_with(|| example(id));
        let right = report(template, &table);
        assert!(findings(&right).is_empty(), "a sound table is said to be broken");
        let truth = |prefix: &str| -> Vec<(String, Decimal)> {
            let cells = table.truth().into_iter().filter(|(cell, _)| cell.starts_with(prefix));
            cells.map(|(cell, value)| (cell, value.to_string().parse().expect("a number"))).collect()
        };
        let (requests, disputes) = (truth("t3."), truth("t4."));
        one_wrong(&right, &pick(&requests, &mut dice), &mut counts, &mut dice);
        two_wrong(&right, &requests, &mut counts, &mut dice);
        disputes_wrong(&right, &disputes, &mut counts, &mut dice);
    }
    counts
}

fn one_wrong(right: &Report, (cell, value): &(String, Decimal), counts: &mut Counts, dice: &mut Dice) {
    let found = findings(&with(right, &[(cell, wrong(*value, dice))]));
    let Some(first) = found.first() else { return };
    counts.one_detected += 1;
    counts.one_located += usize::from(names(&first.suspects) == [(cell.as_str(), *value)]);
}

fn two_wrong(right: &Report, cells: &[(String, Decimal)], counts: &mut Counts, dice: &mut Dice) {
    let one = pick(cells, dice);
    let two = std::iter::repeat_with(|| pick(cells, dice)).find(|two| two.0 != one.0).expect("there are more cells");
    let (first, second) = (wrong(one.1, dice), wrong(two.1, dice));
    let found = findings(&with(right, &[(&one.0, first), (&two.0, second)]));
    let Some(finding) = found.first() else { return };
    counts.two_detected += 1;
    counts.two_taken_for_one += usize::from(finding.suspects.len() == 1);
    let named = names(&finding.suspects);
    let is_among = [&one, &two].iter().all(|(cell, value)| named.contains(&(cell.as_str(), *value)));
    counts.two_located += usize::from(is_among && named.len() == 2);
    counts.two_among_candidates += usize::from(is_among);
}

fn disputes_wrong(right: &Report, cells: &[(String, Decimal)], counts: &mut Counts, dice: &mut Dice) {
    let at = dice.below(cells.len());
    let (cell, value) = &cells[at];
    let found = findings(&with(right, &[(cell, wrong(*value, dice))]));
    if let Some(finding) = found.first() {
        counts.disputes_detected += 1;
        let named = names(&finding.suspects);
        counts.disputes_candidates += named.len();
        counts.disputes_among_candidates += usize::from(named.contains(&(cell.as_str(), *value)));
    }
    // Another cell of the same block.
    let other = at / 5 * 5 + (at % 5 + 1 + dice.below(4)) % 5;
    let (next, of_next) = &cells[other];
    let found = findings(&with(right, &[(cell, wrong(*value, dice)), (next, wrong(*of_next, dice))]));
    counts.disputes_two_detected += usize::from(!found.is_empty());
}

/// A report of an edition, whose figures are replaced.
fn example(id: EditionId) -> Report {
    let name = if id == EditionId::E2021 { "clean_2021.md" } else { "edition_2019.txt" };
    let path = format!("{}/../examples/{name}", env!("CARGO_MANIFEST_DIR"));
    let report = gongkai::parse(std::fs::read(path).expect("the example is there")).expect("readable").remove(0);
    assert!(
        report.tables.iter().all(|table| table.edition == id && table.present == table.expected),
        "{:?}",
        report.tables
    );
    report
}

fn percent(part: usize, whole: usize) -> String {
    // Cut, never rounded up: 100 % means all.
    let hundredths = part * 10_000 / whole.max(1);
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

fn rows(name: &str, counts: &Counts) -> String {
    let of = |part| percent(part, counts.tables);
    let mut out = String::new();
    let candidates = counts.disputes_candidates * 10 / counts.disputes_detected.max(1);
    let _ = writeln!(out, "| {name} | one wrong cell of Table 3: detected | {} |", of(counts.one_detected));
    let _ = writeln!(
        out,
        "| {name} | one wrong cell of Table 3: located, with its right value | {} |",
        of(counts.one_located)
    );
    let _ = writeln!(out, "| {name} | two wrong cells of Table 3: detected | {} |", of(counts.two_detected));
    let _ = writeln!(out, "| {name} | two wrong cells of Table 3: taken for one | {} |", of(counts.two_taken_for_one));
    let _ = writeln!(
        out,
        "| {name} | two wrong cells of Table 3: located, both with their right values | {} |",
        of(counts.two_located)
    );
    let _ = writeln!(
        out,
        "| {name} | two wrong cells of Table 3: among at most three pairs named | {} |",
        of(counts.two_among_candidates)
    );
    let _ = writeln!(out, "| {name} | one wrong cell of Table 4: detected | {} |", of(counts.disputes_detected));
    let _ = writeln!(
        out,
        "| {name} | one wrong cell of Table 4: among the candidates ({}.{} on average) | {} |",
        candidates / 10,
        candidates % 10,
        of(counts.disputes_among_candidates)
    );
    let _ = writeln!(
        out,
        "| {name} | two wrong cells of one block of Table 4: detected | {} |",
        of(counts.disputes_two_detected)
    );
    out
}

#[test]
fn one_wrong_cell_is_located_and_two_are_detected() {
    let tables =
        std::env::var("GONGKAI_LOCATOR_TABLES").ok().map_or(2_000, |value| value.parse().expect("a number of tables"));
    let mut table = String::new();
    for (id, name) in [(EditionId::E2021, "2021"), (EditionId::E2019, "2019")] {
        let counts = measure(id, tables);
        let all = counts.tables;
        assert_eq!((counts.one_detected, counts.one_located), (all, all), "{counts:?}");
        assert_eq!((counts.two_detected, counts.two_taken_for_one), (all, 0), "{counts:?}");
        assert_eq!((counts.disputes_detected, counts.disputes_among_candidates), (all, all), "{counts:?}");
        assert!(counts.two_located * 100 >= all * 70, "{counts:?}");
        table.push_str(&rows(name, &counts));
    }
    println!("{table}");
    if tables == IN_MANUAL {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/locator.md");
        let manual = std::fs::read_to_string(path).expect("the manual is there");
        let (head, rest) = manual.split_once("| edition |").expect("the manual has the table");
        let (_, tail) = rest.split_once("\n\n").expect("text follows the table");
        let now = format!(
            "{head}| edition | of 100,000 random complete tables | share |\n| --- | --- | ---: |\n{table}\n{tail}"
        );
        if std::env::var_os("GONGKAI_LOCATOR_WRITE").is_some() {
            std::fs::write(path, now).expect("the manual is written");
        } else {
            assert_eq!(manual, now, "docs/locator.md tells other figures");
        }
    }
}
