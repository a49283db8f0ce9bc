//! Random tables whose figures stand behind all labels, in the order of the form: read as they are or undecided, within
//! bounds on time.
//!
//! A quarter of `GONGKAI_PROPERTY_CASES` tables is printed (600 by default).

use gongkai::model::Value;
use gongkai_tests::tables::Table;
use gongkai_tests::writer::Dice;

/// Sizes of tables: counts below this. Small figures leave the most ways to try.
const SIZES: [usize; 4] = [2, 3, 12, 1_500];

/// The order of figures: row by row, or column by column.
fn text(table: &Table, by_columns: bool) -> String {
    let labels: Vec<String> = table.form.requests.iter().map(|line| line.label.printed()).collect();
    let rows = &table.requests;
    let figures: Vec<String> = if by_columns {
        (0..7).flat_map(|column| rows.iter().map(move |row| row[column].to_string())).collect()
    } else {
        rows.iter().flatten().map(usize::to_string).collect()
    };
    format!(
        "青禾县财政局2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n{}\n\n{}\n\n四、政府信息公开行政复议、行政诉讼情况\n",
        labels.join("\n"),
        figures.join("\n\n")
    )
}

#[test]
fn figures_behind_all_labels_are_read_in_order_or_undecided() {
    let cases: usize =
        std::env::var("GONGKAI_PROPERTY_CASES").ok().map_or(600, |value| value.parse().expect("a number of cases"));
    let (mut decided, mut all) = (0, 0);
    for number in 0..cases.div_ceil(4) {
        let mut dice = Dice::new(number as u64);
        let table = Table::random(&mut dice, SIZES[number % SIZES.len()]);
        let text = text(&table, number % 3 == 0);
        let reports = gongkai::parse(text.clone()).expect("readable");
        for (cell, value) in table.truth().into_iter().filter(|(cell, _)| cell.starts_with("t3.")) {
            let fact = reports[0].facts.get(&cell).unwrap_or_else(|| panic!("{cell} is not told\n{text}"));
            all += 1;
            match &fact.value {
                Value::Number(read) => {
                    assert_eq!(read.to_string(), value.to_string(), "{cell}, case {number}\n{text}");
                    decided += 1;
                }
                Value::Unreadable(_) | Value::Missing => {}
                other => panic!("{cell} is {value}, read as {other:?}, case {number}\n{text}"),
            }
        }
    }
    assert!(decided * 100 >= all * 60, "{decided} of {all} cells are decided");
}
