//! ST-013: a table that is there is not entirely blank.

use gongkai_model::{Fact, Severity, TableId, Value};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::on_this_form;
use crate::sink::{Draft, Sink};
use crate::view::{ReportView, table_of};
use crate::words;

pub(super) const RULE: Rule = Rule {
    id: "ST-013",
    name: "table-blank",
    severity: Severity::Error,
    summary: ("已有的表不是整张空白", "A table that is there is not entirely blank"),
    explanation: (
        "整张表没有一个数，读者无法区分“没有”和“没填”。没有数据的也应填 0。填“/”或“无”的不算空白。全部表都空白的，由 RD-001 报告。2014—2018 年的统计表只作警告。",
        "Without a single figure nobody can tell \"none\" from \"not filled in\": write zeros. Cells with / or 无 are not blank. Where every \
         table is blank, RD-001 says so. The statistics table of 2014 to 2018 is a warning.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("年度报告格式各表", "The tables of the form"),
    false_positives: ("数字是盖在空表上的图片。", "Figures in a picture laid over an empty table."),
    before: ("表四 15 格全部空白", "all 15 cells of Table 4 are blank"),
    after: ("表四 15 格都填 0", "0 in all 15 cells"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let readings = &view.report.tables;
    if readings.is_empty() && on_this_form(view, sink) {
        sink.not_assessable(Reason::TableAbsent(TableId::Requests));
    }
    for reading in readings {
        let table = reading.table;
        let facts = view.report.facts.iter().filter(|fact| table_of(&fact.cell) == Some(table));
        let there: Vec<&Fact> = facts.filter(|fact| fact.value != Value::Missing).collect();
        match there.first() {
            None => sink.not_assessable(Reason::CellMissing),
            Some(_) if there.iter().any(|fact| fact.value != Value::Blank) => sink.held(),
            Some(first) => {
                let (name, count) = (words::table(table), there.len());
                let draft = Draft::new(
                    format!("{} {count} 格全部空白", name.zh),
                    format!("all {count} cells of {} are blank", name.en),
                );
                let draft = draft.at_fact(first).advice("填写；没有数据的填 0", "fill it in, with zeros for none");
                sink.broken(if table == TableId::Statistics { draft.severity(Severity::Warning) } else { draft });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let near = Form::e2021().all("t4.", "").cell("t4.reconsideration_total", "0");
        case(&RULE, &Form::e2021().all("t4.", ""), &near);
    }

    #[test]
    fn declared_not_applicable_is_not_blank() {
        assert!(crate::testing::look(&RULE, &Form::e2021().all("t4.", "/")).findings.is_empty());
    }
}
