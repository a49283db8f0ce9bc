//! `gongkai panel`, and facts in formats that are no text.

use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::snapshots::{check, transcript};
use crate::util::{Case, example};

/// Reports of 2019 and 2021 of two units, one of 2021 damaged.
fn reports() -> Case {
    let case = Case::new();
    for name in ["edition_2019.txt", "clean_2021.md", "damaged_2021.txt"] {
        case.write(&format!("reports/{name}"), example(name));
    }
    case
}

/// The cells of a CSV without quotation marks.
fn column(csv: &str, name: &str) -> Vec<String> {
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let at = lines.next().unwrap().iter().position(|head| *head == name).unwrap();
    lines.map(|cells| cells[at].to_owned()).collect()
}

#[test]
fn help_and_errors() {
    let case = reports();
    case.write("full/panel/year=2021/part-0.parquet", "");
    for language in ["en", "zh"] {
        let runs: [&[&str]; 7] = [
            &["panel", "--help"],
            &["panel"],
            &["panel", "reports", "--long", "--flags"],
            &["panel", "reports", "-f", "xls"],
            &["panel", "reports", "-f", "jsonl", "--bom"],
            &["panel", "reports", "-o", "reports/"],
            &["panel", "reports", "-f", "parquet", "-o", "full/"],
        ];
        let pages: Vec<_> =
            runs.iter().map(|arguments| transcript(&case, &[*arguments, &["--lang", language]].concat())).collect();
        check!(format!("panel_{language}"), pages.join("\n"));
    }
}

#[test]
fn a_folder_gets_a_codebook_and_a_description() {
    let case = reports();
    // Units lack reports of years: complete coverage it is not.
    let run = case.run(&["panel", "reports", "-o", "out/"]).expect(1);
    let run = run.says("3 units, 2019 to 2021, 3 reports; 6 units and years without a report");
    assert_eq!(run.stdout, "");
    let csv = case.read("out/panel.csv");
    assert_eq!(column(&csv, "year"), ["2021", "2019", "2021"]);
    assert_eq!(csv, case.run(&["panel", "reports"]).expect(1).stdout);
    assert!(case.read("out/codebook.csv").starts_with("column,label_zh,label_en"));
    let package: serde_json::Value = serde_json::from_str(&case.read("out/datapackage.json")).unwrap();
    assert_eq!(package["resources"][0]["path"], "panel.csv");
    // The output of an earlier run is no input.
    assert_eq!(case.run(&["panel", ".", "-o", "out/"]).expect(1).stdout, "");
    assert_eq!(case.read("out/panel.csv").lines().count(), 4);
}

#[test]
fn parquet_in_a_folder_is_parted() {
    let case = reports();
    case.run(&["panel", "reports", "-o", "out/", "-f", "parquet"]).expect(1);
    for year in [2019, 2021] {
        let part = case.path(&format!("out/panel/year={year}/province_code=unknown/part-0.parquet"));
        let bytes = fs::read(part).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    }
    let package: serde_json::Value = serde_json::from_str(&case.read("out/datapackage.json")).unwrap();
    assert_eq!(package["resources"][0]["path"].as_array().unwrap().len(), 2);
    assert_eq!(package["resources"][0]["partitions"][1], "province_code");
}

#[test]
fn a_roster_names_units_that_have_no_report() {
    let case = reports();
    case.write("roster.csv", "unit,parent\n青禾县农业农村局,青禾县人民政府\n青禾县林业局,青禾县人民政府\n");
    let run = case.run(&["panel", "reports", "--roster", "roster.csv", "--balanced"]).expect(1);
    let units = column(&run.stdout, "unit");
    assert_eq!((units.len(), units.iter().filter(|unit| *unit == "青禾县林业局").count()), (12, 3));
    let superiors = column(&run.stdout, "superior");
    assert_eq!(superiors.iter().filter(|superior| *superior == "青禾县人民政府").count(), 6);
    case.write("one/a.md", example("clean_2021.md"));
    let complete = case.run(&["panel", "one"]).expect(0);
    assert_eq!(column(&complete.stdout, "t3_granted_total").len(), 1);
    case.run(&["panel", "one", "missing.txt"]).expect(3).says("no such file");
}

#[test]
fn the_format_follows_the_extension() {
    let case = reports();
    for (name, begin) in [("p.csv", "unit,year"), ("p.jsonl", "{\"unit\":"), ("p.xlsx", "PK"), ("p.parquet", "PAR1")] {
        case.run(&["panel", "reports", "-o", name, "-q"]).expect(1);
        assert!(fs::read(case.path(name)).unwrap().starts_with(begin.as_bytes()), "{name}");
    }
    assert!(!case.path("codebook.csv").exists());
    case.run(&["panel", "reports", "-o", "b.csv", "-q", "--bom"]).expect(1);
    assert_eq!(case.read("b.csv"), format!("\u{feff}{}", case.read("p.csv")));
}

#[test]
fn a_workbook_has_numbers_as_numbers() {
    let case = reports();
    let csv = case.run(&["facts", "reports", "-q"]).expect(1).stdout;
    case.run(&["facts", "reports", "-f", "xlsx", "-o", "f.xlsx", "-q"]).expect(1);
    let mut book: Xlsx<_> = open_workbook(case.path("f.xlsx")).unwrap();
    let sheet = book.worksheet_range("Facts").unwrap();
    let states = column(&csv, "state");
    assert_eq!(sheet.height(), states.len() + 1);
    let head: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(head.join(","), csv.lines().next().unwrap());
    for row in sheet.rows().skip(1) {
        assert_eq!(row[9] == Data::String("number".into()), matches!(row[7], Data::Float(_)), "{row:?}");
        assert!(matches!(row[3], Data::Float(_)) && matches!(row[10], Data::String(_) | Data::Empty), "{row:?}");
    }
    case.run(&["panel", "reports", "-o", "p.xlsx", "-q", "--lang", "zh"]).expect(1);
    let mut book: Xlsx<_> = open_workbook(case.path("p.xlsx")).unwrap();
    assert_eq!(book.worksheet_range("面板数据").unwrap().height(), 4);
}
