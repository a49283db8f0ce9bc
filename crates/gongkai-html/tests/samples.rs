//! The promises of an importer, kept on every sample.

use gongkai_html::HtmlImporter;
use gongkai_plugin::conformance;

#[test]
fn keeps_the_promises_of_an_importer() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    let mut samples: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        // Markdown is read by the importer for text, which asks this crate for its tables only.
        .filter(|path| path.extension().is_some_and(|extension| extension != "md"))
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect();
    samples.sort();
    assert!(samples.len() > 30, "{}", samples.len());
    for (name, bytes) in &samples {
        assert_eq!(conformance::check(&HtmlImporter, &[bytes]), Vec::<String>::new(), "{name}");
    }
}
