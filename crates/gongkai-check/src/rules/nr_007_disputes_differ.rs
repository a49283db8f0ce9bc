//! NR-007: the reconsiderations and litigations that the text gives are those of Table 4.

use gongkai_model::{Fact, Severity};
use gongkai_template::{DisputeBlock, DisputeOutcome};

use crate::rule::{Basis, Rule, Test};
use crate::sink::Sink;
use crate::told::{Meaning, Part, compare, is_inferred};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "NR-007",
    name: "disputes-differ",
    severity: Severity::Warning,
    summary: (
        "正文“行政复议 n 件”应等于表四行政复议总计，“行政诉讼 n 件”应等于两组诉讼总计之和",
        "Reconsiderations in the text equal their total in Table 4, litigations the totals of both blocks",
    ),
    explanation: (
        "有的正文只算已审结的，总计减去尚未审结相符即可；也有的只算本年新发生的，件数少于总计，句中写明“新”的不报，没有写明的作为提示。正文写明维持、\
         纠正、其他结果、尚未审结件数的，同样核对，诉讼可以是两组之和，也可以是其中一组。2018 年及以前对照统计表。",
        "Some texts count concluded cases only; the total without what is pending will do. Some count new cases only, fewer than the total: \
         where the sentence says so nothing is reported, else it is an advisory. Outcomes with a figure are compared in the same way, for \
         litigation with both blocks together or with one of them.",
    ),
    formula: "n = reconsideration.total; n = litigation_direct.total + litigation_after_reconsideration.total",
    basis: Basis::Logic,
    source: ("表四与正文同指一事", "Table 4 and the text mean the same thing"),
    false_positives: (
        "只算本年新发生的案件，或者一审、二审重复计算。",
        "New cases only are counted, or one case in two instances twice.",
    ),
    before: ("正文“发生行政复议3件”；表四行政复议总计 1", "text: 3 reconsiderations; Table 4: 1"),
    after: ("正文“发生行政复议1件”；表四行政复议总计 1", "text: 1 reconsideration; Table 4: 1"),
    test: Test::Report(test),
};

const LITIGATION: [DisputeBlock; 2] = [DisputeBlock::LitigationDirect, DisputeBlock::LitigationAfterReconsideration];

/// Quantities of the text, with the blocks of Table 4 that they are of.
const KINDS: &[(&str, &[DisputeBlock])] = &[
    ("reconsideration", &[DisputeBlock::Reconsideration]),
    ("litigation", &LITIGATION),
    ("litigation_direct", &[DisputeBlock::LitigationDirect]),
    ("litigation_after_reconsideration", &[DisputeBlock::LitigationAfterReconsideration]),
    (
        "disputes",
        &[DisputeBlock::Reconsideration, DisputeBlock::LitigationDirect, DisputeBlock::LitigationAfterReconsideration],
    ),
];

const OUTCOMES: &[(&str, DisputeOutcome)] = &[
    ("upheld", DisputeOutcome::Upheld),
    ("corrected", DisputeOutcome::Corrected),
    ("other", DisputeOutcome::Other),
    ("pending", DisputeOutcome::Pending),
];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut told = 0;
    for (kind, blocks) in KINDS {
        for fact in view.told(&format!("{kind}_total")) {
            told += 1;
            total(view, kind, blocks, fact, sink);
        }
        for (id, outcome) in OUTCOMES {
            for fact in view.told(&format!("{kind}_{id}")).filter(|fact| !is_inferred(fact)) {
                told += 1;
                let parts = |blocks: &[DisputeBlock]| -> Vec<Part> {
                    blocks.iter().map(|block| Part::dispute(view, *block, *outcome)).collect()
                };
                let mut meanings = vec![Meaning::of(parts(blocks))];
                meanings.extend(blocks.iter().filter(|_| blocks.len() > 1).map(|block| Meaning::of(parts(&[*block]))));
                compare(view, sink, fact, &meanings, None);
            }
        }
    }
    if told == 0 {
        sink.not_applicable();
    }
}

fn total(view: &ReportView<'_>, kind: &str, blocks: &[DisputeBlock], fact: &Fact, sink: &mut Sink<'_>) {
    let parts = |outcome| -> Vec<Part> { blocks.iter().map(|block| Part::dispute(view, *block, outcome)).collect() };
    if view.has_statistics_only() {
        let label = if kind == "reconsideration" { "行政复议数量" } else { "行政诉讼数量" };
        let meaning = Meaning::of([Part::statistic(view, &format!("{kind}_total"), label)]);
        return compare(view, sink, fact, &[meaning], None);
    }
    let all = Meaning::of(parts(DisputeOutcome::Total));
    let concluded = all.clone().without(parts(DisputeOutcome::Pending));
    let fewer = fact.value.number().zip(all.value()).is_some_and(|(value, all)| value < all);
    if fewer && fact.evidence.raw.contains('新') {
        return sink.held();
    }
    let severity = fewer.then_some(Severity::Advisory);
    compare(view, sink, fact, &[all, concluded], severity);
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let form = Form::e2021().cell("t4.reconsideration_pending", "1").cell("t4.reconsideration_total", "2");
        let say = |text: &str| form.clone().say(SectionId::ReviewLitigation, text);
        // One of the two is pending.
        case(&RULE, &say("发生政府信息公开行政复议3件。"), &say("发生政府信息公开行政复议1件，结果维持1件。"));
    }

    #[test]
    fn new_cases_outcomes_and_litigation() {
        let form = Form::e2021().cell("t4.litigation_direct_other", "1").cell("t4.litigation_direct_total", "1");
        for (text, found) in [
            ("没有发生政府信息公开行政复议。", Some(Severity::Advisory)),
            ("发生政府信息公开行政诉讼1件。", None),
            ("发生政府信息公开行政诉讼2件。", Some(Severity::Warning)),
            ("发生政府信息公开行政复议1件，结果维持0件。", Some(Severity::Warning)),
        ] {
            let verdict = look(&RULE, &form.clone().say(SectionId::ReviewLitigation, text));
            let severity = verdict.findings.first().map(|finding| finding.severity);
            assert_eq!(severity, found, "{text}: {:#?}", verdict.findings);
        }
    }
}
