//! A list page of a real column, served from loopback beside those of its reports that are at hand: what is there is
//! read, and what is not is named.
//!
//! Runs where `GONGKAI_CORPUS` names the folder of the corpus; says so and passes where it does not.

#[path = "../crates/gongkai-scrape/tests/support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use gongkai::Reader;
use gongkai::archive::{Archive, Mode, Wait};
use gongkai::scrape::{Agent, Event, Policy, Run, SiteOutcome, Store, Target};
use gongkai::scraping::ArchiveStore;
use support::{Answer, Server};

/// A list page of the corpus.
struct ListPage {
    html: String,
    /// Where it is, by the notes of the corpus: host and path.
    host: String,
    path: String,
    /// Entries that its script says there are.
    stated: u32,
    /// Its entries that are in the page: path and year of the title.
    entries: Vec<(String, i32)>,
    /// Pages of reports at hand, by year.
    reports: BTreeMap<i32, PathBuf>,
}

/// What stands between two marks.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

fn list_page(corpus: &Path, file: &Path, notes: &str) -> Option<ListPage> {
    let html = std::fs::read_to_string(file).ok()?;
    let name = file.file_name()?.to_str()?;
    let about = notes.split_once(name)?.1;
    let address = about.split_once("https://")?.1.split_whitespace().next()?;
    let (host, path) = address.split_once('/')?;
    let stated = between(html.split_once("recordCount:")?.1, "'", "'")?.parse().ok()?;
    let entries = html.split("<a href=\"./").skip(1).filter_map(|rest| {
        let (href, title) = (rest.split('"').next()?, between(rest, "title=\"", "\"")?);
        let year = title.find("年度").and_then(|at| title.get(at.checked_sub(4)?..at)?.parse().ok())?;
        Some((format!("/{path}{href}"), year))
    });
    let prefix = format!("{}_", name.split('_').next()?);
    let raw = std::fs::read_dir(corpus.join("raw")).ok()?.flatten().map(|entry| entry.path());
    let reports = raw.filter_map(|file| {
        let year = file.file_name()?.to_str()?.strip_prefix(&prefix)?.strip_suffix("_page.html")?.parse().ok()?;
        Some((year, file))
    });
    let (host, path, reports) = (host.to_owned(), format!("/{path}"), reports.collect());
    Some(ListPage { entries: entries.collect(), html, host, path, stated, reports })
}

async fn walk(page: &ListPage, folder: &Path) -> (SiteOutcome, usize) {
    let answers: BTreeMap<String, Vec<u8>> = page
        .entries
        .iter()
        .filter_map(|(path, year)| Some((path.clone(), std::fs::read(page.reports.get(year)?).ok()?)))
        .chain([(page.path.clone(), page.html.clone().into_bytes())])
        .collect();
    let server = Server::start(move |asked, _| answers.get(&asked.path).map_or_else(Answer::missing, Answer::html));
    let policy = Policy { pause: Duration::ZERO, private_addresses: true, ..Policy::default() };
    let agent = Agent::with(policy, Some(server.address)).expect("a client");
    let archive = Archive::open(folder, Mode::Write(Wait::Refuse)).expect("an archive");
    let store = Arc::new(ArchiveStore::begin(archive, "corpus").expect("a run"));
    let kept: Arc<dyn Store> = Arc::<ArchiveStore>::clone(&store);
    let tell = |_: &Event| {};
    let run = Run { agent: &agent, store: kept, read: Arc::new(store.page_reader()), tell: &tell };
    let entry = server.url(&page.host, &page.path);
    let target = Target { name: "corpus".into(), entries: vec![entry], ..Target::default() };
    let outcome = run.sites(vec![target]).await.expect("everything is kept").remove(0);
    let archive = store.finish(false, &Reader::default(), &mut |_| Ok(())).expect("read");
    let ids = archive.readable().expect("known");
    let figures = |id| archive.reading(id).ok().flatten().map(|reading| reading.reports);
    let with_figures =
        ids.into_iter().filter_map(figures).flatten().filter(|(report, _)| report.facts.iter().count() > 10);
    (outcome, with_figures.count())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_column_gives_what_it_has_and_names_the_rest() {
    let Some(corpus) = gongkai_tests::corpus::directory("a_real_column_gives_what_it_has_and_names_the_rest") else {
        return;
    };
    let folder = corpus.join("listpages");
    let notes = std::fs::read_to_string(folder.join("README.md")).unwrap_or_default();
    let files = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let pages: Vec<ListPage> = files.filter_map(|file| list_page(&corpus, &file, &notes)).collect();
    assert!(!pages.is_empty(), "the corpus has a list page");
    for (number, page) in pages.iter().enumerate() {
        let archive = std::env::temp_dir().join(format!("gongkai-list-{}-{number}", std::process::id()));
        let (outcome, with_figures) = walk(page, &archive).await;
        std::fs::remove_dir_all(&archive).ok();
        let (listed, at_hand) =
            (page.entries.len(), page.entries.iter().filter(|(_, year)| page.reports.contains_key(year)).count());
        assert!(at_hand >= 2 && listed > at_hand, "{at_hand} of {listed}");
        let column = &outcome.columns[0];
        assert_eq!(
            (column.listed as usize, column.reports as usize, column.expected),
            (listed, listed, Some(page.stated))
        );
        assert_eq!((outcome.reports(), with_figures), (at_hand, at_hand), "{:?}", outcome.items);
        let gaps = outcome.gaps();
        let of = |id: &str| gaps.iter().find(|gap| gap.id == id).unwrap_or_else(|| panic!("{id}: {gaps:?}"));
        let stated = &of("fewer_than_stated").words.en;
        assert!(stated.contains(&format!("states {} entries and listed {listed}: ", page.stated)), "{stated}");
        assert!(stated.contains("script"), "why the others cannot be reached: {stated}");
        let missing = of("entries_without_report");
        assert_eq!(missing.about, "not_found");
        assert!(missing.words.en.starts_with(&format!("{} entries", listed - at_hand)), "{}", missing.words.en);
    }
}
