//! Findings as a workbook: what an office sends back to its units.
//!
//! Sheets: a row for each report (汇总), a row for each finding (问题清单), on request a sheet for each unit, and the rules
//! that were broken (规则说明). Texts are written as texts, so nothing of a source is ever a formula.

mod list;
pub(crate) mod names;
mod overview;
pub(crate) mod sheet;

use std::collections::BTreeMap;
use std::io::{self, Write};

use gongkai_check::{RULES, pick as pick_text};
use gongkai_model::Finding;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::list::Lists;
use self::overview::Overview;
use self::sheet::{Cell, Column, Sheet, Tone};
use super::{Checked, Format, Options, Summary, Writer};
use crate::page::{pick, severity};

/// Descriptor of the format.
pub(super) const FORMAT: Format = Format {
    name: "xlsx",
    extension: "xlsx",
    summary: (
        "Excel 工作簿：汇总、问题清单、规则说明（--sheets 另加每单位一张表）",
        "a workbook: summary, findings, rules (--sheets adds one sheet a unit)",
    ),
    is_text: false,
    start: |_, options| Ok(Box::new(Book::new(options).map_err(other)?)),
};

struct Book {
    options: Options,
    overview: Overview,
    findings: Lists,
    /// Sheets of units, by unit.
    units: BTreeMap<String, Lists>,
    /// Broken rules, by their place in the list of rules.
    broken: BTreeMap<usize, usize>,
}

impl Book {
    fn new(options: &Options) -> Result<Self, XlsxError> {
        Ok(Self {
            options: *options,
            overview: Overview::new(options.language)?,
            findings: Lists::new(options.language)?,
            units: BTreeMap::new(),
            broken: BTreeMap::new(),
        })
    }

    fn finding(&mut self, unit: &str, finding: &Finding) -> Result<(), XlsxError> {
        self.findings.add(unit, finding)?;
        if let Some(index) = RULES.iter().position(|rule| rule.id == finding.rule) {
            *self.broken.entry(index).or_default() += 1;
        }
        if !self.options.unit_sheets {
            return Ok(());
        }
        if !self.units.contains_key(unit) {
            self.units.insert(unit.to_owned(), Lists::new(self.options.language)?);
        }
        self.units.get_mut(unit).map_or(Ok(()), |sheet| sheet.add(unit, finding))
    }

    fn take(&mut self, checked: &Checked<'_>) -> Result<(), XlsxError> {
        self.overview.add(checked)?;
        for report in &checked.reports {
            for finding in &report.verdict.findings {
                self.finding(report.unit(), finding)?;
            }
        }
        Ok(())
    }

    fn save(mut self, summary: &Summary) -> Result<Vec<u8>, XlsxError> {
        for finding in &summary.resolved {
            let subject = &finding.subject;
            let unit = if subject.agency.is_empty() { &subject.source } else { &subject.agency };
            self.finding(unit, finding)?;
        }
        self.overview.finish(summary)?;
        let language = self.options.language;
        let mut workbook = Workbook::new();
        // The time of writing would make two runs over the same reports differ.
        let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
        let rules = self.rules()?;
        let mut names = names::Names::default();
        let mut push = |name: &str, sheet: Sheet| -> Result<(), XlsxError> {
            workbook.push_worksheet(sheet.finish(&names.of(name))?);
            Ok(())
        };
        push(pick(language, "汇总", "Summary"), self.overview.sheet)?;
        for sheet in self.findings.sheets {
            push(pick(language, "问题清单", "Findings"), sheet)?;
        }
        for (unit, lists) in self.units {
            lists.sheets.into_iter().try_for_each(|sheet| push(&unit, sheet))?;
        }
        push(pick(language, "规则说明", "Rules"), rules)?;
        workbook.save_to_buffer()
    }

    /// What the broken rules mean.
    fn rules(&self) -> Result<Sheet, XlsxError> {
        const COLUMNS: [Column; 9] = [
            Column(("规则", "Rule"), 9.0),
            Column(("名称", "Name"), 24.0),
            Column(("级别", "Severity"), 9.0),
            Column(("问题数", "Findings"), 8.0),
            Column(("要求", "What must hold"), 36.0),
            Column(("说明", "Meaning"), 48.0),
            Column(("公式", "Formula"), 28.0),
            Column(("依据", "Basis"), 32.0),
            Column(("可能不是错误的情形", "When it may be no error"), 36.0),
        ];
        let language = self.options.language;
        let mut sheet = Sheet::new(&COLUMNS, 1, language)?;
        for (&index, &count) in &self.broken {
            let Some(rule) = RULES.get(index) else { continue };
            let t = |text| Cell::text(pick_text(text, language));
            sheet.row(&[
                Cell::text(rule.id),
                Cell::text(rule.name),
                Cell::text(severity(rule.severity, language)).toned(Tone::of(rule.severity)),
                Cell::count(count),
                t(rule.summary),
                t(rule.explanation),
                Cell::text(rule.formula),
                t(rule.source),
                t(rule.false_positives),
            ])?;
        }
        Ok(sheet)
    }
}

impl Writer for Book {
    fn source(&mut self, _: &mut dyn Write, checked: &Checked<'_>) -> io::Result<()> {
        self.take(checked).map_err(other)
    }

    fn finish(self: Box<Self>, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let bytes = self.save(summary).map_err(other)?;
        out.write_all(&bytes)
    }
}

fn other(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}
