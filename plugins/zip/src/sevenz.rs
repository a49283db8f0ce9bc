//! `.7z`.
//!
//! What the file says of sizes is looked at before anything is unpacked: tables and dictionaries have bounds. Files are packed together in
//! blocks; where a block cannot go on, every file left in it is said.

use std::io::Cursor;

use gongkai_model::{Capture, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits, Member, Taker};
use sevenz_rust2::{Archive, Block, BlockDecoder, EncoderMethod, Error, Password};

use crate::names::{self, Names};
use crate::unpacked;

/// How a package begins.
const MAGIC: &[u8] = b"7z\xBC\xAF\x27\x1C";
/// Kilobytes of the table of contents, unpacked: some ten thousand files. A file that is told of takes a hundred times its room there.
const TABLE: usize = 1_536;
/// Kilobytes of the dictionary that unpacks a table of which it is known how large it is.
const TABLE_DICTIONARY: usize = 64 << 10;
/// Kilobytes of all dictionaries of a block. 7-Zip makes none larger than what it packs.
const DICTIONARIES: usize = 256 << 10;
/// Methods one behind the other. The longest chain of 7-Zip has five.
const LONGEST_CHAIN: usize = 8;

/// Unpacks `.7z`.
#[derive(Debug, Clone, Copy)]
pub struct SevenZImporter;

impl Importer for SevenZImporter {
    fn name(&self) -> &'static str {
        "7z"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("7z 压缩包，逐个读取其中的文件", "7z packages, file by file")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["7z"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        if capture.bytes().starts_with(MAGIC) { Confidence::Certain } else { Confidence::No }
    }

    fn import(&self, _: &Capture, _: &Limits) -> Result<Vec<Document>, ImportError> {
        Err(ImportError::Damaged { reason: "a package is unpacked, not read".into() })
    }

    fn is_container(&self) -> bool {
        true
    }

    fn unpack(&self, capture: &Capture, limits: &Limits, take: &mut Taker<'_>) -> Result<(), ImportError> {
        let mut source = Cursor::new(capture.bytes());
        // The library knows one limit for the table and for its dictionary, and some programs take a large one for a small table.
        let is_small = table_size(capture.bytes()).is_some_and(|size| size <= (TABLE as u64) << 10);
        let memory = if is_small { TABLE_DICTIONARY } else { TABLE };
        let archive =
            Archive::read_with_memory_limit(&mut source, &Password::empty(), memory).map_err(|e| error(&e))?;
        let mut package = Package { take, given: Names::default(), limit: limits.bytes, is_full: false };
        for block in 0..archive.blocks.len() {
            package.block(&archive, block, &mut source);
            if package.is_full {
                return Ok(());
            }
        }
        let empty = archive.files.iter().filter(|file| !file.has_stream && !file.is_directory && !file.is_anti_item);
        for file in empty {
            package.give(&file.name, Ok(Vec::new()), 0);
            if package.is_full {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// A package while its files are handed over.
struct Package<'t, 'f> {
    take: &'t mut Taker<'f>,
    given: Names,
    limit: u64,
    /// Whether the taker has enough.
    is_full: bool,
}

impl Package<'_, '_> {
    /// Hands over the files of a block.
    fn block(&mut self, archive: &Archive, number: usize, source: &mut Cursor<&[u8]>) {
        let password = Password::empty();
        let decoder = BlockDecoder::new_with_memory_limit(1, DICTIONARIES, number, archive, &password, source);
        let names: Vec<String> =
            decoder.entries().iter().filter(|file| file.has_stream).map(|file| file.name.clone()).collect();
        let mut read = 0;
        let mut cause = archive.blocks.get(number).and_then(refused);
        if cause.is_none() {
            let mut is_behind = false;
            let unpacked = decoder.for_each_entries(&mut |file, content| {
                if !file.has_stream {
                    return Ok(true);
                }
                read += 1;
                let (bytes, size) = unpacked::read(content, self.limit, |error| damaged(&error.to_string()));
                // To reach what lies behind a file, all of it must be unpacked.
                is_behind = bytes.is_err();
                self.give(&file.name, bytes, size);
                Ok(!self.is_full && !is_behind)
            });
            cause = match unpacked {
                Err(failure) => Some(error(&failure)),
                Ok(_) if is_behind => Some(damaged("it is packed behind a file that cannot be unpacked")),
                Ok(_) => None,
            };
        }
        for name in names.into_iter().skip(read) {
            let cause = cause.clone().unwrap_or_else(|| damaged("it is not in the block that it should be in"));
            if self.is_full {
                return;
            }
            self.give(&name, Err(cause), 0);
        }
    }

    fn give(&mut self, name: &str, bytes: Result<Vec<u8>, ImportError>, unpacked: u64) {
        let name = names::slashes(name);
        if !names::is_nobodys(&name) {
            self.is_full = (self.take)(Member { name: self.given.own(name), bytes, unpacked }).is_break();
        }
    }
}

/// How many bytes the table of contents is said to have when it is unpacked by one method; nothing where it is packed otherwise.
fn table_size(bytes: &[u8]) -> Option<u64> {
    let word = |at: usize| Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    let start = usize::try_from(word(12)?.checked_add(32)?).ok()?;
    let size = word(20)?;
    let mut table = bytes.get(start..)?.get(..usize::try_from(size).ok()?)?;
    let table = &mut table;
    match byte(table)? {
        0x01 => return Some(size),
        0x17 => {}
        _ => return None,
    }
    // Where it is packed: the place of one piece, and its size.
    expect(table, &[0x06])?;
    number(table)?;
    expect(table, &[0x01, 0x09])?;
    number(table)?;
    // And its checksum, as some programs write it.
    if expect(table, &[0x0A, 0x01]).is_some() {
        skip(table, 4)?;
    }
    // One block, described here, of one method with one way in and one out.
    expect(table, &[0x00, 0x07, 0x0B, 0x01, 0x00, 0x01])?;
    let method = byte(table)?;
    skip(table, u64::from(method & 0x0F))?;
    if method & 0x20 != 0 {
        let properties = number(table)?;
        skip(table, properties)?;
    }
    expect(table, &[0x0C])?;
    let size = number(table)?;
    (method & 0xD0 == 0).then_some(size)
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (first, behind) = rest.split_first()?;
    *rest = behind;
    Some(*first)
}

fn skip(rest: &mut &[u8], count: u64) -> Option<()> {
    *rest = rest.get(usize::try_from(count).ok()?..)?;
    Some(())
}

fn expect(rest: &mut &[u8], bytes: &[u8]) -> Option<()> {
    *rest = rest.strip_prefix(bytes)?;
    Some(())
}

/// A number: as many bytes follow the first one as that has ones in front, the lowest first; what is left of the first one is the highest.
fn number(rest: &mut &[u8]) -> Option<u64> {
    let first = byte(rest)?;
    let follow = first.leading_ones();
    let mut number = 0;
    for at in 0..follow {
        number |= u64::from(byte(rest)?) << (8 * at);
    }
    let high = if follow < 7 { u64::from(first) & ((1 << (7 - follow)) - 1) } else { 0 };
    Some(number | high << (8 * follow.min(7)))
}

/// Why a block is not unpacked at all.
fn refused(block: &Block) -> Option<ImportError> {
    let coders = &block.coders;
    if coders.iter().any(|coder| coder.encoder_method_id() == EncoderMethod::ID_AES256_SHA256) {
        return Some(ImportError::Encrypted);
    }
    if coders.len() > LONGEST_CHAIN {
        return Some(ImportError::Unpacks { limit: format!("more than {LONGEST_CHAIN} methods one behind the other") });
    }
    let dictionaries: u64 = coders.iter().map(|coder| dictionary(coder.encoder_method_id(), coder.properties())).sum();
    let most = (DICTIONARIES as u64) << 10;
    (dictionaries > most)
        .then(|| ImportError::Unpacks { limit: format!("dictionaries of more than {} MB", most >> 20) })
}

/// Bytes of the dictionary of a method.
fn dictionary(method: &[u8], properties: &[u8]) -> u64 {
    let written =
        || properties.get(1..5).map_or(0, |size| size.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)));
    match method {
        EncoderMethod::ID_LZMA | EncoderMethod::ID_PPMD => written(),
        EncoderMethod::ID_LZMA2 => {
            let step = u64::from(properties.first().copied().unwrap_or(0).min(40));
            (2 | step & 1) << (step / 2 + 11)
        }
        _ => 0,
    }
}

fn error(error: &Error) -> ImportError {
    match error {
        Error::PasswordRequired | Error::MaybeBadPassword(_) => ImportError::Encrypted,
        Error::UnsupportedCompressionMethod(method) if method.contains("AES") => ImportError::Encrypted,
        Error::UnsupportedCompressionMethod(method) => ImportError::UnknownFormat { format: format!("7z ({method})") },
        Error::MaxMemLimited { .. } => {
            ImportError::Unpacks { limit: format!("a table of contents of more than {TABLE} kB") }
        }
        error => damaged(&error.to_string()),
    }
}

fn damaged(reason: &str) -> ImportError {
    ImportError::Damaged { reason: reason.into() }
}
