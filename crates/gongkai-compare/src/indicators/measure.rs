//! An indicator of a report: the counts behind it, and the rate unless its denominator is too small.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Formula, Indicator, Term};
use crate::known::{Caution, Known, Lack, sum};
use crate::unit_year::{Flag, UnitYear};

/// A rate over fewer is hidden: a single case would move it by ten points or more.
pub const SMALLEST: u32 = 10;

/// What was measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// What is counted: the count itself, or what stands above the line.
    pub of: Decimal,
    /// What stands below the line; nothing for a count.
    pub per: Option<Decimal>,
    /// The value: a count, a share (0.25 is 25 %), a growth. Nothing where what stands below the line is less than [`SMALLEST`].
    pub value: Option<Decimal>,
    /// What the figures rest on.
    pub cautions: BTreeSet<Caution>,
}

/// Why nothing was measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absent {
    /// There is no report.
    NoReport,
    /// There is no report of the year before.
    NoYearBefore,
    /// A cell has no number.
    Cell(Lack),
}

impl Absent {
    /// Name in data.
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoReport => Flag::NoReport.id(),
            Self::NoYearBefore => "no_year_before",
            Self::Cell(lack) => lack.flag.id(),
        }
    }

    /// The cell that has no number; empty where there is no report.
    pub fn cell(&self) -> &str {
        match self {
            Self::Cell(lack) => &lack.cell,
            _ => "",
        }
    }
}

/// Measures an indicator of a report. `before`: the report of the unit for the year before.
///
/// # Errors
/// Why it cannot be measured.
pub fn measure(
    indicator: &Indicator,
    report: Option<&UnitYear>,
    before: Option<&UnitYear>,
) -> Result<Measured, Absent> {
    let report = report.ok_or(Absent::NoReport)?;
    let all = |report: &UnitYear, terms: &[Term]| {
        sum(report, terms.iter().map(|term| (term.minus, term.cell))).map_err(Absent::Cell)
    };
    Ok(match indicator.formula {
        Formula::Count(of) => {
            let of = all(report, of)?;
            Measured { of: of.number, per: None, value: Some(of.number), cautions: of.cautions }
        }
        Formula::Rate(of, per) | Formula::Ratio(of, per) => {
            Measured::new(all(report, of)?, all(report, per)?, Decimal::ZERO)
        }
        Formula::Growth(of) => {
            let now = all(report, of)?;
            let then = all(before.ok_or(Absent::NoYearBefore)?, of)?;
            Measured::new(now, then, Decimal::ONE)
        }
    })
}

impl Measured {
    fn new(of: Known, per: Known, less: Decimal) -> Self {
        let enough = per.number >= Decimal::from(SMALLEST);
        let rate = of.number.checked_div(per.number).and_then(|rate| rate.checked_sub(less));
        // Six decimals: of a percentage four, and no more digits than the counts bear.
        let value = rate.filter(|_| enough).map(|rate| rate.round_dp_with_strategy(6, ROUNDING).normalize());
        let cautions = of.cautions.union(&per.cautions).copied().collect();
        Self { of: of.number, per: Some(per.number), value, cautions }
    }

    /// Whether the rate is hidden, since what stands below the line is too small.
    pub fn is_small(&self) -> bool {
        self.value.is_none()
    }

    /// The value as people read it: `25.0%`, `1.25`, `12`; nothing where it is hidden.
    pub fn shown(&self, formula: Formula) -> Option<String> {
        let value = self.value?;
        Some(match formula {
            Formula::Count(_) => value.normalize().to_string(),
            Formula::Ratio(..) => format!("{:.2}", value.round_dp_with_strategy(2, ROUNDING)),
            Formula::Rate(..) | Formula::Growth(_) => percent(value),
        })
    }

    /// The counts behind a rate, `5/20`; empty for a count.
    pub fn counts(&self) -> String {
        self.per.map_or_else(String::new, |per| format!("{}/{}", self.of.normalize(), per.normalize()))
    }

    /// Signs of what the figures rest on.
    pub fn signs(&self) -> String {
        self.cautions.iter().map(|caution| caution.sign()).collect()
    }
}

/// As people round: 0.25 % up.
const ROUNDING: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;

/// A share in percent with one decimal place: `25.0%`.
pub fn percent(share: Decimal) -> String {
    let hundred = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share);
    format!("{:.1}%", hundred.round_dp_with_strategy(1, ROUNDING))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::indicator;
    use crate::testing::{filled, filled_of};
    use gongkai_model::EditionId;

    fn shown(id: &str, report: Option<&UnitYear>, before: Option<&UnitYear>) -> String {
        let indicator = indicator(id).expect("listed");
        match measure(indicator, report, before) {
            Ok(found) => format!("{} {}", found.shown(indicator.formula).unwrap_or("-".into()), found.counts()),
            Err(absent) => format!("{} {}", absent.id(), absent.cell()),
        }
    }

    #[test]
    fn rates_name_their_counts_and_small_ones_are_hidden() {
        let report = filled("青禾县水务局", 2023);
        assert_eq!(shown("requests_received", Some(&report), None), "10 ");
        assert_eq!(shown("disclosure_rate", Some(&report), None), "- 6/8");
        assert_eq!(shown("carry_over_ratio", Some(&report), None), "20.0% 2/10");
        let more = report.set("t3.total_processed.total", Some(16)).set("t3.granted.total", Some(5));
        assert_eq!(shown("grant_rate_full", Some(&more), None), "31.3% 5/16");
    }

    #[test]
    fn growth_needs_the_year_before() {
        let (before, now) = (filled("青禾县水务局", 2022), filled("青禾县水务局", 2023));
        let now = now.set("t3.new_received.total", Some(15));
        assert_eq!(shown("requests_growth", Some(&now), Some(&before)), "50.0% 15/10");
        assert_eq!(shown("requests_growth", Some(&now), None), "no_year_before ");
        assert_eq!(shown("requests_growth", None, Some(&before)), "no_report ");
    }

    #[test]
    fn editions_are_bridged_where_they_compare() {
        let old = filled_of("青禾县水务局", 2020, EditionId::E2019).set("t3.other.total", Some(2));
        let old = old.set("t3.total_processed.total", Some(10));
        assert_eq!(shown("other_rate", Some(&old), None), "20.0% 2/10");
        assert_eq!(shown("licensing_decisions", Some(&old), None), "0 ");
        let absent = "other_edition t2_2021.art20_1.normative_documents.in_force";
        assert_eq!(shown("normative_documents_in_force", Some(&old), None), absent);
    }
}
