//! 博达 (VSB): static lists `column.htm`, older pages `column/N.htm` counted down, articles `/info/COLUMN/ID.htm`.

use gongkai_model::{ListFault, Listing};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};
use url::Url;

use crate::links::{self, Dom, Link};
use crate::listing::{self, Builder};
use crate::{address, leads, paging};

/// The family.
#[derive(Debug)]
pub(crate) struct Vsb;

impl SiteAdapter for Vsb {
    fn name(&self) -> &'static str {
        "vsb"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("博达 VSB（/info/栏目/编号.htm）", "VSB (/info/COLUMN/ID.htm)")
    }

    fn is_verified(&self) -> bool {
        false
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        listing::marks(&[
            (page.text.contains("vsb_content"), "#vsb_content", 85),
            (page.text.contains("v_news_content"), ".v_news_content", 60),
            (page.text.contains("/system/_content/download.jsp"), "/system/_content/download.jsp", 80),
            (page.text.contains("/system/resource/"), "/system/resource/", 60),
            (page.text.contains("pb_sys_common"), "pb_sys_common", 60),
            (articles_named(page.text) >= 2, "/info/COLUMN/ID.htm", 50),
        ])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        let Some(url) = address::parse(page.url) else { return Listing::default() };
        let mut list = Builder::new(page, &url);
        let dom = Dom::new(page.text, &url);
        let links = links::all(page.text, &url);
        // Menus and news of other columns hold articles, too: entries have a day in their row.
        let dated = links.iter().any(|link| is_article(&link.url) && link.date.is_some());
        list.leads(links.iter().filter(|link| is_entry(link, dated)));
        list.columns(&links);
        let shown = listing::turned_to(&links, &url);
        for url in paging::without_gaps(&shown) {
            list.page_at(&url);
        }
        list.expect(paging::total(&dom.text()));
        if list.is_bare() && listing::is_not_found(&dom) {
            list.fault(ListFault::NotFound);
        }
        list.finish()
    }
}

fn is_entry(link: &Link, dated: bool) -> bool {
    let known = is_article(&link.url) || address::is_file(&link.url);
    let report = leads::judge(&link.title).is_report();
    !link.is_pager && ((known && (link.date.is_some() || report || !dated)) || (report && link.date.is_some()))
}

/// `/info/1050/64208.htm`
fn is_article(url: &Url) -> bool {
    let Some((_, behind)) = url.path().split_once("/info/") else { return false };
    let Some((column, file)) = behind.split_once('/') else { return false };
    let id = file.strip_suffix(".htm").or_else(|| file.strip_suffix(".html")).unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(column) && digits(id)
}

/// Addresses of articles in a page, up to two.
fn articles_named(text: &str) -> usize {
    let named = text.match_indices("info/").filter(|(at, _)| {
        let behind = text.get(at + 5..).unwrap_or_default();
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        let id = behind.as_bytes().get(digits + 1..).unwrap_or_default();
        let more = id.iter().take_while(|b| b.is_ascii_digit()).count();
        digits > 0
            && behind.as_bytes().get(digits) == Some(&b'/')
            && more > 0
            && id.get(more..).is_some_and(|end| end.starts_with(b".htm"))
    });
    named.take(2).count()
}
