//! The tables, and the way from older versions of them.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::wide;

/// What makes a database of each version from one of the version before. Never changed once released; a new version is
/// one more line.
const MIGRATIONS: &[&str] = &[
    include_str!("schema.sql"),
    include_str!("schema_2.sql"),
    include_str!("schema_3.sql"),
    include_str!("schema_4.sql"),
];

/// The version whose table `wide` this program fills.
const WIDE: i64 = 4;

/// How long a statement waits for another connection of this program or of a reader.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

/// Opens the database for writing, makes it where there is none, and brings it to the version of this program.
pub(crate) fn open(path: &Path) -> Result<Connection> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Else statements are planned anew for every value of some parameters.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A commit may be lost with the power, never half of it. What was captured stands in the WARC files, which are
    // handed to the disk before the commit, and is taken up again from there.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Many small commits go over the same pages: they stay in memory (16 MB), and are copied home less often.
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    let version = version(&connection)?;
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for (migration, number) in MIGRATIONS.iter().zip(1..).skip(usize::try_from(version).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", number)?;
        if number == WIDE {
            wide::fill(&transaction)?;
        }
    }
    transaction.commit()?;
    Ok(connection)
}

/// Whether a database is of an older version, and has to be opened for writing first.
pub(crate) fn is_old(path: &Path) -> Result<bool> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(version(&connection)? < i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX))
}

/// Opens the database for reading.
pub(crate) fn open_to_read(path: &Path) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    version(&connection)?;
    Ok(connection)
}

fn version(connection: &Connection) -> Result<i64> {
    let found = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if found > known { Err(Error::TooNew { found, known }) } else { Ok(found) }
}
