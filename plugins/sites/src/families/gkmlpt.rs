//! gkmlpt, the catalogue platform of Guangdong: settings and tree of columns in `window._CONFIG`, lists as JSON.
//!
//! Annual reports have a page of their own (`/gkmlpt/annualreport#<column>`); the part behind `#` never reaches a server, so
//! the column is looked up in the tree. Items hold their text in `_CONFIG.DETAIL.content`, which the importer of pages reads.
//! Some hosts answer `http` only, so the scheme of the page is kept.

use gongkai_model::{Date, FetchRequest, ListFault, Listing, Purpose};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};
use gongkai_text::{date, normalize};
use serde_json::Value;
use url::Url;

use crate::links;
use crate::listing::{self, Builder};
use crate::{address, loose, paging, script};

const INTERFACE: &str = "/gkmlpt/api/all/";
/// The offset of the clocks of China, in seconds.
const CHINA: i64 = 8 * 3_600;

/// The family.
#[derive(Debug)]
pub(crate) struct Gkmlpt;

impl SiteAdapter for Gkmlpt {
    fn name(&self) -> &'static str {
        "gkmlpt"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("广东政府信息公开目录平台（gkmlpt）", "Guangdong's catalogue platform (gkmlpt)")
    }

    fn is_verified(&self) -> bool {
        false
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        let config = page.text.contains("window._CONFIG") || page.text.contains("_CONFIG =");
        listing::marks(&[
            (page.url.contains("/gkmlpt/"), "/gkmlpt/", 85),
            (config && script::value(page.text, "SID").is_some(), "window._CONFIG {SID}", 90),
            (page.text.contains("/gkmlpt/annualreport"), "/gkmlpt/annualreport", 50),
        ])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        let (Some(url), Some(asked_from)) = (address::parse(page.url), listing::asked_from(page)) else {
            return Listing::default();
        };
        if url.path().contains(INTERFACE) { answer(page, &url, &asked_from) } else { column(page, &url) }
    }
}

/// A page of the platform: the columns of annual reports in its tree.
fn column(page: &SitePage<'_>, url: &Url) -> Listing {
    let mut list = Builder::new(page, url);
    let site = script::value(page.text, "SID");
    let tree = script::object(page.text, "TREE").and_then(loose::parse);
    let (Some(site), Some(tree)) = (site, tree) else {
        // A page of another system that links to the platform.
        let links = links::all(page.text, url);
        for link in links.iter().filter(|link| link.url.path().contains("/gkmlpt/annualreport")) {
            list.column(FetchRequest::get(link.url.as_str(), Purpose::List), &link.title);
        }
        if list.is_bare() {
            list.fault(ListFault::Unreadable);
        }
        return list.finish();
    };
    let mut found = Vec::new();
    annual(&tree, false, 0, &mut found);
    let counts: Option<Vec<u32>> = found.iter().map(|column| column.posts).collect();
    let sum = |counts: Vec<u32>| counts.into_iter().fold(0, u32::saturating_add);
    list.expect(counts.filter(|counts| !counts.is_empty()).map(sum));
    for column in &found {
        let Some(interface) = address::join(url, &format!("{INTERFACE}{}", column.id)) else { continue };
        let request = numbered(&interface, 1, site);
        if found.len() == 1 {
            list.page(request);
        } else {
            list.column(request, &column.name);
        }
    }
    if found.is_empty() {
        list.unreachable("目录树中没有年报栏目", "the tree of the platform has no column of annual reports");
    }
    list.finish()
}

/// A column of the tree.
#[derive(Debug)]
struct Column {
    id: String,
    name: String,
    posts: Option<u32>,
}

/// The columns without further columns below those whose name is that of annual reports.
fn annual(tree: &Value, is_below: bool, depth: usize, found: &mut Vec<Column>) {
    if depth > 32 {
        return;
    }
    for node in tree.as_array().into_iter().flatten() {
        let name = loose::text(node, &["name"]).unwrap_or_default();
        let is_annual = is_below || is_annual_name(&name);
        let children = node.get("children").filter(|children| children.as_array().is_some_and(|list| !list.is_empty()));
        match (children, loose::text(node, &["id"])) {
            (Some(children), _) => annual(children, is_annual, depth + 1, found),
            (None, Some(id)) if is_annual => {
                let plain = id.chars().all(|c| c.is_ascii_alphanumeric());
                if plain && loose::text(node, &["jump_url"]).is_none() {
                    found.push(Column { id, name, posts: loose::count(node, &["post_count"]) });
                }
            }
            _ => {}
        }
    }
}

fn is_annual_name(name: &str) -> bool {
    let name = normalize::label_key(name);
    let annual = name.contains("年报") || name.contains("年度报告");
    annual && !["法治", "财政", "统计", "网站", "决算"].iter().any(|other| name.contains(other))
}

fn numbered(interface: &Url, page: u32, site: &str) -> FetchRequest {
    let url = address::with_parameters(interface, &[("page", &page.to_string()), ("sid", site)]);
    FetchRequest::get(url.as_str(), Purpose::List)
}

/// `{"classify":{"post_count":27},"articles":[…]}`
fn answer(page: &SitePage<'_>, url: &Url, asked_from: &Url) -> Listing {
    let Some(answer) = loose::answer(page.text) else { return listing::faulty(ListFault::Unreadable) };
    let Some(articles) = answer.get("articles").and_then(Value::as_array) else {
        return listing::faulty(ListFault::Refused);
    };
    let mut list = Builder::new(page, asked_from);
    for article in articles {
        let link = loose::text(article, &["url", "post_url"]).and_then(|link| address::join(asked_from, &link));
        let Some(link) = link else { continue };
        let title = loose::text(article, &["title"]).unwrap_or_default();
        list.lead(&link, &title, day(article), loose::text(article, &["publisher"]));
    }
    let total = answer.get("classify").and_then(|classify| loose::count(classify, &["post_count"]));
    list.expect(total);
    let at = address::parameter(url, "page").and_then(|page| page.parse::<u32>().ok()).unwrap_or(1);
    let site = address::parameter(url, "sid").unwrap_or_default();
    let got = u32::try_from(articles.len()).unwrap_or(u32::MAX);
    let mut interface = url.clone();
    interface.set_query(None);
    // How many entries a page has is known from the first one only, which is full if there is another.
    let pages = match total {
        Some(total) if at == 1 && got > 0 => total.div_ceil(got),
        _ => at,
    };
    for next in at.saturating_add(1)..=pages.min(paging::MOST_PAGES) {
        list.page(numbered(&interface, next, &site));
    }
    list.finish()
}

/// The day that readers see: in seconds since 1970, or written.
fn day(article: &Value) -> Option<Date> {
    let seconds =
        ["display_publish_time", "date"].iter().find_map(|name| article.get(name)?.as_i64().filter(|s| *s > 0));
    let written = || date::find_all(&loose::text(article, &["created_at", "date"])?).first().map(|(_, day)| *day);
    seconds.and_then(|seconds| civil(seconds.checked_add(CHINA)?.div_euclid(86_400))).or_else(written)
}

/// The day of a number of days since 1970-01-01, after Howard Hinnant's `civil_from_days`.
fn civil(days: i64) -> Option<Date> {
    let shifted = days.checked_add(719_468)?;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    Date::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_days_of_china() {
        let shown = |seconds: i64| day(&serde_json::json!({"date": seconds})).map(|day| day.to_string());
        assert_eq!(shown(1_706_112_000).as_deref(), Some("2024-01-25"));
        // 2024-02-28 16:30 UTC is the 29th in China.
        assert_eq!(shown(1_709_137_800).as_deref(), Some("2024-02-29"));
        assert_eq!(shown(0), None);
        assert_eq!(shown(i64::MAX), None);
    }
}
