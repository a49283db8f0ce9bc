//! What a crash left behind the last committed byte of the WARC files, and the database made anew from them.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

use crate::error::{Error, Result};
use crate::log::{self, Place, sync_folder};
use crate::row::{Row, offset};
use crate::warc::{Tail, read_member};

/// Records between two commits.
const RECORDS: usize = 1_000;

/// What was found when a writer opened the archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Captures and visits that were in the WARC files and not in the database.
    pub taken_up: u64,
    /// Bytes of torn records that were cut off.
    pub cut: u64,
    /// Files that hold bytes which are no torn record and stood where a record was expected.
    pub kept_aside: Vec<PathBuf>,
    /// Files and places where bytes stand that are no record, with whole records behind them.
    pub gaps: Vec<(PathBuf, u64)>,
    /// Files that are shorter than what was taken up of them: captured bytes were lost. Nothing is written to them.
    pub short: Vec<PathBuf>,
    /// Visits that refer to content which is in no file.
    pub without_content: u64,
}

impl Recovery {
    /// Whether there was nothing to do.
    pub fn is_clean(&self) -> bool {
        *self == Self::default()
    }
}

/// Takes up what lies behind the last committed byte of each file. Gives the file to go on with.
pub(crate) fn recover(connection: &Connection, folder: &Path) -> Result<(Recovery, u32)> {
    let mut recovery = Recovery::default();
    let committed = committed(connection)?;
    let on_disk = log::numbers(folder)?;
    let mut last = 0;
    for &number in &on_disk {
        let path = log::path(folder, number);
        let length = path.metadata().map_err(Error::io(&path))?.len();
        let from = committed.iter().find(|(known, _)| *known == number).map_or(0, |(_, size)| *size);
        last = number;
        if length < from {
            recovery.short.push(path);
            last = number.saturating_add(1);
        } else if length > from {
            take_up(connection, folder, Place { file: number, offset: from }, &mut recovery, true)?;
        }
    }
    for (number, _) in committed.iter().filter(|(number, size)| *size > 0 && !on_disk.contains(number)) {
        recovery.short.push(log::path(folder, *number));
        last = last.max(number.saturating_add(1));
    }
    Ok((recovery, last.max(1)))
}

fn committed(connection: &Connection) -> Result<Vec<(u32, u64)>> {
    let mut statement = connection.prepare("SELECT number, size FROM files ORDER BY number")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
    rows.map(|row| row.map(|(number, size)| (number, u64::try_from(size).unwrap_or(0))).map_err(Error::from)).collect()
}

/// Remembers how much of a file has been taken up.
pub(crate) fn commit_size(connection: &Connection, place: Place) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO files (number, size) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET size = excluded.size",
        )?
        .execute(params![place.file, offset(place)])?;
    Ok(())
}

/// Reads records from a place to the end of the file and stores their rows; with `mend`, commits now and then and cuts
/// off what is no whole record.
pub(crate) fn take_up(
    connection: &Connection,
    folder: &Path,
    from: Place,
    recovery: &mut Recovery,
    mend: bool,
) -> Result<()> {
    let path = log::path(folder, from.file);
    let mut file = File::open(&path).map_err(Error::io(&path))?;
    file.seek(SeekFrom::Start(from.offset)).map_err(Error::io(&path))?;
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let mut place = from;
    loop {
        let transaction = mend.then(|| connection.unchecked_transaction()).transpose()?;
        let end = take_some(connection, &mut reader, &mut place, recovery)?;
        if place.offset > 0 {
            commit_size(connection, place)?;
        }
        transaction.map_or(Ok(()), rusqlite::Transaction::commit)?;
        let keep = match end {
            None => continue,
            Some(Tail::Damaged(_)) => true,
            Some(Tail::Torn) => false,
            Some(_) => return Ok(()),
        };
        match next_whole(&path, place.offset)? {
            Some(next) => {
                recovery.gaps.push((path.clone(), place.offset));
                place.offset = next;
                reader.seek(SeekFrom::Start(next)).map_err(Error::io(&path))?;
            }
            None if mend => return cut(folder, place, keep, recovery),
            None => return Ok(()),
        }
    }
}

/// Where the next whole record begins behind something else.
fn next_whole(path: &Path, behind: u64) -> Result<Option<u64>> {
    let open = |at| -> io::Result<BufReader<File>> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(at))?;
        Ok(BufReader::new(file))
    };
    let (mut at, mut seen) = (behind, [0_u8; 3]);
    for byte in open(behind + 1).map_err(Error::io(path))?.bytes() {
        at += 1;
        seen = [seen[1], seen[2], byte.map_err(Error::io(path))?];
        // What every gzip member begins with.
        let begin = at.saturating_sub(2);
        if seen == [0x1f, 0x8b, 0x08] && begin > behind {
            let mut reader = open(begin).map_err(Error::io(path))?;
            if matches!(read_member(&mut reader), Tail::Whole(record, _) if Row::is_sound(&record)) {
                return Ok(Some(begin));
            }
        }
    }
    Ok(None)
}

/// Takes up the next records; gives what ended that, where it was no whole record.
fn take_some(
    connection: &Connection,
    reader: &mut BufReader<File>,
    place: &mut Place,
    recovery: &mut Recovery,
) -> Result<Option<Tail>> {
    for _ in 0..RECORDS {
        let (record, length) = match read_member(reader) {
            Tail::Whole(record, length) => (record, length),
            other => return Ok(Some(other)),
        };
        if !Row::is_sound(&record) {
            return Ok(Some(Tail::Damaged("content that is not that of its digest".into())));
        }
        if let Some(row) = Row::of(&record) {
            match row.insert(connection, *place)? {
                Some(_) => recovery.taken_up += 1,
                None => recovery.without_content += 1,
            }
        }
        place.offset += length;
    }
    Ok(None)
}

/// Cuts a file behind its last whole record.
fn cut(folder: &Path, place: Place, keep: bool, recovery: &mut Recovery) -> Result<()> {
    let path = log::path(folder, place.file);
    let mut file = OpenOptions::new().read(true).write(true).open(&path).map_err(Error::io(&path))?;
    let length = file.metadata().map_err(Error::io(&path))?.len();
    if keep {
        let aside = folder.join("captures").join(format!("{:04}.at-{}.torn", place.file, place.offset));
        file.seek(SeekFrom::Start(place.offset)).map_err(Error::io(&path))?;
        let mut copy = File::create(&aside).map_err(Error::io(&aside))?;
        io::copy(&mut (&mut file).take(length), &mut copy).map_err(Error::io(&aside))?;
        copy.sync_all().map_err(Error::io(&aside))?;
        sync_folder(&folder.join("captures"));
        recovery.kept_aside.push(aside);
    }
    file.set_len(place.offset).and_then(|()| file.sync_all()).map_err(Error::io(&path))?;
    recovery.cut += length.saturating_sub(place.offset);
    Ok(())
}

/// Makes the rows of all captures anew. What was read in them goes; walks over sites stay.
pub(crate) fn rebuild(connection: &mut Connection, folder: &Path) -> Result<Recovery> {
    let mut recovery = Recovery::default();
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "defer_foreign_keys", true)?;
    transaction.execute_batch(
        "DELETE FROM findings; DELETE FROM facts; DELETE FROM wide; DELETE FROM reports; DELETE FROM documents; DELETE FROM readings;
         DELETE FROM cells; DELETE FROM visits; DELETE FROM captures; DELETE FROM files;",
    )?;
    for number in log::numbers(folder)? {
        take_up(&transaction, folder, Place { file: number, offset: 0 }, &mut recovery, false)?;
    }
    // Entries whose answer is in no file any more have to be asked for again.
    transaction.execute(
        "UPDATE frontier SET capture = NULL, state = CASE state WHEN 'fetched' THEN 'waiting' ELSE state END
         WHERE capture NOT IN (SELECT id FROM captures)",
        [],
    )?;
    transaction.commit()?;
    Ok(recovery)
}
