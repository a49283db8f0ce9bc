//! T2-004: what was newly disclosed is part of all that is disclosed.

use gongkai_model::{EditionId, Relation, Severity};

use crate::band::rows;
use crate::rule::{Basis, Rule, Test};
use crate::sink::Sink;
use crate::sums::Sentences;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T2-004",
    name: "more-newly-than-in-all",
    severity: Severity::Warning,
    summary: ("2019 年版表二：对外公开总数量 ≥ 本年新公开数量", "Table 2 of 2019: disclosed in all ≥ newly disclosed"),
    explanation: (
        "对外公开总数量是累计数，包括本年新公开的，所以不应小于本年新公开数量。",
        "The last column counts all that is disclosed, what was newly disclosed included, and cannot be less.",
    ),
    formula: "total_disclosed ≥ newly_disclosed",
    basis: Basis::Logic,
    source: ("2019 年版表二第二十条第（一）项", "Table 2 of 2019, Art. 20(i)"),
    false_positives: ("把总数量理解为以前年度数量的。", "A total that was taken to mean earlier years only."),
    before: ("规范性文件：新公开 8，对外公开总数量 5", "normative documents: newly disclosed 8, in all 5"),
    after: ("规范性文件：新公开 3，对外公开总数量 5", "normative documents: newly disclosed 3, in all 5"),
    test: Test::Report(test),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "表二“{where}”：对外公开总数量 {left}，少于本年新公开数量 {right}",
        "Table 2, {where}: disclosed in all {left}, less than {right} newly disclosed",
    ),
    advice: ("核对两个数量，总数量应为累计数", "check both; the total counts all years"),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    for row in rows(EditionId::E2019, view, sink).into_iter().filter(|row| row.has("total_disclosed")) {
        row.compare(&["total_disclosed"], Relation::AtLeast, &["newly_disclosed"], SENTENCES, view, sink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let total = "t2_2019.art20_1.normative_documents.total_disclosed";
        case(&RULE, &Form::e2019().cell(total, "2"), &Form::e2019().cell(total, "3"));
    }
}
