//! What is wrong with a command line, in words of ours: clap's own sentences exist in English only.

use std::ffi::OsString;
use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use gongkai::model::Language;

use crate::commands::COMMANDS;
use crate::exit::Exit;
use crate::language::pick;
use crate::sanitize::sanitize_line;

/// Prints help or the version where they were asked for, and what is wrong else.
pub(crate) fn report(error: &clap::Error, arguments: &[OsString], language: Language) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let mut stdout = anstream::AutoStream::new(std::io::stdout(), choice(arguments));
            let _ = write!(stdout, "{}", error.render().ansi());
            let _ = stdout.flush();
            Exit::Done
        }
        _ => {
            let mut stderr = anstream::AutoStream::new(std::io::stderr(), choice(arguments));
            let style = anstyle::AnsiColor::Red.on_default().bold();
            let _ = writeln!(stderr, "{style}gongkai:{style:#} {}", sanitize_line(&message(error, language)));
            let command = command_of(arguments).map(|name| format!(" {name}")).unwrap_or_default();
            let hint = pick(language, ("用法见 gongkai{} --help", "see gongkai{} --help"));
            let _ = writeln!(stderr, "{}", hint.replace("{}", &command));
            Exit::Usage
        }
    }
}

/// The command that was meant, where its name is right.
fn command_of(arguments: &[OsString]) -> Option<&'static str> {
    let name = |argument: &OsString| COMMANDS.iter().map(|command| command.name).find(|name| argument == name);
    arguments.iter().skip(1).find_map(name)
}

/// `--color` of a command line that could not be parsed or that asks for help.
fn choice(arguments: &[OsString]) -> anstream::ColorChoice {
    let text: Vec<_> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let asks = |value: &str| {
        text.contains(&format!("--color={value}").as_str()) || text.windows(2).any(|pair| pair == ["--color", value])
    };
    match (asks("always"), asks("never")) {
        (true, _) => anstream::ColorChoice::Always,
        (_, true) => anstream::ColorChoice::Never,
        _ => anstream::ColorChoice::Auto,
    }
}

fn message(error: &clap::Error, language: Language) -> String {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let text = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            return with_hint(
                pick(language, ("没有“{}”这个命令", "there is no command \"{}\""))
                    .replace("{}", &context(ContextKind::InvalidSubcommand)),
                &context(ContextKind::SuggestedSubcommand),
                language,
            );
        }
        ErrorKind::UnknownArgument => {
            return with_hint(
                pick(language, ("没有“{}”这个选项", "there is no option \"{}\"")).replace("{}", &argument),
                &context(ContextKind::SuggestedArg),
                language,
            );
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            ("{argument} 后面要有值{valid}", "{argument} needs a value{valid}")
        }
        ErrorKind::ValueValidation => (
            "{argument} 不能是“{value}”；要写 1 到 100000 的整数",
            "{argument} cannot be \"{value}\"; a whole number from 1 to 100000 is needed",
        ),
        ErrorKind::InvalidValue => ("{argument} 不能是“{value}”{valid}", "{argument} cannot be \"{value}\"{valid}"),
        ErrorKind::MissingRequiredArgument => ("还要写上 {argument}", "{argument} must be given"),
        ErrorKind::MissingSubcommand => ("要写一个命令{valid}", "a command must be given{valid}"),
        ErrorKind::ArgumentConflict => {
            ("{argument} 重复，或不能与其他选项同用", "{argument} is given twice or does not go with another option")
        }
        ErrorKind::InvalidUtf8 => ("参数不是有效的 UTF-8", "an argument is not valid UTF-8"),
        _ => return error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    };
    let valid = [ContextKind::ValidValue, ContextKind::ValidSubcommand]
        .into_iter()
        .map(context)
        .find(|valid| !valid.is_empty());
    let valid =
        valid.map(|valid| pick(language, ("；可用：{}", "; possible: {}")).replace("{}", &valid)).unwrap_or_default();
    pick(language, text).replace("{argument}", &argument).replace("{value}", &value).replace("{valid}", &valid)
}

fn with_hint(message: String, suggestion: &str, language: Language) -> String {
    if suggestion.is_empty() {
        return message;
    }
    message + &pick(language, ("；是否想写 {}？", "; did you mean {}?")).replace("{}", suggestion)
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
