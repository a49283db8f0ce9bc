//! `gongkai plugins new NAME`: the beginning of a plugin.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, value_parser};
use gongkai::external::scaffold::{self, Kind};
use gongkai::model::Language;

use super::{Job, Sub};
use crate::exit::{Exit, Failure};
use crate::language::pick;
use crate::options;
use crate::sanitize::sanitize_line;

pub(super) const SUB: Sub = Sub {
    name: "new",
    about: (
        "新建一个插件的文件夹，含样本和标准结果，马上能通过 plugins test",
        "Begin a plugin: a folder with a sample and its golden file that passes plugins test at once",
    ),
    usage: ("gongkai plugins new [选项] 名称", "gongkai plugins new [OPTIONS] NAME"),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let name = ("插件的名称：小写字母、数字和 -", "name of the plugin: lower-case letters, digits and -");
    let kind = (
        "converter 转换器（把文件转成能读的格式，默认）、protocol 按协议回答的程序（Python）、rust 随 gongkai 发布的 Rust 插件",
        "converter (makes a form that is read; unless given), protocol (a program that answers by the protocol, in Python) or rust (a crate that ships with gongkai)",
    );
    let folder = ("放在这个文件夹下，默认当前文件夹", "make it below this folder; the current one unless given");
    command
        .arg(
            Arg::new("name")
                .value_name(pick(language, ("名称", "NAME")))
                .help(pick(language, name))
                .help_heading(pick(language, ("参数", "Arguments")))
                .required(true),
        )
        .arg(options::option(language, "kind", ("类型", "KIND"), kind).value_parser(PossibleValuesParser::new([
            "converter",
            "protocol",
            "rust",
        ])))
        .arg(options::option(language, "in", ("文件夹", "FOLDER"), folder).value_parser(value_parser!(PathBuf)))
}

fn run(job: &Job<'_>) -> Result<Exit, Failure> {
    let console = job.console;
    let name = job.matches.get_one::<String>("name").map(String::as_str).unwrap_or_default();
    let kind = match job.matches.get_one::<String>("kind").map(String::as_str) {
        Some("protocol") => Kind::Protocol,
        Some("rust") => Kind::Rust,
        _ => Kind::Converter,
    };
    let Some(files) = scaffold::files(name, kind) else {
        let text = console.pick((
            "插件的名称只能用小写字母、数字和 -，以字母开头（rust 类型不能有 -）",
            "the name of a plugin has lower-case letters, digits and - only, a letter first (no - for rust)",
        ));
        return Err(Failure::Usage(text.into()));
    };
    let below = job.matches.get_one::<PathBuf>("in").map_or(Path::new(""), PathBuf::as_path);
    let folder = below.join(name);
    if folder.exists() {
        let text = console
            .pick(("已经有了，没有改动；请换个名称", "it is there already and was left alone; take another name"));
        return Err(Failure::Usage(format!("{}: {text}", folder.display())));
    }
    let mut stdout = std::io::stdout().lock();
    for (path, content) in files {
        let path = folder.join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, content));
        written.map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))?;
        writeln!(stdout, "{}", sanitize_line(&path.to_string_lossy()))?;
    }
    stdout.flush()?;
    let next = console.pick(match kind {
        Kind::Rust => (
            "下一步：按 CONTRIBUTING.md“A format plugin in ten minutes”登记这个 crate，再运行 gongkai plugins test {}",
            "next: register the crate as CONTRIBUTING.md says (\"A format plugin in ten minutes\"), then gongkai plugins test {}",
        ),
        _ => (
            "下一步：gongkai plugins test {}；改好后把声明写进自己的 gongkai.toml",
            "next: gongkai plugins test {}; when it does what it should, move its declaration to your own gongkai.toml",
        ),
    });
    console.note(&next.replace("{}", &folder.to_string_lossy()));
    Ok(Exit::Done)
}
