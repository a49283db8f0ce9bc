//! Random tables of both editions, printed with the cells of a row run together, come back as they are or undecided.
//!
//! `GONGKAI_PROPERTY_CASES` says how many tables are printed (600 by default); run with `--nocapture` for the share that
//! is decided, by the size of the figures.

#![allow(clippy::print_stdout, reason = "the table of shares is for people")]

use std::collections::BTreeMap;

use gongkai::model::Value;
use gongkai::template::{DISPUTE_BLOCKS, DISPUTE_OUTCOMES};
use gongkai_tests::tables::Table;
use gongkai_tests::writer::Dice;

/// Sizes of tables: counts below this.
const SIZES: [usize; 6] = [3, 12, 130, 1_500, 20_000, 1_000_000_000];

/// How the rows are printed.
#[derive(Debug, Clone, Copy)]
enum Print {
    /// The whole report in one line.
    OneLine,
    /// A line for each row.
    Lines,
    /// A blank stands between some figures.
    SomeBlanks,
}

fn print_glued(table: &Table, print: Print, dice: &mut Dice) -> String {
    let end = if matches!(print, Print::Lines) { "\n" } else { "" };
    let glued = |figures: &[usize], dice: &mut Dice| {
        let mut text = String::new();
        for figure in figures {
            let apart = matches!(print, Print::SomeBlanks) && dice.below(4) == 0;
            text.push_str(if apart { " " } else { "" });
            text.push_str(&figure.to_string());
        }
        text
    };
    let mut text = format!(
        "青禾县财政局2023年政府信息公开工作年度报告{end}三、收到和处理政府信息公开申请情况{end}申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他{end}"
    );
    let mut group = None;
    for (line, figures) in table.form.requests.iter().zip(&table.requests) {
        if let Some(heading) = line.group.filter(|_| group != line.group) {
            text.push_str(&heading.label().printed());
        }
        group = line.group;
        text.push_str(&line.label.printed());
        text.push_str(&glued(figures, dice));
        text.push_str(end);
    }
    text.push_str(&format!("四、政府信息公开行政复议、行政诉讼情况{end}行政复议行政诉讼未经复议直接起诉复议后起诉"));
    for outcome in DISPUTE_BLOCKS.iter().flat_map(|_| DISPUTE_OUTCOMES) {
        text.push_str(outcome.label().text);
    }
    let disputes: Vec<usize> = table.disputes.iter().flatten().copied().collect();
    text.push_str(&format!("{end}{}{end}五、存在的主要问题及改进情况{end}今后将继续改进。", glued(&disputes, dice)));
    text
}

#[test]
fn glued_tables_come_back_as_they_are_or_undecided() {
    let cases: usize =
        std::env::var("GONGKAI_PROPERTY_CASES").ok().map_or(600, |value| value.parse().expect("a number of cases"));
    let seed: usize = std::env::var("GONGKAI_PROPERTY_SEED").ok().map_or(1, |value| value.parse().expect("a seed"));
    let mut shares: BTreeMap<(usize, &str), (usize, usize)> = BTreeMap::new();
    for number in 0..cases {
        let mut dice = Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(number) as u64);
        let size = SIZES[number % SIZES.len()];
        let print = [Print::OneLine, Print::Lines, Print::SomeBlanks][number / 7 % 3];
        let table = Table::random(&mut dice, size);
        let text = print_glued(&table, print, &mut dice);
        let reports = gongkai::parse(text.clone()).expect("readable");
        for (cell, value) in table.truth() {
            let fact = reports[0].facts.get(&cell).unwrap_or_else(|| panic!("{cell} is not told\n{text}"));
            let share = shares.entry((size, ["t3", "t4"][usize::from(cell.starts_with("t4"))])).or_default();
            share.1 += 1;
            match &fact.value {
                Value::Number(read) => {
                    assert_eq!(read.to_string(), value.to_string(), "{cell}, case {number}\n{text}");
                    assert!(!fact.evidence.raw.is_empty() && fact.evidence.locus.is_some(), "{cell} is bare");
                    share.0 += 1;
                }
                Value::Unreadable(candidates) => {
                    let among = candidates.is_empty() || candidates.contains(&value.to_string());
                    assert!(among, "{cell} is {value}, not one of {candidates:?}, case {number}\n{text}");
                }
                other => panic!("{cell} is {value}, read as {other:?}, case {number}\n{text}"),
            }
        }
    }
    for ((size, table), (decided, all)) in &shares {
        println!("{table}, figures below {size:>10}: {:6.2} % decided", 100.0 * *decided as f64 / *all as f64);
    }
    // Small tables are what most agencies have.
    for (key, floor) in [
        ((3, "t3"), 95.0),
        ((12, "t3"), 92.0),
        ((130, "t3"), 97.0),
        ((12, "t4"), 85.0),
        ((130, "t4"), 90.0),
        ((1_500, "t4"), 95.0),
    ] {
        let share = shares.get(&key).map_or(100.0, |(decided, all)| 100.0 * *decided as f64 / *all as f64);
        assert!(share >= floor, "{key:?}: {share:.2} %");
    }
}
