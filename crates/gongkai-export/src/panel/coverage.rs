//! Units and years of a panel: those with a report, and those without.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gongkai_compare::{Collection, Unit, UnitYear};

use super::Panel;

/// What there is of the units and years of a panel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Units, those without any report included.
    pub units: usize,
    /// First and last year that any report is of.
    pub years: Option<(i32, i32)>,
    /// Units and years with a report.
    pub reports: usize,
    /// Units and years without one, from the first year of the panel to the last.
    pub absent: usize,
}

impl Panel {
    /// Adds the reports of a unit, year by year from the first year of the panel to the last. `balanced`: a year without a report
    /// is a row as well. Gives how many years are without.
    ///
    /// # Errors
    /// What the writer gives, or what the format cannot hold.
    pub fn unit(
        &mut self,
        out: &mut dyn Write,
        unit: &Unit,
        reports: &BTreeMap<i32, UnitYear>,
        years: (i32, i32),
        balanced: bool,
    ) -> io::Result<usize> {
        let mut absent = 0;
        for year in years.0..=years.1 {
            match reports.get(&year) {
                Some(report) => self.report(out, report)?,
                None => {
                    absent += 1;
                    if balanced {
                        self.absent(out, unit, year)?;
                    }
                }
            }
        }
        Ok(absent)
    }

    /// Adds all reports of a collection, and the units that a roster lists and that have none.
    ///
    /// # Errors
    /// The same.
    pub fn collection(
        &mut self,
        out: &mut dyn Write,
        reports: &Collection,
        listed: impl Iterator<Item = Unit>,
        balanced: bool,
    ) -> io::Result<Coverage> {
        let years = reports.years();
        let mut coverage = Coverage { years: years.first().copied().zip(years.last().copied()), ..Coverage::default() };
        let Some(span) = coverage.years else { return Ok(coverage) };
        for (_, years) in reports.units() {
            // What is known of a unit is known from its last report.
            let Some(last) = years.values().next_back() else { continue };
            coverage.units += 1;
            coverage.reports += years.len();
            coverage.absent += self.unit(out, &last.unit, years, span, balanced)?;
        }
        for unit in listed.filter(|unit| reports.unit(&unit.name).is_none()) {
            coverage.units += 1;
            coverage.absent += self.unit(out, &unit, &BTreeMap::new(), span, balanced)?;
        }
        Ok(coverage)
    }
}
