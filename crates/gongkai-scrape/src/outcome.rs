//! What came of a site: columns with the reason why each ended, items with their state, and what to try.

use gongkai_model::{Date, ListFault, ReportLead, Words};
use gongkai_sites::leads::{self, Judgement};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::walk::{Reading, Target};

/// What came of a site.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SiteOutcome {
    /// Name of the site, or its address.
    pub site: String,
    /// What was asked for.
    pub target: Target,
    /// Its columns.
    pub columns: Vec<Column>,
    /// What its columns listed.
    pub items: Vec<Item>,
    /// How the columns were found.
    pub steps: Vec<Words>,
    /// Whether the site gave any page.
    pub has_arrived: bool,
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
    /// Columns below it that were not followed: too deep, or too many.
    pub not_followed: u32,
    /// Entries that are none, and why: their titles, in order.
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
    /// The site tells of no further page, and what was tried as one was none of this column.
    NoRightGuess,
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
            Self::NoRightGuess => "no_right_guess",
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
            Self::NoRightGuess => Words::new(
                "网站没有注明后续页，按常见写法试取的都不是这个栏目的",
                "the site tells of no further page, and none that was tried is of this column",
            ),
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
    /// Files that its page points to beyond those that are fetched.
    pub files_left_out: u32,
    /// What the bytes are in which a report was read.
    pub digests: Vec<String>,
    /// Characters of the longest report in it, where they were counted.
    pub length: Option<usize>,
    /// The latest day that a report in it says it was published on.
    pub published: Option<Date>,
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
            files_left_out: 0,
            digests: Vec::new(),
            length: None,
            published: None,
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

    /// The name for people.
    pub fn label(&self) -> Words {
        let zh = match self {
            Self::Waiting => "待取",
            Self::Read => "已读",
            Self::AttachmentOnly => "只有附件",
            Self::AttachmentUnread(_) => "附件读不了",
            Self::Duplicate => "重复",
            Self::NoReport(_) => "页面无报告",
            Self::NotAsked => "未取",
            Self::Failed(failure) => failure.label(),
        };
        Words::new(zh, self.name())
    }
}

impl SiteOutcome {
    /// Reports read.
    pub fn reports(&self) -> usize {
        self.items.iter().map(|item| item.reports.len()).sum()
    }
}

impl Item {
    /// Notes what is known of bytes in which a report was read.
    pub(crate) fn note(&mut self, reading: &Reading) {
        self.digests.extend(reading.digest.clone());
        self.length = self.length.max(reading.length);
        self.published = self.published.max(reading.published);
    }

    /// The unit that the list names for it: in the entry, in its title.
    pub fn named_unit(&self) -> Option<String> {
        let titled = match leads::judge_lead(&self.lead) {
            Judgement::Report { agency, .. } if !agency.is_empty() => Some(agency),
            _ => None,
        };
        self.lead.unit.clone().or(titled)
    }
}
