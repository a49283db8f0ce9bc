//! T2-005: what was newly disclosed was mostly produced in the same year.

use gongkai_model::{EditionId, Relation, Severity};

use crate::band::rows;
use crate::rule::{Basis, Rule, Test};
use crate::sink::Sink;
use crate::sums::Sentences;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T2-005",
    name: "more-disclosed-than-produced",
    severity: Severity::Advisory,
    summary: ("2019 年版表二：本年新公开数量 ≤ 本年新制作数量", "Table 2 of 2019: newly disclosed ≤ newly produced"),
    explanation: (
        "新公开的规章和规范性文件一般是本年制作的。以前年度的文件本年才公开时可以超过，所以只作提示。",
        "Documents newly disclosed were mostly produced in the same year. Older ones may be disclosed late, so this is advice only.",
    ),
    formula: "newly_disclosed ≤ newly_produced",
    basis: Basis::Logic,
    source: ("2019 年版表二第二十条第（一）项", "Table 2 of 2019, Art. 20(i)"),
    false_positives: ("本年补公开以前年度的文件。", "Documents of earlier years that were disclosed in this one."),
    before: ("规范性文件：新制作 3，新公开 8", "normative documents: produced 3, disclosed 8"),
    after: ("规范性文件：新制作 8，新公开 8", "normative documents: produced 8, disclosed 8"),
    test: Test::Report(test),
};

const SENTENCES: Sentences = Sentences {
    message: (
        "表二“{where}”：本年新公开数量 {left}，多于本年新制作数量 {right}",
        "Table 2, {where}: newly disclosed {left}, more than {right} newly produced",
    ),
    advice: ("核对两个数量；补公开旧文件的，不必改", "check both; nothing is wrong if older documents were disclosed"),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    for row in rows(EditionId::E2019, view, sink).into_iter().filter(|row| row.has("newly_produced")) {
        row.compare(&["newly_disclosed"], Relation::AtMost, &["newly_produced"], SENTENCES, view, sink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let produced = "t2_2019.art20_1.normative_documents.newly_produced";
        case(&RULE, &Form::e2019().cell(produced, "1"), &Form::e2019().cell(produced, "5"));
    }
}
