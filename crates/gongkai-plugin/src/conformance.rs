//! The promises of an [`Importer`] as a test that every plugin runs; those of importers that only unpack are in
//! [`containers`], those of site adapters in [`sites`]. [`samples`] tells them one by one, with golden files.

pub mod containers;
pub mod samples;
pub mod sites;

use gongkai_model::{Block, Capture, Document, Grid, Line, Locus, Provenance};

use crate::{Importer, Limits};

/// Runs an importer over its samples and over bytes that are none of its business; lists every broken promise.
///
/// An empty list means that the importer conforms. Call it in a test of the plugin:
///
/// ```
/// # use gongkai_plugin::{conformance, Confidence, Importer, ImportError, Limits};
/// # use gongkai_model::{Block, Capture, Document, Locus};
/// # struct Plain;
/// # impl Importer for Plain {
/// #     fn name(&self) -> &'static str { "plain" }
/// #     fn summary(&self) -> (&'static str, &'static str) { ("纯文本", "plain") }
/// #     fn extensions(&self) -> &'static [&'static str] { &["txt"] }
/// #     fn identify(&self, capture: &Capture) -> Confidence {
/// #         if capture.bytes().starts_with(b"plain") { Confidence::Certain } else { Confidence::No }
/// #     }
/// #     fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
/// #         if capture.bytes().is_empty() { return Err(ImportError::Empty); }
/// #         if capture.bytes().len() as u64 > limits.bytes {
/// #             return Err(ImportError::TooLarge { size: capture.bytes().len() as u64, limit: limits.bytes });
/// #         }
/// #         let text = String::from_utf8_lossy(capture.bytes()).into_owned();
/// #         let locus = Locus::Text { line: 1, column: 1, start: 0, end: text.len() as u32 };
/// #         Ok(vec![Document { blocks: vec![Block::Paragraph { text, locus }], ..Document::default() }])
/// #     }
/// # }
/// assert_eq!(conformance::check(&Plain, &[b"plain text"]), Vec::<String>::new());
/// ```
pub fn check(importer: &dyn Importer, samples: &[&[u8]]) -> Vec<String> {
    let mut broken = Vec::new();
    let mut fail = |what: String| broken.push(format!("{}: {what}", importer.name()));
    check_names(importer).into_iter().for_each(&mut fail);
    for (number, sample) in samples.iter().enumerate() {
        let capture = Capture::new(*sample, Provenance::of("sample"));
        if importer.identify(&capture) == crate::Confidence::No {
            fail(format!("sample {number} is not identified"));
        }
        match importer.import(&capture, &Limits::default()) {
            Err(error) => fail(format!("sample {number} is refused: {error}")),
            Ok(documents) => {
                if documents.iter().all(|document| document.blocks.is_empty()) {
                    fail(format!("sample {number} gives no block"));
                }
                for document in &documents {
                    check_order(document).into_iter().for_each(|what| fail(format!("sample {number}: {what}")));
                }
                if importer.import(&capture, &Limits::default()).as_ref() != Ok(&documents) {
                    fail(format!("sample {number} gives another result the second time"));
                }
            }
        }
        let tight = Limits { bytes: sample.len() as u64 - 1, ..Limits::default() };
        if importer.import(&capture, &tight).is_ok() {
            fail(format!("sample {number} is read although it is larger than the limit"));
        }
        // A cut or dirty file may be refused or read in part; it must not panic.
        for cut in 0..sample.len().min(64) {
            let _ = importer
                .import(&Capture::new(&sample[..cut * sample.len() / 64], Provenance::of("cut")), &Limits::default());
            let mut dirty = sample.to_vec();
            dirty[cut * sample.len() / 64] ^= 0x80;
            let _ = importer.import(&Capture::new(dirty, Provenance::of("dirty")), &Limits::default());
        }
    }
    if importer.import(&Capture::new(Vec::new(), Provenance::of("empty")), &Limits::default()).is_ok() {
        fail("no bytes at all are read as a document".into());
    }
    broken
}

/// What an importer says of itself.
fn check_names(importer: &dyn Importer) -> Vec<String> {
    let mut broken = Vec::new();
    if importer.name().is_empty() || importer.name().chars().any(|c| !c.is_ascii_lowercase() && !c.is_ascii_digit()) {
        broken.push("the name is not lower-case ASCII".into());
    }
    if importer.summary().0.is_empty() || importer.summary().1.is_empty() {
        broken.push("the summary is missing in one language".into());
    }
    broken
}

/// Loci must not go backwards from block to block.
fn check_order(document: &Document) -> Option<String> {
    let mut last: Option<Locus> = None;
    for locus in document.blocks.iter().filter_map(first_locus) {
        if let (Some(before), Some(now)) = (last.as_ref().and_then(Locus::text_range), locus.text_range())
            && now.start < before.start
        {
            return Some(format!("block at {locus} comes after one at byte {}", before.start));
        }
        if let (Some(before @ Locus::Node { .. }), Locus::Node { .. }) = (&last, &locus)
            && locus < *before
        {
            return Some(format!("block at {locus} comes after one at {before}"));
        }
        if let (Some(Locus::Paragraph { number: before, .. }), Locus::Paragraph { number, .. }) = (&last, &locus)
            && number < before
        {
            return Some(format!("block at {locus} comes after one at paragraph {before}"));
        }
        last = Some(locus);
    }
    None
}

fn first_locus(block: &Block) -> Option<Locus> {
    let of_grid = |grid: &Grid| grid.cells().first().map(|cell| cell.locus.clone());
    let of_lines = |lines: &[Line]| lines.iter().flat_map(|line| &line.pieces).next().map(|piece| piece.locus.clone());
    match block {
        Block::Heading { locus, .. } | Block::Paragraph { locus, .. } => Some(locus.clone()),
        Block::Table(grid) => of_grid(grid),
        Block::Lines(lines) => of_lines(lines),
    }
}
