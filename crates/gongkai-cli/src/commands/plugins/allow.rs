//! `gongkai plugins allow`: lets the plugins that a folder declares run.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Arg, value_parser};
use gongkai::external;
use gongkai::model::Language;

use super::{Job, Sub};
use crate::exit::{Exit, Failure};
use crate::language::pick;
use crate::sanitize::sanitize_line;
use crate::settings_file;

pub(super) const SUB: Sub = Sub {
    name: "allow",
    about: (
        "允许文件夹里声明的外部插件照现在的样子运行；文件或程序改过就要重新允许",
        "Let the external plugins that a folder declares run as they stand; once file or program change, they must be allowed anew",
    ),
    usage: ("gongkai plugins allow [文件]", "gongkai plugins allow [FILE]"),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let help = (
        "设置文件 gongkai.toml（连同旁边的 plugins.d/*.toml）或它所在的文件夹；不写则为当前文件夹以上最近的",
        "the file of settings gongkai.toml (with plugins.d/*.toml beside it), or its folder; the nearest above the current folder unless given",
    );
    command.arg(
        Arg::new("file")
            .value_name(pick(language, ("文件", "FILE")))
            .help(pick(language, help))
            .help_heading(pick(language, ("参数", "Arguments")))
            .value_parser(value_parser!(PathBuf)),
    )
}

fn run(job: &Job<'_>) -> Result<Exit, Failure> {
    let console = job.console;
    let file = match job.matches.get_one::<PathBuf>("file") {
        Some(path) if path.is_dir() => Some(path.join(settings_file::FILE)),
        // A declaration in the folder beside it stands for the whole.
        Some(path) => Some(beside_settings(path).unwrap_or_else(|| path.clone())),
        None => settings_file::nearest(Path::new("")),
    };
    let nothing = || {
        let text = console.pick((
            "没有找到声明插件的 gongkai.toml；请写出文件名",
            "there is no gongkai.toml that declares plugins; name the file",
        ));
        Failure::Usage(text.into())
    };
    let file = file.filter(|file| file.is_file()).ok_or_else(nothing)?;
    let done = external::allow(&file, job.environment.user_folder.as_deref())
        .map_err(|error| Failure::Usage(error.message(console.language)))?;
    if done.is_empty() {
        return Err(nothing());
    }
    let mut stdout = std::io::stdout().lock();
    for (file, declarations) in done {
        writeln!(stdout, "{}", sanitize_line(&file.to_string_lossy()))?;
        for declaration in declarations {
            let head = console.pick(("已允许", "allowed"));
            let told = format!("  {head} {}: {}", declaration.name, declaration.command.join(" "));
            writeln!(stdout, "{}", sanitize_line(&told))?;
        }
    }
    stdout.flush()?;
    Ok(Exit::Done)
}

/// The file of settings that a file of `plugins.d` lies beside.
fn beside_settings(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| folder.file_name().is_some_and(|name| name == "plugins.d"))?;
    Some(folder.parent()?.join(settings_file::FILE)).filter(|path| path.is_file())
}
