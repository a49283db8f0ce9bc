//! stub
use gongkai_model::{Capture, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};
/// Stub.
#[derive(Debug, Clone, Copy)]
pub struct RtfImporter;
impl Importer for RtfImporter {
    fn name(&self) -> &'static str { "rtf" }
    fn summary(&self) -> (&'static str, &'static str) { ("x", "x") }
    fn extensions(&self) -> &'static [&'static str] { &["rtf"] }
    fn identify(&self, _: &Capture) -> Confidence { Confidence::No }
    fn import(&self, _: &Capture, _: &Limits) -> Result<Vec<Document>, ImportError> { Err(ImportError::Empty) }
}
