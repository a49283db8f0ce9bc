//! `gongkai plugins`: which formats can be read and by whom; plugins of one's own, begun, tested and allowed.

mod allow;
mod explain;
mod list;
mod new;
mod test;

use clap::ArgMatches;
use gongkai::model::Language;

use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::language::{Text, pick};

pub(super) const COMMAND: Command = Command {
    name: "plugins",
    about: (
        "格式插件和网站类型：列出、说明、新建、测试、允许",
        "Formats and families of sites: list, explain, begin, test, allow",
    ),
    usage: ("gongkai plugins 命令 [选项] …", "gongkai plugins COMMAND [OPTIONS] …"),
    notes: (
        "外部插件是别的程序：转换器（在 gongkai.toml 里写一条命令），或按协议回答的程序；见 docs/plugins.md。
写在自己设置文件夹（~/.config/gongkai/）里的直接可用；写在报告文件夹里的，要先 allow。

示例：
  gongkai plugins list
  gongkai plugins list --explain 年报.doc          谁来读这个文件，为什么
  gongkai plugins new mine --kind protocol         新建一个 Python 插件
  gongkai plugins test mine                        检验它
  gongkai plugins allow                            允许本文件夹声明的插件

退出码：0 完成；1 测试有不通过的；2 用法不对；3 文件读不了",
        "External plugins are other programs: converters (a command in gongkai.toml), or programs that
answer by a protocol; see docs/plugins.md. Those declared in one's own folder (~/.config/gongkai/) run;
those declared beside reports must be allowed first.

Examples:
  gongkai plugins list
  gongkai plugins list --explain report.doc        who would read this file, and why
  gongkai plugins new mine --kind protocol         begin a plugin in Python
  gongkai plugins test mine                        test it
  gongkai plugins allow                            allow what this folder declares

Exit codes: 0 done; 1 a test failed; 2 wrong usage; 3 a file could not be read",
    ),
    arguments,
    run,
};

/// A command below `plugins`.
struct Sub {
    name: &'static str,
    about: Text,
    usage: Text,
    arguments: fn(clap::Command, Language) -> clap::Command,
    run: fn(&Job<'_>) -> Result<Exit, Failure>,
}

const SUBS: &[Sub] = &[list::SUB, new::SUB, test::SUB, allow::SUB];

/// What a command below `plugins` works with.
struct Job<'a> {
    matches: &'a ArgMatches,
    console: &'a Console,
    environment: &'a Environment,
}

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    SUBS.iter().fold(command.subcommand_required(true), |command, sub| {
        let below = clap::Command::new(sub.name)
            .about(pick(language, sub.about))
            .override_usage(pick(language, sub.usage))
            .disable_help_flag(true);
        command.subcommand(help::dress((sub.arguments)(below, language), language))
    })
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(Exit::Usage) };
    let Some(sub) = SUBS.iter().find(|sub| sub.name == name) else { return Ok(Exit::Usage) };
    (sub.run)(&Job { matches, console, environment })
}
