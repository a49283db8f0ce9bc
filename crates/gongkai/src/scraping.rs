//! Walks over sites with an archive behind them: what comes is kept before it is read, and a killed run goes on.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use gongkai_archive::{Archive, CaptureId, ColumnEnd, EntryId, NewCapture, NewEntry, RunId, Site, Stored};
use gongkai_model::{Capture, FetchRequest, Language, Provenance, Purpose, Report, Status, Words};
use gongkai_plugin::ImportError;
use gongkai_scrape::{Failure, Read, Reading, Response, SiteOutcome, Store, Validators};
use url::Url;

use crate::Reader;
use crate::archiving::{self, Reread};

/// Characters of a report without tables, at the least. Pages that only name one have fewer.
const LEAST_PROSE: usize = 300;

/// Reads pages and files for walks.
#[derive(Default)]
pub struct PageReader {
    reader: Reader,
}

impl Read for PageReader {
    fn read(&self, request: &FetchRequest, response: &Response) -> Reading {
        let provenance = Provenance {
            source: response.url.clone(),
            media_type: response.media_type().map(str::to_owned),
            status: Some(response.status),
            ..Provenance::default()
        };
        let capture = Capture::new(response.body.to_vec(), provenance);
        let mut reading = Reading::default();
        if !is_binary(capture.bytes()) {
            reading.text = gongkai_text::decode(capture.bytes(), capture.provenance().declared_charset()).text;
        }
        // A defect of ours in one page must not cost the other ones.
        let read = catch_unwind(AssertUnwindSafe(|| self.fill(request, &capture, &mut reading)));
        if read.is_err() {
            reading.unread = Some(archiving::defect());
        }
        reading
    }
}

impl PageReader {
    fn fill(&self, request: &FetchRequest, capture: &Capture, reading: &mut Reading) {
        let base = Url::parse(&capture.provenance().source).ok();
        let absolute = |address: &str| base.as_ref().and_then(|base| base.join(address).ok()).map(String::from);
        let documents = match self.reader.registry().import(capture, self.reader.limits()) {
            Ok(documents) => documents,
            Err(ImportError::Challenge { name }) => {
                reading.challenge = Some(name);
                return;
            }
            Err(ImportError::LeadsOn { address }) => {
                reading.leads_on = absolute(&address);
                return;
            }
            Err(error) => {
                reading.unread = Some(Words::new(error.message(Language::Zh), error.message(Language::En)));
                return;
            }
        };
        if request.purpose == Purpose::List {
            return;
        }
        for (document, number) in documents.iter().zip(1..) {
            let files = document.metadata.iter().filter(|datum| datum.name == "attachment");
            reading.attachments.extend(files.filter_map(|file| absolute(address_of(&file.value))));
            let report = gongkai_read::read(&document.name(&capture.provenance().source), number, document);
            if is_report(&report) {
                let organ = report.agency.map(|agency| agency.value.name);
                reading.reports.push((organ, report.year.map(|year| year.value)));
            }
        }
    }
}

/// Whether bytes are of a format that is no text.
fn is_binary(bytes: &[u8]) -> bool {
    [&b"%PDF"[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"Rar!"]
        .iter()
        .any(|magic| bytes.starts_with(magic))
}

/// Whether there is a report, and not only the title of one above a file or a frame.
fn is_report(report: &Report) -> bool {
    let prose: usize =
        report.passages.iter().flat_map(|passage| &passage.paragraphs).map(|text| text.value.chars().count()).sum();
    let elsewhere = report.diagnostics.iter().any(|diagnostic| diagnostic.code == "report_in_attachment");
    let told = !elsewhere && prose >= LEAST_PROSE && report.year.is_some();
    report.status == Status::Report && (!report.tables.is_empty() || told)
}

/// The address of a file in the statement of a page: `年度报告.pdf (PDF) /files/1.pdf`.
fn address_of(statement: &str) -> &str {
    let behind = statement.rsplit_once(") ").filter(|(before, _)| before.contains(" (")).map(|(_, address)| address);
    behind.or_else(|| statement.rsplit_once(' ').map(|(_, address)| address)).unwrap_or(statement)
}

/// Keeps what a run fetches in an archive.
pub struct ArchiveStore {
    inside: Mutex<Inside>,
    is_resumed: bool,
}

struct Inside {
    archive: Archive,
    run: RunId,
    /// Entries that were claimed, by the key of their request.
    claimed: HashMap<String, EntryId>,
    fewer: Vec<Words>,
}

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
    pub fn begin(mut archive: Archive, what: &str) -> gongkai_archive::Result<Self> {
        let run = archive.begin_run(what, SystemTime::now())?;
        let inside = Inside { archive, run: run.id, claimed: HashMap::new(), fewer: Vec::new() };
        Ok(Self { inside: Mutex::new(inside), is_resumed: run.is_resumed })
    }

    /// Whether an interrupted run goes on.
    pub fn is_resumed(&self) -> bool {
        self.is_resumed
    }

    /// Columns that listed fewer entries than the time before, for people.
    pub fn fewer(&self) -> Vec<Words> {
        self.lock().fewer.clone()
    }

    /// Reads and checks what was fetched of items and files, and ends the run unless it was interrupted. Gives the
    /// archive back.
    ///
    /// # Errors
    /// What the archive gives.
    pub fn finish(
        self,
        is_interrupted: bool,
        reader: &Reader,
        tell: &mut dyn FnMut(Reread) -> gongkai_archive::Result<()>,
    ) -> gongkai_archive::Result<Archive> {
        let Inside { mut archive, run, .. } = self.inside.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut ids = Vec::new();
        for id in archive.unread()? {
            let purpose = archive.stored(id)?.purpose;
            if !matches!(purpose, Some(Purpose::Portal | Purpose::List)) {
                ids.push(id);
            }
        }
        archiving::reread(&mut archive, reader, &ids, tell)?;
        if !is_interrupted {
            archive.end_run(run, "done", SystemTime::now())?;
        }
        Ok(archive)
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    /// The entry of a request, with the answer that it had before the run was interrupted.
    fn claim(
        &mut self,
        site: &str,
        request: &FetchRequest,
    ) -> gongkai_archive::Result<Option<Result<Response, Failure>>> {
        let new = NewEntry::new(request.clone(), site, "");
        let entry = self.archive.claim(self.run, &new)?;
        self.claimed.insert(request.key(), entry.id);
        if let Some(capture) = entry.capture {
            return self.response(request, capture).map(|response| Some(Ok(response)));
        }
        // What is not there is not asked for again in the same run; whatever else failed may pass now.
        let absent = entry.outcome.as_deref() == Some(Failure::NotFound(404).name());
        Ok(absent.then_some(Err(Failure::NotFound(404))))
    }

    fn response(&self, request: &FetchRequest, id: CaptureId) -> gongkai_archive::Result<Response> {
        let stored = self.archive.stored(id)?;
        let capture = self.archive.capture(id)?;
        let fields =
            [("content-type", stored.media_type), ("etag", stored.etag), ("last-modified", stored.last_modified)];
        let headers = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Ok(Response {
            requested: request.url.clone(),
            url: stored.url,
            redirects: Vec::new(),
            status: stored.status.unwrap_or(200),
            headers: headers.collect(),
            body: capture.bytes().to_vec().into(),
        })
    }

    /// What an address gave last, where it was asked plainly.
    fn last(&self, request: &FetchRequest) -> Option<Stored> {
        let versions = self.archive.versions(&request.url).ok()?;
        versions.into_iter().rfind(|stored| stored.status == Some(200) && request.body.is_none())
    }

    fn keep(
        &mut self,
        site: &str,
        request: &FetchRequest,
        outcome: &Result<Response, Failure>,
    ) -> gongkai_archive::Result<()> {
        let entry = match self.claimed.get(&request.key()) {
            Some(entry) => *entry,
            None => self.archive.claim(self.run, &NewEntry::new(request.clone(), site, ""))?.id,
        };
        let response = match outcome {
            Ok(response) => response,
            Err(failure) => return self.archive.failed(entry, failure.name(), None),
        };
        let mut capture = NewCapture::file(response.url.clone(), response.body.to_vec());
        capture.status = Some(response.status);
        capture.headers =
            response.headers.iter().map(|(name, value)| (name.clone(), value.as_bytes().to_vec())).collect();
        if let Some(body) = &request.body {
            capture.method = "POST".into();
            capture.request_body = body.clone().into_bytes();
        }
        capture.purpose = Some(request.purpose);
        capture.parent = request.referer.clone().filter(|_| request.purpose == Purpose::Attachment);
        capture.answers = Some(entry);
        self.archive.add_capture(&capture).map(drop)
    }

    fn done(&mut self, outcome: &SiteOutcome) -> gongkai_archive::Result<()> {
        let family = outcome.columns.first().map(|column| column.family.clone());
        self.archive.put_site(&Site { name: outcome.site.clone(), agency: None, family, hosts: Vec::new() })?;
        for column in &outcome.columns {
            // Names repeat on a site, addresses do not.
            self.archive.begin_column(self.run, &outcome.site, &column.url, &column.url)?;
            let end = ColumnEnd {
                reason: column.end.as_ref().map_or("open", |end| end.name()).to_owned(),
                expected: column.expected,
                found: column.listed,
                note: (!column.name.is_empty()).then(|| column.name.clone()),
            };
            self.archive.end_column(self.run, &outcome.site, &column.url, &end)?;
        }
        let columns = self.archive.columns(self.run)?;
        for column in columns.into_iter().filter(|column| column.site == outcome.site) {
            let (Some(before), Some(end)) = (column.found_before, column.end) else { continue };
            if end.found < before && end.reason != "enough" {
                self.fewer.push(Words::new(
                    format!("栏目 {} 上次列出 {before} 条，这次 {} 条", column.url, end.found),
                    format!("the column {} listed {before} entries last time, and {} now", column.url, end.found),
                ));
            }
        }
        Ok(())
    }
}

impl Store for ArchiveStore {
    fn made(&self, site: &str, request: &FetchRequest) -> Result<Option<Result<Response, Failure>>, String> {
        self.lock().claim(site, request).map_err(|error| error.to_string())
    }

    fn validators(&self, request: &FetchRequest) -> Validators {
        let last = self.lock().last(request);
        last.map(|stored| Validators { etag: stored.etag, last_modified: stored.last_modified }).unwrap_or_default()
    }

    fn unchanged(&self, request: &FetchRequest) -> Option<Response> {
        let inside = self.lock();
        let last = inside.last(request)?;
        inside.response(request, last.id).ok()
    }

    fn keep(&self, site: &str, request: &FetchRequest, outcome: &Result<Response, Failure>) -> Result<(), String> {
        self.lock().keep(site, request, outcome).map_err(|error| error.to_string())
    }

    fn done(&self, outcome: &SiteOutcome) -> Result<(), String> {
        self.lock().done(outcome).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files() {
        for (statement, expected) in [
            ("年度报告.pdf (PDF) /files/1.pdf", "/files/1.pdf"),
            ("年度报告 (一).doc (DOC) P0201 (1).doc", "P0201 (1).doc"),
            ("下载 /system/_content/download.jsp?id=1", "/system/_content/download.jsp?id=1"),
        ] {
            assert_eq!(address_of(statement), expected);
        }
    }

    fn read(purpose: Purpose, url: &str, body: &str) -> Reading {
        let response = Response {
            requested: url.into(),
            url: url.into(),
            redirects: Vec::new(),
            status: 200,
            headers: vec![("content-type".into(), "text/html; charset=utf-8".into())],
            body: body.as_bytes().to_vec().into(),
        };
        PageReader::default().read(&FetchRequest::get(url, purpose), &response)
    }

    #[test]
    fn a_page_with_files_is_no_report_and_names_them() {
        let body = "<html><head><title>青禾县财政局2023年政府信息公开工作年度报告</title></head><body>
            <h1>青禾县财政局2023年政府信息公开工作年度报告</h1><p>附件：<a href='./P1.pdf'>年度报告.pdf</a></p></body></html>";
        let reading = read(Purpose::Item, "https://www.qinghe.gov.cn/nb/t1.html", body);
        assert_eq!(reading.attachments, ["https://www.qinghe.gov.cn/nb/P1.pdf"]);
        assert_eq!(reading.reports, []);
    }

    #[test]
    fn a_page_that_sends_on_says_where_to() {
        let body = "<html><head><meta http-equiv='refresh' content='0;url=/nb/'></head><body></body></html>";
        let reading = read(Purpose::Portal, "https://www.qinghe.gov.cn/", body);
        assert_eq!(reading.leads_on.as_deref(), Some("https://www.qinghe.gov.cn/nb/"));
    }
}
