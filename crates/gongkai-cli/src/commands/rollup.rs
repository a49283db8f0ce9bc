//! `gongkai rollup`: a government against the sum of its units.

use clap::{ArgMatches, value_parser};
use gongkai::compare::rollup::Rollup;
use gongkai::comparing;
use gongkai::export::rollup;
use gongkai::model::{Language, Scope};

use super::Command;
use crate::collect::{self, Collected};
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::measuring;
use crate::options;
use crate::output::{Kind, Output};
use crate::view::{self, Page};

pub(super) const COMMAND: Command = Command {
    name: "rollup",
    about: ("汇总核对：上级的数与各下级单位之和", "Roll-up: a government against the sum of its units"),
    usage: ("gongkai rollup [选项] --roster 名单 文件或网址…", "gongkai rollup [OPTIONS] --roster FILE FILE|URL…"),
    notes: (
        "逐格核对表三、表四和表二的处理决定数量：名单中上级的报告与下级各单位之和，列出差额、各单位占比和覆盖情况。
税务、海关、气象等垂直管理机关不计入；与上级同一份的汇总报告不计入。各单位之和大于上级，总是差异；
小于上级，只有名单写明完整且各单位都有数字时才是差异，否则记为“未齐”。名单的写法见 gongkai check --help。

示例：
  gongkai rollup --roster 名单.csv reports/ --year 2023
  gongkai rollup --roster 名单.csv reports/ --year 2023 -f xlsx -o 汇总核对.xlsx
  gongkai rollup --roster 名单.csv reports/ --unit 青禾县人民政府 --all

退出码：0 各格相符；1 有差异，或有单位没有报告、名单未说明完整；2 用法不对；3 有输入读不了（优先于 1）",
        "Compares every cell of Tables 3 and 4, and the decisions of Table 2: the report of a government against the sum of the
units that the roster has below it, with differences, the share of each unit, and who is covered. Organs under vertical
management (tax, customs, weather …) are no part of it, nor is the same report of the whole handed in by an office.
More in the units than in the government is a difference in any case; less is one only where the roster is complete and
every unit has a figure, and open else.

Examples:
  gongkai rollup --roster roster.csv reports/ --year 2023
  gongkai rollup --roster roster.csv reports/ --year 2023 -f xlsx -o rollup.xlsx
  gongkai rollup --roster roster.csv reports/ --unit 青禾县人民政府 --all

Exit codes: 0 every cell agrees; 1 there are differences, or units without report, or the roster does not say that it is
complete; 2 wrong usage; 3 some input could not be read (wins over 1)",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let xlsx = ("xlsx", ("工作簿：汇总、差异、单位与单元格", "a workbook: summary, differences, units against cells"));
    measuring::formats(collect::arguments(command, language), language, &[xlsx])
        .mut_arg("roster", |roster| roster.required(true))
        .arg(
            options::option(
                language,
                "year",
                ("年份", "YEAR"),
                ("年度，默认最晚的", "the year; the latest unless given"),
            )
            .value_parser(value_parser!(i32).range(1990..=2200)),
        )
        .arg(measuring::unit(language, ("只核对名称含这些字的上级", "only governments whose name holds this")))
        .arg(options::switch(
            language,
            "all",
            ("列出所有单元格（默认只列差异和总计）", "show every cell (differences and totals unless given)"),
        ))
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    measuring::suits(matches, console, environment)?;
    let collected = collect::collect(matches, console, environment)?;
    let latest = collected.reports.years().last().copied();
    let Some(year) = matches.get_one::<i32>("year").copied().or(latest) else {
        return Ok(collected.exit.max(Exit::Findings));
    };
    let wanted = |name: &str| measuring::is_wanted(matches, name);
    let rollups = comparing::rollups(&collected.reports, &collected.roster, year, &wanted);
    let absent = said(&collected, year, &wanted, &rollups, console);

    let text = measuring::format(matches) == "text";
    let mut output = Output::open(matches, if text { Kind::Styled } else { Kind::Data }, &[], console, environment)?;
    let mut bytes = Vec::new();
    match measuring::format(matches) {
        "csv" => rollup::csv(&mut bytes, &rollups, matches.get_flag("bom"))?,
        "json" => rollup::json(&mut bytes, &rollups)?,
        "xlsx" => rollup::xlsx(&mut bytes, &rollups, console.language)?,
        _ => {
            let page = Page::of(console.language, environment);
            bytes = view::rollups(&rollups, matches.get_flag("all"), &page).into_bytes();
        }
    }
    output.write(&bytes)?;
    output.flush()?;
    let agrees = |rollup: &Rollup| rollup.is_covered() && rollup.differences().next().is_none();
    let sound = !absent && !rollups.is_empty() && rollups.iter().all(agrees) && collected.left_out == 0;
    Ok(collected.exit.max(if sound { Exit::Done } else { Exit::Findings }))
}

/// Says which governments have no report, and which have one that does not cover the units; whether any has none.
fn said(
    collected: &Collected,
    year: i32,
    wanted: &dyn Fn(&str) -> bool,
    rollups: &[Rollup],
    console: &Console,
) -> bool {
    let absent = comparing::without_report(&collected.reports, &collected.roster, year, wanted);
    for name in &absent {
        let text = console.pick(("{} 年没有报告，不能核对", "no report of {}, so there is nothing to compare with"));
        console.complain_of(name, &text.replace("{}", &year.to_string()));
    }
    if absent.is_empty() && rollups.is_empty() {
        let text = console.pick((
            "名单里没有带下级单位的上级；“上级”一列写上级单位的名称",
            "the roster has no unit with units below it; its column \"parent\" names them",
        ));
        console.complain(text);
    }
    for rollup in rollups {
        let scope = collected.reports.get(&rollup.name, year).and_then(|report| report.scope);
        if scope == Some(Scope::OwnOrgan) {
            let text = console.pick((
                "这份报告写明只统计本机关，不包括下级；差额不是错误",
                "this report says that it covers the organ itself only, so differences are no errors",
            ));
            console.note_of(&rollup.name, text);
        }
    }
    !absent.is_empty()
}
