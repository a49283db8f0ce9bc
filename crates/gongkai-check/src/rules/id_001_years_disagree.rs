//! ID-001: title, period and text are of one year.

use gongkai_model::{Place, Severity};
use gongkai_text::title;

use crate::paragraphs::dense;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ID-001",
    name: "years-disagree",
    severity: Severity::Error,
    summary: (
        "标题的年度＝统计期限的年度＝正文所述的年度",
        "The year of the title is that of the period and of the text",
    ),
    explanation: (
        "统计期限的年度与标题不同，是错误；没有写统计期限而总体情况中另一年度占多数（至少三次，且超过其余年度之和）的，是警告。与上年对比、下年打算提到的年度不影响判断。",
        "A period of another year than the title is an error. Where the overview names another year at least three times and more often \
         than all others together, it is a warning. Comparisons with the year before and plans for the next do not matter.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("报告应当反映同一年度的工作", "A report is about one year"),
    false_positives: (
        "标题取自栏目名称；一页上有两份报告。",
        "The title is the name of a column; two reports on one page.",
    ),
    before: (
        "标题：2023 年……报告；统计期限：2022 年 1 月 1 日至 12 月 31 日",
        "title: 2023; period: 1 January to 31 December 2022",
    ),
    after: ("统计期限：2023 年 1 月 1 日至 12 月 31 日", "period: 1 January to 31 December 2023"),
    test: Test::Report(test),
};

/// Words that introduce the period of the figures.
const PERIODS: &[&str] =
    &["统计期限", "统计时限", "统计周期", "统计时间", "统计期间", "数据期限", "起止时间", "期限", "时限"];
/// Characters behind such a word in which the period stands.
const WINDOW: usize = 48;

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let Some(year) = view.year() else { return sink.not_assessable(Reason::YearUnknown) };
    let disputed = view.report.diagnostics.iter().find(|diagnostic| diagnostic.code == "year_disputed");
    let Some(disputed) = disputed else { return sink.held() };
    let Some(other) = disputed.arguments.get("text").and_then(|text| text.parse::<i32>().ok()) else {
        return sink.held();
    };
    let draft = match period_of(view, other) {
        Some(place) => Draft::new(
            format!("标题为 {year} 年度，统计期限为 {other} 年"),
            format!("the title says {year}, the period is of {other}"),
        )
        .at(place),
        None => Draft::new(
            format!("标题为 {year} 年度，正文多处为 {other} 年"),
            format!("the title says {year}, the text mostly {other}"),
        )
        .at(Place { locus: disputed.locus.clone(), ..Place::default() })
        .severity(Severity::Warning),
    };
    sink.broken(
        draft
            .advice("核对标题和正文的年度，检查是否沿用了上年文字", "check both; the text may be that of another year")
            .key(format!("{year} {other}")),
    );
}

/// Where the text gives the period of a year.
fn period_of(view: &ReportView<'_>, year: i32) -> Option<Place> {
    dense(view).find_map(|paragraph| {
        let text = paragraph.text();
        PERIODS.iter().find_map(|word| {
            let (before, behind) = text.split_once(word)?;
            let window: String = behind.chars().take(WINDOW).take_while(|c| !"。;(".contains(*c)).collect();
            let years = title::years(&window);
            let from = before.chars().count();
            let to = from + word.chars().count() + window.chars().count();
            (!years.is_empty() && years.iter().all(|other| *other == year)).then(|| paragraph.place(from, to))
        })
    })
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId::Overview;

    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().say(Overview, "本报告统计期限为2022年1月1日至2022年12月31日。");
        let near =
            Form::e2021().say(Overview, "统计期限为2023年1月1日至12月31日。与2022年相比增加2件，2024年继续推进。");
        case(&RULE, &fires, &near);
    }

    #[test]
    fn the_text_alone_is_a_warning() {
        let text = "2021年，公开各类信息。2021年开展培训。2021年没有收到投诉。";
        let verdict = look(&RULE, &Form::e2021().silence(Overview).say(Overview, text));
        assert_eq!(verdict.findings.iter().map(|finding| finding.severity).collect::<Vec<_>>(), [Severity::Warning]);
    }
}
