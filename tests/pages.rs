//! Sample pages of every sort of site and of damage: what is read of them, and that every figure leads back to the page.
//!
//! The samples lie beside the importer. After a change, look at what `cargo test` shows, and accept it with
//! `INSTA_UPDATE=always cargo test -p gongkai-tests --test pages`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gongkai::model::{Capture, Provenance, Report, Value};
use gongkai::{Reader, Source};
use gongkai_tests::view;

/// All tables of the report that the samples hold.
const ALL: &[&str] = &["t2_2021.", "t3.", "t4."];
/// The short ones: most samples leave Table 3 out.
const SHORT: &[&str] = &["t2_2021.", "t4."];

/// Every sample, and the tables that it holds whole.
const SAMPLES: &[(&str, &[&str])] = &[
    ("answer.json", SHORT),
    ("attachment_only.html", &[]),
    ("blocks_as_table.html", &["t2_2021.art20_1.", "t4."]),
    ("epoint.html", SHORT),
    ("escaped.json", SHORT),
    ("gkmlpt.html", SHORT),
    ("hidden_article.html", SHORT),
    ("hidden_rows.html", ALL),
    ("huge_spans.html", ALL),
    ("jpaas.html", SHORT),
    ("jpage.html", ALL),
    ("layout_tables.html", SHORT),
    ("markdown.md", SHORT),
    ("nfcms.html", SHORT),
    ("noscript.html", SHORT),
    ("pdftohtml.html", &["t2_2021.art20_1.", "t2_2021.art20_5."]),
    ("pictures.html", &[]),
    ("saved.mhtml", SHORT),
    ("sections_of_tables.html", ALL),
    ("shanghai.html", SHORT),
    ("table_in_two.html", ALL),
    ("template.html", SHORT),
    ("textarea.html", SHORT),
    ("trs.html", SHORT),
    ("two_reports.html", SHORT),
    ("ucap.html", SHORT),
    ("unclosed_cells.html", ALL),
    ("unknown_site.html", ALL),
    ("view_source.html", SHORT),
    ("viewer.html", &[]),
    ("vsb.html", SHORT),
    ("word_export.doc", ALL),
    ("wrong_charset.html", SHORT),
];

/// The sample that the others are compared with; its figures are in its snapshot.
const MODEL: &str = "jpage.html";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn samples() -> PathBuf {
    root().join("crates/gongkai-html/samples")
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
    settings.set_snapshot_path(root().join("snapshots/html").join(file.replace('.', "_")));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(stage, text));
}

#[test]
fn documents_and_reports() {
    let reader = Reader::default();
    for (file, _) in SAMPLES {
        let documents = reader.registry().import(&capture(file), reader.limits());
        let documents = documents.unwrap_or_else(|error| panic!("{file}: {error}"));
        check(file, "document", &view::document(&documents));
        check(file, "report", &view::report(&reports(file)));
    }
}

/// What the first report says in the cells of a table.
fn cells(reports: &[Report], prefix: &str) -> BTreeMap<String, Value> {
    let facts = reports[0].facts.iter().filter(|fact| fact.cell.starts_with(prefix));
    facts.map(|fact| (fact.cell.clone(), fact.value.clone())).collect()
}

#[test]
fn every_sort_of_page_gives_the_same_figures() {
    let model = reports(MODEL);
    for (file, tables) in SAMPLES {
        let reports = reports(file);
        for prefix in *tables {
            assert_eq!(cells(&reports, prefix), cells(&model, prefix), "{file}: {prefix}");
        }
        let told = ALL.iter().filter(|prefix| tables.iter().all(|table| !table.starts_with(**prefix)));
        for prefix in told {
            let number = cells(&reports, prefix).into_iter().find(|(_, value)| matches!(value, Value::Number(_)));
            assert_eq!(number, None, "{file} does not hold {prefix}");
        }
    }
}

#[test]
fn every_page_of_a_report_names_its_organ_and_year() {
    for (file, _) in SAMPLES {
        let reports = reports(file);
        let agency = reports[0].agency.as_ref().map(|agency| agency.value.name.as_str());
        let year = reports[0].year.as_ref().map(|year| year.value);
        assert_eq!((agency, year), (Some("青禾县水务局"), Some(2023)), "{file}");
    }
}

#[test]
fn every_figure_leads_back_to_the_page() {
    for (file, _) in SAMPLES {
        let capture = capture(file);
        let source = Source::new(&capture);
        for report in reports(file) {
            for fact in report.facts.iter().filter(|fact| matches!(fact.value, Value::Number(_))) {
                let locus = fact.evidence.locus.as_ref().unwrap_or_else(|| panic!("{file}: {} is bare", fact.cell));
                let text = match locus.text_range() {
                    Some(range) => source.text()[range].to_owned(),
                    None => {
                        let shown = source.shown(locus).unwrap_or_else(|| panic!("{file}: {} at {locus}", fact.cell));
                        shown.text[shown.part].to_owned()
                    }
                };
                assert!(
                    text.contains(&fact.evidence.raw),
                    "{file}: {} “{}” at {locus}: {text}",
                    fact.cell,
                    fact.evidence.raw
                );
            }
        }
    }
}

/// The bytes of every tag of tables, rows, cells, paragraphs and blocks.
fn tags(page: &str) -> Vec<std::ops::Range<usize>> {
    let names = ["td", "tr", "table", "p", "div"];
    let starts = page.match_indices('<').filter(|(at, _)| {
        let rest = page[at + 1..].trim_start_matches('/');
        names.iter().any(|name| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>'])))
    });
    starts.map(|(at, _)| at..at + page[at..].find('>').map_or(0, |end| end + 1)).collect()
}

/// The page with one tag lost or written twice, or with one span that is too small or too large.
fn damaged(page: &str) -> Vec<String> {
    let without =
        |range: &std::ops::Range<usize>, instead: &str| [&page[..range.start], instead, &page[range.end..]].concat();
    let mut pages = Vec::new();
    for tag in tags(page) {
        pages.push(without(&tag, ""));
        pages.push(without(&tag, &page[tag.clone()].repeat(2)));
    }
    for (at, name) in page.match_indices("span=\"") {
        let start = at + name.len();
        let end = start + page[start..].find('"').unwrap_or(0);
        let span: i32 = page[start..end].parse().expect("a span is a number");
        pages.extend([-2, -1, 1, 2, 7].map(|by| without(&(start..end), &(span + by).max(1).to_string())));
    }
    pages
}

#[test]
fn a_damaged_tag_never_gives_another_figure() {
    let page = String::from_utf8(capture(MODEL).bytes().to_vec()).expect("the model is UTF-8");
    let model = reports(MODEL);
    let (mut right, mut all) = (0, 0);
    for damaged in damaged(&page) {
        let reports = gongkai::parse(damaged.clone()).unwrap_or_else(|error| panic!("{error}: {damaged}"));
        for prefix in ALL {
            let (found, cells) = (cells(&reports, prefix), cells(&model, prefix));
            let same = cells.iter().filter(|(cell, value)| found.get(*cell) == Some(value)).count();
            (right, all) = (right + same, all + cells.len());
            for (cell, value) in &found {
                let undecided = matches!(value, Value::Missing | Value::Unreadable(_));
                assert!(undecided || cells.get(cell) == Some(value), "{cell} is {value}: {damaged}");
            }
        }
    }
    assert!(right * 1000 >= all * 999, "{right} of {all}");
}

#[test]
fn every_sample_is_in_the_list_and_has_its_snapshots() {
    let names = |folder: &Path| -> BTreeSet<String> {
        let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        entries.map(|entry| entry.expect("a readable entry").file_name().to_string_lossy().into_owned()).collect()
    };
    let listed: BTreeSet<String> = SAMPLES.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(names(&samples()), listed);
    let folders: BTreeSet<String> = listed.iter().map(|file| file.replace('.', "_")).collect();
    assert_eq!(names(&root().join("snapshots/html")), folders);
}
