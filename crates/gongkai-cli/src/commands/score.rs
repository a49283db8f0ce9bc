//! `gongkai score`: marks for reports, by rules with weights.

use std::io;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, value_parser};
use gongkai::check::{Scoring, sample};
use gongkai::checking::{self, Checker, Group};
use gongkai::export::rows::{ROW_FORMATS, RowFormat, RowWriter};
use gongkai::export::score::{Book, DEDUCTION_COLUMNS, Drawn, Marked, SCORE_COLUMNS, deduction_rows, score_row};
use gongkai::model::Language;
use rayon::prelude::*;

use super::Command;
use super::check::settings;
use super::check::shelf::Sources;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::language::Text;
use crate::output::{Kind, Output};
use crate::settings_file::{self, FILE, wrong};
use crate::view::table;
use crate::{inputs, options, pipeline, readers};

pub(super) const COMMAND: Command = Command {
    name: "score",
    about: ("按规则和权重给报告评分", "Marks for reports, by rules with weights"),
    usage: ("gongkai score [选项] 文件或网址…", "gongkai score [OPTIONS] FILE|URL…"),
    notes: (
        "得分 = 满分 × 合格规则的权重 ÷ 可核验规则的权重；无法核验的规则不扣分，单独列出。
权重写在 gongkai.toml 里（编号、名称或组；最具体的优先）：
  [score]
  full = 100
  [score.weights]
  T3 = 2
  ST-001 = 10
没有写权重时，错误类规则为 3，警告类为 1。认可过的问题（gongkai check --accept）不扣分。
--sample 按种子抽取单位，同一种子抽到的总是同一批。

示例：
  gongkai score reports/ -f xlsx -o 评分.xlsx
  gongkai score reports/ -f xlsx -o 评分.xlsx --sample 50 --seed 2026
  gongkai score reports/ -f csv -o 得分.csv
  gongkai score reports/ -f csv --deductions -o 扣分.csv

退出码：0 没有扣分；1 有；2 用法不对；3 有输入读不了（优先于 1）",
        "Marks = full marks × weight of the rules that hold ÷ weight of the rules that could look. A rule that could not look
costs nothing and is listed apart. Weights stand in gongkai.toml (ids, names or groups; the most exact one wins):
  [score]
  full = 100
  [score.weights]
  T3 = 2
  ST-001 = 10
Without weights, rules of errors weigh 3 and of warnings 1. Accepted findings (gongkai check --accept) cost nothing.
--sample draws units by a seed; the same seed draws the same ones.

Examples:
  gongkai score reports/ -f xlsx -o marks.xlsx
  gongkai score reports/ -f xlsx -o marks.xlsx --sample 50 --seed 2026
  gongkai score reports/ -f csv -o marks.csv
  gongkai score reports/ -f csv --deductions -o deductions.csv

Exit codes: 0 nothing was deducted; 1 something was; 2 wrong usage; 3 some input could not be read (wins over 1)",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let mut formats: Vec<(&'static str, Text)> = vec![("table", ("得分表", "a table of marks"))];
    formats.extend(ROW_FORMATS);
    formats.push((
        "xlsx",
        (
            "Excel 工作簿：评分、扣分及证据、无法核验、权重",
            "a workbook: marks, deductions with evidence, what could not be looked at, weights",
        ),
    ));
    let help = options::format_help(language, ("输出格式，默认 table", "output format; table unless given"), &formats);
    let file = |id, help| options::option(language, id, ("文件", "FILE"), help).value_parser(value_parser!(PathBuf));
    let seed = ("抽样的种子，默认 1", "seed of the sample; 1 unless given");
    options::inputs(command, language)
        .arg(options::format(language, formats.into_iter().map(|(name, _)| name).collect(), help))
        .arg(file("config", ("设置文件（gongkai.toml）", "file of settings (gongkai.toml)")))
        .arg(file("roster", ("单位名单（CSV 或 TOML）", "roster of units (CSV or TOML)")))
        .arg(file("baseline", ("记录认可的问题的文件", "file with accepted findings")))
        .arg(
            options::option(
                language,
                "sample",
                ("N", "N"),
                ("只评抽取的 N 个单位", "mark N units only, drawn by a seed"),
            )
            .value_parser(value_parser!(u32).range(1..)),
        )
        .arg(
            options::option(language, "seed", ("数", "NUMBER"), seed)
                .value_parser(value_parser!(u64))
                .requires("sample"),
        )
        .arg(options::switch(
            language,
            "deductions",
            ("csv、json：每处扣分一行", "csv, json: a row for each deduction"),
        ))
        .arg(options::switch(
            language,
            "bom",
            ("csv 以 UTF-8 字节顺序标记开头", "begin csv with a UTF-8 byte order mark"),
        ))
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let name = matches.get_one::<String>("format").map_or("table", String::as_str);
    let format = RowFormat::of(name, matches.get_flag("bom"));
    if matches.get_flag("deductions") && format.is_none() {
        let text =
            ("--deductions 与 csv、jsonl 或 json 格式同用", "--deductions goes with the formats csv, jsonl and json");
        return Err(Failure::Usage(console.pick(text).into()));
    }
    let reader = readers::sized(matches, console, environment)?;
    let mut inputs = inputs::of(matches, reader.registry(), options::max_bytes(matches), console, environment)?;
    let applied = settings::applied(matches, &inputs, console)?;
    let scoring = scoring(matches, &inputs, console)?;
    inputs.retain(|input| !applied.is_roster(input));
    let kind = if name == "table" { Kind::Styled } else { Kind::Data };
    if name == "xlsx" && !matches.contains_id("output") && environment.stdout_is_terminal {
        let text = ("xlsx 不是文本，终端不能显示；请用 -o 写入文件", "xlsx is no text; write it to a file with -o");
        return Err(Failure::Usage(console.pick(text).into()));
    }
    let mut output = Output::open(matches, kind, &inputs, console, environment)?;
    let progress = !matches.get_flag("no-progress");
    let (sources, index, unread) = Sources::read(&reader, &inputs, &applied.roster, progress, console)?;
    let mut groups = index.groups();
    let drawn = draw(matches, &mut groups, console);
    let checker = Checker { settings: &applied.settings, roster: &applied.roster };
    let mut table = Table::new(name, format, matches.get_flag("deductions"), &scoring, &mut output, console)?;
    let bar = pipeline::progress_bar(progress && groups.len() > 1, groups.len(), ("已评", "marked"), console);
    let (mut deducted, mut failed) = (false, !unread.is_empty());
    for some in groups.chunks(GROUPS) {
        let checked: Vec<Result<Vec<checking::Checked>, String>> = some
            .par_iter()
            .map(|group| {
                bar.inc(1);
                pipeline::guarded(|| checker.group(group, &index, &sources), console)
            })
            .collect();
        for (group, checked) in some.iter().zip(checked) {
            let mut all = match checked {
                Ok(all) => all,
                Err(defect) => {
                    failed = true;
                    bar.suspend(|| console.complain_of(&group.organ, &defect));
                    continue;
                }
            };
            for checked in &mut all {
                if let Some(baseline) = &applied.baseline {
                    baseline.judge(&mut checked.verdict.findings);
                }
                let digest = sources.digest(checked.entry.source).map(|digest| digest.to_string()).unwrap_or_default();
                let Some(report) = checked.report().filter(|_| checked.entry.is_report) else { continue };
                let unit = if group.organ.is_empty() { &report.source } else { &group.organ };
                let marked = Marked { unit, report, digest: &digest, verdict: &checked.verdict };
                deducted |= !scoring.score(&checked.verdict).broken.is_empty();
                table.add(&marked)?;
            }
        }
    }
    bar.finish_and_clear();
    table.finish(drawn.as_ref(), console, environment, !matches.contains_id("output"))?;
    output.flush()?;
    Ok(match (failed, deducted) {
        (true, _) => Exit::Unreadable,
        (_, true) => Exit::Findings,
        _ => Exit::Done,
    })
}

/// Organs that are marked before the next ones are begun.
const GROUPS: usize = 64;

/// Keeps only the units that are drawn, where a sample is wanted.
fn draw(matches: &ArgMatches, groups: &mut Vec<Group>, console: &Console) -> Option<Drawn> {
    let count = usize::try_from(*matches.get_one::<u32>("sample")?).ok()?;
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or(1);
    let names: Vec<&str> = groups.iter().map(|group| group.organ.as_str()).filter(|name| !name.is_empty()).collect();
    let of = names.len();
    let drawn: Vec<String> = sample(&names, count, seed).into_iter().map(str::to_owned).collect();
    groups.retain(|group| drawn.contains(&group.organ));
    let text =
        console.pick(("从 {of} 个单位中抽取 {count} 个（种子 {seed}）", "{count} units drawn of {of} (seed {seed})"));
    let text = text.replace("{of}", &of.to_string()).replace("{count}", &drawn.len().to_string());
    console.note(&text.replace("{seed}", &seed.to_string()));
    Some(Drawn { of, count: drawn.len(), seed })
}

/// The weights, of the file of settings that applies.
fn scoring(matches: &ArgMatches, inputs: &[inputs::Input], console: &Console) -> Result<Scoring, Failure> {
    let Some(path) = settings::file(matches, inputs) else { return Ok(Scoring::default()) };
    let head = console.pick(("设置文件写法不对：", "the file of settings is not well formed: "));
    let scoring = Scoring::parse(&settings_file::text(&path, console)?).map_err(|error| wrong(&path, head, &error))?;
    if let Some(word) = scoring.unknown_words().first() {
        let name = path.file_name().map(Path::new).unwrap_or(Path::new(FILE)).display();
        return Err(Failure::Usage(format!("{name}: {}", crate::rule_query::unknown(word, console))));
    }
    Ok(scoring)
}

/// Where marks go.
enum Table<'a> {
    People { rows: Vec<Vec<String>>, scoring: &'a Scoring, output: &'a mut Output },
    Rows { writer: RowWriter<'a>, scoring: &'a Scoring, deductions: bool, language: Language },
    Book { book: Box<Book>, output: &'a mut Output },
}

impl<'a> Table<'a> {
    fn new(
        name: &str,
        format: Option<RowFormat>,
        deductions: bool,
        scoring: &'a Scoring,
        output: &'a mut Output,
        console: &Console,
    ) -> io::Result<Self> {
        let language = console.language;
        Ok(match format {
            Some(format) => {
                let names: &[&str] = if deductions { &DEDUCTION_COLUMNS } else { &SCORE_COLUMNS };
                let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
                Self::Rows { writer: RowWriter::new(output, format, &names)?, scoring, deductions, language }
            }
            None if name == "xlsx" => Self::Book { book: Box::new(Book::new(scoring, language)?), output },
            None => Self::People { rows: Vec::new(), scoring, output },
        })
    }

    fn add(&mut self, marked: &Marked<'_>) -> io::Result<()> {
        match self {
            Self::Rows { writer, scoring, deductions: true, language } => {
                deduction_rows(marked, scoring, *language).into_iter().try_for_each(|row| writer.row(row))
            }
            Self::Rows { writer, scoring, .. } => writer.row(score_row(marked, scoring)),
            Self::Book { book, .. } => book.add(marked),
            Self::People { rows, scoring, .. } => {
                let score = scoring.score(marked.verdict);
                let rules: Vec<&str> = score.broken.iter().map(|broken| broken.rule.id).collect();
                let unassessed: u32 = score.unassessed.iter().map(|one| one.weight).sum();
                rows.push(vec![
                    score.marks().map_or_else(|| "-".into(), |marks| marks.to_string()),
                    marked.report.year.as_ref().map_or_else(|| "?".into(), |year| year.value.to_string()),
                    format!("{}/{}", score.held, score.assessed()),
                    unassessed.to_string(),
                    marked.unit.to_owned(),
                    rules.join(" "),
                ]);
                Ok(())
            }
        }
    }

    fn finish(
        self,
        drawn: Option<&Drawn>,
        console: &Console,
        environment: &Environment,
        shown: bool,
    ) -> io::Result<()> {
        match self {
            Self::Rows { writer, .. } => writer.finish().map(|_| ()),
            Self::Book { book, output } => output.write(&book.finish(drawn)?),
            Self::People { rows, output, .. } => {
                let header = console.pick((
                    "得分\t年度\t合格\t无法核验\t单位\t扣分的规则",
                    "marks\tyear\theld\tnot assessable\tunit\tbroken rules",
                ));
                let header: Vec<&str> = header.split('\t').collect();
                output.write(&table::drawn(&header, &rows, shown && environment.stdout_is_terminal, environment))
            }
        }
    }
}
