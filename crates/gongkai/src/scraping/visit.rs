//! Single pages by their addresses, with the manners of a run.

use std::net::SocketAddr;
use std::time::SystemTime;

use gongkai_archive::rfc3339;
use gongkai_model::{Capture, FetchRequest, Provenance, Purpose};
use gongkai_plugin::ImportError;
use gongkai_scrape::{Agent, Failure, Policy, Response, Visitor};
use url::Url;

use crate::Reader;

/// Fetches single pages: robots.txt, pauses, refusals by name. Several threads may share one.
///
/// ```no_run
/// use gongkai::scrape::Policy;
/// use gongkai::scraping::Visits;
///
/// let policy = Policy { contact: Some("mailto:zwgk@example.org".into()), ..Policy::default() };
/// let page = Visits::new(policy, None).and_then(|visits| visits.fetch("https://www.qinghe.gov.cn/nb/1.html"));
/// match page {
///     Ok(capture) => println!("{} bytes", capture.bytes().len()),
///     Err(failure) => println!("{}", failure.words().en),
/// }
/// ```
pub struct Visits {
    visitor: Visitor,
    reader: Reader,
}

impl std::fmt::Debug for Visits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.visitor.fmt(f)
    }
}

impl Visits {
    /// Visits with a policy. `everything_at`: tests find every host there.
    ///
    /// # Errors
    /// When the machine lacks what TLS needs.
    pub fn new(policy: Policy, everything_at: Option<SocketAddr>) -> Result<Self, Failure> {
        Ok(Self { visitor: Visitor::new(Agent::with(policy, everything_at)?)?, reader: Reader::default() })
    }

    /// The page at an address, as it came. A page that only sends its reader on is followed once. A page that a guard
    /// gave instead is there too: reading it names the guard.
    ///
    /// # Errors
    /// Why nothing came.
    pub fn fetch(&self, address: &str) -> Result<Capture, Failure> {
        let capture = self.visitor.fetch(&FetchRequest::get(address, Purpose::Item)).map(capture)?;
        let Some(next) = self.leads_on(&capture) else { return Ok(capture) };
        let request = FetchRequest::get(next, Purpose::Item).from_page(capture.provenance().source.as_str());
        self.visitor.fetch(&request).map(self::capture)
    }

    fn leads_on(&self, capture: &Capture) -> Option<String> {
        match self.reader.registry().import(capture, self.reader.limits()) {
            Err(ImportError::LeadsOn { address }) => {
                Url::parse(&capture.provenance().source).ok()?.join(&address).ok().map(String::from)
            }
            _ => None,
        }
    }
}

fn capture(response: Response) -> Capture {
    let provenance = Provenance {
        source: response.url().to_owned(),
        media_type: response.media_type().map(str::to_owned),
        fetched_at: Some(rfc3339(SystemTime::now())),
        status: Some(response.status),
        ..Provenance::default()
    };
    Capture::new(response.body.to_vec(), provenance)
}
