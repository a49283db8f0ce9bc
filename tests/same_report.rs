//! The same report in every form that the corpus has it in: web page, Word, OpenDocument, rich text, sheets, PDF, and what converters make
//! of them. Whatever two of them say of a cell is the same.
//!
//! Runs where `GONGKAI_CORPUS` names the folder of the corpus; says so and passes where it does not.

#![allow(clippy::print_stdout, reason = "the table is for people: cargo test --test same_report -- --nocapture")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gongkai::Reader;
use gongkai::model::{Capture, Decimal, Provenance, Value};
use gongkai_tests::corpus::directory;
use gongkai_tests::verdict::FORM_PREFIXES;

/// Extensions of formats in which a cell is a cell; all others are text, in which blank cells and columns can be lost.
const WITH_CELLS: &[&str] = &["html", "docx", "doc", "odt", "rtf", "xlsx", "xls", "ods", "csv", "pdf"];
/// Share of the cells of a report, in percent, that a format with cells must say. Some converters turn cells into frames.
const FLOOR: f64 = 97.0;
/// Share of the cells, in percent, below which a text lost rows or columns of its tables.
const TORN: f64 = 50.0;

/// What is said of a cell: a number, or a blank; nothing where it is undecided or missing.
type Cells = BTreeMap<String, Option<Decimal>>;

/// Reports by their name in the corpus, with the files that hold them.
fn reports(corpus: &Path) -> BTreeMap<String, Vec<PathBuf>> {
    let mut reports: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let list = corpus.join("variants");
    for name in files(&list) {
        let key = name.file_name().unwrap_or_default().to_string_lossy().into_owned();
        reports.entry(key).or_default().extend(files(&name));
    }
    for file in files(&corpus.join("raw")) {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        // A name may go on with where the text came from.
        let of = reports.keys().filter(|key| stem.starts_with(key.as_str())).max_by_key(|key| key.len()).cloned();
        if let Some(files) = of.and_then(|key| reports.get_mut(&key)) {
            files.push(file);
        }
    }
    reports
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry of the corpus").path()).collect();
    files.sort();
    files
}

fn has_cells(file: &Path) -> bool {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    WITH_CELLS.contains(&extension.as_ref())
}

fn cells(file: &Path) -> Cells {
    let bytes = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let capture = Capture::new(bytes, Provenance::of(file.to_string_lossy()));
    let reports = Reader::default().read(&capture).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let facts = reports.iter().flat_map(|report| &report.facts);
    let facts = facts.filter(|fact| FORM_PREFIXES.iter().any(|prefix| fact.cell.starts_with(prefix)));
    let said = |value: &Value| match value {
        Value::Number(number) => Some(Some(*number)),
        Value::Blank | Value::NotApplicable | Value::None | Value::Text(_) => Some(None),
        Value::Unreadable(_) | Value::Missing => None,
    };
    facts.filter_map(|fact| Some((fact.cell.clone(), said(&fact.value)?))).collect()
}

/// A file of the corpus, by its name there.
struct Read {
    name: String,
    has_cells: bool,
    cells: Cells,
    /// Text that lost rows and columns: a number may have come to stand in another column of its row.
    is_torn: bool,
}

impl Read {
    fn numbers_of_row(&self, row: &str) -> Vec<Decimal> {
        let row = format!("{row}.");
        self.cells.iter().filter(|(cell, _)| cell.starts_with(&row)).filter_map(|(_, said)| *said).collect()
    }

    /// Cells of which another file says something else.
    fn differences<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = String> + 'a {
        let is_other = |(cell, said, also): &(&String, Option<Decimal>, Option<Decimal>)| {
            let row = cell.rsplit_once('.').map_or("", |(row, _)| row);
            let is_moved = |torn: &Self, said: Option<Decimal>, sound: &Self| {
                torn.is_torn && said.is_none_or(|number| sound.numbers_of_row(row).contains(&number))
            };
            said != also && !is_moved(self, *said, other) && !is_moved(other, *also, self)
        };
        let both = self.cells.iter().filter_map(|(cell, said)| Some((cell, *said, *other.cells.get(cell)?)));
        both.filter(is_other)
            .map(|(cell, said, also)| format!("{}, {}: {cell}: {said:?} and {also:?}", self.name, other.name))
    }
}

#[test]
fn the_same_report_says_the_same_in_every_form() {
    let Some(corpus) = directory("the same report in every form") else { return };
    let mut faults = Vec::new();
    for (name, files) in reports(&corpus) {
        let read = files.iter().map(|file| Read {
            name: file.strip_prefix(&corpus).unwrap_or(file).display().to_string(),
            has_cells: has_cells(file),
            cells: cells(file),
            is_torn: false,
        });
        let mut read: Vec<Read> = read.collect();
        let known = read.iter().flat_map(|one| one.cells.keys()).collect::<BTreeSet<_>>().len();
        println!("{name}: {} files, {known} cells", read.len());
        assert!(known > 150, "{name} is a whole report");
        for one in &mut read {
            let share = 100.0 * one.cells.len() as f64 / known as f64;
            println!("  {}: {} cells, {share:.1} %", one.name, one.cells.len());
            one.is_torn = !one.has_cells && share < TORN;
            if one.has_cells && share < FLOOR {
                faults.push(format!("{}: {share:.1} % of the cells, the floor is {FLOOR} %", one.name));
            }
        }
        for (number, one) in read.iter().enumerate() {
            faults.extend(read.iter().skip(number + 1).flat_map(|other| one.differences(other)));
        }
    }
    assert!(faults.is_empty(), "{} differences\n{}", faults.len(), faults.join("\n"));
}
