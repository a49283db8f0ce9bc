//! S14-009: events with the principal are among all events.

use gongkai_model::{Relation, Severity};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Comparison, Sentences, compare_all_statistics};

pub(super) const RULE: Rule = Rule {
    id: "S14-009",
    name: "s14-principal-exceeds-total",
    severity: Severity::Warning,
    summary: (
        "统计表：主要负责同志参加次数不大于总次数",
        "Statistics table: events with the principal are among all events",
    ),
    explanation: (
        "主要负责同志参加新闻发布会、在线访谈的次数是总次数的其中项，不应更多。",
        "Press conferences and interviews with the principal are among all of them.",
    ),
    formula: "by_principal ≤ total",
    basis: Basis::Background,
    source: (
        "国办发〔2014〕32号《政府信息公开情况统计表》（各行以已见报告为准，未经原文逐行证实）",
        "The statistics table of 国办发〔2014〕32号; its lines are known from reports, not from the notice itself",
    ),
    false_positives: ("按人次填报。", "Counted by persons."),
    before: ("新闻发布会 2，其中主要负责同志参加 3", "press conferences 2, with the principal 3"),
    after: ("新闻发布会 3，其中主要负责同志参加 3", "press conferences 3, with the principal 3"),
    test: Test::Report(|view, sink| compare_all_statistics(COMPARISONS, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "统计表“{where}”为 {right}，其中主要负责同志参加 {left}，多出 {difference}",
        "Statistics table, {where}: {right}, but {left} of them with the principal",
    ),
    advice: ("核对总次数和其中项", "check the total and its part"),
};

const COMPARISONS: &[Comparison<'static>] = &[
    Comparison::new(&["press_conferences_by_principal"], Relation::AtMost, &["press_conferences"]),
    Comparison::new(&["online_interviews_by_principal"], Relation::AtMost, &["online_interviews"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(
            &RULE,
            &Form::s14().cell("s14.press_conferences_by_principal", "3"),
            &Form::s14().cell("s14.press_conferences_by_principal", "2"),
        );
    }
}
