//! The pages of a report: the report itself, frames around it, files that hold it.

use std::collections::VecDeque;

use gongkai_model::{FetchRequest, Purpose, ReportLead, Words};
use gongkai_plugin::SitePage;

use super::{ItemAt, Job, Reading, Walk};
use crate::failure::Failure;
use crate::outcome::{Item, ItemState};

/// Attachments of an item.
const MOST_ATTACHMENTS: usize = 20;
/// Requests from the page of an item to its text.
const MOST_HOPS: u32 = 4;
/// Text of a shared answer that is kept, in bytes.
const LARGEST_SHARED: usize = 64 * 1024;

impl Walk {
    pub(super) fn add_item(&mut self, lead: ReportLead, column: Option<usize>) -> usize {
        let name = column.and_then(|at| self.columns.get(at)).map(|state| state.column.name.clone());
        let item = Item { lead, column: name.unwrap_or_default(), ..Item::default() };
        self.items.push(ItemAt { item, column, rest: VecDeque::new(), files: Vec::new(), same_as: None });
        self.items.len() - 1
    }

    /// The page of a report: the report itself, a frame around it, files that hold it, or something else.
    pub(super) fn item(&mut self, page: &SitePage<'_>, reading: &Reading, at: usize, hops: u32) {
        if hops == 0 {
            let other = *self.by_address.entry(page.url.to_owned()).or_insert(at);
            if other != at {
                if let Some(item) = self.items.get_mut(at) {
                    item.same_as = Some(other);
                }
                return self.settle(at, ItemState::Duplicate);
            }
        }
        let further = if reading.reports.is_empty() { self.further(page, reading, at, hops) } else { Vec::new() };
        if hops > 0 && !further.is_empty() && page.text.len() <= LARGEST_SHARED && page.request.body.is_none() {
            self.shared.insert(page.request.key(), (page.url.to_owned(), reading.clone()));
        }
        let Some(item) = self.items.get_mut(at) else { return };
        for file in &reading.attachments {
            if item.files.contains(file) {
                continue;
            }
            if item.files.len() < MOST_ATTACHMENTS {
                item.files.push(file.clone());
            } else {
                item.item.files_left_out += 1;
            }
        }
        if !reading.reports.is_empty() {
            item.item.reports.clone_from(&reading.reports);
            item.item.state = ItemState::Read;
            item.item.note(reading);
            item.rest.clear();
            return self.push_files(at, page.url);
        }
        let reason = reading.unread.clone().unwrap_or_else(no_report);
        let is_file = page.request.purpose == Purpose::Attachment;
        item.item.state = if is_file { ItemState::AttachmentUnread(reason) } else { ItemState::NoReport(reason) };
        item.rest = further.into_iter().chain(item.rest.drain(..)).collect();
        if !self.next_alternative(at, hops) {
            self.push_files(at, page.url);
        }
    }

    /// Requests that may bring the text, by the family of the column or by what the page says itself.
    fn further(&self, page: &SitePage<'_>, reading: &Reading, at: usize, hops: u32) -> Vec<FetchRequest> {
        if hops >= MOST_HOPS {
            return Vec::new();
        }
        let column = self.items.get(at).and_then(|item| item.column).and_then(|column| self.columns.get(column));
        let adapter = column.and_then(|state| state.adapter).or_else(|| self.family(page));
        let mut further = adapter.map(|adapter| adapter.item(page)).unwrap_or_default();
        if further.is_empty() && hops == 0 {
            further = self.family(page).map(|adapter| adapter.item(page)).unwrap_or_default();
        }
        let leads_on = reading.leads_on.as_ref().filter(|_| further.is_empty());
        further.extend(leads_on.map(|address| FetchRequest::get(address, Purpose::Item).from_page(page.url)));
        if further.is_empty() && reading.attachments.is_empty() {
            further = gongkai_sites::frames::of_item(page);
            // A frame that stands on every page holds the text of none.
            further.retain(|request| !self.asked.contains(&request.key()));
        }
        further
    }

    /// Asks for the next request that may bring the text. Whether there is one.
    fn next_alternative(&mut self, at: usize, hops: u32) -> bool {
        if hops >= MOST_HOPS {
            return false;
        }
        let Some(request) = self.items.get_mut(at).and_then(|item| item.rest.pop_front()) else { return false };
        if let Some((url, reading)) = self.shared.get(&request.key()).cloned() {
            let page = SitePage { request: &request, url: &url, media_type: None, text: &reading.text };
            self.item(&page, &reading, at, hops + 1);
            return true;
        }
        self.asked.insert(request.key());
        self.queue.push_front((request, Job::Item { item: at, hops: hops + 1 }));
        true
    }

    /// Asks for the files of an item, right behind its page.
    fn push_files(&mut self, at: usize, page: &str) {
        let files = self.items.get_mut(at).map(|item| std::mem::take(&mut item.files)).unwrap_or_default();
        if files.is_empty() {
            return;
        }
        self.settle(at, ItemState::AttachmentOnly);
        // Pushed to the front one by one, so the last comes first: in reverse they come in order.
        for file in files.into_iter().rev() {
            let request = FetchRequest::get(file, Purpose::Attachment).from_page(page);
            if self.asked.insert(request.key()) {
                self.queue.push_front((request, Job::Attachment { item: at }));
            }
        }
    }

    pub(super) fn item_failed(&mut self, at: usize, hops: u32, failure: &Failure) {
        self.settle(at, ItemState::Failed(failure.clone()));
        if !self.next_alternative(at, hops) {
            let page = self.items.get(at).map(|item| item.item.lead.request.url.clone()).unwrap_or_default();
            self.push_files(at, &page);
        }
    }

    pub(super) fn attachment(&mut self, reading: &Reading, at: usize) {
        let Some(ItemAt { item, .. }) = self.items.get_mut(at) else { return };
        item.attachments += 1;
        if !reading.reports.is_empty() {
            let known: Vec<_> = item.reports.clone();
            // Files repeat what the page says, as a rule.
            item.reports.extend(reading.reports.iter().filter(|report| !known.contains(report)).cloned());
            item.state = ItemState::Read;
            item.note(reading);
        } else if let Some(reason) = &reading.unread {
            self.settle(at, ItemState::AttachmentUnread(reason.clone()));
        }
    }

    /// Says what an item is, unless it is known to be a report.
    pub(super) fn settle(&mut self, at: usize, state: ItemState) {
        if let Some(ItemAt { item, .. }) = self.items.get_mut(at).filter(|at| at.item.state != ItemState::Read) {
            item.state = state;
        }
    }
}

fn no_report() -> Words {
    Words::new("页面上没有年度报告，也没有附件", "the page holds no annual report and points to no file")
}
