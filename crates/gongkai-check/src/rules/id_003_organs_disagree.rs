//! ID-003: the organ of the title is the one that signs and publishes.

use gongkai_model::{Place, SectionId, Severity};

use crate::dates::signature;
use crate::organs::is_peer;
use crate::paragraphs::dense;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ID-003",
    name: "organs-disagree",
    severity: Severity::Warning,
    summary: ("标题的机关＝落款的机关＝发布机构", "The organ of the title is that of the signature and the publisher"),
    explanation: (
        "落款或发布机构是另一个同级同类机关的，予以提示；发布机构是政府办、政务服务、大数据等代为发布的单位的，不报。落款不同是警告，页面的发布机构不同只作提示。",
        "Another organ of the same sort and level as signatory or publisher is reported; offices that publish for others are not. A \
         signature is a warning, the publisher of a page an advisory.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("报告由编制机关署名发布", "A report is signed by its organ"),
    false_positives: (
        "由其他部门代为发布；机构更名或合并。",
        "Published by another department; an organ that was renamed or merged.",
    ),
    before: ("标题：青禾县水务局；落款：白川县水务局", "title: one county; signature: another"),
    after: ("落款：青禾县水务局", "the same organ"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let own = view.agency_name();
    if own.is_empty() {
        return sink.not_assessable(Reason::OrganUnknown);
    }
    let signed = signature(view).filter(|signature| !signature.organ.is_empty());
    let published = publisher(view);
    if signed.is_none() && published.is_none() {
        return sink.not_applicable();
    }
    for (organ, place, severity, zh, en) in [
        signed.map(|signed| (signed.organ, signed.place, Severity::Warning, "落款", "signature")),
        published.map(|(organ, place)| (organ, place, Severity::Advisory, "发布机构", "publisher")),
    ]
    .into_iter()
    .flatten()
    {
        if !is_peer(own, &organ) {
            sink.held();
            continue;
        }
        sink.broken(
            Draft::new(format!("标题为“{own}”，{zh}为“{organ}”"), format!("title: {own}; {en}: {organ}"))
                .advice(
                    "核对标题和署名，检查是否套用了其他单位的报告",
                    "check both; the report may be copied from another organ",
                )
                .at(place)
                .severity(severity)
                .key(organ),
        );
    }
}

/// The publisher that a field before the first section names.
fn publisher(view: &ReportView<'_>) -> Option<(String, Place)> {
    const LABELS: &[&str] = &["发布机构:", "发布单位:", "编制单位:", "编制机关:", "公开主体:", "发文机关:"];
    let head = dense(view).filter(|paragraph| paragraph.section == SectionId::Preamble);
    head.take(40).find_map(|paragraph| {
        let text = paragraph.text();
        LABELS.iter().find_map(|label| {
            let (before, behind) = text.split_once(label)?;
            let end = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
            let field = behind.get(..end)?;
            // Without white space the next label may follow at once.
            let organ =
                NEXT.iter().filter_map(|next| field.split_once(next)).map(|(organ, _)| organ).min_by_key(|o| o.len());
            let organ = organ.unwrap_or(field);
            let from = before.chars().count() + label.chars().count();
            let place = paragraph.place(from, from + organ.chars().count());
            (!organ.is_empty()).then(|| (organ.to_owned(), place))
        })
    })
}

/// Beginnings of labels that may follow.
const NEXT: &[&str] =
    &["发布", "公开", "成文", "生成", "索引", "文号", "主题", "名称", "有效", "时间", "日期", "来源", "浏览"];

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId::{OtherMatters, Preamble};

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let signed = |organ: &str| Form::e2021().say(OtherMatters, organ).say(OtherMatters, "2024年1月22日");
        case(&RULE, &signed("白川县水务局"), &signed("青禾县水务局"));
    }

    #[test]
    fn publishers() {
        let severities = |line: &str| {
            let verdict = look(&RULE, &Form::e2021().say(Preamble, line));
            verdict.findings.iter().map(|finding| finding.severity).collect::<Vec<_>>()
        };
        assert_eq!(severities("发布机构：白川县水务局 发布日期：2024-01-19"), [Severity::Advisory]);
        assert_eq!(severities("发布机构：青禾县人民政府办公室 发布日期：2024-01-19"), []);
        assert_eq!(severities("发布机构：县水务局"), []);
    }
}
