//! T4-001: the outcomes of disputes add up to their total.

use gongkai_model::{Severity, TableId};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Sentences, check_table};

pub(super) const RULE: Rule = Rule {
    id: "T4-001",
    name: "disputes-do-not-add-up",
    severity: Severity::Error,
    summary: (
        "表四三组各自：维持＋纠正＋其他结果＋尚未审结＝总计",
        "Table 4, each of its three blocks: upheld + corrected + other + pending = total",
    ),
    explanation: (
        "行政复议、未经复议直接起诉、复议后起诉三组各有五格，前四格之和应等于总计。撤回、终止的案件计入“其他结果”。",
        "Each block has five cells, and the first four add up to the fifth. Cases withdrawn or terminated count as other results.",
    ),
    formula: "upheld + corrected + other + pending = total",
    basis: Basis::Form,
    source: ("年度报告格式表四", "Table 4 of the form"),
    false_positives: (
        "零留作空白；识别时把“10”拆成两格。",
        "Zeros left blank; a 10 that character recognition split over two cells.",
    ),
    before: ("结果维持 1，其余 0；总计 0", "upheld 1, others 0; total 0"),
    after: ("结果维持 1，其余 0；总计 1", "upheld 1, others 0; total 1"),
    test: Test::Report(|view, sink| check_table("T4-001", TableId::Disputes, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "表四“{where}”：四种结果之和为 {left}，总计为 {right}，相差 {difference}",
        "Table 4, {where}: the outcomes add up to {left}, the total says {right}; the difference is {difference}",
    ),
    advice: ("核对该组四种结果和总计", "check the four outcomes and their total"),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().cell("t4.reconsideration_total", "0");
        case(&RULE, &fires, &Form::e2021().all("t4.litigation_", ""));
    }
}
