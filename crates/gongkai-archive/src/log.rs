//! The WARC files: bytes go to the end of the last one and stay where they are.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use crate::error::{Error, Result};
use crate::warc::{Packer, Record, Tail, read_member, record_id};

/// Where something was written: file and byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: u32,
    pub(crate) offset: u64,
}

/// Path of a WARC file.
pub(crate) fn path(folder: &Path, number: u32) -> PathBuf {
    folder.join("captures").join(format!("{number:04}.warc.gz"))
}

/// Numbers of the WARC files on the disk, in order.
pub(crate) fn numbers(folder: &Path) -> Result<Vec<u32>> {
    let captures = folder.join("captures");
    let mut numbers = Vec::new();
    for entry in fs::read_dir(&captures).map_err(Error::io(&captures))? {
        let name = entry.map_err(Error::io(&captures))?.file_name();
        let number: Option<u32> = name.to_str().and_then(|name| name.strip_suffix(".warc.gz")?.parse().ok());
        numbers.extend(number.filter(|number| name.to_str() == Some(format!("{number:04}.warc.gz").as_str())));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// Reads the record at a place.
pub(crate) fn read(folder: &Path, place: Place) -> Result<Record> {
    let path = path(folder, place.file);
    let mut file = File::open(&path).map_err(Error::io(&path))?;
    file.seek(SeekFrom::Start(place.offset)).map_err(Error::io(&path))?;
    let reason = match read_member(&mut BufReader::new(file)) {
        Tail::Whole(record, _) => return Ok(record),
        Tail::End => "the file ends before".into(),
        Tail::Torn => "the file ends within".into(),
        Tail::Damaged(reason) => reason,
    };
    Err(Error::Damaged { file: path, offset: place.offset, reason })
}

/// Writes to the end of the last file, and begins another one where that is large enough.
#[derive(Debug)]
pub(crate) struct Log {
    folder: PathBuf,
    limit: u64,
    packer: Packer,
    file: File,
    end: Place,
    /// Everything before is with the disk.
    synced: Place,
    /// The disk is taking what was written until there.
    syncing: Option<(Place, JoinHandle<io::Result<()>>)>,
    /// Bytes that the disk still takes; everything else says that it is full.
    #[cfg(test)]
    pub(crate) room: Option<u64>,
}

impl Log {
    /// The log that goes on in a file.
    pub(crate) fn open(folder: &Path, number: u32, limit: u64) -> Result<Self> {
        let (file, offset) = open(folder, number)?;
        let end = Place { file: number, offset };
        Ok(Self {
            folder: folder.into(),
            limit,
            packer: Packer::new(),
            file,
            end,
            synced: end,
            syncing: None,
            #[cfg(test)]
            room: None,
        })
    }

    /// The end of the last file.
    pub(crate) fn end(&self) -> Place {
        self.end
    }

    /// Begins another file where the last one is large enough, and heads every file with what it is. To be called
    /// before the records of a capture, so that they are in one file.
    pub(crate) fn make_ready(&mut self, date: &str) -> Result<()> {
        if self.end.offset >= self.limit {
            self.sync()?;
            let number = self.end.file.saturating_add(1);
            let (file, offset) = open(&self.folder, number)?;
            self.file = file;
            self.end = Place { file: number, offset };
            self.synced = self.end;
        }
        if self.end.offset == 0 {
            self.append(&information(self.end.file, date))?;
        }
        Ok(())
    }

    /// Writes a record, and says where.
    pub(crate) fn append(&mut self, record: &Record) -> Result<Place> {
        let path = path(&self.folder, self.end.file);
        let member = record.encode(&mut self.packer).map_err(Error::io(&path))?;
        self.write(&member).map_err(Error::io(&path))?;
        let place = self.end;
        self.end.offset += member.len() as u64;
        Ok(place)
    }

    #[cfg(not(test))]
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    #[cfg(test)]
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let room = self.room.unwrap_or(u64::MAX);
        let fits = bytes.len().min(usize::try_from(room).unwrap_or(usize::MAX));
        self.file.write_all(&bytes[..fits])?;
        self.room = self.room.map(|room| room - fits as u64);
        if fits < bytes.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    /// Begins to hand to the disk what is written; [`Self::sync`] waits for it.
    pub(crate) fn begin_sync(&mut self) {
        if self.syncing.is_none()
            && self.synced != self.end
            && let Ok(file) = self.file.try_clone()
        {
            self.syncing = Some((self.end, thread::spawn(move || file.sync_data())));
        }
    }

    /// Hands everything written to the disk, and waits for it.
    pub(crate) fn sync(&mut self) -> Result<()> {
        let failed = Error::io(path(&self.folder, self.end.file));
        let Some((place, disk)) = self.syncing.take() else { return self.sync_here() };
        match disk.join() {
            Ok(Ok(())) => self.synced = place,
            // The system says so once, and the next time that all is well.
            Ok(Err(error)) => return Err(failed(error)),
            Err(_) => {}
        }
        self.sync_here()
    }

    fn sync_here(&mut self) -> Result<()> {
        if self.synced != self.end {
            self.file.sync_data().map_err(Error::io(path(&self.folder, self.end.file)))?;
            self.synced = self.end;
        }
        Ok(())
    }
}

fn open(folder: &Path, number: u32) -> Result<(File, u64)> {
    let path = path(folder, number);
    let is_new = !path.exists();
    let file = OpenOptions::new().create(true).append(true).open(&path).map_err(Error::io(&path))?;
    if is_new {
        sync_folder(&folder.join("captures"));
    }
    let length = file.metadata().map_err(Error::io(&path))?.len();
    Ok((file, length))
}

/// Hands the names in a folder to the disk, where the system can.
pub(crate) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// The record that heads a file.
fn information(number: u32, date: &str) -> Record {
    let version = env!("CARGO_PKG_VERSION");
    let text = format!(
        "software: gongkai/{version}\r\nformat: WARC File Format 1.1\r\n\
         conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
    );
    let name = format!("{number:04}.warc.gz");
    let id = record_id(&["warcinfo", &name, date]);
    let mut record = Record::new("warcinfo", &id, date, "application/warc-fields", text.into_bytes());
    record.set("WARC-Filename", &name);
    record
}
