//! Any page: every link that calls itself an annual report, wherever it stands.

use gongkai_model::{ListFault, Listing};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};

use crate::links::{self, Dom};
use crate::listing::{self, Builder};
use crate::{address, leads, paging};

/// The family.
#[derive(Debug)]
pub(crate) struct Generic;

impl SiteAdapter for Generic {
    fn name(&self) -> &'static str {
        "generic"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("任何网页上的年报链接", "links to annual reports on any page")
    }

    fn is_verified(&self) -> bool {
        false
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        listing::marks(&[(page.text.contains("href"), "href", 5)])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        let Some(url) = address::parse(page.url) else { return Listing::default() };
        let mut list = Builder::new(page, &url);
        let links = links::all(page.text, &url);
        list.leads(links.iter().filter(|link| !link.is_pager && leads::judge(&link.title).is_report()));
        list.columns(&links);
        let shown = listing::turned_to(&links, &url);
        for page in paging::without_gaps(&shown) {
            list.page_at(&page);
        }
        if list.is_bare() && listing::is_not_found(&Dom::new(page.text, &url)) {
            list.fault(ListFault::NotFound);
        }
        list.finish()
    }
}
