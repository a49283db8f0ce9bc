//! Why a rule could not look.

use gongkai_model::{SectionId, TableId, Words};
use serde::Serialize;

/// Why a rule could not look at something. "Could not look" is never "fine", so every reason is counted and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case", tag = "reason", content = "of")]
pub enum Reason {
    /// The report has no such table.
    TableAbsent(TableId),
    /// The table has no figure at all.
    TableBlank(TableId),
    /// The report has no such section.
    SectionAbsent(SectionId),
    /// The form has the cell, the source does not: the table stops before it, or lacks the row.
    CellMissing,
    /// What stands in a cell is not decided.
    CellUnreadable,
    /// A cell is blank, and whether that means zero changes the result.
    CellBlank,
    /// Words stand where a number belongs.
    CellNotANumber,
    /// Figures too large to add.
    FigureTooLarge,
    /// Whether a table is of the edition that the rule is about is not known.
    EditionUnknown,
    /// The year reported on was not found.
    YearUnknown,
    /// The day of publication was not found.
    DateUnknown,
    /// The reporting organ was not found.
    OrganUnknown,
    /// What sort of organ reports is not known.
    KindUnknown,
    /// The level of the organ is not known.
    LevelUnknown,
    /// Whether the report covers the organ itself or a whole government is not known.
    ScopeUnknown,
    /// The source has no title.
    TitleUnknown,
    /// The report has no running text.
    TextAbsent,
    /// The text is too short to be compared.
    TextTooShort,
    /// What the text says can be understood in several ways.
    ProseUnclear,
    /// The report of the year before was not given.
    YearBeforeAbsent,
    /// The form changed between the two years, and the figures cannot be compared.
    FormChanged,
    /// No roster says which units belong to it.
    RosterAbsent,
    /// The roster does not say that it lists every unit.
    RosterIncomplete,
    /// Reports of units below are missing or were not read.
    UnitsMissing,
    /// The document is no report, or a blank form.
    NotAReport,
    /// The page only points to the report, which is in another file.
    ReportElsewhere,
    /// The text breaks off before it.
    TextBreaksOff,
    /// The tables of the report are of different editions.
    EditionsMixed,
}

impl Reason {
    /// For people.
    pub fn words(self) -> Words {
        let (zh, en) = match self {
            Self::TableAbsent(table) => {
                return Words::new(format!("没有{}", table.name()), format!("{} is absent", table.name_en()));
            }
            Self::TableBlank(table) => {
                return Words::new(format!("{}全部空白", table.name()), format!("{} is blank", table.name_en()));
            }
            Self::SectionAbsent(section) => {
                let (number, name) = crate::words::section(section);
                return Words::new(format!("缺少第{number}部分"), format!("the section {name} is absent"));
            }
            Self::CellMissing => ("有的单元格不在文件中", "cells are not in the source"),
            Self::CellUnreadable => ("有的单元格无法确定", "cells are not decided"),
            Self::CellBlank => {
                ("有的单元格空白，是否为 0 影响结果", "cells are blank, and whether they mean zero matters")
            }
            Self::CellNotANumber => ("有的单元格不是数字", "cells hold words"),
            Self::FigureTooLarge => ("数字过大，无法相加", "figures too large to add"),
            Self::EditionUnknown => ("版式不明", "the edition is not known"),
            Self::YearUnknown => ("报告年度不明", "the year is not known"),
            Self::DateUnknown => ("发布日期不明", "the day of publication is not known"),
            Self::OrganUnknown => ("编制机关不明", "the organ is not known"),
            Self::KindUnknown => ("机关类别不明（可用名单给出）", "the kind of organ is not known (a roster can tell)"),
            Self::LevelUnknown => {
                ("机关层级不明（可用名单给出）", "the level of the organ is not known (a roster can tell)")
            }
            Self::ScopeUnknown => ("统计范围不明", "the scope is not known"),
            Self::TitleUnknown => ("没有标题", "there is no title"),
            Self::TextAbsent => ("没有正文", "there is no running text"),
            Self::TextTooShort => ("正文太短，无法比较", "the text is too short to be compared"),
            Self::ProseUnclear => ("正文的说法不止一种理解", "the text can be understood in several ways"),
            Self::YearBeforeAbsent => ("没有上一年度的报告可比", "the report of the year before was not given"),
            Self::FormChanged => ("两年版式不同，无法比较", "the form changed between the years"),
            Self::RosterAbsent => ("没有给出所属单位的名单", "no roster says which units belong to it"),
            Self::RosterIncomplete => {
                ("名单没有声明列全了所属单位", "the roster does not say that it lists every unit")
            }
            Self::UnitsMissing => ("所属单位的报告不全", "reports of units below are missing"),
            Self::NotAReport => ("不是填好的年度报告", "not a filled annual report"),
            Self::ReportElsewhere => ("报告正文不在本文件中", "the report itself is in another file"),
            Self::TextBreaksOff => ("文本在此之前中断", "the text breaks off before it"),
            Self::EditionsMixed => ("各表版式不一", "the tables are of different editions"),
        };
        Words::new(zh, en)
    }
}
