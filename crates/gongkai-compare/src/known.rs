//! Numbers of a report in the terms of one form: bridges between editions, blanks that the sums of the form prove to be zero.

use std::collections::BTreeSet;

use gongkai_model::{EditionId, TableId};
use gongkai_template::{APPLICANTS, Axis, BRIDGES, DISPUTE_BLOCKS, Relation, Sum, edition};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::unit_year::{Flag, UnitYear};

/// A number, and what to know of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The number.
    pub number: Decimal,
    /// What it rests on besides figures read as they stand.
    pub cautions: BTreeSet<Caution>,
}

/// What a number rests on besides figures read as they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Caution {
    /// A figure that was repaired.
    Repaired,
    /// A figure that the report of a neighbouring year proves.
    Neighbour,
    /// A blank cell that the sums of the form prove to be zero.
    BlankIsZero,
}

impl Caution {
    /// Name in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Repaired => "repaired",
            Self::Neighbour => "neighbour",
            Self::BlankIsZero => "blank_is_zero",
        }
    }

    /// For people, in Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Repaired => ("含修复的数字", "a repaired figure in it"),
            Self::Neighbour => {
                ("含由相邻年度报告确定的数字", "a figure in it that the report of a neighbouring year proves")
            }
            Self::BlankIsZero => {
                ("含空白格，合计关系证明为零", "a blank cell in it that the sums of the form prove to be zero")
            }
        }
    }

    /// Sign behind a number.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Repaired => "*",
            Self::Neighbour => "†",
            Self::BlankIsZero => "°",
        }
    }
}

/// Why there is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What stands there instead.
    pub flag: Flag,
    /// Path of the first cell that has none.
    pub cell: String,
}

/// The number of a cell. A cell that the form of the report does not have is looked up across the bridge between editions: the
/// same thing under another path, or the sum of the cells that it was parted into.
///
/// # Errors
/// Why there is none.
pub fn known(report: &UnitYear, path: &str) -> Result<Known, Lack> {
    let flag = report.flag(path);
    match report.number(path) {
        Some(number) => {
            let caution = match flag {
                Flag::Repaired => Some(Caution::Repaired),
                Flag::Neighbour => Some(Caution::Neighbour),
                _ => None,
            };
            Ok(Known { number, cautions: caution.into_iter().collect() })
        }
        None if flag == Flag::OtherEdition => across(report, path),
        None if matches!(flag, Flag::Blank | Flag::None) && is_zero(report, path) => {
            Ok(Known { number: Decimal::ZERO, cautions: [Caution::BlankIsZero].into() })
        }
        None => Err(Lack { flag, cell: path.to_owned() }),
    }
}

/// The sum of cells, each with its sign.
///
/// # Errors
/// The first cell without number.
pub(crate) fn sum<'a>(report: &UnitYear, terms: impl IntoIterator<Item = (bool, &'a str)>) -> Result<Known, Lack> {
    let mut all = Known::default();
    for (minus, path) in terms {
        let one = known(report, path)?;
        let next = if minus { all.number.checked_sub(one.number) } else { all.number.checked_add(one.number) };
        all.number = next.ok_or_else(|| Lack { flag: Flag::Unreadable, cell: path.to_owned() })?;
        all.cautions.extend(one.cautions);
    }
    Ok(all)
}

fn across(report: &UnitYear, path: &str) -> Result<Known, Lack> {
    let lack = || Lack { flag: Flag::OtherEdition, cell: path.to_owned() };
    let has = |path: &str| report.flag(path) != Flag::OtherEdition;
    for bridge in BRIDGES {
        match bridge.relation {
            Relation::Same => {
                let other = bridge.to.iter().chain([&bridge.from]).find(|other| **other != path && has(other));
                if (bridge.from == path || bridge.to.contains(&path))
                    && let Some(other) = other
                {
                    return known(report, other);
                }
            }
            Relation::SumOf => {
                let Some(column) = path.strip_prefix(bridge.from).and_then(|rest| rest.strip_prefix('.')) else {
                    continue;
                };
                let parts: Vec<String> = bridge.to.iter().map(|row| format!("{row}.{column}")).collect();
                if parts.iter().all(|part| has(part)) {
                    return sum(report, parts.iter().map(|part| (false, part.as_str())));
                }
            }
            Relation::NotComparable | Relation::Dropped => {}
        }
    }
    Err(lack())
}

/// Whether a sum of the form proves that a blank cell stands for zero: counts are not below zero, so where the numbers alone make
/// both sides equal, blanks on one side of it are nothing.
fn is_zero(report: &UnitYear, path: &str) -> bool {
    sums_of(report, path).into_iter().any(|[left, right]| {
        let side = |cells: &[String]| {
            let mut total = (Decimal::ZERO, false);
            for cell in cells {
                match (report.number(cell), report.flag(cell)) {
                    (Some(number), _) => total.0 = total.0.checked_add(number)?,
                    (None, Flag::Blank | Flag::None) => total.1 = true,
                    (None, _) => return None,
                }
            }
            Some(total)
        };
        match (side(&left), side(&right)) {
            (Some((one, blank)), Some((other, also_blank))) => one == other && !(blank && also_blank),
            _ => false,
        }
    })
}

/// The sums of the form that a cell is in, each as the cells of its two sides.
fn sums_of(report: &UnitYear, path: &str) -> Vec<[Vec<String>; 2]> {
    let form = |table| report.edition(table).unwrap_or(EditionId::E2021);
    if let Some((row, column)) = path.strip_prefix("t3.").and_then(|rest| rest.split_once('.')) {
        let sums = edition(form(TableId::Requests)).request_sums.iter();
        return sums
            .filter_map(|sum| match sum.axis {
                Axis::Rows if APPLICANTS.iter().any(|applicant| applicant.id() == column) => {
                    sides(sum, row, |row| format!("t3.{row}.{column}"))
                }
                Axis::Rows => None,
                Axis::Columns => sides(sum, column, |column| format!("t3.{row}.{column}")),
            })
            .collect();
    }
    let Some(rest) = path.strip_prefix("t4.") else { return Vec::new() };
    // The longest name first: one block's name begins with that of no other, but ends with an underscore in the path.
    let block = DISPUTE_BLOCKS
        .iter()
        .filter_map(|block| Some((block.id(), rest.strip_prefix(block.id())?.strip_prefix('_')?)))
        .min_by_key(|(_, outcome)| outcome.len());
    let Some((block, outcome)) = block else { return Vec::new() };
    let sums = edition(form(TableId::Disputes)).dispute_sums.iter();
    sums.filter_map(|sum| sides(sum, outcome, |outcome| format!("t4.{block}_{outcome}"))).collect()
}

fn sides(sum: &Sum, id: &str, path: impl Fn(&str) -> String) -> Option<[Vec<String>; 2]> {
    let is_in = sum.left.iter().chain(sum.right).any(|other| *other == id);
    is_in.then(|| [sum.left, sum.right].map(|side| side.iter().map(|id| path(id)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{filled, report};

    #[test]
    fn what_was_parted_is_added_up_and_what_was_renamed_is_found() {
        let new = report(
            "青禾县水务局",
            2023,
            &[
                ("t3.other_no_correction.total", 1),
                ("t3.other_fee_unpaid.total", 0),
                ("t3.other_misc.total", 4),
                ("t2_2021.art20_5.administrative_licensing.decisions", 7),
            ],
        );
        assert_eq!(known(&new, "t3.other.total").map(|known| known.number), Ok(5.into()));
        let licences = known(&new, "t2_2019.art20_5.administrative_licensing.decisions");
        assert_eq!(licences.map(|known| known.number), Ok(7.into()));
        // Near in name, different in meaning.
        let produced = known(&new, "t2_2019.art20_1.rules.newly_produced");
        assert_eq!(produced.map_err(|lack| lack.flag), Err(Flag::OtherEdition));
    }

    #[test]
    fn a_blank_is_zero_where_the_sum_says_so_and_nothing_else() {
        let blank = filled("青禾县水务局", 2023).set("t4.reconsideration_pending", None);
        let zero = known(&blank, "t4.reconsideration_pending").expect("proven");
        assert_eq!((zero.number, zero.cautions.contains(&Caution::BlankIsZero)), (Decimal::ZERO, true));
        let open = blank.set("t4.reconsideration_total", Some(9));
        assert_eq!(known(&open, "t4.reconsideration_pending").map_err(|lack| lack.flag), Err(Flag::Blank));
    }
}
