//! The walk over one site, without network and clock: which request comes next, and what a page that came means.
//!
//! A walk is deterministic: the same pages in the same order give the same requests. That is how a run resumes: pages
//! that an interrupted run has kept are given again, and the walk stands where it stood.

mod item;
mod list;
mod map;
mod step;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::ops::RangeInclusive;

use gongkai_model::{Date, FetchRequest, Guess, Purpose, ReportLead, Words};
use gongkai_plugin::{SiteAdapter, SitePage};
use gongkai_sites::{Choice, choose, recognise};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::outcome::{Column, End, Item, ItemState, SiteOutcome};
use crate::policy::Caps;

/// What to walk.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Target {
    /// Name of the site, or its address.
    pub name: String,
    /// Addresses to begin at.
    pub entries: Vec<String>,
    /// The family, where it is known.
    pub family: Option<String>,
    /// The years wanted; nothing: all.
    pub years: Option<RangeInclusive<i32>>,
    /// So many reports are enough.
    pub first: Option<usize>,
    /// How many reports the site should have, where somebody knows.
    pub expected: Option<u32>,
    /// Of how many units it should have reports, at least and at most, where somebody knows.
    pub units: Option<(u32, u32)>,
    /// The day of the run: no report is of a later one.
    pub today: Option<Date>,
}

/// What a request of the walk is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Job {
    /// A page on the way to the column. A usual place says nothing where it is not there.
    Step { depth: u32, is_usual_place: bool },
    /// A map of the site.
    Map { is_usual_place: bool },
    /// A page of a list.
    List { column: usize },
    /// What may be a further page of a list.
    Guess { column: usize, guess: Guess },
    /// A report, or what may be one.
    Item { item: usize, hops: u32 },
    /// A file that a report's page points to.
    Attachment { item: usize },
}

/// What reading a page or file gave, as far as the walk needs it.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The text, decoded, where it is text.
    pub text: String,
    /// Reports in it: organ and year.
    pub reports: Vec<(Option<String>, Option<i32>)>,
    /// Files that it points to, absolute addresses.
    pub attachments: Vec<String>,
    /// The address that it sends its reader to, absolute.
    pub leads_on: Option<String>,
    /// A guard that gave it instead of the page.
    pub challenge: Option<String>,
    /// Why nothing was read.
    pub unread: Option<Words>,
    /// What makes the bytes those and no others.
    pub digest: Option<String>,
    /// Characters of the reports in it, tables apart.
    pub length: Option<usize>,
    /// The latest day that a report in it says it was published on.
    pub published: Option<Date>,
}

/// The walk over a site.
pub struct Walk {
    target: Target,
    caps: Caps,
    queue: VecDeque<(FetchRequest, Job)>,
    /// Less likely ways to the column, for when the likely ones led to nothing.
    reserve: Vec<(FetchRequest, Job)>,
    asked: HashSet<String>,
    columns: Vec<ColumnState>,
    items: Vec<ItemAt>,
    by_address: HashMap<String, usize>,
    /// Answers that lead several items on: a script with the settings of a site.
    shared: HashMap<String, (String, Reading)>,
    steps: Vec<Words>,
    failures: Vec<(String, Failure)>,
    listed: BTreeSet<String>,
    /// Maps of the site that were asked for.
    maps: usize,
    /// Whether the site has given any page.
    has_arrived: bool,
    has_stopped: bool,
    current: Option<(FetchRequest, Job)>,
}

struct ColumnState {
    column: Column,
    adapter: Option<&'static dyn SiteAdapter>,
    /// The column that it is below.
    above: Option<usize>,
    depth: u32,
    seen: HashSet<String>,
    /// What its first page listed.
    first: Vec<ReportLead>,
    guesses: VecDeque<Guess>,
    /// Whether what was guessed was not a page of it.
    has_wrong_guess: bool,
    waiting: u32,
    /// Pages in a row that brought nothing new.
    barren: u32,
    failure: Option<Failure>,
}

/// An entry under way.
struct ItemAt {
    item: Item,
    column: Option<usize>,
    /// Requests that may bring its text, in the order to try.
    rest: VecDeque<FetchRequest>,
    /// Files that its pages point to.
    files: Vec<String>,
    /// The entry that leads to the same page.
    same_as: Option<usize>,
}

impl std::fmt::Debug for Walk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Walk({}, {} waiting, {} items)", self.target.name, self.queue.len(), self.items.len())
    }
}

impl Walk {
    /// A walk that stands at its entries.
    pub fn new(target: Target, caps: Caps) -> Self {
        let mut walk = Self {
            target,
            caps,
            queue: VecDeque::new(),
            reserve: Vec::new(),
            asked: HashSet::new(),
            columns: Vec::new(),
            items: Vec::new(),
            by_address: HashMap::new(),
            shared: HashMap::new(),
            steps: Vec::new(),
            failures: Vec::new(),
            listed: BTreeSet::new(),
            maps: 0,
            has_arrived: false,
            has_stopped: false,
            current: None,
        };
        for entry in walk.target.entries.clone() {
            walk.push(FetchRequest::get(entry, Purpose::Portal), Job::Step { depth: 0, is_usual_place: false });
        }
        walk
    }

    /// The next request, in order; nothing: the walk is done.
    pub fn next_request(&mut self) -> Option<FetchRequest> {
        loop {
            if self.queue.is_empty() && self.items.is_empty() {
                for (request, job) in std::mem::take(&mut self.reserve) {
                    self.push(request, job);
                }
            }
            let (request, job) = self.queue.pop_front()?;
            let enough = self.has_enough();
            match job {
                Job::List { column } | Job::Guess { column, .. } => {
                    let Some(state) = self.columns.get_mut(column) else { continue };
                    state.waiting = state.waiting.saturating_sub(1);
                    if enough {
                        self.end(column, End::Enough);
                    }
                    if self.columns.get(column).is_some_and(|state| state.column.end.is_some()) {
                        continue;
                    }
                }
                Job::Item { .. } | Job::Attachment { .. } if enough => continue,
                _ => {}
            }
            self.current = Some((request.clone(), job));
            return Some(request);
        }
    }

    /// So many requests wait.
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// So many entries were read as reports.
    pub fn found(&self) -> usize {
        self.items.iter().filter(|at| at.item.state == ItemState::Read).count()
    }

    fn has_enough(&self) -> bool {
        self.target.first.is_some_and(|first| self.found() >= first)
    }

    /// Puts a request that was not asked before behind the others. Whether it is new.
    fn push(&mut self, request: FetchRequest, job: Job) -> bool {
        let is_new = self.asked.insert(request.key());
        if is_new {
            self.queue.push_back((request, job));
        }
        is_new
    }

    /// Takes what came of the request given last, from an address.
    pub fn take(&mut self, url: &str, outcome: Result<&Reading, &Failure>) {
        let Some((request, job)) = self.current.take() else { return };
        let reading = match outcome {
            Ok(Reading { challenge: Some(guard), .. }) => {
                return self.failed(&request, job, &Failure::Challenge(guard.clone()));
            }
            Ok(reading) => reading,
            Err(failure) => return self.failed(&request, job, failure),
        };
        let page = SitePage { request: &request, url, media_type: None, text: &reading.text };
        self.has_arrived = true;
        match job {
            Job::Step { depth, .. } => self.step(&page, reading, depth),
            Job::Map { .. } => self.map(&page),
            Job::List { column } => self.list(&page, reading, column),
            Job::Guess { column, guess } => self.guessed(&page, column, &guess),
            Job::Item { item, hops } => self.item(&page, reading, item, hops),
            Job::Attachment { item } => self.attachment(reading, item),
        }
    }

    fn failed(&mut self, request: &FetchRequest, job: Job, failure: &Failure) {
        let may_be_absent = matches!(
            job,
            Job::Guess { .. } | Job::Step { is_usual_place: true, .. } | Job::Map { is_usual_place: true }
        );
        if !(may_be_absent && failure.is_absence()) {
            self.failures.push((request.url.clone(), failure.clone()));
        }
        match job {
            Job::List { column } => self.list_failed(column, failure),
            Job::Guess { column, .. } => {
                if matches!(failure, Failure::NotFound(_) | Failure::Refused(_) | Failure::RobotsBlocked) {
                    self.wrong_guess(column);
                } else {
                    self.list_failed(column, failure);
                }
            }
            Job::Item { item, hops } => self.item_failed(item, hops, failure),
            Job::Attachment { item } => self.settle(item, ItemState::Failed(failure.clone())),
            Job::Step { .. } | Job::Map { .. } => {}
        }
    }

    /// The adapter for a page: of the target's family, else the recognised one, else the general one.
    fn family(&self, page: &SitePage<'_>) -> Option<&'static dyn SiteAdapter> {
        let general = || gongkai_sites::by_name("generic");
        let named = self.target.family.as_deref().and_then(gongkai_sites::by_name);
        named.or_else(|| match choose(recognise(page)) {
            Choice::One(recognised) => Some(recognised.adapter),
            // Of families as likely the first is no choice; the general one reads the links of any list.
            Choice::Tie(_) | Choice::Unknown => general(),
        })
    }

    /// Ends the walk before its time: everything that waits has that reason.
    pub fn stop(&mut self, failure: &Failure) {
        if let Some((request, job)) = self.current.take() {
            self.queue.push_front((request, job));
        }
        self.reserve.clear();
        self.has_stopped = true;
        while let Some((_, job)) = self.queue.pop_front() {
            match job {
                Job::List { column } | Job::Guess { column, .. } => self.end(column, End::Failed(failure.clone())),
                Job::Item { item, .. } | Job::Attachment { item } => {
                    self.settle(item, ItemState::Failed(failure.clone()));
                }
                Job::Step { .. } | Job::Map { .. } => {}
            }
        }
        self.failures.push((self.target.name.clone(), failure.clone()));
    }

    /// What came of the walk.
    pub fn outcome(mut self) -> SiteOutcome {
        // Columns stand behind the one that they are below.
        for at in (0..self.columns.len()).rev() {
            let Some(state) = self.columns.get(at) else { continue };
            let listed = state.column.listed.saturating_add(state.column.listed_below);
            if let Some(above) = state.above.and_then(|above| self.columns.get_mut(above)) {
                above.column.listed_below = above.column.listed_below.saturating_add(listed);
            }
        }
        let enough = self.has_enough();
        let states: Vec<ItemState> = self.items.iter().map(|at| at.item.state.clone()).collect();
        let digests: Vec<_> = self.items.iter().map(|at| at.item.digests.clone()).collect();
        let items = self.items.into_iter().map(|ItemAt { mut item, same_as, .. }| {
            // A second way to a report is none to miss; a second way to an error is one more error.
            if let Some(state) = same_as.and_then(|other| states.get(other)).filter(|state| **state != ItemState::Read)
            {
                item.state = state.clone();
            }
            item.digests.extend(same_as.and_then(|other| digests.get(other)).into_iter().flatten().cloned());
            if enough && matches!(item.state, ItemState::Waiting | ItemState::AttachmentOnly) {
                item.state = ItemState::NotAsked;
            }
            item
        });
        SiteOutcome {
            site: self.target.name.clone(),
            target: self.target,
            columns: self.columns.into_iter().map(|state| state.column).collect(),
            items: items.collect(),
            steps: self.steps,
            has_arrived: self.has_arrived,
            failures: self.failures,
        }
    }
}
