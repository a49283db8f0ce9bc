//! Report against report, with what the checks and the roster know: continuity of two years, roll-up of a government.

use gongkai_agency::same_organ;
use gongkai_check::{ReportView, Roster, RosterUnit, Settings, check_years, is_office_of, is_vertical};
use gongkai_compare::comparison::{Comparison, Side};
use gongkai_compare::rollup::{Apart, Child, Family, Rollup};
use gongkai_compare::{Collection, UnitYear};
use gongkai_model::{Provenance, Report, Scope};

use crate::{checking, gathering};

use gongkai_export::comparison::{Continuity, NoContinuity, Pair};

/// Compares two reports. Where they are of one organ and neighbouring years, what must hold between the years is looked at as well,
/// whichever of them comes first.
pub fn compare<'a>(a: &'a Report, b: &'a Report, roster: &Roster, settings: &Settings) -> Pair<'a> {
    let figures = [a, b].map(|report| figures(report, roster));
    let comparison = Comparison::of(Side { figures: &figures[0], report: a }, Side { figures: &figures[1], report: b });
    let continuity = continuity(a, b, roster, settings);
    Pair { reports: [a, b], units: figures.map(|figures| figures.unit), comparison, continuity }
}

/// The figures of a report, whether or not it tells its year.
fn figures(report: &Report, roster: &Roster) -> UnitYear {
    let unit = gathering::unit(report, &Provenance::of(report.source.as_str()), roster);
    let year = report.year.as_ref().map_or(0, |year| year.value);
    UnitYear::of_year(report, unit, year)
}

/// What the rules between years find, or why they are not about these two.
fn continuity(a: &Report, b: &Report, roster: &Roster, settings: &Settings) -> Result<Continuity, NoContinuity> {
    let years = [a, b].map(|report| report.year.as_ref().map(|year| year.value));
    let names = [a, b].map(|report| gathering::unit(report, &Provenance::of(report.source.as_str()), roster).name);
    let ([Some(one), Some(other)], false) = (years, names.iter().any(String::is_empty)) else {
        return Err(NoContinuity::Unknown);
    };
    if names[0] != names[1] && !same_organ(&names[0], &names[1]) {
        return Err(NoContinuity::OtherUnit);
    }
    let (before, after) = match other - one {
        1 => (a, b),
        -1 => (b, a),
        0 => return Err(NoContinuity::SameYear),
        _ => return Err(NoContinuity::NotNeighbours),
    };
    let view = |report| ReportView::with(report, checking::standing(roster, report));
    let verdict = check_years(Some(&view(before)), &view(after), settings);
    Ok(Continuity { years: [one.min(other), one.max(other)], findings: verdict.findings, seen: verdict.seen })
}

/// Rolls up every government of the roster that has a report of the year and units below it; `wanted` names governments.
pub fn rollups(collection: &Collection, roster: &Roster, year: i32, wanted: &dyn Fn(&str) -> bool) -> Vec<Rollup> {
    let parents = roster.units().iter().filter(|unit| wanted(&unit.name) && roster.below(&unit.name).next().is_some());
    let rollup = |unit: &RosterUnit| {
        let parent = collection.get(&unit.name, year)?;
        let child = |child: &'_ RosterUnit| (child.name.clone(), apart(collection, unit, child, year));
        let below: Vec<(String, Option<Apart>)> = roster.below(&unit.name).map(child).collect();
        let children = below
            .iter()
            .map(|(name, apart)| Child { name, report: collection.get(name, year), apart: *apart })
            .collect();
        Some(Rollup::of(&Family { name: &unit.name, year, parent, children, complete: unit.complete }))
    };
    parents.filter_map(rollup).collect()
}

/// Governments of the roster with units below them and no report of the year.
pub fn without_report<'a>(
    collection: &Collection,
    roster: &'a Roster,
    year: i32,
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<&'a str> {
    let parents = roster.units().iter().filter(|unit| wanted(&unit.name) && roster.below(&unit.name).next().is_some());
    parents.filter(|unit| collection.get(&unit.name, year).is_none()).map(|unit| unit.name.as_str()).collect()
}

/// Why the figures of a unit are no part of those of the government above it.
fn apart(collection: &Collection, parent: &RosterUnit, child: &RosterUnit, year: i32) -> Option<Apart> {
    if is_vertical(&child.name) {
        return Some(Apart::Vertical);
    }
    let report = collection.get(&child.name, year)?;
    let is_whole = report.scope == Some(Scope::WholeGovernment);
    (is_whole && is_office_of(&child.name, &parent.name)).then_some(Apart::TheWhole)
}
