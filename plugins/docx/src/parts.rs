//! The parts of a package that matter: the main one, styles, numbering, notes, and what it says about itself.

use gongkai_model::Diagnostic;
use gongkai_package::{Package, Relations, Space, Tree};
use gongkai_plugin::ImportError;

/// The namespaces that are read, each in both editions of OOXML where there are two.
const SPACES: &[Space] = &[
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("w", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("wp", "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("a", "http://purl.oclc.org/ooxml/drawingml/main"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("pic", "http://purl.oclc.org/ooxml/drawingml/picture"),
    ("c", "http://schemas.openxmlformats.org/drawingml/2006/chart"),
    ("c", "http://purl.oclc.org/ooxml/drawingml/chart"),
    ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("m", "http://purl.oclc.org/ooxml/officeDocument/math"),
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
];

/// What was found in a package.
#[derive(Debug)]
pub(crate) struct Parts {
    /// The main part.
    pub(crate) main: Tree,
    pub(crate) styles: Option<Tree>,
    pub(crate) numbering: Option<Tree>,
    pub(crate) footnotes: Option<Tree>,
    pub(crate) endnotes: Option<Tree>,
    /// What the file says about itself.
    pub(crate) properties: Option<Tree>,
    pub(crate) remarks: Vec<Diagnostic>,
}

impl Parts {
    /// Reads the parts. What is damaged beside the main part is a remark.
    pub(crate) fn read(package: &mut Package<'_>) -> Result<Self, ImportError> {
        let mut remarks = Vec::new();
        let root = relations(package, "", &mut remarks)?;
        let main_name = root.first("officeDocument").unwrap_or("word/document.xml").to_owned();
        let main = package.xml(&main_name, SPACES)?;
        let main = main.ok_or_else(|| ImportError::Damaged { reason: format!("no {main_name}") })?;
        let near = relations(package, &main_name, &mut remarks)?;
        let folder = main_name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut part = |kind: &str, package: &mut Package<'_>| {
            // Where the relationships are lost, parts are where Word puts them.
            let usual = format!("{folder}/{kind}.xml");
            optional(package, near.first(kind).unwrap_or(&usual), &mut remarks)
        };
        let styles = part("styles", package)?;
        let numbering = part("numbering", package)?;
        let footnotes = part("footnotes", package)?;
        let endnotes = part("endnotes", package)?;
        let properties = root.first("core-properties").unwrap_or("docProps/core.xml").to_owned();
        let properties = optional(package, &properties, &mut remarks)?;
        if near.first("vbaProject").is_some() || package.has("word/vbaProject.bin") {
            remarks.push(Diagnostic::new("macros_ignored", &[], None));
        }
        Ok(Self { main, styles, numbering, footnotes, endnotes, properties, remarks })
    }
}

/// A part that a document can do without.
fn optional(package: &mut Package<'_>, name: &str, remarks: &mut Vec<Diagnostic>) -> Result<Option<Tree>, ImportError> {
    package.xml(name, SPACES).or_else(|error| spared(error, name, remarks))
}

fn relations(package: &mut Package<'_>, part: &str, remarks: &mut Vec<Diagnostic>) -> Result<Relations, ImportError> {
    Relations::of(package, part).or_else(|error| spared(error, "_rels", remarks))
}

/// Nothing with a remark for a part that is damaged; every other error stands.
fn spared<T: Default>(error: ImportError, part: &str, remarks: &mut Vec<Diagnostic>) -> Result<T, ImportError> {
    let ImportError::Damaged { reason } = error else { return Err(error) };
    remarks.push(Diagnostic::new("part_unreadable", &[("part", part), ("reason", &reason)], None));
    Ok(T::default())
}
