//! Hostile packages: bounded time and size, a remark, no crash.

use std::time::{Duration, Instant};

use crate::common::{capture, overlapping, zip};
use gongkai_model::{Document, Language};
use gongkai_plugin::{ImportError, Limits, Registry};
use gongkai_text::TextImporter;
use gongkai_zip::ZipImporter;

/// Far more than any of these packages needs, also on a machine at work.
const PATIENCE: Duration = Duration::from_secs(30);

fn import(bytes: &[u8]) -> Result<Vec<Document>, ImportError> {
    let registry = Registry::new(vec![Box::new(ZipImporter), Box::new(TextImporter)]);
    let start = Instant::now();
    let result = registry.import(&capture(bytes), &Limits::default());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    result
}

/// What is said of the last file.
fn last_word(bytes: &[u8]) -> String {
    let documents = import(bytes).unwrap_or_else(|error| panic!("{error}"));
    documents.last().unwrap().diagnostics.last().unwrap().message(Language::En)
}

#[test]
fn a_gigabyte_of_nothing() {
    // Packed twice, as such files go round: a few kilobytes.
    let bomb = zip(&[("a.zip", &zip(&[("a.txt", &vec![0; 1 << 30])]))]);
    assert!(bomb.len() < 16_000, "{}", bomb.len());
    assert!(last_word(&bomb).contains("a.zip!/a.txt in the package was not read: the file has 68 MB"));
}

#[test]
fn many_files() {
    let names: Vec<String> = (0..100_000).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"text"[..])).collect();
    let bytes = zip(&files);
    assert_eq!(import(&bytes).unwrap().len(), Limits::default().members + 1);
    assert!(last_word(&bytes).contains("2000 files"));
}

#[test]
fn one_file_many_times() {
    // 60,000 files of 60 MB in 3 MB.
    let bytes = overlapping(&vec![0; 60 << 20], 60_000);
    assert!(last_word(&bytes).contains("more than is read (268 MB)"), "{}", last_word(&bytes));
    // Each of them larger than is read: what was unpacked in vain counts as well.
    assert!(last_word(&overlapping(&vec![0; 65 << 20], 60_000)).contains("more than is read (268 MB)"));
}

#[test]
fn packages_in_packages() {
    let nested = (0..40).fold(zip(&[("a.txt", b"text")]), |inner, _| zip(&[("a.zip", &inner)]));
    let word = last_word(&nested);
    assert!(
        word.contains("a.zip!/a.zip!/a.zip!/a.zip in the package was not read") && word.contains("4 packages"),
        "{word}"
    );
    // Sixteen in each of sixteen, and so on: the files of all levels are counted together.
    let wide = (0..3).fold(zip(&[("a.txt", &vec![b'a'; 4 << 20])]), |inner, _| {
        let names: Vec<String> = (0..16).map(|number| format!("{number}.zip")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &inner[..])).collect();
        zip(&files)
    });
    assert!(last_word(&wide).contains("268 MB"), "{}", last_word(&wide));
}

#[test]
fn every_cut_and_every_change() {
    let inner = zip(&[("a.txt", "青禾县财政局\n".repeat(40).as_bytes()), ("b.txt", b"text")]);
    let bytes = zip(&[("年报.zip", &inner), ("c.txt", b"1")]);
    for length in 0..bytes.len() {
        let _ = import(&bytes[..length]);
    }
    for at in 0..bytes.len() {
        for change in [0x01, 0x80, 0xFF] {
            let mut bytes = bytes.clone();
            bytes[at] ^= change;
            let _ = import(&bytes);
        }
    }
}
