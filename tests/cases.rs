//! Every case through every stage: what a person would read of the document and of the report is in `snapshots/`.
//!
//! Cases are the files of `examples/`. After a change of the reader, look at what `cargo test` shows, and accept it
//! with `INSTA_UPDATE=always cargo test -p gongkai-tests --test cases`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use gongkai::Reader;
use gongkai::check::{ReportView, Settings};
use gongkai::model::{Capture, Provenance, Status};
use gongkai_tests::view;

/// Edition, name and file of every case.
const CASES: &[(&str, &str, &str)] = &[
    ("2019", "edition", "edition_2019.txt"),
    ("2021", "blank_form", "blank_form.md"),
    ("2021", "clean", "clean_2021.md"),
    ("2021", "county", "check/county_2024.md"),
    ("2021", "damaged", "damaged_2021.txt"),
    ("2021", "gbk", "gbk_2024.rtf"),
    ("2021", "glued", "glued_2023.txt"),
    ("2021", "housing_before", "check/housing_2023.md"),
    ("2021", "housing", "check/housing_2024.md"),
    ("2021", "layout", "layout_2021.txt"),
    ("2021", "legacy", "legacy_2024.doc"),
    ("2021", "libre", "libre_2024.odt"),
    ("2021", "packed", "packed_2023.zip"),
    ("2021", "page", "page_2023.html"),
    ("2021", "word", "word_2024.docx"),
    ("2021", "sheet", "sheet_2023.xlsx"),
    ("free", "list", "list_2012.txt"),
    ("none", "not_a_report", "not_a_report.txt"),
    ("s14", "statistics", "statistics_2016.txt"),
];

/// Stages that are shown.
const STAGES: &[&str] = &["document", "report", "findings"];

/// Folders of `snapshots/` that other tests look after.
const OTHERS: &[&str] = &["agency", "cli", "corpus", "export", "html", "panel", "pdf", "rules", "sites"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn capture(file: &str) -> Capture {
    let path = root().join("examples").join(file);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Capture::new(bytes, Provenance::of(format!("examples/{file}")))
}

fn check(edition: &str, case: &str, stage: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots").join(edition).join(case));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(stage, text));
}

#[test]
fn documents() {
    let reader = Reader::default();
    for (edition, case, file) in CASES {
        let documents = reader.registry().import(&capture(file), reader.limits());
        let documents = documents.unwrap_or_else(|error| panic!("{file}: {error}"));
        check(edition, case, "document", &view::document(&documents));
    }
}

#[test]
fn reports() {
    for (edition, case, file) in CASES {
        let reports = Reader::default().read(&capture(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        check(edition, case, "report", &view::report(&reports));
    }
}

/// Every example by itself; those of `examples/check` are checked together by the tests of the command.
#[test]
fn findings() {
    for (edition, case, file) in CASES {
        let reports = Reader::default().read(&capture(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let found = reports.iter().map(|report| {
            let verdict = gongkai::check::check(&ReportView::new(report), &Settings::default());
            view::findings(report, &verdict)
        });
        check(edition, case, "findings", &found.collect::<Vec<_>>().join("\n"));
    }
}

#[test]
fn status_of_every_example_is_what_its_name_says() {
    for (_, case, file) in CASES {
        let reports = Reader::default().read(&capture(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let expected = match *case {
            "blank_form" => Status::BlankForm,
            "not_a_report" => Status::NotAReport,
            _ => Status::Report,
        };
        // The only package among them holds two.
        let expected = vec![expected; if file.ends_with(".zip") { 2 } else { 1 }];
        assert_eq!(reports.iter().map(|report| report.status).collect::<Vec<_>>(), expected, "{file}");
    }
}

#[test]
fn every_example_is_a_case() {
    let folder = root().join("examples");
    let name =
        |path: PathBuf| path.strip_prefix(&folder).expect("below the folder").to_string_lossy().replace('\\', "/");
    // Plugins have folders of their own, described in docs/plugins.md and tested with the command.
    let all: BTreeSet<String> =
        files(&folder).into_iter().map(name).filter(|file| !file.starts_with("plugins/")).collect();
    let cases: BTreeSet<String> = CASES.iter().map(|(_, _, file)| (*file).to_owned()).collect();
    let others: Vec<&String> =
        all.iter().filter(|file| !cases.contains(*file) && !NO_REPORTS.contains(&file.as_str())).collect();
    assert!(others.is_empty(), "{others:?} are not in the list of cases");
    let readme = std::fs::read_to_string(root().join("docs/examples.md")).expect("the examples are described");
    for file in all {
        assert!(readme.contains(&format!("`{file}`")), "{file} is not described in docs/examples.md");
    }
}

/// Files of `examples/` that are no reports.
const NO_REPORTS: &[&str] = &["check/gongkai.toml", "check/roster.csv"];

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a readable entry").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn every_snapshot_belongs_to_a_case() {
    let snapshots = root().join("snapshots");
    let used: BTreeSet<PathBuf> = CASES
        .iter()
        .flat_map(|(edition, case, _)| STAGES.iter().map(move |stage| format!("{edition}/{case}/{stage}.snap").into()))
        .collect();
    for path in files(&snapshots) {
        let path = path.strip_prefix(&snapshots).expect("a file under snapshots").to_path_buf();
        let elsewhere = OTHERS.iter().any(|other| path.starts_with(other));
        assert!(elsewhere || used.contains(&path), "snapshots/{} belongs to no case", path.display());
    }
}
