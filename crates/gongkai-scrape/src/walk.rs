//! The walk over one site, without network and clock: which request comes next, and what a page that came means.
//!
//! A walk is deterministic: the same pages in the same order give the same requests. That is how a run resumes: pages
//! that an interrupted run has kept are given again, and the walk stands where it stood.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::ops::RangeInclusive;

use gongkai_model::{FetchRequest, Purpose, ReportLead, Words};
use gongkai_plugin::{SiteAdapter, SitePage};
use gongkai_sites::column::{self, Candidate, CandidateKind};
use gongkai_sites::leads::{Judgement, judge};
use gongkai_sites::{Choice, choose, recognise};

use crate::failure::Failure;
use crate::outcome::{Column, End, Item, ItemState, SiteOutcome};
use crate::policy::Caps;

/// Steps from the entry page to the column.
const MOST_STEPS: u32 = 3;
/// Candidates followed from a page on the way.
const MOST_CANDIDATES: usize = 4;
/// Columns below columns.
const DEEPEST: u32 = 4;
/// Columns of a site.
const MOST_COLUMNS: usize = 2_000;
/// Attachments of an item.
const MOST_ATTACHMENTS: usize = 20;

/// What to walk.
#[derive(Debug, Clone, Default)]
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
}

/// What a request of the walk is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Job {
    /// A page on the way to the column.
    Step { depth: u32 },
    /// A page of a list.
    List { column: usize },
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
}

/// The walk over a site.
pub struct Walk {
    target: Target,
    caps: Caps,
    queue: VecDeque<(FetchRequest, Job)>,
    asked: HashSet<String>,
    columns: Vec<ColumnState>,
    items: Vec<Item>,
    by_address: HashMap<String, usize>,
    steps: Vec<Words>,
    failures: Vec<(String, Failure)>,
    listed: BTreeSet<String>,
    current: Option<(FetchRequest, Job)>,
}

struct ColumnState {
    column: Column,
    adapter: Option<&'static dyn SiteAdapter>,
    depth: u32,
    seen: HashSet<String>,
    waiting: u32,
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
            asked: HashSet::new(),
            columns: Vec::new(),
            items: Vec::new(),
            by_address: HashMap::new(),
            steps: Vec::new(),
            failures: Vec::new(),
            listed: BTreeSet::new(),
            current: None,
        };
        for entry in walk.target.entries.clone() {
            walk.push(FetchRequest::get(entry, Purpose::Portal), Job::Step { depth: 0 });
        }
        walk
    }

    /// The next request, in order; nothing: the walk is done.
    pub fn next(&mut self) -> Option<FetchRequest> {
        loop {
            let (request, job) = self.queue.pop_front()?;
            if let Job::List { column } = job
                && let Some(state) = self.columns.get_mut(column)
            {
                state.waiting = state.waiting.saturating_sub(1);
                if state.column.end.is_some() {
                    continue;
                }
            }
            if matches!(job, Job::Item { .. } | Job::Attachment { .. }) && self.has_enough() {
                continue;
            }
            self.current = Some((request.clone(), job));
            return Some(request);
        }
    }

    /// So many requests wait.
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// So many reports were read.
    pub fn found(&self) -> usize {
        self.items.iter().filter(|item| item.state == ItemState::Read).count()
    }

    fn has_enough(&self) -> bool {
        self.target.first.is_some_and(|first| self.found() >= first)
    }

    fn push(&mut self, request: FetchRequest, job: Job) -> bool {
        if !self.asked.insert(request.key()) {
            return false;
        }
        // What is listed already comes before what may be listed elsewhere; files right behind their page.
        if matches!(job, Job::Attachment { .. }) || matches!(job, Job::Item { hops: 1.., .. }) {
            self.queue.push_front((request, job));
        } else {
            self.queue.push_back((request, job));
        }
        true
    }

    /// Takes what came of the request given last.
    pub fn take(&mut self, url: &str, outcome: Result<&Reading, &Failure>) {
        let Some((request, job)) = self.current.take() else { return };
        let reading = match outcome {
            Ok(Reading { challenge: Some(guard), .. }) => {
                return self.failed(&request, &job, &Failure::Challenge(guard.clone()));
            }
            Ok(reading) => reading,
            Err(failure) => return self.failed(&request, &job, failure),
        };
        let page = SitePage { request: &request, url, media_type: None, text: &reading.text };
        match job {
            Job::Step { depth } => self.step(&page, reading, depth),
            Job::List { column } => self.list(&page, column),
            Job::Item { item, hops } => self.item(&page, reading, item, hops),
            Job::Attachment { item } => self.attachment(reading, item),
        }
    }

    fn failed(&mut self, request: &FetchRequest, job: &Job, failure: &Failure) {
        match *job {
            Job::List { column } => {
                if let Some(state) = self.columns.get_mut(column) {
                    state.column.end = Some(End::Failed(failure.clone()));
                }
            }
            Job::Item { item, .. } | Job::Attachment { item } => {
                if let Some(item) = self.items.get_mut(item).filter(|item| item.state != ItemState::Read) {
                    item.state = ItemState::Failed(failure.clone());
                }
            }
            Job::Step { .. } => {}
        }
        self.failures.push((request.url.clone(), failure.clone()));
    }

    /// A page on the way: a report, the column itself, or links towards it.
    fn step(&mut self, page: &SitePage<'_>, reading: &Reading, depth: u32) {
        if let Some(address) = reading.leads_on.as_ref().filter(|_| depth < MOST_STEPS) {
            self.push(FetchRequest::get(address, Purpose::Portal), Job::Step { depth: depth + 1 });
            return;
        }
        if depth == 0 && !reading.reports.is_empty() {
            let lead = ReportLead { request: page.request.clone(), title: String::new(), date: None, unit: None };
            let at = self.add_item(lead, None);
            return self.item(page, reading, at, 0);
        }
        let adapter = self.family(page);
        let listing = adapter.list(page);
        let reports = listing.leads.iter().filter(|lead| judge(&lead.title).is_report()).count();
        let candidates = column::find(page);
        let deeper = |candidate: &&Candidate| candidate.kind == CandidateKind::Column || depth < MOST_STEPS;
        let named = candidates.iter().filter(|candidate| candidate.kind == CandidateKind::Column).count();
        // A page that lists reports is a column; a portal may show one or two of them among its news.
        if reports >= 3 || (reports > 0 && named == 0) || listing.expected.is_some_and(|_| reports > 0) {
            let at = self.add_column(page.request.clone(), String::new(), 0);
            return self.list(page, at);
        }
        for candidate in candidates.iter().filter(deeper).take(MOST_CANDIDATES) {
            let reasons = candidate.reasons.first().cloned().unwrap_or_default();
            self.steps.push(Words::new(
                format!("{} → {}（{}）", page.url, candidate.request.url, reasons.0),
                format!("{} → {} ({})", page.url, candidate.request.url, reasons.1),
            ));
            match candidate.kind {
                CandidateKind::Column => self.begin_column(candidate.request.clone(), &candidate.name, 0),
                CandidateKind::Step => {
                    self.push(candidate.request.clone(), Job::Step { depth: depth + 1 });
                }
            }
        }
        if candidates.is_empty() && depth == 0 {
            for request in column::usual_places(page.url) {
                self.push(request, Job::Step { depth: MOST_STEPS });
            }
        }
    }

    /// The adapter for a page: of the target's family, else the recognised one, else the general one.
    fn family(&self, page: &SitePage<'_>) -> &'static dyn SiteAdapter {
        let named = self.target.family.as_deref().and_then(gongkai_sites::by_name);
        named.unwrap_or_else(|| match choose(recognise(page)) {
            Choice::One(recognised) => recognised.adapter,
            // Of families as likely the first is no choice; the general one reads the links of any list.
            Choice::Tie(_) | Choice::Unknown => gongkai_sites::general(),
        })
    }

    fn begin_column(&mut self, request: FetchRequest, name: &str, depth: u32) {
        if self.columns.len() >= MOST_COLUMNS || depth > DEEPEST || self.asked.contains(&request.key()) {
            return;
        }
        let at = self.add_column(request.clone(), name.to_owned(), depth);
        self.push(request, Job::List { column: at });
        if let Some(state) = self.columns.get_mut(at) {
            state.waiting += 1;
        }
    }

    fn add_column(&mut self, request: FetchRequest, name: String, depth: u32) -> usize {
        let column = Column { name, url: request.url, ..Column::default() };
        self.columns.push(ColumnState { column, adapter: None, depth, seen: HashSet::new(), waiting: 0 });
        self.columns.len() - 1
    }

    /// A page of a list.
    fn list(&mut self, page: &SitePage<'_>, at: usize) {
        let known = self.columns.get(at).and_then(|state| state.adapter);
        let adapter = known.unwrap_or_else(|| self.family(page));
        let listing = adapter.list(page);
        let (years, caps) = (self.target.years.clone(), self.caps);
        let Some(state) = self.columns.get_mut(at) else { return };
        state.adapter = Some(adapter);
        state.column.family = adapter.name().to_owned();
        state.column.is_verified = adapter.is_verified();
        state.column.pages += 1;
        state.column.expected = state.column.expected.max(listing.expected);
        if let Some((zh, en)) = listing.unreachable {
            state.column.unreachable = Some(Words::new(zh, en));
        }
        let new: Vec<ReportLead> =
            listing.leads.into_iter().filter(|lead| state.seen.insert(lead.request.key())).collect();
        let (brought, depth, pages) = (!new.is_empty(), state.depth, state.column.pages);
        state.column.listed += new.len() as u32;
        for lead in new {
            self.lead(lead, at, years.as_ref());
        }
        for column in listing.columns {
            let outside = years.as_ref().is_some_and(|years| {
                gongkai_text::title::years(&column.name).first().is_some_and(|year| !years.contains(year))
            });
            if !outside {
                self.begin_column(column.request, &column.name, depth + 1);
            }
        }
        if !brought && pages > 1 {
            return self.end(at, End::Repeated);
        }
        if pages >= caps.list_pages {
            return self.end(at, End::Cap(format!("{} pages", caps.list_pages)));
        }
        let mut added = 0;
        for request in listing.pages {
            added += u32::from(self.push(request, Job::List { column: at }));
        }
        let Some(state) = self.columns.get_mut(at) else { return };
        state.waiting += added;
        if state.waiting == 0 {
            let end = if state.column.listed == 0 { End::Empty } else { End::LastPage };
            self.end(at, end);
        }
    }

    fn end(&mut self, column: usize, end: End) {
        if let Some(state) = self.columns.get_mut(column) {
            state.column.end.get_or_insert(end);
        }
    }

    /// An entry of a list: a report to fetch, or why not.
    fn lead(&mut self, lead: ReportLead, column: usize, years: Option<&RangeInclusive<i32>>) {
        let year = match judge(&lead.title) {
            Judgement::Report { year, .. } | Judgement::InColumn { year } => year,
            Judgement::No(reason) => {
                if let Some(state) = self.columns.get_mut(column) {
                    let (zh, en) = reason.words();
                    state.column.other.push((lead.title, Words::new(zh, en)));
                }
                return;
            }
        };
        if year.zip(years).is_some_and(|(year, years)| !years.contains(&year)) {
            if let Some(state) = self.columns.get_mut(column) {
                state.column.other_years += 1;
            }
            return;
        }
        if let Some(state) = self.columns.get_mut(column) {
            state.column.reports += 1;
        }
        if self.listed.insert(lead.request.key()) {
            let request = lead.request.clone();
            let at = self.add_item(lead, Some(column));
            self.push(request, Job::Item { item: at, hops: 0 });
        }
    }

    fn add_item(&mut self, lead: ReportLead, column: Option<usize>) -> usize {
        let column = column.and_then(|at| self.columns.get(at)).map(|state| state.column.name.clone());
        self.items.push(Item { lead, column: column.unwrap_or_default(), ..Item::default() });
        self.items.len() - 1
    }

    /// The page of a report: the report itself, a frame around it, files that hold it, or something else.
    fn item(&mut self, page: &SitePage<'_>, reading: &Reading, at: usize, hops: u32) {
        if let Some(other) = self.by_address.insert(page.url.to_owned(), at).filter(|other| *other != at) {
            self.by_address.insert(page.url.to_owned(), other);
            return self.settle(at, ItemState::Duplicate);
        }
        if !reading.reports.is_empty() {
            if let Some(item) = self.items.get_mut(at) {
                item.reports.clone_from(&reading.reports);
            }
            self.settle(at, ItemState::Read);
        }
        if hops == 0 {
            let further = self.family(page).item(page);
            if !further.is_empty() {
                self.settle(at, ItemState::Waiting);
                further.into_iter().for_each(|request| drop(self.push(request, Job::Item { item: at, hops: 1 })));
                return;
            }
            if let Some(address) = &reading.leads_on {
                self.push(FetchRequest::get(address, Purpose::Item).from_page(page.url), Job::Item { item: at, hops: 1 });
                return;
            }
        }
        let files: Vec<&String> = reading.attachments.iter().take(MOST_ATTACHMENTS).collect();
        if files.is_empty() {
            let reason = reading.unread.clone();
            return self.settle(at, ItemState::NoReport(reason.unwrap_or_else(no_report)));
        }
        self.settle(at, ItemState::AttachmentOnly);
        // Pushed to the front one by one, so the last comes first: in reverse they come in order.
        for file in files.into_iter().rev() {
            self.push(FetchRequest::get(file, Purpose::Attachment).from_page(page.url), Job::Attachment { item: at });
        }
    }

    fn attachment(&mut self, reading: &Reading, at: usize) {
        let Some(item) = self.items.get_mut(at) else { return };
        item.attachments += 1;
        if !reading.reports.is_empty() {
            item.reports.extend(reading.reports.iter().cloned());
            item.state = ItemState::Read;
        } else if let Some(reason) = &reading.unread
            && item.state != ItemState::Read
        {
            item.state = ItemState::AttachmentUnread(reason.clone());
        }
    }

    /// Says what an item is, unless it is known to be a report.
    fn settle(&mut self, at: usize, state: ItemState) {
        if let Some(item) = self.items.get_mut(at).filter(|item| item.state != ItemState::Read) {
            item.state = state;
        }
    }

    /// Ends the walk before its time: everything that waits has that reason.
    pub fn stop(&mut self, failure: &Failure) {
        if let Some((request, job)) = self.current.take() {
            self.queue.push_front((request, job));
        }
        while let Some((_, job)) = self.queue.pop_front() {
            match job {
                Job::List { column } => self.end(column, End::Failed(failure.clone())),
                Job::Item { item, .. } | Job::Attachment { item } => self.settle(item, ItemState::Failed(failure.clone())),
                Job::Step { .. } => {}
            }
        }
    }

    /// What came of the walk.
    pub fn outcome(self) -> SiteOutcome {
        SiteOutcome {
            site: self.target.name,
            expected: self.target.expected,
            columns: self.columns.into_iter().map(|state| state.column).collect(),
            items: self.items,
            steps: self.steps,
            failures: self.failures,
        }
    }
}

fn no_report() -> Words {
    Words::new("页面上没有年度报告，也没有附件", "the page holds no annual report and points to no file")
}
