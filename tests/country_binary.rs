//! The program itself in the test country: killed at any moment and started again it ends with the archive of an undisturbed
//! run, and its memory stays small.
//!
//! `GONGKAI_KILLS` says how often it is killed; `GONGKAI_COUNTRY_HOSTS` and `GONGKAI_COUNTRY_ENTRIES` how large the country
//! is in which memory is measured.

#![allow(
    clippy::print_stdout,
    reason = "figures of a run are for people: cargo test --test country_binary -- --nocapture"
)]

mod country;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use country::answer::Answer;
use country::faults::{self, Fault};
use country::server::Server;
use country::walking::Folder;
use country::{Country, setting, truth};
use gongkai::archive::{Archive, Mode};
use gongkai::model::ListFault;
use gongkai_tests::writer::Dice;

/// The program on sites of a country.
fn program(server: &Server, country: &Country, archive: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.arg("scrape").args(country.sites.iter().map(|site| site.url("/"))).arg("--archive").arg(archive);
    command.args(["--pause", "0", "--contact", "mailto:test@example.org", "--lang", "en"]);
    command.env("GONGKAI_TEST_ALL_HOSTS_AT", server.address.to_string());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// What an archive holds: contents of addresses, and the figures in each; one for each time that it is kept.
type Holdings = BTreeMap<(String, String, String), Vec<Vec<String>>>;

fn holdings(folder: &Path) -> Holdings {
    let archive = Archive::open(folder, Mode::Read).expect("an archive");
    let mut all = Holdings::new();
    for stored in archive.captures() {
        let stored = stored.expect("a capture");
        assert!(!archive.capture(stored.id).expect("its bytes").bytes().is_empty() || stored.size == 0);
        let reports = archive.reading(stored.id).expect("a reading or none").map(|reading| reading.reports);
        let facts = reports.into_iter().flatten().flat_map(|(report, _)| {
            report
                .facts
                .iter()
                .map(|fact| format!("{} {} {:?}", fact.cell, fact.value, fact.evidence.locus))
                .collect::<Vec<_>>()
        });
        let key = (stored.url.clone(), stored.digest.clone(), format!("{:?}", stored.purpose));
        all.entry(key).or_default().push(facts.collect());
    }
    all
}

fn running(child: &mut Child) -> bool {
    child.try_wait().expect("a child").is_none()
}

#[test]
fn killed_at_any_moment_it_ends_with_the_same_archive() {
    let kills = setting("GONGKAI_KILLS", 20);
    let country = Arc::new(Country::new(12, 84, 5));
    let (server, undisturbed) = (country.serve(), Folder::new("undisturbed"));
    let status = program(&server, &country, undisturbed.path()).status().expect("the program runs");
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    let (expected, requests) = (holdings(undisturbed.path()), server.count());
    let mut shelf = truth::shelf(&Archive::open(undisturbed.path(), Mode::Read).expect("an archive"));
    let wrong: Vec<_> = country.sites.iter().flat_map(|site| truth::reports(site, &mut shelf)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");

    let (mut dice, mut killed, mut finished) = (Dice::new(setting("GONGKAI_KILL_SEED", 1) as u64), 0, 0);
    while killed < kills {
        let folder = Folder::new("killed");
        server.forget();
        let mut own = 0;
        loop {
            let mut child = program(&server, &country, folder.path()).spawn().expect("the program runs");
            if killed < kills {
                wait(&mut child, &server, requests, &mut dice);
                if running(&mut child) {
                    child.kill().expect("it can be killed");
                    (killed, own) = (killed + 1, own + 1);
                }
            }
            let status = child.wait().expect("it ends");
            if status.code().is_some() {
                assert!(matches!(status.code(), Some(0 | 1)), "after {own} kills: {status}");
                break;
            }
        }
        finished += 1;
        let found = holdings(folder.path());
        let missing: Vec<_> = expected.keys().filter(|key| !found.contains_key(*key)).collect();
        let extra: Vec<_> = found.keys().filter(|key| !expected.contains_key(*key)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "after {own} kills: missing {missing:#?}, more {extra:#?}");
        let differ: Vec<_> =
            expected.iter().filter(|(key, facts)| found[*key] != **facts).map(|(key, _)| key).collect();
        assert!(differ.is_empty(), "after {own} kills other figures: {differ:#?}");
        // What was under way when it was killed may be asked for again, one request for each owner; robots.txt is.
        // Killed behind its end, a run is over, and the next one visits everything again.
        let over = requests * (runs(folder.path()) - 1);
        let again = server.count().saturating_sub(requests + over);
        assert!(
            again <= 3 * country.sites.len() * own,
            "{again} requests more for {own} kills: {:#?}",
            repeated(&server)
        );
    }
    println!("killed {killed} times, {finished} archives of {} captures equal to the undisturbed one", expected.len());
}

/// Runs in an archive.
fn runs(folder: &Path) -> usize {
    let archive = Archive::open(folder, Mode::Read).expect("an archive");
    let mut runs = 0;
    archive
        .query("SELECT id FROM runs", &mut |_| {
            runs += 1;
            true
        })
        .expect("the runs");
    runs
}

/// What was asked for most often.
fn repeated(server: &Server) -> Vec<(usize, String)> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for entry in server.log() {
        *times.entry(format!("{}{}", entry.asked.host, entry.asked.path)).or_default() += 1;
    }
    let mut times: Vec<(usize, String)> = times.into_iter().map(|(what, times)| (times, what)).collect();
    times.sort_by(|a, b| b.cmp(a));
    times.truncate(40);
    times
}

/// Until some moment: after some requests more, at some time after the start, or towards the end.
fn wait(child: &mut Child, server: &Server, requests: usize, dice: &mut Dice) {
    let (begun, count) = (Instant::now(), server.count());
    let (more, time) = match dice.below(4) {
        0 => (usize::MAX, dice.below(60)),
        1 => (usize::MAX, dice.below(3_000)),
        2 => (requests.saturating_sub(count) + dice.below(3), 20_000),
        _ => (1 + dice.below(60), 20_000),
    };
    let time = Duration::from_millis(time as u64);
    while running(child) && begun.elapsed() < time && server.count() - count.min(server.count()) < more {
        std::thread::sleep(Duration::from_micros(300));
    }
    std::thread::sleep(Duration::from_micros(dice.below(4_000) as u64));
}

#[test]
fn the_summary_names_every_fault() {
    // Its time-outs are long, its cap of a body is wide, and the switch for tests lets it ask this machine.
    let apart = ["large", "stalls", "stalls-within", "drips", "robots-stalls", "to-this-machine", "to-link-local"];
    let faults: Vec<&Fault> = faults::ALL.iter().filter(|fault| !apart.contains(&fault.host)).collect();
    let faults: Vec<&Fault> = faults.into_iter().filter(|fault| fault.lost > 0).collect();
    let country = Arc::new(Country::of(faults.iter().enumerate().map(|(at, fault)| fault.site(at)).collect()));
    let (served, answering) = (Arc::clone(&country), faults.clone());
    let server = Server::start(move |asked| {
        let at = served.sites.iter().position(|site| site.host == asked.host);
        at.map_or_else(Answer::missing, |at| answering[at].answer(&served.sites[at], asked))
    });
    let folder = Folder::new("named");
    let output = program(&server, &country, folder.path()).stdout(Stdio::piped()).output().expect("the program runs");
    let summary = String::from_utf8(output.stdout).expect("text");
    assert_eq!(output.status.code(), Some(1), "{summary}");
    for (fault, site) in faults.iter().zip(&country.sites) {
        // From the line with the address of the site to that of the next.
        let own: Vec<&str> = summary.lines().skip_while(|line| *line != site.url("/")).collect();
        let end = own.iter().skip(1).position(|line| line.starts_with("http")).map_or(own.len(), |end| end + 1);
        let own = own[..end].join("\n");
        for name in fault.named {
            // How a column ended is said in words, everything else by name.
            let said = if *name == "soft_404" { ListFault::NotFound.words().1 } else { name };
            assert!(own.contains(said), "{fault:?}: no {said} in\n{own}");
        }
        assert!(own.contains("  ! "), "{fault:?}: nothing is missing in\n{own}");
    }
}

/// The most memory that a process has had, in KiB.
fn most_memory(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[test]
fn memory_stays_small_with_many_hosts_and_entries() {
    if !Path::new("/proc/self/status").exists() {
        println!("memory_stays_small_with_many_hosts_and_entries: skipped, there is no /proc");
        return;
    }
    let (hosts, entries) = (setting("GONGKAI_COUNTRY_HOSTS", 50), setting("GONGKAI_COUNTRY_ENTRIES", 1_000));
    let country = Arc::new(Country::new(hosts, entries, 9));
    let (server, folder) = (country.serve(), Folder::new("memory"));
    let begun = Instant::now();
    let mut child = program(&server, &country, folder.path()).spawn().expect("the program runs");
    let mut most = 0;
    while running(&mut child) {
        most = most_memory(&child).unwrap_or(0).max(most);
        std::thread::sleep(Duration::from_millis(20));
    }
    println!(
        "{hosts} hosts, {entries} reports, {} requests in {:?}: {} MiB at most",
        server.count(),
        begun.elapsed(),
        most / 1024
    );
    assert!(server.count() > entries, "{} requests", server.count());
    assert!((1..200 * 1024).contains(&most), "{most} KiB");
}
