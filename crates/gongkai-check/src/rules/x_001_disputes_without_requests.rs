//! disputes come from requests.

use gongkai_model::{Decimal, Severity, TableId};
use gongkai_template::{DISPUTE_BLOCKS, DisputeOutcome, disputes_cell};

use crate::figure::{Blanks, Figure};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "X-001",
    name: "disputes-without-requests",
    severity: Severity::Advisory,
    summary: (
        "连续两年没有申请，表四一般没有案件",
        "Two years without requests: Table 4 is not expected to have cases",
    ),
    explanation: (
        "行政复议和行政诉讼由申请而起。本年和上年新收、结转都是 0，而表四有案件的，请核对；案件也可能由更早的申请引起，所以只作提示。",
        "Reconsiderations and litigations arise from requests. If neither this year nor the last had any, new or carried in, cases in Table 4 \
         deserve a look; they may come from older requests, so this is an advisory.",
    ),
    formula: "Σ T4 totals > 0 → N[c7] + C[c7] > 0 (y | y-1)",
    basis: Basis::Logic,
    source: ("表三与表四的关系", "Table 4 follows from Table 3"),
    false_positives: ("案件由前年或者更早的申请引起。", "The cases come from requests made earlier still."),
    before: ("两年新收、结转都是 0；表四行政复议总计 1", "no requests in two years; Table 4: 1 reconsideration"),
    after: (
        "上年新收 3，本年 0；表四行政复议总计 1",
        "3 requests last year, none this year; Table 4: 1 reconsideration",
    ),
    test: Test::Years(test),
};

fn test(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    if after.reading(TableId::Disputes).is_none() {
        if after.has_statistics_only() {
            return sink.not_applicable();
        }
        return sink.not_assessable(Reason::TableAbsent(TableId::Disputes));
    }
    let totals = DISPUTE_BLOCKS.iter().map(|block| disputes_cell(*block, DisputeOutcome::Total));
    let Some(case) = totals.clone().find(|cell| after.figure(cell).is_positive()) else {
        let unknown = totals.map(|cell| after.figure(&cell)).find_map(|figure| match figure {
            Figure::Unknown(reason) => Some(reason),
            _ => None,
        });
        return match unknown {
            Some(reason) => sink.not_assessable(reason),
            None => sink.held(),
        };
    };
    let requests = [received(before), carried_in(before), received(after), carried_in(after)];
    if requests.iter().any(|figure| figure.is_positive()) {
        return sink.held();
    }
    for figure in requests {
        match figure {
            Figure::Unknown(reason) => return sink.not_assessable(reason),
            Figure::Blank if sink.blanks() != Blanks::Zero => return sink.not_assessable(Reason::CellBlank),
            _ => {}
        }
    }
    let Some(fact) = after.fact(&case) else { return };
    let cases = fact.value.number().unwrap_or(Decimal::ZERO);
    sink.broken(
        Draft::new(
            format!("本年和上年都没有申请，表四“{}”有 {cases} 件", fact.label),
            format!("no requests this year or the last; Table 4 has {cases} case(s)"),
        )
        .advice(
            "核对表三、表四；由更早的申请引起的，可不改",
            "check Tables 3 and 4; cases of older requests are no error",
        )
        .at_fact(fact),
    );
}

fn received(view: &ReportView<'_>) -> Figure {
    view.figure(if view.has_statistics_only() { "s14.requests_received" } else { "t3.new_received.total" })
}

/// The statistics table does not know requests carried in.
fn carried_in(view: &ReportView<'_>) -> Figure {
    if view.has_statistics_only() { Figure::Known(Decimal::ZERO) } else { view.figure("t3.carried_in.total") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case_years};

    #[test]
    fn fires_and_does_not() {
        let none = || Form::e2021().all("t3.", "0");
        let before = || none().title("青禾县水务局2022年政府信息公开工作年度报告");
        let some = before().row("t3.new_received", "3 0 0 0 0 0 3");
        case_years(&RULE, (&before(), &none()), (&some, &none()));
    }
}
