//! DT-006: up to 2018 everybody published by 31 March.

use gongkai_model::Severity;

use crate::dates::{GOVERNMENTS, after, overdue, timely};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::Sink;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "DT-006",
    name: "late-before-2019",
    severity: Severity::Warning,
    summary: (
        "2018 年度及以前的报告在次年 3 月 31 日前公布",
        "Reports for 2018 and earlier were published by 31 March",
    ),
    explanation: (
        "2007 年公布的条例要求各级行政机关在每年 3 月 31 日前公布上一年度报告，不分政府和部门。该条文未经原文核对，仅作参考。",
        "The Regulations of 2007 made every organ publish by 31 March. The wording was not checked against the primary text.",
    ),
    formula: "y ≤ 2018: published ≤ y+1-03-31",
    basis: Basis::Background,
    source: (
        "2007 年《政府信息公开条例》第三十一条（未经原文核对）",
        "Art. 31 of the Regulations of 2007, not checked against the text",
    ),
    false_positives: (
        "网站迁移后页面日期变成迁移日期；页面日期晚于次年的，不作判断。",
        "A site that was moved shows the day of the move. Days later than the year after are not judged.",
    ),
    before: ("2016 年度报告，2017 年 5 月 3 日发布", "report for 2016, published 3 May 2017"),
    after: ("2017 年 3 月 10 日发布", "published 10 March 2017"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let Some(year) = view.year() else { return sink.not_assessable(Reason::YearUnknown) };
    if !(2008..2019).contains(&year) {
        return sink.not_applicable();
    }
    let (Some(day), Some(due)) = (timely(view, year), after(year, GOVERNMENTS)) else {
        return sink.not_assessable(Reason::DateUnknown);
    };
    if day.date > due {
        sink.broken(overdue(&day, due, ("2007 年条例规定的期限", "the day of the Regulations of 2007")));
    } else {
        sink.held();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &Form::s14().published("2017年5月3日"), &Form::s14());
    }
}
