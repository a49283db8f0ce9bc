//! A run goes on where it was: nothing lost, nothing twice.

use gongkai_model::{FetchRequest, Purpose};

use rusqlite::Connection;

use super::folder::{Folder, at, page, rows};
use crate::{ColumnEnd, Ended, NewCapture, NewEntry, Presence, Site, SiteFinding, Waiting};

const HOST: &str = "www.example.gov.cn";

fn entry(name: &str) -> NewEntry {
    NewEntry::new(FetchRequest::get(page(name, "").url, Purpose::Item), "site", "column")
}

#[test]
fn entries_are_taken_once_by_priority_and_time() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let run = archive.begin_run("x", at(0)).unwrap().id;
    let post = NewEntry {
        priority: 5,
        ..NewEntry::new(FetchRequest::post(page("a", "").url, "text/plain", "page=2", Purpose::List), "site", "column")
    };
    assert_eq!(archive.push(run, &[entry("a"), entry("b"), entry("a"), post.clone()]).unwrap(), 3);
    assert_eq!(archive.push(run, &[entry("b")]).unwrap(), 0);
    let first = archive.take(run, HOST, 0).unwrap().unwrap();
    assert_eq!(first.new, post, "as it was put in, the most important first");
    archive.failed(first.id, "timeout", Some(100)).unwrap();
    let second = archive.take(run, HOST, 50).unwrap().unwrap();
    assert_eq!(second.new, entry("a"));
    assert_eq!(archive.take(run, "other.gov.cn", 50).unwrap(), None);
    assert_eq!(archive.take(run, HOST, 50).unwrap().unwrap().new, entry("b"));
    assert_eq!(archive.take(run, HOST, 50).unwrap(), None);
    assert_eq!(archive.queues(run).unwrap()[0].due, 100);
    let again = archive.take(run, HOST, 100).unwrap().unwrap();
    assert_eq!((again.id, again.attempts, again.outcome.as_deref()), (first.id, 1, Some("timeout")));
    archive.failed(again.id, "timeout", None).unwrap();
    assert_eq!(archive.given_up(run).unwrap()[0].id, first.id);
}

#[test]
fn a_killed_run_goes_on_and_an_ended_one_begins_anew() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let run = archive.begin_run("x", at(0)).unwrap().id;
    archive.push(run, &[entry("a"), entry("b"), entry("c")]).unwrap();
    let a = archive.take(run, HOST, 0).unwrap().unwrap();
    archive.add_capture(&NewCapture { answers: Some(a.id), ..page("a", "one") }).unwrap();
    let b = archive.take(run, HOST, 0).unwrap().unwrap();
    drop(archive);

    let mut archive = folder.write();
    assert!(archive.begin_run("x", at(5)).unwrap().is_resumed);
    assert_eq!(archive.waiting(run).unwrap(), Waiting { waiting: 2, fetched: 1, ..Waiting::default() });
    assert_eq!(archive.unfollowed(run).unwrap()[0].id, a.id, "its page is there, to be followed");
    assert_eq!(archive.done(a.id, "complete", &[entry("d"), entry("b")]).unwrap(), 1);
    assert_eq!(archive.take(run, HOST, 0).unwrap().unwrap().id, b.id, "nobody had its answer");
    assert_eq!(archive.stop_host(run, HOST, "blocked_403").unwrap(), 3);
    archive.end_run(run, "complete", at(6)).unwrap();
    let next = archive.begin_run("x", at(7)).unwrap();
    assert!(!next.is_resumed && next.id > run);
    assert_eq!(archive.push(next.id, &[entry("a")]).unwrap(), 1, "a later run asks again");
    assert!(archive.take(next.id, HOST, 0).unwrap().is_some());
}

#[test]
fn columns_tell_how_they_ended_and_what_they_had_before() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let site = Site { name: "s".into(), agency: None, family: Some("trs".into()), hosts: vec![HOST.into()] };
    archive.put_site(&site).unwrap();
    assert_eq!(archive.sites().unwrap(), [site]);
    for (found, before) in [(20, None), (10, Some(20))] {
        let run = archive.begin_run("x", at(0)).unwrap().id;
        archive.begin_column(run, "s", "年报", "http://www.example.gov.cn/nb/").unwrap();
        assert_eq!(archive.columns(run).unwrap()[0].end, None);
        let end = ColumnEnd { reason: "last_page".into(), expected: Some(20), found, note: None };
        archive.end_column(run, "s", "年报", &end).unwrap();
        archive.begin_column(run, "s", "年报", "http://www.example.gov.cn/nb/").unwrap();
        let column = archive.columns(run).unwrap().remove(0);
        assert_eq!((column.end.as_ref(), column.found_before), (Some(&end), before));
        assert_eq!(end.is_complete(), Some(found == 20));
        archive.end_run(run, "complete", at(1)).unwrap();
    }
}

#[test]
fn coverage_tells_blocked_from_missing() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let run = archive.begin_run("x", at(0)).unwrap().id;
    let named = |name: &str, unit: &str, year| NewEntry { unit: Some(unit.into()), year: Some(year), ..entry(name) };
    archive.push(run, &[named("a", "甲局", 2022), named("b", "甲局", 2023), named("c", "乙局", 2023)]).unwrap();
    let a = archive.take(run, HOST, 0).unwrap().unwrap();
    archive.add_capture(&NewCapture { answers: Some(a.id), ..page("a", "see attachment") }).unwrap();
    archive.add_capture(&NewCapture { parent: Some(page("a", "").url), ..page("a.pdf", "%PDF") }).unwrap();
    let b = archive.take(run, HOST, 0).unwrap().unwrap();
    archive.failed(b.id, "blocked_403", None).unwrap();
    let coverage: Vec<_> = archive
        .coverage(&[])
        .unwrap()
        .into_iter()
        .map(|cell| (cell.unit, cell.year, cell.presence, cell.reason))
        .collect();
    let cell =
        |unit: &str, year, presence, reason: Option<&str>| (unit.to_owned(), year, presence, reason.map(str::to_owned));
    assert_eq!(
        coverage,
        [
            cell("乙局", 2022, Presence::Missing, None),
            cell("乙局", 2023, Presence::Waiting, None),
            cell("甲局", 2022, Presence::AttachmentOnly, None),
            cell("甲局", 2023, Presence::Blocked, Some("blocked_403")),
        ]
    );
}

#[test]
fn a_site_ends_with_every_entry_and_what_was_missing() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let run = archive.begin_run("a", at(1)).unwrap().id;
    for name in ["list", "a", "b"] {
        let claimed = archive.claim(run, &entry(name)).unwrap();
        match name {
            "b" => archive.failed(claimed, "timeout", None).unwrap(),
            _ => drop(archive.add_capture(&NewCapture { answers: Some(claimed), ..page(name, "x") }).unwrap()),
        }
    }
    let ended = |name: &str, outcome: &str, is_failed| {
        let entry = NewEntry { unit: Some("甲局".into()), year: Some(2023), ..entry(name) };
        Ended { entry, outcome: outcome.into(), is_failed }
    };
    // The last one was listed, and never asked for.
    let all = [ended("a", "read", false), ended("b", "timeout", true), ended("c", "cap_reached", true)];
    archive.end_site(run, "site", &all).unwrap();
    assert_eq!(
        rows(&archive, "SELECT state, outcome, unit FROM frontier ORDER BY id"),
        [
            "state | outcome | unit",
            "done | followed | -",
            "done | read | 甲局",
            "failed | timeout | 甲局",
            "failed | cap_reached | 甲局"
        ]
    );
    assert!(archive.unfollowed(run).unwrap().is_empty());

    let finding = |id: &str| SiteFinding {
        site: "site".into(),
        id: id.into(),
        about: "甲局".into(),
        words: gongkai_model::Words::new("缺", "missing"),
    };
    archive.put_site_findings(run, "site", &[finding("a"), finding("b")]).unwrap();
    archive.put_site_findings(run, "site", &[finding("b")]).unwrap();
    assert_eq!(archive.site_findings(run).unwrap(), [finding("b")], "the last word counts");
}

#[test]
fn an_archive_of_an_earlier_version_gets_the_tables_of_this_one() {
    let folder = Folder::new();
    let mut archive = folder.write();
    archive.add_capture(&page("a", "one")).unwrap();
    drop(archive);
    // The tables as version 2 had them, with a report in them.
    let database = folder.path().join("gongkai.db");
    let rows_of = |connection: &Connection| {
        let sql = "SELECT url, request, record, digest, file, offset FROM main.captures";
        let row = |row: &rusqlite::Row<'_>| {
            let text = |at| row.get::<_, String>(at);
            Ok((text(0)?, text(1)?, text(2)?, text(3)?, row.get::<_, i64>(4)?, row.get::<_, i64>(5)?))
        };
        connection.query_row(sql, [], row).unwrap()
    };
    let capture = rows_of(&Connection::open(&database).unwrap());
    let size: i64 =
        Connection::open(&database).unwrap().query_row("SELECT size FROM files", [], |row| row.get(0)).unwrap();
    for name in ["gongkai.db", "gongkai.db-wal", "gongkai.db-shm"] {
        let _ = std::fs::remove_file(folder.path().join(name));
    }
    let older = Connection::open(&database).unwrap();
    older.execute_batch(include_str!("../schema.sql")).unwrap();
    older.execute_batch(include_str!("../schema_2.sql")).unwrap();
    older.execute("INSERT INTO files VALUES (1, ?1)", [size]).unwrap();
    let (url, request, record, digest, file, offset) = capture;
    let insert = "INSERT INTO captures (id, url, request, record, digest, file, offset, status, size, fetched_at)
                  VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, 200, 3, '2024-01-01T00:00:00Z')";
    older.execute(insert, rusqlite::params![url, request, record, digest, file, offset]).unwrap();
    older
        .execute_batch(
            "INSERT INTO readings (capture, version) VALUES (1, '0');
             INSERT INTO documents (id, capture, number, status, agency, year) VALUES (65537, 1, 1, 'report', '青禾县财政局', 2023);
             INSERT INTO cells VALUES (1, 't3.granted.total', '予以公开/总计'), (2, 't4.fees', '费用'), (3, 'narrative.requests', '申请');
             INSERT INTO facts (document, cell, nth, edition, state, value, raw) VALUES
                 (65537, 1, 0, 'e2021', 'number', '12', NULL), (65537, 2, 0, 'e2021', 'number', '0.0380', '0.038 万'),
                 (65537, 3, 0, 'e2021', 'number', '5', NULL), (65537, 3, 1, 'e2021', 'blank', NULL, '');
             PRAGMA user_version = 2;",
        )
        .unwrap();
    drop(older);

    // Also who only reads gets the new ones.
    let archive = folder.read();
    assert_eq!(
        rows(&archive, "SELECT cell, number, state, raw, nth FROM facts_long ORDER BY cell, nth"),
        [
            "cell | number | state | raw | nth",
            "narrative.requests | 5 | number | 5 | 0",
            "narrative.requests | - | blank |  | 1",
            "t3.granted.total | 12 | number | 12 | 0",
            "t4.fees | 0.038 | number | 0.038 万 | 0",
        ]
    );
    assert_eq!(
        rows(&archive, "SELECT agency, \"t3.granted.total\" AS a, \"t4.fees\" AS b FROM facts_wide"),
        ["agency | a | b", "青禾县财政局 | 12 | 0.038"]
    );
    drop(archive);
    let mut archive = folder.write();
    let run = archive.begin_run("a", at(1)).unwrap().id;
    archive.put_site_findings(run, "", &[]).unwrap();
    assert_eq!(archive.captures().count(), 1);
}
