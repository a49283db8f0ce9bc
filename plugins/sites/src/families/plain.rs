//! Plain static lists: rows of a link and a day; further pages by links, or by the usual names of files.

use gongkai_model::{FetchRequest, ListFault, Listing, Purpose};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};
use url::Url;

use crate::links::{self, Dom, Link};
use crate::listing::{self, Builder};
use crate::{address, frames, leads, paging};

/// Rows with a day that make a page a list.
const ROWS: usize = 3;
/// A list without any sign of further pages that has this many entries, or a multiple of [`STEP`] above it, may have some.
const FULL: usize = 10;
const STEP: usize = 5;

/// The family.
#[derive(Debug)]
pub(crate) struct Static;

impl SiteAdapter for Static {
    fn name(&self) -> &'static str {
        "static"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("普通静态列表页", "plain static lists")
    }

    fn is_verified(&self) -> bool {
        false
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        let Some(url) = address::parse(page.url) else { return Vec::new() };
        let dom = Dom::new(page.text, &url);
        let mut links = dom.links();
        links.extend(links::written(page.text, &url));
        let rows = links.iter().filter(|link| link.date.is_some()).count();
        let framed = rows == 0 && dom.frames().iter().any(|frame| frames::is_content(&url, frame));
        listing::marks(&[(rows >= ROWS, "rows of a link and a day", 20), (framed, "a frame of the same host", 20)])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        address::parse(page.url).map(|url| list(page, &url)).unwrap_or_default()
    }
}

/// Reads a plain list; other families do, too, where they have nothing of their own.
pub(super) fn list(page: &SitePage<'_>, url: &Url) -> Listing {
    let mut list = Builder::new(page, url);
    let dom = Dom::new(page.text, url);
    let links = links::all(page.text, url);
    let entries: Vec<&Link> = links.iter().filter(|link| is_entry(link)).collect();
    list.leads(entries.iter().copied());
    list.columns(&links);
    let text = dom.text();
    let total = paging::total(&text);
    list.expect(total);
    let shown = listing::turned_to(&links, url);
    for page in paging::without_gaps(&shown) {
        list.page_at(&page);
    }
    if entries.is_empty() {
        // Some counties show the list in a frame of their own host.
        for frame in dom.frames().iter().filter(|frame| frames::is_content(url, frame)) {
            list.page_at(frame);
        }
    } else if shown.is_empty() {
        let own = entries.len();
        let more =
            paging::pages(&text).is_some_and(|pages| pages > 1) || total.is_some_and(|total| own < total as usize);
        if more || (own >= FULL && own.is_multiple_of(STEP)) {
            guess(&mut list, url, &entries);
        }
    }
    if list.is_bare() && listing::is_not_found(&dom) {
        list.fault(ListFault::NotFound);
    }
    list.finish()
}

/// An entry of a plain list: a link with a day in its row, or one that calls itself a report.
pub(super) fn is_entry(link: &Link) -> bool {
    !link.is_pager && !link.title.is_empty() && (link.date.is_some() || leads::judge(&link.title).is_report())
}

/// A short name with the words of annual reports.
pub(super) fn is_column_name(name: &str) -> bool {
    (name.contains("年报") || name.contains("年度报告"))
        && name.chars().count() <= 20
        && !leads::judge(name).is_report()
}

/// Pages that the list may have: the next number, or the second page under each usual name. Only a page with entries of the
/// same column is right; sites answer with other columns, or with a page that says 404 at status 200.
fn guess(list: &mut Builder, url: &Url, entries: &[&Link]) {
    let prefix = common_prefix(url, entries);
    let next = paging::numbered(url).filter(|(before, _, _)| before.ends_with(['_', '-', '/']));
    let next =
        next.and_then(|(before, at, behind)| address::parse(&format!("{before}{}{behind}", at.saturating_add(1))));
    let pages = next.map_or_else(|| paging::second_pages(url), |next| vec![next]);
    for page in pages {
        list.guess(FetchRequest::get(page.as_str(), Purpose::List), Some(prefix.clone()));
    }
}

/// What most entries share with their column: its folder, or host and two folders; or else what most of them share.
fn common_prefix(url: &Url, entries: &[&Link]) -> String {
    let folder = address::directory(url);
    let inside = entries.iter().filter(|link| link.url.as_str().starts_with(&folder)).count();
    if 2 * inside > entries.len() {
        return folder;
    }
    let prefixes: Vec<String> = entries.iter().map(|link| address::prefix(&link.url)).collect();
    let own = address::prefix(url);
    if prefixes.contains(&own) {
        return own;
    }
    let count = |prefix: &String| prefixes.iter().filter(|other| *other == prefix).count();
    prefixes.iter().take(50).max_by_key(|prefix| count(prefix)).cloned().unwrap_or(own)
}
