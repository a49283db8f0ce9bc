//! The workbook of an evaluator: marks, deductions with their evidence, what could not be looked at, weights.

use std::io;

use gongkai_check::Scoring;
use gongkai_model::{Decimal, Language};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{Drawn, Marked, weighted};
use crate::findings::xlsx::names::Names;
use crate::findings::xlsx::sheet::{Cell, Column, Sheet, Tone};
use crate::page::pick;

const MARKS: [Column; 9] = [
    Column(("单位", "Unit"), 28.0),
    Column(("年度", "Year"), 7.0),
    Column(("得分", "Marks"), 9.0),
    Column(("合格权重", "Weight held"), 11.0),
    Column(("扣分权重", "Weight broken"), 11.0),
    Column(("无法核验权重", "Weight not assessable"), 13.0),
    Column(("复核得分", "Second reviewer"), 11.0),
    Column(("来源", "Source"), 48.0),
    Column(("SHA-256", "SHA-256"), 20.0),
];

const DEDUCTIONS: [Column; 10] = [
    Column(("单位", "Unit"), 24.0),
    Column(("年度", "Year"), 7.0),
    Column(("规则", "Rule"), 9.0),
    Column(("扣分", "Deduction"), 9.0),
    Column(("权重", "Weight"), 8.0),
    Column(("问题", "Finding"), 48.0),
    Column(("证据位置", "Place"), 22.0),
    Column(("原文", "Text"), 18.0),
    Column(("复核意见", "Second reviewer"), 16.0),
    Column(("来源", "Source"), 40.0),
];

const UNASSESSED: [Column; 5] = [
    Column(("单位", "Unit"), 28.0),
    Column(("年度", "Year"), 7.0),
    Column(("规则", "Rule"), 9.0),
    Column(("权重", "Weight"), 8.0),
    Column(("无法核验的原因", "Why it could not be looked at"), 60.0),
];

const WEIGHTS: [Column; 4] = [
    Column(("规则", "Rule"), 9.0),
    Column(("名称", "Name"), 28.0),
    Column(("权重", "Weight"), 8.0),
    Column(("要求", "What must hold"), 60.0),
];

/// The workbook, while reports are marked.
pub struct Book {
    scoring: Scoring,
    language: Language,
    marks: Sheet,
    deductions: Sheet,
    unassessed: Sheet,
}

impl Book {
    /// An empty workbook.
    ///
    /// # Errors
    /// What the writer of workbooks gives.
    pub fn new(scoring: &Scoring, language: Language) -> io::Result<Self> {
        let sheet = |columns: &[Column], frozen| Sheet::new(columns, frozen, language).map_err(other);
        Ok(Self {
            scoring: scoring.clone(),
            language,
            marks: sheet(&MARKS, 1)?,
            deductions: sheet(&DEDUCTIONS, 1)?,
            unassessed: sheet(&UNASSESSED, 1)?,
        })
    }

    /// Takes up the marks of a report.
    ///
    /// # Errors
    /// What the writer of workbooks gives; a workbook that is full.
    pub fn add(&mut self, marked: &Marked<'_>) -> io::Result<()> {
        self.rows(marked).map_err(other)
    }

    fn rows(&mut self, marked: &Marked<'_>) -> Result<(), XlsxError> {
        let score = self.scoring.score(marked.verdict);
        let year = marked.report.year.as_ref().map(|year| year.value);
        let weight = |weight: u32| Cell::figure(Some(weight.into()));
        let tone = match score.marks() {
            None => Tone::Quiet,
            Some(marks) if marks == Decimal::from(score.full) => Tone::Good,
            Some(marks) if marks * Decimal::from(10) >= Decimal::from(score.full) * Decimal::from(8) => Tone::Plain,
            Some(_) => Tone::Warning,
        };
        let marks = score.marks().map_or_else(
            || Cell::text(pick(self.language, "无法评分", "not assessable")),
            |marks| Cell::figure(Some(marks)),
        );
        self.marks.row(&[
            Cell::text(marked.unit),
            Cell::year(year),
            marks.toned(tone),
            weight(score.held),
            weight(score.assessed() - score.held),
            weight(score.unassessed.iter().map(|one| one.weight).sum()),
            Cell::text(""),
            Cell::text(&marked.report.source),
            Cell::text(marked.digest),
        ])?;
        for broken in &score.broken {
            for (at, finding) in broken.findings.iter().enumerate() {
                let place = finding.place.locus.as_ref().map(ToString::to_string).unwrap_or_default();
                self.deductions.row(&[
                    Cell::text(marked.unit),
                    Cell::year(year),
                    Cell::text(broken.rule.id),
                    Cell::figure(score.cost(broken).filter(|_| at == 0)).toned(Tone::of(finding.severity)),
                    weight(broken.weight),
                    Cell::text(finding.message.get(self.language)),
                    Cell::text(place),
                    Cell::text(&finding.place.raw),
                    Cell::text(""),
                    Cell::text(&marked.report.source),
                ])?;
            }
        }
        for one in &score.unassessed {
            let reasons: Vec<String> =
                one.reasons.iter().map(|reason| reason.words().get(self.language).to_owned()).collect();
            self.unassessed.row(&[
                Cell::text(marked.unit),
                Cell::year(year),
                Cell::text(one.rule.id),
                weight(one.weight),
                Cell::text(reasons.join(pick(self.language, "；", "; "))),
            ])?;
        }
        Ok(())
    }

    /// The bytes of the workbook; `drawn` says how the reports were chosen.
    ///
    /// # Errors
    /// What the writer of workbooks gives.
    pub fn finish(self, drawn: Option<&Drawn>) -> io::Result<Vec<u8>> {
        self.save(drawn).map_err(other)
    }

    fn save(self, drawn: Option<&Drawn>) -> Result<Vec<u8>, XlsxError> {
        let language = self.language;
        let mut weights = Sheet::new(&WEIGHTS, 1, language)?;
        for (id, name, weight, summary) in weighted(&self.scoring, language) {
            weights.row(&[Cell::text(id), Cell::text(name), Cell::figure(Some(weight.into())), Cell::text(summary)])?;
        }
        let mut workbook = Workbook::new();
        // The time of writing would make two runs over the same reports differ.
        let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
        let mut names = Names::default();
        let sheets = [
            (pick(language, "评分", "Marks"), self.marks),
            (pick(language, "扣分", "Deductions"), self.deductions),
            (pick(language, "无法核验", "Not assessable"), self.unassessed),
            (pick(language, "权重", "Weights"), weights),
        ];
        for (name, sheet) in sheets {
            workbook.push_worksheet(sheet.finish(&names.of(name))?);
        }
        if let Some(drawn) = drawn {
            const COLUMNS: [Column; 2] = [Column(("抽样", "Sample"), 28.0), Column(("", ""), 24.0)];
            let mut sheet = Sheet::new(&COLUMNS, 0, language)?;
            let rows = [
                (pick(language, "单位总数", "Units in all"), drawn.of.to_string()),
                (pick(language, "抽取单位数", "Units drawn"), drawn.count.to_string()),
                (pick(language, "随机种子", "Seed"), drawn.seed.to_string()),
            ];
            for (name, value) in rows {
                sheet.row(&[Cell::text(name), Cell::text(value)])?;
            }
            workbook.push_worksheet(sheet.finish(&names.of(pick(language, "抽样", "Sample")))?);
        }
        workbook.save_to_buffer()
    }
}

fn other(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}
