//! The saved pages and the requests that would have fetched them.

use gongkai_model::{FetchRequest, Purpose};

/// A saved page.
#[derive(Debug)]
#[allow(dead_code, reason = "each of the tests needs some of it")]
pub(crate) struct Fixture {
    pub(crate) family: &'static str,
    pub(crate) file: &'static str,
    pub(crate) request: FetchRequest,
    pub(crate) text: String,
    /// Recognisable on its own: not an answer that any site could give.
    pub(crate) is_typical: bool,
}

/// Family, file, address, page that asked, body of the request, recognisable on its own.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, bool);

const ROWS: &[Row] = &[
    ("hanweb-jpage", "column.html", "https://www.qingshi.gov.cn/col/col1202/index.html", "", "", true),
    (
        "hanweb-jpage",
        "capped.xml",
        "https://www.qingshi.gov.cn/module/web/jpage/dataproxy.jsp?page=1&startrecord=1&endrecord=100&perpage=100&col=1&appid=1&webid=7&path=%2F&columnid=1202&sourceContentType=1&unitid=3301&webname=%E9%9D%92%E7%9F%B3%E5%8E%BF&permissiontype=0",
        "https://www.qingshi.gov.cn/col/col1202/index.html",
        "",
        true,
    ),
    ("hanweb-jpage", "encrypted.html", "https://ybj.yunchuan.gov.cn/col/col38/index.html", "", "", true),
    (
        "hanweb-jpage",
        "next_group.xml",
        "https://ybj.yunchuan.gov.cn/module/web/jpage/dataproxy.jsp?q=7fd0a1c2e9b84d",
        "https://ybj.yunchuan.gov.cn/col/col38/index.html",
        "",
        true,
    ),
    ("hanweb-xxgk", "column.html", "https://www.qingshi.gov.cn/col/col1229/index.html?number=Y001C001", "", "", true),
    (
        "hanweb-xxgk",
        "answer.html",
        "https://www.qingshi.gov.cn/module/xxgk/search.jsp?infotypeId=Y001C001&vc_title=&vc_number=&area=11330100002500001X",
        "https://www.qingshi.gov.cn/col/col1229/index.html?number=Y001C001",
        "infotypeId=Y001C001&jdid=12&area=11330100002500001X&divid=div1229&vc_title=&vc_number=&currpage=1&sortfield=compaltedate%3A0",
        true,
    ),
    ("jpaas", "column.html", "https://www.qingshi.gov.cn/col/col9002/index.html", "", "", true),
    (
        "jpaas",
        "answer.json",
        "https://www.qingshi.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?parseType=bulidstatic&webId=8d8a&tplSetId=2097&pageType=column&tagId=%E5%8F%B3%E4%BE%A7%E5%88%97%E8%A1%A8&editType=null&pageId=c51f&paramJson=%7B%22pageNo%22%3A1%2C%22pageSize%22%3A15%7D",
        "https://www.qingshi.gov.cn/col/col9002/index.html",
        "",
        true,
    ),
    (
        "jpaas",
        "menu.json",
        "https://www.qingshi.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?parseType=buildstatic&webId=8d8a&tplSetId=2097&pageType=column&tagId=%E5%AF%BC%E8%88%AA&pageId=c51f&paramJson=%7B%22pageNo%22%3A1%2C%22pageSize%22%3A15%7D",
        "https://www.qingshi.gov.cn/col/col9002/index.html",
        "",
        true,
    ),
    (
        "jpaas",
        "refused.json",
        "https://www.qingshi.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?webId=8d8a",
        "https://www.qingshi.gov.cn/col/col9002/index.html",
        "",
        true,
    ),
    ("truecms", "column.html", "https://cg.qingshi.gov.cn/qsscgj/nb/nb.html", "", "", true),
    (
        "truecms",
        "answer.js",
        "https://cg.qingshi.gov.cn/TrueCMS/messageController/getMessage.do?startrecord=1&endrecord=10&perpage=10&columnId=1cfdefeb-e9aa-4eea-9737-d46421fc97ff&callback=records",
        "https://cg.qingshi.gov.cn/qsscgj/nb/nb.html",
        "",
        true,
    ),
    (
        "epoint",
        "column.html",
        "https://www.qingshi.gov.cn/dynamic/zwgk/govInfoPub.html?categorynum=003001&deptcode=0101",
        "",
        "",
        true,
    ),
    (
        "epoint",
        "settings.js",
        "https://www.qingshi.gov.cn/js/webBuilderCommon.js",
        "https://www.qingshi.gov.cn/dynamic/zwgk/govInfoPub.html?categorynum=003001&deptcode=0101",
        "",
        true,
    ),
    (
        "epoint",
        "answer.json",
        "https://www.qingshi.gov.cn/EWB-FRONT/rest/lightfrontaction/getgovinfolist",
        "https://www.qingshi.gov.cn/dynamic/zwgk/govInfoPub.html?categorynum=003001&deptcode=0101",
        "{\"categorynum\":\"003001\",\"deptcode\":\"0101\",\"pageIndex\":0,\"pageSize\":15,\"siteGuid\":\"7eb5f7f1-9041-43ad-8e13-8fcb82ea831a\"}",
        true,
    ),
    (
        "epoint",
        "item.html",
        "https://www.qingshi.gov.cn/dynamic/zwgk/showinfo.html?infoGuid=1f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        "",
        "",
        true,
    ),
    (
        "epoint",
        "item_inline.html",
        "https://www.qingshi.gov.cn/dynamic/zwgk/showinfo.html?infoGuid=1f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        "",
        "",
        true,
    ),
    ("trs", "index.html", "https://www.qingshi.gov.cn/zwgk/zfxxgk/zfxxgknb/", "", "", true),
    ("trs", "count_page.shtml", "https://slt.yunchuan.gov.cn/gk/nb/index_1.shtml", "", "", true),
    ("trs", "model.html", "https://www.yunchuan.gov.cn/zwgk/zfxxgk/zfxxgknb/", "", "", true),
    ("trs", "written.html", "https://gaj.qingshi.gov.cn/gk/nb/index.shtml", "", "", true),
    ("gkmlpt", "index.html", "http://whj.qingshi.gov.cn/gkmlpt/annualreport", "", "", true),
    ("gkmlpt", "tree.html", "http://www.qingshi.gov.cn/gkmlpt/index", "", "", true),
    (
        "gkmlpt",
        "answer.json",
        "http://whj.qingshi.gov.cn/gkmlpt/api/all/2629?page=1&sid=175",
        "http://whj.qingshi.gov.cn/gkmlpt/annualreport",
        "",
        true,
    ),
    ("ucap", "column.html", "https://www.yunchuan.gov.cn/ycnync/c1/list.shtml", "", "", true),
    (
        "ucap",
        "answer.json",
        "https://www.yunchuan.gov.cn/common/search/817052cbb3a94d0d8217824e7a3aca53?page=1&_pageSize=15&_isAgg=true&_isJson=true&_template=index",
        "https://www.yunchuan.gov.cn/ycnync/c1/list.shtml",
        "",
        true,
    ),
    ("ucap", "static.html", "https://www.qingshi.gov.cn/c100/list.shtml", "", "", true),
    ("vsb", "list.htm", "https://www.qingshi.edu.cn/xxgk/gknb.htm", "", "", true),
    ("ilist", "list.html", "https://www.qingshi.gov.cn/info/iList.jsp?node_id=QSgk&cat_id=3305", "", "", true),
    ("static", "paged.html", "https://www.qingshi.gov.cn/gk/nb/list.html", "", "", true),
    ("static", "full.html", "https://www.qingshi.gov.cn/gk/qsz/nb/index.html", "", "", true),
    (
        "static",
        "second.html",
        "https://www.qingshi.gov.cn/gk/qsz/nb/index_1.html",
        "https://www.qingshi.gov.cn/gk/qsz/nb/index.html",
        "",
        false,
    ),
    ("static", "frame.html", "https://www.qingshi.gov.cn/xxgk/nb.html", "", "", true),
    ("static", "not_found.html", "https://www.qingshi.gov.cn/gk/nb2019/", "", "", false),
    ("generic", "page.html", "https://www.qingshi.gov.cn/x/", "", "", true),
];

/// All saved pages.
pub(crate) fn fixtures() -> Vec<Fixture> {
    ROWS.iter().map(fixture).collect()
}

fn fixture(&(family, file, url, referer, body, is_typical): &Row) -> Fixture {
    let purpose = if file.starts_with("item") { Purpose::Item } else { Purpose::List };
    let mut request = FetchRequest::get(url, purpose);
    if !body.is_empty() {
        let kind = if body.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" };
        request = FetchRequest::post(url, kind, body, purpose);
    }
    if !referer.is_empty() {
        request = request.from_page(referer);
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(family).join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Fixture { family, file, request, text, is_typical }
}
