//! The sample is read as every importer promises to read.

use gongkai_doc::DocImporter;
use gongkai_plugin::conformance;

#[test]
fn conforms() {
    let sample = include_bytes!("../../../examples/legacy_2024.doc");
    assert_eq!(conformance::check(&DocImporter, &[sample]), Vec::<String>::new());
}
