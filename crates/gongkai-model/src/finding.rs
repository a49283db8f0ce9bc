//! What is wrong with a report, as rules see it: findings, with their place, both sides of the formula, and what to do.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Language, Locus, SectionId, Severity, TableId};

/// A sentence in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Words {
    /// 中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// A sentence in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in a language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// What came of looking at one place with one rule. "Could not look" is never "fine".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The rule holds.
    Held,
    /// The rule holds if blank cells are zeros.
    HeldWithBlanks,
    /// The rule does not hold.
    Broken,
    /// It could not be looked at: a cell is missing, unreadable or blank, or something else is not known.
    NotAssessable,
    /// The rule is not about this report.
    NotApplicable,
}

impl Outcome {
    /// For people.
    pub fn words(self) -> Words {
        let (zh, en) = match self {
            Self::Held => ("成立", "held"),
            Self::HeldWithBlanks => ("空白作零后成立", "held with blanks as zero"),
            Self::Broken => ("不成立", "broken"),
            Self::NotAssessable => ("无法核验", "not assessable"),
            Self::NotApplicable => ("不适用", "not applicable"),
        };
        Words::new(zh, en)
    }

    /// Every outcome, in the order in which summaries list them.
    pub const ALL: [Self; 5] =
        [Self::Held, Self::HeldWithBlanks, Self::Broken, Self::NotAssessable, Self::NotApplicable];

    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::HeldWithBlanks => "held_with_blanks",
            Self::Broken => "broken",
            Self::NotAssessable => "not_assessable",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// A rule that a report breaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Id of the rule (`T3-001`).
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// Which report.
    pub subject: Subject,
    /// Where in it.
    pub place: Place,
    /// What is wrong, in a sentence.
    pub message: Words,
    /// The formula with its figures, where the rule has one.
    pub equation: Option<Equation>,
    /// What the unit should do.
    pub advice: Words,
    /// The cells that explain it, and their right values, where the sums of the table tell.
    pub suspects: Vec<Suspect>,
    /// Name of this very finding, the same in every format of the same report and on every run: of rule, organ, year,
    /// cells and figures. Decisions about findings are kept by it.
    pub fingerprint: String,
    /// Whether somebody decided about it before.
    pub state: State,
}

impl Finding {
    /// Whether it is there and nobody accepted it.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::New | State::Open)
    }
}

/// The report that a finding is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Subject {
    /// Path, address, or `-`.
    pub source: String,
    /// 1, 2 … where one source holds several reports.
    pub document: u32,
    /// Name of the reporting organ; empty where it was not found.
    pub agency: String,
    /// The year reported on.
    pub year: Option<i32>,
}

/// Where a finding is: as far as the form goes, and in the source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The table of the form.
    pub table: Option<TableId>,
    /// The section of the report.
    pub section: Option<SectionId>,
    /// What the rule ran along: id of a row, column, block or quantity (`granted`, `natural_person`, `reconsideration`).
    pub line: String,
    /// Label of the row, as on the form; empty where the finding is about no single row.
    pub row: String,
    /// Label of the column, as on the form; empty where the finding is about no single column.
    pub column: String,
    /// Paths of the cells concerned, the one to look at first in front.
    pub cells: Vec<String>,
    /// Where to look in the source.
    pub locus: Option<Locus>,
    /// What stands there, as written.
    pub raw: String,
}

/// How the two sides of a formula should stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Relation {
    /// `=`.
    #[serde(rename = "=")]
    Equal,
    /// `≤`.
    #[serde(rename = "≤")]
    AtMost,
    /// `≥`.
    #[serde(rename = "≥")]
    AtLeast,
}

impl Relation {
    /// The sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::AtMost => "≤",
            Self::AtLeast => "≥",
        }
    }

    /// The sign for sides that do not stand to each other like that.
    pub fn broken_sign(self) -> &'static str {
        match self {
            Self::Equal => "≠",
            Self::AtMost => ">",
            Self::AtLeast => "<",
        }
    }

    /// Whether two sides stand to each other like that.
    pub fn holds(self, left: Decimal, right: Decimal) -> bool {
        match self {
            Self::Equal => left == right,
            Self::AtMost => left <= right,
            Self::AtLeast => left >= right,
        }
    }
}

/// A formula with the figures of a report: what stands left, what stands right, and how they should relate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Equation {
    /// The formula in words with its figures (`一、本年新收 5 + 二、上年结转 0 = …`).
    pub text: Words,
    /// Left side.
    #[schemars(with = "String")]
    pub left: Decimal,
    /// How the sides should relate.
    pub relation: Relation,
    /// Right side.
    #[schemars(with = "String")]
    pub right: Decimal,
}

impl Equation {
    /// Left side minus right side; nothing where that is no number that can be stored.
    pub fn difference(&self) -> Option<Decimal> {
        self.left.checked_sub(self.right)
    }
}

/// A cell that explains what is broken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Suspect {
    /// Path of the cell.
    pub cell: String,
    /// Its label, `row/column`.
    pub label: String,
    /// What stands there.
    #[schemars(with = "String")]
    pub present: Decimal,
    /// The value with which every sum of the table holds.
    #[schemars(with = "String")]
    pub proposed: Decimal,
    /// What sort of slip it looks like.
    pub slip: Slip,
    /// Whether the source or our reading of it is the likelier culprit.
    pub culprit: Culprit,
    /// Cells that must be wrong together with this one; empty where this one explains everything alone.
    pub together_with: Vec<String>,
    /// What else speaks for the proposed value: figures in prose, the report of the year before or after.
    pub witnesses: Vec<Words>,
}

/// What sort of slip a wrong figure looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// Two digits changed places (`45` for `54`).
    DigitsSwapped,
    /// A digit is missing (`1` for `10`).
    DigitLost,
    /// A digit too many (`100` for `10`, `133` for `13`).
    DigitDoubled,
    /// One digit is another one (`18` for `13`).
    DigitChanged,
    /// The right value stands in the row above or below.
    RowShifted,
    /// The right value stands in the column before or behind.
    ColumnShifted,
    /// A total that was not brought up to date.
    SumNotUpdated,
    /// The figure is in another unit (元 for 万元).
    UnitWrong,
    /// The cell is blank or zero and should hold a figure.
    LeftOut,
    /// None of these.
    Unclear,
}

impl Slip {
    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::DigitsSwapped => "digits_swapped",
            Self::DigitLost => "digit_lost",
            Self::DigitDoubled => "digit_doubled",
            Self::DigitChanged => "digit_changed",
            Self::RowShifted => "row_shifted",
            Self::ColumnShifted => "column_shifted",
            Self::SumNotUpdated => "sum_not_updated",
            Self::UnitWrong => "unit_wrong",
            Self::LeftOut => "left_out",
            Self::Unclear => "unclear",
        }
    }

    /// What it looks like, for people.
    pub fn words(self) -> Words {
        let (zh, en) = match self {
            Self::DigitsSwapped => ("疑似数字前后颠倒", "two digits changed places"),
            Self::DigitLost => ("疑似漏写一位数字", "a digit was left out"),
            Self::DigitDoubled => ("疑似多写一位数字", "a digit too many"),
            Self::DigitChanged => ("疑似一位数字写错", "one digit is another one"),
            Self::RowShifted => ("疑似串行，正确的数在相邻的行", "the right value stands in a neighbouring row"),
            Self::ColumnShifted => ("疑似串列，正确的数在相邻的列", "the right value stands in a neighbouring column"),
            Self::SumNotUpdated => ("疑似合计未随分项更新", "a total that was not brought up to date"),
            Self::UnitWrong => ("疑似单位用错", "the figure is in another unit"),
            Self::LeftOut => ("疑似漏填", "the figure was left out"),
            Self::Unclear => ("看不出是哪一类笔误", "no familiar sort of slip"),
        };
        Words::new(zh, en)
    }
}

/// Whose error a wrong figure is likelier to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Culprit {
    /// The figure stands alone in its cell, as read: the report is wrong.
    Source,
    /// The figure was repaired, or does not stand in its cell as read: our reading may be wrong.
    Reading,
}

impl Culprit {
    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Reading => "reading",
        }
    }

    /// For people.
    pub fn words(self) -> Words {
        match self {
            Self::Source => Words::new("更可能是报告本身的错误", "more likely an error of the report"),
            Self::Reading => Words::new(
                "更可能是识别的错误，请先与原文核对",
                "more likely an error of reading; compare with the source first",
            ),
        }
    }
}

/// Whether somebody decided about a finding before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// There is no earlier run to compare with, or this run is the first that has it.
    #[default]
    New,
    /// An earlier run had it too.
    Open,
    /// Somebody accepted it, and said why.
    Accepted,
    /// An earlier run had it, this one does not.
    Resolved,
}

impl State {
    /// For people.
    pub fn words(self) -> Words {
        let (zh, en) = match self {
            Self::New => ("新发现", "new"),
            Self::Open => ("未改", "open"),
            Self::Accepted => ("已认可", "accepted"),
            Self::Resolved => ("已改", "resolved"),
        };
        Words::new(zh, en)
    }

    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Resolved => "resolved",
        }
    }
}
