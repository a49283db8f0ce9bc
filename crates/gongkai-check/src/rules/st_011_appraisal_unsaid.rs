//! ST-011: the report of a government speaks of appraisal, public review and accountability.

use gongkai_model::{Kind, Level, Scope, SectionId, Severity, Words};
use gongkai_text::normalize::label_key;

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{Break, at_heading, list, on_this_form};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ST-011",
    name: "appraisal-unsaid",
    severity: Severity::Advisory,
    summary: (
        "政府的年度报告写到工作考核、社会评议和责任追究结果",
        "The report of a government speaks of appraisal, public review and accountability",
    ),
    explanation: (
        "条例第五十条要求县级以上地方人民政府的年度报告还应包括工作考核、社会评议和责任追究结果情况。没有追究责任的，也应说明没有。部门、乡镇、街道的报告不适用。",
        "Art. 50 wants reports of governments from the county up to tell the results of appraisal, public review and accountability, \
         even if nobody was held to account. Reports of departments, townships and subdistricts need not.",
    ),
    formula: "",
    basis: Basis::Law,
    source: ("条例第五十条第一款第（四）项", "Art. 50(1) of the Regulations"),
    false_positives: (
        "用词不同的（考评、追责、问责、满意度调查已计入）。",
        "Other words for the same; the usual ones (考评, 追责, 问责, 满意度) count.",
    ),
    before: ("（五）监督保障。组织培训 2 次。", "supervision: two trainings"),
    after: (
        "（五）监督保障。组织培训 2 次，纳入年度考核，开展社会评议，没有责任追究情形。",
        "supervision: two trainings, part of the yearly appraisal, a public review, nobody held to account",
    ),
    test: Test::Report(test),
};

/// What the law names, with words for it.
const WANTED: [(&str, &str, &[&str]); 3] = [
    ("工作考核", "appraisal", &["考核", "考评", "绩效", "评估"]),
    ("社会评议", "public review", &["评议", "评价", "满意度", "社会监督", "评估", "公众监督"]),
    ("责任追究", "accountability", &["责任追究", "追究", "追责", "问责"]),
];

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if !on_this_form(view, sink) {
        return;
    }
    match (view.kind, view.scope(), view.level) {
        (None, _, _) => return sink.not_assessable(Reason::KindUnknown),
        (Some(Kind::Government | Kind::GovernmentOffice), None, _) => return sink.not_assessable(Reason::ScopeUnknown),
        (Some(Kind::Government | Kind::GovernmentOffice), Some(Scope::WholeGovernment), level) => match level {
            Some(Level::Township) => return sink.not_applicable(),
            None => return sink.not_assessable(Reason::LevelUnknown),
            Some(_) => {}
        },
        _ => return sink.not_applicable(),
    }
    if Break::of(view).is_some() {
        return sink.not_assessable(Reason::TextBreaksOff);
    }
    let text: String = view.paragraphs().map(|(_, paragraph)| label_key(&paragraph.value)).collect();
    if text.is_empty() {
        return sink.not_assessable(Reason::TextAbsent);
    }
    let told = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let untold: Vec<_> = WANTED.iter().filter(|(_, _, words)| !told(words)).collect();
    if untold.is_empty() {
        return sink.held();
    }
    let names = list(untold.iter().map(|(zh, en, _)| Words::new(*zh, *en)));
    let draft = Draft::new(format!("报告没有写到{}", names.zh), format!("the report does not speak of {}", names.en));
    sink.broken(
        draft
            .at(view.passage(SectionId::Overview).map(at_heading).unwrap_or_default())
            .key(names.zh)
            .advice("在监督保障中补写结果，没有的也说明", "tell the results, even if there were none"),
    );
}

#[cfg(test)]
mod tests {
    use gongkai_model::Outcome;

    use super::*;
    use crate::testing::{Form, case, look};

    fn government(words: &str) -> Form {
        Form::e2021()
            .title("青禾县人民政府2023年政府信息公开工作年度报告")
            .silence(SectionId::Overview)
            .say(SectionId::Overview, words)
    }

    #[test]
    fn fires_and_does_not() {
        let near = government("全县纳入绩效考评，群众满意度较高，全年未发生追责情形。");
        case(&RULE, &government("全县开展业务培训2次，并纳入年度考核。"), &near);
    }

    #[test]
    fn departments_need_not() {
        let verdict = look(&RULE, &Form::e2021().silence(SectionId::Overview));
        assert_eq!((verdict.tally().of(Outcome::NotApplicable), verdict.tally().total()), (1, 1));
    }
}
