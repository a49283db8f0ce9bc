//! `gongkai help`: the help of a command.

use std::io::Write;

use clap::{Arg, ArgMatches};
use gongkai::model::Language;

use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::language::pick;
use crate::{manual, options};

pub(super) const COMMAND: Command = Command {
    name: "help",
    about: ("显示某个命令的用法", "How to use a command"),
    usage: ("gongkai help [选项] [命令]", "gongkai help [OPTIONS] [COMMAND]"),
    notes: (
        "示例：\n  gongkai help parse\n  gongkai help --manual > manual.md",
        "Examples:\n  gongkai help parse\n  gongkai help --manual > manual.md",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    command
        .arg(
            Arg::new("command")
                .value_name(pick(language, ("命令", "COMMAND")))
                .help(pick(language, ("命令的名称", "name of the command")))
                .help_heading(pick(language, ("参数", "Arguments")))
                .num_args(0..),
        )
        .arg(options::switch(
            language,
            "manual",
            ("输出全部命令的用法（Markdown）", "write the help of all commands, as Markdown"),
        ))
}

fn run(matches: &ArgMatches, console: &Console, _: &Environment) -> Result<Exit, Failure> {
    if matches.get_flag("manual") {
        let mut stdout = std::io::stdout().lock();
        stdout.write_all(manual::manual(console.language).as_bytes())?;
        return Ok(Exit::Done);
    }
    let mut root = crate::command(console.language);
    root.build();
    let mut command = &mut root;
    for name in matches.get_many::<String>("command").into_iter().flatten() {
        let Some(sub) = command.find_subcommand_mut(name) else {
            let text = console.pick((
                "没有“{}”这个命令；gongkai help 列出全部命令",
                "there is no command \"{}\"; gongkai help lists them all",
            ));
            return Err(Failure::Usage(text.replace("{}", name)));
        };
        command = sub;
    }
    let page = command.render_help();
    let mut stdout = anstream::AutoStream::new(std::io::stdout(), console.color);
    write!(stdout, "{}", page.ansi())?;
    stdout.flush()?;
    Ok(Exit::Done)
}
