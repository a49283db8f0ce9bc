//! Random sequences of what may happen, against a model.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::OpenOptions;
use std::io::Write;

use gongkai_model::{FetchRequest, Purpose};
use proptest::prelude::*;

use super::folder::{Folder, at, dump, page};
use crate::warc::Packer;
use crate::{Archive, NewCapture, NewEntry};

const HOST: &str = "www.example.gov.cn";

#[derive(Debug, Clone)]
enum Step {
    /// Captures a page with a content.
    Add(u8, u8),
    /// Adds a file with a content.
    File(u8, u8),
    /// Takes an entry, and answers it or does not, and follows it or does not.
    Fetch { answer: bool, follow: bool },
    /// Closes and opens.
    Reopen,
    /// The power goes: the database is as it was when it was opened last, and a record is torn after so many bytes.
    Crash(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (0..4_u8, 0..3_u8).prop_map(|(page, content)| Step::Add(page, content)),
        1 => (0..3_u8, 0..2_u8).prop_map(|(file, content)| Step::File(file, content)),
        4 => (any::<bool>(), any::<bool>()).prop_map(|(answer, follow)| Step::Fetch { answer, follow }),
        1 => Just(Step::Reopen),
        2 => any::<u8>().prop_map(Step::Crash),
    ];
    proptest::collection::vec(step, 1..25)
}

fn entries() -> Vec<NewEntry> {
    let entry = |number| NewEntry::new(FetchRequest::get(page(&format!("e{number}"), "").url, Purpose::Item), "s", "c");
    (0..6).map(entry).collect()
}

/// The bytes of one more record, to be torn.
fn torn() -> Vec<u8> {
    let place = crate::log::Place { file: 1, offset: 77 };
    let page = page("torn", "never whole");
    page.records(&page.digest(), place, None, None)[1].encode(&mut Packer::new()).unwrap()
}

fn contents(archive: &Archive) -> BTreeMap<(String, Vec<u8>), usize> {
    let mut all = BTreeMap::new();
    for stored in archive.captures() {
        let stored = stored.unwrap();
        let bytes = archive.capture(stored.id).unwrap().bytes().to_vec();
        let earlier = all.insert((stored.url, bytes), archive.visits(stored.id).unwrap().len());
        assert_eq!(earlier, None, "content is kept once");
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_everything_captured_is_there_once(steps in steps()) {
        let folder = Folder::new();
        let mut model: BTreeMap<(String, Vec<u8>), usize> = BTreeMap::new();
        let mut answered = BTreeSet::new();
        let mut archive = folder.write_small_files(3_000);
        let run = archive.begin_run("x", at(0)).unwrap().id;
        archive.push(run, &entries()).unwrap();
        drop(archive);
        let mut database = folder.database();
        let mut archive = folder.write_small_files(3_000);
        for (number, step) in (2..).zip(steps) {
            match step {
                Step::Add(name, content) => {
                    let new = NewCapture { fetched_at: at(number), ..page(&name.to_string(), &content.to_string()) };
                    archive.add_capture(&new).unwrap();
                    *model.entry((new.url, new.body)).or_default() += 1;
                }
                Step::File(name, content) => {
                    let new = NewCapture::file(format!("/{name}"), content.to_string());
                    archive.add_capture(&new).unwrap();
                    model.insert((new.url, new.body), 1);
                }
                Step::Fetch { answer, follow } => {
                    let Some(entry) = archive.take(run, HOST, 0).unwrap() else { continue };
                    let url = entry.new.request.url.clone();
                    prop_assert!(!answered.contains(&url), "{} is asked for twice", url);
                    if answer {
                        let answer = NewCapture { url: url.clone(), answers: Some(entry.id), ..page("", "answer") };
                        archive.add_capture(&answer).unwrap();
                        *model.entry((url.clone(), answer.body)).or_default() += 1;
                        answered.insert(url);
                        if follow {
                            archive.done(entry.id, "complete", &[]).unwrap();
                        }
                    }
                }
                Step::Reopen => {
                    drop(archive);
                    database = folder.database();
                    archive = folder.write_small_files(3_000);
                    prop_assert!(archive.recovery().unwrap().is_clean());
                }
                Step::Crash(bytes) => {
                    let last = crate::log::numbers(folder.path()).unwrap().pop();
                    drop(archive);
                    folder.restore(&database);
                    if let Some(last) = last {
                        let mut file = OpenOptions::new().append(true).open(folder.warc(last)).unwrap();
                        file.write_all(&torn()[..usize::from(bytes)]).unwrap();
                    }
                    archive = folder.write_small_files(3_000);
                    prop_assert!(archive.begin_run("x", at(0)).unwrap().is_resumed);
                    archive.push(run, &entries()).unwrap();
                }
            }
        }
        prop_assert_eq!(contents(&archive), model);
        let unfollowed = archive.waiting(run).unwrap();
        prop_assert_eq!(unfollowed.fetched + unfollowed.done, answered.len() as u64);
        let before = dump(&archive);
        archive.rebuild(&mut |_, _| Ok(())).unwrap();
        prop_assert_eq!(dump(&archive), before);
    }
}
