//! Indicators of units over years; a year without report is a point that says so.

use std::ops::RangeInclusive;

use crate::collection::Collection;
use crate::indicators::{Absent, Indicator, Measured, measure};
use gongkai_model::Unit;

use crate::unit_year::UnitYear;

/// Indicators of units over years.
#[derive(Debug)]
pub struct Trend {
    /// What was measured.
    pub indicators: Vec<&'static Indicator>,
    /// Every year from the first to the last, those without any report included.
    pub years: Vec<i32>,
    /// The units, in order of their names.
    pub units: Vec<UnitTrend>,
}

/// Indicators of a unit over years.
#[derive(Debug)]
pub struct UnitTrend {
    /// Whose.
    pub unit: Unit,
    /// Where the report of each year is; nothing: there is none.
    pub sources: Vec<Option<String>>,
    /// For each indicator, a point for each year.
    pub points: Vec<Vec<Point>>,
}

/// An indicator in a year, or why it is not known.
pub type Point = Result<Measured, Absent>;

impl Trend {
    /// Measures indicators of the units that `wanted` names, over some years; nothing: from the first report to the last.
    pub fn of(
        collection: &Collection,
        indicators: &[&'static Indicator],
        years: Option<RangeInclusive<i32>>,
        wanted: &dyn Fn(&str) -> bool,
    ) -> Self {
        let units: Vec<_> = collection.units().filter(|(name, _)| wanted(name)).collect();
        let known = units.iter().flat_map(|(_, years)| years.keys());
        let span = || Some(*known.clone().min()?..=*known.clone().max()?);
        let years: Vec<i32> = years.or_else(span).into_iter().flatten().collect();
        let of_unit = |(name, reports): &(&str, &std::collections::BTreeMap<i32, UnitYear>)| {
            let report = |year: i32| reports.get(&year);
            let point = |indicator: &'static Indicator, year: i32| {
                measure(indicator, report(year), year.checked_sub(1).and_then(report))
            };
            let unit = reports.values().next_back().map(|report| report.unit.clone());
            UnitTrend {
                unit: unit.unwrap_or_else(|| Unit { name: (*name).to_owned(), ..Unit::default() }),
                sources: years.iter().map(|year| report(*year).map(|report| report.source.clone())).collect(),
                points: indicators
                    .iter()
                    .map(|indicator| years.iter().map(|year| point(indicator, *year)).collect())
                    .collect(),
            }
        };
        let units = units.iter().map(of_unit).collect();
        Self { indicators: indicators.to_vec(), years, units }
    }

    /// Units and years without a report.
    pub fn gaps(&self) -> impl Iterator<Item = (&str, i32)> {
        self.units.iter().flat_map(|unit| {
            let years = self.years.iter().zip(&unit.sources).filter(|(_, source)| source.is_none());
            years.map(|(year, _)| (unit.unit.name.as_str(), *year))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::indicator;
    use crate::testing::filled;

    #[test]
    fn missing_years_stay_missing() {
        let mut all = Collection::default();
        all.add(filled("青禾县水务局", 2021));
        all.add(filled("青禾县水务局", 2023).set("t3.new_received.total", None));
        let received = indicator("requests_received").expect("listed");
        let trend = Trend::of(&all, &[received], None, &|_| true);
        assert_eq!(trend.years, [2021, 2022, 2023]);
        let shown: Vec<String> = trend.units[0].points[0]
            .iter()
            .map(|point| match point {
                Ok(found) => format!("{}{}", found.of, found.signs()),
                Err(absent) => absent.id().to_owned(),
            })
            .collect();
        // The blank is what the sum of the form makes of it only where that is zero: 10 natural persons are there.
        assert_eq!(shown, ["10", "no_report", "blank"]);
        assert_eq!(trend.gaps().collect::<Vec<_>>(), [("青禾县水务局", 2022)]);
    }
}
