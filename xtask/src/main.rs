//! Chores of the workspace: documents that come from code, and a comparison with what people write in Python.

mod docs;
mod peers;

use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask docs [--check]
       cargo xtask bench-peers [--markdown]

docs                     write the documents that come from code
docs --check             exit 1 when one of them is not what the code says
bench-peers              processor time and accuracy of `gongkai facts` beside pandas, BeautifulSoup and selectolax
bench-peers --markdown   the same, as tables for a document";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["docs"] => docs::write(&docs::root(), docs::DOCUMENTS),
        ["docs", "--check"] => docs::check(&docs::root(), docs::DOCUMENTS),
        ["bench-peers"] => bench(false),
        ["bench-peers", "--markdown"] => bench(true),
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

fn bench(markdown: bool) -> Result<String, String> {
    let tables = peers::run(&docs::root(), markdown)?;
    std::io::stdout().lock().write_all(tables.as_bytes()).map_err(|error| error.to_string())?;
    Ok("medians of processor time, user and system; absolute times differ from machine to machine".into())
}

fn say(message: &str) {
    // Nobody is left to tell when standard error cannot be written to.
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}
