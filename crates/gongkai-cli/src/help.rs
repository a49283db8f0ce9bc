//! The root of the command line, and what all help pages have in common.

use clap::builder::PossibleValuesParser;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Arg, ArgAction, Command};
use gongkai::model::Language;

use crate::commands::COMMANDS;
use crate::language::{Text, pick};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const ABOUT: Text = (
    "读取中国政府信息公开工作年度报告，得到带出处的规范数据",
    "Reads Chinese annual reports on open government information into figures with evidence",
);

const EXAMPLES: Text = (
    "示例：
  gongkai parse report.txt              在终端里读一份报告
  gongkai facts reports/ -o facts.csv   整个文件夹的数据，一行一个
  gongkai help parse                    某个命令的用法

退出码：
  0  完成，没有问题
  1  完成，但报告中有错误（缺表、缺行、无法确定的数字……）
  2  用法不对，什么也没做
  3  有输入读不了，或结果写不出（优先于 1）",
    "Examples:
  gongkai parse report.txt              read a report in the terminal
  gongkai facts reports/ -o facts.csv   the figures of a whole folder, one a row
  gongkai help parse                    how to use a command

Exit codes:
  0  done, nothing to complain of
  1  done, with errors in a report (a table or row absent, a figure undecided …)
  2  wrong usage; nothing was done
  3  some input could not be read, or the result not be written (wins over 1)",
);

/// The whole command line in a language.
pub(crate) fn root(language: Language) -> Command {
    let root = Command::new("gongkai")
        .version(env!("CARGO_PKG_VERSION"))
        .about(pick(language, ABOUT))
        .after_help(pick(language, EXAMPLES))
        .override_usage(pick(language, ("gongkai [选项] 命令 …", "gongkai [OPTIONS] COMMAND …")))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .infer_subcommands(false)
        .styles(STYLES)
        .args(global(language));
    COMMANDS.iter().fold(dress(root, language), |root, command| root.subcommand(sub(command, language)))
}

fn sub(command: &crate::commands::Command, language: Language) -> Command {
    let sub = Command::new(command.name)
        .about(pick(language, command.about))
        .override_usage(pick(language, command.usage))
        .disable_help_subcommand(true)
        .disable_help_flag(true);
    dress((command.arguments)(sub, language).after_help(pick(language, command.notes)), language)
}

/// Gives a command the headings of a language.
pub(crate) fn dress(command: Command, language: Language) -> Command {
    command
        .subcommand_help_heading(pick(language, ("命令", "Commands")))
        .subcommand_value_name(pick(language, ("命令", "COMMAND")))
        .max_term_width(110)
        .help_template(pick(
            language,
            (
                "{about-with-newline}\n用法: {usage}\n\n{all-args}{after-help}",
                "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
            ),
        ))
}

fn global(language: Language) -> [Arg; 5] {
    let heading = pick(language, ("通用选项", "Global options"));
    let choice = |id: &'static str, value: Text, values: &'static [&'static str], help: Text| {
        Arg::new(id)
            .long(id)
            .value_name(pick(language, value))
            .value_parser(PossibleValuesParser::new(values))
            .hide_possible_values(true)
            .help(pick(language, help))
    };
    [
        choice(
            "lang",
            ("语言", "LANGUAGE"),
            &["zh", "en"],
            ("zh 中文或 en 英文；默认随系统语言", "zh (Chinese) or en (English); by the locale unless given"),
        ),
        choice(
            "color",
            ("何时", "WHEN"),
            &["auto", "always", "never"],
            ("auto 终端里才用颜色（默认）、always 或 never", "auto (in a terminal only, the default), always or never"),
        ),
        Arg::new("quiet").long("quiet").short('q').action(ArgAction::SetTrue).help(pick(
            language,
            ("只说读不了的输入，不显示进度和小结", "name inputs that cannot be read, and nothing else"),
        )),
        Arg::new("help")
            .long("help")
            .short('h')
            .action(ArgAction::HelpShort)
            .help(pick(language, ("显示用法", "show how to use the command"))),
        Arg::new("version")
            .long("version")
            .short('V')
            .action(ArgAction::Version)
            .help(pick(language, ("显示版本", "show the version"))),
    ]
    .map(|argument| {
        let everywhere = argument.get_id() != "version";
        argument.global(everywhere).help_heading(heading)
    })
}
