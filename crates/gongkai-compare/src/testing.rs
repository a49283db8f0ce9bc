//! Reports of our own making, for the tests.

use gongkai_model::{EditionId, TableId};
use gongkai_template::edition;
use rust_decimal::Decimal;

use crate::{Figure, Flag, Unit, UnitYear, cell};

/// A unit of a name and nothing else.
pub(crate) fn unit(name: &str) -> Unit {
    Unit { name: name.into(), ..Unit::default() }
}

fn read(number: impl Into<Decimal>) -> Figure {
    Figure { number: Some(number.into()), flag: Flag::Read }
}

/// A report with a few figures.
pub(crate) fn report(name: &str, year: i32, figures: &[(&str, i64)]) -> UnitYear {
    let figures = figures.iter().map(|(path, number)| (cell(path).expect("a cell"), read(*number)));
    tables(UnitYear::empty(unit(name), year, "a.md"), EditionId::E2021).with_figures(figures)
}

/// A report in which everything is 0 but what a sound small report has: 10 requests, 6 granted, 2 not held, 2 carried out;
/// 2 reconsiderations, both upheld.
pub(crate) fn filled(name: &str, year: i32) -> UnitYear {
    filled_of(name, year, EditionId::E2021)
}

/// The same on the form of an edition.
pub(crate) fn filled_of(name: &str, year: i32, id: EditionId) -> UnitYear {
    let zeros = edition(id).cells().map(|info| (cell(&info.path).expect("listed"), read(0)));
    let rows =
        [("new_received", 10), ("granted", 6), ("unable_not_held", 2), ("total_processed", 8), ("carried_out", 2)];
    let mut report = tables(UnitYear::empty(unit(name), year, "a.md"), id).with_figures(zeros);
    for (row, number) in rows {
        for column in ["natural_person", "total"] {
            report = report.set(&format!("t3.{row}.{column}"), Some(number));
        }
    }
    report.set("t4.reconsideration_upheld", Some(2)).set("t4.reconsideration_total", Some(2))
}

fn tables(mut report: UnitYear, id: EditionId) -> UnitYear {
    report.tables = [TableId::Proactive, TableId::Requests, TableId::Disputes].map(|table| (table, id)).into();
    report
}

impl UnitYear {
    /// The same with another number in a cell; nothing: a blank.
    pub(crate) fn set(self, path: &str, number: Option<i64>) -> Self {
        let figure = number.map_or(Figure { number: None, flag: Flag::Blank }, read);
        self.put(path, figure)
    }

    /// The same with something else in a cell.
    pub(crate) fn put(self, path: &str, figure: Figure) -> Self {
        let id = cell(path).expect("a cell");
        let figures: Vec<_> = std::iter::once((id, figure)).chain(self.figures().iter().cloned()).collect();
        self.with_figures(figures)
    }
}
