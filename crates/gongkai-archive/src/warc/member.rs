//! One gzip member after the other, and what is at the end of a file that a crash left behind.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use super::{Record, VERSION, digest, field, labelled};

/// What stands at a place of a file.
pub(crate) enum Tail {
    /// A whole record, and the bytes that its member takes.
    Whole(Record, u64),
    /// The end of the file.
    End,
    /// The beginning of a record, and then the end of the file.
    Torn,
    /// Something else.
    Damaged(String),
}

/// Reads the record at the place of the reader, and leaves the reader behind it.
pub(crate) fn read_member(reader: &mut impl BufRead) -> Tail {
    match reader.fill_buf() {
        Ok([]) => return Tail::End,
        Ok(_) => {}
        Err(error) => return Tail::Damaged(error.to_string()),
    }
    let mut counted = Counted { reader, count: 0 };
    let mut text = Vec::new();
    if let Err(error) = GzDecoder::new(&mut counted).read_to_end(&mut text) {
        return match error.kind() {
            io::ErrorKind::UnexpectedEof => Tail::Torn,
            _ => Tail::Damaged(error.to_string()),
        };
    }
    match parse(text) {
        Ok(record) => Tail::Whole(record, counted.count),
        Err(reason) => Tail::Damaged(reason.into()),
    }
}

fn parse(mut text: Vec<u8>) -> Result<Record, &'static str> {
    let end = text.windows(4).position(|four| four == b"\r\n\r\n").ok_or("a record without end of its head")?;
    let head = text.get(..end).and_then(|head| std::str::from_utf8(head).ok()).ok_or("a head that is not UTF-8")?;
    let mut lines = head.split("\r\n");
    if lines.next() != Some(VERSION) {
        return Err("no WARC record");
    }
    let parts = lines.filter_map(|line| line.split_once(':'));
    let mut fields: Vec<_> = parts.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect();
    let length: usize =
        field(&fields, "Content-Length").and_then(|length| length.parse().ok()).ok_or("a record without length")?;
    fields.retain(|(name, _)| !name.eq_ignore_ascii_case("Content-Length"));
    if length.checked_add(end + 8) != Some(text.len()) || !text.ends_with(b"\r\n\r\n") {
        return Err("a record of another length");
    }
    text.truncate(text.len() - 4);
    text.drain(..end + 4);
    let record = Record { fields, block: text };
    if record.get("WARC-Block-Digest").is_some_and(|stated| stated != labelled(&digest(&record.block))) {
        return Err("bytes that are not those of the digest");
    }
    Ok(record)
}

/// Counts what is taken from a reader.
struct Counted<R> {
    reader: R,
    count: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.count += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count += amount as u64;
        self.reader.consume(amount);
    }
}
