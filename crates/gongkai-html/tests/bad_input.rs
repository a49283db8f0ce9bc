//! Hostile pages: bounded time, a remark, no crash. Challenges and error pages: named, never an empty report.

use std::time::{Duration, Instant};

use gongkai_html::HtmlImporter;
use gongkai_model::{Capture, Document, Provenance};
use gongkai_plugin::{ImportError, Importer as _, Limits};

/// Far more than any of these pages needs, also on a machine at work.
const PATIENCE: Duration = Duration::from_secs(30);

fn import(body: &str) -> Result<Vec<Document>, ImportError> {
    let page = format!("<!DOCTYPE html><html><body>{body}");
    let start = Instant::now();
    let result = HtmlImporter.import(&Capture::new(page, Provenance::of("page.html")), &Limits::default());
    let head: String = body.chars().take(60).collect();
    assert!(start.elapsed() < PATIENCE, "{:?} for {head}", start.elapsed());
    result
}

fn codes(body: &str) -> Vec<String> {
    let documents = import(body).unwrap_or_else(|error| panic!("{error}"));
    documents.iter().flat_map(|document| &document.diagnostics).map(|diagnostic| diagnostic.code.clone()).collect()
}

#[test]
fn elements_without_end() {
    for element in
        ["<div>", "<span>", "<b>", "<table><tr><td>", "<ul><li>", "<a href=x><p>", "<svg><g>", "<font color=1>"]
    {
        let page = format!("{}<p>12", element.repeat(100_000));
        if let Ok(documents) = import(&page) {
            assert!(documents[0].blocks.len() < 10, "{element}");
        }
    }
    assert!(codes(&format!("{}12", "<div>".repeat(100_000))).contains(&"page_too_deep".to_owned()));
}

#[test]
fn tables_and_cells_without_number() {
    let row = format!("<tr><td>规章</td>{}</tr>", "<td>0</td>".repeat(7));
    let documents = import(&format!("<table>{row}</table>").repeat(20_000)).unwrap();
    assert_eq!(documents[0].blocks.len(), 20_000);
    assert!(codes(&format!("<table>{}</table>", row.repeat(20_000))).contains(&"table_too_large".to_owned()));
    let huge = "<td rowspan=99999999999 colspan=1000000000>1</td>".repeat(10);
    assert!(
        codes(&format!("<table>{}</table>", format!("<tr>{huge}</tr>").repeat(3_000))).contains(&"span_cut".to_owned())
    );
    let lines = import(&"1<br>".repeat(300_000));
    assert!(matches!(lines, Err(ImportError::TooManyLines { .. })), "{lines:?}");
    assert!(codes(&"<img>".repeat(1_100_000)).contains(&"page_too_large".to_owned()));
}

#[test]
fn marks_without_meaning() {
    for (mark, count) in [("<", 2_000_000), ("&nbsp;&#x;&amp", 200_000), ("<!--", 500_000), ("'\"`\\", 500_000)] {
        let _ = import(&mark.repeat(count));
        let _ = import(&format!("<script>{}</script>", mark.repeat(count)));
    }
    let attributes: String = (0..200_000).map(|number| format!(" a{number}=1")).collect();
    let documents = import(&format!("<p>12<p{attributes}>34")).unwrap();
    assert_eq!(documents[0].blocks.len(), 1, "{:?}", documents[0].blocks);
}

#[test]
fn scripts_end_no_table() {
    let row = "<tr><td>规章<script>var s = '</table></td>';</script></td><td>12</td></tr>".repeat(3);
    let documents = import(&format!("<table>{row}</table>")).unwrap();
    assert_eq!(documents[0].blocks.len(), 1);
}

#[test]
fn challenges_and_error_pages_are_named() {
    let error = |html: &str| {
        let capture = Capture::new(html, Provenance::of("page.html"));
        HtmlImporter.import(&capture, &Limits::default()).expect_err(html).to_string()
    };
    for (html, name) in [
        ("<html><head><script>$_ts=window['$_ts'];</script></head><body></body></html>", "Ruishu"),
        ("<html><script>document.cookie='__jsl_clearance_s=1'</script></html>", "Jiasule"),
        ("<html><script>function wzwschallenge(){}</script></html>", "WZWS"),
        ("<html><script>var arg1='x';document.cookie='acw_sc__v2='+arg1</script></html>", "Aliyun"),
        ("<html><body><p>请输入验证码后下载附件</p><input></body></html>", "captcha"),
        ("<html><title>404 Not Found</title><body><h1>404</h1></body></html>", "404 Not Found"),
        ("<html><title>提示信息</title><body>抱歉，您访问的页面不存在</body></html>", "提示信息"),
        ("<html><head><meta http-equiv='refresh' content='0; url=/a/b.html'></head></html>", "/a/b.html"),
        ("<html><script>window.location.href='/c.html'</script></html>", "/c.html"),
    ] {
        assert!(error(html).contains(name), "{html}: {}", error(html));
    }
    let provenance = Provenance { status: Some(503), ..Provenance::of("page.html") };
    let refused = HtmlImporter.import(&Capture::new("<html><body>稍后再试", provenance), &Limits::default());
    assert_eq!(refused, Err(ImportError::ErrorPage { title: "稍后再试".into() }));
}

#[test]
fn a_report_that_speaks_of_errors_is_no_error_page() {
    let text = "本年度处理404件，其中无法访问的链接已经修复，验证码登录问题已经解决。".repeat(20);
    assert_eq!(codes(&format!("<div id=zoom><p>{text}</div>")), Vec::<String>::new());
    assert_eq!(codes("<p>2023年，某局新收政府信息公开申请404件。<table><tr><td>1<td>2</table>"), Vec::<String>::new());
}
