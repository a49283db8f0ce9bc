//! T3-008: where requests ended for want of payment, section 6 reports on fees.

use gongkai_model::{SectionId, Severity, TableId};
use gongkai_template::{Applicant, RequestRow, requests_cell};

use crate::figure::Figure;
use crate::reason::Reason;
use crate::requests::figure;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T3-008",
    name: "unpaid-fees-not-reported",
    severity: Severity::Advisory,
    summary: (
        "表三有“逾期未按收费通知要求缴纳费用”的，第六部分应报告收费情况",
        "Where Table 3 has requests ended for want of payment, section 6 reports on fees",
    ),
    explanation: (
        "（六）2 有数，说明本年度发出过收费通知。发出收费通知的件数、收取的金额应在第六部分说明；正文任何一处已经说明的，不再提示。",
        "A figure in (6) 2 means that fee notices were issued. Section 6 should say how many and what was collected. Nothing is reported \
         where the text speaks of fees anywhere.",
    ),
    formula: "O2[c7] > 0 ⇒ 第六部分报告收费",
    basis: Basis::Notice,
    source: (
        "国办函〔2020〕109号《政府信息公开信息处理费管理办法》",
        "国办函〔2020〕109号 on information processing fees",
    ),
    false_positives: (
        "（六）2 填错了行；收费情况写在附件中。",
        "The figure belongs into another row; fees are reported in an annex.",
    ),
    before: ("（六）2 为 1；第六部分：无其他需要报告的事项。", "(6) 2 is 1; section 6: nothing to report."),
    after: (
        "（六）2 为 1；第六部分：本年度发出收费通知 1 件，未收取信息处理费。",
        "(6) 2 is 1; section 6: one fee notice was issued, nothing was collected.",
    ),
    test: Test::Report(test),
};

/// Words that speak of fees for requests.
const FEES: &[&str] = &["处理费", "收费", "缴费", "费用"];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let Some(edition) = view.edition(TableId::Requests) else {
        return sink.not_assessable(Reason::TableAbsent(TableId::Requests));
    };
    if !edition.requests.iter().any(|line| line.row == RequestRow::OtherFeeUnpaid) {
        return sink.not_applicable();
    }
    let unpaid = figure(view, RequestRow::OtherFeeUnpaid, Applicant::Total);
    match unpaid {
        Figure::Unknown(reason) => return sink.not_assessable(reason),
        Figure::Blank => return sink.held_with_blanks(),
        Figure::Known(_) if !unpaid.is_positive() => return sink.held(),
        Figure::Known(_) => {}
    }
    let mut paragraphs = view.paragraphs();
    if paragraphs.any(|(_, paragraph)| FEES.iter().any(|word| paragraph.value.contains(word))) {
        return sink.held();
    }
    if view.passage(SectionId::OtherMatters).is_none() {
        return sink.not_assessable(Reason::SectionAbsent(SectionId::OtherMatters));
    }
    let count = unpaid.known().unwrap_or_default();
    let draft = Draft::new(
        format!("表三（六）2 有 {count} 件逾期未按收费通知缴费，正文没有报告收费情况"),
        format!("Table 3 has {count} in the row of fees not paid, and the text says nothing of fees"),
    )
    .advice(
        "在第六部分说明发出收费通知的件数、计收和实收金额",
        "say in section 6 how many fee notices were issued, what was billed and what was received",
    )
    .in_section(SectionId::OtherMatters);
    sink.broken(match view.fact(&requests_cell(RequestRow::OtherFeeUnpaid, Applicant::Total)) {
        Some(fact) => draft.at_fact(fact),
        None => draft,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let unpaid = Form::e2021().row("t3.other_fee_unpaid", "1 0 0 0 0 0 1");
        let silent = unpaid.clone().silence(SectionId::OtherMatters).say(SectionId::OtherMatters, "无其他报告的事项。");
        case(&RULE, &silent, &unpaid);
    }
}
