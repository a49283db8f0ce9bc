//! ST-008: section 5 says something.

use gongkai_model::{SectionId, Severity};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{Break, at_heading, at_words, on_this_form, says_nothing, text_of};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ST-008",
    name: "problems-empty",
    severity: Severity::Advisory,
    summary: ("第五部分写明存在的问题和改进情况", "Section 5 names problems and improvements"),
    explanation: (
        "条例第五十条要求年度报告写明存在的主要问题及改进情况。只写“无”，或者不足 10 个字，等于没有写。",
        "Art. 50 wants the report to name the main problems and what was improved. \"None\", or fewer than ten characters, says nothing.",
    ),
    formula: "",
    basis: Basis::Law,
    source: ("条例第五十条第一款第（四）项", "Art. 50(1)(iv) of the Regulations"),
    false_positives: ("内容是图片或附件的。", "Text in a picture or in another file."),
    before: ("五、存在的主要问题及改进情况 / 无。", "section 5: none"),
    after: (
        "解读形式单一，今年已增加图解和视频；下一步每季度检查栏目更新",
        "interpretations had one form only; charts and videos were added; columns will be checked every quarter",
    ),
    test: Test::Report(test),
};

/// Fewer characters say nothing.
const LEAST: usize = 10;

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if !on_this_form(view, sink) {
        return;
    }
    let section = SectionId::ProblemsImprovements;
    let broken_off = Break::of(view);
    if broken_off.is_some_and(|end| end.loses(section) || (end.in_requests.is_none() && end.last.id == section)) {
        return sink.not_assessable(Reason::TextBreaksOff);
    }
    let Some(passage) = view.passage(section) else { return sink.not_assessable(Reason::SectionAbsent(section)) };
    let text = text_of(passage);
    if text.chars().count() >= LEAST && !says_nothing(&text) {
        return sink.held();
    }
    let printed: String = passage.paragraphs.iter().map(|paragraph| paragraph.value.as_str()).collect();
    let draft = if text.is_empty() {
        Draft::new("第五部分只有标题，没有内容", "section 5 has a heading and no text")
    } else {
        Draft::new(format!("第五部分只写了“{printed}”"), format!("section 5 says \"{printed}\" and no more"))
    };
    let place = passage.paragraphs.first().map(|first| at_words(section, first, &first.value));
    let advice = ("写明存在的主要问题和改进情况", "name the main problems and what was improved");
    sink.broken(draft.at(place.unwrap_or_else(|| at_heading(passage))).key(text).advice(advice.0, advice.1));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    fn says(words: &str) -> Form {
        Form::e2021().silence(SectionId::ProblemsImprovements).say(SectionId::ProblemsImprovements, words)
    }

    #[test]
    fn fires_and_does_not() {
        case(&RULE, &says("无。"), &says("解读形式单一，今年增加了图解。"));
    }

    #[test]
    fn nothing_in_many_words_is_nothing() {
        assert_eq!(look(&RULE, &says("本年度我局无存在的主要问题及改进情况。")).findings.len(), 1);
        assert_eq!(look(&RULE, &Form::e2021().silence(SectionId::ProblemsImprovements)).findings.len(), 1);
    }
}
