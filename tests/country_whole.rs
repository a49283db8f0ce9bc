//! `gongkai scrape` in a whole country: sites of every family with generated reports, every one of them found once, every
//! figure as generated, and no request that manners forbid.
//!
//! `GONGKAI_COUNTRY_SITES` and `GONGKAI_COUNTRY_REPORTS` say how large the country is.

#![allow(
    clippy::print_stdout,
    reason = "figures of a run are for people: cargo test --test country_whole -- --nocapture"
)]

mod country;

use std::sync::Arc;

use country::walking::{Folder, quick, target, walk};
use country::{Country, manners, setting, truth};

/// Fails with the first of some sentences and their number.
#[track_caller]
fn none(what: &str, wrong: Vec<String>) {
    assert!(
        wrong.is_empty(),
        "{what}: {} of them\n{}",
        wrong.len(),
        wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn every_report_of_the_country_is_found_once_with_every_figure() {
    let (sites, reports) = (setting("GONGKAI_COUNTRY_SITES", 200), setting("GONGKAI_COUNTRY_REPORTS", 5_000));
    let country = Arc::new(Country::new(sites, reports, 1));
    assert_eq!(country.reports(), reports);
    let (server, folder) = (country.serve(), Folder::new("whole"));
    let targets = country.sites.iter().map(|site| target(site.url("/"))).collect();
    let walked = walk(&server, &folder, quick(), targets);
    let log = server.log();
    println!(
        "{sites} sites, {reports} reports, {} requests, fetched in {:?}, all in {:?}",
        log.len(),
        walked.fetching,
        walked.all
    );

    let mut wrong = Vec::new();
    for (site, outcome) in country.sites.iter().zip(&walked.outcomes) {
        // One site with every entry wrong says no more than five of them.
        wrong.extend(truth::outcome(site, outcome).into_iter().rev().take(5));
    }
    none("outcomes", wrong);
    let mut shelf = truth::shelf(&walked.archive);
    none("reports", country.sites.iter().flat_map(|site| truth::reports(site, &mut shelf)).collect());
    let invented = shelf
        .iter()
        .flat_map(|((organ, year), found)| found.iter().map(move |(url, _)| format!("{organ} {year} {url}")));
    none("reports that nobody published", invented.collect());
    none("files", country.sites.iter().flat_map(|site| truth::files(site, &walked.archive)).collect());

    none("robots.txt", manners::robots_first(&log));
    none("order", manners::one_at_a_time(&log));
    none("twice", manners::nothing_twice(&log));
    none("names", manners::names_itself(&log));
    let others: Vec<_> = country
        .sites
        .iter()
        .flat_map(|site| site.items.iter().filter(|item| item.report.is_none()).map(|item| site.url(&item.path)))
        .collect();
    let asked = |entry: &country::server::Entry| format!("http://{}{}", entry.asked.host, entry.asked.path);
    none("what is no report", log.iter().map(asked).filter(|url| others.contains(url)).collect());
}
