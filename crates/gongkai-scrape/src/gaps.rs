//! What keeps the result of a site from being complete, or puts it in doubt: each with a name that stays.

mod column;

use std::collections::{BTreeMap, BTreeSet};

use gongkai_model::{Date, Words};
use gongkai_sites::leads;
use serde::Serialize;

use crate::outcome::{End, Item, ItemState, SiteOutcome};

/// Characters of prose that a report has, tables apart. What has fewer is a piece of one.
const LEAST_LENGTH: usize = 200;

/// Something that is missing or cannot be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Stable name of the sort.
    pub id: &'static str,
    /// What it is about: an address, a unit, a state. With the name it is the same one in the next run.
    pub about: String,
    /// For people.
    pub words: Words,
}

impl Gap {
    /// A gap.
    pub fn new(id: &'static str, about: impl Into<String>, words: Words) -> Self {
        Self { id, about: about.into(), words }
    }
}

/// Unit and year, and the states of its entries: stable name, name for people.
pub type Coverage = BTreeMap<(String, Option<i32>), BTreeMap<&'static str, Words>>;

impl SiteOutcome {
    /// Unit × year × states, in order of units.
    pub fn coverage(&self) -> Coverage {
        let mut table = Coverage::new();
        for item in self.items.iter().filter(|item| item.state != ItemState::Duplicate) {
            let told = || item.named_unit().unwrap_or_else(|| item.lead.title.clone());
            let listed = leads::year(&item.lead).map(|(year, _)| year);
            let mut keys: Vec<(String, Option<i32>)> = item
                .reports
                .iter()
                .map(|(organ, year)| (organ.clone().unwrap_or_else(told), year.or(listed)))
                .collect();
            if keys.is_empty() {
                keys.push((told(), listed));
            }
            for key in keys {
                table.entry(key).or_default().insert(item.state.name(), item.state.label());
            }
        }
        table
    }

    /// What is missing or in doubt. Empty: everything that the site lists was had, and nothing speaks against it.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        if self.columns.is_empty() && self.items.is_empty() {
            gaps.push(self.nothing());
        }
        gaps.extend(self.columns.iter().filter_map(column::gap));
        gaps.extend(self.entries_without_report());
        gaps.extend(self.files_left_out());
        // Whoever wants a few reports only knows that others are missing.
        if !self.columns.iter().any(|column| column.end == Some(End::Enough)) {
            gaps.extend(self.counts());
            gaps.extend(self.absent_years());
        }
        gaps.extend(self.same_bytes());
        gaps.extend(self.items.iter().filter_map(short));
        gaps.extend(self.items.iter().filter_map(|item| in_future(item, self.target.today?)));
        gaps
    }

    /// No column and no entry: it was not found, or the site could not be had, which says nothing of its reports.
    fn nothing(&self) -> Gap {
        match self.failures.first().filter(|_| !self.has_arrived) {
            Some((_, failure)) => {
                let words = Words::new(
                    format!("网站取不到（{}），不能判断有没有年报", failure.label()),
                    format!("the site could not be had ({}): whether there are reports is not known", failure.name()),
                );
                Gap::new("site_not_assessable", failure.name(), words)
            }
            None => {
                let words = Words::new("没有找到政府信息公开年报的栏目", "the column of annual reports was not found");
                Gap::new("column_not_found", "", words)
            }
        }
    }

    fn entries_without_report(&self) -> Vec<Gap> {
        let mut states: BTreeMap<&'static str, (usize, Words)> = BTreeMap::new();
        for item in &self.items {
            if !matches!(item.state, ItemState::Read | ItemState::Duplicate | ItemState::NotAsked) {
                states.entry(item.state.name()).or_insert((0, item.state.label())).0 += 1;
            }
        }
        let gap = |(state, (count, label)): (&'static str, (usize, Words))| {
            let words = Words::new(
                format!("{count} 个条目没有读到报告：{}", label.zh),
                format!("{count} entries without a report read: {}", label.en),
            );
            Gap::new("entries_without_report", state, words)
        };
        states.into_iter().map(gap).collect()
    }

    fn files_left_out(&self) -> Vec<Gap> {
        let many = self.items.iter().filter(|item| item.files_left_out > 0);
        let gap = |item: &Item| {
            let (title, count) = (item.lead.title.as_str(), item.files_left_out);
            let words = Words::new(
                format!("“{title}”附件过多，{count} 个没有取"),
                format!("{title}: too many files, {count} of them were not fetched"),
            );
            Gap::new("files_left_out", item.lead.request.url.as_str(), words)
        };
        many.map(gap).collect()
    }

    /// Reports and units against what somebody knows.
    fn counts(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let reports = self.reports();
        if let Some(expected) = self.target.expected.filter(|expected| reports < *expected as usize) {
            let words = Words::new(
                format!("应有 {expected} 份报告，读到 {reports} 份"),
                format!("{expected} reports expected, {reports} read"),
            );
            gaps.push(Gap::new("fewer_than_expected", "", words));
        }
        let coverage = self.coverage();
        let read = coverage.iter().filter(|(_, states)| states.contains_key(ItemState::Read.name()));
        let units = read.map(|((unit, _), _)| unit).collect::<BTreeSet<_>>().len();
        match self.target.units {
            Some((least, _)) if units < least as usize => {
                let words = Words::new(
                    format!("至少应有 {least} 个单位的报告，读到 {units} 个单位的"),
                    format!("reports of {least} units expected at least, of {units} read"),
                );
                gaps.push(Gap::new("too_few_units", "", words));
            }
            Some((_, most)) if units > most as usize => {
                let words = Words::new(
                    format!("至多应有 {most} 个单位的报告，读到 {units} 个单位的：可能混入了别的栏目"),
                    format!("reports of {most} units expected at most, of {units} read: of another column, perhaps"),
                );
                gaps.push(Gap::new("too_many_units", "", words));
            }
            _ => {}
        }
        gaps
    }

    /// Years without any word of a report: of those asked for, else between the first and the last of the unit.
    fn absent_years(&self) -> Vec<Gap> {
        let mut units: BTreeMap<String, BTreeSet<i32>> = BTreeMap::new();
        for ((unit, year), _) in self.coverage() {
            units.entry(unit).or_default().extend(year);
        }
        let gap = |(unit, have): (String, BTreeSet<i32>)| {
            let (first, last) = (*have.first()?, *have.last()?);
            let years = self.target.years.clone().unwrap_or(first..=last);
            let absent: Vec<String> = years
                .filter(|year| !have.contains(year) && self.target.today.is_none_or(|today| is_due(*year, today)))
                .map(|year| year.to_string())
                .collect();
            let words = Words::new(
                format!("{unit} 缺 {} 年度", absent.join("、")),
                format!("{unit}: nothing for {}", absent.join(", ")),
            );
            (!absent.is_empty()).then(|| Gap::new("year_absent", unit, words))
        };
        units.into_iter().filter_map(gap).collect()
    }

    /// The same bytes as the reports of two units: one of them is not that unit's.
    fn same_bytes(&self) -> Vec<Gap> {
        let mut by_digest: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for item in &self.items {
            for digest in &item.digests {
                by_digest.entry(digest).or_default().extend(item.named_unit());
            }
        }
        let gap = |(digest, units): (&str, BTreeSet<String>)| {
            // A unit with and without the name of its county in front is one.
            let short = |unit: &String| !units.iter().any(|other| other != unit && other.ends_with(unit.as_str()));
            let units: Vec<&str> = units.iter().filter(|unit| short(unit)).map(String::as_str).collect();
            let words = Words::new(
                format!("同一份文件列在几个单位名下：{}", units.join("、")),
                format!("the same file stands under several units: {}", units.join(", ")),
            );
            (units.len() > 1).then(|| Gap::new("same_bytes", digest, words))
        };
        by_digest.into_iter().filter_map(gap).collect()
    }
}

/// Whether the report of a year has to be published by a day: governments have until the end of March.
fn is_due(year: i32, today: Date) -> bool {
    (today.year, today.month) >= (year.saturating_add(1), 4)
}

/// A report that is a piece of one.
fn short(item: &Item) -> Option<Gap> {
    let length = item.length.filter(|length| item.state == ItemState::Read && *length < LEAST_LENGTH)?;
    let title = &item.lead.title;
    let words = Words::new(
        format!("“{title}”正文只有 {length} 字，不像完整的报告"),
        format!("{title}: {length} characters of text, hardly a whole report"),
    );
    Some(Gap::new("body_short", item.lead.request.url.as_str(), words))
}

/// A report that was published on a day to come.
fn in_future(item: &Item, today: Date) -> Option<Gap> {
    let day = item.lead.date.max(item.published).filter(|day| *day > today)?;
    let title = &item.lead.title;
    let words =
        Words::new(format!("“{title}”的日期 {day} 在将来"), format!("{title}: its day, {day}, is still to come"));
    Some(Gap::new("date_in_future", item.lead.request.url.as_str(), words))
}

#[cfg(test)]
mod tests;
