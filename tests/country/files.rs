//! Files that reports come in. A format that an importer reads has a writer here and is compared figure by figure; one that
//! none reads yet is noise behind its magic number, and must come out archived and named.
//!
//! When an importer for one of them ships, its writer goes into [`Format::write`] and its name out of [`Format::is_read`].

use gongkai_tests::writer::{Dice, Printed, Shape, pdf_file, zipped};

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
    Docx,
    Odt,
    Rtf,
    Xlsx,
    /// Kingsoft's, which is Word's old format.
    Wps,
    Pdf,
    /// A package with a Word document in it.
    Zip,
    /// A PDF whose pages are pictures.
    Scan,
    Ofd,
    Rar,
}

impl Format {
    /// Those that an importer reads.
    pub(crate) const READ: &'static [Self] = &[
        Self::HtmlDoc,
        Self::HtmlDocGbk,
        Self::MhtmlDoc,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
        Self::Xlsx,
        Self::Wps,
        Self::Pdf,
        Self::Zip,
    ];
    /// Those that none reads: pictures, and what has no importer yet.
    pub(crate) const UNREAD: &'static [Self] = &[Self::Scan, Self::Ofd, Self::Rar];

    /// The extension in its name.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::HtmlDoc | Self::HtmlDocGbk | Self::MhtmlDoc => "doc",
            Self::Text => "txt",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Xlsx => "xlsx",
            Self::Wps => "wps",
            Self::Pdf | Self::Scan => "pdf",
            Self::Zip => "zip",
            Self::Ofd => "ofd",
            Self::Rar => "rar",
        }
    }

    /// Whether an importer reads it.
    pub(crate) fn is_read(self) -> bool {
        !Self::UNREAD.contains(&self)
    }

    /// Whether it is a saved page, which no viewer and no object shows.
    pub(crate) fn is_page(self) -> bool {
        matches!(self, Self::HtmlDoc | Self::HtmlDocGbk | Self::MhtmlDoc)
    }

    /// The media type that servers give.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::HtmlDoc | Self::HtmlDocGbk | Self::MhtmlDoc | Self::Wps => "application/msword",
            Self::Text => "text/plain",
            Self::Pdf | Self::Scan => "application/pdf",
            Self::Zip => "application/zip",
            _ => "application/octet-stream",
        }
    }

    /// The file of a report, with what it says.
    pub(crate) fn write(self, report: &Report) -> (Vec<u8>, Printed) {
        let shape = match self {
            Self::HtmlDoc | Self::HtmlDocGbk | Self::MhtmlDoc => Shape::Html,
            Self::Text => Shape::TabRows,
            Self::Docx | Self::Zip => Shape::Docx,
            Self::Odt => Shape::Odt,
            Self::Rtf => Shape::Rtf,
            Self::Xlsx => Shape::Xlsx,
            Self::Wps => Shape::Doc,
            Self::Pdf => {
                let printed = report.pdf();
                return (printed.bytes.clone(), printed);
            }
            Self::Scan => return (scan(report.seed), report.article()),
            Self::Ofd => return (noise(b"PK\x03\x04\x14\x00\x06\x00", report.seed), report.article()),
            Self::Rar => return (noise(b"Rar!\x1a\x07\x01\x00", report.seed), report.article()),
        };
        let printed = report.print(shape);
        let bytes = match self {
            Self::HtmlDocGbk => {
                Charset::GbkInPage.encode(&printed.text.replace("<meta charset=\"utf-8\">", "<meta charset=gbk>"))
            }
            Self::MhtmlDoc => mhtml(&printed.text).into_bytes(),
            Self::Zip => zipped(&[(&format!("附件/{}.docx", report.title()), &printed.bytes)]),
            _ => printed.bytes.clone(),
        };
        (bytes, printed)
    }
}

/// A PDF of one page with a picture, which differs from report to report.
fn scan(seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let grey: String = (0..64).map(|_| format!("{:02X}", dice.below(256))).collect();
    let picture = format!("q 500 0 0 700 40 60 cm BI /W 8 /H 8 /CS /G /BPC 8 /F /AHx ID {grey}> EI Q");
    pdf_file(&[picture]).into_bytes()
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
