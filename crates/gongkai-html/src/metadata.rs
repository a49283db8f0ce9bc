//! What a page says about itself outside its article: `<meta>`, `<title>`, the line of source and day, the trail.
//!
//! These are candidates with their places; what is believed is for the reader to say.

use gongkai_model::{Locus, Metadatum};

use crate::flat::Flat;
use crate::tag::Tag;

/// Statements taken from one page; real pages have some twenty.
const MOST: usize = 100;
/// Characters of one statement.
const LONGEST: usize = 300;

/// Labels of the line under a title and of the table of a catalogue, as pages print them before a colon.
pub(crate) const LABELS: &[&str] = &[
    "索引号",
    "信息索引",
    "发布机构",
    "发布单位",
    "发布部门",
    "发文机关",
    "发文机构",
    "发文单位",
    "编制单位",
    "编制机关",
    "公开主体",
    "公开机构",
    "责任单位",
    "责任部门",
    "信息来源",
    "稿件来源",
    "文章来源",
    "来源",
    "发布日期",
    "发布时间",
    "公开日期",
    "公开时间",
    "成文日期",
    "发文日期",
    "生成日期",
    "生成时间",
    "印发日期",
    "日期",
    "时间",
    "文号",
    "发文字号",
    "信息分类",
    "主题分类",
    "栏目",
    "名称",
    "标题",
    "信息名称",
];

/// Adds the statements of `<meta>`, `<title>` and `<link rel=canonical>`.
pub(crate) fn of_head(flat: &Flat<'_>, metadata: &mut Vec<Metadatum>) {
    for place in 0..flat.items.len() {
        if metadata.len() >= MOST {
            return;
        }
        let Some(element) = flat.items[place].node.as_element() else { continue };
        let (name, value) = match element.name() {
            "meta" => {
                let names = ["name", "property", "itemprop"];
                let name = names.iter().find_map(|name| flat.attribute(place, name));
                (name.unwrap_or_default().to_ascii_lowercase(), flat.attribute(place, "content").map(str::to_owned))
            }
            "title" if metadata.iter().all(|datum| datum.name != "title") => {
                ("title".to_owned(), Some(flat.raw_text(place)))
            }
            "link" if flat.attribute(place, "rel") == Some("canonical") => {
                ("canonical".to_owned(), flat.attribute(place, "href").map(str::to_owned))
            }
            _ => continue,
        };
        add(metadata, &name, &value.unwrap_or_default(), || Locus::node(flat.path(place)));
    }
}

/// Technical statements say nothing about the document.
const TECHNICAL: &[&str] = &[
    "viewport",
    "renderer",
    "robots",
    "generator",
    "format-detection",
    "theme-color",
    "applicable-device",
    "referrer",
    "progid",
    "originator",
    "baidu-site-verification",
];

/// Adds a statement, unless it is empty, technical or one too many.
pub(crate) fn add(metadata: &mut Vec<Metadatum>, name: &str, value: &str, locus: impl FnOnce() -> Locus) {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || value.is_empty() || TECHNICAL.contains(&name) || metadata.len() >= MOST {
        return;
    }
    let value = value.chars().take(LONGEST).collect();
    metadata.push(Metadatum { name: name.to_owned(), value, locus: locus() });
}

/// Adds the fields of a line such as `来源：某局 发布时间：2022-01-18 浏览次数：5`; says whether it had any.
pub(crate) fn of_line(line: &str, locus: &Locus, metadata: &mut Vec<Metadatum>) -> bool {
    let fields = fields(line);
    for (label, value) in &fields {
        add(metadata, label, value, || locus.clone());
    }
    !fields.is_empty()
}

/// Labels with what stands behind their colon, up to the next label.
fn fields(line: &str) -> Vec<(&'static str, String)> {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let mut found: Vec<(&'static str, usize, usize)> = Vec::new();
    for (at, &(byte, c)) in chars.iter().enumerate() {
        if c != ':' && c != '：' {
            continue;
        }
        // The characters of a label may stand apart.
        let mut start = at;
        let mut word = String::new();
        while start > 0 && word.chars().count() < 4 {
            start -= 1;
            if !chars[start].1.is_whitespace() {
                word.insert(0, chars[start].1);
            }
        }
        let label = LABELS.iter().filter(|label| word.ends_with(**label)).max_by_key(|label| label.len());
        let Some(label) = label else { continue };
        let mut left = label.chars().count();
        let mut from = at;
        while left > 0 {
            from -= 1;
            left -= usize::from(!chars[from].1.is_whitespace());
        }
        found.push((label, chars[from].0, byte + c.len_utf8()));
    }
    let value = |number: usize, end: usize| {
        let next = found.get(number + 1).map_or(line.len(), |(_, start, _)| *start);
        let value = line.get(end..next).unwrap_or_default();
        // A counter or a row of buttons may follow the last field.
        let cut = ["浏览", "点击", "阅读", "访问", "字号", "字体", "【", "打印", "分享", "作者", "编辑", "审核"];
        let end = cut.iter().filter_map(|word| value.find(word)).min().unwrap_or(value.len());
        value[..end].trim().to_owned()
    };
    found.iter().enumerate().map(|(number, (label, _, end))| (*label, value(number, *end))).collect()
}

/// The title that the head of the page gives, without site and column behind it; white space left out.
pub(crate) fn title_keys(flat: &Flat<'_>, metadata: &[Metadatum]) -> Vec<String> {
    let mut keys = Vec::new();
    for datum in metadata.iter().filter(|datum| matches!(datum.name.as_str(), "articletitle" | "title" | "og:title")) {
        keys.push(key(&datum.value));
    }
    // Frameworks leave the title to a script; then a heading of the first level is the only candidate.
    if keys.is_empty() {
        keys.extend(
            (0..flat.items.len()).filter(|&at| flat.items[at].tag == Tag::Heading(1)).map(|at| key(&flat.raw_text(at))),
        );
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// A text without white space.
pub(crate) fn key(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_a_line() {
        for (line, expected) in [
            (
                "来源：青石街道 发布时间：2022-01-18 10:00 浏览次数：5",
                &[("来源", "青石街道"), ("发布时间", "2022-01-18 10:00")][..],
            ),
            ("索 引 号：0001/2022 发 布 机 构：南河县财政局", &[("索引号", "0001/2022"), ("发布机构", "南河县财政局")]),
            ("来源：南河县财政局时间：2017-03-21", &[("来源", "南河县财政局"), ("时间", "2017-03-21")]),
            ("三、时间安排", &[]),
        ] {
            let found = fields(line);
            let found: Vec<(&str, &str)> = found.iter().map(|(label, value)| (*label, value.as_str())).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
