//! What is written as Parquet, read again.

#![cfg(feature = "parquet")]
#![allow(clippy::unwrap_used)] // A test ends where something is not as expected.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;

use bytes::Bytes;
use gongkai_compare::{Collection, Figure, Flag, Unit, UnitYear, cell};
use gongkai_export::panel::{Options, Panel, format};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

fn report(unit: &str, year: i32, code: &str, granted: &str) -> UnitYear {
    let unit = Unit { name: unit.into(), code: Some(code.into()), ..Unit::default() };
    let figure = Figure { number: Some(granted.parse().unwrap()), flag: Flag::Read };
    UnitYear::empty(unit, year, "a.html").with_figures([(cell("t3.granted.total").unwrap(), figure)])
}

/// Columns of every row, as text.
fn rows(bytes: Vec<u8>, names: &[&str]) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(Bytes::from(bytes)).unwrap();
    let shown = |field: &Field| match field {
        Field::Str(text) => text.clone(),
        other => other.to_string(),
    };
    let row = |row: parquet::record::Row| -> Vec<String> {
        let columns: BTreeMap<&String, &Field> = row.get_column_iter().collect();
        names.iter().map(|name| columns.get(&(*name).to_owned()).map_or("-".into(), |field| shown(field))).collect()
    };
    reader.get_row_iter(None).unwrap().map(|found| row(found.unwrap())).collect()
}

#[test]
fn a_number_that_does_not_fit_is_flagged_and_not_rounded() {
    let mut reports = Collection::default();
    reports.add(report("青禾县水务局", 2022, "", "12345678901234567890"));
    reports.add(report("青禾县水务局", 2023, "", "0.0380"));
    let mut out = Vec::new();
    let options = Options { flags: true, ..Options::default() };
    let mut panel = Panel::start(format("parquet").unwrap(), &mut out, &options).unwrap();
    panel.collection(&mut out, &reports, std::iter::empty(), false).unwrap();
    panel.finish(&mut out).unwrap();
    assert_eq!(
        rows(out, &["unit", "year", "t3_granted_total", "t3_granted_total__flag", "t3_granted_natural_person"]),
        [["青禾县水务局", "2022", "null", "too_long", "null"], ["青禾县水务局", "2023", "0.038000", "read", "null"]]
    );
}

#[test]
fn files_say_what_made_them() {
    let mut out = Vec::new();
    let panel = Panel::start(format("parquet").unwrap(), &mut out, &Options::default()).unwrap();
    panel.finish(&mut out).unwrap();
    let reader = SerializedFileReader::new(Bytes::from(out)).unwrap();
    let about = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let keys: Vec<&str> = about.iter().map(|pair| pair.key.as_str()).collect();
    assert_eq!(keys, ["gongkai.version", "gongkai.codebook"]);
    assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
}

type Files = Rc<RefCell<BTreeMap<String, Vec<u8>>>>;

/// A file that is kept in memory.
struct Kept(Files, String);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().entry(self.1.clone()).or_default().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// More rows than may wait: parts are written while rows come, and no row is lost or written twice.
#[test]
fn parts_are_written_as_rows_come() {
    let files = Files::default();
    let made = Rc::clone(&files);
    let create = move |path: &str| -> io::Result<Box<dyn Write>> { Ok(Box::new(Kept(Rc::clone(&made), path.into()))) };
    let mut panel = Panel::parted(&Options::default(), Box::new(create));
    const UNITS: usize = 6_000;
    for number in 0..UNITS {
        for (year, code) in [(2022, "410371000000"), (2023, "410371000000")] {
            let report = report(&format!("单位{number}"), year, code, &number.to_string());
            panel.report(&mut io::sink(), &report).unwrap();
        }
    }
    assert!(!files.borrow().is_empty(), "nothing is written before the end");
    panel.finish(&mut io::sink()).unwrap();
    let files = files.take();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert!(names.contains(&"year=2022/province_code=410000/part-0.parquet"), "{names:?}");
    assert!(names.contains(&"year=2022/province_code=410000/part-1.parquet"), "{names:?}");
    for year in ["2022", "2023"] {
        let of_year = files.iter().filter(|(name, _)| name.contains(year));
        let mut seen: Vec<Vec<String>> =
            of_year.flat_map(|(_, bytes)| rows(bytes.clone(), &["unit", "t3_granted_total", "year"])).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), UNITS);
        assert!(seen.iter().all(|row| row[2] == "-"), "the year stands in the folder");
    }
}
