//! The list of importers, and how one is chosen.

use gongkai_model::{Capture, Document};

use crate::{Confidence, ImportError, Importer, Limits};

/// The importers at hand, in order of preference among equally sure ones.
#[derive(Default)]
pub struct Registry {
    importers: Vec<Box<dyn Importer>>,
}

/// Names a format by its first bytes, for the message that says what to do with a file nobody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownFormat(pub &'static str);

/// First bytes of formats that reports come in and that people hand over by mistake.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP/XLSX/OFD"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "DOC/XLS/WPS"),
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
        Self { importers }
    }

    /// Adds an importer at the end.
    pub fn register(&mut self, importer: Box<dyn Importer>) {
        self.importers.push(importer);
    }

    /// The importers, in order.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Importer> {
        self.importers.iter().map(AsRef::as_ref)
    }

    /// Whether some importer reads files of this extension (lower case, without dot).
    pub fn knows_extension(&self, extension: &str) -> bool {
        self.iter().any(|importer| importer.extensions().contains(&extension))
    }

    /// The surest importer for a capture.
    pub fn identify(&self, capture: &Capture) -> Option<&dyn Importer> {
        let mut best: Option<(Confidence, &dyn Importer)> = None;
        for importer in self.iter() {
            let confidence = importer.identify(capture);
            if confidence > best.map_or(Confidence::No, |(confidence, _)| confidence) {
                best = Some((confidence, importer));
            }
        }
        best.map(|(_, importer)| importer)
    }

    /// Reads a capture with the surest importer.
    ///
    /// # Errors
    /// What the importer gives, and [`ImportError::Empty`], [`ImportError::TooLarge`] and
    /// [`ImportError::UnknownFormat`] before any importer is asked.
    pub fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        let size = capture.bytes().len() as u64;
        if size == 0 {
            return Err(ImportError::Empty);
        }
        if size > limits.bytes {
            return Err(ImportError::TooLarge { size, limit: limits.bytes });
        }
        match self.identify(capture) {
            Some(importer) => importer.import(capture, limits),
            None => {
                let format = UnknownFormat::sniff(capture.bytes()).map_or("", |UnknownFormat(name)| name);
                Err(ImportError::UnknownFormat { format: format.into() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use gongkai_model::Provenance;

    use super::*;

    struct Fixed(&'static str, Confidence);

    impl Importer for Fixed {
        fn name(&self) -> &'static str {
            self.0
        }
        fn summary(&self) -> (&'static str, &'static str) {
            ("测试", "test")
        }
        fn extensions(&self) -> &'static [&'static str] {
            &["x"]
        }
        fn identify(&self, _: &Capture) -> Confidence {
            self.1
        }
        fn import(&self, _: &Capture, _: &Limits) -> Result<Vec<Document>, ImportError> {
            Ok(vec![Document::default()])
        }
    }

    fn capture(bytes: &[u8]) -> Capture {
        Capture::new(bytes, Provenance::of("-"))
    }

    #[test]
    fn the_surest_importer_reads_and_the_first_among_equals() {
        let registry = Registry::new(vec![
            Box::new(Fixed("fallback", Confidence::Fallback)),
            Box::new(Fixed("first", Confidence::Certain)),
            Box::new(Fixed("second", Confidence::Certain)),
        ]);
        assert_eq!(registry.identify(&capture(b"a")).map(Importer::name), Some("first"));
    }

    #[test]
    fn errors_name_the_format() {
        let registry = Registry::new(vec![Box::new(Fixed("none", Confidence::No))]);
        let error = |bytes: &[u8]| registry.import(&capture(bytes), &Limits::default()).unwrap_err();
        assert_eq!(error(b""), ImportError::Empty);
        assert_eq!(error(b"%PDF-1.7"), ImportError::UnknownFormat { format: "PDF".into() });
        assert_eq!(error(b"\0\0"), ImportError::UnknownFormat { format: String::new() });
        let limits = Limits { bytes: 1, ..Limits::default() };
        assert_eq!(registry.import(&capture(b"ab"), &limits).unwrap_err(), ImportError::TooLarge { size: 2, limit: 1 });
    }
}
