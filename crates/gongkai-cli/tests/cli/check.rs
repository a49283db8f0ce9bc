//! `gongkai check` and `gongkai rules`: what they print, which format, how they end.

use std::io::Cursor;

use calamine::{Reader, Xlsx, open_workbook_from_rs};

use crate::snapshots::{check, transcript};
use crate::util::{Case, example};

/// The rules that the pages are about; a new rule is to change none of them.
const RULES: &str = "T3-001,T3-002,T3-003,T4-001";

/// An example with a text in place of another one.
fn changed(name: &str, changes: &[(&str, &str)]) -> String {
    let mut text = String::from_utf8(example(name)).unwrap();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from:?} is in {name} once");
        text = text.replace(from, to);
    }
    text
}

/// Reports that break rules: a cell with swapped digits, a total of disputes, a page, a column left out, and others.
fn case() -> Case {
    let case = Case::new();
    let swapped = ("（一）予以公开 |  | 31 |", "（一）予以公开 |  | 13 |");
    case.write("broken.md", changed("clean_2021.md", &[swapped, ("| 2 | 0 | 1 | 1 | 4 |", "| 2 | 0 | 1 | 1 | 5 |")]));
    let cell =
        ("（一）予以公开</td><td>4</td><td>1</td><td>0</td>", "（一）予以公开</td><td>40</td><td>1</td><td></td>");
    case.write("page.html", changed("page_2023.html", &[cell]));
    let rows = [
        ("（一）予以公开 |  | 31 |", "（一）予以公开 |  | 32 |"),
        ("3.补正后申请内容仍不明确 | 1 |", "3.补正后申请内容仍不明确 | 2 |"),
        ("1.信访举报投诉类申请 | 5 |", "1.信访举报投诉类申请 | 6 |"),
        ("（七）总计 |  | 76 |", "（七）总计 |  | 78 |"),
    ];
    case.write("many.md", changed("clean_2021.md", &rows));
    case.write("clean.md", example("clean_2021.md"));
    case.write("damaged.txt", example("damaged_2021.txt"));
    case.write("notice.txt", example("not_a_report.txt"));
    case
}

#[test]
fn pages() {
    let case = case();
    for language in ["en", "zh"] {
        let runs: [&[&str]; 5] = [
            &["broken.md"],
            &["page.html"],
            &["many.md"],
            &["clean.md", "damaged.txt", "notice.txt"],
            &["missing.txt"],
        ];
        let pages: Vec<_> = runs
            .into_iter()
            .map(|files| transcript(&case, &[&["check"], files, &["--select", RULES, "--lang", language]].concat()))
            .collect();
        check!(format!("check_{language}"), pages.join("\n"));
    }
}

#[test]
fn all_shows_in_full_what_else_takes_a_line() {
    let case = case();
    let count = |arguments: &[&str]| case.run(arguments).expect(1).stdout.matches("-->").count();
    let (some, all) = (
        count(&["check", "many.md", "--select", "T3-003"]),
        count(&["check", "many.md", "--select", "T3-003", "--all"]),
    );
    assert!(some < all, "{some} and {all}");
    case.run(&["check", "many.md", "--select", "T3-003"]).shows("gongkai check … --all");
}

#[test]
fn colour_goes_to_terminals_only() {
    let case = case();
    assert!(!case.run(&["check", "broken.md"]).stdout.contains('\u{1b}'));
    let plain = case.run(&["check", "broken.md"]).stdout;
    let coloured = case.run(&["check", "broken.md", "--color", "always"]).stdout;
    assert!(coloured.contains("\u{1b}[1m\u{1b}[31merror[T3-002]"), "{coloured:?}");
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn every_format_is_written() {
    let case = case();
    for format in ["json", "jsonl", "csv", "sarif", "html", "github"] {
        let run =
            case.run(&["check", "broken.md", "page.html", "-f", format, "--lang", "zh", "--select", RULES]).expect(1);
        assert!(run.stdout.contains("broken.md"), "{format}");
        case.run(&["check", "broken.md", "page.html", "-f", format, "--lang", "zh", "--select", RULES, "-o", "out"])
            .expect(1);
        assert_eq!(case.read("out"), run.stdout, "{format}");
    }
    for format in ["jsonl", "csv", "github"] {
        check!(
            format!("check_{format}_zh"),
            transcript(&case, &["check", "broken.md", "-f", format, "--lang", "zh", "--select", RULES])
        );
    }
    check!(
        "check_html_zh",
        case.run(&["check", "page.html", "-f", "html", "--lang", "zh", "--select", RULES])
            .stdout
            .replace("</tr><tr", "</tr>\n<tr")
    );
}

#[test]
fn the_workbook_has_a_sheet_for_each_unit_on_request() {
    let case = case();
    let sheets = |more: &[&str]| {
        let arguments =
            [&["check", "broken.md", "page.html", "-f", "xlsx", "--lang", "zh", "-o", "out.xlsx"], more].concat();
        case.run(&arguments).expect(1);
        let bytes = std::fs::read(case.path("out.xlsx")).unwrap();
        let workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        workbook.sheet_names()
    };
    assert_eq!(sheets(&[]), ["汇总", "问题清单", "规则说明"]);
    assert_eq!(sheets(&["--sheets"]), ["汇总", "问题清单", "云梧县交通运输局", "青禾县农业农村局", "规则说明"]);
}

/// What a report says must not command a terminal, a spreadsheet, a browser or a workflow.
#[test]
fn text_of_a_report_commands_nothing() {
    let case = Case::new();
    let text = changed(
        "clean_2021.md",
        &[
            ("（七）总计 |  | 76 |", "（七）总计 |  | 67 |"),
            (
                "青禾县农业农村局2021年政府信息公开工作年度报告\n\n",
                "青禾县农业农村局2021年政府信息公开工作年度报告\n\n=cmd|x <script>alert(1)</script>\n\n::error::x\n\n",
            ),
        ],
    );
    case.write("\u{1b}[31m::error::=cmd<script>,x.md", text);
    for format in ["text", "csv", "jsonl", "json", "sarif", "html", "github"] {
        let run = case.run(&["check", ".", "-f", format, "--color", "never", "--select", RULES]).expect(1);
        match format {
            "csv" => continue,
            "github" => assert!(run.stdout.lines().all(|line| line.starts_with("::error file=")), "{}", run.stdout),
            "html" => assert!(!run.stdout.contains("<script"), "{}", run.stdout),
            _ => {}
        }
        assert!(!run.stdout.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn rules_are_chosen() {
    let case = case();
    let rules = |arguments: &[&str]| {
        let run = case.run(&[&["check", "broken.md", "-f", "github"], arguments].concat());
        let rules: std::collections::BTreeSet<String> = run
            .stdout
            .lines()
            .filter_map(|line| line.split("title=").nth(1))
            .filter_map(|rest| rest.split("::").next())
            .map(str::to_owned)
            .collect();
        rules.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(rules(&["--select", RULES]), "T3-002 T3-003 T4-001");
    assert_eq!(rules(&["--select", "t3-003,disputes-do-not-add-up"]), "T3-003 T4-001");
    assert_eq!(rules(&["--select", RULES, "--ignore", "T3"]), "T4-001");
    assert_eq!(rules(&["--select", "T4-001", "--select", "T3-002"]), "T3-002 T4-001");
    case.write("gongkai.toml", "[check]\nselect = [\"T3-002\", \"T4-001\"]\nignore = [\"T4-001\"]\n");
    assert_eq!(rules(&["--config", "gongkai.toml"]), "T3-002");
    assert_eq!(rules(&["--config", "gongkai.toml", "--select", "T3-003"]), "T3-003");
}

#[test]
fn how_it_ends() {
    let case = case();
    let check = |arguments: &[&str]| case.run(&[&["check", "--select", RULES], arguments].concat());
    check(&["clean.md"]).expect(0).shows("nothing found to be wrong");
    check(&["broken.md"]).expect(1);
    check(&["broken.md", "missing.txt"]).expect(3).says("missing.txt").shows("1 could not be read");
    case.write("gongkai.toml", "[check.severity]\nT3 = \"warning\"\nT4 = \"off\"\n");
    check(&["broken.md", "--config", "gongkai.toml"]).expect(0).shows("warning[T3-002]");
    check(&["broken.md", "--config", "gongkai.toml", "--fail-on", "warning"]).expect(1);
    case.write("strict.toml", "[check]\nfail-on = \"off\"\n");
    check(&["broken.md", "--config", "strict.toml"]).expect(0);
    assert_eq!(check(&["clean.md", "--quiet"]).expect(0).stdout, "");
}

#[test]
fn blanks_count_as_told() {
    let case = Case::new();
    case.write("blank.md", changed("clean_2021.md", &[("| 2 | 0 | 1 | 1 | 4 |", "| 2 |  | 1 | 1 | 4 |")]));
    let check = |how: &str| case.run(&["check", "blank.md", "--select", "T4-001", "--blanks", how]).expect(0);
    check("auto").shows("held 2, held with blanks as zero 1");
    check("zero").shows("held 2, held with blanks as zero 1");
    check("unknown").shows("not assessable 1");
}

#[test]
fn usage_errors() {
    let case = case();
    case.write("bad.toml", "[check]\nselekt = [\"T3\"]\n");
    case.write("typo.toml", "[check]\nignore = [\"T3-0001\"]\n");
    let runs: [&[&str]; 9] = [
        &["check"],
        &["check", "broken.md", "--select", "T3-0001"],
        &["check", "broken.md", "--format", "xls"],
        &["check", "broken.md", "--bom"],
        &["check", "broken.md", "--sheets", "-f", "csv"],
        &["check", "broken.md", "--config", "missing.toml"],
        &["check", "broken.md", "--config", "bad.toml"],
        &["check", "broken.md", "--config", "typo.toml"],
        &["rules", "row-totals-wrong"],
    ];
    for language in ["en", "zh"] {
        let pages: Vec<_> = runs
            .iter()
            .map(|arguments| {
                let run = transcript(&case, &[&["--lang", language], *arguments].concat());
                assert!(run.ends_with("exit 2\n"), "{run}");
                run
            })
            .collect();
        check!(format!("check_errors_{language}"), pages.join("\n"));
    }
}

#[test]
fn rules_have_pages() {
    let case = Case::new();
    for language in ["en", "zh"] {
        let runs: [&[&str]; 3] =
            [&["rules", "T3-001"], &["rules", "disputes-do-not-add-up"], &["rules", "T4-001", "-f", "markdown"]];
        let pages: Vec<_> =
            runs.iter().map(|arguments| transcript(&case, &[*arguments, &["--lang", language]].concat())).collect();
        check!(format!("rules_{language}"), pages.join("\n"));
    }
    let list = case.run(&["rules"]).expect(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&case.run(&["rules", "-f", "json"]).expect(0).stdout).unwrap();
    let rules = json.as_array().unwrap();
    assert!(rules.len() >= 4);
    for rule in rules {
        let id = rule["id"].as_str().unwrap();
        assert!(list.lines().any(|line| line.starts_with(id)), "{id}");
        assert!(!rule["explanation"]["zh"].as_str().unwrap().is_empty(), "{id}");
    }
    let group = case.run(&["rules", "t3"]).expect(0).stdout;
    assert!(group.contains("T3-001") && group.contains("T3-003") && !group.contains("T4-001"));
}
