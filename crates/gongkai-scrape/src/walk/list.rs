//! The pages of a column, and how it ends.

use std::collections::{HashSet, VecDeque};
use std::ops::RangeInclusive;

use gongkai_model::{FetchRequest, Guess, Listing, ReportLead, Words};
use gongkai_plugin::SitePage;
use gongkai_sites::column;
use gongkai_sites::leads::{Judgement, judge_lead};

use super::{ColumnState, Job, Reading, Walk};
use crate::failure::Failure;
use crate::outcome::{Column, End};

/// Columns below columns.
const DEEPEST: u32 = 4;
/// Pages in a row without a new entry, and the list repeats itself.
const MOST_BARREN: u32 = 2;
/// Columns of a site.
const MOST_COLUMNS: usize = 2_000;

impl Walk {
    pub(super) fn begin_column(&mut self, request: FetchRequest, name: &str, above: Option<usize>, depth: u32) {
        if self.asked.contains(&request.key()) {
            return;
        }
        if self.columns.len() >= MOST_COLUMNS || depth > DEEPEST {
            if let Some(state) = above.and_then(|above| self.columns.get_mut(above)) {
                state.column.not_followed += 1;
            }
            return;
        }
        let at = self.add_column(request.clone(), name.to_owned(), depth);
        if let Some(state) = self.columns.get_mut(at) {
            state.above = above;
        }
        self.push_page(request, Job::List { column: at }, at);
    }

    pub(super) fn add_column(&mut self, request: FetchRequest, name: String, depth: u32) -> usize {
        let column = Column { name, url: request.url, ..Column::default() };
        self.columns.push(ColumnState {
            column,
            adapter: None,
            above: None,
            depth,
            seen: HashSet::new(),
            first: Vec::new(),
            guesses: VecDeque::new(),
            has_wrong_guess: false,
            waiting: 0,
            barren: 0,
            failure: None,
        });
        self.columns.len() - 1
    }

    fn push_page(&mut self, request: FetchRequest, job: Job, column: usize) -> bool {
        let is_new = self.push(request, job);
        if let Some(state) = self.columns.get_mut(column).filter(|_| is_new) {
            state.waiting += 1;
        }
        is_new
    }

    /// A page of a list.
    pub(super) fn list(&mut self, page: &SitePage<'_>, reading: &Reading, at: usize) {
        let Some(listing) = self.listing(page, at) else { return };
        let moved = reading.leads_on.as_ref().filter(|_| listing.leads.is_empty() && listing.pages.is_empty());
        if let Some(address) = moved {
            let request = FetchRequest::get(address, page.request.purpose).from_page(page.url);
            self.push_page(request, Job::List { column: at }, at);
            return self.go_on(at);
        }
        let numbered = self.columns.get(at).is_some_and(|state| is_beside(page.request, &state.column.url));
        self.listed(listing, at, numbered);
    }

    /// What may be a further page of a list.
    pub(super) fn guessed(&mut self, page: &SitePage<'_>, at: usize, guess: &Guess) {
        let Some(listing) = self.listing(page, at) else { return };
        let is_new = |lead: &ReportLead, state: &ColumnState| !state.seen.contains(&lead.request.key());
        let brings = self.columns.get(at).is_some_and(|state| listing.leads.iter().any(|lead| is_new(lead, state)));
        // The first window of an interface may hold what the page of the column shows, and lead to the others.
        let leads_on = listing.pages.iter().any(|request| !self.asked.contains(&request.key()));
        if guess.is_right(&listing) && (brings || leads_on) {
            if let Some(state) = self.columns.get_mut(at) {
                state.guesses.clear();
            }
            return self.listed(listing, at, true);
        }
        self.wrong_guess(at);
    }

    /// A guess was none of the pages of a column: the next one is tried.
    pub(super) fn wrong_guess(&mut self, at: usize) {
        if let Some(state) = self.columns.get_mut(at) {
            state.has_wrong_guess = true;
        }
        self.go_on(at);
    }

    /// Reads a page with the adapter of its column; the first page decides which that is.
    fn listing(&mut self, page: &SitePage<'_>, at: usize) -> Option<Listing> {
        let known = self.columns.get(at).and_then(|state| state.adapter);
        let adapter = known.or_else(|| self.family(page))?;
        let state = self.columns.get_mut(at)?;
        state.adapter = Some(adapter);
        state.column.family = adapter.name().to_owned();
        state.column.is_verified = adapter.is_verified();
        Some(adapter.list(page))
    }

    /// What a page lists. A page beside that of the column (`is_numbered`) may be one of another column: sites answer numbers
    /// that they do not have. An interface answers for the column that it was asked for.
    fn listed(&mut self, listing: Listing, at: usize, is_numbered: bool) {
        let years = self.target.years.clone();
        let Some(state) = self.columns.get_mut(at) else { return };
        state.column.pages += 1;
        if let Some(fault) = listing.fault {
            return self.end(at, End::Fault(fault));
        }
        state.column.expected = state.column.expected.max(listing.expected);
        if let Some((zh, en)) = listing.unreachable {
            state.column.unreachable = Some(Words::new(zh, en));
        }
        if state.first.is_empty() {
            state.first.clone_from(&listing.leads);
        }
        let reports = listing.leads.iter().any(|lead| judge_lead(lead).is_report());
        if is_numbered && !listing.leads.is_empty() && !reports && !column::is_same(&state.first, &listing.leads) {
            return self.end(at, End::OtherColumn);
        }
        let new: Vec<ReportLead> =
            listing.leads.into_iter().filter(|lead| state.seen.insert(lead.request.key())).collect();
        let (brought, depth, had) = (!new.is_empty(), state.depth, state.column.listed);
        state.column.listed += u32::try_from(new.len()).unwrap_or(u32::MAX);
        for lead in new {
            self.lead(lead, at, years.as_ref());
        }
        for column in listing.columns {
            let year = gongkai_text::title::years(&column.name).first().copied();
            let is_wanted = year.zip(years.as_ref()).is_none_or(|(year, years)| years.contains(&year));
            if let Some(state) = self.columns.get_mut(at) {
                state.column.below += u32::from(is_wanted);
                state.column.left_out += u32::from(!is_wanted);
            }
            if is_wanted {
                self.begin_column(column.request, &column.name, Some(at), depth + 1);
            }
        }
        let Some(state) = self.columns.get_mut(at) else { return };
        state.barren = if brought || had == 0 { 0 } else { state.barren + 1 };
        let is_barren = state.barren > 0;
        if state.barren >= MOST_BARREN {
            return self.end(at, End::Repeated);
        }
        for request in listing.pages {
            self.push_page(request, Job::List { column: at }, at);
        }
        let Some(state) = self.columns.get_mut(at) else { return };
        // Bars lead to the first page under another name, too (`index.html`): the pages that wait are still asked for.
        if is_barren && state.waiting == 0 {
            return self.end(at, End::Repeated);
        }
        if state.waiting == 0 {
            state.guesses = listing.guesses.into();
        }
        if state.column.pages >= self.caps.list_pages && (state.waiting > 0 || !state.guesses.is_empty()) {
            return self.end(at, End::Cap(format!("{} pages", self.caps.list_pages)));
        }
        self.go_on(at);
    }

    /// Tries the next guess, or ends a column for which nothing waits.
    pub(super) fn go_on(&mut self, at: usize) {
        while let Some(state) = self.columns.get_mut(at).filter(|state| state.waiting == 0) {
            if let Some(guess) = state.guesses.pop_front() {
                let request = guess.request.clone();
                self.push_page(request, Job::Guess { column: at, guess }, at);
                continue;
            }
            let end = match &state.failure {
                Some(failure) => End::Failed(failure.clone()),
                None if state.column.listed > 0 && state.has_wrong_guess => End::NoRightGuess,
                None if state.column.listed > 0 || state.column.below > 0 => End::LastPage,
                None => End::Empty,
            };
            return self.end(at, end);
        }
    }

    /// A page of a list could not be had; its other pages still can.
    pub(super) fn list_failed(&mut self, at: usize, failure: &Failure) {
        if let Some(state) = self.columns.get_mut(at) {
            state.failure.get_or_insert_with(|| failure.clone());
        }
        self.go_on(at);
    }

    pub(super) fn end(&mut self, column: usize, end: End) {
        if let Some(state) = self.columns.get_mut(column) {
            state.column.end.get_or_insert(end);
        }
    }

    /// An entry of a list: a report to fetch, or why not.
    fn lead(&mut self, lead: ReportLead, column: usize, years: Option<&RangeInclusive<i32>>) {
        let judgement = judge_lead(&lead);
        let Some(state) = self.columns.get_mut(column) else { return };
        let year = match judgement {
            Judgement::Report { year, .. } | Judgement::InColumn { year } => year,
            Judgement::No(reason) => {
                let (zh, en) = reason.words();
                state.column.other.push((lead.title, Words::new(zh, en)));
                return;
            }
        };
        if year.zip(years).is_some_and(|(year, years)| !years.contains(&year)) {
            state.column.other_years += 1;
            return;
        }
        state.column.reports += 1;
        if self.listed.insert(lead.request.key()) {
            let request = lead.request.clone();
            let at = self.add_item(lead, Some(column));
            // The page may have been a step before; then it was no report, and is looked at again.
            self.asked.insert(request.key());
            self.queue.push_back((request, Job::Item { item: at, hops: 0 }));
        }
    }
}

/// Whether a page is a file in the folder of its column.
fn is_beside(request: &FetchRequest, column: &str) -> bool {
    let folder = |url: &str| -> Option<String> {
        let path = url.split(['?', '#']).next()?;
        path.rsplit_once('/').map(|(folder, _)| folder.to_owned())
    };
    request.body.is_none() && folder(&request.url) == folder(column)
}
