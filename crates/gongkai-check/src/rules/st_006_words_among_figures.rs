//! ST-006: no words stand where figures belong.

use gongkai_model::{Diagnostic, Fact, Place, Severity, TableId, Value};
use gongkai_text::reading::{self, Reading};

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
        "数字格里出现文字，多半是把说明写进了格里；标签的位置上出现数字，多半是整行错位。这些格不参加任何计算。带单位的数（“5件”）、“无”和“/”不算文字。",
        "Words where figures belong are mostly remarks written into a cell; a figure where a label belongs is a row that was shifted. Such \
         cells take part in no sum. Figures with units, 无 and / are no words.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("年度报告格式各表", "The tables of the form"),
    false_positives: ("格里写了说明（“详见附件”）的。", "Cells that hold a remark, such as \"see annex\"."),
    before: ("行政许可｜本年处理决定数量｜详见附件", "licensing, decisions: see annex"),
    after: ("行政许可｜本年处理决定数量｜436", "licensing, decisions: 436"),
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
        let strays = strays(table, view);
        if rows.is_empty() && strays.is_empty() {
            sink.held();
        }
        rows.iter().for_each(|row| broken(table, row, sink));
        strays.into_iter().for_each(|stray| sink.broken(shifted(table, stray)));
    }
}

/// Figures that stand where a label belongs, in a table whose rows are read: what a row shifted by a cell leaves behind.
fn strays<'a>(table: TableId, view: &ReportView<'a>) -> Vec<&'a Diagnostic> {
    let unplaced = view.report.diagnostics.iter().filter(|diagnostic| {
        diagnostic.code == "text_unplaced" && diagnostic.arguments.get("table").is_some_and(|name| name == table.name())
    });
    let figure = |diagnostic: &&Diagnostic| matches!(reading::read(raw(diagnostic)), Reading::Number(..));
    let strays: Vec<&Diagnostic> = unplaced.filter(figure).collect();
    // More are a table that lies in pieces, of which the rule on figures not read tells.
    if strays.len() > FEW { Vec::new() } else { strays }
}

/// Most rows of a table that are shifted while the others are read.
const FEW: usize = 3;

fn raw(diagnostic: &Diagnostic) -> &str {
    diagnostic.arguments.get("raw").map_or("", String::as_str)
}

fn shifted(table: TableId, stray: &Diagnostic) -> Draft {
    let raw = raw(stray).trim();
    let place = Place { table: Some(table), locus: stray.locus.clone(), raw: raw.into(), ..Place::default() };
    Draft::new(
        format!("{}标签的位置上有数字“{raw}”，不属于任何一栏，可能整行错位", table.name()),
        format!(
            "{}: the figure {raw} stands where a label belongs and fits no column; perhaps the row is shifted",
            table.name_en()
        ),
    )
    .at(place)
    .key(raw)
    .advice("对照表头，使各数与栏目对齐", "align the figures of the row with the header")
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
    let draft = Draft::new(
        format!("{}“{label}”一行的数字格里是文字：{words}", table.name()),
        format!("{}, row \"{label}\": words in cells for figures: {words}", table.name_en()),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().cell("t2_2021.art20_5.administrative_licensing.decisions", "详见附件");
        let near = Form::e2021()
            .cell("t3.granted.natural_person", "2件")
            .cell("t3.denied_state_secret.total", "无")
            .cell("t2_2021.art20_1.rules.issued", "/")
            .cell("t2_2021.art20_8.administrative_fees.amount_10k_yuan", "12.3860万元");
        case(&RULE, &fires, &near);
    }

    #[test]
    fn a_figure_in_front_of_its_label() {
        let row = "| （一）予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |";
        let form = Form::e2021().replace(row, "| 9 | （一）予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |");
        let verdict = look(&RULE, &form);
        assert_eq!(verdict.findings.len(), 1, "{verdict:#?}");
        assert_eq!(verdict.findings[0].place.raw, "9");
    }
}
