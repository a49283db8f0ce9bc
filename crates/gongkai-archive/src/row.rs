//! The rows of a capture, made of its record alone: the same ones when it is added and when it is found again.

use rusqlite::{Connection, OptionalExtension, params};

use crate::captures::CaptureId;
use crate::error::Result;
use crate::log::Place;
use crate::new_capture::path_of;
use crate::warc::{Head, Record, digest, labelled};

/// What a record tells of a capture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The record of the content that a visit found again.
    refers_to: Option<String>,
    record: String,
    url: String,
    request: String,
    status: Option<u16>,
    media_type: Option<String>,
    digest: String,
    size: usize,
    at: String,
    adapter: Option<String>,
    purpose: Option<String>,
    parent: Option<String>,
    saved_from: Option<String>,
    etag: Option<String>,
    last_modified: Option<String>,
    answers: Option<(i64, String)>,
}

impl Row {
    /// The row of a record; nothing where the record holds no content.
    pub(crate) fn of(record: &Record) -> Option<Self> {
        let text = |name: &str| record.get(name).map(str::to_owned);
        let uri = text("WARC-Target-URI")?;
        let common = Self {
            record: text("WARC-Record-ID")?,
            request: text("Gongkai-Request").unwrap_or_default(),
            at: text("WARC-Date")?,
            adapter: text("Gongkai-Adapter"),
            purpose: text("Gongkai-Purpose"),
            parent: text("Gongkai-Parent"),
            saved_from: text("Gongkai-Saved-From"),
            answers: record.get("Gongkai-Run").and_then(answers),
            ..Self::default()
        };
        let stated = record.get("WARC-Payload-Digest").and_then(|digest| digest.strip_prefix("sha256:"));
        match record.kind() {
            "response" => {
                let (head, body) = Head::split(&record.block);
                Some(Self {
                    url: uri,
                    status: head.status(),
                    media_type: head.get("Content-Type"),
                    etag: head.get("ETag"),
                    last_modified: head.get("Last-Modified"),
                    digest: stated.map_or_else(|| digest(body).to_string(), str::to_owned),
                    size: body.len(),
                    ..common
                })
            }
            "resource" => Some(Self {
                url: path_of(&uri).unwrap_or(uri),
                media_type: text("Content-Type").filter(|media_type| media_type != "application/octet-stream"),
                digest: stated.map_or_else(|| digest(&record.block).to_string(), str::to_owned),
                size: record.block.len(),
                ..common
            }),
            "revisit" => Some(Self {
                url: uri,
                refers_to: Some(text("WARC-Refers-To")?),
                status: Head::split(&record.block).0.status(),
                ..common
            }),
            _ => None,
        }
    }

    /// Whether the content of a record is that of its digest.
    pub(crate) fn is_sound(record: &Record) -> bool {
        let stated = record.get("WARC-Payload-Digest");
        match record.kind() {
            "response" => stated.is_none_or(|stated| stated == labelled(&digest(Head::split(&record.block).1))),
            "resource" => stated.is_none_or(|stated| stated == labelled(&digest(&record.block))),
            _ => true,
        }
    }

    /// Stores the row, and whether the content was new. Nothing where a visit refers to content that is not there.
    pub(crate) fn insert(&self, connection: &Connection, place: Place) -> Result<Option<(CaptureId, bool)>> {
        let (capture, is_new) = match &self.refers_to {
            Some(record) => {
                let found = connection
                    .prepare_cached("SELECT id FROM captures WHERE record = ?1")?
                    .query_row([record], |row| row.get(0))
                    .optional()?;
                let Some(capture) = found else { return Ok(None) };
                (capture, false)
            }
            None => (self.insert_capture(connection, place)?, true),
        };
        self.insert_visit(connection, place, capture, is_new)?;
        Ok(Some((CaptureId(capture), is_new)))
    }

    fn insert_capture(&self, connection: &Connection, place: Place) -> Result<i64> {
        let size = i64::try_from(self.size).unwrap_or(i64::MAX);
        connection
            .prepare_cached(
                "INSERT INTO captures (record, url, request, status, media_type, digest, size, fetched_at, adapter, purpose,
                                       parent, saved_from, etag, last_modified, file, offset)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?
            .execute(params![
                self.record,
                self.url,
                self.request,
                self.status,
                self.media_type,
                self.digest,
                size,
                self.at,
                self.adapter,
                self.purpose,
                self.parent,
                self.saved_from,
                self.etag,
                self.last_modified,
                place.file,
                offset(place),
            ])?;
        Ok(connection.last_insert_rowid())
    }

    fn insert_visit(&self, connection: &Connection, place: Place, capture: i64, is_new: bool) -> Result<()> {
        let (run, key) = self.answers.as_ref().map(|(run, key)| (*run, key.as_str())).unzip();
        connection
            .prepare_cached(
                "INSERT INTO visits (capture, at, status, is_new, run, key, file, offset)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![capture, self.at, self.status, is_new, run, key, place.file, offset(place)])?;
        if let (Some(run), Some(key)) = (run, key) {
            connection
                .prepare_cached(
                    "UPDATE frontier SET state = 'fetched', capture = ?1
                     WHERE run = ?2 AND key = ?3 AND state IN ('waiting', 'taken')",
                )?
                .execute(params![capture, run, key])?;
        }
        Ok(())
    }
}

/// An offset as SQLite stores it.
pub(crate) fn offset(place: Place) -> i64 {
    i64::try_from(place.offset).unwrap_or(i64::MAX)
}

fn answers(text: &str) -> Option<(i64, String)> {
    let (run, key) = text.split_once(' ')?;
    Some((run.parse().ok()?, key.to_owned()))
}
