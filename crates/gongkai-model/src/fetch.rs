//! What to ask a site for, and what its lists promise.

use serde::{Deserialize, Serialize};

use crate::Date;

/// A request to a site, described and not yet made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FetchRequest {
    /// Absolute address, without fragment.
    pub url: String,
    /// Body of a POST request; nothing: GET.
    pub body: Option<String>,
    /// Media type of the body.
    pub content_type: Option<String>,
    /// Address of the page that the request follows from, for sites that look at it.
    pub referer: Option<String>,
    /// What it is for.
    pub purpose: Purpose,
}

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To find the column of annual reports: a portal, a site map.
    Portal,
    /// A page of the list of a column.
    List,
    /// The page of one report.
    Item,
    /// A file that a page points to.
    Attachment,
}

impl FetchRequest {
    /// A GET request.
    pub fn get(url: impl Into<String>, purpose: Purpose) -> Self {
        Self { url: url.into(), body: None, content_type: None, referer: None, purpose }
    }

    /// A POST request.
    pub fn post(
        url: impl Into<String>,
        content_type: impl Into<String>,
        body: impl Into<String>,
        purpose: Purpose,
    ) -> Self {
        Self { body: Some(body.into()), content_type: Some(content_type.into()), ..Self::get(url, purpose) }
    }

    /// The same request, following from a page.
    #[must_use]
    pub fn from_page(mut self, page: impl Into<String>) -> Self {
        self.referer = Some(page.into());
        self
    }

    /// What makes two requests the same one: address and body.
    pub fn key(&self) -> String {
        match &self.body {
            Some(body) => format!("POST {} {body}", self.url),
            None => self.url.clone(),
        }
    }
}

/// An entry of a list that may be a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLead {
    /// The request that fetches it.
    pub request: FetchRequest,
    /// Its title in the list, white space removed at the ends.
    pub title: String,
    /// The day that the list gives.
    pub date: Option<Date>,
    /// The unit that the list or the tree around it names, where it names one.
    pub unit: Option<String>,
}

/// A column below a column: of a year, of a sort of units, of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnLead {
    /// The request for its first page.
    pub request: FetchRequest,
    /// Its name.
    pub name: String,
}

/// What a page of a list says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Its entries, in order.
    pub leads: Vec<ReportLead>,
    /// Further pages of the same list that this page tells of, in order.
    pub pages: Vec<FetchRequest>,
    /// Columns below this one.
    pub columns: Vec<ColumnLead>,
    /// How many entries the whole list has, as the site states it.
    pub expected: Option<u32>,
    /// Entries that the list has and this page cannot lead to (filled by a script that is not imitated), and why, in
    /// Chinese and English.
    pub unreachable: Option<(String, String)>,
}
