//! XY-005: cases pending at the end of a year are cases of the next.

use gongkai_model::{Relation, Severity, TableId};
use gongkai_template::{DISPUTE_BLOCKS, DisputeOutcome, disputes_cell};

use crate::figure::weigh;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::sums::equation;
use crate::view::ReportView;
use crate::words::{Term, of_id};

pub(super) const RULE: Rule = Rule {
    id: "XY-005",
    name: "pending-cases-gone",
    severity: Severity::Advisory,
    summary: (
        "表四各组本年总计应不少于上年尚未审结",
        "The total of every block of Table 4 is at least what was pending the year before",
    ),
    explanation: (
        "上年尚未审结的案件，本年或者审结，或者仍未审结，都计入本年。只统计本年新收案件的机关会不相符，所以只作提示。",
        "A case pending at the end of a year is decided in the next or still pending; either way it counts. Organs that count new cases only differ, \
         so this is an advisory.",
    ),
    formula: "total_b[y] ≥ pending_b[y-1]",
    basis: Basis::Logic,
    source: ("表四“尚未审结”的含义", "What pending means in Table 4"),
    false_positives: ("只统计本年新收的案件。", "Only cases filed in the year are counted."),
    before: ("上年行政复议尚未审结 3；本年行政复议总计 1", "3 reconsiderations pending last year; 1 in all this year"),
    after: ("上年行政复议尚未审结 1；本年行政复议总计 1", "1 reconsideration pending last year; 1 in all this year"),
    test: Test::Years(test),
};

fn test(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    for (view, other) in [(after, false), (before, true)] {
        if view.reading(TableId::Disputes).is_none() {
            return match view.reading(TableId::Statistics) {
                Some(_) if other => sink.not_assessable(Reason::FormChanged),
                Some(_) => sink.not_applicable(),
                None => sink.not_assessable(Reason::TableAbsent(TableId::Disputes)),
            };
        }
    }
    for block in DISPUTE_BLOCKS {
        let (total, pending) =
            (disputes_cell(*block, DisputeOutcome::Total), disputes_cell(*block, DisputeOutcome::Pending));
        let (left, right) = (after.figure(&total), before.figure(&pending));
        sink.weighed(weigh(&[left], Relation::AtLeast, &[right], sink.blanks()), |l, r| {
            let label = block.label().printed();
            let terms = [
                Term::new("本年总计", "total this year", left.known()),
                Term::new("上年尚未审结", "pending the year before", right.known()),
            ];
            let draft = Draft::new(
                format!("表四“{label}”：总计 {l} 件，少于上年尚未审结的 {r} 件"),
                format!("Table 4, {}: {l} in all, fewer than the {r} pending the year before", of_id(block.id())),
            )
            .advice("核对上年未审结案件本年是否计入", "check whether cases pending the year before were counted")
            .equation(equation(&terms[..1], Relation::AtLeast, &terms[1..], l, r));
            match after.fact(&total) {
                Some(fact) => draft.at_fact(fact).line(block.id()).cells([pending]),
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
            Form::e2021().title("青禾县水务局2022年政府信息公开工作年度报告").cell("t4.reconsideration_pending", count)
        };
        case_years(&RULE, (&before("3"), &Form::e2021()), (&before("1"), &Form::e2021()));
    }
}
