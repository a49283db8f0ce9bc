//! `gongkai scrape`, against a server on loopback that stands for every host.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::snapshots::check;
use crate::support::{Answer, Server};
use crate::util::{Case, Run, example};

const REPORT: &str = "青禾县农业农村局2021年政府信息公开工作年度报告";

/// A site with a portal, a column of two reports and a letter; one report is missing where `gap` says so.
fn site(gap: bool) -> Server {
    let report = String::from_utf8(example("clean_2021.md")).unwrap();
    Server::start(move |asked, _| match asked.path.as_str() {
        "/" => Answer::html("<a href=/zwgk/>政务公开</a><a href=/zwgk/nb/>政府信息公开年报</a>"),
        "/zwgk/nb/" => Answer::html(format!(
            "<html><head><title>政府信息公开年报</title></head><ul><li><a href=/zwgk/nb/1.html>{REPORT}</a><span>2022-01-20</span></li>\
             <li><a href=/zwgk/nb/2.html>{}</a><span>2022-01-19</span></li>\
             <li><a href=/zwgk/nb/3.html>关于2016年政府信息公开工作要点落实情况的函</a><span>2016-05-01</span></li></ul></html>",
            REPORT.replace("农业农村局", "水务局")
        )),
        "/zwgk/nb/1.html" => Answer::of(200, "Content-Type: text/plain; charset=utf-8\r\n", &report),
        "/zwgk/nb/2.html" if !gap => {
            let other = report.replace("农业农村局", "水务局");
            Answer::of(200, "Content-Type: text/plain; charset=utf-8\r\n", other)
        }
        _ => Answer::missing(),
    })
}

fn command(case: &Case, server: &Server, arguments: &[&str]) -> Command {
    let mut command = case.command(&[&["scrape"], arguments].concat());
    command.env("GONGKAI_TEST_ALL_HOSTS_AT", server.address.to_string()).env_remove("GONGKAI_CONTACT");
    command
}

/// A run on the site, its port taken out of what it says.
fn scrape(case: &Case, server: &Server, arguments: &[&str]) -> Run {
    let url = server.url("www.qinghe.gov.cn", "/");
    let run = Run::of(&mut command(case, server, &[&[url.as_str(), "--pause", "0"], arguments].concat()), &[]);
    let port = format!(":{}", server.address.port());
    Run { stdout: run.stdout.replace(&port, ""), stderr: run.stderr.replace(&port, ""), ..run }
}

#[test]
fn a_whole_site_is_fetched_and_what_came_of_it_is_said() {
    for language in ["en", "zh"] {
        let (case, server) = (Case::new(), site(false));
        let run = scrape(&case, &server, &["--lang", language]).expect(0);
        check!(format!("scrape_{language}"), format!("{}\n{}", run.stdout, run.stderr));
        assert_eq!(case.run(&["archive", "list"]).expect(0).shows(REPORT.split('2').next().unwrap()).code, 0);
    }
}

#[test]
fn what_is_missing_is_named_and_the_code_is_1() {
    let (case, server) = (Case::new(), site(true));
    let run = scrape(&case, &server, &[]).expect(1);
    run.shows("! 1 entries without a report read: not_found").shows("青禾县水务局\t2021\tnot_found");
    let run = scrape(&case, &server, &["--lang", "zh"]).expect(1);
    run.shows("! 1 个条目没有读到报告：页面不存在").shows("青禾县水务局\t2021\t页面不存在");
}

#[test]
fn a_dry_run_says_what_it_would_do_and_fetches_one_page() {
    let (case, server) = (Case::new(), site(false));
    for option in ["--dry-run", "--sniff"] {
        let run = scrape(&case, &server, &[option]).expect(0);
        run.shows("the column? ").shows("/zwgk/nb/ “政府信息公开年报” the link says 政府信息公开年报");
    }
    let paths: Vec<_> = server.all().into_iter().map(|asked| asked.path).collect();
    assert_eq!(paths, ["/robots.txt", "/", "/robots.txt", "/"]);
    assert!(!case.path("archive").exists(), "nothing is kept");
}

#[test]
fn real_hosts_are_not_asked_without_a_contact() {
    let case = Case::new();
    let mut command = case.command(&["scrape", "https://www.qinghe.gov.cn/"]);
    command.env_remove("GONGKAI_TEST_ALL_HOSTS_AT").env_remove("GONGKAI_CONTACT");
    Run::of(&mut command, &[]).expect(2).says("--contact");
}

#[test]
fn hosts_outside_government_are_refused_unless_named() {
    let (case, server) = (Case::new(), site(false));
    let url = server.url("www.example.org", "/");
    let ask = |arguments: &[&str]| {
        Run::of(&mut command(&case, &server, &[&[url.as_str(), "--pause", "0"], arguments].concat()), &[])
    };
    ask(&[]).expect(1).shows("add --allow-host www.example.org");
    assert!(server.all().is_empty());
    ask(&["--allow-host", "example.org"]).expect(0).shows("1 sites, 2 reports");
}

#[test]
fn sites_have_names() {
    let (case, server) = (Case::new(), site(false));
    let entry = server.url("www.qinghe.gov.cn", "/zwgk/nb/");
    let sites = format!(
        "[[site]]\nname = \"qinghe\"\nagency = \"青禾县人民政府\"\nhosts = [\"www.qinghe.gov.cn\"]\nentries = [\"{entry}\"]\n\
         [[site.caveats]]\nzh = \"会搬家\"\nen = \"it moves\"\n"
    );
    case.write("sites.toml", sites);
    let ask = |arguments: &[&str]| Run::of(&mut command(&case, &server, arguments), &[]);
    ask(&["qinghe", "--sites", "sites.toml", "--pause", "0"]).expect(0).says("qinghe: it moves").shows("2 reports");
    ask(&["nobody"]).expect(2).says("known are");
    ask(&["qinghe", "--sites", "sites.toml", "--years", "x"]).expect(2).says("--years takes");
    ask(&["qinghe", "--sites", "sites.toml", "--pause", "-1"]).expect(2);
}

#[test]
fn programs_are_told_in_objects_of_one_line() {
    let (case, server) = (Case::new(), site(true));
    let run = scrape(&case, &server, &["--log", "json"]).expect(1);
    let events: Vec<serde_json::Value> =
        run.stderr.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect();
    let names: Vec<_> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(names, ["begun", "got", "got", "got", "failed", "done", "gap", "summary"]);
    assert_eq!((&events[4]["failure"], &events[4]["detail"]), (&"not_found".into(), &404.into()));
    assert_eq!((&events[6]["id"], &events[6]["about"]), (&"entries_without_report".into(), &"not_found".into()));
    assert_eq!((&events[7]["reports"], &events[7]["complete"]), (&1.into(), &false.into()));
    scrape(&case, &server, &["--log", "xml"]).expect(2);
}

#[test]
fn caps_are_named_and_a_higher_one_goes_on() {
    let (case, server) = (Case::new(), site(false));
    let run = scrape(&case, &server, &["--max-pages", "3"]).expect(1);
    run.shows("cap_reached: a cap was reached: 3 requests").shows("! 1 entries without a report read: cap_reached");
    let run = scrape(&case, &server, &["--max-bytes", "1KB", "--archive", "other"]).expect(1);
    run.shows("cap_reached: a cap was reached: 1000 bytes");
    let asked = server.asked().len();
    scrape(&case, &server, &[]).expect(0).shows("1 sites, 2 reports, nothing is missing").says("going on with the run");
    assert_eq!(server.asked().len(), asked + 1, "what was had is not asked for again");
    for (option, value) in [("--max-bytes", "many"), ("--max-time", "2"), ("--night", "22-6"), ("--max-pages", "0")] {
        scrape(&case, &server, &[option, value]).expect(2).says(option);
    }
}

#[test]
fn what_is_known_of_a_site_is_held_against_it() {
    let (case, server) = (Case::new(), site(false));
    let entry = server.url("www.qinghe.gov.cn", "/zwgk/nb/");
    let site = |units: &str| {
        format!(
            "[[site]]\nname = \"qinghe\"\nagency = \"青禾县人民政府\"\nhosts = [\"www.qinghe.gov.cn\"]\n\
             entries = [\"{entry}\"]\nunits = {units}\n"
        )
    };
    case.write("sites.toml", site("{ min = 3, max = 9 }"));
    case.write("roster.csv", "单位\n青禾县农业农村局\n青禾县水务局\n青禾县林业局\n");
    let ask = |arguments: &[&str]| {
        let all = [&["qinghe", "--sites", "sites.toml", "--pause", "0"], arguments].concat();
        Run::of(&mut command(&case, &server, &all), &[])
    };
    let run = ask(&["--roster", "roster.csv"]).expect(1).shows("! reports of 3 units expected at least, of 2 read");
    run.shows("! nothing was found of 青禾县林业局, which is on the roster");
    let run = ask(&["--years", "2020..2021"]).expect(1).shows("! 青禾县水务局: nothing for 2020");
    run.shows("! 青禾县农业农村局: nothing for 2020");
    case.write("sites.toml", site("{ min = 1, max = 2 }"));
    ask(&[]).expect(0);
    ask(&["--roster", "nowhere.csv"]).expect(2).says("nowhere.csv");
}

#[test]
fn a_run_says_that_fewer_are_listed_than_last_time() {
    let case = Case::new();
    let report = String::from_utf8(example("clean_2021.md")).unwrap();
    let server = Server::start(move |asked, before| {
        let row = |n: u32, organ: &str| {
            let title = REPORT.replace("农业农村局", organ);
            format!("<li><a href=/zwgk/nb/{n}.html>{title}</a><span>2022-01-20</span></li>")
        };
        let (one, two) = (row(1, "农业农村局"), row(2, "水务局"));
        match asked.path.as_str() {
            "/" => Answer::html("<a href=/zwgk/nb/>政府信息公开年报</a>"),
            "/zwgk/nb/" if before == 0 => {
                Answer::html(format!("<html><head><title>政府信息公开年报</title></head><ul>{one}{two}</ul></html>"))
            }
            "/zwgk/nb/" => {
                Answer::html(format!("<html><head><title>政府信息公开年报</title></head><ul>{one}</ul></html>"))
            }
            "/zwgk/nb/1.html" => Answer::of(200, "Content-Type: text/plain; charset=utf-8\r\n", &report),
            "/zwgk/nb/2.html" => {
                Answer::of(200, "Content-Type: text/plain; charset=utf-8\r\n", report.replace("农业农村局", "水务局"))
            }
            _ => Answer::missing(),
        }
    });
    scrape(&case, &server, &[]).expect(0);
    scrape(&case, &server, &[]).expect(1).shows("listed 2 entries last time, and 1 now");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_cleanly_and_the_same_command_goes_on() {
    let (case, server) = (Case::new(), site(false));
    let url = server.url("www.qinghe.gov.cn", "/");
    // Long pauses, so that the run is surely under way.
    let mut slow = command(&case, &server, &[&url, "--pause", "5"]);
    let child = slow.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while server.all().is_empty() && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(begun.elapsed() < Duration::from_secs(30));
    scrape(&case, &server, &[]).expect(0).says("going on with the run").shows("1 sites, 2 reports");
}
