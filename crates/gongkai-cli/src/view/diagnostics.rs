//! What was odd about a report, as a compiler would say it: severity, sentence, place.

use gongkai::export::page;
use gongkai::model::{Language, Report, Severity};

use super::{Page, heading, line, styles};
use crate::sanitize::sanitize_line;

/// Writes the diagnostics and how many there are.
pub(super) fn write(out: &mut String, report: &Report, page: &Page) {
    heading(out, page.pick(("读取情况", "Remarks")));
    for diagnostic in &report.diagnostics {
        let style = styles::severity(diagnostic.severity);
        let severity = page::severity(diagnostic.severity, page.language);
        let message = diagnostic.message(page.language);
        line(out, &format!("{style}{severity}{style:#}: {}", sanitize_line(&message)));
        if let Some(locus) = &diagnostic.locus {
            line(out, &format!("  {0}-->{0:#} {1}:{locus}", styles::CARET, sanitize_line(&report.source)));
        }
    }
    line(out, &summary(report, page));
}

fn summary(report: &Report, page: &Page) -> String {
    let counts: Vec<_> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (page::severity(severity, page.language), page::count(report, severity)))
        .filter(|&(_, count)| count > 0)
        .map(|(word, count)| match page.language {
            Language::Zh => format!("{count} 处{word}"),
            Language::En => format!("{count} {word}{}", if count == 1 { "" } else { "s" }),
        })
        .collect();
    if counts.is_empty() {
        return page.pick(("读取顺利，没有问题。", "Nothing to remark.")).into();
    }
    counts.join(page.pick(("，", ", ")))
}
