//! What was read in a capture: stored as a whole, replaced by the next reading.

use std::fmt::Write as _;

use gongkai_model::{Finding, Kind, Level, Report, Severity, Status, Words};
use rusqlite::{Connection, OptionalExtension, params};

use crate::archive::Archive;
use crate::captures::CaptureId;
use crate::error::{Error, Result};
use crate::figures::{self, Change, Figure, Figures};
use crate::packed::{self, Outcome, Packed, stored, unpacked};
use crate::wide::Cells;

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
    pub fn store_reading(&mut self, capture: CaptureId, version: &str, outcome: &Outcome) -> Result<Vec<Change>> {
        Ok(self.store_readings(version, &[(capture, outcome)])?.pop().unwrap_or_default())
    }

    /// Stores what reading captures gave, like [`Self::store_reading`] for each: all of it or nothing. Much faster for many.
    ///
    /// # Errors
    /// As of [`Self::store_reading`].
    pub fn store_readings(&mut self, version: &str, readings: &[(CaptureId, &Outcome)]) -> Result<Vec<Vec<Change>>> {
        self.together(|archive| {
            let stored = readings.iter().map(|(capture, outcome)| {
                if !archive.captures_have(*capture)? {
                    return Err(Error::NoSuchCapture { id: capture.0 });
                }
                store(&archive.connection, &mut archive.cells, *capture, version, outcome)
            });
            stored.collect()
        })
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
        let mut statement = self.connection.prepare_cached(
            "SELECT document, reports.json, facts.json FROM reports LEFT JOIN facts USING (document)
                 WHERE document BETWEEN ?1 AND ?2 ORDER BY document",
        )?;
        for row in statement.query_map([from, to], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
            let (document, rest, facts): (i64, Vec<u8>, Option<String>) = row?;
            let mut report = unpacked(&rest)?;
            // Version 2 kept them with the report.
            if let (Some(facts), true) = (facts, report.facts.is_empty()) {
                report.facts.extend(packed::figures(&facts, &mut |cell| self.cell(cell))?);
            }
            reports.push((report, self.findings(document)?));
        }
        Ok(Some(Reading { version, error, reports }))
    }

    /// Path and label of a cell.
    fn cell(&self, number: i64) -> Result<(String, String)> {
        let mut statement = self.connection.prepare_cached("SELECT cell, label FROM cells WHERE id = ?1")?;
        Ok(statement.query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?)
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
        "SELECT document - ?1, cell, label, nth, state, value, unit, candidates FROM facts_long
         WHERE document BETWEEN ?1 AND ?2",
    )?;
    let rows = statement.query_map([from, to], |row| {
        let text = |at| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default);
        let figure = Figure { state: row.get(4)?, value: text(5)?, unit: text(6)?, candidates: text(7)? };
        Ok(((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?), figure))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The figures of the documents of a capture, as they are stored.
fn texts_of(connection: &Connection, capture: CaptureId) -> Result<Vec<(i64, String)>> {
    let (from, to) = documents_of(capture);
    let mut statement = connection
        .prepare_cached("SELECT document, json FROM facts WHERE document BETWEEN ?1 AND ?2 ORDER BY document")?;
    let texts = statement.query_map([from, to], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(texts.collect::<rusqlite::Result<_>>()?)
}

fn store(
    connection: &Connection,
    cells: &mut Cells,
    capture: CaptureId,
    version: &str,
    outcome: &Outcome,
) -> Result<Vec<Change>> {
    let before = match is_read(connection, capture)? {
        true => Some((texts_of(connection, capture)?, figures_of(connection, capture)?)),
        false => None,
    };
    if before.is_some() {
        // By hand, and not only by the foreign keys: this is much faster for many rows.
        let (from, to) = documents_of(capture);
        for table in ["findings", "facts", "wide", "reports"] {
            let delete = format!("DELETE FROM {table} WHERE document BETWEEN ?1 AND ?2");
            connection.prepare_cached(&delete)?.execute([from, to])?;
        }
        connection.prepare_cached("DELETE FROM documents WHERE id BETWEEN ?1 AND ?2")?.execute([from, to])?;
    }
    let error = outcome.as_ref().err();
    connection
        .prepare_cached(
            "INSERT INTO readings (capture, version, error_zh, error_en) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET version = excluded.version, error_zh = excluded.error_zh, error_en = excluded.error_en",
        )?
        .execute(params![capture.0, version, error.map(|words| &words.zh), error.map(|words| &words.en)])?;
    for packed in outcome.iter().flatten() {
        store_document(connection, cells, capture, packed)?;
    }
    Ok(match before {
        Some((texts, figures)) if texts != texts_of(connection, capture)? => {
            figures::changes(figures, figures_of(connection, capture)?)
        }
        _ => Vec::new(),
    })
}

fn store_document(connection: &Connection, cells: &mut Cells, capture: CaptureId, packed: &Packed) -> Result<()> {
    let (report, unit) = (packed.report(), packed.unit());
    let name = (!unit.name.is_empty()).then_some(&unit.name);
    let id = documents_of(capture).0.saturating_add(i64::from(report.document.min((1 << 16) - 1)));
    connection
        .prepare_cached(
            "INSERT INTO documents (id, capture, number, status, title, agency, year, published,
                                    kind, level, code, province, prefecture, county, superior, scope)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            id,
            capture.0,
            report.document,
            status(report.status),
            report.title.as_ref().map(|title| &title.value),
            name,
            report.year.as_ref().map(|year| year.value),
            report.published.as_ref().map(|date| date.value.to_string()),
            unit.kind.map(Kind::id),
            unit.level.map(Level::id),
            unit.code,
            unit.province,
            unit.prefecture,
            unit.county,
            unit.superior,
            report.scope.as_ref().map(|scope| scope.value.id()),
        ])?;
    connection
        .prepare_cached("INSERT INTO reports (document, json) VALUES (?1, ?2)")?
        .execute(params![id, packed.rest])?;
    let mut json = String::with_capacity(80 * report.facts.len());
    for (fact, figure) in packed.figures() {
        json.push_str(if json.is_empty() { "[[" } else { ",[" });
        // Writing to a string does not fail.
        let _ = write!(json, "{},{figure}]", cells.number(connection, &fact.cell, &fact.label)?);
    }
    json.push_str(if json.is_empty() { "[]" } else { "]" });
    connection.prepare_cached("INSERT INTO facts (document, json) VALUES (?1, ?2)")?.execute(params![id, json])?;
    if report.status == Status::Report {
        cells.store(connection, id, report, unit)?;
    }
    for ((finding, json), number) in packed.findings().iter().zip(&packed.findings_json).zip(1_i64..) {
        store_finding(connection, id, number, finding, json)?;
    }
    Ok(())
}

fn store_finding(connection: &Connection, document: i64, number: i64, finding: &Finding, json: &str) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO findings (document, number, rule, severity, fingerprint, json)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![document, number, finding.rule, severity(finding.severity), finding.fingerprint, json,])?;
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
