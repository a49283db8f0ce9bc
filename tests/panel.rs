//! Panels: what they hold, read by other programs, and over real reports.
//!
//! The snapshots are in `snapshots/panel/`. pandas, polars, DuckDB and frictionless read what is written where Python has
//! them; the corpus is read where `GONGKAI_CORPUS` names its folder. Where not, the tests say so and pass.

#![allow(clippy::unwrap_used)] // A test ends where something is not as expected.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai::check::{Roster, RosterUnit, Settings};
use gongkai::compare::harmony::{self, Column};
use gongkai::compare::{Collection, Flag, Unit, UnitYear};
use gongkai::export::panel::{Coverage, Options, Panel, Resource, codebook, format, package};
use gongkai::export::{self, Reading};
use gongkai::model::{Capture, Decimal, EditionId, Provenance, Report, TableId};
use gongkai::{Reader, gathering};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path, name: &str, roster: &Roster) -> (Vec<Report>, Vec<UnitYear>) {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let capture = Capture::new(bytes, Provenance::of(name));
    let reports = Reader::default().read(&capture).unwrap_or_else(|error| panic!("{name}: {error}"));
    let kept = gathering::unit_years(&reports, &capture, roster, &Settings::default());
    (reports, kept)
}

/// Fictional reports of both editions: of 2019, of 2021 clean and damaged, of 2023 with figures run together.
const EXAMPLES: &[&str] = &["edition_2019.txt", "clean_2021.md", "damaged_2021.txt", "glued_2023.txt"];

fn examples() -> (Vec<Report>, Collection) {
    let (mut reports, mut collection) = (Vec::new(), Collection::default());
    for name in EXAMPLES {
        let (read, kept) = read(&root().join("examples").join(name), name, &Roster::default());
        reports.extend(read);
        kept.into_iter().for_each(|report| collection.add(report));
    }
    (reports, collection)
}

fn written(name: &str, reports: &Collection, options: &Options, balanced: bool) -> (Vec<u8>, Coverage) {
    let mut out = Vec::new();
    let mut panel = Panel::start(format(name).unwrap(), &mut out, options).unwrap();
    let coverage = panel.collection(&mut out, reports, std::iter::empty(), balanced).unwrap();
    panel.finish(&mut out).unwrap();
    (out, coverage)
}

fn rows(csv: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(csv).deserialize().map(Result::unwrap).collect()
}

fn check(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots/panel"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// A wide panel on its side: a line for each column in which there is something.
fn on_its_side(csv: &[u8]) -> String {
    let mut reader = csv::Reader::from_reader(csv);
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let line = |(at, name): (usize, &str)| {
        let cells: Vec<&str> = records.iter().map(|record| &record[at]).collect();
        cells.iter().any(|cell| !cell.is_empty()).then(|| format!("{name}: {}\n", cells.join(" | ")))
    };
    reader.headers().unwrap().clone().iter().enumerate().filter_map(line).collect()
}

#[test]
fn wide() {
    let (csv, coverage) = written("csv", &examples().1, &Options::default(), false);
    assert_eq!(coverage, Coverage { units: 4, years: Some((2019, 2023)), reports: 4, absent: 16 });
    check("wide", &on_its_side(&csv));
}

#[test]
fn long() {
    let long = Options { long: true, ..Options::default() };
    let (csv, _) = written("csv", &examples().1, &long, false);
    let rows = rows(&csv);
    assert_eq!(rows.len(), 4 * harmony::columns().len());
    let interesting =
        ["t3_new_received_total", "t3_other_", "t2_art20_5", "t2_2019_art20_9", "t4_reconsideration_total"];
    let wanted = |row: &&BTreeMap<String, String>| interesting.iter().any(|prefix| row["column"].starts_with(prefix));
    let line = |row: &BTreeMap<String, String>| {
        ["unit", "year", "edition", "column", "value", "flag"].map(|name| row[name].as_str()).join(",") + "\n"
    };
    check("long", &rows.iter().filter(wanted).map(line).collect::<String>());
}

#[test]
fn json_lines_say_the_same_as_csv() {
    let (_, reports) = examples();
    let (csv, _) = written("csv", &reports, &Options::default(), true);
    let (jsonl, _) = written("jsonl", &reports, &Options::default(), true);
    let jsonl = String::from_utf8(jsonl).unwrap();
    for (line, row) in jsonl.lines().zip(rows(&csv)) {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let plain = |value: &serde_json::Value| match value {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Null => String::new(),
            other => other.to_string(),
        };
        assert_eq!(object.iter().map(|(key, value)| (key.clone(), plain(value))).collect::<BTreeMap<_, _>>(), row);
    }
    assert_eq!(jsonl.lines().count(), 20);
    let begin =
        |line: &str| line.split(",\"t2_2021_art20_1_rules_in_force").next().unwrap_or_default().to_owned() + "\n";
    check("jsonl", &jsonl.lines().map(begin).collect::<String>());
}

#[test]
fn codebook_and_package() {
    let mut out = Vec::new();
    codebook(&mut out, false).unwrap();
    check("codebook", &String::from_utf8(out).unwrap());
    let paths = ["panel.csv".to_owned()];
    let resource = Resource { format: format("csv").unwrap(), paths: &paths, parted: false };
    check("datapackage", &package(&resource, &Options { long: true, ..Options::default() }).unwrap());
    let wide: serde_json::Value = serde_json::from_str(&package(&resource, &Options::default()).unwrap()).unwrap();
    let names: Vec<&str> = wide["resources"][0]["schema"]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    let (csv, _) = written("csv", &Collection::default(), &Options::default(), false);
    assert_eq!(names.join(",") + "\n", String::from_utf8(csv).unwrap());
}

#[test]
fn a_panel_that_is_balanced_has_every_year() {
    let (csv, coverage) = written("csv", &examples().1, &Options { flags: true, ..Options::default() }, true);
    let rows = rows(&csv);
    assert_eq!((rows.len(), coverage.absent), (20, 16));
    let years: BTreeSet<&str> = rows.iter().map(|row| row["year"].as_str()).collect();
    assert_eq!(years.len(), 5);
    for row in &rows {
        let absent = row["source"].is_empty();
        assert_eq!(row["flags"] == Flag::NoReport.id(), absent);
        assert_eq!(row["t3_granted_total__flag"] == Flag::NoReport.id(), absent);
        assert!(!absent || (row["t3_granted_total"].is_empty() && row["findings_errors"].is_empty()));
    }
}

#[test]
fn every_number_that_is_missing_has_its_reason() {
    let (_, reports) = examples();
    let (csv, _) = written("csv", &reports, &Options::default(), false);
    let long = Options { long: true, ..Options::default() };
    let reasons: BTreeMap<_, _> = rows(&written("csv", &reports, &long, false).0)
        .into_iter()
        .map(|row| {
            (
                (row["unit"].clone(), row["year"].clone(), row["column"].clone()),
                (row["value"].clone(), row["flag"].clone()),
            )
        })
        .collect();
    let mut missing = 0;
    for row in rows(&csv) {
        let mut flagged = BTreeMap::new();
        for part in row["flags"].split(';').filter(|part| !part.is_empty()) {
            let (flag, columns) = part.split_once('=').unwrap();
            flagged.extend(columns.split(',').map(|column| (column.to_owned(), flag.to_owned())));
        }
        for Column { id, .. } in harmony::columns() {
            let value = &row[id];
            let implied = if value.is_empty() { "other_edition" } else { "read" };
            let flag = flagged.remove(id).unwrap_or_else(|| implied.into());
            missing += usize::from(flag == "missing");
            assert_eq!(reasons[&(row["unit"].clone(), row["year"].clone(), id.clone())], (value.clone(), flag), "{id}");
        }
        assert!(flagged.is_empty());
    }
    assert!(missing > 0, "the damaged example lacks cells");
}

#[test]
fn parts_are_named_by_year_and_province() {
    let mut reports = Collection::default();
    for (name, code) in
        [("甲县水务局", Some("410371000000")), ("乙县水务局", Some("320800000000")), ("丙县水务局", None)]
    {
        for year in [2022, 2023] {
            let unit = Unit { name: name.into(), code: code.map(Into::into), ..Unit::default() };
            reports.add(UnitYear::empty(unit, year, "a.html"));
        }
    }
    let folder = Folder::new("parts");
    let paths = folder.parted(&reports);
    let parts = ["320000", "410000", "unknown"];
    let expected = [2022, 2023]
        .iter()
        .flat_map(|year| parts.map(|part| format!("panel/year={year}/province_code={part}/part-0.parquet")));
    assert_eq!(paths, expected.collect::<Vec<_>>());
}

/// A folder that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("gongkai-panel-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Writes a panel in parts, and gives their paths.
    fn parted(&self, reports: &Collection) -> Vec<String> {
        let base = self.0.join("parquet");
        let root = base.clone();
        let create = move |part: &str| -> std::io::Result<Box<dyn Write>> {
            let path = root.join("panel").join(part);
            fs::create_dir_all(path.parent().unwrap())?;
            Ok(Box::new(File::create(path)?))
        };
        let mut panel = Panel::parted(&Options::default(), Box::new(create));
        panel.collection(&mut std::io::sink(), reports, std::iter::empty(), true).unwrap();
        panel.finish(&mut std::io::sink()).unwrap();
        let mut paths = files(&base.join("panel"));
        paths.iter_mut().for_each(|path| *path = path.strip_prefix(&base).unwrap().into());
        paths.sort();
        paths.iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// How many numbers a column has, and their sum without trailing zeros.
fn sum(reports: &Collection, column: &Column) -> (usize, String) {
    let numbers: Vec<Decimal> = reports.iter().filter_map(|report| column.figure(report).number).collect();
    (numbers.len(), numbers.iter().sum::<Decimal>().normalize().to_string())
}

/// Skipped, by its name, where Python or one of the programs is not installed.
#[test]
#[allow(clippy::print_stderr, reason = "a test that was skipped says so")]
fn pandas_polars_and_duckdb_see_every_number_and_frictionless_finds_nothing_wrong() {
    let python = std::env::var("GONGKAI_PYTHON").unwrap_or_else(|_| "python3".into());
    let needed = "import duckdb, frictionless, jsonlines, openpyxl, pandas, polars, pyarrow";
    if !Command::new(&python).args(["-c", needed]).output().is_ok_and(|output| output.status.success()) {
        eprintln!(
            "skipped: python3 with pandas, polars, duckdb, pyarrow, openpyxl and frictionless[json] is not installed"
        );
        return;
    }
    let (read, reports) = examples();
    let folder = Folder::new("read");
    let ids: Vec<&str> = harmony::columns().iter().map(|column| column.id.as_str()).collect();
    folder.write("columns.json", serde_json::to_string(&ids).unwrap());
    let mut book = Vec::new();
    codebook(&mut book, false).unwrap();
    for (name, at, long) in
        [("csv", "csv", false), ("csv", "long", true), ("xlsx", "xlsx", false), ("jsonl", "jsonl", false)]
    {
        let options = Options { long, ..Options::default() };
        let file = format!("panel.{name}");
        folder.write(&format!("{at}/{file}"), written(name, &reports, &options, true).0);
        folder.write(&format!("{at}/codebook.csv"), &book);
        let resource = Resource { format: format(name).unwrap(), paths: &[file], parted: false };
        folder.write(&format!("{at}/datapackage.json"), package(&resource, &options).unwrap());
    }
    folder.write("panel.parquet", written("parquet", &reports, &Options::default(), true).0);
    let paths = folder.parted(&reports);
    folder.write("parquet/codebook.csv", &book);
    let resource = Resource { format: format("parquet").unwrap(), paths: &paths, parted: true };
    folder.write("parquet/datapackage.json", package(&resource, &Options::default()).unwrap());
    for name in ["csv", "parquet", "xlsx"] {
        let mut out = Vec::new();
        let reading = Reading::of("", &read);
        export::write_all(export::format(name).unwrap(), &mut out, &[reading], &export::Options::default()).unwrap();
        folder.write(&format!("facts.{name}"), out);
    }

    let output = Command::new(&python).arg(root().join("tests/panel.py")).arg(&folder.0).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(seen["rows"].as_object().unwrap().len(), 10);
    for (program, rows) in seen["rows"].as_object().unwrap() {
        assert_eq!(rows, 20, "{program}");
        for column in harmony::columns() {
            let (count, total) = sum(&reports, column);
            assert_eq!(
                seen["sums"][program][&column.id],
                serde_json::json!([count, total]),
                "{program}: {}",
                column.id
            );
        }
    }
    for (package, errors) in seen["frictionless"].as_object().unwrap() {
        assert_eq!(errors, &serde_json::json!([]), "{package}");
    }
}

/// `cell,value,note`: the numbers that the source alone decides.
fn gold(path: &Path) -> BTreeMap<String, Decimal> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let row = |line: &str| {
        let fields: Vec<&str> = line.splitn(3, ',').map(str::trim).collect();
        (fields.get(2) != Some(&"ambiguous")).then_some(())?;
        Some((fields[0].to_owned(), fields[1].parse().ok()?))
    };
    text.lines().skip(1).filter_map(row).collect()
}

/// The reports of one organ over the years, from 2019 on: the organ of the manifest with the most of them.
#[test]
#[allow(clippy::print_stdout, reason = "what was compared is for people: cargo test --test panel -- --nocapture")]
fn the_years_of_an_organ_of_the_corpus() {
    let Some(corpus) = std::env::var_os("GONGKAI_CORPUS").map(PathBuf::from) else {
        println!("skipped: corpus (GONGKAI_CORPUS is not set)");
        return;
    };
    let manifest = fs::read_to_string(corpus.join("manifest.tsv")).unwrap();
    let mut organs: BTreeMap<&str, BTreeMap<i32, (&str, &str)>> = BTreeMap::new();
    for line in manifest.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, file, organ, year, ..] = fields.as_slice() else { continue };
        let year = year.parse().unwrap_or_default();
        // Not the same report as a page: one source for each year, the one that stands first.
        if year >= 2019 {
            organs.entry(organ).or_default().entry(year).or_insert((id, file));
        }
    }
    let (organ, years) = organs.into_iter().max_by_key(|(_, years)| years.len()).unwrap();
    assert!(years.contains_key(&2019) && years.contains_key(&2021) && !years.contains_key(&2020), "the manifest");
    let read = |roster: &Roster| -> Vec<UnitYear> {
        years.values().flat_map(|(_, file)| read(&corpus.join("raw").join(file), file, roster).1).collect()
    };
    // The reports call the organ by several names; a roster says that they are one.
    let names: BTreeSet<String> = read(&Roster::default()).into_iter().map(|report| report.unit.name).collect();
    let aliases = names.into_iter().filter(|name| name != organ).collect();
    let roster = Roster::new(vec![RosterUnit { name: organ.into(), aliases, ..RosterUnit::default() }]).unwrap();
    let mut reports = Collection::default();
    read(&roster).into_iter().for_each(|report| reports.add(report));
    let (csv, coverage) = written("csv", &reports, &Options { flags: true, ..Options::default() }, false);
    let rows = rows(&csv);
    assert_eq!(
        rows.iter().map(|row| row["year"].parse().unwrap()).collect::<Vec<i32>>(),
        years.keys().copied().collect::<Vec<_>>()
    );
    assert_eq!((coverage.units, rows[0]["unit"].as_str()), (1, organ));
    let (balanced, _) = written("csv", &reports, &Options::default(), true);
    let absent: Vec<i32> = self::rows(&balanced)
        .iter()
        .filter(|row| row["flags"] == "no_report")
        .map(|row| row["year"].parse().unwrap())
        .collect();
    assert_eq!(absent, (2019..=2025).filter(|year| !years.contains_key(year)).collect::<Vec<_>>());

    let (mut right, mut undecided) = (0, BTreeMap::<String, usize>::new());
    for row in &rows {
        let year: i32 = row["year"].parse().unwrap();
        let edition = if year <= 2020 { EditionId::E2019 } else { EditionId::E2021 };
        let gold = gold(&corpus.join("gold").join(format!("{}.csv", years[&year].0)));
        for column in harmony::columns().iter().filter(|column| column.table != TableId::Statistics) {
            let Some((_, cells)) = column.takes.iter().find(|(known, _)| *known == edition) else {
                assert_eq!(
                    (row[&column.id].as_str(), row[&format!("{}__flag", column.id)].as_str()),
                    ("", "other_edition"),
                    "{year} {}",
                    column.id
                );
                continue;
            };
            let parts: Option<Vec<Decimal>> = cells.iter().map(|cell| gold.get(&cell.cell().path).copied()).collect();
            let Some(parts) = parts else { continue };
            match row[&column.id].parse::<Decimal>() {
                Ok(number) => {
                    assert_eq!(number, parts.iter().sum(), "{year} {}", column.id);
                    right += 1;
                }
                Err(_) => *undecided.entry(row[&format!("{}__flag", column.id)].clone()).or_default() += 1,
            }
        }
        for id in ["t3_other_total", "t3_new_received_total", "t4_reconsideration_total"] {
            assert!(!row[id].is_empty(), "{year} {id}");
        }
    }
    println!("{right} numbers right, without a number: {undecided:?}");
    assert!(right >= 800, "{right} numbers");
}
