//! The promises of a [`SiteAdapter`] as a test that every family runs.

use std::collections::BTreeSet;

use gongkai_model::{FetchRequest, Listing};

use crate::{SiteAdapter, SitePage};

/// Places at which a page is cut, and at which it is made dirty.
const CUTS: usize = 48;

/// A page to try an adapter on.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The request that fetched it.
    pub request: FetchRequest,
    /// Its text.
    pub text: String,
}

/// Runs an adapter over pages of its family (and any others), whole and damaged; lists every broken promise.
///
/// An empty list means that the adapter conforms. A panic is not caught: it fails the test, and shows where.
pub fn check(adapter: &dyn SiteAdapter, samples: &[Sample]) -> Vec<String> {
    let mut broken = Vec::new();
    let name = adapter.name();
    if name.is_empty() || name.chars().any(|c| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-') {
        broken.push(format!("{name}: the name is not lower-case ASCII"));
    }
    if adapter.summary().0.is_empty() || adapter.summary().1.is_empty() {
        broken.push(format!("{name}: the summary is missing in one language"));
    }
    for (number, sample) in samples.iter().enumerate() {
        for (how, text) in std::iter::once(("whole", sample.text.clone())).chain(damaged(&sample.text)) {
            for what in check_page(adapter, &sample.request, &text) {
                broken.push(format!("{name}: sample {number} ({how}): {what}"));
            }
        }
        // Answers do not always come from where they were asked for.
        for url in ["", "no address", "file:///etc/passwd", "https://", "https://a.gov.cn"] {
            let page = SitePage { request: &sample.request, url, media_type: None, text: &sample.text };
            let listing = adapter.list(&page);
            broken.extend(
                check_requests(&listing, &adapter.item(&page))
                    .into_iter()
                    .map(|what| format!("{name}: at {url:?}: {what}")),
            );
            let _ = adapter.marks(&page);
        }
    }
    broken.dedup();
    broken
}

/// What one page breaks.
pub fn check_page(adapter: &dyn SiteAdapter, request: &FetchRequest, text: &str) -> Vec<String> {
    let page = SitePage { request, url: &request.url, media_type: None, text };
    let (listing, item) = (adapter.list(&page), adapter.item(&page));
    let mut broken = check_requests(&listing, &item);
    if adapter.list(&page) != listing || adapter.item(&page) != item || adapter.marks(&page) != adapter.marks(&page) {
        broken.push("another result the second time".to_owned());
    }
    if adapter.marks(&page).iter().any(|mark| mark.weight == 0 || mark.weight > 100 || mark.what.is_empty()) {
        broken.push("a mark without a name, or with a weight outside 1 to 100".to_owned());
    }
    if listing.pages.iter().any(|next| next.key() == request.key()) {
        broken.push("the page leads to itself".to_owned());
    }
    for words in listing.unreachable.iter().filter(|words| words.0.is_empty() || words.1.is_empty()) {
        broken.push(format!("a reason is missing in one language: {words:?}"));
    }
    broken
}

/// Requests that are none, and requests that are there twice.
fn check_requests(listing: &Listing, item: &[FetchRequest]) -> Vec<String> {
    let leads = listing.leads.iter().map(|lead| ("lead", &lead.request));
    let pages = listing.pages.iter().map(|request| ("page", request));
    let guesses = listing.guesses.iter().map(|guess| ("guess", &guess.request));
    let columns = listing.columns.iter().map(|column| ("column", &column.request));
    let listed: Vec<_> = leads.chain(pages).chain(guesses).chain(columns).collect();
    let mut broken = twice(listed.iter().map(|(_, request)| *request));
    broken.extend(twice(item.iter()));
    for (what, request) in listed.into_iter().chain(item.iter().map(|request| ("item", request))) {
        if let Some(problem) = problem(request) {
            broken.push(format!("{what} {problem}"));
        }
    }
    broken
}

fn twice<'a>(requests: impl Iterator<Item = &'a FetchRequest>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    requests
        .filter(|request| !seen.insert(request.key()))
        .map(|request| format!("{} is there twice", request.key()))
        .collect()
}

/// Why a request is none that could be made.
fn problem(request: &FetchRequest) -> Option<String> {
    let addresses = std::iter::once(request.url.as_str()).chain(request.referer.as_deref());
    for url in addresses {
        let behind = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let host = behind.map(|behind| behind.split(['/', '?', '#']).next().unwrap_or_default());
        if host.is_none_or(str::is_empty) {
            return Some(format!("{url}: no absolute address of http or https"));
        }
        if url.contains('#') || url.chars().any(|c| c.is_whitespace() || c.is_control() || !c.is_ascii()) {
            return Some(format!("{url}: a fragment, or characters that no address has"));
        }
    }
    if request.body.is_some() != request.content_type.is_some() {
        return Some(format!("{}: a body without its media type, or the reverse", request.url));
    }
    None
}

/// A page cut off, with characters replaced, with stretches dropped and doubled: always the same ones.
pub fn damaged(text: &str) -> impl Iterator<Item = (&'static str, String)> {
    let chars: Vec<char> = text.chars().collect();
    let places = (0..CUTS).map(move |cut| cut * chars.len() / CUTS);
    let chars: Vec<char> = text.chars().collect();
    places.flat_map(move |at| {
        let (head, tail) = chars.split_at(at.min(chars.len()));
        let all = |parts: &[&[char]]| parts.iter().flat_map(|part| part.iter()).collect::<String>();
        let behind = tail.get(1..).unwrap_or_default();
        let far = tail.get(tail.len().min(40)..).unwrap_or_default();
        let sign = ['"', '<', '{', '\u{fffd}', '9', '/'][at % 6];
        [
            ("cut", all(&[head])),
            ("begun late", all(&[tail])),
            ("dirty", all(&[head, &[sign], behind])),
            ("with a gap", all(&[head, far])),
            ("doubled", all(&[head, tail, tail])),
        ]
    })
}
