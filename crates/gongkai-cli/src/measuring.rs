//! What the commands that measure have in common: which indicators, which format, charts into files.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use gongkai::compare::fill_from_neighbours;
use gongkai::compare::indicators::{Indicator, indicator, indicators};
use gongkai::model::Language;

use crate::collect::Collected;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::Failure;
use crate::language::Text;
use crate::options;

/// A name and a line of help.
pub(crate) type Named = (&'static str, Text);

const TEXT: Named = ("text", ("终端里读的表格", "tables to read in a terminal"));
const JSON: Named = ("json", ("供程序读取，带版本号", "for programs, with a version number"));
const CSV: Named = ("csv", ("表格，每行一个数据", "a table, one figure a row"));

/// `--format` with text, CSV and JSON, and `--bom`.
pub(crate) fn formats(command: clap::Command, language: Language, more: &[Named]) -> clap::Command {
    let all: Vec<Named> = [TEXT, CSV, JSON].into_iter().chain(more.iter().copied()).collect();
    let help = options::format_help(language, ("输出格式，默认 text", "output format; text unless given"), &all);
    let bom = (
        "csv 以 UTF-8 字节顺序标记开头，Excel 才能正确显示中文",
        "begin csv with a UTF-8 byte order mark, which Excel needs",
    );
    command
        .arg(options::format(language, all.into_iter().map(|(name, _)| name).collect(), help))
        .arg(options::switch(language, "bom", bom))
}

/// The format that was asked for.
pub(crate) fn format(matches: &ArgMatches) -> &str {
    matches.get_one::<String>("format").map_or("text", String::as_str)
}

/// Refuses `--bom` for anything but CSV, and what is no text in a terminal.
pub(crate) fn suits(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<(), Failure> {
    let format = format(matches);
    if matches.get_flag("bom") && format != "csv" {
        let text = console.pick(("--bom 只能与 csv 格式同用", "--bom goes with the format csv only"));
        return Err(Failure::Usage(text.into()));
    }
    if format == "xlsx" && !matches.contains_id("output") && environment.stdout_is_terminal {
        let text = console.pick((
            "xlsx 不是文本，终端不能显示；请用 -o 写入文件",
            "xlsx is no text and cannot be shown in a terminal; write it to a file with -o",
        ));
        return Err(Failure::Usage(text.into()));
    }
    Ok(())
}

/// The indicators of a list of ids; nothing: `usual`.
pub(crate) fn wanted(
    matches: &ArgMatches,
    usual: &[&str],
    console: &Console,
) -> Result<Vec<&'static Indicator>, Failure> {
    let ids: Vec<&str> = matches.get_many::<String>("indicator").into_iter().flatten().map(String::as_str).collect();
    if ids.contains(&"all") {
        return Ok(indicators().collect());
    }
    let ids = if ids.is_empty() { usual } else { &ids };
    ids.iter().map(|id| named(id, console)).collect()
}

/// The indicator of an id.
pub(crate) fn named(id: &str, console: &Console) -> Result<&'static Indicator, Failure> {
    indicator(id.trim()).ok_or_else(|| {
        let text = console.pick((
            "没有指标“{}”；gongkai indicators 列出全部",
            "there is no indicator \"{}\"; gongkai indicators lists them all",
        ));
        Failure::Usage(text.replace("{}", id))
    })
}

/// `--chart FILE`.
pub(crate) fn chart(language: Language) -> Arg {
    let help = ("另画一张图：.svg 或 .png 文件", "draw a chart besides: a file that ends in .svg or .png");
    options::option(language, "chart", ("文件", "FILE"), help).value_parser(value_parser!(PathBuf))
}

/// The file that `--chart` names, of which the end is known to be one of a chart.
pub(crate) fn chart_file<'a>(matches: &'a ArgMatches, console: &Console) -> Result<Option<&'a Path>, Failure> {
    let Some(path) = matches.get_one::<PathBuf>("chart") else { return Ok(None) };
    if is_png(path) || has_extension(path, "svg") {
        return Ok(Some(path));
    }
    let text = console.pick(("--chart 的文件名须以 .svg 或 .png 结尾", "the file of --chart must end in .svg or .png"));
    Err(Failure::Usage(format!("{}: {text}", path.display())))
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

fn is_png(path: &Path) -> bool {
    has_extension(path, "png")
}

/// Writes a chart; `drawn` is the SVG, or why it cannot be drawn.
pub(crate) fn write_chart(path: &Path, drawn: Result<String, String>, console: &Console) -> Result<(), Failure> {
    let wrong = |why: String| Failure::Usage(format!("{}: {why}", path.display()));
    let svg = drawn.map_err(wrong)?;
    let bytes = if is_png(path) { png(&svg, console).map_err(wrong)? } else { svg.into_bytes() };
    std::fs::write(path, bytes).map_err(|error| wrong(error.to_string()))?;
    console.note(&console.pick(("已写入 {}", "written to {}")).replace("{}", &path.display().to_string()));
    Ok(())
}

#[cfg(feature = "png")]
fn png(svg: &str, console: &Console) -> Result<Vec<u8>, String> {
    gongkai::export::charts::png::png(svg).map_err(|error| error.message(console.language))
}

#[cfg(not(feature = "png"))]
fn png(_: &str, console: &Console) -> Result<Vec<u8>, String> {
    let text = console.pick((
        "这个程序编译时没有带 PNG（--features png）；请写 .svg 文件，浏览器能打开和打印",
        "this program was built without PNG (--features png); write a .svg file, which browsers open and print",
    ));
    Err(text.into())
}

/// Fills what neighbouring years prove, and says so.
pub(crate) fn fill(collected: &mut Collected, console: &Console) {
    for years in collected.reports.units_mut() {
        let unit = years.values().next().map(|report| report.unit.name.clone()).unwrap_or_default();
        for filled in fill_from_neighbours(years) {
            let text = console.pick((
                "{year} 年 {cell} 在该年报告中无法确定，由 {from} 年报告确定为 {number}",
                "{cell} of {year} is undecided in its own report; the report of {from} proves {number}",
            ));
            let text = text
                .replace("{year}", &filled.year.to_string())
                .replace("{cell}", filled.cell)
                .replace("{from}", &filled.from.to_string())
                .replace("{number}", &filled.number.to_string());
            console.note_of(&unit, &text);
        }
    }
}

/// Units that the option `--unit` names, each a whole name or a part of it.
pub(crate) fn is_wanted(matches: &ArgMatches, name: &str) -> bool {
    let mut words = matches.get_many::<String>("unit").into_iter().flatten().peekable();
    words.peek().is_none() || words.any(|word| name.contains(word.as_str()))
}

/// `--unit NAME`.
pub(crate) fn unit(language: Language, help: Text) -> Arg {
    options::option(language, "unit", ("单位", "NAME"), help).action(clap::ArgAction::Append).value_delimiter(',')
}
