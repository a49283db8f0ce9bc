//! NR-001: no request was received, says the text; then Table 3 has none.

use gongkai_model::Severity;

use crate::rule::{Basis, Rule, Test};
use crate::told::{Meaning, Part, compare};

pub(super) const RULE: Rule = Rule {
    id: "NR-001",
    name: "requests-said-to-be-none",
    severity: Severity::Warning,
    summary: (
        "正文称“未收到申请”“收到申请 0 件”的，表三本年新收总计应为 0",
        "Where the text says that no request was received, Table 3 has none received",
    ),
    explanation: (
        "正文说没有收到政府信息公开申请，而表三“一、本年新收”总计不为 0，两处必有一误，常见原因是套用上年文字。上年结转不为 0 不算矛盾。只说没有收到\
         信函、当面等某一渠道申请的，或者说没有收到复议、诉讼的，不在此列。2018 年及以前对照统计表“收到申请数”。",
        "The text says that no request was received and Table 3 says otherwise: one of them is wrong, often text taken over from the year \
         before. Requests carried in do not contradict it. Sentences about one channel, or about disputes, are not meant.",
    ),
    formula: "N[c7] = 0",
    basis: Basis::Logic,
    source: ("表三第一项与正文同指一事", "Item 1 of Table 3 and the text mean the same thing"),
    false_positives: (
        "正文只说某一渠道（如书面申请），而句中没有写明渠道。",
        "The sentence is about one channel only and does not say so.",
    ),
    before: (
        "正文“全年未收到政府信息公开申请”；表三本年新收总计 5",
        "\"no request was received\"; Table 3: 5 received",
    ),
    after: (
        "正文“全年收到政府信息公开申请5件”；表三本年新收总计 5",
        "\"5 requests were received\"; Table 3: 5 received",
    ),
    test: Test::Report(|view, sink| {
        let mut none = view.told("requests_received").filter(|fact| fact.value.number().is_some_and(|n| n.is_zero()));
        let Some(first) = none.next() else { return sink.not_applicable() };
        for fact in std::iter::once(first).chain(none) {
            compare(view, sink, fact, &[Meaning::of([Part::received(view)])], None);
        }
    }),
};

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let none = "本年度本机关未收到政府信息公开申请。";
        let fires = Form::e2021().say(SectionId::Overview, none);
        // Nothing received, though one was carried in.
        let near = fires.clone().row("t3.new_received", "0 0 0 0 0 0 0");
        case(&RULE, &fires, &near);
    }

    #[test]
    fn one_channel_and_disputes_are_something_else() {
        for sentence in ["未收到信函方式的政府信息公开申请。", "未收到因政府信息公开引起的行政复议申请。"]
        {
            let verdict = look(&RULE, &Form::e2021().say(SectionId::Overview, sentence));
            assert!(verdict.findings.is_empty(), "{sentence}: {:#?}", verdict.findings);
        }
    }
}
