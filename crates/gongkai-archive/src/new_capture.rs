//! What is handed to the archive: bytes with everything known about them; and the records that are written for it.

use std::time::SystemTime;

use gongkai_model::{Digest, Purpose};

use crate::frontier::EntryId;
use crate::log::Place;
use crate::time::rfc3339;
use crate::warc::{Head, Record, digest, labelled, reason, record_id};

/// The profile of a visit that found the content of an earlier one.
const SAME: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
/// The profile of a visit to which the server said that nothing changed.
const NOT_MODIFIED: &str = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

/// An answer of a server, or a file from disk.
#[derive(Debug, Clone)]
pub struct NewCapture {
    /// The address that answered (each hop of a redirect is a capture of its own), or the path of a file.
    pub url: String,
    /// Method of the request; unused for files.
    pub method: String,
    /// Fields of the request, without `Host`, as sent.
    pub request_headers: Vec<(String, Vec<u8>)>,
    /// Body of the request.
    pub request_body: Vec<u8>,
    /// HTTP status; nothing: a file.
    pub status: Option<u16>,
    /// Fields of the answer, as received.
    pub headers: Vec<(String, Vec<u8>)>,
    /// Media type of a file. That of an answer stands in its fields.
    pub media_type: Option<String>,
    /// The content, with codings of the transfer and of the content (`chunked`, `gzip`) undone.
    pub body: Vec<u8>,
    /// When it was obtained.
    pub fetched_at: SystemTime,
    /// Name of the site adapter that asked for it.
    pub adapter: Option<String>,
    /// Source of the capture that led to it: the page of an attachment.
    pub parent: Option<String>,
    /// What it was asked for.
    pub purpose: Option<Purpose>,
    /// The address that a saved page says it was saved from.
    pub saved_from: Option<String>,
    /// The entry of the frontier that is answered by it: the last hop, where there were redirects.
    pub answers: Option<EntryId>,
}

impl NewCapture {
    /// An answer to a GET request.
    pub fn answer(url: impl Into<String>, status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: Some(status),
            headers: vec![("Content-Type".into(), media_type.into())],
            ..Self::file(url, body)
        }
    }

    /// A file.
    pub fn file(path: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        Self {
            url: path.into(),
            method: "GET".into(),
            request_headers: Vec::new(),
            request_body: Vec::new(),
            status: None,
            headers: Vec::new(),
            media_type: None,
            body: body.into(),
            fetched_at: SystemTime::now(),
            adapter: None,
            parent: None,
            purpose: None,
            saved_from: None,
            answers: None,
        }
    }

    /// Digest of what makes two requests the same one: method, address and body.
    pub(crate) fn request(&self) -> String {
        let body = (!self.request_body.is_empty() || self.method != "GET").then_some(self.request_body.as_slice());
        request_digest(&self.method, &self.url, body)
    }

    /// SHA-256 of the content.
    pub(crate) fn digest(&self) -> Digest {
        digest(&self.body)
    }

    fn is_web(&self) -> bool {
        self.status.is_some()
    }

    /// The records: the request, where there was one, and the content; or, for content that is there already, a visit.
    /// `end` is where they will lie.
    /// `digest` is that of the content.
    pub(crate) fn records(
        &self,
        digest: &Digest,
        end: Place,
        known: Option<&Known>,
        answers: Option<&(i64, String)>,
    ) -> Vec<Record> {
        let (date, place) = (rfc3339(self.fetched_at), format!("{} {}", end.file, end.offset));
        let uri = uri(&self.url, self.is_web());
        let id = record_id(&["content", &place, &uri, &date]);
        let mut content = self.content(digest, &id, &date, &uri, known);
        content.set("Gongkai-Request", &self.request());
        content.set("Gongkai-Purpose", self.purpose.map_or("", purpose_name));
        content.set("Gongkai-Adapter", self.adapter.as_deref().unwrap_or_default());
        content.set("Gongkai-Parent", self.parent.as_deref().unwrap_or_default());
        content.set("Gongkai-Saved-From", self.saved_from.as_deref().unwrap_or_default());
        content.set("Gongkai-Run", &answers.map(|(run, key)| format!("{run} {key}")).unwrap_or_default());
        if !self.is_web() {
            return vec![content];
        }
        let request_id = record_id(&["request", &place, &uri, &date]);
        content.set("WARC-Concurrent-To", &request_id);
        let mut request =
            Record::new("request", &request_id, &date, "application/http; msgtype=request", self.request_block(&uri));
        request.set("WARC-Target-URI", &uri);
        request.set("WARC-Concurrent-To", &id);
        vec![request, content]
    }

    fn content(&self, digest: &Digest, id: &str, date: &str, uri: &str, known: Option<&Known>) -> Record {
        const ANSWER: &str = "application/http; msgtype=response";
        let mut record = match (self.status, known) {
            (Some(_), Some(_)) => Record::new("revisit", id, date, ANSWER, self.answer_head().encode()),
            (Some(_), None) => {
                let mut block = self.answer_head().encode();
                block.extend(&self.body);
                Record::new("response", id, date, ANSWER, block)
            }
            (None, _) => {
                let media_type = self.media_type.as_deref().unwrap_or("application/octet-stream");
                Record::new("resource", id, date, media_type, self.body.clone())
            }
        };
        record.set("WARC-Target-URI", uri);
        match known {
            Some(known) => {
                record.set("WARC-Profile", if self.status == Some(304) { NOT_MODIFIED } else { SAME });
                record.set("WARC-Refers-To", &known.record);
                record.set("WARC-Refers-To-Target-URI", uri);
                record.set("WARC-Refers-To-Date", &known.date);
                record.set("WARC-Payload-Digest", &format!("sha256:{}", known.digest));
            }
            None => record.set("WARC-Payload-Digest", &labelled(digest)),
        }
        record
    }

    fn request_block(&self, uri: &str) -> Vec<u8> {
        let (host, path) = uri.split_once("://").map_or((uri, ""), |(_, rest)| {
            rest.find(['/', '?']).and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""))
        });
        let slash = if path.starts_with('/') { "" } else { "/" };
        let mut fields = vec![("Host".to_owned(), host.as_bytes().to_vec())];
        fields.extend(self.request_headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("host")).cloned());
        let mut block = Head { line: format!("{} {slash}{path} HTTP/1.1", self.method), fields }.encode();
        block.extend(&self.request_body);
        block
    }

    /// The head of the answer as it goes with the content: codings that were undone, and a length that is no longer
    /// that of the content, keep their place under another name, as other archives write it.
    fn answer_head(&self) -> Head {
        let status = self.status.unwrap_or_default();
        let length = self.body.len().to_string();
        let mut fields = Vec::with_capacity(self.headers.len() + 1);
        for (name, value) in &self.headers {
            let is = |known: &str| name.eq_ignore_ascii_case(known);
            let undone = is("Content-Encoding") || is("Transfer-Encoding");
            if undone || (is("Content-Length") && value != length.as_bytes()) {
                fields.push((format!("X-Archive-Orig-{name}"), value.clone()));
            } else if !is("Content-Length") {
                fields.push((name.clone(), value.clone()));
            }
        }
        if status != 304 {
            fields.push(("Content-Length".into(), length.into_bytes()));
        }
        Head { line: format!("HTTP/1.1 {status} {}", reason(status)), fields }
    }
}

/// Content that is in the archive already.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) id: i64,
    pub(crate) record: String,
    pub(crate) date: String,
    pub(crate) digest: String,
}

/// Digest of what makes two requests the same one; like [`gongkai_model::FetchRequest::key`], of a length that an index
/// can bear.
pub(crate) fn request_digest(method: &str, url: &str, body: Option<&[u8]>) -> String {
    let mut key = Vec::new();
    if let Some(body) = body {
        key.extend(format!("{method} ").bytes());
        key.extend(uri(url, true).bytes());
        key.push(b' ');
        key.extend(body);
    } else {
        key.extend(uri(url, true).bytes());
    }
    digest(&key).to_string().chars().take(32).collect()
}

/// Name of a purpose in code and data.
pub(crate) fn purpose_name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Portal => "portal",
        Purpose::List => "list",
        Purpose::Item => "item",
        Purpose::Attachment => "attachment",
    }
}

/// The purpose with a name.
pub(crate) fn purpose_of(name: &str) -> Option<Purpose> {
    [Purpose::Portal, Purpose::List, Purpose::Item, Purpose::Attachment]
        .into_iter()
        .find(|purpose| purpose_name(*purpose) == name)
}

/// An address, or a path as an address: what may not stand in one is written as `%` and two digits.
pub(crate) fn uri(url: &str, is_web: bool) -> String {
    let mut uri = String::with_capacity(url.len() + 8);
    if !is_web {
        uri += if url.starts_with('/') { "file://" } else { "file:" };
    }
    for byte in url.bytes() {
        let kept = if is_web {
            byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
        } else {
            byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~')
        };
        if kept {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    uri
}

/// The path that [`uri`] made an address of.
pub(crate) fn path_of(uri: &str) -> Option<String> {
    let path = uri.strip_prefix("file:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let digits = if byte == b'%' { Some((rest.next()?, rest.next()?)) } else { None };
        let value = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        bytes.push(match digits {
            Some((high, low)) => value(high)? << 4 | value(low)?,
            None => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_back() {
        for path in ["/档案/报告 1.html", "a.txt", "C:\\a%20b", "-", "/"] {
            assert_eq!(path_of(&uri(path, false)).as_deref(), Some(path));
        }
        assert_eq!(uri("http://a.gov.cn/年报 1?x=%20", true), "http://a.gov.cn/%E5%B9%B4%E6%8A%A5%201?x=%20");
    }

    #[test]
    fn undone_codings_do_not_mislead_other_programs() {
        let mut capture = NewCapture::answer("http://a.gov.cn/", 200, "text/html", b"abc".to_vec());
        capture.headers.push(("content-encoding".into(), b"gzip".to_vec()));
        capture.headers.push(("Content-Length".into(), b"99".to_vec()));
        let head = capture.answer_head();
        assert_eq!(head.get("Content-Encoding"), None);
        assert_eq!(head.get("X-Archive-Orig-content-encoding").as_deref(), Some("gzip"));
        assert_eq!(
            (head.get("Content-Length").as_deref(), head.get("X-Archive-Orig-Content-Length").as_deref()),
            (Some("3"), Some("99"))
        );
    }

    #[test]
    fn line_ends_make_no_fields() {
        let mut capture = NewCapture::answer("http://a.gov.cn/\r\nX: y", 200, "text/html", b"abc".to_vec());
        capture.headers.push(("X-A\r\nB".into(), b"1\r\nSet: 2".to_vec()));
        let records = capture.records(&capture.digest(), Place { file: 1, offset: 0 }, None, None);
        let head = Head::split(&records[1].block).0;
        assert_eq!((head.get("Set"), head.get("X-AB").as_deref()), (None, Some("1  Set: 2")));
        assert_eq!(records[1].get("WARC-Target-URI"), Some("http://a.gov.cn/%0D%0AX:%20y"));
    }
}
