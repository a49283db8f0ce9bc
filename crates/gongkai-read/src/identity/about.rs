//! Whether a document is an annual report at all.

use super::lines::{Line, Running};
use super::titles::{Candidate, Place};

/// What speaks for a report, gathered by the caller.
pub(super) struct Signs<'a, 'b> {
    pub(super) lines: &'a [Line<'b>],
    /// Those that the container declares.
    pub(super) declared: &'a [Line<'b>],
    pub(super) running: &'a Running,
    pub(super) title: Option<&'a Candidate>,
    pub(super) candidates: &'a [Candidate],
    /// Different sections found.
    pub(super) sections: usize,
    pub(super) section: Option<usize>,
}

/// What a document is, as far as its words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A report.
    Report,
    /// Nothing says that it is a report, nor that it is something else.
    Open,
    /// A notice, a guide, a list of reports: what it says of organs and years is not about itself.
    Other,
}

/// Looks for a title, sentences or sections of a report, and for those of another paper or of a list of reports.
pub(super) fn judge(signs: &Signs<'_, '_>) -> Verdict {
    if signs.sections >= 3 {
        return Verdict::Report;
    }
    // Menus name guides and rules beside the report; a whole title outweighs them.
    let titled = signs.title.is_some_and(|candidate| {
        candidate.place == Place::Line && !candidate.title.agency.is_empty() && candidate.title.year.is_some()
    });
    if is_list(signs) || (!titled && is_other_paper(signs)) {
        return Verdict::Other;
    }
    let report = signs.title.is_some()
        || filed_as_report(signs)
        || signs.candidates.iter().any(|candidate| candidate.announces || candidate.title.year.is_some())
        || speaks_as_report(&signs.running.text)
        || (signs.section.is_some() && about_information(&signs.running.text));
    if report { Verdict::Report } else { Verdict::Open }
}

/// The site files the page under 政府信息公开年报.
fn filed_as_report(signs: &Signs<'_, '_>) -> bool {
    signs.lines.iter().take(60).chain(signs.declared).any(|line| {
        ["分类:", "栏目:"].iter().filter_map(|label| line.key.split_once(label)).any(|(_, behind)| {
            let field = behind.split(':').next().unwrap_or(behind);
            ["信息公开年报", "信息公开年度报告", "信息公开工作年度报告"].iter().any(|words| field.contains(words))
        })
    })
}

/// Titles of several years or of several organs, and no section: a page of links.
fn is_list(signs: &Signs<'_, '_>) -> bool {
    let mut seen: Vec<(&str, Option<i32>)> = signs
        .candidates
        .iter()
        .filter(|candidate| matches!(candidate.place, Place::Line | Place::Piece))
        .map(|candidate| (candidate.title.agency.as_str(), candidate.title.year))
        .collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() >= 3 && signs.sections < 2
}

/// A line that reads as the title of a notice, a guide or a set of rules on open information.
fn is_other_paper(signs: &Signs<'_, '_>) -> bool {
    const ENDS: &[&str] = &[
        "通知",
        "指南",
        "制度",
        "办法",
        "规定",
        "方案",
        "细则",
        "目录",
        "公开条例",
        "要点",
        "通报",
        "意见",
        "预案",
        "流程图",
        "申请表",
        "培训会",
        "工作会议",
        "推进会",
    ];
    let end = signs.section.unwrap_or(40).min(signs.lines.len()).min(60);
    signs.lines[..end].iter().any(|line| {
        line.spaced.split(' ').chain([line.key.as_str()]).any(|text| {
            let text = text.rsplit(':').next().unwrap_or(text);
            let short = text.chars().nth(60).is_none() && text.chars().nth(7).is_some();
            let about = text.contains("信息公开") || text.contains("政务公开") || text.contains("年度报告");
            // A menu has 政府信息公开指南, 政府信息公开制度 as entries; those name no organ and no year.
            let menu = text.starts_with("政府信息公开") || text.starts_with("信息公开") || text.starts_with("政务公开");
            short
                && about
                && !menu
                && ENDS.iter().any(|end| text.ends_with(end))
                && !text.contains(['《', ',', '。', '>'])
        })
    })
}

/// `本报告根据《中华人民共和国政府信息公开条例》编制`.
fn speaks_as_report(text: &str) -> bool {
    const SELF: &[&str] = &["本报告", "本年度报告", "年度报告根据", "年度报告是根据", "年度报告依据", "年度报告按照"];
    about_information(text) && SELF.iter().any(|words| text.contains(words))
}

fn about_information(text: &str) -> bool {
    text.contains("政府信息公开") || text.contains("政务公开")
}
