//! Captures come back as they were, and content is kept once.

use std::fs;

use gongkai_model::Purpose;

use super::folder::{Folder, at, dump, page, rows};
use crate::{CaptureId, Error, NewCapture};

#[test]
fn a_capture_comes_back_with_everything_known_about_it() {
    let folder = Folder::new();
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let new = NewCapture {
        headers: vec![("Content-Type".into(), b"application/pdf".to_vec()), ("etag".into(), b"\"7\"".to_vec())],
        adapter: Some("trs".into()),
        parent: Some("http://www.example.gov.cn/nb/".into()),
        purpose: Some(Purpose::Attachment),
        body: bytes.clone(),
        ..page("a", "")
    };
    let id = folder.write().add_capture(&new).unwrap().id;
    let archive = folder.read();
    let capture = archive.capture(id).unwrap();
    assert_eq!(capture.bytes(), bytes);
    let provenance = capture.provenance();
    assert_eq!(provenance.source, "http://www.example.gov.cn/nb/a.html");
    assert_eq!((provenance.status, provenance.media_type.as_deref()), (Some(200), Some("application/pdf")));
    assert_eq!(provenance.fetched_at.as_deref(), Some("2023-11-14T22:13:21Z"));
    assert_eq!((provenance.adapter.as_deref(), provenance.parent.as_deref()), (Some("trs"), new.parent.as_deref()));
    let stored = archive.stored(id).unwrap();
    assert_eq!(
        (stored.etag.as_deref(), stored.purpose, stored.size),
        (Some("\"7\""), Some(Purpose::Attachment), 100_000)
    );
    assert_eq!(archive.children("http://www.example.gov.cn/nb/").unwrap(), [stored]);
    assert!(matches!(archive.capture(CaptureId(9)), Err(Error::NoSuchCapture { id: 9 })));
}

#[test]
fn the_same_content_is_a_visit_and_other_content_a_version() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let url = page("a", "").url;
    let first = archive.add_capture(&page("a", "one")).unwrap();
    let size = fs::metadata(folder.warc(1)).unwrap().len();
    let again = archive.add_capture(&NewCapture { fetched_at: at(2), ..page("a", "one") }).unwrap();
    assert_eq!((first.is_new, again.is_new, first.id), (true, false, again.id));
    assert!(fs::metadata(folder.warc(1)).unwrap().len() > size, "a visit is noted");
    let changed = archive.add_capture(&NewCapture { fetched_at: at(3), ..page("a", "two") }).unwrap();
    let unchanged = NewCapture { fetched_at: at(4), ..NewCapture::answer(&url, 304, "", Vec::new()) };
    assert_eq!(archive.add_capture(&unchanged).unwrap().id, changed.id, "304 means the content seen last");
    let other = archive.add_capture(&page("b", "one")).unwrap();
    assert!(other.is_new, "another address keeps its own copy");

    let versions: Vec<_> = archive.versions(&url).unwrap().into_iter().map(|stored| stored.id).collect();
    assert_eq!(versions, [first.id, changed.id]);
    let visits: Vec<_> =
        archive.visits(changed.id).unwrap().into_iter().map(|visit| (visit.status, visit.is_new)).collect();
    assert_eq!(visits, [(Some(200), true), (Some(304), false)]);
    assert_eq!(archive.capture(changed.id).unwrap().bytes(), b"two");
}

#[test]
fn unchanged_means_the_content_and_not_the_redirect_before_it() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let content = archive.add_capture(&page("a", "one")).unwrap();
    // A guard sends to the same address once.
    let hop = NewCapture { status: Some(302), fetched_at: at(2), ..page("a", "") };
    assert!(archive.add_capture(&hop).unwrap().is_new);
    let unchanged = NewCapture { fetched_at: at(3), ..NewCapture::answer(page("a", "").url, 304, "", Vec::new()) };
    assert_eq!(archive.add_capture(&unchanged).unwrap().id, content.id);
}

#[test]
fn an_error_page_with_the_same_bytes_is_not_the_report() {
    let folder = Folder::new();
    let mut archive = folder.write();
    archive.add_capture(&page("a", "one")).unwrap();
    let error = NewCapture { status: Some(503), ..page("a", "one") };
    assert!(archive.add_capture(&error).unwrap().is_new);
}

#[test]
fn requests_with_other_bodies_are_other_requests() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let post = |body: &str| NewCapture { method: "POST".into(), request_body: body.into(), ..page("list", "same") };
    assert!(archive.add_capture(&post("page=1")).unwrap().is_new);
    assert!(archive.add_capture(&post("page=2")).unwrap().is_new);
    assert!(!archive.add_capture(&post("page=2")).unwrap().is_new);
}

#[test]
fn a_file_is_added_once() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let file = || NewCapture {
        saved_from: Some("http://www.example.gov.cn/nb/a.html".into()),
        ..NewCapture::file("/档案/2023 年报.html", "text")
    };
    let first = archive.add_capture(&file()).unwrap();
    let size = fs::metadata(folder.warc(1)).unwrap().len();
    let again = archive.add_capture(&file()).unwrap();
    assert_eq!((again.id, again.is_new, size), (first.id, false, fs::metadata(folder.warc(1)).unwrap().len()));
    assert_eq!(archive.capture(first.id).unwrap().provenance().source, "/档案/2023 年报.html");
    let page = archive.add_capture(&page("a", "one")).unwrap();
    let versions = archive.versions("http://www.example.gov.cn/nb/a.html").unwrap();
    assert_eq!(versions.iter().map(|stored| stored.id).collect::<Vec<_>>(), [first.id, page.id]);
}

#[test]
fn another_file_begins_at_the_size_and_the_database_can_be_made_anew() {
    let folder = Folder::new();
    let mut archive = folder.write_small_files(1_000);
    for number in 0..20 {
        archive.add_capture(&page(&format!("{}", number % 15), &format!("text {}", number / 17))).unwrap();
    }
    assert!(folder.warc(5).exists());
    let before = dump(&archive);
    assert_eq!(archive.captures().map(|stored| stored.unwrap().id.0).collect::<Vec<_>>(), (1..=18).collect::<Vec<_>>());
    assert!(archive.rebuild(&mut |_, _| Ok(())).unwrap().gaps.is_empty());
    assert_eq!(dump(&archive), before, "rebuilt in place");
    drop(archive);

    fs::remove_file(folder.path().join("gongkai.db")).unwrap();
    let archive = folder.write_small_files(1_000);
    assert_eq!(archive.recovery().unwrap().taken_up, 20);
    assert_eq!(dump(&archive), before, "made anew where there was none");
}

#[test]
fn a_full_disk_is_said_and_costs_nothing_that_was_added() {
    let folder = Folder::new();
    let mut archive = folder.write();
    archive.add_capture(&page("a", "one")).unwrap();
    let bytes: Vec<u8> = (0..2_000_u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let pages: Vec<_> = ["b", "c", "d"].map(|name| NewCapture { body: bytes.clone(), ..page(name, "") }).into();
    archive.writer.as_mut().unwrap().log.as_mut().unwrap().room = Some(12_000);
    let error = archive.add_captures(&pages).unwrap_err();
    assert!(error.to_string().contains("the disk is full"), "{error}");
    assert_eq!(archive.captures().count(), 1, "nothing is told of what may not be there");
    assert_eq!(archive.capture(CaptureId(1)).unwrap().bytes(), b"one");

    let added = archive.add_captures(&pages).unwrap();
    assert_eq!(added.iter().map(|added| added.is_new).collect::<Vec<_>>(), [false, true, true], "b was whole");
    let all = dump(&archive);
    archive.rebuild(&mut |_, _| Ok(())).unwrap();
    assert_eq!(dump(&archive), all);
}

#[test]
fn changed_bytes_are_never_given_out() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let (a, b) = (archive.add_capture(&page("a", "one")).unwrap(), archive.add_capture(&page("b", "two")).unwrap());
    drop(archive);
    let mut bytes = fs::read(folder.warc(1)).unwrap();
    let middle = bytes.len() / 2 - 30;
    bytes[middle] ^= 1;
    fs::write(folder.warc(1), &bytes).unwrap();

    let mut archive = folder.write();
    let readable = [a, b].map(|added| archive.capture(added.id).is_ok());
    assert_eq!(readable.iter().filter(|readable| **readable).count(), 1, "{readable:?}");
    let recovery = archive.rebuild(&mut |_, _| Ok(())).unwrap();
    assert_eq!((recovery.taken_up, recovery.gaps.len()), (1, 1), "what is whole is found behind the damage");
    assert_eq!(fs::read(folder.warc(1)).unwrap(), bytes, "nothing is rewritten");
}

#[test]
fn questions_read_and_never_write() {
    let folder = Folder::new();
    let mut archive = folder.write();
    archive.add_capture(&page("a", "one")).unwrap();
    assert_eq!(rows(&archive, "SELECT count(*) AS n FROM captures"), ["n", "1"]);
    for sql in [
        "DELETE FROM main.captures",
        "SELECT 1; DELETE FROM main.captures",
        "PRAGMA user_version = 9",
        "ATTACH '/tmp/gongkai-never.db' AS x",
        "CREATE TABLE x (y)",
        "",
    ] {
        assert!(archive.query(sql, &mut |_| true).is_err(), "{sql:?}");
    }
    assert_eq!(archive.captures().count(), 1);
}
