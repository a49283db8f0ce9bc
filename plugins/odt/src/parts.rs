//! The parts of a text: content, styles, and what it says about itself.

use gongkai_model::Diagnostic;
use gongkai_package::{Package, Space, Tree};
use gongkai_plugin::{ImportError, Limits};

/// The namespaces that are read.
const SPACES: &[Space] = &[
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
    ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
];

/// What was found.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) content: Tree,
    pub(crate) styles: Option<Tree>,
    pub(crate) meta: Option<Tree>,
    pub(crate) remarks: Vec<Diagnostic>,
}

impl Parts {
    /// Reads the parts. What is damaged beside the content is a remark.
    pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Self, ImportError> {
        if !bytes.starts_with(b"PK") && !bytes.is_empty() {
            return Self::flat(bytes, limits);
        }
        let mut package = Package::open(bytes, limits)?;
        let mut remarks = Vec::new();
        let mut optional = |package: &mut Package<'_>, part: &str| match package.xml(part, SPACES) {
            Err(ImportError::Damaged { reason }) => {
                remarks.push(Diagnostic::new("part_unreadable", &[("part", part), ("reason", &reason)], None));
                Ok(None)
            }
            other => other,
        };
        let manifest = optional(&mut package, "META-INF/manifest.xml")?;
        let is_locked = |tree: &Tree| tree.root().below().any(|below| below.is("manifest", "encryption-data"));
        if manifest.as_ref().is_some_and(is_locked) {
            return Err(ImportError::Encrypted);
        }
        let styles = optional(&mut package, "styles.xml")?;
        let meta = optional(&mut package, "meta.xml")?;
        if package.names().any(|name| name.starts_with("Basic/") && !name.ends_with('/')) {
            remarks.push(Diagnostic::new("macros_ignored", &[], None));
        }
        let content = package.xml("content.xml", SPACES)?;
        let content = content.ok_or_else(|| ImportError::Damaged { reason: "no content.xml".into() })?;
        Ok(Self { content, styles, meta, remarks })
    }

    fn flat(bytes: &[u8], limits: &Limits) -> Result<Self, ImportError> {
        let size = bytes.len() as u64;
        if size > limits.bytes {
            return Err(ImportError::TooLarge { size, limit: limits.bytes });
        }
        let content = Tree::parse(bytes, SPACES, limits)?;
        Ok(Self { content, styles: None, meta: None, remarks: Vec::new() })
    }
}
