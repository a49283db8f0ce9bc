//! `gongkai archive query`: questions in SQL.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Arg, value_parser};
use gongkai::archive::{Error, VIEWS, Value};
use gongkai::export::rows::{ROW_FORMATS, RowFormat, RowWriter};
use gongkai::model::Language;

use super::{Job, Stop, Sub};
use crate::exit::{Exit, Failure};
use crate::language::{Text, pick};
use crate::output::{Kind, Output};
use crate::view::table;
use crate::{options, settings_file};

pub(super) const SUB: Sub = Sub {
    name: "query",
    about: ("用 SQL 查询（只读）", "Ask in SQL (nothing is changed)"),
    usage: ("gongkai archive query [选项] [SQL]", "gongkai archive query [OPTIONS] [SQL]"),
    notes: Some((
        "不写 SQL 时列出可查的视图和各列的含义。

示例：
  gongkai archive query                                   有哪些视图
  gongkai archive query 'SELECT agency, year, title FROM reports'
  gongkai archive query 'SELECT province, year, count(*) AS 份数, sum(\"t3.new_received.total\") AS 新收
                         FROM facts_wide GROUP BY province, year' -f csv -o 新收.csv
  gongkai archive query --file 查询.sql

退出码：0 完成；2 用法不对，或 SQL 写法不对；3 档案库出错",
        "Without SQL the views are listed, with what their columns mean.

Examples:
  gongkai archive query                                   which views there are
  gongkai archive query 'SELECT agency, year, title FROM reports'
  gongkai archive query 'SELECT province, year, count(*) AS reports, sum(\"t3.new_received.total\") AS received
                         FROM facts_wide GROUP BY province, year' -f csv -o received.csv
  gongkai archive query --file question.sql

Exit codes: 0 done; 2 wrong usage, or wrong SQL; 3 the archive failed",
    )),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let help = ("一条 SELECT 语句", "one SELECT statement");
    let file = ("从文件读 SQL", "read the SQL from a file");
    command
        .arg(
            Arg::new("sql")
                .value_name("SQL")
                .help(pick(language, help))
                .help_heading(pick(language, ("参数", "Arguments"))),
        )
        .arg(
            options::option(language, "file", ("文件", "FILE"), file)
                .value_parser(value_parser!(PathBuf))
                .conflicts_with("sql"),
        )
        .args(row_options(language))
}

/// `--format`, `--output` and `--bom`, for commands whose answer is a table.
pub(super) fn row_options(language: Language) -> [Arg; 3] {
    let mut formats: Vec<(&'static str, Text)> =
        vec![("table", ("表格；不在终端时以制表符分隔", "a table; parted by tabs where nobody looks"))];
    formats.extend(ROW_FORMATS);
    let help = options::format_help(language, ("输出格式，默认 table", "output format; table unless given"), &formats);
    let bom = (
        "csv 以 UTF-8 字节顺序标记开头，Excel 才能正确显示中文",
        "begin csv with a UTF-8 byte order mark, which Excel needs",
    );
    [
        options::format(language, formats.into_iter().map(|(name, _)| name).collect(), help),
        options::option(
            language,
            "output",
            ("文件", "FILE"),
            ("写入文件，不写到标准输出", "write to a file instead of standard output"),
        )
        .short('o')
        .value_parser(value_parser!(PathBuf)),
        options::switch(language, "bom", bom),
    ]
}

/// The format of rows asked for; nothing: a table for people.
pub(super) fn row_format(job: &Job<'_>) -> Option<RowFormat> {
    let name = job.matches.get_one::<String>("format")?;
    RowFormat::of(name, job.matches.get_flag("bom"))
}

fn run(job: &Job<'_>) -> Result<Exit, Stop> {
    let archive = job.to_read()?;
    let sql = match (job.matches.get_one::<String>("sql"), job.matches.get_one::<PathBuf>("file")) {
        (Some(sql), _) => sql.clone(),
        (None, Some(path)) => settings_file::text(path, job.console).map_err(Stop::Failure)?,
        (None, None) => {
            views(job)?;
            return Ok(Exit::Done);
        }
    };
    let ask = |row: &mut dyn FnMut(&[Value]) -> bool| {
        // What is wrong with the question is for the one who asks, not a failure of the archive.
        let wrong = |error: Error| match &error {
            Error::Query { .. } => Stop::Failure(Failure::Usage(error.message(job.console.language))),
            _ => error.into(),
        };
        archive.query(&sql, row).map_err(wrong)
    };
    let Some(format) = row_format(job) else {
        let mut rows = Vec::new();
        let names = ask(&mut |row| {
            rows.push(row.iter().map(shown).collect::<Vec<String>>());
            true
        })?;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut out =
            Output::open(job.matches, Kind::Styled, &[], job.console, job.environment).map_err(Stop::Failure)?;
        let terminal = job.environment.stdout_is_terminal && !job.matches.contains_id("output");
        out.write(&table::drawn(&names, &rows, terminal, job.environment))?;
        out.flush()?;
        return Ok(Exit::Done);
    };
    // The names come before the first row only when the statement is known, so it is asked for none first.
    let names = ask(&mut |_| false)?;
    let mut out = Output::open(job.matches, Kind::Data, &[], job.console, job.environment).map_err(Stop::Failure)?;
    let mut writer = RowWriter::new(&mut out, format, &names)?;
    let mut failed: io::Result<()> = Ok(());
    ask(&mut |row| {
        failed = writer.row(row.iter().map(json).collect());
        failed.is_ok()
    })?;
    failed?;
    writer.finish()?;
    out.flush()?;
    Ok(Exit::Done)
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    }
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Integer(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
    }
}

/// Lists the views, with what their columns mean.
fn views(job: &Job<'_>) -> io::Result<()> {
    let console = job.console;
    let mut out = anstream::AutoStream::new(io::stdout().lock(), console.color);
    let bold = anstyle::Style::new().bold();
    for (at, view) in VIEWS.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{bold}{}{bold:#}  {}", view.name, console.pick(view.about))?;
        for (name, zh, en) in view.columns {
            writeln!(out, "    {name:<14}{}", console.pick((zh, en)))?;
        }
    }
    out.flush()
}
