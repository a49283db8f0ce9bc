//! Maps of a site (sitemaps.org): a further way to the column, for sites whose links lead nowhere.

use std::collections::BTreeMap;

use gongkai_model::{FetchRequest, Purpose, Words};
use gongkai_plugin::SitePage;
use gongkai_sites::column::{self, CandidateKind};
use url::Url;

use super::step::MOST_STEPS;
use super::{Job, Walk};

/// Maps of a site that are fetched.
const MOST_MAPS: usize = 8;
/// Addresses of a map that are looked at.
const MOST_ADDRESSES: usize = 50_000;
/// Folders that a map names as columns and that are followed.
const MOST_FOLDERS: usize = 4;

impl Walk {
    /// Asks for the maps of the site, those that its robots.txt states and the usual one, if nothing was found without
    /// them. Whether there is something to ask for.
    pub fn look_at_maps(&mut self, stated: &[String]) -> bool {
        // A site that refuses its front page is not asked for another one.
        let found = !self.items.is_empty() || self.columns.iter().any(|state| state.column.listed > 0);
        if self.maps > 0 || found || self.has_stopped || !self.has_arrived {
            return false;
        }
        let roots: Vec<String> = self.target.entries.iter().filter_map(|entry| usual_map(entry)).collect();
        for (map, is_usual) in stated.iter().map(|map| (map, false)).chain(roots.iter().map(|map| (map, true))) {
            self.push_map(map, is_usual);
        }
        self.maps > 0
    }

    fn push_map(&mut self, address: &str, is_usual_place: bool) {
        if self.maps < MOST_MAPS && self.push(FetchRequest::get(address, Purpose::Portal), Job::Map { is_usual_place })
        {
            self.maps += 1;
        }
    }

    /// A map: further maps, or addresses among which there may be some of the column.
    pub(super) fn map(&mut self, page: &SitePage<'_>) {
        let addresses: Vec<String> = locations(page.text).take(MOST_ADDRESSES).collect();
        if page.text.contains("<sitemapindex") {
            for address in &addresses {
                self.push_map(address, false);
            }
            return;
        }
        for folder in folders(page.url, &addresses).into_iter().take(MOST_FOLDERS) {
            self.steps.push(Words::new(
                format!("{} → {folder}（网站地图）", page.url),
                format!("{} → {folder} (the map of the site)", page.url),
            ));
            let step = Job::Step { depth: MOST_STEPS, is_usual_place: false };
            self.push(FetchRequest::get(folder, Purpose::Portal).from_page(page.url), step);
        }
    }
}

/// `https://www.qinghe.gov.cn/sitemap.xml`.
fn usual_map(entry: &str) -> Option<String> {
    Url::parse(entry).ok()?.join("/sitemap.xml").ok().map(String::from)
}

/// The texts of `<loc>`.
fn locations(text: &str) -> impl Iterator<Item = String> {
    text.split("<loc>").skip(1).filter_map(|rest| {
        let address = rest.split("</loc>").next()?.trim();
        let address = address.trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim();
        address.starts_with("http").then(|| address.replace("&amp;", "&"))
    })
}

/// Folders of columns of annual reports among addresses, by their names; those with the most addresses first.
fn folders(map: &str, addresses: &[String]) -> Vec<String> {
    // The names of such folders are known where links are weighed.
    let links: String = addresses.iter().map(|address| format!("<a href=\"{}\">-</a>\n", quoted(address))).collect();
    let request = FetchRequest::get(map, Purpose::Portal);
    let page = SitePage { request: &request, url: map, media_type: None, text: &links };
    let columns = column::find(&page).into_iter().filter(|candidate| candidate.kind == CandidateKind::Column);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for candidate in columns {
        *counts.entry(folder_of(&candidate.request.url)).or_default() += 1;
    }
    // Of folders inside one another the outermost is the column.
    let all: Vec<String> = counts.keys().cloned().collect();
    counts.retain(|folder, _| !all.iter().any(|other| other != folder && folder.starts_with(other.as_str())));
    let mut folders: Vec<(String, usize)> = counts.into_iter().collect();
    folders.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    folders.into_iter().map(|(folder, _)| folder).collect()
}

fn folder_of(address: &str) -> String {
    Url::parse(address).ok().and_then(|url| url.join(".").ok()).map_or_else(|| address.to_owned(), String::from)
}

fn quoted(address: &str) -> String {
    address.replace('"', "%22").replace('<', "%3C").replace('>', "%3E")
}
