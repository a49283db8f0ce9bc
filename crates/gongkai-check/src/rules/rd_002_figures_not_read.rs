//! RD-002: what could not be read says so.

use gongkai_model::{Diagnostic, Place, Severity, TableId};

use super::st_005_columns_wrong::figures_a_row;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::said;
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "RD-002",
    name: "figures-not-read",
    severity: Severity::Error,
    summary: ("报告的每个数字都读得出来", "Every figure of the report can be read"),
    explanation: (
        "有的数字挤在一起、被拆开、与标签分离，或者正文在附件里，程序无法确定。凡是读不出来的，逐处列出；涉及这些数字的规则不作判断，不等于没有问题。",
        "Some figures run together, are torn apart or stand away from their labels; some reports are in another file. Whatever could \
         not be decided is listed place by place. Rules about these figures do not judge; that does not mean that nothing is wrong.",
    ),
    formula: "",
    basis: Basis::Logic,
    source: ("年度报告格式各表", "The tables of the form"),
    false_positives: (
        "数字在原文件里清楚，只在转换成文本时受损：换用原文件（网页、Word）再检查。缺部分、缺表、缺行由 ST-001、ST-003、ST-004、ST-014 报告，这里不重复。",
        "Figures that are clear in the original and were damaged by conversion to text: check the original (web page, Word). Absent \
         sections, tables and rows are reported by ST-001, ST-003, ST-004 and ST-014 and not repeated here.",
    ),
    before: (
        "表三“（一）予以公开”一行只有 4 个数：3 0 1 4",
        "Table 3, row (1) granted, has four figures only: 3 0 1 4",
    ),
    after: ("七栏各有一个数：3 0 0 0 1 0 4", "one figure in each of the seven columns: 3 0 0 0 1 0 4"),
    test: Test::Report(test),
};

/// What other rules say: RD-001, ST-001, ST-003, ST-004, ST-014. Reports before 2019 lack the tables rightly.
const SAID_ELSEWHERE: [&str; 7] =
    ["not_a_report", "blank_form", "form_before_2019", "section_absent", "table_absent", "table_stops", "row_absent"];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    // A column too many or too few makes every row of Table 3 undecided: ST-005 says so once.
    let columns = figures_a_row(view).is_some();
    let said_here = |diagnostic: &&Diagnostic| {
        let row = columns && diagnostic.code == "row_undecided" && table(diagnostic) == Some(TableId::Requests);
        diagnostic.severity == Severity::Error && !SAID_ELSEWHERE.contains(&diagnostic.code.as_str()) && !row
    };
    let mut any = false;
    for diagnostic in view.report.diagnostics.iter().filter(said_here) {
        any = true;
        sink.broken(draft(diagnostic));
    }
    match any {
        false if view.is_report() => sink.held(),
        false => sink.not_assessable(Reason::NotAReport),
        true => {}
    }
}

/// The table that a diagnostic is about.
fn table(diagnostic: &Diagnostic) -> Option<TableId> {
    let name = diagnostic.arguments.get("table")?;
    let tables = [TableId::Proactive, TableId::Requests, TableId::Disputes, TableId::Statistics];
    tables.into_iter().find(|table| table.name() == name)
}

fn draft(diagnostic: &Diagnostic) -> Draft {
    let argument = |name: &str| diagnostic.arguments.get(name).cloned().unwrap_or_default();
    let place = Place {
        table: table(diagnostic),
        row: argument("row"),
        locus: diagnostic.locus.clone(),
        raw: argument("raw"),
        ..Place::default()
    };
    let (zh, en) = match diagnostic.code.as_str() {
        "report_in_attachment" => ("下载所指的文件再检查", "download the files and check those"),
        "page_without_article" => ("核对网页，取得报告原文后再检查", "find the report itself and check that"),
        "second_report" => ("分成两个文件再检查", "put the reports into files of their own and check again"),
        "table_repeated" => ("核对两处是否一致，删去多余的一处", "compare both and delete the one too many"),
        "figures_absent" | "block_absent" => ("在原文中补上数字", "add the figures to the report"),
        "page_too_large" => ("截取报告正文另存后再检查", "save the article by itself and check that"),
        _ => (
            "对照原文核实；原文清楚的，换用原文件（网页或 Word）再检查，原文不清的，改正原文",
            "look at the original; if it is clear there, check the original file, else mend the report",
        ),
    };
    let words = said(diagnostic);
    let key: String = [argument("table"), argument("row"), argument("block"), argument("raw")].concat();
    Draft::new(words.zh, words.en)
        .advice(zh, en)
        .at(place)
        .key(key.split_whitespace().collect::<String>() + &diagnostic.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let fires =
            Form::e2021().replace("| （一）予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |", "| （一）予以公开 | 2 1 3 |");
        // A row of blanks is read as a row of blanks.
        case(&RULE, &fires, &Form::e2021().row("t3.granted", "_ _ _ _ _ _ _"));
    }

    #[test]
    fn what_other_rules_say_is_not_repeated() {
        let form = Form::e2021().without("t3.granted").without("section 4").without("t2");
        assert!(look(&RULE, &form).findings.is_empty());
    }
}
