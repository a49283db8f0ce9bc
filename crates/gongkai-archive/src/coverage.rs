//! What the archive has and what it lacks: unit × year × status.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::Archive;
use crate::captures::CaptureId;
use crate::error::Result;

/// Whether the report of a unit for a year is there. Ordered: the best of several counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// Read.
    Present,
    /// Read, and the checks find errors in it.
    WithErrors,
    /// There, with content that could not be read.
    Unreadable,
    /// The page is there and points to files that hold the report, and none of them could be read or had.
    AttachmentOnly,
    /// A list names it, and it is not fetched yet.
    Waiting,
    /// A list names it, and it could not be had: blocked, or any other failure with a name.
    Blocked,
    /// Nothing tells of it.
    Missing,
}

impl Presence {
    /// Name in code and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::WithErrors => "with_errors",
            Self::Unreadable => "unreadable",
            Self::AttachmentOnly => "attachment_only",
            Self::Waiting => "waiting",
            Self::Blocked => "blocked",
            Self::Missing => "missing",
        }
    }
}

/// A unit and a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Name of the unit: the reporting organ as read, else the unit that a list names.
    pub unit: String,
    /// The year reported on.
    pub year: i32,
    /// Whether the report is there.
    pub presence: Presence,
    /// The captures that speak for that.
    pub captures: Vec<CaptureId>,
    /// Name of the failure, where there is one.
    pub reason: Option<String>,
}

type Cells = BTreeMap<(String, i32), (Presence, BTreeSet<CaptureId>, Option<String>)>;

impl Archive {
    /// Every unit that the archive knows in each of the years; without years, in those that any unit has.
    ///
    /// # Errors
    /// What the database gives.
    pub fn coverage(&self, years: &[i32]) -> Result<Vec<Coverage>> {
        let mut cells = Cells::new();
        self.gather(
            "SELECT agency, year, capture,
                    CASE WHEN EXISTS (SELECT 1 FROM findings WHERE document = documents.id AND severity = 'error')
                         THEN 'with_errors' ELSE 'present' END, NULL
             FROM documents WHERE status = 'report' AND agency IS NOT NULL AND year IS NOT NULL",
            &mut cells,
        )?;
        // What lists name, where no report of it was read: of the latest run that knows it.
        self.gather(
            "SELECT unit, year, capture,
                    CASE WHEN state = 'failed' THEN 'blocked' WHEN capture IS NULL THEN 'waiting'
                         WHEN EXISTS (SELECT 1 FROM captures page JOIN captures child ON child.parent = page.url
                                      WHERE page.id = frontier.capture) THEN 'attachment_only' ELSE 'unreadable' END,
                    CASE WHEN state = 'failed' THEN outcome END
             FROM frontier
             WHERE unit IS NOT NULL AND year IS NOT NULL AND purpose IN ('item', 'attachment')
               AND run = (SELECT max(run) FROM frontier later WHERE later.key = frontier.key)
               AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.capture = frontier.capture AND status = 'report')
               AND NOT EXISTS (SELECT 1 FROM captures page JOIN captures child ON child.parent = page.url
                               JOIN documents ON documents.capture = child.id
                               WHERE page.id = frontier.capture AND documents.status = 'report')",
            &mut cells,
        )?;
        let all: BTreeSet<i32> = match years {
            [] => cells.keys().map(|(_, year)| *year).collect(),
            years => years.iter().copied().collect(),
        };
        let units: BTreeSet<String> = cells.keys().map(|(unit, _)| unit.clone()).collect();
        let mut coverage = Vec::new();
        for unit in units {
            for &year in &all {
                let (presence, captures, reason) =
                    cells.remove(&(unit.clone(), year)).unwrap_or((Presence::Missing, BTreeSet::new(), None));
                let captures = captures.into_iter().collect();
                coverage.push(Coverage { unit: unit.clone(), year, presence, captures, reason });
            }
        }
        Ok(coverage)
    }

    fn gather(&self, sql: &str, cells: &mut Cells) -> Result<()> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let presence = match row.get::<_, String>(3)?.as_str() {
                "present" => Presence::Present,
                "with_errors" => Presence::WithErrors,
                "attachment_only" => Presence::AttachmentOnly,
                "waiting" => Presence::Waiting,
                "blocked" => Presence::Blocked,
                _ => Presence::Unreadable,
            };
            let cell = cells.entry((row.get(0)?, row.get(1)?)).or_insert((presence, BTreeSet::new(), None));
            if presence > cell.0 {
                continue;
            }
            if presence < cell.0 {
                *cell = (presence, BTreeSet::new(), None);
            }
            cell.1.extend(row.get::<_, Option<i64>>(2)?.map(CaptureId));
            cell.2 = cell.2.take().or(row.get(4)?);
        }
        Ok(())
    }
}
