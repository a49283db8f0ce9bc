//! ST-005: Table 3 has seven columns of figures, Table 4 fifteen figures.

use gongkai_model::{Fact, Severity, TableId, Value};
use gongkai_template::{APPLICANTS, DISPUTE_BLOCKS, DISPUTE_OUTCOMES};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{Break, on_this_form};
use crate::sink::{Draft, Sink};
use crate::view::{ReportView, table_of};

pub(super) const RULE: Rule = Rule {
    id: "ST-005",
    name: "columns-wrong",
    severity: Severity::Error,
    summary: ("表三每行 7 个数，表四 15 个数", "Table 3 has 7 figures in a row, Table 4 has 15"),
    explanation: (
        "表三的数据栏固定为自然人、五类法人或其他组织、总计七栏；表四固定为三组、每组五格。少一栏或多一栏，各数所属的栏就无从确定。多出“小计”一栏的，程序能够识别并略去，作警告。",
        "Table 3 has seven columns: natural persons, five sorts of organisations, total. Table 4 has three blocks of five cells. With a \
         column more or less nobody can tell which figure belongs where. An extra column of subtotals is recognised, left out, and a \
         warning.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("年度报告格式表三、表四表头", "Headers of Tables 3 and 4"),
    false_positives: (
        "空白的栏在转换成文本时丢失：换用原文件检查。",
        "A column of blanks that was lost in conversion to text: check the original file.",
    ),
    before: ("表三每行 6 个数，缺“法律服务机构”一栏", "six figures in every row of Table 3: a column was deleted"),
    after: ("表三每行 7 个数，没有申请的栏填 0", "seven figures in every row, with 0 where there was none"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if !on_this_form(view, sink) {
        return;
    }
    match view.reading(TableId::Requests) {
        None => sink.not_assessable(Reason::TableAbsent(TableId::Requests)),
        Some(_) => requests(view, sink),
    }
    match view.reading(TableId::Disputes) {
        None => sink.not_assessable(Reason::TableAbsent(TableId::Disputes)),
        Some(_) => disputes(view, sink),
    }
}

fn requests(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let first = facts(view, TableId::Requests).find(|fact| fact.value != Value::Missing);
    let at = |draft: Draft| first.map_or(draft.clone(), |fact| draft.at_fact(fact));
    if let Some(count) = figures_a_row(view) {
        let draft = Draft::new(
            format!("表三各行都是 {count} 个数，格式规定 7 个：可能增删了栏目，也可能空白的栏在转换中丢失"),
            format!(
                "the rows of Table 3 have {count} figures each, the form has 7: columns were added or deleted, or lost in conversion"
            ),
        );
        return sink.broken(at(draft).line("columns").advice(
            "按格式恢复七栏：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计",
            "restore the seven columns of the form",
        ));
    }
    if view.report.diagnostics.iter().any(|diagnostic| diagnostic.code == "subtotal_left_out") {
        let draft = Draft::new(
            "表三多出“小计”一栏（法人或其他组织五栏之和），格式中没有，未计入",
            "Table 3 has a column 小计 (the sum of the five organisations) that the form does not have; it was left out",
        );
        return sink.broken(
            at(draft).line("subtotal").severity(Severity::Warning).advice("删去“小计”一栏", "delete the column"),
        );
    }
    let mut holes = 0;
    for row in facts(view, TableId::Requests).collect::<Vec<_>>().chunks(APPLICANTS.len()) {
        let missing: Vec<&&Fact> = row.iter().filter(|fact| fact.value == Value::Missing).collect();
        if let Some(fact) = missing.first().filter(|_| missing.len() < row.len()) {
            holes += 1;
            sink.broken(hole(fact, missing.len()));
        }
    }
    if holes == 0 {
        sink.held();
    }
}

fn disputes(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let facts: Vec<&Fact> = facts(view, TableId::Disputes).collect();
    if facts.iter().all(|fact| fact.value == Value::Missing) {
        return sink.not_assessable(if Break::of(view).is_some() {
            Reason::TextBreaksOff
        } else {
            Reason::CellMissing
        });
    }
    let mut holes = 0;
    debug_assert_eq!(facts.len(), DISPUTE_BLOCKS.len() * DISPUTE_OUTCOMES.len());
    for block in facts.chunks(DISPUTE_OUTCOMES.len()) {
        let missing: Vec<&&Fact> = block.iter().filter(|fact| fact.value == Value::Missing).collect();
        // A block that is absent altogether is a figure not read: RD-002.
        if let Some(fact) = missing.first().filter(|_| missing.len() < block.len()) {
            holes += 1;
            sink.broken(hole(fact, missing.len()));
        }
    }
    if holes == 0 {
        sink.held();
    }
}

fn hole(fact: &Fact, count: usize) -> Draft {
    Draft::new(
        format!("“{}”等 {count} 格不在文件中", fact.label),
        format!("cells are not in the source ({count}), from \"{}\" on", fact.label),
    )
    .at_fact(fact)
    .advice("按格式补齐各栏，没有数据的填 0", "complete the columns, with 0 where there was none")
}

fn facts<'a>(view: &ReportView<'a>, table: TableId) -> impl Iterator<Item = &'a Fact> {
    view.report.facts.iter().filter(move |fact| table_of(&fact.cell) == Some(table))
}

/// How many figures every row of Table 3 has, where that is another number than the form's and no row is read for it.
pub(super) fn figures_a_row(view: &ReportView<'_>) -> Option<usize> {
    let facts: Vec<&Fact> = facts(view, TableId::Requests).collect();
    let rows = facts.chunks(APPLICANTS.len()).filter_map(|row| row.first());
    let mut counts = Vec::new();
    for first in rows.filter(|fact| fact.value != Value::Missing) {
        let Value::Unreadable(_) = first.value else { return None };
        counts.push(first.evidence.raw.split_whitespace().count());
    }
    let count = *counts.first()?;
    let near = count != APPLICANTS.len() && count.abs_diff(APPLICANTS.len()) <= 3;
    (counts.len() >= LEAST_ROWS && near && counts.iter().all(|other| *other == count)).then_some(count)
}

/// Fewer rows tell nothing about columns.
const LEAST_ROWS: usize = 3;

#[cfg(test)]
mod tests {
    use gongkai_model::Outcome;

    use super::*;
    use crate::testing::{Form, case, look};

    /// The form with the last column of organisations deleted.
    fn six_columns() -> Form {
        let text = Form::e2021().print();
        let rows = text.lines().filter(|line| line.matches('|').count() == 9 && !line.contains("申请人"));
        rows.fold(Form::e2021(), |form, row| {
            let cells: Vec<&str> = row.split('|').collect();
            let short = [&cells[..6], &cells[7..]].concat().join("|");
            form.replace(&format!("{row}\n"), &format!("{short}\n"))
        })
    }

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &six_columns(), &Form::e2021().all("t3.", "").row("t3.new_received", "1 _ _ _ _ _ 1"));
    }

    #[test]
    fn a_table_that_is_absent_is_not_judged() {
        let verdict = look(&RULE, &Form::e2021().without("t3"));
        assert_eq!((verdict.tally().of(Outcome::NotAssessable), verdict.findings.len()), (1, 0));
    }
}
