//! ST-002: the sections stand in order, once each, and no other has a number.

use gongkai_model::{Found, Passage, Severity};
use gongkai_template::Section;
use gongkai_text::normalize::label_key;
use gongkai_text::numbering::{Mark, split};

use crate::rule::{Basis, Rule, Test};
use crate::sections::{at_heading, at_words, on_this_form, sections};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ST-002",
    name: "sections-out-of-order",
    severity: Severity::Warning,
    summary: (
        "六个部分按次序排列，不重复，不另加编号部分",
        "The six sections stand in order, once each, and no other has a number",
    ),
    explanation: (
        "格式固定为一至六六个部分。次序颠倒、标题重复、编号写错，或者另加“七、下年工作思路”之类的部分，读者和汇总软件都容易读错。",
        "The form has sections 1 to 6. Sections in another order, headings that come twice, wrong numbers and extra sections such as \
         \"7 plans for the next year\" mislead readers and programs.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("年度报告格式", "The form"),
    false_positives: (
        "当地通知要求另加部分的；正文中以“一、二、三”编号的小段（不以第一部分之后的编号开头的，不报）。",
        "Extra sections that a local notice wants. Lists numbered 一、二、三 inside a section are not taken for sections.",
    ),
    before: ("六、其他需要报告的事项 / 七、2024年工作思路", "6 other matters / 7 plans for 2024"),
    after: (
        "工作思路写入第五部分，第六部分为最后一个部分",
        "the plans belong to section 5, and section 6 is the last one",
    ),
    test: Test::Report(test),
};

/// Longer paragraphs are no headings.
const HEADING: usize = 40;

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if !on_this_form(view, sink) {
        return;
    }
    let mut shifted = false;
    let passages = &view.report.passages;
    for passage in passages {
        let own = sections().iter().find(|section| section.id == passage.section);
        let own_number = own.map_or(0, |section| section.number);
        let marked = numbered(passage);
        let mut next = own_number.saturating_add(1);
        let mut listed = false;
        for (paragraph, number, words) in marked {
            if let Some(section) = section_of(words) {
                shifted |= section.number == number;
                sink.broken(misplaced(passage, paragraph, section, view));
            } else if number == next && !listed && own_number > 0 {
                next = next.saturating_add(1);
                shifted = true;
                sink.broken(extra(passage, paragraph));
            } else {
                listed = true;
            }
        }
        match (own, split(&passage.heading).0) {
            (Some(section), Some(Mark::Section(number))) if number != section.number && !shifted => {
                sink.broken(misnumbered(passage, section, number));
            }
            (Some(_), _) => sink.held(),
            _ => {}
        }
    }
    if passages.iter().all(|passage| passage.heading.is_empty()) {
        sink.not_assessable(crate::reason::Reason::TextAbsent);
    }
}

/// The short paragraphs of a section that begin with a number like a section's: the number and the words behind it.
fn numbered(passage: &Passage) -> Vec<(&Found<String>, u8, &str)> {
    let headings = passage.paragraphs.iter().filter_map(|paragraph| {
        let text = paragraph.value.trim();
        let (Some(Mark::Section(number)), words) = split(text) else { return None };
        let short = text.chars().count() <= HEADING && !words.contains(['。', '；', '，', '：']);
        short.then_some((paragraph, number, words))
    });
    headings.collect()
}

/// The section of the form that some words head. Short wordings (主动公开情况) head items of section 1 as well.
fn section_of(words: &str) -> Option<&'static Section> {
    let key = label_key(words);
    sections().iter().find(|section| {
        let long = |text: &&str| *text == section.label.text && section.number > 1 || text.chars().count() >= LONG;
        section.label.texts().filter(long).any(|text| label_key(text) == key)
    })
}

/// Wordings this long are those of a section.
const LONG: usize = 10;

fn misplaced(passage: &Passage, paragraph: &Found<String>, section: &Section, view: &ReportView<'_>) -> Draft {
    let text = paragraph.value.trim();
    let draft = if let Some(first) = view.passage(section.id) {
        let first = &first.heading;
        Draft::new(
            format!("标题“{text}”与“{first}”是同一部分，重复出现"),
            format!("the heading \"{text}\" comes twice: \"{first}\" is the same section"),
        )
        .advice("删去多余的标题，各部分只出现一次", "delete the heading too many; every section comes once")
    } else {
        Draft::new(format!("标题“{text}”不在应有的位置"), format!("the heading \"{text}\" stands in the wrong place"))
            .advice("按格式一至六的次序排列各部分", "put the sections into the order 1 to 6")
    };
    draft.at(at_words(passage.section, paragraph, text)).key(label_key(text))
}

fn extra(passage: &Passage, paragraph: &Found<String>) -> Draft {
    let text = paragraph.value.trim();
    Draft::new(format!("标题“{text}”不是格式规定的部分"), format!("the heading \"{text}\" is no section of the form"))
        .advice("内容并入格式的六个部分，不另立编号", "move the text into one of the six sections")
        .at(at_words(passage.section, paragraph, text))
        .key(label_key(text))
}

fn misnumbered(passage: &Passage, section: &Section, number: u8) -> Draft {
    let right = section.label.printed();
    Draft::new(
        format!("标题“{}”的编号与格式“{right}”不符", passage.heading),
        format!("the heading \"{}\" has the number {number}; the form has {}", passage.heading, section.number),
    )
    .advice("改正编号", "correct the number")
    .at(at_heading(passage))
    .key(section.label.text)
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().say(SectionId::OtherMatters, "七、2024年工作思路");
        let near = Form::e2021()
            .say(SectionId::ProblemsImprovements, "一、加强学习")
            .say(SectionId::ProblemsImprovements, "二、完善机制")
            .say(SectionId::OtherMatters, "一、收费情况")
            .say(SectionId::OtherMatters, "二、建议提案办理情况");
        case(&RULE, &fires, &near);
    }

    #[test]
    fn wrong_numbers_and_headings_that_come_twice() {
        for (form, words) in [
            (Form::e2021().heading(SectionId::OtherMatters, "七、其他需要报告的事项"), "编号"),
            (Form::e2021().say(SectionId::OtherMatters, "五、存在的主要问题及改进情况"), "重复"),
        ] {
            let verdict = look(&RULE, &form);
            assert_eq!(verdict.findings.len(), 1, "{:#?}", verdict.findings);
            assert!(verdict.findings[0].message.zh.contains(words), "{}", verdict.findings[0].message.zh);
        }
    }

    #[test]
    fn a_section_behind_an_extra_one_is_not_said_to_have_the_wrong_number() {
        let form = Form::e2021()
            .say(SectionId::ProblemsImprovements, "六、下一年工作打算")
            .heading(SectionId::OtherMatters, "七、其他需要报告的事项");
        assert_eq!(look(&RULE, &form).findings.len(), 1);
    }
}
