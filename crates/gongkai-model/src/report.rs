//! What a report says, whatever the shape it came in.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Agency, Diagnostic, Facts, Locus};

/// One report: figures, passages, identity, and what could not be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Where the bytes came from: path, address, or `-`.
    pub source: String,
    /// 1, 2 … where one source holds several reports.
    pub document: u32,
    /// Whether this is a filled report at all.
    pub status: Status,
    /// The title as printed, white space removed.
    pub title: Option<Found<String>>,
    /// The reporting organ.
    pub agency: Option<Found<Agency>>,
    /// The year reported on.
    pub year: Option<Found<i32>>,
    /// Whose work the figures cover.
    pub scope: Option<Found<Scope>>,
    /// Day of publication as the source states it.
    pub published: Option<Found<Date>>,
    /// What the source says of where it comes from, not yet believed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Stated>,
    /// The tables found, each with its own edition.
    pub tables: Vec<TableReading>,
    /// The text of the sections, as paragraphs.
    pub passages: Vec<Passage>,
    /// Every cell of the form, and whatever else was told in figures.
    pub facts: Facts,
    /// What was odd, what could not be read, what was repaired.
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether a document is a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A report with content.
    Report,
    /// The form, with no figure filled in.
    BlankForm,
    /// Something else.
    NotAReport,
}

/// A statement with the place that supports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Found<T> {
    /// What was found.
    pub value: T,
    /// Text as written there.
    pub raw: String,
    /// Where; empty when it follows from other statements only.
    pub locus: Option<Locus>,
}

/// A statement of a source on where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stated {
    /// What it states.
    pub origin: Origin,
    /// The statement, folded.
    pub text: Found<String>,
}

/// What a source states of where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// 发布机构, 来源: who published it; often the office that uploads for all.
    Publisher,
    /// 索引号.
    IndexNumber,
    /// A column that it is filed under; the outermost stands first.
    Column,
    /// The name of the site.
    Site,
}

/// Whose work the figures cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 本机关: the organ itself.
    OwnOrgan,
    /// A government with its departments and lower governments.
    WholeGovernment,
    /// A vertically managed system.
    System,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::OwnOrgan, Self::WholeGovernment, Self::System];

    /// The one with a name in code and data.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }

    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::OwnOrgan => "own_organ",
            Self::WholeGovernment => "whole_government",
            Self::System => "system",
        }
    }
}

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Date {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl Date {
    /// A day that exists in the calendar, or nothing.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }
}

/// ISO 8601, as it is displayed.
impl std::str::FromStr for Date {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let date = || Self::new(year?.parse().ok()?, month?.parse().ok()?, day?.parse().ok()?);
        date().ok_or(NoDate)
    }
}

/// A text is no day of the calendar, year, month and day parted by hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDate;

/// ISO 8601.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Edition of a table, by the year it takes effect; the data of an edition is in `gongkai-template`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum EditionId {
    /// No form: lists of indicators that an agency laid out itself, and figures told in prose.
    #[serde(rename = "free")]
    Free,
    /// 国办发〔2014〕32号, 政府信息公开情况统计表.
    #[serde(rename = "s14")]
    S14,
    /// 国办公开办函〔2019〕60号.
    #[serde(rename = "2019")]
    E2019,
    /// 国办公开办函〔2021〕30号.
    #[serde(rename = "2021")]
    E2021,
}

impl EditionId {
    /// The `edition` column of the facts table.
    pub fn id(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::S14 => "s14",
            Self::E2019 => "2019",
            Self::E2021 => "2021",
        }
    }
}

/// A table of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TableId {
    /// 表二: 主动公开政府信息情况.
    Proactive,
    /// 表三: 收到和处理政府信息公开申请情况.
    Requests,
    /// 表四: 政府信息公开行政复议、行政诉讼情况.
    Disputes,
    /// 政府信息公开情况统计表 of 2014 to 2018, or a list of indicators that an agency laid out itself.
    Statistics,
}

impl TableId {
    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Proactive => "proactive",
            Self::Requests => "requests",
            Self::Disputes => "disputes",
            Self::Statistics => "statistics",
        }
    }

    /// Name in Chinese, as people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proactive => "表二",
            Self::Requests => "表三",
            Self::Disputes => "表四",
            Self::Statistics => "统计表",
        }
    }

    /// Name in English.
    pub fn name_en(self) -> &'static str {
        match self {
            Self::Proactive => "Table 2",
            Self::Requests => "Table 3",
            Self::Disputes => "Table 4",
            Self::Statistics => "the statistics table",
        }
    }
}

/// A table as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TableReading {
    /// Which table.
    pub table: TableId,
    /// Edition, decided from the labels of this table (of its neighbours for Table 4, which did not change).
    pub edition: EditionId,
    /// Where it begins.
    pub locus: Locus,
    /// How many cells of the form are in the source (blank or not).
    pub present: u32,
    /// How many cells the form has.
    pub expected: u32,
}

/// Sections of the form, both editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SectionId {
    /// Before the first section.
    Preamble,
    /// 一、总体情况.
    Overview,
    /// 二、主动公开政府信息情况.
    ProactiveDisclosure,
    /// 三、收到和处理政府信息公开申请情况.
    Requests,
    /// 四、政府信息公开行政复议、行政诉讼情况.
    ReviewLitigation,
    /// 五、存在的主要问题及改进情况.
    ProblemsImprovements,
    /// 六、其他需要报告的事项.
    OtherMatters,
}

/// The running text of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// Which section.
    pub section: SectionId,
    /// Heading as printed; empty before the first section.
    pub heading: String,
    /// Where the section begins.
    pub locus: Option<Locus>,
    /// Paragraphs, with line breaks of the source mended.
    pub paragraphs: Vec<Found<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_exist() {
        assert_eq!(Date::new(2024, 2, 29).map(|d| d.to_string()).as_deref(), Some("2024-02-29"));
        assert_eq!(Date::new(2023, 2, 29), None);
        assert_eq!(Date::new(2023, 13, 1), None);
        assert_eq!("2024-02-29".parse(), Ok(Date { year: 2024, month: 2, day: 29 }));
        assert_eq!("2024-2".parse::<Date>(), Err(NoDate));
    }
}
