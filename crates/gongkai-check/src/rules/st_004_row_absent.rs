//! ST-004: every table has all its rows.

use gongkai_model::{Place, Severity, TableId, Value};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::Break;
use crate::sink::{Draft, Sink};
use crate::view::{ReportView, table_of};
use crate::words;

pub(super) const RULE: Rule = Rule {
    id: "ST-004",
    name: "row-absent",
    severity: Severity::Error,
    summary: ("表二、表三各行齐全", "Tables 2 and 3 have all their rows"),
    explanation: (
        "表三在 2019 年版有 23 行、2021 年版有 25 行数据，表二各有固定的行。删去没有数据的行，汇总时就会错位。在某一行之后全部缺失的是中断，由 ST-014 报告。2014—2018 年的统计表缺行只作警告。",
        "Table 3 has 23 rows of figures in the edition of 2019 and 25 in that of 2021; the rows of Table 2 are fixed, too. Rows deleted \
         since they are empty make others slip. Where everything behind a row is gone the table breaks off, and ST-014 says so. Rows \
         absent from the statistics table of 2014 to 2018 are a warning.",
    ),
    formula: "",
    basis: Basis::Form,
    source: (
        "年度报告格式表二、表三；国办发〔2014〕32号统计表",
        "Tables 2 and 3 of the form; the statistics table of 2014",
    ),
    false_positives: (
        "行标签改写过大，或者被分页、转换拆开，没有认出。",
        "Labels worded very differently, or torn by a page break or a conversion, and not recognised.",
    ),
    before: ("（四）无法提供只有 1、2 两行", "(4) unable to provide has rows 1 and 2 only"),
    after: ("（四）无法提供 1、2、3 三行齐全，没有的填 0", "rows 1, 2 and 3, with 0 where there was none"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let tables = [TableId::Proactive, TableId::Requests, TableId::Statistics];
    let there: Vec<TableId> = tables.into_iter().filter(|table| view.reading(*table).is_some()).collect();
    if there.is_empty() {
        return if crate::sections::on_this_form(view, sink) {
            sink.not_assessable(Reason::TableAbsent(TableId::Requests));
        };
    }
    let broken_off = Break::of(view);
    for table in there {
        let mut rows = rows(table, view);
        let cut = broken_off.as_ref().is_some_and(|end| end.loses_rows_of(table));
        if cut {
            while rows.last().is_some_and(|(_, absent)| *absent) {
                rows.pop();
            }
        }
        let absent: Vec<&str> = rows.iter().filter(|(_, absent)| *absent).map(|(row, _)| *row).collect();
        if !absent.is_empty() {
            sink.broken(draft(table, &absent, view));
        } else if cut {
            sink.not_assessable(Reason::TextBreaksOff);
        } else {
            sink.held();
        }
    }
}

/// The rows of a table by their labels, and whether the source lacks each.
fn rows<'a>(table: TableId, view: &ReportView<'a>) -> Vec<(&'a str, bool)> {
    let mut rows: Vec<(&str, bool)> = Vec::new();
    for fact in view.report.facts.iter().filter(|fact| table_of(&fact.cell) == Some(table)) {
        let row = fact.label.split_once('/').map_or(fact.label.as_str(), |(row, _)| row);
        // Labels of the statistics table may hold the sign that parts row and column, and may come twice.
        let row = if table == TableId::Statistics { fact.label.as_str() } else { row };
        let absent = fact.value == Value::Missing;
        match rows.last_mut().filter(|(last, _)| *last == row && table != TableId::Statistics) {
            Some((_, all)) => *all &= absent,
            None => rows.push((row, absent)),
        }
    }
    rows
}

fn draft(table: TableId, absent: &[&str], view: &ReportView<'_>) -> Draft {
    let (name, count, list) = (words::table(table), absent.len(), absent.join("；"));
    let draft = Draft::new(
        format!("{}有 {count} 行没有读到：{list}", name.zh),
        format!("{}: rows not found ({count}): {list}", name.en),
    );
    let place = Place {
        table: Some(table),
        row: absent.first().map(|row| (*row).to_owned()).unwrap_or_default(),
        locus: view.reading(table).map(|reading| reading.locus.clone()),
        ..Place::default()
    };
    let draft = draft.at(place).key([name.zh, list.split_whitespace().collect()].concat()).advice(
        "对照原文；原文也没有的，按格式补上，没有数据的填 0",
        "look at the original; add rows that it lacks, with 0 where there was none",
    );
    if table == TableId::Statistics { draft.severity(Severity::Warning) } else { draft }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().without("t3.unable_requires_creation");
        // The form of 2019 has one row for （六）其他处理, not three.
        case(&RULE, &fires, &Form::e2019());
    }

    #[test]
    fn rows_at_the_end_are_a_break() {
        let form = Form::e2021().without("t3.total_processed").without("t3.carried_out");
        assert!(look(&RULE, &form).findings.is_empty());
    }

    #[test]
    fn the_statistics_table_warns() {
        let verdict = look(&RULE, &Form::s14().without("s14.meetings"));
        assert_eq!(verdict.findings.len(), 1);
        assert_eq!(verdict.findings[0].severity, Severity::Warning);
    }
}
