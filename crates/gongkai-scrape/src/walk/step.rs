//! The way from the entry page to the column.

use gongkai_model::{FetchRequest, Listing, Purpose, ReportLead, Words};
use gongkai_plugin::SitePage;
use gongkai_sites::column::{self, Candidate, CandidateKind};
use gongkai_sites::leads::judge_lead;

use super::{Job, Reading, Walk};

/// Steps from the entry page to the column.
pub(super) const MOST_STEPS: u32 = 3;
/// Candidates followed from a page on the way.
const MOST_CANDIDATES: usize = 4;
/// A candidate with this score is the column, and a way to it is no longer looked for.
const SURE: u8 = 60;

impl Walk {
    /// A page on the way: a report, the column itself, or links towards it.
    pub(super) fn step(&mut self, page: &SitePage<'_>, reading: &Reading, depth: u32) {
        if let Some(address) = reading.leads_on.as_ref().filter(|_| depth < MOST_STEPS) {
            let step = Job::Step { depth: depth + 1, is_usual_place: false };
            self.push(FetchRequest::get(address, Purpose::Portal), step);
            return;
        }
        if depth == 0 && !reading.reports.is_empty() {
            let lead = ReportLead { request: page.request.clone(), title: String::new(), date: None, unit: None };
            let at = self.add_item(lead, None);
            return self.item(page, reading, at, 0);
        }
        let candidates = column::find(page);
        let listing = self.family(page).map(|adapter| adapter.list(page)).unwrap_or_default();
        if is_column(page, &listing, &candidates) {
            let at = self.add_column(page.request.clone(), String::new(), 0);
            return self.list(page, reading, at);
        }
        self.follow(page, &candidates, depth);
        if candidates.is_empty() && depth == 0 {
            for request in column::usual_places(page.url) {
                self.push(request, Job::Step { depth: MOST_STEPS, is_usual_place: true });
            }
        }
    }

    /// Follows the likeliest candidates, and keeps the others for when those lead to nothing.
    fn follow(&mut self, page: &SitePage<'_>, candidates: &[Candidate], depth: u32) {
        let is_sure = |candidate: &&Candidate| candidate.kind == CandidateKind::Column && candidate.score >= SURE;
        let any_sure = candidates.iter().any(|candidate| is_sure(&candidate));
        let near = candidates.iter().filter(|candidate| candidate.kind == CandidateKind::Column || depth < MOST_STEPS);
        for candidate in near.take(MOST_CANDIDATES) {
            if any_sure && !is_sure(&candidate) {
                let step = Job::Step { depth: depth + 1, is_usual_place: false };
                self.reserve.push((candidate.request.clone(), step));
                continue;
            }
            let (zh, en): (Vec<&str>, Vec<&str>) =
                candidate.reasons.iter().map(|(zh, en)| (zh.as_str(), en.as_str())).unzip();
            self.steps.push(Words::new(
                format!("{} → {}（{}）", page.url, candidate.request.url, zh.join("、")),
                format!("{} → {} ({})", page.url, candidate.request.url, en.join(", ")),
            ));
            match candidate.kind {
                CandidateKind::Column => self.begin_column(candidate.request.clone(), &candidate.name, None, 0),
                CandidateKind::Step => {
                    let step = Job::Step { depth: depth + 1, is_usual_place: false };
                    self.push(candidate.request.clone(), step);
                }
            }
        }
    }
}

/// Whether a page on the way is the column itself.
pub(crate) fn is_column(page: &SitePage<'_>, listing: &Listing, candidates: &[Candidate]) -> bool {
    if listing.fault.is_some() {
        return false;
    }
    let reports = listing.leads.iter().filter(|lead| judge_lead(lead).is_report()).count();
    let columns = || candidates.iter().filter(|candidate| candidate.kind == CandidateKind::Column);
    let leads_to_itself = columns().any(|candidate| candidate.request.url == page.url);
    let leads_on = !(listing.pages.is_empty() && listing.columns.is_empty() && listing.guesses.is_empty());
    if names_itself(page.text) || leads_to_itself {
        return reports > 0 || leads_on;
    }
    // The list of an interface: its page has no entry of its own.
    if listing.leads.is_empty() && !listing.pages.is_empty() {
        return columns().next().is_none();
    }
    // A portal shows some reports among its news, and leads to the column.
    let is_portal = columns().any(|candidate| candidate.score >= SURE);
    reports > 0 && !is_portal
}

/// Whether the title of a page is that of a column of annual reports.
fn names_itself(html: &str) -> bool {
    let title = html.split_once("<title").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(_, rest)| rest);
    let title = title.split("</").next().unwrap_or_default();
    let title: String = title.chars().filter(|c| !c.is_whitespace()).take(80).collect();
    let others = ["法治", "统计", "财政", "网站工作"];
    (title.contains("年报") || title.contains("年度报告")) && !others.iter().any(|other| title.contains(other))
}
