//! `gongkai archive reread`: read again after an upgrade, and say which figures changed.

use std::io::{self, Write};

use gongkai::archive;
use gongkai::archive::Figure;
use gongkai::archiving;
use gongkai::model::Language;
use gongkai::plugin::Limits;

use super::show::told;
use super::{Job, Stop, Sub, numbers};
use crate::console::Console;
use crate::exit::Exit;
use crate::options;
use crate::pipeline;
use crate::readers;
use crate::sanitize::sanitize_line;

pub(super) const SUB: Sub = Sub {
    name: "reread",
    about: ("重新读取原件，说明哪些数据变了", "Read captures again, and say which figures changed"),
    usage: ("gongkai archive reread [选项] [编号…]", "gongkai archive reread [OPTIONS] [NUMBER…]"),
    notes: None,
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let rebuild = ("先由 captures 重建数据库", "make the database anew from captures first");
    options::plugins(command, language)
        .arg(numbers(language, false, ("只读这些编号；不写则全部重读", "read these only; all unless given")))
        .arg(options::switch(language, "unread", ("只读还没有读过的", "read only what was not read yet")))
        .arg(options::switch(language, "rebuild", rebuild))
}

fn run(job: &Job<'_>) -> Result<Exit, Stop> {
    // Making a folder where the name is wrong helps nobody.
    if !job.folder().join("captures").is_dir() {
        return Err(archive::Error::NotAnArchive { folder: job.folder() }.into());
    }
    let mut archive = job.to_write()?;
    if job.matches.get_flag("rebuild") {
        archive.rebuild(&mut |_, _| Ok(()))?;
    }
    let ids = match job.numbers() {
        numbers if !numbers.is_empty() => numbers,
        _ if job.matches.get_flag("unread") => archive.unread()?,
        _ => archive.readable()?,
    };
    let reader =
        readers::reader(job.matches, Limits::default(), job.console, job.environment).map_err(Stop::Failure)?;
    let bar = pipeline::progress_bar(ids.len() > 1, ids.len(), ("已读", "read"), job.console);
    let mut reads = Reads::new(job.console);
    archiving::reread(&mut archive, &reader, &ids, &mut |reread| {
        bar.inc(1);
        bar.suspend(|| reads.tell(reread));
        Ok(())
    })?;
    bar.finish_and_clear();
    Ok(reads.finish())
}

/// What was read: told as it comes, and counted. Figures that changed go to standard output, what cannot be read to standard error.
pub(super) struct Reads<'a> {
    console: &'a Console,
    read: usize,
    unreadable: usize,
    /// Whether some file in a package was not read.
    incomplete: bool,
    changed: usize,
    figures: usize,
}

impl<'a> Reads<'a> {
    pub(super) fn new(console: &'a Console) -> Self {
        Self { console, read: 0, unreadable: 0, incomplete: false, changed: 0, figures: 0 }
    }

    pub(super) fn tell(&mut self, reread: archiving::Reread) {
        match &reread.outcome {
            Ok(reports) => {
                self.read += 1;
                for message in pipeline::unread_files(reports.iter().map(|packed| packed.report()), self.console) {
                    self.incomplete = true;
                    self.console.complain_of(&reread.source, &message);
                }
            }
            Err(words) => {
                self.unreadable += 1;
                self.console.complain_of(&reread.source, words.get(self.console.language));
            }
        }
        if !reread.changes.is_empty() {
            self.changed += 1;
            self.figures += reread.changes.len();
            // Nobody may read any more; what is read is stored all the same.
            let mut stdout = io::stdout().lock();
            let _ = writeln!(stdout, "{}  {}", reread.id.0, sanitize_line(&reread.source));
            for change in &reread.changes {
                let _ = writeln!(stdout, "    {}", sanitize_line(&told(change, self.console)));
            }
        }
    }

    /// Says how many there were.
    pub(super) fn finish(self) -> Exit {
        if self.read + self.unreadable > 0 {
            self.console.note(&self.summary());
        }
        if self.unreadable > 0 || self.incomplete { Exit::Findings } else { Exit::Done }
    }

    fn summary(&self) -> String {
        let text = self.console.pick(match self.changed {
            0 => ("读取 {read} 份；{unreadable} 份读不出", "{read} read; {unreadable} could not be read"),
            _ => (
                "读取 {read} 份；{unreadable} 份读不出；{changed} 份中有 {figures} 个数据与上次不同",
                "{read} read; {unreadable} could not be read; figures that changed: {figures}, in {changed} captures",
            ),
        });
        text.replace("{read}", &self.read.to_string())
            .replace("{unreadable}", &self.unreadable.to_string())
            .replace("{changed}", &self.changed.to_string())
            .replace("{figures}", &self.figures.to_string())
    }
}

/// What stands on one side of a change.
pub(super) fn figure(figure: Option<&Figure>, console: &Console) -> String {
    let Some(figure) = figure else { return console.pick(("（没有此格）", "(no such cell)")).into() };
    match figure.state.as_str() {
        "number" => format!("{}{}", figure.value, figure.unit),
        "text" => format!("“{}”", figure.value),
        "blank" => console.pick(("（空白）", "(blank)")).into(),
        "not_applicable" => "/".into(),
        "none" => "无".into(),
        "missing" => console.pick(("（报告无此格）", "(not in the report)")).into(),
        _ => {
            let head = console.pick(("（无法确定", "(undecided"));
            let tail = console.pick(("）", ")"));
            let candidates = if figure.candidates.is_empty() { "" } else { " " };
            format!("{head}{candidates}{}{tail}", figure.candidates)
        }
    }
}
