//! What a file says of itself: its information dictionary, and the files that lie inside.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, DateTime, Dict, Name, String as PdfString};

use crate::strings;

/// Files inside that are named.
const MOST_FILES: usize = 50;
/// Levels of the tree of names, and nodes looked at.
const DEEPEST: usize = 8;
const MOST_NODES: usize = 1_000;

/// The statements of the information dictionary.
pub(super) fn metadata(pdf: &Pdf) -> Vec<(&'static str, String)> {
    let metadata = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(strings::text).filter(|text| !text.is_empty());
    let day = |date: &Option<DateTime>| {
        date.map(|DateTime { year, month, day, hour, minute, .. }| {
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
        })
    };
    let statements = [
        ("title", text(&metadata.title)),
        ("author", text(&metadata.author)),
        ("subject", text(&metadata.subject)),
        ("keywords", text(&metadata.keywords)),
        ("creator", text(&metadata.creator)),
        ("producer", text(&metadata.producer)),
        ("creationdate", day(&metadata.creation_date)),
        ("moddate", day(&metadata.modification_date)),
    ];
    statements.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Names of the files inside: those of the document, and those pinned to pages.
pub(super) fn attachments(pdf: &Pdf) -> Vec<String> {
    let mut files = Vec::new();
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let names = catalog.and_then(|catalog| catalog.get::<Dict<'_>>("Names"));
    if let Some(tree) = names.and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles")) {
        let mut nodes = MOST_NODES;
        named(&tree, DEEPEST, &mut nodes, &mut files);
    }
    for page in pdf.pages().iter() {
        let notes = page.raw().get::<Array<'_>>("Annots");
        for note in notes.iter().flat_map(Array::iter::<Dict<'_>>).take(MOST_NODES) {
            if note.get::<Name<'_>>("Subtype").is_some_and(|subtype| subtype.as_str() == "FileAttachment") {
                files.extend(note.get::<Dict<'_>>("FS").as_ref().and_then(name));
            }
        }
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
    files.truncate(MOST_FILES);
    files
}

/// The files of a node of the tree of names, and of those below.
fn named(node: &Dict<'_>, depth: usize, nodes: &mut usize, files: &mut Vec<String>) {
    let names = node.get::<Array<'_>>("Names");
    files.extend(names.iter().flat_map(Array::iter::<Dict<'_>>).take(MOST_FILES).filter_map(|file| name(&file)));
    let kids = node.get::<Array<'_>>("Kids");
    for kid in kids.iter().flat_map(Array::iter::<Dict<'_>>) {
        if depth == 0 || *nodes == 0 || files.len() >= MOST_FILES {
            return;
        }
        *nodes -= 1;
        named(&kid, depth - 1, nodes, files);
    }
}

/// The name of a file.
fn name(file: &Dict<'_>) -> Option<String> {
    let name = file.get::<PdfString<'_>>("UF").or_else(|| file.get::<PdfString<'_>>("F"))?;
    Some(strings::text(name.as_bytes())).filter(|name| !name.is_empty())
}
