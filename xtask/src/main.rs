//! Generates and checks the documents that come from code: `cargo run -p xtask -- docs [--check]`.

mod docs;

use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo run -p xtask -- docs [--check]

docs           write the documents that come from code
docs --check   exit 1 when one of them is not what the code says";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["docs"] => docs::write(&docs::root(), docs::DOCUMENTS),
        ["docs", "--check"] => docs::check(&docs::root(), docs::DOCUMENTS),
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

fn say(message: &str) {
    // Nobody is left to tell when standard error cannot be written to.
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}
