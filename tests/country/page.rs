//! Pages that every site has: its portal, and what stands around lists and articles.

use super::site::{Item, Site};

/// A page with a name and a body.
pub(crate) fn page(site: &Site, name: &str, head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head>{}<title>{name}_{}人民政府</title>\n\
         <meta name=\"SiteName\" content=\"{}人民政府\">{head}</head>\n<body>\n{}{body}\n{}</body></html>\n",
        site.charset.meta(),
        site.name,
        site.name,
        menu(site),
        foot(site)
    )
}

/// The menu at the top of every page.
fn menu(site: &Site) -> String {
    format!(
        "<div class=\"header\"><a href=\"/\"><img src=\"/images/logo.png\" alt=\"{}\"></a></div>\n<ul class=\"nav\">\
         <li><a href=\"/\">首页</a></li><li><a href=\"/zjxq/\">走进{}</a></li><li><a href=\"/zwfw/\">政务服务</a></li>\
         <li><a href=\"/hdjl/\">互动交流</a></li></ul>\n",
        site.name, site.name
    )
}

/// The lines at the bottom of every page.
fn foot(site: &Site) -> String {
    format!(
        "<div class=\"footer\"><p>主办：{}人民政府办公室 网站标识码：0000000{:03} ICP备00000000号</p></div>\n",
        site.name, site.number
    )
}

/// The front page: news, services, and the way to the column.
pub(crate) fn portal(site: &Site) -> String {
    let news: String = (1..=8)
        .map(|n| {
            format!(
                "<li><a href=\"/xw/202401/t{n}.html\">{}召开第{n}次重点工作推进会</a><span>01-{n:02}</span></li>\n",
                site.name
            )
        })
        .collect();
    let body = format!(
        "<div class=\"news\"><ul>{news}</ul></div>\n<div class=\"gk\"><h3>政府信息公开</h3>\
         <a href=\"/zwgk/zn/\">政府信息公开指南</a><a href=\"/zwgk/zd/\">政府信息公开制度</a>\
         <a href=\"{}\">政府信息公开年报</a><a href=\"/zwgk/ysq/\">依申请公开</a><a href=\"/tj/nb/\">统计年报</a></div>\n",
        site.family.column(site)
    );
    page(site, "首页", "", &body)
}

/// The metadata that most products write into the head of an article.
pub(crate) fn metadata(site: &Site, item: &Item) -> String {
    format!(
        "<meta name=\"ArticleTitle\" content=\"{}\"><meta name=\"PubDate\" content=\"{} 09:00\">\
         <meta name=\"ContentSource\" content=\"{}\"><meta name=\"ColumnName\" content=\"政府信息公开年报\">",
        item.title,
        item.date(),
        if item.number.is_multiple_of(3) { &item.organ } else { &site.name }
    )
}

/// An article as most products print it: where one is, title, day, the text in a container.
pub(crate) fn article(site: &Site, item: &Item, open: &str, body: &str, close: &str) -> String {
    let inside = format!(
        "<div class=\"location\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"{}\">政府信息公开年报</a></div>\n\
         <div class=\"info\">发布日期：{} 来源：{} 字体：[大 中 小]</div>\n{open}{body}{close}\n\
         <div class=\"share\">扫一扫在手机打开当前页 <a href=\"javascript:window.print()\">打印</a> <a href=\"javascript:window.close()\">关闭</a></div>\n",
        site.family.column(site),
        item.date(),
        item.organ
    );
    page(site, &item.title, &metadata(site, item), &inside)
}

/// A page of `per` items, counted from 0.
pub(crate) fn slice<'a>(items: &[&'a Item], page: usize, per: usize) -> Vec<&'a Item> {
    items.iter().copied().skip(page * per).take(per).collect()
}
