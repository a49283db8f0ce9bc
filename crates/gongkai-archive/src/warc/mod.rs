//! WARC 1.1 (ISO 28500:2017): records, one gzip member each.
//!
//! What this archive knows of a capture beyond the standard stands in fields of its own, which other programs pass over:
//! `Gongkai-Adapter`, `Gongkai-Parent`, `Gongkai-Purpose`, `Gongkai-Saved-From`, `Gongkai-Run`, `Gongkai-Request`.

mod head;
mod member;

pub(crate) use head::{Head, field, reason};
pub(crate) use member::{Tail, read_member};

use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};
use gongkai_model::Digest;
use sha2::{Digest as _, Sha256};

/// Pages of agencies are 5 to 8 % larger than at the usual 6, for 60 to 80 % of its time.
const LEVEL: Compression = Compression::new(3);

/// First line of every record.
pub(crate) const VERSION: &str = "WARC/1.1";

/// A record: named fields and a block of bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// Names and values, in order.
    pub(crate) fields: Vec<(String, String)>,
    /// The content block.
    pub(crate) block: Vec<u8>,
}

impl Record {
    /// A record of a type (`response`), with its block and the digest of the block.
    pub(crate) fn new(kind: &str, id: &str, date: &str, media_type: &str, block: Vec<u8>) -> Self {
        let mut record = Self { fields: Vec::new(), block };
        record.set("WARC-Type", kind);
        record.set("WARC-Record-ID", id);
        record.set("WARC-Date", date);
        record.set("Content-Type", media_type);
        record.set("WARC-Block-Digest", &labelled(&digest(&record.block)));
        record
    }

    /// Adds a field; nothing for an empty value. Line ends in a value would end the field, so they become spaces.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.fields.push((name.to_owned(), value.replace(|c: char| c.is_control(), " ").trim().to_owned()));
        }
    }

    /// The value of a field.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        field(&self.fields, name)
    }

    /// `WARC-Type`.
    pub(crate) fn kind(&self) -> &str {
        self.get("WARC-Type").unwrap_or_default()
    }

    /// The record as one gzip member.
    pub(crate) fn encode(&self, packer: &mut Packer) -> io::Result<Vec<u8>> {
        let mut head = format!("{VERSION}\r\n");
        for (name, value) in &self.fields {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("Content-Length: {}\r\n\r\n", self.block.len());
        packer.member(&[head.as_bytes(), &self.block, b"\r\n\r\n"])
    }
}

/// Makes gzip members one after the other, with the same tables.
pub(crate) struct Packer(Compress);

impl Packer {
    pub(crate) fn new() -> Self {
        Self(Compress::new_gzip(LEVEL, 15))
    }

    fn member(&mut self, parts: &[&[u8]]) -> io::Result<Vec<u8>> {
        self.0.reset();
        let size: usize = parts.iter().map(|part| part.len()).sum();
        let mut member = Vec::with_capacity(size / 4 + 512);
        for (part, left) in parts.iter().zip((0..parts.len()).rev()) {
            let flush = if left == 0 { FlushCompress::Finish } else { FlushCompress::None };
            let begin = self.0.total_in();
            loop {
                let taken = usize::try_from(self.0.total_in() - begin).unwrap_or(usize::MAX);
                let rest = part.get(taken..).unwrap_or_default();
                if rest.is_empty() && left > 0 {
                    break;
                }
                let status = self.0.compress_vec(rest, &mut member, flush).map_err(io::Error::other)?;
                if status == Status::StreamEnd {
                    break;
                }
                member.reserve(rest.len() / 4 + 512);
            }
        }
        Ok(member)
    }
}

impl std::fmt::Debug for Packer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Packer")
    }
}

/// SHA-256 of bytes.
pub(crate) fn digest(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// A digest as WARC fields write it.
pub(crate) fn labelled(digest: &Digest) -> String {
    format!("sha256:{digest}")
}

/// A record id: a UUID of version 8 (RFC 9562) made of what the record is and where it lies, so that the same archive
/// has the same ids, and no two records of it share one.
pub(crate) fn record_id(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let hash: [u8; 32] = hash.finalize().into();
    let mut hex = String::with_capacity(36);
    for (at, byte) in hash.iter().take(16).enumerate() {
        let byte = match at {
            6 => (byte & 0x0f) | 0x80,
            8 => (byte & 0x3f) | 0x80,
            _ => *byte,
        };
        if matches!(at, 4 | 6 | 8 | 10) {
            hex.push('-');
        }
        hex += &format!("{byte:02x}");
    }
    format!("<urn:uuid:{hex}>")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn record() -> Record {
        let mut record =
            Record::new("resource", &record_id(&["a"]), "2024-01-01T00:00:00Z", "text/plain", b"a\r\nb".into());
        record.set("WARC-Target-URI", "file:///a");
        record.set("Gongkai-Adapter", "one\r\nInjected: two");
        record
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = record().encode(&mut Packer::new()).unwrap();
        let mut twice = bytes.clone();
        twice.extend(&bytes);
        let mut reader = Cursor::new(&twice);
        let Tail::Whole(first, length) = read_member(&mut reader) else { panic!("a whole record") };
        assert_eq!((length, first.get("gongkai-adapter")), (bytes.len() as u64, Some("one  Injected: two")));
        assert_eq!((first.block.as_slice(), first.get("Injected")), (&b"a\r\nb"[..], None));
        assert!(matches!(read_member(&mut reader), Tail::Whole(second, _) if second == first));
        assert!(matches!(read_member(&mut reader), Tail::End));
    }

    #[test]
    fn members_of_any_size_come_back() {
        let mut packer = Packer::new();
        for size in [0, 1, 5_000, 300_000] {
            // What cannot be packed is longer than the room for it.
            let block: Vec<u8> =
                (0..size as u64).map(|at| (at.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8).collect();
            let record = Record::new("resource", &record_id(&["a"]), "2024-01-01T00:00:00Z", "text/plain", block);
            let bytes = record.encode(&mut packer).unwrap();
            let mut reader = Cursor::new(&bytes);
            assert!(
                matches!(read_member(&mut reader), Tail::Whole(read, length) if read == record && length == bytes.len() as u64)
            );
        }
    }

    #[test]
    fn torn_anywhere_is_torn_and_changed_anywhere_is_damaged() {
        let bytes = record().encode(&mut Packer::new()).unwrap();
        for cut in 1..bytes.len() {
            assert!(matches!(read_member(&mut Cursor::new(&bytes[..cut])), Tail::Torn), "cut at {cut}");
        }
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x10;
            match read_member(&mut Cursor::new(&changed)) {
                // Time and system in the head of a gzip member and the bits that fill its last byte say nothing.
                Tail::Whole(read, _) => assert_eq!(read, record(), "byte {at}"),
                Tail::Torn | Tail::Damaged(_) => {}
                Tail::End => panic!("byte {at}"),
            }
        }
    }

    #[test]
    fn ids_are_uuids() {
        let id = record_id(&["x", "y"]);
        assert_eq!((id.len(), &id[..10]), (47, "<urn:uuid:"));
        assert_eq!((&id[24..25], id == record_id(&["xy", ""])), ("8", false));
    }
}
