//! Columns that mean the same over the editions, for panels over years.
//!
//! A [`Column`] follows from the cells of the forms and the bridge between them ([`BRIDGES`]): what is the same is one column,
//! what is the sum of cells of the other edition is added up, and everything else has a column of its own with the reason.
//! The statistics table of 2014 to 2018 is another form, and nothing says which of its lines mean what later forms ask for, so all of them
//! stand by themselves.

use std::sync::LazyLock;

use gongkai_model::{EditionId, TableId};
use gongkai_template::{BRIDGES, Bridge, EDITIONS, Relation, english};
use rust_decimal::Decimal;

use crate::cells::{Cell, CellId, cell, cells};
use crate::unit_year::{Figure, Flag, UnitYear};

/// Version of the list of columns. Columns keep their ids and meaning within a version.
pub const VERSION: u32 = 1;

/// The unit of amounts of money in a panel.
const MONEY: &str = "万元";

/// A column of a panel.
#[derive(Debug)]
pub struct Column {
    /// Id (`t3_granted_total`): the path of the cell with `_` for `.`, without the edition where the column is the same in several.
    pub id: String,
    /// Name in Chinese, as the latest form prints it, `row/column`.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// The table that it comes from.
    pub table: TableId,
    /// Unit of the numbers (`件`, `万元`); empty where the form prints none.
    pub unit: &'static str,
    /// The cells that it takes of a table of each edition, oldest first: one that says the same, or several that add up to it.
    pub takes: Vec<(EditionId, Vec<CellId>)>,
    /// What cannot be compared over the editions, and why; Chinese and English. Empty where everything can.
    pub note: (String, String),
}

/// Every column, in the order of the forms.
pub fn columns() -> &'static [Column] {
    &COLUMNS
}

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let mut columns: Vec<(usize, Column)> = (0..)
        .zip(cells())
        // What has become another path of the same meaning stands in the column of that path.
        .filter(|(_, cell)| !bridge_from(cell).is_some_and(|bridge| bridge.relation == Relation::Same))
        .map(|(at, cell)| (place(at, cell), column(cell)))
        .collect();
    columns.sort_by_key(|(place, column)| (column.table, *place));
    columns.into_iter().map(|(_, column)| column).collect()
});

/// Where the column of a cell stands within its table: a row whose parts the newer edition has in its place comes before them.
fn place(at: usize, cell: &Cell) -> usize {
    let sum = bridge_from(cell).filter(|bridge| bridge.relation == Relation::SumOf);
    let parts = |bridge: &Bridge| cells().iter().position(|cell| bridge.to.iter().any(|to| covers(to, &cell.path)));
    sum.and_then(parts).map_or(at * 2 + 1, |first| first * 2)
}

fn covers(path: &str, cell: &str) -> bool {
    cell.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The bridge that leads from a cell of 2019.
fn bridge_from(cell: &Cell) -> Option<&'static Bridge> {
    BRIDGES.iter().find(|bridge| covers(bridge.from, &cell.path))
}

/// The bridge that leads to a cell of 2021.
fn bridge_to(cell: &Cell) -> Option<&'static Bridge> {
    BRIDGES.iter().find(|bridge| bridge.to.iter().any(|to| covers(to, &cell.path)))
}

/// The cells at the end of a bridge, in the column of a cell: a path without column stands for every column.
fn across(paths: &[&str], from: &str, cell: &Cell) -> Vec<CellId> {
    let column = cell.path.strip_prefix(from).unwrap_or_default();
    paths.iter().filter_map(|path| crate::cell(&[path, column].concat())).collect()
}

fn column(of: &Cell) -> Column {
    let mut takes: Vec<(EditionId, Vec<CellId>)> =
        of.editions.iter().map(|edition| (*edition, cell(&of.path).into_iter().collect())).collect();
    let mut id = of.path.replace('.', "_");
    let mut note = (String::new(), String::new());
    if let Some(bridge) = bridge_from(of) {
        if bridge.relation == Relation::SumOf {
            takes.push((EditionId::E2021, across(bridge.to, bridge.from, of)));
        }
        note = reason_from(bridge);
    } else if let Some(bridge) = bridge_to(of) {
        if bridge.relation == Relation::Same {
            takes.push((EditionId::E2019, across(&[bridge.from], bridge.to.first().copied().unwrap_or_default(), of)));
            id = id.replacen("t2_2021", "t2", 1);
        }
        note = reason_to(bridge);
    } else if of.table == TableId::Statistics {
        note = (
            "2014—2018年的统计表是另一种表式，与其后各版的对应关系未经确认，不合并".into(),
            "another form, of 2014 to 2018, whose correspondence to later ones is not established; joined with no other column".into(),
        );
    }
    if takes.len() == 1 && note.0.is_empty() {
        note = (
            "仅2021年版；2019年版无此项".into(),
            "edition of 2021 only; the edition of 2019 does not ask for it".into(),
        );
    }
    takes.sort_by_key(|(edition, _)| EDITIONS.iter().position(|known| known.id == *edition));
    let is_money = of.unit == MONEY || of.path == PROCUREMENT;
    if is_money {
        let sentence = (
            "金额一律换算为万元；单元格未写明单位、表头也没有单位的，不取数（unit_unknown）",
            "amounts are in 10,000 yuan; where neither the cell nor the header says the unit there is no number (unit_unknown)",
        );
        note = (joined(&note.0, sentence.0, "；"), joined(&note.1, sentence.1, "; "));
    }
    if of.path == PROCUREMENT {
        id += "_10k_yuan";
    }
    let counted = matches!(of.table, TableId::Requests | TableId::Disputes);
    Column {
        id,
        name: of.label.clone(),
        name_en: english(&of.path).unwrap_or_default(),
        table: of.table,
        unit: if is_money {
            MONEY
        } else if counted {
            "件"
        } else {
            of.unit
        },
        takes,
        note,
    }
}

/// An amount for which the form of 2019 prints no unit.
const PROCUREMENT: &str = "t2_2019.art20_9.centralized_procurement.amount";

fn joined(first: &str, second: &str, between: &str) -> String {
    if first.is_empty() { second.into() } else { [first, between, second].concat() }
}

/// Why a cell of 2019 has the column that it has.
fn reason_from(bridge: &Bridge) -> (String, String) {
    let to = bridge.to.join(", ");
    match bridge.relation {
        Relation::Same => Default::default(),
        Relation::SumOf => {
            let to = bridge.to.join(" + ");
            (
                format!("2021年版取各小项之和：{to}；任一小项没有数字的，不求和"),
                format!("of the edition of 2021 the sum of {to}; none where one of them has no number"),
            )
        }
        Relation::NotComparable => (
            format!("仅2019年版；与2021年版的 {to} 名称相近而含义不同，不合并"),
            format!("edition of 2019 only; near in name to {to} of 2021, different in meaning, and not joined"),
        ),
        Relation::Dropped => (
            "仅2019年版；2021年版已无此项".into(),
            "edition of 2019 only; the edition of 2021 does not ask for it".into(),
        ),
    }
}

/// Why a cell of 2021 has the column that it has.
fn reason_to(bridge: &Bridge) -> (String, String) {
    let from = bridge.from;
    match bridge.relation {
        Relation::Same | Relation::Dropped => Default::default(),
        Relation::SumOf => (
            format!("仅2021年版；2019年版合为一行 {from}，见该列"),
            format!("edition of 2021 only; the edition of 2019 has one row {from}, which has a column"),
        ),
        Relation::NotComparable => (
            format!("仅2021年版；与2019年版的 {from} 名称相近而含义不同，不合并"),
            format!("edition of 2021 only; near in name to {from} of 2019, different in meaning, and not joined"),
        ),
    }
}

impl Column {
    /// What a report says in this column: the number and how it is known, or why there is none.
    pub fn figure(&self, report: &UnitYear) -> Figure {
        let none = |flag| Figure { number: None, flag };
        let edition = report.edition(self.table).or_else(|| in_force(report.year));
        let of_its_own = self.takes.iter().find(|(known, _)| Some(*known) == edition);
        let first = of_its_own.map_or(none(Flag::OtherEdition), |(_, cells)| self.taken(cells, report));
        if first.number.is_some() {
            return first;
        }
        // A table may mix the rows of two forms; what is said in the other way is said.
        let other = self.takes.iter().filter(|(known, _)| Some(*known) != edition);
        let mut said = other.map(|(_, cells)| self.taken(cells, report)).filter(|figure| figure.number.is_some());
        said.next().unwrap_or(first)
    }

    fn taken(&self, cells: &[CellId], report: &UnitYear) -> Figure {
        let mut sum = Figure { number: Some(Decimal::ZERO), flag: Flag::Read };
        for (at, &cell) in cells.iter().enumerate() {
            let missing = Figure { number: None, flag: Flag::Missing };
            let part = report.figure(cell).cloned().unwrap_or(missing);
            let part = self.in_its_unit(part, report.unit_of(cell));
            sum = match (sum.number, part.number) {
                (Some(_), Some(_)) if at == 0 => part,
                (Some(sum_), Some(number)) => {
                    Figure { number: sum_.checked_add(number), flag: sum.flag.max(part.flag) }
                }
                _ => return part,
            };
        }
        sum
    }

    /// Money in 10,000 yuan, exactly; everything else as it is.
    fn in_its_unit(&self, figure: Figure, printed: &str) -> Figure {
        if self.unit != MONEY || figure.number.is_none() {
            return figure;
        }
        let times = match printed {
            MONEY => return figure,
            "元" => Decimal::new(1, 4),
            "亿元" => Decimal::from(10_000),
            _ => return Figure { number: None, flag: Flag::UnitUnknown },
        };
        let number = figure.number.and_then(|number| number.checked_mul(times));
        Figure { number: number.map(|number| number.normalize()), flag: figure.flag }
    }
}

/// The form that the report of a year should have.
fn in_force(year: i32) -> Option<EditionId> {
    let form = EDITIONS.iter().find(|form| form.years.0 <= year && form.years.1.is_none_or(|last| year <= last));
    form.map(|form| form.id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Unit;

    fn column(id: &str) -> &'static Column {
        columns().iter().find(|column| column.id == id).unwrap_or_else(|| panic!("{id}"))
    }

    fn report(year: i32, figures: &[(&str, &str)]) -> UnitYear {
        let figures = figures.iter().map(|(path, text)| {
            let number = text.parse().ok();
            (cell(path).expect("a cell"), Figure { number, flag: number.map_or(Flag::Blank, |_| Flag::Read) })
        });
        UnitYear::empty(Unit::default(), year, "a.html").with_figures(figures)
    }

    fn shown(id: &str, report: &UnitYear) -> String {
        let figure = column(id).figure(report);
        format!("{} {}", figure.number.map_or("-".into(), |number| number.to_string()), figure.flag.id())
    }

    #[test]
    fn every_cell_of_every_form_is_in_a_column() {
        let taken: BTreeSet<CellId> =
            columns().iter().flat_map(|column| column.takes.iter().flat_map(|(_, cells)| cells.clone())).collect();
        assert_eq!(taken.len(), cells().len());
    }

    #[test]
    fn ids_are_distinct_and_names_are_there() {
        let ids: BTreeSet<&str> = columns().iter().map(|column| column.id.as_str()).collect();
        assert_eq!(ids.len(), columns().len());
        for column in columns() {
            assert!(!column.name.is_empty() && !column.name_en.is_empty() && !column.takes.is_empty(), "{}", column.id);
            assert!(column.takes.iter().all(|(_, cells)| !cells.is_empty()), "{}", column.id);
        }
    }

    #[test]
    fn a_column_of_one_edition_says_why() {
        for column in columns().iter().filter(|column| column.takes.len() == 1) {
            assert!(!column.note.0.is_empty() && !column.note.1.is_empty(), "{}", column.id);
        }
    }

    #[test]
    fn what_is_the_same_is_one_column() {
        let id = "t2_art20_5_administrative_licensing_decisions";
        let old = report(2019, &[("t2_2019.art20_5.administrative_licensing.decisions", "7")]);
        let new = report(2021, &[("t2_2021.art20_5.administrative_licensing.decisions", "9")]);
        assert_eq!((shown(id, &old), shown(id, &new)), ("7 read".into(), "9 read".into()));
    }

    #[test]
    fn one_row_of_2019_is_the_sum_of_three_of_2021() {
        let old = report(2019, &[("t3.other.total", "5")]);
        let row = |fee: &str| {
            report(
                2021,
                &[
                    ("t3.other_no_correction.total", "2"),
                    ("t3.other_fee_unpaid.total", fee),
                    ("t3.other_misc.total", "4"),
                ],
            )
        };
        assert_eq!(shown("t3_other_total", &old), "5 read");
        assert_eq!(shown("t3_other_total", &row("1")), "7 read");
        // A blank is not a zero.
        assert_eq!(shown("t3_other_total", &row("")), "- blank");
        assert_eq!(shown("t3_other_misc_total", &old), "- other_edition");
        // A report of 2021 that kept the row of 2019.
        assert_eq!(shown("t3_other_total", &report(2023, &[("t3.other.total", "6")])), "6 read");
    }

    #[test]
    fn what_is_near_in_name_stays_apart() {
        let old = report(2019, &[("t2_2019.art20_1.rules.newly_produced", "3")]);
        assert_eq!(shown("t2_2021_art20_1_rules_issued", &old), "- other_edition");
        assert_eq!(shown("t2_2019_art20_1_rules_newly_produced", &old), "3 read");
        assert_eq!(shown("t3_granted_total", &old), "- missing");
    }

    #[test]
    fn money_is_in_10_000_yuan_where_its_unit_is_known() {
        let path = "t2_2019.art20_9.centralized_procurement.amount";
        let id = "t2_2019_art20_9_centralized_procurement_amount_10k_yuan";
        let amount = |unit: &str| report(2019, &[(path, "251000")]).with_unit(cell(path).expect("a cell"), unit);
        assert_eq!(shown(id, &amount("元")), "25.1 read");
        assert_eq!(shown(id, &amount("万元")), "251000 read");
        assert_eq!(shown(id, &amount("")), "- unit_unknown");
        let fees = "t2_2021.art20_8.administrative_fees.amount_10k_yuan";
        assert_eq!(
            shown("t2_2021_art20_8_administrative_fees_amount_10k_yuan", &report(2022, &[(fees, "0.0380")])),
            "0.0380 read"
        );
    }

    #[test]
    fn columns_stand_in_the_order_of_the_form() {
        let at = |id: &str| columns().iter().position(|column| column.id == id).expect("a column");
        let order = [
            "t3_not_processed_confirm_reissue_total",
            "t3_other_natural_person",
            "t3_other_total",
            "t3_other_no_correction_natural_person",
            "t3_carried_out_total",
            "t4_reconsideration_upheld",
            "s14_proactive_items",
        ];
        assert!(order.is_sorted_by_key(|id| at(id)));
        assert!(at("t2_2021_art20_1_rules_issued") < at("t2_2019_art20_1_rules_newly_produced"));
    }
}
