//! How many entries and pages a list has, and what its numbered pages are called.

use url::Url;

use crate::address;

/// Pages of one list that are made up from numbers; what has more is not a list of annual reports.
pub(crate) const MOST_PAGES: u32 = 500;

/// `共 27 条`, `共有27条记录`, `总记录数：27`: entries of the whole list, from the text that a page shows.
pub(crate) fn total(text: &str) -> Option<u32> {
    counted(text, "共", &["条", "条记录", "篇", "个信息"]).or_else(|| {
        ["总记录数", "总条数", "记录总数"].iter().find_map(|word| {
            let behind = text.split_once(word)?.1;
            number(behind.trim_start_matches([':', '：', ' '])).map(|(number, _)| number)
        })
    })
}

/// `共3页`, `第1/3页`, `1/3`: pages of the whole list.
pub(crate) fn pages(text: &str) -> Option<u32> {
    counted(text, "共", &["页"]).or_else(|| {
        text.match_indices('/').find_map(|(at, _)| {
            let before = text.get(..at)?.trim_end();
            let (pages, rest) = number(text.get(at + 1..)?.trim_start())?;
            let page = before.chars().next_back().is_some_and(|c| c.is_ascii_digit());
            (page && rest.trim_start().starts_with('页')).then_some(pages)
        })
    })
}

/// A number between a word and one of some units: `共`, `有`, blanks, digits, unit.
fn counted(text: &str, word: &str, units: &[&str]) -> Option<u32> {
    text.match_indices(word).find_map(|(at, _)| {
        let behind = text.get(at + word.len()..)?;
        let behind = behind.trim_start_matches([' ', '有', '计', '：', ':']);
        let (number, rest) = number(behind)?;
        let rest = rest.trim_start();
        units.iter().any(|unit| rest.starts_with(unit)).then_some(number)
    })
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text.get(..end)?.parse().ok()?, text.get(end..)?))
}

/// `index_3.html` → (`…/index_`, 3, `.html`): the address before and behind the last number of its file name.
pub(crate) fn numbered(url: &Url) -> Option<(String, u32, String)> {
    let file = address::file(url);
    let end = file.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = file.get(..end)?.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let number = file.get(start..end)?;
    // Numbers of documents are long; `01` would not come back as it was.
    if number.len() > 3 || (number.len() > 1 && number.starts_with('0')) {
        return None;
    }
    let behind = match url.query() {
        Some(query) => format!("{}?{query}", file.get(end..)?),
        None => file.get(end..)?.to_owned(),
    };
    Some((format!("{}{}", address::directory(url), file.get(..start)?), number.parse().ok()?, behind))
}

/// The pages that a bar of numbers shows, those that it leaves out between the smallest and the largest included.
pub(crate) fn without_gaps(shown: &[Url]) -> Vec<Url> {
    let mut pages: Vec<Url> = shown.to_vec();
    let parts: Vec<_> = shown.iter().filter_map(numbered).collect();
    let Some((before, _, behind)) = parts.first() else { return pages };
    let same = parts.iter().filter(|part| part.0 == *before && part.2 == *behind).map(|part| part.1);
    let (Some(first), Some(last)) = (same.clone().min(), same.max()) else { return pages };
    for number in first..=last.min(first.saturating_add(MOST_PAGES)) {
        let url = address::parse(&format!("{before}{number}{behind}"));
        if let Some(url) = url.filter(|url| !pages.contains(url)) {
            pages.push(url);
        }
    }
    pages
}

/// Addresses that the second page of a list may have where nothing says so, in the order to try.
///
/// From what public crawlers met: the name of the page with the number less one, with the number; `index` with either;
/// a folder or page of the number.
pub(crate) fn second_pages(list: &Url) -> Vec<Url> {
    let directory = address::directory(list);
    let file = address::file(list);
    let (stem, extension) = file.rsplit_once('.').unwrap_or(("", ""));
    let mut names: Vec<String> = Vec::new();
    if !stem.is_empty() {
        if stem.contains('-') {
            names.push(format!("{stem}-2.{extension}"));
        }
        names.extend([1, 2].map(|n| format!("{stem}_{n}.{extension}")));
    }
    let extension = if extension.is_empty() { "html" } else { extension };
    names.extend([1, 2].map(|n| format!("index_{n}.{extension}")));
    names.push(if stem.is_empty() { "2".into() } else { format!("2.{extension}") });
    let mut pages: Vec<Url> = Vec::new();
    for name in names {
        if let Some(url) = address::parse(&format!("{directory}{name}")).filter(|url| !pages.contains(url)) {
            pages.push(url);
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_text() {
        for (text, expected) in [
            ("共27条", (Some(27), None)),
            ("共 27 条记录 第 1/3 页", (Some(27), Some(3))),
            ("共有 5 页", (None, Some(5))),
            ("公共服务 共3人 总记录数：8", (Some(8), None)),
            ("1/3页", (None, Some(3))),
            ("2024/3 页", (None, Some(3))),
            ("共99999999999条", (None, None)),
            ("", (None, None)),
        ] {
            assert_eq!((total(text), pages(text)), expected, "{text}");
        }
    }

    #[test]
    fn numbered_pages() {
        let url = |name: &str| address::parse(&format!("https://a.gov.cn/nb/{name}")).unwrap();
        assert_eq!(numbered(&url("index_3.html")), Some(("https://a.gov.cn/nb/index_".into(), 3, ".html".into())));
        assert_eq!(numbered(&url("t20240101_12345.html")), None);
        let names = |urls: Vec<Url>| urls.iter().map(|url| address::file(url).to_owned()).collect::<Vec<_>>();
        let shown = [url("3.htm"), url("2.htm"), url("5.htm")];
        assert_eq!(names(without_gaps(&shown)), ["3.htm", "2.htm", "5.htm", "4.htm"]);
        assert_eq!(names(second_pages(&url("index.html"))), ["index_1.html", "index_2.html", "2.html"]);
        assert_eq!(names(second_pages(&url("column-index-1.shtml"))).first().unwrap(), "column-index-1-2.shtml");
        assert_eq!(names(second_pages(&url(""))), ["index_1.html", "index_2.html", "2"]);
    }
}
