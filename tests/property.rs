//! Round trip: a random report, printed in each text shape and damaged, comes back equal, or with the damaged cells named.
//!
//! `GONGKAI_PROPERTY_CASES` says how many cases are run over all shapes (600 by default), `GONGKAI_PROPERTY_SEED` makes a
//! run another one. A failure is made smaller and printed with its text.

#![allow(clippy::print_stdout, reason = "the table of recall is for people: cargo test --test property -- --nocapture")]

use std::collections::BTreeMap;

use gongkai::model::Decimal;
use gongkai::template::{APPLICANTS, Axis};
use gongkai_tests::verdict::{Verdict, judge};
use gongkai_tests::writer::{Blanks, Case, Damage, Shape, cases};
use proptest::strategy::{Strategy as _, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Share of cells, in percent, that a shape must give back: zeros printed and nothing damaged; zeros or totals blank;
/// damaged. Some points below what is reached, since few cases are drawn by default; what text does not decide (blank
/// cells in a list of cells) can never be reached.
struct Floor(f64, f64, f64);

/// Failures shown before a test gives up.
const SHOWN: usize = 4;

#[derive(Default)]
struct Tally {
    right: usize,
    missed: usize,
}

impl Tally {
    fn add(&mut self, verdict: &Verdict) {
        self.right += verdict.right;
        self.missed += verdict.missed.len();
    }

    fn share(&self) -> f64 {
        let all = self.right + self.missed;
        if all == 0 { 100.0 } else { 100.0 * self.right as f64 / all as f64 }
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |value| value.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}

fn verdict(case: &Case) -> Verdict {
    let printed = case.print();
    match gongkai::parse(printed.bytes.clone()) {
        Ok(reports) => judge(&printed, &reports),
        Err(error) => Verdict { faults: vec![format!("not read: {error}")], ..Verdict::default() },
    }
}

/// A clean case must come back whole.
fn fails(case: &Case) -> Option<Verdict> {
    let verdict = verdict(case);
    (!verdict.faults.is_empty() || (case.is_clean() && !verdict.missed.is_empty())).then_some(verdict)
}

/// The smallest failing case that proptest finds within a bounded number of steps.
fn smallest(tree: &mut impl ValueTree<Value = Case>) -> Case {
    let mut best = tree.current();
    for _ in 0..1_500 {
        let failing = fails(&tree.current()).is_some();
        if failing {
            best = tree.current();
        }
        if !(if failing { tree.simplify() } else { tree.complicate() }) {
            break;
        }
    }
    best
}

fn describe(case: &Case) -> String {
    let verdict = verdict(case);
    let mut lines =
        vec![format!("{:?} {:?} {:?} {:?} style {}", case.shape, case.edition, case.blanks, case.damages, case.style)];
    lines.extend(verdict.faults.iter().take(6).map(|fault| format!("  {fault}")));
    lines.extend(verdict.missed.iter().take(6).map(|cell| format!("  missed {cell}")));
    lines.push(format!("--- text\n{}\n---", case.print().text));
    lines.join("\n")
}

/// The damage that alone costs most cells.
fn hardest(single: &BTreeMap<Damage, Tally>) -> String {
    let worst = single.iter().min_by(|a, b| a.1.share().total_cmp(&b.1.share()));
    match worst {
        Some((damage, tally)) if tally.missed > 0 => format!("hardest: {damage:?} {:.2} %", tally.share()),
        _ => String::new(),
    }
}

fn round_trip(shape: Shape, floor: Floor) {
    let count = setting("GONGKAI_PROPERTY_CASES", 600).div_ceil(Shape::ALL.len() as u64);
    let seed = setting("GONGKAI_PROPERTY_SEED", 0);
    let mut bytes = [shape as u8; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let strategy = cases(shape);
    let [mut clean, mut blank, mut damaged] = [const { Tally { right: 0, missed: 0 } }; 3];
    let mut single: BTreeMap<Damage, Tally> = BTreeMap::new();
    let mut failures = Vec::new();
    let mut failed = 0;
    for _ in 0..count {
        let mut tree = strategy.new_tree(&mut runner).expect("cases can always be drawn");
        let case = tree.current();
        let verdict = verdict(&case);
        match (case.damages.is_empty(), case.blanks) {
            (true, Blanks::Printed) => clean.add(&verdict),
            (true, _) => blank.add(&verdict),
            (false, _) => damaged.add(&verdict),
        }
        if let ([damage], Blanks::Printed) = (case.damages.as_slice(), case.blanks) {
            single.entry(*damage).or_default().add(&verdict);
        }
        if !verdict.faults.is_empty() || (case.is_clean() && !verdict.missed.is_empty()) {
            failed += 1;
            if failures.len() < SHOWN {
                failures.push(describe(&smallest(&mut tree)));
            }
        }
    }
    let name = format!("{shape:?}");
    let shares = [clean.share(), blank.share(), damaged.share()];
    println!(
        "{name:<13} cases {count:>6}  clean {:>6.2} %  blanks {:>6.2} %  damaged {:>6.2} %  {}",
        shares[0],
        shares[1],
        shares[2],
        hardest(&single)
    );
    assert!(failures.is_empty(), "{failed} of {count} cases fail:\n{}", failures.join("\n\n"));
    for (share, floor) in shares.into_iter().zip([floor.0, floor.1, floor.2]) {
        assert!(share >= floor, "{name}: {share:.2} % of the cells, the floor is {floor} %");
    }
}

/// Cases of all shapes for the tests of the writer itself.
fn sample() -> Vec<Case> {
    let mut runner = TestRunner::deterministic();
    let mut draw = |shape| {
        (0..20)
            .map(|_| cases(shape).new_tree(&mut runner).expect("cases can always be drawn").current())
            .collect::<Vec<_>>()
    };
    Shape::ALL.iter().flat_map(|&shape| draw(shape)).collect()
}

#[test]
fn written_figures_satisfy_the_sums_of_the_form() {
    for case in sample().iter().filter(|case| case.blanks == Blanks::Printed) {
        let truth = case.print().truth;
        let number = |row: &str, column: &str| truth[&format!("t3.{row}.{column}")].unwrap();
        let form = case.form();
        for sum in form.request_sums {
            let lines: Vec<&str> = match sum.axis {
                Axis::Rows => APPLICANTS.iter().map(|column| column.id()).collect(),
                Axis::Columns => form.requests.iter().map(|line| line.row.id()).collect(),
            };
            for line in lines {
                let side = |ids: &[&str]| -> Decimal {
                    let cell = |id: &&str| if sum.axis == Axis::Rows { number(id, line) } else { number(line, id) };
                    ids.iter().map(cell).sum()
                };
                assert_eq!(side(sum.left), side(sum.right), "{} {line}", sum.rule);
            }
        }
    }
}

#[test]
fn written_reports_hold_every_cell_of_their_form_and_every_digit() {
    for case in sample() {
        let printed = case.print();
        let cells: Vec<String> = case.form().cells().map(|cell| cell.path).collect();
        assert_eq!(printed.truth.len(), cells.len());
        assert!(cells.iter().all(|cell| printed.truth.contains_key(cell)));
        // Files of word processors part digits by markup, fixed pages by places.
        if matches!(case.shape, Shape::Docx | Shape::Odt | Shape::Ofd | Shape::Rtf) {
            continue;
        }
        let digits: String = printed.text.chars().filter(|c| !matches!(c, ',' | '，')).map(narrow).collect();
        for number in printed.truth.values().flatten() {
            assert!(
                digits.contains(&number.abs().to_string()),
                "{number} is not in {:?}:\n{}",
                case.shape,
                printed.text
            );
        }
    }
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        other => other,
    }
}

#[test]
fn tab_rows() {
    round_trip(Shape::TabRows, Floor(100.0, 95.0, 95.0));
}

#[test]
fn pipe_full() {
    round_trip(Shape::PipeFull, Floor(100.0, 93.0, 96.0));
}

#[test]
fn pipe_dropped() {
    round_trip(Shape::PipeDropped, Floor(100.0, 96.0, 96.0));
}

#[test]
fn bare_bars() {
    round_trip(Shape::BareBars, Floor(100.0, 93.0, 93.0));
}

#[test]
fn pandoc_grid() {
    round_trip(Shape::PandocGrid, Floor(100.0, 94.0, 96.0));
}

#[test]
fn pandoc_dashes() {
    round_trip(Shape::PandocDashes, Floor(100.0, 95.0, 88.0));
}

#[test]
fn box_frame() {
    round_trip(Shape::BoxFrame, Floor(100.0, 97.0, 97.0));
}

#[test]
fn ascii_doc() {
    round_trip(Shape::AsciiDoc, Floor(100.0, 95.0, 88.0));
}

#[test]
fn layout() {
    round_trip(Shape::Layout, Floor(100.0, 85.0, 88.0));
}

#[test]
fn cell_per_line() {
    round_trip(Shape::CellPerLine, Floor(100.0, 40.0, 65.0));
}

#[test]
fn one_line() {
    round_trip(Shape::OneLine, Floor(100.0, 55.0, 72.0));
}

#[test]
fn pandas() {
    round_trip(Shape::Pandas, Floor(100.0, 92.0, 95.0));
}

#[test]
fn html() {
    round_trip(Shape::Html, Floor(100.0, 99.9, 99.9));
}

#[test]
fn docx() {
    round_trip(Shape::Docx, Floor(100.0, 99.9, 99.9));
}

#[test]
fn doc() {
    round_trip(Shape::Doc, Floor(100.0, 99.9, 99.9));
}

#[test]
fn odt() {
    round_trip(Shape::Odt, Floor(100.0, 99.9, 99.9));
}

#[test]
fn xlsx() {
    round_trip(Shape::Xlsx, Floor(100.0, 96.0, 97.0));
}

#[test]
fn ofd() {
    round_trip(Shape::Ofd, Floor(100.0, 95.0, 95.0));
}

#[test]
fn rtf() {
    round_trip(Shape::Rtf, Floor(100.0, 99.9, 99.9));
}
