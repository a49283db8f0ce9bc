//! Whose report it is: the clues that a report and its address hold, and what they come to.

use std::sync::LazyLock;

use gongkai_agency::{Clues, Resolution, Roster, resolve_with};
use gongkai_model::{Origin, Passage, Provenance, Report, SectionId};
use gongkai_sites::sites::{self, Site};
use gongkai_text::normalize;
use url::Url;

/// Paragraphs at the beginning and at the end in which superiors, telephone numbers and postcodes may stand.
const PARAGRAPHS: usize = 3;

static SITES: LazyLock<Vec<Site>> = LazyLock::new(sites::shipped);

/// What a report and the place that it was obtained from tell of whose it is.
pub fn clues(report: &Report, provenance: &Provenance) -> Clues {
    let stated = |origin: Origin| {
        report.origin.iter().filter(move |stated| stated.origin == origin).map(|stated| stated.text.value.clone())
    };
    let address = [Some(&provenance.source), provenance.parent.as_ref()].into_iter().flatten();
    let address = address.filter_map(|source| Url::parse(source).ok()).find(|url| url.host_str().is_some());
    let site = address.as_ref().and_then(Url::host_str).and_then(agency_of_host);
    Clues {
        organ: report.agency.as_ref().map(|agency| agency.value.name.clone()).unwrap_or_default(),
        title: report.title.as_ref().map(|title| fold(&title.value)),
        publisher: stated(Origin::Publisher).next(),
        url: address.map(Into::into),
        breadcrumb: stated(Origin::Column).collect(),
        site_name: site.map(ToOwned::to_owned).or_else(|| stated(Origin::Site).next()),
        index_number: stated(Origin::IndexNumber).next(),
        opening: opening(report),
    }
}

/// Whose a report is, by its clues and the user's roster.
pub fn resolve(report: &Report, provenance: &Provenance, roster: &Roster) -> Resolution {
    resolve_with(&clues(report, provenance), roster)
}

/// The organ whose site a host is, by the list that ships.
fn agency_of_host(host: &str) -> Option<&'static str> {
    let site = SITES.iter().find(|site| site.hosts.iter().any(|own| own == host))?;
    Some(&site.agency)
}

/// The passages before the first section, and those at the beginning and at the end.
fn opening(report: &Report) -> Vec<String> {
    let texts = |passage: &Passage| passage.paragraphs.iter().map(|text| fold(&text.value)).collect::<Vec<_>>();
    let mut opening: Vec<String> = Vec::new();
    for passage in &report.passages {
        let most = if passage.section == SectionId::Preamble { 10 * PARAGRAPHS } else { PARAGRAPHS };
        if matches!(passage.section, SectionId::Preamble | SectionId::Overview) {
            opening.extend(texts(passage).into_iter().take(most));
        }
    }
    if let Some(last) = report.passages.last().filter(|last| last.section > SectionId::Overview) {
        let texts = texts(last);
        opening.extend(texts.iter().skip(texts.len().saturating_sub(PARAGRAPHS)).cloned());
    }
    opening
}

/// A name as [`Clues`] take it: folded, without white space.
pub fn fold(text: &str) -> String {
    normalize::fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use gongkai_agency::{Basis, State};
    use gongkai_model::Capture;

    use super::*;

    fn whose(address: &str, page: &str) -> Resolution {
        let capture = Capture::new(page, Provenance::of(address));
        let reports = crate::Reader::default().read(&capture).expect("readable");
        resolve(&reports[0], capture.provenance(), &Roster::default())
    }

    const TEXT: &str = "<h1>鼓楼区财政局2023年政府信息公开工作年度报告</h1>{}\
        <p>一、总体情况</p><p>本报告由区财政局编制。</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>";

    #[test]
    fn a_page_says_which_of_several() {
        let page = |more: &str| TEXT.replace("{}", more);
        let bare = whose("a.html", &page(""));
        assert_eq!((bare.state(), bare.candidates.len()), (State::Ambiguous, 4));
        for (address, more, basis) in [
            (
                "https://www.xzgulou.jiangsu.gov.cn/a.html",
                "<p>发布机构：徐州市鼓楼区人民政府办公室</p>",
                Basis::Publisher,
            ),
            ("a.html", "<p>当前位置：首页 &gt; 徐州市 &gt; 年报</p>", Basis::Breadcrumb),
            ("a.html", "<p>索引号：11320302000000001P/2024-00001</p>", Basis::CreditCode),
            ("https://www.xuzhou.gov.cn/a.html", "", Basis::Host),
        ] {
            let found = whose(address, &page(more));
            let code = found.code.map(|code| code.to_string());
            assert_eq!(code.as_deref(), Some("320302000000"), "{more} {:?}", found.evidence);
            assert!(found.evidence.iter().any(|clue| clue.basis == basis), "{basis:?} {:?}", found.evidence);
        }
    }
}
