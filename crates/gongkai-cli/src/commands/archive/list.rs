//! `gongkai archive list`: what is there, and what was read in it.

use gongkai::archive::{Archive, Stored, Summary};
use gongkai::model::Status;

use super::{Job, Stop, Sub};
use crate::console::Console;
use crate::exit::Exit;
use crate::view::table;

pub(super) const SUB: Sub = Sub {
    name: "list",
    about: ("列出存有什么、读出了什么", "What is there, and what was read in it"),
    usage: ("gongkai archive list [选项]", "gongkai archive list [OPTIONS]"),
    notes: None,
    arguments: |command, _| command,
    run,
};

fn run(job: &Job<'_>) -> Result<Exit, Stop> {
    let archive = job.to_read()?;
    let mut rows = Vec::new();
    for stored in archive.captures() {
        rows.extend(lines(&archive, &stored?, job.console)?);
    }
    let header = job
        .console
        .pick(("编号\t时间\t内容\t机关\t年度\t错误\t来源", "no.\ttime\tcontent\tagency\tyear\terrors\tsource"));
    table::write(&header.split('\t').collect::<Vec<_>>(), &rows, job.console, job.environment)?;
    Ok(Exit::Done)
}

/// A line for each document, or one for a capture without any.
fn lines(archive: &Archive, stored: &Stored, console: &Console) -> Result<Vec<Vec<String>>, Stop> {
    let line = |content: &str, agency: &str, year: String, errors: String| {
        vec![
            stored.id.0.to_string(),
            stored.fetched_at.clone(),
            content.to_owned(),
            agency.to_owned(),
            year,
            errors,
            stored.url.clone(),
        ]
    };
    let documents = archive.documents(stored.id)?;
    if documents.is_empty() {
        let content = match (archive.reading_error(stored.id)?, stored.status) {
            (Some(_), _) => console.pick(("无法读取", "unreadable")).to_owned(),
            (None, Some(status)) if !(200..300).contains(&status) => format!("HTTP {status}"),
            (None, _) => console.pick(("未读", "not read")).to_owned(),
        };
        return Ok(vec![line(&content, "", String::new(), String::new())]);
    }
    let lines = documents.iter().map(|document| {
        let year = document.year.map(|year| year.to_string()).unwrap_or_default();
        let errors = if document.status == Status::Report { document.errors.to_string() } else { String::new() };
        line(status(document, console), document.agency.as_deref().unwrap_or_default(), year, errors)
    });
    Ok(lines.collect())
}

/// What a document is, in a word.
pub(super) fn status(document: &Summary, console: &Console) -> &'static str {
    console.pick(match document.status {
        Status::Report => ("报告", "report"),
        Status::BlankForm => ("空白表", "blank form"),
        Status::NotAReport => ("不是报告", "no report"),
    })
}
