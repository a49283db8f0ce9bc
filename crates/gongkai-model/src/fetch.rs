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

/// A request that may be the right one, where a page does not say which is.
///
/// Guesses of one list are tried in order, and only the first that [`Guess::is_right`] is followed. That one is refused, is
/// not there or lists nothing says nothing about the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// The request.
    pub request: FetchRequest,
    /// How the addresses of entries begin if the answer is of the same list; nothing: any entry will do.
    pub prefix: Option<String>,
}

impl Guess {
    /// Whether what the answer lists belongs to the list that the guess was made for: with a `prefix` some entry has it.
    pub fn is_right(&self, answer: &Listing) -> bool {
        let has_prefix =
            |lead: &ReportLead| self.prefix.as_deref().is_none_or(|prefix| lead.request.url.starts_with(prefix));
        answer.fault.is_none() && answer.leads.iter().any(has_prefix)
    }
}

/// Why a page is not the list that it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListFault {
    /// It says that there is no such page, whatever its status.
    NotFound,
    /// The interface of the site answered that it refuses or failed.
    Refused,
    /// It is not in the form that the family answers in.
    Unreadable,
}

impl ListFault {
    /// For people, in Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("网页称该页面不存在", "the page says that it does not exist"),
            Self::Refused => ("网站接口返回错误", "the interface of the site answered with an error"),
            Self::Unreadable => ("返回内容不是该类网站的格式", "the answer is not in the form of this family of sites"),
        }
    }
}

/// An entry of a list that may be a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLead {
    /// The request that fetches it.
    pub request: FetchRequest,
    /// Its title in the list, white space removed at the ends and one blank within.
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
    /// Further pages that the list may have, by the habits of its family; see [`Guess`].
    pub guesses: Vec<Guess>,
    /// Columns below this one.
    pub columns: Vec<ColumnLead>,
    /// How many entries the whole list has, as the site states it.
    pub expected: Option<u32>,
    /// Why this is no list, where it says so itself.
    pub fault: Option<ListFault>,
    /// Entries that the list has and this page cannot lead to (filled by a script that is not imitated), and why, in
    /// Chinese and English.
    pub unreachable: Option<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(urls: &[&str]) -> Listing {
        let lead = |url: &&str| ReportLead {
            request: FetchRequest::get(*url, Purpose::Item),
            title: String::new(),
            date: None,
            unit: None,
        };
        Listing { leads: urls.iter().map(lead).collect(), ..Listing::default() }
    }

    #[test]
    fn guesses_are_right_if_an_entry_has_the_prefix() {
        let request = FetchRequest::get("https://a.gov.cn/gk/nb/index_1.html", Purpose::List);
        let guess = Guess { request: request.clone(), prefix: Some("https://a.gov.cn/gk/nb/".into()) };
        assert!(guess.is_right(&listing(&["https://a.gov.cn/x/1.html", "https://a.gov.cn/gk/nb/2.html"])));
        assert!(!guess.is_right(&listing(&["https://a.gov.cn/gk/nbx/2.html"])));
        assert!(!guess.is_right(&listing(&[])));
        let any = Guess { request, prefix: None };
        assert!(any.is_right(&listing(&["https://a.gov.cn/x/1.html"])));
        assert!(
            !any.is_right(&Listing { fault: Some(ListFault::NotFound), ..listing(&["https://a.gov.cn/x/1.html"]) })
        );
    }
}
