//! ST-007: section 1 speaks of the five things that the notice names.

use gongkai_model::{EditionId, SectionId, Severity, TableId, Words};
use gongkai_template::{OverviewItem, edition};
use gongkai_text::normalize::label_key;

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{Break, at_heading, list, on_this_form, text_of};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;
use crate::words::of_id;

pub(super) const RULE: Rule = Rule {
    id: "ST-007",
    name: "overview-incomplete",
    severity: Severity::Advisory,
    summary: (
        "第一部分写到主动公开、依申请公开、政府信息管理、平台建设、监督保障五项",
        "Section 1 speaks of proactive disclosure, disclosure on request, information management, platforms, and supervision",
    ),
    explanation: (
        "2021 年的通知要求总体情况包括这五项。在第一部分的小标题和正文中查找，提到即可，不要求有小标题，也不评判写得是否充分。乡镇、街道同样适用，但只是提示。",
        "The notice of 2021 wants the overview to cover five things. They are looked for in the headings and the text of section 1; a \
         mention is enough, and nothing is said about quality. Townships and subdistricts are not exempt, but this is advice only.",
    ),
    formula: "",
    basis: Basis::Notice,
    source: ("国办公开办函〔2021〕30号", "The notice of 2021 on the form"),
    false_positives: (
        "用词很特别的简短报告。写在第一部分之前或第二、三部分表格之外的文字也算写到。",
        "Short reports with words of their own. Text before section 1, and beside the tables of sections 2 and 3, counts as well.",
    ),
    before: ("一、总体情况 / 通过网站发布信息 120 条。", "section 1 counts the items on the website and says no more"),
    after: (
        "五项各写一段，没有的写明“未收到依申请公开”等",
        "a paragraph on each of the five, even if nothing happened",
    ),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if !on_this_form(view, sink) {
        return;
    }
    let items = edition(EditionId::E2021).overview;
    let first = edition(EditionId::E2021).years.0;
    let newest = [TableId::Proactive, TableId::Requests].iter().any(|table| view.has(*table, EditionId::E2021));
    match view.year() {
        Some(year) if year < first => return sink.not_applicable(),
        None if !newest => return sink.not_assessable(Reason::YearUnknown),
        _ => {}
    }
    let section = SectionId::Overview;
    let Some(passage) = view.passage(section) else { return sink.not_assessable(Reason::SectionAbsent(section)) };
    if Break::of(view).is_some_and(|end| end.last.id == section) {
        return sink.not_assessable(Reason::TextBreaksOff);
    }
    // Items numbered like sections (三、主动公开工作情况) may be taken for the next sections, so their prose counts, too.
    let near = [SectionId::Preamble, section, SectionId::ProactiveDisclosure, SectionId::Requests];
    let text: String = near.into_iter().filter_map(|id| view.passage(id)).map(text_of).collect();
    if text_of(passage).is_empty() {
        return sink.not_assessable(Reason::TextAbsent);
    }
    let told = |item: &&OverviewItem| item.label.texts().any(|wording| text.contains(&label_key(wording)));
    let untold: Vec<&OverviewItem> = items.iter().filter(|item| !told(item)).collect();
    if untold.is_empty() {
        return sink.held();
    }
    let names = list(untold.iter().map(|item| Words::new(item.label.text, of_id(item.id))));
    let draft =
        Draft::new(format!("第一部分没有写到{}", names.zh), format!("section 1 does not speak of {}", names.en));
    sink.broken(
        draft
            .at(at_heading(passage))
            .key(untold.iter().map(|item| item.id).collect::<Vec<_>>().join(" "))
            .advice("按通知补写，没有工作的也说明", "add a sentence on each, even if nothing happened"),
    );
}

#[cfg(test)]
mod tests {
    use gongkai_model::Outcome;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let silent = Form::e2021().silence(SectionId::Overview);
        let fires = silent.clone().say(SectionId::Overview, "全年在门户网站主动公开政府信息120条，未收到依申请公开。");
        let near = silent.say(
            SectionId::Overview,
            "全年在门户网站发布信息120条，收到申请1件已按期答复申请人；发布前一律保密审查；聘请社会监督员开展评议。",
        );
        case(&RULE, &fires, &near);
    }

    #[test]
    fn the_notice_is_of_2021() {
        let verdict = look(&RULE, &Form::e2019().silence(SectionId::Overview));
        assert_eq!((verdict.tally().of(Outcome::NotApplicable), verdict.tally().total()), (1, 1));
    }
}
