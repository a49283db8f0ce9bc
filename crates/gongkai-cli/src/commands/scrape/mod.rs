//! `gongkai scrape`: fetches the reports that sites publish, and says what is missing.

mod sniff;
mod summary;
mod targets;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use gongkai::Reader;
use gongkai::model::Language;
use gongkai::scrape::{Agent, Event, Policy, Run, SiteOutcome, Target};
use gongkai::scraping::{ArchiveStore, PageReader};

use super::Command;
use super::archive::open_to_write;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::language::pick;
use crate::options::{option, switch};

pub(super) const COMMAND: Command = Command {
    name: "scrape",
    about: ("从政府网站抓取年报，并说明缺什么", "Fetch the reports that sites publish, and say what is missing"),
    usage: ("gongkai scrape [选项] 网址或名称…", "gongkai scrape [OPTIONS] URL|NAME…"),
    notes: (
        "从首页、年报栏目或一份报告开始都可以。遵守 robots.txt，同一单位的网站一次只发一个请求；
遇到验证页或拒绝访问即停止该网站，不绕过。中断后运行同一命令即继续。

示例：
  gongkai scrape https://www.qinghe.gov.cn/ --contact mailto:me@example.org
  gongkai scrape https://www.qinghe.gov.cn/ --dry-run       先看会做什么，只取首页
  gongkai scrape https://www.qinghe.gov.cn/ --first 3       先试三份
  gongkai scrape qinghe --sites sites.toml --years 2019..2025

退出码：0 完成，没有缺漏；1 完成，但有缺漏（已逐条说明）；2 用法不对；3 档案库出错",
        "Begin at a portal, at the column of annual reports, or at one report. robots.txt is obeyed,
and hosts of one owner get one request at a time. A challenge page or a refusal stops the host
and is never evaded. After an interruption the same command goes on.

Examples:
  gongkai scrape https://www.qinghe.gov.cn/ --contact mailto:me@example.org
  gongkai scrape https://www.qinghe.gov.cn/ --dry-run       what it would do; fetches the entry page
  gongkai scrape https://www.qinghe.gov.cn/ --first 3       try three reports
  gongkai scrape qinghe --sites sites.toml --years 2019..2025

Exit codes: 0 done, nothing is missing; 1 done, something is missing (and named); 2 wrong usage;
3 the archive failed",
    ),
    arguments,
    run,
};

fn arguments(command: clap::Command, language: Language) -> clap::Command {
    command
        .arg(
            Arg::new("targets")
                .value_name(pick(language, ("网址或名称", "URL|NAME")))
                .help(pick(
                    language,
                    ("网址，或站点文件中的名称", "addresses, or names of sites that are known or in --sites"),
                ))
                .help_heading(pick(language, ("参数", "Arguments")))
                .num_args(1..)
                .required(true),
        )
        .arg(
            option(
                language,
                "archive",
                ("文件夹", "FOLDER"),
                ("档案库所在的文件夹，默认 archive", "folder of the archive; archive unless given"),
            )
            .short('a')
            .value_parser(value_parser!(PathBuf)),
        )
        .arg(option(
            language,
            "contact",
            ("联系方式", "CONTACT"),
            (
                "网站管理员能联系到您的邮箱或网页，写在请求里；也可设环境变量 GONGKAI_CONTACT",
                "mail address or page at which owners of sites reach you, sent along; or set GONGKAI_CONTACT",
            ),
        ))
        .arg(option(
            language,
            "years",
            ("年度", "YEARS"),
            ("只要这些年度：2023 或 2019..2025", "these years only: 2023 or 2019..2025"),
        ))
        .arg(
            option(language, "first", ("份数", "N"), ("每个网站读到这么多份即止", "stop a site after so many reports"))
                .value_parser(value_parser!(u32).range(1..)),
        )
        .arg(
            option(
                language,
                "sites",
                ("文件", "FILE"),
                ("站点文件（TOML），补充内置的站点", "a file of sites (TOML), besides those that ship"),
            )
            .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option(
                language,
                "allow-host",
                ("主机", "HOST"),
                (
                    "也允许访问这个非 gov.cn 主机；可重复",
                    "a host outside gov.cn that may be asked too; may be repeated",
                ),
            )
            .action(ArgAction::Append),
        )
        .arg(
            option(
                language,
                "pause",
                ("秒", "SECONDS"),
                ("同一单位两次请求的间隔，默认 2 秒", "pause between requests to an owner of hosts; 2 unless given"),
            )
            .value_parser(value_parser!(f64)),
        )
        .arg(
            switch(
                language,
                "dry-run",
                ("只取入口网页，说明会做什么、为什么", "fetch the entry page only, and say what would be done and why"),
            )
            .visible_alias("sniff"),
        )
}

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let targets = targets::read(matches, console)?;
    let agent = Agent::with(policy(matches, console, environment)?, environment.all_hosts_at)
        .map_err(|failure| Failure::Output(std::io::Error::other(failure.words().en)))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if matches.get_flag("dry-run") {
        return runtime.block_on(sniff::run(&agent, &targets, console));
    }
    let folder = matches.get_one("archive").cloned().unwrap_or_else(|| PathBuf::from("archive"));
    let archive = match open_to_write(&folder, console) {
        Ok(archive) => archive,
        Err(error) => return Ok(broken(console, &error.message(console.language))),
    };
    let store = match ArchiveStore::begin(archive, &name(matches)) {
        Ok(store) => store,
        Err(error) => return Ok(broken(console, &error.message(console.language))),
    };
    if store.is_resumed() {
        console.note(console.pick(("继续上次中断的抓取", "going on with the run that was interrupted")));
    }
    let outcomes = match runtime.block_on(walk(&agent, &store, targets, console)) {
        Ok(outcomes) => outcomes,
        Err(error) => return Ok(broken(console, &error)),
    };
    let fewer = store.fewer();
    if let Err(error) = store.finish(agent.is_stopping(), &Reader::default(), &mut |_| Ok(())) {
        return Ok(broken(console, &error.message(console.language)));
    }
    let mut stdout = std::io::stdout().lock();
    let is_complete = summary::write(&mut stdout, &outcomes, &fewer, console.language)?;
    stdout.flush()?;
    Ok(if is_complete { Exit::Done } else { Exit::Findings })
}

fn broken(console: &Console, message: &str) -> Exit {
    console.complain(message);
    Exit::Unreadable
}

/// The manners that the options ask for.
fn policy(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Policy, Failure> {
    let contact = matches.get_one::<String>("contact").cloned().or_else(|| environment.contact.clone());
    if contact.as_deref().is_none_or(|contact| contact.trim().is_empty()) && environment.all_hosts_at.is_none() {
        return Err(Failure::Usage(
            console
                .pick((
                    "访问真实网站必须写明联系方式：加 --contact mailto:您的邮箱，或设环境变量 GONGKAI_CONTACT",
                    "real sites are asked with a contact only: add --contact mailto:you@example.org, or set GONGKAI_CONTACT",
                ))
                .into(),
        ));
    }
    let mut policy = Policy {
        contact,
        allowed_hosts: matches.get_many::<String>("allow-host").into_iter().flatten().cloned().collect(),
        private_addresses: environment.all_hosts_at.is_some(),
        ..Policy::default()
    };
    if let Some(pause) = matches.get_one::<f64>("pause") {
        // A day is as good as never.
        let pause = Duration::try_from_secs_f64(*pause).ok().filter(|pause| pause.as_secs() <= 86_400);
        policy.pause = pause.ok_or_else(|| {
            Failure::Usage(console.pick(("--pause 须为 0 到 86400 秒", "--pause takes 0 to 86400 seconds")).into())
        })?;
    }
    Ok(policy)
}

/// What makes two commands the same run.
fn name(matches: &ArgMatches) -> String {
    let mut targets: Vec<String> = matches.get_many::<String>("targets").into_iter().flatten().cloned().collect();
    targets.sort();
    let years = matches.get_one::<String>("years").map(|years| format!(" --years {years}")).unwrap_or_default();
    let first = matches.get_one::<u32>("first").map(|first| format!(" --first {first}")).unwrap_or_default();
    format!("scrape{years}{first} {}", targets.join(" "))
}

/// Walks the sites; Ctrl-C ends cleanly.
async fn walk(
    agent: &Agent,
    store: &ArchiveStore,
    targets: Vec<Target>,
    console: &Console,
) -> Result<Vec<SiteOutcome>, String> {
    let tell = |event: &Event| tell(event, console);
    let run = Run { agent, store, read: Arc::new(PageReader::default()), tell: &tell };
    let sites = run.sites(targets);
    tokio::pin!(sites);
    tokio::select! {
        // First, so that an interrupt is heard before anything is asked for.
        biased;
        _ = tokio::signal::ctrl_c() => {
            console.note(console.pick(("正在结束……", "ending ...")));
            agent.stop();
        }
        outcomes = &mut sites => return outcomes,
    }
    sites.await
}

/// A line for each thing that happens.
fn tell(event: &Event, console: &Console) {
    let language = console.language;
    match event {
        Event::Begun { site } => console.note_of(site, pick(language, ("开始", "begun"))),
        Event::Got { site, url, waiting, found, replayed, .. } => {
            let before = if *replayed { pick(language, ("（已有）", " (had)")) } else { "" };
            let text = pick(language, ("{url}{before}，已读 {n} 份，待取 {w}", "{url}{before}, {n} read, {w} wait"));
            let text = text.replace("{url}", url).replace("{before}", before);
            console.note_of(site, &text.replace("{n}", &found.to_string()).replace("{w}", &waiting.to_string()));
        }
        Event::Failed { site, url, failure } => {
            console.note_of(site, &format!("{url} — {}", summary::said(&failure.words(), language)));
        }
        Event::Done { site, found } => {
            let text = pick(language, ("结束，读到 {} 份报告", "done, {} reports read"));
            console.note_of(site, &text.replace("{}", &found.to_string()));
        }
    }
}
