//! What a page costs `gongkai facts`, and what it costs scripts in Python that do the same job, side by side; and what it
//! costs the library beside what html5ever takes to parse it. The same for PDF, Word documents and workbooks. And how fast `gongkai scrape` walks sites beside Scrapy.

mod accuracy;
mod environment;
mod formats;
mod in_process;
mod measure;
mod pages;
mod print;
mod sites;

use std::path::Path;

use crate::say;
use environment::Environment;
use pages::{Copies, Kind};
use print::Row;

/// A program that prints the figures of the pages in the folders that it is given.
struct Peer {
    name: &'static str,
    /// The script beside this crate; none: the program itself.
    script: Option<&'static str>,
}

/// The first is what the others are compared with.
const PEERS: &[Peer] = &[
    Peer { name: "gongkai facts", script: None },
    Peer { name: "selectolax", script: Some("selectolax_lexbor.py") },
    Peer { name: "BeautifulSoup + lxml", script: Some("beautifulsoup_lxml.py") },
    Peer { name: "pandas.read_html", script: Some("pandas_read_html.py") },
];

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// Reading web pages.
    Pages,
    /// Reading PDF, Word documents and workbooks.
    Formats,
    /// Walking sites.
    Sites,
}

/// Measures the sections and prints their tables.
///
/// # Errors
/// A message for people, where Python is absent or something does not run.
pub(crate) fn run(root: &Path, sections: &[Section], markdown: bool) -> Result<String, String> {
    let environment = Environment::make(root)?;
    let tables = sections.iter().map(|section| match section {
        Section::Pages => pages(root, &environment, markdown),
        Section::Formats => formats::table(root, &environment, markdown),
        Section::Sites => sites::table(&environment, markdown),
    });
    tables.collect()
}

/// Measures every peer and the library on every kind of pages.
fn pages(root: &Path, environment: &Environment, markdown: bool) -> Result<String, String> {
    let kinds = pages::kinds(root)?;
    say("measuring the library in process …");
    let library = in_process::rows(environment, &kinds)?;
    let mut peers: Vec<Row> = PEERS.iter().map(|peer| Row::new(peer.name)).collect();
    for kind in &kinds {
        say(&format!("measuring {} pages …", kind.name));
        add(&mut peers, environment, kind)?;
    }
    Ok(print::table("program", &kinds, &peers, markdown) + &print::table("in process", &kinds, &library, markdown))
}

/// Adds to each peer what a kind of pages costs it, and how well it reads them.
fn add(rows: &mut [Row], environment: &Environment, kind: &Kind) -> Result<(), String> {
    let commands: Vec<_> = PEERS.iter().map(|peer| environment.command(peer.script, "facts")).collect();
    let copies = Copies::of(&kind.pages, environment.folder())?;
    let costs = measure::costs(environment, &commands, &copies)?;
    for ((row, command), cost) in rows.iter_mut().zip(&commands).zip(costs) {
        row.pages.push(cost.page);
        row.start = Some(cost.start);
        if kind.pages.iter().any(|page| page.gold.is_some()) {
            let output = environment.folder().join("cells.csv");
            environment.seconds(command, copies.first(1), &output)?;
            row.tally = Some(row.tally.unwrap_or_default() + accuracy::tally(&output, &kind.pages)?);
        }
    }
    Ok(())
}
