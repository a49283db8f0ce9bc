//! Findings as one page: no script, nothing loaded from elsewhere, in light and dark, on paper and on a phone.
//!
//! Every text goes through maud, which escapes it. What belongs to a report is drawn when the report comes, so that only
//! its part of the page is kept.

mod finding;
mod table;

use std::collections::BTreeSet;
use std::io::{self, Write};

use gongkai_model::{Finding, Language, Outcome, Severity, State, Status};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Checked, CheckedReport, Counts, Format, Summary, Writer};
use crate::page::{self, pick};

/// Descriptor of the format.
pub(super) const FORMAT: Format = Format {
    name: "html",
    extension: "html",
    summary: (
        "一个网页：小结、问题、标出单元格的表格，可打印",
        "one page: summary, findings, tables with the cells marked; can be printed",
    ),
    is_text: true,
    start: |_, options| Ok(Box::new(Page { language: options.language, ..Page::default() })),
};

const STYLE: &str = include_str!("style.css");

struct Page {
    language: Language,
    /// Rows of the table of reports.
    rows: Vec<Markup>,
    /// What was found in each report that has findings.
    sections: Vec<Markup>,
    unread: Vec<(String, String)>,
    /// Findings drawn so far.
    count: usize,
}

impl Default for Page {
    fn default() -> Self {
        Self { language: Language::En, rows: Vec::new(), sections: Vec::new(), unread: Vec::new(), count: 0 }
    }
}

impl Writer for Page {
    fn source(&mut self, _: &mut dyn Write, checked: &Checked<'_>) -> io::Result<()> {
        if let Some(error) = checked.error {
            self.unread.push((checked.source.into(), error.into()));
        }
        checked.reports.iter().for_each(|report| self.report(report));
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        // Markup is escaped already; what steers is no markup.
        let page = self.page(summary).into_string();
        out.write_all(page.replace(page::is_steering, "\u{FFFD}").as_bytes())
    }
}

impl Page {
    fn t(&self, zh: &'static str, en: &'static str) -> &'static str {
        pick(self.language, zh, en)
    }

    fn report(&mut self, report: &CheckedReport<'_>) {
        let findings: Vec<&Finding> = report.verdict.findings.iter().collect();
        let id = format!("r{}", self.rows.len() + 1);
        self.rows.push(self.row(report, &id));
        if findings.is_empty() {
            return;
        }
        let first = self.count + 1;
        self.count += findings.len();
        let numbered: Vec<(usize, &Finding)> = (first..).zip(findings).collect();
        let tables = table::tables(report, &numbered, &id, self.language);
        let year = report.year().map(|year| year.to_string()).unwrap_or_default();
        self.sections.push(html! {
            section.report id=(id) {
                h2 { (report.unit()) " " span.year { (year) } }
                p.source { (report.report.source) @if report.report.document > 1 { " #" (report.report.document) } }
                @for (number, finding) in &numbered {
                    (finding::article(*number, finding, &id, &tables.drawn, self.language))
                }
                (tables.markup)
            }
        });
    }

    /// A report in the table of reports.
    fn row(&self, report: &CheckedReport<'_>, id: &str) -> Markup {
        let (counts, tally) = (Counts::of(&report.verdict.findings), report.verdict.tally());
        let status = match report.report.status {
            Status::Report => "",
            Status::BlankForm => self.t("空白表", "blank form"),
            Status::NotAReport => self.t("不是年度报告", "not a report"),
        };
        let reasons: BTreeSet<_> = report.verdict.seen.iter().flat_map(|seen| seen.reasons.keys().copied()).collect();
        let reasons: Vec<String> =
            reasons.into_iter().map(|reason| reason.words().get(self.language).to_owned()).collect();
        html! {
            tr {
                th scope="row" {
                    @if report.verdict.findings.is_empty() { (report.unit()) } @else { a href={ "#" (id) } { (report.unit()) } }
                    @if !status.is_empty() { " " span.status { (status) } }
                    div.source { (report.report.source) }
                }
                td { @if let Some(year) = report.year() { (year) } }
                (numbers(&counts, &|outcome| tally.of(outcome)))
                td.reasons { (reasons.join(self.t("；", "; "))) }
            }
        }
    }

    fn page(&self, summary: &Summary) -> Markup {
        let title =
            self.t("政府信息公开工作年度报告核验结果", "Annual reports on open government information, checked");
        html! {
            (DOCTYPE)
            html lang=(self.t("zh-CN", "en")) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                    meta name="color-scheme" content="light dark";
                    meta name="generator" content={ "gongkai " (env!("CARGO_PKG_VERSION")) };
                    title { (title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    main {
                        h1 { (title) }
                        (self.overview(summary))
                        @for section in &self.sections { (section) }
                        (self.resolved(summary))
                    }
                }
            }
        }
    }

    fn overview(&self, summary: &Summary) -> Markup {
        let heads = Severity::ALL.map(|severity| page::severities(severity, 2, self.language).to_owned());
        let outcomes = Outcome::ALL.map(|outcome| outcome.words().get(self.language).to_owned());
        html! {
            p.chips {
                @for severity in Severity::ALL {
                    @let count = summary.counts.get(severity);
                    span.chip.(severity.id()).none[count == 0] { b { (count) } " " (page::severities(severity, count, self.language)) }
                }
                @if summary.counts.accepted > 0 {
                    span.chip { b { (summary.counts.accepted) } " " (State::Accepted.words().get(self.language)) }
                }
            }
            div.wrap tabindex="0" {
                table.overview {
                    thead { tr {
                        th scope="col" { (self.t("单位", "Unit")) }
                        th scope="col" { (self.t("年度", "Year")) }
                        @for head in heads.iter().chain(&outcomes) { th scope="col" { (head) } }
                        th scope="col" { (self.t("无法核验的原因", "Why not assessable")) }
                    } }
                    tbody { @for row in &self.rows { (row) } }
                    tfoot { tr {
                        th scope="row" { (self.reports(summary.reports)) }
                        td {}
                        (numbers(&summary.counts, &|outcome| summary.tally.of(outcome)))
                        td {}
                    } }
                }
            }
            @if !self.unread.is_empty() {
                h2 { (self.t("未能读取", "Not read")) }
                ul.unread { @for (source, error) in &self.unread { li { b { (source) } " " (error) } } }
            }
            @if !summary.missing.is_empty() {
                h2 { (self.t("未报", "Not handed in")) }
                ul.unread { @for missing in &summary.missing { li { (missing.unit) @if let Some(year) = missing.year { " " (year) } } } }
            }
        }
    }

    fn reports(&self, count: usize) -> String {
        match (self.language, count) {
            (Language::Zh, _) => format!("{count} 份报告"),
            (Language::En, 1) => "1 report".into(),
            (Language::En, _) => format!("{count} reports"),
        }
    }

    fn resolved(&self, summary: &Summary) -> Markup {
        html! {
            @if !summary.resolved.is_empty() {
                h2 { (State::Resolved.words().get(self.language)) }
                ul { @for finding in &summary.resolved {
                    li { (finding.subject.agency) " " (finding.rule) " " (finding.message.get(self.language)) }
                } }
            }
        }
    }
}

/// Cells of a table for the numbers of findings and outcomes.
fn numbers(counts: &Counts, outcome: &dyn Fn(Outcome) -> u32) -> Markup {
    html! {
        @for severity in Severity::ALL {
            @let count = counts.get(severity);
            td.count.(severity.id()).none[count == 0] { (count) }
        }
        @for of in Outcome::ALL {
            @let count = outcome(of);
            td.count.(of.id()).none[count == 0] { (count) }
        }
    }
}
