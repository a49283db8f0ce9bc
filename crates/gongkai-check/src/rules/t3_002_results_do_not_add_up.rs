//! T3-002: the results of processing add up to their total.

use gongkai_model::{Severity, TableId};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Sentences, check_table};

pub(super) const RULE: Rule = Rule {
    id: "T3-002",
    name: "results-do-not-add-up",
    severity: Severity::Error,
    summary: (
        "表三每一列：（一）至（六）各项之和＝（七）总计",
        "Table 3, every column: results (1) to (6) add up to (7), the total",
    ),
    explanation: (
        "（七）总计是本年度办理结果的合计。（三）（四）（五）（六）本身没有合计格，计入的是其下各小项；2019 年版（六）其他处理是一行，2021 年版是三行。",
        "(7) is the total of all results of the year. (3) to (6) have no cells of their own; their sub-items count. In the form of 2019 \
         (6) is one row, in that of 2021 three.",
    ),
    formula: "T[c] = G[c] + P[c] + ΣD[c] + ΣU[c] + ΣR[c] + ΣO[c]",
    basis: Basis::Form,
    source: ("年度报告格式表三第三项", "Item 3 of Table 3 of the form"),
    false_positives: (
        "零留作空白；一件申请有几种处理结果而重复计数（格式规定部分公开只计一次）。",
        "Zeros left blank; a request with several results counted twice (the form counts partial disclosure once).",
    ),
    before: ("予以公开 3，本机关不掌握 1，其余 0；总计 5", "granted 3, not held 1, others 0; total 5"),
    after: ("予以公开 3，本机关不掌握 1，其余 0；总计 4", "granted 3, not held 1, others 0; total 4"),
    test: Test::Report(|view, sink| check_table("T3-002", TableId::Requests, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "表三“{where}”一列：办理结果各项之和为 {left}，（七）总计为 {right}，相差 {difference}",
        "Table 3, column {where}: the results add up to {left}, the total says {right}; the difference is {difference}",
    ),
    advice: ("核对该列（一）至（六）各项和（七）总计", "check the results of the column and their total"),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().cell("t3.granted.natural_person", "12");
        case(&RULE, &fires, &Form::e2021().all("t3.denied_", ""));
    }

    #[test]
    fn of_2019_too() {
        let verdict = crate::testing::look(&RULE, &Form::e2019().cell("t3.other.natural_person", "1"));
        assert_eq!(verdict.findings.len(), 1);
    }
}
