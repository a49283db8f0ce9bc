//! One object a registrable host: its pause, its robots.txt, what stopped it.

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
    /// When the next request may begin.
    next: Option<Instant>,
    /// robots.txt by origin (`https://www.qinghe.gov.cn`); `Err`: it could not be had.
    pub(crate) robots: HashMap<String, Result<Arc<Robots>, Failure>>,
    /// The longest Crawl-delay that any of them asks for.
    pub(crate) crawl_delay: Duration,
    /// Why no more is asked for.
    pub(crate) stopped: Option<Failure>,
    /// Requests that failed one after the other.
    pub(crate) failures: u32,
    /// Requests made.
    pub(crate) requests: u64,
}

impl Pace {
    /// Waits until the next request may begin, and counts it.
    pub(crate) async fn turn(&mut self, policy: &Policy) {
        if let Some(next) = self.next {
            tokio::time::sleep_until(next).await;
        }
        self.requests += 1;
        self.next = Some(Instant::now() + policy.pause.max(self.crawl_delay));
    }

    /// Lets no request begin for a while.
    pub(crate) fn hold(&mut self, time: Duration) {
        let until = Instant::now() + time;
        self.next = Some(self.next.map_or(until, |next| next.max(until)));
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
