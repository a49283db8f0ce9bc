//! What is written, and where.

use crate::util::{Case, Run, example};

#[test]
fn facts_go_to_a_file_with_a_mark_for_excel() {
    let case = Case::with_examples();
    let plain = case.run(&["facts", "clean.md"]).expect(0).stdout;
    let run = case.run(&["facts", "clean.md", "--bom", "-o", "facts.csv"]).expect(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    assert_eq!(case.read("facts.csv"), format!("\u{feff}{plain}"));
    assert!(!plain.starts_with('\u{feff}'));
}

#[test]
fn jsonl_and_csv_have_the_same_rows() {
    let case = Case::with_examples();
    let csv = case.run(&["facts", "clean.md", "damaged.txt"]).expect(1);
    let jsonl = case.run(&["facts", "clean.md", "damaged.txt", "-f", "jsonl"]).expect(1);
    assert_eq!(jsonl.stdout.lines().count(), csv.rows());
    for line in jsonl.stdout.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(object["year"], 2021);
        assert!(object["value"].is_string());
    }
}

#[test]
fn json_is_one_object_for_all_sources() {
    let case = Case::with_examples();
    let run = case.run(&["parse", "-f", "json", "clean.md", "missing.txt", "damaged.txt"]).expect(3);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(object["version"], 1);
    let sources = object["sources"].as_array().unwrap();
    let names: Vec<_> = sources.iter().map(|source| source["source"].as_str().unwrap()).collect();
    assert_eq!(names, ["clean.md", "missing.txt", "damaged.txt"]);
    assert_eq!(sources[0]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(sources[0]["reports"][0]["year"]["value"], 2021);
    assert!(sources[1]["error"].as_str().unwrap().contains("no such file"));
    assert_eq!(sources[1]["reports"], serde_json::json!([]));
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    let case = Case::with_examples();
    let plain = case.run(&["parse", "damaged.txt"]).expect(1).stdout;
    assert!(!plain.contains('\x1b'));
    let coloured = case.run(&["parse", "damaged.txt", "--color", "always"]).expect(1).stdout;
    assert!(coloured.contains("\x1b[1m"));
    assert_eq!(without_colour(&coloured), plain);
    let file = case.run(&["parse", "damaged.txt", "-o", "page.txt"]).expect(1);
    assert_eq!((file.stdout.as_str(), case.read("page.txt")), ("", plain));
}

fn without_colour(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn the_page_fits_the_width() {
    let case = Case::with_examples();
    for width in ["60", "80", "120"] {
        let run = Run::of(case.command(&["parse", "clean.md", "--lang", "zh"]).env("COLUMNS", width), &[]).expect(0);
        let limit: usize = width.parse().unwrap();
        let table = run.stdout.lines().skip_while(|line| !line.contains("表三 收到")).skip(2);
        for line in table.take_while(|line| !line.is_empty()) {
            let columns: usize = line.chars().map(|c| if c.is_ascii() || "─“”·×".contains(c) { 1 } else { 2 }).sum();
            assert!(columns <= limit, "{columns} > {limit}: {line}");
        }
    }
}

#[test]
fn marks_are_explained_only_where_they_occur() {
    let case = Case::with_examples();
    case.write("blank.md", example("blank_form.md"));
    case.run(&["parse", "damaged.txt"]).expect(1).shows("× the report does not have the cell");
    case.run(&["parse", "blank.md"]).expect(1).shows("· blank");
    let clean = case.run(&["parse", "clean.md"]).expect(0).stdout;
    assert!(!clean.contains("the report does not have the cell") && !clean.contains("· blank"));
}

#[test]
fn evidence_shows_the_place_in_the_source() {
    let case = Case::with_examples();
    let run = case.run(&["parse", "clean.md", "--evidence", "t3.granted.total"]).expect(0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let place = lines.iter().find_map(|line| line.trim().strip_prefix("--> clean.md:")).unwrap();
    let number: usize = place.split(':').next().unwrap().parse().unwrap();
    let source = String::from_utf8(example("clean_2021.md")).unwrap();
    let shown = lines.iter().find(|line| line.trim().starts_with(&format!("{number} |"))).unwrap();
    assert!(shown.contains("予以公开") && source.lines().nth(number - 1).unwrap().contains("予以公开"));
    assert!(lines.iter().any(|line| line.contains('^')));
    // A row has seven cells, and words of a label find it too.
    for query in ["t3.granted", "予以公开"] {
        let run = case.run(&["parse", "clean.md", "--evidence", query]).expect(0);
        assert_eq!(run.stdout.matches("-->").count(), 7, "{query}");
    }
}

#[test]
fn a_cell_of_another_edition_is_said_to_be_absent() {
    let case = Case::with_examples();
    let query = "t2_2019.art20_9.centralized_procurement.total_amount";
    let known = case.run(&["parse", "clean.md", "--evidence", "t2_2019"]).expect(1);
    known.says("the report has no \"t2_2019\"");
    case.run(&["parse", "clean.md", "--evidence", &query.replace("t2_2019", "t2_2018")]).expect(2);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let case = Case::new();
    for number in 0..40 {
        case.write(&format!("{number}.md"), example("clean_2021.md"));
    }
    for arguments in [["facts", "."], ["parse", "."]] {
        let mut child = case
            .command(&arguments)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let case = Case::with_examples();
    case.run(&["facts", "clean.md", "-o", "/dev/full"]).expect(3).says("the result could not be written");
}
