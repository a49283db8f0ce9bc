//! Keeps what a run fetches in an archive.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use gongkai_archive::{
    Archive, CaptureId, ColumnEnd, Ended, EntryId, NewCapture, NewEntry, Outcome, RunId, Site, SiteFinding, Stored,
};
use gongkai_model::{FetchRequest, Purpose, Words};
use gongkai_scrape::{Column, Failure, Gap, Item, ItemState, Kept, Recalled, Response, SiteOutcome, Store, Validators};
use gongkai_sites::leads;

use super::page::{PageReader, ReadPage, Readings};
use crate::Reader;
use crate::archiving::{self, Reread};

/// Keeps what a run fetches in an archive.
pub struct ArchiveStore {
    /// Nothing: the run is over.
    inside: Mutex<Option<Inside>>,
    readings: Arc<Readings>,
    is_resumed: bool,
}

struct Inside {
    archive: Archive,
    run: RunId,
    gaps: Vec<Gap>,
}

type Result<T> = gongkai_archive::Result<T>;

impl std::fmt::Debug for ArchiveStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ArchiveStore(resumed: {})", self.is_resumed)
    }
}

impl ArchiveStore {
    /// Begins the run of a name in an archive, or goes on with it where it was interrupted.
    ///
    /// # Errors
    /// What the archive gives.
    pub fn begin(mut archive: Archive, what: &str) -> Result<Self> {
        let run = archive.begin_run(what, SystemTime::now())?;
        let inside = Inside { archive, run: run.id, gaps: Vec::new() };
        Ok(Self { inside: Mutex::new(Some(inside)), readings: Arc::default(), is_resumed: run.is_resumed })
    }

    /// Reads for the walks, and leaves reports for the archive, so that they are read once.
    pub fn page_reader(&self) -> PageReader {
        PageReader::leaving(Arc::clone(&self.readings))
    }

    /// Whether an interrupted run goes on.
    pub fn is_resumed(&self) -> bool {
        self.is_resumed
    }

    /// What only the archive tells: columns that listed fewer entries than the time before.
    pub fn gaps(&self) -> Vec<Gap> {
        self.lock().as_ref().map(|inside| inside.gaps.clone()).unwrap_or_default()
    }

    /// Notes gaps that are of no single site.
    ///
    /// # Errors
    /// What the archive gives.
    pub fn note(&self, gaps: &[Gap]) -> Result<()> {
        match self.lock().as_mut() {
            Some(inside) => inside.note("", gaps),
            None => Ok(()),
        }
    }

    /// Reads and checks what of items and files is not read yet, and ends the run unless it was interrupted. Gives the
    /// archive back.
    ///
    /// # Errors
    /// What the archive gives, and [`gongkai_archive::Error::Stored`] where the run is over already.
    pub fn finish(
        &self,
        is_interrupted: bool,
        reader: &Reader,
        tell: &mut dyn FnMut(Reread) -> Result<()>,
    ) -> Result<Archive> {
        let inside = self.lock().take();
        let Some(mut inside) = inside else { return Err(gongkai_archive::Error::Stored { reason: over() }) };
        store_readings(&mut inside.archive, self.readings.take())?;
        let Inside { mut archive, run, .. } = inside;
        let ids = archive.unread()?;
        archiving::reread(&mut archive, reader, &ids, tell)?;
        if !is_interrupted {
            archive.end_run(run, "done", SystemTime::now())?;
        }
        Ok(archive)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Inside>> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<T>(&self, what: impl FnOnce(&mut Inside) -> Result<T>) -> std::result::Result<T, String> {
        let mut inside = self.lock();
        what(inside.as_mut().ok_or_else(over)?).map_err(|error| error.to_string())
    }
}

fn over() -> String {
    "抓取已经结束 / the run is over".into()
}

impl Inside {
    /// What is known of a request: the answer that it had before the run was interrupted, else what an earlier run knew.
    fn recall(&self, request: &FetchRequest) -> Result<Recalled> {
        let (capture, outcome) = self.archive.known(self.run, request)?;
        if let Some(capture) = capture {
            let made = Some(Ok(self.response(request, capture)?));
            return Ok(Recalled { made, known: Validators::default() });
        }
        // What is not there is not asked for again in the same run; whatever else failed may pass now.
        let absent = outcome.is_some_and(|name| name == Failure::NotFound(404).name());
        let last = self.last(request)?;
        let known = last.map(|stored| Validators { etag: stored.etag, last_modified: stored.last_modified });
        Ok(Recalled { made: absent.then_some(Err(Failure::NotFound(404))), known: known.unwrap_or_default() })
    }

    fn response(&self, request: &FetchRequest, id: CaptureId) -> Result<Response> {
        let stored = self.archive.stored(id)?;
        let capture = self.archive.capture(id)?;
        let fields =
            [("content-type", stored.media_type), ("etag", stored.etag), ("last-modified", stored.last_modified)];
        let headers = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Ok(Response {
            request: FetchRequest { url: stored.url, ..request.clone() },
            status: stored.status.unwrap_or(200),
            headers: headers.collect(),
            conditions: Vec::new(),
            body: capture.bytes().to_vec().into(),
        })
    }

    /// What an address gave last, where it was asked plainly.
    fn last(&self, request: &FetchRequest) -> Result<Option<Stored>> {
        let versions = self.archive.versions(&request.url)?;
        Ok(versions.into_iter().rfind(|stored| stored.status == Some(200) && request.body.is_none()))
    }

    /// Keeps outcomes, and stores what was read since; the disk is waited for once.
    fn keep(&mut self, kept: &[Kept], read: Vec<ReadPage>) -> Result<()> {
        let Self { archive, run, .. } = self;
        archive.together(|archive| {
            let mut captures = Vec::new();
            for Kept { site, request, hops, outcome } in kept {
                let entry = archive.claim(*run, &NewEntry::new(request.clone(), site, ""))?;
                captures.extend(hops.iter().map(|hop| capture(&hop.request, hop.status, &hop.headers, &hop.body)));
                match outcome {
                    Ok(response) => captures.push(answer(response, entry)),
                    Err(failure) => archive.failed(entry, failure.name(), None)?,
                }
            }
            archive.add_captures(&captures)?;
            store_readings(archive, read)
        })
    }

    /// The visit of a site is over: its columns, entries and gaps are noted.
    fn done(&mut self, outcome: &SiteOutcome) -> Result<()> {
        let site = outcome.site.as_str();
        let family = outcome.columns.first().map(|column| column.family.clone());
        self.archive.put_site(&Site { name: site.to_owned(), agency: None, family, hosts: Vec::new() })?;
        for column in &outcome.columns {
            // Names repeat on a site, addresses do not.
            self.archive.begin_column(self.run, site, &column.url, &column.url)?;
            self.archive.end_column(self.run, site, &column.url, &end_of(column))?;
        }
        let entries: Vec<Ended> = outcome.items.iter().filter_map(|item| ended(site, item)).collect();
        self.archive.end_site(self.run, site, &entries)?;
        let fewer = self.fewer_than_before(site)?;
        let gaps: Vec<Gap> = outcome.gaps().into_iter().chain(fewer.iter().cloned()).collect();
        self.gaps.extend(fewer);
        self.note(site, &gaps)
    }

    fn fewer_than_before(&self, site: &str) -> Result<Vec<Gap>> {
        let columns = self.archive.columns(self.run)?.into_iter().filter(|column| column.site == site);
        let fewer = columns.filter_map(|column| {
            let (before, end) = (column.found_before?, column.end?);
            let words = Words::new(
                format!("栏目 {} 上次列出 {before} 条，这次 {} 条", column.url, end.found),
                format!("the column {} listed {before} entries last time, and {} now", column.url, end.found),
            );
            (end.found < before && end.reason != "enough").then(|| Gap::new("fewer_than_before", column.url, words))
        });
        Ok(fewer.collect())
    }

    fn note(&mut self, site: &str, gaps: &[Gap]) -> Result<()> {
        let finding = |gap: &Gap| SiteFinding {
            site: site.to_owned(),
            id: gap.id.to_owned(),
            about: gap.about.clone(),
            words: gap.words.clone(),
        };
        self.archive.put_site_findings(self.run, site, &gaps.iter().map(finding).collect::<Vec<_>>())
    }
}

/// Stores what was read on the walks, of captures that are not read yet.
fn store_readings(archive: &mut Archive, pages: Vec<ReadPage>) -> Result<()> {
    let mut unread: Vec<(CaptureId, Outcome)> = Vec::new();
    for page in pages {
        if let Some(id) = archive.content(&page.url, &page.digest)?
            && !unread.iter().any(|(other, _)| *other == id)
            && !archive.is_read(id)?
        {
            unread.push((id, page.outcome));
        }
    }
    if unread.is_empty() { Ok(()) } else { archiving::store(archive, &unread).map(drop) }
}

/// The capture of an answer, which ends its entry.
fn answer(response: &Response, entry: EntryId) -> NewCapture {
    let mut last = capture(&response.request, response.status, &response.headers, &response.body);
    last.request_headers.extend(bytes_of(&response.conditions));
    last.answers = Some(entry);
    last
}

fn capture(request: &FetchRequest, status: u16, headers: &[(String, String)], body: &[u8]) -> NewCapture {
    let mut capture = NewCapture::file(request.url.clone(), body);
    capture.status = Some(status);
    capture.headers = bytes_of(headers);
    let told = [("referer", &request.referer), ("content-type", &request.content_type)];
    let told = told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?.into_bytes())));
    capture.request_headers = told.collect();
    if let Some(body) = &request.body {
        capture.method = "POST".into();
        capture.request_body = body.clone().into_bytes();
    }
    capture.purpose = Some(request.purpose);
    capture.parent = request.referer.clone().filter(|_| request.purpose == Purpose::Attachment);
    capture
}

fn bytes_of(fields: &[(String, String)]) -> Vec<(String, Vec<u8>)> {
    fields.iter().map(|(name, value)| (name.clone(), value.as_bytes().to_vec())).collect()
}

fn end_of(column: &Column) -> ColumnEnd {
    ColumnEnd {
        reason: column.end.as_ref().map_or("open", |end| end.name()).to_owned(),
        expected: column.expected,
        found: column.listed,
        note: (!column.name.is_empty()).then(|| column.name.clone()),
    }
}

/// How the entry of an item ended; nothing where nobody wanted it.
fn ended(site: &str, item: &Item) -> Option<Ended> {
    if matches!(item.state, ItemState::NotAsked | ItemState::Waiting) {
        return None;
    }
    let mut entry = NewEntry::new(item.lead.request.clone(), site, item.column.as_str());
    entry.title = (!item.lead.title.is_empty()).then(|| item.lead.title.clone());
    entry.unit = item.named_unit();
    entry.year = leads::year(&item.lead).map(|(year, _)| year);
    let is_failed = matches!(item.state, ItemState::Failed(_));
    Some(Ended { entry, outcome: item.state.name().to_owned(), is_failed })
}

impl Store for ArchiveStore {
    fn recall(&self, request: &FetchRequest) -> std::result::Result<Recalled, String> {
        self.with(|inside| inside.recall(request))
    }

    fn unchanged(&self, request: &FetchRequest) -> Option<Response> {
        let earlier = self.with(|inside| match inside.last(request)? {
            Some(last) => inside.response(request, last.id).map(Some),
            None => Ok(None),
        });
        earlier.ok().flatten()
    }

    fn keep(&self, kept: &[Kept]) -> std::result::Result<(), String> {
        self.with(|inside| inside.keep(kept, self.readings.take()))
    }

    fn done(&self, outcome: &SiteOutcome) -> std::result::Result<(), String> {
        let readings = self.readings.take();
        self.with(|inside| {
            store_readings(&mut inside.archive, readings)?;
            inside.done(outcome)
        })
    }
}
