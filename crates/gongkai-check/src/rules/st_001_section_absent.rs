//! ST-001: all six sections are there.

use gongkai_model::{Severity, TableId};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{Break, TABLES, list, name, on_this_form, sections};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ST-001",
    name: "section-absent",
    severity: Severity::Error,
    summary: ("报告六个部分齐全", "All six sections are there"),
    explanation: (
        "条例第五十条规定了年度报告的内容，格式据此分六个部分。某部分的标题没有找到，即为缺少；该部分的表也没有的，一并说明，ST-003 不再重复。文本中断造成的缺失只由 ST-014 报告。",
        "Art. 50 says what an annual report contains, and the form has six sections for it. A section is absent if its heading is not \
         found; where its table is gone too, that is said here and not again by ST-003. What is lost since the text breaks off is \
         left to ST-014.",
    ),
    formula: "",
    basis: Basis::Law,
    source: ("条例第五十条；年度报告格式", "Art. 50 of the Regulations; the form"),
    false_positives: (
        "标题是图片或改写过大的；两部分合写在一个标题下的。",
        "Headings that are pictures or were worded very differently; two sections under one heading.",
    ),
    before: ("一、二、三、四、六，没有“五、存在的主要问题及改进情况”", "sections 1, 2, 3, 4 and 6, and no section 5"),
    after: ("一至六各部分齐全；没有事项的，写明“无”", "sections 1 to 6; one with nothing to report says so"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if !on_this_form(view, sink) {
        return;
    }
    let broken_off = Break::of(view);
    let mut absent = Vec::new();
    for section in sections() {
        if view.passage(section.id).is_some() {
            sink.held();
        } else if broken_off.as_ref().is_some_and(|end| end.loses(section.id)) {
            sink.not_assessable(Reason::TextBreaksOff);
        } else {
            absent.push(section);
        }
    }
    if absent.len() == sections().len() {
        let draft = Draft::new("六个部分的标题一个也没有找到", "none of the headings of the six sections was found");
        return sink.broken(draft.advice(
            "按格式的六个部分编写；标题是图片的，改为文字",
            "write the six sections of the form, with headings in text",
        ));
    }
    for section in absent {
        let what = name(section);
        let table = TABLES.iter().find(|(_, of)| *of == section.id).map(|(table, _)| *table);
        let table: Option<TableId> = table.filter(|table| view.reading(*table).is_none());
        let gone = list(table.map(crate::words::table));
        let (and_zh, and_en) = match table {
            Some(_) => (format!("，{}也没有找到", gone.zh), format!(", nor was {}", gone.en)),
            None => Default::default(),
        };
        let draft = Draft::new(
            format!("没有找到{}的标题{and_zh}", what.zh),
            format!("the heading of {} was not found{and_en}", what.en),
        );
        sink.broken(draft.in_section(section.id).key(section.label.text).advice(
            "按格式补上该部分；没有事项的也保留标题并写明",
            "add the section; keep its heading even if there is nothing to say",
        ));
    }
}

#[cfg(test)]
mod tests {
    use gongkai_model::{Outcome, SectionId};

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let near = Form::e2021()
            .heading(SectionId::Overview, "总体情况")
            .heading(SectionId::ReviewLitigation, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况")
            .heading(SectionId::ProblemsImprovements, "五、存在问题及改进情况");
        case(&RULE, &Form::e2021().without("section 5"), &near);
    }

    #[test]
    fn a_section_with_its_table_is_one_finding() {
        let verdict = look(&RULE, &Form::e2021().without("section 4"));
        assert_eq!(verdict.findings.len(), 1);
        assert!(verdict.findings[0].message.zh.contains("表四"), "{}", verdict.findings[0].message.zh);
    }

    #[test]
    fn what_is_lost_at_the_end_is_left_to_the_rule_about_that() {
        let verdict = look(&RULE, &Form::e2021().without("section 4").without("section 5").without("section 6"));
        assert!(verdict.findings.is_empty());
        assert_eq!(verdict.tally().of(Outcome::NotAssessable), 3);
    }

    #[test]
    fn reports_before_2019_have_other_sections() {
        let verdict = look(&RULE, &Form::s14());
        assert_eq!((verdict.tally().of(Outcome::NotApplicable), verdict.tally().total()), (1, 1));
    }
}
