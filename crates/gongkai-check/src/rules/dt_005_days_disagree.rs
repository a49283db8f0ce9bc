//! DT-005: signature, page and address give about the same day.

use gongkai_model::Severity;

use crate::dates::{days, number};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "DT-005",
    name: "days-disagree",
    severity: Severity::Note,
    summary: (
        "落款、页面、网址中的日期相差不超过 30 天",
        "Signature, page and address give days at most 30 days apart",
    ),
    explanation: (
        "日期相差很大，多因网站迁移或报告重发。其他规则按落款、页面、网址的次序取用日期。只作提示。",
        "Days far apart mostly mean that a site was moved or a report published again. Other rules take the day from the signature, the \
         page, the address, in this order. This is a note only.",
    ),
    formula: "|d₁ − d₂| ≤ 30",
    basis: Basis::Practice,
    source: ("各地网站的通常情形", "What sites usually show"),
    false_positives: (
        "网站迁移；报告更正后重发。",
        "A site that was moved; a report published again after a correction.",
    ),
    before: ("落款 2024 年 1 月 22 日，网址 t20240615_", "signed 22 January 2024, address t20240615_"),
    after: ("落款 2024 年 1 月 22 日，网址 t20240124_", "signed 22 January 2024, address t20240124_"),
    test: Test::Report(test),
};

/// Days that may lie between.
const APART: i64 = 30;

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let days = days(view);
    let Some((first, others)) = days.split_first() else { return sink.not_assessable(Reason::DateUnknown) };
    if others.is_empty() {
        return sink.not_applicable();
    }
    let apart = |day: &&crate::dates::Day| (number(day.date) - number(first.date)).abs() > APART;
    let Some(other) = others.iter().find(apart) else { return sink.held() };
    let told = |pick: fn((&'static str, &'static str)) -> &'static str| -> Vec<String> {
        days.iter().map(|day| format!("{} {}", pick(day.witness.words()), day.date)).collect()
    };
    let (zh, en) = (told(|words| words.0).join("，"), told(|words| words.1).join(", "));
    sink.broken(
        Draft::new(format!("日期相差超过 {APART} 天：{zh}"), format!("days more than {APART} days apart: {en}"))
            .advice("核对发布日期", "check the day of publication")
            .at(if other.place().locus.is_some() { other.place() } else { first.place() })
            .key(en),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let at = |address: &str| Form::e2021().source(&format!("https://www.example.gov.cn/zwgk/{address}_1.html"));
        case(&RULE, &at("t20240615"), &at("t20240124"));
    }

    #[test]
    fn a_signature_counts() {
        use gongkai_model::SectionId::OtherMatters;
        let signed = Form::e2021().say(OtherMatters, "青禾县水务局").say(OtherMatters, "2024年3月22日");
        assert_eq!(crate::testing::look(&RULE, &signed).findings.len(), 1);
    }
}
