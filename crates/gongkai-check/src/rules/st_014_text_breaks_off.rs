//! ST-014: the text goes on to its end.

use gongkai_model::{Place, SectionId, Severity, TableId, Words};

use crate::rule::{Basis, Rule, Test};
use crate::sections::{Break, TABLES, at_words, list, name, on_this_form, said};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;
use crate::words;

pub(super) const RULE: Rule = Rule {
    id: "ST-014",
    name: "text-breaks-off",
    severity: Severity::Error,
    summary: (
        "文本写到第六部分，表三写到“四、结转下年度继续办理”",
        "The text goes on to section 6, and Table 3 to item 4, carried out",
    ),
    explanation: (
        "文本或表三在中途断开时，缺的部分、表和行只在这里说一次：ST-001、ST-003、ST-004 对它们记为“无法判断”，这一处断口以外的缺失仍由它们报告。判断中断的依据：表三在最后一行之前停止；或者末尾连续两个以上部分连同其表都没有；或者只缺第六部分而第五部分停在句中。断开的报告看上去往往“全是 0、没有错”，其实没有查到。",
        "Where the text or Table 3 breaks off, the sections, tables and rows lost by it are told once, here: to ST-001, ST-003 and ST-004 \
         they are not assessable, and these rules report what is absent elsewhere. It breaks off if Table 3 stops before its last row; \
         if the last two sections or more are gone with their tables; or if section 6 is gone and section 5 stops in a sentence. Such a \
         report looks like one of zeros without errors, while nothing was looked at.",
    ),
    formula: "",
    basis: Basis::Form,
    source: ("年度报告格式", "The form"),
    false_positives: (
        "其余内容在附件或下一页；末尾两个部分的标题是图片。",
        "The rest is in another file or on the next page; the headings of the last sections are pictures.",
    ),
    before: (
        "表三止于“（四）无法提供 3.补正后申请内容仍不明确”，没有总计和结转",
        "Table 3 stops after (4) 3, without total and carried requests",
    ),
    after: (
        "表三写到“四、结转下年度继续办理”，其后有第四、五、六部分",
        "Table 3 is whole and followed by sections 4, 5 and 6",
    ),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    if !on_this_form(view, sink) {
        return;
    }
    match Break::of(view) {
        Some(end) => sink.broken(draft(&end, view)),
        None => sink.held(),
    }
}

fn draft(end: &Break<'_>, view: &ReportView<'_>) -> Draft {
    let sections = end.lost.iter().map(|section| name(section));
    let tables = TABLES.iter().filter(|(table, _)| end.loses_table(*table) && view.reading(*table).is_none());
    let lost = list(sections.chain(tables.map(|(table, _)| words::table(*table))));
    let (stops, place) = match end.in_requests {
        Some(diagnostic) => {
            let row = diagnostic.arguments.get("after").cloned().unwrap_or_default();
            let locus = diagnostic.locus.clone();
            (
                said(diagnostic),
                Place { table: Some(TableId::Requests), raw: row.clone(), row, locus, ..Place::default() },
            )
        }
        None => {
            let last = name(end.last);
            (Words::new(format!("文本止于{}", last.zh), format!("the text ends in {}", last.en)), at_the_end(end, view))
        }
    };
    let draft = if lost.is_empty() {
        Draft::new(stops.zh, stops.en)
    } else {
        Draft::new(format!("{}；没有读到{}", stops.zh, lost.zh), format!("{}; not read: {}", stops.en, lost.en))
    };
    draft.at(place).key(end.last.label.text).advice(
        "取得完整的原文再检查；原文如此的，补齐后重新公开",
        "get the whole report and check again; if it is published like this, complete it",
    )
}

/// The last words of the text.
fn at_the_end(end: &Break<'_>, view: &ReportView<'_>) -> Place {
    let section: SectionId = end.last.id;
    let last = view.passage(section).and_then(|passage| passage.paragraphs.last());
    match (last, view.passage(section)) {
        (Some(last), _) => {
            at_words(section, last, last.value.rsplit('。').find(|part| !part.is_empty()).unwrap_or_default())
        }
        (None, Some(passage)) => crate::sections::at_heading(passage),
        (None, None) => Place::default(),
    }
}

#[cfg(test)]
mod tests {
    use gongkai_model::Outcome;

    use super::*;
    use crate::testing::{Form, case, look};

    /// The report up to a piece of its text.
    fn until(words: &str) -> Form {
        let text = Form::e2021().print();
        let at = text.find(words).expect("the report holds the words");
        Form::e2021().replace(&text[at..], "")
    }

    #[test]
    fn fires_and_does_not() {
        // A section that is absent in the middle is a hole, no end.
        case(&RULE, &until("| （五）不予处理 1"), &Form::e2021().without("section 5"));
    }

    #[test]
    fn ends_between_sections() {
        for (words, section) in
            [("## 五、", "第四部分"), ("## 四、", "第三部分"), ("## 三、", "第二部分"), ("改用图解", "")]
        {
            let verdict = look(&RULE, &until(words));
            assert_eq!(
                verdict.tally().of(Outcome::Broken),
                u32::from(!section.is_empty()),
                "{words}: {:#?}",
                verdict.findings
            );
            assert!(
                verdict.findings.iter().all(|finding| finding.message.zh.contains(section)),
                "{:#?}",
                verdict.findings
            );
        }
    }

    #[test]
    fn table_three_breaks_off_and_the_text_goes_on() {
        let rows = ["not_processed_petition", "not_processed_repeated", "not_processed_publication"];
        let rows = rows.into_iter().chain(["not_processed_excessive", "not_processed_confirm_reissue"]);
        let rows =
            rows.chain(["other_no_correction", "other_fee_unpaid", "other_misc", "total_processed", "carried_out"]);
        let form = rows.fold(Form::e2021().without("section 4"), |form, row| form.without(&format!("t3.{row}")));
        let finding = look(&RULE, &form).findings.remove(0);
        assert!(finding.message.zh.contains("表四"), "{}", finding.message.zh);
        for id in ["ST-001", "ST-003", "ST-004"] {
            let rule = crate::rule(id).expect("the rule is there");
            assert!(look(rule, &form).findings.is_empty(), "{id} repeats it");
        }
    }
}
