//! TRS WCM: static pages, `index.html`, `index_1.html` … counted from 0, and `createPageHTML` with their number. Lists of
//! some sites are written by `document.writeln`, and some columns are divided by years or by groups of organs.

use super::{Imitation, UNITS, YEARS, branches, variant};
use crate::country::answer::Answer;
use crate::country::files::Format;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

const COLUMN: &str = "/zwgk/zfxxgkzl/zfxxgknb/";
const PER_PAGE: usize = 15;

pub(crate) struct Trs;

impl Imitation for Trs {
    fn name(&self) -> &'static str {
        "trs"
    }

    fn column(&self, _site: &Site) -> String {
        COLUMN.into()
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        let (year, month, day) = item.day;
        let below = match site.branches {
            0 => String::new(),
            UNITS => format!("{}/", super::GROUPS[item.branch].1),
            _ => format!("{}n/", 2025 - item.branch),
        };
        format!("{COLUMN}{below}{year}{month:02}/t{year}{month:02}{day:02}_{}.html", 100_000 + item.number)
    }

    fn file(&self, site: &Site, item: &Item, format: Format) -> String {
        let path = self.path(site, item);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (year, month, day) = item.day;
        format!("{folder}/P0{year}{month:02}{day:02}{:09}.{}", item.number * 7_919, format.extension())
    }

    fn branches(&self, site: &Site) -> usize {
        [0, YEARS, 0, UNITS][variant(site, 4)]
    }

    fn speaks_gbk(&self) -> bool {
        true
    }

    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer> {
        let below = asked.path.strip_prefix(COLUMN)?;
        let columns = branches(site);
        let (branch, folder, file) =
            match columns.iter().find(|(_, _, folder)| below.starts_with(&format!("{folder}/"))) {
                Some((branch, _, folder)) => (Some(*branch), format!("{folder}/"), &below[folder.len() + 1..]),
                None => (None, String::new(), below),
            };
        let at = match file {
            "" | "index.html" => 0,
            file => file.strip_prefix("index_")?.strip_suffix(".html")?.parse().ok()?,
        };
        // A column that is divided shows the first of its parts, and leads to all of them.
        let shown = branch.or_else(|| columns.first().map(|(branch, _, _)| *branch));
        let items = site.of_branch(shown.filter(|_| !columns.is_empty()));
        let pages = items.len().div_ceil(PER_PAGE).max(1);
        if at >= pages || (branch.is_none() && !columns.is_empty() && at > 0) {
            return None;
        }
        let base = format!("{COLUMN}{folder}");
        let rows: Vec<String> = page::slice(&items, at, PER_PAGE).iter().map(|item| row(item, &base)).collect();
        let rows = match variant(site, 4) {
            2 => {
                let written =
                    rows.iter().map(|row| format!("document.writeln('{}');\n", row.trim().replace('/', "\\/")));
                format!("<ul class=\"list\"><script>{}</script></ul>", written.collect::<String>())
            }
            _ => format!("<ul class=\"list\">\n{}</ul>", rows.concat()),
        };
        let tree: String = columns
            .iter()
            .map(|(_, name, folder)| format!("<li><a href=\"{COLUMN}{folder}/\">{name}</a></li>\n"))
            .collect();
        let tree = if tree.is_empty() { tree } else { format!("<ul class=\"tree\">\n{tree}</ul>") };
        let beside = "<div class=\"side\"><h3>要闻</h3><ul><li><a href=\"/xw/202403/t20240301_9001.html\">全县重点项目集中开工</a></li>\
            <li><a href=\"/xw/202403/t20240302_9002.html\">春季植树活动举行</a></li></ul></div>";
        let turning = match branch.is_none() && !columns.is_empty() {
            true => String::new(),
            false => format!(
                "<div class=\"page\"><script language=\"javascript\" src=\"/images/page.js\"></script>\
                 <script>createPageHTML({pages}, {at}, \"index\", \"html\");</script></div>"
            ),
        };
        let body = format!("{tree}{rows}{turning}{beside}");
        Some(Answer::page(&page::page(site, "政府信息公开年报", "", &body), site.charset))
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        let (open, close) = match item.number % 3 {
            0 => ("<div class=\"TRS_UEDITOR TRS_WEB\">", "</div>"),
            1 => ("<div id=\"zoom\"><div class=\"TRS_Editor\">", "</div></div>"),
            _ => ("<div class=\"Custom_UnionStyle\">", "</div>"),
        };
        page::article(site, item, open, body, close)
    }
}

/// A row of a list. Titles are cut off, the whole one stands in an attribute; addresses are relative where they can be.
fn row(item: &Item, base: &str) -> String {
    let address = item.path.strip_prefix(base).map_or_else(|| item.path.clone(), |below| format!("./{below}"));
    let shown: String = match item.title.chars().count() {
        length if length > 22 => item.title.chars().take(20).chain(['…']).collect(),
        _ => item.title.clone(),
    };
    format!(
        "<li><a href=\"{address}\" target=\"_blank\" title=\"{}\">{shown}</a><span>{}</span></li>\n",
        item.title,
        item.date()
    )
}
