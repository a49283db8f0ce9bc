//! The corpus of real reports: figures counted against gold, cell by cell, as `tools/score` counts them.
//!
//! Runs where `GONGKAI_CORPUS` names the folder of the corpus; says so and passes where it does not.

#![allow(clippy::print_stdout, reason = "the score is for people: cargo test --test corpus -- --nocapture")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gongkai::Reader;
use gongkai::model::{Capture, Decimal, Fact, Language, Provenance, Report, Value};

/// Lists of the corpus, and the share of cells in percent that must come out right. Never lowered.
const FLOORS: &[(&str, f64)] = &[
    ("text.tsv", 99.0),
    ("fragments.tsv", 100.0),
    ("hard.tsv", 97.0),
    ("html.tsv", 100.0),
    ("hard_html.tsv", 97.0),
    ("office.tsv", 100.0),
    ("hard_office.tsv", 97.0),
    ("pdf.tsv", 100.0),
];

/// Prefixes of the cells that are scored.
const SCORED: &[&str] = &["t2_2019.", "t2_2021.", "t3.", "t4.", "s14."];

/// What gold says of a cell.
struct Gold {
    /// The number; nothing: the source leaves the cell blank.
    number: Option<Decimal>,
    /// The source alone does not decide the cell.
    ambiguous: bool,
}

/// Cells by how they came out.
#[derive(Default)]
struct Score {
    right: usize,
    missed: usize,
    wrong: Vec<String>,
    invented: Vec<String>,
    bare: Vec<String>,
}

impl Score {
    fn share(&self) -> f64 {
        let all = self.right + self.missed + self.wrong.len();
        if all == 0 { 0.0 } else { 100.0 * self.right as f64 / all as f64 }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.missed += other.missed;
        self.wrong.extend(other.wrong);
        self.invented.extend(other.invented);
        self.bare.extend(other.bare);
    }

    fn line(&self) -> String {
        format!(
            "right {} ({:.2} %), missed {}, wrong {}, invented {}, bare {}",
            self.right,
            self.share(),
            self.missed,
            self.wrong.len(),
            self.invented.len(),
            self.bare.len()
        )
    }
}

/// The folder of the corpus; says that the test is skipped where there is none.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("GONGKAI_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: corpus (GONGKAI_CORPUS is not set)");
    }
    folder
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// `cell,value,note`.
fn gold(path: &Path) -> BTreeMap<String, Gold> {
    let row = |line: &str| {
        let mut fields = line.splitn(3, ',');
        let mut next = || fields.next().unwrap_or_default().trim().to_owned();
        let (cell, value, note) = (next(), next(), next());
        let number = (!value.is_empty()).then(|| value.parse().unwrap_or_else(|_| panic!("{cell}: {value} in gold")));
        (cell, Gold { number, ambiguous: note == "ambiguous" })
    };
    text(path).lines().skip(1).map(row).collect()
}

/// Source and gold of each case of a list.
fn cases(list: &Path) -> Vec<(PathBuf, PathBuf)> {
    let folder = list.parent().expect("a list lies in the corpus");
    let lines = text(list);
    let lines = lines.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let case = |line: &str| {
        let (source, gold) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in {line:?}"));
        (folder.join(source.trim()), folder.join(gold.trim()))
    };
    lines.filter(|line| !line.is_empty()).map(case).collect()
}

fn read(path: &Path) -> Vec<Report> {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let capture = Capture::new(bytes, Provenance::of(path.to_string_lossy()));
    Reader::default().read(&capture).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn score(reports: &[Report], gold: &BTreeMap<String, Gold>) -> Score {
    let mut score = Score::default();
    let (mut numbers, mut empty) = (BTreeMap::new(), BTreeSet::new());
    let facts = reports.iter().flat_map(|report| &report.facts);
    for fact in facts.filter(|fact| SCORED.iter().any(|prefix| fact.cell.starts_with(prefix))) {
        let cell = fact.cell.as_str();
        if numbers.contains_key(cell) || empty.contains(cell) {
            score.wrong.push(format!("{cell} is given twice"));
        }
        note(fact, &mut numbers, &mut empty, &mut score);
    }
    for (cell, gold) in gold {
        let (have, blank) = (numbers.get(cell.as_str()).copied(), empty.contains(cell.as_str()));
        count(cell, gold, have, blank, &mut score);
    }
    let beside = numbers.iter().filter(|(cell, _)| !gold.contains_key(**cell));
    score.invented.extend(beside.map(|(cell, number)| format!("{cell}: {number}, not in gold")));
    score
}

fn note<'a>(
    fact: &'a Fact,
    numbers: &mut BTreeMap<&'a str, Decimal>,
    empty: &mut BTreeSet<&'a str>,
    score: &mut Score,
) {
    match &fact.value {
        Value::Number(number) => {
            numbers.insert(&fact.cell, *number);
            if fact.evidence.raw.is_empty() || fact.evidence.locus.is_none() {
                score.bare.push(format!("{}: {number}", fact.cell));
            }
        }
        Value::Blank | Value::NotApplicable | Value::None | Value::Text(_) => {
            empty.insert(&fact.cell);
        }
        Value::Unreadable(_) | Value::Missing => {}
    }
}

fn count(cell: &str, gold: &Gold, have: Option<Decimal>, blank: bool, score: &mut Score) {
    match (gold.number, have) {
        (Some(want), Some(have)) if want != have => score.wrong.push(format!("{cell}: gold {want}, given {have}")),
        (None, Some(have)) if !gold.ambiguous => {
            score.invented.push(format!("{cell}: gold blank, given {have}"));
            score.missed += 1;
        }
        _ if gold.ambiguous => {}
        (Some(_), Some(_)) => score.right += 1,
        (Some(want), None) if blank => score.wrong.push(format!("{cell}: gold {want}, said to be empty")),
        (None, None) if blank => score.right += 1,
        _ => score.missed += 1,
    }
}

#[test]
fn figures_of_the_corpus() {
    let Some(corpus) = corpus() else { return };
    let mut faults = Vec::new();
    for (list, floor) in FLOORS {
        let mut total = Score::default();
        for (source, gold_file) in cases(&corpus.join(list)) {
            let score = score(&read(&source), &gold(&gold_file));
            let name = source.strip_prefix(&corpus).unwrap_or(&source).display().to_string();
            println!("{name}: {}", score.line());
            let bad = score.wrong.iter().chain(&score.invented).chain(&score.bare);
            faults.extend(bad.map(|fault| format!("{name}: {fault}")));
            total.add(score);
        }
        println!("{list}: {}", total.line());
        if total.share() < *floor {
            faults.push(format!("{list}: {:.2} % right, the floor is {floor} %", total.share()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn seed_report_gives_what_it_holds_and_nothing_else() {
    let Some(corpus) = corpus() else { return };
    let gold = gold(&corpus.join("gold/xujiaying_2021_seed.csv"));
    let reports = read(&corpus.join("raw/xujiaying_2021_seed.txt"));
    let [report] = reports.as_slice() else { panic!("{} reports in one file", reports.len()) };
    let scored = |fact: &&Fact| SCORED.iter().any(|prefix| fact.cell.starts_with(prefix));
    let given: BTreeMap<&str, Decimal> = report
        .facts
        .iter()
        .filter(scored)
        .filter_map(|fact| Some((fact.cell.as_str(), fact.value.number()?)))
        .collect();
    let held: BTreeMap<&str, Decimal> =
        gold.iter().filter_map(|(cell, gold)| Some((cell.as_str(), gold.number?))).collect();
    assert_eq!(given, held);
    assert_eq!(report.facts.number("t2_2021.art20_8.administrative_fees.amount_10k_yuan"), Some(Decimal::ZERO));
    let said = |code: &str, part: &str| {
        let mut found = report.diagnostics.iter().filter(|diagnostic| diagnostic.code == code);
        found.any(|diagnostic| diagnostic.message(Language::Zh).contains(part))
    };
    assert!(said("table_stops", "补正后申请内容仍不明确"), "{:?}", report.diagnostics);
    assert!(said("section_absent", "四"), "{:?}", report.diagnostics);
}
