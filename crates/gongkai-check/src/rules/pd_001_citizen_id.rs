//! PD-001: no citizen ID number stands in the text.

use gongkai_model::Severity;

use crate::personal::{find, is_citizen_id, report};
use crate::rule::{Basis, Rule, Test};
use crate::sink::Sink;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "PD-001",
    name: "citizen-id-in-text",
    severity: Severity::Warning,
    summary: ("正文没有公民身份号码", "The text has no citizen ID numbers"),
    explanation: (
        "草稿在公布前可能残留申请人的身份号码。18 位数字同时符合行政区划、出生日期和校验码（GB 11643）的才报。问题单中的号码只显示前三位和后两位。只看正文，不看表格。",
        "Drafts may hold the ID number of an applicant. Only 18 digits with a province, a day of birth and the check digit of GB 11643 are reported. Findings show the first three and the last two digits. Running text is looked at, tables are not.",
    ),
    formula: "",
    basis: Basis::Background,
    source: (
        "《个人信息保护法》（未经原文核对）；《政府信息公开条例》第十五条",
        "The Personal Information Protection Law, not checked against the text; Art. 15 of the Regulations",
    ),
    false_positives: (
        "编号恰好符合全部条件（可能性极小）。",
        "A number that happens to meet all conditions, which is very unlikely.",
    ),
    before: ("申请人身份号码为 18 位数字", "an applicant with an ID number of 18 digits"),
    after: ("删去号码", "the number is deleted"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let hits = find(view, |digits, hit| is_citizen_id(digits) && !hit.says(OTHER_NUMBERS));
    let draft = |hit: &crate::personal::Hit| {
        hit.draft(
            format!("正文中有公民身份号码 {}", hit.masked),
            format!("the text has a citizen ID number, {}", hit.masked),
        )
    };
    report(view, sink, hits.iter().map(draft).collect());
}

/// Words before numbers that are no ID numbers.
const OTHER_NUMBERS: &[&str] = &["信用代码", "索引号", "机构代码"];

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId::Overview;

    use super::*;
    use crate::testing::{Form, case, look};

    /// An invented number; its check digit is right for one of the endings only.
    fn with_check(check: char) -> Form {
        Form::e2021().say(Overview, &format!("申请人身份号码为110105 19491231 002{check}，已答复。"))
    }

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &with_check('X'), &with_check('1'));
    }

    #[test]
    fn the_digits_appear_nowhere() {
        let verdict = look(&RULE, &with_check('X'));
        let shown = format!("{:?}", verdict.findings);
        assert!(!shown.contains("1949") && !shown.contains("002X"), "{shown}");
    }

    #[test]
    fn full_width_digits_count_and_longer_numbers_do_not() {
        let count = |text: &str| look(&RULE, &Form::e2021().say(Overview, text)).findings.len();
        assert_eq!(count("号码１１０１０５１９４９１２３１００２Ｘ。"), 1);
        assert_eq!(count("编号9110105194912310020。"), 0);
        assert_eq!(count("信用代码11010519491231002X。"), 0);
    }
}
