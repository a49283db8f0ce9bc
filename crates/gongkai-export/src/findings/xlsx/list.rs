//! The sheet 问题清单: one finding a row.

use gongkai_model::{Finding, Language, State};
use rust_xlsxwriter::XlsxError;

use super::sheet::{Cell, Column, Sheet, Tone};
use crate::page;

/// The columns that an office asks for, in their order; what else is known stands behind them.
const COLUMNS: [Column; 18] = [
    Column(("单位", "Unit"), 20.0),
    Column(("表", "Table"), 8.0),
    Column(("行", "Row"), 22.0),
    Column(("列", "Column"), 11.0),
    Column(("规则", "Rule"), 9.0),
    Column(("公式", "Formula"), 60.0),
    Column(("左值", "Left"), 9.0),
    Column(("右值", "Right"), 9.0),
    Column(("差额", "Difference"), 9.0),
    Column(("建议", "Advice"), 32.0),
    Column(("证据位置", "Place"), 22.0),
    Column(("原文", "Text"), 16.0),
    Column(("年度", "Year"), 7.0),
    Column(("级别", "Severity"), 9.0),
    Column(("问题", "Finding"), 44.0),
    Column(("指纹", "Fingerprint"), 18.0),
    Column(("状态", "State"), 9.0),
    Column(("建议值", "Proposed value"), 32.0),
];

/// Columns that an office asks for; they fit a page.
const ASKED_FOR: u16 = 12;

/// Sheets of findings: one, until it is full.
pub(super) struct Lists {
    language: Language,
    pub(super) sheets: Vec<Sheet>,
}

impl Lists {
    /// An empty list.
    pub(super) fn new(language: Language) -> Result<Self, XlsxError> {
        Ok(Self { language, sheets: vec![sheet(language)?] })
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, unit: &str, finding: &Finding) -> Result<(), XlsxError> {
        if self.sheets.last().is_none_or(Sheet::is_full) {
            self.sheets.push(sheet(self.language)?);
        }
        let cells = row(unit, finding, self.language);
        self.sheets.last_mut().map_or(Ok(()), |sheet| sheet.row(&cells))
    }
}

fn sheet(language: Language) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new(&COLUMNS, 1, language)?;
    sheet.print_first(ASKED_FOR);
    Ok(sheet)
}

fn row(unit: &str, finding: &Finding, language: Language) -> [Cell; COLUMNS.len()] {
    let (place, equation) = (&finding.place, finding.equation.as_ref());
    let source = &finding.subject.source;
    let evidence = place.locus.as_ref().map_or_else(|| source.clone(), |locus| format!("{source}:{locus}"));
    let tone = match finding.state {
        State::New | State::Open => Tone::of(finding.severity),
        State::Accepted => Tone::Quiet,
        State::Resolved => Tone::Good,
    };
    let state = match finding.state {
        State::New | State::Open => Tone::Plain,
        State::Accepted | State::Resolved => tone,
    };
    [
        Cell::text(unit),
        Cell::text(page::part_of_report(place, language)),
        Cell::text(&place.row),
        Cell::text(&place.column),
        Cell::text(&finding.rule),
        Cell::text(equation.map_or("", |equation| equation.text.get(language))),
        Cell::figure(equation.map(|equation| equation.left)),
        Cell::figure(equation.map(|equation| equation.right)),
        Cell::figure(equation.and_then(gongkai_model::Equation::difference)),
        Cell::text(finding.advice.get(language)),
        Cell::text(evidence),
        Cell::text(&place.raw),
        Cell::year(finding.subject.year),
        Cell::text(page::severity(finding.severity, language)).toned(tone),
        Cell::text(finding.message.get(language)),
        Cell::text(&finding.fingerprint),
        Cell::text(finding.state.words().get(language)).toned(state),
        Cell::text(page::corrections(finding, language)),
    ]
}
