//! `gongkai plugins test DIR`: the conformance kit over the folder of a plugin.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::{Arg, value_parser};
use gongkai::model::Language;
use gongkai::testing::{self, Options, Tested};

use super::{Job, Sub};
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::language::pick;
use crate::options;
use crate::pipeline;
use crate::sanitize::sanitize_line;

pub(super) const SUB: Sub = Sub {
    name: "test",
    about: (
        "检验一个插件的文件夹：结果确定、截断不崩溃、不丢文字、出处都在、与标准结果相同",
        "Test the folder of a plugin: deterministic, survives being cut, loses no text, places exist, equals its golden files",
    ),
    usage: ("gongkai plugins test [选项] 文件夹", "gongkai plugins test [OPTIONS] FOLDER"),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let folder = (
        "有 gongkai.toml 和 samples/ 的文件夹；运行其中声明的程序。Rust 插件的文件夹则运行 cargo test",
        "a folder with gongkai.toml and samples/, whose programs are run; in the crate of a Rust plugin cargo test is run",
    );
    let bless =
        ("把读出的结果写为标准结果（samples/*.golden）", "write what is read as golden files (samples/*.golden)");
    let cuts = (
        "每个样本截断多少处；不写则在约 20 秒内尽量多",
        "at how many places each sample is cut; as many as some 20 seconds allow unless given",
    );
    command
        .arg(
            Arg::new("folder")
                .value_name(pick(language, ("文件夹", "FOLDER")))
                .help(pick(language, folder))
                .help_heading(pick(language, ("参数", "Arguments")))
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(options::switch(language, "bless", bless))
        .arg(
            options::option(language, "cuts", ("数目", "NUMBER"), cuts)
                .value_parser(value_parser!(u64).range(1..=100_000)),
        )
}

fn run(job: &Job<'_>) -> Result<Exit, Failure> {
    let console = job.console;
    let folder = job.matches.get_one::<PathBuf>("folder").cloned().unwrap_or_default();
    if folder.join("Cargo.toml").is_file() {
        return cargo(&folder, console);
    }
    let cuts = job.matches.get_one::<u64>("cuts").and_then(|cuts| usize::try_from(*cuts).ok());
    let options = Options { cuts, bless: job.matches.get_flag("bless") };
    let tested = pipeline::guarded(|| testing::test(&folder, options), console).map_err(Failure::Usage)?;
    let tested = tested.map_err(|error| Failure::Usage(error.message(console.language)))?;
    let mut stdout = std::io::stdout().lock();
    tested.iter().try_for_each(|tested| tell(&mut stdout, tested, console))?;
    stdout.flush()?;
    Ok(if testing::is_sound(&tested) { Exit::Done } else { Exit::Findings })
}

fn tell(out: &mut dyn Write, tested: &Tested, console: &Console) -> std::io::Result<()> {
    let blessed = console.pick(("，已写入标准结果", ", golden file written"));
    let tail = if tested.is_blessed { blessed } else { "" };
    let told = format!("{} ({}){tail}", tested.sample.to_string_lossy(), tested.plugin);
    writeln!(out, "{}", sanitize_line(&told))?;
    for check in &tested.checks {
        let (mark, name) = (testing::mark(&check.outcome), console.pick(testing::name(check)));
        let words = check.outcome.words(console.language);
        let words = if words.is_empty() { String::new() } else { format!(": {words}") };
        writeln!(out, "  {mark:<6} {}", sanitize_line(&format!("{name}{words}")))?;
    }
    Ok(())
}

/// The tests of a crate.
fn cargo(folder: &Path, console: &Console) -> Result<Exit, Failure> {
    let manifest = folder.join("Cargo.toml");
    let status = Command::new("cargo").args(["test", "--manifest-path"]).arg(manifest).stdin(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => Ok(Exit::Done),
        Ok(_) => Ok(Exit::Findings),
        Err(error) => {
            let head = console.pick(("无法运行 cargo：", "cargo could not be run: "));
            Err(Failure::Usage(format!("{head}{error}")))
        }
    }
}
