//! The tables of a report, laid out as on the form.

use std::collections::{HashMap, HashSet};

use gongkai_model::{EditionId, Fact, Language, Obtained, Report, TableId, TableReading, Value};
use gongkai_template::{
    APPLICANTS, Applicant, Band, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, DisputeOutcome, Edition, RequestGroup,
    StatisticsLine, disputes_cell, edition, proactive_cell, requests_cell, statistics_cell,
};

use super::pick;

/// A table of the form with what the report has in it.
#[derive(Debug)]
pub struct TableView<'a> {
    /// Which table.
    pub table: TableId,
    /// Edition it is laid out by.
    pub edition: EditionId,
    /// Where it was found; nothing: the report does not have it.
    pub reading: Option<&'a TableReading>,
    /// Parts with a header of their own: the bands of Table 2, else one.
    pub parts: Vec<Part<'a>>,
}

/// A part of a table with one header.
#[derive(Debug)]
pub struct Part<'a> {
    /// What the label column is about.
    pub caption: String,
    /// Headers of the figures.
    pub columns: Vec<String>,
    /// Rows, in the order of the form.
    pub rows: Vec<PartRow<'a>>,
}

/// A row of a table.
#[derive(Debug)]
pub struct PartRow<'a> {
    /// Label of the group that the row stands in, where the form has groups.
    pub group: Option<String>,
    /// Label within the group: in Chinese as on the form, in English as in the paths of its cells.
    pub label: String,
    /// The facts, one for each column; nothing: the report has no fact for the cell.
    pub cells: Vec<Option<&'a Fact>>,
}

/// How a cell is shown. Every kind of emptiness has a sign of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// A number as it stands there.
    Number,
    /// A number that was repaired.
    Repaired,
    /// The cell is empty.
    Blank,
    /// `/`, `-`, `—`.
    NotApplicable,
    /// 无.
    None,
    /// Words.
    Text,
    /// Not decided.
    Unreadable,
    /// Not in the source.
    Missing,
}

impl Mark {
    /// All marks, in the order of a legend.
    pub const ALL: [Self; 8] = [
        Self::Number,
        Self::Repaired,
        Self::Blank,
        Self::NotApplicable,
        Self::None,
        Self::Text,
        Self::Unreadable,
        Self::Missing,
    ];

    /// How a cell is shown.
    pub fn of(fact: Option<&Fact>) -> Self {
        let Some(fact) = fact else { return Self::Missing };
        match fact.value {
            Value::Number(_) if matches!(fact.evidence.obtained, Obtained::Repaired { .. }) => Self::Repaired,
            Value::Number(_) => Self::Number,
            Value::Blank => Self::Blank,
            Value::NotApplicable => Self::NotApplicable,
            Value::None => Self::None,
            Value::Text(_) => Self::Text,
            Value::Unreadable(_) => Self::Unreadable,
            Value::Missing => Self::Missing,
        }
    }

    /// The characters shown for a cell.
    pub fn show(fact: Option<&Fact>) -> String {
        let number = || fact.map(|fact| fact.value.to_string()).unwrap_or_default();
        match Self::of(fact) {
            Self::Number => number(),
            Self::Repaired => number() + "*",
            mark => mark.sign().into(),
        }
    }

    /// The sign that stands for the kind of cell.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Number => "",
            Self::Repaired => "*",
            Self::Blank => "·",
            Self::NotApplicable => "/",
            Self::None => "无",
            Self::Text => "¶",
            Self::Unreadable => "?",
            Self::Missing => "×",
        }
    }

    /// What the sign means; empty where it explains itself.
    pub fn meaning(self, language: Language) -> &'static str {
        let (zh, en) = match self {
            Self::Number | Self::None => ("", ""),
            Self::Repaired => ("原文有损坏，已修复", "repaired, since the source is damaged there"),
            Self::Blank => ("空白", "blank"),
            Self::NotApplicable => ("不适用（原文为 / - — 之类）", "not applicable (\"/\", \"-\" or the like)"),
            Self::Text => ("是文字，不是数字", "words instead of a number"),
            Self::Unreadable => ("有内容，但无法确定", "something stands there that cannot be decided"),
            Self::Missing => ("报告中没有这一格", "the report does not have the cell"),
        };
        pick(language, zh, en)
    }
}

/// The tables of a report, those that it lacks included.
pub fn tables(report: &Report, language: Language) -> Vec<TableView<'_>> {
    let mut facts: HashMap<&str, &Fact> = HashMap::new();
    for fact in &report.facts {
        facts.entry(&fact.cell).or_insert(fact);
    }
    let edition_of = |table| edition_of(report, table);
    [TableId::Proactive, TableId::Requests, TableId::Disputes, TableId::Statistics]
        .into_iter()
        .filter_map(|table| {
            let id = edition_of(table)?;
            let layout = Layout { edition: edition(id), facts: &facts, language };
            let parts = match table {
                TableId::Proactive => layout.proactive(),
                TableId::Requests => vec![layout.requests()],
                TableId::Disputes => vec![layout.disputes()],
                TableId::Statistics => vec![layout.statistics()],
            };
            let reading = report.tables.iter().find(|reading| reading.table == table);
            Some(TableView { table, edition: id, reading, parts })
        })
        .collect()
}

/// The edition of a table: as found, else that of its facts. Nothing when the report has no facts of it at all.
fn edition_of(report: &Report, table: TableId) -> Option<EditionId> {
    let prefix = match table {
        TableId::Proactive => "t2_",
        TableId::Requests => "t3.",
        TableId::Disputes => "t4.",
        TableId::Statistics => "s14.",
    };
    let found = report.tables.iter().find(|reading| reading.table == table).map(|reading| reading.edition);
    found.or_else(|| report.facts.iter().find(|fact| fact.cell.starts_with(prefix)).map(|fact| fact.edition))
}

/// The facts that stand in no table of the form and are not told in prose.
pub fn other_facts(report: &Report) -> Vec<&Fact> {
    let editions: HashSet<EditionId> = report.facts.iter().map(|fact| fact.edition).collect();
    let known: HashSet<String> =
        editions.into_iter().flat_map(|id| edition(id).cells()).map(|cell| cell.path).collect();
    report.facts.iter().filter(|fact| !known.contains(&fact.cell) && !super::told::is_told(fact)).collect()
}

struct Layout<'a, 'b> {
    edition: &'static Edition,
    facts: &'b HashMap<&'a str, &'a Fact>,
    language: Language,
}

impl<'a> Layout<'a, '_> {
    fn cell(&self, path: &str) -> Option<&'a Fact> {
        self.facts.get(path).copied()
    }

    /// The words of the form in Chinese, the names that paths use in English.
    fn name(&self, zh: &str, id: &str) -> String {
        pick(self.language, zh, id).into()
    }

    fn proactive(&self) -> Vec<Part<'a>> {
        let part = |band: &'static Band| Part {
            caption: self.band(band),
            columns: band.columns.iter().map(|column| self.name(column.label.text, column.id)).collect(),
            rows: band
                .rows
                .iter()
                .map(|row| PartRow {
                    group: None,
                    label: self.name(row.label.text, row.id),
                    cells: band
                        .columns
                        .iter()
                        .map(|column| self.cell(&proactive_cell(self.edition, band, row, column)))
                        .collect(),
                })
                .collect(),
        };
        self.edition.proactive.iter().map(part).collect()
    }

    fn band(&self, band: &Band) -> String {
        const NUMERALS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let numeral = NUMERALS.get(usize::from(band.item)).copied().unwrap_or_default();
        match self.language {
            Language::Zh => format!("第二十条第（{numeral}）项"),
            Language::En => format!("Art. 20 ({})", band.item),
        }
    }

    fn requests(&self) -> Part<'a> {
        Part {
            caption: pick(self.language, "申请人情况", "applicants").into(),
            columns: APPLICANTS.iter().map(|&column| self.name(column.label().text, applicant(column))).collect(),
            rows: self
                .edition
                .requests
                .iter()
                .map(|line| {
                    let group = line.group.and_then(|group| Some((group, group_id(group)?)));
                    let id = line.row.id();
                    let short = group.and_then(|(_, (prefix, _))| id.strip_prefix(prefix)).unwrap_or(id);
                    PartRow {
                        group: group.map(|(group, (_, words))| self.name(&group.label().printed(), words)),
                        label: self.name(&line.label.printed(), short),
                        cells: APPLICANTS.iter().map(|&column| self.cell(&requests_cell(line.row, column))).collect(),
                    }
                })
                .collect(),
        }
    }

    fn statistics(&self) -> Part<'a> {
        let row = |line: &StatisticsLine| PartRow {
            group: None,
            label: self.name(&line.label.printed(), line.id),
            cells: vec![self.cell(&statistics_cell(line))],
        };
        Part {
            caption: pick(self.language, "统计指标", "indicator").into(),
            columns: vec![self.name("统计数", "figure")],
            rows: self.edition.statistics.iter().map(row).collect(),
        }
    }

    fn disputes(&self) -> Part<'a> {
        Part {
            caption: pick(self.language, "结果", "outcome").into(),
            columns: DISPUTE_OUTCOMES.iter().map(|&outcome| self.name(outcome.label().text, outcome.id())).collect(),
            rows: DISPUTE_BLOCKS
                .iter()
                .map(|&block| PartRow {
                    group: None,
                    label: self.name(block.label().text, block.id()),
                    cells: DISPUTE_OUTCOMES
                        .iter()
                        .map(|&outcome: &DisputeOutcome| self.cell(&disputes_cell(block, outcome)))
                        .collect(),
                })
                .collect(),
        }
    }
}

/// What the names of a group's rows begin with, and the group in English. 三、本年度办理结果 holds everything and is not shown.
fn group_id(group: RequestGroup) -> Option<(&'static str, &'static str)> {
    match group {
        RequestGroup::Results => None,
        RequestGroup::Denied => Some(("denied_", "denied")),
        RequestGroup::Unable => Some(("unable_", "unable")),
        RequestGroup::NotProcessed => Some(("not_processed_", "not_processed")),
        RequestGroup::Other => Some(("other_", "other")),
    }
}

/// Short English headers: seven columns have to fit a terminal.
fn applicant(column: Applicant) -> &'static str {
    match column {
        Applicant::NaturalPerson => "natural",
        Applicant::CommercialEnterprise => "business",
        Applicant::ResearchInstitution => "research",
        Applicant::PublicWelfareOrganization => "welfare",
        Applicant::LegalServicesInstitution => "legal",
        Applicant::OtherOrganization => "other",
        Applicant::Total => "total",
    }
}
