//! S14-008: normative documents disclosed are among the items disclosed.

use gongkai_model::{Relation, Severity};

use crate::rule::{Basis, Rule, Test};
use crate::sums::{Comparison, Sentences, compare_all_statistics};

pub(super) const RULE: Rule = Rule {
    id: "S14-008",
    name: "s14-normative-documents-do-not-fit",
    severity: Severity::Warning,
    summary: (
        "统计表：主动公开规范性文件数不大于主动公开政府信息数",
        "Statistics table: normative documents disclosed are among the items disclosed",
    ),
    explanation: (
        "规范性文件是主动公开信息的其中项，不应更多。主动公开数大于制发总数的另作提示，因为本年可以公开以前年度制发的文件。",
        "Normative documents are part of the items disclosed. That more are disclosed than issued is an advisory only, since older ones may be disclosed.",
    ),
    formula: "proactive_normative_documents ≤ proactive_items",
    basis: Basis::Background,
    source: (
        "国办发〔2014〕32号《政府信息公开情况统计表》（各行以已见报告为准，未经原文逐行证实）",
        "The statistics table of 国办发〔2014〕32号; its lines are known from reports, not from the notice itself",
    ),
    false_positives: (
        "单位不同（件、条）；公开了以前年度制发的文件。",
        "Different units (documents, items); documents of earlier years.",
    ),
    before: ("主动公开信息 3，其中规范性文件 4", "items 3, normative documents 4"),
    after: ("主动公开信息 30，其中规范性文件 4", "items 30, normative documents 4"),
    test: Test::Report(|view, sink| compare_all_statistics(COMPARISONS, SENTENCES, view, sink)),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "统计表：主动公开规范性文件 {left}，大于“{where}”{right}",
        "Statistics table: {left} normative documents disclosed, more than {where}, {right}",
    ),
    advice: ("核对规范性文件数", "check the number of normative documents"),
};

const COMPARISONS: &[Comparison<'static>] = &[
    Comparison::new(&["proactive_normative_documents"], Relation::AtMost, &["proactive_items"]),
    Comparison::new(&["proactive_normative_documents"], Relation::AtMost, &["normative_documents_issued"])
        .severity(Severity::Advisory),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(
            &RULE,
            &Form::s14().cell("s14.proactive_normative_documents", "613").cell("s14.normative_documents_issued", "700"),
            &Form::s14().cell("s14.normative_documents_issued", ""),
        );
    }
}
