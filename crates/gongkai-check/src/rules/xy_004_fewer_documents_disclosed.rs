//! XY-004: the total of documents disclosed does not shrink (form of 2019).

use gongkai_model::{EditionId, Relation, Severity, TableId};

use crate::figure::weigh;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::sums::equation;
use crate::view::ReportView;
use crate::words::{Term, of_id};
use crate::years::both_have;

pub(super) const RULE: Rule = Rule {
    id: "XY-004",
    name: "fewer-documents-disclosed",
    severity: Severity::Advisory,
    summary: (
        "“对外公开总数量”一般不少于上年（2019 年版表二）",
        "The total of documents disclosed is rarely below that of the year before (Table 2, form of 2019)",
    ),
    explanation: (
        "规章、规范性文件的对外公开总数量是累计数，除非废止，不会减少。2019 年版没有废止一栏，所以只作提示。",
        "The total of rules and normative documents disclosed is cumulative and shrinks only where some are abolished, which the form of 2019 does \
         not count; so this is an advisory.",
    ),
    formula: "total_disclosed[y] ≥ total_disclosed[y-1]",
    basis: Basis::Logic,
    source: ("2019 年版表二第二十条第（一）项", "Table 2 of the form of 2019, Art. 20 (1)"),
    false_positives: ("废止、失效的文件不再公开。", "Documents abolished are no longer disclosed."),
    before: ("2019 年对外公开总数量 30；2020 年 21", "2019: 30 disclosed in all; 2020: 21"),
    after: ("2019 年对外公开总数量 18；2020 年 21", "2019: 18 disclosed in all; 2020: 21"),
    test: Test::Years(test),
};

fn test(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    match both_have(before, after, TableId::Proactive, EditionId::E2019) {
        Err(None) => return sink.not_applicable(),
        Err(Some(reason)) => return sink.not_assessable(reason),
        Ok(()) => {}
    }
    for (row, label) in [("rules", "规章"), ("normative_documents", "规范性文件")] {
        let path = format!("t2_2019.art20_1.{row}.total_disclosed");
        let (left, right) = (after.figure(&path), before.figure(&path));
        sink.weighed(weigh(&[left], Relation::AtLeast, &[right], sink.blanks()), |l, r| {
            let terms =
                [Term::new("本年", "this year", left.known()), Term::new("上年", "the year before", right.known())];
            let draft = Draft::new(
                format!("表二“{label}”：对外公开总数量 {l}，少于上年的 {r}"),
                format!("Table 2, {}: {l} disclosed in all, fewer than the {r} of the year before", of_id(row)),
            )
            .advice("核对总数；废止的在第六部分说明", "check the total; mention documents abolished in section 6")
            .equation(equation(&terms[..1], Relation::AtLeast, &terms[1..], l, r));
            match after.fact(&path) {
                Some(fact) => draft.at_fact(fact).line(row),
                None => draft,
            }
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
            Form::e2019()
                .title("青禾县水务局2019年政府信息公开工作年度报告")
                .cell("t2_2019.art20_1.normative_documents.total_disclosed", count)
        };
        case_years(&RULE, (&before("30"), &Form::e2019()), (&before("21"), &Form::e2019()));
    }
}
