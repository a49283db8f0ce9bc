//! Finding the column of annual reports from a portal or any page of a site.

use std::collections::BTreeSet;

use gongkai_model::{FetchRequest, Purpose, ReportLead};
use gongkai_plugin::SitePage;
use gongkai_text::normalize;
use url::Url;

use crate::address;
use crate::leads;
use crate::links::{self, Link};

/// A link that may lead to the column, or towards it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The request for its page.
    pub request: FetchRequest,
    /// The words of the link.
    pub name: String,
    /// Whether it is the column itself or a page on the way.
    pub kind: CandidateKind,
    /// How likely it is, 1 to 100.
    pub score: u8,
    /// Why, in Chinese and English.
    pub reasons: Vec<(String, String)>,
}

/// What a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CandidateKind {
    /// The column of annual reports.
    Column,
    /// A page that may lead to it: the platform of open government, a map of the site.
    Step,
}

/// Words of links to the column, and how much they say. The first that a link has counts.
const COLUMN_WORDS: &[(&str, u8)] = &[
    ("政府信息公开年报", 90),
    ("政府信息公开工作年度报告", 90),
    ("政府信息公开年度报告", 90),
    ("政府信息公开工作年报", 90),
    ("信息公开年报", 85),
    ("信息公开年度报告", 85),
    ("信息公开工作年度报告", 85),
    ("政务公开年报", 70),
    ("公开年报", 70),
    ("工作年报", 45),
    ("年度报告", 45),
    ("年报", 45),
];

/// Words of links on the way.
const STEP_WORDS: &[(&str, u8)] = &[
    ("法定主动公开内容", 40),
    ("政府信息公开", 35),
    ("信息公开", 25),
    ("政务公开", 25),
    ("网站地图", 12),
    ("站点地图", 12),
];

/// Words of links to something else.
const OTHERS: &[&str] = &[
    "解读",
    "指南",
    "制度",
    "依申请",
    "申请公开",
    "网站",
    "统计",
    "财政",
    "法治",
    "决算",
    "预算",
    "质量",
    "企业",
    "环境",
    "上市",
];

/// Folders that columns of annual reports are known to have, and how much they say.
const FOLDERS: &[(&str, u8)] = &[
    ("zfxxgknb", 50),
    ("xxgknb", 50),
    ("gknb", 50),
    ("annualreport", 50),
    ("xxgkndbg", 45),
    ("zfxxgkndbg", 45),
    ("gkndbg", 45),
    ("xxgkgzndbg", 45),
    ("ndbg", 30),
    ("nb", 20),
    ("zfxxgkpt", 10),
    ("zfxxgk", 10),
    ("gkml", 10),
];

/// Links behind 法定主动公开内容 that may belong to it.
const UNDER: usize = 40;

/// Where the column is on sites that were seen; guesses for a portal that does not lead to it.
const USUAL_PLACES: &[&str] =
    &["/zwgk/zfxxgk/zfxxgknb/", "/zfxxgk/zfxxgknb/", "/gongkai/zfxxgkpt/zfxxgknb/", "/zfxxgkzl/gknb/"];

/// Links of a page that may lead to the column, the likeliest first. Columns stand before steps of the same score.
pub fn find(page: &SitePage<'_>) -> Vec<Candidate> {
    let Some(base) = address::parse(page.url) else { return Vec::new() };
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut under = None;
    for (at, link) in links::all(page.text, &base).iter().enumerate() {
        let name = folded(&link.title);
        if name.contains("主动公开") {
            under = Some(at);
        }
        let is_under = under.is_some_and(|start| at > start && at - start <= UNDER);
        let Some(candidate) = weigh(&base, link, &name, is_under) else { continue };
        match candidates.iter_mut().find(|other| other.request.url == candidate.request.url) {
            Some(other) if other.score >= candidate.score => {}
            Some(other) => *other = candidate,
            None => candidates.push(candidate),
        }
    }
    candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.score), candidate.kind));
    candidates
}

/// Requests for the places where the column usually is, for a portal that does not lead to it.
pub fn usual_places(portal: &str) -> Vec<FetchRequest> {
    let Some(base) = address::parse(portal) else { return Vec::new() };
    let places = USUAL_PLACES.iter().filter_map(|place| address::join(&base, place));
    places.map(|url| FetchRequest::get(url.as_str(), Purpose::Portal).from_page(base.as_str())).collect()
}

/// Whether a later page of a list is of the same column as its first page: some entries of both begin with the same host and
/// two folders. Sites answer a page number that they do not have with another column, or with their front page.
pub fn is_same(first: &[ReportLead], later: &[ReportLead]) -> bool {
    let prefixes = |leads: &[ReportLead]| -> BTreeSet<String> {
        let urls = leads.iter().filter_map(|lead| address::parse(&lead.request.url));
        urls.map(|url| address::prefix(&url)).collect()
    };
    !prefixes(first).is_disjoint(&prefixes(later))
}

fn folded(text: &str) -> String {
    let mut text = normalize::fold(text);
    text.retain(|c| !c.is_whitespace());
    text
}

fn weigh(base: &Url, link: &Link, name: &str, is_under: bool) -> Option<Candidate> {
    if name.is_empty() || link.is_pager || address::is_file(&link.url) || OTHERS.iter().any(|word| name.contains(word))
    {
        return None;
    }
    // The title of a report is an entry, no column; a column may name a year (`2023年年报`).
    if matches!(leads::judge(name), leads::Judgement::Report { .. }) {
        return None;
    }
    let mut reasons = Vec::new();
    let of = |words: &[(&'static str, u8)]| words.iter().find(|(word, _)| name.contains(word)).copied();
    let folder = best_folder(&link.url);
    let (kind, mut score) = match (of(COLUMN_WORDS), of(STEP_WORDS)) {
        (Some((word, score)), _) => {
            reasons.push((format!("链接文字含“{word}”"), format!("the link says {word}")));
            (CandidateKind::Column, score)
        }
        (None, _) if folder.is_some_and(|(_, score)| score >= 45) => (CandidateKind::Column, 30),
        (None, Some((word, score))) => {
            reasons.push((format!("链接文字含“{word}”"), format!("the link says {word}")));
            (CandidateKind::Step, score)
        }
        (None, None) => return None,
    };
    // Long names are titles of something.
    if name.chars().count() > 24 {
        return None;
    }
    if let Some((folder, weight)) = folder {
        reasons.push((format!("地址含“{folder}”"), format!("the address has {folder}")));
        score = either(score, weight);
    }
    if kind == CandidateKind::Column && is_under {
        reasons.push(("在“主动公开”之下".into(), "it stands under 主动公开".into()));
        score = either(score, 30);
    }
    if link.url.host_str() != base.host_str() {
        reasons.push(("在另一主机上".into(), "it is on another host".into()));
        score = score / 3 * 2;
    }
    let request = FetchRequest::get(link.url.as_str(), Purpose::List).from_page(base.as_str());
    let request = match kind {
        CandidateKind::Column => request,
        CandidateKind::Step => FetchRequest { purpose: Purpose::Portal, ..request },
    };
    Some(Candidate { request, name: link.title.clone(), kind, score, reasons })
}

/// The known folder in an address that says most.
fn best_folder(url: &Url) -> Option<(&'static str, u8)> {
    let path = url.path().to_ascii_lowercase();
    let mut known = path.split('/').filter_map(|part| {
        let part = part.split('.').next().unwrap_or(part);
        FOLDERS.iter().find(|(folder, _)| part == *folder).copied()
    });
    let first = known.next()?;
    Some(known.fold(first, |best, folder| if folder.1 > best.1 { folder } else { best }))
}

/// Two independent hints, each a part of 100: together they say more than each, never all.
pub(crate) fn either(a: u8, b: u8) -> u8 {
    let (a, b) = (u32::from(a.min(100)), u32::from(b.min(100)));
    u8::try_from(100 - (100 - a) * (100 - b) / 100).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let request = FetchRequest::get("https://www.qingshi.gov.cn/", Purpose::Portal);
        let page = SitePage { request: &request, url: "https://www.qingshi.gov.cn/", media_type: None, text: html };
        let show = |candidate: Candidate| {
            let reasons: Vec<_> = candidate.reasons.iter().map(|(_, english)| english.as_str()).collect();
            format!("{:?} {} {} ({})", candidate.kind, candidate.score, candidate.request.url, reasons.join("; "))
        };
        find(&page).into_iter().map(show).collect()
    }

    #[test]
    fn candidates_are_ranked_with_reasons() {
        let html = "<nav><a href=/zwgk/>政务公开</a><a href=/zwgk/zfxxgk/zn/>政府信息公开指南</a>
            <a href=/zwgk/zfxxgk/fd/>法定主动公开内容</a><a href=/zwgk/zfxxgk/fd/nd/>年度报告</a>
            <a href=/zwgk/zfxxgk/zfxxgknb/>政府信息公开年报</a><a href=/wz/nb/>网站工作年度报表</a>
            <a href=/tj/>统计年报</a><a href=/a/t1.html>青石县2023年政府信息公开工作年度报告</a>
            <a href='https://other.gov.cn/nb/'>信息公开年报</a></nav>";
        assert_eq!(
            shown(html),
            [
                "Column 97 https://www.qingshi.gov.cn/zwgk/zfxxgk/zfxxgknb/ (the link says 政府信息公开年报; the address has zfxxgknb; it stands under 主动公开)",
                "Column 66 https://www.qingshi.gov.cn/zwgk/zfxxgk/fd/nd/ (the link says 年度报告; the address has zfxxgk; it stands under 主动公开)",
                "Column 60 https://other.gov.cn/nb/ (the link says 信息公开年报; the address has nb; it stands under 主动公开; it is on another host)",
                "Step 46 https://www.qingshi.gov.cn/zwgk/zfxxgk/fd/ (the link says 法定主动公开内容; the address has zfxxgk)",
                "Step 25 https://www.qingshi.gov.cn/zwgk/ (the link says 政务公开)",
            ]
        );
    }

    #[test]
    fn later_pages_share_something_with_the_first() {
        let leads = |urls: &[&str]| -> Vec<ReportLead> {
            let lead = |url: &&str| ReportLead {
                request: FetchRequest::get(*url, Purpose::Item),
                title: String::new(),
                date: None,
                unit: None,
            };
            urls.iter().map(lead).collect()
        };
        let first = leads(&["https://a.gov.cn/gk/nb/202401/t1.html", "https://b.gov.cn/x/y/1.html"]);
        assert!(is_same(&first, &leads(&["https://a.gov.cn/gk/nb/202301/t0.html"])));
        assert!(!is_same(&first, &leads(&["https://a.gov.cn/xw/zw/202301/t0.html", "https://c.gov.cn/gk/nb/1.html"])));
        assert!(!is_same(&first, &[]));
    }

    #[test]
    fn a_page_without_the_column_gives_steps_or_nothing() {
        assert_eq!(
            shown("<a href=/xxgk/>信息公开</a>"),
            ["Step 25 https://www.qingshi.gov.cn/xxgk/ (the link says 信息公开)"]
        );
        assert_eq!(shown("<a href=/news/>新闻</a>"), Vec::<String>::new());
        assert_eq!(
            usual_places("https://www.qingshi.gov.cn/x/y.html")[0].url,
            "https://www.qingshi.gov.cn/zwgk/zfxxgk/zfxxgknb/"
        );
        assert_eq!(usual_places("no address"), []);
    }
}
