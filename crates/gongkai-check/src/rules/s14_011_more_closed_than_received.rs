//! S14-011: no more requests are closed than were received or left over.

use gongkai_model::{Decimal, EditionId, Relation, Severity, TableId};

use crate::figure::{Figure, weigh};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::sums::equation;
use crate::view::ReportView;
use crate::words::Term;

pub(super) const RULE: Rule = Rule {
    id: "S14-011",
    name: "s14-more-closed-than-received",
    severity: Severity::Advisory,
    summary: (
        "统计表：申请办结数不大于本年收到数与上年未办结数之和",
        "Statistics table: no more requests are closed than were received or left over from the year before",
    ),
    explanation: (
        "办结的申请来自本年收到的，或者上年收到而未办结的（上年收到数减上年办结数）。没有上一年度的统计表时不作判断。",
        "Requests closed were received in the year, or left over from the year before (received less closed). Without the table of the \
         year before nothing is said.",
    ),
    formula: "closed[y] ≤ received[y] + max(0, received[y−1] − closed[y−1])",
    basis: Basis::Background,
    source: (
        "国办发〔2014〕32号《政府信息公开情况统计表》（各行以已见报告为准，未经原文逐行证实）",
        "The statistics table of 国办发〔2014〕32号; its lines are known from reports, not from the notice itself",
    ),
    false_positives: (
        "更早年度遗留的申请；上年数事后更正。",
        "Requests left over from earlier years; figures corrected later.",
    ),
    before: ("上年收到 5、办结 5；本年收到 9、办结 11", "year before: received 5, closed 5; received 9, closed 11"),
    after: ("本年收到 9、办结 9", "received 9, closed 9"),
    test: Test::Years(test),
};

fn test(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    if ![before, after].iter().all(|view| view.has(TableId::Statistics, EditionId::S14)) {
        return sink.not_applicable();
    }
    let (received, closed) = ("s14.requests_received", "s14.requests_closed");
    let left_over = match (before.figure(received), before.figure(closed)) {
        (Figure::Unknown(reason), _) | (_, Figure::Unknown(reason)) => Figure::Unknown(reason),
        (Figure::Known(received), Figure::Known(closed)) => {
            Figure::Known(received.checked_sub(closed).unwrap_or_default().max(Decimal::ZERO))
        }
        _ => Figure::Blank,
    };
    let right = [after.figure(received), left_over];
    let weighed = weigh(&[after.figure(closed)], Relation::AtMost, &right, sink.blanks());
    sink.weighed(weighed, |l, r| {
        let own = [Term::new("申请办结数", "closed", Some(l))];
        let terms = [
            Term::new("收到申请数", "received", right[0].known()),
            Term::new("上年未办结", "left over", right[1].known()),
        ];
        let draft = Draft::new(
            format!("统计表：申请办结 {l} 件，本年收到和上年未办结的只有 {r} 件"),
            format!("Statistics table: {l} requests closed, but only {r} received or left over"),
        )
        .advice(
            "核对申请办结数；含更早遗留申请的，宜在正文说明",
            "check the requests closed; if older ones are among them, say so in the text",
        )
        .equation(equation(&own, Relation::AtMost, &terms, l, r));
        match after.fact(closed) {
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
        let before = Form::s14().title("青禾县水务局2015年政府信息公开工作年度报告").published("2016年3月10日");
        let after = Form::s14().cell("s14.requests_closed", "11").cell("s14.closed_on_time", "10");
        let open = before.clone().cell("s14.requests_closed", "7").cell("s14.closed_on_time", "6");
        case_years(&RULE, (&before, &after), (&open, &after));
    }
}
