//! ST-005: Table 3 has seven columns of figures, Table 4 fifteen figures.

use gongkai_model::{Fact, Obtained, Severity, TableId, Value};
use gongkai_template::{APPLICANTS, Applicant, DISPUTE_OUTCOMES};

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
        "表三的数据栏固定为自然人、五类法人或其他组织、总计七栏；表四固定为三组、每组五格。少一栏或多一栏，各数就会错位。整栏空白而其他各栏都有数的，疑似少了一栏；多出“小计”一栏的，程序能够识别并略去，作警告。",
        "Table 3 has seven columns: natural persons, five sorts of organisations, total. Table 4 has three blocks of five cells. With a \
         column more or less figures are shifted. One column blank in every row while all others hold figures seems to be such a case; an \
         extra column of subtotals is recognised, left out, and a warning.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("年度报告格式表三、表四表头", "Headers of Tables 3 and 4"),
    false_positives: (
        "某一栏有意整栏留空的；空白的栏在转换成文本时丢失的，换用原文件检查。",
        "A column that was left blank on purpose; a column of blanks lost in conversion to text: check the original file.",
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

/// What is wrong with the columns of Table 3 as a whole.
fn whole_columns(view: &ReportView<'_>) -> Option<Draft> {
    let first = facts(view, TableId::Requests).find(|fact| fact.value != Value::Missing);
    let at = |draft: Draft| first.map_or(draft.clone(), |fact| draft.at_fact(fact));
    if let Some(count) = figures_a_row(view) {
        let draft = Draft::new(
            format!("表三各行都是 {count} 个数，格式规定 7 个：可能增删了栏目，也可能空白的栏在转换中丢失"),
            format!(
                "the rows of Table 3 have {count} figures each, the form has 7: a column was added or deleted, or lost in conversion"
            ),
        );
        return Some(at(draft).line("columns").key(count.to_string()).advice(
            "按格式恢复七栏：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计；没有的填 0",
            "restore the seven columns of the form, with 0 where there was none",
        ));
    }
    if let Some(column) = column_of_blanks(view) {
        let name = column.label().text;
        let draft = Draft::new(
            format!("表三“{name}”一栏整栏空白，其他各栏都有数：可能删去了一栏，各数因此错位"),
            format!(
                "Table 3: the column {} is blank in every row and no other is: perhaps a column was deleted and the figures are shifted",
                column.id()
            ),
        );
        return Some(at(draft).line(column.id()).advice(
            "对照表头核对七栏：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计；没有的填 0",
            "compare the seven columns with the header; write 0 where there was none",
        ));
    }
    let subtotal = view.report.diagnostics.iter().any(|diagnostic| diagnostic.code == "subtotal_left_out");
    subtotal.then(|| {
        let draft = Draft::new(
            "表三多出“小计”一栏（法人或其他组织五栏之和），格式中没有，未计入",
            "Table 3 has a column 小计 (the sum of the five organisations) that the form does not have; it was left out",
        );
        at(draft).line("subtotal").severity(Severity::Warning).advice("删去“小计”一栏", "delete the column")
    })
}

fn requests(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if let Some(draft) = whole_columns(view) {
        return sink.broken(draft);
    }
    let mut holes = 0;
    for row in facts(view, TableId::Requests).collect::<Vec<_>>().chunks(APPLICANTS.len()) {
        let missing: Vec<&&Fact> = row.iter().filter(|fact| fact.value == Value::Missing).collect();
        if let Some(fact) = missing.first().filter(|_| missing.len() < row.len()) {
            holes += 1;
            sink.broken(hole(fact, missing.len()));
        }
    }
    let undecided = facts(view, TableId::Requests).any(|fact| matches!(fact.value, Value::Unreadable(_)));
    match holes {
        0 if undecided => sink.not_assessable(Reason::CellUnreadable),
        0 => sink.held(),
        _ => {}
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

/// How many figures the rows of Table 3 have, where none of them could be read since that is another number than seven.
pub(super) fn figures_a_row(view: &ReportView<'_>) -> Option<usize> {
    let facts: Vec<&Fact> = facts(view, TableId::Requests).collect();
    let mut counts = Vec::new();
    for row in facts.chunks(APPLICANTS.len()) {
        if let Some(fact) = row.iter().find(|fact| matches!(fact.value, Value::Unreadable(_))) {
            counts.push(fact.evidence.raw.split_whitespace().count());
        } else if row.iter().any(|fact| fact.value != Value::Missing && fact.evidence.obtained == Obtained::Read) {
            return None;
        }
    }
    let count = *counts.first()?;
    let near = count != APPLICANTS.len() && count.abs_diff(APPLICANTS.len()) <= NEAR;
    (counts.len() >= LEAST_ROWS && near && counts.iter().all(|other| *other == count)).then_some(count)
}

/// So many columns more or fewer are columns; other numbers are something else.
const NEAR: usize = 3;

/// The one column of Table 3 that is blank in every row that was read, while all others hold figures there.
fn column_of_blanks(view: &ReportView<'_>) -> Option<Applicant> {
    let facts: Vec<&Fact> = facts(view, TableId::Requests).collect();
    let plain =
        |fact: &Fact| fact.evidence.obtained == Obtained::Read && matches!(fact.value, Value::Number(_) | Value::Blank);
    let read = |row: &&[&Fact]| row.iter().all(|fact| plain(fact));
    let rows: Vec<&[&Fact]> = facts.chunks(APPLICANTS.len()).filter(read).collect();
    let blank = |column: usize| {
        rows.iter().filter(|row| row.get(column).is_some_and(|fact| fact.value == Value::Blank)).count()
    };
    let blanks: Vec<usize> = (0..APPLICANTS.len()).map(blank).collect();
    let whole = blanks.iter().position(|count| *count == rows.len())?;
    let others: usize = blanks.iter().sum::<usize>() - rows.len();
    APPLICANTS.get(whole).copied().filter(|_| others == 0 && rows.len() >= LEAST_ROWS)
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
        let rows = text.lines().filter(|line| line.matches('|').count() == 9 && !line.contains("申请人情况"));
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
    fn a_column_of_blanks_among_columns_of_figures() {
        let mut report = Form::e2021().read();
        let blank = |mut fact: Fact| {
            if fact.cell.starts_with("t3.") && fact.cell.ends_with(".natural_person") {
                fact.value = Value::Blank;
            }
            fact
        };
        report.facts = report.facts.iter().cloned().map(blank).collect();
        let column = column_of_blanks(&ReportView::new(&report));
        assert_eq!(column.map(Applicant::id), Some("natural_person"));
        assert_eq!(column_of_blanks(&ReportView::new(&Form::e2021().read())), None);
    }

    #[test]
    fn the_rows_of_such_a_table_are_not_told_one_by_one() {
        let rule = crate::rule("RD-002").expect("the rule is there");
        assert!(look(rule, &six_columns()).findings.is_empty());
    }

    #[test]
    fn a_table_that_is_absent_is_not_judged() {
        let verdict = look(&RULE, &Form::e2021().without("t3"));
        assert_eq!((verdict.tally().of(Outcome::NotAssessable), verdict.findings.len()), (1, 0));
    }
}
