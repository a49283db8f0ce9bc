//! What happens, while it happens: lines for each host in a terminal, a line for each event in a pipe, JSON for programs.

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use gongkai::model::Language;
use gongkai::scrape::{Event, Gap, SiteOutcome, host_of};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::summary::said;
use crate::console::Console;
use crate::environment::Environment;
use crate::language::pick;
use crate::sanitize::sanitize_line;

/// Hosts that have a line at a time.
const MOST_HOSTS: usize = 8;

/// Tells what happens.
pub(super) struct Progress {
    console: Console,
    shape: Shape,
}

enum Shape {
    Lines,
    Json,
    Bars(Bars),
}

impl Progress {
    /// How progress is told: as `--log` says, and by where standard error goes.
    pub(super) fn new(log: &str, console: &Console, environment: &Environment) -> Self {
        let shape = match log {
            "json" => Shape::Json,
            _ if environment.stderr_is_terminal && !console.is_quiet() => Shape::Bars(Bars::new(console.language)),
            _ => Shape::Lines,
        };
        Self { console: *console, shape }
    }

    /// An event.
    pub(super) fn tell(&self, event: &Event) {
        match &self.shape {
            Shape::Json => json(serde_json::to_string(event).unwrap_or_default()),
            Shape::Lines => {
                let (site, line) = line(event, self.console.language);
                self.console.note_of(site, &line);
            }
            Shape::Bars(bars) => bars.tell(event, &self.console),
        }
    }

    /// Something that is of no site: what the name of the event is, and the sentence.
    pub(super) fn note(&self, event: &str, sentence: &str) {
        match &self.shape {
            Shape::Json => json(serde_json::json!({ "event": event, "message": sentence })),
            Shape::Lines => self.console.note(sentence),
            Shape::Bars(bars) => bars.multi.suspend(|| self.console.note(sentence)),
        }
    }

    /// The end: lines go away, and programs are told what the summary tells people.
    pub(super) fn finish(&self, outcomes: &[SiteOutcome], further: &[Gap]) {
        match &self.shape {
            Shape::Lines => {}
            Shape::Bars(bars) => {
                let _ = bars.multi.clear();
            }
            Shape::Json => {
                let own = outcomes
                    .iter()
                    .flat_map(|outcome| outcome.gaps().into_iter().map(|gap| (outcome.site.as_str(), gap)));
                let gaps: Vec<(&str, Gap)> = own.chain(further.iter().map(|gap| ("", gap.clone()))).collect();
                for (site, gap) in &gaps {
                    let message = said(&gap.words, self.console.language);
                    json(
                        serde_json::json!({ "event": "gap", "site": site, "id": gap.id, "about": gap.about, "message": message }),
                    );
                }
                let reports: usize = outcomes.iter().map(SiteOutcome::reports).sum();
                let (sites, complete) = (outcomes.len(), gaps.is_empty());
                json(
                    serde_json::json!({ "event": "summary", "sites": sites, "reports": reports, "complete": complete }),
                );
            }
        }
    }
}

// Nobody is left to tell when standard error cannot be written to.
fn json(value: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr().lock(), "{value}");
}

/// A line for an event, and the site that it is of.
fn line(event: &Event, language: Language) -> (&str, String) {
    match event {
        Event::Begun { site } => (site, pick(language, ("开始", "begun")).into()),
        Event::Waits { site, hours, seconds } => {
            let text = pick(language, ("不在 {h}（北京时间）之内，等 {t}", "outside {h} (Beijing); waiting for {t}"));
            (site, text.replace("{h}", hours).replace("{t}", &clock(*seconds)))
        }
        Event::Got { site, url, waiting, found, replayed, unchanged, .. } => {
            let before = match (*replayed, *unchanged) {
                (true, _) => pick(language, ("（已有）", " (had)")),
                (_, true) => pick(language, ("（未变）", " (unchanged)")),
                _ => "",
            };
            let text = pick(language, ("{url}{before}，已读 {n} 份，待取 {w}", "{url}{before}, {n} read, {w} wait"));
            let text = text.replace("{url}", url).replace("{before}", before);
            (site, text.replace("{n}", &found.to_string()).replace("{w}", &waiting.to_string()))
        }
        Event::Failed { site, url, failure } => (site, format!("{url} — {}", said(&failure.words(), language))),
        Event::Done { site, found } => {
            let text = pick(language, ("结束，读到 {} 份报告", "done, {} reports read"));
            (site, text.replace("{}", &found.to_string()))
        }
    }
}

/// `1:05:00`, `0:40`.
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// A line for each host that is being asked, and one for all.
struct Bars {
    language: Language,
    multi: MultiProgress,
    all: ProgressBar,
    begun: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The hosts with a line; the one heard of last is the last.
    hosts: Vec<Host>,
    /// Reports read and requests waiting, by site.
    sites: std::collections::BTreeMap<String, (usize, usize)>,
    asked: usize,
    failed: usize,
}

struct Host {
    site: String,
    name: String,
    bar: ProgressBar,
    got: usize,
    failed: usize,
}

impl Bars {
    fn new(language: Language) -> Self {
        let multi = MultiProgress::with_draw_target(ProgressDrawTarget::stderr());
        let all = multi.add(ProgressBar::new_spinner().with_style(style("{elapsed}  {wide_msg}")));
        // Who waits for the night, or for a slow site, sees that time passes.
        all.enable_steady_tick(Duration::from_secs(1));
        Self { language, multi, all, begun: Instant::now(), state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, event: &Event, console: &Console) {
        let mut state = self.state();
        match event {
            Event::Begun { site } => {
                state.sites.insert(site.clone(), (0, 0));
            }
            Event::Waits { .. } => {}
            Event::Got { site, url, waiting, found, .. } => {
                state.asked += 1;
                state.sites.insert(site.clone(), (*found, *waiting));
                self.host(&mut state, site, url, false);
            }
            Event::Failed { site, url, .. } => {
                state.asked += 1;
                state.failed += 1;
                self.host(&mut state, site, url, true);
            }
            Event::Done { site, found } => {
                state.sites.insert(site.clone(), (*found, 0));
                for host in state.hosts.extract_if(.., |host| host.site == *site) {
                    host.bar.finish_and_clear();
                    self.multi.remove(&host.bar);
                }
            }
        }
        let (found, waiting) = state.sites.values().fold((0, 0), |sum, site| (sum.0 + site.0, sum.1 + site.1));
        self.all.set_message(overall(state.asked, found, waiting, state.failed, self.begun.elapsed(), self.language));
        drop(state);
        // What went wrong stays on the screen, and so does what ends.
        if !matches!(event, Event::Got { .. } | Event::Begun { .. }) {
            let (site, line) = line(event, self.language);
            self.multi.suspend(|| console.note_of(site, &line));
        }
    }

    /// Brings the line of a host up to date; the one not heard of for the longest time gives way.
    fn host(&self, state: &mut State, site: &str, url: &str, failed: bool) {
        let name = host_of(url).unwrap_or_else(|| url.to_owned());
        let at = state.hosts.iter().position(|host| host.name == name);
        let mut host = match at {
            Some(at) => state.hosts.remove(at),
            None => {
                if state.hosts.len() >= MOST_HOSTS {
                    let oldest = state.hosts.remove(0);
                    oldest.bar.finish_and_clear();
                    self.multi.remove(&oldest.bar);
                }
                let bar = ProgressBar::new_spinner().with_style(style("  {wide_msg}"));
                let bar = self.multi.insert_before(&self.all, bar);
                Host { site: site.to_owned(), name, bar, got: 0, failed: 0 }
            }
        };
        *(if failed { &mut host.failed } else { &mut host.got }) += 1;
        let path = url.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
        let text = pick(self.language, ("{host}  取得 {g}，失败 {f}  {path}", "{host}  {g} got, {f} failed  {path}"));
        let text = text.replace("{host}", &host.name).replace("{g}", &host.got.to_string());
        let text = text.replace("{f}", &host.failed.to_string()).replace("{path}", path.unwrap_or_default());
        host.bar.set_message(sanitize_line(&text).into_owned());
        state.hosts.push(host);
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

/// The line for all.
fn overall(asked: usize, found: usize, waiting: usize, failed: usize, time: Duration, language: Language) -> String {
    let rate = asked as f64 / time.as_secs_f64().max(0.001);
    let text =
        pick(language, ("每秒 {r} 页，已读 {n} 份，待取 {w}，受阻 {f}", "{r} pages/s, {n} read, {w} wait, {f} failed"));
    let text = text.replace("{r}", &format!("{rate:.1}"));
    text.replace("{n}", &found.to_string()).replace("{w}", &waiting.to_string()).replace("{f}", &failed.to_string())
}

#[cfg(test)]
mod tests {
    use gongkai::scrape::Failure;

    use super::*;

    #[test]
    fn the_line_for_all_tells_rate_and_counts() {
        let line = overall(90, 12, 3, 1, Duration::from_secs(3665), Language::En);
        assert_eq!(line, "0.0 pages/s, 12 read, 3 wait, 1 failed");
        assert_eq!(overall(9, 2, 3, 1, Duration::from_secs(3), Language::Zh), "每秒 3.0 页，已读 2 份，待取 3，受阻 1");
    }

    #[test]
    fn only_so_many_hosts_have_a_line_and_those_of_a_site_go_with_it() {
        let bars = Bars::new(Language::En);
        bars.multi.set_draw_target(ProgressDrawTarget::hidden());
        let console = Console::new(
            Language::En,
            &crate::command(Language::En).get_matches_from(["gongkai", "plugins", "--quiet", "list"]),
        );
        for number in 0..20 {
            let (site, url) = (format!("site{}", number % 2), format!("https://www{number}.gov.cn/nb/"));
            bars.tell(
                &Event::Got { site, url, bytes: 1, replayed: false, unchanged: false, waiting: 2, found: 1 },
                &console,
            );
        }
        let names: Vec<_> = bars.state().hosts.iter().map(|host| host.name.clone()).collect();
        assert_eq!((names.len(), names[0].as_str(), names[7].as_str()), (8, "www12.gov.cn", "www19.gov.cn"));
        assert!(bars.all.message().ends_with("2 read, 4 wait, 0 failed"), "{}", bars.all.message());
        bars.tell(&Event::Done { site: "site0".into(), found: 1 }, &console);
        assert!(bars.state().hosts.iter().all(|host| host.site == "site1"));
        assert!(bars.all.message().ends_with("2 read, 2 wait, 0 failed"), "{}", bars.all.message());
    }

    #[test]
    fn events_are_objects_with_names_that_stay() {
        let failed =
            Event::Failed { site: "a".into(), url: "https://a.gov.cn/".into(), failure: Failure::Blocked(403) };
        let shown = serde_json::to_string(&failed).expect("an object");
        assert_eq!(
            shown,
            r#"{"event":"failed","site":"a","url":"https://a.gov.cn/","failure":"blocked","detail":403}"#
        );
        let waits = Event::Waits { site: "a".into(), hours: "22:00-06:00".into(), seconds: 60 };
        assert_eq!(serde_json::to_value(&waits).expect("an object")["event"], "waits");
    }
}
