//! `gongkai rank`: units ranked by an indicator.

use clap::{ArgMatches, value_parser};
use gongkai::compare::indicators::Absent;
use gongkai::compare::rank::{Ranking, Unranked};
use gongkai::export::{charts, measures};
use gongkai::model::Language;

use super::Command;
use crate::collect;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::measuring;
use crate::options;
use crate::output::{Kind, Output};
use crate::view::{self, Page};

pub(super) const COMMAND: Command = Command {
    name: "rank",
    about: ("按一项指标给单位排名", "Units ranked by an indicator"),
    usage: ("gongkai rank [选项] --by 指标 文件或网址…", "gongkai rank [OPTIONS] --by INDICATOR FILE|URL…"),
    notes: (
        "从高到低；数值相同的名次相同。没有名次的单位另列，写明原因：没有报告、没有数字、分母不足 10。
名次只说明数值大小，不说明工作好坏。

示例：
  gongkai rank reports/ --by disclosure_rate --year 2023
  gongkai rank reports/ --by requests_received --year 2023 --top 10 --chart 排名.svg
  gongkai rank reports/ --by carry_over_ratio --year 2023 --roster 名单.csv -f csv

退出码：0 完成；1 完成，但有单位没有报告或没有数字；2 用法不对；3 有输入读不了（优先于 1）",
        "The highest first; units with the same figure have the same place. Units without a place are listed apart with the
reason: no report, no figure, fewer than 10 below the line. A place says how large a figure is, not how good the work.

Examples:
  gongkai rank reports/ --by disclosure_rate --year 2023
  gongkai rank reports/ --by requests_received --year 2023 --top 10 --chart rank.svg
  gongkai rank reports/ --by carry_over_ratio --year 2023 --roster roster.csv -f csv

Exit codes: 0 done; 1 done, but units have no report or no figure; 2 wrong usage;
3 some input could not be read (wins over 1)",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    measuring::formats(collect::arguments(command, language), language, &[])
        .arg(
            options::option(
                language,
                "by",
                ("指标", "INDICATOR"),
                ("指标（见 gongkai indicators）", "the indicator (see gongkai indicators)"),
            )
            .required(true),
        )
        .arg(
            options::option(
                language,
                "year",
                ("年份", "YEAR"),
                ("年度，默认最晚的", "the year; the latest unless given"),
            )
            .value_parser(value_parser!(i32).range(1990..=2200)),
        )
        .arg(
            options::option(language, "top", ("N", "N"), ("只列前 N 名", "the first N only"))
                .value_parser(value_parser!(u32).range(1..)),
        )
        .arg(measuring::chart(language))
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    measuring::suits(matches, console, environment)?;
    let chart = measuring::chart_file(matches, console)?;
    let by = measuring::named(matches.get_one::<String>("by").map_or("", String::as_str), console)?;
    let mut collected = collect::collect(matches, console, environment)?;
    measuring::fill(&mut collected, console);
    let latest = collected.reports.years().last().copied();
    let Some(year) = matches.get_one::<i32>("year").copied().or(latest) else {
        return Ok(collected.exit.max(Exit::Findings));
    };
    let roster = collected.roster.units().iter().map(|unit| unit.name.as_str());
    let mut ranking = Ranking::of(&collected.reports, by, year, roster);
    let top = matches.get_one::<u32>("top").map_or(usize::MAX, |top| *top as usize);

    if let Some(path) = chart {
        measuring::write_chart(path, charts::ranking(&ranking, top, console.language), console)?;
    }
    let absent = |why: &Unranked| matches!(why, Unranked::Absent(reason) if *reason != Absent::NoYearBefore);
    let incomplete = ranking.apart.iter().any(|(_, why)| absent(why)) || collected.left_out > 0;
    let cut = ranking.ranked.len().saturating_sub(top);
    ranking.ranked.truncate(top);
    let text = measuring::format(matches) == "text";
    let mut output = Output::open(matches, if text { Kind::Styled } else { Kind::Data }, &[], console, environment)?;
    let mut bytes = Vec::new();
    match measuring::format(matches) {
        "csv" => measures::ranking_csv(&mut bytes, &ranking, matches.get_flag("bom"))?,
        "json" => measures::ranking_json(&mut bytes, &ranking)?,
        _ => bytes = view::ranking(&ranking, cut, &Page::of(console.language, environment)).into_bytes(),
    }
    output.write(&bytes)?;
    output.flush()?;
    Ok(collected.exit.max(if incomplete { Exit::Findings } else { Exit::Done }))
}
