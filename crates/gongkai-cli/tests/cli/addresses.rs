//! Addresses in place of files, against a server on loopback that stands for every host.

use crate::support::{Answer, Server};
use crate::util::{Case, Run, example};

const HOST: &str = "www.qinghe.gov.cn";

/// A report, an attachment page, a guard, a moved page, a page that leads on, and a folder that robots.txt forbids.
fn site() -> Server {
    let report = String::from_utf8(example("clean_2021.md")).unwrap();
    Server::start(move |asked, _| match asked.path.as_str() {
        "/robots.txt" => Answer::of(200, "", "User-agent: *\nDisallow: /private/\n"),
        "/nb/1.html" | "/nb/1.html?id=[7]" => Answer::of(200, "Content-Type: text/plain; charset=utf-8\r\n", &report),
        "/moved" => Answer::of(302, "Location: /nb/1.html\r\n", ""),
        "/shell" => {
            Answer::html("<html><head><meta http-equiv=refresh content='0;url=/nb/1.html'></head><body></body></html>")
        }
        "/away" => Answer::of(302, "Location: http://www.example.org/x\r\n", ""),
        "/guard" => Answer::of(412, "", "<script>$_ts={}</script>"),
        "/files" => Answer::html(
            "<html><head><title>青禾县财政局2023年政府信息公开工作年度报告</title></head><body><h1>青禾县财政局2023年政府信息公开工作\
             年度报告</h1><p>附件：<a href='./P1.pdf'>年度报告.pdf</a></p></body></html>",
        ),
        _ => Answer::missing(),
    })
}

fn ask(case: &Case, server: &Server, arguments: &[&str]) -> Run {
    let mut command = case.command(arguments);
    command.env("GONGKAI_TEST_ALL_HOSTS_AT", server.address.to_string()).env_remove("GONGKAI_CONTACT");
    Run::of(&mut command, &[])
}

#[test]
fn a_page_is_read_like_a_file_and_asked_for_once() {
    let (case, server) = (Case::new(), site());
    case.write("clean.md", example("clean_2021.md"));
    let url = server.url(HOST, "/nb/1.html");
    let (page, file) = (ask(&case, &server, &["facts", &url]).expect(0), case.run(&["facts", "clean.md"]).expect(0));
    assert_eq!(page.stdout.replace(&url, "clean.md"), file.stdout);
    assert_eq!(page.rows(), file.rows());
    ask(&case, &server, &["parse", &url]).expect(0).shows("青禾县农业农村局");
    let page = ask(&case, &server, &["check", &url, "--all"]);
    assert_eq!(page.stdout.replace(&url, "clean.md"), case.run(&["check", "clean.md", "--all"]).stdout);
    let paths: Vec<_> = server.all().into_iter().map(|asked| asked.path).collect();
    assert_eq!(paths, ["/robots.txt", "/nb/1.html"].repeat(3));
}

#[test]
fn an_address_is_no_pattern_and_the_same_one_is_read_once() {
    let (case, server) = (Case::new(), site());
    let url = server.url(HOST, "/nb/1.html?id=[7]");
    ask(&case, &server, &["parse", &url, &url]).expect(0).shows("青禾县农业农村局");
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn pages_that_lead_on_are_followed_and_it_is_said() {
    let (case, server) = (Case::new(), site());
    for path in ["/moved", "/shell"] {
        let url = server.url(HOST, path);
        ask(&case, &server, &["parse", &url])
            .expect(0)
            .shows("青禾县农业农村局")
            .says("it led to http://www.qinghe.gov.cn");
    }
}

#[test]
fn what_cannot_be_had_is_named_and_the_others_are_read() {
    let (case, server) = (Case::new(), site());
    case.write("clean.md", example("clean_2021.md"));
    for (path, said) in [
        ("/guard", "a challenge page of 瑞数 (Ruishu); open it in a browser, save it as HTML or MHTML"),
        ("/private/1.html", "robots.txt forbids it"),
        ("/nowhere", "there is no such page (404)"),
        ("/away", "www.example.org is no gov.cn host"),
        ("/files", "it points to files (1): 年度报告.pdf"),
    ] {
        let url = server.url(HOST, path);
        let run = ask(&case, &server, &["parse", &url, "clean.md"]);
        assert!(run.stderr.contains(said) || run.stdout.contains(said), "{path}: {}{}", run.stdout, run.stderr);
        assert!(run.code == 3 || (path, run.code) == ("/files", 1), "{path}: {}", run.code);
        assert!(run.stdout.contains("青禾县农业农村局"), "{path}");
    }
}

#[test]
fn a_host_that_was_typed_is_allowed_and_a_contact_is_asked_for() {
    let (case, server) = (Case::new(), site());
    let url = server.url("www.example.org", "/nb/1.html");
    ask(&case, &server, &["facts", &url]).expect(0);
    let mut command = case.command(&["parse", "https://www.qinghe.gov.cn/nb/1.html"]);
    command.env_remove("GONGKAI_TEST_ALL_HOSTS_AT").env_remove("GONGKAI_CONTACT");
    Run::of(&mut command, &[]).expect(2).says("--contact");
}

#[test]
fn the_contact_may_stand_in_the_file_of_settings() {
    let (case, server) = (Case::new(), site());
    let sent = |server: &Server, text: &str| server.all().iter().all(|asked| asked.head.contains(text));
    case.write("gongkai.toml", "[scrape]\ncontact = \"mailto:file@example.org\"\n[check]\nignore = [\"T3-001\"]\n");
    ask(&case, &server, &["parse", &server.url(HOST, "/nb/1.html")]).expect(0);
    assert!(sent(&server, "mailto:file@example.org"));
    let server = site();
    ask(&case, &server, &["parse", &server.url(HOST, "/nb/1.html"), "--contact", "mailto:typed@example.org"]).expect(0);
    assert!(sent(&server, "mailto:typed@example.org"));
    case.write("gongkai.toml", "[scrape]\ncontakt = \"x\"\n");
    ask(&case, &server, &["parse", &server.url(HOST, "/nb/1.html")]).expect(2).says("contakt");
}

#[test]
fn a_page_is_added_to_an_archive_as_an_answer() {
    let (case, server) = (Case::new(), site());
    let url = server.url(HOST, "/nb/1.html");
    ask(&case, &server, &["archive", "add", &url]).expect(0).says("1 added");
    case.run(&["archive", "list"]).expect(0).shows(&url).shows("青禾县农业农村局");
}
