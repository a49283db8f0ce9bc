//! `--dry-run`: what a walk would do at the entry page of a site, and why.

use std::io::Write;

use gongkai::model::{FetchRequest, Language, Purpose};
use gongkai::plugin::SitePage;
use gongkai::scrape::{Agent, Read, Target, Validators};
use gongkai::scraping::PageReader;
use gongkai::sites::column::{self, CandidateKind};
use gongkai::sites::recognise;

use super::summary::said;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::language::pick;
use crate::sanitize::sanitize_line;

/// Fetches the entry pages and tells what they say.
pub(super) async fn run(agent: &Agent, targets: &[Target], console: &Console) -> Result<Exit, Failure> {
    let mut worst = Exit::Done;
    for target in targets {
        for entry in &target.entries {
            let request = FetchRequest::get(entry, Purpose::Portal);
            match agent.fetch(&request, &Validators::default()).await {
                Ok(response) => {
                    let reading = PageReader::default().read(&request, &response);
                    let page = SitePage {
                        request: &request,
                        url: response.url(),
                        media_type: response.media_type(),
                        text: &reading.text,
                    };
                    let lines = lines(&page, reading.reports.len(), target, console.language);
                    let mut stdout = std::io::stdout().lock();
                    writeln!(stdout, "{}", sanitize_line(response.url()))?;
                    for line in lines {
                        writeln!(stdout, "  {}", sanitize_line(&line))?;
                    }
                }
                Err(failure) => {
                    console.complain_of(entry, said(&failure.words(), console.language));
                    if let Some(advice) = failure.advice() {
                        console.note_of(entry, said(&advice, console.language));
                    }
                    worst = Exit::Findings;
                }
            }
        }
    }
    Ok(worst)
}

fn lines(page: &SitePage<'_>, reports: usize, target: &Target, language: Language) -> Vec<String> {
    let zh = language == Language::Zh;
    let mut lines = Vec::new();
    if reports > 0 {
        let text = pick(language, ("本页就是报告：{} 份", "this page is a report: {}"));
        lines.push(text.replace("{}", &reports.to_string()));
    }
    if let Some(family) = &target.family {
        lines
            .push(format!("{}{family}", pick(language, ("网站类型（站点文件）：", "family (by the file of sites): "))));
    }
    for found in recognise(page) {
        let marks: Vec<&str> = found.marks.iter().map(|mark| mark.what).collect();
        let text = pick(language, ("网站类型 {n}，把握 {c}：{m}", "family {n}, confidence {c}: {m}"));
        let text = text.replace("{n}", found.adapter.name()).replace("{c}", &found.confidence.to_string());
        lines.push(text.replace("{m}", &marks.join(", ")));
        let listing = found.adapter.list(page);
        if !listing.leads.is_empty() {
            let text = pick(language, ("  本页列出 {} 条", "  it reads {} entries on this page"));
            lines.push(text.replace("{}", &listing.leads.len().to_string()));
        }
    }
    let candidates = column::find(page);
    if candidates.is_empty() {
        lines.push(
            pick(
                language,
                ("没有通向年报栏目的链接；会试常见位置", "no link to the column; the usual places would be tried"),
            )
            .into(),
        );
    }
    for candidate in candidates {
        let kind = match candidate.kind {
            CandidateKind::Column => pick(language, ("年报栏目？", "the column?")),
            CandidateKind::Step => pick(language, ("中间页？", "on the way?")),
        };
        let reasons: Vec<&str> =
            candidate.reasons.iter().map(|(chinese, english)| if zh { chinese.as_str() } else { english }).collect();
        let reasons = reasons.join(pick(language, ("，", "; ")));
        lines.push(format!("{kind} {} {} “{}” {reasons}", candidate.score, candidate.request.url, candidate.name));
    }
    lines
}
