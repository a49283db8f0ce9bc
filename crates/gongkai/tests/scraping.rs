//! A small country on loopback: sites of several families with generated reports, and sites that refuse.

#[path = "../../gongkai-scrape/tests/support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use gongkai::Reader;
use gongkai::archive::{Archive, Mode, Wait};
use gongkai::archiving::Reread;
use gongkai::scrape::{Agent, Event, Policy, Run, SiteOutcome, Store, Target};
use gongkai::scraping::ArchiveStore;
use support::{Answer, Asked, Server};

/// A report of ours, as text; every site has its own figures.
const REPORT: &str = include_str!("../../../examples/clean_2021.md");
/// The organ of that report.
const ORGAN: &str = "青禾县农业农村局";
/// Reports of a site.
const REPORTS: u32 = 9;
const FAMILIES: [&str; 4] = ["trs", "static", "jpage", "gkmlpt"];

fn organ(site: usize, number: u32) -> String {
    format!("青禾县第{site}镇第{number}局")
}

/// The text of a report, with a figure of its own.
fn text(site: usize, number: u32) -> String {
    let licences = 1000 + 50 * site + number as usize;
    REPORT.replace(ORGAN, &organ(site, number)).replace("| 行政许可 | 436 |", &format!("| 行政许可 | {licences} |"))
}

fn title(site: usize, number: u32) -> String {
    format!("{}2021年政府信息公开工作年度报告", organ(site, number))
}

/// The same as a page.
fn page(site: usize, number: u32) -> String {
    let mut html = format!("<html><head><meta charset=utf-8><title>{}</title></head><body>", title(site, number));
    let mut in_table = false;
    for line in text(site, number).lines().filter(|line| !line.is_empty()) {
        let is_row = line.starts_with('|');
        if is_row != in_table {
            html.push_str(if is_row { "<table>" } else { "</table>" });
            in_table = is_row;
        }
        if line.contains("---") {
            continue;
        }
        if is_row {
            let cells = line.trim_matches('|').split('|').map(|cell| format!("<td>{}</td>", cell.trim()));
            html.push_str(&format!("<tr>{}</tr>", cells.collect::<String>()));
        } else if line.starts_with('#') {
            html.push_str(&format!("<h2>{}</h2>", line.trim_start_matches('#').trim()));
        } else {
            html.push_str(&format!("<p>{line}</p>"));
        }
    }
    html + "</body></html>"
}

/// Path of a report.
fn at(family: &str, number: u32) -> String {
    match family {
        "trs" => format!("/zwgk/nb/202201/t20220120_{}.html", 500 + number),
        "jpage" => format!("/art/2022/1/20/art_1202_{}.html", 500 + number),
        "gkmlpt" => format!("/gkmlpt/content/3/{number}/post_{number}.html"),
        _ => format!("/zwgk/nb/{}.html", 500 + number),
    }
}

/// Rows of a page of a list, three a page, the pages numbered from nothing.
fn rows(site: usize, family: &str, page: u32) -> Vec<String> {
    let row = |number: u32| {
        format!("<li><a href=\"{}\">{}</a><span>2022-01-20</span></li>", at(family, number), title(site, number))
    };
    ((page * 3 + 1)..=(page * 3 + 3).min(REPORTS)).map(row).collect()
}

fn records(site: usize, pages: std::ops::Range<u32>) -> String {
    let rows = pages.flat_map(|page| rows(site, "jpage", page));
    rows.map(|row| format!("<record><![CDATA[{row}]]></record>")).collect()
}

fn jpage_column(site: usize) -> String {
    format!(
        "<html><title>政府信息公开年报</title><div id=3301><script type=\"text/xml\"><datastore><nextgroup><![CDATA[<a \
         href=\"/module/web/jpage/dataproxy.jsp?page=1&webid=7&path=/&columnid=1202&unitid=3301\"></a>]]></nextgroup>\
         <recordset>{}</recordset></datastore></script></div><script>$(\"#3301\").jpage({{totalRecord:9,perPage:3,\
         groupSize:1,proxyUrl:'/module/web/jpage/dataproxy.jsp'}});</script></html>",
        records(site, 0..1)
    )
}

fn gkmlpt_answer(site: usize) -> String {
    let article = |number: u32| {
        let (title, url) = (title(site, number), at("gkmlpt", number));
        format!("{{\"id\":{number},\"title\":\"{title}\",\"url\":\"{url}\",\"display_publish_time\":1642640400}}")
    };
    let articles: Vec<_> = (1..=REPORTS).map(article).collect();
    format!("{{\"classify\":{{\"id\":11,\"post_count\":9}},\"articles\":[{}]}}", articles.join(","))
}

/// A page of a site of a family.
fn answer(site: usize, family: &str, path: &str) -> Answer {
    if let Some(number) = (1..=REPORTS).find(|number| at(family, *number) == path) {
        return Answer::html(page(site, number));
    }
    let list = |page: u32, below: &str| {
        let rows = rows(site, family, page).concat();
        Answer::html(format!("<html><head><title>政府信息公开年报</title></head><ul>{rows}</ul>{below}</html>"))
    };
    let trs = |page: u32| list(page, &format!("<script>createPageHTML(3, {page}, \"index\", \"html\");</script>"));
    let bar = "<div class=pagination><a href=/zwgk/nb/list_2.html>2</a><a href=/zwgk/nb/list_3.html>3</a> 共9条</div>";
    const TREE: &str = "<script>window._CONFIG = { SID: \"9\", TREE: [{\"id\":11,\"name\":\"政府信息公开年报\",\
                        \"post_count\":9,\"children\":[]}]};</script>";
    match (family, path) {
        ("gkmlpt", "/") => Answer::html("<a href=/gkmlpt/annualreport>政府信息公开年报</a>"),
        ("jpage", "/") => Answer::html("<a href=/col/col1202/index.html>政府信息公开年报</a>"),
        (_, "/") => Answer::html("<a href=/xw/>新闻</a><a href=/zwgk/nb/>政府信息公开年报</a>"),
        ("trs", "/zwgk/nb/") => trs(0),
        ("trs", "/zwgk/nb/index_1.html") => trs(1),
        ("trs", "/zwgk/nb/index_2.html") => trs(2),
        ("static", "/zwgk/nb/") => list(0, bar),
        ("static", "/zwgk/nb/list_2.html") => list(1, bar),
        ("static", "/zwgk/nb/list_3.html") => list(2, bar),
        ("jpage", "/col/col1202/index.html") => Answer::html(jpage_column(site)),
        ("jpage", path) if path.contains("dataproxy.jsp") => {
            let records = records(site, 0..3);
            let body = format!("<datastore><totalrecord>9</totalrecord><recordset>{records}</recordset></datastore>");
            Answer::of(200, "Content-Type: text/xml; charset=utf-8\r\n", body)
        }
        ("gkmlpt", "/gkmlpt/annualreport") => Answer::html(TREE),
        ("gkmlpt", path) if path.starts_with("/gkmlpt/api/all/11?page=1&") => {
            Answer::of(200, "Content-Type: application/json\r\n", gkmlpt_answer(site))
        }
        _ => Answer::missing(),
    }
}

/// Eight sites of four families; the ninth forbids everything, the tenth asks for a browser.
fn country() -> Server {
    Server::start(|asked: &Asked, _| {
        let name = asked.host.trim_start_matches("www.site").split('.').next();
        let site: usize = name.and_then(|site| site.parse().ok()).unwrap_or(99);
        match (site, asked.path.as_str()) {
            (8, "/robots.txt") => Answer::of(200, "", "User-agent: *\nDisallow: /\n"),
            (_, "/robots.txt") => Answer::missing(),
            (9, _) => Answer::of(412, "", "<script>$_ts={}</script>"),
            (0..8, path) => answer(site, FAMILIES[site % 4], path),
            _ => Answer::missing(),
        }
    })
}

fn target(server: &Server, site: usize) -> Target {
    let entry = server.url(&format!("www.site{site}.gov.cn"), "/");
    Target { name: format!("site{site}"), entries: vec![entry], ..Target::default() }
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("gongkai-scraping-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&folder).ok();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// Walks sites into an archive; stops after so many answers.
async fn walk(server: &Server, folder: &Folder, targets: Vec<Target>, most: usize) -> (Vec<SiteOutcome>, Archive) {
    let policy = Policy { pause: Duration::ZERO, private_addresses: true, ..Policy::default() };
    let agent = Agent::with(policy, Some(server.address)).expect("a client");
    let archive = Archive::open(&folder.0, Mode::Write(Wait::Refuse)).expect("an archive");
    let store = Arc::new(ArchiveStore::begin(archive, "country").expect("a run"));
    let answers = AtomicUsize::new(0);
    let tell = |event: &Event| {
        let is_answer = matches!(event, Event::Got { replayed: false, .. });
        if is_answer && answers.fetch_add(1, Ordering::SeqCst) + 1 >= most {
            agent.stop();
        }
    };
    let kept: Arc<dyn Store> = Arc::<ArchiveStore>::clone(&store);
    let run = Run { agent: &agent, store: kept, read: Arc::new(store.page_reader()), tell: &tell };
    let outcomes = run.sites(targets).await.expect("everything is kept");
    let mut again = Vec::new();
    let mut tell = |reread: Reread| {
        again.push(reread.source);
        Ok(())
    };
    let archive = store.finish(agent.is_stopping(), &Reader::default(), &mut tell).expect("read");
    assert_eq!(again, Vec::<String>::new(), "everything was read once, on the walk");
    (outcomes, archive)
}

type Figures = BTreeMap<String, BTreeMap<String, String>>;

fn numbers(facts: &gongkai::model::Facts) -> BTreeMap<String, String> {
    let number = |cell: &str| facts.number(cell).map(|number| (cell.to_owned(), number.normalize().to_string()));
    facts.iter().filter(|fact| fact.cell.starts_with('t')).filter_map(|fact| number(&fact.cell)).collect()
}

/// Figures that were read, by organ.
fn figures(archive: &Archive) -> Figures {
    let mut all = Figures::new();
    for stored in archive.captures() {
        let Some(reading) = archive.reading(stored.expect("stored").id).expect("a reading or none") else { continue };
        for (report, _) in reading.reports {
            let organ = report.agency.as_ref().map(|agency| agency.value.name.clone()).unwrap_or_default();
            assert!(all.insert(organ.clone(), numbers(&report.facts)).is_none(), "{organ} twice");
        }
    }
    all
}

/// Figures as the reports were generated.
fn truth(sites: impl Iterator<Item = usize>) -> Figures {
    let reports = sites.flat_map(|site| (1..=REPORTS).map(move |number| (site, number)));
    let read = |(site, number)| {
        let reports = gongkai::parse(text(site, number)).expect("text");
        (organ(site, number), numbers(&reports[0].facts))
    };
    reports.map(read).collect()
}

fn none_twice(asked: Vec<Asked>) {
    let mut seen = BTreeSet::new();
    for Asked { host, path, .. } in asked {
        assert!(seen.insert((host.clone(), path.clone())), "{host}{path} was asked for twice");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_reports_are_found_none_twice_and_refusals_are_named() {
    let (server, folder) = (country(), Folder::new("country"));
    let targets = (0..10).map(|site| target(&server, site)).collect();
    let (outcomes, archive) = walk(&server, &folder, targets, usize::MAX).await;
    for (site, outcome) in outcomes.iter().enumerate().take(8) {
        let (family, gaps) = (FAMILIES[site % 4], outcome.gaps());
        assert_eq!((outcome.reports(), &gaps), (REPORTS as usize, &Vec::new()), "{site} {family}: {outcome:#?}");
    }
    let names = |site: usize| -> Vec<_> { outcomes[site].failures.iter().map(|(_, failure)| failure.name()).collect() };
    assert_eq!((names(8), names(9)), (vec!["robots_blocked"], vec!["challenge"]));
    assert!(!outcomes[8].gaps().is_empty() && !outcomes[9].gaps().is_empty());
    let (read, truth) = (figures(&archive), truth(0..8));
    assert!(truth.values().all(|figures| figures.len() > 150));
    assert_eq!(read.keys().collect::<BTreeSet<_>>(), truth.keys().collect::<BTreeSet<_>>());
    assert_eq!(read, truth);
    none_twice(server.all());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_interrupted_run_goes_on_and_asks_for_nothing_twice() {
    for site in [0, 2] {
        let (server, folder) = (country(), Folder::new(&format!("resume{site}")));
        let (first, archive) = walk(&server, &folder, vec![target(&server, site)], 5).await;
        drop(archive);
        assert!(first[0].reports() < REPORTS as usize);
        assert!(first[0].gaps().iter().any(|gap| gap.words.en.contains("interrupted")), "{:?}", first[0].gaps());
        assert_eq!(server.asked().len(), 5);
        let (second, archive) = walk(&server, &folder, vec![target(&server, site)], usize::MAX).await;
        assert_eq!((second[0].reports(), second[0].gaps()), (REPORTS as usize, Vec::new()));
        assert_eq!(figures(&archive), truth(site..=site));
        none_twice(server.asked());
    }
}
