//! The list of importers, how one is chosen, and how packages are read.

use std::ops::ControlFlow;

use gongkai_model::{Capture, Diagnostic, Document, Language, Provenance};

use crate::{Confidence, ImportError, Importer, Limits, Member};

/// Packages in packages.
pub(crate) const DEEPEST: usize = 4;
/// All files of a package together may have so many times the bytes of the largest source.
const UNPACKED: u64 = 4;

/// The importers at hand.
#[derive(Default)]
pub struct Registry {
    importers: Vec<Box<dyn Importer>>,
    /// Name of the importer that the user wants for every source.
    pub(crate) chosen: Option<String>,
}

/// Names a format by its first bytes, for the message that says what to do with a file nobody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownFormat(pub &'static str);

/// First bytes of formats that reports come in and that people hand over by mistake.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP/XLSX/OFD"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "OLE (PPT, …)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"\x1F\x8B", "gzip"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x7FELF", "ELF"),
    (b"MZ", "EXE"),
];

impl UnknownFormat {
    /// The format that the first bytes tell, if any.
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, name)| Self(name))
    }
}

impl Registry {
    /// A registry with the given importers.
    pub fn new(importers: Vec<Box<dyn Importer>>) -> Self {
        Self { importers, chosen: None }
    }

    /// Adds an importer at the end.
    pub fn register(&mut self, importer: Box<dyn Importer>) {
        self.importers.push(importer);
    }

    /// Lets the importer of a name read every source, whatever the bytes look like. Files in packages are not concerned,
    /// except where several importers are equally sure. Whether there is one of that name.
    pub fn choose(&mut self, name: &str) -> bool {
        let is_known = self.iter().any(|importer| importer.name() == name);
        self.chosen = is_known.then(|| name.to_owned());
        is_known
    }

    /// The importer of a name.
    pub fn named(&self, name: &str) -> Option<&dyn Importer> {
        self.iter().find(|importer| importer.name() == name)
    }

    /// The importers, in order.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Importer> {
        self.importers.iter().map(AsRef::as_ref)
    }

    /// Whether some importer reads files of this extension (lower case, without dot).
    pub fn knows_extension(&self, extension: &str) -> bool {
        self.iter().any(|importer| importer.extensions().contains(&extension))
    }

    /// How sure every importer is of being able to read a capture, in order.
    pub fn judge(&self, capture: &Capture) -> Vec<(&dyn Importer, Confidence)> {
        self.iter().map(|importer| (importer, importer.identify(capture))).collect()
    }

    /// The surest importer for a capture.
    ///
    /// # Errors
    /// [`ImportError::Ambiguous`] when several are equally sure, [`ImportError::UnknownFormat`] when none is sure at all.
    pub fn identify(&self, capture: &Capture) -> Result<&dyn Importer, ImportError> {
        let judged = self.judge(capture);
        let best = judged.iter().map(|(_, confidence)| *confidence).max().unwrap_or(Confidence::No);
        if best == Confidence::No {
            let format = UnknownFormat::sniff(capture.bytes()).map_or("", |UnknownFormat(name)| name);
            return Err(ImportError::UnknownFormat { format: format.into() });
        }
        let best_of = |is_container: bool| {
            let equal = judged.iter().filter(move |(_, confidence)| *confidence == best);
            equal.map(|(importer, _)| *importer).filter(move |importer| importer.is_container() == is_container)
        };
        // A package that is somebody's document is that document, not the files in it.
        let is_package = best_of(false).next().is_none();
        self.one_of(best_of(is_package).collect()).unwrap_or(Err(ImportError::UnknownFormat { format: String::new() }))
    }

    /// The one to ask of importers that are equally sure: the chosen one, else the only one that does not give way.
    fn one_of<'a>(&'a self, equal: Vec<&'a dyn Importer>) -> Option<Result<&'a dyn Importer, ImportError>> {
        let chosen = equal.iter().copied().find(|importer| Some(importer.name()) == self.chosen.as_deref());
        let firm: Vec<_> = equal.iter().copied().filter(|importer| !importer.gives_way()).collect();
        let several = if firm.is_empty() { equal } else { firm };
        match (chosen, several.as_slice()) {
            (_, []) => None,
            (Some(importer), _) => Some(Ok(importer)),
            (None, [importer]) => Some(Ok(*importer)),
            _ => {
                let importers = several.iter().map(|importer| importer.name().into()).collect();
                Some(Err(ImportError::Ambiguous { importers }))
            }
        }
    }

    /// Who takes up a source that the importer in charge gave up.
    pub(crate) fn rescuer(&self, capture: &Capture, error: &ImportError) -> Option<Result<&dyn Importer, ImportError>> {
        self.one_of(self.iter().filter(|importer| importer.takes_up(capture, error)).collect())
    }

    /// Reads a capture with an importer, and where that gives up, with one that takes up such sources.
    fn import_with(
        &self,
        importer: &dyn Importer,
        capture: &Capture,
        limits: &Limits,
    ) -> Result<Vec<Document>, ImportError> {
        let error = match importer.import(capture, limits) {
            Ok(documents) => return Ok(documents),
            Err(error) => error,
        };
        match self.rescuer(capture, &error) {
            None => Err(error),
            Some(rescuer) => rescuer?.import(capture, limits),
        }
    }

    /// Reads a capture with the surest importer; a package, file by file. A file of a package that cannot be read is a
    /// document without blocks, with the diagnostic `member_unread`; so is what is left of a package that breaks off, with
    /// the diagnostic `package_unread`.
    ///
    /// # Errors
    /// What the importer gives, what [`Registry::identify`] gives, and [`ImportError::Empty`] and
    /// [`ImportError::TooLarge`] before any importer is asked.
    pub fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        check_size(capture, limits)?;
        let chosen = self.iter().find(|importer| Some(importer.name()) == self.chosen.as_deref());
        let importer = chosen.map_or_else(|| self.identify(capture), Ok)?;
        if !importer.is_container() {
            return self.import_with(importer, capture, limits);
        }
        let mut package = Package { registry: self, limits, members: 0, bytes: 0, documents: Vec::new() };
        match package.open(importer, capture, "", 1) {
            Err(error) if package.documents.is_empty() => return Err(error),
            Err(error) => package.say("package_unread", None, &error),
            Ok(()) => {}
        }
        Ok(package.documents)
    }

    /// The file that a path such as `内.zip!/年报.docx` names in a package, as a capture of its own.
    pub fn member(&self, capture: &Capture, path: &str, limits: &Limits) -> Option<Capture> {
        let importer = self.identify(capture).ok().filter(|importer| importer.is_container())?;
        let mut found = None;
        let mut take = |member: Member| {
            // Names may hold `!/` themselves: they are compared whole.
            let Some(rest) = path.strip_prefix(member.name.as_str()) else { return ControlFlow::Continue(()) };
            found = match (rest, rest.strip_prefix("!/")) {
                ("", _) => Some((member, None)),
                (_, Some(rest)) => Some((member, Some(rest))),
                _ => return ControlFlow::Continue(()),
            };
            ControlFlow::Break(())
        };
        // What stands behind the file does not matter.
        let _ = importer.unpack(capture, limits, &mut take);
        let (member, rest) = found?;
        let inside = inside(capture, &member.name, member.bytes.ok()?);
        match rest {
            Some(rest) => self.member(&inside, rest, limits),
            None => Some(inside),
        }
    }
}

/// A package while it is read.
struct Package<'a> {
    registry: &'a Registry,
    limits: &'a Limits,
    members: usize,
    bytes: u64,
    documents: Vec<Document>,
}

impl Package<'_> {
    /// Reads the files of a package whose own path in the source is `above`.
    fn open(
        &mut self,
        importer: &dyn Importer,
        capture: &Capture,
        above: &str,
        depth: usize,
    ) -> Result<(), ImportError> {
        if depth > DEEPEST {
            return Err(ImportError::Unpacks { limit: format!("{DEEPEST} packages in one another") });
        }
        let mut broken = None;
        importer.unpack(capture, self.limits, &mut |member| {
            if let Err(error) = self.count(&member) {
                broken = Some(error);
                return ControlFlow::Break(());
            }
            self.member(capture, member, above, depth);
            ControlFlow::Continue(())
        })?;
        broken.map_or(Ok(()), Err)
    }

    /// Keeps the limits over all files of the source.
    fn count(&mut self, member: &Member) -> Result<(), ImportError> {
        self.members += 1;
        self.bytes = self.bytes.saturating_add(member.unpacked);
        if self.members > self.limits.members {
            return Err(ImportError::Unpacks { limit: format!("{} files", self.limits.members) });
        }
        let most = self.limits.bytes.saturating_mul(UNPACKED);
        if self.bytes > most {
            return Err(ImportError::Unpacks { limit: format!("{} MB", most / 1_000_000) });
        }
        Ok(())
    }

    fn member(&mut self, capture: &Capture, member: Member, above: &str, depth: usize) {
        let path = format!("{above}{}", member.name);
        let read = member.bytes.and_then(|bytes| {
            let inside = inside(capture, &member.name, bytes);
            check_size(&inside, self.limits)?;
            let importer = self.registry.identify(&inside)?;
            if importer.is_container() {
                self.open(importer, &inside, &format!("{path}!/"), depth + 1).map(|()| Vec::new())
            } else {
                self.registry.import_with(importer, &inside, self.limits)
            }
        });
        match read {
            Ok(documents) => {
                self.documents
                    .extend(documents.into_iter().map(|document| Document { member: Some(path.clone()), ..document }));
            }
            Err(error) => self.say("member_unread", Some(path), &error),
        }
    }

    /// Says of a file, or of the rest of the package, why it was not read.
    fn say(&mut self, code: &'static str, member: Option<String>, error: &ImportError) {
        let (zh, en) = (error.message(Language::Zh), error.message(Language::En));
        let name = member.clone().unwrap_or_default();
        let arguments = [("member", name.as_str()), ("reason_zh", zh.as_str()), ("reason_en", en.as_str())];
        let diagnostics = vec![Diagnostic::new(code, &arguments, None)];
        self.documents.push(Document { member, diagnostics, ..Document::default() });
    }
}

/// A file of a package as a capture of its own.
pub(crate) fn inside(capture: &Capture, name: &str, bytes: Vec<u8>) -> Capture {
    let parent = &capture.provenance().source;
    let provenance = Provenance { parent: Some(parent.clone()), ..Provenance::of(format!("{parent}!/{name}")) };
    Capture::new(bytes, provenance)
}

fn check_size(capture: &Capture, limits: &Limits) -> Result<(), ImportError> {
    match capture.bytes().len() as u64 {
        0 => Err(ImportError::Empty),
        size if size > limits.bytes => Err(ImportError::TooLarge { size, limit: limits.bytes }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
