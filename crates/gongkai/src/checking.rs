//! Checking many sources: reports by themselves, years of one organ against each other, a government against its units.
//!
//! Two passes keep memory bounded whatever the number of sources. The first remembers of each report only whose it is
//! and of which year ([`Entry`]); the second goes organ by organ ([`Index::groups`]) and has the reports of one organ at
//! hand at a time. Where reports come from the second time is for the caller to say ([`Shelf`]): from memory while they
//! fit there, else read again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use gongkai_check::{
    Family, ReportView, Roster, Settings, Standing, Unit, Verdict, add_years, check, check_levels, check_years,
};
use gongkai_model::{Report, Status};

/// Where the reports of a source come from when they are needed again.
pub trait Shelf: Sync {
    /// The reports of a source, by its number; nothing where it cannot be read any more.
    fn reports(&self, source: usize) -> Option<Arc<Vec<Report>>>;
}

/// A report, as the first pass remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Number of the source.
    pub source: usize,
    /// Number of the report within the source, from 0.
    pub document: usize,
    /// Whose it is: the unit of the roster, else the name in the report; empty where it has none.
    pub organ: String,
    /// The year reported on.
    pub year: Option<i32>,
    /// Whether it is a report at all.
    pub is_report: bool,
}

/// What the first pass found.
#[derive(Debug, Clone, Default)]
pub struct Index {
    entries: Vec<Entry>,
    /// The first report of each organ and year.
    by_year: HashMap<(String, i32), usize>,
}

/// The reports of one organ, oldest first; or one report whose organ is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The organ; empty where it is not known.
    pub organ: String,
    /// Its reports by year; those without year last.
    pub entries: Vec<Entry>,
}

/// A report checked.
#[derive(Debug)]
pub struct Checked {
    /// Which one.
    pub entry: Entry,
    /// The reports of its source.
    pub reports: Arc<Vec<Report>>,
    /// What came of it.
    pub verdict: Verdict,
}

impl Checked {
    /// The report.
    pub fn report(&self) -> Option<&Report> {
        self.reports.get(self.entry.document)
    }
}

impl Index {
    /// Remembers the reports of a source.
    pub fn add(&mut self, source: usize, reports: &[Report], roster: &Roster) {
        for (document, report) in reports.iter().enumerate() {
            let (organ, year) = (organ(report, roster), report.year.as_ref().map(|year| year.value));
            let is_report = report.status == Status::Report;
            if let Some(year) = year.filter(|_| is_report) {
                self.by_year.entry((organ.clone(), year)).or_insert(self.entries.len());
            }
            self.entries.push(Entry { source, document, organ, year, is_report });
        }
    }

    /// The reports by organ, in the order in which organs first come.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut by_organ: HashMap<&str, usize> = HashMap::new();
        for entry in &self.entries {
            let known = by_organ.get(entry.organ.as_str()).copied().filter(|_| !entry.organ.is_empty());
            match known.and_then(|at| groups.get_mut(at)) {
                Some(group) => group.entries.push(entry.clone()),
                None => {
                    by_organ.insert(&entry.organ, groups.len());
                    groups.push(Group { organ: entry.organ.clone(), entries: vec![entry.clone()] });
                }
            }
        }
        for group in &mut groups {
            group.entries.sort_by_key(|entry| (entry.year.is_none(), entry.year, entry.source, entry.document));
        }
        groups
    }

    /// The years that reports are of.
    pub fn years(&self) -> BTreeSet<i32> {
        self.entries.iter().filter_map(|entry| entry.year).collect()
    }

    /// The units of a roster that have no report of a year, for every year that any unit of it has one of.
    pub fn not_handed_in<'a>(&self, roster: &'a Roster) -> Vec<(&'a str, i32)> {
        let named: BTreeSet<&str> = roster.units().iter().map(|unit| unit.name.as_str()).collect();
        let reports = self.entries.iter().filter(|entry| entry.is_report && named.contains(entry.organ.as_str()));
        let handed_in: BTreeSet<(&str, i32)> =
            reports.filter_map(|entry| Some((entry.organ.as_str(), entry.year?))).collect();
        let years: BTreeSet<i32> = handed_in.iter().map(|(_, year)| *year).collect();
        let all = years.into_iter().flat_map(|year| roster.units().iter().map(move |unit| (unit.name.as_str(), year)));
        all.filter(|unit| !handed_in.contains(unit)).collect()
    }

    /// The first report of an organ for a year.
    fn find(&self, organ: &str, year: i32) -> Option<&Entry> {
        self.by_year.get(&(organ.to_owned(), year)).and_then(|at| self.entries.get(*at))
    }
}

/// Whose a report is.
fn organ(report: &Report, roster: &Roster) -> String {
    let name = report.agency.as_ref().map_or("", |agency| agency.value.name.as_str());
    roster.find(name).map_or(name, |unit| &unit.name).to_owned()
}

/// Checks reports with settings and a roster.
#[derive(Debug, Clone, Copy)]
pub struct Checker<'a> {
    /// What users set.
    pub settings: &'a Settings,
    /// The units there are; empty: not given.
    pub roster: &'a Roster,
}

impl Checker<'_> {
    /// Checks the reports of an organ: each by itself, against the year before, and against those of the units below it.
    pub fn group(&self, group: &Group, index: &Index, shelf: &dyn Shelf) -> Vec<Checked> {
        let standing = self.roster.find(&group.organ).map(|unit| unit.standing).unwrap_or_default();
        let shelves: Vec<Option<Arc<Vec<Report>>>> =
            group.entries.iter().map(|entry| shelf.reports(entry.source)).collect();
        let views: Vec<Option<ReportView<'_>>> = group
            .entries
            .iter()
            .zip(&shelves)
            .map(|(entry, reports)| {
                let report = reports.as_deref().and_then(|reports| reports.get(entry.document))?;
                Some(ReportView::with(report, standing))
            })
            .collect();
        let of_year = |year: i32| {
            let at = group.entries.iter().position(|entry| entry.is_report && entry.year == Some(year))?;
            views.get(at)?.as_ref()
        };
        let mut all = Vec::new();
        for ((entry, reports), view) in group.entries.iter().zip(&shelves).zip(&views) {
            let (Some(reports), Some(view)) = (reports, view) else { continue };
            let before = entry.year.and_then(|year| of_year(year - 1));
            let after = entry.year.and_then(|year| of_year(year + 1));
            let mut verdict = check(view, self.settings);
            add_years(&mut verdict.findings, before, after);
            verdict.extend(check_years(before, view, self.settings));
            verdict.extend(self.levels(entry, view, index, shelf));
            all.push(Checked { entry: entry.clone(), reports: Arc::clone(reports), verdict });
        }
        all
    }

    /// Checks a report against those of the units that the roster has below its organ.
    fn levels(&self, entry: &Entry, view: &ReportView<'_>, index: &Index, shelf: &dyn Shelf) -> Verdict {
        let below: Vec<_> = self.roster.below(&entry.organ).collect();
        let found: Vec<Option<&Entry>> = below
            .iter()
            .map(|unit| entry.year.filter(|_| !unit.name.is_empty()).and_then(|year| index.find(&unit.name, year)))
            .collect();
        // A source that holds several reports is fetched once.
        let sources: BTreeMap<usize, Option<Arc<Vec<Report>>>> =
            found.iter().flatten().map(|entry| (entry.source, shelf.reports(entry.source))).collect();
        let views: Vec<Option<ReportView<'_>>> = below
            .iter()
            .zip(&found)
            .map(|(unit, entry)| {
                let reports = sources.get(&entry.as_ref()?.source)?.as_deref()?;
                Some(ReportView::with(reports.get(entry.as_ref()?.document)?, unit.standing))
            })
            .collect();
        let units = below.iter().zip(&found).zip(&views).map(|((unit, entry), view)| Unit {
            name: unit.name.clone(),
            report: view.as_ref(),
            unread: entry.is_some() && view.is_none(),
        });
        let complete = self.roster.find(&entry.organ).is_some_and(|unit| unit.complete);
        check_levels(&Family { parent: view, units: units.collect(), complete }, self.settings)
    }
}

/// What a roster says of an organ; nothing where it does not list it.
pub fn standing(roster: &Roster, report: &Report) -> Standing {
    let name = report.agency.as_ref().map_or("", |agency| agency.value.name.as_str());
    roster.find(name).map(|unit| unit.standing).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use gongkai_model::{Capture, Outcome, Provenance};

    use super::*;
    use crate::Reader;

    struct Sources(Vec<Arc<Vec<Report>>>);

    impl Shelf for Sources {
        fn reports(&self, source: usize) -> Option<Arc<Vec<Report>>> {
            self.0.get(source).cloned()
        }
    }

    /// Reports as small as they can be: a row of what came in and of what is left, in the column of totals.
    fn sources(reports: &[(&str, i32, u32, u32)]) -> Sources {
        let read = |(organ, year, carried_in, carried_out): &(&str, i32, u32, u32)| {
            let row = |label: &str, figure: u32| format!("| {label} | {figure} | 0 | 0 | 0 | 0 | 0 | {figure} |\n");
            let text = format!(
                "{organ}{year}年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n{}{}{}",
                row("一、本年新收政府信息公开申请数量", 5),
                row("二、上年结转政府信息公开申请数量", *carried_in),
                row("四、结转下年度继续办理", *carried_out),
            );
            let capture = Capture::new(text, Provenance::of(format!("{organ}{year}.md")));
            Arc::new(Reader::default().read(&capture).expect("readable"))
        };
        Sources(reports.iter().map(read).collect())
    }

    fn index(sources: &Sources, roster: &Roster) -> Index {
        let mut index = Index::default();
        sources.0.iter().enumerate().for_each(|(source, reports)| index.add(source, reports, roster));
        index
    }

    const ROSTER: &str = "单位,上级,层级,类别,名单完整\n青禾县人民政府,,县级,政府,是\n青禾县水务局,青禾县人民政府,县级,部门,\n青禾县财政局,青禾县人民政府,县级,部门,\n";

    #[test]
    fn reports_go_by_organ_and_year() {
        let sources =
            sources(&[("青禾县水务局", 2023, 1, 2), ("青禾县财政局", 2023, 0, 0), ("青禾县水务局", 2022, 0, 1)]);
        let index = index(&sources, &Roster::default());
        let groups = index.groups();
        let view: Vec<(&str, Vec<Option<i32>>)> =
            groups.iter().map(|g| (g.organ.as_str(), g.entries.iter().map(|entry| entry.year).collect())).collect();
        assert_eq!(view, [("青禾县水务局", vec![Some(2022), Some(2023)]), ("青禾县财政局", vec![Some(2023)])]);
    }

    #[test]
    fn every_report_is_looked_at_with_every_rule() {
        let sources = sources(&[("青禾县水务局", 2022, 0, 1), ("青禾县水务局", 2023, 1, 2)]);
        let roster = Roster::default();
        let index = index(&sources, &roster);
        let settings = Settings::default();
        let checker = Checker { settings: &settings, roster: &roster };
        for checked in index.groups().iter().flat_map(|group| checker.group(group, &index, &sources)) {
            let seen: BTreeSet<&str> = checked.verdict.seen.iter().map(|seen| seen.rule.id).collect();
            assert_eq!(seen.len(), gongkai_check::RULES.len());
            assert!(checked.verdict.seen.iter().all(|seen| seen.tally.total() > 0), "a rule left no outcome");
            assert!(checked.verdict.tally().of(Outcome::NotAssessable) > 0);
        }
    }

    #[test]
    fn units_without_report_are_named_for_each_year_that_has_any() {
        let roster = Roster::parse("roster.csv", ROSTER).expect("a roster");
        let sources =
            sources(&[("青禾县水务局", 2022, 0, 1), ("青禾县水务局", 2023, 1, 2), ("青禾县财政局", 2023, 0, 0)]);
        let absent = index(&sources, &roster).not_handed_in(&roster);
        assert_eq!(absent, [("青禾县人民政府", 2022), ("青禾县财政局", 2022), ("青禾县人民政府", 2023)]);
    }
}
