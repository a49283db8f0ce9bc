//! A test country: a server on loopback that imitates government sites of every family, with generated reports whose figures
//! are known. Nothing here asks a real host; all names are invented.
//!
//! - `families/` — the products that sites run on, one file each
//! - `site.rs`, `report.rs`, `files.rs`, `page.rs`, `charset.rs` — what a site publishes, and how
//! - `faults.rs` — sites that fail, block, loop, or never end
//! - `server.rs`, `answer.rs` — raw answers over TCP, and the log of requests
//! - `manners.rs`, `truth.rs`, `walking.rs` — what a run must have done, and what must have come of it

#![allow(dead_code, reason = "each test target uses a part of it")]

pub(crate) mod answer;
pub(crate) mod charset;
pub(crate) mod families;
pub(crate) mod faults;
pub(crate) mod files;
pub(crate) mod manners;
pub(crate) mod page;
pub(crate) mod report;
pub(crate) mod server;
pub(crate) mod site;
pub(crate) mod truth;
pub(crate) mod walking;

use std::collections::HashMap;
use std::sync::Arc;

use answer::Answer;
use server::{Asked, Server};
use site::{Plan, Site};

/// A country.
#[derive(Debug)]
pub(crate) struct Country {
    pub(crate) sites: Vec<Site>,
    by_host: HashMap<String, usize>,
}

impl Country {
    /// So many sites with so many reports in all: sites of every family in turn, the first of each four times as large.
    pub(crate) fn new(sites: usize, reports: usize, seed: u64) -> Self {
        let families = families::ALL.len();
        let large = if sites > families { families } else { 0 };
        let share = reports / (sites + 3 * large).max(1);
        let mut rest = reports;
        let sites: Vec<Site> = (0..sites)
            .map(|number| {
                let own = if number < large { 4 * share } else { share };
                let own = if number + 1 == sites { rest } else { own.min(rest) };
                rest -= own;
                Site::new(Plan {
                    number,
                    name: number,
                    host: format!("www.xian{number:03}.gov.cn"),
                    family: families::ALL[number % families],
                    reports: own,
                    seed,
                    is_simple: false,
                })
            })
            .collect();
        Self::of(sites)
    }

    /// These sites.
    pub(crate) fn of(sites: Vec<Site>) -> Self {
        let by_host = sites.iter().enumerate().map(|(at, site)| (site.host.clone(), at)).collect();
        Self { sites, by_host }
    }

    /// So many reports.
    pub(crate) fn reports(&self) -> usize {
        self.sites.iter().flat_map(|site| &site.items).filter(|item| item.report.is_some()).count()
    }

    /// What a host answers.
    pub(crate) fn answer(&self, asked: &Asked) -> Answer {
        match self.by_host.get(&asked.host) {
            Some(at) => self.sites[*at].answer(asked),
            None => Answer::missing(),
        }
    }

    /// A server for all of its hosts.
    pub(crate) fn serve(self: &Arc<Self>) -> Server {
        let country = Arc::clone(self);
        Server::start(move |asked| country.answer(asked))
    }
}

/// A number from the environment.
pub(crate) fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).ok().map_or(default, |value| value.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}
