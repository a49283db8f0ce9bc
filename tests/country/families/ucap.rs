//! UCAP (开普): channels whose list a script gets as JSON from `/common/search/{channel}`, and channels with plain pages.

use serde_json::{Value, json};

use super::{Imitation, variant};
use crate::country::answer::Answer;
use crate::country::files::Format;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

const COLUMN: &str = "/xrmzf/c100231/zfxxgknb.shtml";

pub(crate) struct Ucap;

fn channel(site: &Site) -> String {
    format!("{:032x}", (site.number as u128 + 1) * 0xc7eb_6a51_b998_45ea_906d_5ec8_3b0f)
}

impl Imitation for Ucap {
    fn name(&self) -> &'static str {
        "ucap"
    }

    fn column(&self, _site: &Site) -> String {
        COLUMN.into()
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        let (year, month, _) = item.day;
        format!("/xrmzf/c100231/{year}{month:02}/c11_{}.shtml", 31_700_000 + site.number * 1_000 + item.number)
    }

    fn file(&self, site: &Site, item: &Item, format: Format) -> String {
        let path = self.path(site, item);
        format!("{}/files/{:032x}.{}", path.trim_end_matches(".shtml"), item.number * 6_700_417, format.extension())
    }

    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer> {
        if asked.bare() == format!("/common/search/{}", channel(site)) {
            return Some(search(site, asked));
        }
        let page = match asked.bare() {
            COLUMN => 0,
            path => path.strip_prefix("/xrmzf/c100231/zfxxgknb_")?.strip_suffix(".shtml")?.parse().ok()?,
        };
        match variant(site, 2) {
            0 if page == 0 => Some(Answer::page(&column(site), site.charset)),
            1 => listed(site, page).map(|html| Answer::page(&html, site.charset)),
            _ => None,
        }
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        page::article(site, item, "<div class=\"pages_content\" id=\"UCAP-CONTENT\">", body, "</div>")
    }
}

/// A channel that a script fills.
fn column(site: &Site) -> String {
    let body = format!(
        "<div class=\"list\" id=\"list\"></div>\n<script>$.getJSON('/common/search/{}?_isAgg=true&_isJson=true&_pageSize=15&_template=index&page='\
         +page, function(answer){{ render(answer.data.results); }});</script>",
        channel(site)
    );
    page::page(site, "政府信息公开年报", "<meta name=\"catalog\" content=\"c100231\">", &body)
}

/// A channel with pages of its own, `zfxxgknb_2.shtml` the second.
fn listed(site: &Site, page: usize) -> Option<String> {
    let items = site.of_branch(None);
    let pages = items.len().div_ceil(15).max(1);
    let at = page.saturating_sub(1);
    if at >= pages || page == 1 {
        return None;
    }
    let rows: String = page::slice(&items, at, 15).iter().map(|item| row(item)).collect();
    let links: String = (1..=pages)
        .map(|page| match page {
            1 => "<a href=\"zfxxgknb.shtml\">1</a>".to_owned(),
            page => format!("<a href=\"zfxxgknb_{page}.shtml\">{page}</a>"),
        })
        .collect();
    let body = format!(
        "<ul class=\"list01\">{rows}</ul><div class=\"pagination\">共{}条 {links}</div><div class=\"pages_content\"></div>",
        items.len()
    );
    Some(page::page(site, "政府信息公开年报", "<meta name=\"catalog\" content=\"c100231\">", &body))
}

fn row(item: &Item) -> String {
    format!(
        "<li><a href=\"{}\" target=\"_blank\">{}</a><span class=\"date\">{}</span></li>\n",
        item.path,
        item.title,
        item.date()
    )
}

fn search(site: &Site, asked: &Asked) -> Answer {
    let count = |name: &str| asked.parameter(name).and_then(|value| value.parse::<usize>().ok());
    let (at, size) = (count("page").unwrap_or(1).max(1), count("_pageSize").unwrap_or(15).clamp(1, 50));
    let items = site.of_branch(None);
    let results: Vec<Value> = page::slice(&items, at - 1, size)
        .iter()
        .map(|item| {
            json!({"title": item.title, "url": item.path, "publishedTimeStr": format!("{} 09:00:00", item.date()), "content": "",
                "domainMetaList": [{"domainName": "政府信息公开", "resultList": [
                    {"key": "refno", "value": "null"}, {"key": "source", "value": item.organ}]}]})
        })
        .collect();
    Answer::json(&json!({"code": 200, "data": {"total": items.len(), "page": at, "rows": size, "results": results}}))
}
