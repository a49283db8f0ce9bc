//! Many reports, by unit and year.

use std::collections::{BTreeMap, BTreeSet};

use crate::unit_year::{Flag, UnitYear};

/// One report for each unit and year, and what else there was of them.
#[derive(Debug, Clone, Default)]
pub struct Collection {
    units: BTreeMap<String, BTreeMap<i32, UnitYear>>,
    set_aside: Vec<SetAside>,
}

/// A report that another one of the same unit and year was preferred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Name of the unit.
    pub unit: String,
    /// The year.
    pub year: i32,
    /// Where the report is that was set aside.
    pub source: String,
    /// Where the one is that counts.
    pub preferred: String,
    /// Cells in which both have a number, and not the same one.
    pub differing: usize,
}

impl Collection {
    /// Takes a report up. Of several reports of one unit and year the one with more numbers counts, else the one that came first.
    pub fn add(&mut self, report: UnitYear) {
        let years = self.units.entry(report.unit.name.clone()).or_default();
        let Some(known) = years.get_mut(&report.year) else {
            years.insert(report.year, report);
            return;
        };
        let better = numbers(&report) > numbers(known);
        let aside = if better { std::mem::replace(known, report) } else { report };
        self.set_aside.push(SetAside {
            unit: known.unit.name.clone(),
            year: known.year,
            differing: differing(&aside, known),
            source: aside.source,
            preferred: known.source.clone(),
        });
    }

    /// The units in order of their names, each with its reports by year.
    pub fn units(&self) -> impl ExactSizeIterator<Item = (&str, &BTreeMap<i32, UnitYear>)> {
        self.units.iter().map(|(name, years)| (name.as_str(), years))
    }

    /// The reports of a unit, by year.
    pub fn unit(&self, name: &str) -> Option<&BTreeMap<i32, UnitYear>> {
        self.units.get(name)
    }

    /// The report of a unit and year.
    pub fn get(&self, name: &str, year: i32) -> Option<&UnitYear> {
        self.units.get(name)?.get(&year)
    }

    /// All reports, by unit and year.
    pub fn iter(&self) -> impl Iterator<Item = &UnitYear> {
        self.units.values().flat_map(BTreeMap::values)
    }

    /// All reports of a unit, to be changed.
    pub fn units_mut(&mut self) -> impl Iterator<Item = &mut BTreeMap<i32, UnitYear>> {
        self.units.values_mut()
    }

    /// The years that any report is of.
    pub fn years(&self) -> BTreeSet<i32> {
        self.units.values().flat_map(BTreeMap::keys).copied().collect()
    }

    /// Reports that do not count, since another one of the unit and year does.
    pub fn set_aside(&self) -> &[SetAside] {
        &self.set_aside
    }
}

fn numbers(report: &UnitYear) -> usize {
    report.figures().iter().filter(|(_, figure)| figure.number.is_some()).count()
}

fn differing(one: &UnitYear, other: &UnitYear) -> usize {
    let pairs = one.figures().iter().filter_map(|(cell, figure)| Some((figure.number?, other.figure(*cell)?.number?)));
    pairs.filter(|(one, other)| one != other).count()
}

impl UnitYear {
    /// What is known of a cell: the number and how, or why there is none.
    pub fn flag(&self, path: &str) -> Flag {
        self.at(path).map_or(Flag::OtherEdition, |figure| figure.flag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Figure, Unit, cell};

    fn report(unit: &str, year: i32, source: &str, figures: &[(&str, i64)]) -> UnitYear {
        let unit = Unit { name: unit.into(), ..Unit::default() };
        let figures = figures.iter().map(|(path, number)| {
            (cell(path).expect("a cell"), Figure { number: Some((*number).into()), flag: Flag::Read })
        });
        UnitYear::empty(unit, year, source).with_figures(figures)
    }

    #[test]
    fn the_fuller_report_counts_and_the_other_one_is_named() {
        let mut all = Collection::default();
        all.add(report("青禾县水务局", 2023, "a.html", &[("t3.granted.total", 3)]));
        all.add(report("青禾县水务局", 2023, "b.docx", &[("t3.granted.total", 4), ("t3.new_received.total", 4)]));
        all.add(report("青禾县水务局", 2022, "c.html", &[]));
        assert_eq!(all.get("青禾县水务局", 2023).map(|report| report.source.as_str()), Some("b.docx"));
        let [aside] = all.set_aside() else { panic!("one") };
        assert_eq!((aside.source.as_str(), aside.preferred.as_str(), aside.differing), ("a.html", "b.docx", 1));
        assert_eq!(all.years().into_iter().collect::<Vec<_>>(), [2022, 2023]);
    }
}
