//! `gongkai indicators`: what `trend` and `rank` can measure.

use clap::ArgMatches;
use gongkai::compare::indicators::indicators;
use gongkai::export::measures;
use gongkai::model::Language;

use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::view::{self, Page};
use crate::{measuring, options};

pub(super) const COMMAND: Command = Command {
    name: "indicators",
    about: ("指标：名称、公式、分母、注意事项", "The indicators: names, formulas, denominators, what to beware of"),
    usage: ("gongkai indicators [选项]", "gongkai indicators [OPTIONS]"),
    notes: (
        "trend 和 rank 能算的指标。比率都写明分母；分母不足 10 的只列件数，不列比率。

示例：
  gongkai indicators
  gongkai indicators -f json

退出码：0 完成；2 用法不对",
        "What trend and rank can measure. Every rate names its denominator; below 10 only the counts are shown.

Examples:
  gongkai indicators
  gongkai indicators -f json

Exit codes: 0 done; 2 wrong usage",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let formats = [
        ("text", ("终端里读的页面", "a page to read in a terminal")),
        ("json", ("供程序读取，中英文都有", "for programs, in both languages")),
    ];
    let help = options::format_help(language, ("输出格式，默认 text", "output format; text unless given"), &formats);
    command.arg(options::format(language, formats.iter().map(|(name, _)| *name).collect(), help))
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    use std::io::Write;

    let mut stdout = anstream::AutoStream::new(std::io::stdout(), console.color);
    match measuring::format(matches) {
        "json" => measures::indicators_json(&mut stdout)?,
        _ => {
            let page = Page::of(console.language, environment);
            stdout.write_all(view::indicator_list(indicators(), &page).as_bytes())?;
        }
    }
    Ok(Exit::Done)
}
