//! `gongkai parse`: the report for a person, or whole for a program.

use clap::ArgMatches;
use gongkai::Reader;
use gongkai::export::{self, Content, Format, Options, Reading, Shape};
use gongkai::model::{Diagnostic, Language, Report};

use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::inputs::Input;
use crate::output::{Kind, Output};
use crate::pipeline::{self, Outcome, Plan, Rendered};
use crate::view::{self, Page};
use crate::{cell_query, inputs, options, readers};

pub(super) const COMMAND: Command = Command {
    name: "parse",
    about: (
        "读一份报告：机关、年度、表格、问题及其位置",
        "Read a report: agency, year, tables, and what is odd about it",
    ),
    usage: ("gongkai parse [选项] 文件或网址…", "gongkai parse [OPTIONS] FILE|URL…"),
    notes: (
        "--evidence 可以写单元格（t3.granted.total）、一行（t3.granted）、一张表（t4）或标签中的字（予以公开）。

示例：
  gongkai parse report.txt
  gongkai parse report.txt --evidence t3.granted     这些数字在原文哪里
  gongkai parse reports/ -f json -o reports.json
  gongkai parse - < report.txt
  gongkai parse https://www.qinghe.gov.cn/nb/1.html --contact mailto:me@example.org

退出码：0 完成；1 完成，但有报告缺表、缺行或有无法确定的数字；
2 用法不对；3 有输入读不了（优先于 1）",
        "--evidence takes a cell (t3.granted.total), a row (t3.granted), a table (t4),
or words of a label (予以公开).

Examples:
  gongkai parse report.txt
  gongkai parse report.txt --evidence t3.granted     where these figures stand
  gongkai parse reports/ -f json -o reports.json
  gongkai parse - < report.txt
  gongkai parse https://www.qinghe.gov.cn/nb/1.html --contact mailto:me@example.org

Exit codes: 0 done; 1 done, but a report lacks a table or a row or has undecided figures;
2 wrong usage; 3 some input could not be read (wins over 1)",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let mut formats = vec![("text", ("终端里读的页面", "a page to read in a terminal"))];
    formats.extend(options::formats(Content::Reports).map(|format| (format.name, format.summary)));
    let help = options::format_help(language, ("输出格式，默认 text", "output format; text unless given"), &formats);
    options::inputs(command, language)
        .arg(options::format(language, formats.into_iter().map(|(name, _)| name).collect(), help))
        .arg(
            options::option(
                language,
                "evidence",
                ("单元格", "CELL"),
                (
                    "只显示这些单元格：值、原文、所在位置；可重复",
                    "show these cells only: value, text as written, place; may be repeated",
                ),
            )
            .action(clap::ArgAction::Append),
        )
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let queries: Vec<String> = matches.get_many::<String>("evidence").into_iter().flatten().cloned().collect();
    let format = matches.get_one::<String>("format").and_then(|name| export::format(name));
    check(&queries, format, console)?;
    let reader = readers::sized(matches, console, environment)?;
    let inputs = inputs::of(matches, reader.registry(), options::max_bytes(matches), console, environment)?;
    let progress = !matches.get_flag("no-progress");
    let job = Job { matches, console, environment, reader: &reader, inputs: &inputs, progress };
    match format {
        Some(format) => job.export(format),
        None => job.page(&queries),
    }
}

/// Evidence is asked for by names that exist, and for the page only.
fn check(queries: &[String], format: Option<&Format>, console: &Console) -> Result<(), Failure> {
    if let (Some(format), false) = (format, queries.is_empty()) {
        let text = console.pick((
            "--evidence 只能与 text 格式同用；{} 格式已包含全部出处",
            "--evidence goes with the format text only; {} holds all evidence anyway",
        ));
        return Err(Failure::Usage(text.replace("{}", format.name)));
    }
    let Some(query) = queries.iter().find(|query| !cell_query::is_known(query)) else { return Ok(()) };
    let near = cell_query::suggestions(query);
    let text = match near.is_empty() {
        true => console.pick((
            "没有“{}”这个单元格；gongkai facts 的 cell 一栏列出全部名称",
            "there is no cell \"{}\"; the column cell of gongkai facts has all names",
        )),
        false => console.pick(("没有“{}”这个单元格；相近的有：{near}", "there is no cell \"{}\"; near to it: {near}")),
    };
    Err(Failure::Usage(text.replace("{}", query).replace("{near}", &near.join(", "))))
}

struct Job<'a> {
    matches: &'a ArgMatches,
    console: &'a Console,
    environment: &'a Environment,
    reader: &'a Reader,
    inputs: &'a [Input],
    progress: bool,
}

impl Job<'_> {
    fn open(&self, kind: Kind) -> Result<Output, Failure> {
        Output::open(self.matches, kind, self.inputs, self.console, self.environment)
    }

    fn export(&self, format: &Format) -> Result<Exit, Failure> {
        // Formats of whole reports are text.
        let Shape::Pieces(pieces) = &format.shape else { return Err(Failure::Usage(format.name.into())) };
        let options = Options { language: self.console.language, bom: false };
        let mut output = self.open(if format.name == "markdown" { Kind::Page } else { Kind::Data })?;
        let mut head = Vec::new();
        (pieces.head)(&mut head, &options)?;
        output.write(&head)?;
        let render = |outcome: &mut Outcome| {
            let mut rendered: Rendered = Rendered::default();
            let digest = outcome.capture.as_ref().map(|capture| capture.digest());
            let error = outcome.error.as_deref();
            let reading = Reading { digest, error, ..Reading::of(&outcome.source, &outcome.reports) };
            (pieces.source)(&mut rendered.made, &reading, &options)?;
            Ok(rendered)
        };
        let plan = Plan { reader: self.reader, render: &render, progress: self.progress };
        let exit = pipeline::run(&plan, pieces.between, self.inputs, &mut output, self.console)?;
        output.write(pieces.tail.as_bytes())?;
        output.flush()?;
        Ok(exit)
    }

    fn page(&self, queries: &[String]) -> Result<Exit, Failure> {
        let page = Page::of(self.console.language, self.environment);
        let mut output = self.open(Kind::Styled)?;
        let render = |outcome: &mut Outcome| {
            Ok(match queries {
                [] => whole(outcome, &page),
                _ => cells(outcome, queries, self.reader, &page, self.console),
            })
        };
        let plan = Plan { reader: self.reader, render: &render, progress: self.progress };
        let exit = pipeline::run(&plan, "\n", self.inputs, &mut output, self.console)?;
        output.flush()?;
        Ok(exit)
    }
}

fn whole(outcome: &Outcome, page: &Page) -> Rendered {
    let digest = outcome.capture.as_ref().map(|capture| capture.digest());
    let pages: Vec<_> = outcome.reports.iter().map(|report| view::report(report, digest.as_ref(), page)).collect();
    Rendered { made: pages.join("\n").into_bytes(), ..Rendered::default() }
}

/// The cells asked for; a report that lacks one of them is said to.
fn cells(outcome: &Outcome, queries: &[String], reader: &Reader, page: &Page, console: &Console) -> Rendered {
    let mut rendered: Rendered = Rendered::default();
    let Some(capture) = &outcome.capture else { return rendered };
    let mut pages = Vec::new();
    // A file of a package that was not read is said to be already.
    let is_read = |report: &&Report| !report.diagnostics.iter().any(Diagnostic::is_of_package);
    for report in outcome.reports.iter().filter(is_read) {
        let origin = reader.origin(capture, report);
        let source = gongkai::Source::read_by(&origin, reader.registry());
        for query in queries {
            let facts = cell_query::find(report, query);
            if facts.is_empty() {
                let text = console.pick((
                    "这份报告没有“{}”（可能是另一版式的单元格）",
                    "the report has no \"{}\" (perhaps a cell of another edition)",
                ));
                rendered.notes.push(text.replace("{}", query));
                rendered.incomplete = true;
                continue;
            }
            pages.push(view::evidence(report, &facts, &source, page));
        }
    }
    rendered.made = pages.join("\n").into_bytes();
    rendered
}
