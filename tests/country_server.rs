//! Serves sites of the test country to other programs: what `cargo xtask bench-peers sites` lets them walk.
//!
//! `cargo run --release -p gongkai-tests --example country -- SITES REPORTS FAMILY…` prints one line of JSON: the address that
//! stands for every host, the addresses of the portals, and how many reports there are. For each line on standard input it
//! prints what was asked since the last one, and forgets it; it ends when standard input does. Reports are pages of sites
//! whose lists and further pages a reader finds by links and by the number of pages that a list states.

#![allow(clippy::print_stdout, reason = "what it prints is for the program that started it")]

mod country;

use std::collections::{BTreeSet, HashMap};
use std::io::BufRead;
use std::sync::{Arc, Mutex};

use country::Country;
use country::families::{self, Imitation};
use country::server::{Entry, Server};
use country::site::{Plan, Site};
use serde_json::{Value, json};

/// Numbers of sites from one on which every product runs its first variant to the next such one.
const FIRST_VARIANTS: usize = 240;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = || arguments.next().and_then(|text| text.parse().ok()).expect("SITES REPORTS FAMILY…");
    let (sites, reports): (usize, usize) = (number(), number());
    let families: Vec<_> = arguments.map(|name| family(&name)).collect();
    assert!(sites > 0 && !families.is_empty(), "SITES REPORTS FAMILY…");
    let sites = (0..sites).map(|at| site(at, families[at % families.len()], reports / sites)).collect();
    let country = Country::of(sites);
    let (portals, reports): (Vec<_>, _) = (country.sites.iter().map(|site| site.url("/")).collect(), country.reports());
    let server = serve(country);
    println!("{}", json!({ "address": server.address.to_string(), "portals": portals, "reports": reports }));
    for line in std::io::stdin().lock().lines() {
        line.expect("a line");
        println!("{}", told(&server.log()));
        server.forget();
    }
}

fn family(name: &str) -> &'static dyn Imitation {
    let found = families::ALL.iter().find(|family| family.name() == name);
    *found.unwrap_or_else(|| panic!("no family {name}"))
}

fn site(at: usize, family: &'static dyn Imitation, reports: usize) -> Site {
    let families = families::ALL.len();
    Site::new(Plan {
        number: at / families * FIRST_VARIANTS + at % families,
        name: at,
        host: format!("www.xian{at:03}.gov.cn"),
        family,
        reports,
        seed: 1,
        is_simple: true,
    })
}

/// Serves a country. A page is made once: the server shall cost the programs that it is measured with as little as it can.
fn serve(country: Country) -> Server {
    let made = Mutex::new(HashMap::new());
    let country = Arc::new(country);
    Server::start(move |asked| {
        let key = [&asked.host, &asked.method, &asked.path, &asked.body].map(String::clone);
        let mut made = made.lock().expect("nobody panics");
        made.entry(key).or_insert_with(|| country.answer(asked)).clone()
    })
}

/// How many requests there were, and how many pages came, each address once, without robots.txt.
fn told(log: &[Entry]) -> Value {
    let pages = log.iter().filter(|entry| entry.status == 200 && entry.asked.path != "/robots.txt");
    let pages: BTreeSet<_> = pages.map(|entry| entry.asked.key()).collect();
    json!({ "requests": log.len(), "pages": pages.len() })
}
