//! Static sites of nobody's product: lists with numbered files and links to them, lists whose further pages only a script
//! knows, shells around a frame, and folders by year.

use super::{Imitation, YEARS, branches, variant};
use crate::country::answer::Answer;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

const FOLDER: &str = "/zwgk/gknb/";
const PER_PAGE: usize = 20;

pub(crate) struct Plain;

/// How a site turns pages.
#[derive(Clone, Copy, PartialEq)]
enum Habit {
    /// `index_2.html`, with links.
    Linked,
    /// `column-index-2.shtml`, nothing links to it.
    Dashed,
    /// `list_1.html` is the second page, nothing links to it; what does not exist answers 200 with a page that says 404.
    Soft,
    /// The list stands in a frame.
    Shell,
    /// Folders by year.
    Years,
}

fn habit(site: &Site) -> Habit {
    [Habit::Linked, Habit::Dashed, Habit::Soft, Habit::Shell, Habit::Years][variant(site, 5)]
}

/// The file of a page, counted from 0.
fn file(habit: Habit, page: usize) -> String {
    match (habit, page) {
        (Habit::Linked | Habit::Years, 0) => "index.html".into(),
        (Habit::Linked | Habit::Years, page) => format!("index_{}.html", page + 1),
        (Habit::Dashed, page) => format!("column-index-{}.shtml", page + 1),
        (Habit::Soft, 0) => "list.html".into(),
        (Habit::Soft, page) => format!("list_{page}.html"),
        (Habit::Shell, page) => {
            format!("nblb{}.html", if page == 0 { String::new() } else { format!("_{}", page + 1) })
        }
    }
}

impl Imitation for Plain {
    fn name(&self) -> &'static str {
        "static"
    }

    fn column(&self, site: &Site) -> String {
        match habit(site) {
            Habit::Linked | Habit::Years => FOLDER.into(),
            Habit::Shell => format!("{FOLDER}index.html"),
            habit => format!("{FOLDER}{}", file(habit, 0)),
        }
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        let below = if site.branches > 0 { format!("{}n/", 2025 - item.branch) } else { String::new() };
        format!("{FOLDER}{below}{}/{}.html", item.date().replace('-', "/"), 7_000 + item.number)
    }

    fn branches(&self, site: &Site) -> usize {
        if habit(site) == Habit::Years { YEARS } else { 0 }
    }

    fn speaks_gbk(&self) -> bool {
        true
    }

    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer> {
        let habit = habit(site);
        let page = |html: String| Some(Answer::page(&html, site.charset));
        let missing = || page(page::page(site, "404", "", "<div class=\"error\">您访问的页面不存在或已删除</div>"));
        let Some(below) = asked.path.strip_prefix(FOLDER) else {
            let is_known = site.items.iter().any(|item| item.path == asked.path || item.inner == asked.path);
            return if habit == Habit::Soft && !is_known { missing() } else { None };
        };
        if habit == Habit::Shell && below == "index.html" {
            let frame = format!("<iframe src=\"{}\" width=\"100%\"></iframe>", file(habit, 0));
            return page(page::page(site, "政府信息公开年报", "", &frame));
        }
        let columns = branches(site);
        if habit == Habit::Years && matches!(below, "" | "index.html") {
            let years: String = columns
                .iter()
                .map(|(_, name, folder)| format!("<li><a href=\"{FOLDER}{folder}/\">{name}</a></li>\n"))
                .collect();
            return page(page::page(site, "政府信息公开年报", "", &format!("<ul class=\"years\">{years}</ul>")));
        }
        let inside = columns
            .iter()
            .find_map(|(branch, _, folder)| Some((*branch, below.strip_prefix(folder.as_str())?.strip_prefix('/')?)));
        let (branch, name) = inside.map_or((None, below), |(branch, name)| (Some(branch), name));
        let name = if name.is_empty() { "index.html" } else { name };
        let items = site.of_branch(branch);
        let pages = items.len().div_ceil(PER_PAGE).max(1);
        match (0..pages).find(|at| file(habit, *at) == name) {
            Some(at) => page(list(site, habit, &items, at, pages)),
            None if habit == Habit::Soft && name.starts_with("list") | name.starts_with("index") => missing(),
            None => None,
        }
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        page::article(site, item, "<div class=\"content\">", body, "</div>")
    }
}

fn list(site: &Site, habit: Habit, items: &[&Item], at: usize, pages: usize) -> String {
    let rows: String = page::slice(items, at, PER_PAGE)
        .iter()
        .map(|item| format!("<li><a href=\"{}\">{}</a><span>[{}]</span></li>\n", item.path, item.title, item.date()))
        .collect();
    let bar = match habit {
        Habit::Linked | Habit::Years | Habit::Shell => {
            let links: String =
                (0..pages).map(|page| format!("<a href=\"{}\">{}</a> ", file(habit, page), page + 1)).collect();
            if pages > 1 { format!("<div class=\"pages\">{links}</div>") } else { String::new() }
        }
        Habit::Dashed => {
            format!("<div id=\"pager\" data-total=\"{pages}\"></div><script>pager({pages}, {})</script>", at + 1)
        }
        Habit::Soft => format!(
            "<div class=\"fy\">共{}条记录 <a href=\"javascript:turn({})\">下一页</a></div>",
            items.len(),
            at + 1
        ),
    };
    page::page(site, "政府信息公开年报", "", &format!("<ul class=\"list\">{rows}</ul>{bar}"))
}
