//! ED-003: the law and the notice that a report cites are those in force.

use gongkai_model::{Found, SectionId, Severity};
use gongkai_template::EDITIONS;
use gongkai_text::document_number::find_all;

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sections::{at_words, is_elsewhere};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ED-003",
    name: "basis-out-of-date",
    severity: Severity::Advisory,
    summary: ("引用的编制依据现行有效", "The law and the notice cited are in force"),
    explanation: (
        "条例 2019 年修订（国务院令第711号），此后的报告不应再以国务院令第492号为依据；2021 年度起的格式由国办公开办函〔2021〕30号规定，不应再引用〔2019〕60号。同一段同时引用新旧两件、说明沿革的，不报。没有写明文号的，不适用。",
        "The Regulations were revised in 2019 (Order No. 711), and later reports should not rest on Order No. 492; from the year 2021 on the \
         notice of 2021 fixes the form, not that of 2019. A paragraph that cites the new one, too, tells history and is not reported. \
         Reports that cite no number are not judged.",
    ),
    formula: "",
    basis: Basis::Law,
    source: ("国务院令第711号；国办公开办函〔2021〕30号", "Order No. 711 of the State Council; the notice of 2021"),
    false_positives: ("说明沿革、分在两段写的。", "Paragraphs that tell what was in force before."),
    before: ("2023 年度报告：根据国办公开办函〔2019〕60号编制", "the report for 2023 rests on the notice of 2019"),
    after: ("2023 年度报告：根据国办公开办函〔2021〕30号编制", "the report for 2023 rests on the notice of 2021"),
    test: Test::Report(test),
};

/// First year whose reports rest on the revised Regulations: in force from 2019-05-15.
const REVISED: i32 = 2019;
/// The Regulations of 2007, and of 2019.
const ORDERS: (&str, &str) = ("第492号", "第711号");

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if is_elsewhere(view) {
        return sink.not_assessable(Reason::ReportElsewhere);
    }
    if view.paragraphs().next().is_none() {
        return sink.not_assessable(Reason::TextAbsent);
    }
    let cites = |found: &Found<String>| cites_notice(found).is_some() || order(found).is_some();
    let citing: Vec<_> = view.paragraphs().filter(|(_, paragraph)| cites(paragraph)).collect();
    if citing.is_empty() {
        return sink.not_applicable();
    }
    let Some(year) = view.year() else { return sink.not_assessable(Reason::YearUnknown) };
    for (section, paragraph) in citing {
        look(section, paragraph, year, sink);
    }
}

fn look(section: SectionId, paragraph: &Found<String>, year: i32, sink: &mut Sink<'_>) {
    let mut any = false;
    if let Some(old) = order(paragraph).filter(|old| *old == ORDERS.0 && year >= REVISED) {
        any = true;
        let draft = Draft::new(
            format!("{year}年度报告引用的是修订前的条例（国务院令{old}）"),
            format!("the report for {year} cites the Regulations before their revision (Order No. 492)"),
        );
        let advice = ("改为国务院令第711号", "cite Order No. 711");
        sink.broken(draft.at(at_words(section, paragraph, "492")).key(old).advice(advice.0, advice.1));
    }
    if let Some((notice, last)) = cites_notice(paragraph)
        && last.is_some_and(|last| last < year)
    {
        any = true;
        let draft = Draft::new(
            format!("{year}年度报告引用的{notice}已不适用"),
            format!("the report for {year} cites {notice}, which is no longer in force"),
        );
        let current = EDITIONS.last().map_or("", |edition| edition.notice);
        let part = notice.find('〔').and_then(|at| notice.get(at..)).unwrap_or(notice);
        sink.broken(draft.at(at_words(section, paragraph, part)).key(notice).advice(
            format!("改为{current}，并核对各表是否已用现行版式"),
            format!("cite {current}, and see that the tables are on that form"),
        ));
    }
    if !any {
        sink.held();
    }
}

/// The number of the Order that a paragraph cites; the new one, if both.
fn order(paragraph: &Found<String>) -> Option<&'static str> {
    let text: String = paragraph.value.split_whitespace().collect();
    let cites = |number: &str| text.contains("国务院令") && text.contains(number);
    [ORDERS.1, ORDERS.0].into_iter().find(|number| cites(number))
}

/// The notice of a form with sections that a paragraph cites, the newest of several, and the last year it is for.
fn cites_notice(paragraph: &Found<String>) -> Option<(&'static str, Option<i32>)> {
    let numbers = find_all(&paragraph.value);
    let forms = EDITIONS.iter().rev().filter(|edition| !edition.sections.is_empty());
    let mut cited = forms.filter(|edition| {
        find_all(edition.notice).iter().any(|notice| {
            let same = |number: &&gongkai_text::document_number::DocumentNumber| {
                number.issuer.ends_with(&notice.issuer) && (number.year, number.serial) == (notice.year, notice.serial)
            };
            numbers.iter().any(|number| same(&number))
        })
    });
    cited.next().map(|edition| (edition.notice, edition.years.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    fn cites(words: &str) -> Form {
        Form::e2021().say(SectionId::Preamble, words)
    }

    #[test]
    fn fires_and_does_not() {
        let near = cites(
            "本报告根据《政府信息公开条例》（国务院令第711号）和国办公开办函〔2021〕30号编制，国办公开办函〔2019〕60号不再适用。",
        );
        case(&RULE, &cites("本报告根据国办公开办函〔2019〕60号要求编制。"), &near);
    }

    #[test]
    fn the_regulations_of_2007() {
        let words = "本报告根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。";
        assert_eq!(look(&RULE, &cites(words)).findings.len(), 1);
        assert!(look(&RULE, &Form::s14().say(SectionId::Preamble, words)).findings.is_empty());
    }

    #[test]
    fn the_notice_of_2019_is_right_for_2020() {
        let form = Form::e2019().say(SectionId::Preamble, "本报告根据国办公开办函〔2019〕60号要求编制。");
        assert!(look(&RULE, &form).findings.is_empty());
    }
}
