//! Places of a document that is part of another one.

use gongkai_model::{Block, Document, Locus};

/// Puts a way in front of every place of a document.
pub(crate) fn below(document: &mut Document, way: &[u32]) {
    if way.is_empty() {
        return;
    }
    let put = |locus: &mut Locus| {
        if let Locus::Node { path, .. } = locus {
            path.splice(0..0, way.iter().copied());
        }
    };
    document.metadata.iter_mut().for_each(|datum| put(&mut datum.locus));
    document.diagnostics.iter_mut().filter_map(|diagnostic| diagnostic.locus.as_mut()).for_each(put);
    for block in &mut document.blocks {
        match block {
            Block::Heading { locus, .. } | Block::Paragraph { locus, .. } => put(locus),
            Block::Table(grid) => grid.relocate(put),
            Block::Lines(lines) => {
                lines.iter_mut().flat_map(|line| &mut line.pieces).for_each(|piece| put(&mut piece.locus));
            }
        }
    }
}
