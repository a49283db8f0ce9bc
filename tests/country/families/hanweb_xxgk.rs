//! Hanweb's older module: `search.jsp` draws the list of the whole area, in rows, page by page. Reports of some areas stand
//! at `xxgkAnnualReport.jsp` by area and year.

use super::{Imitation, variant};
use crate::country::answer::Answer;
use crate::country::page;
use crate::country::server::Asked;
use crate::country::site::{Item, Site};

const PER_PAGE: usize = 20;
const SEARCH: &str = "/module/xxgk/search.jsp";

pub(crate) struct HanwebXxgk;

fn number(site: &Site) -> usize {
    2300 + site.number
}

fn area(site: &Site) -> String {
    format!("01400{:03}0", site.number)
}

impl Imitation for HanwebXxgk {
    fn name(&self) -> &'static str {
        "hanweb-xxgk"
    }

    fn column(&self, site: &Site) -> String {
        format!("/col/col{}/index.html", number(site))
    }

    fn path(&self, site: &Site, item: &Item) -> String {
        let (year, month, day) = item.day;
        match variant(site, 2) {
            1 if item.report.is_some() => format!(
                "/module/xxgk/xxgkAnnualReport.jsp?area={}{:02}&fbtime={}",
                area(site),
                item.organ.chars().map(|c| c as usize).sum::<usize>() % 9_973,
                year - 1
            ),
            _ => format!("/art/{year}/{month}/{day}/art_{}_{}.html", number(site), 40_000 + item.number),
        }
    }

    fn lists_files(&self) -> bool {
        false
    }

    fn answer(&self, site: &Site, asked: &Asked) -> Option<Answer> {
        if asked.bare() == self.column(site) {
            return Some(Answer::page(&column(site), site.charset));
        }
        (asked.bare() == SEARCH).then(|| search(site, asked))
    }

    fn article(&self, site: &Site, item: &Item, body: &str) -> String {
        page::article(site, item, "<div class=\"bt_content\"><div id=\"zoom\">", body, "</div></div>")
    }
}

fn column(site: &Site) -> String {
    let (area, unit) = (area(site), 70_000 + site.number);
    let body = format!(
        "<div class=\"tree\"><iframe src=\"/module/xxgk/tree.jsp?area={area}&standardXxgk=1\" width=\"200\"></iframe></div>\n\
         <div id=\"div{unit}\"></div>\n<script>\nfunction search{unit}(currpage){{\n $.ajax({{type:'post',\
         url:'/module/xxgk/search.jsp?infotypeId=&vc_title=&vc_number=&area={area}',\
         data:{{infotypeId:'',jdid:'{}',area:'{area}',divid:'div{unit}',vc_title:'',vc_number:'',currpage:currpage,vc_filenumber:'',\
         vc_all:'',texttype:'',fbtime:'',sortfield:''}},success:function(html){{$('#div{unit}').html(html)}}}});\n}}\nsearch{unit}(1);</script>",
        site.number
    );
    page::page(site, "政府信息公开年报", "<meta name=\"ColumnName\" content=\"政府信息公开年报\">", &body)
}

/// The rows of a page, with those of another column of the area between them.
fn search(site: &Site, asked: &Asked) -> Answer {
    let value = |name: &str| asked.field(name).or_else(|| asked.parameter(name));
    if asked.method != "POST" || value("area").as_deref() != Some(&area(site)) {
        return Answer::of("text/html;charset=UTF-8", "<table><tr><td>没有找到相关信息</td></tr></table>");
    }
    let at = value("currpage").and_then(|page| page.parse().ok()).unwrap_or(1).max(1);
    let mut rows = Vec::new();
    for (n, item) in site.items.iter().enumerate() {
        rows.push((item.path.clone(), item.title.clone(), item.date()));
        if n % 4 == 3 {
            let path = format!("/art/2024/2/{}/art_{}_{}.html", 1 + n % 28, number(site) + 5_000, 90_000 + n);
            rows.push((path, format!("{}关于第{n}号建议的答复", site.name), "2024-02-01".into()));
        }
    }
    let (total, pages) = (rows.len(), rows.len().div_ceil(PER_PAGE));
    let at = at.min(pages.max(1));
    let shown: String = rows.iter().skip((at - 1) * PER_PAGE).take(PER_PAGE).enumerate().map(row).collect();
    let html = format!(
        "<table class=\"tb_main\" width=\"100%\"><tr class=\"tr_main_title\"><td>序号</td><td>标题</td><td>发布日期</td></tr>\n{shown}</table>\n\
         <table class=\"tb_title\"><tr><td>共{total}条 第{at}页/共{pages}页 <a href=\"javascript:search(1)\">首页</a> \
         <a href=\"javascript:search({})\">下一页</a></td></tr></table>",
        at + 1
    );
    Answer::of("text/html;charset=UTF-8", html)
}

fn row((n, (path, title, date)): (usize, &(String, String, String))) -> String {
    let class = ["tr_main_value_odd", "tr_main_value_even"][n % 2];
    format!(
        "<tr class=\"{class}\"><td>{}</td><td><a href=\"{path}\" mc=\"{title}\" rq=\"{date}\" title=\"{title}\" target=\"_blank\">{title}</a></td>\
         <td align=\"center\">{date}</td></tr>\n",
        n + 1
    )
}
