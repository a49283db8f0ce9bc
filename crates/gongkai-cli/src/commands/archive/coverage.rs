//! `gongkai archive coverage`: which reports are there, and which are not.

use std::collections::{BTreeMap, BTreeSet};

use anstyle::{AnsiColor, Style};
use gongkai::archive::{Coverage, Presence};
use gongkai::export::rows::RowWriter;
use gongkai::gathering;
use gongkai::model::Language;

use super::query::{row_format, row_options};
use super::{Job, Stop, Sub};
use crate::collect;
use crate::console::Console;
use crate::exit::Exit;
use crate::language::Text;
use crate::output::{Kind, Output};
use crate::sanitize::sanitize_line;
use crate::view::table;
use crate::years;

pub(super) const SUB: Sub = Sub {
    name: "coverage",
    about: ("哪些单位哪些年度的报告在、哪些不在", "Which reports are there, by unit and year, and which are not"),
    usage: ("gongkai archive coverage [选项]", "gongkai archive coverage [OPTIONS]"),
    notes: Some((
        "每个单位一行，每个年度一列：
  ● 已读   ! 已读，有错误   ▤ 只有附件，读不了   ? 读不出   … 待取   × 取不到   · 没有

示例：
  gongkai archive coverage
  gongkai archive coverage --years 2019..2025 --roster 名单.csv     名单中一份都没有的单位也列出
  gongkai archive coverage -f csv -o 覆盖情况.csv

退出码：0 都已读；1 有没读到的；2 用法不对；3 档案库出错",
        "A line for each unit, a column for each year:
  ● read   ! read, with errors   ▤ only attachments that cannot be read   ? unreadable   … waiting   × not to be had   · missing

Examples:
  gongkai archive coverage
  gongkai archive coverage --years 2019..2025 --roster roster.csv     units without any report as well
  gongkai archive coverage -f csv -o coverage.csv

Exit codes: 0 all were read; 1 some were not; 2 wrong usage; 3 the archive failed",
    )),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    command.arg(years::option(language)).arg(collect::roster_option(language)).args(row_options(language))
}

fn run(job: &Job<'_>) -> Result<Exit, Stop> {
    let archive = job.to_read()?;
    let roster = collect::roster(job.matches, job.console)?;
    let years: Vec<i32> = years::of(job.matches, job.console)?.into_iter().flatten().collect();
    let coverage = gathering::coverage(&archive, &years, &roster)?;
    let complete = coverage.iter().all(|cell| matches!(cell.presence, Presence::Present | Presence::WithErrors));
    let open = |kind| Output::open(job.matches, kind, &[], job.console, job.environment).map_err(Stop::Failure);
    match row_format(job) {
        Some(format) => {
            let mut out = open(Kind::Data)?;
            let names = ["unit", "year", "status", "reason", "captures"].map(str::to_owned);
            let mut writer = RowWriter::new(&mut out, format, &names)?;
            for cell in &coverage {
                let captures: Vec<String> = cell.captures.iter().map(|id| id.0.to_string()).collect();
                let reason = cell.reason.clone().map_or(serde_json::Value::Null, Into::into);
                let status = cell.presence.id();
                writer.row(vec![
                    cell.unit.clone().into(),
                    cell.year.into(),
                    status.into(),
                    reason,
                    captures.join(" ").into(),
                ])?;
            }
            writer.finish()?;
            out.flush()?;
        }
        None => {
            let terminal = job.environment.stdout_is_terminal && !job.matches.contains_id("output");
            let mut out = open(Kind::Styled)?;
            out.write(&drawn(&coverage, terminal, job))?;
            out.flush()?;
            job.console.note(&summary(&coverage, job.console));
        }
    }
    if coverage.is_empty() {
        let text = job.console.pick((
            "档案库里还没有报告；用 gongkai archive add 存入，或用 gongkai scrape 抓取",
            "the archive has no report yet; gongkai archive add or gongkai scrape brings some",
        ));
        job.console.note(text);
    }
    Ok(if complete { Exit::Done } else { Exit::Findings })
}

/// A line for each unit, a column for each year.
fn drawn(coverage: &[Coverage], terminal: bool, job: &Job<'_>) -> Vec<u8> {
    let years: BTreeSet<i32> = coverage.iter().map(|cell| cell.year).collect();
    let mut units: BTreeMap<&str, BTreeMap<i32, Presence>> = BTreeMap::new();
    for cell in coverage {
        units.entry(&cell.unit).or_default().insert(cell.year, cell.presence);
    }
    let unit = job.console.pick(("单位", "unit"));
    let presence =
        |by_year: &BTreeMap<i32, Presence>, year: &i32| by_year.get(year).copied().unwrap_or(Presence::Missing);
    if !terminal {
        let header: Vec<String> = std::iter::once(unit.to_owned()).chain(years.iter().map(i32::to_string)).collect();
        let row = |(name, by_year): (&&str, &BTreeMap<i32, Presence>)| {
            let cells = years.iter().map(|year| presence(by_year, year).id().to_owned());
            std::iter::once((*name).to_owned()).chain(cells).collect()
        };
        let rows: Vec<Vec<String>> = units.iter().map(row).collect();
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        return table::drawn(&header, &rows, false, job.environment);
    }
    // Drawn here, since marks have colours.
    let dimmed = Style::new().dimmed();
    let head: String = years.iter().map(|year| format!("{year} ")).collect();
    let mut out = format!("{dimmed}{head} {unit}{dimmed:#}\n");
    for (name, by_year) in &units {
        years.iter().for_each(|year| out += &format!("  {}  ", mark(presence(by_year, year))));
        out += &format!(" {}\n", sanitize_line(name));
    }
    out.into_bytes()
}

/// A mark for a terminal, in its colour.
fn mark(presence: Presence) -> String {
    let (mark, color) = match presence {
        Presence::Present => ("●", AnsiColor::Green),
        Presence::WithErrors => ("!", AnsiColor::Yellow),
        Presence::AttachmentOnly => ("▤", AnsiColor::Yellow),
        Presence::Unreadable => ("?", AnsiColor::Red),
        Presence::Waiting => ("…", AnsiColor::Cyan),
        Presence::Blocked => ("×", AnsiColor::Red),
        Presence::Missing => ("·", AnsiColor::BrightBlack),
    };
    let style = Style::new().fg_color(Some(color.into()));
    format!("{style}{mark}{style:#}")
}

const NAMES: [(Presence, Text); 7] = [
    (Presence::Present, ("已读 {}", "read {}")),
    (Presence::WithErrors, ("已读、有错误 {}", "read, with errors {}")),
    (Presence::AttachmentOnly, ("只有附件 {}", "attachment only {}")),
    (Presence::Unreadable, ("读不出 {}", "unreadable {}")),
    (Presence::Waiting, ("待取 {}", "waiting {}")),
    (Presence::Blocked, ("取不到 {}", "blocked {}")),
    (Presence::Missing, ("没有 {}", "missing {}")),
];

/// How many of each.
fn summary(coverage: &[Coverage], console: &Console) -> String {
    let count = |presence| coverage.iter().filter(|cell| cell.presence == presence).count();
    let told = NAMES.iter().map(|(presence, text)| (count(*presence), text)).filter(|(count, _)| *count > 0);
    let parts: Vec<String> = told.map(|(count, text)| console.pick(*text).replace("{}", &count.to_string())).collect();
    parts.join(console.pick(("，", ", ")))
}
