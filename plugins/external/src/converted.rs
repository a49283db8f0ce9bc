//! Documents that were read in what a plugin made of a source: their places say so.

use gongkai_model::{Block, Capture, Diagnostic, Document, Locus, Provenance};
use gongkai_plugin::{ImportError, Limits, ProgramFailure, Registry};

/// Reads what a plugin gave with an importer that ships. Places are marked with the name of the plugin.
pub(crate) fn read(
    plugin: &str,
    importer: &str,
    bytes: Vec<u8>,
    capture: &Capture,
    shipped: &Registry,
    limits: &Limits,
) -> Result<Vec<Document>, ImportError> {
    let failed = |failure: ProgramFailure| ImportError::Program { plugin: plugin.into(), failure, said: String::new() };
    let Some(importer) = shipped.named(importer).filter(|importer| !importer.is_container()) else {
        return Err(failed(ProgramFailure::BadAnswer { reason: format!("nothing here reads {importer}") }));
    };
    let extension = importer.extensions().first().copied().unwrap_or_default();
    let provenance = capture.provenance();
    let given = Provenance {
        source: format!("{}.{extension}", provenance.source),
        parent: Some(provenance.source.clone()),
        ..Provenance::default()
    };
    match importer.import(&Capture::new(bytes, given), limits) {
        Ok(documents) => Ok(documents.into_iter().map(|document| marked(document, plugin)).collect()),
        Err(ImportError::Empty) => Err(failed(ProgramFailure::NoOutput)),
        Err(error) => {
            let message = format!("what it gave cannot be read as {}: {error}", importer.name());
            Err(failed(ProgramFailure::Refused { message }))
        }
    }
}

/// The document, with every place marked.
fn marked(mut document: Document, plugin: &str) -> Document {
    let mark = |locus: &mut Locus| *locus = locus.clone().converted(plugin);
    document.metadata.iter_mut().for_each(|metadatum| mark(&mut metadatum.locus));
    document.diagnostics.iter_mut().filter_map(|diagnostic| diagnostic.locus.as_mut()).for_each(mark);
    for block in &mut document.blocks {
        match block {
            Block::Heading { locus, .. } | Block::Paragraph { locus, .. } => mark(locus),
            Block::Table(grid) => grid.relocate(mark),
            Block::Lines(lines) => {
                lines.iter_mut().flat_map(|line| &mut line.pieces).for_each(|piece| mark(&mut piece.locus));
            }
        }
    }
    said(document, plugin)
}

/// The document, with the remark that a plugin read it.
pub(crate) fn said(mut document: Document, plugin: &str) -> Document {
    document.diagnostics.push(Diagnostic::new("read_by_plugin", &[("plugin", plugin)], None));
    document
}
