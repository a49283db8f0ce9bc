//! XY-007: requests rarely grow or shrink fivefold.

use gongkai_model::{Decimal, Equation, Relation, Severity, Words};

use crate::figure::Figure;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "XY-007",
    name: "requests-jump",
    severity: Severity::Advisory,
    summary: (
        "本年新收申请一般不超过上年的 5 倍，也不少于五分之一（上年 30 件以上）",
        "Requests received rarely grow beyond five times, or shrink below a fifth, of those of the year before (30 or more)",
    ),
    explanation: (
        "骤增骤减可能是多写或者漏写一位数字，也可能有人大量申请。上年不足 30 件的不看。",
        "A jump may be a digit too many or one left out; it may also be one applicant with many requests. Below 30 requests in the year before \
         nothing is compared.",
    ),
    formula: "N[y-1] / 5 ≤ N[y] ≤ 5 × N[y-1] (N[y-1] ≥ 30)",
    basis: Basis::Practice,
    source: ("经验数值", "A rule of thumb"),
    false_positives: ("个别申请人大量申请；机构职能调整。", "A bulk applicant; a change of functions."),
    before: ("上年新收 40，本年新收 400", "40 last year, 400 this year"),
    after: ("上年新收 40，本年新收 140", "40 last year, 140 this year"),
    test: Test::Years(test),
};

fn test(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    let (base_cell, cell) = (cell(before), cell(after));
    let (base, now) = match (before.figure(base_cell), after.figure(cell)) {
        (Figure::Known(base), Figure::Known(now)) => (base, now),
        (Figure::Unknown(reason), _) | (_, Figure::Unknown(reason)) => return sink.not_assessable(reason),
        _ => return sink.not_assessable(Reason::CellBlank),
    };
    let five = Decimal::from(5);
    if base < Decimal::from(30) {
        return sink.not_applicable();
    }
    let (Some(most), Some(least)) = (base.checked_mul(five), now.checked_mul(five)) else {
        return sink.not_assessable(Reason::FigureTooLarge);
    };
    if now <= most && least >= base {
        return sink.held();
    }
    let (grown, relation, bound) = if now > most {
        (("增至", "grew"), Relation::AtMost, most)
    } else {
        (("减至", "shrank"), Relation::AtLeast, base.checked_div(five).unwrap_or_default().normalize())
    };
    let sign = relation.sign();
    let limit = if now > most { ("× 5", "× 5") } else { ("÷ 5", "/ 5") };
    let draft = Draft::new(
        format!("本年新收申请由上年的 {base} 件{} {now} 件", grown.0),
        format!("requests received {} from {base} to {now}", grown.1),
    )
    .advice(
        "核对是否多写或者漏写一位数字；属实的在第一部分说明原因",
        "check for a digit too many or too few; if true, explain it in section 1",
    )
    .equation(Equation {
        text: Words::new(
            format!("本年新收 {now} {sign} 上年新收 {base} {}", limit.0),
            format!("received {now} {sign} the year before {base} {}", limit.1),
        ),
        left: now,
        relation,
        right: bound,
    });
    sink.broken(match after.fact(cell) {
        Some(fact) => draft.at_fact(fact),
        None => draft,
    });
}

fn cell(view: &ReportView<'_>) -> &'static str {
    if view.has_statistics_only() { "s14.requests_received" } else { "t3.new_received.total" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case_years};

    #[test]
    fn fires_and_does_not() {
        let year = |year: u32, count: &str| {
            Form::e2021()
                .title(&format!("青禾县水务局{year}年政府信息公开工作年度报告"))
                .row("t3.new_received", &format!("{count} 0 0 0 0 0 {count}"))
        };
        case_years(&RULE, (&year(2022, "40"), &year(2023, "201")), (&year(2022, "40"), &year(2023, "200")));
    }
}
