//! The promises of adapters, held by every family on the pages of every family, whole, damaged and random.

mod pages;

use std::time::{Duration, Instant};

use gongkai_model::{FetchRequest, Purpose};
use gongkai_plugin::conformance::sites::{Sample, check, check_page};
use pages::fixtures;
use proptest::prelude::*;

#[test]
fn every_family_keeps_its_promises() {
    let samples: Vec<_> =
        fixtures().into_iter().map(|f| (f.family, Sample { request: f.request, text: f.text })).collect();
    for adapter in gongkai_sites::all() {
        let own: Vec<_> =
            samples.iter().filter(|(family, _)| *family == adapter.name()).map(|(_, s)| s.clone()).collect();
        assert_eq!(check(*adapter, &own), Vec::<String>::new());
        for (family, sample) in &samples {
            assert_eq!(
                check_page(*adapter, &sample.request, &sample.text),
                Vec::<String>::new(),
                "{} on {family}",
                adapter.name()
            );
        }
    }
}

/// Pieces that adapters look for, to be put together at random.
const PIECES: &[&str] = &[
    "<a href='",
    "./202401/t20240101_1.html",
    "'>",
    "青石县2023年政府信息公开工作年度报告",
    "</a>",
    "2024-01-05",
    "<li>",
    "</li>",
    "<record>",
    "<![CDATA[",
    "]]>",
    "</record>",
    "<datastore>",
    "createPageHTML(",
    "9,",
    "0, \"index\", \"html\")",
    "listModel({",
    "recordCount:'20'",
    "prepage: 0",
    "dataproxy.jsp?columnid=1&unitid=2",
    "ajaxParam:{",
    "unitid:'3'}",
    "/module/xxgk/search.jsp?area=12",
    "jdid=1",
    "<script url='/front/page/build/unit' queryData=\"{'webId':'1','pageId':'2'}\">",
    "</script>",
    "window._CONFIG={SID:'1',TREE:[",
    "{\"id\":1,\"name\":\"年报\",\"children\":[]}",
    "]}",
    "siteInfo={siteGuid:'1',projectName:'p'}",
    "categorynum='3'",
    "webBuilderCommon.js",
    "{\"custom\":{\"total\":99,\"data\":[",
    "{\"infourl\":\"/1.html\"}",
    "}}",
    "{\"data\":{\"html\":\"",
    "\"}}",
    "{\"articles\":[",
    "共99条 共9页",
    "<div class=page>",
    "<a href=index_4.html>4</a>",
    "下一页",
    "\"",
    "'",
    "(",
    ")",
    "\\",
    "\u{fffd}",
    "99999999999",
    "://",
    "#",
    "<?=el.link?>",
    "/common/search/817052cbb3a94d0d8217824e7a3aca53",
    "columnId:'1'",
    "proxyUrl:'/messageController/getMessage.do'",
    "cb({\"result\":\"",
    "<base href='//x y/'>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_put_together_at_random(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40),
        at in 0..64_usize,
    ) {
        let fixtures = fixtures();
        let request = &fixtures[at % fixtures.len()].request;
        let text: String = pieces.concat();
        for adapter in gongkai_sites::all() {
            prop_assert_eq!(check_page(*adapter, request, &text), Vec::<String>::new(), "{} {}", adapter.name(), text);
        }
    }
}

/// Pages that could cost more than their length: each family reads half a megabyte of them in time.
#[test]
fn large_pages_take_time_in_proportion() {
    let many = |piece: &str| piece.repeat(500_000 / piece.len());
    let nested = format!("{}{}", "<div>".repeat(50_000), "<a href=/1.html>甲2023年政府信息公开年报</a>".repeat(10_000));
    for text in [
        many("<li><a href='./202401/t20240101_1.html'>甲</a>2024-01-05</li>"),
        many("<a href=1>甲"),
        many("createPageHTML("),
        many("TREE:["),
        many("siteInfo={"),
        many("<record>"),
        many("document.write("),
        many("ajaxParam:{'"),
        many("dataproxy.jsp?"),
        many("jdid="),
        nested,
    ] {
        let request = FetchRequest::get("https://www.qingshi.gov.cn/col/col1/index.html", Purpose::List);
        for adapter in gongkai_sites::all() {
            let start = Instant::now();
            let page = gongkai_plugin::SitePage { request: &request, url: &request.url, media_type: None, text: &text };
            let _ = (adapter.marks(&page), adapter.list(&page), adapter.item(&page));
            let took = start.elapsed();
            let begin: String = text.chars().take(20).collect();
            assert!(took < Duration::from_secs(10), "{} took {took:?} for {begin}", adapter.name());
        }
    }
}
