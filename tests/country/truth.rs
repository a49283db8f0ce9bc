//! What must have come of a run: every report once with every figure, every other file kept and named.

use std::collections::{BTreeMap, BTreeSet};

use gongkai::archive::{Archive, CaptureId};
use gongkai::model::{Report, Status, Value};
use gongkai::scrape::{ItemState, SiteOutcome};
use gongkai_tests::verdict::judge;

use super::site::{Form, Item, Site};

/// Reports in an archive, by organ and year, each with the address it came from.
pub(crate) type Shelf = BTreeMap<(String, i32), Vec<(String, Report)>>;

/// What an archive has.
pub(crate) fn shelf(archive: &Archive) -> Shelf {
    let mut shelf = Shelf::new();
    for stored in archive.captures() {
        let stored = stored.expect("a capture");
        let Some(reading) = archive.reading(stored.id).expect("a reading or none") else { continue };
        for (report, _) in reading.reports {
            // A page that points to a file has the title of a report, and not one cell of it.
            let has_cells = report.facts.iter().any(|fact| !matches!(fact.value, Value::Missing));
            if report.status != Status::Report || !has_cells {
                continue;
            }
            let organ = report.agency.as_ref().map(|agency| agency.value.name.clone()).unwrap_or_default();
            let year = report.year.as_ref().map_or(0, |year| year.value);
            shelf.entry((organ, year)).or_default().push((stored.url.clone(), report));
        }
    }
    shelf
}

/// Everything that is wrong with the reports of a site, a sentence each. What belongs to it is taken off the shelf.
pub(crate) fn reports(site: &Site, shelf: &mut Shelf) -> Vec<String> {
    let mut wrong = Vec::new();
    for item in &site.items {
        let (Some((report, _)), Some(printed)) = (&item.report, item.truth()) else { continue };
        let found = shelf.remove(&(report.organ.clone(), report.year)).unwrap_or_default();
        let place = format!("{site:?} {} {:?}", item.path, item.report.as_ref().map(|(_, form)| form));
        if found.len() != 1 {
            let urls: Vec<_> = found.iter().map(|(url, _)| url).collect();
            wrong.push(format!("{place}: {} {} found {} times, {urls:?}", report.organ, report.year, found.len()));
            continue;
        }
        for (_, report) in found {
            let verdict = judge(&printed, &[report]);
            wrong.extend(verdict.faults.into_iter().chain(verdict.missed).map(|fault| format!("{place}: {fault}")));
        }
    }
    wrong
}

/// Everything that is wrong with the files of a site that no importer reads.
pub(crate) fn files(site: &Site, archive: &Archive) -> Vec<String> {
    let wrong = |item: &Item| {
        let (report, form) = item.report.as_ref()?;
        let format = match form {
            Form::PageWith(format) | Form::File(format, _) | Form::Direct(format) => format,
            _ => return None,
        };
        let kept = archive.versions(&site.url(&item.inner)).expect("captures of an address");
        let bytes = format.write(report).0;
        let same = |id: CaptureId| archive.capture(id).expect("its bytes").bytes() == bytes;
        let is_kept = kept.len() == 1 && kept.iter().all(|stored| same(stored.id));
        (!is_kept).then(|| format!("{site:?} {}: {form:?} is kept {} times", item.inner, kept.len()))
    };
    site.items.iter().filter_map(wrong).collect()
}

/// Everything that is wrong with what a run says of a site.
pub(crate) fn outcome(site: &Site, outcome: &SiteOutcome) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut states: BTreeMap<String, Vec<&ItemState>> = BTreeMap::new();
    for item in &outcome.items {
        states.entry(item.lead.request.url.clone()).or_default().push(&item.state);
    }
    let mut unread = 0;
    for item in site.items.iter().filter(|item| item.report.is_some()) {
        let expected = if item.truth().is_some() { "read" } else { "attachment_unread" };
        unread += usize::from(expected != "read");
        let found: Vec<_> =
            states.remove(&site.url(&item.path)).unwrap_or_default().iter().map(|state| state.name()).collect();
        if found != [expected] {
            let form = item.report.as_ref().map(|(_, form)| form);
            wrong.push(format!("{site:?} {} {form:?} is {found:?}, not {expected}", item.path));
        }
    }
    wrong.extend(states.keys().map(|url| format!("{site:?}: {url} is no report of this site")));
    let named = format!("{unread} entries without a report read: attachment_unread");
    let mut absent = absent_years(site);
    for gap in outcome.gaps() {
        let is_true = match gap.id {
            "year_absent" => absent.remove(&gap.words.en),
            // The writer of reports has few sentences.
            "body_short" => true,
            _ => gap.words.en == named,
        };
        if !is_true {
            wrong.push(format!("{site:?}: says {}", gap.words.en));
        }
    }
    wrong.extend(absent.into_iter().map(|absent| format!("{site:?}: does not say {absent}")));
    let family = outcome.columns.iter().find(|column| column.listed > 0).map(|column| column.family.as_str());
    if family != Some(site.family.name()) {
        wrong.push(format!("{site:?}: taken for {family:?}"));
    }
    wrong.extend(outcome.failures.iter().map(|(url, failure)| format!("{site:?}: {url} {}", failure.name())));
    wrong
}

/// What a summary has to say of the years that organs of a site left out.
fn absent_years(site: &Site) -> BTreeSet<String> {
    let mut years: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for (report, _) in site.items.iter().filter_map(|item| item.report.as_ref()) {
        years.entry(&report.organ).or_default().insert(report.year);
    }
    let sentence = |(organ, years): (&str, BTreeSet<i32>)| {
        let absent: Vec<String> = (*years.first()?..=*years.last()?)
            .filter(|year| !years.contains(year))
            .map(|year| year.to_string())
            .collect();
        (!absent.is_empty()).then(|| format!("{organ}: nothing for {}", absent.join(", ")))
    };
    years.into_iter().filter_map(sentence).collect()
}
