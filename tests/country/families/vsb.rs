//! 博达 VSB: static lists, the newest entries on `zfxxgknb.htm`, older ones on `zfxxgknb/N.htm` counted down to 1; articles
//! `/info/COLUMN/ID.htm`; files by `download.jsp`.

use super::Imitation;
use crate::country::answer::Answer;
use crate::country::files::Format;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

const PER_PAGE: usize = 20;

pub(crate) struct Vsb;

impl Imitation for Vsb {
    fn name(&self) -> &'static str {
        "vsb"
    }

    fn column(&self, _site: &Site) -> String {
        "/zwgk/zfxxgknb.htm".into()
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        format!("/info/{}/{}.htm", 1_050 + site.number % 9, 64_000 + item.number)
    }

    fn file(&self, site: &Site, item: &Item, _format: Format) -> String {
        format!(
            "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner={}&wbfileid={}",
            1_500_000_000 + site.number,
            70_000 + item.number
        )
    }

    fn lists_files(&self) -> bool {
        false
    }

    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer> {
        let items = site.of_branch(None);
        let pages = items.len().div_ceil(PER_PAGE).max(1);
        let at = match asked.path.strip_prefix("/zwgk/zfxxgknb")? {
            ".htm" => 0,
            // The last page is called 1.
            file => {
                pages.checked_sub(file.strip_prefix('/')?.strip_suffix(".htm")?.parse().ok()?).filter(|at| *at > 0)?
            }
        };
        let rows: String = page::slice(&items, at, PER_PAGE).iter().map(|item| row(item, at)).collect();
        let body = format!(
            "<div class=\"list\"><ul>{rows}</ul></div>\n<div class=\"pb_sys_common pb_sys_normal pb_sys_style1\"><span class=\"p_pages\">\
             <span class=\"p_t\">共{}条</span> {}</span></div>\n<div class=\"hot\"><a href=\"/info/1002/101.htm\">热点要闻</a></div>",
            items.len(),
            bar(at, pages)
        );
        Some(Answer::page(
            &page::page(site, "政府信息公开年报", "<META Name=\"keywords\" Content=\"政府信息公开年报\" />", &body),
            site.charset,
        ))
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        let head = "<script language=\"javascript\" src=\"/system/resource/js/counter.js\"></script>";
        let open = format!(
            "{head}<div id=\"vsb_content{}\"><div class=\"v_news_content\">",
            ["", "_2", "_500"][item.number % 3]
        );
        let body = body.replace("<p>附件：", "<p>附件【").replace(".</a>", "</a>】");
        page::article(site, item, &open, &body, "</div></div>")
    }
}

fn row(item: &Item, at: usize) -> String {
    let up = if at == 0 { "../" } else { "../../" };
    format!(
        "<li id=\"line_u8_{}\"><a href=\"{up}{}\" target=\"_blank\" title=\"{}\">{}</a><span>{}</span></li>\n",
        item.number,
        item.path.trim_start_matches('/'),
        item.title,
        item.title,
        item.date()
    )
}

/// The bar: first, the one before, some numbers, the next, the last.
fn bar(at: usize, pages: usize) -> String {
    let address = |page: usize| match (page, at) {
        (0, 0) => "zfxxgknb.htm".to_owned(),
        (0, _) => "../zfxxgknb.htm".to_owned(),
        (page, 0) => format!("zfxxgknb/{}.htm", pages - page),
        (page, _) => format!("{}.htm", pages - page),
    };
    let link =
        |page: usize, name: &str| format!("<span class=\"p_no\"><a href=\"{}\">{name}</a></span>", address(page));
    let mut bar = if at > 0 {
        link(0, "首页") + &link(at - 1, "上页")
    } else {
        "<span class=\"p_no_d\">首页</span>".into()
    };
    // Numbers in the middle are left out.
    for page in (0..pages).filter(|page| *page == 0 || page + 1 == pages || page.abs_diff(at) <= 1) {
        bar.push_str(&link(page, &(page + 1).to_string()));
    }
    if at + 1 < pages {
        bar.push_str(&(link(at + 1, "下页") + &link(pages - 1, "尾页")));
    }
    bar
}
