//! What the log of a server says of the manners of who asked.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::server::Entry;

/// The owner of a host: its name without what stands before the last three parts.
pub(crate) fn owner(host: &str) -> String {
    let parts: Vec<&str> = host.rsplit('.').take(3).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join(".")
}

/// Requests by owner, in order.
pub(crate) fn by_owner(log: &[Entry]) -> BTreeMap<String, Vec<&Entry>> {
    let mut owners: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for entry in log {
        owners.entry(owner(&entry.asked.host)).or_default().push(entry);
    }
    owners
}

/// robots.txt of every host comes first, and once.
pub(crate) fn robots_first(log: &[Entry]) -> Vec<String> {
    let mut hosts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for entry in log {
        let (host, path) = (entry.asked.host.as_str(), entry.asked.path.as_str());
        let asked = hosts.entry(host).or_default();
        match path {
            "/robots.txt" => *asked += 1,
            path if *asked == 0 => wrong.push(format!("{host}{path} before robots.txt")),
            _ => {}
        }
    }
    wrong.extend(
        hosts.iter().filter(|(_, asked)| **asked > 1).map(|(host, asked)| format!("{host}: robots.txt {asked} times")),
    );
    wrong
}

/// Nobody is asked while an answer to the same owner is under way.
pub(crate) fn one_at_a_time(log: &[Entry]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (owner, entries) in by_owner(log) {
        for pair in entries.windows(2) {
            if pair[0].ended.is_some_and(|ended| ended > pair[1].began) {
                wrong.push(format!("{owner}: {} during {}", pair[1].asked.path, pair[0].asked.path));
            }
        }
    }
    wrong
}

/// Nothing is asked for twice.
pub(crate) fn nothing_twice(log: &[Entry]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let twice = log.iter().filter(|entry| !seen.insert(entry.asked.key()));
    twice.map(|entry| format!("{} {}{} twice", entry.asked.method, entry.asked.host, entry.asked.path)).collect()
}

/// Every request names the program and a contact.
pub(crate) fn names_itself(log: &[Entry]) -> Vec<String> {
    let agent = |entry: &&Entry| {
        let agent = entry.asked.header("user-agent").unwrap_or_default();
        !(agent.starts_with("gongkai/") && agent.contains("mailto:test@example.org"))
    };
    log.iter().filter(agent).map(|entry| format!("{}{} by nobody", entry.asked.host, entry.asked.path)).collect()
}

/// Between the beginnings of two requests to an owner lies its pause, but for what the clocks of both sides may differ by.
pub(crate) fn pause(log: &[Entry], pause: impl Fn(&str) -> Duration, margin: Duration) -> Vec<String> {
    let mut wrong = Vec::new();
    for (owner, entries) in by_owner(log) {
        let least = pause(&owner).saturating_sub(margin);
        for pair in entries.windows(2) {
            let between = pair[1].began.duration_since(pair[0].began);
            if between < least {
                wrong.push(format!(
                    "{owner}: {} {} ms behind {}",
                    pair[1].asked.path,
                    between.as_millis(),
                    pair[0].asked.path
                ));
            }
        }
    }
    wrong
}

/// The time that the pauses alone take: that of the owner with the most requests.
pub(crate) fn least_time(log: &[Entry], pause: impl Fn(&str) -> Duration) -> Duration {
    let owners = by_owner(log);
    let time = |(owner, entries): (&String, &Vec<&Entry>)| pause(owner) * entries.len().saturating_sub(1) as u32;
    owners.iter().map(time).max().unwrap_or_default()
}

/// From the first request to the last.
pub(crate) fn span(log: &[Entry]) -> Duration {
    let times: Vec<Instant> = log.iter().map(|entry| entry.began).collect();
    let (first, last) = (times.iter().min().copied(), times.iter().max().copied());
    first.zip(last).map(|(first, last)| last.duration_since(first)).unwrap_or_default()
}
