//! XY-008: two years do not come from one source.

use gongkai_model::Severity;

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "XY-008",
    name: "same-source",
    severity: Severity::Note,
    summary: (
        "不同年度的报告不应出自同一网址或者同一文件",
        "Reports of different years do not come from the same address or file",
    ),
    explanation: (
        "同一网址先后放过两年的报告，说明页面被覆盖，旧报告不再可查；也可能是抓取时弄错。本规则只比较来源的地址或者路径，不比较文件内容：换了地址的同一文件\
         看不出来。一个文件合订几年报告的不报。",
        "An address that held the reports of two years was overwritten, and the older one is gone; or it was fetched wrongly. Only the address or \
         path is compared, not the content: the same file at another address is not seen. A file that binds several reports is no finding.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("历年报告应当长期可查", "Reports of all years should stay available"),
    false_positives: ("网站有意在同一网址更新。", "A site that means to update one address."),
    before: ("2022、2023 两年报告都在 …/ndbg/index.html", "reports for 2022 and 2023 both at …/ndbg/index.html"),
    after: ("2022 年：…/ndbg/2022.html；2023 年：…/ndbg/2023.html", "…/ndbg/2022.html and …/ndbg/2023.html"),
    test: Test::Years(test),
};

fn test(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    let (Some(year_before), Some(year)) = (before.year(), after.year()) else {
        return sink.not_assessable(Reason::YearUnknown);
    };
    let source = after.report.source.as_str();
    if year_before == year || matches!(source, "" | "-") {
        return sink.not_applicable();
    }
    if source != before.report.source || after.report.document != before.report.document {
        return sink.held();
    }
    sink.broken(
        Draft::new(
            format!("{year_before} 年和 {year} 年的报告出自同一来源：{source}"),
            format!("the reports for {year_before} and {year} come from one source: {source}"),
        )
        .advice("为每年的报告保留单独的网址", "keep an address of its own for the report of every year"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case_years};

    #[test]
    fn fires_and_does_not() {
        let before = Form::e2021().title("青禾县水务局2022年政府信息公开工作年度报告");
        let after = Form::e2021();
        case_years(&RULE, (&before, &after), (&before.clone().source("2022.md"), &after));
    }
}
