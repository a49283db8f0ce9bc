//! The command line of `gongkai`: arguments, printing, exit codes. No logic of the subject lives here.
//!
//! A library beside the binary, so that its parts are tested without starting a process.

mod cell_query;
mod collect;
mod commands;
mod console;
mod environment;
mod exit;
mod help;
mod inputs;
mod language;
mod manners;
mod manual;
mod measuring;
mod options;
mod output;
mod pages;
mod pipeline;
mod readers;
mod rule_query;
mod sanitize;
mod settings_file;
mod source;
mod usage_error;
mod view;
mod years;

use std::ffi::OsString;

use gongkai::model::Language;

pub use environment::Environment;
pub use exit::Exit;

use crate::console::Console;
use crate::exit::Failure;

/// The definition of the command line, with every text in one language.
pub fn command(language: Language) -> clap::Command {
    help::root(language)
}

/// Runs a command line, the name of the program included.
pub fn run(arguments: Vec<OsString>, environment: &Environment) -> Exit {
    let language = language::choose(&arguments, &environment.locale);
    let matches = match command(language).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return usage_error::report(&error, &arguments, language),
    };
    let console = Console::new(language, &matches);
    let Some((name, arguments)) = matches.subcommand() else { return Exit::Usage };
    let Some(command) = commands::COMMANDS.iter().find(|command| command.name == name) else { return Exit::Usage };
    match (command.run)(arguments, &console, environment) {
        Ok(exit) => exit,
        Err(Failure::Usage(message)) => {
            console.complain(&message);
            Exit::Usage
        }
        // Whoever read our output has seen enough.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(Failure::Output(error)) => {
            let head = console.pick(("无法写出结果：", "the result could not be written: "));
            console.complain(&format!("{head}{error}"));
            Exit::Unreadable
        }
    }
}
