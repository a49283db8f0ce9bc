//! Findings on the corpus: the arithmetic that the sources themselves break, and nothing else.
//!
//! `expected.tsv` of the corpus was computed from gold figures. Runs where `GONGKAI_CORPUS` names the folder of the corpus.

#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use gongkai::Reader;
use gongkai::check::{ReportView, Roster, Settings, check};
use gongkai::checking::{Checker, Index, Shelf};
use gongkai::model::{Capture, Provenance, Report, Severity};
use gongkai_tests::{corpus, view};

/// A broken sum: rule, line, left and right side.
type Sum = (String, String, String, String);

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The sums that the source of a gold file breaks.
fn expected(folder: &Path) -> BTreeMap<String, BTreeSet<Sum>> {
    let mut all: BTreeMap<String, BTreeSet<Sum>> = BTreeMap::new();
    for line in text(&folder.join("expected.tsv")).lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [gold, rule, place, left, right] = fields[..] else { panic!("expected.tsv: {line}") };
        let sum = (rule.to_owned(), place.to_owned(), left.to_owned(), right.to_owned());
        all.entry(gold.to_owned()).or_default().insert(sum);
    }
    all
}

fn read(folder: &Path, source: &str) -> Vec<Report> {
    let bytes = std::fs::read(folder.join(source)).unwrap_or_else(|error| panic!("{source}: {error}"));
    Reader::default()
        .read(&Capture::new(bytes, Provenance::of(source)))
        .unwrap_or_else(|error| panic!("{source}: {error}"))
}

/// The arithmetic of severity error that a report breaks.
fn broken(report: &Report) -> BTreeSet<Sum> {
    let verdict = check(&ReportView::new(report), &Settings::default());
    let errors = verdict.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
    let sums = errors.filter_map(|finding| {
        let equation = finding.equation?;
        let (left, right) = (equation.left.normalize().to_string(), equation.right.normalize().to_string());
        Some((finding.rule, finding.place.line, left, right))
    });
    sums.collect()
}

#[test]
fn arithmetic_errors_are_those_that_the_sources_make() {
    let Some(folder) = corpus::directory("findings") else { return };
    let expected = expected(&folder);
    let none = BTreeSet::new();
    let mut whole: BTreeSet<String> = BTreeSet::new();
    for list in ["text.tsv", "html.tsv", "hard.tsv", "hard_html.tsv"] {
        for line in text(&folder.join(list)).lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let (source, gold) = line.split_once('\t').unwrap_or_else(|| panic!("{list}: {line}"));
            let id = gold.trim().trim_start_matches("gold/").split('.').next().unwrap_or_default();
            let should = expected.get(id).unwrap_or(&none);
            let found: BTreeSet<Sum> = read(&folder, source).iter().flat_map(broken).collect();
            assert!(found.is_subset(should), "{source}: {found:?} is not among {should:?}");
            if found == *should {
                whole.insert(id.to_owned());
            } else {
                // Sums are said to be broken only where their cells were read.
                assert!(list.starts_with("hard"), "{source}: only {found:?} of {should:?}");
            }
        }
    }
    let sources: BTreeSet<&String> = expected.keys().filter(|id| !whole.contains(*id)).collect();
    println!("sums broken as expected in {} sources; not seen whole in {sources:?}", whole.len());
    assert!(sources.is_empty(), "no reading shows all that is expected of {sources:?}");
}

/// Every finding on the raw reports, each by itself and then each organ's years, as snapshots that people have read.
#[test]
fn every_finding_on_the_corpus_is_known() {
    let Some(folder) = corpus::directory("findings of the corpus") else { return };
    let mut files: Vec<String> = std::fs::read_dir(folder.join("raw"))
        .expect("the corpus has raw reports")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| [".txt", ".md", ".html"].iter().any(|end| name.ends_with(end)))
        .collect();
    files.sort();
    let (roster, settings) = (Roster::default(), Settings::default());
    let sources = Sources(files.iter().map(|name| Arc::new(read(&folder, &format!("raw/{name}")))).collect());
    let mut index = Index::default();
    sources.0.iter().enumerate().for_each(|(source, reports)| index.add(source, reports, &roster));
    let checker = Checker { settings: &settings, roster: &roster };
    let mut shown = 0;
    for checked in index.groups().iter().flat_map(|group| checker.group(group, &index, &sources)) {
        let report = checked.report().expect("it was read");
        let name = files[checked.entry.source].rsplit_once('.').expect("an extension").0.to_owned();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../snapshots/corpus"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(format!("findings_{name}"), view::findings(report, &checked.verdict)));
        shown += 1;
    }
    assert_eq!(shown, files.len());
}

/// The raw reports.
struct Sources(Vec<Arc<Vec<Report>>>);

impl Shelf for Sources {
    fn reports(&self, source: usize) -> Option<Arc<Vec<Report>>> {
        self.0.get(source).cloned()
    }
}
