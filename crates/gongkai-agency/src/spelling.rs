//! How names are spelt in the addresses of sites.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::gazetteer::{Id, gazetteer, stem};
use gongkai_model::Level;

/// The syllables of a character, all readings of it.
static SYLLABLES: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("data/spellings.txt").lines().filter(|line| !line.starts_with('#'));
    let mut syllables: HashMap<char, Vec<&'static str>> = HashMap::with_capacity(2_000);
    for (syllable, chars) in lines.filter_map(|line| line.split_once(' ')) {
        chars.chars().for_each(|c| syllables.entry(c).or_default().push(syllable));
    }
    syllables
});

/// A part of a name, and how it is spelt.
#[derive(Debug, Clone, Copy)]
enum Part<'a> {
    /// 武威 as `wuwei`.
    Whole(&'a str),
    /// 武威 as `ww`.
    Initials(&'a str),
}

/// Whether a label is spelt so, with some reading of each character.
fn fits(parts: &[Part<'_>], label: &str) -> bool {
    let Some((part, others)) = parts.split_first() else { return label.is_empty() };
    let (Part::Whole(text) | Part::Initials(text)) = *part;
    let mut chars = text.chars();
    let Some(c) = chars.next() else { return fits(others, label) };
    let rest = chars.as_str();
    let same = |rest| match part {
        Part::Whole(_) => Part::Whole(rest),
        Part::Initials(_) => Part::Initials(rest),
    };
    SYLLABLES.get(&c).into_iter().flatten().any(|syllable| {
        let written = if matches!(part, Part::Whole(_)) { syllable } else { syllable.get(..1).unwrap_or_default() };
        let Some(behind) = label.strip_prefix(written) else { return false };
        if rest.is_empty() {
            fits(others, behind)
        } else {
            // One part goes on; the others come after it.
            let mut on = Vec::with_capacity(parts.len());
            on.push(same(rest));
            on.extend_from_slice(others);
            fits(&on, behind)
        }
    })
}

/// The divisions down to the county level whose name a label spells in full: `luoyang`, `xialuqu`, `fuxian`.
pub(crate) fn spelt(label: &str) -> Vec<Id> {
    if label.len() < 4 {
        return Vec::new();
    }
    gazetteer().upper().iter().copied().filter(|id| spells(*id, label)).collect()
}

fn spells(id: Id, label: &str) -> bool {
    let name = gazetteer().name(id);
    let stem = stem(name);
    let stemmed = stem.chars().count() > 1 && fits(&[Part::Whole(stem)], label);
    stemmed || fits(&[Part::Whole(name)], label)
}

/// Whether a label spells a division or what it lies in, in a way that is too short to look divisions up by:
/// `gswuwei`, `pthj`.
pub(crate) fn hints_at(id: Id, label: &str) -> bool {
    let list = gazetteer();
    let chain = list.chain(id);
    chain.iter().enumerate().any(|(at, own)| {
        if list.code(*own).level() == Level::Township {
            return false;
        }
        let name = stem(list.name(*own));
        spells(*own, label)
            || chain.iter().take(at).any(|above| {
                let above = Part::Initials(stem(list.name(*above)));
                fits(&[above, Part::Whole(name)], label)
                    || (label.len() >= 4 && fits(&[above, Part::Initials(name)], label))
            })
    })
}

/// What an address says of where its site belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host<'a> {
    /// Below `gov.cn`: what stands before it.
    Government(&'a str),
    /// Somebody else's.
    Other,
}

/// The host of an address: without scheme, port and path.
pub(crate) fn host_of(url: &str) -> &str {
    let behind = url.split_once("://").map_or(url, |(_, behind)| behind);
    let host = behind.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    host.split(':').next().unwrap_or_default()
}

impl<'a> Host<'a> {
    /// Whose a host is.
    pub(crate) fn of(host: &'a str) -> Self {
        host.strip_suffix(".gov.cn").map_or(Self::Other, Self::Government)
    }
}

/// Labels right before `gov.cn` under which only organs of one province have their sites.
const PROVINCES: &[(&str, &str)] = &[
    ("beijing", "11"),
    ("tj", "12"),
    ("hebei", "13"),
    ("shanxi", "14"),
    ("nmg", "15"),
    ("ln", "21"),
    ("jl", "22"),
    ("hlj", "23"),
    ("shanghai", "31"),
    ("sh", "31"),
    ("jiangsu", "32"),
    ("zj", "33"),
    ("zhejiang", "33"),
    ("ah", "34"),
    ("fujian", "35"),
    ("jiangxi", "36"),
    ("shandong", "37"),
    ("henan", "41"),
    ("hubei", "42"),
    ("hunan", "43"),
    ("gd", "44"),
    ("gxzf", "45"),
    ("hainan", "46"),
    ("cq", "50"),
    ("sc", "51"),
    ("guizhou", "52"),
    ("yn", "53"),
    ("xizang", "54"),
    ("shaanxi", "61"),
    ("gansu", "62"),
    ("qinghai", "63"),
    ("nx", "64"),
    ("xinjiang", "65"),
];

/// The province under whose domain a host stands. Two letters that cities use as well (`gz`, `xz`, `sx`) are not in the list.
pub(crate) fn province_of(labels: &str) -> Option<Id> {
    let last = labels.rsplit('.').next()?;
    let (_, code) = PROVINCES.iter().find(|(label, _)| *label == last)?;
    gazetteer().find(code.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(ids: &[Id]) -> String {
        let names: Vec<String> = ids.iter().map(|id| gazetteer().name(*id).to_owned()).collect();
        names.join(" ")
    }

    #[test]
    fn spelt_in_full() {
        for (label, expected) in [
            ("luoyang", "洛阳市"),
            ("kaihua", "开化县"),
            ("xialuqu", "下陆区"),
            ("fuxian", "富县"),
            ("weishan", "微山县 巍山彝族回族自治县"),
            ("xa", ""),
            ("zwgk", ""),
        ] {
            assert_eq!(names(&spelt(label)), expected, "{label}");
        }
        assert!(names(&spelt("chongqing")).contains("重庆市"));
    }

    #[test]
    fn hinted_at() {
        for (code, label, expected) in [
            ("620600", "gswuwei", true),
            ("350303", "pthj", true),
            ("350303104", "pthj", true),
            ("350504", "qzlj", true),
            ("350504", "pthj", false),
            ("350303", "hj", false),
        ] {
            let id = gazetteer().find(code.parse().expect("a code")).expect("in the list");
            assert_eq!(hints_at(id, label), expected, "{code} {label}");
        }
    }

    #[test]
    fn hosts() {
        for (url, host) in [
            ("https://www.qinghe.gov.cn/a?b=c", "www.qinghe.gov.cn"),
            ("http://user@qinghe.gov.cn:8080/", "qinghe.gov.cn"),
            ("qinghe.gov.cn/a", "qinghe.gov.cn"),
            ("report.txt", "report.txt"),
        ] {
            assert_eq!(host_of(url), host);
        }
        assert_eq!(Host::of("www.qinghe.gov.cn"), Host::Government("www.qinghe"));
        assert_eq!(Host::of("www.qinghe.com"), Host::Other);
        assert_eq!(province_of("czj.gd").map(|id| gazetteer().name(id)), Some("广东省"));
        assert_eq!(province_of("www.gz"), None);
        for (_, code) in PROVINCES {
            assert!(gazetteer().find(code.parse().expect("a code")).is_some());
        }
    }
}
