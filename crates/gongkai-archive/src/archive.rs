//! Opening an archive.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::captures::CaptureId;
use crate::error::{Error, Result};
use crate::lock::{Lock, Wait};
use crate::log::{self, Log};
use crate::recovery::{self, Recovery};
use crate::schema;
use crate::wide::Cells;

/// What an archive is opened for.
pub enum Mode<'a> {
    /// To read. Needs no lock; sees what was committed when each call began.
    Read,
    /// To write as well; makes the archive where there is none. What to do while another process writes.
    Write(Wait<'a>),
}

/// What can be set for a writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Size in bytes at which another WARC file begins.
    pub file_size: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { file_size: 1 << 30 }
    }
}

/// An archive, open. One thread at a time uses it; each process and thread may open its own to read.
#[derive(Debug)]
pub struct Archive {
    pub(crate) folder: PathBuf,
    pub(crate) connection: Connection,
    pub(crate) writer: Option<Writer>,
    /// What the writer remembers of cells.
    pub(crate) cells: Cells,
    settings: Settings,
}

/// What only a writer has.
#[derive(Debug)]
pub(crate) struct Writer {
    /// Nothing after a write that failed: what is on the disk is looked at before the next one.
    pub(crate) log: Option<Log>,
    recovery: Recovery,
    _lock: Lock,
}

impl Archive {
    /// Opens the archive in a folder.
    ///
    /// A writer takes up what a crash left in the WARC files, and puts entries of the frontier that were being fetched
    /// back among the waiting ones.
    ///
    /// # Errors
    /// [`Error::NotAnArchive`] where there is none to read, [`Error::Busy`] where another process writes.
    pub fn open(folder: impl AsRef<Path>, mode: Mode<'_>) -> Result<Self> {
        Self::open_with(folder, mode, Settings::default())
    }

    /// Like [`Self::open`], with other settings.
    ///
    /// # Errors
    /// As of [`Self::open`].
    pub fn open_with(folder: impl AsRef<Path>, mode: Mode<'_>, settings: Settings) -> Result<Self> {
        let folder = folder.as_ref().to_path_buf();
        let database = folder.join("gongkai.db");
        let Mode::Write(wait) = mode else {
            if !database.is_file() {
                return Err(Error::NotAnArchive { folder });
            }
            if schema::is_old(&database)? {
                let _lock = Lock::take(&folder, Wait::Refuse)?;
                schema::open(&database)?;
            }
            let connection = schema::open_to_read(&database)?;
            return Ok(Self { folder, connection, writer: None, cells: Cells::default(), settings });
        };
        let captures = folder.join("captures");
        fs::create_dir_all(&captures).map_err(Error::io(&captures))?;
        let lock = Lock::take(&folder, wait)?;
        let connection = schema::open(&database)?;
        log::sync_folder(&folder);
        let (recovery, number) = recovery::recover(&connection, &folder)?;
        let log = Log::open(&folder, number, settings.file_size)?;
        connection.execute("UPDATE frontier SET state = 'waiting' WHERE state = 'taken'", [])?;
        let writer = Writer { log: Some(log), recovery, _lock: lock };
        Ok(Self { folder, connection, writer: Some(writer), cells: Cells::default(), settings })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What was found when the archive was opened to write.
    pub fn recovery(&self) -> Option<&Recovery> {
        self.writer.as_ref().map(|writer| &writer.recovery)
    }

    /// Makes the database anew from the WARC files: captures and visits get the rows that they had. What was read is
    /// read again by the function, which is given the captures one by one; what it gives ends the work.
    /// Runs, frontier, sites and columns stay as they are.
    ///
    /// A process that ends in the middle leaves captures that are not read ([`Archive::unread`]).
    ///
    /// # Errors
    /// What files and database give, and what the function gives.
    pub fn rebuild(&mut self, read: &mut dyn FnMut(&mut Self, CaptureId) -> Result<()>) -> Result<Recovery> {
        self.ready_log()?;
        self.cells = Cells::default();
        let recovery = recovery::rebuild(&mut self.connection, &self.folder)?;
        for id in self.unread()? {
            read(self, id)?;
        }
        Ok(recovery)
    }

    /// Makes changes that are committed together, all of them or none; the disk is waited for once. Much faster for many.
    /// A change in it that fails has to end it.
    ///
    /// # Errors
    /// What the changes give, and the database. Captures that were written wholly are taken up before the next write.
    pub fn together<T>(&mut self, changes: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if !self.connection.is_autocommit() {
            return changes(self);
        }
        self.ready_log()?;
        self.connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let done = changes(self).and_then(|result| {
            if let Some(log) = self.writer.as_mut().and_then(|writer| writer.log.as_mut()) {
                log.sync()?;
            }
            self.connection.prepare_cached("COMMIT")?.execute([])?;
            Ok(result)
        });
        if done.is_err() {
            self.undo();
        }
        done
    }

    /// Forgets changes that were not committed, and what was remembered of them.
    fn undo(&mut self) {
        if !self.connection.is_autocommit() {
            // Where even this fails the connection goes on refusing, and says why.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.cells = Cells::default();
        if let Some(writer) = &mut self.writer {
            writer.log = None;
        }
    }

    /// The database, for a change that is done wholly or not at all; by itself, or with others of [`Self::together`].
    pub(crate) fn transaction(&mut self) -> Result<Changing<'_>> {
        if self.writer.is_none() {
            return Err(Error::ReadOnly);
        }
        Changing::begin(&self.connection)
    }

    /// Makes a change that a loss of power does not take back: the number of a run stands in records of the WARC files,
    /// and has to mean the same run for ever.
    pub(crate) fn durably<T>(&mut self, change: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        let result = change(self);
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        result
    }

    /// Sees to it that there is a log to write to: after a write that failed, what is on the disk is looked at first.
    fn ready_log(&mut self) -> Result<()> {
        let writer = self.writer.as_mut().ok_or(Error::ReadOnly)?;
        if writer.log.is_none() {
            let (_, number) = recovery::recover(&self.connection, &self.folder)?;
            writer.log = Some(Log::open(&self.folder, number, self.settings.file_size)?);
        }
        Ok(())
    }
}

/// A change of the database that is done wholly or not at all.
pub(crate) struct Changing<'a> {
    connection: &'a Connection,
    /// Whether it is committed by itself.
    is_alone: bool,
}

impl<'a> Changing<'a> {
    fn begin(connection: &'a Connection) -> Result<Self> {
        let is_alone = connection.is_autocommit();
        if is_alone {
            connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        }
        Ok(Self { connection, is_alone })
    }

    pub(crate) fn commit(self) -> Result<()> {
        if self.is_alone {
            self.connection.prepare_cached("COMMIT")?.execute([])?;
        }
        Ok(())
    }
}

impl std::ops::Deref for Changing<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl Drop for Changing<'_> {
    fn drop(&mut self) {
        if self.is_alone && !self.connection.is_autocommit() {
            // Where even this fails the connection goes on refusing, and says why.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}
