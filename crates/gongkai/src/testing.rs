//! Tests of an external plugin: its folder holds its declaration and samples, which go through the conformance kit.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai_external::{Declaration, DeclarationError, importers, parse};
use gongkai_model::{Capture, Language, Provenance};
use gongkai_plugin::conformance::samples::{self, Check, Outcome, Sample};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

/// Folder of samples in the folder of a plugin.
const SAMPLES: &str = "samples";
/// Ends the name of a golden file, behind the name of its sample.
const GOLDEN: &str = ".golden";
/// Ends the name of a list of words, behind the name of its sample.
const WORDS: &str = ".words.txt";

/// What came of one sample.
#[derive(Debug, Clone)]
pub struct Tested {
    /// The sample.
    pub sample: PathBuf,
    /// The plugin that was tested with it.
    pub plugin: String,
    /// The promises.
    pub checks: Vec<Check>,
    /// Whether its golden file was written.
    pub is_blessed: bool,
}

/// Why a folder could not be tested.
#[derive(Debug)]
pub enum TestError {
    /// A file could not be read or written.
    Io(PathBuf, io::Error),
    /// Its declaration is wrong.
    Declaration(DeclarationError),
    /// It declares nothing.
    NoPlugin(PathBuf),
    /// It has no samples.
    NoSample(PathBuf),
}

impl TestError {
    /// The sentence for people.
    pub fn message(&self, language: Language) -> String {
        match (self, language) {
            (Self::Io(path, error), _) => format!("{}: {error}", path.display()),
            (Self::Declaration(error), _) => error.message(language),
            (Self::NoPlugin(path), Language::Zh) => {
                format!("{}: 这里没有声明插件；需要 gongkai.toml，可用 gongkai plugins new 新建", path.display())
            }
            (Self::NoPlugin(path), Language::En) => {
                format!(
                    "{}: no plugin is declared here; it needs a gongkai.toml (gongkai plugins new begins one)",
                    path.display()
                )
            }
            (Self::NoSample(path), Language::Zh) => format!("{}: 没有样本；请放入 samples/", path.display()),
            (Self::NoSample(path), Language::En) => {
                format!("{}: there are no samples; put some into samples/", path.display())
            }
        }
    }
}

impl fmt::Display for TestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::En))
    }
}

impl std::error::Error for TestError {}

/// How a folder is tested.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Places at which each sample is cut; absent: as many as some seconds allow.
    pub cuts: Option<usize>,
    /// Whether golden files are written.
    pub bless: bool,
}

/// Tests the plugins that a folder declares with the samples in it.
///
/// # Errors
/// [`TestError`] when there is nothing to test, or it cannot be read.
pub fn test(folder: &Path, options: Options) -> Result<Vec<Tested>, TestError> {
    let declarations = declared(folder)?;
    let make =
        || importers(declarations.clone(), &Arc::new(gongkai_plugins::registry())).map_err(TestError::Declaration);
    let (plugins, others) = (make()?, make()?);
    let samples = sample_files(&folder.join(SAMPLES)).map_err(|error| TestError::Io(folder.join(SAMPLES), error))?;
    if samples.is_empty() {
        return Err(TestError::NoSample(folder.into()));
    }
    samples.into_iter().map(|path| one(&path, &plugins, &others, options)).collect()
}

fn one(
    path: &Path,
    plugins: &[Box<dyn Importer>],
    others: &[Box<dyn Importer>],
    options: Options,
) -> Result<Tested, TestError> {
    let io = |error| TestError::Io(path.into(), error);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = |ending: &str| path.with_file_name(format!("{name}{ending}"));
    let bytes = fs::read(path).map_err(io)?;
    let text = |path: PathBuf| fs::read_to_string(path).ok();
    let mut sample = Sample { golden: text(beside(GOLDEN)), words: text(beside(WORDS)), name: name.clone(), bytes };
    let capture = Capture::new(sample.bytes.as_slice(), Provenance::of(name.as_str()));
    let scan = ImportError::Scan { pages: 1 };
    let is_for =
        |plugin: &dyn Importer| plugin.identify(&capture) != Confidence::No || plugin.takes_up(&capture, &scan);
    let pairs = || plugins.iter().map(AsRef::as_ref).zip(others.iter().map(AsRef::as_ref));
    let Some((plugin, other)) = pairs().find(|(plugin, _)| is_for(*plugin)).or_else(|| pairs().next()) else {
        return Err(TestError::NoPlugin(path.into()));
    };
    if options.bless
        && let Ok(documents) = plugin.import(&capture, &Limits::default())
    {
        let golden = samples::golden(&documents);
        fs::write(beside(GOLDEN), &golden).map_err(io)?;
        sample.golden = Some(golden);
    }
    let checks = samples::check(plugin, other, &sample, options.cuts);
    Ok(Tested { sample: path.into(), plugin: plugin.name().into(), checks, is_blessed: options.bless })
}

/// The plugins that the files of a folder declare.
fn declared(folder: &Path) -> Result<Vec<Declaration>, TestError> {
    let path = folder.join("gongkai.toml");
    if !path.is_file() {
        return Err(TestError::NoPlugin(folder.into()));
    }
    let text = fs::read_to_string(&path).map_err(|error| TestError::Io(path.clone(), error))?;
    let declarations = parse(&path, &text).map_err(TestError::Declaration)?;
    if declarations.is_empty() { Err(TestError::NoPlugin(folder.into())) } else { Ok(declarations) }
}

/// The samples of a folder, sorted.
fn sample_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    let is_sample = |path: &PathBuf| {
        let name = path.to_string_lossy();
        path.is_file() && !name.ends_with(GOLDEN) && !name.ends_with(WORDS)
    };
    paths.retain(is_sample);
    paths.sort();
    Ok(paths)
}

/// Whether every promise was kept.
pub fn is_sound(tested: &[Tested]) -> bool {
    !tested.iter().flat_map(|tested| &tested.checks).any(|check| check.outcome.is_broken())
}

/// The name of a check, Chinese and English.
pub fn name(check: &Check) -> (&'static str, &'static str) {
    match check.id {
        "identified" => ("认出样本", "is identified"),
        "read" => ("读出内容", "is read"),
        "deterministic" => ("结果确定", "is deterministic"),
        "cuts" => ("截断不崩溃", "survives being cut"),
        "limits" => ("遵守上限", "keeps the limits"),
        "words" => ("不丢文字", "loses no text"),
        "places" => ("出处都在", "places exist"),
        _ => ("与标准结果相同", "equals its golden file"),
    }
}

/// The mark of an outcome.
pub fn mark(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Kept(..) => "ok",
        Outcome::Broken(..) => "FAILED",
        Outcome::Skipped(..) => "--",
    }
}
