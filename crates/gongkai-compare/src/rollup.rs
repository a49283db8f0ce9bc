//! A government against the sum of the units below it, cell by cell.

use gongkai_model::{EditionId, TableId};
use gongkai_template::edition;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::known::{Known, Lack, known};
use crate::unit_year::{Flag, UnitYear};

/// A government with the units below it, of one year.
#[derive(Debug)]
pub struct Family<'a> {
    /// Name of the government.
    pub name: &'a str,
    /// The year.
    pub year: i32,
    /// Its report.
    pub parent: &'a UnitYear,
    /// The units below it.
    pub children: Vec<Child<'a>>,
    /// Whether the roster says that it lists every unit below.
    pub complete: bool,
}

/// A unit below a government.
#[derive(Debug, Clone, Copy)]
pub struct Child<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its report of the year; nothing: there is none.
    pub report: Option<&'a UnitYear>,
    /// Why its figures are no part of those of the government; nothing: they are.
    pub apart: Option<Apart>,
}

/// Why the figures of a unit are no part of those of the government that it is listed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// It is under vertical management and reports to its own superiors (税务, 海关, 气象 …).
    Vertical,
    /// Its report is that of the government itself.
    TheWhole,
}

impl Apart {
    /// For people, in Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Vertical => {
                ("垂直管理机关，向上级报送，不计入", "under vertical management, reports to its own superiors")
            }
            Self::TheWhole => ("与上级是同一份汇总报告，不计入", "its report is that of the whole government"),
        }
    }
}

/// A government against the sum of its units.
#[derive(Debug)]
pub struct Rollup {
    /// Name of the government.
    pub name: String,
    /// The year.
    pub year: i32,
    /// The units, in the order of the roster.
    pub children: Vec<Part>,
    /// Whether the roster says that it lists every unit below.
    pub complete: bool,
    /// The cells of Tables 3 and 4 and the decisions of Table 2, in the order of the form.
    pub cells: Vec<Cell>,
}

/// A unit of a roll-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Whether its report counts, and why not.
    pub standing: Standing,
}

/// Whether the report of a unit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It counts.
    Counted,
    /// There is none.
    NoReport,
    /// It is under vertical management.
    Vertical,
    /// It is that of the government itself.
    TheWhole,
}

/// A cell of the government against the same cell of its units.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Path on the form of the government.
    pub path: String,
    /// Label, in Chinese.
    pub label: String,
    /// Which table.
    pub table: TableId,
    /// What the government has.
    pub parent: Result<Known, Lack>,
    /// What each unit has, in the order of [`Rollup::children`]; nothing where its report does not count.
    pub children: Vec<Option<Result<Known, Lack>>>,
    /// Sum of what is known of the units.
    pub sum: Decimal,
    /// How they stand to each other.
    pub outcome: Outcome,
}

/// How a government stands to the sum of its units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// They are the same.
    Equal,
    /// The units have more: something is wrong, whoever else is missing.
    UnitsHaveMore,
    /// The units have less, and every unit of a complete roster is known.
    UnitsHaveLess,
    /// The units have less, and some are not known or the roster may not be complete.
    Open,
    /// The government has no number there, or no unit has.
    NotAssessable,
}

impl Outcome {
    /// Whether it is a difference that somebody has to explain.
    pub fn is_difference(self) -> bool {
        matches!(self, Self::UnitsHaveMore | Self::UnitsHaveLess)
    }

    /// For people, in Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Equal => ("相符", "equal"),
            Self::UnitsHaveMore => ("各单位之和偏大", "the units have more"),
            Self::UnitsHaveLess => ("各单位之和偏小", "the units have less"),
            Self::Open => ("各单位未齐，尚有差额", "open: units are missing"),
            Self::NotAssessable => ("无法核对", "not assessable"),
        }
    }
}

impl Cell {
    /// The government minus its units.
    pub fn difference(&self) -> Option<Decimal> {
        self.parent.as_ref().ok()?.number.checked_sub(self.sum)
    }

    /// Share of a unit in the sum of all units; nothing where there is nothing to share or the unit is not known.
    pub fn share(&self, child: usize) -> Option<Decimal> {
        let number = self.children.get(child)?.as_ref()?.as_ref().ok()?.number;
        if self.sum.is_zero() { None } else { number.checked_div(self.sum) }
    }
}

impl Rollup {
    /// Adds up.
    pub fn of(family: &Family<'_>) -> Self {
        let standing = |child: &Child<'_>| match (child.apart, child.report) {
            (Some(Apart::Vertical), _) => Standing::Vertical,
            (Some(Apart::TheWhole), _) => Standing::TheWhole,
            (None, Some(_)) => Standing::Counted,
            (None, None) => Standing::NoReport,
        };
        let children: Vec<Part> = family
            .children
            .iter()
            .map(|child| Part { name: child.name.to_owned(), standing: standing(child) })
            .collect();
        let covered = family.complete && children.iter().all(|part| part.standing != Standing::NoReport);
        let reports: Vec<Option<&UnitYear>> =
            family.children.iter().map(|child| child.report.filter(|_| child.apart.is_none())).collect();
        let form = |table| family.parent.edition(table).unwrap_or(EditionId::E2021);
        let tables = [TableId::Requests, TableId::Disputes, TableId::Proactive];
        let infos = tables.into_iter().flat_map(|table| edition(form(table)).cells().filter(move |c| c.table == table));
        let cells = infos
            .filter(|info| info.table != TableId::Proactive || info.path.ends_with(".decisions"))
            .map(|info| {
                let parent = known(family.parent, &info.path);
                let children = reports.iter().map(|report| report.map(|report| known(report, &info.path))).collect();
                Cell::new((info.path.clone(), info.label(), info.table), parent, children, covered)
            })
            .collect();
        Self { name: family.name.to_owned(), year: family.year, children, complete: family.complete, cells }
    }

    /// How many units count.
    pub fn counted(&self) -> usize {
        self.of_standing(Standing::Counted).count()
    }

    /// The units with some standing.
    pub fn of_standing(&self, standing: Standing) -> impl Iterator<Item = &Part> {
        self.children.iter().filter(move |part| part.standing == standing)
    }

    /// Cells with a difference that somebody has to explain.
    pub fn differences(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| cell.outcome.is_difference())
    }

    /// Whether every unit of a complete roster has a report.
    pub fn is_covered(&self) -> bool {
        self.complete && self.of_standing(Standing::NoReport).next().is_none()
    }
}

impl Cell {
    fn new(
        (path, label, table): (String, String, TableId),
        parent: Result<Known, Lack>,
        children: Vec<Option<Result<Known, Lack>>>,
        covered: bool,
    ) -> Self {
        let all = children.iter().flatten();
        let sum = all.clone().flatten().try_fold(Decimal::ZERO, |sum, known| sum.checked_add(known.number));
        let any = all.clone().any(Result::is_ok);
        // A blank of a unit may well be zero, but nothing says so.
        let covered = covered && all.clone().all(Result::is_ok);
        let outcome = match (&parent, sum) {
            (Ok(parent), Some(sum)) if any => match parent.number.cmp(&sum) {
                std::cmp::Ordering::Equal => Outcome::Equal,
                std::cmp::Ordering::Less => Outcome::UnitsHaveMore,
                std::cmp::Ordering::Greater if covered => Outcome::UnitsHaveLess,
                std::cmp::Ordering::Greater => Outcome::Open,
            },
            _ => Outcome::NotAssessable,
        };
        Self { path, label, table, parent, children, sum: sum.unwrap_or_default(), outcome }
    }

    /// Whether everything that stands there is nothing.
    pub fn is_zero(&self) -> bool {
        let is_zero = |known: &Result<Known, Lack>| known.as_ref().is_ok_and(|known| known.number.is_zero());
        is_zero(&self.parent) && self.children.iter().flatten().all(is_zero)
    }

    /// Units whose cell has no number, by their place in [`Rollup::children`].
    pub fn unknown(&self) -> impl Iterator<Item = (usize, Flag)> {
        let children = self.children.iter().enumerate();
        children.filter_map(|(at, child)| Some((at, child.as_ref()?.as_ref().err()?.flag)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{filled, filled_of};

    /// A government that is the sum of two units.
    fn reports() -> [UnitYear; 3] {
        let [one, other] = [filled("青禾县水务局", 2023), filled("青禾县财政局", 2023)];
        let doubled = one.figures().iter().map(|(cell, figure)| {
            let mut figure = figure.clone();
            figure.number = figure.number.map(|number| number + number);
            (*cell, figure)
        });
        let parent = filled("青禾县人民政府", 2023).with_figures(doubled);
        [parent, one, other]
    }

    fn rollup([parent, one, other]: &[UnitYear; 3], complete: bool) -> Rollup {
        let child = |report: &'static str, year| Child { name: report, report: Some(year), apart: None };
        let children = vec![
            child("青禾县水务局", one),
            child("青禾县财政局", other),
            Child { name: "青禾县税务局", report: None, apart: Some(Apart::Vertical) },
        ];
        Rollup::of(&Family { name: "青禾县人民政府", year: 2023, parent, children, complete })
    }

    #[test]
    fn a_sum_shows_no_difference() {
        let rollup = rollup(&reports(), true);
        assert_eq!((rollup.cells.len(), rollup.counted(), rollup.is_covered()), (175 + 15 + 3, 2, true));
        assert!(rollup.cells.iter().all(|cell| cell.outcome == Outcome::Equal));
    }

    #[test]
    fn one_changed_cell_is_the_one_that_is_shown() {
        for path in
            ["t3.granted.total", "t4.reconsideration_upheld", "t2_2021.art20_5.administrative_licensing.decisions"]
        {
            for (number, outcome) in [(50, Outcome::UnitsHaveMore), (-50, Outcome::UnitsHaveLess)] {
                let [parent, one, other] = reports();
                let one = one.set(path, Some(number));
                let rollup = rollup(&[parent, one, other], true);
                let shown: Vec<_> = rollup.differences().map(|cell| (cell.path.as_str(), cell.outcome)).collect();
                assert_eq!(shown, [(path, outcome)]);
            }
        }
    }

    #[test]
    fn less_is_open_while_units_may_be_missing() {
        let [parent, one, other] = reports();
        let more = parent.set("t3.granted.total", Some(13));
        let cell = |complete| {
            let rollup = rollup(&[more.clone(), one.clone(), other.clone()], complete);
            rollup.cells.into_iter().find(|cell| cell.path == "t3.granted.total").expect("a cell")
        };
        assert_eq!((cell(false).outcome, cell(true).outcome), (Outcome::Open, Outcome::UnitsHaveLess));
        assert_eq!((cell(true).difference(), cell(true).share(0)), (Some(1.into()), Some(Decimal::new(5, 1))));
        // A unit's blank that nothing proves to be zero leaves it open as well.
        let blank = other.clone().set("t3.granted.total", None).set("t3.granted.natural_person", None);
        let rollup = rollup(&[more.clone(), one.clone(), blank], true);
        let open = rollup.cells.iter().find(|cell| cell.path == "t3.granted.total").map(|cell| cell.outcome);
        assert_eq!(open, Some(Outcome::Open));
    }

    #[test]
    fn a_unit_on_the_other_form_counts_where_the_forms_meet() {
        let [parent, one, _] = reports();
        let old = filled_of("青禾县财政局", 2023, EditionId::E2019);
        let rollup = rollup(&[parent, one, old], true);
        let outcome = |path: &str| rollup.cells.iter().find(|cell| cell.path == path).map(|cell| cell.outcome);
        assert_eq!(outcome("t3.granted.total"), Some(Outcome::Equal));
        let parts = rollup.cells.iter().find(|cell| cell.path == "t3.other_misc.total").expect("a cell");
        assert_eq!(parts.unknown().collect::<Vec<_>>(), [(1, Flag::OtherEdition)]);
    }
}
