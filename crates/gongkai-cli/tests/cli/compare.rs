//! `gongkai compare`, `trend`, `rank`, `rollup`, `indicators`: what they print, which format, how they end.

use std::io::Cursor;

use calamine::{Reader, Xlsx, open_workbook_from_rs};

use crate::snapshots::{check, transcript};
use crate::util::{Case, example};

/// The figures of a year that are not those of the example: new, carried in, granted, carried out, all by natural persons.
struct Year {
    year: i32,
    received: u32,
    carried_in: u32,
    carried_out: u32,
    in_force: &'static str,
}

impl Year {
    /// The example as the report of a unit and year, every sum of it holding.
    fn report(&self, unit: &str) -> String {
        let text = String::from_utf8(example("clean_2021.md")).unwrap();
        let text =
            text.replace("2022年", "次年").replace("2021", &self.year.to_string()).replace("青禾县农业农村局", unit);
        // What is not counted here goes to the requests granted.
        let processed = self.received + self.carried_in - self.carried_out;
        let granted = processed - (90 - 39);
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (label, old, new) in [
            ("一、本年新收", 91, self.received),
            ("二、上年结转", 5, self.carried_in),
            ("（一）予以公开", 39, granted),
            ("（七）总计", 90, processed),
            ("四、结转下年度", 6, self.carried_out),
        ] {
            let line = lines.iter_mut().find(|line| line.starts_with('|') && line.contains(label)).unwrap();
            *line = totals(line, old, new);
        }
        let documents = lines.iter_mut().find(|line| line.starts_with("| 行政规范性文件")).unwrap();
        *documents = format!("| 行政规范性文件 | {} |", self.in_force);
        lines.join("\n").replace(
            "91件，上年结转5件；办结90件，结转下年度6件",
            &format!(
                "{}件，上年结转{}件；办结{processed}件，结转下年度{}件",
                self.received, self.carried_in, self.carried_out
            ),
        )
    }
}

/// A row whose total is another one; the natural persons take the difference.
fn totals(line: &str, old: u32, new: u32) -> String {
    let mut cells: Vec<String> = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let (first, last) = (cells.len() - 7, cells.len() - 1);
    assert_eq!(cells[last], old.to_string(), "{line}");
    let persons: u32 = cells[first].parse().unwrap();
    // An organisation's cell may have to give way to zero.
    let others = old - persons;
    cells[first] = new.checked_sub(others).unwrap_or_else(|| panic!("{line}: {new}")).to_string();
    cells[last] = new.to_string();
    format!("| {} |", cells.join(" | "))
}

const YEARS: [Year; 4] = [
    Year { year: 2019, received: 70, carried_in: 3, carried_out: 4, in_force: "5 | 0 | 12" },
    Year { year: 2021, received: 91, carried_in: 5, carried_out: 6, in_force: "2 | 1 | 17" },
    Year { year: 2022, received: 130, carried_in: 6, carried_out: 11, in_force: "4 | 2 | 19" },
    Year { year: 2023, received: 118, carried_in: 9, carried_out: 7, in_force: "1 | 3 | 20" },
];

/// A unit with four years, one of them missing between, and units with one.
fn case() -> Case {
    let case = Case::new();
    for year in &YEARS {
        case.write(&format!("water/{}.md", year.year), year.report("青禾县水务局"));
    }
    for (unit, received, carried_out) in [("青禾县财政局", 88, 2), ("青禾县教育局", 201, 40)] {
        let year = Year { year: 2023, received, carried_in: 1, carried_out, in_force: "0 | 0 | 3" };
        case.write(&format!("others/{unit}.md"), year.report(unit));
    }
    for name in ["check/housing_2023.md", "check/housing_2024.md", "check/county_2024.md", "check/roster.csv"] {
        case.write(name, example(name));
    }
    case.write("old.txt", example("edition_2019.txt"));
    case.write("list_2016.txt", example("statistics_2016.txt"));
    case.write("notice.txt", example("not_a_report.txt"));
    case.write("packed.zip", example("packed_2023.zip"));
    case
}

fn pages(case: &Case, name: &str, runs: &[&[&str]]) {
    for language in ["en", "zh"] {
        let pages: Vec<_> =
            runs.iter().map(|arguments| transcript(case, &[arguments, &["--lang", language][..]].concat())).collect();
        check!(format!("{name}_{language}"), pages.join("\n"));
    }
}

#[test]
fn comparisons() {
    let case = case();
    pages(
        &case,
        "compare",
        &[
            &["compare", "check/housing_2023.md", "check/housing_2024.md"],
            &["compare", "old.txt", "water/2021.md"],
            &["compare", "list_2016.txt", "water/2021.md"],
        ],
    );
    let json = ["compare", "check/housing_2023.md", "check/housing_2024.md", "-f", "json"];
    check!("compare_json", shortened(&transcript(&case, &json), 120));
    let html = ["compare", "check/housing_2023.md", "check/housing_2024.md", "-f", "html", "--lang", "zh"];
    check!("compare_html_zh", transcript(&case, &html));
}

#[test]
fn a_report_is_like_itself() {
    let case = case();
    let same = case.run(&["compare", "water/2021.md", "water/2021.md", "-f", "json"]).expect(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&same).unwrap();
    let lines: Vec<_> =
        json["tables"].as_array().unwrap().iter().flat_map(|table| table["lines"].as_array().unwrap()).collect();
    assert_eq!(lines.len(), 200);
    assert!(lines.iter().all(|line| line["differs"] == false && line["difference"] == "0"), "{lines:?}");
    for section in json["prose"].as_array().unwrap() {
        assert_eq!(
            (section["similarity"].as_u64(), section["changes"].as_array().map(Vec::len)),
            (Some(1000), Some(0))
        );
    }
}

#[test]
fn turned_round_it_is_the_mirror() {
    let case = case();
    let run = |a: &str, b: &str| {
        let out = case.run(&["compare", a, b, "-f", "json"]).stdout;
        serde_json::from_str::<serde_json::Value>(&out).unwrap()
    };
    let (there, back) = (run("old.txt", "water/2022.md"), run("water/2022.md", "old.txt"));
    let lines = |json: &serde_json::Value| -> Vec<serde_json::Value> {
        json["tables"].as_array().unwrap().iter().flat_map(|table| table["lines"].as_array().unwrap().clone()).collect()
    };
    let (there, back) = (lines(&there), lines(&back));
    assert!(there.len() > 100 && there.len() == back.len());
    for (one, other) in there.iter().zip(&back) {
        assert_eq!((&one["a"], &one["b"], &one["label"]), (&other["b"], &other["a"], &other["label"]));
        let number = |line: &serde_json::Value| line["difference"].as_str().map(|text| text.parse::<f64>().unwrap());
        assert_eq!(number(one), number(other).map(|difference| 0.0 - difference));
    }
}

#[test]
fn which_of_several_reports() {
    let case = case();
    case.run(&["compare", "packed.zip", "old.txt"]).expect(3).says("packed.zip#2");
    case.run(&["compare", "packed.zip#1", "packed.zip#2"]).expect(0);
    case.run(&["compare", "packed.zip#9", "old.txt"]).expect(3).says("no report 9");
    case.run(&["compare", "notice.txt", "old.txt"]).expect(3).says("no annual report");
    case.run(&["compare", "absent.txt", "old.txt"]).expect(3).says("no such file");
    case.run(&["compare", "old.txt"]).expect(2);
}

#[test]
fn captures_of_an_archive() {
    let case = case();
    case.run(&["archive", "add", "--archive", "store", "water/2022.md", "water/2023.md"]).expect(0);
    let files = case.run(&["compare", "water/2022.md", "water/2023.md", "-f", "json"]).expect(1).stdout;
    let kept = case.run(&["compare", "store#1", "store#2", "-f", "json"]).expect(1).stdout;
    let tables = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["tables"].clone();
    assert_eq!(tables(&files), tables(&kept));
    case.run(&["compare", "store#7", "store#2"]).expect(3).says("no such capture");
    let trend = |input: &str| case.run(&["trend", input, "--indicator", "workload", "-f", "csv"]).expect(0).stdout;
    let figures = |text: &str| text.lines().map(|line| line.rsplit_once(',').unwrap().0.to_owned()).collect::<Vec<_>>();
    case.write("two/2022.md", YEARS[2].report("青禾县水务局"));
    case.write("two/2023.md", YEARS[3].report("青禾县水务局"));
    assert_eq!(figures(&trend("store")), figures(&trend("two")));
}

#[test]
fn trends() {
    let case = case();
    pages(
        &case,
        "trend",
        &[
            &["trend", "water"],
            &["trend", "water", "others", "--indicator", "requests_received,disclosure_rate", "--years", "2022-2023"],
            &["trend", "water", "old.txt", "--unit", "办公室", "--indicator", "other_rate,normative_turnover"],
        ],
    );
    check!("trend_csv", transcript(&case, &["trend", "water", "--indicator", "workload,requests_growth", "-f", "csv"]));
    check!("trend_json", transcript(&case, &["trend", "water", "--indicator", "requests_growth", "-f", "json"]));
}

#[test]
fn charts() {
    let case = case();
    let draw = |arguments: &[&str], name: &str| {
        for language in ["en", "zh"] {
            let file = format!("{name}_{language}.svg");
            case.run(&[arguments, &["--chart", &file, "--lang", language, "-q"]].concat());
            let text = case.read(&file).replace(&format!("gongkai {}", env!("CARGO_PKG_VERSION")), "gongkai [version]");
            check!(format!("chart_{name}_{language}"), text);
        }
    };
    draw(&["trend", "water"], "lines");
    draw(&["trend", "water", "others", "--indicator", "disclosure_rate"], "rates");
    draw(&["trend", "water", "--kind", "outcomes"], "outcomes");
    draw(&["trend", "water", "--kind", "denials"], "denials");
    draw(&["rank", "water", "others", "--by", "carry_over_ratio", "--year", "2023"], "ranking");
    case.run(&["trend", "water", "--chart", "a.jpg"]).expect(2).says(".svg");
    case.run(&["trend", "water", "--chart", "a.svg", "--indicator", "workload,denial_rate"])
        .expect(2)
        .says("do not share an axis");
    case.run(&["trend", "water", "--indicator", "rate"]).expect(2).says("gongkai indicators");
    case.run(&["trend", "water", "--years", "2023-2019"]).expect(2);
}

#[test]
fn rankings() {
    let case = case();
    case.write("roster.csv", "单位\n青禾县水务局\n青禾县商务局\n");
    let by = |indicator: &'static str| {
        ["rank", "water", "others", "--by", indicator, "--year", "2023", "--roster", "roster.csv"]
    };
    pages(&case, "rank", &[&by("carry_over_ratio"), &by("reconsideration_correction_rate"), &by("requests_growth")]);
    let top = [&by("requests_received")[..], &["--top", "1", "-f", "csv"]].concat();
    check!("rank_csv", transcript(&case, &top));
}

/// A government whose report is the sum of those of two units, and their roster.
fn family(case: &Case, change: Option<(&str, &str)>) {
    let one =
        Year { year: 2023, received: 88, carried_in: 5, carried_out: 2, in_force: "0 | 0 | 3" }.report("青禾县财政局");
    let other =
        Year { year: 2023, received: 118, carried_in: 9, carried_out: 7, in_force: "0 | 0 | 3" }.report("青禾县水务局");
    let row = |(one, other): (&str, &str)| match one.starts_with('|') && one.chars().any(|c| c.is_ascii_digit()) {
        true => {
            let cells = one.split('|').zip(other.split('|')).map(|(one, other)| {
                match (one.trim().parse::<u32>(), other.trim().parse::<u32>()) {
                    (Ok(one), Ok(other)) => format!(" {} ", one + other),
                    _ => one.to_owned(),
                }
            });
            cells.collect::<Vec<_>>().join("|")
        }
        false => one.to_owned(),
    };
    let sum: Vec<String> = one.lines().zip(other.lines()).map(row).collect();
    let parent = sum.join("\n").replace("青禾县财政局", "青禾县人民政府").replace("我局", "全县各级行政机关");
    let other = change.map_or(other.clone(), |(from, to)| {
        assert_eq!(other.matches(from).count(), 1, "{from}");
        other.replace(from, to)
    });
    case.write("family/parent.md", parent);
    case.write("family/one.md", one);
    case.write("family/other.md", other);
    let roster = "单位,上级,层级,类别,名单完整\n青禾县人民政府,,县级,政府,是\n青禾县财政局,青禾县人民政府,县级,部门,\n青禾县水务局,青禾县人民政府,县级,部门,\n青禾县税务局,青禾县人民政府,县级,部门,\n";
    case.write("family/roster.csv", roster);
}

const ROLLUP: [&str; 4] = ["rollup", "--roster", "family/roster.csv", "family"];

#[test]
fn a_sum_shows_no_difference_and_one_changed_cell_is_the_one_shown() {
    let case = Case::new();
    family(&case, None);
    let outcomes = |case: &Case, code: i32| {
        let out = case.run(&[&ROLLUP[..], &["-f", "csv"]].concat()).expect(code).stdout;
        let rows = out.lines().skip(1).filter(|line| !line.contains(",equal,") && line.contains("units_have"));
        rows.map(|line| line.split(',').nth(2).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(outcomes(&case, 0), Vec::<String>::new());
    family(
        &case,
        Some((
            "1.信访举报投诉类申请 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |",
            "1.信访举报投诉类申请 | 5 | 0 | 0 | 0 | 0 | 0 | 4 |",
        )),
    );
    assert_eq!(outcomes(&case, 1), ["t3.not_processed_petition.total"]);
    pages(&case, "rollup", &[&ROLLUP]);
    check!("rollup_json", shortened(&transcript(&case, &[&ROLLUP[..], &["-f", "json"]].concat()), 20));
    family(&case, None);
    std::fs::remove_file(case.path("family/one.md")).unwrap();
    pages(&case, "rollup_open", &[&ROLLUP]);
}

/// The head and the end of a long text, and how much stands between.
fn shortened(text: &str, end: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (head, rest) = lines.split_at(75);
    let (between, tail) = rest.split_at(rest.len() - end);
    format!("{}\n… {} lines …\n{}\n", head.join("\n"), between.len(), tail.join("\n"))
}

#[test]
fn rollups_as_a_workbook() {
    let case = Case::new();
    family(&case, Some(("（七）总计 |  | 106 |", "（七）总计 |  | 107 |")));
    case.run(&[&ROLLUP[..], &["-f", "xlsx", "-o", "out.xlsx", "--lang", "zh"]].concat()).expect(1);
    let bytes = std::fs::read(case.path("out.xlsx")).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["汇总", "差异", "青禾县人民政府 2023"]);
    let mut text = String::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        text += &format!("== {name}\n");
        for row in range.rows().take(12) {
            text += &(row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ") + "\n");
        }
    }
    check!("rollup_xlsx_zh", text);
}

#[test]
fn what_ships_rolls_up() {
    let case = case();
    pages(
        &case,
        "rollup_example",
        &[&["rollup", "--roster", "check/roster.csv", "check/county_2024.md", "check/housing_2024.md"]],
    );
    case.run(&["rollup", "check/county_2024.md"]).expect(2);
}

#[test]
fn indicators_are_listed() {
    let case = Case::new();
    pages(&case, "indicators", &[&["indicators"]]);
    let json = case.run(&["indicators", "-f", "json"]).expect(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(json["indicators"].as_array().unwrap().len() > 40);
}

#[test]
fn help_says_how_it_ends() {
    let case = Case::new();
    for command in ["compare", "trend", "rank", "rollup", "indicators"] {
        case.run(&[command, "--help", "--lang", "en"]).expect(0).shows("Examples:").shows("Exit codes:");
        case.run(&[command, "--help", "--lang", "zh"]).expect(0).shows("示例：").shows("退出码：");
    }
}
