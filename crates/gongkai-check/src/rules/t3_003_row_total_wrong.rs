//! T3-003: every row adds up to its total.

use gongkai_model::{Severity, TableId};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Sentences, check_table};

pub(super) const RULE: Rule = Rule {
    id: "T3-003",
    name: "row-total-wrong",
    severity: Severity::Error,
    summary: (
        "表三每一行：自然人与法人或其他组织五栏之和＝总计",
        "Table 3, every row: natural persons and the five organisations add up to the total",
    ),
    explanation: (
        "总计一栏是自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他六栏之和，每一行都应成立。",
        "The last column is the sum of the six columns before it, in every row.",
    ),
    formula: "X[c7] = X[c1] + X[c2] + … + X[c6]",
    basis: Basis::Form,
    source: ("年度报告格式表三“总计”一栏", "Column 总计 of Table 3 of the form"),
    false_positives: (
        "内层各行的总计留作空白；另加了“小计”一栏。",
        "Totals of inner rows left blank; a column of subtotals that the form does not have.",
    ),
    before: ("自然人 4，商业企业 1，其余 0；总计 6", "natural persons 4, enterprises 1, others 0; total 6"),
    after: ("自然人 4，商业企业 1，其余 0；总计 5", "natural persons 4, enterprises 1, others 0; total 5"),
    test: Test::Report(|view, sink| check_table("T3-003", TableId::Requests, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "表三“{where}”一行：各栏之和为 {left}，总计为 {right}，相差 {difference}",
        "Table 3, row {where}: the columns add up to {left}, the total says {right}; the difference is {difference}",
    ),
    advice: ("核对该行各栏和总计", "check the figures of the row and their total"),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().cell("t3.granted.total", "4");
        case(&RULE, &fires, &Form::e2021().cell("t3.denied_state_secret.total", ""));
    }
}
