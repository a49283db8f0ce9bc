//! Sample PDF files of every sort of printer: what is read of them, and that they say what the report that was printed says.
//!
//! The samples lie beside the importer. After a change, look at what `cargo test` shows, and accept it with
//! `INSTA_UPDATE=always cargo test -p gongkai-tests --test papers`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gongkai::Reader;
use gongkai::check::{ReportView, Settings};
use gongkai::model::{Capture, Provenance, Report, Value};
use gongkai_tests::view;

/// Every sample, what it shows, and the page that was printed.
///
/// `browser.pdf`: Chromium, cells with drawn lines, rows cut by page breaks, heads said again on every page. `level.pdf`: WeasyPrint, level
/// lines only, turned paper, numbers of pages. `office.pdf`: LibreOffice, small paper, cells of several lines.
const SAMPLES: &[&str] = &["browser.pdf", "level.pdf", "office.pdf"];
/// What was printed to make them.
const PRINTED: &str = "printed.html";

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../plugins/pdf/samples")
}

fn capture(file: &str) -> Capture {
    let path = samples().join(file);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Capture::new(bytes, Provenance::of(file))
}

fn reports(file: &str) -> Vec<Report> {
    Reader::default().read(&capture(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn check(file: &str, stage: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../snapshots/pdf");
    settings.set_snapshot_path(folder.join(file.replace('.', "_")));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(stage, text));
}

#[test]
fn documents_reports_and_findings() {
    let reader = Reader::default();
    for file in SAMPLES {
        let documents = reader.registry().import(&capture(file), reader.limits());
        check(file, "document", &view::document(&documents.unwrap_or_else(|error| panic!("{file}: {error}"))));
        let reports = reports(file);
        check(file, "report", &view::report(&reports));
        let found = reports.iter().map(|report| {
            let verdict = gongkai::check::check(&ReportView::new(report), &Settings::default());
            view::findings(report, &verdict)
        });
        check(file, "findings", &found.collect::<Vec<_>>().join("\n"));
    }
}

/// Cells of the forms and what they say.
fn cells(reports: &[Report]) -> BTreeMap<String, Value> {
    let facts = reports.iter().flat_map(|report| &report.facts).filter(|fact| fact.cell.starts_with('t'));
    facts.map(|fact| (fact.cell.clone(), fact.value.clone())).collect()
}

#[test]
fn samples_say_what_was_printed() {
    let printed = reports(PRINTED);
    assert!(cells(&printed).len() > 180, "the page holds a whole report");
    for file in SAMPLES {
        let read = reports(file);
        assert_eq!(cells(&read), cells(&printed), "{file}");
        let identity = |reports: &[Report]| {
            let agency = reports[0].agency.as_ref().map(|agency| agency.value.name.clone());
            (agency, reports[0].year.as_ref().map(|year| year.value))
        };
        assert_eq!(identity(&read), identity(&printed), "{file}");
    }
}

#[test]
fn every_figure_has_its_page_and_box() {
    for file in SAMPLES {
        for report in reports(file) {
            for fact in report.facts.iter().filter(|fact| matches!(fact.value, Value::Number(_))) {
                let page = fact.evidence.locus.as_ref().and_then(|locus| locus.page());
                assert!(page.is_some_and(|page| page > 0), "{file}: {}", fact.cell);
            }
        }
    }
}

#[test]
fn the_importer_conforms_on_samples() {
    for file in SAMPLES {
        let capture = capture(file);
        let reader = Reader::default();
        let importer = reader.registry().identify(&capture).expect("a PDF is known");
        assert_eq!(importer.name(), "pdf");
        assert_eq!(gongkai::plugin::conformance::check(importer, &[capture.bytes()]), Vec::<String>::new(), "{file}");
    }
}
