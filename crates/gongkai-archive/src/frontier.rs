//! Runs and their frontier: what is still to be asked for, kept so that a killed run goes on where it was.
//!
//! The life of an entry: `waiting` → [`Archive::take`] → `taken` → its answer is captured → `fetched` → its page was
//! followed ([`Archive::done`], or [`Archive::end_site`] for all of a site) → `done`; or [`Archive::failed`] → `waiting`
//! again, later, or `failed`. Taken entries of a killed run wait again; fetched ones are in [`Archive::unfollowed`], to be
//! followed from their capture without asking the site.

use std::time::SystemTime;

use gongkai_model::FetchRequest;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::archive::Archive;
use crate::captures::CaptureId;
use crate::error::Result;
use crate::new_capture::{purpose_name, purpose_of, request_digest};
use crate::time::rfc3339;

/// Number of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub i64);

/// Number of an entry of the frontier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub i64);

/// A run, begun or taken up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Its number.
    pub id: RunId,
    /// Whether an interrupted run goes on.
    pub is_resumed: bool,
}

/// A request to put into the frontier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// The request.
    pub request: FetchRequest,
    /// The site it belongs to.
    pub site: String,
    /// The column of the site it belongs to; empty: none.
    pub column: String,
    /// Name of the queue: requests of one queue are made one after the other. A host as a rule.
    pub host: String,
    /// Title that a list gives.
    pub title: Option<String>,
    /// Unit that a list names.
    pub unit: Option<String>,
    /// Year that the title tells.
    pub year: Option<i32>,
    /// Higher goes first; among equals, what was put in first.
    pub priority: i32,
}

impl NewEntry {
    /// A request of a site, its host being the queue.
    pub fn new(request: FetchRequest, site: impl Into<String>, column: impl Into<String>) -> Self {
        let authority = request.url.split_once("://").map_or("", |(_, rest)| rest);
        let authority = authority.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host).to_ascii_lowercase();
        Self {
            request,
            site: site.into(),
            column: column.into(),
            host,
            title: None,
            unit: None,
            year: None,
            priority: 0,
        }
    }
}

/// An entry of the frontier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: EntryId,
    /// What was put in.
    pub new: NewEntry,
    /// How often it failed before.
    pub attempts: u32,
    /// Its answer, where it is there.
    pub capture: Option<CaptureId>,
    /// The name under which it ended or failed last (`complete`, `timeout`).
    pub outcome: Option<String>,
}

/// How an entry that a list names ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The entry, with what the list tells of it.
    pub entry: NewEntry,
    /// The name of what was found: `read`, `no_report`, `timeout`.
    pub outcome: String,
    /// Whether it could not be had.
    pub is_failed: bool,
}

/// What waits for a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// The host.
    pub host: String,
    /// Entries that wait.
    pub waiting: u64,
    /// When the first of them is due; seconds since 1970.
    pub due: i64,
}

/// How many entries of a run are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Not yet asked for, or to be asked for again.
    pub waiting: u64,
    /// Being asked for.
    pub taken: u64,
    /// Answered, and not followed.
    pub fetched: u64,
    /// Done.
    pub done: u64,
    /// Given up.
    pub failed: u64,
}

impl Archive {
    /// Goes on with the run of that name that has not ended, else begins one.
    ///
    /// # Errors
    /// What the database gives.
    pub fn begin_run(&mut self, what: &str, now: SystemTime) -> Result<Run> {
        self.durably(|archive| archive.begin(what, now))
    }

    fn begin(&mut self, what: &str, now: SystemTime) -> Result<Run> {
        let transaction = self.transaction()?;
        let open = transaction
            .query_row("SELECT max(id) FROM runs WHERE what = ?1 AND ended IS NULL", [what], |row| row.get(0))
            .optional()?
            .flatten();
        let run = match open {
            Some(id) => Run { id: RunId(id), is_resumed: true },
            None => {
                // Numbers of runs also stand in the WARC files: none is given twice, also where the database is new.
                let id: i64 = transaction.query_row(
                    "SELECT 1 + max(coalesce((SELECT max(id) FROM runs), 0), coalesce((SELECT max(run) FROM visits), 0))",
                    [],
                    |row| row.get(0),
                )?;
                transaction.execute(
                    "INSERT INTO runs (id, what, began) VALUES (?1, ?2, ?3)",
                    params![id, what, rfc3339(now)],
                )?;
                Run { id: RunId(id), is_resumed: false }
            }
        };
        transaction.commit()?;
        Ok(run)
    }

    /// Ends a run. The next one of its name begins anew.
    ///
    /// # Errors
    /// What the database gives.
    pub fn end_run(&mut self, run: RunId, reason: &str, now: SystemTime) -> Result<()> {
        self.durably(|archive| {
            let transaction = archive.transaction()?;
            transaction.execute(
                "UPDATE runs SET ended = ?2, reason = ?3 WHERE id = ?1",
                params![run.0, rfc3339(now), reason],
            )?;
            transaction.commit()
        })
    }

    /// Puts requests into the frontier of a run; those that are or were there already change nothing. Gives the number
    /// of new ones.
    ///
    /// # Errors
    /// What the database gives.
    pub fn push(&mut self, run: RunId, entries: &[NewEntry]) -> Result<usize> {
        let transaction = self.transaction()?;
        let new = push(&transaction, run, entries)?;
        transaction.commit()?;
        Ok(new)
    }

    /// The hosts for which something waits, with the entries whose time has come first.
    ///
    /// # Errors
    /// What the database gives.
    pub fn queues(&self, run: RunId) -> Result<Vec<Queue>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT host, count(*), min(due) FROM frontier WHERE run = ?1 AND state = 'waiting' GROUP BY host
             ORDER BY min(due), host",
        )?;
        let queues = statement.query_map([run.0], |row| {
            Ok(Queue { host: row.get(0)?, waiting: unsigned(row.get(1)?), due: row.get(2)? })
        })?;
        Ok(queues.collect::<rusqlite::Result<_>>()?)
    }

    /// Takes the next entry of a host whose time has come (`now` in seconds since 1970). It is given out once; should
    /// the process end before it is answered, it waits again.
    ///
    /// # Errors
    /// What the database gives.
    pub fn take(&mut self, run: RunId, host: &str, now: i64) -> Result<Option<Entry>> {
        let transaction = self.transaction()?;
        let next = format!(
            "{SELECT} WHERE run = ?1 AND state = 'waiting' AND host = ?2 AND due <= ?3 ORDER BY priority DESC, id LIMIT 1"
        );
        let found = transaction.prepare_cached(&next)?.query_row(params![run.0, host, now], entry).optional()?;
        if let Some(entry) = &found {
            transaction.prepare_cached("UPDATE frontier SET state = 'taken' WHERE id = ?1")?.execute([entry.id.0])?;
        }
        transaction.commit()?;
        Ok(found)
    }

    /// What a run knows of a request: the capture that answered it, and the name under which it ended or failed last. A
    /// request that was answered is not made again, also where the commit that would have told so was lost.
    ///
    /// # Errors
    /// What the database gives.
    pub fn known(&self, run: RunId, request: &FetchRequest) -> Result<(Option<CaptureId>, Option<String>)> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce((SELECT capture FROM frontier WHERE run = ?1 AND key = ?2),
                             (SELECT max(capture) FROM visits WHERE run = ?1 AND key = ?2)),
                    (SELECT outcome FROM frontier WHERE run = ?1 AND key = ?2)",
        )?;
        let known = statement.query_row(params![run.0, key_of(request)], |row| {
            Ok((row.get::<_, Option<i64>>(0)?.map(CaptureId), row.get(1)?))
        })?;
        Ok(known)
    }

    /// The entry of a request, put into the frontier where it is not there; not answered yet, it is taken. For drivers
    /// that keep an order of their own.
    ///
    /// # Errors
    /// What the database gives.
    pub fn claim(&mut self, run: RunId, new: &NewEntry) -> Result<EntryId> {
        let transaction = self.transaction()?;
        push(&transaction, run, std::slice::from_ref(new))?;
        let id = transaction
            .prepare_cached(
                "UPDATE frontier SET state = CASE WHEN state IN ('waiting', 'failed') THEN 'taken' ELSE state END
                 WHERE run = ?1 AND key = ?2 RETURNING id",
            )?
            .query_row(params![run.0, key_of(&new.request)], |row| row.get(0))?;
        transaction.commit()?;
        Ok(EntryId(id))
    }

    /// Entries whose answer is in the archive and whose page has not been followed: first after an interruption.
    ///
    /// # Errors
    /// What the database gives.
    pub fn unfollowed(&self, run: RunId) -> Result<Vec<Entry>> {
        self.entries(&format!("{SELECT} WHERE run = ?1 AND state = 'fetched' ORDER BY id"), run)
    }

    /// Entries that were given up.
    ///
    /// # Errors
    /// What the database gives.
    pub fn given_up(&self, run: RunId) -> Result<Vec<Entry>> {
        self.entries(&format!("{SELECT} WHERE run = ?1 AND state = 'failed' ORDER BY id"), run)
    }

    fn entries(&self, statement: &str, run: RunId) -> Result<Vec<Entry>> {
        let mut statement = self.connection.prepare_cached(statement)?;
        let entries = statement.query_map([run.0], entry)?;
        Ok(entries.collect::<rusqlite::Result<_>>()?)
    }

    /// Ends an entry, and puts what follows from its page into the frontier: both or neither. Gives the number of new
    /// entries.
    ///
    /// # Errors
    /// What the database gives.
    pub fn done(&mut self, id: EntryId, outcome: &str, follow: &[NewEntry]) -> Result<usize> {
        let transaction = self.transaction()?;
        let run = transaction
            .prepare_cached("UPDATE frontier SET state = 'done', outcome = ?2 WHERE id = ?1 RETURNING run")?
            .query_row(params![id.0, outcome], |row| row.get(0))?;
        let new = push(&transaction, RunId(run), follow)?;
        transaction.commit()?;
        Ok(new)
    }

    /// An entry got no answer, for a reason with a name: it waits until a time (seconds since 1970), or is given up.
    ///
    /// # Errors
    /// What the database gives.
    pub fn failed(&mut self, id: EntryId, name: &str, retry_at: Option<i64>) -> Result<()> {
        let transaction = self.transaction()?;
        transaction
            .prepare_cached(
                "UPDATE frontier SET state = CASE WHEN ?3 IS NULL THEN 'failed' ELSE 'waiting' END, outcome = ?2,
                                     attempts = attempts + 1, due = coalesce(?3, due) WHERE id = ?1",
            )?
            .execute(params![id.0, name, retry_at])?;
        transaction.commit()
    }

    /// Ends what is left of a site: the entries that its lists name end as was found, each with a name, and pages on the
    /// way to them as `followed`. Entries that were never asked for are put in first.
    ///
    /// # Errors
    /// What the database gives.
    pub fn end_site(&mut self, run: RunId, site: &str, entries: &[Ended]) -> Result<()> {
        let transaction = self.transaction()?;
        for Ended { entry, outcome, is_failed } in entries {
            push(&transaction, run, std::slice::from_ref(entry))?;
            transaction
                .prepare_cached(
                    "UPDATE frontier SET state = ?3, outcome = ?4, title = ?5, unit = ?6, year = ?7
                     WHERE run = ?1 AND key = ?2",
                )?
                .execute(params![
                    run.0,
                    key_of(&entry.request),
                    if *is_failed { "failed" } else { "done" },
                    outcome,
                    entry.title,
                    entry.unit,
                    entry.year,
                ])?;
        }
        transaction.execute(
            "UPDATE frontier SET state = 'done', outcome = 'followed' WHERE run = ?1 AND site = ?2 AND state = 'fetched'",
            params![run.0, site],
        )?;
        transaction.commit()
    }

    /// Gives up everything that waits for a host, under a name: a challenge, a block, robots. Gives their number.
    ///
    /// # Errors
    /// What the database gives.
    pub fn stop_host(&mut self, run: RunId, host: &str, name: &str) -> Result<usize> {
        let transaction = self.transaction()?;
        let stopped = transaction.execute(
            "UPDATE frontier SET state = 'failed', outcome = ?3
             WHERE run = ?1 AND host = ?2 AND state IN ('waiting', 'taken')",
            params![run.0, host, name],
        )?;
        transaction.commit()?;
        Ok(stopped)
    }

    /// How far a run has come.
    ///
    /// # Errors
    /// What the database gives.
    pub fn waiting(&self, run: RunId) -> Result<Waiting> {
        let mut waiting = Waiting::default();
        let mut statement =
            self.connection.prepare_cached("SELECT state, count(*) FROM frontier WHERE run = ?1 GROUP BY state")?;
        let counts = statement.query_map([run.0], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        for count in counts {
            let (state, count) = count?;
            let place = match state.as_str() {
                "waiting" => &mut waiting.waiting,
                "taken" => &mut waiting.taken,
                "fetched" => &mut waiting.fetched,
                "done" => &mut waiting.done,
                _ => &mut waiting.failed,
            };
            *place += unsigned(count);
        }
        Ok(waiting)
    }
}

const SELECT: &str =
    "SELECT id, url, body, content_type, referer, purpose, site, \"column\", host, title, unit, year, priority,
                             attempts, capture, outcome FROM frontier";

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let request = FetchRequest {
        url: row.get(1)?,
        body: row.get(2)?,
        content_type: row.get(3)?,
        referer: row.get(4)?,
        purpose: purpose_of(&row.get::<_, String>(5)?).unwrap_or(gongkai_model::Purpose::Item),
    };
    let new = NewEntry {
        request,
        site: row.get(6)?,
        column: row.get(7)?,
        host: row.get(8)?,
        title: row.get(9)?,
        unit: row.get(10)?,
        year: row.get(11)?,
        priority: row.get(12)?,
    };
    let capture = row.get::<_, Option<i64>>(14)?.map(CaptureId);
    Ok(Entry { id: EntryId(row.get(0)?), new, attempts: row.get(13)?, capture, outcome: row.get(15)? })
}

/// What makes two entries the same one.
fn key_of(request: &FetchRequest) -> String {
    let method = if request.body.is_some() { "POST" } else { "GET" };
    request_digest(method, &request.url, request.body.as_deref().map(str::as_bytes))
}

/// An entry whose answer is in the archive already (the commit that would have told so was lost) is fetched.
fn push(connection: &Connection, run: RunId, entries: &[NewEntry]) -> Result<usize> {
    let mut new = 0;
    for entry in entries {
        let request = &entry.request;
        let key = key_of(request);
        new += connection
            .prepare_cached(
                "INSERT INTO frontier (run, key, url, body, content_type, referer, purpose, site, \"column\", host, title, unit,
                                       year, priority, state, capture)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
                        CASE WHEN capture IS NULL THEN 'waiting' ELSE 'fetched' END, capture
                 FROM (SELECT max(capture) AS capture FROM visits WHERE run = ?1 AND key = ?2)
                 WHERE true ON CONFLICT (run, key) DO NOTHING",
            )?
            .execute(params![
                run.0,
                key,
                request.url,
                request.body,
                request.content_type,
                request.referer,
                purpose_name(request.purpose),
                entry.site,
                entry.column,
                entry.host,
                entry.title,
                entry.unit,
                entry.year,
                entry.priority,
            ])?;
    }
    Ok(new)
}

fn unsigned(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}
