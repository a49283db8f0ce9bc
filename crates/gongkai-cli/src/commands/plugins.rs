//! `gongkai plugins`: which formats can be read.

use std::io::Write;

use clap::ArgMatches;
use gongkai::model::Language;
use gongkai::plugins;

use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::language::pick;

pub(super) const COMMAND: Command = Command {
    name: "plugins",
    about: ("列出能读的格式", "Which formats can be read"),
    usage: ("gongkai plugins list", "gongkai plugins list"),
    notes: ("示例：\n  gongkai plugins list", "Examples:\n  gongkai plugins list"),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let list = clap::Command::new("list")
        .about(pick(
            language,
            ("列出全部读取插件：名称、扩展名、说明", "All importers: name, extensions, what they read"),
        ))
        .override_usage("gongkai plugins list")
        .disable_help_flag(true);
    command.subcommand_required(true).subcommand(help::dress(list, language))
}

fn run(_: &ArgMatches, console: &Console, _: &Environment) -> Result<Exit, Failure> {
    let mut stdout = std::io::stdout().lock();
    for importer in plugins::registry().iter() {
        let extensions: Vec<_> = importer.extensions().iter().map(|extension| format!(".{extension}")).collect();
        let (name, summary) = (importer.name(), pick(console.language, importer.summary()));
        writeln!(stdout, "{name:<10} {:<32} {summary}", extensions.join(" "))?;
    }
    stdout.flush()?;
    Ok(Exit::Done)
}
