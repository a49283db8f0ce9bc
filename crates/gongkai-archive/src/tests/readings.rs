//! What was read is stored as a whole, replaced as a whole, and compared.

use gongkai_model::{
    Agency, Decimal, EditionId, Evidence, Fact, Facts, Finding, Found, Kind, Locus, Obtained, Place, Report, Severity,
    State, Status, Subject, Unit, Words,
};

use super::folder::{Folder, dump, page, rows};
use crate::{CaptureId, Packed, Presence, VIEWS};

fn found<T>(value: T) -> Option<Found<T>> {
    Some(Found { value, raw: String::new(), locus: None })
}

fn fact(cell: &str, value: gongkai_model::Value, raw: &str) -> Fact {
    let locus = Some(Locus::Text { line: 3, column: 1, start: 10, end: 12 });
    let evidence = Evidence { locus, raw: raw.into(), obtained: Obtained::Read };
    Fact {
        cell: cell.into(),
        label: format!("label of {cell}"),
        edition: EditionId::E2021,
        value,
        unit: "件".into(),
        evidence,
    }
}

fn report(document: u32, facts: Vec<Fact>) -> Report {
    Report {
        source: "a".into(),
        document,
        status: Status::Report,
        title: found("青禾县财政局2023年报告".into()),
        agency: found(Agency { name: "青禾县财政局".into(), kind: None, level: None }),
        year: found(2023),
        scope: None,
        published: None,
        origin: Vec::new(),
        tables: Vec::new(),
        passages: Vec::new(),
        facts: facts.into_iter().collect::<Facts>(),
        diagnostics: Vec::new(),
    }
}

fn number(text: &str) -> gongkai_model::Value {
    gongkai_model::Value::Number(text.parse::<Decimal>().unwrap())
}

fn finding() -> Finding {
    Finding {
        rule: "T3-001".into(),
        severity: Severity::Error,
        subject: Subject::default(),
        place: Place::default(),
        message: Words::new("不平", "not balanced"),
        equation: None,
        advice: Words::default(),
        suspects: Vec::new(),
        fingerprint: "f".into(),
        state: State::New,
    }
}

fn facts() -> Vec<Fact> {
    vec![
        fact("t3.granted.total", number("12"), "12"),
        fact("t4.fees", number("0.0380"), "0.0380 万元"),
        fact("t3.denied.total", gongkai_model::Value::Blank, ""),
        fact("t3.torn.total", gongkai_model::Value::Unreadable(vec!["1".into(), "11".into()]), "1 1"),
        fact("t3.gone.total", gongkai_model::Value::Missing, ""),
        fact("narrative.requests", number("5"), "5"),
        fact("narrative.requests", number("6"), "6"),
    ]
}

#[test]
fn a_reading_comes_back_and_answers_questions() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let id = archive.add_capture(&page("a", "one")).unwrap().id;
    assert_eq!(archive.unread().unwrap(), [id]);
    let (report, findings) = (report(1, facts()), [finding()]);
    let packed = Packed::new(report.clone(), Unit::default(), findings.to_vec()).unwrap();
    let changes = archive.store_reading(id, "1", &Ok(vec![packed])).unwrap();
    assert!(changes.is_empty(), "nothing changed the first time");
    assert!(archive.unread().unwrap().is_empty());
    let reading = archive.reading(id).unwrap().unwrap();
    assert_eq!((reading.version.as_str(), reading.error), ("1", None));
    assert_eq!(reading.reports, [(report, vec![finding()])]);
    let question =
        "SELECT cell, value, number, state, raw, obtained, candidates FROM facts_long WHERE agency = '青禾县财政局'
                    ORDER BY cell, nth";
    assert_eq!(
        rows(&archive, question)[1..],
        [
            "narrative.requests | 5 | 5 | number | 5 | read | -",
            "narrative.requests | 6 | 6 | number | 6 | read | -",
            "t3.denied.total | - | - | blank | - | read | -",
            "t3.gone.total | - | - | missing | - | - | -",
            "t3.granted.total | 12 | 12 | number | 12 | read | -",
            "t3.torn.total | - | - | unreadable | 1 1 | read | 1|11",
            "t4.fees | 0.0380 | 0.038 | number | 0.0380 万元 | read | -",
        ]
    );
    assert_eq!(
        rows(&archive, "SELECT year, \"t3.granted.total\" AS a, \"t3.denied.total\" AS b FROM facts_wide"),
        ["year | a | b", "2023 | 12 | -"]
    );
    let coverage = archive.coverage(&[2022, 2023]).unwrap();
    assert_eq!(
        coverage.iter().map(|cell| cell.presence).collect::<Vec<_>>(),
        [Presence::Missing, Presence::WithErrors]
    );
    assert_eq!(coverage[1].captures, [id]);
}

#[test]
fn cells_get_their_columns_whichever_report_comes_first() {
    let few = || facts().into_iter().filter(|fact| fact.cell != "t3.granted.total").collect::<Vec<_>>();
    for order in [[Vec::new(), few(), facts()], [facts(), few(), Vec::new()], [few(), Vec::new(), facts()]] {
        let folder = Folder::new();
        let mut archive = folder.write();
        for (url, facts) in ["a", "b", "c"].into_iter().zip(order) {
            let id = archive.add_capture(&page(url, url)).unwrap().id;
            let packed = Packed::new(report(1, facts), Unit::default(), Vec::new()).unwrap();
            archive.store_reading(id, "1", &Ok(vec![packed])).unwrap();
        }
        assert_eq!(
            rows(&archive, "SELECT \"t3.granted.total\" AS a, \"t4.fees\" AS b FROM facts_wide ORDER BY b, a"),
            ["a | b", "- | -", "- | 0.038", "12 | 0.038"]
        );
    }
}

#[test]
fn reading_again_replaces_everything_and_tells_which_figures_changed() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let id = archive.add_capture(&page("a", "one")).unwrap().id;
    let store = |archive: &mut crate::Archive, facts: Vec<Fact>| {
        let packed = Packed::new(report(1, facts), Unit::default(), Vec::new()).unwrap();
        archive.store_reading(id, "1", &Ok(vec![packed])).unwrap()
    };
    store(&mut archive, facts());
    assert!(store(&mut archive, facts()).is_empty());
    let mut other = facts();
    other[0].value = number("21");
    other[1].evidence.locus = None;
    other.remove(2);
    other.push(fact("t3.new.total", number("1"), "1"));
    let changes: Vec<_> = store(&mut archive, other)
        .into_iter()
        .map(|change| (change.cell, change.before.map(|figure| figure.value), change.after.map(|figure| figure.value)))
        .collect();
    let change = |cell: &str, before: Option<&str>, after: Option<&str>| {
        (cell.to_owned(), before.map(str::to_owned), after.map(str::to_owned))
    };
    assert_eq!(
        changes,
        [
            change("t3.denied.total", Some(""), None),
            change("t3.granted.total", Some("12"), Some("21")),
            change("t3.new.total", None, Some("1")),
        ],
        "another place is not another figure"
    );
    let error = Words::new("读不了", "cannot be read");
    assert_eq!(archive.store_reading(id, "2", &Err(error.clone())).unwrap().len(), 7, "all figures are gone");
    assert_eq!(archive.reading(id).unwrap().unwrap().error, Some(error));
    assert_eq!(rows(&archive, "SELECT count(*) FROM facts_long")[1], "0");
    assert!(archive.store_reading(CaptureId(7), "1", &Ok(Vec::new())).is_err());
}

#[test]
fn two_versions_of_a_page_are_compared_and_a_rebuilt_database_is_the_same() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let texts = [("one", "12"), ("two", "13")];
    let read = |archive: &mut crate::Archive, id: CaptureId| {
        let bytes = archive.capture(id)?.bytes().to_vec();
        let value = texts.iter().find(|(text, _)| text.as_bytes() == bytes).unwrap().1;
        let mut facts = facts();
        facts[0].value = number(value);
        let first = Packed::new(report(1, facts), Unit::default(), vec![finding()])?;
        let second = Packed::new(report(2, Vec::new()), Unit::default(), Vec::new())?;
        archive.store_reading(id, "1", &Ok(vec![first, second])).map(|_| ())
    };
    for (text, _) in texts {
        let id = archive.add_capture(&page("a", text)).unwrap().id;
        read(&mut archive, id).unwrap();
    }
    let changes = archive.difference(CaptureId(1), CaptureId(2)).unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (changes[0].cell.as_str(), changes[0].after.as_ref().unwrap().value.as_str()),
        ("t3.granted.total", "13")
    );
    let before = dump(&archive);
    archive.rebuild(&mut |archive, id| read(archive, id)).unwrap();
    assert_eq!(dump(&archive), before);
}

#[test]
fn views_have_the_columns_that_are_told_of_them() {
    let folder = Folder::new();
    let archive = folder.write();
    for view in VIEWS {
        let columns = archive.query(&format!("SELECT * FROM {}", view.name), &mut |_| true).unwrap();
        let told: Vec<&str> = view.columns.iter().map(|(name, ..)| *name).collect();
        assert_eq!(columns, told, "{}", view.name);
    }
}

#[test]
fn reports_come_back_by_unit_with_their_figures() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let id = archive.add_capture(&page("a", "b")).unwrap().id;
    let unit = Unit {
        name: "南河市青禾县财政局".into(),
        kind: Some(Kind::Department),
        province: Some("南河省".into()),
        code: Some("123456000000".into()),
        ..Unit::default()
    };
    let repaired = Obtained::Repaired { reason: "digits_rejoined".into(), first_reading: "1 2".into() };
    let mut facts = vec![fact("t3.granted.total", number("12"), "1 2"), fact("narrative.x", number("1"), "1")];
    facts[0].evidence.obtained = repaired;
    facts.push(fact("narrative.x", number("2"), "2"));
    facts.push(fact("t3.denied.total", gongkai_model::Value::Unreadable(vec!["3".into(), "4".into()]), "3/4"));
    let packed = Packed::new(report(1, facts), unit.clone(), vec![finding()]).unwrap();
    archive.store_reading(id, "1", &Ok(vec![packed])).unwrap();

    assert_eq!(archive.units().unwrap(), ["南河市青禾县财政局"]);
    assert_eq!(archive.unplaced().unwrap(), 0);
    let reports = archive.reports_of("南河市青禾县财政局").unwrap();
    let [found] = reports.as_slice() else { panic!("one report: {reports:?}") };
    assert_eq!((&found.unit, found.year, found.findings.as_slice()), (&unit, 2023, &[Severity::Error][..]));
    let paths = archive.cell_paths().unwrap();
    let figures = found.figures().unwrap();
    let named: Vec<_> = figures
        .iter()
        .map(|figure| {
            let path = paths.iter().find(|(number, _)| *number == figure.cell).unwrap().1.as_str();
            (path, figure.value.clone(), figure.repair.as_deref())
        })
        .collect();
    assert_eq!(
        named,
        [
            ("t3.granted.total", number("12"), Some("digits_rejoined")),
            ("narrative.x", number("1"), None),
            ("t3.denied.total", gongkai_model::Value::Unreadable(vec!["3".into(), "4".into()]), None),
        ]
    );
    // Questions by region need the wide table alone.
    assert_eq!(
        rows(&archive, "SELECT province, year, sum(\"t3.granted.total\") AS n FROM facts_wide GROUP BY province, year"),
        ["province | year | n", "南河省 | 2023 | 12"]
    );
    let mut plan = Vec::new();
    let asked = "EXPLAIN QUERY PLAN SELECT province, sum(\"t3.granted.total\") FROM facts_wide GROUP BY province";
    archive
        .query(asked, &mut |row| {
            plan.push(format!("{row:?}"));
            true
        })
        .unwrap();
    assert!(plan.iter().all(|step| !step.contains("captures") && !step.contains("documents")), "{plan:?}");
}
