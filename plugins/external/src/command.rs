//! Commands as lists of arguments. There is no shell: what stands in an argument stays in that argument.

use std::path::Path;

use serde::Deserialize;

use crate::declaration::Sort;

/// How a converter hands over what it made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Output {
    /// On standard output.
    Stdout,
    /// In the file `{out}`.
    File,
    /// In a file of its own naming in the folder `{out}`.
    Folder,
}

/// What an argument may hold, and what stands for it.
pub(crate) struct Paths<'a> {
    /// The source.
    pub(crate) input: &'a Path,
    /// The file or folder for what is made.
    pub(crate) output: &'a Path,
    /// A folder of its own, gone afterwards.
    pub(crate) tmp: &'a Path,
    /// The folder of the declaration.
    pub(crate) here: &'a Path,
}

const NAMES: [&str; 4] = ["{in}", "{out}", "{tmp}", "{here}"];

/// What is wrong with a command, Chinese and English.
pub(crate) fn check(command: &[String], sort: &Sort) -> Result<(), (String, String)> {
    let wrong = |zh: String, en: String| Err((zh, en));
    let program = command.first().map_or("", String::as_str);
    if program.is_empty() {
        return wrong(
            "command 是空的；写作 [\"程序\", \"参数\", …]".into(),
            "command is empty; it is [\"program\", \"argument\", …]".into(),
        );
    }
    let is_found = !program.contains(['/', '\\']) || Path::new(program).is_absolute() || program.starts_with("{here}/");
    if !is_found {
        return wrong(
            format!("程序 {program} 要写名称、绝对路径，或以 {{here}}/ 开头"),
            format!("the program {program} must be a name, an absolute path, or begin with {{here}}/"),
        );
    }
    for argument in command {
        if let Some(slip) = braces(argument).find(|name| !NAMES.contains(name)) {
            return wrong(
                format!("没有 {slip}；可用的有 {}", NAMES.join(" ")),
                format!("there is no {slip}; there are {}", NAMES.join(" ")),
            );
        }
    }
    let uses = |name: &str| command.iter().any(|argument| argument.contains(name));
    match sort {
        Sort::Protocol if uses("{in}") || uses("{out}") => wrong(
            "协议插件的 command 里没有 {in} 和 {out}，文件由请求给出".into(),
            "a program that speaks the protocol is told files by requests, not by {in} or {out}".into(),
        ),
        Sort::Converter { .. } if !uses("{in}") => {
            wrong("command 里要有 {in}（要读的文件）".into(), "the command needs {in}, the file to read".into())
        }
        Sort::Converter { output: Output::File | Output::Folder, .. } if !uses("{out}") => wrong(
            "command 里要有 {out}；如结果写到标准输出，用 output = \"stdout\"".into(),
            "the command needs {out}; if it writes to standard output, say output = \"stdout\"".into(),
        ),
        _ => Ok(()),
    }
}

/// The `{word}`s of an argument.
fn braces(argument: &str) -> impl Iterator<Item = &str> {
    argument.match_indices('{').filter_map(|(start, _)| {
        let rest = argument.get(start..)?;
        let word = rest.get(..=rest.find('}')?)?;
        let inside = word.trim_matches(['{', '}']);
        (!inside.is_empty() && inside.bytes().all(|b| b.is_ascii_lowercase())).then_some(word)
    })
}

/// The command with its places filled in, each within its argument.
pub(crate) fn filled(command: &[String], paths: &Paths<'_>) -> Vec<String> {
    command.iter().map(|argument| fill(argument, paths)).collect()
}

/// One pass, so that what a path holds is never filled in itself.
fn fill(argument: &str, paths: &Paths<'_>) -> String {
    let values = [paths.input, paths.output, paths.tmp, paths.here];
    let (mut filled, mut rest) = (String::new(), argument);
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        filled.push_str(before);
        let found = NAMES.iter().zip(values).find_map(|(name, value)| Some((from.strip_prefix(name)?, value)));
        rest = match found {
            Some((behind, value)) => {
                filled.push_str(&value.to_string_lossy());
                behind
            }
            None => {
                filled.push('{');
                from.get(1..).unwrap_or_default()
            }
        };
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once_and_within_their_argument() {
        let paths = Paths {
            input: Path::new("/t/in $(rm) {out}.doc"),
            output: Path::new("/t/out"),
            tmp: Path::new("/t"),
            here: Path::new("/h"),
        };
        let command = ["{here}/x", "-env:file://{tmp}/p", "{in}", "{out}", "a{}b", "{", "{\"x\"}"].map(String::from);
        let expected =
            ["/h/x", "-env:file:///t/p", "/t/in $(rm) {out}.doc", "/t/out", "a{}b", "{", "{\"x\"}"].map(String::from);
        assert_eq!(filled(&command, &paths), expected);
    }
}
