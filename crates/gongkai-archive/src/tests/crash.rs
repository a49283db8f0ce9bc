//! A process or the machine may end at any byte: nothing whole is lost, nothing torn is taken.

use std::fs;

use super::folder::{Folder, at, dump, page};
use crate::{CaptureId, Error, NewCapture, NewEntry};
use gongkai_model::{FetchRequest, Purpose};

/// A folder with two captures; the database as it was before the second one; ends of both in the WARC file.
fn two() -> (Folder, Vec<u8>, usize, Vec<u8>) {
    let folder = Folder::new();
    folder.write().add_capture(&page("a", "one")).unwrap();
    let database = folder.database();
    let first = fs::read(folder.warc(1)).unwrap().len();
    folder.write().add_capture(&page("b", "two")).unwrap();
    let bytes = fs::read(folder.warc(1)).unwrap();
    (folder, database, first, bytes)
}

#[test]
fn every_byte_of_the_last_capture_may_be_the_last() {
    let (folder, database, first, bytes) = two();
    let whole = dump(&folder.read());
    let mut lengths = Vec::new();
    for cut in first..=bytes.len() {
        folder.restore(&database);
        fs::write(folder.warc(1), &bytes[..cut]).unwrap();
        let mut archive = folder.write();
        let recovery = archive.recovery().unwrap().clone();
        let kept = usize::try_from(fs::metadata(folder.warc(1)).unwrap().len()).unwrap();
        assert!(bytes.starts_with(&fs::read(folder.warc(1)).unwrap()), "cut at {cut}: nothing is rewritten");
        assert_eq!(usize::try_from(recovery.cut).unwrap(), cut - kept);
        assert_eq!(recovery.taken_up, u64::from(cut == bytes.len()), "cut at {cut}");
        assert!(recovery.kept_aside.is_empty() && recovery.gaps.is_empty() && recovery.short.is_empty());
        if !lengths.contains(&kept) {
            lengths.push(kept);
        }
        let added = archive.add_capture(&page("b", "two")).unwrap();
        assert_eq!((added.id.0, added.is_new), (2, cut < bytes.len()));
        assert_eq!(archive.capture(CaptureId(1)).unwrap().bytes(), b"one");
        assert_eq!(archive.capture(CaptureId(2)).unwrap().bytes(), b"two");
        drop(archive);
        assert!(folder.write().recovery().unwrap().is_clean(), "cut at {cut}: once is enough");
    }
    assert_eq!(lengths.len(), 3, "before the request, behind it, behind the answer");
    fs::write(folder.warc(1), &bytes).unwrap();
    folder.restore(&database);
    assert_eq!(dump(&folder.write()), whole, "taken up as it was added");
}

#[test]
fn the_first_file_may_be_torn_from_its_first_byte() {
    let folder = Folder::new();
    folder.write().add_capture(&page("a", "one")).unwrap();
    let bytes = fs::read(folder.warc(1)).unwrap();
    for cut in (0..bytes.len()).step_by(5) {
        fs::remove_file(folder.path().join("gongkai.db")).unwrap();
        fs::write(folder.warc(1), &bytes[..cut]).unwrap();
        let mut archive = folder.write();
        assert_eq!(archive.captures().count(), 0);
        archive.add_capture(&page("a", "one")).unwrap();
        drop(archive);
        let mut archive = folder.write();
        assert!(archive.recovery().unwrap().is_clean());
        let all = dump(&archive);
        archive.rebuild(&mut |_, _| Ok(())).unwrap();
        assert_eq!(dump(&archive), all, "cut at {cut}");
    }
}

#[test]
fn bytes_that_are_no_record_are_kept_aside() {
    let (folder, database, first, bytes) = two();
    let mut torn = bytes[..first].to_vec();
    torn.extend([0; 5_000]);
    fs::write(folder.warc(1), &torn).unwrap();
    folder.restore(&database);
    let archive = folder.write();
    let recovery = archive.recovery().unwrap();
    assert_eq!((recovery.taken_up, recovery.cut, recovery.kept_aside.len()), (0, 5_000, 1));
    assert_eq!(fs::read(&recovery.kept_aside[0]).unwrap(), [0; 5_000]);
    assert_eq!(fs::read(folder.warc(1)).unwrap(), &bytes[..first]);
}

#[test]
fn a_whole_record_behind_other_bytes_is_taken_up() {
    let (folder, database, first, bytes) = two();
    let mut gap = bytes[..first].to_vec();
    gap.extend([0x1f, 0x8b, 0x08, 0, 0, 0]);
    gap.extend(&bytes[first..]);
    gap.extend(&bytes[first..first + 40]);
    fs::write(folder.warc(1), &gap).unwrap();
    folder.restore(&database);
    let archive = folder.write();
    let recovery = archive.recovery().unwrap();
    assert_eq!((recovery.taken_up, recovery.cut, recovery.gaps.len()), (1, 40, 1));
    assert_eq!(archive.capture(CaptureId(2)).unwrap().bytes(), b"two");
}

#[test]
fn lost_bytes_are_said_and_nothing_is_written_in_their_place() {
    let (folder, _, first, bytes) = two();
    fs::write(folder.warc(1), &bytes[..first + 10]).unwrap();
    let mut archive = folder.write();
    assert_eq!(archive.recovery().unwrap().short, [folder.warc(1)]);
    assert!(matches!(archive.capture(CaptureId(2)), Err(Error::Damaged { .. })));
    let added = archive.add_capture(&page("c", "three")).unwrap();
    assert_eq!(archive.capture(added.id).unwrap().bytes(), b"three");
    assert_eq!(fs::read(folder.warc(1)).unwrap(), &bytes[..first + 10]);
    assert!(folder.warc(2).exists());
    drop(archive);

    fs::remove_file(folder.warc(1)).unwrap();
    let archive = folder.write();
    assert_eq!(archive.recovery().unwrap().short, [folder.warc(1)], "a missing file is said too");
    assert_eq!(archive.capture(CaptureId(3)).unwrap().bytes(), b"three");
}

#[test]
fn an_answer_whose_commit_was_lost_is_not_asked_for_again() {
    let folder = Folder::new();
    let mut archive = folder.write();
    let run = archive.begin_run("x", at(0)).unwrap().id;
    drop(archive);
    let database = folder.database();
    let entry = NewEntry::new(FetchRequest::get(page("a", "").url, Purpose::Item), "site", "column");
    let mut archive = folder.write();
    archive.push(run, std::slice::from_ref(&entry)).unwrap();
    let taken = archive.take(run, "www.example.gov.cn", 0).unwrap().unwrap();
    let added = archive.add_capture(&NewCapture { answers: Some(taken.id), ..page("a", "one") }).unwrap();
    archive.done(taken.id, "complete", &[]).unwrap();
    drop(archive);

    folder.restore(&database);
    let mut archive = folder.write();
    assert_eq!(archive.recovery().unwrap().taken_up, 1);
    let resumed = archive.begin_run("x", at(9)).unwrap();
    assert_eq!((resumed.id, resumed.is_resumed), (run, true));
    assert_eq!(archive.push(run, &[entry]).unwrap(), 1);
    assert_eq!(archive.take(run, "www.example.gov.cn", 0).unwrap(), None);
    assert_eq!(archive.unfollowed(run).unwrap()[0].capture, Some(added.id));
}
