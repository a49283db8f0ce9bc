//! Words of the frame of a page: buttons, counters, footers. They are no part of the article.

/// Lines that begin with one of these, once white space, brackets and bars are left out, and are short.
const BUTTONS: &[&str] = &[
    "字号",
    "字体",
    "大中小",
    "打印",
    "关闭",
    "分享",
    "扫一扫",
    "扫码",
    "浏览次数",
    "浏览量",
    "访问量",
    "阅读次数",
    "点击数",
    "点击量",
    "点击次数",
    "收藏",
    "返回顶部",
    "返回列表",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "视力保护色",
    "保护视力色",
    "我要纠错",
    "责任编辑",
    "语音播报",
    "一键分享",
    "微信扫一扫",
    "用微信扫",
    "手机扫",
    "全真版",
    "文字版",
    "无障碍",
    "加入收藏",
    "设为首页",
];

/// Longest line that is only a button.
const LONGEST_BUTTON: usize = 40;

/// Words that only the foot of a page has.
const FOOT: &[&str] = &["ICP备", "公网安备", "网站标识码", "版权所有", "技术支持", "网站地图", "建议使用"];

/// Words before the way from the home page to this one.
const TRAIL: &[&str] =
    &["当前位置", "您的位置", "您现在的位置", "你的位置", "当前所在位置", "您所在的位置", "所在位置", "首页>"];

/// Whether a line is a button, a counter or a link to the neighbours of the page.
pub(crate) fn is_button(line: &str) -> bool {
    begins_with(line, BUTTONS) && key(line).count() <= LONGEST_BUTTON
}

/// Longest line that has fields, buttons and counters.
const LONGEST_HEAD: usize = 200;

/// Words of buttons and counters that stand behind fields in one line.
const BEHIND: &[&str] =
    &["字号", "字体：", "打印", "浏览次数", "浏览量", "点击数", "点击量", "点击次数", "阅读次数", "访问量", "分享到"];

/// Whether a short line has buttons or counters in it.
pub(crate) fn has_buttons(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEAD && !line.contains('。') && BEHIND.iter().any(|words| line.contains(words))
}

/// Whether a line belongs to the foot of a page.
pub(crate) fn is_foot(line: &str) -> bool {
    FOOT.iter().any(|words| line.contains(words))
}

/// Whether a line is the way from the home page to this one.
pub(crate) fn is_trail(line: &str) -> bool {
    begins_with(line, TRAIL) && key(line).count() < LONGEST_HEAD
}

/// Whether a line begins with one of some words.
fn begins_with(line: &str, all: &[&str]) -> bool {
    let mut start = String::with_capacity(3 * LONGEST_WORDS);
    start.extend(key(line).take(LONGEST_WORDS));
    all.iter().any(|words| start.starts_with(words))
}

/// Characters of the longest words of a frame.
const LONGEST_WORDS: usize = 12;

/// A line without white space, brackets and bars.
fn key(line: &str) -> impl Iterator<Item = char> {
    let is_mark =
        |c: &char| c.is_whitespace() || matches!(c, '[' | ']' | '【' | '】' | '|' | '｜' | '(' | ')' | '（' | '）');
    line.chars().filter(move |c| !is_mark(c))
}
