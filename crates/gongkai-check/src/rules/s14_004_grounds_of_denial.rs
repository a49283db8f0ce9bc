//! S14-004: grounds of denial do not exceed denials.

use gongkai_model::{Relation, Severity};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Sentences, check_statistics};

pub(super) const RULE: Rule = Rule {
    id: "S14-004",
    name: "s14-grounds-exceed-denials",
    severity: Severity::Warning,
    summary: (
        "统计表：不同意公开答复数不小于其中各项理由之和",
        "Statistics table: the grounds of denial do not exceed the replies that denied",
    ),
    explanation: (
        "六项理由是“不同意公开答复数”的其中项，其和不应大于该数；小于的可能另有理由，不报。",
        "The six grounds are parts of the denials and cannot exceed them. Fewer may have other grounds; that is not reported.",
    ),
    formula: "Σ denied_1..6 ≤ reply_denied",
    basis: Basis::Background,
    source: (
        "国办发〔2014〕32号《政府信息公开情况统计表》（各行以已见报告为准，未经原文逐行证实）",
        "The statistics table of 国办发〔2014〕32号; its lines are known from reports, not from the notice itself",
    ),
    false_positives: ("一件答复列有几项理由而重复计数。", "Several grounds for one reply, counted each."),
    before: ("不同意公开 2；涉及个人隐私 3", "denied 2; for privacy 3"),
    after: ("不同意公开 3；涉及个人隐私 3", "denied 3; for privacy 3"),
    test: Test::Report(|view, sink| check_statistics("S14-004", Relation::AtMost, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "统计表“{where}”为 {right}，其中各项理由之和却为 {left}，多出 {difference}",
        "Statistics table, {where}: {right}, but the grounds add up to {left}, {difference} more",
    ),
    advice: ("核对不同意公开答复数和各项理由", "check the denials and their grounds"),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(
            &RULE,
            &Form::s14().cell("s14.denied_personal_privacy", "3"),
            &Form::s14().cell("s14.denied_personal_privacy", "1"),
        );
    }
}
