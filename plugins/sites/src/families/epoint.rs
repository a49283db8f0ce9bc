//! Epoint WebBuilder: the settings of a site in `webBuilderCommon.js`, lists and items by POST of JSON.
//!
//! Page indexes begin at 0 on some sites and at 1 on others, and some want the arguments wrapped in `params`: what the site
//! does not say is a guess. The path of the project differs by district.

use gongkai_model::{Date, FetchRequest, ListFault, Listing, Purpose};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};
use gongkai_text::date;
use serde_json::{Value, json};
use url::Url;

use crate::links::Dom;
use crate::listing::{self, Builder};
use crate::{address, loose, paging, script};

const LIST: &str = "/rest/lightfrontaction/getgovinfolist";
const SETTINGS: &str = "/js/webBuilderCommon.js";
const PER_PAGE: u32 = 15;
const JSON: &str = "application/json; charset=UTF-8";
/// Interfaces that give an item, in the order to try.
const DETAILS: &[&str] =
    &["/rest/frontAppNotNeedLoginAction/getGovInfoDetail", "/rest/lightfrontaction/getGovInfoDetail"];

/// The family.
#[derive(Debug)]
pub(crate) struct Epoint;

impl SiteAdapter for Epoint {
    fn name(&self) -> &'static str {
        "epoint"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("新点 WebBuilder（getgovinfolist）", "Epoint WebBuilder (getgovinfolist)")
    }

    fn is_verified(&self) -> bool {
        false
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        let lower = page.text.to_ascii_lowercase();
        listing::marks(&[
            (
                lower.contains("webbuildercommon.js") || page.url.contains("webBuilderCommon.js"),
                "webBuilderCommon.js",
                80,
            ),
            (lower.contains("getgovinfolist") || page.url.contains("getgovinfolist"), "getgovinfolist", 80),
            (lower.contains("getgovinfodetail"), "getGovInfoDetail", 70),
            (page.text.contains("siteGuid"), "siteGuid", 60),
            (page.url.contains("categorynum="), "categorynum", 40),
            (page.text.contains("<?=el."), "<?=el.…?>", 40),
        ])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        let (Some(url), Some(asked_from)) = (address::parse(page.url), listing::asked_from(page)) else {
            return Listing::default();
        };
        if url.path().ends_with(LIST) {
            return answer(page, &url, &asked_from);
        }
        if url.path().ends_with(SETTINGS) {
            let mut list = Builder::new(page, &asked_from);
            match Site::of(page.text, &url) {
                Some(site) => ask_for_list(&mut list, &site, &List::of("", &asked_from)),
                None => list.fault(ListFault::Unreadable),
            }
            return list.finish();
        }
        column(page, &url)
    }

    fn item(&self, page: &SitePage<'_>) -> Vec<FetchRequest> {
        let (Some(url), Some(asked_from)) = (address::parse(page.url), listing::asked_from(page)) else {
            return Vec::new();
        };
        let is_settings = url.path().ends_with(SETTINGS);
        let item = if is_settings { &asked_from } else { &url };
        let Some(id) = item_id(item) else { return Vec::new() };
        if let Some(site) = Site::of(page.text, &url) {
            return details(&site, &id, page.text).into_iter().map(|r| r.from_page(item.as_str())).collect();
        }
        let frame = page.text.contains("webBuilderCommon") || page.text.contains("getGovInfoDetail");
        let settings = address::join(&url, SETTINGS).filter(|_| frame && !is_settings);
        settings
            .map(|url| FetchRequest::get(url.as_str(), Purpose::Item).from_page(item.as_str()))
            .into_iter()
            .collect()
    }
}

/// The settings of a site.
#[derive(Debug)]
struct Site {
    guid: String,
    /// `https://host/EWB-FRONT`
    project: String,
    /// Whether the site wraps arguments in `params`; nothing: it does not say.
    is_wrapped: Option<bool>,
}

impl Site {
    /// `var siteInfo = {"siteGuid":"…","projectName":"/EWB-FRONT"}`
    fn of(text: &str, url: &Url) -> Option<Self> {
        let settings = loose::parse(script::object(text, "siteInfo")?)?;
        let project = loose::text(&settings, &["projectName"]).unwrap_or_default();
        let project = format!("/{}", project.trim_matches('/'));
        let project = address::join(url, &project)?.as_str().trim_end_matches('/').to_owned();
        let is_wrapped = (text.contains("\"token\"") || text.contains("token:")).then_some(true);
        Some(Self { guid: loose::text(&settings, &["siteGuid"])?, project, is_wrapped })
    }
}

/// Which list a page shows.
#[derive(Debug)]
struct List {
    department: String,
    category: String,
}

impl List {
    /// From the address of the page, or else its scripts.
    fn of(text: &str, url: &Url) -> Self {
        let value = |name: &str| {
            let stated = || script::value(text, name).map(Into::into);
            address::parameter(url, name).or_else(stated).unwrap_or_default()
        };
        Self { department: value("deptcode"), category: value("categorynum") }
    }
}

/// The page of a column: the settings in it, or the request for them.
fn column(page: &SitePage<'_>, url: &Url) -> Listing {
    let mut list = Builder::new(page, url);
    let dom = Dom::new(page.text, url);
    let links = dom.links();
    list.leads(links.iter().filter(|link| is_item(&link.url)));
    list.columns(&links);
    if let Some(site) = Site::of(page.text, url) {
        ask_for_list(&mut list, &site, &List::of(page.text, url));
    } else if let Some(settings) = address::join(url, SETTINGS)
        && page.text.to_ascii_lowercase().contains("webbuildercommon.js")
    {
        list.page_at(&settings);
    } else if list.is_bare() && listing::is_not_found(&dom) {
        list.fault(ListFault::NotFound);
    }
    list.finish()
}

fn ask_for_list(list: &mut Builder, site: &Site, of: &List) {
    if of.category.is_empty() && of.department.is_empty() {
        let reason =
            ("网页没有给出栏目编号 categorynum", "the page does not give the number of its column (categorynum)");
        list.unreachable(reason.0, reason.1);
        return;
    }
    let interface = format!("{}{LIST}", site.project);
    for wrapped in [false, true].into_iter().filter(|wrapped| site.is_wrapped.is_none_or(|is| is == *wrapped)) {
        for index in [0, 1] {
            let arguments = json!({
                "deptcode": of.department, "categorynum": of.category, "pageIndex": index, "pageSize": PER_PAGE,
                "siteGuid": site.guid,
            });
            list.guess(post(&interface, arguments, wrapped), None);
        }
    }
}

fn post(interface: &str, arguments: Value, is_wrapped: bool) -> FetchRequest {
    let body = if is_wrapped { json!({"token": "", "params": arguments}) } else { arguments };
    FetchRequest::post(interface, JSON, body.to_string(), Purpose::List)
}

/// An answer of the list.
fn answer(page: &SitePage<'_>, url: &Url, asked_from: &Url) -> Listing {
    let Some(answer) = loose::answer(page.text) else { return listing::faulty(ListFault::Unreadable) };
    let custom = match answer.get("custom") {
        Some(Value::String(text)) => loose::parse(text).unwrap_or(Value::Null),
        Some(custom) => custom.clone(),
        None => answer,
    };
    let Some(entries) = custom.get("data").or_else(|| custom.get("infodata")).and_then(Value::as_array) else {
        return listing::faulty(ListFault::Refused);
    };
    let mut list = Builder::new(page, asked_from);
    for entry in entries {
        let address = loose::text(entry, &["infourl", "url", "linkurl"]);
        let Some(url) = address.and_then(|link| address::join(asked_from, &link)) else { continue };
        let title = loose::text(entry, &["realtitle", "title"]).unwrap_or_default();
        list.lead(&url, &title, day(entry), loose::text(entry, &["deptname", "ouname", "publisher"]));
    }
    let total = loose::count(&custom, &["total", "totalcount", "count"]);
    list.expect(total);
    next_pages(&mut list, page, url, total);
    list.finish()
}

fn day(entry: &Value) -> Option<Date> {
    let text = loose::text(entry, &["infodate", "pubdate", "date"])?;
    date::find_all(&text).first().map(|(_, day)| *day)
}

/// The pages behind the first answer that lists something. Where indexes begin at 0 there is one page less than where they
/// begin at 1: the last one is a guess.
fn next_pages(list: &mut Builder, page: &SitePage<'_>, url: &Url, total: Option<u32>) {
    let sent = page.request.body.as_deref().and_then(loose::parse).unwrap_or(Value::Null);
    let is_wrapped = sent.get("params").is_some();
    let arguments = sent.get("params").unwrap_or(&sent);
    let (Some(at), Some(size)) = (loose::count(arguments, &["pageIndex"]), loose::count(arguments, &["pageSize"]))
    else {
        return;
    };
    if list.count() == 0 || size == 0 {
        return;
    }
    let request = |index: u32| {
        let mut arguments = arguments.clone();
        if let Some(value) = arguments.get_mut("pageIndex") {
            *value = json!(index);
        }
        post(url.as_str(), arguments, is_wrapped)
    };
    let Some(total) = total else {
        if list.count() >= size {
            list.page(request(at.saturating_add(1)));
        }
        return;
    };
    let pages = total.div_ceil(size).min(paging::MOST_PAGES);
    for index in at.saturating_add(1)..pages {
        list.page(request(index));
    }
    if pages > at && pages > 1 {
        list.guess(request(pages), None);
    }
}

fn is_item(url: &Url) -> bool {
    item_id(url).is_some()
}

/// The id of an item: `showinfo.html?infoGuid=…`, or in the name of the file.
fn item_id(url: &Url) -> Option<String> {
    let stated = ["infoGuid", "infoid"].iter().find_map(|name| address::parameter(url, name));
    let file = address::file(url);
    let in_file = file.split_once('.').map_or(file, |(stem, _)| stem);
    stated.or_else(|| Some(in_file.to_owned())).filter(|id| is_guid(id))
}

/// `8-4-4-4-12` hexadecimal digits.
fn is_guid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = parts.iter().map(|part| part.len());
    lengths.eq([8, 4, 4, 4, 12]) && parts.iter().all(|part| part.chars().all(|c| c.is_ascii_hexdigit()))
}

/// Requests for the text of an item: by the interface that the page names, or else by those that are known.
fn details(site: &Site, id: &str, text: &str) -> Vec<FetchRequest> {
    let named = text.match_indices("/rest/").find_map(|(at, _)| {
        let path: &str = text.get(at..)?.split(['"', '\'', ' ', '?']).next()?;
        path.to_ascii_lowercase().ends_with("getgovinfodetail").then_some(path)
    });
    let interfaces: Vec<&str> = named.map_or_else(|| DETAILS.to_vec(), |path| vec![path]);
    let body = address::form(&[("params", &json!({"siteGuid": site.guid, "infoid": id, "infoGuid": id}).to_string())]);
    let post = |path: &str| {
        let url = address::parse(&format!("{}{path}", site.project))?;
        Some(FetchRequest::post(url.as_str(), address::FORM, body.clone(), Purpose::Item))
    };
    interfaces.into_iter().filter_map(post).collect()
}
