//! Other programs read what is written: warcio, where it is installed.

use std::process::Command;

use super::folder::{Folder, at, page};
use crate::NewCapture;

/// Reads a WARC file with warcio, checks every digest, and prints what it sees.
const SCRIPT: &str = r#"
import sys
from warcio.archiveiterator import ArchiveIterator
with open(sys.argv[1], "rb") as stream:
    for record in ArchiveIterator(stream, check_digests="raise"):
        body = record.content_stream().read()
        assert record.digest_checker.passed is not False
        http = record.http_headers
        print(record.rec_type, record.format, record.rec_headers.get_header("WARC-Target-URI") or "-",
              http.get_statuscode() if http and record.rec_type != "request" else "-",
              len(body), record.digest_checker.passed)
"#;

/// Skipped, by its name, where Python or warcio is not installed.
#[test]
fn warcio_reads_every_record_and_finds_every_digest_right() {
    let python = std::env::var("GONGKAI_PYTHON").unwrap_or_else(|_| "python3".into());
    let has_warcio = Command::new(&python).args(["-c", "import warcio"]).output();
    if !has_warcio.is_ok_and(|output| output.status.success()) {
        #[allow(clippy::print_stderr, reason = "a test that was skipped says so")]
        {
            eprintln!("skipped: python3 with warcio is not installed (pip install warcio)");
        }
        return;
    }
    let folder = Folder::new();
    let mut archive = folder.write();
    let mut first = page("a", "<p>年报</p>");
    first.headers.push(("Content-Encoding".into(), b"gzip".to_vec()));
    first.headers.push(("Transfer-Encoding".into(), b"chunked".to_vec()));
    first.headers.push(("X-Title".into(), vec![0xc4, 0xea, 0xb1, 0xa8]));
    archive.add_capture(&first).unwrap();
    archive.add_capture(&NewCapture { fetched_at: at(2), ..first }).unwrap();
    let post = NewCapture {
        method: "POST".into(),
        request_headers: vec![("Content-Type".into(), b"application/json".to_vec())],
        request_body: b"{\"page\":1}".to_vec(),
        ..page("list", "")
    };
    archive.add_capture(&post).unwrap();
    archive.add_capture(&NewCapture::file("/档案/a b.txt", "text\r\n\r\n")).unwrap();
    let output = Command::new(&python).args(["-c", SCRIPT]).arg(folder.warc(1)).output().unwrap();
    let seen = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines: Vec<&str> = seen.lines().collect();
    let url = "http://www.example.gov.cn/nb";
    let expected = [
        "warcinfo warc - - 176 True".to_owned(),
        format!("request warc {url}/a.html - 0 True"),
        format!("response warc {url}/a.html 200 13 True"),
        format!("request warc {url}/a.html - 0 True"),
        format!("revisit warc {url}/a.html 200 0 None"),
        format!("request warc {url}/list.html - 10 True"),
        format!("response warc {url}/list.html 200 0 True"),
        "resource warc file:///%E6%A1%A3%E6%A1%88/a%20b.txt - 8 True".to_owned(),
    ];
    assert_eq!(lines[1..], expected[1..]);
    assert!(lines[0].starts_with("warcinfo warc - - "), "{}", lines[0]);
}
