//! Hanweb's older module for open government: lists by `search.jsp`, trees by `tree.jsp`, reports by area and year.
//!
//! `search.jsp` answers with the entries of the whole area: only those with the number of the column in their address
//! (`art_<column>_`) are of the column. Annual reports also stand at `xxgkAnnualReport.jsp?area=…&fbtime=YYYY`; area and year
//! are the key, and what sort of code the area is may not be inferred from it.

use gongkai_model::{FetchRequest, ListFault, Listing, Purpose};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};
use url::Url;

use crate::links::{Dom, Link};
use crate::listing::{self, Builder};
use crate::{address, paging, script};

const ROWS: &[&str] = &["tr_main_value_odd", "tr_main_value_even"];
/// Fields of the form, in the order in which the module sends them.
const FIELDS: &[&str] = &["infotypeId", "jdid", "area", "divid", "vc_title", "vc_number"];

/// The family.
#[derive(Debug)]
pub(crate) struct HanwebXxgk;

impl SiteAdapter for HanwebXxgk {
    fn name(&self) -> &'static str {
        "hanweb-xxgk"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("大汉信息公开目录（/module/xxgk/search.jsp）", "Hanweb's catalogue of open government (search.jsp)")
    }

    fn is_verified(&self) -> bool {
        false
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        listing::marks(&[
            (page.text.contains("/module/xxgk/") || page.url.contains("/module/xxgk/"), "/module/xxgk/", 70),
            (page.text.contains("tr_main_value_odd"), ".tr_main_value_odd", 70),
            (page.text.contains("xxgkAnnualReport.jsp"), "xxgkAnnualReport.jsp", 60),
        ])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        let (Some(url), Some(asked_from)) = (address::parse(page.url), listing::asked_from(page)) else {
            return Listing::default();
        };
        if url.path().ends_with("/search.jsp") { answer(page, &url, &asked_from) } else { column(page, &url) }
    }
}

/// The page of a column, which fills its list by a request.
fn column(page: &SitePage<'_>, url: &Url) -> Listing {
    let mut list = Builder::new(page, url);
    let dom = Dom::new(page.text, url);
    let links = dom.links();
    let number = listing::hanweb_column(url);
    list.leads(entries(&dom, &links, number.as_deref()));
    list.leads(links.iter().filter(|link| is_annual(&link.url)));
    list.columns(&links);
    let value = |name: &str| stated(page.text, url, name);
    if page.text.contains("search.jsp")
        && let (Some(area), Some(search)) = (value("area"), address::join(url, "/module/xxgk/search.jsp"))
    {
        let kind = address::parameter(url, "number").filter(|kind| !kind.is_empty()).or_else(|| value("infotypeId"));
        let kind = kind.unwrap_or_default();
        let mut fields: Vec<(&str, String)> = vec![("infotypeId", kind.clone())];
        fields.extend(["jdid", "divid"].into_iter().filter_map(|name| Some((name, value(name)?))));
        fields.insert(fields.len().min(2), ("area", area.clone()));
        fields.extend([("vc_title", String::new()), ("vc_number", String::new())]);
        let search = address::with_parameters(
            &search,
            &[("infotypeId", &kind), ("vc_title", ""), ("vc_number", ""), ("area", &area)],
        );
        list.page(post(&search, &fields, 1));
    } else if list.is_bare() && listing::is_not_found(&dom) {
        list.fault(ListFault::NotFound);
    }
    list.finish()
}

/// A parameter as the page names it: in its own address, in addresses that it calls, in scripts.
fn stated(text: &str, url: &Url, name: &str) -> Option<String> {
    let own = match name {
        "area" => address::parameter(url, "vc_xxgkarea").or_else(|| address::parameter(url, "area")),
        _ => None,
    };
    own.filter(|own| !own.is_empty()).or_else(|| {
        let mut values = script::values(text, name).filter(|value| !value.starts_with(['+', '\'']));
        values
            .find(|value| value.len() <= 40 && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
            .map(Into::into)
    })
}

fn post(search: &Url, fields: &[(&str, String)], page: u32) -> FetchRequest {
    let page = page.to_string();
    let mut pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    pairs.extend([("currpage", page.as_str()), ("sortfield", "compaltedate:0")]);
    FetchRequest::post(search.as_str(), address::FORM, address::form(&pairs), Purpose::List)
}

/// An answer of `search.jsp`.
fn answer(page: &SitePage<'_>, url: &Url, asked_from: &Url) -> Listing {
    let mut list = Builder::new(page, asked_from);
    let dom = Dom::new(page.text, asked_from);
    let links = dom.links();
    let number = listing::hanweb_column(asked_from);
    list.leads(entries(&dom, &links, number.as_deref()));
    list.leads(links.iter().filter(|link| is_annual(&link.url)));
    let text = dom.text();
    if number.is_none() {
        // The total is that of the area, which is the column's only where nothing is left out.
        list.expect(paging::total(&text));
    }
    let body = page.request.body.as_deref().unwrap_or_default();
    let sent: Vec<(String, String)> = url_pairs(body);
    let field = |name: &str| sent.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let at = field("currpage").and_then(|page| page.parse::<u32>().ok()).unwrap_or(1);
    let fields: Vec<(&str, String)> = FIELDS.iter().filter_map(|name| Some((*name, field(name)?))).collect();
    for next in at.saturating_add(1)..=paging::pages(&text).unwrap_or(at).min(paging::MOST_PAGES) {
        list.page(post(url, &fields, next));
    }
    if list.is_bare() && !dom.has(ROWS) && listing::is_not_found(&dom) {
        list.fault(ListFault::NotFound);
    }
    list.finish()
}

fn url_pairs(body: &str) -> Vec<(String, String)> {
    let form = address::parse(&format!("http://form.invalid/?{body}"));
    form.map(|form| form.query_pairs().into_owned().collect()).unwrap_or_default()
}

/// The entries of a column: rows of the list if there are any, else articles; of the column if its number is known.
fn entries<'l>(dom: &Dom, links: &'l [Link], column: Option<&str>) -> Vec<&'l Link> {
    let rows: Vec<String> = dom.links_in(ROWS).into_iter().map(|link| link.url.into()).collect();
    let of_column = column.map(|number| format!("art_{number}_"));
    let is_entry = |link: &&Link| {
        let in_row = rows.is_empty() || rows.iter().any(|row| row == link.url.as_str());
        let file = address::file(&link.url);
        in_row && of_column.as_ref().map_or(file.starts_with("art_"), |start| file.starts_with(start))
    };
    links.iter().filter(is_entry).collect()
}

fn is_annual(url: &Url) -> bool {
    url.path().ends_with("/xxgkAnnualReport.jsp") && address::parameter(url, "fbtime").is_some()
}
