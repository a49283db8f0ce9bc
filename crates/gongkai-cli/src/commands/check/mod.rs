//! `gongkai check`: what is wrong with reports, as a linter says it.

mod decisions;
pub(in crate::commands) mod settings;
pub(in crate::commands) mod shelf;

use std::io;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::builder::PossibleValuesParser;
use gongkai::Source;
use gongkai::check::{Baseline, Grade, Roster};
use gongkai::checking::{self, Checker, Group, Index};
use gongkai::export::findings::{self, Checked, CheckedReport, Format, Missing, Options, Summary, Writer};
use gongkai::model::{Digest, Language, Severity};
use rayon::prelude::*;

use self::decisions::Decisions;
use self::shelf::{Sources, Unread};
use super::Command;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::language::Text;
use crate::output::{Kind, Output};
use crate::view::{self, Page, Told};
use crate::{inputs, options, pipeline, readers};

pub(super) const COMMAND: Command = Command {
    name: "check",
    about: ("核验报告：哪里不对、在原文何处、怎么改", "Check reports: what is wrong, where, and what to do"),
    usage: ("gongkai check [选项] 文件或网址…", "gongkai check [OPTIONS] FILE|URL…"),
    notes: (
        "每条规则有五种结果：成立、空白作零后成立、不成立、无法核验（并说明原因）、不适用。
同一机关几年的报告一起给出时，逐年核对；设置文件 gongkai.toml 从第一个文件所在的文件夹向上查找。
规则可写编号（T3-001）、名称（row-total-wrong）或组（T3），以逗号分隔。

示例：
  gongkai check report.docx
  gongkai check reports/ -f xlsx -o 问题清单.xlsx     发回各单位
  gongkai check reports/ -f html -o 核验结果.html     标出单元格的网页
  gongkai check reports/ --select T3,T4 --fail-on warning
  gongkai check report.html --ignore T3-003
  gongkai check reports/ --roster 名单.csv              几年、各级一起核对
  gongkai check report.md --accept 1a2b3c4d --why '复议机关口径不同'

退出码：0 没有达到 --fail-on 级别的问题；1 有；2 用法不对；3 有输入读不了（优先于 1）",
        "Each rule has five outcomes: held, held with blanks as zero, broken, not assessable (and why),
not applicable. Several years of one organ are checked against each other. The file of settings, gongkai.toml,
is looked for from the folder of the first file upwards. Rules are named by id (T3-001), name (row-total-wrong) or group (T3),
separated by commas.

Examples:
  gongkai check report.docx
  gongkai check reports/ -f xlsx -o findings.xlsx     to send back to the units
  gongkai check reports/ -f html -o findings.html     a page with the cells marked
  gongkai check reports/ --select T3,T4 --fail-on warning
  gongkai check report.html --ignore T3-003
  gongkai check reports/ --roster roster.csv          years and levels together
  gongkai check report.md --accept 1a2b3c4d --why 'counted by another authority'

Exit codes: 0 nothing as grave as --fail-on says; 1 something is; 2 wrong usage;
3 some input could not be read (wins over 1)",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let mut formats = vec![("text", ("终端里读的页面", "a page to read in a terminal"))];
    formats.extend(findings::FORMATS.iter().map(|format| (format.name, format.summary)));
    let help = options::format_help(language, ("输出格式，默认 text", "output format; text unless given"), &formats);
    let rules = |id: &'static str, help: Text| {
        options::option(language, id, ("规则", "RULES"), help).value_delimiter(',').action(clap::ArgAction::Append)
    };
    let choice = |id: &'static str, value: Text, values: &'static [&'static str], help: Text| {
        options::option(language, id, value, help).value_parser(PossibleValuesParser::new(values))
    };
    let switch = |id: &'static str, help: Text| options::switch(language, id, help);
    options::inputs(command, language)
        .arg(options::format(language, formats.into_iter().map(|(name, _)| name).collect(), help))
        .arg(rules("select", ("只用这些规则", "check these rules only")))
        .arg(rules("ignore", ("不用这些规则（优先于 --select）", "leave these rules out (wins over --select)")))
        .arg(choice(
            "blanks",
            ("方式", "HOW"),
            &["auto", "zero", "unknown"],
            (
                "空白单元格：auto 作零恰好成立时作零（默认）、zero 一律作零、unknown 一律视为不明",
                "blank cells: auto counts them as zero where a sum then holds (the default), zero always, unknown never",
            ),
        ))
        .arg(choice(
            "fail-on",
            ("级别", "SEVERITY"),
            &["note", "advisory", "warning", "error"],
            (
                "有这一级别或更高级别的问题时退出码为 1：note、advisory、warning、error（默认）",
                "exit with 1 from this severity on: note, advisory, warning, error (the default)",
            ),
        ))
        .arg(
            options::option(language, "config", ("文件", "FILE"), ("设置文件（gongkai.toml）", "file of settings (gongkai.toml)"))
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(
            options::option(
                language,
                "roster",
                ("文件", "FILE"),
                (
                    "单位名单（CSV 或 TOML：单位、上级、层级、类别）：核对未报、层级和汇总",
                    "roster of units (CSV or TOML: unit, parent, level, kind): who has not reported, levels, roll-up",
                ),
            )
            .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(
            options::option(
                language,
                "baseline",
                ("文件", "FILE"),
                (
                    "记录以往核验和认可的文件，默认 gongkai-baseline.json",
                    "file with earlier findings and decisions; gongkai-baseline.json unless given",
                ),
            )
            .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(switch(
            "record",
            ("把本次的问题记入该文件，下次可知哪些是新的、哪些已改", "write the findings into that file, so that the next run tells what is new and what is resolved"),
        ))
        .arg(
            options::option(
                language,
                "accept",
                ("指纹", "FINGERPRINT"),
                ("认可这些问题（指纹见输出），须用 --why 说明理由", "accept these findings (fingerprints are in the output); --why must say why"),
            )
            .value_delimiter(',')
            .action(clap::ArgAction::Append)
            .requires("why"),
        )
        .arg(
            options::option(language, "why", ("理由", "REASON"), ("认可的理由", "why they are accepted"))
                .requires("accept"),
        )
        .arg(switch("all", ("同一规则的问题全部展开（默认每份报告展开前三处）", "show all findings of a rule in full (the first three of a report unless given)")))
        .arg(switch("sheets", ("xlsx 另加每单位一张表", "xlsx: a sheet for each unit besides")))
        .arg(switch("bom", ("csv 以 UTF-8 字节顺序标记开头，Excel 才能正确显示中文", "begin csv with a UTF-8 byte order mark, which Excel needs")))
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let format = matches.get_one::<String>("format").and_then(|name| findings::format(name));
    suits(matches, format, console, environment)?;
    let reader = readers::sized(matches, console, environment)?;
    let mut inputs = inputs::of(matches, reader.registry(), options::max_bytes(matches), console, environment)?;
    let applied = settings::applied(matches, &inputs, console)?;
    inputs.retain(|input| !applied.is_roster(input));
    let kind = if format.is_some() { Kind::Data } else { Kind::Styled };
    let output = Output::open(matches, kind, &inputs, console, environment)?;
    let options = Options {
        language: console.language,
        bom: matches.get_flag("bom"),
        unit_sheets: matches.get_flag("sheets"),
        compared: applied.baseline.is_some(),
    };
    let page = Page::of(console.language, environment);
    let mut results = Results::new(output, format, &options, page)?;
    let mut decisions = Decisions::new(matches, applied.baseline.clone());

    let progress = !matches.get_flag("no-progress");
    let (sources, index, unread) = Sources::read(&reader, &inputs, &applied.roster, progress, console)?;
    for unread in &unread {
        results.take(&Done::unread(unread))?;
    }
    results.summary.missing = missing(&index, &applied.roster);
    let look =
        format.is_none().then(|| Look { page, all: matches.get_flag("all"), compared: applied.baseline.is_some() });
    let checker = Checker { settings: &applied.settings, roster: &applied.roster };
    let groups = index.groups();
    let bar = pipeline::progress_bar(progress && groups.len() > GROUPS, groups.len(), ("已核验", "checked"), console);
    for some in groups.chunks(GROUPS) {
        let done: Vec<Vec<Done>> = some
            .par_iter()
            .map(|group| {
                let done = organ(group, &checker, &index, &sources, applied.baseline.as_ref(), look, console);
                bar.inc(1);
                done
            })
            .collect();
        for done in done.into_iter().flatten() {
            if let Some(error) = &done.error {
                bar.suspend(|| console.complain_of(&done.source, error));
            }
            decisions.see(&done);
            bar.suspend(|| results.take(&done))?;
        }
    }
    bar.finish_and_clear();
    results.summary.read = inputs.len() - results.summary.unread.min(inputs.len());
    results.summary.resolved = decisions.resolved();
    let exit = results.finish(applied.settings.fail_on.unwrap_or(Grade::Error), console)?;
    decisions.write(&applied.baseline_path, console)?;
    Ok(exit)
}

/// Organs that are checked before the next ones are begun.
const GROUPS: usize = 64;

/// Units of the roster without a report.
fn missing(index: &Index, roster: &Roster) -> Vec<Missing> {
    let years =
        index.not_handed_in(roster).into_iter().map(|(unit, year)| Missing { unit: unit.into(), year: Some(year) });
    years.collect()
}

/// What came of a report, and how a page tells it.
struct Done {
    source: String,
    digest: Option<Digest>,
    checked: Option<checking::Checked>,
    error: Option<String>,
    told: Told,
}

impl Done {
    fn unread(unread: &Unread) -> Self {
        let (source, error) = (unread.source.clone(), Some(unread.error.clone()));
        Self { source, digest: unread.digest, checked: None, error, told: Told::default() }
    }

    /// What formats and pages take.
    fn checked(&self) -> Checked<'_> {
        let report = self
            .checked
            .as_ref()
            .and_then(|checked| Some(CheckedReport { report: checked.report()?, verdict: &checked.verdict }));
        Checked {
            source: &self.source,
            digest: self.digest,
            reports: report.into_iter().collect(),
            error: self.error.as_deref(),
        }
    }
}

/// How pages are drawn.
#[derive(Clone, Copy)]
struct Look {
    page: Page,
    all: bool,
    compared: bool,
}

/// Checks the reports of an organ and draws the page about each, where one is wanted.
fn organ(
    group: &Group,
    checker: &Checker<'_>,
    index: &Index,
    sources: &Sources<'_>,
    baseline: Option<&Baseline>,
    look: Option<Look>,
    console: &Console,
) -> Vec<Done> {
    let checked = match pipeline::guarded(|| checker.group(group, index, sources), console) {
        Ok(checked) => checked,
        Err(defect) => {
            let source = group.organ.clone();
            return vec![Done { source, digest: None, checked: None, error: Some(defect), told: Told::default() }];
        }
    };
    let done = checked.into_iter().map(|mut checked| {
        if let Some(baseline) = baseline {
            baseline.judge(&mut checked.verdict.findings);
        }
        let at = checked.entry.source;
        let source = checked.report().map(|report| report.source.clone()).unwrap_or_default();
        let found = !checked.verdict.findings.is_empty();
        let mut done =
            Done { source, digest: sources.digest(at), checked: Some(checked), error: None, told: Told::default() };
        if let Some(look) = look.filter(|_| found) {
            let capture = sources.capture(at);
            let origin = capture.as_ref().zip(done.checked.as_ref().and_then(checking::Checked::report));
            let origin = origin.map(|(capture, report)| sources.reader().origin(capture, report));
            let registry = sources.reader().registry();
            let source = origin.as_deref().map(|origin| Source::read_by(origin, registry));
            done.told = view::findings(&done.checked(), source.as_ref(), look.all, look.compared, &look.page);
        }
        done
    });
    done.collect()
}

/// What is known so far, and where it is written.
struct Results {
    summary: Summary,
    output: Output,
    shape: Shape,
    page: Page,
    /// Findings that the page told in one line.
    shortened: usize,
    /// Whether the page says something already.
    begun: bool,
}

/// What is written: a page for people, or a format.
enum Shape {
    Page,
    Format(Box<dyn Writer>),
}

impl Results {
    fn new(mut output: Output, format: Option<&Format>, options: &Options, page: Page) -> io::Result<Self> {
        let shape = match format {
            None => Shape::Page,
            Some(format) => {
                let mut head = Vec::new();
                let writer = (format.start)(&mut head, options)?;
                output.write(&head)?;
                Shape::Format(writer)
            }
        };
        Ok(Self { summary: Summary::default(), output, shape, page, shortened: 0, begun: false })
    }

    /// Takes what came of a source; sources come in the order given.
    fn take(&mut self, done: &Done) -> io::Result<()> {
        let checked = done.checked();
        self.summary.add(&checked);
        match &mut self.shape {
            Shape::Format(writer) => {
                let mut bytes = Vec::new();
                writer.source(&mut bytes, &checked)?;
                self.output.write(&bytes)
            }
            Shape::Page if done.told.text.is_empty() => Ok(()),
            Shape::Page => {
                self.shortened += done.told.shortened;
                if std::mem::replace(&mut self.begun, true) {
                    self.output.write(b"\n")?;
                }
                self.output.write(done.told.text.as_bytes())
            }
        }
    }

    /// Writes the rest, and says how the command ends.
    fn finish(mut self, fail_on: Grade, console: &Console) -> Result<Exit, Failure> {
        let mut bytes = Vec::new();
        match self.shape {
            Shape::Format(writer) => writer.finish(&mut bytes, &self.summary)?,
            Shape::Page if console.is_quiet() => {}
            Shape::Page => {
                let text = view::summary(&self.summary, self.shortened, &self.page);
                bytes.extend(if self.begun { text.as_str() } else { text.trim_start_matches('\n') }.bytes());
            }
        }
        self.output.write(&bytes)?;
        self.output.flush()?;
        let grave = |least: Severity| self.summary.counts.gravest().is_some_and(|gravest| gravest >= least);
        Ok(match fail_on.severity() {
            _ if self.summary.unread > 0 => Exit::Unreadable,
            Some(least) if grave(least) => Exit::Findings,
            _ => Exit::Done,
        })
    }
}

/// Whether the format goes with the other options and with where it is written.
fn suits(
    matches: &ArgMatches,
    format: Option<&Format>,
    console: &Console,
    environment: &Environment,
) -> Result<(), Failure> {
    let name = format.map_or("text", |format| format.name);
    for (option, only) in [("bom", "csv"), ("sheets", "xlsx")] {
        if matches.get_flag(option) && name != only {
            let text =
                console.pick(("--{option} 只能与 {only} 格式同用", "--{option} goes with the format {only} only"));
            return Err(Failure::Usage(text.replace("{option}", option).replace("{only}", only)));
        }
    }
    options::suits_terminal(matches, format.is_none_or(|format| format.is_text), name, console, environment)
}
