//! Units ranked by an indicator in a year; those without figure stand apart, each with the reason.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::collection::Collection;
use crate::indicators::{Absent, Indicator, Measured, measure};

/// Units ranked by an indicator.
#[derive(Debug)]
pub struct Ranking {
    /// By what.
    pub indicator: &'static Indicator,
    /// The year.
    pub year: i32,
    /// The units with a figure, the highest first; those with the same figure have the same place.
    pub ranked: Vec<Ranked>,
    /// The units without one, in order of their names.
    pub apart: Vec<(String, Unranked)>,
}

/// A unit with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// 1, 2, 2, 4 …
    pub place: usize,
    /// Name of the unit.
    pub unit: String,
    /// Its figure.
    pub value: Decimal,
    /// What is behind it.
    pub measured: Measured,
}

/// Why a unit has no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unranked {
    /// What stands below the line is too small; the counts.
    Small(Measured),
    /// There is no figure.
    Absent(Absent),
}

impl Ranking {
    /// Ranks the units of a collection, and those that are `expected` besides (a roster).
    pub fn of<'a>(
        collection: &'a Collection,
        indicator: &'static Indicator,
        year: i32,
        expected: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut names: BTreeSet<&str> = collection.units().map(|(name, _)| name).collect();
        names.extend(expected);
        let (mut ranked, mut apart) = (Vec::new(), Vec::new());
        for name in names {
            let before = year.checked_sub(1).and_then(|year| collection.get(name, year));
            match measure(indicator, collection.get(name, year), before) {
                Ok(measured) => match measured.value {
                    Some(value) => ranked.push(Ranked { place: 0, unit: name.to_owned(), value, measured }),
                    None => apart.push((name.to_owned(), Unranked::Small(measured))),
                },
                Err(absent) => apart.push((name.to_owned(), Unranked::Absent(absent))),
            }
        }
        // A stable sort: units with the same figure stay in order of their names.
        ranked.sort_by_key(|unit| Reverse(unit.value));
        let mut last: Option<(Decimal, usize)> = None;
        for (at, unit) in ranked.iter_mut().enumerate() {
            let place = last.filter(|(value, _)| *value == unit.value).map_or(at + 1, |(_, place)| place);
            unit.place = place;
            last = Some((unit.value, place));
        }
        Self { indicator, year, ranked, apart }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::indicator;
    use crate::testing::filled;

    #[test]
    fn equal_figures_share_a_place_and_units_without_one_stand_apart() {
        let mut all = Collection::default();
        let total = |name: &str, granted, processed| {
            let report = filled(name, 2023).set("t3.granted.total", Some(granted));
            report.set("t3.total_processed.total", Some(processed))
        };
        all.add(total("青禾县财政局", 5, 10));
        all.add(total("青禾县教育局", 8, 10));
        all.add(total("青禾县水务局", 10, 20));
        all.add(total("青禾县公安局", 3, 9));
        all.add(total("青禾县民政局", 1, 12).set("t3.granted.total", None));
        let rate = indicator("grant_rate_full").expect("listed");
        let ranking = Ranking::of(&all, rate, 2023, ["青禾县商务局"]);
        let places: Vec<_> = ranking.ranked.iter().map(|unit| (unit.place, unit.unit.as_str())).collect();
        assert_eq!(places, [(1, "青禾县教育局"), (2, "青禾县水务局"), (2, "青禾县财政局")]);
        let apart: Vec<_> = ranking
            .apart
            .iter()
            .map(|(name, why)| match why {
                Unranked::Small(measured) => (name.as_str(), measured.counts()),
                Unranked::Absent(absent) => (name.as_str(), absent.id().to_owned()),
            })
            .collect();
        let expected = [("青禾县公安局", "3/9"), ("青禾县商务局", "no_report"), ("青禾县民政局", "blank")];
        assert_eq!(apart, expected.map(|(name, why)| (name, why.to_owned())));
    }
}
