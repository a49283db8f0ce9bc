//! S14-002: requests closed are those closed in time and late.

use gongkai_model::{Relation, Severity};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Sentences, check_statistics};

pub(super) const RULE: Rule = Rule {
    id: "S14-002",
    name: "s14-closed-do-not-add-up",
    severity: Severity::Warning,
    summary: (
        "统计表：申请办结数＝按时办结数＋延期办结数",
        "Statistics table: requests closed are those closed in time and those closed after an extension",
    ),
    explanation: (
        "办结的申请不是按时办结，就是延期办结，两项之和应等于申请办结数。",
        "A request is closed in time or after an extension; both add up to the requests closed.",
    ),
    formula: "requests_closed = closed_on_time + closed_extended",
    basis: Basis::Background,
    source: (
        "国办发〔2014〕32号《政府信息公开情况统计表》（各行以已见报告为准，未经原文逐行证实）",
        "The statistics table of 国办发〔2014〕32号; its lines are known from reports, not from the notice itself",
    ),
    false_positives: (
        "零留作空白；填报时分项只填了主要渠道；附有“本年累计”一栏。",
        "Zeros left blank; only some of the parts filled in; a column of running totals.",
    ),
    before: ("办结 9；按时 8，延期 0", "closed 9; in time 8, extended 0"),
    after: ("办结 9；按时 8，延期 1", "closed 9; in time 8, extended 1"),
    test: Test::Report(|view, sink| check_statistics("S14-002", Relation::Equal, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "统计表“{where}”为 {right}，所列各项之和为 {left}，相差 {difference}",
        "Statistics table, {where}: {right}, but its parts add up to {left}; the difference is {difference}",
    ),
    advice: ("核对合计和各分项", "check the total and its parts"),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(
            &RULE,
            &Form::s14().cell("s14.closed_extended", "0"),
            &Form::s14().cell("s14.closed_on_time", "9").cell("s14.closed_extended", ""),
        );
    }
}
