//! `.rar`, of RAR 1.5 to 4 and of RAR 5 and later.
//!
//! Links between files and files that go on in another volume are said, not read. In a solid package each file is packed with what all files
//! before it held, so that what lies behind a file that cannot be unpacked is said as well.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use gongkai_model::{Capture, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits, Member, Taker};
use rars::{
    Archive, ArchiveMember, ArchiveReadOptions, ArchiveReader, Error, ErrorKind, ExtractionDecision,
    ExtractionErrorAction,
};

use crate::names::{self, Names};

/// How a package begins.
const MAGIC: &[u8] = b"Rar!\x1A\x07";
/// Headers of a package, and bytes of all of them.
const MOST_HEADERS: u64 = 100_000;
const LARGEST_HEADERS: u64 = 16 << 20;
/// Bytes of a dictionary. WinRAR takes 32 MB unless told otherwise.
const DICTIONARY: u64 = 128 << 20;
/// Bytes that unpacking may take for itself.
const WORKSPACE: u64 = 400 << 20;
/// All files together may have so many times the bytes of the largest source; the registry counts as well.
const UNPACKED: u64 = 4;

/// Unpacks `.rar`.
#[derive(Debug, Clone, Copy)]
pub struct RarImporter;

impl Importer for RarImporter {
    fn name(&self) -> &'static str {
        "rar"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("RAR 压缩包，逐个读取其中的文件", "RAR packages, file by file")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rar"]
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
        let options = ArchiveReadOptions::new()
            .with_max_header_count(MOST_HEADERS)
            .with_max_header_bytes(LARGEST_HEADERS)
            .with_rar50_dictionary_size_limit(DICTIONARY)
            .with_rar50_buffered_decode_limit(limits.bytes)
            .with_max_reader_workspace_bytes(WORKSPACE)
            .with_max_total_output_bytes(limits.bytes.saturating_mul(UNPACKED));
        let archive = ArchiveReader::read_with_options(capture.bytes(), options).map_err(|e| error(&e))?;
        let is_solid = archive.members().any(|member| member.is_solid());
        let package =
            Package { take, given: Names::default(), limits, is_solid, pending: None, seen: 0, is_full: false };
        let package = RefCell::new(package);
        let unpacked = archive.extract_with_control_and_errors(
            options,
            |member| Ok(package.borrow_mut().begin(member)),
            |_, failure| {
                package.borrow_mut().fail(error(failure));
                Ok(ExtractionErrorAction::Continue)
            },
        );
        package.into_inner().finish(&archive, unpacked.map(drop).map_err(|e| error(&e)))
    }
}

/// A package while its files are handed over.
struct Package<'t, 'f> {
    take: &'t mut Taker<'f>,
    given: Names,
    limits: &'t Limits,
    is_solid: bool,
    /// The file that is being unpacked.
    pending: Option<Pending>,
    /// Files seen so far.
    seen: usize,
    /// Whether the taker has enough.
    is_full: bool,
}

struct Pending {
    name: String,
    content: Rc<RefCell<Content>>,
    failure: Option<ImportError>,
}

impl Package<'_, '_> {
    /// Decides what becomes of the next file; hands over the one before.
    fn begin(&mut self, member: &ArchiveMember) -> ExtractionDecision {
        self.hand_over();
        if self.is_full {
            return ExtractionDecision::Stop;
        }
        self.seen += 1;
        if member.meta.is_directory {
            return ExtractionDecision::Skip;
        }
        let failure = refused(member, self.limits);
        let name = name(member);
        if failure.is_some() && !self.is_solid {
            self.pending = Some(Pending { name, content: Rc::default(), failure });
            return ExtractionDecision::Skip;
        }
        // In a solid package a file is unpacked for the sake of those behind it.
        let content =
            Rc::new(RefCell::new(Content { bytes: Vec::new(), limit: self.limits.bytes, is_kept: failure.is_none() }));
        self.pending = Some(Pending { name, content: Rc::clone(&content), failure });
        ExtractionDecision::Extract(Box::new(Sink(content)))
    }

    fn fail(&mut self, failure: ImportError) {
        if let Some(pending) = &mut self.pending {
            pending.failure.get_or_insert(failure);
        }
    }

    fn hand_over(&mut self) {
        let Some(Pending { name, content, failure }) = self.pending.take() else { return };
        let bytes = std::mem::take(&mut content.borrow_mut().bytes);
        let unpacked = bytes.len() as u64;
        // What was written beyond the limit was cast away.
        let (bytes, unpacked) = match failure {
            None if unpacked > self.limits.bytes => {
                (Err(ImportError::TooLarge { size: unpacked, limit: self.limits.bytes }), unpacked)
            }
            None => (Ok(bytes), unpacked),
            Some(failure) => (Err(failure), unpacked),
        };
        self.give(name, bytes, unpacked);
    }

    fn give(&mut self, name: String, bytes: Result<Vec<u8>, ImportError>, unpacked: u64) {
        if !names::is_nobodys(&name) {
            self.is_full = (self.take)(Member { name: self.given.own(name), bytes, unpacked }).is_break();
        }
    }

    /// Hands over the last file, and says of every file behind it why it is not to be had.
    fn finish(mut self, archive: &Archive, unpacked: Result<(), ImportError>) -> Result<(), ImportError> {
        let Err(failure) = unpacked else {
            self.hand_over();
            return Ok(());
        };
        self.fail(failure.clone());
        self.hand_over();
        let left = archive.members().skip(self.seen).filter(|member| !member.meta.is_directory);
        for member in left {
            if self.is_full {
                break;
            }
            let failure = refused(&member, self.limits).unwrap_or_else(|| failure.clone());
            self.give(name(&member), Err(failure), 0);
        }
        Ok(())
    }
}

/// Why a file is not unpacked at all.
fn refused(member: &ArchiveMember, limits: &Limits) -> Option<ImportError> {
    let meta = &member.meta;
    if meta.is_encrypted {
        return Some(ImportError::Encrypted);
    }
    if meta.is_split_before || meta.is_split_after {
        return Some(ImportError::UnknownFormat { format: "RAR (one of several volumes)".into() });
    }
    if meta.is_redirection {
        return Some(ImportError::Damaged { reason: "it is a link to another file".into() });
    }
    let (size, limit) = (meta.unpacked_size, limits.bytes);
    (size > limit).then_some(ImportError::TooLarge { size, limit })
}

fn name(member: &ArchiveMember) -> String {
    names::slashes(&names::decode(member.meta.name_bytes()))
}

/// What was unpacked of a file.
#[derive(Default)]
struct Content {
    bytes: Vec<u8>,
    limit: u64,
    is_kept: bool,
}

/// Takes what is unpacked of a file.
struct Sink(Rc<RefCell<Content>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut content = self.0.borrow_mut();
        if content.is_kept {
            let left = content.limit.saturating_add(1).saturating_sub(content.bytes.len() as u64);
            let fits = bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            content.bytes.extend(bytes.iter().take(fits));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn error(error: &Error) -> ImportError {
    match error.kind() {
        ErrorKind::PasswordRequired | ErrorKind::BadPassword => ImportError::Encrypted,
        ErrorKind::ResourceLimit => ImportError::Unpacks { limit: error.to_string() },
        ErrorKind::UnsupportedFormat => ImportError::UnknownFormat { format: format!("RAR ({error})") },
        _ => match error {
            Error::FeatureDisabled { .. } => ImportError::Encrypted,
            error => ImportError::Damaged { reason: error.to_string() },
        },
    }
}
