//! XY-006: a report is not that of the year before with another year.

use gongkai_model::{Severity, TableId};

use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::similarity::{similarity, whole_similarity};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;
use crate::words::section;

pub(super) const RULE: Rule = Rule {
    id: "XY-006",
    name: "copy-of-last-year",
    severity: Severity::Warning,
    summary: (
        "报告不应与上年雷同（表格全同，正文重复率 95% 以上）",
        "A report is no copy of the one of the year before (all tables equal, 95 % of the text repeated)",
    ),
    explanation: (
        "通知要求避免内容雷同。各表每一格都与上年相同，而且正文除去年份、日期、数字和通用的开头以后，有 95% 以上在上年报告中出现过的，判为雷同。没有申请的\
         单位表格相同是正常的，所以还要看正文。",
        "The notice wants reports that are not alike. Reported is one whose tables equal those of the year before in every cell and of whose text, \
         years, dates, numbers and the usual opening aside, 95 % stood in the report before. Units without requests rightly have equal tables, so \
         the text decides.",
    ),
    formula: "T[y] = T[y-1]; |shingles(y) ∩ shingles(y-1)| / |shingles(y)| ≥ 0.95",
    basis: Basis::Notice,
    source: (
        "国办公开办函〔2021〕30号：对内容雷同、敷衍应付的依照《条例》第四十七条追究责任",
        "Guobangongkaibanhan [2021] No. 30: reports that are near-identical or perfunctory (Art. 47)",
    ),
    false_positives: ("没有申请、工作确无变化的小单位。", "Small units without requests and with nothing new to tell."),
    before: ("2023 年报告只把 2022 年报告的年份改了", "the report for 2023 is that for 2022 with another year"),
    after: ("写明 2023 年的工作和数据", "the report tells of 2023"),
    test: Test::Years(test),
};

/// From which share on (per mille) a text counts as repeated.
const ALIKE: u32 = 950;

fn test(before: &ReportView<'_>, after: &ReportView<'_>, sink: &mut Sink<'_>) {
    if before.paragraphs().next().is_none() || after.paragraphs().next().is_none() {
        return sink.not_assessable(Reason::TextAbsent);
    }
    let Some(whole) = whole_similarity(before, after) else { return sink.not_assessable(Reason::TextTooShort) };
    if whole < ALIKE {
        return sink.held();
    }
    match tables_equal(before, after) {
        None => return sink.not_assessable(Reason::TableAbsent(TableId::Requests)),
        Some(false) => return sink.held(),
        Some(true) => {}
    }
    let sections = similarity(before, after);
    let percent = |per_mille: u32| format!("{}.{}%", per_mille / 10, per_mille % 10);
    let zh: Vec<String> = sections
        .iter()
        .map(|(id, share)| {
            format!("第{}部分 {}", section(*id).0, percent(*share)).replace("第〇部分", "标题以下第一部分以前")
        })
        .collect();
    let en: Vec<String> =
        sections.iter().map(|(id, share)| format!("{} {}", section(*id).1, percent(*share))).collect();
    sink.broken(
        Draft::new(
            format!("各表与上年完全相同，正文 {} 与上年重复（{}）", percent(whole), zh.join("，")),
            format!(
                "every table equals that of the year before, {} of the text is repeated ({})",
                percent(whole),
                en.join(", ")
            ),
        )
        .advice("写明本年度的工作、数据和改进情况", "tell of the work, the figures and the improvements of this year"),
    );
}

/// Whether every cell of every table is the same; nothing where there is no table to compare.
fn tables_equal(before: &ReportView<'_>, after: &ReportView<'_>) -> Option<bool> {
    let editions = |view: &ReportView<'_>| -> Vec<_> {
        view.report.tables.iter().filter(|t| t.present > 0).map(|t| (t.table, t.edition)).collect()
    };
    let (one, other) = (editions(before), editions(after));
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let cells = |view: &ReportView<'_>| {
        view.report.facts.iter().filter(|fact| crate::view::table_of(&fact.cell).is_some()).count()
    };
    let same = after
        .report
        .facts
        .iter()
        .filter(|fact| crate::view::table_of(&fact.cell).is_some())
        .all(|fact| before.fact(&fact.cell).is_some_and(|other| other.value == fact.value));
    Some(one == other && cells(before) == cells(after) && same)
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId;

    use super::*;
    use crate::testing::{Form, case_years};

    fn long(form: Form, sentence: &str) -> Form {
        form.say(
            SectionId::ProblemsImprovements,
            "基层单位对公开范围把握不准，培训以讲座为主，缺少案例研讨，下一步分片组织实务交流。",
        )
        .say(SectionId::ProblemsImprovements, sentence)
    }

    #[test]
    fn fires_and_does_not() {
        let before = long(Form::e2021(), "2022年走访3个乡镇，查找公开栏更新不及时的问题。")
            .title("青禾县水务局2022年政府信息公开工作年度报告")
            .published("2023年1月17日");
        let copied = long(Form::e2021(), "2023年走访4个乡镇，查找公开栏更新不及时的问题。");
        let anew = long(Form::e2021(), "供水价格听证的全过程在网站公布，意见采纳情况逐条作了说明，群众来电明显减少。");
        case_years(&RULE, (&before, &copied), (&before, &anew));
    }
}
