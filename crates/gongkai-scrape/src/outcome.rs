//! What came of a site: columns with the reason why each ended, items with their state, and what to try.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_model::{ListFault, ReportLead, Words};
use gongkai_sites::leads::{self, Judgement};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// What came of a site.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SiteOutcome {
    /// Name of the site, or its address.
    pub site: String,
    /// How many reports it should have, where somebody knows.
    pub expected: Option<u32>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// What its columns listed.
    pub items: Vec<Item>,
    /// How the columns were found.
    pub steps: Vec<Words>,
    /// Every request that brought nothing.
    pub failures: Vec<(String, Failure)>,
}

/// A column of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name, where a link named it.
    pub name: String,
    /// Address of its first page.
    pub url: String,
    /// Family that read it.
    pub family: String,
    /// Whether the family was written against a saved real page.
    pub is_verified: bool,
    /// Pages read.
    pub pages: u32,
    /// Entries that the site says it has.
    pub expected: Option<u32>,
    /// Entries listed.
    pub listed: u32,
    /// Entries that are annual reports by their titles.
    pub reports: u32,
    /// Reports of years that were not asked for.
    pub other_years: u32,
    /// Columns below it.
    pub below: u32,
    /// Entries listed by columns below it.
    pub listed_below: u32,
    /// Columns below it that were left out for their years.
    pub left_out: u32,
    /// Entries that are none, and why.
    pub other: Vec<(String, Words)>,
    /// Entries that it has and that no page leads to, and why.
    pub unreachable: Option<Words>,
    /// Why it ended.
    pub end: Option<End>,
}

/// Why a column ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// Its last page was read.
    LastPage,
    /// A page brought no new entry.
    Repeated,
    /// It listed nothing: moved, empty, or not understood.
    Empty,
    /// It is no list, as the page or the interface of the site says itself.
    Fault(ListFault),
    /// A page lists nothing but entries of something else.
    OtherColumn,
    /// As many reports as were asked for were found.
    Enough,
    /// A cap was reached.
    Cap(String),
    /// A page could not be had.
    Failed(Failure),
}

impl End {
    /// Stable name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::LastPage => "last_page",
            Self::Repeated => "page_repeated",
            Self::Empty => "empty",
            Self::Fault(ListFault::NotFound) => "soft_404",
            Self::Fault(ListFault::Refused) => "interface_refused",
            Self::Fault(ListFault::Unreadable) => "answer_unreadable",
            Self::OtherColumn => "other_column",
            Self::Enough => "enough",
            Self::Cap(_) => "cap_reached",
            Self::Failed(failure) => failure.name(),
        }
    }

    /// For people.
    pub fn words(&self) -> Words {
        match self {
            Self::LastPage => Words::new("读到末页", "the last page was read"),
            Self::Repeated => Words::new("翻页没有新条目", "a page brought no new entry"),
            Self::Empty => Words::new(
                "没有列出任何条目：栏目已迁移、为空，或未能识别",
                "it listed nothing: moved, empty, or not understood",
            ),
            Self::Fault(fault) => {
                let (zh, en) = fault.words();
                Words::new(zh, en)
            }
            Self::OtherColumn => Words::new("翻页到了另一个栏目", "a page is that of another column"),
            Self::Enough => Words::new("已读够所要的份数", "as many reports as were asked for"),
            Self::Cap(cap) => Words::new(format!("达到上限：{cap}"), format!("a cap was reached: {cap}")),
            Self::Failed(failure) => failure.words(),
        }
    }
}

/// An entry of a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Item {
    /// The entry.
    pub lead: ReportLead,
    /// Name of its column.
    pub column: String,
    /// What became of it.
    pub state: ItemState,
    /// Reports in it: organ and year.
    pub reports: Vec<(Option<String>, Option<i32>)>,
    /// Files fetched.
    pub attachments: u32,
}

impl Default for Item {
    fn default() -> Self {
        let request = gongkai_model::FetchRequest::get("", gongkai_model::Purpose::Item);
        Self {
            lead: ReportLead { request, title: String::new(), date: None, unit: None },
            column: String::new(),
            state: ItemState::Waiting,
            reports: Vec::new(),
            attachments: 0,
        }
    }
}

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// Not asked for yet.
    Waiting,
    /// A report was read.
    Read,
    /// Its page holds files only, and they are on the way or kept.
    AttachmentOnly,
    /// Its files are kept, and no importer reads them.
    AttachmentUnread(Words),
    /// It leads to the same page as another entry.
    Duplicate,
    /// Its page holds no report.
    NoReport(Words),
    /// Enough was found before its turn came.
    NotAsked,
    /// It could not be had.
    Failed(Failure),
}

impl ItemState {
    /// Stable name: the status in tables of coverage.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Read => "read",
            Self::AttachmentOnly => "attachment_only",
            Self::AttachmentUnread(_) => "attachment_unread",
            Self::Duplicate => "duplicate",
            Self::NoReport(_) => "no_report",
            Self::NotAsked => "not_asked",
            Self::Failed(failure) => failure.name(),
        }
    }
}

impl SiteOutcome {
    /// Reports read.
    pub fn reports(&self) -> usize {
        self.items.iter().map(|item| item.reports.len()).sum()
    }

    /// Unit × year × status, in order of units.
    pub fn coverage(&self) -> BTreeMap<(String, Option<i32>), BTreeSet<&'static str>> {
        let mut table: BTreeMap<(String, Option<i32>), BTreeSet<&'static str>> = BTreeMap::new();
        for item in self.items.iter().filter(|item| item.state != ItemState::Duplicate) {
            let told = || (item.told_unit(), leads::year(&item.lead).map(|(year, _)| year));
            let keys: Vec<(String, Option<i32>)> = if item.reports.is_empty() {
                vec![told()]
            } else {
                let of =
                    |(organ, year): &(Option<String>, Option<i32>)| (organ.clone().unwrap_or_else(|| told().0), *year);
                item.reports.iter().map(of).collect()
            };
            for key in keys {
                table.entry(key).or_default().insert(item.state.name());
            }
        }
        table
    }

    /// What keeps the result from being complete, for people. Empty: everything that the site lists was had.
    pub fn gaps(&self) -> Vec<Words> {
        let mut gaps = Vec::new();
        if self.columns.is_empty() && self.items.is_empty() {
            gaps.push(Words::new("没有找到政府信息公开年报的栏目", "the column of annual reports was not found"));
        }
        for column in &self.columns {
            gaps.extend(column.gap());
        }
        let mut states: BTreeMap<&'static str, usize> = BTreeMap::new();
        for item in &self.items {
            if !matches!(item.state, ItemState::Read | ItemState::Duplicate | ItemState::NotAsked) {
                *states.entry(item.state.name()).or_default() += 1;
            }
        }
        for (state, count) in states {
            gaps.push(Words::new(
                format!("{count} 个条目没有读到报告：{state}"),
                format!("{count} entries without a report read: {state}"),
            ));
        }
        let enough = self.columns.iter().any(|column| column.end == Some(End::Enough));
        if let Some(expected) = self.expected.filter(|expected| !enough && self.reports() < *expected as usize) {
            gaps.push(Words::new(
                format!("应有 {expected} 份报告，读到 {} 份", self.reports()),
                format!("{expected} reports expected, {} read", self.reports()),
            ));
        }
        gaps
    }
}

impl Item {
    /// The unit that the list names for it: in the entry, in its title; else the title itself.
    fn told_unit(&self) -> String {
        let titled = match leads::judge_lead(&self.lead) {
            Judgement::Report { agency, .. } if !agency.is_empty() => Some(agency),
            _ => None,
        };
        self.lead.unit.clone().or(titled).unwrap_or_else(|| self.lead.title.clone())
    }
}

impl Column {
    /// What is missing of a column; nothing: it was read to its end and has what it says.
    fn gap(&self) -> Option<Words> {
        let name = if self.name.is_empty() { &self.url } else { &self.name };
        if self.end == Some(End::Enough) {
            return None;
        }
        let listed = self.listed.saturating_add(self.listed_below);
        // Of years that were left out nobody knows how many entries they have.
        if let Some(expected) = self.expected.filter(|expected| self.left_out == 0 && listed < *expected) {
            let why = self.unreachable.clone().unwrap_or_else(|| self.end.as_ref().map(End::words).unwrap_or_default());
            return Some(Words::new(
                format!("栏目“{name}”注明 {expected} 条，列出 {listed} 条：{}", why.zh),
                format!("the column {name} states {expected} entries and listed {listed}: {}", why.en),
            ));
        }
        match &self.end {
            Some(End::LastPage | End::Repeated) => None,
            Some(end) => {
                let words = end.words();
                Some(Words::new(format!("栏目“{name}”：{}", words.zh), format!("the column {name}: {}", words.en)))
            }
            None => {
                Some(Words::new(format!("栏目“{name}”没有读完"), format!("the column {name} was not read to its end")))
            }
        }
    }
}
