//! The sample is read as every importer promises to read.

use gongkai_docx::DocxImporter;
use gongkai_plugin::conformance;

#[test]
fn conforms() {
    let sample = include_bytes!("../../../examples/word_2024.docx");
    assert_eq!(conformance::check(&DocxImporter, &[sample]), Vec::<String>::new());
}
