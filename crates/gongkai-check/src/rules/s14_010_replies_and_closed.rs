//! S14-010: replies are usually as many as requests closed.

use gongkai_model::{Relation, Severity};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Comparison, Sentences, compare_all_statistics};

pub(super) const RULE: Rule = Rule {
    id: "S14-010",
    name: "s14-replies-unlike-closed",
    severity: Severity::Advisory,
    summary: (
        "统计表：申请答复数一般等于申请办结数",
        "Statistics table: replies are usually as many as requests closed",
    ),
    explanation: (
        "申请以答复办结，两数一般相等；一件申请作出几份答复的除外。",
        "A request is closed by a reply, so both figures are usually equal, unless a request had several replies.",
    ),
    formula: "replies = requests_closed",
    basis: Basis::Background,
    source: (
        "国办发〔2014〕32号《政府信息公开情况统计表》（各行以已见报告为准，未经原文逐行证实）",
        "The statistics table of 国办发〔2014〕32号; its lines are known from reports, not from the notice itself",
    ),
    false_positives: (
        "一件申请几份答复，或者几件申请合并答复。",
        "Several replies to a request, or one reply to several.",
    ),
    before: ("申请办结 9；申请答复 8", "closed 9; replies 8"),
    after: ("申请办结 9；申请答复 9", "closed 9; replies 9"),
    test: Test::Report(|view, sink| compare_all_statistics(COMPARISONS, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "统计表：申请答复 {left}，“{where}”{right}，相差 {difference}",
        "Statistics table: {left} replies, {where} {right}; the difference is {difference}",
    ),
    advice: ("核对两数；不同的宜在正文说明", "check both figures; where they differ, say why in the text"),
};

const COMPARISONS: &[Comparison<'static>] = &[Comparison::new(&["replies"], Relation::Equal, &["requests_closed"])];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &Form::s14().cell("s14.replies", "8"), &Form::s14());
    }
}
