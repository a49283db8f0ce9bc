//! `gongkai scrape` in a country where everything goes wrong: each fault ends with its name, whatever can be had is had, and
//! no fault costs another site anything.

mod country;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use country::faults::{self, REPORTS};
use country::server::Server;
use country::walking::{Folder, quick, target, walk};
use country::{Country, manners, truth};
use gongkai::scrape::{Caps, Policy, SiteOutcome};

/// Names of everything that the outcome of a site complains of.
fn names(outcome: &SiteOutcome) -> BTreeSet<&'static str> {
    let items = outcome.items.iter().map(|item| item.state.name());
    let columns = outcome.columns.iter().filter_map(|column| column.end.as_ref()).map(|end| end.name());
    let failures = outcome.failures.iter().map(|(_, failure)| failure.name());
    let sound = ["read", "last_page"];
    items.chain(columns).chain(failures).filter(|name| !sound.contains(name)).collect()
}

#[test]
fn every_fault_ends_with_its_name_and_costs_nothing_else() {
    let country = Arc::new(Country::of(faults::ALL.iter().enumerate().map(|(at, fault)| fault.site(at)).collect()));
    let served = Arc::clone(&country);
    let server = Server::start(move |asked| {
        let at = served.sites.iter().position(|site| site.host == asked.host);
        at.map_or_else(country::answer::Answer::missing, |at| faults::ALL[at].answer(&served.sites[at], asked))
    });
    let folder = Folder::new("faults");
    let caps = Caps { body: 8 << 20, list_pages: 30, requests: 400, ..Caps::default() };
    let policy = Policy { timeout: Duration::from_secs(2), robots_timeout: Duration::from_secs(2), caps, ..quick() };
    let targets = country.sites.iter().map(|site| target(site.url("/"))).collect();
    let walked = walk(&server, &folder, policy, targets);
    let (mut shelf, mut wrong) = (truth::shelf(&walked.archive), Vec::new());
    for ((fault, site), outcome) in faults::ALL.iter().zip(&country.sites).zip(&walked.outcomes) {
        let (found, expected) = (names(outcome), fault.named.iter().copied().collect::<BTreeSet<_>>());
        if found != expected {
            wrong.push(format!("{fault:?}: {found:?}, not {expected:?}"));
        }
        let mut gaps = outcome.gaps();
        // Years that organs left out, and the few sentences of the writer, are no faults of the sites.
        gaps.retain(|gap| !matches!(gap.id, "year_absent" | "body_short"));
        if gaps.is_empty() != (fault.lost == 0 && !expected.contains("cap_reached")) {
            wrong.push(format!("{fault:?}: says {gaps:?}"));
        }
        for item in site.items.iter().take(fault.lost) {
            let report = &item.report.as_ref().expect("a report").0;
            if shelf.remove(&(report.organ.clone(), report.year)).is_some() {
                wrong.push(format!("{fault:?}: has {}", item.path));
            }
        }
        let rest: Vec<_> = truth::reports(site, &mut shelf);
        wrong.extend(
            rest.into_iter().filter(|said| !site.items.iter().take(fault.lost).any(|item| said.contains(&item.path))),
        );
        assert_eq!(site.items.len(), REPORTS);
    }
    wrong.extend(shelf.into_keys().map(|(organ, year)| format!("nobody published {organ} {year}")));
    let log = server.log();
    wrong.extend(manners::one_at_a_time(&log));
    wrong.extend(
        log.iter()
            .filter(|entry| !entry.asked.host.ends_with(".gov.cn"))
            .map(|entry| format!("{} was asked", entry.asked.host)),
    );
    assert!(wrong.is_empty(), "{} of them\n{}", wrong.len(), wrong.join("\n"));
}
