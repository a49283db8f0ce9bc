//! Sites with `/info/iList.jsp?node_id=…&cat_id=…&cur_page=…` (绵竹 and others).

use gongkai_model::{FetchRequest, ListFault, Listing, Purpose};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};
use url::Url;

use super::plain;
use crate::links::{self, Dom};
use crate::listing::{self, Builder};
use crate::{address, paging};

const LIST: &str = "/iList.jsp";

/// The family.
#[derive(Debug)]
pub(crate) struct IList;

impl SiteAdapter for IList {
    fn name(&self) -> &'static str {
        "ilist"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("iList.jsp 列表", "lists by iList.jsp")
    }

    fn is_verified(&self) -> bool {
        false
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        listing::marks(&[
            (page.url.contains(LIST), "/iList.jsp", 85),
            (page.text.contains("iList.jsp?"), "iList.jsp?", 70),
            (page.text.contains("cur_page="), "cur_page", 40),
        ])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        let Some(url) = address::parse(page.url) else { return Listing::default() };
        let mut list = Builder::new(page, &url);
        let dom = Dom::new(page.text, &url);
        let links = links::all(page.text, &url);
        let own = address::parameter(&url, "cat_id");
        let mut last = 0;
        for link in links.iter().filter(|link| link.url.path().ends_with(LIST)) {
            let category = address::parameter(&link.url, "cat_id");
            if category == own && own.is_some() {
                last = last.max(current(&link.url).unwrap_or(0));
            } else if category.is_some() && !link.is_pager && plain::is_column_name(&link.title) {
                list.column(FetchRequest::get(link.url.as_str(), Purpose::List), &link.title);
            }
        }
        let entries = links.iter().filter(|link| !link.url.path().ends_with(LIST));
        list.leads(entries.filter(|link| plain::is_entry(link)));
        let text = dom.text();
        list.expect(paging::total(&text));
        let pages = paging::pages(&text).unwrap_or(0).max(last);
        if url.path().ends_with(LIST) {
            for page in current(&url).unwrap_or(1).saturating_add(1)..=pages.min(paging::MOST_PAGES) {
                list.page_at(&address::with_parameters(&url, &[("cur_page", &page.to_string())]));
            }
        }
        if list.is_bare() && listing::is_not_found(&dom) {
            list.fault(ListFault::NotFound);
        }
        list.finish()
    }
}

fn current(url: &Url) -> Option<u32> {
    address::parameter(url, "cur_page")?.parse().ok()
}
