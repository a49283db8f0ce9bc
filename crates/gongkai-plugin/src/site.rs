//! The seam for sites: what an adapter for a family of web sites is.

use gongkai_model::{FetchRequest, Listing};

/// A page as it was fetched.
#[derive(Debug, Clone, Copy)]
pub struct SitePage<'a> {
    /// The request that fetched it.
    pub request: &'a FetchRequest,
    /// Its address after redirects: links are relative to it.
    pub url: &'a str,
    /// Media type, as declared.
    pub media_type: Option<&'a str>,
    /// Its text, decoded.
    pub text: &'a str,
}

/// What speaks for a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The mark, as it is found in a page.
    pub what: &'static str,
    /// How much it says, 1 to 100: 100 is a mark that no other family has.
    pub weight: u8,
}

/// Reads the pages of one family of sites: the same content management system, the same way to list.
///
/// An adapter is a pure function from a page to what follows from it. The driver owns order, pace, retries, redirects,
/// duplicates and the end. What an adapter has to know again when an answer comes (which column, how many entries a page) it
/// puts into the request: the page of the column is the `referer` of every request that follows from it, and addresses of the
/// answer are relative to the page that asked. Answers of interfaces (JSON, XML, scripts) are pages like any other: the driver
/// gives them to the function that asked for them, `list` or `item`, by the purpose of the request. Promises:
/// * no function panics, whatever the page; each takes time in proportion to the page;
/// * requests have absolute addresses of `http` or `https`; where they lead is for the driver to allow;
/// * `list` gives the same for the same page, its leads in the order of the page, none twice, nor a request twice;
/// * what the site states about the number of its entries is in [`Listing::expected`].
pub trait SiteAdapter: Send + Sync {
    /// Short name, lower case (`hanweb-jpage`).
    fn name(&self) -> &'static str;

    /// One line for people, Chinese and English.
    fn summary(&self) -> (&'static str, &'static str);

    /// Whether it was written against a saved page of a real site. One that was not says so to users.
    fn is_verified(&self) -> bool;

    /// The marks of the family that a page carries.
    fn marks(&self, page: &SitePage<'_>) -> Vec<Mark>;

    /// Reads a page of a list.
    fn list(&self, page: &SitePage<'_>) -> Listing;

    /// Requests that bring the text of an item whose page is only a frame for it, in the order to try: the first whose answer
    /// holds text is enough. An answer that leads on (a script with the settings of the site) is given to `item` again.
    fn item(&self, page: &SitePage<'_>) -> Vec<FetchRequest> {
        let _ = page;
        Vec::new()
    }
}
