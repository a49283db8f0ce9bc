//! robots.txt: which addresses of a host a crawler may fetch (RFC 9309).
//!
//! The grammar is read line by line by small nom parsers; a line that is none of it is passed over, as the standard wants.

use std::time::Duration;

use nom::bytes::complete::{tag, take_till, take_while1};
use nom::character::complete::{char, space0};
use nom::{IResult, Parser};

/// Bytes of a file that are looked at: the standard asks for at least 500 KiB.
pub const LIMIT: usize = 500 * 1024;
/// A longer delay is a mistake or a way to say no; it is kept to a day.
const LONGEST_DELAY: f64 = 86_400.0;

/// What a robots.txt says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Robots {
    groups: Vec<Group>,
    /// Addresses of site maps, as written.
    pub sitemaps: Vec<String>,
    /// The file was longer than [`LIMIT`], and its end was not looked at.
    pub is_cut: bool,
}

/// Rules for some crawlers.
#[derive(Debug, Clone, Default, PartialEq)]
struct Group {
    /// Product tokens, lower case; `*` for everybody.
    agents: Vec<String>,
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

/// A line that allows or forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Whether it allows.
    pub allows: bool,
    /// The pattern as written.
    pub pattern: String,
    /// The pattern as it is compared: octets outside ASCII encoded, hex digits in capitals.
    normal: Vec<u8>,
}

/// Whether an address may be fetched, and which rule says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision<'a> {
    /// It may.
    pub is_allowed: bool,
    /// The rule that decided; nothing: no rule speaks of it.
    pub rule: Option<&'a Rule>,
}

impl Robots {
    /// Reads a file.
    ///
    /// ```
    /// use gongkai_text::robots::Robots;
    /// let robots = Robots::parse(b"User-agent: *\nDisallow: /private/\nCrawl-delay: 2\n");
    /// assert!(robots.decide("gongkai", "/zwgk/").is_allowed);
    /// assert!(!robots.decide("gongkai", "/private/1.html").is_allowed);
    /// assert_eq!(robots.delay("gongkai"), Some(std::time::Duration::from_secs(2)));
    /// ```
    pub fn parse(bytes: &[u8]) -> Self {
        let is_cut = bytes.len() > LIMIT;
        let bytes = if is_cut { whole_lines(bytes.get(..LIMIT).unwrap_or_default()) } else { bytes };
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        // Octets that are no UTF-8 have no place in a pattern; the lines around them are read all the same.
        let text = String::from_utf8_lossy(bytes);
        let mut reader = Reader::default();
        for line in text.split(['\n', '\r']) {
            if let Some((key, value)) = record(line) {
                reader.take(key, value);
            }
        }
        Self { is_cut, ..reader.robots }
    }

    /// Whether a crawler may fetch an address of the host, given as path and query (`/a/b?c=d`).
    ///
    /// The rules of all groups that name the crawler hold, or else those for `*`. The longest pattern that fits decides; of
    /// equally long ones the one that allows. `/robots.txt` itself is always allowed.
    pub fn decide(&self, agent: &str, target: &str) -> Decision<'_> {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        if path == "/robots.txt" {
            return Decision { is_allowed: true, rule: None };
        }
        let target = normal(if target.is_empty() { "/" } else { target });
        // In an address the signs of patterns are characters like others, which patterns write as escapes.
        let target = escape_signs(&target);
        let rules = self.groups_for(agent).flat_map(|group| &group.rules);
        let fitting = rules.filter(|rule| fits(&rule.normal, &target));
        let rule = fitting.max_by_key(|rule| (rule.normal.len(), rule.allows));
        Decision { is_allowed: rule.is_none_or(|rule| rule.allows), rule }
    }

    /// The pause between requests that the host asks for: the longest of the groups that hold for the crawler.
    ///
    /// No part of the standard; many hosts give it.
    pub fn delay(&self, agent: &str) -> Option<Duration> {
        self.groups_for(agent).filter_map(|group| group.delay).max()
    }

    /// Groups that name the product token of a crawler, or else those for everybody.
    fn groups_for(&self, agent: &str) -> impl Iterator<Item = &Group> {
        let token = product_token(agent).to_ascii_lowercase();
        let is_named = self.groups.iter().any(|group| group.agents.contains(&token));
        let wanted = if is_named { token } else { "*".to_owned() };
        self.groups.iter().filter(move |group| group.agents.contains(&wanted))
    }
}

/// Up to the last end of a line: half a rule could say the opposite of the whole one.
fn whole_lines(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1);
    bytes.get(..end).unwrap_or_default()
}

/// Letters, `_` and `-` at the beginning of a name: `gongkai/0.1 (…)` → `gongkai`.
fn product_token(agent: &str) -> &str {
    let end = agent.find(|c: char| !c.is_ascii_alphabetic() && c != '_' && c != '-').unwrap_or(agent.len());
    agent.get(..end).unwrap_or(agent)
}

#[derive(Debug, Default)]
struct Reader {
    robots: Robots,
    /// The group's rules have begun: the next `User-agent` opens another.
    in_rules: bool,
}

impl Reader {
    fn take(&mut self, key: &str, value: &str) {
        match key.to_ascii_lowercase().as_str() {
            "user-agent" | "useragent" | "user agent" => self.agent(value),
            "allow" => self.rule(true, value),
            "disallow" => self.rule(false, value),
            // No rule of the standard, so it does not end the list of crawlers of its group (section 2.2.4).
            "crawl-delay" | "crawldelay" => {
                if let Some(group) = self.robots.groups.last_mut() {
                    group.delay = group.delay.max(seconds(value));
                }
            }
            // Belongs to no group, and ends none.
            "sitemap" => self.robots.sitemaps.push(value.to_owned()),
            _ => {}
        }
    }

    fn agent(&mut self, value: &str) {
        let token = if value.starts_with('*') { "*" } else { product_token(value) };
        if self.in_rules || self.robots.groups.is_empty() {
            self.robots.groups.push(Group::default());
            self.in_rules = false;
        }
        if let Some(group) = self.robots.groups.last_mut().filter(|_| !token.is_empty()) {
            group.agents.push(token.to_ascii_lowercase());
        }
    }

    /// A rule before any group holds for nobody; an empty pattern fits nothing.
    fn rule(&mut self, allows: bool, value: &str) {
        self.in_rules = true;
        if value.is_empty() {
            return;
        }
        if let Some(group) = self.robots.groups.last_mut() {
            group.rules.push(Rule { allows, pattern: value.to_owned(), normal: normal(value) });
        }
    }
}

fn seconds(value: &str) -> Option<Duration> {
    let seconds: f64 = value.split_whitespace().next()?.parse().ok()?;
    (seconds.is_finite() && seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(LONGEST_DELAY)))
}

/// `User-agent: *  # everybody` → key and value without blanks and comment.
fn record(line: &str) -> Option<(&str, &str)> {
    let (_, (key, value)) = record_parser(line).ok()?;
    Some((key.trim_end(), value.trim()))
}

fn record_parser(line: &str) -> IResult<&str, (&str, &str)> {
    let key = take_while1(|c: char| c != ':' && c != '#');
    let (rest, (_, key, _, _, value)) = (space0, key, char(':'), space0, take_till(|c| c == '#')).parse(line)?;
    Ok((rest, (key, value)))
}

/// Octets as they are compared: those outside ASCII as `%XX`, existing escapes in capitals, escapes of characters that need
/// none undone (`%61` → `a`).
fn normal(text: &str) -> Vec<u8> {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.as_bytes().first().copied() {
        if let Ok((behind, octet)) = escape(rest) {
            match octet {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => octets.push(octet),
                octet => push_escaped(&mut octets, octet),
            }
            rest = behind;
            continue;
        }
        let length = rest.chars().next().map_or(1, char::len_utf8);
        for octet in rest.as_bytes().iter().take(length) {
            if octet.is_ascii() && first > b' ' {
                octets.push(*octet);
            } else {
                push_escaped(&mut octets, *octet);
            }
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    octets
}

fn escape_signs(target: &[u8]) -> Vec<u8> {
    let mut octets = Vec::with_capacity(target.len());
    for octet in target {
        match octet {
            b'*' | b'$' => push_escaped(&mut octets, *octet),
            octet => octets.push(*octet),
        }
    }
    octets
}

fn push_escaped(octets: &mut Vec<u8>, octet: u8) {
    octets.extend(format!("%{octet:02X}").bytes());
}

/// `%E5`
fn escape(text: &str) -> IResult<&str, u8> {
    let hex = |c: char| c.is_ascii_hexdigit();
    nom::combinator::map_opt((tag("%"), nom::bytes::complete::take_while_m_n(2, 2, hex)), |(_, hex): (&str, &str)| {
        u8::from_str_radix(hex, 16).ok()
    })
    .parse(text)
}

/// Whether a pattern fits the beginning of a target: `*` stands for anything, `$` at the end for the end.
fn fits(pattern: &[u8], target: &[u8]) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split(|byte| *byte == b'*');
    let Some(mut rest) = pieces.next().and_then(|first| target.strip_prefix(first)) else { return false };
    let pieces: Vec<&[u8]> = pieces.collect();
    let Some((last, between)) = pieces.split_last() else { return !to_the_end || rest.is_empty() };
    // Each piece at its first place: that leaves the most for those behind it.
    for piece in between.iter().filter(|piece| !piece.is_empty()) {
        match find(rest, piece) {
            Some(at) => rest = rest.get(at + piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    if to_the_end { rest.ends_with(last) } else { last.is_empty() || find(rest, last).is_some() }
}

fn find(text: &[u8], piece: &[u8]) -> Option<usize> {
    text.windows(piece.len()).position(|window| window == piece)
}

#[cfg(test)]
mod tests;
