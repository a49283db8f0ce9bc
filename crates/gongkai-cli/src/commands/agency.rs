//! `gongkai agency`: whose reports they are.

use std::path::PathBuf;

use clap::ArgMatches;
use gongkai::agency::{Clues, Resolution, Roster, State, resolve_with};
use gongkai::export::organs::{self, Organ};
use gongkai::model::{Kind as OrganKind, Language, Provenance, Status};
use gongkai::whose;

use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::output::{Kind, Output};
use crate::pipeline::{self, Outcome, Stage};
use crate::view::{self, Page};
use crate::{inputs, options, readers, settings_file};

pub(super) const COMMAND: Command = Command {
    name: "agency",
    about: ("机关：报告属于谁，层级、区划代码和上级", "Whose reports they are: level, division code, superior"),
    usage: (
        "gongkai agency [选项] 文件或网址…\n       gongkai agency [选项] --name 名称",
        "gongkai agency [OPTIONS] FILE|URL…\n       gongkai agency [OPTIONS] --name NAME",
    ),
    notes: (
        "依次看：单位名单，名称、标题和正文中的区划全称，网站域名，栏目和网站名称，发布机构，
统一社会信用代码，电话区号和邮编，文中提到的上级，名称是否唯一。
名称有歧义又无佐证的不作判断，列出候选；线索相互矛盾的会说明。
区划代码 12 位，取自国家统计局 2023 年 6 月 30 日的区划（省、市、县、乡四级）。
状态：resolved 已确定，located 只知所在地（如开发区、已撤并的乡镇），
ambiguous 有多个可能，unresolved 不知道。

示例：
  gongkai agency report.html
  gongkai agency reports/ -f csv --bom -o agencies.csv
  gongkai agency reports/ --roster 名单.csv        名单优先（单位,上级,层级,类别,区划代码）
  gongkai agency --name 青禾县水务局 --name 贵阳市南明区财政局

退出码：0 全部确定；1 有未确定的；2 用法不对；3 有输入读不了（优先于 1）",
        "Looked at in turn: the roster; the chain of divisions in name, title and text; the host; the
column and the name of the site; the publisher; the unified social credit identifier; area code
and postcode; superiors named in the text; whether the name occurs once.
An ambiguous name without further evidence is left open, with its candidates; clues that
contradict each other are named.
Codes have twelve digits, after the National Bureau of Statistics as of 2023-06-30, down to
townships and subdistricts.
States: resolved; located (only where it lies is known: zones, former townships); ambiguous;
unresolved.

Examples:
  gongkai agency report.html
  gongkai agency reports/ -f csv --bom -o agencies.csv
  gongkai agency reports/ --roster roster.csv      the roster wins (unit,parent,level,kind,code)
  gongkai agency --name 青禾县水务局 --name 贵阳市南明区财政局

Exit codes: 0 all are decided; 1 some are not; 2 wrong usage; 3 some input could not be read
(wins over 1)",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let formats = [
        ("text", ("终端里读的页面", "a page to read in a terminal")),
        ("csv", ("每份报告一行的表格", "a table, one report a row")),
        ("json", ("供程序读取，含全部线索", "for programs, with all evidence")),
    ];
    let help = options::format_help(language, ("输出格式，默认 text", "output format; text unless given"), &formats);
    options::inputs(command, language)
        .mut_arg("inputs", |inputs| inputs.required(false).required_unless_present("name"))
        .arg(
            options::option(
                language,
                "name",
                ("名称", "NAME"),
                (
                    "直接查一个机关名称，可写多次",
                    "look up the name of an organ, without a file; may be given several times",
                ),
            )
            .action(clap::ArgAction::Append),
        )
        .arg(options::format(language, formats.iter().map(|(name, _)| *name).collect(), help))
        .arg(
            options::option(
                language,
                "roster",
                ("文件", "FILE"),
                (
                    "单位名单（CSV 或 TOML：单位、上级、层级、类别、区划代码），优先于其他线索",
                    "roster of units (CSV or TOML: unit, parent, level, kind, code), which wins over other clues",
                ),
            )
            .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(options::switch(
            language,
            "bom",
            (
                "csv 以 UTF-8 字节顺序标记开头，Excel 才能正确显示中文",
                "begin csv with a UTF-8 byte order mark, which Excel needs",
            ),
        ))
}

/// What came of one source.
struct Answered {
    source: String,
    error: Option<String>,
    answers: Vec<(u32, Resolution)>,
}

impl Answered {
    fn of(outcome: Outcome, roster: &Roster) -> Self {
        let unknown = Provenance::of(outcome.source.as_str());
        let provenance = outcome.capture.as_ref().map_or(&unknown, |capture| capture.provenance());
        let reports =
            outcome.reports.iter().filter(|report| report.status != Status::NotAReport || report.agency.is_some());
        let answers = reports.map(|report| (report.document, whose::resolve(report, provenance, roster))).collect();
        Self { source: outcome.source, error: outcome.error, answers }
    }
}

/// Writes answers in the format that was asked for.
struct Answers<'a> {
    output: Output,
    format: &'a str,
    page: Page,
    started: bool,
}

impl Answers<'_> {
    fn head(&mut self, bom: bool) -> std::io::Result<()> {
        match self.format {
            "csv" => self.output.write(organs::csv_head(bom).as_bytes()),
            "json" => self.output.write(organs::json_frame().0.as_bytes()),
            _ => Ok(()),
        }
    }

    fn take(&mut self, organ: &Organ<'_>) -> std::io::Result<()> {
        let mut bytes = Vec::new();
        let between = match self.format {
            "csv" => {
                organs::csv_row(&mut bytes, organ)?;
                ""
            }
            "json" => {
                organs::json(&mut bytes, organ)?;
                organs::json_frame().1
            }
            _ => {
                bytes = view::organ(organ, &self.page).into_bytes();
                "\n"
            }
        };
        if std::mem::replace(&mut self.started, true) {
            self.output.write(between.as_bytes())?;
        }
        self.output.write(&bytes)
    }

    fn finish(&mut self) -> std::io::Result<()> {
        if self.format == "json" {
            self.output.write(organs::json_frame().2.as_bytes())?;
        }
        self.output.flush()
    }
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let names: Vec<&String> = matches.get_many::<String>("name").into_iter().flatten().collect();
    let reader = readers::sized(matches, console, environment)?;
    let roster = match matches.get_one::<PathBuf>("roster") {
        Some(path) => settings_file::roster(path, console)?,
        None => Roster::default(),
    };
    let inputs = inputs::of(matches, reader.registry(), options::max_bytes(matches), console, environment)?;
    let format = matches.get_one::<String>("format").map_or("text", String::as_str);
    let kind = if format == "text" { Kind::Styled } else { Kind::Data };
    let output = Output::open(matches, kind, &inputs, console, environment)?;
    let mut answers = Answers { output, format, page: Page::of(console.language, environment), started: false };
    answers.head(matches.get_flag("bom"))?;

    let mut exit = Exit::Done;
    for name in names {
        let clues = Clues { organ: whose::fold(name), ..Clues::default() };
        let found = resolve_with(&clues, &roster);
        exit = exit.max(exit_of(&found));
        answers.take(&Organ { source: "", document: 0, resolution: &found })?;
    }
    let work = |outcome: Outcome| Answered::of(outcome, &roster);
    let stage = Stage { reader: &reader, work: &work, progress: !matches.get_flag("no-progress") };
    pipeline::each(&stage, &inputs, console, &mut |answered: Answered| {
        if let Some(error) = &answered.error {
            exit = exit.max(Exit::Unreadable);
            console.complain_of(&answered.source, error);
        } else if answered.answers.is_empty() {
            exit = exit.max(Exit::Findings);
            console.note_of(
                &answered.source,
                console.pick(("不像年度报告，也没有机关名称", "not an annual report, and no organ is named")),
            );
        }
        for (document, found) in &answered.answers {
            exit = exit.max(exit_of(found));
            answers.take(&Organ { source: &answered.source, document: *document, resolution: found })?;
        }
        Ok(())
    })?;
    answers.finish()?;
    Ok(exit)
}

/// Whether an answer leaves something to ask. That a zone or a branch has no code of its own is no gap.
fn exit_of(found: &Resolution) -> Exit {
    let without_code = matches!(found.kind, Some(OrganKind::DevelopmentZone | OrganKind::DispatchedOffice));
    match found.state() {
        State::Resolved => Exit::Done,
        State::Located if without_code => Exit::Done,
        _ => Exit::Findings,
    }
}
