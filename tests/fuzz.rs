//! Reads damaged files for as long as one likes: no panic, no hang, no cell told twice or without evidence.
//!
//! `cargo run --release -p gongkai-tests --example fuzz -- MINUTES FOLDER…` takes every file below the folders as a seed,
//! damages and joins them at random, and keeps what goes wrong in `target/fuzz/`. `GONGKAI_PROPERTY_SEED` makes another
//! run.

#![allow(clippy::print_stdout, reason = "a tool for people")]

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gongkai_tests::mutation::{WORDS, break_bytes, broken_lines, broken_package, fault};
use gongkai_tests::writer::Dice;

/// Larger inputs are cut: many small ones find more.
const LARGEST: usize = 60_000;
/// Slower than this is said.
const SLOW: Duration = Duration::from_millis(1000);

fn main() {
    let mut arguments = std::env::args().skip(1);
    let minutes: u64 = arguments.next().and_then(|text| text.parse().ok()).expect("MINUTES FOLDER…");
    let mut seeds = Vec::new();
    arguments.for_each(|folder| files(Path::new(&folder), &mut seeds));
    seeds.retain(|bytes| gongkai::parse(bytes.clone()).is_ok());
    assert!(!seeds.is_empty(), "no readable file below the folders");
    let seed: u64 = std::env::var("GONGKAI_PROPERTY_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    println!("{} seeds, {minutes} minutes, seed {seed}", seeds.len());
    std::panic::set_hook(Box::new(|_| {}));
    let end = Instant::now() + Duration::from_secs(60 * minutes);
    let (mut runs, mut slowest, mut failed) = (0_u64, Duration::ZERO, BTreeMap::<String, u64>::new());
    while Instant::now() < end {
        let mut dice = Dice::new(seed.wrapping_mul(1_000_000_007).wrapping_add(runs));
        let bytes = damaged(&seeds, &mut dice);
        let start = Instant::now();
        let said = said(&bytes);
        let took = start.elapsed();
        runs += 1;
        slowest = slowest.max(took);
        if let Some(said) = said.or_else(|| (took > SLOW).then(|| "slow".to_owned())) {
            let count = failed.entry(said.clone()).or_default();
            *count += 1;
            if *count <= 3 {
                println!("run {runs}: {said} ({took:?})");
                keep(&bytes, runs);
            }
        }
        if runs.is_multiple_of(100_000) {
            println!("{runs} runs, slowest {slowest:?}, {} sorts of failure", failed.len());
        }
    }
    println!("{runs} runs, slowest {slowest:?}");
    failed.iter().for_each(|(said, count)| println!("{count} × {said}"));
}

/// What goes wrong with some bytes.
fn said(bytes: &[u8]) -> Option<String> {
    match catch_unwind(AssertUnwindSafe(|| gongkai::parse(bytes.to_vec()))) {
        Ok(reports) => reports.ok().and_then(|reports| fault(&reports)),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            Some(text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default())
        }
    }
}

fn files(path: &Path, all: &mut Vec<Vec<u8>>) {
    if path.is_dir() {
        let mut below: Vec<PathBuf> =
            std::fs::read_dir(path).into_iter().flatten().flatten().map(|e| e.path()).collect();
        below.sort();
        below.iter().for_each(|path| files(path, all));
    } else if let Ok(mut bytes) = std::fs::read(path) {
        // A package that is cut is none.
        if !bytes.starts_with(b"PK") {
            bytes.truncate(LARGEST);
        }
        all.push(bytes);
    }
}

fn damaged(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seeds[dice.below(seeds.len())].clone();
    if bytes.starts_with(b"PK") {
        return broken_package(&bytes, dice);
    }
    for _ in 0..1 + dice.below(6) {
        bytes = match dice.below(8) {
            0..3 => lines(bytes, dice),
            3 => spliced(&bytes, &seeds[dice.below(seeds.len())], dice),
            4 => text(bytes, |text| digits(&text, dice)),
            5 => text(bytes, |text| spaces(&text, dice)),
            6 => text(bytes, |text| word(&text, dice)),
            _ => {
                break_bytes(&mut bytes, dice);
                bytes
            }
        };
        bytes.truncate(LARGEST);
    }
    bytes
}

fn text(bytes: Vec<u8>, change: impl FnOnce(String) -> String) -> Vec<u8> {
    String::from_utf8(bytes).map_or_else(std::string::FromUtf8Error::into_bytes, |text| change(text).into_bytes())
}

fn lines(bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    text(bytes, |text| broken_lines(&text, dice))
}

/// The beginning of one and the end of another.
fn spliced(a: &[u8], b: &[u8], dice: &mut Dice) -> Vec<u8> {
    [&a[..dice.below(a.len() + 1)], &b[dice.below(b.len() + 1)..]].concat()
}

/// Digits exchanged, lost or doubled.
fn digits(text: &str, dice: &mut Dice) -> String {
    let one_of = 2 + dice.below(40);
    let mut changed = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' if dice.below(one_of) == 0 => match dice.below(3) {
                0 => {}
                1 => changed.extend([c, c]),
                _ => changed.extend(char::from_digit(dice.below(10) as u32, 10)),
            },
            _ => changed.push(c),
        }
    }
    changed
}

/// White space exchanged, as tools do.
fn spaces(text: &str, dice: &mut Dice) -> String {
    const SPACES: [&str; 8] = ["", " ", "\t", "\n", "\n\n", " | ", "\u{3000}", "   "];
    let (from, to) = (SPACES[1 + dice.below(7)], SPACES[dice.below(8)]);
    text.replace(from, to)
}

/// A word of reports somewhere.
fn word(text: &str, dice: &mut Dice) -> String {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let at = places.get(dice.below(places.len() + 1)).copied().unwrap_or(text.len());
    let word = WORDS[dice.below(WORDS.len())];
    [&text[..at], &word.repeat(1 + dice.below(3)), &text[at..]].concat()
}

fn keep(bytes: &[u8], run: u64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fuzz");
    let kept = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(folder.join(format!("{run}.txt")), bytes));
    if let Err(error) = kept {
        println!("not kept: {error}");
    }
}
