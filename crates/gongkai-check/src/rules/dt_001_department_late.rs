//! DT-001: departments publish by 31 January.

use gongkai_model::Severity;

use crate::dates::{Body, Term, check};
use crate::rule::{Basis, Rule, Test};

pub(super) const RULE: Rule = Rule {
    id: "DT-001",
    name: "department-late",
    severity: Severity::Warning,
    summary: (
        "县级以上人民政府部门的年度报告在次年 1 月 31 日前公布",
        "Departments at county level and above publish by 31 January",
    ),
    explanation: (
        "条例第四十九条第一款要求县级以上人民政府部门每年 1 月 31 日前公布上一年度报告，政府办公厅（室）也是部门。日期按落款、页面、网址的次序取用。设置了更早的本地期限的，晚于本地期限只作提示。",
        "Art. 49 para. 1 binds departments at county level and above, the offices of governments among them. The day is taken from the signature, the page, the address, in this order. Being late by an earlier local day that was set is an advisory only.",
    ),
    formula: "published ≤ y+1-01-31",
    basis: Basis::Law,
    source: ("《政府信息公开条例》第四十九条第一款", "Art. 49 para. 1 of the Regulations"),
    false_positives: (
        "网站迁移后页面日期变成迁移日期；页面没有日期，只能由落款或网址推定。页面日期晚于次年的，不作判断。",
        "A site that was moved shows the day of the move. Without a day on the page it is taken from the signature or the address. Days later than the year after are not judged.",
    ),
    before: ("2023 年度报告，2024 年 2 月 5 日发布", "report for 2023, published 5 February 2024"),
    after: ("2024 年 1 月 30 日发布", "published 30 January 2024"),
    test: Test::Report(|view, sink| check(TERM, view, sink)),
};

const TERM: Term = Term {
    body: Body::Department,
    day: (1, 31),
    source: ("《政府信息公开条例》第四十九条规定的期限", "the day of Art. 49 of the Regulations"),
    replaced: false,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &Form::e2021().published("2024年2月5日"), &Form::e2021().published("2024年1月31日"));
    }

    #[test]
    fn local_days_are_advisories() {
        use crate::settings::{Deadline, Settings};
        let departments = Some("01-15".to_owned());
        let deadline = Deadline { region: "青禾县".into(), departments, ..Deadline::default() };
        let settings = Settings { select: vec!["DT-001".into()], deadlines: vec![deadline], ..Settings::default() };
        let severities = |published: &str| {
            let report = Form::e2021().published(published).read();
            let verdict = crate::check(&crate::ReportView::new(&report), &settings);
            verdict.findings.iter().map(|finding| finding.severity).collect::<Vec<_>>()
        };
        assert_eq!(severities("2024年1月15日"), []);
        assert_eq!(severities("2024年1月19日"), [Severity::Advisory]);
        assert_eq!(severities("2024年2月1日"), [Severity::Warning]);
    }

    #[test]
    fn what_was_moved_is_not_late() {
        let verdict = crate::testing::look(&RULE, &Form::e2021().published("2025年6月3日"));
        assert!(verdict.findings.is_empty());
    }
}
