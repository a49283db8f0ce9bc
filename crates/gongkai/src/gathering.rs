//! Reports by unit and year: of files as they are read, of an archive as it was read.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use gongkai_archive::{Archive, Coverage, Presence, UnitFigure, UnitReport};
use gongkai_check::{ReportView, Roster, RosterUnit, Settings, Standing, check};
use gongkai_compare::{CellId, Figure, Severities, UnitYear, cell};
use gongkai_model::{Capture, EditionId, Level, Obtained, Provenance, Report, Status, TableId, Unit, Value};

use crate::{checking, whose};

/// Whose a report is: as the roster says where it lists the organ, else what the report and its address come to.
pub fn unit(report: &Report, provenance: &Provenance, roster: &Roster) -> Unit {
    if report.agency.is_none() {
        return Unit::default();
    }
    let resolved = whose::resolve(report, provenance, roster);
    let of = |level: Level| resolved.divisions.iter().find(|division| division.code.level() == level);
    // What is in no list is called as the name calls it.
    let (chain, _) = gongkai_agency::divisions(&resolved.name);
    let called = |level: Level| {
        let found = chain.iter().find(|division| division.level == Some(level) && resolved.divisions.is_empty());
        found.map(|division| division.name.to_owned())
    };
    let named = |level: Level| of(level).map(|division| division.name.clone()).or_else(|| called(level));
    let unit = Unit {
        // `财政局` is many organs; `鼓楼区财政局` with its code is one.
        name: match resolved.divisions.last().filter(|_| !gongkai_agency::is_specific(&resolved.name)) {
            Some(own) if !resolved.name.contains(&own.name) => [&own.name, &*resolved.name].concat(),
            _ => resolved.name.clone(),
        },
        kind: resolved.kind,
        level: resolved.level,
        code: resolved.code.map(|code| code.to_string()),
        province: named(Level::Province),
        prefecture: named(Level::Prefecture),
        county: named(Level::County),
        superior: resolved.superior.clone(),
    };
    by_roster(unit, roster)
}

/// A unit of the roster, of which there may be no report.
pub fn listed(unit: &RosterUnit) -> Unit {
    let Standing { kind, level, .. } = unit.standing;
    let code = unit.code.map(|code| code.to_string());
    Unit { name: unit.name.clone(), kind, level, code, superior: unit.parent.clone(), ..Unit::default() }
}

/// What is kept of the reports of a capture, each checked by itself; nothing of a report that does not tell its organ or its year,
/// or is none.
pub fn unit_years(reports: &[Report], capture: &Capture, roster: &Roster, settings: &Settings) -> Vec<UnitYear> {
    let digest = capture.digest().to_string();
    let kept = reports.iter().filter(|report| report.status == Status::Report && report.agency.is_some());
    kept.filter_map(|report| {
        let view = ReportView::with(report, checking::standing(roster, report));
        let mut findings = Severities::default();
        check(&view, settings).findings.iter().for_each(|finding| findings.add(finding.severity));
        UnitYear::new(report, unit(report, capture.provenance(), roster), &digest, findings)
    })
    .collect()
}

/// Hands over what is kept of every report of an archive, by unit and year, until the function gives `false`. Reports that tell no
/// organ or no year are passed over ([`Archive::unplaced`]).
///
/// # Errors
/// What the archive gives.
pub fn archived(
    archive: &Archive,
    roster: &Roster,
    take: &mut dyn FnMut(UnitYear) -> bool,
) -> Result<(), gongkai_archive::Error> {
    let cells: HashMap<i64, CellId> =
        archive.cell_paths()?.into_iter().filter_map(|(number, path)| Some((number, cell(&path)?))).collect();
    // A roster may give several names of the archive to one unit.
    let mut units: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in archive.units()? {
        let unit = roster.find(&name).map_or(&name, |unit| &unit.name).clone();
        units.entry(unit).or_default().push(name);
    }
    for names in units.values() {
        let mut reports = Vec::new();
        for name in names {
            reports.extend(archive.reports_of(name)?);
        }
        reports.sort_by_key(|report| report.year);
        for report in reports {
            let figures = report.figures()?;
            if !take(unit_year(report, figures, &cells, roster)) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Every unit in each of the years, as [`Archive::coverage`] has them; under the names of the roster, and with its units of which
/// the archive knows nothing.
///
/// # Errors
/// What the archive gives.
pub fn coverage(archive: &Archive, years: &[i32], roster: &Roster) -> Result<Vec<Coverage>, gongkai_archive::Error> {
    let mut cells: BTreeMap<(String, i32), Coverage> = BTreeMap::new();
    for mut found in archive.coverage(years)? {
        if let Some(unit) = roster.find(&found.unit) {
            found.unit.clone_from(&unit.name);
        }
        match cells.entry((found.unit.clone(), found.year)) {
            Entry::Vacant(place) => {
                place.insert(found);
            }
            // The best of several counts.
            Entry::Occupied(mut known) if found.presence < known.get().presence => {
                known.insert(found);
            }
            Entry::Occupied(mut known) if found.presence == known.get().presence => {
                known.get_mut().captures.extend(found.captures);
            }
            Entry::Occupied(_) => {}
        }
    }
    let years: BTreeSet<i32> = cells.keys().map(|(_, year)| *year).chain(years.iter().copied()).collect();
    for unit in roster.units() {
        for &year in &years {
            cells.entry((unit.name.clone(), year)).or_insert_with(|| Coverage {
                unit: unit.name.clone(),
                year,
                presence: Presence::Missing,
                captures: Vec::new(),
                reason: None,
            });
        }
    }
    Ok(cells.into_values().collect())
}

fn unit_year(report: UnitReport, figures: Vec<UnitFigure>, cells: &HashMap<i64, CellId>, roster: &Roster) -> UnitYear {
    let mut findings = Severities::default();
    report.findings.iter().for_each(|severity| findings.add(*severity));
    let mut tables: Vec<(TableId, EditionId)> = Vec::new();
    let (mut kept, mut units, mut candidates) = (Vec::with_capacity(figures.len()), Vec::new(), Vec::new());
    for figure in figures {
        let Some(&id) = cells.get(&figure.cell) else { continue };
        let table = id.cell().table;
        if figure.value != Value::Missing && !tables.iter().any(|(known, _)| *known == table) {
            tables.push((table, figure.edition));
        }
        let obtained = match figure.repair {
            Some(reason) => Obtained::Repaired { reason, first_reading: String::new() },
            None => Obtained::Read,
        };
        kept.push((id, Figure::new(&figure.value, &obtained)));
        if !figure.unit.is_empty() {
            units.push((id, figure.unit));
        }
        if let Value::Unreadable(readings) = &figure.value {
            candidates.extend(gongkai_compare::candidates(readings).map(|numbers| (id, numbers)));
        }
    }
    let mut kept = UnitYear::empty(by_roster(report.unit, roster), report.year, &report.source).with_figures(kept);
    for (cell, unit) in units {
        kept = kept.with_unit(cell, &unit);
    }
    for (cell, numbers) in candidates {
        kept = kept.with_candidates(cell, numbers);
    }
    kept.document = report.document;
    kept.digest = report.digest;
    kept.title = report.title;
    kept.published = report.published;
    kept.scope = report.scope;
    kept.tables = tables;
    kept.findings = findings;
    kept
}

/// A unit as the roster says, where it lists it.
fn by_roster(unit: Unit, roster: &Roster) -> Unit {
    let Some(listed) = roster.find(&unit.name) else { return unit };
    Unit {
        name: listed.name.clone(),
        kind: listed.standing.kind.or(unit.kind),
        level: listed.standing.level.or(unit.level),
        code: listed.code.map(|code| code.to_string()).or(unit.code),
        superior: listed.parent.clone().or(unit.superior),
        ..unit
    }
}

#[cfg(test)]
mod tests {
    use gongkai_archive::{CaptureId, Mode, NewCapture, Wait};

    use super::*;
    use crate::{Reader, archiving};

    #[test]
    fn the_archive_gives_what_the_files_gave() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut archive = Archive::open(folder.path(), Mode::Write(Wait::Refuse)).expect("an archive");
        let (reader, roster, settings) = (Reader::default(), Roster::default(), Settings::default());
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
        let mut expected: Vec<UnitYear> = Vec::new();
        for entry in std::fs::read_dir(examples).expect("examples").map(|entry| entry.expect("an entry").path()) {
            let Ok(bytes) = std::fs::read(&entry) else { continue };
            let id = archive.add_capture(&NewCapture::file(entry.to_string_lossy(), bytes)).expect("added").id;
            let capture = archive.capture(id).expect("kept");
            let Ok(reports) = reader.read(&capture) else { continue };
            // A package is one capture, whatever its files are called.
            for mut kept in unit_years(&reports, &capture, &roster, &settings) {
                kept.source.clone_from(&capture.provenance().source);
                expected.push(kept);
            }
        }
        let all: Vec<CaptureId> = archive.unread().expect("unread");
        archiving::reread(&mut archive, &reader, &all, &mut |_| Ok(())).expect("read");
        let mut found = Vec::new();
        archived(&archive, &roster, &mut |report| {
            found.push(report);
            true
        })
        .expect("gathered");
        assert!(found.is_sorted_by_key(|report| (report.unit.name.clone(), report.year)));
        let key = |report: &UnitYear| (report.unit.name.clone(), report.year, report.source.clone(), report.document);
        expected.sort_by_key(key);
        found.sort_by_key(key);
        assert!(found.len() >= 12, "only {}", found.len());
        for (found, expected) in found.iter_mut().zip(&mut expected) {
            // Tables come in the order of their figures here, and in that of the report there.
            found.tables.sort();
            expected.tables.sort();
            assert_eq!(found, expected);
        }
        assert_eq!(found.len(), expected.len());
    }
}
