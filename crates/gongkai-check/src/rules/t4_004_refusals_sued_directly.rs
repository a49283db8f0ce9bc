//! T4-004: since 2024 refusals go to reconsideration before they go to court.

use gongkai_model::{Decimal, Severity};
use gongkai_template::{Applicant, DisputeBlock, DisputeOutcome, RequestRow, disputes_cell};

use crate::figure::Figure;
use crate::reason::Reason;
use crate::requests::{figure, rows_of};
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "T4-004",
    name: "refusals-sued-directly",
    severity: Severity::Note,
    summary: (
        "2024 年起，全部办理结果都是不予公开的，一般没有未经复议直接起诉的案件",
        "Since 2024, where all results are refusals, there are usually no direct lawsuits",
    ),
    explanation: (
        "自 2024 年 1 月 1 日起，对不予公开决定应当先申请行政复议。全部办理结果都是不予公开而仍有直接起诉的，核对是否应填入“复议后起诉”。无法提供、不予处理、逾期未答复等仍可直接起诉，\
         所以有这类结果的不提示。",
        "Since 1 January 2024 a refusal must go to reconsideration before it goes to court. Where every result is a refusal and there \
         are direct lawsuits, they may belong to the other block. Other results may still be sued directly; then nothing is said.",
    ),
    formula: "",
    basis: Basis::Law,
    source: (
        "《行政复议法》（2023 年修订）第二十三条第一款第四项",
        "Art. 23 para. 1 no. 4 of the Administrative Reconsideration Law as revised in 2023",
    ),
    false_positives: (
        "对以前年度的答复提起的诉讼；对逾期不答复提起的诉讼。",
        "Lawsuits about replies of earlier years, or about delay.",
    ),
    before: (
        "2024 年度：办理结果 2 件全部不予公开，未经复议直接起诉 1 件",
        "2024: both results are refusals, 1 direct lawsuit",
    ),
    after: ("复议后起诉 1 件", "1 lawsuit after reconsideration"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let Some(year) = view.year() else { return sink.not_assessable(Reason::YearUnknown) };
    if year < 2024 {
        return sink.not_applicable();
    }
    let cell = disputes_cell(DisputeBlock::LitigationDirect, DisputeOutcome::Total);
    let sued = match view.figure(&cell) {
        Figure::Unknown(reason) => return sink.not_assessable(reason),
        Figure::Blank => return sink.held_with_blanks(),
        Figure::Known(sued) if sued <= Decimal::ZERO => return sink.held(),
        Figure::Known(sued) => sued,
    };
    let processed = match figure(view, RequestRow::TotalProcessed, Applicant::Total) {
        Figure::Unknown(reason) => return sink.not_assessable(reason),
        Figure::Blank => return sink.not_assessable(Reason::CellBlank),
        Figure::Known(processed) => processed,
    };
    let denied = rows_of(view, "denied_").into_iter().map(|row| figure(view, row, Applicant::Total).or_zero());
    let sum = denied.into_iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure?));
    let Some(denied) = sum else { return sink.not_assessable(Reason::CellUnreadable) };
    if processed.is_zero() || denied != processed {
        return sink.held();
    }
    let draft = Draft::new(
        format!("{year} 年度办理结果 {processed} 件全部是不予公开，表四却有未经复议直接起诉 {sued} 件"),
        format!("all {processed} results of {year} are refusals, but Table 4 counts {sued} as sued directly"),
    )
    .advice("核对是否应填入“复议后起诉”", "check whether they belong to those sued after reconsideration");
    sink.broken(match view.fact(&cell) {
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
        let sued = Form::e2021()
            .title("青禾县水务局2024年政府信息公开工作年度报告")
            .published("2025年1月19日")
            .cell("t4.litigation_direct_upheld", "1")
            .cell("t4.litigation_direct_total", "1");
        let refused = sued
            .clone()
            .row("t3.granted", "0 0 0 0 0 0 0")
            .row("t3.unable_not_held", "0 0 0 0 0 0 0")
            .row("t3.denied_internal_affairs", "3 1 0 0 0 0 4");
        case(&RULE, &refused, &sued);
    }
}
