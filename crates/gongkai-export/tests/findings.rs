//! Every format of findings, over hand-made findings whose text is hostile to every format.

#![allow(clippy::unwrap_used)] // A test ends where something is not as expected.
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

mod sample;

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use gongkai_export::findings::{COLUMNS, FORMATS, Missing, Options, Summary, format, schema, write_all};
use gongkai_export::page::is_steering;
use gongkai_model::{Language, State};
use serde_json::Value;

use sample::{HOSTILE, checked, finding};

fn bytes(name: &str, options: &Options) -> Vec<u8> {
    let mut out = Vec::new();
    write_all(format(name).expect("a format"), &mut out, &checked(), options).unwrap();
    out
}

fn written(name: &str, language: Language) -> String {
    String::from_utf8(bytes(name, &Options { language, ..Options::default() })).unwrap()
}

macro_rules! check {
    ($name:expr, $text:expr) => {{
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../../snapshots/export");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!($name, $text));
    }};
}

/// The text with what steers a terminal spelled out.
fn visible(text: &str) -> String {
    let spell = |c: char| if is_steering(c) { c.escape_unicode().to_string() } else { c.to_string() };
    text.chars().map(spell).collect()
}

#[test]
fn formats_of_lines() {
    for name in ["csv", "jsonl", "github"] {
        check!(format!("findings_{name}_zh"), visible(&written(name, Language::Zh)));
    }
    check!("findings_github_en", visible(&written("github", Language::En)));
}

#[test]
fn names_are_distinct_and_every_format_writes_nothing_without_sources_but_its_frame() {
    let names: HashSet<&str> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(names.len(), FORMATS.len());
    for format in FORMATS {
        let mut out = Vec::new();
        write_all(format, &mut out, &[], &Options::default()).unwrap();
        assert_eq!(out.is_empty(), matches!(format.name, "jsonl" | "github"), "{}", format.name);
    }
}

#[test]
fn every_finding_is_in_every_format_once() {
    for (name, once) in [
        ("csv", "0123456789abcdef,"),
        ("jsonl", "\"fingerprint\":\"0123456789abcdef\""),
        ("json", "\"fingerprint\":\"0123456789abcdef\""),
    ] {
        assert_eq!(written(name, Language::En).matches(once).count(), 1, "{name}");
    }
}

#[test]
fn csv_comes_back_as_it_went() {
    let mut reader = csv::Reader::from_reader(Cursor::new(bytes("csv", &Options::default())));
    assert_eq!(reader.headers().unwrap(), &COLUMNS[..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    let column = |name: &str| COLUMNS.iter().position(|column| *column == name).unwrap();
    assert_eq!(&rows[0][column("raw")], HOSTILE);
    assert_eq!(&rows[0][column("difference")], "-18");
    assert_eq!(&rows[0][column("proposed_value")], "31");
    let with_mark = bytes("csv", &Options { bom: true, ..Options::default() });
    assert!(with_mark.starts_with("\u{feff}source,".as_bytes()));
}

#[test]
fn a_line_of_the_source_is_no_workflow_command() {
    for line in written("github", Language::Zh).lines() {
        let (head, _) = line[2..].split_once("::").expect("a command");
        let (level, properties) = head.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&level), "{line}");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').expect("a property");
            assert!(!line.contains(is_steering), "{line:?}");
            assert!(["file", "line", "col", "title"].contains(&name) && !value.contains(':'), "{line}");
        }
    }
    let accepted = written("github", Language::Zh).matches("T4-001").count();
    assert_eq!(accepted, 0, "what was accepted is no annotation");
}

#[test]
fn json_is_what_its_schema_says() {
    let text = written("json", Language::Zh);
    let value: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&serde_json::to_value(schema()).unwrap()).unwrap();
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    assert_eq!(value["summary"]["findings"]["error"], 1);
    assert_eq!(value["summary"]["findings"]["accepted"], 1);
    assert_eq!(value["summary"]["unread"], 1);
    let outcomes = &value["summary"]["outcomes"];
    for (outcome, count) in
        [("held", 2), ("held_with_blanks", 1), ("broken", 2), ("not_assessable", 1), ("not_applicable", 0)]
    {
        assert_eq!(outcomes[outcome], count, "{outcome}");
    }
    assert!(!validator.is_valid(&serde_json::json!({"version": 2})));
}

#[test]
fn sarif_is_what_the_standard_says() {
    // One pattern of the schema as published is no regular expression: it closes a bracket that it did not open.
    let schema = include_str!("data/sarif-schema-2.1.0.json").replace("{2}]?$", "{2}?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(!validator.is_valid(&serde_json::json!({"version": "2.1.0", "runs": [{}]})), "a run needs a tool");
    for (language, compared) in [(Language::Zh, false), (Language::En, true)] {
        let log = bytes("sarif", &Options { language, compared, ..Options::default() });
        let log: Value = serde_json::from_slice(&log).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        assert_eq!(errors, [""; 0]);
        let run = &log["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
            assert_eq!(result.get("baselineState").is_some(), compared);
        }
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    }
}

#[test]
fn sarif_results() {
    let log: Value = serde_json::from_str(&written("sarif", Language::Zh)).unwrap();
    let mut run = log["runs"][0].clone();
    // The place in the list of rules moves with every new rule.
    run["results"].as_array_mut().unwrap().iter_mut().for_each(|result| result["ruleIndex"] = Value::Null);
    let rules = &run["tool"]["driver"]["rules"];
    let shown = serde_json::json!({
        "rule": rules.as_array().unwrap().iter().find(|rule| rule["id"] == "T3-002"),
        "results": run["results"], "invocations": run["invocations"],
    });
    check!("findings_sarif_zh", visible(&serde_json::to_string_pretty(&shown).unwrap()));
}

fn workbook(options: &Options) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes("xlsx", options))).expect("a workbook")
}

/// The rows of a sheet as text, numbers in brackets.
fn rows(workbook: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<String>> {
    let cell = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::Float(number) => format!("<{number}>"),
        Data::Int(number) => format!("<{number}>"),
        cell => cell.to_string(),
    };
    workbook.worksheet_range(sheet).unwrap().rows().map(|row| row.iter().map(cell).collect()).collect()
}

#[test]
fn the_workbook_is_what_an_office_sends_back() {
    let options = Options { language: Language::Zh, unit_sheets: true, ..Options::default() };
    let mut workbook = workbook(&options);
    let names = workbook.sheet_names();
    let unit = sample::unit().replace(['[', ']', '/', ':'], "_").chars().take(31).collect::<String>();
    assert_eq!(names, ["汇总", "问题清单", unit.as_str(), "规则说明"]);
    let list = rows(&mut workbook, "问题清单");
    let asked = ["单位", "表", "行", "列", "规则", "公式", "左值", "右值", "差额", "建议", "证据位置", "原文"];
    assert_eq!(list[0][..asked.len()], asked);
    assert_eq!(list[1][6..9], ["<58>", "<76>", "<-18>"]);
    let text = names.iter().map(|name| {
        let rows: Vec<String> = rows(&mut workbook, name).iter().map(|row| row.join(" | ")).collect();
        format!("[{name}]\n{}\n", rows.join("\n"))
    });
    check!("findings_xlsx_zh", text.collect::<String>());
}

#[test]
fn nothing_of_a_source_is_a_formula_and_a_run_gives_the_same_bytes_again() {
    for language in [Language::Zh, Language::En] {
        let options = Options { language, unit_sheets: true, ..Options::default() };
        let mut workbook = workbook(&options);
        let mut hostile = 0;
        for name in workbook.sheet_names() {
            assert!(workbook.worksheet_formula(&name).unwrap().used_cells().next().is_none(), "{name}");
            let rows = rows(&mut workbook, &name);
            hostile += rows.iter().flatten().filter(|cell| cell.starts_with("=cmd|")).count();
        }
        assert!(hostile > 0, "the text is there");
        assert_eq!(bytes("xlsx", &options), bytes("xlsx", &options));
    }
}

#[test]
fn what_is_not_handed_in_or_not_read_is_in_the_summary() {
    let mut out = Vec::new();
    let mut writer =
        (format("xlsx").unwrap().start)(&mut out, &Options { language: Language::Zh, ..Options::default() }).unwrap();
    let mut summary =
        Summary { missing: vec![Missing { unit: "丙县统计局".into(), year: Some(2023) }], ..Summary::default() };
    for checked in &checked() {
        summary.add(checked);
        writer.source(&mut out, checked).unwrap();
    }
    summary.resolved.push(finding("T3-003", State::Resolved));
    writer.finish(&mut out, &summary).unwrap();
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(out)).unwrap();
    let overview = rows(&mut workbook, "汇总");
    let with = |word: &str| overview.iter().find(|row| row.iter().any(|cell| cell == word)).unwrap();
    assert_eq!(with("未报")[..2], ["丙县统计局", "<2023>"]);
    assert_eq!(with("未能读取")[2], "没有.docx");
    assert!(overview.last().unwrap().iter().any(|cell| cell == "未能读取 1，未报 1"));
    let list = rows(&mut workbook, "问题清单");
    assert!(list.iter().any(|row| row[4] == "T3-003" && row.iter().any(|cell| cell == "已改")));
}

/// The values of an attribute in a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    page.split(begin.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_page_needs_nothing_else_and_its_links_lead_somewhere() {
    for language in [Language::Zh, Language::En] {
        let page = written("html", language);
        for forbidden in ["<script", "<img", "<link", "src=", "url(", "@import", "\u{1b}", "\u{202e}", "onerror=\""] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the text is there, as text");
        let ids = values(&page, "id");
        let distinct: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(distinct.len(), ids.len(), "{ids:?}");
        let links = values(&page, "href");
        assert!(links.len() > 3);
        for link in links {
            assert!(link.strip_prefix('#').is_some_and(|id| distinct.contains(id)), "{link}");
        }
    }
}

#[test]
fn the_page_marks_the_suspect_cell_and_shows_its_right_value() {
    let page = written("html", Language::Zh);
    assert!(page.contains("<td class=\"suspect\" id=\"r1-t3.granted.natural_person\"><del>13</del> <ins>31</ins>"));
    assert!(page.contains("<td class=\"first\" id=\"r1-t3.total_processed.natural_person\">76<sup>"));
}

/// Needs LibreOffice; skipped, by name, where it is not installed.
#[test]
fn libreoffice_opens_the_workbook() {
    let folder = std::env::temp_dir().join(format!("gongkai-xlsx-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("findings.xlsx");
    std::fs::write(&file, bytes("xlsx", &Options { language: Language::Zh, unit_sheets: true, ..Options::default() }))
        .unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = std::process::Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"])
        .args([&folder, &file])
        .output();
    let pdf = std::fs::read(folder.join("findings.pdf")).unwrap_or_default();
    let _ = std::fs::remove_dir_all(&folder);
    let Ok(run) = run else {
        println!("skipped: libreoffice_opens_the_workbook (soffice is not installed)");
        return;
    };
    assert!(pdf.starts_with(b"%PDF-"), "{}", String::from_utf8_lossy(&run.stderr));
}
