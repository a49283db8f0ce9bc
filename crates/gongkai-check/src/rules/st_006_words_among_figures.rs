//! ST-006: no words stand where figures belong.

use gongkai_model::{Fact, Severity, TableId, Value};
use gongkai_template::EDITIONS;
use gongkai_text::normalize::label_key;

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::on_this_form;
use crate::sink::{Draft, Sink};
use crate::view::{ReportView, table_of};

pub(super) const RULE: Rule = Rule {
    id: "ST-006",
    name: "words-among-figures",
    severity: Severity::Warning,
    summary: ("数字格里没有文字，行没有错位", "No words in cells for figures, no row shifted"),
    explanation: (
        "数字格里出现标签或其他文字，多半是整行错位，或者把说明写进了格里；这些格不参加任何计算。带单位的数（“5件”）、“无”和“/”不算文字。",
        "Labels or other words where figures belong mostly mean that a row was shifted, or that a remark was written into a cell; such \
         cells take part in no sum. Figures with units, 无 and / are no words.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("年度报告格式各表", "The tables of the form"),
    false_positives: ("格里写了说明（“详见附件”）的。", "Cells that hold a remark, such as \"see annex\"."),
    before: ("（一）予以公开｜予以公开｜2｜1｜0｜…", "row (1) granted holds \"granted\" in its first cell"),
    after: ("（一）予以公开｜2｜1｜0｜…", "row (1) granted: 2, 1, 0, …"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let tables = [TableId::Proactive, TableId::Requests, TableId::Disputes, TableId::Statistics];
    let there: Vec<TableId> = tables.into_iter().filter(|table| view.reading(*table).is_some()).collect();
    if there.is_empty() {
        return if on_this_form(view, sink) {
            sink.not_assessable(Reason::TableAbsent(TableId::Requests));
        };
    }
    for table in there {
        let words = view.report.facts.iter().filter(|fact| table_of(&fact.cell) == Some(table));
        let mut rows: Vec<Vec<&Fact>> = Vec::new();
        for fact in words.filter(|fact| matches!(fact.value, Value::Text(_))) {
            match rows.last_mut().filter(|row| row.first().is_some_and(|first| row_of(first) == row_of(fact))) {
                Some(row) => row.push(fact),
                None => rows.push(vec![fact]),
            }
        }
        if rows.is_empty() {
            sink.held();
        }
        rows.iter().for_each(|row| broken(table, row, sink));
    }
}

/// What tells the row of a cell: its path without the column.
fn row_of(fact: &Fact) -> &str {
    fact.cell.rsplit_once('.').map_or("", |(row, _)| row)
}

fn broken(table: TableId, row: &[&Fact], sink: &mut Sink<'_>) {
    let Some(first) = row.first() else { return };
    let words: Vec<String> = row.iter().map(|fact| format!("“{}”", short(&fact.value.to_string()))).collect();
    let words = words.join("、");
    let label = first.label.split_once('/').map_or(first.label.as_str(), |(row, _)| row);
    let shifted = row.iter().any(|fact| is_label(&fact.value.to_string()));
    let (zh, en) = if shifted { ("，疑似整行错位", "; the row seems to be shifted") } else { ("", "") };
    let draft = Draft::new(
        format!("{}“{label}”一行的数字格里是文字：{words}{zh}", table.name()),
        format!("{}, row \"{label}\": words in cells for figures: {words}{en}", table.name_en()),
    );
    let cells = row.iter().skip(1).map(|fact| fact.cell.clone());
    sink.broken(draft.at_fact(first).cells(cells).advice(
        "数字格只填数字，没有的填 0；说明写在正文里",
        "figures only, with 0 for none; remarks belong into the text",
    ));
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    const LONGEST: usize = 20;
    let mut short: String = text.chars().take(LONGEST).collect();
    if text.chars().count() > LONGEST {
        short.push('…');
    }
    short
}

/// Whether words are a label of some table.
fn is_label(words: &str) -> bool {
    let key = label_key(words);
    let rows = EDITIONS.iter().flat_map(|edition| {
        let proactive = edition.proactive.iter().flat_map(|band| band.rows.iter().map(|row| row.label));
        edition.requests.iter().map(|line| line.label).chain(proactive)
    });
    rows.flat_map(|label| label.texts()).any(|text| label_key(text) == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().cell("t3.granted.natural_person", "予以公开");
        let near = Form::e2021()
            .cell("t3.granted.natural_person", "2件")
            .cell("t3.denied_state_secret.total", "无")
            .cell("t2_2021.art20_1.rules.issued", "/")
            .cell("t2_2021.art20_8.administrative_fees.amount_10k_yuan", "12.3860万元");
        case(&RULE, &fires, &near);
    }
}
