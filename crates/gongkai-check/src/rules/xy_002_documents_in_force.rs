//! XY-002: documents in force are those of the year before, with what was issued and without what was abolished.

use gongkai_model::{EditionId, Relation, Severity, TableId};

use crate::figure::{Figure, weigh};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::sums::equation;
use crate::view::ReportView;
use crate::words::{Term, of_id};
use crate::years::both_have;

pub(super) const RULE: Rule = Rule {
    id: "XY-002",
    name: "documents-in-force",
    severity: Severity::Advisory,
    summary: (
        "现行有效件数＝上年现行有效＋本年制发－本年废止（2021 年版表二）",
        "Documents in force = those of the year before + issued − abolished (Table 2, form of 2021)",
    ),
    explanation: (
        "规章和行政规范性文件两行分别核对。宣布失效、有效期届满而没有计入“废止”的，或者重新清理、机构合并的，会不相符，所以只作提示。2021 年没有同口径的\
         上年数，不看。",
        "Compared for rules and for normative documents. Documents that lapsed and were not counted as abolished, a clean-up or a merger make a \
         difference, so this is an advisory. For 2021 there is no base.",
    ),
    formula: "in_force[y-1] + issued[y] = abolished[y] + in_force[y]",
    basis: Basis::Logic,
    source: ("表二第二十条第（一）项", "Table 2, Art. 20 (1)"),
    false_positives: (
        "失效、有效期届满未计入废止；清理后重新计数；机构合并。",
        "Documents that lapsed are not counted as abolished; a recount; a merger.",
    ),
    before: (
        "上年现行有效 16，本年制发 2，废止 1，现行有效 20（16＋2－1＝17）",
        "16 in force, 2 issued, 1 abolished, then 20 (17)",
    ),
    after: ("上年现行有效 16，本年制发 2，废止 1，现行有效 17", "16 in force, 2 issued, 1 abolished, then 17"),
    test: Test::Years(test),
};

fn test(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    match both_have(before, after, TableId::Proactive, EditionId::E2021) {
        Err(None) => return sink.not_applicable(),
        Err(Some(reason)) => return sink.not_assessable(reason),
        Ok(()) => {}
    }
    for (row, label) in [("rules", "规章"), ("normative_documents", "行政规范性文件")] {
        let path = |column: &str| format!("t2_2021.art20_1.{row}.{column}");
        let left = [before.figure(&path("in_force")), after.figure(&path("issued"))];
        let right = [after.figure(&path("abolished")), after.figure(&path("in_force"))];
        sink.weighed(weigh(&left, Relation::Equal, &right, sink.blanks()), |l, r| {
            let term = |zh: &str, en: &str, figure: Figure| Term::new(zh, en, figure.known());
            let terms = [
                term("上年现行有效", "in force the year before", left[0]),
                term("本年制发", "issued", left[1]),
                term("本年废止", "abolished", right[0]),
                term("现行有效", "in force", right[1]),
            ];
            let draft = Draft::new(
                format!("表二“{label}”：上年现行有效与本年制发之和为 {l}，本年废止与现行有效之和为 {r}"),
                format!(
                    "Table 2, {}: in force the year before and issued make {l}, abolished and in force {r}",
                    of_id(row)
                ),
            )
            .advice(
                "核对各数；失效、有效期届满的文件应计入废止，清理后重新计数的在第六部分说明",
                "check the figures; documents that lapsed count as abolished; explain a recount in section 6",
            )
            .equation(equation(&terms[..2], Relation::Equal, &terms[2..], l, r));
            let draft = match after.fact(&path("in_force")) {
                Some(fact) => draft.at_fact(fact),
                None => draft,
            };
            draft.line(row).cells([path("issued"), path("abolished")])
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case_years};

    #[test]
    fn fires_and_does_not() {
        let before = |count: &str| {
            Form::e2021()
                .title("青禾县水务局2022年政府信息公开工作年度报告")
                .cell("t2_2021.art20_1.normative_documents.in_force", count)
        };
        case_years(&RULE, (&before("20"), &Form::e2021()), (&before("16"), &Form::e2021()));
    }
}
