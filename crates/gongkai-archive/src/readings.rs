//! What was read in a capture: stored as a whole, replaced by the next reading.

use std::collections::HashMap;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use gongkai_model::{Fact, Finding, Obtained, Report, Severity, Status, Value, Words};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::archive::Archive;
use crate::captures::CaptureId;
use crate::error::{Error, Result};
use crate::figures::{self, Change, Figure, Figures};

/// A document that was read: the report, and what is wrong with it.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'a> {
    /// The report.
    pub report: &'a Report,
    /// Findings about it.
    pub findings: &'a [Finding],
}

/// What reading a capture gave: its documents, or the sentence that says why it cannot be read.
pub type Outcome<'a> = std::result::Result<&'a [Unit<'a>], &'a Words>;

/// What the archive has of the reading of a capture.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Version of the program that read.
    pub version: String,
    /// Why the capture could not be read.
    pub error: Option<Words>,
    /// The reports in it, each with its findings.
    pub reports: Vec<(Report, Vec<Finding>)>,
}

/// A document of a capture, without its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// 1, 2 … within the capture.
    pub document: u32,
    /// Whether it is a report.
    pub status: Status,
    /// Its title.
    pub title: Option<String>,
    /// The reporting organ.
    pub agency: Option<String>,
    /// The year reported on.
    pub year: Option<i32>,
    /// Findings that are errors.
    pub errors: u64,
}

/// What may hold a report: no lists and portals, unless one turned out to be a report; no redirects and errors.
const READABLE: &str = "(coalesce(purpose, '') NOT IN ('portal', 'list') OR id IN (SELECT capture FROM readings))
     AND (status IS NULL OR status BETWEEN 200 AND 299)";

impl Archive {
    /// Stores what reading a capture gave, in place of what was there, wholly or not at all: its documents, or the
    /// sentence that says why it cannot be read. Gives the figures that changed; none the first time.
    ///
    /// # Errors
    /// What the database gives.
    pub fn store_reading(&mut self, capture: CaptureId, version: &str, outcome: Outcome<'_>) -> Result<Vec<Change>> {
        Ok(self.store_readings(version, &[(capture, outcome)])?.pop().unwrap_or_default())
    }

    /// Stores what reading captures gave, like [`Self::store_reading`] for each: all of it or nothing. Much faster for many.
    ///
    /// # Errors
    /// As of [`Self::store_reading`].
    pub fn store_readings(&mut self, version: &str, readings: &[(CaptureId, Outcome<'_>)]) -> Result<Vec<Vec<Change>>> {
        for (capture, _) in readings {
            self.stored(*capture)?;
        }
        let transaction = self.transaction()?;
        let stored = readings.iter().map(|(capture, outcome)| store(&transaction, *capture, version, *outcome));
        let changes = stored.collect::<Result<_>>()?;
        transaction.commit()?;
        Ok(changes)
    }

    /// Whether a capture was read.
    ///
    /// # Errors
    /// What the database gives.
    pub fn is_read(&self, capture: CaptureId) -> Result<bool> {
        is_read(&self.connection, capture)
    }

    /// What reading a capture gave; nothing where it was not read yet.
    ///
    /// # Errors
    /// [`Error::Stored`] where an older version stored something that this one does not understand: reread.
    pub fn reading(&self, capture: CaptureId) -> Result<Option<Reading>> {
        let head = self
            .connection
            .prepare_cached("SELECT version, error_zh, error_en FROM readings WHERE capture = ?1")?
            .query_row([capture.0], |row| {
                let (zh, en) = (row.get::<_, Option<String>>(1)?, row.get::<_, Option<String>>(2)?);
                Ok((row.get(0)?, zh.zip(en).map(|(zh, en)| Words { zh, en })))
            })
            .optional()?;
        let Some((version, error)) = head else { return Ok(None) };
        let (from, to) = documents_of(capture);
        let mut reports = Vec::new();
        let mut statement = self
            .connection
            .prepare_cached("SELECT document, json FROM reports WHERE document BETWEEN ?1 AND ?2 ORDER BY document")?;
        for row in statement.query_map([from, to], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (document, packed): (i64, Vec<u8>) = row?;
            let report: Report = serde_json::from_slice(&unpack(&packed)?).map_err(stored)?;
            reports.push((report, self.findings(document)?));
        }
        Ok(Some(Reading { version, error, reports }))
    }

    fn findings(&self, document: i64) -> Result<Vec<Finding>> {
        let mut statement =
            self.connection.prepare_cached("SELECT json FROM findings WHERE document = ?1 ORDER BY number")?;
        let texts = statement.query_map([document], |row| row.get::<_, String>(0))?;
        texts.map(|text| serde_json::from_str(&text?).map_err(stored)).collect()
    }

    /// Captures that may hold a report, in order: files, and answers that bring a page or a file asked for as such.
    ///
    /// # Errors
    /// What the database gives.
    pub fn readable(&self) -> Result<Vec<CaptureId>> {
        self.ids(READABLE)
    }

    /// Captures that may hold a report and were not read yet, in order.
    ///
    /// # Errors
    /// What the database gives.
    pub fn unread(&self) -> Result<Vec<CaptureId>> {
        self.ids(&format!("{READABLE} AND id NOT IN (SELECT capture FROM readings)"))
    }

    fn ids(&self, clause: &str) -> Result<Vec<CaptureId>> {
        let mut statement = self.connection.prepare(&format!("SELECT id FROM captures WHERE {clause} ORDER BY id"))?;
        let ids = statement.query_map([], |row| row.get(0).map(CaptureId))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// What the documents of a capture are, without their figures.
    ///
    /// # Errors
    /// What the database gives.
    pub fn documents(&self, capture: CaptureId) -> Result<Vec<Summary>> {
        let (from, to) = documents_of(capture);
        let mut statement = self.connection.prepare_cached(
            "SELECT number, status, title, agency, year,
                    (SELECT count(*) FROM findings WHERE document = documents.id AND severity = 'error')
             FROM documents WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
        )?;
        let documents = statement.query_map([from, to], |row| {
            let status = match row.get::<_, String>(1)?.as_str() {
                "report" => Status::Report,
                "blank_form" => Status::BlankForm,
                _ => Status::NotAReport,
            };
            let errors = u64::try_from(row.get::<_, i64>(5)?).unwrap_or(0);
            let (title, agency, year) = (row.get(2)?, row.get(3)?, row.get(4)?);
            Ok(Summary { document: row.get(0)?, status, title, agency, year, errors })
        })?;
        Ok(documents.collect::<rusqlite::Result<_>>()?)
    }

    /// Why a capture could not be read; nothing where it was, or was not tried.
    ///
    /// # Errors
    /// What the database gives.
    pub fn reading_error(&self, capture: CaptureId) -> Result<Option<Words>> {
        let found = self
            .connection
            .prepare_cached("SELECT error_zh, error_en FROM readings WHERE capture = ?1 AND error_zh IS NOT NULL")?
            .query_row([capture.0], |row| Ok(Words { zh: row.get(0)?, en: row.get(1)? }))
            .optional()?;
        Ok(found)
    }

    /// The figures that differ between the readings of two captures: of two contents of one address, the older first.
    ///
    /// # Errors
    /// What the database gives.
    pub fn difference(&self, before: CaptureId, after: CaptureId) -> Result<Vec<Change>> {
        Ok(figures::changes(figures_of(&self.connection, before)?, figures_of(&self.connection, after)?))
    }
}

/// The numbers that documents of a capture can have.
fn documents_of(capture: CaptureId) -> (i64, i64) {
    let first = capture.0.saturating_mul(1 << 16);
    (first, first.saturating_add((1 << 16) - 1))
}

fn is_read(connection: &Connection, capture: CaptureId) -> Result<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM readings WHERE capture = ?1")?.exists([capture.0])?)
}

fn figures_of(connection: &Connection, capture: CaptureId) -> Result<Figures> {
    let (from, to) = documents_of(capture);
    let mut statement = connection.prepare_cached(
        "SELECT document - ?1, cells.cell, cells.label, nth, state, value, unit, candidates
         FROM facts JOIN cells ON cells.id = facts.cell WHERE document BETWEEN ?1 AND ?2",
    )?;
    let rows = statement.query_map([from, to], |row| {
        let text = |at| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default);
        let figure = Figure { state: row.get(4)?, value: text(5)?, unit: text(6)?, candidates: text(7)? };
        Ok(((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?), figure))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn store(
    transaction: &Transaction<'_>,
    capture: CaptureId,
    version: &str,
    outcome: Outcome<'_>,
) -> Result<Vec<Change>> {
    let was_read = is_read(transaction, capture)?;
    let before = if was_read { figures_of(transaction, capture)? } else { Figures::new() };
    // By hand, and not only by the foreign keys: this is much faster for many rows.
    let (from, to) = documents_of(capture);
    for table in ["findings", "facts", "reports"] {
        let delete = format!("DELETE FROM {table} WHERE document BETWEEN ?1 AND ?2");
        transaction.prepare_cached(&delete)?.execute([from, to])?;
    }
    transaction.prepare_cached("DELETE FROM documents WHERE id BETWEEN ?1 AND ?2")?.execute([from, to])?;
    let error = outcome.err();
    transaction
        .prepare_cached(
            "INSERT INTO readings (capture, version, error_zh, error_en) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET version = excluded.version, error_zh = excluded.error_zh, error_en = excluded.error_en",
        )?
        .execute(params![capture.0, version, error.map(|words| &words.zh), error.map(|words| &words.en)])?;
    for unit in outcome.unwrap_or_default() {
        store_unit(transaction, capture, unit)?;
    }
    Ok(if was_read { figures::changes(before, figures_of(transaction, capture)?) } else { Vec::new() })
}

fn store_unit(transaction: &Transaction<'_>, capture: CaptureId, unit: &Unit<'_>) -> Result<()> {
    let report = unit.report;
    let id = documents_of(capture).0.saturating_add(i64::from(report.document.min((1 << 16) - 1)));
    transaction
        .prepare_cached(
            "INSERT INTO documents (id, capture, number, status, title, agency, year, published)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            id,
            capture.0,
            report.document,
            status(report.status),
            report.title.as_ref().map(|title| &title.value),
            report.agency.as_ref().map(|agency| &agency.value.name),
            report.year.as_ref().map(|year| year.value),
            report.published.as_ref().map(|date| date.value.to_string()),
        ])?;
    transaction
        .prepare_cached("INSERT INTO reports (document, json) VALUES (?1, ?2)")?
        .execute(params![id, pack(&serde_json::to_vec(report).map_err(stored)?)?])?;
    let mut mentions: HashMap<(&str, &str), u32> = HashMap::new();
    for fact in &report.facts {
        let nth = mentions.entry((&fact.cell, &fact.label)).or_default();
        store_fact(transaction, id, fact, *nth)?;
        *nth += 1;
    }
    for (finding, number) in unit.findings.iter().zip(1_i64..) {
        store_finding(transaction, id, number, finding)?;
    }
    Ok(())
}

fn store_fact(transaction: &Transaction<'_>, document: i64, fact: &Fact, nth: u32) -> Result<()> {
    let cell = cell(transaction, &fact.cell, &fact.label)?;
    let figure = Figure::of(fact);
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (evidence, missing) = (&fact.evidence, fact.value == Value::Missing);
    let raw = (evidence.raw != figure.value && !missing).then_some(&evidence.raw);
    let repair = match &evidence.obtained {
        Obtained::Read => None,
        Obtained::Repaired { reason, first_reading } => Some((reason, first_reading)),
    };
    let locus = evidence.locus.as_ref().filter(|_| !missing).map(ToString::to_string);
    transaction
        .prepare_cached(
            "INSERT INTO facts (document, cell, nth, edition, state, value, unit, raw, repair, first_reading, candidates, locus)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            document,
            cell,
            nth,
            fact.edition.id(),
            figure.state,
            given(&figure.value),
            given(&figure.unit),
            raw,
            repair.map(|(reason, _)| reason),
            repair.map(|(_, first)| first),
            given(&figure.candidates),
            locus,
        ])?;
    Ok(())
}

fn cell(transaction: &Transaction<'_>, path: &str, label: &str) -> Result<i64> {
    let found = transaction
        .prepare_cached("SELECT id FROM cells WHERE cell = ?1 AND label = ?2")?
        .query_row([path, label], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    transaction.prepare_cached("INSERT INTO cells (cell, label) VALUES (?1, ?2)")?.execute([path, label])?;
    Ok(transaction.last_insert_rowid())
}

fn store_finding(transaction: &Transaction<'_>, document: i64, number: i64, finding: &Finding) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO findings (document, number, rule, severity, message_zh, message_en, fingerprint, json)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            document,
            number,
            finding.rule,
            severity(finding.severity),
            finding.message.zh,
            finding.message.en,
            finding.fingerprint,
            serde_json::to_string(finding).map_err(stored)?,
        ])?;
    Ok(())
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Report => "report",
        Status::BlankForm => "blank_form",
        Status::NotAReport => "not_a_report",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Advisory => "advisory",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn stored(error: serde_json::Error) -> Error {
    Error::Stored { reason: error.to_string() }
}

fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).and_then(|()| packer.finish()).map_err(|error| Error::Stored { reason: error.to_string() })
}

fn unpack(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    ZlibDecoder::new(bytes).read_to_end(&mut text).map_err(|error| Error::Stored { reason: error.to_string() })?;
    Ok(text)
}
