//! ID-005: no placeholder of a template is left.

use gongkai_model::Severity;

use crate::paragraphs::dense;
use crate::personal::with_numbers_masked;
use crate::reason::Reason;
use crate::rule::{Basis, Rule, Test};
use crate::sink::{Draft, Sink};
use crate::view::ReportView;

pub(super) const RULE: Rule = Rule {
    id: "ID-005",
    name: "placeholder-left",
    severity: Severity::Advisory,
    summary: (
        "正文没有残留的占位符：××、XX、＊＊、20XX、某某",
        "The text has no placeholders left: ××, XX, ＊＊, 20XX, 某某",
    ),
    explanation: (
        "套用模板时没有替换的占位符。姓名、号码中的遮盖（张××、138****00）和英文中的 xx 不算。",
        "Placeholders of a template that were not filled in. Masks in names and numbers and letters in English words do not count.",
    ),
    formula: "",
    basis: Basis::Practice,
    source: ("报告应当填写完整", "A report is to be complete"),
    false_positives: ("有意隐去名称；转载站点的遮盖。", "Names left out on purpose; masks of sites that copy reports."),
    before: ("全年公开信息 XX 条", "XX items were disclosed"),
    after: ("全年公开信息 612 条", "612 items were disclosed"),
    test: Test::Report(test),
};

fn test(view: &ReportView<'_>, sink: &mut Sink<'_>) {
    let mut any = false;
    for paragraph in dense(view) {
        any = true;
        let text: Vec<char> = paragraph.chars().collect();
        let mut found = false;
        for (from, to) in placeholders(&text) {
            found = true;
            let (start, end) = paragraph.clause(from, to);
            let mut place = paragraph.place(start, end);
            place.raw = with_numbers_masked(&place.raw);
            let clause: String = text.get(start..end).unwrap_or_default().iter().collect();
            sink.broken(
                Draft::new(
                    format!("残留占位符“{}”：{}", paragraph.written(from, to), place.raw.trim()),
                    format!("a placeholder is left: {}", paragraph.written(from, to)),
                )
                .advice("填写实际内容", "write what belongs there")
                .at(place)
                .key(with_numbers_masked(&clause)),
            );
        }
        if !found {
            sink.held();
        }
    }
    if !any {
        sink.not_assessable(Reason::TextAbsent);
    }
}

/// Placeholders of one paragraph that are told.
const MOST: usize = 100;

/// The placeholders of a text; of several in one clause the first.
fn placeholders(text: &[char]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(&c) = text.get(at).filter(|_| found.len() < MOST) {
        let length = text.get(at..).unwrap_or_default().iter().take_while(|other| **other == c).count();
        let end = at + length;
        let marks = match c {
            '×' | 'X' | 'x' | '*' | '某' => length >= 2,
            _ => false,
        };
        if marks && is_placeholder(text, at, end) {
            let same_clause = found.last().is_some_and(|(_, last)| {
                text.get(*last..at).unwrap_or_default().iter().all(|c| !"。;!?,:\n".contains(*c))
            });
            if !same_clause {
                found.push((at, end));
            }
        }
        at = end;
    }
    found
}

/// Whether marks stand where a word or a number belongs.
fn is_placeholder(text: &[char], from: usize, to: usize) -> bool {
    let before = from.checked_sub(1).and_then(|at| text.get(at)).copied();
    let behind = text.get(to).copied();
    let of_year = text.get(..from).is_some_and(|before| before.ends_with(&['2', '0'])) && to - from == 2;
    let third = from.checked_sub(3).and_then(|at| text.get(at)).is_some_and(char::is_ascii_digit);
    let han = |c: Option<char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if of_year && !third && !word(behind) {
        return true;
    }
    // Letters and digits beside it: a word, a number, a masked number.
    if word(before) || word(behind) {
        return false;
    }
    match text.get(from) {
        // Asterisks are also marks of emphasis, which stand at the ends of words.
        Some('*') => to - from >= 2 && han(before) && behind.is_some_and(|c| UNITS.contains(&c)),
        Some('某') => true,
        // 张××, 李XX: a name that is masked.
        _ => (han(before) || han(behind)) && !(han(before) && is_masked_name(text, from, behind)),
    }
}

/// What is counted, and words for organs and places.
const UNITS: &[char] =
    &['条', '件', '次', '人', '个', '项', '份', '篇', '年', '月', '日', '局', '县', '市', '区', '镇', '乡', '街'];

/// A surname alone before the marks, and nothing that is counted or that names a place behind them.
fn is_masked_name(text: &[char], from: usize, behind: Option<char>) -> bool {
    const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
    let surname = from.checked_sub(1).and_then(|at| text.get(at)).is_some_and(|c| SURNAMES.contains(*c));
    surname && !behind.is_some_and(|c| UNITS.contains(&c))
}

#[cfg(test)]
mod tests {
    use gongkai_model::SectionId::Overview;

    use super::*;
    use crate::testing::{Form, case};

    #[test]
    fn fires_and_does_not() {
        let fires = Form::e2021().say(Overview, "全年通过网站公开政府信息XX条，召开培训会××次。");
        let near = Form::e2021().say(Overview, "申请人张××（138****8000）通过xxgk.example.com提出申请，长5×8米。");
        case(&RULE, &fires, &near);
    }

    #[test]
    fn placeholders_and_others() {
        let count = |text: &str| placeholders(&text.chars().collect::<Vec<_>>()).len();
        for text in ["20XX年工作情况", "20××年度", "XX县水务局", "公开**条", "某某街道办事处", "共×××件"]
        {
            assert_eq!(count(text), 1, "{text}");
        }
        for text in ["**主动公开**情况", "某街道", "XXL", "张XX", "https://a.cn/xx/1", "第XX", "x", "1x2"] {
            let expected = usize::from(text == "第XX");
            assert_eq!(count(text), expected, "{text}");
        }
        assert_eq!(count("公开XX条、XX件,XX次"), 2);
    }
}
