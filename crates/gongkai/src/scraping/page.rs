//! What a page says, as far as a walk needs it; and its reports, which are read once for walk and archive.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use gongkai_archive::Outcome;
use gongkai_model::{Capture, FetchRequest, Language, Provenance, Purpose, Report, Status, Words};
use gongkai_plugin::ImportError;
use gongkai_scrape::{Read, Reading, Response};
use url::Url;

use crate::Reader;
use crate::archiving;

/// Readings that wait for the archive at a time. What does not fit is read again at the end of the run.
const MOST_READINGS: usize = 64;

/// Characters of a report without tables, at the least. Pages that only name one have fewer.
const LEAST_PROSE: usize = 300;

/// Reads pages and files for walks.
#[derive(Default)]
pub struct PageReader {
    reader: Reader,
    /// Where what was read of items is left for the archive; nothing: nobody wants it.
    readings: Option<Arc<Readings>>,
}

/// What was read on walks, until the archive takes it.
#[derive(Default)]
pub(super) struct Readings(Mutex<Vec<ReadPage>>);

/// What was read of an answer.
pub(super) struct ReadPage {
    /// Address that answered.
    pub(super) url: String,
    /// SHA-256 of the content, in hex.
    pub(super) digest: String,
    /// What reading it gave.
    pub(super) outcome: Outcome,
}

impl Readings {
    fn put(&self, page: ReadPage) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() < MOST_READINGS {
            pages.push(page);
        }
    }

    /// Everything that is there.
    pub(super) fn take(&self) -> Vec<ReadPage> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Read for PageReader {
    fn read(&self, request: &FetchRequest, response: &Response) -> Reading {
        let provenance = Provenance {
            source: response.url().to_owned(),
            media_type: response.media_type().map(str::to_owned),
            status: Some(response.status),
            ..Provenance::default()
        };
        let capture = Capture::new(response.body.to_vec(), provenance);
        let mut reading = Reading { digest: Some(capture.digest().to_string()), ..Reading::default() };
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
    /// A reader that leaves what it read of items.
    pub(super) fn leaving(readings: Arc<Readings>) -> Self {
        Self { reader: Reader::default(), readings: Some(readings) }
    }

    fn fill(&self, request: &FetchRequest, capture: &Capture, reading: &mut Reading) {
        let base = Url::parse(&capture.provenance().source).ok();
        let absolute = |address: &str| base.as_ref().and_then(|base| base.join(address).ok()).map(String::from);
        let documents = match self.reader.registry().import(capture, self.reader.limits()) {
            Ok(documents) => documents,
            Err(error) => {
                let words = Words::new(error.message(Language::Zh), error.message(Language::En));
                match error {
                    ImportError::Challenge { name } => reading.challenge = Some(name),
                    ImportError::LeadsOn { address } => reading.leads_on = absolute(&address),
                    _ => reading.unread = Some(words.clone()),
                }
                return self.leave(request, capture, reading, Err(words));
            }
        };
        if request.purpose == Purpose::List {
            return;
        }
        let mut reports = Vec::new();
        for (document, number) in documents.iter().zip(1..) {
            let files = document.metadata.iter().filter(|datum| datum.name == "attachment");
            reading.attachments.extend(files.filter_map(|file| absolute(address_of(&file.value))));
            let report = gongkai_read::read(&document.name(&capture.provenance().source), number, document);
            let prose = prose(&report);
            if is_report(&report, prose) {
                let organ = report.agency.as_ref().map(|agency| agency.value.name.clone());
                reading.reports.push((organ, report.year.as_ref().map(|year| year.value)));
                reading.length = reading.length.max(Some(prose));
                reading.published = reading.published.max(report.published.as_ref().map(|day| day.value));
            }
            reports.push(report);
        }
        // A package without any report says which of its files could not be read.
        if reading.reports.is_empty() {
            let unread = documents.iter().flat_map(|document| &document.diagnostics).find(|said| said.is_of_package());
            reading.unread = unread.map(|said| Words::new(said.message(Language::Zh), said.message(Language::En)));
        }
        if self.is_wanted(request, reading) {
            self.leave(request, capture, reading, archiving::checked(reports, capture.provenance()));
        }
    }

    /// Whether the archive wants what was read: of items and files, and of an entry page that is a report itself.
    fn is_wanted(&self, request: &FetchRequest, reading: &Reading) -> bool {
        let is_item = matches!(request.purpose, Purpose::Item | Purpose::Attachment);
        self.readings.is_some() && (is_item || !reading.reports.is_empty())
    }

    /// Leaves what was read for the archive.
    fn leave(&self, request: &FetchRequest, capture: &Capture, reading: &Reading, outcome: Outcome) {
        if let Some(readings) = self.readings.as_ref().filter(|_| self.is_wanted(request, reading)) {
            let (url, digest) = (capture.provenance().source.clone(), reading.digest.clone().unwrap_or_default());
            readings.put(ReadPage { url, digest, outcome });
        }
    }
}

/// Whether bytes are of a format that is no text.
fn is_binary(bytes: &[u8]) -> bool {
    [&b"%PDF"[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf"]
        .iter()
        .any(|magic| bytes.starts_with(magic))
}

/// Characters of a report, tables apart.
fn prose(report: &Report) -> usize {
    report.passages.iter().flat_map(|passage| &passage.paragraphs).map(|text| text.value.chars().count()).sum()
}

/// Whether there is a report, and not only the title of one above a file or a frame.
fn is_report(report: &Report, prose: usize) -> bool {
    let elsewhere = report.diagnostics.iter().any(|diagnostic| diagnostic.code == "report_in_attachment");
    let told = !elsewhere && prose >= LEAST_PROSE && report.year.is_some();
    report.status == Status::Report && (!report.tables.is_empty() || told)
}

/// The address of a file in the statement of a page: `年度报告.pdf (PDF) /files/1.pdf`.
fn address_of(statement: &str) -> &str {
    let behind = statement.rsplit_once(") ").filter(|(before, _)| before.contains(" (")).map(|(_, address)| address);
    behind.or_else(|| statement.rsplit_once(' ').map(|(_, address)| address)).unwrap_or(statement)
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

    fn read(purpose: Purpose, url: &str, body: impl AsRef<[u8]>) -> Reading {
        let response = Response {
            request: FetchRequest::get(url, purpose),
            status: 200,
            headers: vec![("content-type".into(), "text/html; charset=utf-8".into())],
            conditions: Vec::new(),
            body: body.as_ref().to_vec().into(),
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

    #[test]
    fn the_reports_in_a_package_are_those_of_the_file() {
        let url = "https://www.qinghe.gov.cn/nb/P1.zip";
        let package = include_bytes!("../../../../examples/packed_2023.zip");
        let reading = read(Purpose::Attachment, url, package);
        let reports: Vec<_> = reading.reports.iter().map(|(organ, year)| (organ.as_deref(), *year)).collect();
        assert_eq!(reports, [(Some("青禾县农业农村局"), Some(2021)), (Some("云梧县交通运输局"), Some(2023))]);
        assert_eq!((reading.text.as_str(), reading.unread), ("", None));

        // The same with a password: the mark of one stands in every header.
        let mut locked = package.to_vec();
        for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
            let places: Vec<usize> = (0..locked.len() - 4).filter(|at| locked[*at..].starts_with(mark)).collect();
            places.into_iter().for_each(|at| locked[at + flags] |= 1);
        }
        let reading = read(Purpose::Attachment, url, locked);
        assert!(reading.reports.is_empty());
        assert!(reading.unread.is_some_and(|words| words.en.contains("locked with a password")));
    }
}
