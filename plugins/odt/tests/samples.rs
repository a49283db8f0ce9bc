//! The sample is read as every importer promises to read.

use gongkai_odt::OdtImporter;
use gongkai_plugin::conformance;

#[test]
fn conforms() {
    let sample = include_bytes!("../../../examples/libre_2024.odt");
    assert_eq!(conformance::check(&OdtImporter, &[sample]), Vec::<String>::new());
}
