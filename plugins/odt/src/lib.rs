//! OpenDocument texts to documents: paragraphs, tables, frames, and the numbers that lists make.
//!
//! What a program shows is what counts: changes as accepted, nothing hidden; headers and footers are left out. A text may be a
//! package or, as flat XML, a single file.

mod body;
mod lists;
mod parts;
mod shapes;
mod styles;
mod table;

use gongkai_model::{Capture, Document};
use gongkai_package::{first_member, member_names};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

/// Media type of texts, templates and masters of texts included.
const MEDIA_TYPE: &[u8] = b"application/vnd.oasis.opendocument.text";
/// Bytes of a flat file in which the media type stands.
const HEAD: usize = 4 << 10;

/// Reads OpenDocument texts.
#[derive(Debug, Clone, Copy)]
pub struct OdtImporter;

impl Importer for OdtImporter {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("OpenDocument 文本（odt、ott、fodt）", "OpenDocument texts (odt, ott, fodt)")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott", "fodt"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        let bytes = capture.bytes();
        if let Some((name, content)) = first_member(bytes) {
            if name == "mimetype" && content.starts_with(MEDIA_TYPE) {
                return Confidence::Certain;
            }
            // Packed again by hand, the mark need not come first.
            let names = member_names(bytes);
            let source = capture.provenance().source.to_ascii_lowercase();
            let named = self.extensions().iter().any(|extension| source.ends_with(&format!(".{extension}")));
            let is_text = named && names.contains(&"content.xml");
            return if is_text { Confidence::Likely } else { Confidence::No };
        }
        let head = &bytes[..bytes.len().min(HEAD)];
        let has = |words: &[u8]| head.windows(words.len()).any(|window| window == words);
        match has(b"<office:document") && has(MEDIA_TYPE) {
            true => Confidence::Certain,
            false => Confidence::No,
        }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        let parts = parts::Parts::read(capture.bytes(), limits)?;
        body::read(&parts, limits).map(|document| vec![document])
    }
}
