//! The years of one agency of the corpus through comparison and trend: breaks that are in the sources are found and no others, years
//! without report are said to be absent, a figure that only the next year decides is filled there and nowhere else.
//!
//! Runs where `GONGKAI_CORPUS` names the folder of the corpus; says so and passes where it does not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gongkai::Reader;
use gongkai::check::{Roster, Settings};
use gongkai::compare::indicators::{Absent, indicator};
use gongkai::compare::trend::Trend;
use gongkai::compare::{Caution, Collection, Filled, Flag, Severities, UnitYear, fill_from_neighbours};
use gongkai::model::{Capture, Outcome, Provenance, Report, Value};
use gongkai::{comparing, gathering};
use gongkai_tests::corpus::directory;

/// Years of which the agency has reports, and those between of which it has none.
const PRESENT: [i32; 5] = [2019, 2021, 2022, 2023, 2025];
const ABSENT: [i32; 2] = [2020, 2024];

/// Rules about what must hold between two years; XY-006 to XY-008 are about other things.
const CONTINUITY: [&str; 5] = ["XY-001", "XY-002", "XY-003", "XY-004", "XY-005"];

/// What the list of the corpus says of a source.
struct Listed {
    id: String,
    path: PathBuf,
    year: i32,
    /// Whether people found that it does not follow on from the year before.
    breaks: bool,
}

/// The sources of the one agency that has these years.
fn sources(folder: &Path) -> Vec<Listed> {
    let list = std::fs::read_to_string(folder.join("manifest.tsv")).expect("the list");
    let mut agencies: BTreeMap<String, Vec<Listed>> = BTreeMap::new();
    for line in list.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, file, agency, year, .., errors] = fields.as_slice() else { continue };
        let Ok(year) = year.parse() else { continue };
        let path = folder.join("raw").join(file);
        let listed = Listed { id: (*id).into(), path, year, breaks: errors.contains("跨年不衔接") };
        agencies.entry((*agency).to_owned()).or_default().push(listed);
    }
    let has_all = |sources: &Vec<Listed>| {
        let years: BTreeSet<i32> = sources.iter().map(|source| source.year).collect();
        PRESENT.iter().all(|year| years.contains(year)) && ABSENT.iter().all(|year| !years.contains(year))
    };
    let mut found = agencies.into_values().filter(has_all);
    let mut sources = found.next().expect("an agency with these years");
    assert!(found.next().is_none(), "one agency");
    sources.retain(|source| PRESENT.contains(&source.year) && source.path.is_file());
    sources
}

fn read(path: &Path) -> Report {
    let bytes = std::fs::read(path).expect("readable");
    let capture = Capture::new(bytes, Provenance::of(path.to_string_lossy().into_owned()));
    Reader::default().read(&capture).expect("a report").remove(0)
}

/// The report of each year; of several the one with more numbers.
fn reports(sources: &[Listed]) -> BTreeMap<i32, (Report, String)> {
    let numbers = |report: &Report| report.facts.iter().filter(|fact| fact.value.number().is_some()).count();
    let mut reports: BTreeMap<i32, (Report, String)> = BTreeMap::new();
    for source in sources {
        let report = read(&source.path);
        if reports.get(&source.year).is_none_or(|(known, _)| numbers(&report) > numbers(known)) {
            reports.insert(source.year, (report, source.id.clone()));
        }
    }
    reports
}

fn collection(reports: &BTreeMap<i32, (Report, String)>) -> Collection {
    let mut all = Collection::default();
    for (report, _) in reports.values() {
        let unit = gathering::unit(report, &Provenance::of(report.source.as_str()), &Roster::default());
        all.add(UnitYear::new(report, unit, "", Severities::default()).expect("its year"));
    }
    all
}

/// What gold has in a cell.
fn gold(folder: &Path, id: &str, cell: &str) -> Option<gongkai::model::Decimal> {
    let text = std::fs::read_to_string(folder.join("gold").join(format!("{id}.csv"))).ok()?;
    let line = text.lines().find(|line| line.starts_with(&format!("{cell},")))?;
    line.split(',').nth(1)?.trim().parse().ok()
}

#[test]
fn breaks_between_years_are_found_and_no_others() {
    let Some(folder) = directory("breaks between years") else { return };
    let sources = sources(&folder);
    let reports = reports(&sources);
    let known: BTreeSet<i32> = sources.iter().filter(|source| source.breaks).map(|source| source.year).collect();
    let (roster, settings) = (Roster::default(), Settings::default());
    let mut pairs = 0;
    for (year, (after, _)) in &reports {
        let Some((before, _)) = reports.get(&(year - 1)) else { continue };
        pairs += 1;
        let pair = comparing::compare(before, after, &roster, &settings);
        let continuity = pair.continuity.expect("neighbouring years of one agency");
        let found: Vec<_> =
            continuity.findings.iter().filter(|finding| CONTINUITY.contains(&finding.rule.as_str())).collect();
        let open = |rule: &&gongkai::check::Seen| {
            CONTINUITY.contains(&rule.rule.id) && rule.tally.of(Outcome::NotAssessable) > 0
        };
        let is_open = continuity.seen.iter().any(|seen| open(&seen));
        // A break that people found is found, unless the figures behind it are not decided, which is said.
        assert!(known.contains(year) || found.is_empty(), "{year}: {found:?}");
        assert!(!known.contains(year) || !found.is_empty() || is_open, "{year}: a break that was not found");
        let carried = continuity.seen.iter().find(|seen| seen.rule.id == "XY-001").expect("looked at");
        assert!(carried.tally.of(Outcome::Held) > 0, "{year}: what is carried over was looked at");
    }
    assert_eq!(pairs, 2, "neighbours");
    // Not neighbours: nothing is said of what must hold between them.
    let far = comparing::compare(&reports[&2019].0, &reports[&2021].0, &roster, &settings);
    assert!(far.continuity.is_err() && far.comparison.tables.iter().any(|table| !table.lines.is_empty()));
}

#[test]
fn absent_years_are_said_to_be_absent() {
    let Some(folder) = directory("absent years") else { return };
    let all = collection(&reports(&sources(&folder)));
    let received = indicator("requests_received").expect("listed");
    let trend = Trend::of(&all, &[received], None, &|_| true);
    assert_eq!((trend.units.len(), trend.years.len()), (1, 7), "one unit under one name");
    for (year, point) in trend.years.iter().zip(&trend.units[0].points[0]) {
        assert_eq!(point.as_ref().err() == Some(&Absent::NoReport), ABSENT.contains(year), "{year}: {point:?}");
    }
    let gaps: Vec<i32> = trend.gaps().map(|(_, year)| year).collect();
    assert_eq!(gaps, ABSENT);
}

#[test]
fn what_only_the_next_year_decides_is_filled_in_the_trend_and_not_in_the_facts() {
    let Some(folder) = directory("figures that the next year decides") else { return };
    let reports = reports(&sources(&folder));
    let mut all = collection(&reports);
    let filled: Vec<Filled> = all.units_mut().flat_map(fill_from_neighbours).collect();
    let cell = "t2_2021.art20_1.normative_documents.in_force";
    let [one] = filled.as_slice() else { panic!("{filled:?}") };
    assert_eq!((one.year, one.cell, one.from), (2021, cell, 2022));
    let (report, id) = &reports[&2021];
    assert_eq!(Some(one.number), gold(&folder, id, cell), "what people read from both years");
    // Not in the facts.
    assert!(matches!(report.facts.get(cell).expect("a cell").value, Value::Unreadable(_)));
    // In the trend, with a flag of its own.
    let in_force = indicator("normative_documents_in_force").expect("listed");
    let trend = Trend::of(&all, &[in_force], Some(2021..=2022), &|_| true);
    let point = trend.units[0].points[0][0].as_ref().expect("filled");
    assert_eq!((point.value, point.cautions.contains(&Caution::Neighbour)), (Some(one.number), true));
    let kept = all.iter().find(|report| report.year == 2021).expect("there").flag(cell);
    assert_eq!(kept, Flag::Neighbour);
}
