//! No panic and no hang on any bytes, and no cell told twice or without evidence.
//!
//! `GONGKAI_PROPERTY_CASES` says how many cases are run over all sources of bytes (600 by default).

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use gongkai::model::EditionId;
use gongkai::template::edition;
use gongkai_tests::mutation::{WORDS, break_bytes, broken_lines, fault};
use gongkai_tests::writer::{Dice, Shape, cases};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

/// Far more than any case needs; only a hang takes as long.
const PATIENCE: Duration = Duration::from_secs(20);

fn count() -> u32 {
    let cases = std::env::var("GONGKAI_PROPERTY_CASES").map_or(600, |value| value.parse().expect("a number of cases"));
    u32::div_ceil(cases, 4)
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

/// A thread that reads what it is sent and answers with what is wrong.
fn reader() -> (mpsc::Sender<Vec<u8>>, mpsc::Receiver<Option<String>>) {
    let (ask, asked) = mpsc::channel::<Vec<u8>>();
    let (answer, answers) = mpsc::channel();
    thread::spawn(move || {
        for bytes in asked {
            let result = catch_unwind(AssertUnwindSafe(|| gongkai::parse(bytes)));
            let fault = match result {
                Ok(reports) => reports.ok().and_then(|reports| fault(&reports)),
                Err(panic) => Some(format!("panic: {}", said(panic.as_ref()))),
            };
            if answer.send(fault).is_err() {
                return;
            }
        }
    });
    (ask, answers)
}

/// Reads many drawn bytes; the first failure is made smaller, unless it is a hang.
fn survive(bytes: impl Strategy<Value = Vec<u8>>) {
    let seed = [7; 32];
    let mut runner =
        TestRunner::new_with_rng(ProptestConfig::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let (ask, answers) = reader();
    let try_it = |bytes: &[u8]| {
        ask.send(bytes.to_vec()).expect("the reader waits");
        match answers.recv_timeout(PATIENCE) {
            Ok(fault) => fault,
            Err(_) => panic!("no answer in {PATIENCE:?}: {}", bytes.escape_ascii()),
        }
    };
    for _ in 0..count() {
        let mut tree = bytes.new_tree(&mut runner).expect("bytes can always be drawn");
        let Some(mut fault) = try_it(&tree.current()) else { continue };
        let mut smallest = tree.current();
        while tree.simplify() {
            match try_it(&tree.current()) {
                Some(smaller) => (fault, smallest) = (smaller, tree.current()),
                None if !tree.complicate() => break,
                None => {}
            }
        }
        panic!("{fault}\n{}\n{}", String::from_utf8_lossy(&smallest), smallest.escape_ascii());
    }
}

/// A report as it might be after an accident: pieces cut, doubled, swapped, bytes broken, or in another charset.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let shapes = Shape::ALL.iter().map(|&shape| cases(shape).boxed()).collect::<Vec<_>>();
    (proptest::strategy::Union::new(shapes), any::<u64>(), 0..6_usize).prop_map(|(case, seed, steps)| {
        let mut dice = Dice::new(seed);
        let mut text = case.print().text;
        for _ in 0..steps {
            text = broken_lines(&text, &mut dice);
        }
        let mut bytes = match dice.below(5) {
            0 => encoding_rs::GB18030.encode(&text).0.into_owned(),
            1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            2 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => text.into_bytes(),
        };
        for _ in 0..dice.below(4) {
            break_bytes(&mut bytes, &mut dice);
        }
        bytes
    })
}

#[test]
fn survives_arbitrary_bytes() {
    survive(vec(any::<u8>(), 0..3000));
}

#[test]
fn survives_arbitrary_characters() {
    survive(".{0,800}".prop_map(String::into_bytes));
}

#[test]
fn survives_words_of_reports_in_any_order() {
    survive(vec(proptest::sample::select(WORDS), 0..400).prop_map(|words| words.concat().into_bytes()));
}

#[test]
fn survives_damaged_reports() {
    survive(mutated());
}

#[test]
fn survives_long_lines_and_deep_marks() {
    for word in WORDS {
        survive_text(&word.repeat(60_000 / word.len().max(1)));
    }
    // Sums of such figures overflow.
    for figure in ["9".repeat(18), "9".repeat(28), format!("7{}", "0".repeat(28))] {
        let row = |label: &str| format!("| {label} |{}\n", format!(" {figure} |").repeat(7));
        let labels = edition(EditionId::E2021).requests.iter().map(|line| line.label.printed());
        let rows: String = labels.map(|label| row(&label)).collect();
        survive_text(&rows);
        survive_text(&rows.replace(" | ", "\n").replace('|', "\n"));
    }
    survive_text(&"| 0 ".repeat(40_000));
    survive_text(&"规章\t0\n".repeat(8_000));
    survive_text(&"（一）予以公开| 0| 0| 0| 0| 0| 0| 0\n".repeat(2_000));
    survive_text(&"1.属于国家秘密      0     0   0 0 0 0  0\n".repeat(2_000));
}

fn survive_text(text: &str) {
    let (ask, answers) = reader();
    ask.send(text.as_bytes().to_vec()).expect("the reader waits");
    let head: String = text.chars().take(40).collect();
    match answers.recv_timeout(PATIENCE) {
        Ok(None) => {}
        Ok(Some(fault)) => panic!("{fault}: {head:?} repeated"),
        Err(_) => panic!("no answer in {PATIENCE:?}: {head:?} repeated"),
    }
}
