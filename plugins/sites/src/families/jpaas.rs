//! JPaaS, the newer Hanweb: parts of a page are built by an interface that a script names with its arguments.
//!
//! The page number counts only inside `paramJson`. The value of `parseType` is misspelt (`bulidstatic`) on many sites and is
//! sent as the page has it.

use gongkai_model::{ListFault, Listing};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};
use serde_json::Value;
use url::Url;

use crate::links::{self, Dom};
use crate::listing::{self, Builder};
use crate::{address, loose, paging};

const UNIT: &str = "/front/page/build/unit";
const PER_PAGE: u32 = 15;
/// Arguments of the interface that are sent, in order.
const ARGUMENTS: &[&str] = &["parseType", "webId", "tplSetId", "pageType", "tagId", "editType", "pageId"];

/// The family.
#[derive(Debug)]
pub(crate) struct Jpaas;

impl SiteAdapter for Jpaas {
    fn name(&self) -> &'static str {
        "jpaas"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("JPaaS（新版大汉，unitbuild.js）", "JPaaS, the newer Hanweb (unitbuild.js)")
    }

    fn is_verified(&self) -> bool {
        false
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        listing::marks(&[
            (
                page.text.contains("jpaas-publish-server") || page.url.contains("jpaas-publish-server"),
                "jpaas-publish-server",
                85,
            ),
            (page.text.contains("unitbuild.js"), "unitbuild.js", 70),
            (page.text.contains("queryData="), "queryData", 30),
        ])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        let (Some(url), Some(asked_from)) = (address::parse(page.url), listing::asked_from(page)) else {
            return Listing::default();
        };
        if url.path().ends_with(UNIT) { answer(page, &url, &asked_from) } else { column(page, &url) }
    }
}

/// The page of a column: a request for each part that its scripts build.
fn column(page: &SitePage<'_>, url: &Url) -> Listing {
    let mut list = Builder::new(page, url);
    let dom = Dom::new(page.text, url);
    let links = dom.links();
    list.leads(links.iter().filter(|link| listing::is_hanweb_article(&link.url)));
    list.columns(&links);
    for tag in page.text.split("<script").skip(1).filter_map(|tag| Some(tag.split_once('>')?.0)) {
        if let Some(unit) = unit(tag, url) {
            list.page_at(&numbered(&unit, 1, PER_PAGE));
        }
    }
    if list.is_bare() && listing::is_not_found(&dom) {
        list.fault(ListFault::NotFound);
    }
    list.finish()
}

/// `<script src="…/unitbuild.js" url="/…/build/unit" queryData="{'webId':'…'}">` → the address with its arguments.
fn unit(tag: &str, base: &Url) -> Option<Url> {
    let interface = attribute(tag, "url").filter(|interface| interface.contains(UNIT))?;
    let arguments = attribute(tag, "queryData").or_else(|| attribute(tag, "querydata"))?;
    let arguments = loose::parse(&arguments.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&"))?;
    let value = |name: &'static str| Some((name, loose::text(&arguments, &[name])?));
    let mut pairs: Vec<(&str, String)> = ARGUMENTS.iter().copied().filter_map(value).collect();
    if !["webId", "pageId"].iter().all(|name| pairs.iter().any(|(key, _)| key == name)) {
        return None;
    }
    for (at, name, usual) in [(0, "parseType", "bulidstatic"), (3, "pageType", "column")] {
        if !pairs.iter().any(|(key, _)| *key == name) {
            pairs.insert(pairs.len().min(at), (name, usual.to_owned()));
        }
    }
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(address::with_parameters(&address::join(base, interface)?, &pairs))
}

/// An attribute of a tag, between quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut places = tag.match_indices(name);
    places.find_map(|(at, _)| {
        let before = tag.get(..at)?.chars().next_back();
        let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        before.filter(|c| c.is_whitespace())?;
        value.get(1..)?.split(quote).next()
    })
}

fn numbered(unit: &Url, page: u32, per_page: u32) -> Url {
    address::with_parameters(unit, &[("paramJson", &format!("{{\"pageNo\":{page},\"pageSize\":{per_page}}}"))])
}

/// An answer: JSON with a piece of HTML in it.
fn answer(page: &SitePage<'_>, url: &Url, asked_from: &Url) -> Listing {
    let Some(answer) = loose::answer(page.text) else { return listing::faulty(ListFault::Unreadable) };
    let refused = answer.get("success") == Some(&Value::Bool(false));
    let data = answer.get("data").unwrap_or(&Value::Null);
    let Some(html) = data.get("html").or(Some(data)).and_then(Value::as_str) else {
        return listing::faulty(if refused { ListFault::Refused } else { ListFault::Unreadable });
    };
    let mut list = Builder::new(page, asked_from);
    let dom = Dom::new(html, asked_from);
    let links = links::all(html, asked_from);
    let is_entry = |link: &&links::Link| {
        !link.is_pager && (listing::is_hanweb_article(&link.url) || link.date.is_some() || address::is_file(&link.url))
    };
    list.leads(links.iter().filter(is_entry));
    list.columns(&links);
    let text = dom.text();
    let total = loose::count(data, &["total", "totalCount"]).or_else(|| paging::total(&text));
    let total = total.or_else(|| listing::script_number(html, &["totalRecord", "totalCount"]));
    let asked = address::parameter(url, "paramJson").and_then(|text| loose::parse(&text)).unwrap_or(Value::Null);
    let at = loose::count(&asked, &["pageNo"]).unwrap_or(1);
    let per_page = loose::count(&asked, &["pageSize"]).unwrap_or(PER_PAGE).max(1);
    let got = list.count();
    // A part without entries (a menu, a banner) has no further pages, whatever it says.
    list.expect(total.filter(|_| got > 0));
    let pages = match total.map(|total| total.div_ceil(per_page)).or_else(|| paging::pages(&text)) {
        _ if got == 0 => at,
        Some(pages) => pages,
        None if got >= per_page => at.saturating_add(1),
        None => at,
    };
    for next in at.saturating_add(1)..=pages.min(paging::MOST_PAGES) {
        list.page_at(&numbered(url, next, per_page));
    }
    list.finish()
}
