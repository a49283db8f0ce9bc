//! NR-004: the requests that the text says were closed are those of Table 3.

use gongkai_model::Severity;

use crate::rule::{Basis, Rule, Test};
use crate::told::{Meaning, Part, compare};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "NR-004",
    name: "requests-closed-differ",
    severity: Severity::Warning,
    summary: (
        "正文“办结（答复、办理）n 件”应等于表三办理结果总计，或另一种通行口径",
        "The requests that the text says were closed, answered or handled are the total of Table 3, or another usual count",
    ),
    explanation: (
        "表三（七）总计含办结的上年结转申请；有的正文不含，有的把结转下年度的也算在“办理”之内，“答复”有时不含不予处理和其他处理。有一种口径相符即可，\
         都不相符才报。",
        "The total of Table 3 holds requests carried in. Some texts leave those out, some count what is carried out as handled, and answers \
         may leave out requests not processed and other handling. It is reported only where no way of counting fits.",
    ),
    formula: "n = T[c7] | n = T[c7] - C[c7] | …",
    basis: Basis::Logic,
    source: ("表三第三项（七）与正文同指一事", "Item 3 (7) of Table 3 and the text mean the same thing"),
    false_positives: (
        "正文只算某一类申请的办结数，而句中没有写明。",
        "The text counts one sort of requests only and does not say so.",
    ),
    before: ("正文“办结申请9件”；表三办理结果总计 4", "text: 9 closed; Table 3: 4 processed"),
    after: ("正文“办结申请4件”；表三办理结果总计 4", "text: 4 closed; Table 3: 4 processed"),
    test: Test::Report(|view, sink| {
        let mut told = 0;
        for quantity in ["requests_closed", "requests_answered", "requests_handled"] {
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

fn meanings(view: &ReportView<'_>, quantity: &str) -> Vec<Meaning> {
    let row = |row: &str| Part::row(view, row);
    let total = Meaning::of([row("total_processed")]);
    let mut meanings = vec![total.clone(), total.clone().without([row("carried_in")])];
    let not_processed = Part::rows(view, "not_processed_", "（五）不予处理", "not processed");
    let other = Part::rows(view, "other", "（六）其他处理", "other handling");
    match quantity {
        "requests_answered" => {
            meanings.push(total.clone().without([other.clone()]));
            meanings.push(total.without([not_processed, other]));
        }
        "requests_handled" => {
            meanings.push(Meaning::of([row("new_received")]));
            meanings.push(Meaning::of([row("new_received"), row("carried_in")]));
        }
        _ => {}
    }
    meanings
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let say = |text: &str| Form::e2021().say(SectionId::Overview, text);
        // Of the four one was carried in.
        case(&RULE, &say("办结政府信息公开申请9件。"), &say("办结政府信息公开申请3件。"));
    }

    #[test]
    fn what_is_carried_out_may_count_as_handled() {
        let verdict = look(&RULE, &Form::e2021().say(SectionId::Overview, "办理政府信息公开申请6件。"));
        assert!(verdict.findings.is_empty(), "{:#?}", verdict.findings);
    }
}
