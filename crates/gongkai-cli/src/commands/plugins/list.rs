//! `gongkai plugins list`: all importers, and all families of sites.

use std::io::Write;
use std::path::PathBuf;

use clap::value_parser;
use gongkai::model::Language;
use gongkai::plugin::Importer;
use gongkai::{plugins, sites};

use super::{Job, Sub, explain};
use crate::exit::{Exit, Failure};
use crate::language::pick;
use crate::sanitize::sanitize_line;
use crate::{options, readers};

pub(super) const SUB: Sub = Sub {
    name: "list",
    about: (
        "列出全部读取插件（名称、扩展名、说明）和网站类型；“未经真实网页核实”的类型没有用真实网页试过",
        "All importers (name, extensions, what they read) and families of sites; those marked unverified were never tried on a page of a real site",
    ),
    usage: ("gongkai plugins list [选项]", "gongkai plugins list [OPTIONS]"),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let help = (
        "说明谁会读这个文件，为什么；压缩包则逐个说明其中的文件",
        "tell who would read this file, and why; of a package, file by file",
    );
    let explain = options::option(language, "explain", ("文件", "FILE"), help).value_parser(value_parser!(PathBuf));
    options::plugins(command.arg(explain), language)
}

fn run(job: &Job<'_>) -> Result<Exit, Failure> {
    let console = job.console;
    if let Some(file) = job.matches.get_one::<PathBuf>("explain") {
        return explain::run(job, file);
    }
    let loaded = readers::loaded(job.matches, console, job.environment)?;
    let mut stdout = std::io::stdout().lock();
    for importer in plugins::registry().iter() {
        line(&mut stdout, importer, pick(console.language, importer.summary()))?;
    }
    let refused = loaded.refused.clone();
    let declared: Vec<(String, String)> = loaded
        .declarations
        .iter()
        .map(|declaration| (declaration.name.clone(), declaration.file.to_string_lossy().into_owned()))
        .collect();
    let registry = readers::registry(loaded, job.matches, console)?;
    for (name, file) in &declared {
        let Some(importer) = registry.named(name) else { continue };
        let head = console.pick(("声明于", "declared in"));
        let summary = format!("{} [{head} {file}]", pick(console.language, importer.summary()));
        line(&mut stdout, importer, &summary)?;
    }
    for refused in &refused {
        let text = console.pick(("未允许，没有运行", "not allowed, not run"));
        for (name, command) in &refused.plugins {
            let told = format!("{name:<10} {:<32} [{text}; {}]", command.join(" "), refused.file.to_string_lossy());
            writeln!(stdout, "{}", sanitize_line(&told))?;
        }
    }
    writeln!(stdout)?;
    for family in sites::all() {
        let verified = match family.is_verified() {
            true => "",
            false => pick(console.language, ("（未经真实网页核实）", " (unverified)")),
        };
        let name = family.name();
        writeln!(stdout, "{name:<14} {}{verified}", pick(console.language, family.summary()))?;
    }
    stdout.flush()?;
    refused.iter().for_each(|refused| console.complain(&readers::refusal(refused, console)));
    Ok(Exit::Done)
}

fn line(out: &mut dyn Write, importer: &dyn Importer, summary: &str) -> std::io::Result<()> {
    let extensions: Vec<_> = importer.extensions().iter().map(|extension| format!(".{extension}")).collect();
    let told = format!("{:<10} {:<32} {summary}", importer.name(), extensions.join(" "));
    writeln!(out, "{}", sanitize_line(&told))
}
