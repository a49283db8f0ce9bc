//! Reports by unit and year: of files as they are read, of an archive as it was read.

use gongkai_archive::Archive;
use gongkai_check::{ReportView, Roster, RosterUnit, Settings, Standing, check};
use gongkai_compare::{Severities, Unit, UnitYear};
use gongkai_model::{Digest, Level, Report, Status};

use crate::checking;

/// Whose a report is: as the roster says where it lists the organ, else as the report does.
pub fn unit(report: &Report, roster: &Roster) -> Unit {
    let Some(agency) = report.agency.as_ref().map(|agency| &agency.value) else { return Unit::default() };
    let listed = roster.find(&agency.name);
    let name = listed.map_or(&agency.name, |unit| &unit.name);
    let standing = checking::standing(roster, report);
    let (chain, _) = gongkai_agency::divisions(name);
    let of = |level: Level| {
        chain.iter().find(|division| division.level == Some(level)).map(|division| division.name.to_owned())
    };
    Unit {
        name: name.clone(),
        kind: standing.kind.or(agency.kind),
        level: standing.level.or(agency.level),
        code: None,
        province: of(Level::Province),
        prefecture: of(Level::Prefecture),
        county: of(Level::County),
        superior: listed.and_then(|unit| unit.parent.clone()),
    }
}

/// A unit of the roster, of which there may be no report.
pub fn listed(unit: &RosterUnit) -> Unit {
    let Standing { kind, level, .. } = unit.standing;
    Unit { name: unit.name.clone(), kind, level, superior: unit.parent.clone(), ..Unit::default() }
}

/// What is kept of the reports of a source, each checked by itself; nothing of a report that does not tell its organ or its year,
/// or is none.
pub fn unit_years(reports: &[Report], digest: &Digest, roster: &Roster, settings: &Settings) -> Vec<UnitYear> {
    let digest = digest.to_string();
    let kept = reports.iter().filter(|report| report.status == Status::Report && report.agency.is_some());
    kept.filter_map(|report| {
        let view = ReportView::with(report, checking::standing(roster, report));
        let mut findings = Severities::default();
        check(&view, settings).findings.iter().for_each(|finding| findings.add(finding.severity));
        UnitYear::new(report, unit(report, roster), &digest, findings)
    })
    .collect()
}

/// Hands over what is kept of every report of an archive, in the order in which they came, until the function gives `false`.
///
/// # Errors
/// What the archive gives.
pub fn archived(
    archive: &Archive,
    roster: &Roster,
    take: &mut dyn FnMut(UnitYear) -> bool,
) -> Result<(), gongkai_archive::Error> {
    for id in archive.readable()? {
        let Some(reading) = archive.reading(id)? else { continue };
        let digest = archive.stored(id)?.digest;
        for (report, found) in &reading.reports {
            if report.status != Status::Report || report.agency.is_none() {
                continue;
            }
            let mut findings = Severities::default();
            found.iter().for_each(|finding| findings.add(finding.severity));
            let kept = UnitYear::new(report, unit(report, roster), &digest.to_string(), findings);
            if !kept.is_none_or(&mut *take) {
                return Ok(());
            }
        }
    }
    Ok(())
}
