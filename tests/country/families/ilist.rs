//! Sites with `/info/iList.jsp`: lists by node, category and page.

use super::{GROUPS, Imitation, UNITS, branches, variant};
use crate::country::answer::Answer;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

const PER_PAGE: usize = 15;
const LIST: &str = "/info/iList.jsp";

pub(crate) struct IList;

fn category(site: &Site, branch: Option<usize>) -> usize {
    10_432 + site.number * 10 + branch.map_or(0, |branch| branch + 1)
}

fn address(site: &Site, branch: Option<usize>, page: usize) -> String {
    format!("{LIST}?node_id=GKx{:03}&cat_id={}&cur_page={page}", site.number, category(site, branch))
}

impl Imitation for IList {
    fn name(&self) -> &'static str {
        "ilist"
    }

    fn column(&self, site: &Site) -> String {
        address(site, None, 1)
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        format!(
            "/info/iContent.jsp?node_id=GKx{:03}&cat_id={}&info_id={}",
            site.number,
            category(site, None),
            80_000 + item.number
        )
    }

    fn branches(&self, site: &Site) -> usize {
        [0, UNITS][variant(site, 2)]
    }

    fn speaks_gbk(&self) -> bool {
        true
    }

    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer> {
        if asked.bare() != LIST {
            return None;
        }
        let columns = branches(site);
        let asked_for: usize = asked.parameter("cat_id")?.parse().ok()?;
        let branch = columns.iter().map(|(branch, _, _)| Some(*branch)).chain([None]);
        let branch = branch.into_iter().find(|branch| category(site, *branch) == asked_for)?;
        let items = match (branch, columns.is_empty()) {
            (None, false) => Vec::new(),
            _ => site.of_branch(branch),
        };
        let pages = items.len().div_ceil(PER_PAGE).max(1);
        // A number beyond the last page shows the last page again.
        let at = asked.parameter("cur_page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, pages);
        let rows: String = page::slice(&items, at - 1, PER_PAGE).iter().map(|item| row(item)).collect();
        let tree: String = columns
            .iter()
            .filter(|_| branch.is_none())
            .map(|(at, _, _)| format!("<li><a href=\"{}\">{}年报</a></li>", address(site, Some(*at), 1), GROUPS[*at].0))
            .collect();
        let turn = |page: usize, name: &str| format!("<a href=\"{}\">{name}</a> ", address(site, branch, page));
        let bar = match items.is_empty() {
            true => String::new(),
            false => format!(
                "<div class=\"page\">共{}条 第{at}页/共{pages}页 {}{}</div>",
                items.len(),
                turn((at + 1).min(pages), "下一页"),
                turn(pages, "末页")
            ),
        };
        let body = format!("<ul class=\"tree\">{tree}</ul><table class=\"list\">{rows}</table>{bar}");
        Some(Answer::page(&page::page(site, "政府信息公开年报", "", &body), site.charset))
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        page::article(site, item, "<table width=\"980\"><tr><td id=\"content\">", body, "</td></tr></table>")
    }
}

fn row(item: &Item) -> String {
    format!(
        "<tr><td><a href=\"{}\" target=\"_blank\">{}</a></td><td>{}</td><td>{}</td></tr>\n",
        item.path.replace('&', "&amp;"),
        item.title,
        item.organ,
        item.date()
    )
}
