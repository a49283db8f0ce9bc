//! S14-001: requests received are the sum of their channels.

use gongkai_model::{Relation, Severity};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Sentences, check_statistics};

pub(super) const RULE: Rule = Rule {
    id: "S14-001",
    name: "s14-requests-do-not-add-up",
    severity: Severity::Warning,
    summary: (
        "统计表：收到申请数＝当面＋传真＋网络＋信函",
        "Statistics table: requests received are those in person, by fax, online and by letter",
    ),
    explanation: (
        "收到申请数按申请渠道分为四项，四项之和应等于收到申请数。",
        "Requests are counted by the way they came in; the four ways add up to the total.",
    ),
    formula: "requests_received = in_person + fax + online + letter",
    basis: Basis::Background,
    source: (
        "国办发〔2014〕32号《政府信息公开情况统计表》（各行以已见报告为准，未经原文逐行证实）",
        "The statistics table of 国办发〔2014〕32号; its lines are known from reports, not from the notice itself",
    ),
    false_positives: (
        "零留作空白；填报时分项只填了主要渠道；附有“本年累计”一栏。",
        "Zeros left blank; only some of the parts filled in; a column of running totals.",
    ),
    before: ("收到申请 9；当面 2，网络 6，信函 2", "received 9; in person 2, online 6, by letter 2"),
    after: ("收到申请 9；当面 2，网络 6，信函 1", "received 9; in person 2, online 6, by letter 1"),
    test: Test::Report(|view, sink| check_statistics("S14-001", Relation::Equal, SENTENCES, view, sink)),
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
        case(&RULE, &Form::s14().cell("s14.requests_letter", "2"), &Form::s14().cell("s14.requests_fax", ""));
    }
}
