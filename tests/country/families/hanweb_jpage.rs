//! Hanweb with jpage: the first records stand in a `<datastore>` of the column's page, `dataproxy.jsp` gives the others.
//!
//! Variants: a server that goes by `startrecord`; one that ignores it and goes by `page`; one that encrypts the address of
//! the next group. `perpage` is capped. `index_1.html` does not exist.

use super::{Imitation, variant};
use crate::country::answer::Answer;
use crate::country::files::Format;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

/// Records in the page of the column.
const IN_PAGE: usize = 15;
/// Records of an answer at most.
const MOST: usize = 100;

pub(crate) struct HanwebJpage;

fn number(site: &Site) -> usize {
    1200 + site.number
}

fn proxy(site: &Site) -> &'static str {
    ["/module/web/jpage/dataproxy.jsp", "/module/jpage/dataproxy.jsp"][site.number % 2]
}

impl Imitation for HanwebJpage {
    fn name(&self) -> &'static str {
        "hanweb-jpage"
    }

    fn column(&self, site: &Site) -> String {
        format!("/col/col{}/index.html", number(site))
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        let (year, month, day) = item.day;
        format!("/art/{year}/{month}/{day}/art_{}_{}.html", number(site), 30_000 + item.number)
    }

    fn file(&self, _site: &Site, item: &Item, format: Format) -> String {
        format!(
            "/module/download/downfile.jsp?classid=0&filename=2401{:010}.{}",
            item.number * 104_729,
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
        (asked.bare() == proxy(site)).then(|| records(site, asked))
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        let body = format!("<!--ZJEG_RSS.content.begin-->{body}<!--ZJEG_RSS.content.end-->");
        page::article(site, item, "<div id=\"zoom\">", &body, "</div>")
    }
}

fn record(item: &Item) -> String {
    format!(
        "<record><![CDATA[<li><a href=\"{}\" title=\"{}\" target=\"_blank\">{}</a><span>{}</span></li>]]></record>\n",
        item.path,
        item.title,
        item.title,
        item.date()
    )
}

/// The link to the group behind so many records.
fn next_group(site: &Site, from: usize) -> String {
    let proxy = proxy(site);
    let address = match variant(site, 3) {
        2 => format!("{proxy}?q={:016x}{:04x}", site.number as u64 * 0x9e37_79b9_7f4a, from),
        _ => format!(
            "{proxy}?page=1&appid=1&webid={}&path=/&columnid={}&unitid={}&webname=%E4%BA%BA%E6%B0%91%E6%94%BF%E5%BA%9C&permissiontype=0",
            site.number,
            number(site),
            4_500 + site.number
        ),
    };
    format!("<nextgroup><![CDATA[<a href=\"{address}\"></a>]]></nextgroup>")
}

fn column(site: &Site) -> String {
    let items = site.of_branch(None);
    let unit = 4_500 + site.number;
    let records: String = items.iter().take(IN_PAGE).map(|item| record(item)).collect();
    let next = if items.len() > IN_PAGE { next_group(site, IN_PAGE) } else { String::new() };
    let body = format!(
        "<div id=\"{unit}\" class=\"default_pgContainer\"></div>\n<script type=\"text/xml\"><datastore>\n{next}\n<recordset>\n{records}</recordset>\
         </datastore></script>\n<script>$(function(){{$('#{unit}').jpage({{itemContentTag:'record',perPage:{IN_PAGE},barPosition:'bottom',\
         dataBefore:'<ul>',dataAfter:'</ul>',totalRecord:{},showMode:'full',proxyUrl:'{}'}});}});</script>",
        items.len(),
        proxy(site)
    );
    page::page(site, "政府信息公开年报", "<meta name=\"ColumnName\" content=\"政府信息公开年报\">", &body)
}

/// An answer of `dataproxy.jsp`.
fn records(site: &Site, asked: &Asked) -> Answer {
    let value = |name: &str| asked.parameter(name).or_else(|| asked.field(name));
    let count = |name: &str| value(name).and_then(|value| value.parse::<usize>().ok());
    let items = site.of_branch(None);
    let (from, per) = match (variant(site, 3), value("q")) {
        (2, Some(key)) => (usize::from_str_radix(&key[key.len() - 4..], 16).unwrap_or(0), IN_PAGE * 2),
        (2, None) => return Answer::of("text/xml;charset=UTF-8", "<datastore><recordset></recordset></datastore>"),
        _ if value("columnid").as_deref() != Some(&number(site).to_string()) || value("unitid").is_none() => {
            return Answer::of("text/xml;charset=UTF-8", "");
        }
        (1, _) => {
            let per = count("perpage").unwrap_or(IN_PAGE).min(MOST);
            (count("page").unwrap_or(1).saturating_sub(1) * per, per)
        }
        _ => {
            let start = count("startrecord").unwrap_or(1).max(1);
            let end = count("endrecord").unwrap_or(start + IN_PAGE - 1).max(start);
            (start - 1, (end + 1 - start).min(MOST))
        }
    };
    let shown: String = items.iter().skip(from).take(per).map(|item| record(item)).collect();
    let next = if from + per < items.len() { next_group(site, from + per) } else { String::new() };
    let pages = items.len().div_ceil(per.max(1));
    let xml = format!(
        "<?xml version='1.0' encoding='UTF-8'?><datastore>{next}<totalrecord>{}</totalrecord><totalpage>{pages}</totalpage>\
         <recordset>{shown}</recordset></datastore>",
        items.len()
    );
    Answer::of("text/xml;charset=UTF-8", xml)
}
