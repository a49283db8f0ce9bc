//! Reports by whose they are, with what is compared of them: a figure without its evidence.

use gongkai_model::{Date, EditionId, Kind, Level, Scope, Severity, Unit, Value};
use rusqlite::Row;
use serde::de::IgnoredAny;

use crate::archive::Archive;
use crate::captures::CaptureId;
use crate::error::Result;
use crate::packed::{stored, value_of};

/// A report of a unit and year.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitReport {
    /// The capture that it was read in.
    pub capture: CaptureId,
    /// Address or path of that.
    pub source: String,
    /// 1, 2 … within the capture.
    pub document: u32,
    /// SHA-256 of the capture's content, in hex.
    pub digest: String,
    /// Title as printed.
    pub title: Option<String>,
    /// Whose it is.
    pub unit: Unit,
    /// The year reported on.
    pub year: i32,
    /// Day of publication as the source states it.
    pub published: Option<Date>,
    /// Whose work the figures cover.
    pub scope: Option<Scope>,
    /// The severity of each finding about it.
    pub findings: Vec<Severity>,
    figures: String,
}

/// What stands in a cell of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitFigure {
    /// Number of the cell ([`Archive::cell_paths`]).
    pub cell: i64,
    /// Edition of its table.
    pub edition: EditionId,
    /// What stands there.
    pub value: Value,
    /// Unit as printed; empty: not said.
    pub unit: String,
    /// Why and how it was repaired; nothing: read as it stands.
    pub repair: Option<String>,
}

/// A figure as `packed` stores it, with what is not asked for passed over: cell, mention, edition, state, value, unit, raw,
/// repair, first reading, candidates, place, bytes.
type Short<'a> = (
    i64,
    u32,
    EditionId,
    &'a str,
    Option<String>,
    Option<String>,
    IgnoredAny,
    Option<String>,
    IgnoredAny,
    Option<Vec<String>>,
    IgnoredAny,
    IgnoredAny,
);

impl UnitReport {
    /// What stands in its cells; the first mention of a figure that is told several times.
    ///
    /// # Errors
    /// [`crate::Error::Stored`] where an older version stored something that this one does not understand: reread.
    pub fn figures(&self) -> Result<Vec<UnitFigure>> {
        let rows: Vec<Short<'_>> = serde_json::from_str(&self.figures).map_err(stored)?;
        let firsts = rows.into_iter().filter(|row| row.1 == 0);
        let figure = |row: Short<'_>| {
            let value = value_of(row.3, row.4.unwrap_or_default(), row.9)?;
            Ok(UnitFigure { cell: row.0, edition: row.2, value, unit: row.5.unwrap_or_default(), repair: row.7 })
        };
        firsts.map(figure).collect()
    }
}

impl Archive {
    /// The names of the organs whose reports are there, each once, in the order of the names; reports that tell no year do not
    /// count.
    ///
    /// # Errors
    /// What the database gives.
    pub fn units(&self) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT agency FROM documents
             WHERE status = 'report' AND agency IS NOT NULL AND year IS NOT NULL ORDER BY agency",
        )?;
        let names = statement.query_map([], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    /// The reports of an organ, by year and then in the order in which they came.
    ///
    /// # Errors
    /// What the database gives.
    pub fn reports_of(&self, unit: &str) -> Result<Vec<UnitReport>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT documents.capture, captures.url, number, digest, title, agency, year, published, kind, level, code,
                    province, prefecture, county, superior, scope, coalesce(facts.json, '[]'),
                    (SELECT group_concat(substr(severity, 1, 1), '') FROM findings WHERE document = documents.id)
             FROM documents JOIN captures ON captures.id = documents.capture
             LEFT JOIN facts ON facts.document = documents.id
             WHERE agency = ?1 AND documents.status = 'report' AND year IS NOT NULL ORDER BY year, documents.id",
        )?;
        let reports = statement.query_map([unit], report)?;
        Ok(reports.collect::<rusqlite::Result<_>>()?)
    }

    /// How many reports tell no organ or no year.
    ///
    /// # Errors
    /// What the database gives.
    pub fn unplaced(&self) -> Result<usize> {
        let sql = "SELECT count(*) FROM documents WHERE status = 'report' AND (agency IS NULL OR year IS NULL)";
        let count: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Numbers and paths of all cells that any report has.
    ///
    /// # Errors
    /// What the database gives.
    pub fn cell_paths(&self) -> Result<Vec<(i64, String)>> {
        let mut statement = self.connection.prepare_cached("SELECT id, cell FROM cells ORDER BY id")?;
        let cells = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(cells.collect::<rusqlite::Result<_>>()?)
    }
}

fn report(row: &Row<'_>) -> rusqlite::Result<UnitReport> {
    let text = |at: usize| row.get::<_, Option<String>>(at);
    Ok(UnitReport {
        capture: CaptureId(row.get(0)?),
        source: row.get(1)?,
        document: row.get(2)?,
        digest: row.get(3)?,
        title: row.get(4)?,
        unit: Unit {
            name: row.get(5)?,
            kind: text(8)?.as_deref().and_then(Kind::of_id),
            level: text(9)?.as_deref().and_then(Level::of_id),
            code: row.get(10)?,
            province: row.get(11)?,
            prefecture: row.get(12)?,
            county: row.get(13)?,
            superior: row.get(14)?,
        },
        year: row.get(6)?,
        published: text(7)?.and_then(|day| day.parse().ok()),
        scope: text(15)?.as_deref().and_then(Scope::of_id),
        figures: row.get(16)?,
        findings: text(17)?.unwrap_or_default().chars().map(severity).collect(),
    })
}

/// The severity that a letter begins.
fn severity(first: char) -> Severity {
    match first {
        'e' => Severity::Error,
        'w' => Severity::Warning,
        'a' => Severity::Advisory,
        _ => Severity::Note,
    }
}
