//! What was typed, as sites to walk.

use std::path::PathBuf;
use std::time::SystemTime;

use clap::ArgMatches;
use gongkai::model::Language;
use gongkai::scrape::Target;
use gongkai::scraping::day_of;
use gongkai::sites::sites::{self, Site};

use crate::console::Console;
use crate::exit::Failure;
use crate::inputs::unreadable;
use crate::years;

/// The sites that the arguments name.
pub(super) fn read(matches: &ArgMatches, console: &Console) -> Result<Vec<Target>, Failure> {
    let mut known = Vec::new();
    if let Some(path) = matches.get_one::<PathBuf>("sites") {
        let complain = |message: String| Failure::Usage(format!("{}: {message}", path.to_string_lossy()));
        let text = std::fs::read_to_string(path).map_err(|error| complain(unreadable(&error, console)))?;
        known = sites::parse(&text).map_err(|error| complain(error.to_string()))?;
    }
    known.extend(sites::shipped());
    let years = years::of(matches, console)?;
    let first = matches.get_one::<u32>("first").and_then(|first| usize::try_from(*first).ok());
    let (mut targets, today): (Vec<Target>, _) = (Vec::new(), day_of(SystemTime::now()));
    for typed in matches.get_many::<String>("targets").into_iter().flatten() {
        let target = Target { years: years.clone(), first, today, ..target(typed, &known, console)? };
        if targets.iter().all(|other| other.name != target.name) {
            targets.push(target);
        }
    }
    Ok(targets)
}

fn target(typed: &str, known: &[Site], console: &Console) -> Result<Target, Failure> {
    if typed.starts_with("http://") || typed.starts_with("https://") {
        return Ok(Target { name: typed.into(), entries: vec![typed.into()], ..Target::default() });
    }
    if let Some(site) = known.iter().find(|site| site.name == typed) {
        for caveat in &site.caveats {
            let said = if console.language == Language::Zh { &caveat.zh } else { &caveat.en };
            console.note_of(typed, said);
        }
        return Ok(Target {
            name: site.name.clone(),
            entries: site.entries.clone(),
            family: site.family.clone(),
            units: site.units.map(|units| (units.min, units.max)),
            ..Target::default()
        });
    }
    let names: Vec<&str> = known.iter().map(|site| site.name.as_str()).collect();
    let text = console.pick((
        "“{}”既不是网址（以 http:// 或 https:// 开头），也不是已知站点；已知站点：{names}",
        "\"{}\" is neither an address (http:// or https://) nor a known site; known are {names}",
    ));
    Err(Failure::Usage(text.replace("{}", typed).replace("{names}", &names.join(", "))))
}
