//! Every format, over one hand-made report in which each kind of cell occurs.

#![allow(clippy::unwrap_used)] // A test ends where something is not as expected.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use gongkai_export::{COLUMNS, FORMATS, Options, Reading, format, write_all};
use gongkai_model::{
    Agency, Decimal, Diagnostic, EditionId, Evidence, Fact, Facts, Found, Kind, Language, Level, Locus, Obtained,
    Origin, Passage, Report, SectionId, Stated, Status, TableId, TableReading, Value,
};

fn locus(line: u32, column: u32) -> Locus {
    Locus::Text { line, column, start: line * 100, end: line * 100 + 1 }
}

fn fact(cell: &str, value: Value, raw: &str) -> Fact {
    let evidence = match value {
        Value::Missing => Evidence::default(),
        _ => Evidence { locus: Some(locus(7, 3)), raw: raw.into(), obtained: Obtained::Read },
    };
    let (label, edition, unit) = ("予以公开/总计".into(), EditionId::E2021, "件".into());
    Fact { cell: cell.into(), label, edition, value, unit, evidence }
}

fn found<T>(value: T) -> Option<Found<T>> {
    Some(Found { value, raw: String::new(), locus: None })
}

/// A report with one cell of each kind; the text is hostile to every format.
fn sample_report() -> Report {
    let decimal = |text: &str| text.parse::<Decimal>().expect("a decimal");
    let mut repaired = fact("t3.granted.total", Value::Number(decimal("12")), "1 2");
    repaired.evidence.obtained = Obtained::Repaired { reason: "digits_rejoined".into(), first_reading: "1 2".into() };
    let facts = [
        fact("t2_2021.art20_8.administrative_fees.amount_10k_yuan", Value::Number(decimal("0.0380")), "0.0380"),
        fact("t3.new_received.natural_person", Value::Number(decimal("0")), "0"),
        fact("t3.new_received.commercial_enterprise", Value::Blank, ""),
        fact("t3.new_received.research_institution", Value::NotApplicable, "-"),
        fact("t3.new_received.public_welfare_organization", Value::None, "无"),
        fact("t3.new_received.legal_services_institution", Value::Text("见“附件”, \"1\"\n|a|".into()), "=1+1,\"\n|a|"),
        fact("t3.new_received.other_organization", Value::Unreadable(vec!["1".into(), "11".into()]), "1 1"),
        fact("t3.new_received.total", Value::Missing, ""),
        repaired,
        fact("narrative.<b>", Value::Number(decimal("-3")), "-3"),
    ];
    Report {
        source: "a, \"b\".txt".into(),
        document: 1,
        status: Status::Report,
        title: found("某县2021年政府信息公开工作年度报告*".into()),
        agency: found(Agency {
            name: "某县人民政府".into(), kind: Some(Kind::Government), level: Some(Level::County)
        }),
        year: found(2021),
        scope: None,
        published: None,
        origin: vec![Stated {
            origin: Origin::Publisher,
            text: Found {
                value: "某县|政府办*".into(), raw: "某县|政府办*".into(), locus: Some(locus(1, 1))
            },
        }],
        tables: vec![TableReading {
            table: TableId::Requests,
            edition: EditionId::E2021,
            locus: locus(5, 1),
            present: 174,
            expected: 175,
        }],
        passages: vec![Passage {
            section: SectionId::Overview,
            heading: "一、总体情况".into(),
            locus: Some(locus(2, 1)),
            paragraphs: vec![Found {
                value: "主动公开 <b>12</b> 条 | # *".into(), raw: String::new(), locus: None
            }],
        }],
        facts: facts.into_iter().collect::<Facts>(),
        diagnostics: vec![Diagnostic::new("charset_detected", &[("charset", "GB18030")], None)],
    }
}

fn written(name: &str, options: &Options) -> String {
    let report = sample_report();
    let mut out = Vec::new();
    let reading = Reading::of(&report.source, std::slice::from_ref(&report));
    write_all(format(name).expect("a format"), &mut out, &[reading], options).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn csv_keeps_every_kind_of_cell_apart() {
    let text = written("csv", &Options::default());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), COLUMNS);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let picked = |row: &csv::StringRecord| [7, 9, 10, 11, 12, 13].map(|column| row[column].to_owned());
    let rows_picked: Vec<_> = rows.iter().map(picked).collect();
    let expected = [
        ["0.0380", "number", "0.0380", "read", "", "7:3"],
        ["0", "number", "0", "read", "", "7:3"],
        ["", "blank", "", "read", "", "7:3"],
        ["", "not_applicable", "-", "read", "", "7:3"],
        ["", "none", "无", "read", "", "7:3"],
        ["", "text", "=1+1,\"\n|a|", "read", "", "7:3"],
        ["", "unreadable", "1 1", "read", "1|11", "7:3"],
        ["", "missing", "", "", "", ""],
        ["12", "number", "1 2", "repaired", "", "7:3"],
        ["-3", "number", "-3", "read", "", "7:3"],
    ];
    assert_eq!(rows_picked, expected);
    assert_eq!(
        rows[0].iter().take(6).collect::<Vec<_>>(),
        ["a, \"b\".txt", "1", "某县人民政府", "2021", "2021", "t2_2021.art20_8.administrative_fees.amount_10k_yuan"]
    );
    assert!(!text.contains('\r'), "lines end with \\n");
}

#[test]
fn csv_begins_with_the_mark_on_demand_only() {
    assert!(written("csv", &Options { bom: true, ..Options::default() }).starts_with("\u{feff}source,"));
    assert!(written("csv", &Options::default()).starts_with("source,"));
}

#[test]
fn jsonl_says_the_same_as_csv() {
    let csv = written("csv", &Options::default());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let jsonl = written("jsonl", &Options::default());
    assert_eq!(jsonl.lines().count(), sample_report().facts.len());
    for (line, record) in jsonl.lines().zip(reader.records()) {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        let plain = |column: &str| match &object[column] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let keys: Vec<_> = COLUMNS.iter().map(|column| plain(column)).collect();
        assert_eq!(keys, record.unwrap().iter().collect::<Vec<_>>());
        assert_eq!(object.as_object().unwrap().len(), COLUMNS.len());
    }
}

#[test]
fn a_workbook_says_the_same_as_csv_and_nothing_in_it_is_a_formula() {
    let report = sample_report();
    let mut out = Vec::new();
    let reading = Reading::of(&report.source, std::slice::from_ref(&report));
    write_all(format("xlsx").expect("a format"), &mut out, &[reading], &Options::default()).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(out)).unwrap();
    let sheet = book.worksheet_range("Facts").unwrap();
    let formulas = book.worksheet_formula("Facts").unwrap();
    assert_eq!(formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()).count(), 0);
    let csv = written("csv", &Options::default());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    for (row, record) in sheet.rows().zip(reader.records()) {
        for (cell, field) in row.iter().zip(&record.unwrap()) {
            match cell {
                Data::Float(number) => assert_eq!(*number, field.parse::<f64>().unwrap()),
                other => assert_eq!(other.to_string(), field),
            }
        }
    }
    assert_eq!((sheet.height(), sheet.width()), (report.facts.len() + 1, COLUMNS.len()));
    assert_eq!(sheet.get_value((1, 7)), Some(&Data::Float(0.038)));
}

#[test]
fn json_holds_the_whole_report() {
    let object: serde_json::Value = serde_json::from_str(&written("json", &Options::default())).unwrap();
    assert_eq!(object["version"], 1);
    let source = &object["sources"][0];
    assert_eq!(source["source"], "a, \"b\".txt");
    let report: Report = serde_json::from_value(source["reports"][0].clone()).unwrap();
    assert_eq!(report, sample_report());
}

#[test]
fn json_names_sources_that_could_not_be_read() {
    let failed = Reading { error: Some("no such file"), ..Reading::of("b.txt", &[]) };
    let mut out = Vec::new();
    let format = format("json").expect("a format");
    write_all(format, &mut out, &[failed, Reading::of("c.txt", &[])], &Options::default()).unwrap();
    let object: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let sources: Vec<_> = object["sources"].as_array().unwrap().iter().map(|s| (&s["source"], &s["error"])).collect();
    assert_eq!(sources, [(&"b.txt".into(), &"no such file".into()), (&"c.txt".into(), &serde_json::Value::Null)]);
}

#[test]
fn the_schema_knows_every_field_that_is_written() {
    let schema = serde_json::to_value(gongkai_export::schema()).unwrap();
    let report = serde_json::to_value(sample_report()).unwrap();
    let known = schema["$defs"]["Report"]["properties"].as_object().unwrap();
    let written = report.as_object().unwrap();
    assert_eq!(known.keys().collect::<Vec<_>>(), {
        let mut keys: Vec<_> = written.keys().collect();
        keys.sort();
        keys
    });
}

#[test]
fn markdown_is_a_page_without_accidents() {
    let text = written("markdown", &Options { language: Language::Zh, bom: false });
    assert!(text.starts_with("# 某县2021年政府信息公开工作年度报告\\*\n"), "{text}");
    assert!(text.contains("| 一、本年新收政府信息公开申请数量 | 0 | · | / | 无 | ¶ | ? | × |"), "{text}");
    assert!(text.contains("| 12\\* |"), "{text}");
    assert!(text.contains("主动公开 &lt;b>12&lt;/b> 条 \\| \\# \\*"), "{text}");
    assert!(text.contains("报告中没有这张表"), "{text}");
    assert!(text.contains("文件未声明编码，按 GB18030 读取。"), "{text}");
}

#[test]
fn names_are_distinct_and_summaries_are_there() {
    for format in FORMATS {
        assert_eq!(FORMATS.iter().filter(|other| other.name == format.name).count(), 1, "{}", format.name);
        assert!(!format.summary.0.is_empty() && !format.summary.1.is_empty(), "{}", format.name);
    }
}
