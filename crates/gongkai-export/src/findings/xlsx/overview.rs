//! The sheet 汇总: one report a row, then what was not read and what was not handed in.

use std::collections::BTreeSet;

use gongkai_check::Tally;
use gongkai_model::{Language, Outcome, Severity, Status};
use rust_xlsxwriter::XlsxError;

use super::sheet::{Cell, Column, Sheet, Tone};
use crate::findings::{Checked, CheckedReport, Counts, Summary};
use crate::page::pick;

const COLUMNS: [Column; 15] = [
    Column(("单位", "Unit"), 28.0),
    Column(("年度", "Year"), 7.0),
    Column(("来源", "Source"), 32.0),
    Column(("错误", "Errors"), 8.0),
    Column(("警告", "Warnings"), 9.0),
    Column(("提示", "Advisories"), 10.0),
    Column(("说明", "Notes"), 8.0),
    Column(("成立", "Held"), 8.0),
    Column(("空白作零后成立", "Held, blanks as zero"), 12.0),
    Column(("不成立", "Broken"), 8.0),
    Column(("无法核验", "Not assessable"), 10.0),
    Column(("不适用", "Not applicable"), 10.0),
    Column(("已认可", "Accepted"), 9.0),
    Column(("状态", "State"), 12.0),
    Column(("无法核验的原因、备注", "Why not assessable, remarks"), 48.0),
];

pub(super) struct Overview {
    language: Language,
    pub(super) sheet: Sheet,
}

impl Overview {
    pub(super) fn new(language: Language) -> Result<Self, XlsxError> {
        Ok(Self { language, sheet: Sheet::new(&COLUMNS, 1, language)? })
    }

    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        pick(self.language, zh, en)
    }

    /// Adds the reports of a source, or that it could not be read.
    pub(super) fn add(&mut self, checked: &Checked<'_>) -> Result<(), XlsxError> {
        if let Some(error) = checked.error {
            let state = Cell::text(self.pick("未能读取", "not read")).toned(Tone::Error);
            let row = self.without_report(("", None), checked.source, state, error);
            self.sheet.row(&row)?;
        }
        for report in &checked.reports {
            let row = self.report(report);
            self.sheet.row(&row)?;
        }
        Ok(())
    }

    /// Adds what was not handed in, and sums.
    pub(super) fn finish(&mut self, summary: &Summary) -> Result<(), XlsxError> {
        for missing in &summary.missing {
            let state = Cell::text(self.pick("未报", "not handed in")).toned(Tone::Error);
            let row = self.without_report((&missing.unit, missing.year), "", state, "");
            self.sheet.row(&row)?;
        }
        let mut row = vec![Cell::text(self.pick("合计", "Total")), Cell::text(""), Cell::text("")];
        row.extend(numbers(&summary.counts, &summary.tally));
        let texts = [
            self.pick("{reports} 份报告", "{reports} reports").replace("{reports}", &summary.reports.to_string()),
            self.pick("未能读取 {unread}，未报 {missing}", "not read {unread}, not handed in {missing}")
                .replace("{unread}", &summary.unread.to_string())
                .replace("{missing}", &summary.missing.len().to_string()),
        ];
        row.extend(texts.map(Cell::text));
        self.sheet.sums(&row)
    }

    fn report(&self, checked: &CheckedReport<'_>) -> Vec<Cell> {
        let verdict = checked.verdict;
        let state = match checked.report.status {
            Status::Report => Cell::text(self.pick("已核验", "checked")).toned(Tone::Good),
            Status::BlankForm => Cell::text(self.pick("空白表", "blank form")).toned(Tone::Warning),
            Status::NotAReport => Cell::text(self.pick("不是年度报告", "not a report")).toned(Tone::Warning),
        };
        let reasons: BTreeSet<_> = verdict.seen.iter().flat_map(|seen| seen.reasons.keys().copied()).collect();
        let reasons: Vec<String> =
            reasons.into_iter().map(|reason| reason.words().get(self.language).to_owned()).collect();
        let mut row = vec![Cell::text(checked.unit()), Cell::year(checked.year()), Cell::text(&checked.report.source)];
        row.extend(numbers(&Counts::of(&verdict.findings), &verdict.tally()));
        row.extend([state, Cell::text(reasons.join(self.pick("；", "; ")))]);
        row
    }

    fn without_report(&self, (unit, year): (&str, Option<i32>), source: &str, state: Cell, remark: &str) -> Vec<Cell> {
        let mut row = vec![Cell::text(unit), Cell::year(year), Cell::text(source)];
        row.extend(std::iter::repeat_n(Cell::text(""), COLUMNS.len() - 5));
        row.extend([state, Cell::text(remark)]);
        row
    }
}

/// Findings by severity, outcomes, accepted findings; what is not zero has the colour of what it says.
fn numbers(counts: &Counts, tally: &Tally) -> Vec<Cell> {
    let toned = |count: usize, tone: Tone| match count {
        0 => Cell::count(0),
        count => Cell::count(count).toned(tone),
    };
    let severities = Severity::ALL.map(|severity| toned(counts.get(severity), Tone::of(severity)));
    let outcomes = Outcome::ALL.map(|outcome| {
        let tone = match outcome {
            Outcome::NotAssessable => Tone::Warning,
            _ => Tone::Plain,
        };
        toned(tally.of(outcome) as usize, tone)
    });
    severities.into_iter().chain(outcomes).chain([Cell::count(counts.accepted)]).collect()
}
