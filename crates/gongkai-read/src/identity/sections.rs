//! Where the sections of a report begin, as far as it takes to know that this is one.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::lines::Line;

/// Words of the headings of all editions, by section; the first group opens a report.
const HEADINGS: &[&[&str]] = &[
    &["总体情况", "总体概况", "基本情况", "工作概述", "概述", "工作概况", "概况"],
    &["主动公开政府信息情况", "主动公开政府信息的情况", "主动公开情况", "政府信息主动公开情况"],
    &["收到和处理政府信息公开申请", "依申请公开政府信息", "依申请公开情况", "政府信息依申请公开"],
    &["行政复议、行政诉讼", "行政复议和行政诉讼", "申请行政复议", "行政复议、提起行政诉讼", "复议、诉讼"],
    &["存在的主要问题", "存在的问题", "主要问题及改进", "存在问题", "存在主要问题"],
    &["其他需要报告的事项", "其他需要报告事项", "需要说明的"],
    &["收费及减免", "收费和减免", "收费情况", "信息公开收费"],
];

/// Characters of the longest of these words.
const LONGEST: usize = 14;

/// Finds the words, and tells the section of each.
static WORDS: LazyLock<Option<(AhoCorasick, Vec<usize>)>> = LazyLock::new(|| {
    let words =
        || HEADINGS.iter().enumerate().flat_map(|(section, words)| words.iter().map(move |word| (section, word)));
    let finder = AhoCorasick::new(words().map(|(_, word)| word)).ok()?;
    Some((finder, words().map(|(section, _)| section).collect()))
});

/// What a heading says without its number (`一、`, `(一)`, `1.`), and whether it had one.
fn bare(key: &str) -> (&str, bool) {
    let numerals =
        |c: char| matches!(c, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    let inner = key.trim_start_matches(['#', '*', '(', '第', ' ', '【']);
    let rest = inner.trim_start_matches(numerals);
    let marked = rest.trim_start_matches([')', '、', '.', ',', ':', '部', '分', '章', '】']);
    if rest.len() < inner.len() && marked.len() < rest.len() { (marked, true) } else { (inner, false) }
}

/// Which section's heading a line begins with.
fn section(key: &str) -> Option<usize> {
    let (text, numbered) = bare(key);
    if !numbered {
        // Without its number a heading is nothing but its words.
        return HEADINGS.iter().position(|words| words.contains(&text));
    }
    let short = key.chars().nth(40).is_none();
    let (finder, sections) = WORDS.as_ref()?;
    let found = finder.find_overlapping_iter(if short { text } else { head(text) });
    found.filter(|found| short || found.start() == 0).map(|found| sections[found.pattern()]).min()
}

/// The characters in which the words of a heading lie.
fn head(text: &str) -> &str {
    &text[..text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end)]
}

/// Whether a line opens the first section: its number and its words. Menus have 概况 and 基本情况 without number.
pub(super) fn opens(key: &str) -> bool {
    bare(key).1 && section(key) == Some(0)
}

/// Whether a line opens a section behind the first.
pub(super) fn starts_later_section(key: &str) -> bool {
    ["二、", "三、", "四、"].iter().any(|mark| key.starts_with(mark)) && section(key).is_none_or(|section| section > 0)
}

/// The text behind the heading of the first section, where both stand on one line.
pub(super) fn behind_heading(key: &str) -> &str {
    if !opens(key) {
        return key;
    }
    let (text, _) = bare(key);
    HEADINGS[0].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(key).trim_start_matches([':', '。', ',', '*'])
}

/// How many different sections of a report the lines have, headings glued into running text included.
pub(super) fn count(lines: &[Line<'_>]) -> usize {
    let mut seen = [false; HEADINGS.len()];
    for line in lines {
        if let Some(section) = section(&line.key) {
            seen[section] = true;
        }
        // A file without line breaks has its headings inside the text.
        for (at, point) in line.key.match_indices('、') {
            if !line.key[..at].ends_with(['一', '二', '三', '四', '五', '六']) {
                continue;
            }
            let behind = &line.key[at + point.len()..];
            let hit = HEADINGS.iter().position(|words| words.iter().any(|word| behind.starts_with(word)));
            if let Some(section) = hit {
                seen[section] = true;
            }
        }
    }
    seen.iter().filter(|seen| **seen).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        for key in ["一、总体情况", "(一)概述", "一、概述推进工作", "##一、总体情况", "一.总体情况2021年"]
        {
            assert!(opens(key), "{key}");
        }
        for key in ["二、主动公开政府信息情况", "总体情况", "总体情况良好", "第一条", "", "一"]
        {
            assert!(!opens(key), "{key}");
        }
        assert_eq!(behind_heading("一、总体情况2021年,我局"), "2021年,我局");
        assert!(HEADINGS.iter().flat_map(|words| *words).all(|word| word.chars().count() <= LONGEST));
        assert!(starts_later_section("二、主动公开政府信息情况"));
    }
}
