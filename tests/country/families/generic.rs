//! Pages that somebody wrote by hand: links without days, grouped by organ, everything on one page or a page for each year.

use super::{Imitation, YEARS, branches, variant};
use crate::country::answer::Answer;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

const COLUMN: &str = "/xxgk/ndbg/";

pub(crate) struct Generic;

impl Imitation for Generic {
    fn name(&self) -> &'static str {
        "generic"
    }

    fn column(&self, _site: &Site) -> String {
        COLUMN.into()
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        let below = if site.branches > 0 { format!("{}n/", 2025 - item.branch) } else { String::new() };
        format!("{COLUMN}{below}nb{:04}.htm", item.number)
    }

    fn branches(&self, site: &Site) -> usize {
        [0, YEARS][variant(site, 2)]
    }

    fn speaks_gbk(&self) -> bool {
        true
    }

    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer> {
        let below = asked.path.strip_prefix(COLUMN)?;
        let columns = branches(site);
        let body = match (below, columns.is_empty()) {
            ("" | "index.htm", true) => groups(&site.of_branch(None)),
            ("" | "index.htm", false) => {
                let link = |(_, name, folder): &(usize, String, String)| {
                    format!("<a href=\"{COLUMN}{folder}/\">{name}年报</a>&nbsp;\n")
                };
                format!("<p class=\"years\">{}</p>", columns.iter().map(link).collect::<String>())
            }
            (below, _) => {
                let (branch, _, _) = columns.iter().find(|(_, _, folder)| below.trim_end_matches('/') == folder)?;
                groups(&site.of_branch(Some(*branch)))
            }
        };
        Some(Answer::page(&page::page(site, "政府信息公开年报", "", &body), site.charset))
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        page::page(site, &item.title, "", &format!("<center>{}</center>{body}", item.date()))
    }
}

/// Links in groups of four, without days.
fn groups(items: &[&Item]) -> String {
    let group = |items: &[&Item]| {
        let links = items.iter().map(|item| format!("<a href=\"{}\">{}</a><br>\n", item.path, item.title));
        format!("<div class=\"dw\">{}</div>\n", links.collect::<String>())
    };
    items.chunks(4).map(group).collect()
}
