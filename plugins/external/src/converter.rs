//! The importer that has a program make another file of a source, and reads that.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai_model::{Capture, Document};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits, ProgramFailure, Registry};

use crate::command::{Output, Paths, filled};
use crate::declaration::{Declaration, DeclarationError, Sort};
use crate::known::{Known, check_size};
use crate::process::{self, Failed, not_started};
use crate::{converted, matching};

/// An importer made of a converter.
pub struct ConverterImporter {
    declaration: Declaration,
    output: Output,
    gives: String,
    known: Known,
    shipped: Arc<Registry>,
}

impl ConverterImporter {
    /// The importer of a declaration.
    ///
    /// # Errors
    /// [`DeclarationError`] where nobody reads what it gives.
    pub fn new(declaration: Declaration, shipped: Arc<Registry>) -> Result<Self, DeclarationError> {
        let Sort::Converter { output, gives } = declaration.sort.clone() else {
            return Err(declaration.wrong("不是转换器", "it is no converter"));
        };
        if shipped.named(&gives).is_none_or(Importer::is_container) {
            let names: Vec<&str> =
                shipped.iter().filter(|importer| !importer.is_container()).map(Importer::name).collect();
            let names = names.join(", ");
            return Err(declaration.wrong(
                &format!("gives 不能是 {gives}；可用的有 {names}"),
                &format!("gives cannot be {gives}; there are {names}"),
            ));
        }
        Ok(Self { known: Known::of(&declaration), declaration, output, gives, shipped })
    }

    fn convert(&self, capture: &Capture) -> Result<Vec<u8>, Failed> {
        let folder = process::folder()?;
        let tmp = folder.path();
        let io = |error: std::io::Error| Failed::from(not_started(&error));
        let input = input(tmp, capture).map_err(io)?;
        let out = tmp.join("out");
        let extension = self.shipped.named(&self.gives).and_then(|importer| importer.extensions().first().copied());
        let output = match self.output {
            Output::Folder => out.clone(),
            Output::File | Output::Stdout => out.join(format!("out.{}", extension.unwrap_or_default())),
        };
        fs::create_dir(&out).map_err(io)?;
        let here = std::path::absolute(self.declaration.here()).map_err(io)?;
        let paths = Paths { input: &input, output: &output, tmp, here: &here };
        let said = process::run(&filled(&self.declaration.command, &paths), tmp, &self.declaration)?;
        let given = match self.output {
            Output::Stdout => Ok(said.clone()),
            Output::File => self.file(&output),
            Output::Folder => self.only_file(&out).and_then(|path| self.file(&path)),
        };
        // Where there is nothing, what it printed may say why.
        let tail = |failure| {
            let text = String::from_utf8_lossy(&said);
            let lines: Vec<&str> = text.lines().rev().map(str::trim).filter(|line| !line.is_empty()).take(2).collect();
            Failed { failure, said: if self.output == Output::Stdout { String::new() } else { lines.join(" / ") } }
        };
        given.and_then(|bytes| if bytes.is_empty() { Err(ProgramFailure::NoOutput) } else { Ok(bytes) }).map_err(tail)
    }

    /// The bytes of a file that the program made; never of what a link leads to.
    fn file(&self, path: &Path) -> Result<Vec<u8>, ProgramFailure> {
        let limit = self.declaration.limits.output;
        let metadata = match path.symlink_metadata() {
            Ok(metadata) => metadata,
            Err(_) => return Err(ProgramFailure::NoOutput),
        };
        if !metadata.is_file() {
            return Err(ProgramFailure::NotAFile { name: name(path) });
        }
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(|error| not_started(&error))?;
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| not_started(&error))?;
        if bytes.len() as u64 > limit {
            return Err(ProgramFailure::TooMuchOutput { limit });
        }
        Ok(bytes)
    }

    /// The only file in a folder; of several the only one with an extension of what it gives.
    fn only_file(&self, folder: &Path) -> Result<PathBuf, ProgramFailure> {
        let entries = fs::read_dir(folder).map_err(|_| ProgramFailure::NoOutput)?;
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        let extensions = self.shipped.named(&self.gives).map_or(&[][..], Importer::extensions);
        let suits = |path: &PathBuf| {
            let extension = matching::extension(&path.to_string_lossy());
            extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
        };
        let suiting: Vec<&PathBuf> = paths.iter().filter(|path| suits(path)).collect();
        match (paths.as_slice(), suiting.as_slice()) {
            ([], _) => Err(ProgramFailure::NoOutput),
            ([path], _) => Ok(path.clone()),
            (_, [path]) => Ok((*path).clone()),
            (all, _) => {
                Err(ProgramFailure::SeveralOutputs { names: all.iter().take(5).map(|path| name(path)).collect() })
            }
        }
    }
}

/// The source as a file, under a name that says nothing but its extension.
pub(crate) fn input(folder: &Path, capture: &Capture) -> std::io::Result<PathBuf> {
    let extension = matching::extension(&capture.provenance().source);
    let path = folder.join(extension.map_or_else(|| "in".into(), |extension| format!("in.{extension}")));
    fs::write(&path, capture.bytes())?;
    Ok(path)
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

impl Importer for ConverterImporter {
    fn name(&self) -> &'static str {
        self.known.name
    }

    fn summary(&self) -> (&'static str, &'static str) {
        self.known.summary
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.known.extensions
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        match self.declaration.matches.reason(capture) {
            Some(_) if !self.declaration.only_scans => self.declaration.most(),
            _ => Confidence::No,
        }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        check_size(capture, limits)?;
        let plugin = &self.declaration.name;
        let bytes = self.convert(capture).map_err(|failed| ImportError::Program {
            plugin: plugin.clone(),
            failure: failed.failure,
            said: failed.said,
        })?;
        converted::read(plugin, &self.gives, bytes, capture, &self.shipped, limits)
    }

    fn gives_way(&self) -> bool {
        self.declaration.confidence.is_none()
    }

    fn takes_up(&self, capture: &Capture, error: &ImportError) -> bool {
        self.declaration.takes_up(capture, error)
    }

    fn reason(&self, capture: &Capture) -> Option<(String, String)> {
        self.declaration.why(capture)
    }
}
