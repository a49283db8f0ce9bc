//! One object for each owner of hosts: the pause between requests, robots.txt, what stopped a host.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use gongkai_text::robots::Robots;
use tokio::time::Instant;

use crate::failure::Failure;
use crate::policy::{Policy, registrable};

/// What is known of the hosts of one owner. Whoever holds the lock asks; everybody else waits.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    /// When the last request began.
    last: Option<Instant>,
    /// Before this no request may begin.
    held: Option<Instant>,
    /// robots.txt by origin (`https://www.qinghe.gov.cn`).
    pub(crate) robots: HashMap<String, Arc<Robots>>,
    /// The longest Crawl-delay that any of them asks for.
    pub(crate) crawl_delay: Duration,
    /// Its hosts by name. A guard in front of one says nothing of another.
    hosts: HashMap<String, HostState>,
}

/// How a host has answered.
#[derive(Debug, Default)]
pub(crate) struct HostState {
    /// Why no more is asked for.
    pub(crate) stopped: Option<Failure>,
    /// Requests that failed one after the other.
    pub(crate) failures: u32,
}

impl Pace {
    /// Waits until the next request may begin.
    pub(crate) async fn turn(&mut self, policy: &Policy) {
        let paused = self.last.map(|last| last + policy.pause.max(self.crawl_delay));
        if let Some(next) = paused.max(self.held) {
            tokio::time::sleep_until(next).await;
        }
        if let Some(wait) = policy.until_night() {
            tokio::time::sleep(wait).await;
        }
        self.last = Some(Instant::now());
    }

    /// Lets no request begin for a while.
    pub(crate) fn hold(&mut self, time: Duration) {
        self.held = self.held.max(Some(Instant::now() + time));
    }

    /// How a host has answered.
    pub(crate) fn host(&mut self, name: &str) -> &mut HostState {
        self.hosts.entry(name.to_ascii_lowercase()).or_default()
    }
}

/// The hosts of a run.
#[derive(Debug, Default)]
pub(crate) struct Hosts {
    by_owner: Mutex<HashMap<String, Arc<tokio::sync::Mutex<Pace>>>>,
}

impl Hosts {
    /// What is known of the owner of a host.
    pub(crate) fn of(&self, host: &str) -> Arc<tokio::sync::Mutex<Pace>> {
        let mut hosts = self.by_owner.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(hosts.entry(registrable(host)).or_default())
    }
}
