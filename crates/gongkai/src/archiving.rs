//! Reading what an archive holds: new captures, and all of them again after an upgrade.
//!
//! Reports are read and checked on all cores, some captures at a time, so that memory stays bounded; what was read is
//! stored in the order of the captures.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;

use gongkai_archive::{Added, Archive, CaptureId, Change, NewCapture, Outcome, Packed, Result};
use gongkai_check::{ReportView, Roster, Settings, check};
use gongkai_model::{Capture, Language, Provenance, Report, Words};

use crate::{Reader, gathering};

/// Captures that are in memory at a time.
const CHUNK: usize = 64;
/// Bytes of captures that are in memory at a time, as far as one capture allows.
const CHUNK_BYTES: usize = 32_000_000;

/// What came of a capture.
#[derive(Debug)]
pub struct Reread {
    /// The capture.
    pub id: CaptureId,
    /// Its address or path.
    pub source: String,
    /// Its reports with their findings, or the sentence that says why there are none.
    pub outcome: Outcome,
    /// Figures that the reading before had otherwise; none where there was no reading before.
    pub changes: Vec<Change>,
}

/// Reads captures of an archive, checks what was read, and stores both in place of what an earlier version read. The
/// function is told of each capture. A capture whose bytes are damaged is told of and keeps what was read before.
///
/// # Errors
/// What the archive gives; what was stored until then stays.
pub fn reread(
    archive: &mut Archive,
    reader: &Reader,
    ids: &[CaptureId],
    tell: &mut dyn FnMut(Reread) -> Result<()>,
) -> Result<()> {
    let mut rest = ids.iter();
    loop {
        let (mut captures, mut bytes) = (Vec::new(), 0);
        for &id in rest.by_ref() {
            match archive.capture(id) {
                Ok(capture) => {
                    bytes += capture.bytes().len();
                    captures.push((id, capture));
                }
                Err(error @ gongkai_archive::Error::Damaged { .. }) => {
                    let outcome = Err(Words::new(error.message(Language::Zh), error.message(Language::En)));
                    tell(Reread { id, source: archive.stored(id)?.url, outcome, changes: Vec::new() })?;
                }
                Err(error) => return Err(error),
            }
            if captures.len() >= CHUNK || bytes >= CHUNK_BYTES {
                break;
            }
        }
        if captures.is_empty() {
            return Ok(());
        }
        let outcomes = read_all(reader, &captures);
        let readings: Vec<_> = captures.iter().map(|(id, _)| *id).zip(outcomes).collect();
        let changes = store(archive, &readings)?;
        for (((id, outcome), (_, capture)), changes) in readings.into_iter().zip(&captures).zip(changes) {
            tell(Reread { id, source: capture.provenance().source.clone(), outcome, changes })?;
        }
    }
}

/// What is to be added: a capture as it is kept, and as it is read.
#[derive(Debug, Clone)]
pub struct Adding {
    /// As it is kept.
    pub new: NewCapture,
    /// As it is read.
    pub capture: Capture,
}

/// Parcels that are read, or wait to be stored, at a time.
const IN_FLIGHT: usize = 3;

/// Adds captures parcel by parcel, reads and checks those that were not read before, and stores what was read. Kept is first, read
/// is later: a process that ends in the middle leaves captures that are not read ([`Archive::unread`]), and none twice.
///
/// `next` gives parcels until there are no more; while it works, and while the archive is written to, all cores read. `told` is
/// told of every parcel that was kept, `tell` of every capture that was read.
///
/// # Errors
/// What the archive gives; what was stored until then stays.
pub fn add(
    archive: &mut Archive,
    reader: &Reader,
    next: &mut dyn FnMut() -> Option<Vec<Adding>>,
    told: &mut dyn FnMut(&[Added]),
    tell: &mut dyn FnMut(Reread) -> Result<()>,
) -> Result<()> {
    type Done = Vec<(CaptureId, Capture, Outcome)>;
    let (sender, receiver) = mpsc::channel::<Done>();
    thread::scope(|scope| {
        let (mut in_flight, mut more) = (0, true);
        loop {
            let parcel = if more && in_flight < IN_FLIGHT { next() } else { None };
            more &= parcel.is_some() || in_flight >= IN_FLIGHT;
            let done = match &parcel {
                Some(_) => receiver.try_recv().ok(),
                None if in_flight > 0 => receiver.recv().ok(),
                None => return Ok(()),
            };
            in_flight -= usize::from(done.is_some());
            let (new, captures): (Vec<_>, Vec<_>) =
                parcel.into_iter().flatten().map(|adding| (adding.new, adding.capture)).unzip();
            let readings: Vec<_> = done.iter().flatten().map(|(id, _, outcome)| (*id, outcome)).collect();
            // One commit, and one wait for the disk, for both.
            let (added, changes) = archive.together(|archive| {
                let added = if new.is_empty() { Vec::new() } else { archive.add_captures(&new)? };
                Ok((added, archive.store_readings(env!("CARGO_PKG_VERSION"), &readings)?))
            })?;
            drop(readings);
            for ((id, capture, outcome), changes) in done.into_iter().flatten().zip(changes) {
                tell(Reread { id, source: capture.provenance().source.clone(), outcome, changes })?;
            }
            if !added.is_empty() {
                told(&added);
                let mut unread = Vec::new();
                for (added, capture) in added.iter().zip(captures) {
                    // What is in a parcel twice is read once.
                    let again = unread.iter().any(|(id, _): &(CaptureId, Capture)| *id == added.id);
                    if !again && (added.is_new || !archive.is_read(added.id)?) {
                        unread.push((added.id, capture));
                    }
                }
                in_flight += 1;
                let sender = sender.clone();
                scope.spawn(move || {
                    let outcomes = read_all(reader, &unread);
                    let done = unread.into_iter().zip(outcomes).map(|((id, capture), outcome)| (id, capture, outcome));
                    // Nobody waits for it where the archive has failed.
                    let _ = sender.send(done.collect());
                });
            }
        }
    })
}

/// Stores what reading captures gave, in one go. Gives the figures that changed in each.
pub(crate) fn store(archive: &mut Archive, readings: &[(CaptureId, Outcome)]) -> Result<Vec<Vec<Change>>> {
    let readings: Vec<_> = readings.iter().map(|(id, outcome)| (*id, outcome)).collect();
    archive.store_readings(env!("CARGO_PKG_VERSION"), &readings)
}

/// Reads captures on all cores; outcomes in the order of the captures.
fn read_all(reader: &Reader, captures: &[(CaptureId, Capture)]) -> Vec<Outcome> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = captures.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = captures
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(|(_, capture)| read(reader, capture)).collect::<Vec<_>>()))
            .collect();
        let all = parts.into_iter().zip(captures.chunks(share));
        all.flat_map(|(part, captures)| {
            part.join().unwrap_or_else(|_| captures.iter().map(|_| Err(defect())).collect())
        })
        .collect()
    })
}

/// Reads a capture, and checks each report by itself.
fn read(reader: &Reader, capture: &Capture) -> Outcome {
    // A defect of ours in one capture of ten thousand must not cost the other ones.
    let reports = match catch_unwind(AssertUnwindSafe(|| reader.read(capture))) {
        Ok(Ok(reports)) => reports,
        Ok(Err(error)) => return Err(Words::new(error.message(Language::Zh), error.message(Language::En))),
        Err(_) => return Err(defect()),
    };
    catch_unwind(AssertUnwindSafe(|| checked(reports, capture.provenance()))).unwrap_or_else(|_| Err(defect()))
}

/// Checks each report by itself, and makes it ready to be stored.
pub(crate) fn checked(reports: Vec<Report>, provenance: &Provenance) -> Outcome {
    let (settings, roster) = (Settings::default(), Roster::default());
    let checked = reports.into_iter().map(|report| {
        let findings = check(&ReportView::new(&report), &settings).findings;
        let unit = gathering::unit(&report, provenance, &roster);
        Packed::new(report, unit, findings)
            .map_err(|error| Words::new(error.message(Language::Zh), error.message(Language::En)))
    });
    checked.collect()
}

pub(crate) fn defect() -> Words {
    Words::new(
        "gongkai 自身出错，未能读取；请把这个文件附在问题报告里",
        "a defect of gongkai itself; it was not read. Please report it with this file",
    )
}

/// The address that a page says it was saved from: browsers write it into MHTML and into saved HTML.
pub fn saved_from(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4 << 10)).unwrap_or_default());
    let address = match head.find("saved from url=(") {
        Some(at) => head.get(at..)?.split_once(')')?.1.split("-->").next(),
        None => head.lines().take_while(|line| !line.is_empty()).find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("snapshot-content-location").then_some(value)
        }),
    }?
    .trim();
    let is_address = address.starts_with("http://") || address.starts_with("https://");
    (is_address && !address.contains(char::is_whitespace)).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use gongkai_archive::{Mode, Wait};
    use gongkai_model::Unit;

    use super::*;

    #[test]
    fn saved_pages_say_where_they_come_from() {
        let mhtml = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.gov.cn/nb/1.html\r\nMIME-Version: 1.0\r\n\r\n";
        assert_eq!(saved_from(mhtml).as_deref(), Some("https://a.gov.cn/nb/1.html"));
        let html = b"<!DOCTYPE html>\n<!-- saved from url=(0026)http://a.gov.cn/nb/1.html -->\n<html>";
        assert_eq!(saved_from(html).as_deref(), Some("http://a.gov.cn/nb/1.html"));
        assert_eq!(saved_from(b"<!-- saved from url=(0010)file:///x -->"), None);
        assert_eq!(saved_from(b"text\r\n\r\nSnapshot-Content-Location: http://a.gov.cn/"), None);
    }

    #[test]
    fn reports_come_back_from_the_archive_as_they_were_read() {
        let folder = std::env::temp_dir().join(format!("gongkai-archived-{}", std::process::id()));
        let mut archive = Archive::open(&folder, Mode::Write(Wait::Refuse)).expect("an archive");
        let reader = Reader::default();
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
        let mut count = 0;
        for entry in std::fs::read_dir(examples).expect("examples").map(|entry| entry.expect("an entry").path()) {
            let Ok(bytes) = std::fs::read(&entry) else { continue };
            let id = archive.add_capture(&NewCapture::file(entry.to_string_lossy(), bytes)).expect("added").id;
            let capture = archive.capture(id).expect("kept");
            let Ok(reports) = reader.read(&capture) else { continue };
            reread(&mut archive, &reader, &[id], &mut |_| Ok(())).expect("read");
            let stored = archive.reading(id).expect("stored").expect("read").reports;
            assert_eq!(
                stored.into_iter().map(|(report, _)| report).collect::<Vec<_>>(),
                reports,
                "{}",
                entry.display()
            );
            count += reports.iter().filter(|report| !report.facts.is_empty()).count();
        }
        assert!(count >= 12, "only {count} reports with figures");
        drop(archive);
        std::fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn what_is_added_is_read_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut archive = Archive::open(folder.path(), Mode::Write(Wait::Refuse)).expect("an archive");
        let reader = Reader::default();
        let text = |number: usize| format!("青禾县水务局{}年政府信息公开工作年度报告", 2008 + number % 18);
        let adding = |number: usize| {
            let (path, bytes) = (format!("/{number}.md"), text(number).into_bytes());
            Adding {
                new: NewCapture::file(path.as_str(), bytes.clone()),
                capture: Capture::new(bytes, Provenance::of(path)),
            }
        };
        for (numbers, new) in [(0..100, 100), (50..120, 20)] {
            let mut parcels =
                numbers.collect::<Vec<_>>().chunks(16).map(<[usize]>::to_vec).collect::<Vec<_>>().into_iter();
            let (mut kept, mut read) = (0, Vec::new());
            add(
                &mut archive,
                &reader,
                &mut || Some(parcels.next()?.into_iter().map(adding).collect()),
                &mut |added| kept += added.iter().filter(|added| added.is_new).count(),
                &mut |reread| {
                    read.push((reread.id, reread.outcome.is_ok()));
                    Ok(())
                },
            )
            .expect("added");
            assert_eq!((kept, read.len()), (new, new));
            assert!(read.iter().all(|(_, is_read)| *is_read));
        }
        assert_eq!(archive.unread().expect("unread"), []);
        assert_eq!(archive.captures().count(), 120);
    }

    #[test]
    fn captures_are_read_stored_and_read_again() {
        let folder = std::env::temp_dir().join(format!("gongkai-archiving-{}", std::process::id()));
        let mut archive = Archive::open(&folder, Mode::Write(Wait::Refuse)).expect("an archive");
        let text = |total: u32| {
            format!(
                "青禾县水务局2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n\
                 | 一、本年新收政府信息公开申请数量 | {total} | 0 | 0 | 0 | 0 | 0 | {total} |\n"
            )
        };
        let pages: Vec<_> = (0..70).map(|number| NewCapture::file(format!("/{number}.md"), text(number))).collect();
        archive.add_captures(&pages).expect("added");
        let packed = archive.add_capture(&NewCapture::file("/a.gz", &b"\x1F\x8B\x08\0"[..])).expect("added").id;
        let (ids, reader) = (archive.unread().expect("unread"), Reader::default());
        let mut told = Vec::new();
        let mut tell = |reread: Reread| {
            told.push((reread.id, reread.outcome.map(|reports| reports.len()).ok(), reread.changes.len()));
            Ok(())
        };
        reread(&mut archive, &reader, &ids, &mut tell).expect("read");
        assert_eq!(told.len(), 71);
        assert!(told.iter().all(|(id, reports, _)| (*reports == Some(1)) == (*id != packed)), "{told:?}");
        assert!(archive.reading_error(packed).expect("stored").is_some_and(|words| words.en.contains("gzip")));

        // As an earlier version would have read it.
        let ten = CaptureId(11);
        let mut earlier = archive.reading(ten).expect("stored").expect("read").reports.remove(0).0;
        earlier.facts = earlier.facts.iter().filter(|fact| fact.cell != "t3.new_received.total").cloned().collect();
        let earlier = Packed::new(earlier, Unit::default(), Vec::new()).expect("packed");
        archive.store_reading(ten, "0", &Ok(vec![earlier])).expect("stored");
        let mut changed = Vec::new();
        let mut tell = |reread: Reread| {
            changed.extend(reread.changes.into_iter().map(|change| (reread.id, change.cell, change.after)));
            Ok(())
        };
        reread(&mut archive, &reader, &ids, &mut tell).expect("read again");
        assert_eq!(changed.len(), 1);
        assert_eq!((changed[0].0, changed[0].1.as_str()), (ten, "t3.new_received.total"));
        assert_eq!(changed[0].2.as_ref().map(|figure| figure.value.as_str()), Some("10"));
        drop(archive);
        std::fs::remove_dir_all(folder).expect("removed");
    }
}
