//! `gongkai archive show`: where a capture is from, its versions, what was read in it; or its bytes.

use std::io::{self, Write};

use clap::ArgMatches;
use gongkai::archive::{Archive, CaptureId, Change, Stored};
use gongkai::model::Language;

use super::reread::figure;
use super::{Job, Stop, Sub, list, numbers};
use crate::console::Console;
use crate::exit::Exit;
use crate::options;
use crate::sanitize::sanitize_line;

/// Changed figures that are shown of a version.
const SHOWN: usize = 20;

pub(super) const SUB: Sub = Sub {
    name: "show",
    about: ("某一号的来历、各次版本和读出的内容", "Where a capture is from, its versions, what was read in it"),
    usage: ("gongkai archive show [选项] 编号…", "gongkai archive show [OPTIONS] NUMBER…"),
    notes: None,
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let help = ("编号，见 gongkai archive list", "numbers, as gongkai archive list shows them");
    command.arg(numbers(language, true, help)).arg(options::switch(
        language,
        "content",
        ("输出原件本身（逐字节不变）", "write the captured bytes themselves"),
    ))
}

fn run(job: &Job<'_>) -> Result<Exit, Stop> {
    let archive = job.to_read()?;
    let mut stdout = io::stdout().lock();
    for (number, id) in job.numbers().into_iter().enumerate() {
        if content(job.matches) {
            stdout.write_all(archive.capture(id)?.bytes())?;
            continue;
        }
        if number > 0 {
            writeln!(stdout)?;
        }
        let lines = lines(&archive, id, job.console)?;
        for line in lines {
            writeln!(stdout, "{}", sanitize_line(&line))?;
        }
    }
    stdout.flush()?;
    Ok(Exit::Done)
}

fn content(matches: &ArgMatches) -> bool {
    matches.get_flag("content")
}

fn lines(archive: &Archive, id: CaptureId, console: &Console) -> Result<Vec<String>, Stop> {
    let stored = archive.stored(id)?;
    let mut lines = vec![format!("{}  {}", id.0, stored.url)];
    let mut field = |name, value: Option<String>| {
        lines.extend(value.map(|value| format!("  {}  {value}", console.pick(name))));
    };
    field(("时间", "time"), Some(stored.fetched_at.clone()));
    field(("状态", "status"), stored.status.map(|status| format!("HTTP {status}")));
    field(("类型", "type"), stored.media_type.clone());
    field(("大小", "size"), Some(stored.size.to_string()));
    field(("SHA-256", "SHA-256"), Some(stored.digest.clone()));
    field(("出自", "from"), stored.parent.clone());
    field(("网址", "saved from"), stored.saved_from.clone());
    let visits = archive.visits(id)?;
    if visits.len() > 1 {
        let last = visits.last().map(|visit| visit.at.clone()).unwrap_or_default();
        let text = console.pick(("{n} 次，最近 {last}，内容未变", "{n}, last {last}, content unchanged"));
        field(("访问", "visits"), Some(text.replace("{n}", &visits.len().to_string()).replace("{last}", &last)));
    }
    lines.extend(read(archive, &stored, console)?);
    lines.extend(versions(archive, &stored, console)?);
    Ok(lines)
}

/// What was read in a capture.
fn read(archive: &Archive, stored: &Stored, console: &Console) -> Result<Vec<String>, Stop> {
    if let Some(error) = archive.reading_error(stored.id)? {
        return Ok(vec![format!("  {}  {}", console.pick(("读取", "reading")), error.get(console.language))]);
    }
    let Some(reading) = archive.reading(stored.id)? else {
        return Ok(vec![format!("  {}", console.pick(("未读", "not read")))]);
    };
    let mut lines = Vec::new();
    for (document, (report, findings)) in archive.documents(stored.id)?.iter().zip(&reading.reports) {
        let facts = console.pick(("{} 个数据", "{} figures")).replace("{}", &report.facts.len().to_string());
        let year = document.year.map(|year| year.to_string()).unwrap_or_default();
        let agency = document.agency.as_deref().unwrap_or_default();
        lines.push(format!("  {}  {agency} {year}  {facts}", list::status(document, console)));
        for finding in findings {
            lines.push(format!("    {}  {}", finding.rule, finding.message.get(console.language)));
        }
    }
    Ok(lines)
}

/// The other contents of the same address, and which figures they have otherwise.
fn versions(archive: &Archive, stored: &Stored, console: &Console) -> Result<Vec<String>, Stop> {
    let address = stored.saved_from.as_ref().unwrap_or(&stored.url);
    let mut lines = Vec::new();
    for version in archive.versions(address)?.iter().filter(|version| version.id != stored.id) {
        let (before, after) = (version.id.min(stored.id), version.id.max(stored.id));
        let changes = archive.difference(before, after)?;
        let text = console.pick((
            "同一网址的另一份内容：{id}（{at}），{n} 个数据不同",
            "another content of this address: {id} ({at}), figures that differ: {n}",
        ));
        let text = text.replace("{id}", &version.id.0.to_string()).replace("{at}", &version.fetched_at);
        lines.push(format!("  {}", text.replace("{n}", &changes.len().to_string())));
        lines.extend(changes.iter().take(SHOWN).map(|change| format!("    {}", told(change, console))));
    }
    Ok(lines)
}

/// A change in a line.
pub(super) fn told(change: &Change, console: &Console) -> String {
    let label = if change.label.is_empty() { &change.cell } else { &change.label };
    let side = |side| figure(side, console);
    format!("{label}: {} → {}", side(change.before.as_ref()), side(change.after.as_ref()))
}
