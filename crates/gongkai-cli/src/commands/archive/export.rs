//! `gongkai archive export`: captures and what was read in them, as files.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::value_parser;
use gongkai::archive::{Archive, CaptureId, Stored};
use gongkai::export::rows::{RowFormat, RowWriter};
use gongkai::export::{self, Content, Options, Reading, Writing};
use gongkai::model::Language;

use super::{Job, Stop, Sub, numbers};
use crate::exit::{Exit, Failure};
use crate::language::Text;
use crate::{inputs, options, pipeline};

pub(super) const SUB: Sub = Sub {
    name: "export",
    about: ("取出原件，或读出的报告和数据", "Get captures out, or the reports and figures read in them"),
    usage: ("gongkai archive export [选项] -o 文件夹 [编号…]", "gongkai archive export [OPTIONS] -o FOLDER [NUMBER…]"),
    notes: Some((
        "originals 写出每件原件，另有 manifest.csv 写明编号、来源、时间、类型、摘要；
其余格式写出一个文件，内容取自档案库，不再重读。

示例：
  gongkai archive export -o 导出/                    全部原件
  gongkai archive export -o 导出/ 12 13              第 12、13 号
  gongkai archive export -f csv -o 导出/             全部数据：导出/facts.csv
  gongkai archive export -f json -o 导出/            全部报告：导出/reports.json

退出码：0 完成；1 完成，但有原件已损坏；2 用法不对；3 档案库出错，或写不出",
        "originals writes each capture as a file, and manifest.csv with number, source, time, media type, digest;
the other formats write one file with what the archive holds, without reading captures again.

Examples:
  gongkai archive export -o exported/                all captures
  gongkai archive export -o exported/ 12 13          numbers 12 and 13
  gongkai archive export -f csv -o exported/         all figures: exported/facts.csv
  gongkai archive export -f json -o exported/        all reports: exported/reports.json

Exit codes: 0 done; 1 done, but some captures are damaged; 2 wrong usage; 3 the archive failed, or nothing could be written",
    )),
    arguments,
    run,
};

/// The format that is none of reports.
const ORIGINALS: (&str, Text) = ("originals", ("原件", "captures as they were obtained"));

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let formats: Vec<_> =
        std::iter::once(ORIGINALS).chain(export::FORMATS.iter().map(|format| (format.name, format.summary))).collect();
    let help =
        options::format_help(language, ("输出格式，默认 originals", "output format; originals unless given"), &formats);
    let output =
        ("写入这个文件夹；已有的同名文件不覆盖", "write into this folder; files that are there are not overwritten");
    command
        .arg(numbers(language, false, ("只取这些编号；不写则全部取出", "these only; all unless given")))
        .arg(options::format(language, formats.into_iter().map(|(name, _)| name).collect(), help))
        .arg(
            options::option(language, "output", ("文件夹", "FOLDER"), output)
                .short('o')
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(options::switch(language, "no-progress", ("不显示进度条", "show no progress bar")))
}

fn run(job: &Job<'_>) -> Result<Exit, Stop> {
    let archive = job.to_read()?;
    let Some(folder) = job.matches.get_one::<PathBuf>("output") else { return Ok(Exit::Usage) };
    let ids: Vec<CaptureId> = match job.numbers() {
        numbers if !numbers.is_empty() => numbers,
        _ => archive.captures().map(|stored| stored.map(|stored| stored.id)).collect::<Result<_, _>>()?,
    };
    let unwritable = |error: io::Error| {
        let text = job.console.pick(("文件夹无法写入：", "the folder cannot be written: "));
        Failure::Usage(format!("{}: {text}{}", folder.display(), inputs::unreadable(&error, job.console)))
    };
    fs::create_dir_all(folder).map_err(unwritable)?;
    match job.matches.get_one::<String>("format").map(String::as_str).and_then(export::format) {
        None => originals(&archive, &ids, folder, job),
        Some(format) => readings(&archive, &ids, folder, format, job),
    }
}

/// A file that is not there yet.
fn new_file(path: &Path, job: &Job<'_>) -> Result<BufWriter<fs::File>, Stop> {
    let taken = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let text = job.console.pick(("已经存在；请换一个文件夹", "is there already; choose another folder"));
            Stop::Failure(Failure::Usage(format!("{}: {text}", path.display())))
        }
        _ => error.into(),
    };
    fs::File::create_new(path).map(BufWriter::new).map_err(taken)
}

fn originals(archive: &Archive, ids: &[CaptureId], folder: &Path, job: &Job<'_>) -> Result<Exit, Stop> {
    let mut manifest = new_file(&folder.join("manifest.csv"), job)?;
    let names =
        ["file", "capture", "source", "fetched_at", "status", "media_type", "size", "sha256"].map(str::to_owned);
    let mut rows = RowWriter::new(&mut manifest, RowFormat::Csv { bom: false }, &names)?;
    let progress = !job.matches.get_flag("no-progress");
    let bar = pipeline::progress_bar(progress && ids.len() > 1, ids.len(), ("已写出", "written"), job.console);
    let mut damaged = 0;
    for &id in ids {
        let stored = archive.stored(id)?;
        let name = file_name(&stored);
        match archive.capture(id) {
            Ok(capture) => {
                let mut file = new_file(&folder.join(&name), job)?;
                file.write_all(capture.bytes())?;
                file.flush()?;
                rows.row(vec![
                    name.into(),
                    id.0.into(),
                    stored.url.into(),
                    stored.fetched_at.into(),
                    stored.status.map_or(serde_json::Value::Null, Into::into),
                    stored.media_type.map_or(serde_json::Value::Null, Into::into),
                    stored.size.into(),
                    stored.digest.into(),
                ])?;
            }
            Err(error @ gongkai::archive::Error::Damaged { .. }) => {
                damaged += 1;
                bar.suspend(|| job.console.complain_of(&stored.url, &error.message(job.console.language)));
            }
            Err(error) => return Err(error.into()),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    let count = rows.finish()?;
    manifest.flush()?;
    let text = job.console.pick(("写出 {} 件原件和 manifest.csv", "captures written: {}, and manifest.csv"));
    job.console.note(&text.replace("{}", &count.to_string()));
    Ok(if damaged > 0 { Exit::Findings } else { Exit::Done })
}

/// `00012-t20240115_1.html`: the number, and what the address ends with, as far as every file system takes it.
fn file_name(stored: &Stored) -> String {
    let end = stored.url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let end = end.rsplit(['/', '\\']).next().unwrap_or_default();
    let safe: String = end.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
    let tail: String = safe.chars().skip(safe.chars().count().saturating_sub(60)).collect();
    format!("{:05}-{}", stored.id.0, tail.trim_start_matches('.'))
}

fn readings(
    archive: &Archive,
    ids: &[CaptureId],
    folder: &Path,
    format: &export::Format,
    job: &Job<'_>,
) -> Result<Exit, Stop> {
    let name = if format.content == Content::Facts { "facts" } else { "reports" };
    let mut file = new_file(&folder.join(format!("{name}.{}", format.extension)), job)?;
    let options = Options { language: job.console.language, bom: false };
    let mut writing = Writing::begin(format, &mut file, &options)?;
    let progress = !job.matches.get_flag("no-progress");
    let bar = pipeline::progress_bar(progress && ids.len() > 1, ids.len(), ("已写出", "written"), job.console);
    let mut count = 0;
    for &id in ids {
        bar.inc(1);
        let Some(reading) = archive.reading(id)? else { continue };
        let reports: Vec<_> = reading.reports.into_iter().map(|(report, _)| report).collect();
        if !reports.is_empty() {
            count += 1;
            writing.source(&Reading::of(&archive.stored(id)?.url, &reports))?;
        }
    }
    bar.finish_and_clear();
    writing.finish()?;
    file.flush()?;
    let text = job.console.pick(("写出 {} 件原件中的内容", "written: what was read in {} captures"));
    job.console.note(&text.replace("{}", &count.to_string()));
    Ok(Exit::Done)
}
