//! NR-005: the results of requests that the text gives are those of Table 3.

use gongkai_model::Severity;
use gongkai_template::RequestRow;

use crate::rule::{Basis, Rule, Test};
use crate::told::{Meaning, Part, compare};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "NR-005",
    name: "results-differ",
    severity: Severity::Warning,
    summary: (
        "正文“予以公开（部分公开、不予公开、无法提供、不予处理、其他处理）n 件”应等于表三相应各项的总计",
        "The results that the text gives are those of Table 3: granted, partially granted, denied, unable, not processed, other",
    ),
    explanation: (
        "不予公开、无法提供、不予处理、其他处理在表三没有合计格，取其下各小项总计之和。正文写明具体情形（如“本机关不掌握”）的，对照该小项。总计一格\
         空白的，取该行各栏之和。常见错误是只取了自然人一栏，或者只取了一个小项。",
        "Denied, unable, not processed and other have no cell of their own in Table 3; the totals of their sub-items are added. Where the \
         text names a sub-item, its row counts; where a total is blank, its columns are added. Usual slips: the figure of natural persons, \
         or that of one sub-item, for the whole.",
    ),
    formula: "n = G[c7], P[c7], ΣD[c7], ΣU[c7], ΣR[c7], ΣO[c7]",
    basis: Basis::Logic,
    source: ("表三第三项与正文同指一事", "Item 3 of Table 3 and the text mean the same thing"),
    false_positives: (
        "正文把部分公开并入予以公开，或者把不予处理并入其他处理（两种口径都试过）。",
        "The text counts partial disclosure as disclosure, or requests not processed as other handling (both are tried).",
    ),
    before: (
        "正文“无法提供3件”；表三（四）三个小项总计之和 1",
        "text: 3 unable; Table 3: sub-items of (4) add up to 1",
    ),
    after: ("正文“无法提供1件”；表三（四）三个小项总计之和 1", "text: 1 unable; Table 3: sub-items of (4) add up to 1"),
    test: Test::Report(|view, sink| {
        let groups = ["granted", "partially_granted", "granted_or_partially_granted", "denied", "unable"];
        let rows = RequestRow::ALL.iter().map(|row| row.id()).filter(|id| is_reason(id));
        let quantities: Vec<&str> = groups.into_iter().chain(["not_processed", "other"]).chain(rows).collect();
        let mut told = 0;
        for quantity in quantities {
            for fact in view.told(quantity) {
                told += 1;
                compare(view, sink, fact, &meanings(view, quantity), None);
            }
        }
        if told == 0 {
            sink.not_applicable();
        }
    }),
};

/// Rows of sub-items.
fn is_reason(row: &str) -> bool {
    ["denied_", "unable_", "not_processed_", "other_"].iter().any(|group| row.starts_with(group))
}

fn meanings(view: &ReportView<'_>, quantity: &str) -> Vec<Meaning> {
    let granted = || Part::row(view, "granted");
    let partially = || Part::row(view, "partially_granted");
    let not_processed = || Part::rows(view, "not_processed_", "（五）不予处理各项", "not processed");
    let other = || Part::rows(view, "other", "（六）其他处理", "other handling");
    match quantity {
        "granted" => {
            let mut meanings = vec![Meaning::of([granted()])];
            // Where the text speaks of partial disclosure apart, it means it apart.
            if view.told("partially_granted").next().is_none() {
                meanings.push(Meaning::of([granted(), partially()]));
            }
            meanings
        }
        "granted_or_partially_granted" => vec![Meaning::of([granted(), partially()])],
        "denied" => vec![Meaning::of([Part::rows(view, "denied_", "（三）不予公开各项", "denied")])],
        "unable" => vec![Meaning::of([Part::rows(view, "unable_", "（四）无法提供各项", "unable to provide")])],
        "not_processed" => vec![Meaning::of([not_processed()])],
        "other" => vec![Meaning::of([other()]), Meaning::of([not_processed(), other()])],
        row => vec![Meaning::of([Part::row(view, row)])],
    }
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let say = |text: &str| Form::e2021().say(SectionId::Overview, text);
        let lead = "办结政府信息公开申请4件，其中";
        case(
            &RULE,
            &say(&format!("{lead}予以公开2件，无法提供1件，其他处理0件。")),
            &say(&format!("{lead}予以公开3件，无法提供1件，其他处理0件。")),
        );
    }

    #[test]
    fn blank_totals_are_what_the_columns_add_up_to() {
        let form = Form::e2021()
            .cell("t3.granted.total", "")
            .say(SectionId::Overview, "办结政府信息公开申请4件，其中予以公开及部分公开2件。");
        let verdict = look(&RULE, &form);
        assert_eq!(verdict.findings.len(), 1);
        assert!(verdict.findings[0].advice.zh.contains("自然人"), "{:#?}", verdict.findings);
    }

    #[test]
    fn disclosure_may_hold_partial_disclosure() {
        let form = Form::e2021()
            .row("t3.granted", "1 1 0 0 0 0 2")
            .row("t3.partially_granted", "1 0 0 0 0 0 1")
            .say(SectionId::Overview, "办结政府信息公开申请4件，其中予以公开3件。");
        assert!(look(&RULE, &form).findings.is_empty());
    }
}
