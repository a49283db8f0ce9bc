//! Epoint WebBuilder: the settings of the site in `webBuilderCommon.js`, lists and some items by POST of JSON. Page indexes
//! begin at 0 or at 1, some sites want the arguments wrapped; the project is called differently everywhere.

use serde_json::{Value, json};

use super::{Imitation, variant};
use crate::country::answer::Answer;
use crate::country::files::Format;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

const COLUMN: &str = "/dynamic/zwgk/govInfoPub.html";
const CATEGORY: &str = "003017009";

pub(crate) struct Epoint;

fn guid(site: &Site, item: usize) -> String {
    format!("{:08x}-{:04x}-4f3e-8d2c-{:012x}", site.number * 15_485_863 + 3, item, item * 32_452_843 + site.number)
}

fn project(site: &Site) -> &'static str {
    ["/EWB-FRONT", "/EWB_YK_Mid", "/Epoint-MiddleForWeb"][site.number % 3]
}

/// The index of the first page, and whether arguments are wrapped.
fn habits(site: &Site) -> (usize, bool) {
    [(0, false), (1, false), (0, true)][variant(site, 3)]
}

impl Imitation for Epoint {
    fn name(&self) -> &'static str {
        "epoint"
    }

    fn column(&self, _site: &Site) -> String {
        format!("{COLUMN}?categorynum={CATEGORY}&deptcode=001001")
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        match item.number % 3 {
            0 if matches!(&item.report, Some((_, crate::country::site::Form::Page))) => {
                format!("/dynamic/zwgk/showinfo.html?infoGuid={}", guid(site, item.number))
            }
            _ => format!("/zwgk/{CATEGORY}/{}/{}.html", item.date().replace('-', ""), guid(site, item.number)),
        }
    }

    fn file(&self, site: &Site, item: &Item, format: Format) -> String {
        format!(
            "{}/WebbuilderMIS/attach/downloadZtbAttach.jspx?attachGuid={}&fileName=nb.{}",
            project(site),
            guid(site, item.number + 700),
            format.extension()
        )
    }

    fn lists_files(&self) -> bool {
        false
    }

    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer> {
        let project = project(site);
        match asked.bare() {
            COLUMN => Some(Answer::page(&column(site), site.charset)),
            "/js/webBuilderCommon.js" => Some(Answer::of("application/javascript", settings(site))),
            "/dynamic/zwgk/showinfo.html" => Some(Answer::page(&frame(site), site.charset)),
            path => match path.strip_prefix(project)? {
                "/rest/lightfrontaction/getgovinfolist" => Some(list(site, asked)),
                "/rest/frontAppNotNeedLoginAction/getGovInfoDetail" => detail(site, asked),
                _ => None,
            },
        }
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        page::article(site, item, "<div class=\"ewb-article-content\" id=\"mainContent\">", body, "</div>")
    }
}

fn column(site: &Site) -> String {
    let body = "<div id=\"container\"><div class=\"ewb-catalog-table\"><table><thead><tr><th>索引号</th><th class=\"ewb-xxname\">信息名称</th>\
        <th>发布日期</th></tr></thead><tbody id=\"infolist\"></tbody></table></div><div id=\"pager\" class=\"m-pagination\"></div></div>\n\
        <script id=\"tpl\" type=\"text/template\"><? for (var el of data) { ?><tr><td><?=el.indexnum?></td><td><a href=\"<?=el.link?>\">\
        <?=el.realtitle?></a></td><td><?=el.infodate?></td></tr><? } ?></script>\n\
        <script src=\"/js/webBuilderCommon.js\"></script><script src=\"/js/govInfoPub.js\"></script>";
    page::page(site, "政府信息公开年报", "", body)
}

fn settings(site: &Site) -> String {
    let token = if habits(site).1 { "var ajaxData = {\"token\":\"\",\"params\":{}};\n" } else { "" };
    format!(
        "/* WebBuilder */\nvar siteInfo = {{\"siteGuid\":\"{}\",\"projectName\":\"{}\"}};\n{token}\
         (function(win){{ win.Util = {{ getExtension: function(name) {{ return name.split('.').pop(); }} }}; }})(window);\n",
        guid(site, 0),
        project(site)
    )
}

/// An answer of `getgovinfolist`.
fn list(site: &Site, asked: &Asked) -> Answer {
    let sent: Value = serde_json::from_str(&asked.body).unwrap_or(Value::Null);
    let (first, wrapped) = habits(site);
    let arguments = if wrapped { &sent["params"] } else { &sent };
    let count =
        |name: &str| arguments[name].as_u64().or_else(|| arguments[name].as_str()?.parse().ok()).map(|n| n as usize);
    let known =
        asked.method == "POST" && arguments["siteGuid"] == guid(site, 0) && arguments["categorynum"] == CATEGORY;
    let (Some(index), Some(size), true) = (count("pageIndex"), count("pageSize"), known) else {
        return Answer::json(&json!({"status": {"code": 0, "text": "参数错误"}, "custom": null}));
    };
    let items = site.of_branch(None);
    let shown = index.checked_sub(first).map(|page| page::slice(&items, page, size.clamp(1, 50))).unwrap_or_default();
    let data: Vec<Value> = shown.iter().map(|item| entry(item)).collect();
    Answer::json(&json!({"status": {"code": 1, "text": ""}, "custom": {"total": items.len(), "data": data, "code": 1}}))
}

fn entry(item: &Item) -> Value {
    let short: String = item.title.chars().take(18).chain("...".chars()).collect();
    json!({"infourl": item.path, "title": short, "realtitle": item.title, "infodate": item.date(), "deptname": item.organ,
        "infoid": item.number.to_string(), "indexnum": format!("K{:08}", item.number)})
}

/// The page that a script fills in.
fn frame(site: &Site) -> String {
    let body = "<div class=\"ewb-article\"><h3 id=\"title\"></h3><div id=\"mainContent\"></div></div>\n\
        <script src=\"/js/webBuilderCommon.js\"></script>\n<script>\
        Util.ajax({ url: siteInfo.projectName + \"/rest/frontAppNotNeedLoginAction/getGovInfoDetail\", type: 'post' });</script>";
    page::page(site, "信息公开", "", body)
}

/// An answer of `getGovInfoDetail`: the text of an item in JSON.
fn detail(site: &Site, asked: &Asked) -> Option<Answer> {
    let sent: Value = serde_json::from_str(&asked.field("params")?).ok()?;
    let id = sent["infoGuid"].as_str().or_else(|| sent["infoid"].as_str())?;
    let item = site.items.iter().find(|item| guid(site, item.number) == id)?;
    let (report, _) = item.report.as_ref()?;
    Some(Answer::json(&json!({"status": {"code": 1}, "custom": {"title": item.title, "infodate": item.date(),
        "ouname": item.organ, "infocontent": report.article().text}})))
}
