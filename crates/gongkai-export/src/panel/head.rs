//! The columns at the left of a panel: whose report it is, of which year, and where it came from.

use gongkai_compare::{Unit, UnitYear};
use gongkai_model::EditionId;

use crate::table::{Cell, Column, Type};

/// What a row says besides figures.
pub(super) struct Head<'a> {
    unit: &'a Unit,
    year: i32,
    report: Option<&'a UnitYear>,
    province_code: String,
    editions: String,
    published: String,
}

impl<'a> Head<'a> {
    /// Of a report.
    pub(super) fn of(report: &'a UnitYear) -> Self {
        let mut editions: Vec<EditionId> = report.tables.iter().map(|(_, edition)| *edition).collect();
        editions.sort_unstable();
        editions.dedup();
        let editions: Vec<&str> = editions.into_iter().map(EditionId::id).collect();
        Self {
            report: Some(report),
            editions: editions.join("|"),
            published: report.published.map(|day| day.to_string()).unwrap_or_default(),
            ..Self::absent(&report.unit, report.year)
        }
    }

    /// Of a unit and year without a report.
    pub(super) fn absent(unit: &'a Unit, year: i32) -> Self {
        let province = unit.code.as_deref().and_then(|code| code.get(..2));
        let province_code = province.map(|digits| format!("{digits}0000")).unwrap_or_default();
        Self { unit, year, report: None, province_code, editions: String::new(), published: String::new() }
    }

    /// Whether there is no report.
    pub(super) fn is_absent(&self) -> bool {
        self.report.is_none()
    }

    /// The cells, in the order of [`columns`].
    pub(super) fn cells(&self) -> Vec<Cell<'_>> {
        let (unit, report) = (self.unit, self.report);
        let optional = |text: &'a Option<String>| Cell::text(text.as_deref().unwrap_or_default());
        let words = |text: fn(&'a UnitYear) -> &'a str| Cell::text(report.map_or("", text));
        let count =
            |count: fn(&UnitYear) -> u32| report.map_or(Cell::Empty, |report| Cell::Integer(count(report).into()));
        vec![
            Cell::text(&unit.name),
            Cell::Integer(self.year.into()),
            optional(&unit.code),
            Cell::text(&self.province_code),
            optional(&unit.province),
            optional(&unit.prefecture),
            optional(&unit.county),
            Cell::text(unit.level.map_or("", |level| level.id())),
            Cell::text(unit.kind.map_or("", |kind| kind.id())),
            optional(&unit.superior),
            words(|report| report.scope.map_or("", |scope| scope.id())),
            Cell::text(&self.editions),
            Cell::text(&self.published),
            count(|report| report.findings.errors),
            count(|report| report.findings.warnings),
            count(|report| report.findings.advisories),
            words(|report| &report.source),
            count(|report| report.document),
            words(|report| &report.digest),
        ]
    }
}

/// The columns at the left.
pub(super) fn columns() -> Vec<Column> {
    let text = |name, width, about| Column::new(name, Type::Text, width, about);
    let integer = |name, width, about| Column::new(name, Type::Integer, width, about);
    vec![
        text(
            "unit",
            26.0,
            ("单位名称（名单中有的从名单）", "name of the unit, that of the roster where it lists the unit"),
        ),
        integer("year", 7.0, ("报告年度", "year reported on")),
        text(
            "code",
            14.0,
            ("统计用区划代码，12位；空：未定", "code of the division (statistical, 12 digits); empty: not resolved"),
        ),
        text(
            "province_code",
            15.0,
            ("省级区划代码，6位；空：未定", "code of the province, 6 digits; empty: not resolved"),
        ),
        text("province", 14.0, ("省、自治区、直辖市", "province")),
        text("prefecture", 14.0, ("地级", "prefecture")),
        text("county", 14.0, ("县级", "county")),
        text(
            "level",
            11.0,
            ("层级：central 中央，province 省，prefecture 地，county 县，township 乡", "level of administration"),
        ),
        text(
            "kind",
            18.0,
            (
                "类别：government 政府，government_office 政府办，department 部门，subdistrict 街道，dispatched_office 派出机构，development_zone 开发区，authorised_organisation 授权组织，public_institution 公共企事业单位",
                "kind of organ",
            ),
        ),
        text("superior", 22.0, ("上级单位（名单）", "the unit whose report should cover it (roster)")),
        text(
            "scope",
            16.0,
            ("统计范围：own_organ 本机关，whole_government 全域，system 系统", "whose work the figures cover"),
        ),
        text(
            "edition",
            9.0,
            (
                "各表的版式（2021、2019、s14、free）；不同的以 | 相连",
                "editions of the tables (2021, 2019, s14, free); different ones joined by |",
            ),
        ),
        text("published", 12.0, ("发布日期", "day of publication as stated")),
        integer("findings_errors", 9.0, ("单份核验的错误数", "errors found by checking the report by itself")),
        integer("findings_warnings", 9.0, ("单份核验的警告数", "warnings")),
        integer("findings_advisories", 9.0, ("单份核验的提示数", "advisories and notes")),
        text("source", 30.0, ("文件或网址", "file or address")),
        integer("document", 9.0, ("来源中的第几份报告", "which report of the source")),
        text("sha256", 20.0, ("原件的 SHA-256", "SHA-256 of the bytes")),
    ]
}
