//! What is kept of a report when many are looked at together.

use gongkai_model::{Date, EditionId, Obtained, Report, Scope, Severity, TableId, Unit, Value};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::cells::{CellId, cell};

/// What a report says in figures, of one unit and year, and where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitYear {
    /// Whose.
    pub unit: Unit,
    /// The year reported on.
    pub year: i32,
    /// Path or address.
    pub source: String,
    /// 1, 2 … within the source.
    pub document: u32,
    /// SHA-256 of the bytes, in hexadecimal digits; empty where not known.
    pub digest: String,
    /// Title as printed.
    pub title: Option<String>,
    /// Day of publication as the source states it.
    pub published: Option<Date>,
    /// Whose work the figures cover.
    pub scope: Option<Scope>,
    /// Editions of the tables that were found.
    pub tables: Vec<(TableId, EditionId)>,
    /// Findings of the checks, by severity.
    pub findings: Severities,
    figures: Vec<(CellId, Figure)>,
    /// Units as printed beside figures, where they are not those of the form. Few cells have one, so they stand apart.
    units: Vec<(CellId, Box<str>)>,
    /// Readings that are left of figures that are not decided. Few cells are, so they stand apart.
    candidates: Vec<(CellId, Box<[Decimal]>)>,
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Severities {
    /// Errors.
    pub errors: u32,
    /// Warnings.
    pub warnings: u32,
    /// Advisories and notes.
    pub advisories: u32,
}

impl Severities {
    /// Counts a finding.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            _ => self.advisories += 1,
        }
    }
}

/// What stands in a cell of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number, where there is one.
    pub number: Option<Decimal>,
    /// How the number is known, or why there is none.
    pub flag: Flag,
}

/// How a number is known, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Read as it stands.
    Read,
    /// Repaired, with a reason that `gongkai facts` gives.
    Repaired,
    /// Not decided in its own report, proven by the report of a neighbouring year.
    Neighbour,
    /// The cell is there and empty.
    Blank,
    /// `/`, `-`.
    NotApplicable,
    /// `无`.
    None,
    /// Words where a number is expected.
    Text,
    /// What stands there is not decided.
    Unreadable,
    /// The form has the cell, the report does not.
    Missing,
    /// An amount of money of which the report does not say in which unit.
    UnitUnknown,
    /// The form of that report has no such cell.
    OtherEdition,
    /// There is no report.
    NoReport,
}

impl Flag {
    /// Every flag.
    pub const ALL: [Self; 12] = [
        Self::Read,
        Self::Repaired,
        Self::Neighbour,
        Self::Blank,
        Self::NotApplicable,
        Self::None,
        Self::Text,
        Self::Unreadable,
        Self::Missing,
        Self::UnitUnknown,
        Self::OtherEdition,
        Self::NoReport,
    ];

    /// Name in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Repaired => "repaired",
            Self::Neighbour => "neighbour",
            Self::Blank => "blank",
            Self::NotApplicable => "not_applicable",
            Self::None => "none",
            Self::Text => "text",
            Self::Unreadable => "unreadable",
            Self::Missing => "missing",
            Self::UnitUnknown => "unit_unknown",
            Self::OtherEdition => "other_edition",
            Self::NoReport => "no_report",
        }
    }

    /// Name in Chinese.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "原文",
            Self::Repaired => "修复",
            Self::Neighbour => "由相邻年度确定",
            Self::Blank => "空白",
            Self::NotApplicable => "不适用",
            Self::None => "无",
            Self::Text => "文字",
            Self::Unreadable => "无法确定",
            Self::Missing => "缺失",
            Self::UnitUnknown => "单位不明",
            Self::OtherEdition => "该版式无此项",
            Self::NoReport => "无报告",
        }
    }

    /// What it means, in English.
    pub fn name_en(self) -> &'static str {
        match self {
            Self::Read => "as printed",
            Self::Repaired => "repaired",
            Self::Neighbour => "decided by the report of a neighbouring year",
            Self::Blank => "blank",
            Self::NotApplicable => "not applicable",
            Self::None => "none (无)",
            Self::Text => "words",
            Self::Unreadable => "undecided",
            Self::Missing => "missing",
            Self::UnitUnknown => "unit not said",
            Self::OtherEdition => "not on the form of that year",
            Self::NoReport => "no report",
        }
    }
}

impl Figure {
    /// The figure of a value that was read.
    pub fn new(value: &Value, obtained: &Obtained) -> Self {
        let flag = match (value, obtained) {
            (Value::Number(_), Obtained::Read) => Flag::Read,
            (Value::Number(_), Obtained::Repaired { .. }) => Flag::Repaired,
            (Value::Blank, _) => Flag::Blank,
            (Value::NotApplicable, _) => Flag::NotApplicable,
            (Value::None, _) => Flag::None,
            (Value::Text(_), _) => Flag::Text,
            (Value::Unreadable(_), _) => Flag::Unreadable,
            (Value::Missing, _) => Flag::Missing,
        };
        Self { number: value.number(), flag }
    }
}

/// A unit that says something the form does not say.
fn printed(cell: CellId, unit: &str) -> Option<(CellId, Box<str>)> {
    (!unit.is_empty() && unit != cell.cell().unit).then(|| (cell, unit.into()))
}

/// The numbers that are left of a figure that is not decided; nothing where the readings do not narrow it down, since one of them is
/// no number.
pub fn candidates(readings: &[String]) -> Option<Box<[Decimal]>> {
    let numbers: Box<[Decimal]> = readings.iter().filter_map(|reading| reading.parse().ok()).collect();
    (!numbers.is_empty() && numbers.len() == readings.len()).then_some(numbers)
}

/// The same of a value.
fn left(value: &Value) -> Option<Box<[Decimal]>> {
    match value {
        Value::Unreadable(readings) => candidates(readings),
        _ => None,
    }
}

impl UnitYear {
    /// What is kept of a report; nothing where it does not tell the year. `digest` is that of its bytes, in hexadecimal digits.
    pub fn new(report: &Report, unit: Unit, digest: &str, findings: Severities) -> Option<Self> {
        let year = report.year.as_ref()?.value;
        Some(Self { digest: digest.to_owned(), findings, ..Self::of_year(report, unit, year) })
    }

    /// What a report says in figures, taken to be of a year whether it tells one or not.
    pub fn of_year(report: &Report, unit: Unit, year: i32) -> Self {
        let figures = report
            .facts
            .iter()
            .filter_map(|fact| Some((cell(&fact.cell)?, Figure::new(&fact.value, &fact.evidence.obtained))));
        let units = report.facts.iter().filter_map(|fact| Some((cell(&fact.cell)?, fact.unit.as_str())));
        let candidates = report.facts.iter().filter_map(|fact| Some((cell(&fact.cell)?, left(&fact.value)?)));
        let head = Self {
            units: units.filter_map(|(cell, unit)| printed(cell, unit)).collect(),
            candidates: candidates.collect(),
            document: report.document,
            title: report.title.as_ref().map(|title| title.value.clone()),
            published: report.published.as_ref().map(|day| day.value),
            scope: report.scope.as_ref().map(|scope| scope.value),
            tables: report.tables.iter().map(|table| (table.table, table.edition)).collect(),
            ..Self::empty(unit, year, &report.source)
        };
        head.with_figures(figures)
    }

    /// A unit and year of which nothing is known but where its report is.
    pub fn empty(unit: Unit, year: i32, source: &str) -> Self {
        Self {
            unit,
            year,
            source: source.to_owned(),
            document: 1,
            digest: String::new(),
            title: None,
            published: None,
            scope: None,
            tables: Vec::new(),
            findings: Severities::default(),
            figures: Vec::new(),
            units: Vec::new(),
            candidates: Vec::new(),
        }
    }

    /// The same with these figures; the first one of a cell counts.
    pub fn with_figures(mut self, figures: impl IntoIterator<Item = (CellId, Figure)>) -> Self {
        let mut figures: Vec<_> = figures.into_iter().collect();
        figures.sort_by_key(|(cell, _)| *cell);
        figures.dedup_by_key(|(cell, _)| *cell);
        figures.shrink_to_fit();
        self.figures = figures;
        self
    }

    /// The cells of its forms, in the order of [`crate::cells`].
    pub fn figures(&self) -> &[(CellId, Figure)] {
        &self.figures
    }

    /// What stands in a cell; nothing where the forms of this report have no such cell.
    pub fn figure(&self, cell: CellId) -> Option<&Figure> {
        let at = self.figures.binary_search_by_key(&cell, |(cell, _)| *cell).ok()?;
        self.figures.get(at).map(|(_, figure)| figure)
    }

    /// The readings that are left of a figure that is not decided; empty where nothing narrows it down.
    pub fn candidates(&self, cell: CellId) -> &[Decimal] {
        let found = self.candidates.iter().find(|(known, _)| *known == cell);
        found.map_or(&[], |(_, candidates)| candidates)
    }

    /// The same with readings that are left of a figure.
    pub fn with_candidates(mut self, cell: CellId, candidates: impl IntoIterator<Item = Decimal>) -> Self {
        self.candidates.push((cell, candidates.into_iter().collect()));
        self
    }

    /// What stands in the cell of a path.
    pub fn at(&self, path: &str) -> Option<&Figure> {
        self.figure(cell(path)?)
    }

    /// The number in the cell of a path.
    pub fn number(&self, path: &str) -> Option<Decimal> {
        self.at(path)?.number
    }

    /// The unit of a figure: as printed beside it, else as the form says; empty where neither does.
    pub fn unit_of(&self, cell: CellId) -> &str {
        let printed = self.units.iter().find(|(known, _)| *known == cell);
        printed.map_or(cell.cell().unit, |(_, unit)| unit)
    }

    /// The same with a unit printed beside a figure.
    pub fn with_unit(mut self, cell: CellId, unit: &str) -> Self {
        self.units.extend(printed(cell, unit));
        self
    }

    /// Fills a figure that its own report leaves undecided and that the report of a neighbouring year proves. A number that was
    /// read never changes.
    pub fn fill(&mut self, cell: CellId, number: Decimal) -> bool {
        let Ok(at) = self.figures.binary_search_by_key(&cell, |(cell, _)| *cell) else { return false };
        match self.figures.get_mut(at) {
            Some((_, figure)) if figure.flag == Flag::Unreadable => {
                *figure = Figure { number: Some(number), flag: Flag::Neighbour };
                true
            }
            _ => false,
        }
    }

    /// The edition of one of its tables.
    pub fn edition(&self, table: TableId) -> Option<EditionId> {
        self.tables.iter().find(|(found, _)| *found == table).map(|(_, edition)| *edition)
    }
}
