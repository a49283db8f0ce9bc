//! PD-004: no e-mail address of a person stands in the text.

use gongkai_model::Severity;

use crate::personal::{CONTACT, PERSON, find_addresses, is_mobile, report};
use crate::rule::{Basis, Rule, Test};
use crate::sink::Sink;
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "PD-004",
    name: "private-mailbox-in-text",
    severity: Severity::Advisory,
    summary: ("正文没有个人电子邮箱", "The text has no e-mail addresses of persons"),
    explanation: (
        "免费邮箱（qq.com、163.com 等）的地址可能属于个人。同句提到申请人等个人的予以提示；没有写明是单位联系方式的同样提示；作为单位联系方式给出的不报，用户名是手机号的仅作说明。用户名只显示前三位和后两位。",
        "An address at a free mailer may belong to a person. It is reported, masked, unless it is given as the contact of the organ; a mobile number as its name makes a note even then.",
    ),
    formula: "",
    basis: Basis::Background,
    source: (
        "《个人信息保护法》（未经原文核对）；《政府信息公开条例》第十五条",
        "The Personal Information Protection Law, not checked against the text; Art. 15 of the Regulations",
    ),
    false_positives: (
        "单位以免费邮箱作工作邮箱而没有写明。",
        "An organ that works with a free mailbox and does not say so.",
    ),
    before: ("申请人邮箱 zhangsan1990@163.com", "applicant zhangsan1990@163.com"),
    after: ("删去邮箱", "the address is deleted"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let hits = find_addresses(view, |address, hit| {
        let free = FREE.iter().any(|host| address.host == *host || address.host.ends_with(&format!(".{host}")));
        free && (hit.says(PERSON) || !hit.says(CONTACT) || is_mobile(&address.name))
    });
    let draft = |hit: &crate::personal::Hit| {
        let draft = hit.draft(
            format!("正文中有免费邮箱地址 {}，可能属于个人", hit.masked),
            format!("the text has an address at a free mailer, {}, perhaps of a person", hit.masked),
        );
        if hit.says(CONTACT) && !hit.says(PERSON) { draft.severity(Severity::Note) } else { draft }
    };
    report(view, sink, hits.iter().map(draft).collect());
}

/// Mailers that anybody may use.
const FREE: &[&str] = &[
    "qq.com",
    "foxmail.com",
    "163.com",
    "126.com",
    "yeah.net",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "139.com",
    "189.cn",
    "wo.cn",
    "21cn.com",
    "tom.com",
    "aliyun.com",
    "gmail.com",
    "hotmail.com",
    "outlook.com",
];

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId::Overview;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().say(Overview, "答复已发至申请人邮箱zhangsan1990@163.com。");
        case(&RULE, &fires, &Form::e2021().say(Overview, "意见建议请发至电子邮箱：qhxswj@163.com。"));
    }

    #[test]
    fn mobile_numbers_as_contacts_are_notes_and_official_hosts_are_nothing() {
        let severities = |text: &str| {
            let verdict = look(&RULE, &Form::e2021().say(Overview, text));
            verdict.findings.iter().map(|finding| finding.severity).collect::<Vec<_>>()
        };
        assert_eq!(severities("电子邮箱：13800138000@139.com。"), [Severity::Note]);
        assert_eq!(severities("电子邮箱：123456789@qq.com。"), []);
        assert_eq!(severities("电子邮箱：swj@example.gov.cn。"), []);
    }

    #[test]
    fn the_label_may_stand_on_the_line_above() {
        let form =
            Form::e2021().say(Overview, "联系地址：青禾县沿河路1号，电子邮箱：").say(Overview, "qhxswj@126.com。");
        assert!(look(&RULE, &form).findings.is_empty());
    }
}
