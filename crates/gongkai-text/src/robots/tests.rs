//! The examples of RFC 9309, and files as hosts serve them.

use proptest::prelude::*;

use super::*;

fn allowed(robots: &Robots, agent: &str, target: &str) -> bool {
    robots.decide(agent, target).is_allowed
}

/// Section 5.1.
const SIMPLE: &[u8] = b"User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot
";

#[test]
fn simple_example_of_the_standard() {
    let robots = Robots::parse(SIMPLE);
    for (agent, target, expected) in [
        ("anybot", "/a.gif", false),
        ("anybot", "/a.gif?x", true),
        ("anybot", "/example/page.html", false),
        ("anybot", "/publications/a.html", true),
        ("anybot", "/", true),
        ("foobot", "/", false),
        ("foobot", "/example/page.html", true),
        ("foobot", "/example/allowed.gif", true),
        ("foobot", "/publications/", false),
        ("FooBot/2.1 (+mailto:a@b.cn)", "/publications/", false),
        ("barbot", "/example/page.html", false),
        ("bazbot", "/example/page.html", false),
        ("barbot", "/example/other.html", true),
        ("bazbot", "/a.gif", true),
        ("quxbot", "/example/page.html", true),
    ] {
        assert_eq!(allowed(&robots, agent, target), expected, "{agent} {target}");
    }
}

#[test]
fn the_longest_match_decides() {
    // Section 5.2.
    let robots = Robots::parse(b"User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n");
    assert!(!allowed(&robots, "foobot", "/example/page/disallowed.gif"));
    assert!(allowed(&robots, "foobot", "/example/page/allowed.gif"));
    let rule = robots.decide("foobot", "/example/page/disallowed.gif").rule.map(|rule| rule.pattern.as_str());
    assert_eq!(rule, Some("/example/page/disallowed.gif"));
    // Section 2.2.2: equally long, the one that allows.
    let robots = Robots::parse(b"User-agent: *\nDisallow: /a\nAllow: /a\n");
    assert!(allowed(&robots, "x", "/a"));
}

#[test]
fn groups_of_the_same_crawler_are_one() {
    // Section 2.2.1.
    let robots = Robots::parse(
        b"user-agent: ExampleBot\ndisallow: /foo\ndisallow: /bar\n\nuser-agent: ExampleBot\ndisallow: /baz\n",
    );
    for target in ["/foo", "/bar", "/baz"] {
        assert!(!allowed(&robots, "examplebot", target), "{target}");
    }
    assert!(allowed(&robots, "other", "/foo"));
    // A blank line ends no group, nor does a line about something else.
    let robots = Robots::parse(b"User-agent: a\n\nSitemap: https://a.gov.cn/map.xml\nUser-agent: b\nDisallow: /\n");
    assert!(!allowed(&robots, "a", "/x") && !allowed(&robots, "b", "/x") && allowed(&robots, "c", "/x"));
    assert_eq!(robots.sitemaps, ["https://a.gov.cn/map.xml"]);
    let robots = Robots::parse(b"User-agent: a\nCrawl-delay: 3\nUser-agent: b\nDisallow: /\n");
    assert!(!allowed(&robots, "a", "/x") && robots.delay("b") == Some(Duration::from_secs(3)));
}

#[test]
fn special_characters() {
    // Section 2.2.3.
    for (pattern, target, expected) in [
        ("/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true),
        ("/path/file-with-a-%2A.html", "/path/file-with-a-%2A.html", true),
        ("/this/path/exactly$", "/this/path/exactly", true),
        ("/this/path/exactly$", "/this/path/exactly/x", false),
        ("/this/*/exactly", "/this/other/path/exactly", true),
        ("/this/*/exactly", "/this/exactly", false),
        ("/path/foo-%24", "/path/foo-$", true),
        ("/path/foo-$", "/path/foo-$", false),
        ("/*.php$", "/a.php", true),
        ("/*.php$", "/a.php?x=1", false),
        ("/*.php$", "/a.php.php", true),
        ("/fish*", "/fishheads", true),
        ("*", "/", true),
        ("/$", "/", true),
        ("/$", "/a", false),
        ("/a**b", "/axb", true),
        ("/a*b*c$", "/abbc", true),
        ("/a*b*c$", "/acb", false),
        ("/Fish", "/fish", false),
        ("/fish/", "/fish", false),
    ] {
        let robots = Robots::parse(format!("User-agent: *\nDisallow: {pattern}\n").as_bytes());
        assert_eq!(!allowed(&robots, "x", target), expected, "{pattern} {target}");
    }
}

#[test]
fn octets_are_compared_encoded() {
    // The table of section 2.2.2.
    for (pattern, target) in [
        ("/foo/bar?baz=quz", "/foo/bar?baz=quz"),
        ("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar"),
        ("/foo/bar/ツ", "/foo/bar/ツ"),
        ("/foo/bar/ツ", "/foo/bar/%E3%83%84"),
        ("/foo/bar/%E3%83%84", "/foo/bar/ツ"),
        ("/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84"),
        ("/foo/bar/%62%61%7A", "/foo/bar/baz"),
        ("/foo/bar/baz", "/foo/bar/%62%61%7A"),
        ("/年报", "/%E5%B9%B4%E6%8A%A5/1.html"),
    ] {
        let robots = Robots::parse(format!("User-agent: *\nDisallow: {pattern}\n").as_bytes());
        assert!(!allowed(&robots, "x", target), "{pattern} {target}");
    }
}

#[test]
fn files_as_hosts_serve_them() {
    let robots = Robots::parse("\u{feff}USER-AGENT : * # 所有\r\nDISALLOW :/a # 甲\r\nCrawl-delay: 2.5\r\n".as_bytes());
    assert!(!allowed(&robots, "x", "/a/1") && allowed(&robots, "x", "/b"));
    assert_eq!(robots.delay("x"), Some(Duration::from_millis(2_500)));
    // All forbidden, with ends of lines of old Macs.
    let robots = Robots::parse(b"User-agent: *\rDisallow: /\r");
    assert!(!allowed(&robots, "gongkai/0.1", "/zwgk/"));
    assert!(allowed(&robots, "gongkai/0.1", "/robots.txt"));
    assert!(!allowed(&robots, "gongkai/0.1", "/robots.txt/x"));
    // Nothing, a page instead of the file, rules of nobody, an empty pattern.
    for text in
        ["", "<html><body>404</body></html>", "Disallow: /", "User-agent: *\nDisallow:\n", "User-agent: *\nDisallow"]
    {
        assert!(allowed(&Robots::parse(text.as_bytes()), "x", "/a"), "{text}");
    }
    // A group of its own without rules sets the crawler free from those of everybody.
    let robots = Robots::parse(b"User-agent: x\nDisallow:\n\nUser-agent: *\nDisallow: /\nCrawl-delay: 5\n");
    assert!(allowed(&robots, "x", "/a") && !allowed(&robots, "y", "/a"));
    assert_eq!((robots.delay("x"), robots.delay("y")), (None, Some(Duration::from_secs(5))));
    let odd = Robots::parse(b"User-agent: *\nCrawl-delay: -1\nCrawl-delay: nan\nCrawl-delay: 1e99\nDisallow: /\xff\n");
    assert_eq!(odd.delay("x"), Some(Duration::from_secs(86_400)));
}

#[test]
fn a_long_file_is_cut_at_the_end_of_a_line() {
    let mut text = "User-agent: *\nDisallow: /a/b\n".to_owned();
    while text.len() < LIMIT - 20 {
        text.push_str("# filler filler\n");
    }
    text.push_str(&format!("Disallow: /{}\nDisallow: /end\n", "x".repeat(40)));
    let robots = Robots::parse(text.as_bytes());
    assert!(robots.is_cut && !allowed(&robots, "x", "/a/b"));
    // Half a line (`Disallow: /xxx`) would forbid what the whole one does not; what is behind the limit is not read.
    assert!(allowed(&robots, "x", "/xxxxxxxx") && allowed(&robots, "x", "/end"));
    assert!(!Robots::parse(b"User-agent: *\n").is_cut);
}

#[test]
fn many_stars_take_no_time() {
    let pattern = format!("/{}$", "*a".repeat(20_000));
    let robots = Robots::parse(format!("User-agent: *\nDisallow: {pattern}\n").as_bytes());
    let target = format!("/{}b", "a".repeat(20_000));
    assert!(allowed(&robots, "x", &target));
}

proptest! {
    #[test]
    fn any_bytes_and_targets(bytes in proptest::collection::vec(any::<u8>(), 0..400), target in ".{0,40}", agent in ".{0,12}") {
        let robots = Robots::parse(&bytes);
        let decision = robots.decide(&agent, &target);
        prop_assert_eq!(decision.is_allowed, decision.rule.is_none_or(|rule| rule.allows));
    }

    /// A pattern of plain characters forbids what begins with it, and nothing else.
    #[test]
    fn plain_patterns_are_prefixes(pattern in "/[a-c/]{0,4}", target in "/[a-c/]{0,6}") {
        let robots = Robots::parse(format!("User-agent: *\nDisallow: {pattern}\n").as_bytes());
        prop_assert_eq!(!allowed(&robots, "x", &target), target.starts_with(&pattern));
    }

    /// `*` and `$` as an exhaustive search understands them.
    #[test]
    fn wildcards_are_those_of_a_search(pattern in "/[ab*]{0,6}\\$?", target in "/[ab]{0,8}") {
        fn search(pattern: &[u8], target: &[u8]) -> bool {
            match pattern {
                [] => true,
                [b'$'] => target.is_empty(),
                [b'*', rest @ ..] => (0..=target.len()).any(|at| search(rest, &target[at..])),
                [first, rest @ ..] => target.first() == Some(first) && search(rest, &target[1..]),
            }
        }
        let robots = Robots::parse(format!("User-agent: *\nDisallow: {pattern}\n").as_bytes());
        prop_assert_eq!(!allowed(&robots, "x", &target), search(pattern.as_bytes(), target.as_bytes()));
    }
}
