//! PD-002: no mobile number stands in the text.

use gongkai_model::Severity;

use crate::personal::{CONTACT, PERSON, find, is_mobile, report};
use crate::rule::{Basis, Rule, Test};
use crate::sink::Sink;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "PD-002",
    name: "mobile-number-in-text",
    severity: Severity::Warning,
    summary: ("正文没有个人手机号码", "The text has no mobile numbers of persons"),
    explanation: (
        "11 位、以 13 至 19 开头的手机号码予以提示，号码只显示前三位和后两位。以联系电话、咨询电话等形式给出的，可能是公开的联系方式，降为提示；同句提到申请人等个人的仍为警告。只看正文，不看表格。",
        "Numbers of 11 digits that begin with 13 to 19 are reported, masked. What is given as a contact may be meant for the public and makes a note only, unless the clause speaks of an applicant or another person. Running text is looked at, tables are not.",
    ),
    formula: "",
    basis: Basis::Background,
    source: (
        "《个人信息保护法》（未经原文核对）；《政府信息公开条例》第十五条",
        "The Personal Information Protection Law, not checked against the text; Art. 15 of the Regulations",
    ),
    false_positives: (
        "单位对外公布的手机号码没有写明是联系电话；11 位的编号。",
        "A number for the public that is not called a contact; an index of 11 digits.",
    ),
    before: ("申请人手机 11 位号码", "the mobile number of an applicant"),
    after: ("删去号码，或者写单位固定电话", "it is deleted, or the landline of the organ is given"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let hits = find(view, |digits, hit| is_mobile(digits) && !hit.says(OTHER_NUMBERS));
    let draft = |hit: &crate::personal::Hit| {
        let draft = hit
            .draft(format!("正文中有手机号码 {}", hit.masked), format!("the text has a mobile number, {}", hit.masked));
        if hit.says(CONTACT) && !hit.says(PERSON) { draft.severity(Severity::Note) } else { draft }
    };
    report(view, sink, hits.iter().map(draft).collect());
}

/// Words before numbers that are no telephone numbers.
const OTHER_NUMBERS: &[&str] = &["编号", "文号", "索引号", "代码", "单号", "账号", "QQ"];

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId::Overview;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().say(Overview, "已向申请人（手机138 0013 8000）送达答复。");
        case(&RULE, &fires, &Form::e2021().say(Overview, "咨询电话：0571-80013800，编号13800138000。"));
    }

    #[test]
    fn a_contact_is_a_note() {
        let verdict = look(&RULE, &Form::e2021().say(Overview, "咨询电话：13800138000。"));
        assert_eq!(verdict.findings.iter().map(|finding| finding.severity).collect::<Vec<_>>(), [Severity::Note]);
    }
}
