//! `gongkai scrape`: fetches the reports that sites publish, and says what is missing.

mod arguments;
mod progress;
mod sniff;
mod summary;
mod targets;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;
use gongkai::Reader;
use gongkai::scrape::{self, Agent, Event, Run, SiteOutcome, Store, Target};
use gongkai::scraping::{ArchiveStore, absent_units};

use self::progress::Progress;
use super::Command;
use super::archive::open_to_write;
use crate::console::Console;
use crate::environment::Environment;
use crate::exit::{Exit, Failure};
use crate::settings_file;

pub(super) const COMMAND: Command = Command {
    name: "scrape",
    about: ("从政府网站抓取年报，并说明缺什么", "Fetch the reports that sites publish, and say what is missing"),
    usage: ("gongkai scrape [选项] 网址或名称…", "gongkai scrape [OPTIONS] URL|NAME…"),
    notes: (
        "从首页、年报栏目或一份报告开始都可以。遵守 robots.txt，同一单位的网站一次只发一个请求；
遇到验证页或拒绝访问即停止该网站，不绕过：请在浏览器中另存网页，再用 gongkai archive add 收入。
Ctrl-C 干净地结束并给出小结（退出码 1）；中断后，或达到 --max-… 上限后，运行同一命令即继续。

示例：
  gongkai scrape https://www.qinghe.gov.cn/ --contact mailto:me@example.org
  gongkai scrape https://www.qinghe.gov.cn/ --dry-run       先看会做什么，只取首页
  gongkai scrape https://www.qinghe.gov.cn/ --first 3       先试三份
  gongkai scrape qinghe --sites sites.toml --years 2019..2025 --roster 名单.csv
  gongkai scrape qinghe --sites sites.toml --night 22:00-06:00 --max-pages 500

退出码：0 完成，没有缺漏；1 完成，但有缺漏（已逐条说明）；2 用法不对；3 档案库出错",
        "Begin at a portal, at the column of annual reports, or at one report. robots.txt is obeyed,
and hosts of one owner get one request at a time. A challenge page or a refusal stops the host
and is never evaded: save the page in a browser and take it in with gongkai archive add.
Ctrl-C ends cleanly with the summary (code 1). After an interruption, or where a --max-… cap was
reached, the same command goes on.

Examples:
  gongkai scrape https://www.qinghe.gov.cn/ --contact mailto:me@example.org
  gongkai scrape https://www.qinghe.gov.cn/ --dry-run       what it would do; fetches the entry page
  gongkai scrape https://www.qinghe.gov.cn/ --first 3       try three reports
  gongkai scrape qinghe --sites sites.toml --years 2019..2025 --roster roster.csv
  gongkai scrape qinghe --sites sites.toml --night 22:00-06:00 --max-pages 500

Exit codes: 0 done, nothing is missing; 1 done, something is missing (and named); 2 wrong usage;
3 the archive failed",
    ),
    arguments: arguments::add,
    run,
};

fn run(matches: &ArgMatches, console: &Console, environment: &Environment) -> Result<Exit, Failure> {
    let targets = targets::read(matches, console)?;
    let roster = matches.get_one::<PathBuf>("roster").map(|path| settings_file::roster(path, console)).transpose()?;
    let agent = Agent::with(arguments::policy(matches, console, environment)?, environment.all_hosts_at)
        .map_err(|failure| Failure::Output(std::io::Error::other(failure.words().en)))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if matches.get_flag("dry-run") {
        return runtime.block_on(sniff::run(&agent, &targets, console));
    }
    let folder = matches.get_one("archive").cloned().unwrap_or_else(|| PathBuf::from("archive"));
    let begun = open_to_write(&folder, console).and_then(|archive| ArchiveStore::begin(archive, &name(matches)));
    let store = match begun {
        Ok(store) => Arc::new(store),
        Err(error) => return Ok(broken(console, &error.message(console.language))),
    };
    let log = matches.get_one::<String>("log").map_or("text", String::as_str);
    let progress = Progress::new(log, console, environment);
    if store.is_resumed() {
        progress.note("resumed", console.pick(("继续上次中断的抓取", "going on with the run that was interrupted")));
    }
    let outcomes = match runtime.block_on(walk(&agent, &store, targets, &progress, console)) {
        Ok(outcomes) => outcomes,
        Err(error) => return Ok(broken(console, &error)),
    };
    let absent = roster.map(|roster| absent_units(&outcomes, &roster)).unwrap_or_default();
    let gaps = [store.gaps(), absent.clone()].concat();
    // With more time or a higher cap the same command goes on.
    let is_unfinished = agent.is_stopping() || outcomes.iter().any(has_cap);
    let finished = store.note(&absent).and_then(|()| store.finish(is_unfinished, &Reader::default(), &mut |_| Ok(())));
    progress.finish(&outcomes, &gaps);
    if let Err(error) = finished {
        return Ok(broken(console, &error.message(console.language)));
    }
    let mut stdout = std::io::stdout().lock();
    let is_complete = summary::write(&mut stdout, &outcomes, &gaps, console.language)?;
    stdout.flush()?;
    Ok(if is_complete { Exit::Done } else { Exit::Findings })
}

fn has_cap(outcome: &SiteOutcome) -> bool {
    outcome.failures.iter().any(|(_, failure)| matches!(failure, scrape::Failure::Cap(_)))
}

fn broken(console: &Console, message: &str) -> Exit {
    console.complain(message);
    Exit::Unreadable
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
    store: &Arc<ArchiveStore>,
    targets: Vec<Target>,
    progress: &Progress,
    console: &Console,
) -> Result<Vec<SiteOutcome>, String> {
    let tell = |event: &Event| progress.tell(event);
    let kept: Arc<dyn Store> = Arc::<ArchiveStore>::clone(store);
    let run = Run { agent, store: kept, read: Arc::new(store.page_reader()), tell: &tell };
    let sites = run.sites(targets);
    tokio::pin!(sites);
    tokio::select! {
        // First, so that an interrupt is heard before anything is asked for.
        biased;
        _ = tokio::signal::ctrl_c() => {
            progress.note("ending", console.pick(("正在结束……", "ending ...")));
            agent.stop();
        }
        outcomes = &mut sites => return outcomes,
    }
    sites.await
}
