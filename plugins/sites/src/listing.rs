//! Building a [`Listing`]: absolute requests, none twice, all following from the page of the column.

use std::collections::BTreeSet;

use gongkai_model::{ColumnLead, Date, FetchRequest, Guess, ListFault, Listing, Purpose, ReportLead};
use gongkai_plugin::SitePage;
use url::Url;

use crate::links::{Dom, Link};
use crate::{address, leads, script};

/// A listing under construction.
#[derive(Debug)]
pub(crate) struct Builder {
    listing: Listing,
    seen: BTreeSet<String>,
    /// The page of the column.
    column: Url,
}

impl Builder {
    /// For a page whose requests follow from `column`.
    pub(crate) fn new(page: &SitePage<'_>, column: &Url) -> Self {
        let mut seen = BTreeSet::from([page.request.key()]);
        if page.request.body.is_none() {
            seen.extend(address::parse(page.url).map(String::from));
        }
        Self { listing: Listing::default(), seen, column: column.clone() }
    }

    /// An entry of the list.
    pub(crate) fn lead(&mut self, url: &Url, title: &str, date: Option<Date>, unit: Option<String>) {
        let purpose = if address::is_file(url) { Purpose::Attachment } else { Purpose::Item };
        let request = FetchRequest::get(url.as_str(), purpose).from_page(self.column.as_str());
        if self.seen.insert(request.key()) {
            self.listing.leads.push(ReportLead { request, title: title.to_owned(), date, unit });
        }
    }

    /// Links that are entries of the list; those without a day that lead to columns below it are none.
    pub(crate) fn leads<'l>(&mut self, links: impl IntoIterator<Item = &'l Link>) {
        for link in links {
            if link.date.is_some() || !leads::is_sub_column(&self.column, &link.url, &link.title) {
                self.lead(&link.url, &link.title, link.date, link.unit.clone());
            }
        }
    }

    /// A further page of the list.
    pub(crate) fn page(&mut self, request: FetchRequest) {
        let request = request.from_page(self.column.as_str());
        if self.seen.insert(request.key()) {
            self.listing.pages.push(request);
        }
    }

    /// A further page of the list, fetched plainly.
    pub(crate) fn page_at(&mut self, url: &Url) {
        self.page(FetchRequest::get(url.as_str(), Purpose::List));
    }

    /// A page that the list may have.
    pub(crate) fn guess(&mut self, request: FetchRequest, prefix: Option<String>) {
        let request = request.from_page(self.column.as_str());
        if self.seen.insert(request.key()) {
            self.listing.guesses.push(Guess { request, prefix });
        }
    }

    /// A column below this one.
    pub(crate) fn column(&mut self, request: FetchRequest, name: &str) {
        let request = request.from_page(self.column.as_str());
        if self.seen.insert(request.key()) {
            self.listing.columns.push(ColumnLead { request, name: name.to_owned() });
        }
    }

    /// Columns below this one among the links: folders of it, and years.
    pub(crate) fn columns<'l>(&mut self, links: impl IntoIterator<Item = &'l Link>) {
        for link in links {
            if !link.is_pager && leads::is_sub_column(&self.column, &link.url, &link.title) {
                self.column(FetchRequest::get(link.url.as_str(), Purpose::List), &link.title);
            }
        }
    }

    /// What the site says the number of entries is.
    pub(crate) fn expect(&mut self, entries: Option<u32>) {
        self.listing.expected = self.listing.expected.or(entries);
    }

    /// The list has entries that this page cannot lead to.
    pub(crate) fn unreachable(&mut self, chinese: impl Into<String>, english: impl Into<String>) {
        self.listing.unreachable = Some((chinese.into(), english.into()));
    }

    /// This is no list.
    pub(crate) fn fault(&mut self, fault: ListFault) {
        self.listing.fault = Some(fault);
    }

    /// Entries so far.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.listing.leads.len()).unwrap_or(u32::MAX)
    }

    /// Whether nothing leads on from here.
    pub(crate) fn is_bare(&self) -> bool {
        let listing = &self.listing;
        listing.leads.is_empty() && listing.pages.is_empty() && listing.columns.is_empty() && listing.guesses.is_empty()
    }

    /// The listing.
    pub(crate) fn finish(self) -> Listing {
        self.listing
    }
}

/// A listing with nothing but a fault.
pub(crate) fn faulty(fault: ListFault) -> Listing {
    Listing { fault: Some(fault), ..Listing::default() }
}

/// The page of the column that an answer of an interface follows from: who asked for it, or itself.
pub(crate) fn asked_from(page: &SitePage<'_>) -> Option<Url> {
    page.request.referer.as_deref().and_then(address::parse).or_else(|| address::parse(page.url))
}

/// Whether a page that lists nothing says itself that it does not exist.
pub(crate) fn is_not_found(dom: &Dom) -> bool {
    const WORDS: &[&str] = &[
        "页面不存在",
        "页面不见了",
        "找不到页面",
        "找不到该页",
        "页面找不到",
        "无法找到该页",
        "您访问的页面",
        "栏目不存在",
        "Not Found",
    ];
    let says = |text: &str| WORDS.iter().any(|word| text.contains(word));
    let title = dom.title();
    let text: String = dom.text().chars().take(600).collect();
    says(&title) || title.trim_start().starts_with("404") || (says(&text) && text.chars().count() < 600)
}

/// Pages that the links of a bar turn to: those in the folder of the column. A bar also leads to the front page of the site.
pub(crate) fn turned_to(links: &[Link], column: &Url) -> Vec<Url> {
    let folder = address::directory(column);
    let inside = |url: &&Url| url.as_str().starts_with(&folder) && url.path() != "/";
    let turning = links.iter().filter(|link| link.is_pager);
    turning.map(|link| &link.url).filter(inside).cloned().collect()
}

/// Marks among some that a page carries, each where a test says so.
pub(crate) fn marks(found: &[(bool, &'static str, u8)]) -> Vec<gongkai_plugin::Mark> {
    let found = found.iter().filter(|(is, _, _)| *is);
    found.map(|(_, what, weight)| gongkai_plugin::Mark { what, weight: *weight }).collect()
}

/// The number of the column in addresses of Hanweb: `/col/col12/index.html` → `12`.
pub(crate) fn hanweb_column(url: &Url) -> Option<String> {
    let behind = url.path().split("/col/col").nth(1)?;
    let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

/// Whether an address is that of an article of Hanweb: `/art/2024/1/5/art_12_345.html`, `/art/2024/art_<32 hex>.html`.
pub(crate) fn is_hanweb_article(url: &Url) -> bool {
    address::file(url).strip_prefix("art_").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// What the records of a Hanweb or TrueCMS data store hold: the contents of `<record>`, CDATA taken out.
///
/// Cut out of the text rather than read as XML: the records hold HTML, and stores are seen inside scripts, in quotes and
/// with characters that XML forbids.
pub(crate) fn records(text: &str) -> Vec<String> {
    let mut records = Vec::new();
    for piece in text.split("<record>").skip(1) {
        let Some((record, _)) = piece.split_once("</record>") else { continue };
        let record = record.replace("<![CDATA[", "").replace("]]>", "");
        // In a string of a script quotes and slashes are escaped.
        let record = record.replace("\\\"", "\"").replace("\\'", "'").replace("\\/", "/");
        records.push(if record.contains("&lt;a") { unescaped(&record) } else { record });
    }
    records
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The content of the first element of a name, for answers in XML: `<totalrecord>27</totalrecord>` → 27.
pub(crate) fn stated(text: &str, name: &str) -> Option<u32> {
    let behind = text.split_once(&format!("<{name}>"))?.1;
    behind.split_once('<')?.0.trim().parse().ok()
}

/// A number that scripts give under one of some names.
pub(crate) fn script_number(text: &str, names: &[&str]) -> Option<u32> {
    names.iter().find_map(|name| script::number(text, name))
}
