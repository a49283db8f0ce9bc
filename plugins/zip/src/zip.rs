//! `.zip`.

use std::io::Cursor;

use gongkai_model::{Capture, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits, Member, Taker};
use zip::{SUPPORTED_COMPRESSION_METHODS, ZipArchive};

use crate::names::{self, Names};
use crate::unpacked;

/// How a package begins: with a file, or with nothing in it.
const MAGIC: &[&[u8]] = &[b"PK\x03\x04", b"PK\x05\x06"];

/// Files that make a package the document of an office program, which others read whole: OOXML, ODF, OFD.
const DOCUMENTS: &[&[u8]] = &[b"[Content_Types].xml", b"mimetype", b"OFD.xml"];

/// Unpacks `.zip`.
#[derive(Debug, Clone, Copy)]
pub struct ZipImporter;

impl Importer for ZipImporter {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("ZIP 压缩包，逐个读取其中的文件", "ZIP packages, file by file")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        let bytes = capture.bytes();
        if !MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
            return Confidence::No;
        }
        // The table of contents is at the end, wherever that is. Without one only the first file is known.
        let is_document = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => archive.file_names_raw().any(|name| DOCUMENTS.contains(&name)),
            Err(_) => DOCUMENTS.iter().any(|name| bytes.get(30..).is_some_and(|rest| rest.starts_with(name))),
        };
        if is_document { Confidence::No } else { Confidence::Certain }
    }

    fn import(&self, _: &Capture, _: &Limits) -> Result<Vec<Document>, ImportError> {
        Err(ImportError::Damaged { reason: "a package is unpacked, not read".into() })
    }

    fn is_container(&self) -> bool {
        true
    }

    fn unpack(&self, capture: &Capture, limits: &Limits, take: &mut Taker<'_>) -> Result<(), ImportError> {
        let mut archive = ZipArchive::new(Cursor::new(capture.bytes())).map_err(|error| damaged(&error.to_string()))?;
        let mut given = Names::default();
        for index in 0..archive.len() {
            let entry = archive.by_index_data(index).map_err(|error| damaged(&error.to_string()))?;
            let name = names::slashes(&names::decode(entry.name_raw()));
            if names::is_nobodys(&name) {
                continue;
            }
            let (bytes, unpacked) = if entry.encrypted() {
                (Err(ImportError::Encrypted), 0)
            } else if !SUPPORTED_COMPRESSION_METHODS.contains(&entry.compression()) {
                (Err(ImportError::UnknownFormat { format: format!("ZIP ({})", entry.compression()) }), 0)
            } else {
                match archive.by_index(index) {
                    Ok(file) => unpacked::read(file, limits.bytes, |error| damaged(&error.to_string())),
                    Err(error) => (Err(damaged(&error.to_string())), 0),
                }
            };
            if take(Member { name: given.own(name), bytes, unpacked }).is_break() {
                return Ok(());
            }
        }
        // Only the last file of a name is in the table that the library gives.
        if archive.has_duplicate_names() {
            return Err(damaged("several files have the same name, of each name the last file was read"));
        }
        Ok(())
    }
}

fn damaged(reason: &str) -> ImportError {
    ImportError::Damaged { reason: reason.into() }
}
