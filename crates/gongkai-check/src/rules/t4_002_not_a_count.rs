//! T4-002: the cells of Table 4 hold counts.

use gongkai_model::{Severity, TableId};

use crate::counts::check_counts;
use crate::rule::{Basis, Rule, Test};

pub(super) const RULE: Rule = Rule {
    id: "T4-002",
    name: "disputes-not-counted",
    severity: Severity::Error,
    summary: ("表四每一格都是非负整数", "Every cell of Table 4 is a whole number, not below zero"),
    explanation: (
        "表四的单位是件，十五格只能填非负整数。用“/”“-”“无”代替 0 的，全表合并提示一次。",
        "Table 4 counts cases. Words, numbers below zero and fractions cannot be added up. Cells with /, - or 无 in place of 0 are \
         reported once for the whole table, as an advisory.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("年度报告格式表四", "Table 4 of the form"),
    false_positives: (
        "有的地方约定用“/”“-”表示没有；空白格不在此列。",
        "Some places agreed to write / or - where there is none. Blank cells are not meant here.",
    ),
    before: ("行政复议 结果维持：-1", "reconsiderations upheld: -1"),
    after: ("行政复议 结果维持：1", "reconsiderations upheld: 1"),
    test: Test::Report(|view, sink| check_counts(TableId::Disputes, view, sink)),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().cell("t4.reconsideration_upheld", "-1").all("t4.litigation_direct_", "/");
        case(&RULE, &fires, &Form::e2021().all("t4.litigation_", ""));
    }
}
