//! What a run leaves in the archive: redirects, visits without news, answers of interfaces, ends, findings.

#[path = "../../gongkai-scrape/tests/support/mod.rs"]
mod support;

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use gongkai::Reader;
use gongkai::archive::{Archive, Mode, RunId, Stored, Value, Wait};
use gongkai::scrape::{Agent, Event, Policy, Run, SiteOutcome, Store, Target};
use gongkai::scraping::ArchiveStore;
use support::{Answer, Asked, Server};

const HOST: &str = "www.qinghe.gov.cn";
/// A report of ours, as text.
const REPORT: &str = include_str!("../../../examples/clean_2021.md");
/// The organ of that report.
const ORGAN: &str = "青禾县农业农村局";

fn title(organ: &str) -> String {
    format!("{organ}2021年政府信息公开工作年度报告")
}

fn text(organ: &str) -> Answer {
    Answer::of(200, "Content-Type: text/markdown; charset=utf-8\r\n", REPORT.replace(ORGAN, organ))
}

/// A list of entries with their paths.
fn list(entries: &[(&str, &str)]) -> Answer {
    let row = |(path, organ): &(&str, &str)| {
        format!("<li><a href=\"{path}\">{}</a><span>2022-01-20</span></li>", title(organ))
    };
    let rows: String = entries.iter().map(row).collect();
    Answer::html(format!("<html><head><title>政府信息公开年报</title></head><ul>{rows}</ul></html>"))
}

/// A site whose column is at `/nb/`; robots.txt is absent.
fn site(answer: impl Fn(&Asked, usize) -> Answer + Send + Sync + 'static) -> Server {
    Server::start(
        move |asked, before| if asked.path == "/robots.txt" { Answer::missing() } else { answer(asked, before) },
    )
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("gongkai-keeping-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&folder).ok();
        Self(folder)
    }

    fn archive(&self) -> Archive {
        Archive::open(&self.0, Mode::Read).expect("an archive")
    }

    /// The rows of a question, as text.
    fn ask(&self, sql: &str) -> Vec<String> {
        let mut rows = Vec::new();
        let show = |value: &Value| match value {
            Value::Null => "-".to_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Real(number) => number.to_string(),
            Value::Text(text) => text.clone(),
        };
        let mut take = |row: &[Value]| {
            rows.push(row.iter().map(show).collect::<Vec<_>>().join(" "));
            true
        };
        self.archive().query(sql, &mut take).expect("a question");
        rows
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// Walks the site into the archive; whether each response was kept from before or without news.
async fn walk(server: &Server, folder: &Folder, change: impl FnOnce(&mut Policy)) -> (SiteOutcome, Vec<(bool, bool)>) {
    let mut policy = Policy { pause: Duration::ZERO, private_addresses: true, ..Policy::default() };
    change(&mut policy);
    let agent = Agent::with(policy, Some(server.address)).expect("a client");
    let archive = Archive::open(&folder.0, Mode::Write(Wait::Refuse)).expect("an archive");
    let store = Arc::new(ArchiveStore::begin(archive, "one site").expect("a run"));
    let kept: Arc<dyn Store> = Arc::<ArchiveStore>::clone(&store);
    let seen = std::sync::Mutex::new(Vec::new());
    let tell = |event: &Event| {
        if let Event::Got { replayed, unchanged, .. } = event {
            seen.lock().expect("no panic").push((*replayed, *unchanged));
        }
    };
    let run = Run { agent: &agent, store: kept, read: Arc::new(store.page_reader()), tell: &tell };
    let target = Target { name: "qinghe".into(), entries: vec![server.url(HOST, "/nb/")], ..Target::default() };
    let outcome = run.sites(vec![target]).await.expect("everything is kept").remove(0);
    let is_unfinished = outcome.failures.iter().any(|(_, failure)| failure.name() == "cap_reached");
    store.finish(is_unfinished, &Reader::default(), &mut |_| Ok(())).expect("read");
    drop(run);
    (outcome, seen.into_inner().expect("no panic"))
}

fn stored(folder: &Folder) -> Vec<Stored> {
    folder.archive().captures().map(|stored| stored.expect("stored")).collect()
}

/// A column with three reports: one moved, one as JSON, one that tells when it changed.
fn three() -> Server {
    site(|asked, _| match asked.path.as_str() {
        "/nb/" => {
            list(&[("/nb/1.html", "青禾县财政局"), ("/nb/2.html", "青禾县水务局"), ("/nb/3.html", "青禾县林业局")])
        }
        "/nb/1.html" => Answer::of(301, "Location: /moved\r\nSet-Cookie: a=1\r\n", "gone"),
        "/moved" => Answer::of(302, "Location: /new/1.html\r\n", ""),
        "/new/1.html" => text("青禾县财政局"),
        "/nb/2.html" => {
            let page = REPORT.replace(ORGAN, "青禾县水务局");
            let html: String = page.lines().map(|line| format!("<p>{}</p>", line.replace('"', "”"))).collect();
            let json = format!("{{\"title\":\"{}\",\"content\":\"{html}\"}}", title("青禾县水务局"));
            Answer::of(200, "Content-Type: application/json; charset=utf-8\r\n", json)
        }
        "/nb/3.html" if asked.head.to_ascii_lowercase().contains("if-none-match: \"3\"") => {
            Answer::raw("HTTP/1.1 304 Not Modified\r\nETag: \"3\"\r\nConnection: close\r\n\r\n")
        }
        "/nb/3.html" => {
            let body = REPORT.replace(ORGAN, "青禾县林业局");
            Answer::of(200, "Content-Type: text/markdown; charset=utf-8\r\nETag: \"3\"\r\n", body)
        }
        _ => Answer::missing(),
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_redirect_on_the_way_is_a_capture() {
    let (server, folder) = (three(), Folder::new("redirects"));
    let (outcome, _) = walk(&server, &folder, |_| {}).await;
    assert_eq!((outcome.reports(), outcome.gaps()), (3, Vec::new()));
    let seen: Vec<_> = stored(&folder)
        .into_iter()
        .filter_map(|stored| {
            Some((stored.url.split_once(&format!(":{}", server.address.port()))?.1.to_owned(), stored.status?))
        })
        .collect();
    let expected = [
        ("/nb/", 200),
        ("/nb/1.html", 301),
        ("/moved", 302),
        ("/new/1.html", 200),
        ("/nb/2.html", 200),
        ("/nb/3.html", 200),
    ];
    assert_eq!(seen, expected.map(|(path, status)| (path.to_owned(), status)));
    let archive = folder.archive();
    let first = stored(&folder).remove(1);
    assert_eq!(archive.capture(first.id).expect("kept").bytes(), b"gone");
    assert!(!archive.is_read(first.id).expect("known"), "a redirect is no report");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_redirect_that_leads_where_nobody_may_go_is_kept_too() {
    let server = site(|asked, _| match asked.path.as_str() {
        "/nb/" => list(&[("/nb/1.html", "青禾县财政局")]),
        _ => Answer::of(302, "Location: http://www.example.com/clone\r\n", ""),
    });
    let folder = Folder::new("away");
    let (outcome, _) = walk(&server, &folder, |_| {}).await;
    assert_eq!(outcome.failures[0].1.name(), "host_not_allowed");
    let all = stored(&folder);
    assert_eq!(all.iter().map(|stored| stored.status).collect::<Vec<_>>(), [Some(200), Some(302)]);
    let ends = folder.ask("SELECT state, outcome FROM frontier WHERE purpose = 'item'");
    assert_eq!(ends, ["failed host_not_allowed"], "the redirect is no answer to the entry");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_of_an_interface_is_read_as_the_report_that_it_carries() {
    let (server, folder) = (three(), Folder::new("json"));
    walk(&server, &folder, |_| {}).await;
    let json = stored(&folder).into_iter().find(|stored| stored.url.ends_with("/nb/2.html")).expect("kept");
    assert_eq!(json.media_type.as_deref(), Some("application/json; charset=utf-8"));
    let reading = folder.archive().reading(json.id).expect("stored").expect("read");
    let (report, _) = &reading.reports[0];
    assert_eq!(report.agency.as_ref().map(|agency| agency.value.name.as_str()), Some("青禾县水务局"));
    assert_eq!(report.year.as_ref().map(|year| year.value), Some(2021));
    let mut again = folder.archive().reading(json.id).expect("stored");
    let capture = folder.archive().capture(json.id).expect("kept");
    let read = Reader::default().read(&capture).expect("JSON");
    assert_eq!(again.take().map(|reading| reading.reports[0].0.facts.clone()), Some(read[0].facts.clone()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visit_without_news_refers_to_the_capture_that_it_had_before() {
    let (server, folder) = (three(), Folder::new("unchanged"));
    walk(&server, &folder, |_| {}).await;
    let before = stored(&folder);
    let third = before.iter().find(|stored| stored.url.ends_with("/nb/3.html")).expect("kept").clone();
    let reading = folder.archive().reading(third.id).expect("stored").expect("read");
    let (outcome, seen) = walk(&server, &folder, |_| {}).await;
    assert_eq!((outcome.reports(), outcome.gaps()), (3, Vec::new()));
    assert_eq!(seen.iter().filter(|(_, unchanged)| *unchanged).count(), 1, "{seen:?}");
    assert_eq!(stored(&folder), before, "nothing is kept twice");
    let archive = folder.archive();
    let visits: Vec<_> =
        archive.visits(third.id).expect("known").iter().map(|visit| (visit.status, visit.is_new)).collect();
    assert_eq!(visits, [(Some(200), true), (Some(304), false)]);
    assert_eq!(archive.reading(third.id).expect("stored"), Some(reading), "what was read stays where it was");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_site_that_says_unchanged_to_whom_it_never_saw_is_no_answer() {
    let server = site(|asked, _| match asked.path.as_str() {
        "/nb/" => list(&[("/nb/1.html", "青禾县财政局")]),
        _ => Answer::raw("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"),
    });
    let folder = Folder::new("never");
    let (outcome, _) = walk(&server, &folder, |_| {}).await;
    assert_eq!(outcome.gaps()[0].about, "refused", "{:?}", outcome.gaps());
    assert_eq!(stored(&folder).len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_entry_ends_and_what_is_missing_is_kept() {
    let entries = [("/nb/1.html", "青禾县财政局"), ("/nb/2.html", "青禾县水务局")];
    let server = site(move |asked, _| match asked.path.as_str() {
        "/nb/" => list(&entries),
        "/nb/1.html" => text("青禾县财政局"),
        _ => Answer::missing(),
    });
    let folder = Folder::new("ends");
    walk(&server, &folder, |_| {}).await;
    let ends = folder.ask("SELECT state, outcome, unit, year FROM frontier ORDER BY id");
    assert_eq!(ends[..3], ["done followed - -", "done read 青禾县财政局 2021", "failed not_found 青禾县水务局 2021"]);
    assert!(folder.ask("SELECT * FROM frontier WHERE state NOT IN ('done', 'failed')").is_empty());
    let findings = folder.archive().site_findings(RunId(1)).expect("kept");
    let named: Vec<_> =
        findings.iter().map(|finding| (finding.site.as_str(), finding.id.as_str(), finding.about.as_str())).collect();
    assert_eq!(named, [("qinghe", "entries_without_report", "not_found")]);
    let coverage = folder.archive().coverage(&[2021]).expect("known");
    let shown: Vec<_> =
        coverage.iter().map(|cell| (cell.unit.as_str(), cell.presence.id(), cell.reason.as_deref())).collect();
    assert_eq!(shown, [("青禾县水务局", "blocked", Some("not_found")), ("青禾县财政局", "present", None)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_column_that_shrank_is_said() {
    let all = [("/nb/1.html", "青禾县财政局"), ("/nb/2.html", "青禾县水务局")];
    let server = site(move |asked, before| match asked.path.as_str() {
        "/nb/" => list(if before == 0 { &all } else { &all[..1] }),
        "/nb/1.html" => text("青禾县财政局"),
        _ => text("青禾县水务局"),
    });
    let folder = Folder::new("shrank");
    for (run, expected) in [(1, vec![]), (2, vec!["fewer_than_before"])] {
        walk(&server, &folder, |_| {}).await;
        let findings = folder.archive().site_findings(RunId(run)).expect("kept");
        assert_eq!(findings.iter().map(|finding| finding.id.as_str()).collect::<Vec<_>>(), expected, "{findings:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_reached_a_cap_goes_on_with_the_next_requests() {
    let (server, folder) = (three(), Folder::new("cap"));
    let (first, _) = walk(&server, &folder, |policy| policy.caps.requests = 2).await;
    assert_eq!(first.reports(), 1);
    assert!(first.gaps().iter().any(|gap| gap.about == "cap_reached"), "{:?}", first.gaps());
    let (second, seen) = walk(&server, &folder, |policy| policy.caps.requests = 2).await;
    assert_eq!((second.reports(), second.gaps()), (3, Vec::new()));
    assert_eq!(seen.iter().map(|(replayed, _)| *replayed).collect::<Vec<_>>(), [true, true, false, false]);
}

/// Reads the WARC files of an archive with warcio, checks every digest, and prints sorts of records with their status.
const SCRIPT: &str = r#"
import glob, sys
from warcio.archiveiterator import ArchiveIterator
for name in sorted(glob.glob(sys.argv[1] + "/captures/*.warc.gz")):
    with open(name, "rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            record.content_stream().read()
            assert record.digest_checker.passed is not False
            http, fields = record.http_headers, record.rec_headers
            status = http.get_statuscode() if http and record.rec_type != "request" else "-"
            profile = (fields.get_header("WARC-Profile") or "-").rsplit("/", 1)[-1]
            if record.rec_type == "revisit":
                assert fields.get_header("WARC-Refers-To").startswith("<urn:uuid:")
                assert fields.get_header("WARC-Refers-To-Target-URI") == fields.get_header("WARC-Target-URI")
                assert fields.get_header("WARC-Refers-To-Date") < fields.get_header("WARC-Date") + "~"
            print(record.rec_type, status, profile)
"#;

/// Skipped, by its name, where Python or warcio is not installed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn warcio_reads_what_two_runs_kept() {
    let python = std::env::var("GONGKAI_PYTHON").unwrap_or_else(|_| "python3".into());
    let has_warcio = Command::new(&python).args(["-c", "import warcio"]).output();
    if !has_warcio.is_ok_and(|output| output.status.success()) {
        #[allow(clippy::print_stderr, reason = "a test that was skipped says so")]
        {
            eprintln!("skipped: warcio_reads_what_two_runs_kept (python3 with warcio: pip install warcio)");
        }
        return;
    }
    let (server, folder) = (three(), Folder::new("warcio"));
    walk(&server, &folder, |_| {}).await;
    walk(&server, &folder, |_| {}).await;
    let output = Command::new(&python).args(["-c", SCRIPT]).arg(&folder.0).output().expect("python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen = String::from_utf8_lossy(&output.stdout).into_owned();
    let count = |line: &str| seen.lines().filter(|other| *other == line).count();
    // List, two hops and three reports; then the same again, all but one of them found to be the same by their bytes.
    for (line, expected) in [
        ("warcinfo - -", 1),
        ("request - -", 12),
        ("response 200 -", 4),
        ("response 301 -", 1),
        ("response 302 -", 1),
        ("revisit 200 identical-payload-digest", 3),
        ("revisit 301 identical-payload-digest", 1),
        ("revisit 302 identical-payload-digest", 1),
        ("revisit 304 server-not-modified", 1),
    ] {
        assert_eq!(count(line), expected, "{line} in\n{seen}");
    }
    assert_eq!(seen.lines().count(), 25, "{seen}");
}
