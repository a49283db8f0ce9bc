//! The arguments of `gongkai scrape`, and the manners that they ask for.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use gongkai::model::Language;
use gongkai::scrape::{Night, Policy};

use crate::console::Console;
use crate::environment::Environment;
use crate::exit::Failure;
use crate::language::{Text, pick};
use crate::manners;
use crate::options::{option, switch};
use crate::years;

/// Adds the arguments.
pub(super) fn add(command: Command, language: Language) -> Command {
    let path = |id, value, help| option(language, id, value, help).value_parser(value_parser!(PathBuf));
    let text = |id, value, help| option(language, id, value, help);
    let targets = Arg::new("targets")
        .value_name(pick(language, ("网址或名称", "URL|NAME")))
        .help(pick(language, ("网址，或站点文件中的名称", "addresses, or names of sites that are known or in --sites")))
        .help_heading(pick(language, ("参数", "Arguments")))
        .num_args(1..)
        .required(true);
    let archive = ("档案库所在的文件夹，默认 archive", "folder of the archive; archive unless given");
    let first = ("每个网站读到这么多份即止", "stop a site after so many reports");
    let allow =
        ("也允许访问这个非 gov.cn 主机；可重复", "a host outside gov.cn that may be asked too; may be repeated");
    let log = (
        "text 给人看；json 在标准错误上每个事件一行 JSON（begun waits got failed done gap summary）",
        "text for people; json: one JSON object a line on standard error (begun waits got failed done gap summary)",
    );
    command
        .arg(targets)
        .arg(path("archive", ("文件夹", "FOLDER"), archive).short('a'))
        .arg(manners::contact(language))
        .arg(years::option(language))
        .arg(text("first", ("份数", "N"), first).value_parser(value_parser!(u32).range(1..)))
        .arg(path(
            "sites",
            ("文件", "FILE"),
            ("站点文件（TOML），补充内置的站点", "a file of sites (TOML), besides those that ship"),
        ))
        .arg(path(
            "roster",
            ("文件", "FILE"),
            (
                "单位名单（CSV 或 TOML）：没有报告的单位会列出",
                "units that there are (CSV or TOML): those without any report are named",
            ),
        ))
        .arg(text("allow-host", ("主机", "HOST"), allow).action(ArgAction::Append))
        .arg(
            text(
                "pause",
                ("秒", "SECONDS"),
                ("同一单位两次请求的间隔，默认 2 秒", "pause between requests to an owner of hosts; 2 unless given"),
            )
            .value_parser(value_parser!(f64)),
        )
        .arg(
            text(
                "max-pages",
                ("个", "N"),
                ("每个网站最多请求多少次，默认 5000", "requests to a site at the most; 5000 unless given"),
            )
            .value_parser(value_parser!(u32).range(1..)),
        )
        .arg(text(
            "max-bytes",
            ("大小", "SIZE"),
            (
                "每个网站最多下载多少，如 500MB，默认 5GB",
                "bytes of a site at the most, such as 500MB; 5GB unless given",
            ),
        ))
        .arg(text(
            "max-time",
            ("时间", "TIME"),
            (
                "每个网站最多用多久，如 90m、2h，默认 6h",
                "time for a site at the most, such as 90m or 2h; 6h unless given",
            ),
        ))
        .arg(text(
            "night",
            ("时段", "HOURS"),
            (
                "只在这段北京时间内发请求，如 22:00-06:00",
                "begin requests in these hours of Beijing only, such as 22:00-06:00",
            ),
        ))
        .arg(text("log", ("格式", "FORMAT"), log).value_parser(["text", "json"]).default_value("text"))
        .arg(
            switch(
                language,
                "dry-run",
                ("只取入口网页，说明会做什么、为什么", "fetch the entry page only, and say what would be done and why"),
            )
            .visible_alias("sniff"),
        )
}

/// The manners that the options ask for.
pub(super) fn policy(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Policy, Failure> {
    let settings = manners::settings(console)?;
    let mut policy = manners::policy(matches, &settings, console, environment)?;
    policy.allowed_hosts = matches.get_many::<String>("allow-host").into_iter().flatten().cloned().collect();
    if let Some(pause) = matches.get_one::<f64>("pause") {
        // A day is as good as never.
        let pause = Duration::try_from_secs_f64(*pause).ok().filter(|pause| pause.as_secs() <= 86_400);
        policy.pause = pause
            .ok_or_else(|| wrong(("--pause 须为 0 到 86400 秒", "--pause takes 0 to 86400 seconds"), "", console))?;
    }
    if let Some(pages) = matches.get_one::<u32>("max-pages") {
        policy.caps.requests = *pages;
    }
    if let Some(typed) = matches.get_one::<String>("max-bytes") {
        let text = ("--max-bytes 写成 500MB 或 2GB，不是“{}”", "--max-bytes takes 500MB or 2GB, not \"{}\"");
        policy.caps.bytes = bytes(typed).ok_or_else(|| wrong(text, typed, console))?;
    }
    if let Some(typed) = matches.get_one::<String>("max-time") {
        let text = ("--max-time 写成 90m 或 2h，不是“{}”", "--max-time takes 90m or 2h, not \"{}\"");
        policy.caps.time = time(typed).ok_or_else(|| wrong(text, typed, console))?;
    }
    let night = matches.get_one::<String>("night").or(settings.night.as_ref());
    policy.night = night.map(|typed| hours(typed, console)).transpose()?;
    Ok(policy)
}

fn hours(typed: &str, console: &Console) -> Result<Night, Failure> {
    let text = ("--night 写成 22:00-06:00，不是“{}”", "--night takes 22:00-06:00, not \"{}\"");
    typed.parse().map_err(|()| wrong(text, typed, console))
}

fn wrong(text: Text, typed: &str, console: &Console) -> Failure {
    Failure::Usage(console.pick(text).replace("{}", typed))
}

/// A number and the unit behind it.
fn measured(typed: &str, units: &[(&str, u64)]) -> Option<u64> {
    let typed = typed.trim();
    let end = typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len());
    let (number, unit) = typed.split_at_checked(end)?;
    let factor = units.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit.trim())).map(|(_, factor)| *factor)?;
    number.parse::<u64>().ok()?.checked_mul(factor).filter(|amount| *amount > 0)
}

/// `500MB`, `2GB`, `1000000`.
fn bytes(typed: &str) -> Option<u64> {
    measured(
        typed,
        &[("", 1), ("B", 1), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000)],
    )
}

/// `90m`, `2h`, `45s`.
fn time(typed: &str) -> Option<Duration> {
    measured(typed, &[("s", 1), ("m", 60), ("min", 60), ("h", 3600), ("d", 86_400)]).map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_have_units() {
        for (typed, expected) in [
            ("500MB", Some(500_000_000)),
            ("2 gb", Some(2_000_000_000)),
            ("7", Some(7)),
            ("0", None),
            ("", None),
            ("1.5GB", None),
        ] {
            assert_eq!(bytes(typed), expected, "{typed}");
        }
        assert_eq!(bytes("99999999999999TB"), None);
        for (typed, expected) in
            [("90m", Some(5400)), ("2h", Some(7200)), ("45 s", Some(45)), ("2", None), ("h", None), ("-1h", None)]
        {
            assert_eq!(time(typed), expected.map(Duration::from_secs), "{typed}");
        }
    }
}
