//! The shape of the workspace: which crate may depend on which, and which outside crates stay where they belong.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

/// Every direct edge between crates of the workspace that the design allows, test dependencies left out.
/// A new edge is a decision: it stands here, or the test fails.
const ALLOWED: &[(&str, &[&str])] = &[
    ("gongkai-model", &[]),
    ("gongkai-plugin", &["gongkai-model"]),
    ("gongkai-text", &["gongkai-model", "gongkai-plugin"]),
    ("gongkai-html", &["gongkai-model", "gongkai-plugin", "gongkai-text"]),
    ("gongkai-package", &["gongkai-plugin"]),
    ("gongkai-word", &["gongkai-model", "gongkai-plugin", "gongkai-text"]),
    ("gongkai-doc", &["gongkai-model", "gongkai-package", "gongkai-plugin", "gongkai-word"]),
    ("gongkai-docx", &["gongkai-model", "gongkai-package", "gongkai-plugin", "gongkai-word"]),
    ("gongkai-odt", &["gongkai-model", "gongkai-package", "gongkai-plugin", "gongkai-word"]),
    ("gongkai-rtf", &["gongkai-model", "gongkai-plugin", "gongkai-word"]),
    ("gongkai-layout", &["gongkai-model", "gongkai-plugin", "gongkai-text"]),
    ("gongkai-ofd", &["gongkai-layout", "gongkai-model", "gongkai-package", "gongkai-plugin"]),
    ("gongkai-pdf", &["gongkai-layout", "gongkai-model", "gongkai-plugin"]),
    ("gongkai-sheets", &["gongkai-model", "gongkai-package", "gongkai-plugin", "gongkai-text"]),
    ("gongkai-external", &["gongkai-model", "gongkai-plugin"]),
    ("gongkai-template", &["gongkai-model"]),
    ("gongkai-agency", &["gongkai-model", "gongkai-text"]),
    ("gongkai-read", &["gongkai-agency", "gongkai-model", "gongkai-template", "gongkai-text"]),
    ("gongkai-archive", &["gongkai-model"]),
    ("gongkai-check", &["gongkai-agency", "gongkai-model", "gongkai-template", "gongkai-text"]),
    ("gongkai-compare", &["gongkai-model", "gongkai-template"]),
    ("gongkai-export", &["gongkai-agency", "gongkai-check", "gongkai-compare", "gongkai-model", "gongkai-template"]),
    ("gongkai-sites", &["gongkai-html", "gongkai-model", "gongkai-plugin", "gongkai-text"]),
    ("gongkai-scrape", &["gongkai-model", "gongkai-plugin", "gongkai-sites", "gongkai-text"]),
    ("gongkai-zip", &["gongkai-model", "gongkai-plugin"]),
    (
        "gongkai-plugins",
        &[
            "gongkai-doc",
            "gongkai-docx",
            "gongkai-html",
            "gongkai-odt",
            "gongkai-ofd",
            "gongkai-pdf",
            "gongkai-plugin",
            "gongkai-rtf",
            "gongkai-sheets",
            "gongkai-text",
            "gongkai-zip",
        ],
    ),
    (
        "gongkai",
        &[
            "gongkai-agency",
            "gongkai-archive",
            "gongkai-check",
            "gongkai-compare",
            "gongkai-export",
            "gongkai-external",
            "gongkai-html",
            "gongkai-model",
            "gongkai-plugin",
            "gongkai-plugins",
            "gongkai-read",
            "gongkai-scrape",
            "gongkai-sites",
            "gongkai-template",
            "gongkai-text",
        ],
    ),
    ("gongkai-cli", &["gongkai"]),
    ("gongkai-tests", &["gongkai"]),
    ("xtask", &["gongkai", "gongkai-tests"]),
];

/// Crates that read formats: they give structure and know nothing of the form.
const IMPORTERS: &[&str] = &[
    "gongkai-text",
    "gongkai-html",
    "gongkai-package",
    "gongkai-word",
    "gongkai-layout",
    "gongkai-doc",
    "gongkai-docx",
    "gongkai-odt",
    "gongkai-ofd",
    "gongkai-pdf",
    "gongkai-rtf",
    "gongkai-sheets",
    "gongkai-zip",
    "gongkai-plugins",
    "gongkai-external",
];

/// Crates under `plugins/` that read sites rather than formats. They know nothing of the form, either.
const SITES: &[&str] = &["gongkai-sites"];

/// Outside crates, and the only crates of the workspace that may use them.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("nom", &["gongkai-text"]),
    ("clap", &["gongkai-cli"]),
    ("clap_complete", &["gongkai-cli"]),
    ("indicatif", &["gongkai-cli"]),
    ("maud", &["gongkai-export"]),
    ("rust_xlsxwriter", &["gongkai-export", "gongkai-tests"]),
    ("rusqlite", &["gongkai-archive"]),
    ("flate2", &["gongkai-archive", "gongkai-pdf"]),
    ("parquet", &["gongkai-export"]),
    ("hayro-interpret", &["gongkai-pdf"]),
    ("hayro-syntax", &["gongkai-pdf"]),
    ("fs4", &["gongkai-archive"]),
    ("reqwest", &["gongkai-scrape"]),
    ("tokio", &["gongkai-cli", "gongkai-scrape"]),
    ("fastrand", &["gongkai-scrape"]),
    ("process-wrap", &["gongkai-external"]),
    ("rustix", &["gongkai-external"]),
    ("tempfile", &["gongkai-external"]),
    ("etcetera", &["gongkai-cli"]),
    ("scraper", &["gongkai-html", "gongkai-sites"]),
    ("html5ever", &["gongkai-html"]),
    ("calamine", &["gongkai-sheets"]),
    ("pinyin", &["xtask"]),
    ("similar", &["gongkai-compare"]),
    ("resvg", &["gongkai-export"]),
    ("cfb", &["gongkai-package", "gongkai-tests"]),
    ("quick-xml", &["gongkai-package"]),
    ("rars", &["gongkai-zip"]),
    ("sevenz-rust2", &["gongkai-zip"]),
    ("zip", &["gongkai-package", "gongkai-tests", "gongkai-zip"]),
];

fn metadata() -> Metadata {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    MetadataCommand::new().manifest_path(manifest).no_deps().exec().expect("cargo metadata describes the workspace")
}

/// Names of what a package needs to run (not to test).
fn needs(package: &Package) -> BTreeSet<String> {
    let normal = package.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Normal);
    normal.map(|dependency| dependency.name.to_string()).collect()
}

fn packages() -> BTreeMap<String, BTreeSet<String>> {
    metadata().packages.iter().map(|package| (package.name.to_string(), needs(package))).collect()
}

#[test]
fn edges_between_crates_are_allowed() {
    let packages = packages();
    for (name, needs) in &packages {
        let inside: BTreeSet<&str> =
            needs.iter().map(String::as_str).filter(|need| packages.contains_key(*need)).collect();
        let allowed = ALLOWED.iter().find(|(crate_name, _)| crate_name == name);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{name} is not in the list of allowed edges"));
        let new: Vec<_> = inside.iter().filter(|need| !allowed.contains(need)).collect();
        assert!(new.is_empty(), "{name} → {new:?}: not an allowed edge");
    }
    for (name, _) in ALLOWED {
        assert!(packages.contains_key(*name), "{name} is in the list of allowed edges, and no longer in the workspace");
    }
}

#[test]
fn importers_know_nothing_of_the_form() {
    let packages = packages();
    for importer in IMPORTERS.iter().chain(SITES) {
        for forbidden in ["gongkai-template", "gongkai-read"] {
            assert!(!reaches(&packages, importer, forbidden), "{importer} reaches {forbidden}");
        }
    }
}

fn reaches(packages: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    packages.get(from).is_some_and(|needs| needs.iter().any(|need| need == to || reaches(packages, need, to)))
}

#[test]
fn outside_crates_stay_where_they_belong() {
    for (name, needs) in packages() {
        for (outside, homes) in ONLY_IN {
            assert!(!needs.contains(*outside) || homes.contains(&name.as_str()), "{name} depends on {outside}");
        }
    }
}

#[test]
fn every_plugin_crate_is_listed() {
    for package in metadata().packages {
        let under_plugins = package.manifest_path.components().any(|part| part.as_str() == "plugins");
        let name = package.name.as_str();
        let listed = IMPORTERS.contains(&name) || SITES.contains(&name);
        assert!(
            !under_plugins || listed,
            "{name} is under plugins/, and neither an importer nor of sites by the lists"
        );
    }
}

#[test]
fn folders_are_named_after_their_crates() {
    for package in metadata().packages {
        let folder = package.manifest_path.parent().expect("a manifest lies in a folder");
        let parent = folder.parent().and_then(|parent| parent.file_name());
        if parent == Some("crates") {
            assert_eq!(folder.file_name(), Some(package.name.as_str()));
        }
    }
}

#[test]
fn versions_stand_in_the_workspace() {
    for package in metadata().packages {
        let manifest = std::fs::read_to_string(&package.manifest_path).expect("the manifest is there");
        let mut section = "";
        for line in manifest.lines() {
            if line.starts_with('[') {
                section = line;
            } else if section.ends_with("dependencies]") && line.contains('=') {
                let inherited = line.contains("workspace = true");
                assert!(inherited, "{}: `{line}` does not come from [workspace.dependencies]", package.name);
            }
        }
    }
}
