//! OLE files (MS-CFB): streams in storages in one file, as Office wrote until 2003 and still writes what it locks.
//!
//! cfb reads them. It takes the table of sectors for as long as the file says, so that is looked at before ([`check_table`]); a panic of
//! its is a damaged file.

use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use gongkai_plugin::ImportError;

/// Begins an OLE file.
const MARK: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Holds a package of OOXML that a password locks.
const LOCKED: &str = "EncryptedPackage";
/// Sectors of the table that the header lists itself.
const IN_HEADER: usize = 109;
const FREE: u32 = 0xFFFF_FFFF;
const LAST_SECTOR: u32 = 0xFFFF_FFFA;

/// An OLE file that is open.
#[derive(Debug)]
pub struct Ole<'a> {
    file: cfb::CompoundFile<Cursor<&'a [u8]>>,
    size: u64,
}

impl<'a> Ole<'a> {
    /// Whether bytes begin as an OLE file does.
    pub fn is(bytes: &[u8]) -> bool {
        bytes.starts_with(MARK)
    }

    /// Opens a file; reads its table of sectors and its directory.
    ///
    /// # Errors
    /// [`ImportError::Damaged`].
    pub fn open(bytes: &'a [u8]) -> Result<Self, ImportError> {
        check_table(bytes)?;
        let file = guarded(|| cfb::CompoundFile::open(Cursor::new(bytes)))?;
        Ok(Self { file, size: bytes.len() as u64 })
    }

    /// Whether a stream of the name stands at the root.
    pub fn has_stream(&self, name: &str) -> bool {
        guarded(|| Ok(self.file.is_stream(format!("/{name}")))).unwrap_or(false)
    }

    /// Whether a storage of the name stands at the root.
    pub fn has_storage(&self, name: &str) -> bool {
        guarded(|| Ok(self.file.is_storage(format!("/{name}")))).unwrap_or(false)
    }

    /// Whether it holds nothing but a package that a password locks: a document or a workbook, nobody can say which.
    pub fn is_locked(&self) -> bool {
        self.has_stream(LOCKED)
    }

    /// The content of a stream at the root; nothing where there is none of the name.
    ///
    /// # Errors
    /// [`ImportError::Damaged`] for a torn stream.
    pub fn stream(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        if !self.has_stream(name) {
            return Ok(None);
        }
        let read = || {
            let mut content = Vec::new();
            // A stream is a part of the file, whatever length it states.
            self.file.open_stream(format!("/{name}"))?.take(self.size).read_to_end(&mut content)?;
            Ok(Some(content))
        };
        guarded(read).map_err(|error| match error {
            ImportError::Damaged { reason } => ImportError::Damaged { reason: format!("{name}: {reason}") },
            error => error,
        })
    }
}

/// Runs code of others over bytes of strangers.
fn guarded<T>(run: impl FnOnce() -> std::io::Result<T>) -> Result<T, ImportError> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(done) => done.map_err(|error| ImportError::Damaged { reason: error.to_string() }),
        Err(_) => Err(ImportError::Damaged { reason: "the OLE file cannot be read".into() }),
    }
}

/// Refuses a table of sectors that is longer than the file can need: sectors that it lists again and again would be read as often.
fn check_table(bytes: &[u8]) -> Result<(), ImportError> {
    let sector = if short(bytes, 26) == Some(4) { 4096 } else { 512 };
    let sectors = bytes.len().div_ceil(sector);
    let listed = long(bytes, 44).unwrap_or(0) as usize;
    // All sectors of the table; those behind the last that counts are padding.
    let (mut all, mut used) = (0, 0);
    let mut count = |entry: u32| {
        all += 1;
        if entry != FREE && entry != 0 {
            used = all;
        }
    };
    (0..IN_HEADER).filter_map(|number| long(bytes, 76 + 4 * number)).for_each(&mut count);
    let mut next = long(bytes, 68).unwrap_or(FREE);
    for _ in 0..sectors {
        if next >= LAST_SECTOR {
            break;
        }
        let start = (next as usize + 1).saturating_mul(sector);
        let entries = sector / 4 - 1;
        (0..entries).filter_map(|number| long(bytes, start.checked_add(4 * number)?)).for_each(&mut count);
        next = start.checked_add(4 * entries).and_then(|at| long(bytes, at)).unwrap_or(FREE);
    }
    // Padding by zeros counts as far as the header says.
    let table = used.max(listed.min(all));
    match table > IN_HEADER + 2 * (sectors * 4).div_ceil(sector) {
        true => Err(ImportError::Damaged { reason: format!("a table of {table} sectors in a file of {sectors}") }),
        false => Ok(()),
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn file(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file =
            cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).expect("a file");
        file.create_storage("/Macros").expect("a storage");
        for (name, content) in streams {
            file.create_stream(format!("/{name}")).expect("a stream").write_all(content).expect("a stream");
        }
        file.into_inner().into_inner()
    }

    #[test]
    fn streams_are_read_by_name() {
        let bytes = file(&[("small", b"1"), ("large", &[7; 9_000]), ("\u{5}SummaryInformation", b"2")]);
        assert!(Ole::is(&bytes));
        let mut ole = Ole::open(&bytes).expect("a sound file");
        assert_eq!(ole.stream("small"), Ok(Some(b"1".to_vec())));
        assert_eq!(ole.stream("large").map(|content| content.map(|content| content.len())), Ok(Some(9_000)));
        assert_eq!(ole.stream("\u{5}SummaryInformation"), Ok(Some(b"2".to_vec())));
        assert_eq!(ole.stream("none"), Ok(None));
        assert!(ole.has_storage("Macros") && !ole.has_stream("Macros") && !ole.is_locked());
        assert!(Ole::open(&file(&[(LOCKED, b"x")])).expect("a sound file").is_locked());
    }

    /// Sectors that list each other, a table that lists one sector a million times, chains in circles.
    #[test]
    fn hostile_tables() {
        let sound = file(&[("large", &[7; 9_000])]);
        assert!(matches!(Ole::open(&sound[..700]), Err(ImportError::Damaged { .. })));
        assert!(matches!(Ole::open(MARK), Err(ImportError::Damaged { .. })));
        // Every sector from the second on lists the first sector of the table 127 times, and the next one.
        let mut bomb = sound.clone();
        bomb.resize(512 * 4_000, 0);
        let first = bomb[76..80].to_vec();
        let begin = sound.len().div_ceil(512) - 1;
        for sector in begin..3_998 {
            let at = (sector + 1) * 512;
            (0..127).for_each(|entry| bomb[at + 4 * entry..at + 4 * entry + 4].copy_from_slice(&first));
            bomb[at + 508..at + 512].copy_from_slice(&(sector as u32 + 1).to_le_bytes());
        }
        bomb[68..72].copy_from_slice(&(begin as u32).to_le_bytes());
        let Err(ImportError::Damaged { reason }) = Ole::open(&bomb) else { panic!("the table is believed") };
        assert!(reason.contains("a table of"), "{reason}");
        // The same with zeros, which count as far as the header says.
        bomb[1024..].iter_mut().for_each(|byte| *byte = 0);
        bomb[44..48].fill(0xFF);
        assert!(Ole::open(&bomb).is_err());
        // Every entry of the table points to one sector.
        let table = 512 * (1 + long(&sound, 76).expect("a table") as usize);
        for target in 0..8_u32 {
            let mut circle = sound.clone();
            circle[table..table + 512]
                .chunks_exact_mut(4)
                .for_each(|entry| entry.copy_from_slice(&target.to_le_bytes()));
            if let Ok(mut ole) = Ole::open(&circle) {
                assert!(ole.stream("large").is_err());
            }
        }
    }
}
