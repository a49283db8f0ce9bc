//! The catalog of diagnostics and the sources that give them: every code is in both.

use std::path::Path;

use gongkai::model::CATALOG;

/// All Rust sources below a folder, but for the catalog itself.
fn sources(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("diagnostic.rs") {
            text.push_str(&std::fs::read_to_string(&path).expect("a readable source"));
        }
    }
}

fn all_sources() -> String {
    let mut text = String::new();
    for folder in [
        "crates/gongkai-text/src",
        "crates/gongkai-html/src",
        "crates/gongkai-layout/src",
        "crates/gongkai-read/src",
        "crates/gongkai-plugin/src",
        "crates/gongkai-word/src",
        "plugins",
    ] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder), &mut text);
    }
    text
}

#[test]
fn every_code_of_the_catalog_is_given_somewhere() {
    let text = all_sources();
    let unused: Vec<&str> =
        CATALOG.iter().map(|kind| kind.code).filter(|code| !text.contains(&format!("\"{code}\""))).collect();
    assert!(unused.is_empty(), "{unused:?} are in the catalog, and nothing gives them");
}

#[test]
fn every_code_that_is_given_is_in_the_catalog() {
    let text = all_sources();
    let given = text.split("Diagnostic::new(").skip(1).chain(text.split("diagnostic(").skip(1));
    let codes = given.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
    let unknown: Vec<&str> = codes.filter(|code| CATALOG.iter().all(|kind| kind.code != *code)).collect();
    assert!(unknown.is_empty(), "{unknown:?} are given, and not in the catalog");
}
