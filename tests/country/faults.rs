//! Sites that fail, block, loop or never end, each with the name that its end must have.

use std::io::Write as _;
use std::time::Duration;

use super::answer::{Answer, Manner};
use super::families;
use super::page;
use super::server::Asked;
use super::site::{Plan, Site};

/// Reports of a site with a fault.
pub(crate) const REPORTS: usize = 9;

/// A fault of a site.
#[derive(Clone, Copy)]
pub(crate) struct Fault {
    /// What the host is called.
    pub(crate) host: &'static str,
    /// Names that the end must have: of entries, of columns, of failed requests.
    pub(crate) named: &'static [&'static str],
    /// So many of the first entries cannot be had; everything else must be.
    pub(crate) lost: usize,
    /// What is answered otherwise than by a sound site.
    respond: fn(&Site, &Asked) -> Option<Answer>,
}

impl std::fmt::Debug for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.host)
    }
}

const ALL_LOST: usize = REPORTS;

const fn fault(
    host: &'static str,
    named: &'static [&'static str],
    lost: usize,
    respond: fn(&Site, &Asked) -> Option<Answer>,
) -> Fault {
    Fault { host, named, lost, respond }
}

/// Every fault.
pub(crate) static ALL: &[Fault] = &[
    // What passes.
    fault("busy-once", &[], 0, |site, asked| {
        (is_item(site, asked, 3) && asked.before == 0).then(|| Answer::status(503))
    }),
    fault("reset-once", &[], 0, |site, asked| {
        (is_item(site, asked, 3) && asked.before == 0).then(|| whole(site, asked).sent(Manner::Reset(0)))
    }),
    fault("torn-once", &[], 0, |site, asked| {
        (is_item(site, asked, 3) && asked.before == 0).then(|| whole(site, asked).sent(Manner::Breaks(900)))
    }),
    fault("slow-down-once", &[], 0, |site, asked| {
        (is_item(site, asked, 1) && asked.before == 0).then(|| Answer::status(429).with("Retry-After", "1"))
    }),
    fault("slow", &[], 0, |site, asked| {
        is_item(site, asked, 2).then(|| whole(site, asked).sent(Manner::Late(Duration::from_millis(700))))
    }),
    fault("length-too-small", &[], 0, |site, asked| is_item(site, asked, REPORTS).then(|| stated(site, asked, -12))),
    fault("no-length", &[], 0, |site, asked| {
        is_item(site, asked, REPORTS).then(|| Answer { length: None, close: true, ..whole(site, asked) })
    }),
    fault("gbk-unsaid", &[], 0, |site, asked| is_item(site, asked, REPORTS).then(|| in_gbk(site, asked, "text/html"))),
    fault("gbk-called-utf8", &[], 0, |site, asked| {
        is_item(site, asked, REPORTS).then(|| in_gbk(site, asked, "text/html; charset=utf-8"))
    }),
    fault("utf8-called-latin", &[], 0, |site, asked| {
        let page = is_item(site, asked, REPORTS).then(|| whole(site, asked))?;
        Some(Answer::of("text/html; charset=iso-8859-1", page.body))
    }),
    fault("zipped", &[], 0, |site, asked| {
        is_item(site, asked, REPORTS).then(|| {
            Answer::of("text/html; charset=utf-8", zipped(&whole(site, asked).body)).with("Content-Encoding", "gzip")
        })
    }),
    fault("moved", &[], 0, |site, asked| {
        let at = number(site, &asked.path)?;
        Some(Answer::redirect(302, &format!("/new{}", site.items.get(at)?.path)))
    }),
    fault("cookie-first", &[], 0, |site, asked| {
        let is_new = asked.header("cookie").is_none_or(|cookie| !cookie.contains("CT6T=1"));
        (is_item(site, asked, 1) && is_new)
            .then(|| Answer::redirect(302, &asked.path).with("Set-Cookie", "CT6T=1; Path=/"))
    }),
    // What does not, for some entries.
    fault("error-always", &["server_error"], 1, |site, asked| is_item(site, asked, 1).then(|| Answer::status(500))),
    fault("gone", &["not_found"], 2, |site, asked| is_item(site, asked, 2).then(Answer::missing)),
    fault("soft-404", &["no_report"], 2, |site, asked| {
        let missing =
            || Answer::page(&page::page(site, "404", "", "<h2>您访问的页面不存在或已被删除</h2>"), site.charset);
        is_item(site, asked, 2).then(missing)
    }),
    fault("reset-always", &["connection_failed"], 1, |site, asked| {
        is_item(site, asked, 1).then(|| whole(site, asked).sent(Manner::Reset(0)))
    }),
    fault("reset-within", &["truncated"], 1, |site, asked| {
        is_item(site, asked, 1).then(|| whole(site, asked).sent(Manner::Reset(2_000)))
    }),
    fault("torn-always", &["truncated"], 2, |site, asked| {
        is_item(site, asked, 2).then(|| whole(site, asked).sent(Manner::Breaks(900)))
    }),
    fault("length-too-large", &["truncated"], 1, |site, asked| {
        is_item(site, asked, 1).then(|| Answer { close: true, ..stated(site, asked, 300) })
    }),
    fault("bad-zip", &["truncated"], 1, |site, asked| {
        let mut bytes = is_item(site, asked, 1).then(|| zipped(&whole(site, asked).body))?;
        bytes.truncate(bytes.len() / 2);
        Some(Answer::of("text/html; charset=utf-8", bytes).with("Content-Encoding", "gzip"))
    }),
    fault("stalls", &["timeout"], 1, |site, asked| {
        is_item(site, asked, 1).then(|| whole(site, asked).sent(Manner::Stalls(0, Duration::from_secs(60))))
    }),
    fault("stalls-within", &["timeout"], 1, |site, asked| {
        is_item(site, asked, 1).then(|| whole(site, asked).sent(Manner::Stalls(2_000, Duration::from_secs(60))))
    }),
    fault("drips", &["timeout"], 1, |site, asked| {
        is_item(site, asked, 1).then(|| whole(site, asked).sent(Manner::Drips(Duration::from_secs(1))))
    }),
    fault("circle", &["too_many_redirects"], 1, |site, asked| {
        let other =
            if asked.path.ends_with("?2") { site.items.first()?.path.clone() } else { format!("{}?2", asked.path) };
        is_item_bare(site, asked, 1).then(|| Answer::redirect(302, &other))
    }),
    fault("endless-redirects", &["too_many_redirects"], 1, |site, asked| {
        let at: u32 = asked.parameter("n").and_then(|n| n.parse().ok()).unwrap_or(0);
        is_item_bare(site, asked, 1).then(|| Answer::redirect(301, &format!("{}?n={}", asked.bare(), at + 1)))
    }),
    fault("to-this-machine", &["private_address"], 1, |site, asked| {
        is_item(site, asked, 1).then(|| Answer::redirect(302, "http://127.0.0.1/admin"))
    }),
    fault("to-link-local", &["private_address"], 1, |site, asked| {
        is_item(site, asked, 1).then(|| Answer::redirect(302, "http://169.254.169.254/latest/meta-data/"))
    }),
    fault("to-elsewhere", &["host_not_allowed"], 1, |site, asked| {
        is_item(site, asked, 1).then(|| Answer::redirect(302, "http://www.example.com/"))
    }),
    fault("bomb", &["too_large"], 1, |site, asked| {
        is_item(site, asked, 1)
            .then(|| Answer::of("text/html", zipped(&vec![b'0'; 64 << 20])).with("Content-Encoding", "gzip"))
    }),
    fault("large", &["too_large"], 1, |site, asked| {
        is_item(site, asked, 1).then(|| Answer::of("text/html", vec![b' '; 9 << 20]))
    }),
    fault("duplicates", &["duplicate"], 0, duplicates),
    fault("captcha", &["challenge"], 1, |site, asked| {
        let page = "<html><body><form action=/c><p>请输入验证码</p><input name=code></form></body></html>";
        is_item(site, asked, 1).then(|| Answer::of("text/html; charset=utf-8", page))
    }),
    // What stops a host at once.
    fault("robots-forbids", &["robots_blocked"], ALL_LOST, |_, asked| {
        (asked.path == "/robots.txt").then(|| Answer::text("User-agent: *\nDisallow: /\n"))
    }),
    fault("robots-fails", &["robots_unreachable"], ALL_LOST, |_, asked| {
        (asked.path == "/robots.txt").then(|| Answer::status(503))
    }),
    fault("robots-stalls", &["robots_unreachable"], ALL_LOST, |_, asked| {
        (asked.path == "/robots.txt").then(|| Answer::text("").sent(Manner::Stalls(0, Duration::from_secs(60))))
    }),
    fault("ruishu", &["challenge"], ALL_LOST, |_, asked| {
        let page = "<html><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></html>";
        (asked.path != "/robots.txt").then(|| Answer { status: 412, ..Answer::of("text/html", page) })
    }),
    fault("jiasule", &["challenge"], ALL_LOST, |_, asked| {
        let page = "<script>document.cookie=('_')+('_')+('jsl_clearance_s=')</script>";
        let answer = Answer { status: 521, ..Answer::of("text/html", page) };
        (asked.path != "/robots.txt").then(|| answer.with("Set-Cookie", "__jsluid_h=0a; path=/"))
    }),
    fault("forbidden", &["blocked_403"], ALL_LOST, |_, asked| {
        (asked.path != "/robots.txt").then(|| Answer::status(403))
    }),
    fault("slow-down", &["rate_limited_429"], ALL_LOST, |_, asked| {
        (asked.path != "/robots.txt").then(|| Answer::status(429).with("Retry-After", "3600"))
    }),
    fault("column-gone", &["not_found"], ALL_LOST, |site, asked| {
        asked.path.starts_with(&site.family.column(site)).then(Answer::missing)
    }),
    fault("column-soft-404", &["soft_404"], ALL_LOST, |site, asked| {
        let missing = || Answer::page(&page::page(site, "404", "", "<h2>您访问的页面不存在</h2>"), site.charset);
        (asked.path == site.family.column(site)).then(missing)
    }),
    // What never ends.
    fault("pages-repeat", &["page_repeated"], 0, |site, asked| {
        let name = asked.path.strip_prefix(&site.family.column(site))?;
        (name.is_empty() || name.starts_with("index_")).then(|| list_of(site, 900, ""))
    }),
    fault("pages-without-end", &["cap_reached"], 0, pages_without_end),
    fault("calendar", &["cap_reached"], 0, calendar),
];

impl Fault {
    /// The site.
    pub(crate) fn site(&self, number: usize) -> Site {
        Site::new(Plan {
            number: 0,
            name: 300 + number,
            host: format!("www.{}.gov.cn", self.host),
            family: families::ALL[0],
            reports: REPORTS,
            seed: 7,
            is_simple: true,
        })
    }

    /// What it answers.
    pub(crate) fn answer(&self, site: &Site, asked: &Asked) -> Answer {
        (self.respond)(site, asked).unwrap_or_else(|| sound(site, asked))
    }
}

/// What a sound site answers; what was moved stands behind `/new`.
fn sound(site: &Site, asked: &Asked) -> Answer {
    match asked.path.strip_prefix("/new") {
        Some(path) => site.answer(&Asked { path: path.to_owned(), ..asked.clone() }),
        None => site.answer(asked),
    }
}

fn whole(site: &Site, asked: &Asked) -> Answer {
    site.answer(asked)
}

fn number(site: &Site, path: &str) -> Option<usize> {
    site.items.iter().position(|item| item.path == path)
}

/// Whether one of the first entries is asked for.
fn is_item(site: &Site, asked: &Asked, first: usize) -> bool {
    number(site, &asked.path).is_some_and(|at| at < first)
}

fn is_item_bare(site: &Site, asked: &Asked, first: usize) -> bool {
    number(site, asked.bare()).is_some_and(|at| at < first)
}

/// With a length that is wrong by so much.
fn stated(site: &Site, asked: &Asked, by: isize) -> Answer {
    let answer = whole(site, asked);
    let length = answer.body.len().saturating_add_signed(by);
    let manner = if by > 0 { Manner::Breaks(answer.body.len()) } else { answer.manner };
    Answer { length: Some(length), manner, ..answer }
}

/// In GBK, and the page says nothing of it.
fn in_gbk(site: &Site, asked: &Asked, media_type: &str) -> Answer {
    let text =
        String::from_utf8(whole(site, asked).body).expect("a page in UTF-8").replace("<meta charset=\"utf-8\">", "");
    Answer::of(media_type, encoding_rs::GBK.encode(&text).0.into_owned())
}

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes bytes");
    encoder.finish().expect("memory takes bytes")
}

/// The first page of the list, as one of so many.
fn list_of(site: &Site, pages: usize, above: &str) -> Answer {
    let rows = site
        .items
        .iter()
        .map(|item| format!("<li><a href=\"{}\">{}</a><span>{}</span></li>", item.path, item.title, item.date()));
    let rows: String = rows.collect();
    let body = format!("{above}<ul>{rows}</ul><script>createPageHTML({pages}, 0, \"index\", \"html\");</script>");
    Answer::page(&page::page(site, "政府信息公开年报", "", &body), site.charset)
}

/// Every entry stands twice in the list, and once more under another address that leads to the same page.
fn duplicates(site: &Site, asked: &Asked) -> Option<Answer> {
    if let Some(path) = asked.path.strip_prefix("/copy") {
        return Some(Answer::redirect(301, path));
    }
    let row = |prefix: &str| {
        let rows = site.items.iter().map(|item| {
            format!("<li><a href=\"{prefix}{}\">{}</a><span>{}</span></li>", item.path, item.title, item.date())
        });
        rows.collect::<String>()
    };
    let body = format!("<ul>{}{}{}</ul>", row(""), row("/copy"), row(""));
    (asked.path == site.family.column(site))
        .then(|| Answer::page(&page::page(site, "政府信息公开年报", "", &body), site.charset))
}

/// Every page of the list has an entry of its own and leads to the next.
fn pages_without_end(site: &Site, asked: &Asked) -> Option<Answer> {
    let name = asked.path.strip_prefix(&site.family.column(site))?;
    let at: usize = match name {
        "" => 0,
        name => name.strip_prefix("index_")?.strip_suffix(".html")?.parse().ok()?,
    };
    let own = format!(
        "<li><a href=\"./202401/t20240101_{}.html\">{}工作通报（第{at}期）</a><span>2024-01-01</span></li>",
        700_000 + at,
        site.name
    );
    let rows = if at == 0 {
        let rows = site
            .items
            .iter()
            .map(|item| format!("<li><a href=\"{}\">{}</a><span>{}</span></li>", item.path, item.title, item.date()));
        rows.collect()
    } else {
        String::new()
    };
    let body = format!("<ul>{rows}{own}</ul><div class=\"page\"><a href=\"index_{}.html\">下一页</a></div>", at + 1);
    Some(Answer::page(&page::page(site, "政府信息公开年报", "", &body), site.charset))
}

/// Every page of a calendar leads to further years.
fn calendar(site: &Site, asked: &Asked) -> Option<Answer> {
    let below = asked.path.strip_prefix(&site.family.column(site))?;
    if !(below.is_empty() || below.ends_with("n/")) {
        return None;
    }
    let years = (2001..=2025).map(|year| format!("<li><a href=\"{}{year}n/\">{year}年</a></li>", asked.path));
    let years = format!("<ul>{}</ul>", years.collect::<String>());
    Some(if below.is_empty() {
        list_of(site, 1, &years)
    } else {
        Answer::page(&page::page(site, "政府信息公开年报", "", &years), site.charset)
    })
}
