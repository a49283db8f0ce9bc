//! `gongkai facts`: the figures, one a row.

use clap::ArgMatches;
use gongkai::export::{self, Content, Options, Reading, Shape};
use gongkai::model::{Language, Report, Severity, Status};

use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::output::{Kind, Output};
use crate::pipeline::{self, Outcome, Plan, Rendered};
use crate::{inputs, options, readers};

pub(super) const COMMAND: Command = Command {
    name: "facts",
    about: ("输出报告中的数据，每个数据一行", "The figures of reports, one a row"),
    usage: ("gongkai facts [选项] 文件或网址…", "gongkai facts [OPTIONS] FILE|URL…"),
    notes: (
        "每行一个数据：来源、机关、年度、版式、单元格、标签、数值、单位、状态、原文、位置。
状态：number 数字，blank 空白，not_applicable “/”“-”，none “无”，text 文字，
unreadable 无法确定（candidates 列出可能的读法），missing 表格有此格而报告没有。

示例：
  gongkai facts report.txt
  gongkai facts reports/ --bom -o facts.csv     整个文件夹，供 Excel 打开
  gongkai facts 'reports/**/*.md' -f jsonl
  gongkai facts reports/ -f parquet -o facts.parquet
  cat report.txt | gongkai facts -

退出码：0 完成；1 完成，但有报告缺表、缺行或有无法确定的数字（仍输出其余数据）；
2 用法不对；3 有输入读不了（优先于 1）",
        "One row for each figure: source, agency, year, edition, cell, label, value, unit, state,
text as written, place.
States: number, blank, not_applicable (\"/\", \"-\"), none (\"无\"), text,
unreadable (candidates has the readings left), missing (the form has the cell, the report does not).

Examples:
  gongkai facts report.txt
  gongkai facts reports/ --bom -o facts.csv     a whole folder, for Excel
  gongkai facts 'reports/**/*.md' -f jsonl
  gongkai facts reports/ -f parquet -o facts.parquet
  cat report.txt | gongkai facts -

Exit codes: 0 done; 1 done, but a report lacks a table or a row or has undecided figures
(the other rows are there); 2 wrong usage; 3 some input could not be read (wins over 1)",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let formats: Vec<_> = options::formats(Content::Facts).map(|format| (format.name, format.summary)).collect();
    let help = options::format_help(language, ("输出格式，默认 csv", "output format; csv unless given"), &formats);
    options::inputs(command, language)
        .arg(options::format(language, formats.into_iter().map(|(name, _)| name).collect(), help))
        .arg(options::switch(
            language,
            "bom",
            (
                "csv 以 UTF-8 字节顺序标记开头，Excel 才能正确显示中文",
                "begin csv with a UTF-8 byte order mark, which Excel needs",
            ),
        ))
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let name = matches.get_one::<String>("format").map_or("csv", String::as_str);
    let Some(format) = export::format(name) else { return Err(Failure::Usage(name.into())) };
    options::suits_terminal(matches, format.is_text(), name, console, environment)?;
    let reader = readers::sized(matches, console, environment)?;
    let inputs = inputs::of(matches, reader.registry(), options::max_bytes(matches), console, environment)?;
    let options = Options { language: console.language, bom: matches.get_flag("bom") };
    let mut output = Output::open(matches, Kind::Data, &inputs, console, environment)?;
    let progress = !matches.get_flag("no-progress");
    let exit = match &format.shape {
        Shape::Pieces(pieces) => {
            let mut head = Vec::new();
            (pieces.head)(&mut head, &options)?;
            output.write(&head)?;
            let render = |outcome: &mut Outcome| {
                let mut rendered: Rendered = Rendered { notes: notes(outcome, console), ..Rendered::default() };
                let reading =
                    Reading { error: outcome.error.as_deref(), ..Reading::of(&outcome.source, &outcome.reports) };
                (pieces.source)(&mut rendered.made, &reading, &options)?;
                Ok(rendered)
            };
            let plan = Plan { reader: &reader, render: &render, progress };
            let exit = pipeline::run(&plan, pieces.between, &inputs, &mut output, console)?;
            output.write(pieces.tail.as_bytes())?;
            exit
        }
        Shape::Whole(start) => {
            let mut whole = start(&options)?;
            let render = |outcome: &mut Outcome| {
                let notes = notes(outcome, console);
                Ok(Rendered { made: std::mem::take(&mut outcome.reports), notes, incomplete: false })
            };
            let plan = Plan { reader: &reader, render: &render, progress };
            let exit = pipeline::hand_over(&plan, &inputs, console, &mut |reports: Vec<Report>| {
                whole.source(&mut output, &Reading::of("", &reports))
            })?;
            whole.finish(&mut output)?;
            exit
        }
    };
    output.flush()?;
    Ok(exit)
}

/// What the rows cannot say about the reports of a source: that it is none, and that something is not there.
fn notes(outcome: &Outcome, console: &Console) -> Vec<String> {
    let mut notes = Vec::new();
    for report in &outcome.reports {
        let errors: Vec<_> =
            report.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
        if report.status != Status::Report {
            notes.extend(errors.iter().map(|diagnostic| diagnostic.message(console.language)));
        } else if !errors.is_empty() {
            let text = console.pick((
                "数据不全或有无法确定的（{} 处错误）；详见 gongkai parse",
                "figures are missing or undecided (errors: {}); gongkai parse tells more",
            ));
            notes.push(text.replace("{}", &errors.len().to_string()));
        }
    }
    notes
}
