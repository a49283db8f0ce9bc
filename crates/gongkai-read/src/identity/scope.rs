//! Whose work the figures cover.

use gongkai_model::{Agency, Found, Kind, Level, Scope};

use super::lines::{Line, Running};

/// By what the text says about the figures, else by the organ: governments from the county up report for all that is
/// theirs, everybody else for himself.
pub(super) fn choose(agency: Option<&Agency>, lines: &[Line<'_>], running: &Running) -> Option<Found<Scope>> {
    said(lines, running).or_else(|| {
        let agency = agency?;
        let value = match agency.kind? {
            Kind::Government if agency.level == Some(Level::Township) => Scope::OwnOrgan,
            Kind::Government => Scope::WholeGovernment,
            _ => Scope::OwnOrgan,
        };
        Some(Found { value, raw: agency.name.clone(), locus: None })
    })
}

/// Sentences of the preamble that say whose figures these are.
fn said(lines: &[Line<'_>], running: &Running) -> Option<Found<Scope>> {
    const GATHERED: &[&str] = &["汇总", "汇编", "综合", "包括", "涵盖", "根据"];
    const ALL: &[&str] =
        &["各有关单位", "各乡镇", "各镇", "各部门", "各县", "各区", "各街道", "各单位", "各工作部门", "所属部门"];
    let preamble = &running.text[..running.text.char_indices().nth(1_500).map_or(running.text.len(), |(end, _)| end)];
    let mut at = 0;
    for sentence in preamble.split_inclusive('。') {
        let about = sentence.contains("报告") || sentence.contains("数据");
        let made = about && ["编制", "统计", "汇总"].iter().any(|w| sentence.contains(w));
        let value =
            if about && sentence.contains("系统") && made && ["全系统", "本系统"].iter().any(|w| sentence.contains(w))
            {
                Some(Scope::System)
            } else if about
                && made
                && ALL.iter().any(|all| sentence.contains(all))
                && GATHERED.iter().any(|w| sentence.contains(w))
            {
                Some(Scope::WholeGovernment)
            } else if about
                && ["不含下级", "仅含本机关", "仅为本机关", "本机关本级"].iter().any(|w| sentence.contains(w))
            {
                Some(Scope::OwnOrgan)
            } else {
                None
            };
        if let Some(value) = value {
            let line = &lines[running.line_at(at)];
            let raw = sentence.chars().rev().take(120).collect::<Vec<_>>().into_iter().rev().collect();
            return Some(Found { value, raw, locus: Some(line.locus.clone()) });
        }
        at += sentence.len();
    }
    None
}
