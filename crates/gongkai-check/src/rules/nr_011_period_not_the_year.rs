//! NR-011: the statistical period that the text states is the year reported on.

use std::ops::Range;

use gongkai_model::{Date, EditionId, SectionId, Severity};
use gongkai_text::date;

use crate::prose::{Paragraph, key};
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "NR-011",
    name: "period-not-the-year",
    severity: Severity::Warning,
    summary: (
        "正文写明的统计期限应为报告年度 1 月 1 日至 12 月 31 日",
        "The statistical period that the text states is 1 January to 31 December of the year reported on",
    ),
    explanation: (
        "常见错误是沿用上年的年份，或者在转换文件时丢了数字（“2018年11日至2018年1231日”）。2018 年及以前的报告可以从《条例》施行之日起累计，起始\
         年份更早的不报。",
        "Usual slips: the year of the last report, or digits lost when a file was converted. Reports up to 2018 may count from the day the \
         Regulations took effect; an earlier beginning is not reported there.",
    ),
    formula: "y-01-01 … y-12-31",
    basis: Basis::Practice,
    source: ("年度报告以公历年度为期", "Annual reports cover a calendar year"),
    false_positives: ("新设机关自成立之日起统计。", "A new organ counts from its first day."),
    before: (
        "2023 年度报告：“统计期限自2022年1月1日起至2022年12月31日止”",
        "report for 2023: \"1 January to 31 December 2022\"",
    ),
    after: ("“统计期限自2023年1月1日起至2023年12月31日止”", "\"1 January to 31 December 2023\""),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut stated = 0;
    for paragraph in view.prose() {
        let may_be_here = matches!(paragraph.section, SectionId::Preamble | SectionId::Overview);
        if !may_be_here || !WORDS.iter().any(|word| paragraph.text.contains(word)) {
            continue;
        }
        for clause in paragraph.sentences().into_iter().flat_map(|sentence| paragraph.clauses(sentence)) {
            let Some((at, period)) = period(paragraph.words(&clause)) else { continue };
            let clause = clause.start + at..clause.end;
            stated += 1;
            let Some(year) = view.year() else {
                sink.not_assessable(Reason::YearUnknown);
                continue;
            };
            let old =
                view.report.tables.iter().any(|t| matches!(t.edition, EditionId::S14 | EditionId::Free)) || year < 2019;
            if period.is_year(year, old) {
                sink.held();
            } else {
                sink.broken(draft(paragraph, &clause, &period, year));
            }
        }
    }
    if stated == 0 {
        sink.not_applicable();
    }
}

/// A period as stated.
#[derive(Debug, PartialEq)]
enum Period {
    /// From one day to another.
    Days(Date, Date),
    /// Its days lack digits.
    Broken,
}

impl Period {
    fn is_year(&self, year: i32, may_begin_earlier: bool) -> bool {
        let Self::Days(first, last) = self else { return false };
        let begins = (first.month, first.day) == (1, 1) && first.year == year;
        let earlier = may_begin_earlier && first.year < year;
        (begins || earlier) && (last.year, last.month, last.day) == (year, 12, 31)
    }
}

/// Words before a period.
const WORDS: &[&str] =
    &["统计期限", "统计时限", "统计时段", "统计周期", "统计期间", "所列数据", "数据统计", "统计数据", "数据的期限"];

/// The period that a clause states, and the byte where the words about it begin.
fn period(clause: &str) -> Option<(usize, Period)> {
    // Another date may stand before it in the same clause, such as the day of publication.
    let at = WORDS.iter().filter_map(|word| clause.find(word)).min()?;
    let behind = clause.get(at..).unwrap_or(clause);
    let (at, clause) = if date::find_all(behind).is_empty() { (0, clause) } else { (at, behind) };
    let dates = date::find_all(clause);
    if let [(_, first), (_, last)] = dates[..] {
        return Some((at, Period::Days(first, last)));
    }
    if let [(range, first)] = &dates[..] {
        // `自2023年1月1日至12月31日`: the year of the first day is meant.
        let rest = clause.get(range.end..)?.trim_start_matches(['起', '始', '至', '到', '-', '—', '~', '止']);
        let rest = rest.trim_start_matches("同年").trim_start_matches("当年");
        if let [(_, last)] = date::find_all(&format!("{}年{rest}", first.year))[..] {
            return Some((at, Period::Days(*first, last)));
        }
    }
    is_torn(clause).then_some((at, Period::Broken))
}

/// Whether days of a period lack digits: `2018年11日至2018年1231日`, `201711日至20171231日`.
fn is_torn(clause: &str) -> bool {
    let Some((from, to)) = clause.split_once(['至', '到']) else { return false };
    let torn = |side: &str| {
        let digits = side.split('日').next().unwrap_or_default();
        let digits = digits.trim_start_matches(|c: char| !c.is_ascii_digit());
        side.contains('日')
            && !side.contains('月')
            && digits.len() >= 4
            && digits.chars().all(|c| c.is_ascii_digit() || c == '年')
            && (digits.starts_with("20") || digits.starts_with("19"))
    };
    torn(from) || (torn(to) && from.contains("20"))
}

fn draft(paragraph: &Paragraph, clause: &Range<usize>, period: &Period, year: i32) -> Draft {
    let place = paragraph.place(clause);
    let draft = match period {
        Period::Days(first, last) => Draft::new(
            format!("正文的统计期限为 {first} 至 {last}，报告年度为 {year} 年"),
            format!("the stated period is {first} to {last}; the report is for {year}"),
        ),
        Period::Broken => Draft::new(
            format!("正文的统计期限“{}”日期残缺", crate::prose::quote(&place.raw)),
            "the stated period lacks digits".to_owned(),
        ),
    };
    draft
        .advice(
            format!("改为 {year} 年 1 月 1 日至 {year} 年 12 月 31 日"),
            format!("write 1 January to 31 December {year}"),
        )
        .key(key(&place.raw))
        .at(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Form, case, look};

    #[test]
    fn fires_and_does_not() {
        let say = |text: &str| Form::e2021().say(SectionId::Preamble, text);
        case(
            &RULE,
            &say("本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。"),
            &say("本报告所列数据的统计期限自2023年1月1日起至12月31日止。"),
        );
    }

    #[test]
    fn lost_digits_and_counts_from_the_first_day_of_the_law() {
        let days = |text: &str| period(text).map(|(_, period)| period);
        assert_eq!(days("统计期限为2018年11日至2018年1231日"), Some(Period::Broken));
        assert_eq!(days("所列数据自201711日至20171231日"), Some(Period::Broken));
        assert_eq!(days("报告发布于2018年1月1日"), None);
        assert_eq!(days("本报告所列数据可在网站下载"), None);
        let verdict = look(
            &RULE,
            &Form::s14().say(SectionId::Preamble, "所列数据的统计期限自2008年5月1日起至2016年12月31日止。"),
        );
        assert!(verdict.findings.is_empty(), "{:#?}", verdict.findings);
    }
}
