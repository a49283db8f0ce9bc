//! TrueCMS: data stores like Hanweb's, further records by `messageController/getMessage.do` as JSONP.
//!
//! Needs the page of the column as referer. Servers cap `perpage` differently (50, 20, 10) and answer a larger one with
//! nothing or 404: the three are guesses, and the first that lists entries is kept to. On some sites the interface is gone
//! and the records in the page are all there is.

use gongkai_model::{FetchRequest, ListFault, Listing, Purpose};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};
use serde_json::Value;
use url::Url;

use super::plain;
use crate::links::Dom;
use crate::listing::{self, Builder};
use crate::{address, loose, paging, script};

const INTERFACE: &str = "messageController/getMessage.do";
/// Records to ask for at once, in the order to try.
const WINDOWS: [u32; 3] = [50, 20, 10];

/// The family.
#[derive(Debug)]
pub(crate) struct TrueCms;

impl SiteAdapter for TrueCms {
    fn name(&self) -> &'static str {
        "truecms"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("TrueCMS（getMessage.do）", "TrueCMS (getMessage.do)")
    }

    fn is_verified(&self) -> bool {
        false
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        let named = |text: &str| text.contains(INTERFACE);
        listing::marks(&[(named(page.text) || named(page.url), "messageController/getMessage.do", 97)])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        let (Some(url), Some(asked_from)) = (address::parse(page.url), listing::asked_from(page)) else {
            return Listing::default();
        };
        if url.path().ends_with(INTERFACE) { answer(page, &url, &asked_from) } else { column(page, &url) }
    }
}

/// The page of a column.
fn column(page: &SitePage<'_>, url: &Url) -> Listing {
    let mut list = Builder::new(page, url);
    let dom = Dom::new(page.text, url);
    let records = listing::records(page.text);
    list.leads(&records.iter().flat_map(|record| Dom::new(record, url).links()).collect::<Vec<_>>());
    let links = dom.links();
    if list.count() == 0 {
        // A script makes the data store of what stands in a hidden container.
        list.leads(links.iter().filter(|link| plain::is_entry(link)));
    }
    list.columns(&links);
    let total = listing::stated(page.text, "totalrecord");
    let total = total.or_else(|| listing::script_number(page.text, &["totalRecord"]));
    list.expect(total);
    let interface = script::value(page.text, "proxyUrl").filter(|proxy| proxy.contains(INTERFACE));
    let interface = interface.and_then(|proxy| address::join(url, proxy));
    let column = script::value(page.text, "columnId");
    if let (Some(interface), Some(column), false) = (interface, column, total == Some(list.count())) {
        for window in WINDOWS {
            list.guess(request(&interface, column, 1, window), None);
        }
    } else if list.is_bare() && listing::is_not_found(&dom) {
        list.fault(ListFault::NotFound);
    }
    list.finish()
}

fn request(interface: &Url, column: &str, start: u32, window: u32) -> FetchRequest {
    let numbers = [start, start.saturating_add(window).saturating_sub(1), window].map(|number| number.to_string());
    let [start, end, window] = numbers.each_ref().map(String::as_str);
    let pairs = [
        ("startrecord", start),
        ("endrecord", end),
        ("perpage", window),
        ("columnId", column),
        ("callback", "records"),
    ];
    FetchRequest::get(address::with_parameters(interface, &pairs).as_str(), Purpose::List)
}

/// `records({"result":"<datastore>…"})`
fn answer(page: &SitePage<'_>, url: &Url, asked_from: &Url) -> Listing {
    let answer = loose::answer(page.text);
    let Some(store) = answer.as_ref().and_then(|answer| answer.get("result")).and_then(Value::as_str) else {
        return listing::faulty(ListFault::Unreadable);
    };
    let mut list = Builder::new(page, asked_from);
    let records = listing::records(store);
    list.leads(&records.iter().flat_map(|record| Dom::new(record, asked_from).links()).collect::<Vec<_>>());
    let total =
        listing::stated(store, "totalrecord").or_else(|| answer.as_ref().and_then(|a| loose::count(a, &["total"])));
    list.expect(total);
    let number = |name| address::parameter(url, name).and_then(|value| value.parse::<u32>().ok());
    let (Some(start), Some(window), Some(column)) =
        (number("startrecord"), number("perpage").filter(|n| *n > 0), address::parameter(url, "columnId"))
    else {
        return list.finish();
    };
    let got = u32::try_from(records.len()).unwrap_or(u32::MAX);
    let last = match total {
        Some(total) => total,
        None if got >= window => start.saturating_add(window),
        None => 0,
    };
    let mut interface = url.clone();
    interface.set_query(None);
    let mut next = start.saturating_add(window);
    for _ in 0..paging::MOST_PAGES {
        if got == 0 || next > last {
            break;
        }
        list.page(request(&interface, &column, next, window));
        next = next.saturating_add(window);
    }
    list.finish()
}
