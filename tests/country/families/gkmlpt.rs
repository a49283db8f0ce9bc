//! gkmlpt, the platform of Guangdong: settings and tree in `window._CONFIG`, lists as JSON, twenty entries a page, the text
//! of an article in `_CONFIG.DETAIL.content` with angle brackets escaped.

use serde_json::{Value, json};

use super::{Imitation, UNITS, branches, variant};
use crate::country::answer::Answer;
use crate::country::files::Format;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

const PER_PAGE: usize = 20;

pub(crate) struct Gkmlpt;

fn sid(site: &Site) -> String {
    (170 + site.number).to_string()
}

/// The number of the column, or of one below it.
fn category(site: &Site, branch: Option<usize>) -> usize {
    2_600 + site.number * 10 + branch.map_or(0, |branch| branch + 1)
}

impl Imitation for Gkmlpt {
    fn name(&self) -> &'static str {
        "gkmlpt"
    }

    fn column(&self, site: &Site) -> String {
        match variant(site, 2) {
            0 => format!("/gkmlpt/annualreport#{}", category(site, None)),
            _ => "/gkmlpt/index".into(),
        }
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        let id = 4_000_000 + site.number * 1_000 + item.number;
        format!("/gkmlpt/content/{}/{}/post_{id}.html", id / 1_000_000, id / 1_000)
    }

    fn file(&self, _site: &Site, item: &Item, format: Format) -> String {
        format!("/attachment/0/{}/{}.{}", 500 + item.number % 20, 900_000 + item.number, format.extension())
    }

    fn shows_text(&self) -> bool {
        false
    }

    fn branches(&self, site: &Site) -> usize {
        [0, UNITS][variant(site, 2)]
    }

    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer> {
        if matches!(asked.bare(), "/gkmlpt/index" | "/gkmlpt/annualreport") {
            return Some(Answer::page(&platform(site), site.charset));
        }
        let category = asked.bare().strip_prefix("/gkmlpt/api/all/")?.parse().ok()?;
        Some(articles(site, category, asked))
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        let escaped = |text: &str| text.replace('<', "\\u003C").replace('>', "\\u003E").replace('&', "\\u0026");
        let detail = json!({"id": item.number, "title": item.title, "publisher": item.organ, "content": body,
            "created_at": format!("{} 10:00:00", item.date())});
        let head = format!(
            "{}<script>window._CONFIG = {{ SID: '{}', TYPE: 'content', DETAIL: {} }};</script>",
            page::metadata(site, item),
            sid(site),
            escaped(&detail.to_string())
        );
        // Some hosts print the text into the page as well.
        let shown = if site.number.is_multiple_of(2) { body } else { "" };
        page::page(
            site,
            &item.title,
            &head,
            &format!("<div id=\"vue-content\"><div class=\"article-content\">{shown}</div></div>"),
        )
    }
}

fn tree(site: &Site) -> Value {
    let leaf = |id: usize, name: &str, posts: usize| json!({"id": id, "name": name, "post_count": posts, "jump_url": "", "children": []});
    let posts = |branch: Option<usize>| site.of_branch(branch).len();
    let below: Vec<Value> = branches(site)
        .iter()
        .map(|(branch, name, _)| leaf(category(site, Some(*branch)), name, posts(Some(*branch))))
        .collect();
    let own = if below.is_empty() { posts(None) } else { 0 };
    json!([
        leaf(11, "政府信息公开指南", 1),
        leaf(12, "政府信息公开制度", 4),
        {"id": 13, "name": "法定主动公开内容", "post_count": 0, "jump_url": "", "children": [
            leaf(14, "机构职能", 3), leaf(15, "财政预决算", 40), leaf(16, "统计年报", 5)]},
        {"id": category(site, None), "name": "政府信息公开年报", "post_count": own, "jump_url": "", "children": below},
        leaf(17, "依申请公开", 0),
    ])
}

fn platform(site: &Site) -> String {
    let head = format!(
        "<script>window._CONFIG = {{ SID: '{}', AREA: '440{:03}', TREE: {}, SERVICE_AREA_ID: '1', DEFAULT_CATE: '11' }};</script>",
        sid(site),
        site.number,
        tree(site)
    );
    page::page(site, "政府信息公开目录", &head, "<div id=\"app\"></div>")
}

fn articles(site: &Site, asked_for: usize, asked: &Asked) -> Answer {
    let all = branches(site);
    let branch = all.iter().map(|(branch, _, _)| Some(*branch)).chain([None]);
    let found = branch.into_iter().find(|branch| category(site, *branch) == asked_for);
    let (Some(branch), true) = (found, asked.parameter("sid") == Some(sid(site))) else {
        return Answer::json(&json!({"code": 404, "message": "栏目不存在"}));
    };
    let items = if branch.is_none() && !all.is_empty() { Vec::new() } else { site.of_branch(branch) };
    let at = asked.parameter("page").and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).max(1);
    let articles: Vec<Value> = page::slice(&items, at - 1, PER_PAGE).iter().map(|item| entry(site, item)).collect();
    Answer::json(
        &json!({"classify": {"id": asked_for, "name": "政府信息公开年报", "post_count": items.len()}, "articles": articles}),
    )
}

fn entry(site: &Site, item: &Item) -> Value {
    let address = format!("{}#{}", site.url(&item.path), category(site, None));
    json!({"id": 4_000_000 + item.number, "title": item.title, "url": address, "post_url": "", "publisher": item.organ,
        "created_at": format!("{} 10:00:00", item.date()), "display_publish_time": seconds(item.day), "is_expired": 0})
}

/// 10:00 in China on a day, in seconds since 1970.
fn seconds((year, month, day): (i32, u32, u32)) -> i64 {
    let before = [0, 31, 59][month as usize - 1];
    let leap = i64::from(month > 2 && year % 4 == 0);
    let days = i64::from(year - 1970) * 365 + i64::from((year - 1969) / 4) + before + leap + i64::from(day) - 1;
    days * 86_400 + 2 * 3_600
}
