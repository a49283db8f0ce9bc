//! Random tables whose empty cells left no trace in the text: what is decided is right, blanks included, whatever the
//! source's own errors.
//!
//! A quarter of `GONGKAI_PROPERTY_CASES` tables is printed (600 by default); run with `--nocapture` for the share that
//! is decided.

#![allow(clippy::print_stdout, reason = "the table of shares is for people")]

use std::collections::BTreeMap;

use gongkai::model::{Report, Value};
use gongkai::template::{APPLICANTS, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, RequestRow, disputes_cell, requests_cell};
use gongkai_tests::tables::Table;
use gongkai_tests::writer::Dice;

/// Sizes of tables: counts below this.
const SIZES: [usize; 4] = [3, 12, 130, 1_500];

/// What stands between two cells, and behind a row.
const SHAPES: [(&str, &str, &str); 4] =
    [("one cell a line", "\n", "\n"), ("one line", "\t", "\t"), ("tabs", "\t", "\n"), ("blank lines", "\n\n", "\n\n")];

/// How the source fills its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// Zeros are left blank.
    Plain,
    /// The total is left blank on inner rows, too.
    WithoutInnerTotals,
    /// The total is left blank everywhere.
    WithoutTotals,
    /// One figure is wrong.
    Wrong,
}

const SOURCES: [Source; 4] = [Source::Plain, Source::WithoutInnerTotals, Source::WithoutTotals, Source::Wrong];

/// What is printed in each cell; nothing: blank.
fn printed(table: &Table, source: Source, size: usize, dice: &mut Dice) -> BTreeMap<String, Option<usize>> {
    let mut table = table.clone();
    if source == Source::Wrong {
        let (row, column) = (dice.below(table.requests.len()), dice.below(7));
        table.requests[row][column] = dice.below(2 * size);
        table.disputes[dice.below(3)][dice.below(5)] = dice.below(2 * size);
    }
    let mut cells: BTreeMap<String, Option<usize>> =
        table.truth().into_iter().map(|(cell, figure)| (cell, (figure > 0).then_some(figure))).collect();
    let frame = [RequestRow::NewReceived, RequestRow::CarriedIn, RequestRow::TotalProcessed, RequestRow::CarriedOut];
    for line in table.form.requests {
        let blank = match source {
            Source::WithoutTotals => true,
            Source::WithoutInnerTotals => !frame.contains(&line.row),
            Source::Plain | Source::Wrong => false,
        };
        if blank {
            cells.insert(requests_cell(line.row, APPLICANTS[6]), None);
        }
    }
    cells
}

fn text(table: &Table, cells: &BTreeMap<String, Option<usize>>, (between, end): (&str, &str)) -> String {
    let mut lines: Vec<Vec<String>> = vec![
        vec!["青禾县财政局2021年政府信息公开工作年度报告".into()],
        vec!["三、收到和处理政府信息公开申请情况".into()],
        ["申请人情况", "自然人", "法人或其他组织", "总计"].map(String::from).into(),
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"].map(String::from).into(),
    ];
    let mut group = None;
    for line in table.form.requests {
        let mut row = Vec::new();
        if let Some(heading) = line.group.filter(|_| group != line.group) {
            row.push(heading.label().printed());
        }
        group = line.group;
        row.push(line.label.printed());
        row.extend(
            APPLICANTS.iter().filter_map(|&column| cells[&requests_cell(line.row, column)]).map(|n| n.to_string()),
        );
        lines.push(row);
    }
    lines.push(vec!["四、政府信息公开行政复议、行政诉讼情况".into()]);
    lines.push(["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"].map(String::from).into());
    lines.push(
        DISPUTE_BLOCKS.iter().flat_map(|_| DISPUTE_OUTCOMES).map(|outcome| outcome.label().text.into()).collect(),
    );
    let blocks =
        DISPUTE_BLOCKS.iter().flat_map(|&block| DISPUTE_OUTCOMES.iter().map(move |&o| disputes_cell(block, o)));
    lines.push(blocks.filter_map(|cell| cells[&cell]).map(|n| n.to_string()).collect());
    lines.push(vec!["五、存在的主要问题及改进情况".into()]);
    lines.push(vec!["今后将继续改进。".into()]);
    lines.retain(|line| !line.is_empty());
    lines.iter().map(|line| line.join(between)).collect::<Vec<_>>().join(end)
}

/// How many cells are decided; every decided one must be right.
fn judge(report: &Report, cells: &BTreeMap<String, Option<usize>>, of: &str) -> usize {
    let mut decided = 0;
    for (cell, want) in cells {
        let fact = report.facts.get(cell).unwrap_or_else(|| panic!("{cell} is not told, {of}"));
        let right = match (&fact.value, want) {
            (Value::Number(read), Some(want)) => read.to_string() == want.to_string(),
            (Value::Blank, None) => true,
            (Value::Unreadable(_) | Value::Missing, _) => continue,
            _ => false,
        };
        assert!(right, "{cell} is {want:?}, read as {:?}, {of}", fact.value);
        decided += 1;
    }
    decided
}

#[test]
fn what_is_decided_without_blank_cells_is_right() {
    let cases: usize =
        std::env::var("GONGKAI_PROPERTY_CASES").ok().map_or(600, |value| value.parse().expect("a number of cases"));
    let seed: usize = std::env::var("GONGKAI_PROPERTY_SEED").ok().map_or(1, |value| value.parse().expect("a seed"));
    let mut shares: BTreeMap<(&str, String), (usize, usize)> = BTreeMap::new();
    for number in 0..cases.div_ceil(4) {
        let mut dice = Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(number) as u64);
        let size = SIZES[number % SIZES.len()];
        let (shape, between, end) = SHAPES[number / SIZES.len() % SHAPES.len()];
        let source = SOURCES[dice.below(SOURCES.len())];
        let table = Table::random(&mut dice, size);
        let cells = printed(&table, source, size, &mut dice);
        let text = text(&table, &cells, (between, end));
        let reports = gongkai::parse(text.clone()).expect("readable");
        let decided = judge(&reports[0], &cells, &format!("case {number}, {shape}, {source:?}\n{text}"));
        let share = shares.entry((shape, format!("{source:?}"))).or_default();
        *share = (share.0 + decided, share.1 + cells.len());
    }
    for ((shape, source), (decided, all)) in &shares {
        println!("{shape:>16}, {source:<20} {:6.2} % decided", 100.0 * *decided as f64 / *all as f64);
    }
    let plain = shares.iter().filter(|((shape, source), _)| *shape != "tabs" && source == "Plain");
    let (decided, all) = plain.fold((0, 0), |sum, (_, share)| (sum.0 + share.0, sum.1 + share.1));
    assert!(decided * 100 >= all * 25, "{decided} of {all} cells are decided");
}
