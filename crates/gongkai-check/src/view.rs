//! A report as rules look at it: figures by cell, tables by position, what prose tells.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use gongkai_model::{
    Agency, EditionId, Fact, Found, Kind, Level, Passage, Report, Scope, SectionId, Status, TableId, TableReading,
};
use gongkai_template::{Code, Edition, edition};

use crate::Standing;
use crate::figure::Figure;
use crate::paragraphs::Chars;
use crate::prose::Paragraph;
use crate::reason::Reason;

/// A report with its cells indexed, and with what a roster adds.
#[derive(Debug)]
pub struct ReportView<'a> {
    /// The report.
    pub report: &'a Report,
    /// What sort of organ reports: by the roster, else by its name.
    pub kind: Option<Kind>,
    /// Its level: by the roster, else by its name.
    pub level: Option<Level>,
    facts: HashMap<&'a str, &'a Fact>,
    prose: OnceLock<Vec<Paragraph>>,
    pub(crate) dense: OnceLock<Vec<Chars>>,
    pub(crate) spaced: OnceLock<Vec<Chars>>,
    requests: OnceLock<(&'static Code, Vec<Figure>)>,
    disputes: OnceLock<(&'static Code, Vec<Figure>)>,
}

impl<'a> ReportView<'a> {
    /// A report as it stands.
    pub fn new(report: &'a Report) -> Self {
        Self::with(report, Standing::default())
    }

    /// A report of an organ that a roster knows.
    pub fn with(report: &'a Report, standing: Standing) -> Self {
        let mut facts = HashMap::with_capacity(report.facts.len());
        for fact in &report.facts {
            facts.entry(fact.cell.as_str()).or_insert(fact);
        }
        let agency = report.agency.as_ref().map(|agency| &agency.value);
        Self {
            report,
            kind: standing.kind.or_else(|| agency.and_then(|agency| agency.kind)),
            level: standing.level.or_else(|| agency.and_then(|agency| agency.level)),
            facts,
            prose: OnceLock::new(),
            dense: OnceLock::new(),
            spaced: OnceLock::new(),
            requests: OnceLock::new(),
            disputes: OnceLock::new(),
        }
    }

    /// Whether it is a report at all, and filled in.
    pub fn is_report(&self) -> bool {
        self.report.status == Status::Report
    }

    /// The reporting organ.
    pub fn agency(&self) -> Option<&'a Agency> {
        self.report.agency.as_ref().map(|agency| &agency.value)
    }

    /// Name of the reporting organ; empty where it was not found.
    pub fn agency_name(&self) -> &'a str {
        self.agency().map_or("", |agency| agency.name.as_str())
    }

    /// The year reported on.
    pub fn year(&self) -> Option<i32> {
        self.report.year.as_ref().map(|year| year.value)
    }

    /// Whose work the figures cover.
    pub fn scope(&self) -> Option<Scope> {
        self.report.scope.as_ref().map(|scope| scope.value)
    }

    /// The fact of a cell; the first mention of a figure told in prose.
    pub fn fact(&self, cell: &str) -> Option<&'a Fact> {
        self.facts.get(cell).copied()
    }

    /// What is known of a cell. Where its whole table is absent or blank, that is why nothing is known.
    pub fn figure(&self, cell: &str) -> Figure {
        match Figure::of(self.fact(cell)) {
            Figure::Unknown(Reason::CellMissing) => {
                let table =
                    table_of(cell).filter(|table| self.reading(*table).is_none_or(|reading| reading.present == 0));
                Figure::Unknown(table.map_or(Reason::CellMissing, Reason::TableAbsent))
            }
            figure => figure,
        }
    }

    /// Every mention of a quantity in prose (`requests_received`), in the order of the text.
    pub fn told(&self, quantity: &str) -> impl Iterator<Item = &'a Fact> {
        let facts = self.facts.get(["narrative.", quantity].concat().as_str()).map(|first| first.cell.as_str());
        facts.into_iter().flat_map(|cell| self.report.facts.iter().filter(move |fact| fact.cell == cell))
    }

    /// A table as it was found; nothing where the report does not have it.
    pub fn reading(&self, table: TableId) -> Option<&'a TableReading> {
        self.report.tables.iter().find(|reading| reading.table == table)
    }

    /// The edition of a table that the report has.
    pub fn edition(&self, table: TableId) -> Option<&'static Edition> {
        self.reading(table).map(|reading| edition(reading.edition))
    }

    /// Whether a table is there and of an edition.
    pub fn has(&self, table: TableId, id: EditionId) -> bool {
        self.reading(table).is_some_and(|reading| reading.edition == id && reading.present > 0)
    }

    /// Whether its requests and disputes stand in a statistics table of 2014 to 2018, not in Tables 3 and 4.
    pub fn has_statistics_only(&self) -> bool {
        let has = |table| self.reading(table).is_some();
        has(TableId::Statistics) && !has(TableId::Requests) && !has(TableId::Disputes)
    }

    /// What is known of the cells of a code (Table 3 or 4 of an edition), in its order; found once a report.
    pub fn figures(&self, code: &'static Code) -> Cow<'_, [Figure]> {
        let find = || (0..code.len()).map(|cell| self.figure(code.path(cell))).collect::<Vec<Figure>>();
        let is_disputes = !code.is_empty() && code.path(0).starts_with("t4.");
        let known = if is_disputes { &self.disputes } else { &self.requests };
        let (of, figures) = known.get_or_init(|| (code, find()));
        // A report has one edition of a table; of another one nothing is kept.
        if std::ptr::eq(*of, code) { Cow::Borrowed(figures) } else { Cow::Owned(find()) }
    }

    /// The running text of a section.
    pub fn passage(&self, section: SectionId) -> Option<&'a Passage> {
        self.report.passages.iter().find(|passage| passage.section == section)
    }

    /// The running text in one spelling, as rules search it.
    pub(crate) fn prose(&self) -> &[Paragraph] {
        self.prose.get_or_init(|| self.paragraphs().map(|(section, found)| Paragraph::new(section, found)).collect())
    }

    /// Every paragraph of running text with its section.
    pub fn paragraphs(&self) -> impl Iterator<Item = (SectionId, &'a Found<String>)> {
        self.report
            .passages
            .iter()
            .flat_map(|passage| passage.paragraphs.iter().map(|paragraph| (passage.section, paragraph)))
    }
}

/// The table of the form that a cell stands in, by its path.
pub(crate) fn table_of(cell: &str) -> Option<TableId> {
    let is = |table: &str| cell.strip_prefix(table).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    if is("t3") {
        Some(TableId::Requests)
    } else if is("t4") {
        Some(TableId::Disputes)
    } else if is("s14") {
        Some(TableId::Statistics)
    } else {
        cell.starts_with("t2_").then_some(TableId::Proactive)
    }
}
