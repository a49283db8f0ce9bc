//! DT-002: governments publish by 31 March.

use gongkai_model::Severity;

use crate::dates::{Body, GOVERNMENTS, Term, check};
use crate::rule::{Basis, Rule, Test};

pub(super) const RULE: Rule = Rule {
    id: "DT-002",
    name: "government-late",
    severity: Severity::Warning,
    summary: (
        "县级以上地方人民政府的年度报告在次年 3 月 31 日前公布",
        "Governments at county level and above publish by 31 March",
    ),
    explanation: (
        "条例第四十九条第二款要求县级以上地方人民政府的政府信息公开工作主管部门在每年 3 月 31 日前公布本级政府上一年度报告。设置了更早的本地期限的，晚于本地期限只作提示。",
        "Art. 49 para. 2: the report of a government at county level and above is published by 31 March. Being late by an earlier local day that was set is an advisory only.",
    ),
    formula: "published ≤ y+1-03-31",
    basis: Basis::Law,
    source: ("《政府信息公开条例》第四十九条第二款", "Art. 49 para. 2 of the Regulations"),
    false_positives: (
        "网站迁移后页面日期变成迁移日期；页面没有日期，只能由落款或网址推定。页面日期晚于次年的，不作判断。",
        "A site that was moved shows the day of the move. Without a day on the page it is taken from the signature or the address. Days later than the year after are not judged.",
    ),
    before: ("县人民政府 2023 年度报告，2024 年 4 月 8 日发布", "report of a county for 2023, published 8 April 2024"),
    after: ("2024 年 3 月 31 日发布", "published 31 March 2024"),
    test: Test::Report(|view, sink| check(TERM, view, sink)),
};

const TERM: Term = Term {
    body: Body::Government,
    day: GOVERNMENTS,
    source: ("《政府信息公开条例》第四十九条规定的期限", "the day of Art. 49 of the Regulations"),
    replaced: false,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &county("2024年4月8日"), &county("2024年3月31日"));
    }

    fn county(published: &str) -> Form {
        Form::e2021().title("青禾县人民政府2023年政府信息公开工作年度报告").published(published)
    }
}
