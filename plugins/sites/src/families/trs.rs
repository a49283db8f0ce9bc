//! TRS WCM: static pages `index.html`, `index_1.html` … counted from 0, their number in a script.
//!
//! Newer templates hold only the first pages as files and let a script fill in the rest (`listModel({…
//! pagebar: {prepage: 10, recordCount: '20'}})`): the number of records is known, and what no static page leads to is
//! unreachable. Some lists are written by `document.writeln`.

use gongkai_model::{ListFault, Listing};
use gongkai_plugin::{Mark, SiteAdapter, SitePage};
use url::Url;

use crate::links::{self, Dom, Link};
use crate::listing::{self, Builder};
use crate::{address, leads, paging, script};

/// The family.
#[derive(Debug)]
pub(crate) struct Trs;

impl SiteAdapter for Trs {
    fn name(&self) -> &'static str {
        "trs"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("拓尔思 TRS WCM（createPageHTML、listModel）", "TRS WCM (createPageHTML, listModel)")
    }

    fn is_verified(&self) -> bool {
        true
    }

    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark> {
        // The word `trs` says nothing: editors of TRS are used with other systems.
        let model = page.text.contains("listModel(") && page.text.contains("recordCount");
        listing::marks(&[
            (page.text.contains("createPageHTML("), "createPageHTML(", 80),
            (script::number(page.text, "countPage").is_some(), "countPage", 60),
            (model, "listModel({… recordCount …})", 85),
            (page.text.contains("trsapi"), "trsapi", 40),
            (dated_names(page.text) >= 2, "/YYYYMM/tYYYYMMDD_ID.html", 60),
        ])
    }

    fn list(&self, page: &SitePage<'_>) -> Listing {
        let Some(url) = address::parse(page.url) else { return Listing::default() };
        let mut list = Builder::new(page, &url);
        let dom = Dom::new(page.text, &url);
        let mut links = dom.links();
        links.extend(links::written(page.text, &url));
        let folder = address::directory(&url);
        let is_own = |link: &Link| is_document(&link.url) && link.url.as_str().starts_with(&folder);
        // Beside a list of documents of its own folder a page shows news of other columns.
        let has_own = links.iter().any(is_own);
        list.leads(links.iter().filter(|link| is_entry(link) && (!has_own || is_own(link) || is_report(link))));
        list.columns(&links);
        listing::turned_to(&links, &url).iter().for_each(|page| list.page_at(page));
        numbered_pages(&mut list, page.text, &url);
        list_model(&mut list, page.text, &url);
        list.expect(paging::total(&dom.text()));
        if list.is_bare() && listing::is_not_found(&dom) {
            list.fault(ListFault::NotFound);
        }
        list.finish()
    }
}

/// A document (`t20240105_123.html`), or a link elsewhere that calls itself a report and has a day.
fn is_entry(link: &Link) -> bool {
    let elsewhere = !link.is_pager && (link.date.is_some() || address::is_file(&link.url));
    is_document(&link.url) || (elsewhere && is_report(link))
}

fn is_report(link: &Link) -> bool {
    leads::judge(&link.title).is_report()
}

/// `t20240105_123.html`
fn is_document(url: &Url) -> bool {
    let Some((stem, extension)) = address::file(url).rsplit_once('.') else { return false };
    let Some((day, id)) = stem.strip_prefix('t').and_then(|stem| stem.split_once('_')) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    day.len() == 8 && digits(day) && digits(id) && matches!(extension, "html" | "htm" | "shtml")
}

/// Names of documents in a page, up to two.
fn dated_names(text: &str) -> usize {
    let dated = text.match_indices("/t").filter(|(at, _)| {
        let name = text.get(at + 2..).unwrap_or_default().as_bytes();
        name.len() > 9 && name.iter().take(8).all(u8::is_ascii_digit) && name.get(8) == Some(&b'_')
    });
    dated.take(2).count()
}

/// `createPageHTML(count, current, "index", "html")`, `var countPage = 3`: the pages behind this one.
fn numbered_pages(list: &mut Builder, text: &str, url: &Url) {
    let called = script::calls(text, "createPageHTML").find_map(|arguments| {
        let at = arguments.iter().position(|argument| argument.parse::<u32>().is_ok())?;
        let number = |at: usize| arguments.get(at).and_then(|argument| argument.parse::<u32>().ok());
        let name = |at: usize| arguments.get(at).filter(|name| is_name(name)).map(|name| (*name).to_owned());
        Some((number(at)?, number(at + 1), name(at + 2), name(at + 3)))
    });
    let counted =
        || script::number(text, "countPage").map(|count| (count, script::number(text, "currentPage"), None, None));
    let Some((count, current, stem, extension)) = called.or_else(counted) else { return };
    // The page says which it is; where it does not, its name does.
    let own = paging::numbered(url).filter(|(before, _, _)| before.ends_with('_')).map(|(_, number, _)| number);
    let current = current.or(own).unwrap_or(0);
    let file = address::file(url);
    let own_extension = file.rsplit_once('.').map(|(_, extension)| extension).filter(|extension| is_name(extension));
    let stem = stem.unwrap_or_else(|| "index".into());
    let extension = extension.as_deref().or(own_extension).unwrap_or("html").trim_start_matches('.').to_owned();
    for number in current.saturating_add(1)..count.min(paging::MOST_PAGES) {
        let page = address::join(url, &format!("{stem}_{number}.{extension}"));
        page.into_iter().for_each(|page| list.page_at(&page));
    }
}

/// Part of a file name, not an expression.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 40 && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

/// `listModel({maxStaticIndex: 1, … pagebar: {prepage: 10, recordCount: '20'}})`
fn list_model(list: &mut Builder, text: &str, url: &Url) {
    let Some((_, model)) = text.split_once("listModel(") else { return };
    let Some(records) = script::number(model, "recordCount") else { return };
    list.expect(Some(records));
    let statics = script::number(model, "maxStaticIndex").unwrap_or(1).clamp(1, paging::MOST_PAGES);
    let per_page = script::number(model, "prepage").filter(|number| *number > 0);
    let own = paging::numbered(url).filter(|(before, _, _)| before.ends_with('_')).map_or(0, |(_, number, _)| number);
    let extension = address::file(url).rsplit_once('.').map_or("html", |(_, extension)| extension);
    for number in own.saturating_add(1)..statics {
        let page = address::join(url, &format!("index_{number}.{extension}"));
        page.into_iter().for_each(|page| list.page_at(&page));
    }
    let led_to = match per_page {
        Some(per_page) if own > 0 || statics > 1 => statics.saturating_mul(per_page),
        _ => list.count(),
    };
    if records > led_to {
        let rest = records - led_to;
        list.unreachable(
            format!("共{records}条，静态页只列出{led_to}条，其余{rest}条由脚本调用检索接口填充，程序不模仿该接口"),
            format!("{records} entries, {led_to} on static pages; a script fills in the other {rest} from a search interface that is not imitated"),
        );
    }
}
