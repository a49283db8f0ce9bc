//! The commands: one file each, one line here.

mod agency;
mod archive;
mod check;
mod compare;
mod completions;
mod facts;
mod help;
mod indicators;
mod panel;
mod parse;
mod plugins;
mod rank;
mod rollup;
mod rules;
mod score;
mod scrape;
mod trend;

use clap::ArgMatches;
use gongkai::model::Language;

use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::language::Text;

/// A command, with everything that help says about it.
pub(crate) struct Command {
    /// Name on the command line.
    pub(crate) name: &'static str,
    /// One line for the list of commands.
    pub(crate) about: Text,
    /// The usage line.
    pub(crate) usage: Text,
    /// Examples and exit codes, below the options.
    pub(crate) notes: Text,
    /// Adds the arguments.
    pub(crate) arguments: fn(clap::Command, Language) -> clap::Command,
    /// Runs it.
    pub(crate) run: fn(&ArgMatches, &Console, &Environment) -> Result<Exit, Failure>,
}

/// Every command, in the order in which help lists them.
pub(crate) const COMMANDS: &[Command] = &[
    parse::COMMAND,
    facts::COMMAND,
    check::COMMAND,
    panel::COMMAND,
    agency::COMMAND,
    rules::COMMAND,
    score::COMMAND,
    compare::COMMAND,
    trend::COMMAND,
    rank::COMMAND,
    rollup::COMMAND,
    indicators::COMMAND,
    scrape::COMMAND,
    archive::COMMAND,
    plugins::COMMAND,
    completions::COMMAND,
    help::COMMAND,
];
