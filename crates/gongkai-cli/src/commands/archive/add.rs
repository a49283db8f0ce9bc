//! `gongkai archive add`: files into the archive.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clap::{Arg, value_parser};
use gongkai::archive::{Added, NewCapture};
use gongkai::archiving::{self, Adding, saved_from};
use gongkai::model::{Capture, Language, Provenance, Purpose};

use rayon::prelude::*;

use super::{Job, Stop, Sub, reread};
use crate::exit::Exit;
use crate::inputs::{self, Input};
use crate::language::pick;
use crate::{manners, options, pipeline, readers, source};

pub(super) const SUB: Sub = Sub {
    name: "add",
    about: ("存入文件或网页并读取", "Add files or pages, and read them"),
    usage: ("gongkai archive add [选项] 文件或网址…", "gongkai archive add [OPTIONS] FILE|URL…"),
    notes: None,
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let help = (
        "文件、文件夹（含下级）、通配符或网址：报告、浏览器另存的网页（HTML、MHTML）、附件",
        "files, folders (with what is below), globs or addresses: reports, pages saved in a browser (HTML, MHTML), attachments",
    );
    let limit = ("单个文件的大小上限，默认 64 MB", "largest file to add; 64 MB unless given");
    options::plugins(command, language)
        .arg(
            Arg::new("inputs")
                .value_name(pick(language, ("文件或网址", "FILE|URL")))
                .help(pick(language, help))
                .help_heading(pick(language, ("参数", "Arguments")))
                .num_args(1..)
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            options::option(language, "max-size", ("MB", "MB"), limit)
                .value_parser(value_parser!(u64).range(1..=100_000)),
        )
        .arg(options::switch(language, "no-progress", ("不显示进度条", "show no progress bar")))
        .arg(manners::contact(language))
}

fn run(job: &Job<'_>) -> Result<Exit, Stop> {
    let console = job.console;
    let reader = readers::sized(job.matches, console, job.environment).map_err(Stop::Failure)?;
    let limits = *reader.limits();
    let inputs =
        inputs::of(job.matches, reader.registry(), limits.bytes, console, job.environment).map_err(Stop::Failure)?;
    let mut archive = job.to_write()?;
    let wanted = !job.matches.get_flag("no-progress") && inputs.len() > 1;
    let bar = pipeline::progress_bar(wanted, inputs.len(), ("已存入", "added"), console);
    let (mut new, mut known, mut failed) = (0, 0, 0);
    let mut rest = inputs.as_slice();
    let mut next = || {
        let (parcel, after) = rest.split_at(pipeline::chunk_length(rest).min(rest.len()));
        rest = after;
        let read: Vec<_> =
            parcel.par_iter().map(|input| (input, source::capture(input, limits.bytes, console))).collect();
        let mut adding = Vec::new();
        for (input, read) in read {
            bar.inc(1);
            match read {
                Ok(capture) => adding.push(captured(input, capture)),
                Err(message) => {
                    failed += 1;
                    bar.suspend(|| console.complain_of(&input.name(), &message));
                }
            }
        }
        (!parcel.is_empty()).then_some(adding)
    };
    let mut told = |added: &[Added]| {
        for added in added {
            *(if added.is_new { &mut new } else { &mut known }) += 1;
        }
    };
    let mut reads = reread::Reads::new(console);
    let mut tell = |reread| {
        bar.suspend(|| reads.tell(reread));
        Ok(())
    };
    archiving::add(&mut archive, &reader, &mut next, &mut told, &mut tell)?;
    bar.finish_and_clear();
    // What an interrupted run has kept and not read.
    let left = archive.unread()?;
    archiving::reread(&mut archive, &reader, &left, &mut |reread| {
        reads.tell(reread);
        Ok(())
    })?;
    let text = console.pick((
        "存入 {new} 份；{known} 份已在库中；{failed} 份读不了",
        "{new} added; {known} were there already; {failed} could not be read",
    ));
    let text = text.replace("{new}", &new.to_string()).replace("{known}", &known.to_string());
    console.note(&text.replace("{failed}", &failed.to_string()));
    let exit = reads.finish();
    Ok(if failed > 0 { Exit::Unreadable } else { exit })
}

/// What was read of an input: an answer, or a file.
fn captured(input: &Input, capture: Capture) -> Adding {
    let new = match (input, capture.provenance()) {
        (Input::Page(_), Provenance { source, media_type, status: Some(status), .. }) => {
            let media_type = media_type.as_deref().unwrap_or_default();
            NewCapture {
                purpose: Some(Purpose::Item),
                ..NewCapture::answer(source, *status, media_type, capture.bytes())
            }
        }
        _ => file(input, capture.bytes()),
    };
    let provenance = Provenance { source: new.url.clone(), ..capture.provenance().clone() };
    Adding { new, capture: Capture::new(capture.bytes(), provenance) }
}

/// A file as a capture. Its path is made absolute, so that the same file is the same one from every folder; it was
/// obtained when it was written last.
fn file(input: &Input, bytes: &[u8]) -> NewCapture {
    let path = match input {
        Input::File(path) => std::path::absolute(path).unwrap_or_else(|_| path.clone()),
        _ => PathBuf::from(input.name()),
    };
    let written = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
    NewCapture {
        saved_from: saved_from(bytes),
        fetched_at: written(&path).unwrap_or_else(SystemTime::now),
        ..NewCapture::file(path.to_string_lossy(), bytes)
    }
}
