//! `gongkai archive`: what an archive holds and lacks; adding files; questions; getting things out; reading again after an upgrade.

mod add;
mod coverage;
mod export;
mod list;
mod query;
mod reread;
mod show;

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use gongkai::archive::{Archive, CaptureId, Error, Mode, Wait};
use gongkai::model::Language;

use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::help;
use crate::language::{Text, pick};
use crate::options;

pub(super) const COMMAND: Command = Command {
    name: "archive",
    about: (
        "档案库：存入文件，列出、查看、查询、导出、重新读取",
        "The archive: add files, list, show, ask, export, read again",
    ),
    usage: ("gongkai archive 命令 [选项] …", "gongkai archive COMMAND [OPTIONS] …"),
    notes: (
        "档案库是一个文件夹：captures/ 里是原件（WARC 1.1，只增不改），
gongkai.db 是从中读出的内容（SQLite），可随时由原件重建。

示例：
  gongkai archive add saved/*.mhtml       存入浏览器另存的网页
  gongkai archive list                    列出存有什么、读出了什么
  gongkai archive show 12                 第 12 号的来历、各次版本和读出的内容
  gongkai archive coverage                哪些单位哪些年度的报告在、哪些不在
  gongkai archive query 'SELECT agency, year FROM reports'
  gongkai archive export -o 导出/         取出原件和数据
  gongkai archive reread                  升级后重新读取，并说明哪些数据变了

退出码：0 完成；1 完成，但有原件读不出报告；2 用法不对；3 有输入读不了，或档案库出错",
        "An archive is a folder: captures/ holds what was obtained (WARC 1.1, never rewritten),
gongkai.db what was read there (SQLite), which can be made anew at any time.

Examples:
  gongkai archive add saved/*.mhtml       pages that were saved in a browser
  gongkai archive list                    what is there, and what was read in it
  gongkai archive show 12                 where number 12 is from, its versions, what was read
  gongkai archive coverage                which reports are there, by unit and year, and which are not
  gongkai archive query 'SELECT agency, year FROM reports'
  gongkai archive export -o exported/     get captures and figures out
  gongkai archive reread                  read again after an upgrade: which figures changed

Exit codes: 0 done; 1 done, but some captures could not be read as reports; 2 wrong usage;
3 some input could not be read, or the archive failed",
    ),
    arguments,
    run,
};

/// A command below `archive`.
struct Sub {
    name: &'static str,
    about: Text,
    usage: Text,
    /// Examples and exit codes, below the options.
    notes: Option<Text>,
    arguments: fn(clap::Command, Language) -> clap::Command,
    run: fn(&Job<'_>) -> Result<Exit, Stop>,
}

const SUBS: &[Sub] = &[add::SUB, list::SUB, show::SUB, query::SUB, coverage::SUB, export::SUB, reread::SUB];

/// What a command below `archive` works with.
struct Job<'a> {
    matches: &'a ArgMatches,
    console: &'a Console,
    environment: &'a Environment,
}

/// Why one stopped before its end.
enum Stop {
    Archive(Error),
    Failure(Failure),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Archive(error)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Failure(error.into())
    }
}

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let command = command.subcommand_required(true);
    SUBS.iter().fold(command, |command, sub| {
        let below = clap::Command::new(sub.name)
            .about(pick(language, sub.about))
            .override_usage(pick(language, sub.usage))
            .disable_help_flag(true)
            .arg(
                options::option(
                    language,
                    "archive",
                    ("文件夹", "FOLDER"),
                    ("档案库所在的文件夹，默认 archive", "folder of the archive; archive unless given"),
                )
                .short('a')
                .value_parser(value_parser!(PathBuf)),
            );
        let below = sub.notes.into_iter().fold(below, |below, notes| below.after_help(pick(language, notes)));
        command.subcommand(help::dress((sub.arguments)(below, language), language))
    })
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(Exit::Usage) };
    let Some(sub) = SUBS.iter().find(|sub| sub.name == name) else { return Ok(Exit::Usage) };
    match (sub.run)(&Job { matches, console, environment }) {
        Ok(exit) => Ok(exit),
        Err(Stop::Failure(failure)) => Err(failure),
        Err(Stop::Archive(error)) => {
            console.complain(&error.message(console.language));
            Ok(Exit::Unreadable)
        }
    }
}

impl Job<'_> {
    fn folder(&self) -> PathBuf {
        self.matches.get_one("archive").cloned().unwrap_or_else(|| PathBuf::from("archive"))
    }

    fn to_read(&self) -> Result<Archive, Stop> {
        Ok(Archive::open(self.folder(), Mode::Read)?)
    }

    /// Opens the archive to write.
    fn to_write(&self) -> Result<Archive, Stop> {
        Ok(open_to_write(&self.folder(), self.console)?)
    }

    /// The numbers typed.
    fn numbers(&self) -> Vec<CaptureId> {
        self.matches.get_many::<i64>("numbers").into_iter().flatten().map(|number| CaptureId(*number)).collect()
    }
}

/// Opens the archive to write; while another process does, says so and waits.
pub(super) fn open_to_write(folder: &Path, console: &Console) -> Result<Archive, Error> {
    let mut tell = |process: Option<u32>| {
        let text = console.pick((
            "另一个进程{}正在写入档案库，等它结束……",
            "another process{} writes to the archive; waiting for its end ...",
        ));
        let process = process.map(|process| format!(" {process}")).unwrap_or_default();
        console.note(&text.replace("{}", &process));
    };
    let archive = Archive::open(folder, Mode::Write(Wait::ForOther(&mut tell)))?;
    if let Some(recovery) = archive.recovery().filter(|recovery| !recovery.is_clean()) {
        let text = console.pick((
            "上次没有正常结束：已补录 {taken} 条，截去残缺的 {cut} 字节",
            "the last run did not end well: {taken} captures taken up, {cut} torn bytes cut off",
        ));
        let text = text.replace("{taken}", &recovery.taken_up.to_string());
        console.note(&text.replace("{cut}", &recovery.cut.to_string()));
        for path in &recovery.short {
            let text = console.pick((
                "比登记的短，有原件丢失；请从备份恢复",
                "shorter than it was, captures were lost; restore it from a backup",
            ));
            console.complain_of(&path.to_string_lossy(), text);
        }
    }
    Ok(archive)
}

/// The argument that takes numbers of captures.
fn numbers(language: Language, required: bool, help: Text) -> Arg {
    Arg::new("numbers")
        .value_name(pick(language, ("编号", "NUMBER")))
        .help(pick(language, help))
        .help_heading(pick(language, ("参数", "Arguments")))
        .num_args(if required { 1.. } else { 0.. })
        .required(required)
        .value_parser(value_parser!(i64).range(1..))
}
