//! What pages say about themselves in labelled fields: 发布机构, 来源, 发布日期.

use gongkai_model::{Date, Locus};
use gongkai_text::date;

use super::lines::Line;

/// What a label introduces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// The organ that published the page; often the office that uploads for all.
    Publisher,
    /// The day of publication.
    Published,
    /// The day the paper was made.
    Made,
    /// The number that the site gave the page.
    Index,
    /// Something else that ends the value before it.
    Other,
}

const LABELS: &[(&str, Label)] = &[
    ("发布机构", Label::Publisher),
    ("发布单位", Label::Publisher),
    ("发布部门", Label::Publisher),
    ("发文机关", Label::Publisher),
    ("发文机构", Label::Publisher),
    ("发文单位", Label::Publisher),
    ("编制单位", Label::Publisher),
    ("编制机关", Label::Publisher),
    ("公开主体", Label::Publisher),
    ("公开机构", Label::Publisher),
    ("责任单位", Label::Publisher),
    ("责任部门", Label::Publisher),
    ("信息来源", Label::Publisher),
    ("稿件来源", Label::Publisher),
    ("文章来源", Label::Publisher),
    ("来源", Label::Publisher),
    ("发布日期", Label::Published),
    ("发布时间", Label::Published),
    ("公开日期", Label::Published),
    ("公开时间", Label::Published),
    ("更新时间", Label::Other),
    ("成文日期", Label::Made),
    ("发文日期", Label::Made),
    ("生成日期", Label::Made),
    ("生成时间", Label::Made),
    ("印发日期", Label::Made),
    ("日期", Label::Published),
    ("时间", Label::Published),
    ("索引号", Label::Index),
    ("文号", Label::Other),
    ("作者", Label::Other),
    ("编辑", Label::Other),
    ("浏览次数", Label::Other),
    ("点击数", Label::Other),
    ("点击量", Label::Other),
    ("阅读次数", Label::Other),
    ("字号", Label::Other),
    ("字体", Label::Other),
    ("公开方式", Label::Other),
    ("主题分类", Label::Other),
    ("名称", Label::Other),
    ("有效性", Label::Other),
];

/// Bytes of the shortest and of the longest label.
const SHORTEST: usize = "来源".len();
const LONGEST: usize = "发布机构".len();

/// Whether a text is the label of a field, without its colon and whatever its white space.
pub(super) fn is_label(text: &str) -> bool {
    // Figures are shorter than any label, and the labels of the form longer.
    if text.len() < SHORTEST {
        return false;
    }
    let letters: usize = text.split_whitespace().map(str::len).sum();
    if !(SHORTEST..=LONGEST).contains(&letters) {
        return false;
    }
    let is = |text: &str| LABELS.iter().any(|(label, _)| *label == text);
    is(text) || (letters < text.len() && is(&text.split_whitespace().collect::<String>()))
}

/// Whether a folded text begins with the label of a field, or with marks and words that only heads of pages have.
pub(super) fn leads(text: &str) -> bool {
    const OTHERS: &[&str] = &["【", "打印", "分享", "浏览", "点击", "阅读", "访问", "大中小", "关闭", "星期"];
    LABELS.iter().any(|(label, _)| text.starts_with(label)) || OTHERS.iter().any(|word| text.starts_with(word))
}

/// A field of a page.
#[derive(Debug)]
pub(super) struct Field<'a> {
    pub(super) label: Label,
    /// To the next white space or label; empty where nothing was filled in.
    pub(super) value: &'a str,
    /// Everything behind the label.
    behind: &'a str,
    pub(super) line: usize,
}

/// The labelled fields of lines, in order.
pub(super) fn fields<'a>(lines: &'a [Line<'_>]) -> Vec<Field<'a>> {
    lines.iter().enumerate().flat_map(|(line, text)| of_line(&text.spaced, line)).collect()
}

fn of_line(text: &str, line: usize) -> impl Iterator<Item = Field<'_>> {
    text.match_indices(':').filter_map(move |(at, _)| {
        let label = label_before(&text[..at])?;
        let behind = text[at + 1..].trim_start();
        let value = behind.split(' ').next().unwrap_or_default();
        // 来源:某局时间:2022-01-01 has no space before the next label.
        let (value, glued) = value.split_once(':').map_or((value, false), |(value, _)| (value, true));
        let next = LABELS.iter().filter_map(|(label, _)| value.strip_suffix(label)).min_by_key(|value| value.len());
        let value = next.filter(|_| glued).unwrap_or(value);
        let value = if is_label(value) { "" } else { value };
        Some(Field { label, value, behind, line })
    })
}

/// The label that a text ends with; its characters may stand apart (`发 布 机 构`).
fn label_before(text: &str) -> Option<Label> {
    let mut label: Vec<char> = text.chars().rev().filter(|c| *c != ' ').take(4).collect();
    label.reverse();
    let label: String = label.into_iter().collect();
    LABELS.iter().find(|(name, _)| label.ends_with(name)).map(|(_, label)| *label)
}

/// The day that a field gives, with the text behind the label.
pub(super) fn day<'a>(field: &Field<'a>) -> Option<(Date, &'a str)> {
    let end = field.behind.char_indices().nth(24).map_or(field.behind.len(), |(end, _)| end);
    let (range, date) = date::find_all(&field.behind[..end]).into_iter().next()?;
    // The next field's day is not this one's.
    (!field.behind[..range.start].contains([':', ' ']) || range.start <= 2).then_some((date, &field.behind[range]))
}

/// A day with the text that gives it and its place.
#[derive(Debug, Clone)]
pub(super) struct Day {
    pub(super) date: Date,
    pub(super) raw: String,
    pub(super) locus: Locus,
}

/// The day of publication by the fields: 发布日期 before 成文日期.
pub(super) fn published(fields: &[Field<'_>], lines: &[Line<'_>]) -> Option<Day> {
    [Label::Published, Label::Made].into_iter().find_map(|wanted| {
        fields.iter().filter(|field| field.label == wanted).find_map(|field| {
            let (date, raw) = day(field)?;
            Some(Day { date, raw: raw.to_owned(), locus: lines[field.line].locus.clone() })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Label, &str)]) {
        let found: Vec<(Label, &str)> = of_line(text, 0).map(|field| (field.label, field.value)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn labels_are_as_long_as_said() {
        assert!(LABELS.iter().all(|(label, _)| (SHORTEST..=LONGEST).contains(&label.len())));
    }

    #[test]
    fn labels_and_values() {
        check("来源:青石街道 发布日期:2017-03-21", &[(Label::Publisher, "青石街道"), (Label::Published, "2017-03-21")]);
        check(
            "来源:南河县财政局时间:2017-03-21 10:00",
            &[(Label::Publisher, "南河县财政局"), (Label::Published, "2017-03-21")],
        );
        check(
            "发 布 机 构: 南河县财政局 文号: 主题分类: 无",
            &[(Label::Publisher, "南河县财政局"), (Label::Other, ""), (Label::Other, "无")],
        );
    }
}
