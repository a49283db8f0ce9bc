//! `gongkai completions`: completion of the command line for shells.

use std::io::Write;

use clap::{Arg, ArgMatches, value_parser};
use clap_complete::Shell;
use gongkai::model::Language;

use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::language::pick;

pub(super) const COMMAND: Command = Command {
    name: "completions",
    about: ("输出命令行补全脚本", "A script that completes the command line in a shell"),
    usage: ("gongkai completions SHELL", "gongkai completions SHELL"),
    notes: (
        "示例：
  gongkai completions bash > ~/.local/share/bash-completion/completions/gongkai
  gongkai completions zsh > ~/.zfunc/_gongkai
  gongkai completions fish > ~/.config/fish/completions/gongkai.fish",
        "Examples:
  gongkai completions bash > ~/.local/share/bash-completion/completions/gongkai
  gongkai completions zsh > ~/.zfunc/_gongkai
  gongkai completions fish > ~/.config/fish/completions/gongkai.fish",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    command.arg(
        Arg::new("shell")
            .value_name("SHELL")
            .help(pick(language, ("bash、zsh、fish、elvish 或 powershell", "bash, zsh, fish, elvish or powershell")))
            .help_heading(pick(language, ("参数", "Arguments")))
            .hide_possible_values(true)
            .required(true)
            .value_parser(value_parser!(Shell)),
    )
}

fn run(matches: &ArgMatches, console: &Console, _: &Environment) -> Result<Exit, Failure> {
    let Some(&shell) = matches.get_one::<Shell>("shell") else { return Ok(Exit::Usage) };
    // Into memory first: the generator does not survive a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut crate::command(console.language), "gongkai", &mut script);
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(&script)?;
    stdout.flush()?;
    Ok(Exit::Done)
}
