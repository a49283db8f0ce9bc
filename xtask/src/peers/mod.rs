//! What a page costs `gongkai facts`, and what it costs scripts in Python that do the same job, side by side.

mod accuracy;
mod environment;
mod measure;
mod pages;
mod print;

use std::path::Path;

use crate::say;
use accuracy::Tally;
use environment::Environment;
use measure::Cost;
use pages::Pages;

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

/// What was found out about a peer.
struct Row {
    name: &'static str,
    cost: Cost,
    /// None where nobody has read the pages.
    tally: Option<Tally>,
}

/// Measures every peer on every set of pages and prints a table a set.
///
/// # Errors
/// A message for people, where Python is absent or something does not run.
pub(crate) fn run(root: &Path, markdown: bool) -> Result<String, String> {
    let environment = Environment::make(root)?;
    let commands: Vec<_> = PEERS.iter().map(|peer| environment.command(peer.script)).collect();
    let mut text = String::new();
    for pages in [Some(pages::samples(root)?), pages::corpus()?].into_iter().flatten() {
        say(&format!("measuring {} …", pages.name));
        let copies = pages::Copies::of(&pages, environment.folder())?;
        let costs = measure::costs(&environment, &commands, &copies)?;
        let mut rows = Vec::new();
        for ((peer, command), cost) in PEERS.iter().zip(&commands).zip(costs) {
            let tally = if pages.gold.is_empty() { None } else { Some(tally(&environment, command, &pages, &copies)?) };
            rows.push(Row { name: peer.name, cost, tally });
        }
        text += &print::table(&pages, &rows, markdown);
    }
    Ok(text)
}

fn tally(
    environment: &Environment,
    command: &[String],
    pages: &Pages,
    copies: &pages::Copies,
) -> Result<Tally, String> {
    let output = environment.folder().join("cells.csv");
    environment.seconds(command, copies.first(1), &output)?;
    accuracy::tally(&output, pages)
}
