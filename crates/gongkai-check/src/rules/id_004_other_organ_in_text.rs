//! ID-004: the text does not speak of another organ as its own.

use std::collections::BTreeMap;

use gongkai_model::{Place, SectionId, Severity};

use crate::organs::{Mention, Sort};
use crate::paragraphs::{Paragraph, dense};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ID-004",
    name: "other-organ-in-text",
    severity: Severity::Warning,
    summary: (
        "正文没有反复以另一个同类机关自称",
        "The text does not speak again and again of another organ of the same sort",
    ),
    explanation: (
        "正文两次以上写到另一个同级同类机关，其中至少一次以它的口吻叙述（“某某街道严格落实……”），并且比本机关写到的次数多，多半是套用了其他单位的报告。看街道、乡镇、县区政府和县区部门；上级机关、列举、文件名中的不算。",
        "The text names another organ of the same sort and level at least twice, once as the one that acts, and more often than its own: \
         it was probably copied. Subdistricts, townships, governments of counties and their departments are looked at; superiors, \
         enumerations and titles of papers do not count.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("报告应当反映本机关的工作", "A report is about its organ"),
    false_positives: (
        "机构更名；与相邻单位共同开展工作。",
        "An organ that was renamed; work done together with a neighbour.",
    ),
    before: (
        "北关街道的报告写“柳塘街道严格落实……柳塘街道共公开……”",
        "the report of one subdistrict that speaks of another",
    ),
    after: ("北关街道严格落实……", "it speaks of itself"),
    test: Test::Report(test),
};

/// What was seen of one name.
#[derive(Debug, Default)]
struct Seen {
    count: usize,
    own_voice: bool,
    first: Option<(String, Place)>,
}

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let Some(agency) = view.agency() else { return sink.not_assessable(Reason::OrganUnknown) };
    let sort = Sort::of(&agency.name, view.kind, view.level);
    let Some((sort, own)) = sort.and_then(|sort| sort.name_of(&agency.name).map(|own| (sort, own))) else {
        return sink.not_applicable();
    };
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    let mut any = false;
    for paragraph in dense(view).filter(|paragraph| paragraph.section != SectionId::Preamble) {
        any = true;
        for mention in sort.mentions(&paragraph.text()) {
            note(&mut seen, &paragraph, mention);
        }
    }
    if !any {
        return sink.not_assessable(Reason::TextAbsent);
    }
    let own_count = seen.get(&own).map_or(0, |seen| seen.count);
    let copied = |name: &str, seen: &Seen| name != own && seen.count >= 2 && seen.own_voice && seen.count > own_count;
    let mut copies = seen.into_iter().filter(|(name, seen)| copied(name, seen)).peekable();
    if copies.peek().is_none() {
        return sink.held();
    }
    for (name, Seen { count, first, .. }) in copies {
        let (written, place) = first.unwrap_or_default();
        sink.broken(
            Draft::new(
                format!("本机关是“{}”，正文 {count} 次写到“{written}”", agency.name),
                format!("this is a report of {}, but the text speaks {count} times of {written}", agency.name),
            )
            .advice("检查是否套用了其他单位的报告", "check whether the text was copied from another organ")
            .at(place)
            .key(name),
        );
    }
}

/// Names that are counted.
const MOST: usize = 200;

fn note(seen: &mut BTreeMap<String, Seen>, paragraph: &Paragraph<'_>, mention: Mention) {
    let (from, to) = mention.range;
    // A report does not name so many organs of its sort; what does is a list.
    if seen.len() >= MOST && !seen.contains_key(&mention.name) {
        return;
    }
    let entry = seen.entry(mention.name).or_default();
    entry.count += 1;
    entry.own_voice |= mention.own_voice;
    if entry.first.is_none() {
        let place = paragraph.place(from, to);
        entry.first = Some((place.raw.clone(), place));
    }
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId::Overview;

    use super::*;
    use crate::testing::{Form, case, look};

    fn street() -> Form {
        Form::e2021().title("青禾县北关街道办事处2023年政府信息公开工作年度报告")
    }

    #[test]
    fn fires_and_does_not() {
        let fires = street().say(Overview, "2023年，柳塘街道严格落实条例要求。柳塘街道办事处主动公开信息60条。");
        let near = street()
            .say(Overview, "2023年，北关街道严格落实条例要求，学习柳塘街道做法。")
            .say(Overview, "向青禾县人民政府提出申请2件，转柳塘街道、南关街道、东关街道办理。柳塘街道收到1件。");
        case(&RULE, &fires, &near);
    }

    #[test]
    fn departments_of_another_county() {
        let text = "白川县水务局认真贯彻条例。白川县水务局共公开信息60条。县水务局接受市水务局指导。";
        assert_eq!(look(&RULE, &Form::e2021().say(Overview, text)).findings.len(), 1);
    }
}
