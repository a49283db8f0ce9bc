//! Addresses among the inputs: pages that are fetched when they are read, with the manners of `gongkai scrape`.

use std::sync::{Arc, OnceLock};

use clap::ArgMatches;
use gongkai::model::{Capture, Language, Words};
use gongkai::scrape::{self, Policy};
use gongkai::scraping::Visits;

use crate::console::Console;
use crate::environment::Environment;
use crate::exit::Failure;
use crate::manners;

/// A page of a site.
#[derive(Debug)]
pub(crate) struct Page {
    /// The address as typed.
    pub(crate) address: String,
    visits: Arc<Visits>,
    /// What came: a page is asked for once.
    got: OnceLock<Result<Capture, scrape::Failure>>,
}

/// The address in what was typed.
pub(crate) fn address(typed: &str) -> Option<&str> {
    let scheme = typed.split_once("://")?.0;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(typed)
}

/// Pages at addresses. Their hosts are named by whoever typed them, and may be asked.
pub(crate) fn pages(
    addresses: &[String],
    matches: &ArgMatches,
    limit: u64,
    console: &Console,
    environment: &Environment,
) -> Result<Vec<Arc<Page>>, Failure> {
    if addresses.is_empty() {
        return Ok(Vec::new());
    }
    let mut policy: Policy = manners::policy(matches, &manners::settings(console)?, console, environment)?;
    policy.allowed_hosts = addresses.iter().filter_map(|address| scrape::host_of(address)).collect();
    policy.caps.body = limit;
    let visits = Visits::new(policy, environment.all_hosts_at)
        .map_err(|failure| Failure::Output(std::io::Error::other(failure.words().en)))?;
    let visits = Arc::new(visits);
    let page = |address: &String| {
        Arc::new(Page { address: address.clone(), visits: Arc::clone(&visits), got: OnceLock::new() })
    };
    Ok(addresses.iter().map(page).collect())
}

impl Page {
    /// The page, or the sentence that says why there is none.
    pub(crate) fn capture(&self, console: &Console) -> Result<Capture, String> {
        let got = self.got.get_or_init(|| {
            let got = self.visits.fetch(&self.address);
            if let Ok(capture) = &got
                && is_elsewhere(&self.address, &capture.provenance().source)
            {
                let text = console.pick(("转到了 {}", "it led to {}"));
                console.note_of(&self.address, &text.replace("{}", &capture.provenance().source));
            }
            got
        });
        got.clone().map_err(|failure| {
            let said = |words: &Words| match console.language {
                Language::Zh => words.zh.clone(),
                Language::En => words.en.clone(),
            };
            let advice = failure.advice().map(|advice| format!("{}{}", console.pick(("；", "; ")), said(&advice)));
            format!("{}{}", said(&failure.words()), advice.unwrap_or_default())
        })
    }
}

/// Whether a page came from another address than was typed; how the typed one is spelt does not matter.
fn is_elsewhere(typed: &str, source: &str) -> bool {
    let plain =
        |address: &str| address.split('#').next().unwrap_or_default().trim_end_matches('/').to_ascii_lowercase();
    plain(typed) != plain(source)
}
