//! JPaaS, the newer Hanweb: scripts `unitbuild.js` name parts of the page; an interface builds each as HTML inside JSON. Page
//! numbers count inside `paramJson` only. How many entries there are stands in attributes of the bar, or nowhere.

use serde_json::{Value, json};

use super::{Imitation, variant};
use crate::country::answer::Answer;
use crate::country::files::Format;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

const INTERFACE: &str = "/api-gateway/jpaas-publish-server/front/page/build/unit";
/// Entries of a page at most.
const MOST: usize = 15;

pub(crate) struct Jpaas;

fn number(site: &Site) -> usize {
    1_229_100_000 + site.number
}

fn hex(a: usize, b: usize) -> String {
    let mixed =
        (a as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_0c86_97a4_2d11).wrapping_add(b as u128 * 0x1_0001);
    format!("{mixed:032x}")
}

impl Imitation for Jpaas {
    fn name(&self) -> &'static str {
        "jpaas"
    }

    fn column(&self, site: &Site) -> String {
        format!("/col/col{}/index.html", number(site))
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        let (year, month, day) = item.day;
        match item.number % 2 {
            0 => format!("/col/col{}/art/{year}/art_{}.html", number(site), hex(site.number, item.number)),
            _ => format!("/art/{year}/{month}/{day}/art_{}_{}.html", number(site), 58_000_000 + item.number),
        }
    }

    fn file(&self, site: &Site, item: &Item, format: Format) -> String {
        format!(
            "/cms_files/filemanager/{}/attach/{}.{}",
            site.number,
            hex(site.number + 1, item.number),
            format.extension()
        )
    }

    fn lists_files(&self) -> bool {
        false
    }

    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer> {
        if asked.bare() == self.column(site) {
            return Some(Answer::page(&column(site), site.charset));
        }
        (asked.bare() == INTERFACE).then(|| unit(site, asked))
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        page::article(site, item, "<div class=\"article-content\" id=\"zoom\">", body, "</div>")
    }
}

/// A script that names a part of the page.
fn script(site: &Site, tag: &str) -> String {
    let parse = if site.number.is_multiple_of(2) { "bulidstatic" } else { "buildstatic" };
    format!(
        "<div id=\"{tag}\"></div><script id=\"{}\" src=\"/cms_files/default/script/AuthorizedRead/unitbuild.js?v=4.3.0-SWB-U19\" \
         url=\"{INTERFACE}\" queryData=\"{{'parseType':'{parse}','webId':'{}','tplSetId':'{}','pageType':'column','tagId':'{tag}',\
         'editType':'null','pageId':'{}'}}\"></script>\n",
        hex(site.number, tag.len()),
        hex(site.number, 7),
        hex(site.number, 8),
        number(site)
    )
}

fn column(site: &Site) -> String {
    let parts = ["当前位置", "栏目列表", "分页列表"].map(|tag| script(site, tag));
    page::page(site, "政府信息公开年报", "<meta name=\"ColumnName\" content=\"政府信息公开年报\">", &parts.concat())
}

/// A part of the page.
fn unit(site: &Site, asked: &Asked) -> Answer {
    let known = asked.parameter("webId") == Some(hex(site.number, 7))
        && asked.parameter("pageId") == Some(number(site).to_string())
        && asked.parameter("tplSetId") == Some(hex(site.number, 8));
    if !known {
        return Answer::json(&json!({"success": false, "code": "500", "message": "页面不存在", "data": null}));
    }
    let html = match asked.parameter("tagId").as_deref() {
        Some("当前位置") => {
            "<div class=\"wz\"><a href=\"/\">首页</a> &gt; <a href=\"/col/col1/index.html\">政务公开</a></div>"
                .to_owned()
        }
        Some("栏目列表") => "<ul class=\"lm\"><li><a href=\"/col/col2/index.html\">政府信息公开指南</a></li>\
             <li><a href=\"/col/col3/index.html\">政府信息公开制度</a></li></ul>"
            .to_owned(),
        Some("分页列表") => {
            let asked = asked.parameter("paramJson").and_then(|text| serde_json::from_str::<Value>(&text).ok());
            list(site, &asked.unwrap_or_else(|| json!({})))
        }
        _ => return Answer::json(&json!({"success": true, "code": "200", "data": {"html": ""}})),
    };
    Answer::json(&json!({"roles": [], "permissions": [], "success": true, "message": "", "code": "200",
        "data": {"html": html}, "traceId": hex(site.number, 99)}))
}

fn list(site: &Site, asked: &Value) -> String {
    let count = |name: &str| match &asked[name] {
        Value::String(text) => text.parse().ok(),
        value => value.as_u64().map(|count| count as usize),
    };
    let (at, size) = (count("pageNo").unwrap_or(1).max(1), count("pageSize").unwrap_or(MOST).clamp(1, MOST));
    let items = site.of_branch(None);
    let row = |item: &&Item| {
        format!(
            "<li><a href=\"{}\" title=\"{}\" target=\"_blank\">{}</a><b>{}</b></li>\n",
            item.path,
            item.title,
            item.title,
            item.date()
        )
    };
    let rows: String = page::slice(&items, at - 1, size).iter().map(row).collect();
    let bar = match variant(site, 3) {
        0 => format!(
            "<div class=\"pagination\" pageNo=\"{at}\" rows=\"{size}\" count=\"{}\" unitUrl=\"{INTERFACE}\"></div>",
            items.len()
        ),
        1 => format!("<div class=\"fanye\">共{}条 第{at}/{}页</div>", items.len(), items.len().div_ceil(size)),
        _ => String::new(),
    };
    format!("<div class=\"page-content\"><ul class=\"txtList_01\">{rows}</ul></div>{bar}")
}
