//! T3-009: no request ended for want of payment before fees existed.

use gongkai_model::{Severity, TableId};
use gongkai_template::{Applicant, RequestRow, requests_cell};

use crate::figure::Figure;
use crate::reason::Reason;
use crate::requests::figure;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T3-009",
    name: "unpaid-fees-before-2021",
    severity: Severity::Warning,
    summary: (
        "2021 年以前不应有“逾期未按收费通知要求缴纳费用”的申请",
        "Before 2021 no request can have ended for want of payment",
    ),
    explanation: (
        "信息处理费办法自 2021 年 1 月 1 日起施行，此前没有收费通知，（六）2 应为 0。",
        "Information processing fees exist since 1 January 2021. Before that there were no fee notices, and (6) 2 must be 0.",
    ),
    formula: "y < 2021 ⇒ O2 = 0",
    basis: Basis::Notice,
    source: (
        "国办函〔2020〕109号《政府信息公开信息处理费管理办法》，自 2021 年 1 月 1 日起施行",
        "国办函〔2020〕109号, in force since 1 January 2021",
    ),
    false_positives: ("报告年度识别有误。", "The year of the report was misread."),
    before: ("2020 年度报告：（六）2 为 1", "report for 2020: (6) 2 is 1"),
    after: ("2020 年度报告：（六）2 为 0", "report for 2020: (6) 2 is 0"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let Some(edition) = view.edition(TableId::Requests) else {
        return sink.not_assessable(Reason::TableAbsent(TableId::Requests));
    };
    if !edition.requests.iter().any(|line| line.row == RequestRow::OtherFeeUnpaid) {
        return sink.not_applicable();
    }
    let Some(year) = view.year() else { return sink.not_assessable(Reason::YearUnknown) };
    if year >= 2021 {
        return sink.not_applicable();
    }
    let unpaid = figure(view, RequestRow::OtherFeeUnpaid, Applicant::Total);
    match unpaid {
        Figure::Unknown(reason) => sink.not_assessable(reason),
        Figure::Blank => sink.held_with_blanks(),
        Figure::Known(_) if !unpaid.is_positive() => sink.held(),
        Figure::Known(count) => {
            let draft = Draft::new(
                format!("{year} 年度尚无信息处理费，表三（六）2 却填了 {count} 件逾期未缴费"),
                format!("there were no fees in {year}, but Table 3 has {count} in the row of fees not paid"),
            )
            .advice(
                "核对（六）2 是否串行，或报告年度是否有误",
                "check whether the figure stands in the wrong row, or the year is wrong",
            );
            sink.broken(match view.fact(&requests_cell(RequestRow::OtherFeeUnpaid, Applicant::Total)) {
                Some(fact) => draft.at_fact(fact),
                None => draft,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let early = Form::e2021().title("青禾县水务局2020年政府信息公开工作年度报告");
        case(&RULE, &early.clone().row("t3.other_fee_unpaid", "1 0 0 0 0 0 1"), &early);
    }

    #[test]
    fn later_years_may() {
        let verdict = look(&RULE, &Form::e2021().row("t3.other_fee_unpaid", "1 0 0 0 0 0 1"));
        assert!(verdict.findings.is_empty());
    }
}
