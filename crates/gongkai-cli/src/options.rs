//! Options that several commands share, defined once with both texts.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use gongkai::export::{Content, FORMATS, Format};
use gongkai::model::Language;

use crate::console::Console;
use crate::environment::Environment;
use crate::exit::Failure;
use crate::language::{Text, pick};
use crate::manners;

/// Bytes in the megabyte of `--max-size`.
const MEGABYTE: u64 = 1_000_000;

/// Default of `--max-size`, in megabytes.
const DEFAULT_MAX_SIZE: u64 = 64;

/// An option, with its help in a language. Possible values and defaults are told by the help itself.
pub(crate) fn option(language: Language, id: &'static str, value: Text, help: Text) -> Arg {
    Arg::new(id)
        .long(id)
        .value_name(pick(language, value))
        .help(pick(language, help))
        .hide_possible_values(true)
        .hide_default_value(true)
        .help_heading(pick(language, ("选项", "Options")))
}

/// A switch, with its help in a language.
pub(crate) fn switch(language: Language, id: &'static str, help: Text) -> Arg {
    Arg::new(id)
        .long(id)
        .action(ArgAction::SetTrue)
        .help(pick(language, help))
        .help_heading(pick(language, ("选项", "Options")))
}

/// The positional inputs and the options that go with them.
pub(crate) fn inputs(command: Command, language: Language) -> Command {
    plugins(command, language)
        .arg(
            Arg::new("inputs")
                .value_name(pick(language, ("文件或网址", "FILE|URL")))
                .help(pick(
                    language,
                    (
                        "文件、文件夹（含下级）、通配符（如 'reports/**/*.txt'）、网址（http:// 或 https:// 开头）或 -（标准输入），可混用",
                        "files, folders (with what is below), globs (such as 'reports/**/*.txt'), addresses (http:// or https://) or - (standard input), in any mixture",
                    ),
                ))
                .help_heading(pick(language, ("参数", "Arguments")))
                .num_args(1..)
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option(language, "output", ("文件", "FILE"), ("写入文件，不写到标准输出", "write to a file instead of standard output"))
                .short('o')
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option(
                language,
                "max-size",
                ("MB", "MB"),
                ("单个文件的大小上限，默认 64 MB", "largest file to read; 64 MB unless given"),
            )
            .value_parser(value_parser!(u64).range(1..=100_000)),
        )
        .arg(switch(language, "no-progress", ("不显示进度条", "show no progress bar")))
        .arg(manners::contact(language))
}

/// `--importer` and `--allow-plugins`, wherever files are read.
pub(crate) fn plugins(command: Command, language: Language) -> Command {
    let importer = (
        "一律用这个读取插件（名称见 gongkai plugins list）",
        "read everything with this importer (gongkai plugins list has the names)",
    );
    let allow = (
        "本次运行允许当前文件夹 gongkai.toml 声明的外部插件",
        "for this run, let external plugins that the gongkai.toml here declares run",
    );
    command.arg(option(language, "importer", ("名称", "NAME"), importer)).arg(switch(language, "allow-plugins", allow))
}

/// `--format`, over the formats with some content and further names; the first one is the default.
pub(crate) fn format(language: Language, names: Vec<&'static str>, help: String) -> Arg {
    let default = names.first().copied().unwrap_or_default();
    option(language, "format", ("格式", "FORMAT"), ("", ""))
        .short('f')
        .help(help)
        .default_value(default)
        .value_parser(PossibleValuesParser::new(names))
}

/// Help lines for formats: name and summary, one a line.
pub(crate) fn format_help(language: Language, head: Text, lines: &[(&str, Text)]) -> String {
    lines.iter().fold(pick(language, head).to_owned(), |help, &(name, summary)| {
        format!("{help}\n{name:<9} {}", pick(language, summary))
    })
}

/// The formats with some content.
pub(crate) fn formats(content: Content) -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(move |format| format.content == content)
}

/// Whether a format goes with where it is written: a terminal shows text only.
pub(crate) fn suits_terminal(
    matches: &ArgMatches,
    is_text: bool,
    name: &str,
    console: &Console,
    environment: &Environment,
) -> Result<(), Failure> {
    if is_text || matches.contains_id("output") || !environment.stdout_is_terminal {
        return Ok(());
    }
    let text = console.pick((
        "{} 不是文本，终端不能显示；请用 -o 写入文件",
        "{} is no text and cannot be shown in a terminal; write it to a file with -o",
    ));
    Err(Failure::Usage(text.replace("{}", name)))
}

/// The limit that `--max-size` sets, in bytes.
pub(crate) fn max_bytes(matches: &ArgMatches) -> u64 {
    matches.get_one::<u64>("max-size").copied().unwrap_or(DEFAULT_MAX_SIZE) * MEGABYTE
}
