//! The sample is read as every importer promises to read.

use gongkai_plugin::conformance;
use gongkai_rtf::RtfImporter;

#[test]
fn conforms() {
    let sample = include_bytes!("../../../examples/gbk_2024.rtf");
    assert_eq!(conformance::check(&RtfImporter, &[sample]), Vec::<String>::new());
}
