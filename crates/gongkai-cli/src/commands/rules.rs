//! `gongkai rules`: what each rule means.

use std::io::Write;

use clap::{Arg, ArgMatches};
use gongkai::check::RULES;
use gongkai::export::rules;
use gongkai::model::Language;

use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::language::pick;
use crate::view::{self, Page};
use crate::{options, rule_query};

pub(super) const COMMAND: Command = Command {
    name: "rules",
    about: ("规则：要求、依据、公式、例子", "What each rule means: basis, formula, example"),
    usage: ("gongkai rules [选项] [编号…]", "gongkai rules [OPTIONS] [ID…]"),
    notes: (
        "示例：
  gongkai rules                 列出全部规则
  gongkai rules T3-001          一条规则的说明
  gongkai rules T3              表三的全部规则
  gongkai rules -f markdown > rules.md",
        "Examples:
  gongkai rules                 list all rules
  gongkai rules T3-001          the page of a rule
  gongkai rules T3              all rules about Table 3
  gongkai rules -f markdown > rules.md",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let formats = [
        ("text", ("终端里读的页面", "a page to read in a terminal")),
        ("json", ("供程序读取，中英文都有", "for programs, in both languages")),
        ("markdown", ("一份文档", "a document")),
    ];
    let help = options::format_help(language, ("输出格式，默认 text", "output format; text unless given"), &formats);
    command
        .arg(
            Arg::new("ids")
                .value_name(pick(language, ("编号", "ID")))
                .help(pick(
                    language,
                    (
                        "规则的编号（T3-001）、名称（row-total-wrong）或编号的开头（T3）；不写则列出全部",
                        "ids (T3-001), names (row-total-wrong) or beginnings of ids (T3); all rules are listed unless given",
                    ),
                ))
                .help_heading(pick(language, ("参数", "Arguments")))
                .num_args(0..),
        )
        .arg(options::format(language, formats.iter().map(|(name, _)| *name).collect(), help))
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let words: Vec<String> = matches.get_many::<String>("ids").into_iter().flatten().cloned().collect();
    let chosen = match words.is_empty() {
        true => RULES.to_vec(),
        false => rule_query::find(&words, console).map_err(Failure::Usage)?,
    };
    let page = Page::of(console.language, environment);
    let format = matches.get_one::<String>("format").map_or("text", String::as_str);
    let text = match format {
        "json" => rules::json(&chosen).map_err(std::io::Error::from)? + "\n",
        "markdown" => rules::markdown(&chosen, console.language),
        _ if words.is_empty() => view::rule_list(&chosen, &page),
        _ => chosen.iter().map(|rule| view::rule_page(rule, &page)).collect::<Vec<_>>().join("\n"),
    };
    let mut stdout = anstream::AutoStream::new(std::io::stdout(), console.color);
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(Exit::Done)
}
