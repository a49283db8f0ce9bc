//! UCAP (开普): lists as JSON by `/common/search/{channel}` where a site has it, else plain lists.

use gongkai_model::{FetchRequest, ListFault, Listing, Purpose};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};
use gongkai_text::date;
use serde_json::Value;
use url::Url;

use super::plain;
use crate::listing::{self, Builder};
use crate::{address, loose, paging};

const INTERFACE: &str = "/common/search/";
const PER_PAGE: u32 = 15;

/// The family.
#[derive(Debug)]
pub(crate) struct Ucap;

impl SiteAdapter for Ucap {
    fn name(&self) -> &'static str {
        "ucap"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("开普 UCAP（/common/search/）", "UCAP (/common/search/)")
    }

    fn is_verified(&self) -> bool {
        false
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        let interface = channel(page.text).is_some() || page.url.contains(INTERFACE);
        listing::marks(&[
            (interface, "/common/search/{channel}", 80),
            (page.text.contains("UCAP-CONTENT"), "#UCAP-CONTENT", 70),
            (page.text.contains("pages_content"), ".pages_content", 35),
        ])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        let (Some(url), Some(asked_from)) = (address::parse(page.url), listing::asked_from(page)) else {
            return Listing::default();
        };
        if url.path().contains(INTERFACE) {
            return answer(page, &url, &asked_from);
        }
        let Some(channel) =
            channel(page.text).and_then(|channel| address::join(&url, &format!("{INTERFACE}{channel}")))
        else {
            return plain::list(page, &url);
        };
        let mut list = Builder::new(page, &url);
        list.page(numbered(&channel, 1));
        list.finish()
    }
}

/// The channel whose list a page asks for: `/common/search/<32 hex>`.
fn channel(text: &str) -> Option<&str> {
    text.match_indices(INTERFACE).find_map(|(at, _)| {
        let behind = text.get(at + INTERFACE.len()..)?;
        let end = behind.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(behind.len());
        behind.get(..end).filter(|id| id.len() == 32)
    })
}

fn numbered(channel: &Url, page: u32) -> FetchRequest {
    let (page, size) = (page.to_string(), PER_PAGE.to_string());
    let pairs = [
        ("page", page.as_str()),
        ("_pageSize", &size),
        ("_isAgg", "true"),
        ("_isJson", "true"),
        ("_template", "index"),
    ];
    FetchRequest::get(address::with_parameters(channel, &pairs).as_str(), Purpose::List)
}

/// `{"data":{"total":27,"rows":15,"results":[…]}}`
fn answer(page: &SitePage<'_>, url: &Url, asked_from: &Url) -> Listing {
    let Some(answer) = loose::answer(page.text) else { return listing::faulty(ListFault::Unreadable) };
    let data = answer.get("data").unwrap_or(&Value::Null);
    let Some(results) = data.get("results").and_then(Value::as_array) else {
        return listing::faulty(ListFault::Refused);
    };
    let mut list = Builder::new(page, asked_from);
    for entry in results {
        let Some(link) = loose::text(entry, &["url"]).and_then(|link| address::join(asked_from, &link)) else {
            continue;
        };
        let day = loose::text(entry, &["publishedTimeStr", "publishedTime"]);
        let day = day.and_then(|day| date::find_all(&day).first().map(|(_, day)| *day));
        list.lead(&link, &loose::text(entry, &["title"]).unwrap_or_default(), day, source(entry));
    }
    let total = loose::count(data, &["total"]);
    list.expect(total);
    let at = address::parameter(url, "page").and_then(|page| page.parse::<u32>().ok()).unwrap_or(1);
    let size = address::parameter(url, "_pageSize").and_then(|size| size.parse().ok()).unwrap_or(PER_PAGE).max(1);
    let mut channel = url.clone();
    channel.set_query(None);
    let pages = if results.is_empty() { at } else { total.map_or(at, |total| total.div_ceil(size)) };
    for next in at.saturating_add(1)..=pages.min(paging::MOST_PAGES) {
        list.page(numbered(&channel, next));
    }
    list.finish()
}

/// The organ among the metadata of an entry: `domainMetaList[].resultList[] {key: "source", value}`.
fn source(entry: &Value) -> Option<String> {
    let lists = entry.get("domainMetaList")?.as_array()?.iter();
    let mut pairs = lists.filter_map(|domain| domain.get("resultList")?.as_array()).flatten();
    let source = pairs.find(|pair| pair.get("key").and_then(Value::as_str) == Some("source"))?;
    loose::text(source, &["value"]).filter(|value| value != "null" && value != "undefined")
}
