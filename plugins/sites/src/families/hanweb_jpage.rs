//! Hanweb with `jpage`: lists in data stores inside the page, further records by `dataproxy.jsp`.
//!
//! Some servers ignore `startrecord` and go by `page`, so both are sent; `perpage` is capped at 100 to 300, and a server that
//! gives fewer records than asked is asked for that many from then on. `index_1.html` does not exist. Where the link to the
//! next group is encrypted, it is followed as it stands.

use gongkai_model::{FetchRequest, ListFault, Listing, Purpose};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};
use url::Url;

use crate::links::Dom;
use crate::listing::{self, Builder};
use crate::{address, paging, script};

/// Records asked for at once.
const PER_PAGE: u32 = 100;
const PROXY: &str = "/module/web/jpage/dataproxy.jsp";
/// Parameters that say which list it is; the others have usual values.
const PARAMETERS: &[(&str, &str)] = &[
    ("col", "1"),
    ("appid", "1"),
    ("webid", ""),
    ("path", "/"),
    ("columnid", ""),
    ("sourceContentType", "1"),
    ("unitid", ""),
    ("webname", ""),
    ("permissiontype", "0"),
];

/// The family.
#[derive(Debug)]
pub(crate) struct HanwebJpage;

impl SiteAdapter for HanwebJpage {
    fn name(&self) -> &'static str {
        "hanweb-jpage"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("大汉 jpage 列表（dataproxy.jsp）", "Hanweb lists with jpage (dataproxy.jsp)")
    }

    fn is_verified(&self) -> bool {
        false
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        let store = page.text.contains("<datastore>") && !page.text.contains("getMessage.do");
        listing::marks(&[
            (page.text.contains("dataproxy.jsp") || page.url.contains("dataproxy.jsp"), "dataproxy.jsp", 85),
            (store, "<datastore>", 50),
            (page.text.contains(".jpage("), "jpage(", 40),
            (page.url.contains("/col/col"), "/col/colN/", 35),
        ])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        let (Some(url), Some(asked_from)) = (address::parse(page.url), listing::asked_from(page)) else {
            return Listing::default();
        };
        if url.path().ends_with("dataproxy.jsp") { answer(page, &url, &asked_from) } else { column(page, &url) }
    }
}

/// The page of a column.
fn column(page: &SitePage<'_>, url: &Url) -> Listing {
    let mut list = Builder::new(page, url);
    let records = listing::records(page.text);
    let dom = Dom::new(page.text, url);
    let links = dom.links();
    if records.is_empty() {
        list.leads(links.iter().filter(|link| listing::is_hanweb_article(&link.url)));
    }
    list.leads(&records.iter().flat_map(|record| Dom::new(record, url).links()).collect::<Vec<_>>());
    list.columns(&links);

    let stores = stores(page.text, url);
    if let [_] = stores.as_slice() {
        let total = listing::stated(page.text, "totalrecord");
        list.expect(total.or_else(|| listing::script_number(page.text, &["totalRecord", "totalrecord"])));
        let complete = |total| list.count() >= total;
        if list_is_complete(page.text, complete) {
            return list.finish();
        }
    }
    for store in &stores {
        match store {
            Store::Known(proxy, values) => list.page_at(&request(proxy, values, 1, PER_PAGE)),
            Store::Encrypted(next) => list.page_at(next),
        }
    }
    if stores.is_empty() && list.is_bare() && listing::is_not_found(&dom) {
        list.fault(ListFault::NotFound);
    }
    list.finish()
}

/// Whether all records that the page states are in it.
fn list_is_complete(text: &str, complete: impl Fn(u32) -> bool) -> bool {
    let total = listing::stated(text, "totalrecord").or_else(|| listing::script_number(text, &["totalRecord"]));
    total.is_some_and(complete)
}

/// A list that a page holds the first records of.
#[derive(Debug, PartialEq)]
enum Store {
    /// The address of its interface, and the values of [`PARAMETERS`].
    Known(Url, Vec<String>),
    /// The address of its next records, which says nothing.
    Encrypted(Url),
}

/// The lists of a page, by their links to the next records or else by the arguments of `jpage`.
fn stores(text: &str, base: &Url) -> Vec<Store> {
    let mut stores: Vec<Store> = Vec::new();
    let mut add = |store: Store| {
        if !stores.contains(&store) {
            stores.push(store);
        }
    };
    for (at, _) in text.match_indices("dataproxy.jsp?").take(20) {
        let start = text.get(..at).and_then(|before| before.rfind(['"', '\''])).map_or(at, |quote| quote + 1);
        let link = text.get(start..).and_then(|link| link.split(['"', '\'', ' ', '<']).next()).unwrap_or_default();
        let Some(next) = address::join(base, &link.replace("&amp;", "&")) else { continue };
        let values: Vec<_> = PARAMETERS
            .iter()
            .map(|(name, usual)| address::parameter(&next, name).unwrap_or_else(|| (*usual).to_owned()))
            .collect();
        let known = ["columnid", "unitid"].iter().all(|name| address::parameter(&next, name).is_some());
        let mut proxy = next.clone();
        proxy.set_query(None);
        add(if known { Store::Known(proxy, values) } else { Store::Encrypted(next) });
    }
    if stores.is_empty()
        && let Some(arguments) = script::object(text, "ajaxParam")
    {
        let value = |(name, usual): &(&str, &str)| script::value(arguments, name).unwrap_or(usual).to_owned();
        let proxy = script::value(text, "proxyUrl").filter(|proxy| proxy.contains("dataproxy")).unwrap_or(PROXY);
        if let (Some(proxy), true) = (address::join(base, proxy), script::value(arguments, "unitid").is_some()) {
            stores.push(Store::Known(proxy, PARAMETERS.iter().map(value).collect()));
        }
    }
    stores
}

/// The request for a page of records, counted from 1.
fn request(proxy: &Url, values: &[String], page: u32, per_page: u32) -> Url {
    let end = page.saturating_mul(per_page);
    let start = end.saturating_sub(per_page).saturating_add(1);
    let numbers = [page, start, end, per_page].map(|number| number.to_string());
    let mut pairs: Vec<(&str, &str)> =
        ["page", "startrecord", "endrecord", "perpage"].into_iter().zip(numbers.iter().map(String::as_str)).collect();
    let named = PARAMETERS.iter().zip(values).filter(|(_, value)| !value.is_empty());
    pairs.extend(named.map(|((name, _), value)| (*name, value.as_str())));
    address::with_parameters(proxy, &pairs)
}

/// An answer of the interface.
fn answer(page: &SitePage<'_>, url: &Url, asked_from: &Url) -> Listing {
    let mut list = Builder::new(page, asked_from);
    let records = listing::records(page.text);
    if records.is_empty() && !page.text.contains("datastore") && !page.text.contains("recordset") {
        return listing::faulty(ListFault::Unreadable);
    }
    list.leads(&records.iter().flat_map(|record| Dom::new(record, asked_from).links()).collect::<Vec<_>>());
    let total = listing::stated(page.text, "totalrecord");
    list.expect(total);
    let number = |name| address::parameter(url, name).and_then(|value| value.parse::<u32>().ok());
    let (Some(asked), Some(at)) = (number("perpage"), number("page")) else {
        // The next group of an encrypted list.
        for store in stores(page.text, asked_from) {
            if let Store::Encrypted(next) = store {
                list.page_at(&next);
            }
        }
        return list.finish();
    };
    let got = u32::try_from(records.len()).unwrap_or(u32::MAX);
    let mut proxy = url.clone();
    proxy.set_query(None);
    let values: Vec<_> = PARAMETERS.iter().map(|(name, _)| address::parameter(url, name).unwrap_or_default()).collect();
    // A server that caps the records of an answer gives fewer than asked, though more are there.
    let per_page = if at == 1 && got > 0 && got < asked { got } else { asked };
    let pages = match total {
        Some(total) => total.div_ceil(per_page.max(1)),
        None if got >= asked => at.saturating_add(1),
        None => at,
    };
    if got > 0 {
        for next in at.saturating_add(1)..=pages.min(paging::MOST_PAGES) {
            let request = FetchRequest::get(request(&proxy, &values, next, per_page).as_str(), Purpose::List);
            list.page(request);
        }
    }
    list.finish()
}
