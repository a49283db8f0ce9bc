//! The pace of `gongkai scrape`, by the clock of the servers: pauses are kept, and take no longer than they must.

#![allow(
    clippy::print_stdout,
    reason = "figures of a run are for people: cargo test --test country_manners -- --nocapture"
)]

mod country;

use std::sync::Arc;
use std::time::Duration;

use country::answer::Answer;
use country::server::Server;
use country::walking::{Folder, quick, target, walk};
use country::{Country, manners, setting};
use gongkai::scrape::Policy;

/// What clocks, threads and sockets may take away between two requests.
const MARGIN: Duration = Duration::from_millis(120);

#[test]
fn pauses_are_kept_and_take_no_longer_than_they_must() {
    let (sites, reports) = (setting("GONGKAI_PACE_SITES", 12), setting("GONGKAI_PACE_REPORTS", 100));
    let pause = Duration::from_millis(setting("GONGKAI_PACE_PAUSE", 500) as u64);
    let country = Arc::new(Country::new(sites, reports, 3));
    let served = Arc::clone(&country);
    // One site asks for a longer pause than ours.
    let slow = country.sites[1].host.clone();
    let (slowed, asks) = (slow.clone(), Duration::from_secs(1));
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/robots.txt" if asked.host == slowed => Answer::text("User-agent: *\nCrawl-delay: 1\nDisallow: /admin/\n"),
        _ => served.answer(asked),
    });
    let folder = Folder::new("pace");
    let targets = country.sites.iter().map(|site| target(site.url("/"))).collect();
    let walked = walk(&server, &folder, Policy { pause, ..quick() }, targets);
    assert_eq!(walked.outcomes.len(), sites);
    let log = server.log();
    let of = |owner: &str| if slow.ends_with(owner) { asks.max(pause) } else { pause };
    let wrong = [manners::pause(&log, of, MARGIN), manners::one_at_a_time(&log), manners::robots_first(&log)].concat();
    assert!(wrong.is_empty(), "{} of them\n{}", wrong.len(), wrong.join("\n"));
    let (least, took) = (manners::least_time(&log, of), manners::span(&log));
    println!("{} requests to {sites} owners: {took:?}, manners alone {least:?}", log.len());
    assert!(took.as_secs_f64() <= 1.1 * least.as_secs_f64() + 0.5, "{took:?} where manners alone take {least:?}");
}
