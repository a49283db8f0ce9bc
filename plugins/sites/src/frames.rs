//! Frames that hold what their page is about: the list of a column, the text of an item.

use gongkai_model::{FetchRequest, Purpose};
use gongkai_plugin::SitePage;
use url::Url;

use crate::address;
use crate::links::Dom;

/// Frames of an item that are looked into.
const MOST: usize = 3;

/// Requests for the frames that may hold the text of an item whose page has none.
///
/// ```
/// use gongkai_model::{FetchRequest, Purpose};
/// use gongkai_plugin::SitePage;
/// let url = "https://www.qingshi.gov.cn/nb/1.html";
/// let request = FetchRequest::get(url, Purpose::Item);
/// let text = "<iframe src=/visitcount?id=1></iframe><iframe src=1_text.html></iframe><iframe src=1.pdf></iframe>";
/// let page = SitePage { request: &request, url, media_type: None, text };
/// let frames: Vec<_> = gongkai_sites::frames::of_item(&page).into_iter().map(|request| request.url).collect();
/// assert_eq!(frames, ["https://www.qingshi.gov.cn/nb/1_text.html"]);
/// ```
pub fn of_item(page: &SitePage<'_>) -> Vec<FetchRequest> {
    let Some(url) = address::parse(page.url).filter(|_| page.text.contains("frame")) else { return Vec::new() };
    let frames = Dom::new(page.text, &url).frames().into_iter();
    let frames = frames.filter(|frame| *frame != url && is_content(&url, frame) && !address::is_file(frame));
    frames.take(MOST).map(|frame| FetchRequest::get(frame.as_str(), Purpose::Item).from_page(url.as_str())).collect()
}

/// A frame of the page's own host that is not known to hold something else.
pub(crate) fn is_content(page: &Url, frame: &Url) -> bool {
    const OTHERS: &[&str] =
        &["visitcount", "login", "tree.jsp", "share", "footer", "header", "search", "weather", "top.", "viewer.html"];
    let lower = frame.as_str().to_ascii_lowercase();
    frame.host_str() == page.host_str() && !OTHERS.iter().any(|word| lower.contains(word))
}
