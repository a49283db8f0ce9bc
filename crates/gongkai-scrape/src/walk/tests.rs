//! Walks over small sites written down here.

use std::collections::HashMap;

use gongkai_model::FetchRequest;

use super::{Reading, Target, Walk};
use crate::failure::Failure;
use crate::outcome::{End, ItemState, SiteOutcome};
use crate::policy::Caps;

const HOST: &str = "https://www.qinghe.gov.cn";

/// A site: pages by path, or how they fail.
#[derive(Default)]
struct Site {
    pages: HashMap<String, Result<Reading, Failure>>,
    caps: Caps,
}

impl Site {
    fn page(mut self, path: &str, html: impl Into<String>) -> Self {
        self.pages.insert(path.into(), Ok(Reading { text: html.into(), ..Reading::default() }));
        self
    }

    fn report(self, path: &str, organ: &str, year: i32) -> Self {
        let reading = Reading { reports: vec![(Some(organ.into()), Some(year))], ..Reading::default() };
        self.reading(path, reading)
    }

    fn reading(mut self, path: &str, reading: Reading) -> Self {
        self.pages.insert(path.into(), Ok(reading));
        self
    }

    fn fails(mut self, path: &str, failure: Failure) -> Self {
        self.pages.insert(path.into(), Err(failure));
        self
    }

    /// Walks from a path; the paths asked for, and what came of it.
    fn walk(&self, target: Target) -> (Vec<String>, SiteOutcome) {
        let mut walk = Walk::new(target, self.caps);
        let mut asked = Vec::new();
        while let Some(FetchRequest { url, .. }) = walk.next_request() {
            let path = url.strip_prefix(HOST).unwrap_or(&url).to_owned();
            let missing = Err(Failure::NotFound(404));
            let answer = self.pages.get(&path).unwrap_or(&missing);
            walk.take(&url, answer.as_ref());
            asked.push(path);
            assert!(asked.len() < 1_000, "the walk ends: {asked:?}");
        }
        (asked, walk.outcome())
    }

    fn from(&self, path: &str) -> (Vec<String>, SiteOutcome) {
        self.walk(target(path))
    }
}

fn target(path: &str) -> Target {
    Target { name: "qinghe".into(), entries: vec![format!("{HOST}{path}")], ..Target::default() }
}

/// A list of entries with days, and what stands below it.
fn list(title: &str, entries: &[(&str, &str)], below: &str) -> String {
    let rows: String = entries
        .iter()
        .map(|(path, title)| format!("<li><a href={path}>{title}</a><span>2024-01-20</span></li>"))
        .collect();
    format!("<html><head><title>{title}</title></head><body><ul>{rows}</ul>{below}</body></html>")
}

fn title(organ: &str, year: i32) -> String {
    format!("{organ}{year}年政府信息公开工作年度报告")
}

fn states(outcome: &SiteOutcome) -> Vec<&'static str> {
    outcome.items.iter().map(|item| item.state.name()).collect()
}

fn ends(outcome: &SiteOutcome) -> Vec<&'static str> {
    outcome.columns.iter().map(|column| column.end.as_ref().map_or("none", End::name)).collect()
}

const PORTAL: &str = "<html><title>青禾县人民政府</title><a href=/xw/>新闻</a><a href=/zwgk/>政务公开</a>
    <a href=/zwgk/nb/>政府信息公开年报</a></html>";

fn small() -> Site {
    let (first, second) = (title("青禾县财政局", 2023), title("青禾县水务局", 2023));
    let entries = [("/zwgk/nb/1.html", first.as_str()), ("/zwgk/nb/2.html", second.as_str())];
    Site::default()
        .page("/", PORTAL)
        .page("/zwgk/nb/", list("政府信息公开年报", &entries, ""))
        .report("/zwgk/nb/1.html", "青禾县财政局", 2023)
        .report("/zwgk/nb/2.html", "青禾县水务局", 2023)
}

#[test]
fn the_column_is_found_from_the_portal() {
    let (asked, outcome) = small().from("/");
    assert_eq!(asked, ["/", "/zwgk/nb/", "/zwgk/nb/1.html", "/zwgk/nb/2.html"]);
    assert_eq!((outcome.reports(), ends(&outcome)), (2, vec!["last_page"]));
    assert!(outcome.gaps().is_empty(), "{:?}", outcome.gaps());
    assert!(outcome.steps[0].en.contains("/zwgk/nb/ (the link says 政府信息公开年报"), "{:?}", outcome.steps);
}

#[test]
fn the_column_itself_and_one_report_are_entries_too() {
    assert_eq!(small().from("/zwgk/nb/").0, ["/zwgk/nb/", "/zwgk/nb/1.html", "/zwgk/nb/2.html"]);
    let (asked, outcome) = small().from("/zwgk/nb/2.html");
    assert_eq!((asked.as_slice(), outcome.reports()), (&["/zwgk/nb/2.html".to_owned()][..], 1));
}

#[test]
fn a_portal_that_shows_reports_among_its_news_is_no_column() {
    let news: String = (0..4).map(|n| format!("<a href=/n{n}.html>{}</a>", title("青禾县", 2020 + n))).collect();
    let (asked, outcome) = small().page("/", format!("{PORTAL}{news}")).from("/");
    assert_eq!(asked, ["/", "/zwgk/nb/", "/zwgk/nb/1.html", "/zwgk/nb/2.html"]);
    assert_eq!(outcome.reports(), 2);
}

#[test]
fn other_ways_are_tried_when_the_likely_one_leads_to_nothing() {
    let (asked, outcome) = small()
        .page("/", PORTAL.replace("/zwgk/nb/", "/old/nb/"))
        .page("/zwgk/", "<a href=/zwgk/nb/>政府信息公开年报</a>")
        .from("/");
    assert_eq!(asked, ["/", "/old/nb/", "/zwgk/", "/zwgk/nb/", "/zwgk/nb/1.html", "/zwgk/nb/2.html"]);
    assert_eq!((ends(&outcome), outcome.reports()), (vec!["not_found", "last_page"], 2));
    assert_eq!(outcome.gaps().len(), 1, "the dead column is named: {:?}", outcome.gaps());
}

#[test]
fn a_portal_without_any_way_ends_with_the_usual_places() {
    let (asked, outcome) = Site::default().page("/", "<a href=/xw/>新闻</a>").from("/");
    assert_eq!(asked.len(), 5, "{asked:?}");
    assert!(outcome.failures.is_empty(), "a usual place that is not there says nothing: {:?}", outcome.failures);
    assert!(outcome.gaps()[0].words.en.contains("column of annual reports was not found"));
}

/// A TRS list of pages with two reports each.
fn paged(pages: u32, shown: u32) -> Site {
    let mut site = Site::default();
    for page in 0..pages {
        let at = |n: u32| format!("/nb/202401/t20240120_{}.html", 100 + page * 2 + n);
        let titles = [title(&format!("第{page}甲局"), 2023), title(&format!("第{page}乙局"), 2023)];
        let paths = [at(0), at(1)];
        let entries = [(paths[0].as_str(), titles[0].as_str()), (paths[1].as_str(), titles[1].as_str())];
        let script = format!("<script>createPageHTML({shown}, {page}, \"index\", \"html\");</script>");
        let path = if page == 0 { "/nb/".into() } else { format!("/nb/index_{page}.html") };
        site = site.page(&path, list("政府信息公开年报", &entries, &script));
        site = paths.iter().zip(["甲局", "乙局"]).fold(site, |site, (path, organ)| site.report(path, organ, 2023));
    }
    site
}

#[test]
fn every_page_of_a_list_is_read() {
    let (asked, outcome) = paged(4, 4).from("/nb/");
    assert_eq!((outcome.reports(), outcome.columns[0].pages, ends(&outcome)), (8, 4, vec!["last_page"]));
    assert_eq!(asked.len(), 12, "nothing is asked twice: {asked:?}");
    assert_eq!(outcome.columns[0].family, "trs");
}

#[test]
fn a_page_that_cannot_be_had_is_a_gap_and_the_others_are_read() {
    let (_, outcome) = paged(4, 4).fails("/nb/index_2.html", Failure::ServerError(500)).from("/nb/");
    assert_eq!((outcome.reports(), ends(&outcome)), (6, vec!["server_error"]));
    assert_eq!(outcome.gaps().len(), 1);
}

#[test]
fn a_page_that_repeats_entries_ends_the_column() {
    let first = paged(1, 9).pages["/nb/"].as_ref().map(|reading| reading.text.clone()).unwrap_or_default();
    let site = paged(1, 9).page("/nb/index_1.html", first.clone()).page("/nb/index_2.html", first);
    let (asked, outcome) = site.from("/nb/");
    assert_eq!(ends(&outcome), ["page_repeated"]);
    assert!(!asked.contains(&"/nb/index_3.html".to_owned()), "{asked:?}");
}

#[test]
fn the_first_page_under_another_name_does_not_end_the_column() {
    let bar = "<div class=pages><a href=index.html>1</a><a href=index_1.html>2</a><a href=index_2.html>3</a></div>";
    let page = |n: i32| {
        let title = title(&format!("第{n}局"), 2023);
        let path = format!("/nb/{n}.html");
        (list("政府信息公开年报", &[(path.as_str(), title.as_str())], bar), path)
    };
    let (pages, reports): (Vec<_>, Vec<_>) = (0..3).map(page).unzip();
    let site = Site::default().page("/nb/", pages[0].clone()).page("/nb/index.html", pages[0].clone());
    let site = site.page("/nb/index_1.html", pages[1].clone()).page("/nb/index_2.html", pages[2].clone());
    let site = reports.iter().fold(site, |site, path| site.report(path, "甲局", 2023));
    let (_, outcome) = site.from("/nb/");
    assert_eq!((outcome.reports(), ends(&outcome)), (3, vec!["last_page"]));
}

#[test]
fn the_cap_of_pages_is_kept_and_named() {
    let mut site = paged(6, 6);
    site.caps.list_pages = 3;
    let (_, outcome) = site.from("/nb/");
    assert_eq!((outcome.reports(), outcome.columns[0].pages, ends(&outcome)), (6, 3, vec!["cap_reached"]));
    assert!(outcome.gaps()[0].words.en.contains("a cap was reached: 3 pages"), "{:?}", outcome.gaps());
}

#[test]
fn entries_that_lead_to_the_same_page_are_one_report() {
    let name = title("青禾县财政局", 2023);
    let entries = [("/nb/1.html", name.as_str()), ("/nb/2.html", name.as_str())];
    let site = Site::default().page("/nb/", list("政府信息公开年报", &entries, ""));
    let mut walk = Walk::new(target("/nb/"), Caps::default());
    while let Some(request) = walk.next_request() {
        let is_list = request.url.ends_with("/nb/");
        let report = Reading { reports: vec![(None, Some(2023))], ..Reading::default() };
        let reading = if is_list { site.pages["/nb/"].clone().unwrap_or_default() } else { report };
        let url = if is_list { request.url } else { format!("{HOST}/nb/9.html") };
        walk.take(&url, Ok(&reading));
    }
    let outcome = walk.outcome();
    assert_eq!((states(&outcome), outcome.reports()), (vec!["read", "duplicate"], 1));
}

#[test]
fn a_second_way_to_an_error_is_one_more_gap() {
    let name = title("青禾县财政局", 2023);
    let entries = [("/nb/1.html", name.as_str()), ("/nb/2.html", name.as_str())];
    let list = list("政府信息公开年报", &entries, "");
    let mut walk = Walk::new(target("/nb/"), Caps::default());
    while let Some(request) = walk.next_request() {
        let is_list = request.url.ends_with("/nb/");
        let reading = Reading { text: if is_list { list.clone() } else { "nothing".into() }, ..Reading::default() };
        let url = if is_list { request.url } else { format!("{HOST}/404.html") };
        walk.take(&url, Ok(&reading));
    }
    assert_eq!(states(&walk.outcome()), ["no_report", "no_report"]);
}

#[test]
fn files_are_fetched_right_behind_their_page() {
    let files = vec![format!("{HOST}/a.pdf"), format!("{HOST}/b.docx")];
    let reading = Reading { attachments: files, ..Reading::default() };
    let unread = Reading { unread: Some(gongkai_model::Words::new("不能读", "not read")), ..Reading::default() };
    let (asked, outcome) = small()
        .reading("/zwgk/nb/1.html", reading)
        .reading("/a.pdf", unread)
        .report("/b.docx", "财政局", 2023)
        .from("/");
    assert_eq!(asked, ["/", "/zwgk/nb/", "/zwgk/nb/1.html", "/a.pdf", "/b.docx", "/zwgk/nb/2.html"]);
    assert_eq!((states(&outcome), outcome.items[0].attachments), (vec!["read", "read"], 2));
}

#[test]
fn files_that_no_importer_reads_are_named() {
    let page = Reading { attachments: vec![format!("{HOST}/a.pdf")], ..Reading::default() };
    let unread = Reading { unread: Some(gongkai_model::Words::new("不能读", "not read")), ..Reading::default() };
    let (_, outcome) = small().reading("/zwgk/nb/1.html", page.clone()).reading("/a.pdf", unread).from("/");
    assert_eq!(states(&outcome), ["attachment_unread", "read"]);
    let (_, outcome) = small().reading("/zwgk/nb/1.html", page).from("/");
    assert_eq!(states(&outcome), ["not_found", "read"]);
    assert_eq!(outcome.gaps().len(), 1);
}

#[test]
fn a_page_that_leads_on_is_followed() {
    let on = |path: &str| Reading { leads_on: Some(format!("{HOST}{path}")), ..Reading::default() };
    let site = small().reading("/", on("/index.html")).page("/index.html", PORTAL);
    let site = site.reading("/zwgk/nb/1.html", on("/real.html")).report("/real.html", "财政局", 2023);
    let (asked, outcome) = site.from("/");
    assert_eq!(asked, ["/", "/index.html", "/zwgk/nb/", "/zwgk/nb/1.html", "/real.html", "/zwgk/nb/2.html"]);
    assert_eq!(outcome.reports(), 2);
}

#[test]
fn a_frame_is_looked_into_unless_it_stands_on_every_page() {
    let framed = |frame: &str| Reading {
        text: format!("<iframe src=/menu.html></iframe><iframe src={frame}></iframe>"),
        ..Reading::default()
    };
    let site =
        small().reading("/zwgk/nb/1.html", framed("1_text.html")).reading("/zwgk/nb/2.html", framed("2_text.html"));
    let site =
        site.report("/zwgk/nb/1_text.html", "青禾县财政局", 2023).report("/zwgk/nb/2_text.html", "青禾县水务局", 2023);
    let (asked, outcome) = site.page("/menu.html", "<a href=/>首页</a>").from("/zwgk/nb/");
    let frames: Vec<_> = asked.iter().filter(|path| path.contains("menu") || path.contains("_text")).collect();
    assert_eq!(frames, ["/menu.html", "/zwgk/nb/1_text.html", "/zwgk/nb/2_text.html"]);
    assert_eq!(states(&outcome), ["read", "read"]);
}

#[test]
fn pages_that_lead_on_for_ever_end() {
    let on = |path: String| Reading { leads_on: Some(format!("{HOST}{path}")), ..Reading::default() };
    let site = (0..50).fold(small(), |site, n| site.reading(&format!("/on{n}"), on(format!("/on{}", n + 1))));
    let (asked, outcome) = site.reading("/zwgk/nb/1.html", on("/on0".into())).from("/zwgk/nb/");
    assert!(asked.len() < 10, "{asked:?}");
    assert_eq!(states(&outcome), ["no_report", "read"]);
}

#[test]
fn letters_and_notices_are_named_and_not_fetched() {
    let report = title("青禾县财政局", 2023);
    let letters =
        ["关于2016年政府信息公开工作要点落实情况的函", "关于做好2020年政府信息公开工作年度报告编制工作的通知"];
    let entries = [("/nb/1.html", report.as_str()), ("/nb/2.html", letters[0]), ("/nb/3.html", letters[1])];
    let site =
        Site::default().page("/nb/", list("政府信息公开年报", &entries, "")).report("/nb/1.html", "青禾县财政局", 2023);
    let (asked, outcome) = site.from("/nb/");
    assert_eq!(asked, ["/nb/", "/nb/1.html"]);
    assert_eq!(outcome.columns[0].other[0].1.en, "is a notice, a letter or a plan");
}

#[test]
fn years_that_were_not_asked_for_are_left_out() {
    let (first, second) = (title("青禾县财政局", 2023), title("青禾县财政局", 2015));
    let entries = [("/nb/1.html", first.as_str()), ("/nb/2.html", second.as_str())];
    let below = "<a href=/nb/2015n/>2015年</a><a href=/nb/2022n/>2022年</a>";
    let site = Site::default().page("/nb/", list("政府信息公开年报", &entries, below)).report(
        "/nb/1.html",
        "青禾县财政局",
        2023,
    );
    let (asked, outcome) = site.walk(Target { years: Some(2019..=2025), ..target("/nb/") });
    assert_eq!(asked, ["/nb/", "/nb/1.html", "/nb/2022n/"]);
    assert_eq!((outcome.columns[0].other_years, outcome.columns[0].left_out), (1, 1));
}

#[test]
fn enough_is_enough() {
    let (asked, outcome) = paged(4, 4).walk(Target { first: Some(1), ..target("/nb/") });
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert_eq!((ends(&outcome), states(&outcome)), (vec!["enough"], vec!["read", "not_asked"]));
    assert!(outcome.gaps().is_empty(), "{:?}", outcome.gaps());
}

/// A static list of ten entries and no word of further pages.
fn unpaged(second: &str) -> Site {
    let row = |from: i32, n: i32| (format!("/nb/{}.html", from + n), title("青禾县财政局", 2000 + from % 100 + n));
    let rows = |from: i32| -> Vec<(String, String)> { (0..10).map(|n| row(from, n)).collect() };
    let page = |rows: &[(String, String)]| {
        let entries: Vec<_> = rows.iter().map(|(path, title)| (path.as_str(), title.as_str())).collect();
        list("政府信息公开年报", &entries, "")
    };
    let (first, further) = (rows(10), rows(200));
    let site = Site::default().page("/nb/", page(&first)).page(second, page(&further[..3]));
    first.iter().chain(&further).fold(site, |site, (path, _)| site.report(path, "青禾县财政局", 2020))
}

#[test]
fn guesses_are_tried_in_order_and_one_that_is_absent_says_nothing() {
    let (asked, outcome) = unpaged("/nb/list2.html").from("/nb/");
    let guessed: Vec<_> = asked.iter().filter(|path| path.contains("index") || path.contains("list")).collect();
    assert!(guessed.len() > 1, "{asked:?}");
    assert!(outcome.failures.iter().all(|(url, _)| !url.contains("index")), "{:?}", outcome.failures);
    assert!(outcome.gaps().is_empty(), "{:?}", outcome.gaps());
}

#[test]
fn the_right_guess_is_followed() {
    let (_, outcome) = unpaged("/nb/index_1.html").from("/nb/");
    assert_eq!((outcome.reports(), outcome.columns[0].pages, ends(&outcome)), (13, 2, vec!["last_page"]));
}

#[test]
fn a_guess_without_an_answer_leaves_the_end_open() {
    let (_, outcome) = unpaged("/x").fails("/nb/index_1.html", Failure::Timeout).from("/nb/");
    assert_eq!((outcome.reports(), ends(&outcome)), (10, vec!["timeout"]));
}

#[test]
fn a_column_that_says_it_is_not_there_is_a_fault() {
    let gone = "<html><title>404</title><body>您访问的页面不存在</body></html>";
    let (_, outcome) = small().page("/zwgk/nb/", gone).from("/");
    assert_eq!(ends(&outcome), ["soft_404"]);
    assert!(!outcome.gaps().is_empty());
}

#[test]
fn an_empty_column_is_a_gap() {
    let (_, outcome) = small().page("/zwgk/nb/", "<title>政府信息公开年报</title>").from("/");
    assert_eq!(ends(&outcome), ["empty"]);
    assert!(!outcome.gaps().is_empty());
}

#[test]
fn a_challenge_is_the_failure_of_its_item() {
    let guarded = Reading { challenge: Some("瑞数".into()), ..Reading::default() };
    let (_, outcome) = small().reading("/zwgk/nb/2.html", guarded).from("/");
    assert_eq!(states(&outcome), ["read", "challenge"]);
    let table = outcome.coverage();
    let row = table.get(&("青禾县水务局".into(), Some(2023)));
    assert_eq!(row.map(|states| states.keys().copied().collect::<Vec<_>>()), Some(vec!["challenge"]));
}

#[test]
fn a_walk_that_is_stopped_names_what_waits() {
    let mut walk = Walk::new(target("/nb/"), Caps::default());
    let site = paged(3, 3);
    for _ in 0..2 {
        let url = walk.next_request().map(|request| request.url).unwrap_or_default();
        let path = url.strip_prefix(HOST).unwrap_or_default().to_owned();
        walk.take(&url, site.pages[&path].as_ref());
    }
    walk.stop(&Failure::Interrupted);
    assert_eq!(walk.next_request(), None);
    let outcome = walk.outcome();
    assert_eq!((ends(&outcome), states(&outcome)), (vec!["interrupted"], vec!["read", "interrupted"]));
    assert!(matches!(outcome.items[1].state, ItemState::Failed(Failure::Interrupted)));
}

#[test]
fn what_is_guessed_and_is_of_something_else_has_a_reason() {
    let (_, outcome) = unpaged("/x").from("/nb/");
    assert_eq!(ends(&outcome), ["no_right_guess"]);
    assert!(outcome.gaps().is_empty(), "nothing says that there is more: {:?}", outcome.gaps());
}

#[test]
fn files_beyond_those_that_are_fetched_are_counted() {
    let files = (0..23).map(|n| format!("{HOST}/{n}.pdf")).collect();
    let page = Reading { attachments: files, ..Reading::default() };
    let (asked, outcome) = small().reading("/zwgk/nb/1.html", page).from("/zwgk/nb/");
    assert_eq!(asked.iter().filter(|path| path.ends_with(".pdf")).count(), 20);
    assert_eq!(outcome.items[0].files_left_out, 3);
    let gaps: Vec<_> = outcome.gaps().iter().map(|gap| (gap.id, gap.about.clone())).collect();
    assert!(gaps.contains(&("files_left_out", format!("{HOST}/zwgk/nb/1.html"))), "{gaps:?}");
}

#[test]
fn columns_that_are_too_deep_are_said() {
    let years =
        |level: i32| format!("<a href=/nb/{0}n/>{0}年</a><a href=/nb/x{0}n/>{1}年</a>", 2010 + level, 2000 + level);
    let report = title("青禾县财政局", 2023);
    let entries = [("/nb/1.html", report.as_str())];
    let mut site = Site::default().report("/nb/1.html", "青禾县财政局", 2023);
    site = site.page("/nb/", list("政府信息公开年报", &entries, &years(0)));
    for level in 0..8 {
        site = site.page(&format!("/nb/{}n/", 2010 + level), list("政府信息公开年报", &[], &years(level + 1)));
        site = site.page(&format!("/nb/x{}n/", 2010 + level), list("政府信息公开年报", &entries, ""));
    }
    let (_, outcome) = site.from("/nb/");
    assert_eq!(outcome.columns.iter().map(|column| column.not_followed).sum::<u32>(), 2, "{:?}", outcome.columns);
    assert!(outcome.gaps().iter().any(|gap| gap.id == "columns_left_out"), "{:?}", outcome.gaps());
}

#[test]
fn a_column_without_any_report_is_one_of_something_else() {
    let notice = |year: i32| format!("关于做好{year}年政府信息公开工作年度报告编制工作的通知");
    let titles = [notice(2019), notice(2020), notice(2021)];
    let paths = ["/zwgk/nb/1.html", "/zwgk/nb/2.html", "/zwgk/nb/3.html"];
    let notices: Vec<_> = paths.into_iter().zip(titles.iter().map(String::as_str)).collect();
    let site = Site::default().page("/", PORTAL).page("/zwgk/nb/", list("政府信息公开年报", &notices, ""));
    let gaps = site.from("/").1.gaps();
    assert_eq!(gaps[0].id, "column_of_something_else", "{gaps:?}");
}

/// Walks with the maps that robots.txt states, as a run does.
fn walk_with_maps(site: &Site, stated: &[&str]) -> (Vec<String>, SiteOutcome) {
    let mut walk = Walk::new(target("/"), Caps::default());
    let stated: Vec<String> = stated.iter().map(|path| format!("{HOST}{path}")).collect();
    let mut asked = Vec::new();
    loop {
        let Some(request) = walk.next_request() else {
            if walk.look_at_maps(&stated) {
                continue;
            }
            return (asked, walk.outcome());
        };
        let path = request.url.strip_prefix(HOST).unwrap_or(&request.url).to_owned();
        let missing = Err(Failure::NotFound(404));
        walk.take(&request.url, site.pages.get(&path).unwrap_or(&missing).as_ref());
        asked.push(path);
        assert!(asked.len() < 100, "{asked:?}");
    }
}

#[test]
fn the_map_of_the_site_leads_to_the_column_where_links_do_not() {
    let index = format!("<sitemapindex><sitemap><loc>{HOST}/map-1.xml</loc></sitemap></sitemapindex>");
    let map = format!(
        "<urlset><url><loc>{HOST}/xw/1.html</loc></url><url><loc>\n{HOST}/gk/zfxxgknb/2023/1.html?a=1&amp;b=2</loc></url>
         <url><loc>{HOST}/gk/zfxxgknb/index.html</loc></url></urlset>"
    );
    let (first, second) = (title("青禾县财政局", 2023), title("青禾县水务局", 2023));
    let entries = [("/zwgk/nb/1.html", first.as_str()), ("/zwgk/nb/2.html", second.as_str())];
    let site = small()
        .page("/", "<a href=/xw/>新闻</a>")
        .page("/map.xml", index)
        .page("/map-1.xml", map)
        .page("/gk/zfxxgknb/", list("政府信息公开年报", &entries, ""));
    let (asked, outcome) = walk_with_maps(&site, &["/map.xml"]);
    let behind: Vec<_> = asked.iter().skip(5).map(String::as_str).collect();
    let expected = ["/map.xml", "/sitemap.xml", "/map-1.xml", "/gk/zfxxgknb/", "/zwgk/nb/1.html", "/zwgk/nb/2.html"];
    assert_eq!((behind, outcome.reports()), (expected.to_vec(), 2));
    assert!(outcome.failures.iter().all(|(url, _)| !url.contains("sitemap")), "{:?}", outcome.failures);
    assert!(outcome.steps.iter().any(|step| step.en.contains("the map of the site")), "{:?}", outcome.steps);
}

#[test]
fn a_site_that_refuses_is_not_asked_for_its_map() {
    let (asked, _) = walk_with_maps(&Site::default().fails("/", Failure::RobotsBlocked), &[]);
    assert_eq!(asked, ["/"]);
}

#[test]
fn maps_are_not_asked_for_where_the_links_led_somewhere() {
    let (asked, _) = walk_with_maps(&small(), &["/map.xml"]);
    assert_eq!(asked, ["/", "/zwgk/nb/", "/zwgk/nb/1.html", "/zwgk/nb/2.html"]);
}

#[test]
fn an_interface_answers_for_its_column_whatever_it_lists() {
    let report = title("青禾县财政局", 2023);
    let page = |path: &str, title: &str| {
        let row = format!("<li><a href='{path}' title='{title}'>{title}</a><span>2024-01-20</span></li>");
        format!(
            "<?xml version='1.0'?><datastore><totalrecord>200</totalrecord><recordset>{}</recordset></datastore>",
            (0..100)
                .map(|n| format!("<record><![CDATA[{}]]></record>", row.replace('#', &n.to_string())))
                .collect::<String>()
        )
    };
    let column = "<html><title>政府信息公开年报</title><script>var u='/module/web/jpage/dataproxy.jsp?columnid=12&unitid=3'</script></html>";
    let site = Site::default().page("/col/col12/index.html", column);
    let mut walk = Walk::new(target("/col/col12/index.html"), Caps::default());
    let (first, second) =
        (page("/art/2024/1/5/art_12_1#.html", &report), page("/art/2009/1/5/art_12_9#.html", "工作通报"));
    let mut asked = 0;
    while let Some(request) = walk.next_request() {
        let text = match request.url.strip_prefix(HOST).unwrap_or_default() {
            "/col/col12/index.html" => site.pages["/col/col12/index.html"].clone().unwrap_or_default().text,
            url if url.contains("?page=1&") => first.clone(),
            url if url.contains("?page=2&") => second.clone(),
            _ => String::new(),
        };
        let reports = if text.is_empty() { vec![(None, Some(2023))] } else { Vec::new() };
        walk.take(&request.url, Ok(&Reading { text, reports, ..Reading::default() }));
        asked += 1;
    }
    let outcome = walk.outcome();
    assert_eq!((asked, outcome.columns[0].listed, ends(&outcome)), (103, 200, vec!["last_page"]));
}
