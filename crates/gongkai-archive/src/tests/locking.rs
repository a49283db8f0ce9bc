//! Two processes on one archive.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::folder::{Folder, page};
use crate::{Archive, Error, Mode, Wait};

#[test]
fn a_second_writer_is_refused_or_waits_and_readers_go_on() {
    let folder = Folder::new();
    let mut first = folder.write();
    first.add_capture(&page("a", "one")).unwrap();
    let refused = Archive::open(folder.path(), Mode::Write(Wait::Refuse));
    assert!(matches!(refused, Err(Error::Busy { process: Some(process) }) if process == std::process::id()));
    assert_eq!(folder.read().captures().count(), 1);
    assert!(matches!(folder.read().add_capture(&page("b", "x")), Err(Error::ReadOnly)));

    let (told, hears) = mpsc::channel();
    let path = folder.path().to_path_buf();
    let second = thread::spawn(move || {
        let mut tell = |process| told.send(process).unwrap();
        let mut archive = Archive::open(path, Mode::Write(Wait::ForOther(&mut tell))).unwrap();
        archive.add_capture(&page("b", "two")).unwrap().id
    });
    assert_eq!(hears.recv_timeout(Duration::from_secs(10)).unwrap(), Some(std::process::id()));
    first.add_capture(&page("c", "three")).unwrap();
    drop(first);
    assert_eq!(second.join().unwrap().0, 3);
    let archive = folder.read();
    let bytes: Vec<_> =
        archive.captures().map(|stored| archive.capture(stored.unwrap().id).unwrap().bytes().to_vec()).collect();
    assert_eq!(bytes, [&b"one"[..], b"three", b"two"]);
}

#[test]
fn a_reader_sees_whole_captures_while_a_writer_writes() {
    let folder = Folder::new();
    let mut writer = folder.write_small_files(20_000);
    writer.add_capture(&page("0", "0")).unwrap();
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let archive = folder.read();
            let mut seen = 0;
            while seen < 200 {
                seen = 0;
                for stored in archive.captures() {
                    let stored = stored.unwrap();
                    let number = stored.id.0 - 1;
                    assert_eq!(archive.capture(stored.id).unwrap().bytes(), number.to_string().as_bytes());
                    seen += 1;
                }
            }
        });
        for number in 1..200 {
            writer.add_capture(&page(&number.to_string(), &number.to_string())).unwrap();
        }
        reader.join().unwrap();
    });
}

#[test]
fn nothing_to_read_is_said() {
    let folder = Folder::new();
    let error = Archive::open(folder.path(), Mode::Read).unwrap_err();
    assert!(matches!(error, Error::NotAnArchive { .. }));
    assert!(!folder.path().exists(), "reading makes nothing");
}
