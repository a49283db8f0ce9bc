//! Declares plugins in a folder of their own and lets them read.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai_external::{Declaration, importers, parse};
use gongkai_model::{Block, Capture, Document, Provenance};
use gongkai_plugin::{ImportError, Importer, Limits, ProgramFailure, Registry};

/// A folder with declarations and programs, removed at the end.
pub(crate) struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    pub(crate) fn declare(&self, text: &str) -> Vec<Declaration> {
        parse(&self.path("gongkai.toml"), text).unwrap_or_else(|error| panic!("{error}"))
    }

    /// A converter that runs a script with some further lines in its declaration.
    pub(crate) fn converter(&self, script: &str, more: &str) -> Registry {
        self.write("run.sh", script);
        let command = "command = [\"sh\", \"{here}/run.sh\", \"{in}\", \"{out}\"]";
        registry(self.declare(&format!(
            "[[plugins.converter]]\nname = \"hostile\"\nextensions = [\"x\"]\ngives = \"text\"\n{command}\n{more}\n"
        )))
    }

    /// A program in Python that speaks the protocol; `answer(request)` gives what it prints.
    pub(crate) fn protocol(&self, script: &str, more: &str) -> Registry {
        self.write("run.py", script);
        let command = "command = [\"python3\", \"{here}/run.py\"]";
        registry(
            self.declare(&format!(
                "[[plugins.protocol]]\nname = \"hostile\"\nextensions = [\"x\"]\n{command}\n{more}\n"
            )),
        )
    }
}

pub(crate) fn shipped() -> Arc<Registry> {
    Arc::new(Registry::new(vec![Box::new(gongkai_html::HtmlImporter), Box::new(gongkai_text::TextImporter)]))
}

/// What ships, and some plugins.
pub(crate) fn registry(declarations: Vec<Declaration>) -> Registry {
    let mut all: Vec<Box<dyn Importer>> =
        vec![Box::new(gongkai_html::HtmlImporter), Box::new(gongkai_text::TextImporter)];
    all.extend(importers(declarations, &shipped()).unwrap_or_else(|error| panic!("{error}")));
    Registry::new(all)
}

pub(crate) fn capture(name: &str, bytes: &[u8]) -> Capture {
    Capture::new(bytes, Provenance::of(name))
}

pub(crate) fn import(registry: &Registry, bytes: &[u8]) -> Result<Vec<Document>, ImportError> {
    registry.import(&capture("a.x", bytes), &Limits::default())
}

/// How the plugin failed, and what it said.
#[track_caller]
pub(crate) fn failure(registry: &Registry) -> (ProgramFailure, String) {
    match import(registry, b"some bytes") {
        Err(ImportError::Program { plugin, failure, said }) => {
            assert_eq!(plugin, "hostile");
            (failure, said)
        }
        other => panic!("{other:?}"),
    }
}

/// The words of a document, block by block.
pub(crate) fn words(document: &Document) -> Vec<String> {
    let block = |block: &Block| match block {
        Block::Heading { text, .. } | Block::Paragraph { text, .. } => text.clone(),
        Block::Table(grid) => grid.cells().iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"),
        Block::Lines(lines) => {
            lines.iter().flat_map(|line| &line.pieces).map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("~")
        }
    };
    document.blocks.iter().map(block).collect()
}

/// Whether a process whose command line holds a word goes on: what was killed takes a moment to go.
pub(crate) fn runs(word: &str) -> bool {
    (0..100).all(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        is_there(word)
    })
}

fn is_there(word: &str) -> bool {
    let own = std::process::id().to_string();
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_name().to_string_lossy() != own).any(|entry| {
        let line = fs::read(Path::new(&entry.path()).join("cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains(word)
    })
}
