//! T4-003: no more lawsuits after reconsideration than there were reconsiderations.

use gongkai_model::{Relation, Severity, TableId};
use gongkai_template::{DisputeBlock, DisputeOutcome, disputes_cell};

use crate::figure::{Figure, weigh};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::sums::equation;
use crate::view::ReportView;
use crate::words::Term;

pub(super) const RULE: Rule = Rule {
    id: "T4-003",
    name: "more-lawsuits-than-reconsiderations",
    severity: Severity::Advisory,
    summary: (
        "复议后起诉的案件一般不多于上年未审结的同类案件与两年的行政复议案件之和",
        "Lawsuits after reconsideration are rarely more than those pending a year ago and the reconsiderations of both years",
    ),
    explanation: (
        "复议后起诉以行政复议为前提，起诉期限为收到复议决定之日起十五日，因此本年的案件应来自上年未审结的同类案件，或者上年、本年的行政复议。更早的年度可以解释的不报，\
         没有上一年度报告时不作判断。",
        "A lawsuit after reconsideration follows a reconsideration within fifteen days, so the cases of a year are those pending a year \
         ago, or they follow reconsiderations of that year or the year before. Without the report of the year before nothing is said.",
    ),
    formula: "after.total[y] ≤ after.pending[y−1] + rec.total[y−1] + rec.total[y]",
    basis: Basis::Logic,
    source: (
        "表四各项的定义；《行政诉讼法》关于起诉期限的规定",
        "Meaning of the blocks of Table 4; time limits of the Administrative Litigation Law",
    ),
    false_positives: (
        "同一案件一审、二审分别计数；行政复议案件由复议机关统计；机构合并带来的案件。",
        "First and second instance counted apart; reconsiderations counted by the organ that decides them; cases of a merged organ.",
    ),
    before: ("两年行政复议均为 0，复议后起诉 3", "no reconsideration in two years, 3 lawsuits after reconsideration"),
    after: ("未经复议直接起诉 3，复议后起诉 0", "3 direct lawsuits, none after reconsideration"),
    test: Test::Years(test),
};

fn test(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    use DisputeBlock::{LitigationAfterReconsideration, Reconsideration};
    use DisputeOutcome::{Pending, Total};
    for view in [before, after] {
        if view.reading(TableId::Disputes).is_none() {
            return sink.not_assessable(Reason::TableAbsent(TableId::Disputes));
        }
    }
    let lawsuits = disputes_cell(LitigationAfterReconsideration, Total);
    let sources = [
        (
            before,
            disputes_cell(LitigationAfterReconsideration, Pending),
            "上年复议后起诉尚未审结",
            "lawsuits pending a year ago",
        ),
        (before, disputes_cell(Reconsideration, Total), "上年行政复议", "reconsiderations of the year before"),
        (after, disputes_cell(Reconsideration, Total), "本年行政复议", "reconsiderations"),
    ];
    let figures: Vec<Figure> = sources.iter().map(|(view, cell, ..)| view.figure(cell)).collect();
    let weighed = weigh(&[after.figure(&lawsuits)], Relation::AtMost, &figures, sink.blanks());
    sink.weighed(weighed, |left, right| {
        let own = [Term::new("复议后起诉", "lawsuits after reconsideration", Some(left))];
        let terms: Vec<Term> =
            sources.iter().zip(&figures).map(|((_, _, zh, en), figure)| Term::new(*zh, *en, figure.known())).collect();
        let draft = Draft::new(
            format!("表四复议后起诉 {left} 件，上年未审结的和两年的行政复议一共只有 {right} 件"),
            format!("Table 4: {left} lawsuits after reconsideration, but only {right} cases that they could come from"),
        )
        .advice("核对是否应填入“未经复议直接起诉”", "check whether they belong to those sued directly")
        .equation(equation(&own, Relation::AtMost, &terms, left, right));
        match after.fact(&lawsuits) {
            Some(fact) => draft.at_fact(fact),
            None => draft,
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case_years};

    #[test]
    fn fires_and_does_not() {
        let before = Form::e2021().title("青禾县水务局2022年政府信息公开工作年度报告").published("2023年1月19日");
        let sued = |count: &str| {
            let form = Form::e2021().cell("t4.litigation_after_reconsideration_upheld", count);
            form.cell("t4.litigation_after_reconsideration_total", count)
        };
        let pending = before.clone().cell("t4.litigation_after_reconsideration_pending", "1");
        case_years(&RULE, (&before, &sued("3")), (&pending, &sued("3")));
    }
}
