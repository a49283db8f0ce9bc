//! Adding captures and getting them back.

use gongkai_model::{Capture, Digest, Provenance, Purpose};
use rusqlite::{Connection, OptionalExtension, Row as SqlRow};

use crate::archive::Archive;
use crate::error::{Error, Result};
use crate::log::{self, Log, Place};
use crate::new_capture::{Known, NewCapture, purpose_of, uri};
use crate::recovery::commit_size;
use crate::row::Row;
use crate::warc::{Head, digest};

/// Captures that are looked up at a time while going through all of them.
const PAGE: i64 = 500;

/// Number of a capture: 1, 2 … in the order of the WARC files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaptureId(pub i64);

/// What became of a capture that was handed to the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// Its number, or that of the capture with the same content.
    pub id: CaptureId,
    /// Whether the content is new for its address.
    pub is_new: bool,
}

/// A capture as the database tells of it, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its number.
    pub id: CaptureId,
    /// Address, or path of a file.
    pub url: String,
    /// HTTP status; nothing: a file.
    pub status: Option<u16>,
    /// Media type as declared.
    pub media_type: Option<String>,
    /// SHA-256 of the content, in hex.
    pub digest: String,
    /// Bytes of the content.
    pub size: u64,
    /// When it was obtained first, RFC 3339.
    pub fetched_at: String,
    /// Site adapter.
    pub adapter: Option<String>,
    /// What it was asked for.
    pub purpose: Option<Purpose>,
    /// Source of the capture that led to it.
    pub parent: Option<String>,
    /// The address that a saved page says it was saved from.
    pub saved_from: Option<String>,
    /// `ETag` of the answer, for the next visit.
    pub etag: Option<String>,
    /// `Last-Modified` of the answer, for the next visit.
    pub last_modified: Option<String>,
    place: Place,
}

/// One time that an address was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The content that it had.
    pub capture: CaptureId,
    /// When, RFC 3339.
    pub at: String,
    /// HTTP status; 304 where the server said that nothing changed.
    pub status: Option<u16>,
    /// Whether the content was new.
    pub is_new: bool,
}

impl Archive {
    /// Adds a capture: when this returns, the disk has it. The same content of the same address again is noted as a
    /// visit, and the same file again as nothing.
    ///
    /// # Errors
    /// What files and database give. What was added before is whole, and the archive can be used on.
    pub fn add_capture(&mut self, capture: &NewCapture) -> Result<Added> {
        let added = self.add_captures(std::slice::from_ref(capture))?;
        added.first().copied().ok_or_else(|| Error::Stored { reason: "nothing was added".into() })
    }

    /// Adds captures, like [`Self::add_capture`] for each; the disk is waited for once.
    ///
    /// # Errors
    /// As of [`Self::add_capture`]. Those of the captures that were written wholly are taken up before the next write.
    pub fn add_captures(&mut self, captures: &[NewCapture]) -> Result<Vec<Added>> {
        self.together(|archive| {
            let Some(log) = archive.writer.as_mut().and_then(|writer| writer.log.as_mut()) else {
                return Err(Error::ReadOnly);
            };
            let connection = &archive.connection;
            let added = captures.iter().map(|capture| add(connection, log, capture)).collect::<Result<Vec<_>>>()?;
            // The disk may begin while other changes are made.
            log.begin_sync();
            commit_size(connection, log.end())?;
            Ok(added)
        })
    }

    /// The bytes of a capture with their provenance; never other bytes than those captured.
    ///
    /// # Errors
    /// [`Error::NoSuchCapture`]; [`Error::Damaged`] where the WARC file no longer holds these bytes.
    pub fn capture(&self, id: CaptureId) -> Result<Capture> {
        let stored = self.stored(id)?;
        let mut record = log::read(&self.folder, stored.place)?;
        let body = match record.kind() {
            "response" => Head::split(&record.block).1.to_vec(),
            _ => std::mem::take(&mut record.block),
        };
        if digest(&body).to_string() != stored.digest {
            let file = log::path(&self.folder, stored.place.file);
            return Err(Error::Damaged {
                file,
                offset: stored.place.offset,
                reason: "other bytes than captured".into(),
            });
        }
        let provenance = Provenance {
            source: stored.url,
            media_type: stored.media_type,
            fetched_at: Some(stored.fetched_at),
            status: stored.status,
            adapter: stored.adapter,
            parent: stored.parent,
        };
        Ok(Capture::new(body, provenance))
    }

    /// What the database tells of a capture.
    ///
    /// # Errors
    /// [`Error::NoSuchCapture`].
    pub fn stored(&self, id: CaptureId) -> Result<Stored> {
        self.select("WHERE id = ?1", [id.0])?.pop().ok_or(Error::NoSuchCapture { id: id.0 })
    }

    /// All captures, in order. Those added meanwhile may be among them.
    pub fn captures(&self) -> Captures<'_> {
        Captures { archive: self, page: Vec::new().into_iter(), after: 0 }
    }

    /// Every content that an address has had, the first one first; pages that were saved from it in a browser included.
    ///
    /// # Errors
    /// What the database gives.
    pub fn versions(&self, url: &str) -> Result<Vec<Stored>> {
        self.select("WHERE url IN (?1, ?2) OR saved_from = ?1 ORDER BY id", [url, &uri(url, true)])
    }

    /// The page that had a content (SHA-256, in hex) at an address.
    ///
    /// # Errors
    /// What the database gives.
    pub fn content(&self, url: &str, digest: &str) -> Result<Option<CaptureId>> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT id FROM captures WHERE url IN (?1, ?2) AND digest = ?3 AND status = 200 ORDER BY id LIMIT 1",
            )?
            .query_row([url, &uri(url, true), digest], |row| row.get(0))
            .optional()?;
        Ok(found.map(CaptureId))
    }

    /// Captures that another one led to: the attachments of a page.
    ///
    /// # Errors
    /// What the database gives.
    pub fn children(&self, source: &str) -> Result<Vec<Stored>> {
        self.select("WHERE parent = ?1 ORDER BY id", [source])
    }

    /// Each time that the content of a capture was found at its address, the first one first.
    ///
    /// # Errors
    /// What the database gives.
    pub fn visits(&self, id: CaptureId) -> Result<Vec<Visit>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT capture, at, status, is_new FROM visits WHERE capture = ?1 ORDER BY id")?;
        let visits = statement.query_map([id.0], |row| {
            Ok(Visit { capture: CaptureId(row.get(0)?), at: row.get(1)?, status: row.get(2)?, is_new: row.get(3)? })
        })?;
        Ok(visits.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether there is a capture of that number.
    pub(crate) fn captures_have(&self, id: CaptureId) -> Result<bool> {
        Ok(self.connection.prepare_cached("SELECT 1 FROM captures WHERE id = ?1")?.exists([id.0])?)
    }

    fn select(&self, clause: &str, parameters: impl rusqlite::Params) -> Result<Vec<Stored>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, url, status, media_type, digest, size, fetched_at, adapter, purpose, parent, saved_from, etag,
                    last_modified, file, offset FROM captures {clause}"
        ))?;
        let rows = statement.query_map(parameters, stored)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn stored(row: &SqlRow<'_>) -> rusqlite::Result<Stored> {
    let unsigned = |value: i64| u64::try_from(value).unwrap_or(0);
    Ok(Stored {
        id: CaptureId(row.get(0)?),
        url: row.get(1)?,
        status: row.get(2)?,
        media_type: row.get(3)?,
        digest: row.get(4)?,
        size: unsigned(row.get(5)?),
        fetched_at: row.get(6)?,
        adapter: row.get(7)?,
        purpose: row.get::<_, Option<String>>(8)?.as_deref().and_then(purpose_of),
        parent: row.get(9)?,
        saved_from: row.get(10)?,
        etag: row.get(11)?,
        last_modified: row.get(12)?,
        place: Place { file: row.get(13)?, offset: unsigned(row.get(14)?) },
    })
}

/// Writes the records of a capture and stores their rows.
fn add(connection: &Connection, log: &mut Log, capture: &NewCapture) -> Result<Added> {
    let digest = capture.digest();
    let known = known(connection, capture, &digest)?;
    if let (Some(known), None) = (&known, capture.status) {
        return Ok(Added { id: CaptureId(known.id), is_new: false });
    }
    let answers = match capture.answers {
        Some(entry) => connection
            .prepare_cached("SELECT run, key FROM frontier WHERE id = ?1")?
            .query_row([entry.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?,
        None => None,
    };
    let before = log.end();
    log.make_ready(&crate::time::rfc3339(capture.fetched_at))?;
    if log.end().file != before.file {
        commit_size(connection, before)?;
    }
    let mut added = None;
    for record in capture.records(&digest, log.end(), known.as_ref(), answers.as_ref()) {
        let place = log.append(&record)?;
        if let Some(row) = Row::of(&record) {
            added = row.insert(connection, place)?;
        }
    }
    let (id, is_new) = added.ok_or_else(|| Error::Stored { reason: "a visit to content that is not there".into() })?;
    Ok(Added { id, is_new })
}

/// The capture with the content of a new one; for an answer that says that nothing changed, the one seen last.
fn known(connection: &Connection, capture: &NewCapture, digest: &Digest) -> Result<Option<Known>> {
    let known =
        |row: &SqlRow<'_>| Ok(Known { id: row.get(0)?, record: row.get(1)?, date: row.get(2)?, digest: row.get(3)? });
    let request = capture.request();
    let found = if capture.status == Some(304) {
        connection
            .prepare_cached(
                "SELECT captures.id, captures.record, captures.fetched_at, captures.digest
                 FROM captures JOIN visits ON visits.capture = captures.id
                 WHERE captures.request = ?1 AND captures.status BETWEEN 200 AND 299 ORDER BY visits.id DESC LIMIT 1",
            )?
            .query_row([request], known)
    } else {
        connection
            .prepare_cached(
                "SELECT id, record, fetched_at, digest FROM captures
                 WHERE request = ?1 AND digest = ?2 AND status IS ?3 ORDER BY id LIMIT 1",
            )?
            .query_row(rusqlite::params![request, digest.to_string(), capture.status], known)
    };
    Ok(found.optional()?)
}

/// All captures of an archive, in order.
#[derive(Debug)]
pub struct Captures<'a> {
    archive: &'a Archive,
    page: std::vec::IntoIter<Stored>,
    after: i64,
}

impl Iterator for Captures<'_> {
    type Item = Result<Stored>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.page.as_slice().is_empty() {
            match self.archive.select("WHERE id > ?1 ORDER BY id LIMIT ?2", [self.after, PAGE]) {
                Ok(page) => self.page = page.into_iter(),
                Err(error) => {
                    self.after = i64::MAX;
                    return Some(Err(error));
                }
            }
        }
        let next = self.page.next()?;
        self.after = next.id.0;
        Some(Ok(next))
    }
}
