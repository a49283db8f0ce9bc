//! Packages of our own making, and ways to spoil them.

use std::io::{Cursor, Write as _};

use ::zip::ZipWriter;
use ::zip::write::SimpleFileOptions;
use gongkai_model::{Capture, Provenance};

/// A `.zip` with files, packed by Deflate.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Puts bytes in place of others of the same length, wherever they stand: names as other programs write them.
pub(crate) fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> =
        bytes.windows(from.len()).enumerate().filter(|(_, w)| *w == from).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

/// Changes two bytes of every header: `local` behind the mark of a file, `central` behind that of an entry of the table.
pub(crate) fn in_headers(bytes: &[u8], local: usize, central: usize, value: u16) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (mark, offset) in [(b"PK\x03\x04", local), (b"PK\x01\x02", central)] {
        let places: Vec<usize> = bytes.windows(4).enumerate().filter(|(_, w)| w == mark).map(|(at, _)| at).collect();
        for at in places {
            bytes[at + offset..at + offset + 2].copy_from_slice(&value.to_le_bytes());
        }
    }
    bytes
}

/// A package of one file whose table lists it many times, each time under another name.
pub(crate) fn overlapping(content: &[u8], times: u32) -> Vec<u8> {
    let one = zip(&[("00000000", content)]);
    let table = one.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    let end = one.windows(4).rposition(|w| w == b"PK\x05\x06").unwrap();
    let mut bytes = one[..table].to_vec();
    for number in 0..times {
        bytes.extend(replaced(&one[table..end], b"00000000", format!("{number:08}").as_bytes()));
    }
    let size = u32::try_from(bytes.len() - table).unwrap();
    let mut last = one[end..].to_vec();
    let count = u16::try_from(times).unwrap().to_le_bytes();
    last[8..10].copy_from_slice(&count);
    last[10..12].copy_from_slice(&count);
    last[12..16].copy_from_slice(&size.to_le_bytes());
    bytes.extend(last);
    bytes
}

pub(crate) fn capture(bytes: impl Into<Vec<u8>>) -> Capture {
    Capture::new(bytes, Provenance::of("a.zip"))
}
