//! How fast `gongkai scrape` walks sites beside a spider of Scrapy: the same sites of the test country on loopback, the same
//! pages by the log of its server, no pause, one request at a time for each host.
//!
//! Beyond the walk they differ: the program reads and checks every report and keeps an archive that survives a loss of power;
//! the spider saves bodies.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout};

use serde_json::Value;

use super::environment::{Environment, Took};
use super::measure::median;
use super::print;

/// Sites, reports, and the families that sites are of in turn.
const COUNTRY: [&str; 4] = ["40", "4000", "trs", "static"];
/// Every program walks so often, one after the other in each round; a first round is not counted.
const ROUNDS: usize = 3;
/// Names and scripts; the first is the program itself, and what the other is compared with.
const WALKERS: [(&str, Option<&str>); 2] = [("gongkai scrape", None), ("Scrapy", Some("scrapy_walk.py"))];

/// The test country in a process of its own.
struct Country {
    process: Child,
    ask: Option<ChildStdin>,
    told: BufReader<ChildStdout>,
    address: String,
    portals: Vec<String>,
}

/// Walks the country and prints what each walker took.
pub(crate) fn table(environment: &Environment, markdown: bool) -> Result<String, String> {
    let mut country = Country::start(environment)?;
    let (mut all, mut pages) = (WALKERS.map(|_| Vec::new()), 0);
    for round in 0..=ROUNDS {
        crate::say(&format!("walking {} sites, round {round} of {ROUNDS} …", country.portals.len()));
        let mut counts = Vec::new();
        for ((_, script), took) in WALKERS.iter().zip(&mut all) {
            let (one, count) = walk(environment, &mut country, *script)?;
            counts.push(count);
            took.extend((round > 0).then_some(one));
        }
        pages = same(&counts)?;
    }
    let medians = all.map(|all| Took {
        processor: median(&mut all.iter().map(|took| took.processor).collect::<Vec<_>>()),
        clock: median(&mut all.iter().map(|took| took.clock).collect::<Vec<_>>()),
    });
    Ok(print::lay_out(&lines(country.portals.len(), pages, &medians), markdown))
}

/// One walk into a new folder: the time that it took, and the pages that came.
fn walk(environment: &Environment, country: &mut Country, script: Option<&str>) -> Result<(Took, u64), String> {
    let folder = environment.folder().join("walked");
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    let mut command = environment.command(script, "scrape");
    let place = folder.to_string_lossy().into_owned();
    if script.is_some() {
        command.extend([place, country.address.clone()]);
    } else {
        command.extend(["--pause", "0", "--contact", "mailto:test@example.org", "--archive"].map(str::to_owned));
        command.push(place);
    }
    command.extend(country.portals.iter().cloned());
    let variables = [("GONGKAI_TEST_ALL_HOSTS_AT", country.address.as_str())];
    let took = environment.took(&command, &variables, Path::new("/dev/null"))?;
    fs::remove_dir_all(&folder).map_err(failed)?;
    Ok((took, country.pages()?))
}

/// The number that all of them are.
fn same(counts: &[u64]) -> Result<u64, String> {
    match counts {
        [first, rest @ ..] if *first > 0 && rest.iter().all(|count| count == first) => Ok(*first),
        _ => Err(format!("the walks are not the same: {counts:?} pages")),
    }
}

/// A line for each walker.
fn lines(sites: usize, pages: u64, medians: &[Took]) -> Vec<Vec<String>> {
    let head = format!("{pages} pages of {sites} sites");
    let mut lines = vec![[&head, "time", "pages a second", "CPU", "pages a CPU second"].map(str::to_owned).to_vec()];
    let rate = |seconds: f64, unit: f64| format!("{:.0}, {:.1} ×", pages as f64 / seconds, unit / seconds);
    if let Some(unit) = medians.first() {
        lines.extend(WALKERS.iter().zip(medians).map(|((name, _), took)| {
            let (clock, processor) = (format!("{:.1} s", took.clock), format!("{:.1} s", took.processor));
            let rates = (rate(took.clock, unit.clock), rate(took.processor, unit.processor));
            vec![(*name).to_owned(), clock, rates.0, processor, rates.1]
        }));
    }
    lines
}

impl Country {
    fn start(environment: &Environment) -> Result<Self, String> {
        let mut process = environment.country(&COUNTRY)?;
        let (ask, told) = (process.stdin.take(), process.stdout.take().ok_or("the country does not speak")?);
        let (address, portals) = (String::new(), Vec::new());
        let mut country = Self { process, ask, told: BufReader::new(told), address, portals };
        let said = country.line()?;
        country.address = said["address"].as_str().unwrap_or_default().to_owned();
        let portals = said["portals"].as_array().into_iter().flatten();
        country.portals = portals.filter_map(|portal| portal.as_str().map(str::to_owned)).collect();
        Ok(country)
    }

    /// Pages that were fetched since this was asked last.
    fn pages(&mut self) -> Result<u64, String> {
        let mut ask = self.ask.as_ref().ok_or("the country does not listen")?;
        ask.write_all(b"\n").map_err(|error| error.to_string())?;
        Ok(self.line()?["pages"].as_u64().unwrap_or(0))
    }

    fn line(&mut self) -> Result<Value, String> {
        let mut line = String::new();
        self.told.read_line(&mut line).map_err(|error| error.to_string())?;
        serde_json::from_str(&line).map_err(|error| format!("the country said “{line}”: {error}"))
    }
}

impl Drop for Country {
    fn drop(&mut self) {
        // It ends when nobody can ask it any more.
        drop(self.ask.take());
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_that_differ_are_not_compared() {
        assert_eq!(same(&[70, 70]), Ok(70));
        for counts in [&[70, 69][..], &[0, 0], &[]] {
            assert!(same(counts).is_err(), "{counts:?}");
        }
    }

    #[test]
    fn the_first_walker_is_the_unit() {
        let medians = [Took { processor: 4.0, clock: 2.0 }, Took { processor: 5.0, clock: 8.0 }];
        assert_eq!(
            lines(10, 1000, &medians)[1..],
            [
                ["gongkai scrape", "2.0 s", "500, 1.0 ×", "4.0 s", "250, 1.0 ×"],
                ["Scrapy", "8.0 s", "125, 0.2 ×", "5.0 s", "200, 0.8 ×"],
            ]
        );
    }
}
