//! Runs of the program's library over sites of the country.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use gongkai::Reader;
use gongkai::archive::{Archive, Mode, Wait};
use gongkai::scrape::{Agent, Event, Policy, Run, SiteOutcome, Store, Target};
use gongkai::scraping::ArchiveStore;

use super::server::Server;

static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// A folder that goes with its test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A folder that nobody else has.
    pub(crate) fn new(name: &str) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let folder = std::env::temp_dir().join(format!("gongkai-country-{name}-{}-{number}", std::process::id()));
        std::fs::remove_dir_all(&folder).ok();
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if std::env::var_os("GONGKAI_COUNTRY_KEEP").is_none() {
            std::fs::remove_dir_all(&self.0).ok();
        }
    }
}

/// What came of a run.
pub(crate) struct Walked {
    pub(crate) outcomes: Vec<SiteOutcome>,
    pub(crate) archive: Archive,
    /// Time until everything was fetched.
    pub(crate) fetching: Duration,
    /// Time in all.
    pub(crate) all: Duration,
}

/// Manners for tests: no pause, short patience, and no private address but the one that stands for every host.
pub(crate) fn quick() -> Policy {
    Policy {
        contact: Some("mailto:test@example.org".into()),
        pause: Duration::ZERO,
        timeout: Duration::from_secs(10),
        robots_timeout: Duration::from_secs(5),
        backoff: Duration::from_millis(20),
        patience: Duration::from_secs(3),
        ..Policy::default()
    }
}

/// A target at an address.
pub(crate) fn target(url: impl Into<String>) -> Target {
    let url = url.into();
    Target { name: url.clone(), entries: vec![url], ..Target::default() }
}

/// Walks targets into an archive.
pub(crate) fn walk(server: &Server, folder: &Folder, policy: Policy, targets: Vec<Target>) -> Walked {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let begun = Instant::now();
    let agent = Agent::with(policy, Some(server.address)).expect("a client");
    let archive = Archive::open(folder.path(), Mode::Write(Wait::Refuse)).expect("an archive");
    let store = Arc::new(ArchiveStore::begin(archive, "country").expect("a run"));
    let kept: Arc<dyn Store> = Arc::<ArchiveStore>::clone(&store);
    let tell = |_: &Event| {};
    let run = Run { agent: &agent, store: kept, read: Arc::new(store.page_reader()), tell: &tell };
    let outcomes = runtime.block_on(run.sites(targets)).expect("everything is kept");
    let fetching = begun.elapsed();
    let archive = store.finish(agent.is_stopping(), &Reader::default(), &mut |_| Ok(())).expect("everything is read");
    Walked { outcomes, archive, fetching, all: begun.elapsed() }
}
