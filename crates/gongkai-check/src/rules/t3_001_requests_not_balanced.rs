//! T3-001: what came in equals what was dealt with and what is left.

use gongkai_model::{Severity, TableId};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Sentences, check_table};

pub(super) const RULE: Rule = Rule {
    id: "T3-001",
    name: "requests-not-balanced",
    severity: Severity::Error,
    summary: (
        "表三每一列：新收＋上年结转＝办理结果总计＋结转下年度",
        "Table 3, every column: received + carried in = processed + carried out",
    ),
    explanation: (
        "这是格式上印明的唯一勾稽关系：“第一项加第二项之和，等于第三项加第四项之和”。七列各自成立，缺一不可。",
        "The one relation that is printed on the form: \"the sum of items 1 and 2 equals that of items 3 and 4\". It holds in each of \
         the seven columns.",
    ),
    formula: "N[c] + C[c] = T[c] + F[c]",
    basis: Basis::Form,
    source: (
        "年度报告格式表三表头：“本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和”",
        "Header of Table 3 of the form",
    ),
    false_positives: ("零留作空白；结转数填错了行。", "Zeros left blank; carried requests written into another row."),
    before: (
        "新收 5，上年结转 1；办理结果总计 4，结转下年度 1（6 ≠ 5）",
        "received 5, carried in 1; processed 4, carried out 1 (6 ≠ 5)",
    ),
    after: (
        "新收 5，上年结转 1；办理结果总计 4，结转下年度 2（6 = 6）",
        "received 5, carried in 1; processed 4, carried out 2 (6 = 6)",
    ),
    test: Test::Report(|view, sink| check_table("T3-001", TableId::Requests, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "表三“{where}”一列：新收与上年结转之和为 {left}，办理结果总计与结转下年度之和为 {right}，相差 {difference}",
        "Table 3, column {where}: received and carried in make {left}, processed and carried out {right}; the difference is {difference}",
    ),
    advice: (
        "核对该列第一、二、三（七）、四项，使第一项加第二项等于第三项加第四项",
        "check items 1, 2, 3 (7) and 4 of the column until items 1 and 2 equal items 3 and 4",
    ),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().cell("t3.carried_out.natural_person", "1");
        case(&RULE, &fires, &Form::e2021().cell("t3.carried_out.commercial_enterprise", ""));
    }
}
