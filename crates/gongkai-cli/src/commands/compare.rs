//! `gongkai compare`: two reports side by side.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use gongkai::archive::{Archive, CaptureId, Mode};
use gongkai::check::Settings;
use gongkai::comparing;
use gongkai::export::comparison;
use gongkai::model::{Language, Report, Status};

use super::Command;
use crate::collect;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::inputs;
use crate::options;
use crate::output::{Kind, Output};
use crate::pipeline;
use crate::readers;
use crate::view::{self, Page};

pub(super) const COMMAND: Command = Command {
    name: "compare",
    about: ("两份报告对照：数据、年度衔接、文字", "Two reports side by side: figures, years, prose"),
    usage: ("gongkai compare [选项] 报告A 报告B", "gongkai compare [OPTIONS] A B"),
    notes: (
        "同一单位两个年度、两个单位、修改前后，都可以对照。2019 年版与 2021 年版按口径衔接：可比的列出差额（B 减 A），
不可比的写明原因、不比。同一单位相邻年度另核对年度衔接（上年结转、现行有效件数等，即 XY 各规则）。
文字逐部分给出相似度（年份和数字不计）和改动的句子。
A、B 可以是文件、网址或存档中的一次采集（文件夹#12）；一个文件里有几份报告时写 文件#2。

示例：
  gongkai compare 2022.html 2023.html
  gongkai compare 初稿.docx 定稿.docx --all
  gongkai compare 2022.html 2023.html -f html -o 对照.html
  gongkai compare reports.zip#1 reports.zip#2
  gongkai compare archive#12 archive#31 -f json

退出码：0 完成，年度衔接没有问题（或无须核对）；1 年度衔接有不符；2 用法不对；3 有输入读不了（优先于 1）",
        "Two years of one unit, two units, a draft and its final text: any two. Forms of 2019 and 2021 are bridged: what
compares has a difference (B minus A), what does not is named with the reason and not compared. Neighbouring years of one
unit are checked against each other as well (requests carried over, documents in force …: the rules XY). Prose has, for each
section, how alike it is (years and figures aside) and the sentences that changed.
A and B are files, addresses, or captures of an archive (FOLDER#12); FILE#2 is the second report in a file.

Examples:
  gongkai compare 2022.html 2023.html
  gongkai compare draft.docx final.docx --all
  gongkai compare 2022.html 2023.html -f html -o compared.html
  gongkai compare reports.zip#1 reports.zip#2
  gongkai compare archive#12 archive#31 -f json

Exit codes: 0 done, and the years fit (or need not); 1 the years do not fit; 2 wrong usage;
3 some input could not be read (wins over 1)",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let formats = [
        ("text", ("终端里读的页面", "a page to read in a terminal")),
        ("json", ("供程序读取，带版本号", "for programs, with a version number")),
        ("html", ("一个网页，不需要网络，可打印", "one page that needs no network; can be printed")),
    ];
    let help = options::format_help(language, ("输出格式，默认 text", "output format; text unless given"), &formats);
    collect::arguments(command, language)
        .mut_arg("inputs", |inputs| inputs.num_args(2))
        .arg(options::format(language, formats.iter().map(|(name, _)| *name).collect(), help))
        .arg(options::switch(
            language,
            "all",
            (
                "列出全部项目（默认只列不同的，表三只列总计栏）和全部改动的句子",
                "show every figure (those that differ unless given, of Table 3 the totals) and every changed sentence",
            ),
        ))
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let roster = collect::roster(matches, console)?;
    let typed: Vec<&PathBuf> = matches.get_many::<PathBuf>("inputs").into_iter().flatten().collect();
    let mut reports = Vec::new();
    for path in typed {
        match report(path, matches, console, environment)? {
            Ok(report) => reports.push(report),
            Err(why) => console.complain_of(&path.to_string_lossy(), &why),
        }
    }
    let [a, b] = reports.as_slice() else { return Ok(Exit::Unreadable) };
    let pair = comparing::compare(a, b, &roster, &Settings::default());

    let format = matches.get_one::<String>("format").map_or("text", String::as_str);
    let kind = if format == "text" { Kind::Styled } else { Kind::Data };
    let mut output = Output::open(matches, kind, &[], console, environment)?;
    let mut bytes = Vec::new();
    match format {
        "json" => comparison::json(&mut bytes, &pair)?,
        "html" => comparison::html(&mut bytes, &pair, console.language)?,
        _ => {
            let page = Page::of(console.language, environment);
            bytes = view::comparison(&pair, matches.get_flag("all"), &page).into_bytes();
        }
    }
    output.write(&bytes)?;
    output.flush()?;
    let broken = pair.continuity.as_ref().is_ok_and(|continuity| !continuity.findings.is_empty());
    Ok(if broken { Exit::Findings } else { Exit::Done })
}

/// The report that a word means, or why there is none.
fn report(
    typed: &Path,
    matches: &ArgMatches,
    console: &Console,
    environment: &Environment,
) -> Result<Result<Report, String>, Failure> {
    let text = typed.to_string_lossy();
    let (name, number) = if typed.exists() { (text.as_ref(), None) } else { numbered(&text) };
    if let Some((archive, capture, document)) = capture(name, number) {
        return Ok(archived(&archive, capture, console).and_then(|reports| pick(reports, document, &text, console)));
    }
    let reader = readers::sized(matches, console, environment)?;
    let limit = options::max_bytes(matches);
    let inputs = inputs::named(&[PathBuf::from(name)], matches, reader.registry(), limit, console, environment)?;
    let outcomes: Vec<_> = inputs.iter().map(|input| pipeline::read(&reader, input, console)).collect();
    if let Some(error) = outcomes.iter().find_map(|outcome| outcome.error.clone()) {
        return Ok(Err(error));
    }
    let reports = outcomes.into_iter().flat_map(|outcome| outcome.reports).collect();
    Ok(pick(reports, number, name, console))
}

/// `reports.zip#2`: the name, and the number behind it.
fn numbered(text: &str) -> (&str, Option<usize>) {
    let split = text.rsplit_once('#').and_then(|(name, number)| Some((name, number.parse().ok()?)));
    split.map_or((text, None), |(name, number)| (name, Some(number)))
}

/// `archive#12` or `archive#12#2`: the folder of an archive, the capture, and which report of it.
fn capture(name: &str, number: Option<usize>) -> Option<(PathBuf, CaptureId, Option<usize>)> {
    let is_archive = |folder: &Path| folder.join("captures").is_dir() && folder.join("gongkai.db").is_file();
    let id = |number: usize| i64::try_from(number).ok().map(CaptureId);
    if is_archive(Path::new(name)) {
        return Some((name.into(), id(number?)?, None));
    }
    let (folder, capture) = numbered(name);
    is_archive(Path::new(folder)).then_some((folder.into(), id(capture?)?, number))
}

fn archived(folder: &Path, capture: CaptureId, console: &Console) -> Result<Vec<Report>, String> {
    let archive = Archive::open(folder, Mode::Read).map_err(|error| error.message(console.language))?;
    let reading = archive.reading(capture).map_err(|error| error.message(console.language))?;
    let none = || {
        let text = console.pick((
            "存档中没有这次采集，或还没有读取；gongkai archive list 列出有哪些",
            "the archive has no such capture, or it has not been read; gongkai archive list shows which there are",
        ));
        text.to_owned()
    };
    Ok(reading.ok_or_else(none)?.reports.into_iter().map(|(report, _)| report).collect())
}

/// The report of a number, or the only one; else a sentence that says which there are.
fn pick(reports: Vec<Report>, number: Option<usize>, name: &str, console: &Console) -> Result<Report, String> {
    let is_report = |report: &&Report| report.status == Status::Report;
    let count = reports.iter().filter(is_report).count();
    let list = || {
        let lines = (1..).zip(reports.iter().filter(is_report)).map(|(number, report)| {
            let title = report.title.as_ref().map_or(report.source.as_str(), |title| &title.value);
            format!("{name}#{number} {title}")
        });
        lines.collect::<Vec<_>>().join(console.pick(("；", "; ")))
    };
    match (count, number) {
        (0, _) => {
            let text =
                console.pick(("不是年度报告，没有可对照的", "is no annual report, so there is nothing to compare"));
            Err(text.into())
        }
        (1, None) | (_, Some(1..)) => {
            let at = number.unwrap_or(1) - 1;
            let text = console.pick(("没有第 {} 份报告，有的是：", "has no report {}; there are: "));
            let absent = format!("{}{}", text.replace("{}", &(at + 1).to_string()), list());
            reports.into_iter().filter(|report| report.status == Status::Report).nth(at).ok_or(absent)
        }
        _ => Err(format!(
            "{}{}",
            console.pick(("有几份报告，请写明哪一份：", "holds several reports; name one: ")),
            list()
        )),
    }
}
