//! DT-004: no report is published before its period is over.

use gongkai_model::Severity;

use crate::dates::day;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "DT-004",
    name: "published-too-early",
    severity: Severity::Warning,
    summary: ("发布日期不早于次年 1 月 1 日", "No report is published before 1 January of the year after"),
    explanation: (
        "统计期到 12 月 31 日为止，当年发布的报告不可能是全年数据。落款、页面、网址中最可靠的日期落在报告年度之内的，予以提示；更早的日期多半不是本报告的日期，不作判断。",
        "The period ends on 31 December, so a report published within it cannot cover the year. The most trustworthy day counts. Days of \
         earlier years are hardly those of the report and are not judged.",
    ),
    formula: "published ≥ y+1-01-01",
    basis: Basis::Logic,
    source: ("统计期为 1 月 1 日至 12 月 31 日", "The period runs from 1 January to 31 December"),
    false_positives: (
        "页面日期是栏目或文件的建立日期；报告年度写错。",
        "The day is that of the column or the file; the year in the title is wrong.",
    ),
    before: ("2023 年度报告，2023 年 12 月 25 日发布", "report for 2023, published 25 December 2023"),
    after: ("2024 年 1 月 10 日发布", "published 10 January 2024"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let Some(year) = view.year() else { return sink.not_assessable(Reason::YearUnknown) };
    let Some(day) = day(view).filter(|day| day.date.year >= year) else {
        return sink.not_assessable(Reason::DateUnknown);
    };
    if day.date.year > year {
        return sink.held();
    }
    let (zh, en) = day.witness.words();
    sink.broken(
        Draft::new(
            format!("{zh}为 {}，{year} 年度尚未结束", day.date),
            format!("{en}: {}, before the year {year} was over", day.date),
        )
        .advice(
            "核对发布日期和报告年度；提前编制的，应在年度结束后更新数据",
            "check day and year; if it was written early, bring the figures up to date",
        )
        .at(day.place())
        .key(day.date.to_string()),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &Form::e2021().published("2023年12月25日"), &Form::e2021().published("2024年1月1日"));
    }
}
