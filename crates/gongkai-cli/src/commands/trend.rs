//! `gongkai trend`: indicators of units over years.

use std::ops::RangeInclusive;

use clap::ArgMatches;
use clap::builder::PossibleValuesParser;
use gongkai::compare::trend::Trend;
use gongkai::export::charts::{self, Kind as ChartKind};
use gongkai::export::measures;
use gongkai::model::Language;

use super::Command;
use crate::collect;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::language::Text;
use crate::measuring;
use crate::options;
use crate::output::{Kind, Output};
use crate::view::{self, Page};

/// What is shown unless other indicators are asked for.
const USUAL: &[&str] = &[
    "requests_received",
    "requests_carried_in",
    "requests_processed",
    "requests_carried_out",
    "requests_growth",
    "carry_over_ratio",
    "disclosure_rate",
    "denial_rate",
    "unable_rate",
    "not_processed_rate",
    "other_rate",
    "reconsiderations",
    "litigation",
    "reconsideration_correction_rate",
    "normative_documents_in_force",
];

/// What a chart of lines shows of one unit unless other indicators are asked for.
const LINES: &[&str] = &["requests_received", "requests_carried_in", "requests_carried_out"];

pub(super) const COMMAND: Command = Command {
    name: "trend",
    about: ("各单位历年的指标，可画图", "Indicators of units over years, with charts"),
    usage: ("gongkai trend [选项] 文件或网址…", "gongkai trend [OPTIONS] FILE|URL…"),
    notes: (
        "同一单位各年的报告排在一行里；没有报告的年份写明“无报告”，图上留空。比率都写明分母，分母不足 10 的只列件数。
2019 年版和 2021 年版的数据按口径衔接，不可比的不比。报告中无法确定而相邻年度报告能确定的数字标 †，修复的标 *，
由合计关系证明为零的空白标 °。存档文件夹（gongkai scrape）也可以作为输入。

示例：
  gongkai trend reports/
  gongkai trend reports/ --unit 青禾县水务局 --years 2019-2023
  gongkai trend reports/ --indicator disclosure_rate,denial_rate -f csv --bom -o 指标.csv
  gongkai trend reports/ --unit 青禾县水务局 --chart 申请.svg
  gongkai trend reports/ --unit 青禾县水务局 --chart 结果.png --kind outcomes
  gongkai indicators                            全部指标和公式

退出码：0 完成；1 完成，但有年份没有报告，或有报告未计入；2 用法不对；3 有输入读不了（优先于 1）",
        "The reports of a unit stand in one line, year by year; a year without report says so, and is a gap in the chart.
Rates name their denominators; below 10 only the counts are shown. Figures of the forms of 2019 and 2021 are bridged
where they compare, and else not compared. A figure that its own report leaves undecided and a neighbouring year proves
carries a †, a repaired one a *, a blank that the sums of the form prove to be zero a °. An archive (gongkai scrape) may
be an input.

Examples:
  gongkai trend reports/
  gongkai trend reports/ --unit 青禾县水务局 --years 2019-2023
  gongkai trend reports/ --indicator disclosure_rate,denial_rate -f csv -o rates.csv
  gongkai trend reports/ --unit 青禾县水务局 --chart requests.svg
  gongkai trend reports/ --unit 青禾县水务局 --chart outcomes.png --kind outcomes
  gongkai indicators                            all indicators with their formulas

Exit codes: 0 done; 1 done, but years lack a report, or a report was left out; 2 wrong usage;
3 some input could not be read (wins over 1)",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    let kinds: Vec<(&str, Text)> = charts::KINDS.iter().map(|kind| (kind.name, kind.summary)).collect();
    let kind_help = options::format_help(language, ("图的种类，默认 line", "sort of chart; line unless given"), &kinds);
    measuring::formats(collect::arguments(command, language), language, &[])
        .arg(
            options::option(
                language,
                "indicator",
                ("指标", "ID"),
                (
                    "只要这些指标，逗号分隔，all 为全部（见 gongkai indicators）",
                    "these indicators only, separated by commas; all for all (see gongkai indicators)",
                ),
            )
            .value_delimiter(',')
            .action(clap::ArgAction::Append),
        )
        .arg(measuring::unit(language, ("只看名称含这些字的单位", "only units whose name holds this")))
        .arg(
            options::option(
                language,
                "years",
                ("年份", "YEARS"),
                (
                    "年份范围，如 2019-2023；不写则从最早到最晚的报告",
                    "years, such as 2019-2023; from the first report to the last unless given",
                ),
            )
            .value_parser(years),
        )
        .arg(measuring::chart(language))
        .arg(
            options::option(language, "kind", ("种类", "KIND"), ("", ""))
                .help(kind_help)
                .requires("chart")
                .value_parser(PossibleValuesParser::new(charts::KINDS.iter().map(|kind| kind.name))),
        )
}

/// `2019-2023`, or a single year.
fn years(written: &str) -> Result<RangeInclusive<i32>, String> {
    let (first, last) = written.split_once(['-', '–', '~', '～']).unwrap_or((written, written));
    let year = |text: &str| text.trim().trim_end_matches('年').parse().ok().filter(|year| (1990..=2200).contains(year));
    match (year(first), year(last)) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err("2019-2023".into()),
    }
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    measuring::suits(matches, console, environment)?;
    let chart = measuring::chart_file(matches, console)?;
    let indicators = measuring::wanted(matches, USUAL, console)?;
    let mut collected = collect::collect(matches, console, environment)?;
    measuring::fill(&mut collected, console);
    let years = matches.get_one::<RangeInclusive<i32>>("years").cloned();
    let wanted = |name: &str| measuring::is_wanted(matches, name);
    let trend = |indicators: &[_]| Trend::of(&collected.reports, indicators, years.clone(), &wanted);
    let shown = trend(&indicators);
    if shown.units.is_empty() && collected.exit == Exit::Done {
        let text = console.pick((
            "没有这样的单位的报告；去掉 --unit 看有哪些",
            "no report of such a unit; leave --unit out to see which there are",
        ));
        console.complain(text);
        return Ok(Exit::Findings);
    }

    let text = measuring::format(matches) == "text";
    let mut output = Output::open(matches, if text { Kind::Styled } else { Kind::Data }, &[], console, environment)?;
    let mut bytes = Vec::new();
    match measuring::format(matches) {
        "csv" => measures::trend_csv(&mut bytes, &shown, matches.get_flag("bom"))?,
        "json" => measures::trend_json(&mut bytes, &shown)?,
        _ => bytes = view::trend(&shown, &Page::of(console.language, environment)).into_bytes(),
    }
    output.write(&bytes)?;
    output.flush()?;

    if let Some(path) = chart {
        let name = matches.get_one::<String>("kind").map_or("line", String::as_str);
        let Some(kind) = charts::kind(name) else { return Err(Failure::Usage(name.into())) };
        let indicators = of_chart(kind, matches, shown.units.len(), console)?;
        measuring::write_chart(path, (kind.draw)(&trend(&indicators), console.language), console)?;
    }
    let incomplete = shown.gaps().next().is_some() || collected.left_out > 0;
    Ok(collected.exit.max(if incomplete { Exit::Findings } else { Exit::Done }))
}

/// What a chart shows: what its sort says, else what was asked for, else requests.
fn of_chart(
    kind: &ChartKind,
    matches: &ArgMatches,
    units: usize,
    console: &Console,
) -> Result<Vec<&'static gongkai::compare::indicators::Indicator>, Failure> {
    if kind.indicators.is_empty() {
        let usual = if units == 1 { LINES } else { LINES.get(..1).unwrap_or_default() };
        return measuring::wanted(matches, usual, console);
    }
    kind.indicators.iter().map(|id| measuring::named(id, console)).collect()
}
