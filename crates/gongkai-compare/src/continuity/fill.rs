//! Figures that a report leaves undecided and the report of a neighbouring year proves.

use std::collections::BTreeMap;

use gongkai_model::EditionId;
use gongkai_template::{APPLICANTS, edition};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::cells::{CellId, cell};
use crate::unit_year::{Flag, UnitYear};

/// A figure that was filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// Year of the report that left it undecided.
    pub year: i32,
    /// Path of the cell.
    pub cell: &'static str,
    /// The number.
    pub number: Decimal,
    /// Year of the report that proves it.
    pub from: i32,
}

/// What must hold between a year and the next: `Σ left = Σ right`, each cell of the earlier or of the later report.
struct Law {
    left: Vec<Term>,
    right: Vec<Term>,
}

/// A cell of one of two years.
#[derive(Clone)]
struct Term {
    later: bool,
    path: String,
}

fn term(later: bool, path: impl Into<String>) -> Term {
    Term { later, path: path.into() }
}

/// The laws: what is carried over (XY-001), documents in force (XY-002), items of the year before (XY-003).
fn laws() -> Vec<Law> {
    let mut laws = Vec::new();
    for column in APPLICANTS {
        let path = |row: &str| format!("t3.{row}.{}", column.id());
        laws.push(Law { left: vec![term(false, path("carried_out"))], right: vec![term(true, path("carried_in"))] });
    }
    for row in ["rules", "normative_documents"] {
        let path = |column: &str| format!("t2_2021.art20_1.{row}.{column}");
        laws.push(Law {
            left: vec![term(false, path("in_force")), term(true, path("issued"))],
            right: vec![term(true, path("abolished")), term(true, path("in_force"))],
        });
    }
    let form = edition(EditionId::E2019);
    for band in form.proactive.iter().filter(|band| band.columns.iter().any(|column| column.id == "items_change")) {
        for row in band.rows {
            let path = |column: &str| [form.proactive_prefix, band.id, row.id, column].join(".");
            laws.push(Law {
                left: vec![term(false, path("prior_year_items")), term(false, path("items_change"))],
                right: vec![term(true, path("prior_year_items"))],
            });
        }
    }
    laws
}

/// Fills figures that a report leaves undecided and that the report of the year before or after proves, and says which. A number
/// that was read never changes.
///
/// A figure is filled where a law between the years (what is carried over, documents in force, items of the year before) gives it,
/// all other figures of the law are known, and it is one of the readings that are left of the cell; where no readings are left,
/// the other figures must have been read as they stand and the reports must not be known to cover different work. What two laws give differently stays undecided, and so does what would
/// rest on a figure filled itself. `years`: the reports of one unit.
pub fn fill_from_neighbours(years: &mut BTreeMap<i32, UnitYear>) -> Vec<Filled> {
    // Nearly every report is decided all through.
    let open = |report: &UnitYear| report.figures().iter().any(|(_, figure)| figure.flag == Flag::Unreadable);
    if !years.values().any(open) {
        return Vec::new();
    }
    let mut found: BTreeMap<(i32, CellId), Vec<Filled>> = BTreeMap::new();
    let laws = laws();
    for (year, after) in &*years {
        let Some(before) = year.checked_sub(1).and_then(|year| years.get(&year)) else { continue };
        let same_scope = is_comparable(before, after);
        for law in &laws {
            if let Some((later, id, number)) = law.solve(before, after, same_scope) {
                let (year, from) = if later { (*year, before.year) } else { (before.year, *year) };
                let filled = Filled { year, cell: &id.cell().path, number, from };
                found.entry((year, id)).or_default().push(filled);
            }
        }
    }
    let mut all = Vec::new();
    for ((year, id), mut ways) in found {
        ways.dedup_by_key(|filled| filled.number);
        if let ([filled], Some(report)) = (ways.as_slice(), years.get_mut(&year))
            && report.fill(id, filled.number)
        {
            all.push(filled.clone());
        }
    }
    all
}

/// Whether the reports are not known to cover different work.
fn is_comparable(before: &UnitYear, after: &UnitYear) -> bool {
    match (before.scope, after.scope) {
        (Some(before), Some(after)) => before == after,
        _ => true,
    }
}

impl Law {
    /// The one undecided figure that the law gives.
    fn solve(&self, before: &UnitYear, after: &UnitYear, same_scope: bool) -> Option<(bool, CellId, Decimal)> {
        let mut open: Option<(&Term, bool)> = None;
        let (mut rest, mut as_they_stand) = (Decimal::ZERO, true);
        let terms = self.left.iter().map(|term| (term, false)).chain(self.right.iter().map(|term| (term, true)));
        for (term, right) in terms {
            let report = if term.later { after } else { before };
            match (report.number(&term.path), report.flag(&term.path)) {
                (Some(number), flag @ (Flag::Read | Flag::Repaired)) => {
                    as_they_stand &= flag == Flag::Read;
                    rest = if right { rest.checked_add(number)? } else { rest.checked_sub(number)? };
                }
                (None, Flag::Unreadable) if open.is_none() => open = Some((term, right)),
                _ => return None,
            }
        }
        let (term, right) = open?;
        // left − right = 0, so what is open on the left is the rest, on the right its opposite.
        let number = if right { -rest } else { rest };
        let id = cell(&term.path)?;
        let report = if term.later { after } else { before };
        let candidates = report.candidates(id);
        let fits = if candidates.is_empty() { as_they_stand && same_scope } else { candidates.contains(&number) };
        let is_count = !term.path.ends_with(".items_change");
        (fits && !(is_count && number.is_sign_negative()) && number.is_integer()).then_some((term.later, id, number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Figure;
    use crate::testing::report;

    const ISSUED: &str = "t2_2021.art20_1.normative_documents.issued";
    const ABOLISHED: &str = "t2_2021.art20_1.normative_documents.abolished";
    const IN_FORCE: &str = "t2_2021.art20_1.normative_documents.in_force";

    fn undecided() -> Figure {
        Figure { number: None, flag: Flag::Unreadable }
    }

    /// 2022 undecided with readings that are left, 2023 with 4 issued, 1 abolished, so many in force.
    fn years(readings: &[i64], in_force: i64) -> BTreeMap<i32, UnitYear> {
        let id = cell(IN_FORCE).expect("a cell");
        let before = report("青禾县水务局", 2022, &[]).put(IN_FORCE, undecided());
        let before = before.with_candidates(id, readings.iter().map(|number| Decimal::from(*number)));
        let after = report("青禾县水务局", 2023, &[(ISSUED, 4), (ABOLISHED, 1), (IN_FORCE, in_force)]);
        [before, after].into_iter().map(|report| (report.year, report)).collect()
    }

    #[test]
    fn the_next_year_decides_among_the_readings() {
        let mut proven = years(&[8, 18, 318], 21);
        let filled = fill_from_neighbours(&mut proven);
        assert_eq!(filled, [Filled { year: 2022, cell: IN_FORCE, number: 18.into(), from: 2023 }]);
        let figure = proven[&2022].at(IN_FORCE).expect("a cell");
        assert_eq!((figure.number, figure.flag), (Some(18.into()), Flag::Neighbour));
    }

    #[test]
    fn a_number_that_is_no_reading_proves_nothing() {
        let mut years = years(&[8, 18, 318], 22);
        assert_eq!(fill_from_neighbours(&mut years), []);
        assert_eq!(years[&2022].flag(IN_FORCE), Flag::Unreadable);
    }

    #[test]
    fn without_readings_the_neighbour_must_be_read_as_it_stands() {
        let mut open = years(&[], 21);
        assert_eq!(fill_from_neighbours(&mut open).len(), 1);
        let mut repaired = years(&[], 21);
        let after = repaired.remove(&2023).expect("there");
        let figure = Figure { number: Some(4.into()), flag: Flag::Repaired };
        repaired.insert(2023, after.put(ISSUED, figure));
        assert_eq!(fill_from_neighbours(&mut repaired), []);
    }

    #[test]
    fn reports_of_different_work_prove_readings_only() {
        use gongkai_model::Scope;
        for (readings, count) in [(&[8, 18][..], 1), (&[], 0)] {
            let mut years = years(readings, 21);
            for (year, report) in &mut years {
                report.scope = Some(if *year == 2022 { Scope::OwnOrgan } else { Scope::WholeGovernment });
            }
            assert_eq!(fill_from_neighbours(&mut years).len(), count);
        }
    }

    #[test]
    fn the_year_before_and_the_year_after_must_agree() {
        let path = "t3.carried_in.total";
        let year = |year, carried_in: Option<i64>, out| {
            let report = report("青禾县水务局", year, &[("t3.carried_out.total", out)]);
            match carried_in {
                Some(number) => report.set(path, Some(number)),
                None => report.put(path, undecided()),
            }
        };
        let mut years: BTreeMap<i32, UnitYear> =
            [year(2022, Some(0), 3), year(2023, None, 1)].into_iter().map(|report| (report.year, report)).collect();
        let filled = fill_from_neighbours(&mut years);
        assert_eq!(filled.iter().map(|filled| filled.number).collect::<Vec<_>>(), [3.into()]);
        // A gap proves nothing.
        let mut apart: BTreeMap<i32, UnitYear> =
            [year(2021, Some(0), 3), year(2023, None, 1)].into_iter().map(|report| (report.year, report)).collect();
        assert_eq!(fill_from_neighbours(&mut apart), []);
    }

    #[test]
    fn what_was_read_never_changes() {
        let mut years = years(&[18], 21);
        let before = years.remove(&2022).expect("there").set(IN_FORCE, Some(5));
        years.insert(2022, before);
        assert_eq!(fill_from_neighbours(&mut years), []);
        assert_eq!(years[&2022].number(IN_FORCE), Some(5.into()));
    }
}
