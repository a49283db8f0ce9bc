//! Links of a page with what stands beside them: title, day, unit, whether they turn pages.

use std::ops::Range;

use gongkai_model::Date;
use gongkai_text::date;
use scraper::{ElementRef, Html, Node};
use url::Url;

use crate::{address, script};

/// Elements above a link that may be its row.
const ROWS_ABOVE: usize = 4;
/// Nodes of a row that are looked at; a larger one is no row.
const LARGEST_ROW: usize = 240;
/// Characters of a name.
const LONGEST_NAME: usize = 200;

/// A link.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    /// Where it leads.
    pub(crate) url: Url,
    /// The full title: its attribute `title`, or else its text, a day at its ends left out.
    pub(crate) title: String,
    /// The day in its row.
    pub(crate) date: Option<Date>,
    /// The organ in its row.
    pub(crate) unit: Option<String>,
    /// It turns the pages of a list.
    pub(crate) is_pager: bool,
}

/// A page as a tree, with the address that its links are relative to.
#[derive(Debug)]
pub(crate) struct Dom {
    html: Html,
    base: Url,
}

impl Dom {
    /// Builds the tree of a page or of a part of one.
    pub(crate) fn new(text: &str, base: &Url) -> Self {
        let html = gongkai_html::tree_of(text);
        let stated = elements(&html).find(|element| element.value().name() == "base");
        let stated = stated.and_then(|element| address::join(base, element.attr("href")?));
        Self { base: stated.unwrap_or_else(|| base.clone()), html }
    }

    /// Its links, in order.
    pub(crate) fn links(&self) -> Vec<Link> {
        elements(&self.html).filter_map(|element| self.link(element)).collect()
    }

    /// Links inside elements that have one of the classes.
    pub(crate) fn links_in(&self, classes: &[&str]) -> Vec<Link> {
        let inside = |element: &ElementRef<'_>| {
            let above = element.ancestors().filter_map(ElementRef::wrap);
            above.take(2 * ROWS_ABOVE).any(|above| has_class(above, classes))
        };
        elements(&self.html).filter(inside).filter_map(|element| self.link(element)).collect()
    }

    /// Where its frames lead.
    pub(crate) fn frames(&self) -> Vec<Url> {
        let frames = elements(&self.html).filter(|element| matches!(element.value().name(), "iframe" | "frame"));
        frames.filter_map(|frame| address::join(&self.base, frame.attr("src")?)).collect()
    }

    /// The text that it shows, white space folded; scripts and styles left out.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for node in self.html.tree.root().descendants() {
            let Node::Text(piece) = node.value() else { continue };
            let above =
                node.parent().and_then(|parent| parent.value().as_element().map(|element| element.name().to_owned()));
            if above.is_some_and(|name| matches!(name.as_str(), "script" | "style" | "template" | "title")) {
                continue;
            }
            push_words(&mut text, piece);
        }
        text
    }

    /// Its name in the bar of a browser.
    pub(crate) fn title(&self) -> String {
        let title = elements(&self.html).find(|element| element.value().name() == "title");
        title.map(text_of).unwrap_or_default()
    }

    /// Whether an element has one of the classes, or an id that is one of them.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        elements(&self.html)
            .any(|element| has_class(element, names) || element.attr("id").is_some_and(|id| names.contains(&id)))
    }

    fn link(&self, element: ElementRef<'_>) -> Option<Link> {
        if !matches!(element.value().name(), "a" | "area") {
            return None;
        }
        let url = target(element).and_then(|link| address::join(&self.base, link))?;
        let text = text_of(element);
        let days = date::find_all(&text);
        let (bare, inner) = without_day(&text, &days);
        let stated = element.attr("title").map(words).unwrap_or_default();
        let title = if stated.chars().count() >= bare.chars().count() || is_cut(bare) { stated.as_str() } else { bare };
        let title = if title.is_empty() { bare } else { title };
        let title: String = title.trim_matches(BULLETS).chars().take(LONGEST_NAME).collect();
        let row = Row::of(element);
        Some(Link { date: row.date.or(inner), unit: row.unit, is_pager: turns_pages(element, &text), title, url })
    }
}

/// Links of a page, those that its scripts write included.
pub(crate) fn all(text: &str, base: &Url) -> Vec<Link> {
    let mut links = Dom::new(text, base).links();
    links.extend(written(text, base));
    links
}

/// Links that scripts of a page write.
pub(crate) fn written(text: &str, base: &Url) -> Vec<Link> {
    let written = script::written(text);
    if written.contains("href") { Dom::new(&written, base).links() } else { Vec::new() }
}

const BULLETS: &[char] = &[' ', '·', '•', '▪', '◆', '●', '■', '»', '>', '▶', '☆', '★'];

fn elements(html: &Html) -> impl Iterator<Item = ElementRef<'_>> {
    html.tree.root().descendants().filter_map(ElementRef::wrap)
}

fn has_class(element: ElementRef<'_>, classes: &[&str]) -> bool {
    element.value().classes().any(|class| classes.contains(&class))
}

/// Where an anchor leads: its `href`, or the address in its `onclick` where that is only a script.
fn target(element: ElementRef<'_>) -> Option<&str> {
    let href = element.attr("href").map(str::trim).unwrap_or_default();
    let lower = href.get(..11).unwrap_or(href).to_ascii_lowercase();
    if !href.is_empty() && !href.starts_with('#') && !lower.starts_with("javascript:") {
        return Some(href);
    }
    let codes = [href, element.attr("onclick").unwrap_or_default()];
    let mut quoted = codes.into_iter().flat_map(|code| code.split(['\'', '"']).skip(1).step_by(2));
    quoted.find(|piece| ["/", "./", "../", "http://", "https://"].iter().any(|start| piece.starts_with(start)))
}

/// The words of an element, white space folded.
fn text_of(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for piece in element.text() {
        push_words(&mut text, piece);
        if text.len() > 4 * LONGEST_NAME {
            break;
        }
    }
    text
}

fn words(text: &str) -> String {
    let mut out = String::new();
    push_words(&mut out, text);
    out
}

/// Appends words with one blank between them. Pieces of different elements are parted by a blank, too.
fn push_words(text: &mut String, piece: &str) {
    for word in piece.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
}

/// `甲局2023年…` cut off by the list.
fn is_cut(text: &str) -> bool {
    text.ends_with("...") || text.ends_with('…')
}

/// The text without a day at its beginning or end, and that day.
fn without_day<'a>(text: &'a str, days: &[(Range<usize>, Date)]) -> (&'a str, Option<Date>) {
    let around: &[char] = &['[', ']', '(', ')', '（', '）', '【', '】', ' ', '-', '|'];
    for (range, day) in days.iter().rev() {
        let (before, behind) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
        let clock = |text: &str| text.chars().all(|c| around.contains(&c) || c.is_ascii_digit() || c == ':');
        // The end of a span of days (`2019-01-01至2019-12-31`) is part of the title.
        if clock(behind) && !before.is_empty() && !before.ends_with(['至', '到', '~', '—']) {
            return (before.trim_end_matches(around), Some(*day));
        }
        if before.trim_matches(around).is_empty() && !behind.is_empty() {
            return (behind.trim_start_matches(around), Some(*day));
        }
    }
    (text, None)
}

/// Whether a link turns pages: by its words, or by a number among links that do.
fn turns_pages(element: ElementRef<'_>, text: &str) -> bool {
    const WORDS: &[&str] = &["下一页", "上一页", "尾页", "末页", "下页", "上页", "最后一页", "下一頁", "末頁"];
    if WORDS.iter().any(|word| text.contains(word)) {
        return true;
    }
    // Four digits are a year.
    let numeral = !text.is_empty() && text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit());
    let arrow = matches!(text, "›" | "»" | ">" | ">>" | "首页" | "第一页");
    (numeral || arrow) && element.ancestors().take(ROWS_ABOVE).filter_map(ElementRef::wrap).any(is_pager)
}

fn is_pager(element: ElementRef<'_>) -> bool {
    let named = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.contains("page")
            || name.contains("pagination")
            || name.contains("fanye")
            || name == "pg"
            || name == "pb_sys_common"
    };
    element.value().classes().any(named) || element.attr("id").is_some_and(named)
}

/// What stands beside a link.
#[derive(Debug, Default)]
struct Row {
    date: Option<Date>,
    unit: Option<String>,
}

impl Row {
    /// The largest element above a link that has no other link in it.
    fn of(link: ElementRef<'_>) -> Self {
        let mut row = Self::default();
        let href = link.attr("href");
        for above in link.ancestors().take(ROWS_ABOVE).filter_map(ElementRef::wrap) {
            let mut nodes = 0;
            let other = above.descendants().take(LARGEST_ROW).filter_map(ElementRef::wrap).any(|element| {
                nodes += 1;
                element.value().name() == "a" && element.attr("href") != href && !is_button(element)
            });
            if other || nodes >= LARGEST_ROW / 2 || matches!(above.value().name(), "body" | "html") {
                break;
            }
            for piece in pieces(above, link) {
                row.date = row.date.or_else(|| date::find_all(piece).first().map(|(_, day)| *day));
                if row.unit.is_none() {
                    row.unit = organ(piece);
                }
            }
        }
        row
    }
}

/// `下载`, `查看`: a second link of a row.
fn is_button(link: ElementRef<'_>) -> bool {
    let text = text_of(link);
    text.is_empty() || matches!(text.as_str(), "下载" | "查看" | "详情" | "查看详情" | "预览" | "附件" | "PDF" | "WORD")
}

/// Texts below an element, those of the link left out.
fn pieces<'a>(above: ElementRef<'a>, link: ElementRef<'a>) -> impl Iterator<Item = &'a str> {
    above.descendants().take(LARGEST_ROW).filter_map(move |node| {
        let Node::Text(text) = node.value() else { return None };
        let own = node.ancestors().take(ROWS_ABOVE).any(|ancestor| ancestor.id() == link.id());
        let script = node.parent()?.value().as_element().is_some_and(|element| element.name() == "script");
        let text: &str = text.trim();
        (!own && !script && !text.is_empty() && text.len() <= LONGEST_NAME).then_some(text)
    })
}

/// The name of an organ, alone or behind a label (`发布机构：某局`).
fn organ(text: &str) -> Option<String> {
    const ENDS: &[&str] = &[
        "局",
        "委",
        "委员会",
        "办",
        "办公室",
        "政府",
        "厅",
        "部",
        "院",
        "中心",
        "街道",
        "办事处",
        "镇",
        "乡",
        "支队",
        "管委会",
    ];
    let text = text.trim_matches(['[', ']', '【', '】', '(', ')', '（', '）', ' ']);
    let text = text.rsplit(['：', ':']).next().unwrap_or(text).trim();
    let length = text.chars().count();
    let plain = text.chars().all(|c| c.is_alphabetic() || "、（）()·".contains(c));
    ((3..=30).contains(&length) && plain && ENDS.iter().any(|end| text.ends_with(end))).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let base = address::parse("https://a.gov.cn/gk/nb/").unwrap();
        let show = |link: Link| {
            let date = link.date.map(|date| date.to_string()).unwrap_or_default();
            let pager = if link.is_pager { " pager" } else { "" };
            format!("{} | {} | {date} | {}{pager}", link.url.path(), link.title, link.unit.unwrap_or_default())
        };
        all(html, &base).into_iter().map(show).collect()
    }

    #[test]
    fn rows_in_every_shape() {
        for (html, expected) in [
            (
                "<ul><li><a href=1.html>甲局年报</a><span>[2024-01-05]</span></li><li><a href=2.html>乙</a></li></ul>",
                "/gk/nb/1.html | 甲局年报 | 2024-01-05 | ",
            ),
            (
                "<li><a href=1.html title='甲局2023年政府信息公开年报'>甲局2023年… <span>2024-01-05</span></a></li>",
                "/gk/nb/1.html | 甲局2023年政府信息公开年报 | 2024-01-05 | ",
            ),
            (
                "<li><a href=1.html><p>甲局年报</p><em>2024/1/5</em></a></li>",
                "/gk/nb/1.html | 甲局年报 | 2024-01-05 | ",
            ),
            (
                "<table><tr><td>1</td><td><a href=1.html>年报</a></td><td>青石县财政局</td><td>2024-01-05</td>\
              <td><a href=1.pdf>下载</a></td></tr></table>",
                "/gk/nb/1.html | 年报 | 2024-01-05 | 青石县财政局",
            ),
            ("<dl><dd><a href=1.html>年报</a></dd><dd> 2024-01-05 </dd></dl>", "/gk/nb/1.html | 年报 | 2024-01-05 | "),
            ("<a href='javascript:void(0)' onclick=\"window.open('/x/1.html')\">年报</a>", "/x/1.html | 年报 |  | "),
            (
                "<script>document.writeln('<li><a href=\"1.html\">年报<\\/a>2024-01-05<\\/li>')</script>",
                "/gk/nb/1.html | 年报 | 2024-01-05 | ",
            ),
            ("<div class=pages><a href=index_1.html>2</a></div>", "/gk/nb/index_1.html | 2 |  |  pager"),
            ("<a href=index_1.html>下一页</a>", "/gk/nb/index_1.html | 下一页 |  |  pager"),
            ("<div class=pages><a href=2023/>2023</a></div>", "/gk/nb/2023/ | 2023 |  | "),
            ("<a href=2.html>2</a>", "/gk/nb/2.html | 2 |  | "),
        ] {
            assert_eq!(shown(html).first().map(String::as_str), Some(expected), "{html}");
        }
    }

    #[test]
    fn the_day_of_another_row_is_not_taken() {
        let html = "<ul><li><a href=1.html>甲</a></li><li><a href=2.html>乙</a>2024-01-05</li></ul>";
        assert_eq!(shown(html), ["/gk/nb/1.html | 甲 |  | ", "/gk/nb/2.html | 乙 | 2024-01-05 | "]);
    }
}
