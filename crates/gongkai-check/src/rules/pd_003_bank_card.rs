//! PD-003: no number of a bank card stands in the text.

use gongkai_model::Severity;

use crate::personal::{find, is_bank_card, is_citizen_id, report};
use crate::rule::{Basis, Rule, Test};
use crate::sink::Sink;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "PD-003",
    name: "bank-card-in-text",
    severity: Severity::Warning,
    summary: ("正文没有银行卡号", "The text has no numbers of bank cards"),
    explanation: (
        "16 至 19 位、以 62 开头并通过校验（Luhn）的数字予以提示；其他常见开头的，要同句提到银行卡、卡号、账号或账户。号码只显示前三位和后两位。身份号码由 PD-001 报告。只看正文，不看表格。",
        "Numbers of 16 to 19 digits that begin with 62 and pass the check of Luhn are reported, masked. Other beginnings count only where the clause speaks of a card or an account. Citizen ID numbers are left to PD-001. Running text is looked at, tables are not.",
    ),
    formula: "",
    basis: Basis::Background,
    source: (
        "《个人信息保护法》（未经原文核对）；《政府信息公开条例》第十五条",
        "The Personal Information Protection Law, not checked against the text; Art. 15 of the Regulations",
    ),
    false_positives: ("编号恰好以 62 开头并通过校验。", "An index that begins with 62 and passes the check by chance."),
    before: ("退费至申请人 16 位卡号", "a fee was paid back to a card of 16 digits"),
    after: ("删去卡号", "the number is deleted"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let hits = find(view, |digits, hit| {
        is_bank_card(digits, hit.says(CARDS)) && !is_citizen_id(digits) && !hit.says(OTHER_NUMBERS)
    });
    let draft = |hit: &crate::personal::Hit| {
        hit.draft(
            format!("正文中有银行卡号 {}", hit.masked),
            format!("the text has the number of a bank card, {}", hit.masked),
        )
    };
    report(view, sink, hits.iter().map(draft).collect());
}

/// Words that speak of a card or an account.
const CARDS: &[&str] = &["银行卡", "卡号", "账号", "帐号", "账户", "帐户", "储蓄卡", "信用卡"];
/// Words before numbers that are none.
const OTHER_NUMBERS: &[&str] = &["编号", "文号", "索引号", "代码", "单号", "备案", "许可证"];

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId::Overview;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        // Numbers that no bank gave out: all zeros behind the beginning, and a check digit.
        let fires = Form::e2021().say(Overview, "信息处理费退至银行卡6222 0200 0000 0007。");
        let near = Form::e2021().say(Overview, "信息处理费退至银行卡6222 0200 0000 0008，索引号6222020000000007。");
        case(&RULE, &fires, &near);
    }

    #[test]
    fn other_beginnings_need_words() {
        let count = |text: &str| look(&RULE, &Form::e2021().say(Overview, text)).findings.len();
        assert_eq!(count("流水4111111111111111。"), 0);
        assert_eq!(count("卡号4111111111111111。"), 1);
    }
}
