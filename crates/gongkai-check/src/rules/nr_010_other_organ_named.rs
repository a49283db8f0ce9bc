//! NR-010: requests that the text tells of were made to the reporting organ.

use std::ops::Range;

use gongkai_model::{Level, Scope, Severity};

use crate::prose::{Paragraph, amounts, key};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "NR-010",
    name: "other-organ-named",
    severity: Severity::Warning,
    summary: (
        "正文写明申请是向谁提出、由谁收到的，应当是编制报告的机关",
        "Where the text says to whom requests were made, or who received them, that is the reporting organ",
    ),
    explanation: (
        "部门、乡镇、街道的报告写成“向市政府提出申请 5 件”“县政府共收到申请 12 件”，多半是套用上级报告的文字。只看写明申请件数的句子；转办、协助办理、\
         汇总的句子不看。",
        "A report of a department, township or subdistrict that says requests were made to, or received by, a government or another organ \
         was likely copied from that of a superior. Only sentences that count requests are looked at, none about requests passed on.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: (
        "报告应当反映本机关的情况（《条例》第四十九条）",
        "A report is about the organ itself (Regulations, Art. 49)",
    ),
    false_positives: ("正文有意说明上级机关收到的申请。", "The text means to tell of requests to a superior."),
    before: (
        "某街道办事处的报告：“向市政府及市政府办公室提出申请5件”",
        "report of a subdistrict office: \"5 requests were made to the municipal government\"",
    ),
    after: ("“向本街道提出申请5件”", "\"5 requests were made to this subdistrict\""),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if view.scope() == Some(Scope::WholeGovernment) {
        // Its report may tell of each of its organs.
        return sink.not_applicable();
    }
    let mut named = 0;
    for paragraph in view.prose() {
        for sentence in paragraph.sentences() {
            for clause in paragraph.clauses(sentence) {
                let Some(organ) = organ_of_requests(paragraph, &clause) else { continue };
                named += 1;
                if view.agency_name().is_empty() {
                    sink.not_assessable(Reason::OrganUnknown);
                } else if is_ours(&organ, view) {
                    sink.held();
                } else {
                    sink.broken(draft(paragraph, &clause, &organ, view.agency_name()));
                }
            }
        }
    }
    if named == 0 {
        sink.not_applicable();
    }
}

/// The organ to which requests were made, or that received them, in a clause that counts requests.
fn organ_of_requests(paragraph: &Paragraph, clause: &Range<usize>) -> Option<String> {
    const OTHER_TALK: &[&str] =
        &["转", "涉及", "协助", "代表", "代为", "交办", "汇总", "复议", "诉讼", "上年", "去年", "意见"];
    let words = paragraph.words(clause);
    let counts = amounts(words).iter().any(|amount| matches!(amount.unit.as_str(), "件" | "条" | "份" | "宗" | "起"));
    let requests = words.contains("申请") && counts && !OTHER_TALK.iter().any(|word| words.contains(word));
    if !requests {
        return None;
    }
    let to = words.find('向').and_then(|at| {
        let rest = words.get(at + '向'.len_utf8()..)?;
        let end = ["提出", "提交", "递交", "申请"].iter().filter_map(|verb| rest.find(verb)).min()?;
        rest.get(..end)
    });
    let by = || {
        let end =
            ["共收到", "共接到", "共受理", "收到", "接到", "受理"].iter().filter_map(|verb| words.find(verb)).min()?;
        words.get(..end)
    };
    let organ = to.or_else(by)?;
    // Times before it (`2023年,全年`) are no part of its name.
    let organ = organ
        .rsplit(['年', '度', '间', '日'])
        .next()
        .unwrap_or(organ)
        .trim_start_matches(['共', '累', '计', '总', '由', '，']);
    let organ = organ.trim_end_matches(['共', '累', '计', '总']);
    let is_organ = ["政府", "政府办", "政府办公室", "政府办公厅"].iter().any(|word| organ.ends_with(word));
    (is_organ && organ.chars().count() <= 24).then(|| organ.to_owned())
}

/// Whether a name in running text may be that of the reporting organ: all of its characters stand in it in order.
fn is_ours(organ: &str, view: &ReportView<'_>) -> bool {
    let own = organ.trim_start_matches(['我', '本', '该', '全']);
    if own != organ && view.level == Some(Level::Township) && matches!(own, "政府") {
        return true;
    }
    // `市政府及市政府办公室`: one of them is enough.
    own.split(['及', '和', '、', '与']).any(|name| {
        let mut agency = view.agency_name().chars();
        name.chars().all(|c| agency.any(|other| other == c))
    })
}

fn draft(paragraph: &Paragraph, clause: &Range<usize>, organ: &str, agency: &str) -> Draft {
    let place = paragraph.place(clause);
    Draft::new(
        format!("正文称申请的受理机关是“{organ}”，而报告的编制机关是{agency}"),
        format!("the text names {organ} as the organ of the requests; the report is that of {agency}"),
    )
    .advice(
        "核对是否套用了其他机关的文字，改为本机关及其件数",
        "check whether the passage was taken from another report",
    )
    .key(key(&place.raw))
    .at(place)
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    fn street() -> Form {
        Form::e2021().title("青禾县柳岸街道办事处2023年政府信息公开工作年度报告")
    }

    #[test]
    fn fires_and_does_not() {
        let say = |text: &str| street().say(SectionId::Overview, text);
        case(
            &RULE,
            &say("2023年，公民向市政府及市政府办公室提出政府信息公开申请5件。"),
            &Form::e2021()
                .title("青禾县人民政府办公室2023年政府信息公开工作年度报告")
                .say(SectionId::Overview, "2023年，公民向县政府办公室提出政府信息公开申请5件。"),
        );
    }

    #[test]
    fn requests_passed_on_and_own_names() {
        for text in
            ["收到县政府转办的政府信息公开申请5件。", "本街道收到政府信息公开申请5件。", "县政府向社会公布了申请渠道。"]
        {
            let verdict = look(&RULE, &street().say(SectionId::Overview, text));
            assert!(verdict.findings.is_empty(), "{text}: {:#?}", verdict.findings);
        }
        let verdict = look(&RULE, &street().say(SectionId::Overview, "全年县政府共收到政府信息公开申请5件。"));
        assert_eq!(verdict.findings.len(), 1);
    }
}
