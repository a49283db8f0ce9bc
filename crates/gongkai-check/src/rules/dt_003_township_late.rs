//! DT-003: townships publish by 31 January.

use gongkai_model::Severity;

use crate::dates::{Body, Term, check};
use crate::rule::{Basis, Rule, Test};

pub(super) const RULE: Rule = Rule {
    id: "DT-003",
    name: "township-late",
    severity: Severity::Advisory,
    summary: (
        "乡镇、街道的年度报告一般在次年 1 月 31 日前公布，管委会的在 3 月 31 日前公布",
        "Townships and subdistricts usually publish by 31 January, management committees by 31 March",
    ),
    explanation: (
        "条例第四十九条没有规定乡镇、街道、开发区管委会的期限，各地通知对乡镇、街道多定为 1 月 31 日；管委会汇总全区数据，多按政府的期限 3 月 31 日。设置了本地期限的，以本地期限为准。只作提示。",
        "Art. 49 names no day for townships, subdistricts and zones; local notices mostly say 31 January for the first two; zones report for all that is in them, and mostly follow the day of governments, 31 March. A local day that was set takes its place. This is an advisory only.",
    ),
    formula: "published ≤ y+1-01-31（管委会 y+1-03-31）",
    basis: Basis::Practice,
    source: ("各地年度报告编制通知", "Local notices"),
    false_positives: (
        "当地没有规定期限，或者规定了较晚的期限；网站迁移后页面日期变成迁移日期。",
        "No local day, or a later one; a site that was moved shows the day of the move.",
    ),
    before: ("街道 2023 年度报告，2024 年 3 月 5 日发布", "report of a subdistrict for 2023, published 5 March 2024"),
    after: ("2024 年 1 月 30 日发布", "published 30 January 2024"),
    test: Test::Report(|view, sink| check(TERM, view, sink)),
};

const TERM: Term =
    Term { body: Body::Township, day: (1, 31), source: ("各地通行的期限", "the usual day"), replaced: true };

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &street("2024年3月5日"), &street("2024年1月30日"));
    }

    fn street(published: &str) -> Form {
        Form::e2021().title("青禾县柳塘街道办事处2023年政府信息公开工作年度报告").published(published)
    }

    #[test]
    fn zones_have_until_march() {
        let zone = |published: &str| street(published).title("青禾经济技术开发区管委会2023年政府信息公开工作年度报告");
        let count = |published: &str| crate::testing::look(&RULE, &zone(published)).findings.len();
        assert_eq!((count("2024年3月5日"), count("2024年4月2日")), (0, 1));
    }

    #[test]
    fn a_local_day_takes_its_place() {
        use crate::settings::{Deadline, Settings};
        let deadline = Deadline { townships: Some("03-10".into()), ..Deadline::default() };
        let settings = Settings { select: vec!["DT-003".into()], deadlines: vec![deadline], ..Settings::default() };
        let findings = |published: &str| {
            let report = street(published).read();
            crate::check(&crate::ReportView::new(&report), &settings).findings.len()
        };
        assert_eq!((findings("2024年3月5日"), findings("2024年3月11日")), (0, 1));
    }
}
