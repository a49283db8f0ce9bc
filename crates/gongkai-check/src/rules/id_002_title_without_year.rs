//! ID-002: the title names the year.

use gongkai_model::{Place, Severity};
use gongkai_text::{normalize, title};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ID-002",
    name: "title-without-year",
    severity: Severity::Advisory,
    summary: ("标题写明年度", "The title names the year"),
    explanation: (
        "标题没有年度，公众和检索系统无从知道报告的是哪一年。年度改由统计期限或正文推定。",
        "Without a year in the title nobody can tell from a list which year is reported on. The year is then taken from the period or the \
         text.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("年度报告的通行题名", "Usual titles of reports"),
    false_positives: ("年度写在栏目或文件名中。", "The year is in the column or the name of the file."),
    before: ("青禾县水务局政府信息公开工作年度报告", "a title without a year"),
    after: ("青禾县水务局 2023 年政府信息公开工作年度报告", "the same with 2023"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let Some(found) = &view.report.title else { return sink.not_assessable(Reason::TitleUnknown) };
    let has_year = [&found.raw, &found.value].into_iter().any(|text| {
        let text: String = normalize::fold(text).split_whitespace().collect();
        !title::years(&text).is_empty()
            || title::parse(&text).is_some_and(|title| title.year.is_some())
            || has_digits(&text)
    });
    if has_year {
        return sink.held();
    }
    sink.broken(
        Draft::new(format!("标题“{}”没有年度", found.value), "the title names no year")
            .advice("在标题中写明年度", "put the year into the title")
            .at(Place { locus: found.locus.clone(), raw: found.raw.clone(), ..Place::default() })
            .key(found.value.clone()),
    );
}

/// Four digits from 2003 on, whatever stands beside them.
fn has_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|four| four.starts_with(b"20") && four.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let form = |title: &str| {
            let form = Form::e2021().title(title);
            form.say(gongkai_model::SectionId::Overview, "统计期限为2023年1月1日至12月31日。")
        };
        let near = form("青禾县水务局政府信息公开工作年度报告（二〇二三年度）");
        case(&RULE, &form("青禾县水务局政府信息公开工作年度报告"), &near);
    }
}
