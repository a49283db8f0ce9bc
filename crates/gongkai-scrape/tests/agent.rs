//! One request with all manners, against servers on loopback.

mod support;

use std::io::Write;
use std::time::{Duration, Instant, UNIX_EPOCH};

use gongkai_model::{FetchRequest, Purpose};
use gongkai_scrape::{Agent, Failure, Policy, Response, Validators};
use support::{Answer, Asked, Server};

const HOST: &str = "www.qinghe.gov.cn";

fn policy() -> Policy {
    Policy {
        pause: Duration::ZERO,
        timeout: Duration::from_millis(500),
        robots_timeout: Duration::from_millis(500),
        backoff: Duration::from_millis(10),
        private_addresses: true,
        ..Policy::default()
    }
}

fn agent(server: &Server, policy: Policy) -> Agent {
    Agent::with(policy, Some(server.address)).expect("a client")
}

async fn get(agent: &Agent, url: &str) -> Result<Response, Failure> {
    agent.fetch(&FetchRequest::get(url, Purpose::Item), &Validators::default()).await
}

/// A server without robots.txt that gives everything else like this.
fn giving(answer: impl Fn(&Asked, usize) -> Answer + Send + Sync + 'static) -> Server {
    Server::start(
        move |asked, before| if asked.path == "/robots.txt" { Answer::missing() } else { answer(asked, before) },
    )
}

/// The failure that an answer gives, and how often the page was asked for.
async fn failure(answer: Answer) -> (Failure, usize) {
    let server = giving(move |_, _| answer.clone());
    let failure = get(&agent(&server, policy()), &server.url(HOST, "/a")).await.expect_err("a failure");
    (failure, server.asked().len())
}

#[tokio::test]
async fn a_page_comes_whole_and_the_agent_says_who_it_is() {
    let server = giving(|_, _| Answer::html("年报"));
    let policy = Policy { contact: Some("mailto:zwgk@example.org".into()), ..policy() };
    let response = get(&agent(&server, policy), &server.url(HOST, "/a#b")).await.expect("a page");
    assert_eq!((response.status, &response.body[..]), (200, "年报".as_bytes()));
    assert_eq!(response.media_type(), Some("text/html; charset=utf-8"));
    let asked = server.asked();
    assert_eq!(asked[0].path, "/a");
    assert!(asked[0].head.contains("gongkai/0.1.0 (+https://github.com/gongkai/gongkai; mailto:zwgk@example.org)"));
}

#[tokio::test]
async fn robots_txt_is_obeyed_and_fetched_once() {
    let server = Server::start(|asked, _| match asked.path.as_str() {
        "/robots.txt" => Answer::of(200, "", "User-agent: *\nDisallow: /private/\n"),
        _ => Answer::html("x"),
    });
    let agent = agent(&server, policy());
    assert_eq!(get(&agent, &server.url(HOST, "/private/a")).await.err(), Some(Failure::RobotsBlocked));
    assert!(get(&agent, &server.url(HOST, "/a")).await.is_ok());
    let paths: Vec<_> = server.all().into_iter().map(|asked| asked.path).collect();
    assert_eq!(paths, ["/robots.txt", "/a"]);
}

#[tokio::test]
async fn robots_txt_that_cannot_be_had_forbids_all() {
    for answer in [Answer::of(503, "", ""), Answer(vec![(Duration::from_secs(2), Vec::new())])] {
        let server = Server::start(move |_, _| answer.clone());
        let agent = agent(&server, policy());
        assert_eq!(get(&agent, &server.url(HOST, "/a")).await.err(), Some(Failure::RobotsUnreachable));
        assert_eq!(
            get(&agent, &server.url(HOST, "/b")).await.err(),
            Some(Failure::HostStopped("robots_unreachable".into()))
        );
        assert!(server.asked().is_empty());
        assert_eq!(server.all().len(), 2, "tried again once");
    }
}

#[tokio::test]
async fn the_pause_is_kept_between_all_requests_to_an_owner() {
    for (pause, delay) in [(60, ""), (0, "Crawl-delay: 0.06\n")] {
        let robots = format!("User-agent: *\n{delay}Allow: /\n");
        let server = Server::start(move |asked, _| match asked.path.as_str() {
            "/robots.txt" => Answer::of(200, "", &robots),
            _ => Answer::html("x"),
        });
        let agent = agent(&server, Policy { pause: Duration::from_millis(pause), ..policy() });
        let urls = [server.url(HOST, "/a"), server.url(HOST, "/b"), server.url("xxgk.qinghe.gov.cn", "/c")];
        let (a, b, c) = tokio::join!(get(&agent, &urls[0]), get(&agent, &urls[1]), get(&agent, &urls[2]));
        assert!(a.is_ok() && b.is_ok() && c.is_ok());
        let all = server.all();
        assert_eq!(all.len(), 5);
        for two in all.windows(2) {
            let gap = two[1].at - two[0].at;
            assert!(gap >= Duration::from_millis(55), "{} then {} after {gap:?}", two[0].path, two[1].path);
        }
    }
}

#[tokio::test]
async fn redirects_are_followed_and_circles_end() {
    let server = giving(|asked, _| match asked.path.as_str() {
        "/a" => Answer::of(302, "Location: /b\r\n", ""),
        "/b" => Answer::html("b"),
        _ => Answer::of(302, "Location: /round\r\n", ""),
    });
    let agent = agent(&server, policy());
    let (request, mut hops) = (FetchRequest::get(server.url(HOST, "/a"), Purpose::Item), Vec::new());
    let response = agent.fetch_along(&request, &Validators::default(), &mut hops).await.expect("a page");
    assert_eq!(response.url(), server.url(HOST, "/b"));
    let hops: Vec<_> = hops.iter().map(|hop| (hop.request.url.clone(), hop.status)).collect();
    assert_eq!(hops, [(server.url(HOST, "/a"), 302)]);
    assert_eq!(get(&agent, &server.url(HOST, "/round")).await.err(), Some(Failure::TooManyRedirects));
    assert!(server.asked().len() < 8);
}

#[tokio::test]
async fn conditions_are_for_the_address_that_they_are_known_of() {
    let server = giving(|asked, _| match asked.path.as_str() {
        "/a" => Answer::of(302, "Location: /b\r\n", ""),
        _ => Answer::html("b"),
    });
    let known = Validators { etag: Some("\"7\"".into()), last_modified: None };
    let request = FetchRequest::get(server.url(HOST, "/a"), Purpose::Item);
    let response = agent(&server, policy()).fetch(&request, &known).await.expect("a page");
    let conditional: Vec<_> =
        server.asked().iter().map(|asked| asked.head.to_ascii_lowercase().contains("if-none-match")).collect();
    assert_eq!((conditional, response.conditions), (vec![true, false], Vec::new()));
}

#[tokio::test]
async fn requests_wait_for_the_night() {
    // Half a second before ten in the evening, Beijing.
    let now = || UNIX_EPOCH + Duration::from_millis(1_700_056_799_500);
    let server = giving(|_, _| Answer::html("x"));
    let night = Policy { night: "22:00-06:00".parse().ok(), now, ..policy() };
    let (agent, begun) = (agent(&server, night), Instant::now());
    assert!(get(&agent, &server.url(HOST, "/a")).await.is_ok());
    let waited: Vec<_> = server.all().iter().map(|asked| asked.at - begun >= Duration::from_millis(900)).collect();
    assert_eq!(waited, [true, true], "robots.txt is a request, too");
}

#[tokio::test]
async fn waits_before_another_attempt_are_spread_and_the_same_for_a_seed() {
    let mut waits = Vec::new();
    for seed in [1, 1, 2] {
        let server = giving(|_, before| if before == 0 { Answer::of(500, "", "") } else { Answer::html("x") });
        let spread = Policy { backoff: Duration::from_millis(400), seed: Some(seed), ..policy() };
        assert!(get(&agent(&server, spread), &server.url(HOST, "/a")).await.is_ok());
        let asked = server.asked();
        waits.push((asked[1].at - asked[0].at).as_millis());
    }
    assert!(waits.iter().all(|wait| (400..700).contains(wait)), "{waits:?}");
    assert!(waits[0].abs_diff(waits[1]) < 20 && waits[0].abs_diff(waits[2]) > 20, "{waits:?}");
}

#[tokio::test]
async fn redirects_out_of_the_allowed_hosts_are_refused() {
    let server = giving(|asked, _| {
        let to = asked.path.trim_start_matches("/to/");
        Answer::of(302, &format!("Location: {to}\r\n"), "")
    });
    // Private addresses are refused; the server itself is found by name only.
    let policy = Policy { private_addresses: false, contact: Some("a@example.org".into()), ..policy() };
    let agent = agent(&server, policy);
    for (to, expected) in [
        ("http://127.0.0.1/x", Failure::PrivateAddress("127.0.0.1".into())),
        ("http://169.254.169.254/latest", Failure::PrivateAddress("169.254.169.254".into())),
        ("http://www.example.com/", Failure::HostNotAllowed("www.example.com".into())),
        ("ftp://www.qinghe.gov.cn/", Failure::BadAddress("ftp://www.qinghe.gov.cn/".into())),
    ] {
        assert_eq!(get(&agent, &server.url(HOST, &format!("/to/{to}"))).await.err(), Some(expected), "{to}");
    }
}

#[tokio::test]
async fn names_that_lead_to_private_addresses_are_refused() {
    let policy = Policy {
        private_addresses: false,
        contact: Some("a@example.org".into()),
        allowed_hosts: vec!["localhost".into()],
        ..policy()
    };
    let agent = Agent::new(policy).expect("a client");
    assert_eq!(get(&agent, "http://localhost:9/").await.err(), Some(Failure::PrivateAddress("localhost".into())));
}

#[tokio::test]
async fn hosts_are_refused_without_being_asked() {
    let server = giving(|_, _| Answer::html("x"));
    let open = agent(&server, policy());
    assert_eq!(
        get(&open, "http://www.example.com/").await.err(),
        Some(Failure::HostNotAllowed("www.example.com".into()))
    );
    let nobody = agent(&server, Policy { private_addresses: false, ..policy() });
    assert_eq!(get(&nobody, &server.url(HOST, "/")).await.err(), Some(Failure::NoContact));
    assert!(server.all().is_empty());
}

#[tokio::test]
async fn statuses_have_names_and_refusals_are_not_tried_again() {
    let body = "<script>$_ts=window['$_ts']</script>";
    let jsl = "Set-Cookie: __jsluid_s=1; path=/\r\n";
    for (answer, expected, times) in [
        (Answer::missing(), Failure::NotFound(404), 1),
        (Answer::of(403, "", ""), Failure::Blocked(403), 1),
        (Answer::of(412, "", body), Failure::Challenge("瑞数 (Ruishu)".into()), 1),
        (Answer::of(521, jsl, ""), Failure::Challenge("加速乐 (Jiasule)".into()), 1),
        (Answer::of(429, "Retry-After: 9999\r\n", ""), Failure::RateLimited, 1),
        (Answer::of(500, "", ""), Failure::ServerError(500), 2),
        (Answer::of(400, "", ""), Failure::Refused(400), 1),
    ] {
        assert_eq!(failure(answer).await, (expected, times));
    }
}

#[tokio::test]
async fn what_passes_is_had_at_the_second_attempt_and_retry_after_is_waited_for() {
    for (answer, least) in
        [(Answer::of(500, "", ""), 10), (Answer::of(429, "Retry-After: 1\r\n", ""), 1000), (Answer::raw(""), 10)]
    {
        let server = giving(move |_, before| if before == 0 { answer.clone() } else { Answer::html("x") });
        assert!(get(&agent(&server, policy()), &server.url(HOST, "/a")).await.is_ok());
        let asked = server.asked();
        assert!(asked[1].at - asked[0].at >= Duration::from_millis(least), "{least}");
    }
}

#[tokio::test]
async fn a_host_that_refuses_is_left_alone_and_others_are_not() {
    let server = giving(|asked, _| if asked.host == HOST { Answer::of(403, "", "") } else { Answer::html("x") });
    let agent = agent(&server, policy());
    assert!(get(&agent, &server.url(HOST, "/a")).await.is_err());
    assert_eq!(get(&agent, &server.url(HOST, "/b")).await.err(), Some(Failure::HostStopped("blocked_403".into())));
    assert!(get(&agent, &server.url("xxgk.qinghe.gov.cn", "/a")).await.is_ok());
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn bodies_that_are_not_whole_or_too_large_are_refused() {
    let cut = Answer::raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
    assert_eq!(failure(cut).await, (Failure::Truncated, 2));
    let server = giving(|asked, _| match asked.path.as_str() {
        "/announced" => Answer::raw("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\nabc"),
        "/bomb" => Answer::of(200, "Content-Encoding: gzip\r\n", zeros(5_000_000)),
        _ => Answer::html(vec![b'x'; 20_000]),
    });
    let mut small = policy();
    small.caps.body = 10_000;
    let agent = agent(&server, small);
    assert!(zeros(5_000_000).len() < 10_000, "the bomb is small as it comes");
    for path in ["/announced", "/bomb", "/plain"] {
        assert_eq!(get(&agent, &server.url(HOST, path)).await.err(), Some(Failure::TooLarge(10_000)), "{path}");
    }
}

fn zeros(length: usize) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![0; length]).expect("memory takes it");
    packed.finish().expect("memory takes it")
}

#[tokio::test]
async fn hosts_that_stall_or_drip_are_given_up() {
    let stall = Answer(vec![(Duration::from_secs(3), Vec::new())]);
    assert_eq!(failure(stall).await, (Failure::Timeout, 2));
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".to_vec();
    let drops = std::iter::repeat_n((Duration::from_millis(50), b"x".to_vec()), 200);
    let drip = Answer(std::iter::once((Duration::ZERO, head)).chain(drops).collect());
    let server = giving(move |_, _| drip.clone());
    let hurried = Policy { timeout: Duration::from_millis(100), attempts: 1, ..policy() };
    assert_eq!(get(&agent(&server, hurried), &server.url(HOST, "/a")).await.err(), Some(Failure::Timeout));
}

#[tokio::test]
async fn a_page_that_did_not_change_is_said_to_be_so() {
    let server = giving(|asked, _| {
        let known = asked.head.to_ascii_lowercase().contains("if-none-match: \"7\"");
        if known {
            Answer::raw("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
        } else {
            Answer::of(200, "ETag: \"7\"\r\n", "x")
        }
    });
    let agent = agent(&server, policy());
    let first = get(&agent, &server.url(HOST, "/a")).await.expect("a page");
    let known = Validators { etag: first.header("etag").map(str::to_owned), last_modified: None };
    let request = FetchRequest::get(server.url(HOST, "/a"), Purpose::Item);
    assert!(agent.fetch(&request, &known).await.expect("an answer").is_unchanged());
}

#[tokio::test]
async fn a_run_that_is_stopped_asks_for_nothing_more() {
    let server = giving(|_, _| Answer::html("x"));
    let agent = agent(&server, policy());
    agent.stop();
    assert_eq!(get(&agent, &server.url(HOST, "/a")).await.err(), Some(Failure::Interrupted));
    assert!(server.all().is_empty());
}
