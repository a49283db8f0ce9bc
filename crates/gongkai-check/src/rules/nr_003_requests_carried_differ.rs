//! NR-003: the requests that the text says were carried over are those of Table 3.

use gongkai_model::Severity;

use crate::rule::{Basis, Rule, Test};
use crate::told::{Meaning, Part, compare};

pub(super) const RULE: Rule = Rule {
    id: "NR-003",
    name: "requests-carried-differ",
    severity: Severity::Warning,
    summary: (
        "正文“上年结转 n 件”“结转下年度 n 件”应等于表三第二项、第四项总计",
        "The requests that the text says were carried in or out are items 2 and 4 of Table 3",
    ),
    explanation: (
        "结转件数没有第二种口径：正文的上年结转就是表三第二项，结转下年度就是第四项。",
        "There is only one way to count requests carried over: item 2 of Table 3 for those carried in, item 4 for those carried out.",
    ),
    formula: "n = C[c7] | n = F[c7]",
    basis: Basis::Logic,
    source: ("表三第二、四项与正文同指一事", "Items 2 and 4 of Table 3 and the text mean the same thing"),
    false_positives: ("正文说的是其他年度的结转。", "The text is about another year."),
    before: ("正文“结转下年度办理3件”；表三第四项总计 2", "text: 3 carried out; Table 3: 2"),
    after: ("正文“结转下年度办理2件”；表三第四项总计 2", "text: 2 carried out; Table 3: 2"),
    test: Test::Report(|view, sink| {
        let mut told = 0;
        for row in ["carried_in", "carried_out"] {
            for fact in view.told(row) {
                told += 1;
                compare(view, sink, fact, &[Meaning::of([Part::row(view, row)])], None);
            }
        }
        if told == 0 {
            sink.not_applicable();
        }
    }),
};

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let say = |text: &str| Form::e2021().say(SectionId::Overview, text);
        case(
            &RULE,
            &say("收到政府信息公开申请5件，上年结转申请1件，结转下年度办理申请3件。"),
            &say("收到政府信息公开申请5件，上年结转申请1件，结转下年度办理申请2件。"),
        );
    }
}
