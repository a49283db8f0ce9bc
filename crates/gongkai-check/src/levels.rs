//! A report against those of the units below it: which units count, and what they have in a cell.

use gongkai_agency::same_organ;
use gongkai_model::{Decimal, Kind, Scope, Words};

use crate::family::Family;
use crate::figure::Figure;
use crate::reason::Reason;
use crate::view::ReportView;

/// Units whose figures are part of those of the report above, and those whose are not or are not known.
#[derive(Debug, Default)]
pub(crate) struct Below<'a> {
    /// Units with a report that counts.
    pub(crate) counted: Vec<(&'a str, &'a ReportView<'a>)>,
    /// Units without a report.
    pub(crate) missing: Vec<&'a str>,
    /// Units whose report could not be read.
    pub(crate) unread: Vec<&'a str>,
    /// Units that are not part of the government's figures.
    pub(crate) apart: Vec<&'a str>,
}

/// Words in names of organs under vertical management, which report to their own superiors.
const VERTICAL: &[&str] = &[
    "税务局",
    "税务所",
    "海关",
    "气象局",
    "国家安全局",
    "邮政管理局",
    "烟草专卖局",
    "调查队",
    "海事局",
    "边检站",
    "出入境边防",
    "地震局",
    "银保监",
    "金融监督管理局",
    "金融监管分局",
    "人民银行",
    "外汇管理局",
    "消防救援",
];

/// Sorts the units of a family.
pub(crate) fn below<'a>(family: &'a Family<'a>) -> Below<'a> {
    let mut below = Below::default();
    for unit in &family.units {
        let name = unit.name.as_str();
        let report = unit.report.filter(|report| report.is_report());
        match report {
            _ if is_vertical(name) => below.apart.push(name),
            Some(report) if is_of_the_whole(family.parent, report, name) => below.apart.push(name),
            Some(report) => below.counted.push((name, report)),
            None if unit.unread || unit.report.is_some() => below.unread.push(name),
            None => below.missing.push(name),
        }
    }
    below
}

/// Whether an organ is under vertical management by its name (税务, 海关, 气象 …): it reports to its own superiors, and its figures are
/// no part of those of the government where it is.
pub fn is_vertical(name: &str) -> bool {
    VERTICAL.iter().any(|word| name.contains(word))
}

/// Whether a name is that of the office (办公室, 办公厅) of a government.
pub fn is_office_of(name: &str, government: &str) -> bool {
    let own = name.strip_suffix("办公室").or_else(|| name.strip_suffix("办公厅")).unwrap_or_default();
    !own.is_empty() && same_organ(own, government)
}

/// Whether a report covers the same whole as the one above: the same organ, or its office that reports for all.
fn is_of_the_whole(parent: &ReportView<'_>, unit: &ReportView<'_>, name: &str) -> bool {
    is_same(parent, unit, name) || (is_office(parent, unit, name) && unit.scope() == Some(Scope::WholeGovernment))
}

/// Whether the unit is the organ above itself.
pub(crate) fn is_same(parent: &ReportView<'_>, unit: &ReportView<'_>, name: &str) -> bool {
    let own = parent.agency_name();
    !own.is_empty()
        && unit.kind == parent.kind
        && [name, unit.agency_name()].into_iter().any(|name| same_organ(name, own))
}

/// Whether the unit is the office of the government above.
pub(crate) fn is_office(parent: &ReportView<'_>, unit: &ReportView<'_>, name: &str) -> bool {
    let own = parent.agency_name();
    unit.kind == Some(Kind::GovernmentOffice)
        && [name, unit.agency_name()].into_iter().any(|name| is_office_of(name, own))
}

/// Whether a report can be compared with the units below it, and why not.
pub(crate) enum Assessable<'a> {
    /// It covers a whole government, and reports of units are at hand.
    Yes(Below<'a>),
    /// It does not cover a whole government.
    NotApplicable,
    /// There is no telling.
    No(Reason),
}

/// Whether the report above covers a whole government with units at hand.
pub(crate) fn assess<'a>(family: &'a Family<'a>) -> Assessable<'a> {
    if !family.parent.is_report() {
        return Assessable::No(Reason::NotAReport);
    }
    match family.parent.scope() {
        None => return Assessable::No(Reason::ScopeUnknown),
        Some(Scope::WholeGovernment) => {}
        Some(_) => return Assessable::NotApplicable,
    }
    if family.units.is_empty() {
        return Assessable::No(Reason::RosterAbsent);
    }
    let below = below(family);
    if below.counted.is_empty() { Assessable::No(Reason::UnitsMissing) } else { Assessable::Yes(below) }
}

impl Below<'_> {
    /// What the units say in a cell.
    pub(crate) fn figures(&self, cell: &str) -> Vec<Figure> {
        self.counted.iter().map(|(_, report)| report.figure(cell)).collect()
    }

    /// The sum of what is known of the units in a cell.
    pub(crate) fn sum(&self, cell: &str) -> Decimal {
        let known = self.figures(cell).into_iter().filter_map(Figure::known);
        known.fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure).unwrap_or(sum))
    }

    /// The units with their figures in a cell, the largest first, at most ten, and how many more.
    pub(crate) fn breakdown(&self, cell: &str) -> Words {
        const MOST: usize = 10;
        let mut units: Vec<(&str, Decimal)> =
            self.counted.iter().filter_map(|(name, report)| Some((*name, report.figure(cell).known()?))).collect();
        units.retain(|(_, figure)| !figure.is_zero());
        units.sort_by_key(|(_, figure)| std::cmp::Reverse(*figure));
        let shown: Vec<String> = units.iter().take(MOST).map(|(name, figure)| format!("{name} {figure}")).collect();
        let (mut zh, mut en) = (shown.join("、"), shown.join(", "));
        if shown.is_empty() {
            (zh, en) = ("各单位均为 0 或空白".into(), "every unit has 0 or a blank".into());
        }
        let more: Vec<Decimal> = units.iter().skip(MOST).map(|(_, figure)| *figure).collect();
        if !more.is_empty() {
            let rest = more.iter().fold(Decimal::ZERO, |sum, figure| sum.checked_add(*figure).unwrap_or(sum));
            zh.push_str(&format!("，另有 {} 个单位共 {rest}", more.len()));
            en.push_str(&format!(", {rest} in {} more units", more.len()));
        }
        Words::new(zh, en)
    }

    /// How many units were counted in a cell, who is missing, who stands apart.
    pub(crate) fn coverage(&self, cell: &str) -> Words {
        let known = self.figures(cell).iter().filter(|figure| figure.or_zero().is_some()).count();
        let all = self.counted.len() + self.missing.len() + self.unread.len();
        let (mut zh, mut en) = (format!("计入 {known}/{all} 个单位"), format!("{known} of {all} units counted"));
        for (names, lead_zh, lead_en) in [
            (&self.missing, "缺", "missing"),
            (&self.unread, "未能读取", "not read"),
            (&self.apart, "不计入", "not part of it"),
        ] {
            if !names.is_empty() {
                let list = few(names);
                zh.push_str(&format!("；{lead_zh}：{}", list.zh));
                en.push_str(&format!("; {lead_en}: {}", list.en));
            }
        }
        Words::new(zh, en)
    }
}

/// At most ten names, and how many more.
fn few(names: &[&str]) -> Words {
    const MOST: usize = 10;
    let shown: Vec<&str> = names.iter().take(MOST).copied().collect();
    let (mut zh, mut en) = (shown.join("、"), shown.join(", "));
    if names.len() > MOST {
        zh.push_str(&format!(" 等 {} 个", names.len()));
        en.push_str(&format!(" and {} more", names.len() - MOST));
    }
    Words::new(zh, en)
}
