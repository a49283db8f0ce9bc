//! Files that reports come in. A format that an importer reads has a writer here and is compared figure by figure; one that
//! none reads yet is noise behind its magic number, and must come out archived and named.
//!
//! When an importer for one of them ships, its writer goes into [`Format::write`] and its name out of [`Format::is_read`].

use gongkai_tests::writer::{Dice, Printed};

use super::charset::Charset;
use super::report::Report;

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Format {
    /// A page that was saved under the name of a Word file.
    HtmlDoc,
    /// The same in GBK.
    HtmlDocGbk,
    /// Word's single file page, under the name of a Word file.
    MhtmlDoc,
    /// Plain text.
    Text,
    Pdf,
    Docx,
    Xlsx,
    /// Kingsoft's, which is Word's old format.
    Wps,
    Ofd,
    Rar,
}

impl Format {
    /// Those that an importer reads.
    pub(crate) const READ: &'static [Self] = &[Self::HtmlDoc, Self::HtmlDocGbk, Self::MhtmlDoc, Self::Wps];
    /// Those that none reads yet.
    pub(crate) const UNREAD: &'static [Self] = &[Self::Pdf, Self::Docx, Self::Xlsx, Self::Ofd, Self::Rar];

    /// The extension in its name.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::HtmlDoc | Self::HtmlDocGbk | Self::MhtmlDoc => "doc",
            Self::Text => "txt",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Wps => "wps",
            Self::Ofd => "ofd",
            Self::Rar => "rar",
        }
    }

    /// Whether an importer reads it.
    pub(crate) fn is_read(self) -> bool {
        !Self::UNREAD.contains(&self)
    }

    /// The media type that servers give.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::HtmlDoc | Self::HtmlDocGbk | Self::MhtmlDoc | Self::Wps => "application/msword",
            Self::Text => "text/plain",
            Self::Pdf => "application/pdf",
            _ => "application/octet-stream",
        }
    }

    /// The file of a report, with what it says.
    pub(crate) fn write(self, report: &Report) -> (Vec<u8>, Printed) {
        match self {
            Self::HtmlDoc | Self::HtmlDocGbk => {
                let printed = report.page();
                let bytes = match self {
                    Self::HtmlDoc => printed.text.clone().into_bytes(),
                    _ => Charset::GbkInPage
                        .encode(&printed.text.replace("<meta charset=\"utf-8\">", "<meta charset=gbk>")),
                };
                (bytes, printed)
            }
            Self::MhtmlDoc => {
                let printed = report.page();
                (mhtml(&printed.text).into_bytes(), printed)
            }
            Self::Text => {
                let printed = report.text();
                (printed.text.clone().into_bytes(), printed)
            }
            Self::Wps => {
                let printed = report.word();
                (printed.bytes.clone(), printed)
            }
            Self::Pdf => (noise(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n", report.seed), report.article()),
            Self::Docx | Self::Xlsx | Self::Ofd => {
                (noise(b"PK\x03\x04\x14\x00\x06\x00", report.seed), report.article())
            }
            Self::Rar => (noise(b"Rar!\x1a\x07\x01\x00", report.seed), report.article()),
        }
    }
}

/// Bytes that differ from report to report.
fn noise(magic: &[u8], seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let rest = (0..400 + dice.below(400)).map(|_| dice.below(256) as u8).collect::<Vec<_>>();
    [magic, &rest].concat()
}

/// A page in the envelope of a mail, quoted-printable, as Word and browsers write it.
fn mhtml(html: &str) -> String {
    let mut quoted = String::new();
    let mut width = 0;
    for byte in html.bytes() {
        if byte == b'\n' {
            quoted.push_str("\r\n");
            width = 0;
            continue;
        }
        let piece = match byte {
            b' '..=b'~' if byte != b'=' => (byte as char).to_string(),
            byte => format!("={byte:02X}"),
        };
        if width + piece.len() > 75 {
            quoted.push_str("=\r\n");
            width = 0;
        }
        width += piece.len();
        quoted.push_str(&piece);
    }
    let boundary = "----=_NextPart_01DA4B2C.5F3E2A10";
    format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\n\
         Content-Location: file:///C:/report.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Type: text/html; charset=\"utf-8\"\r\n\r\n{quoted}\r\n--{boundary}--\r\n"
    )
}
