//! `gongkai plugins`: which formats can be read, and which families of sites.

use std::io::Write;

use clap::ArgMatches;
use gongkai::model::Language;
use gongkai::{plugins, sites};

use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::language::pick;

pub(super) const COMMAND: Command = Command {
    name: "plugins",
    about: ("列出能读的格式和网站类型", "Which formats and which families of sites can be read"),
    usage: ("gongkai plugins list", "gongkai plugins list"),
    notes: ("示例：\n  gongkai plugins list", "Examples:\n  gongkai plugins list"),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let list = clap::Command::new("list")
        .about(pick(
            language,
            (
                "列出全部读取插件（名称、扩展名、说明）和网站类型；“未经真实网页核实”的类型没有用真实网页试过",
                "All importers (name, extensions, what they read) and families of sites; those marked unverified were never tried on a page of a real site",
            ),
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
    writeln!(stdout)?;
    for family in sites::all() {
        let verified = match family.is_verified() {
            true => "",
            false => pick(console.language, ("（未经真实网页核实）", " (unverified)")),
        };
        let name = family.name();
        writeln!(stdout, "{name:<14} {}{verified}", pick(console.language, family.summary()))?;
    }
    stdout.flush()?;
    Ok(Exit::Done)
}
