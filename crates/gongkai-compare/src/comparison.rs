//! Two reports side by side: the figures that compare, those that do not and why, and the prose.

use std::collections::{HashMap, HashSet};

use gongkai_model::{EditionId, Report, TableId};
use gongkai_template::{BRIDGES, CellInfo, Relation, edition};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::cells::cell;
use crate::prose::{self, Prose};
use crate::unit_year::{Figure, Flag, UnitYear};

/// A report to compare: its figures, and the report for units and prose.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its figures.
    pub figures: &'a UnitYear,
    /// The report.
    pub report: &'a Report,
}

/// Two reports side by side.
#[derive(Debug)]
pub struct Comparison {
    /// The tables that either report has.
    pub tables: Vec<TableComparison>,
    /// The sections that either report has.
    pub prose: Vec<Prose>,
}

/// A table of two reports.
#[derive(Debug)]
pub struct TableComparison {
    /// Which table.
    pub table: TableId,
    /// Its edition in the first report and in the second; nothing: it is not there.
    pub editions: [Option<EditionId>; 2],
    /// Lines that compare, in the order of the later form.
    pub lines: Vec<Line>,
    /// What does not compare.
    pub apart: Vec<Apart>,
}

/// A figure of two reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Label on the later form, in Chinese.
    pub label: String,
    /// Cells of the first report and of the second; several are added up.
    pub cells: [Vec<String>; 2],
    /// What stands in the first report and in the second.
    pub figures: [Figure; 2],
    /// Unit as printed, where both have the same.
    pub unit: String,
    /// Second minus first; nothing where either has no number or the units differ.
    pub difference: Option<Decimal>,
    /// Whether both print a unit, and not the same.
    pub units_differ: bool,
}

/// Cells that do not compare.
#[derive(Debug, Clone, PartialEq)]
pub struct Apart {
    /// Label on the form that has the cell, in Chinese.
    pub label: String,
    /// The cell of each report; nothing: the form has no such cell.
    pub cells: [Option<String>; 2],
    /// What stands there; nothing: the form has no such cell.
    pub figures: [Option<Figure>; 2],
    /// Why.
    pub reason: Incomparable,
}

/// Why cells do not compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Incomparable {
    /// Near in name, different in meaning.
    OtherMeaning,
    /// Only the form of one edition asks for it.
    OneForm,
    /// Only one report has the table.
    OneReport,
}

impl Incomparable {
    /// For people, in Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::OtherMeaning => ("名称相近而口径不同", "near in name, different in meaning"),
            Self::OneForm => ("只有一种版式有此项", "only one of the forms asks for it"),
            Self::OneReport => ("只有一份报告有此表", "only one of the reports has the table"),
        }
    }
}

impl Line {
    /// Whether both have a number, and not the same, or only one has.
    pub fn differs(&self) -> bool {
        let [a, b] = &self.figures;
        match (a.number, b.number) {
            (Some(a), Some(b)) => a != b || self.units_differ,
            _ => a.flag != b.flag,
        }
    }

    /// The difference over the first figure; nothing where that is zero or unknown.
    pub fn change(&self) -> Option<Decimal> {
        self.difference?.checked_div(self.figures[0].number.filter(|first| !first.is_zero())?.abs())
    }
}

impl Comparison {
    /// Compares two reports; differences are the second minus the first.
    pub fn of(a: Side<'_>, b: Side<'_>) -> Self {
        let tables = [TableId::Proactive, TableId::Requests, TableId::Disputes, TableId::Statistics];
        let pair = Pair { sides: [a, b], units: [units(a.report), units(b.report)] };
        Self {
            tables: tables.into_iter().filter_map(|table| pair.table(table)).collect(),
            prose: prose::compare(&a.report.passages, &b.report.passages),
        }
    }

    /// Lines whose figures are not the same.
    pub fn differing(&self) -> usize {
        self.tables.iter().flat_map(|table| &table.lines).filter(|line| line.differs()).count()
    }
}

/// Units as printed, by cell.
fn units(report: &Report) -> HashMap<&str, &str> {
    report.facts.iter().map(|fact| (fact.cell.as_str(), fact.unit.as_str())).collect()
}

struct Pair<'a> {
    sides: [Side<'a>; 2],
    units: [HashMap<&'a str, &'a str>; 2],
}

impl Pair<'_> {
    fn table(&self, table: TableId) -> Option<TableComparison> {
        let editions = self.sides.map(|side| side.figures.edition(table));
        let (lines, apart) = match editions {
            [None, None] => return None,
            [Some(one), Some(other)] if one == other => {
                let same = |info: CellInfo| {
                    let cells = [vec![info.path.clone()], vec![info.path.clone()]];
                    self.line(info.label(), cells)
                };
                (cells_of(one, table).map(same).collect(), Vec::new())
            }
            [Some(one), Some(other)] => self.bridged(table, [one, other]),
            [one, other] => {
                let here = usize::from(one.is_none());
                let alone = |info: CellInfo| self.apart(info.label(), [here], &info.path, Incomparable::OneReport);
                (Vec::new(), one.or(other).into_iter().flat_map(|id| cells_of(id, table)).map(alone).collect())
            }
        };
        Some(TableComparison { table, editions, lines, apart })
    }

    /// The cells of two editions: those of the later form in its order, then what only the earlier one has.
    fn bridged(&self, table: TableId, editions: [EditionId; 2]) -> (Vec<Line>, Vec<Apart>) {
        let old = usize::from(editions[1] < editions[0]);
        let new = 1 - old;
        let (mut lines, mut apart) = (Vec::new(), Vec::new());
        let earlier: Vec<CellInfo> = cells_of(editions[old], table).collect();
        let mut told: HashSet<String> = HashSet::new();
        let mut ends: Vec<(&CellInfo, Vec<String>, Relation)> = Vec::new();
        for info in &earlier {
            let bridge = BRIDGES.iter().find_map(|bridge| {
                let rest =
                    info.path.strip_prefix(bridge.from).filter(|rest| rest.is_empty() || rest.starts_with('.'))?;
                let to = bridge.to.iter().map(|to| cell_like(to, rest, editions[new])).collect();
                Some((to, bridge.relation))
            });
            let (to, relation) = bridge.unwrap_or_else(|| (vec![info.path.clone()], Relation::Same));
            ends.push((info, to, relation));
        }
        for info in cells_of(editions[new], table) {
            // What several cells of the later form are the parts of stands where the first of them does.
            let end = ends.iter().find(|(_, to, _)| to.contains(&info.path));
            told.extend(end.map(|(from, ..)| from.path.clone()));
            let Some((from, to, relation)) = end else {
                apart.push(self.apart(info.label(), [new], &info.path, Incomparable::OneForm));
                continue;
            };
            match relation {
                Relation::Same | Relation::SumOf if to.first() == Some(&info.path) => {
                    let label = if to.len() > 1 { from.label() } else { info.label() };
                    let mut cells = [vec![from.path.clone()], to.clone()];
                    cells.rotate_left(old);
                    lines.push(self.line(label, cells));
                }
                Relation::Same | Relation::SumOf => {}
                Relation::NotComparable | Relation::Dropped => {
                    let mut both = self.apart(info.label(), [new], &info.path, Incomparable::OtherMeaning);
                    both.cells[old] = Some(from.path.clone());
                    both.figures[old] = Some(self.figure(old, &from.path));
                    both.label = format!("{} ↔ {}", from.label(), info.label());
                    apart.push(both);
                }
            }
        }
        for (from, ..) in ends.iter().filter(|(from, ..)| !told.contains(&from.path)) {
            apart.push(self.apart(from.label(), [old], &from.path, Incomparable::OneForm));
        }
        (lines, apart)
    }

    fn figure(&self, side: usize, path: &str) -> Figure {
        let found = self.sides.get(side).and_then(|side| side.figures.at(path));
        found.cloned().unwrap_or(Figure { number: None, flag: Flag::Missing })
    }

    fn apart(&self, label: String, [side]: [usize; 1], path: &str, reason: Incomparable) -> Apart {
        let (mut cells, mut figures) = ([None, None], [None, None]);
        cells[side] = Some(path.to_owned());
        figures[side] = Some(self.figure(side, path));
        Apart { label, cells, figures, reason }
    }

    fn line(&self, label: String, cells: [Vec<String>; 2]) -> Line {
        let figures = [0, 1].map(|side| self.total(side, &cells[side]));
        let [a, b] = [0, 1].map(|side| self.unit(side, &cells[side]));
        let units_differ = !a.is_empty() && !b.is_empty() && a != b;
        let difference = match (figures[0].number, figures[1].number) {
            // 1.50 and 1.50 differ by nothing, not by 0.00.
            (Some(a), Some(b)) if !units_differ && a == b => Some(Decimal::ZERO),
            (Some(a), Some(b)) if !units_differ => b.checked_sub(a),
            _ => None,
        };
        let unit = if units_differ { String::new() } else { [a, b].into_iter().max().unwrap_or_default().to_owned() };
        Line { label, cells, figures, unit, difference, units_differ }
    }

    /// What stands in cells together: their sum, or what the first without number has instead.
    fn total(&self, side: usize, cells: &[String]) -> Figure {
        let mut total = Figure { number: Some(Decimal::ZERO), flag: Flag::Read };
        for path in cells {
            let figure = self.figure(side, path);
            let Some(number) = figure.number else { return figure };
            total.number = total.number.and_then(|total| total.checked_add(number));
            total.flag = total.flag.max(figure.flag);
        }
        total
    }

    fn unit(&self, side: usize, cells: &[String]) -> &str {
        let unit = cells.first().and_then(|path| self.units.get(side)?.get(path.as_str()).copied());
        unit.unwrap_or_default()
    }
}

fn cells_of(id: EditionId, table: TableId) -> impl Iterator<Item = CellInfo> {
    edition(id).cells().filter(move |info| info.table == table)
}

/// The path on the other end of a bridge. Paths of a whole row stand for each of its cells; where the columns have other names as
/// well, the row stands for its only cell.
fn cell_like(to: &str, rest: &str, form: EditionId) -> String {
    let direct = format!("{to}{rest}");
    if cell(&direct).is_some() {
        return direct;
    }
    let mut inside = edition(form).cells().filter(|info| info.path.starts_with(&format!("{to}.")));
    inside.next().map_or(direct, |info| info.path)
}

#[cfg(test)]
mod tests {
    use gongkai_model::{Facts, Status};

    use super::*;
    use crate::testing::{filled, filled_of};

    fn bare() -> Report {
        Report {
            source: "a.md".into(),
            document: 1,
            status: Status::Report,
            title: None,
            agency: None,
            year: None,
            scope: None,
            published: None,
            tables: Vec::new(),
            origin: Vec::new(),
            passages: Vec::new(),
            facts: Facts::default(),
            diagnostics: Vec::new(),
        }
    }

    fn compare(a: &UnitYear, b: &UnitYear) -> Comparison {
        let report = bare();
        Comparison::of(Side { figures: a, report: &report }, Side { figures: b, report: &report })
    }

    #[test]
    fn a_report_is_like_itself() {
        let report = filled("青禾县水务局", 2023);
        let comparison = compare(&report, &report);
        assert_eq!(comparison.differing(), 0);
        assert!(comparison.tables.iter().all(|table| table.apart.is_empty()));
        assert_eq!(comparison.tables.iter().map(|table| table.lines.len()).collect::<Vec<_>>(), [10, 175, 15]);
    }

    #[test]
    fn one_changed_cell_is_one_difference() {
        let (a, b) = (filled("青禾县水务局", 2022), filled("青禾县水务局", 2023).set("t3.granted.total", Some(9)));
        let comparison = compare(&a, &b);
        let differing: Vec<&Line> =
            comparison.tables.iter().flat_map(|table| &table.lines).filter(|line| line.differs()).collect();
        let [line] = differing.as_slice() else { panic!("{differing:?}") };
        assert_eq!(line.label, "（一）予以公开/总计");
        assert_eq!((line.difference, line.change()), (Some(3.into()), Some(Decimal::new(5, 1))));
    }

    #[test]
    fn editions_are_bridged_and_what_is_not_comparable_is_named() {
        let old = filled_of("青禾县水务局", 2020, EditionId::E2019).set("t3.other.total", Some(7));
        let new = filled("青禾县水务局", 2021).set("t3.other_misc.total", Some(3));
        let new = new.set("t3.other_no_correction.total", Some(2));
        let comparison = compare(&old, &new);
        let requests = &comparison.tables[1];
        // 23 rows of 7 columns, all comparable.
        assert_eq!((requests.lines.len(), requests.apart.len()), (161, 0));
        let other = requests.lines.iter().find(|line| line.cells[0] == ["t3.other.total"]).expect("bridged");
        assert_eq!((other.cells[1].len(), other.difference), (3, Some((-2).into())));
        let proactive = &comparison.tables[0];
        assert_eq!(proactive.lines.len(), 3);
        let reasons = |reason| proactive.apart.iter().filter(|apart| apart.reason == reason).count();
        assert_eq!((reasons(Incomparable::OtherMeaning), proactive.lines.len() + proactive.apart.len()), (5, 24));
        // Every cell of both forms is accounted for.
        let mut seen: Vec<&String> = proactive.lines.iter().flat_map(|line| line.cells.iter().flatten()).collect();
        seen.extend(proactive.apart.iter().flat_map(|apart| apart.cells.iter().flatten()));
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 22 + 10);
    }

    fn mirrors(one: &UnitYear, other: &UnitYear) {
        let (there, back) = (compare(one, other), compare(other, one));
        assert_eq!(there.tables.len(), back.tables.len());
        for (there, back) in there.tables.iter().zip(&back.tables) {
            let lines: Vec<Line> = back.lines.iter().cloned().map(turned).collect();
            assert_eq!(there.lines, lines);
            let apart = back.apart.iter().cloned().map(|mut apart| {
                apart.cells.reverse();
                apart.figures.reverse();
                apart
            });
            assert_eq!(there.apart, apart.collect::<Vec<_>>());
        }
    }

    fn turned(mut line: Line) -> Line {
        line.cells.reverse();
        line.figures.reverse();
        line.difference = line.difference.map(|difference| Decimal::ZERO - difference);
        line
    }

    #[test]
    fn turned_round_it_is_the_mirror() {
        let old = filled_of("青禾县水务局", 2020, EditionId::E2019).set("t3.other.total", Some(7));
        mirrors(&old, &filled("青禾县水务局", 2021).set("t3.granted.total", None));
    }

    proptest::proptest! {
        #[test]
        fn any_two_reports_mirror_each_other(
            cells in proptest::collection::vec((0..200_usize, proptest::option::of(-5..500_i64)), 0..30),
            is_old in proptest::bool::ANY,
        ) {
            let id = if is_old { EditionId::E2019 } else { EditionId::E2021 };
            let paths: Vec<String> = edition(id).cells().map(|info| info.path).collect();
            let changed = cells.iter().fold(filled_of("青禾县水务局", 2020, id), |report, (at, number)| {
                report.set(&paths[at % paths.len()], *number)
            });
            mirrors(&changed, &filled("青禾县水务局", 2021));
            proptest::prop_assert_eq!(compare(&changed, &changed).differing(), 0);
        }
    }

    #[test]
    fn a_table_that_one_report_lacks_is_named() {
        let a = filled("青禾县水务局", 2022);
        let mut b = filled("青禾县水务局", 2023);
        b.tables.retain(|(table, _)| *table != TableId::Disputes);
        let comparison = compare(&a, &b);
        let disputes = comparison.tables.iter().find(|table| table.table == TableId::Disputes).expect("in one");
        assert_eq!((disputes.lines.len(), disputes.apart.len()), (0, 15));
        assert!(disputes.apart.iter().all(|apart| apart.reason == Incomparable::OneReport));
    }
}
