//! What a document says of itself, and what lies beside its pages.

use gongkai_model::Diagnostic;
use gongkai_package::Element;
use gongkai_plugin::ImportError;

use crate::files::Files;

/// Files inside that are named.
const MOST_FILES: usize = 50;
/// Members with annotations that are looked at.
const MOST_ANNOTATED: usize = 5_000;
/// Statements of a document, and the names that they have with us.
const STATEMENTS: &[(&str, &str)] = &[
    ("Title", "title"),
    ("Author", "author"),
    ("Subject", "subject"),
    ("Abstract", "abstract"),
    ("Creator", "creator"),
    ("CreationDate", "creationdate"),
    ("ModDate", "moddate"),
];

/// The statements that stand in the entry of a document.
pub(crate) fn metadata(body: Element<'_>) -> Vec<(&'static str, String)> {
    let Some(info) = body.child("", "DocInfo") else { return Vec::new() };
    let statement = |(element, name): &(&str, &'static str)| Some((*name, said(&info.child("", element)?.text())));
    let mut statements: Vec<(&'static str, String)> = STATEMENTS.iter().filter_map(statement).collect();
    let keywords = info.child("", "Keywords").into_iter().flat_map(|words| words.elements());
    let keywords: Vec<String> = keywords.map(|word| said(&word.text())).collect();
    statements.push(("keywords", keywords.join(" ")));
    statements.retain(|(_, value)| !value.is_empty());
    statements
}

/// The names of the files that lie inside of a document.
pub(crate) fn attachments(
    name: &str,
    document: Element<'_>,
    files: &mut Files<'_>,
) -> Result<Vec<String>, ImportError> {
    let mut names = Vec::new();
    for tree in files.parts(name, document, "Attachments")? {
        let inside = tree.root().elements().filter(|element| element.is("", "Attachment"));
        names.extend(inside.filter_map(|file| {
            let place = || file.child("", "FileLoc").map(|place| place.text());
            Some(said(&file.attribute("Name").map(str::to_owned).or_else(place)?)).filter(|name| !name.is_empty())
        }));
    }
    names.truncate(MOST_FILES);
    Ok(names)
}

/// Says what is not read: annotations, signatures.
pub(crate) fn remarks(
    name: &str,
    body: Element<'_>,
    document: Element<'_>,
    files: &mut Files<'_>,
) -> Result<(), ImportError> {
    let mut annotations = 0;
    let mut looked_at = 0;
    for reference in document.elements().filter(|element| element.is("", "Annotations")) {
        let list = files.find(name, &reference.text());
        let Some(tree) = files.part(&list)? else { continue };
        for page in tree.root().elements().filter(|element| element.is("", "Page")) {
            looked_at += 1;
            if looked_at > MOST_ANNOTATED {
                return Err(ImportError::Unpacks {
                    limit: format!("more than {MOST_ANNOTATED} pages with annotations"),
                });
            }
            for page in files.parts(&list, page, "FileLoc")? {
                let notes = page.root().elements().filter(|element| element.is("", "Annot"));
                annotations += notes.filter(|note| note.attribute("Type") != Some("Link")).count();
            }
        }
    }
    let mut signatures = 0;
    for tree in files.parts("", body, "Signatures")? {
        signatures += tree.root().elements().filter(|element| element.is("", "Signature")).count();
    }
    for (code, count) in [("annotations_not_read", annotations), ("signatures_not_verified", signatures)] {
        if count > 0 {
            files.remark(Diagnostic::new(code, &[("count", &count.to_string())], None));
        }
    }
    Ok(())
}

/// A text on one line, without control characters.
fn said(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}
