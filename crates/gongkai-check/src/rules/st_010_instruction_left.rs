//! ST-010: no instruction of the form is left in the report.

use gongkai_model::{EditionId, Severity};
use gongkai_template::edition;

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{at_words, on_this_form};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ST-010",
    name: "instruction-left",
    severity: Severity::Warning,
    summary: ("报告中没有残留格式的填写说明", "No instruction of the form is left in the report"),
    explanation: (
        "格式里写给填报人看的话，如“该部分以表格形式报告。表格如下”，不应出现在公开的报告中。",
        "Sentences of the form that speak to those who fill it in do not belong into a published report.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("年度报告格式附件中的说明", "Instructions in the annex of the notice"),
    false_positives: ("引用通知原文、说明编制依据的。", "Quotations of the notice."),
    before: (
        "二、主动公开政府信息情况 / 该部分以表格形式报告。表格如下：",
        "section 2: \"this part is reported as a table, as follows\"",
    ),
    after: ("二、主动公开政府信息情况 / 表二", "section 2, then Table 2"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if !on_this_form(view, sink) {
        return;
    }
    if view.paragraphs().next().is_none() {
        return sink.not_assessable(Reason::TextAbsent);
    }
    let instructions = edition(EditionId::E2021).instructions;
    let mut any = false;
    for (section, paragraph) in view.paragraphs() {
        let Some(found) = instructions.iter().find(|words| paragraph.value.contains(**words)) else { continue };
        any = true;
        let draft = Draft::new(
            format!("残留填写说明“{found}”"),
            format!("an instruction of the form is left in the text: \"{found}\""),
        );
        sink.broken(
            draft.at(at_words(section, paragraph, found)).key(*found).advice("删去这句话", "delete the sentence"),
        );
    }
    if !any {
        sink.held();
    }
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().say(SectionId::ProactiveDisclosure, "该部分以表格形式报告。表格如下：");
        case(&RULE, &fires, &Form::e2021().say(SectionId::ProactiveDisclosure, "具体情况如下表："));
    }
}
