//! What a plugin is, as its author writes it down in TOML.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use gongkai_model::{Capture, Language};
use gongkai_plugin::{Confidence, ImportError};
use serde::Deserialize;

use crate::command::{self, Output};
use crate::matching::{Magic, Match};

/// A plugin that was declared.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// Its name: lower-case letters, digits and `-`.
    pub name: String,
    /// What it reads, Chinese and English.
    pub summary: (String, String),
    /// The file that declares it.
    pub file: PathBuf,
    /// Which of the two sorts it is.
    pub sort: Sort,
    /// The program and its arguments, as declared.
    pub command: Vec<String>,
    /// How sure it is of what it matches; absent: likely, and it leaves the source to whoever is as sure.
    pub(crate) confidence: Option<Confidence>,
    /// Whether it is asked only where the importer in charge found pictures of paper.
    pub(crate) only_scans: bool,
    pub(crate) matches: Match,
    /// Variables of the environment that the program is given besides the usual ones.
    pub(crate) environment: Vec<String>,
    pub(crate) limits: ProgramLimits,
}

/// The two sorts of plugins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// Makes another file of a file.
    Converter {
        /// How it hands over what it made.
        output: Output,
        /// The importer that ships and reads it (`odt`, `html`, `text`).
        gives: String,
    },
    /// Speaks the protocol.
    Protocol,
}

/// How much a program may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProgramLimits {
    /// From the beginning of a source to its end.
    pub(crate) time: Duration,
    /// Bytes of memory that each of its processes may have.
    pub(crate) memory: u64,
    /// Bytes that it may give, and that any file it writes may have.
    pub(crate) output: u64,
}

/// Seconds, megabytes and megabytes unless a declaration says otherwise.
const TIME: u64 = 60;
const MEMORY: u64 = 2_000;
const OUTPUT: u64 = 64;
/// More than anybody needs: a typing error.
const MOST_TIME: u64 = 24 * 3600;
const MOST_MEGABYTES: u64 = 1_000_000;

/// What is wrong with a declaration, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclarationError {
    /// The file that declares it.
    pub file: PathBuf,
    /// What is wrong, in Chinese.
    pub zh: String,
    /// What is wrong, in English.
    pub en: String,
}

impl DeclarationError {
    /// The sentence for people.
    pub fn message(&self, language: Language) -> String {
        let what = if language == Language::Zh { &self.zh } else { &self.en };
        format!("{}: {what}", self.file.display())
    }
}

impl fmt::Display for DeclarationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::En))
    }
}

impl std::error::Error for DeclarationError {}

/// The file. Other tables than `[plugins]` belong to others.
#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    plugins: Plugins,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Plugins {
    converter: Vec<Converter>,
    protocol: Vec<Common>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Converter {
    gives: String,
    output: Option<Output>,
    #[serde(flatten)]
    common: Common,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Common {
    name: String,
    summary: Option<Summary>,
    command: Vec<String>,
    #[serde(default)]
    extensions: Vec<String>,
    #[serde(default)]
    media_types: Vec<String>,
    #[serde(default)]
    magic: Vec<MagicText>,
    when: Option<When>,
    confidence: Option<Level>,
    #[serde(default)]
    environment: Vec<String>,
    time_limit: Option<u64>,
    memory_limit: Option<u64>,
    output_limit: Option<u64>,
    /// Whatever is left is a typing error: `deny_unknown_fields` does not go with `flatten`.
    #[serde(flatten)]
    unknown: toml::Table,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Summary {
    One(String),
    Both { zh: String, en: String },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct MagicText {
    text: Option<String>,
    hex: Option<String>,
    #[serde(default)]
    at: usize,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum When {
    Scan,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Fallback,
    Likely,
    Certain,
}

/// What is wrong, Chinese and English.
type Wrong = (String, String);

/// The plugins that a file declares.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn parse(file: &Path, text: &str) -> Result<Vec<Declaration>, DeclarationError> {
    let wrong = |(zh, en): Wrong| DeclarationError { file: file.into(), zh, en };
    let parsed: File = toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let error = error.to_string().trim_end().replace('\n', " ");
        wrong((format!("插件声明写法不对：{error}"), format!("the declaration is not well formed: {error}")))
    })?;
    let converters = parsed.plugins.converter.into_iter().map(|converter| {
        let uses_out = converter.common.command.iter().any(|argument| argument.contains("{out}"));
        let output = converter.output.unwrap_or(if uses_out { Output::File } else { Output::Stdout });
        (converter.common, Sort::Converter { output, gives: converter.gives })
    });
    let protocols = parsed.plugins.protocol.into_iter().map(|common| (common, Sort::Protocol));
    converters.chain(protocols).map(|(common, sort)| declared(file, common, sort).map_err(wrong)).collect()
}

/// Whether a file declares plugins, as far as that can be told.
pub(crate) fn declares(text: &str) -> bool {
    let table = toml::from_str::<toml::Table>(text.trim_start_matches('\u{feff}'));
    table.is_ok_and(|table| table.contains_key("plugins"))
}

fn declared(file: &Path, common: Common, sort: Sort) -> Result<Declaration, Wrong> {
    let name = common.name;
    let head = |(zh, en): Wrong| (format!("插件 {name}：{zh}"), format!("plugin {name}: {en}"));
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || name.len() > 40 || !name.chars().all(is_name) {
        return Err(head((
            "名称只能用小写字母、数字和 -".into(),
            "a name has lower-case letters, digits and - only".into(),
        )));
    }
    if let Some(key) = common.unknown.keys().next() {
        return Err(head((format!("没有 {key} 这一项"), format!("there is no setting {key}"))));
    }
    command::check(&common.command, &sort).map_err(head)?;
    let matches = Match {
        extensions: common.extensions.iter().map(|it| it.trim_start_matches('.').to_ascii_lowercase()).collect(),
        media_types: common.media_types.iter().map(|it| it.to_ascii_lowercase()).collect(),
        magic: common.magic.into_iter().map(magic).collect::<Result<_, _>>().map_err(head)?,
    };
    let only_scans = matches!(common.when, Some(When::Scan));
    if matches.is_empty() && !only_scans && sort != Sort::Protocol {
        return Err(head((
            "要写明读什么文件：extensions、media-types、magic 至少一项".into(),
            "it must say what it is for: extensions, media-types or magic".into(),
        )));
    }
    let limit = |key: &str, value: Option<u64>, usual: u64, most: u64| match value.unwrap_or(usual) {
        value if (1..=most).contains(&value) => Ok(value),
        _ => Err(head((format!("{key} 要在 1 到 {most} 之间"), format!("{key} must be from 1 to {most}")))),
    };
    let limits = ProgramLimits {
        time: Duration::from_secs(limit("time-limit", common.time_limit, TIME, MOST_TIME)?),
        memory: limit("memory-limit", common.memory_limit, MEMORY, MOST_MEGABYTES)? * 1_000_000,
        output: limit("output-limit", common.output_limit, OUTPUT, MOST_MEGABYTES)? * 1_000_000,
    };
    let confidence = common.confidence.map(|level| match level {
        Level::Fallback => Confidence::Fallback,
        Level::Likely => Confidence::Likely,
        Level::Certain => Confidence::Certain,
    });
    let program = common.command.first().cloned().unwrap_or_default();
    let summary = match common.summary {
        Some(Summary::One(text)) => (text.clone(), text),
        Some(Summary::Both { zh, en }) => (zh, en),
        None => (format!("外部插件（{program}）"), format!("an external plugin ({program})")),
    };
    let (environment, command) = (common.environment, common.command);
    Ok(Declaration {
        name,
        summary,
        file: file.into(),
        sort,
        command,
        confidence,
        only_scans,
        matches,
        environment,
        limits,
    })
}

fn magic(text: MagicText) -> Result<Magic, Wrong> {
    let bytes = match (text.text, text.hex) {
        (Some(text), None) => Some(text.into_bytes()),
        (None, Some(hex)) => unhex(&hex),
        _ => None,
    };
    let bytes = bytes.filter(|bytes| !bytes.is_empty()).ok_or_else(|| {
        (
            "magic 写作 { text = \"…\", at = 0 } 或 { hex = \"D0CF11E0\" }".to_owned(),
            "magic is { text = \"…\", at = 0 } or { hex = \"D0CF11E0\" }".to_owned(),
        )
    })?;
    Ok(Magic { bytes, at: text.at })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_digit(16)).collect();
    let pairs = digits.filter(|digits| digits.len() % 2 == 0)?;
    let byte = |pair: &[u32]| pair.iter().fold(0, |byte, digit| byte * 16 + *digit as u8);
    Some(pairs.chunks(2).map(byte).collect())
}

impl Declaration {
    /// The folder that declares it: what `{here}` stands for.
    pub fn here(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }

    /// An error about this declaration.
    pub(crate) fn wrong(&self, zh: &str, en: &str) -> DeclarationError {
        let name = &self.name;
        DeclarationError {
            file: self.file.clone(),
            zh: format!("插件 {name}：{zh}"),
            en: format!("plugin {name}: {en}"),
        }
    }

    pub(crate) fn wrong_name_taken(&self) -> DeclarationError {
        self.wrong("这个名称已有别的插件使用，请另取一个", "another plugin has this name; take another one")
    }

    /// Whether it takes up what the importer in charge found to be pictures of paper.
    pub(crate) fn takes_up(&self, capture: &Capture, error: &ImportError) -> bool {
        self.only_scans && matches!(error, ImportError::Scan { .. }) && self.matches.reason(capture).is_some()
    }

    /// Why a source is meant, for people.
    pub(crate) fn why(&self, capture: &Capture) -> Option<(String, String)> {
        let (zh, en) = self.matches.reason(capture)?;
        let (scan_zh, scan_en) = match self.only_scans {
            true => ("；只在原读取插件发现是扫描件时使用", "; only where it is found to be a scan"),
            false => ("", ""),
        };
        Some((format!("{zh}{scan_zh}"), format!("{en}{scan_en}")))
    }

    /// How sure it is at the most.
    pub(crate) fn most(&self) -> Confidence {
        self.confidence.unwrap_or(Confidence::Likely)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Vec<Declaration>, String> {
        parse(Path::new("a/gongkai.toml"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn declarations_are_read() {
        let text = r#"
[check]
select = ["T3"]

[[plugins.converter]]
name = "office"
extensions = [".DOC", "wps"]
magic = [{ hex = "D0 CF 11 E0" }, { text = "x", at = 4 }]
command = ["soffice", "--outdir", "{out}", "{in}"]
output = "folder"
gives = "odt"
time-limit = 120

[[plugins.protocol]]
name = "fixed-form"
summary = { zh = "定长", en = "fixed" }
command = ["python3", "{here}/x.py"]
confidence = "certain"
"#;
        let declared = parsed(text).expect("it is well formed");
        let [office, fixed] = declared.as_slice() else { panic!("{declared:?}") };
        assert_eq!(office.matches.extensions, ["doc", "wps"]);
        assert_eq!(office.matches.magic.len(), 2);
        assert_eq!(office.sort, Sort::Converter { output: Output::Folder, gives: "odt".into() });
        assert_eq!((office.limits.time, office.confidence), (Duration::from_secs(120), None));
        assert_eq!((fixed.most(), fixed.summary.1.as_str()), (Confidence::Certain, "fixed"));
        assert_eq!(fixed.here(), Path::new("a"));
        assert_eq!(parsed("[check]\n").map(|declared| declared.len()), Ok(0));
    }

    #[test]
    fn slips_are_said() {
        let check = |lines: &str, words: &str| {
            let text = format!("[[plugins.converter]]\nname = \"a\"\ngives = \"text\"\n{lines}\n");
            let error = parsed(&text).expect_err(lines);
            assert!(error.contains(words), "{lines}: {error}");
        };
        check("command = []\nextensions = [\"x\"]", "command is empty");
        check("command = [\"cat\", \"{in}\"]", "what it is for");
        check("command = [\"cat\"]\nextensions = [\"x\"]", "{in}");
        check("command = [\"cat\", \"{inn}\", \"{in}\"]\nextensions = [\"x\"]", "{inn}");
        check("command = [\"./cat\", \"{in}\"]\nextensions = [\"x\"]", "{here}/");
        check("command = [\"cat\", \"{in}\"]\nextensions = [\"x\"]\noutput = \"file\"", "{out}");
        check("command = [\"cat\", \"{in}\"]\nextensions = [\"x\"]\ntimelimit = 3", "timelimit");
        check("command = [\"cat\", \"{in}\"]\nextensions = [\"x\"]\ntime-limit = 0", "from 1 to");
        check("command = [\"cat\", \"{in}\"]\nmagic = [{ hex = \"ABC\" }]", "magic is");
        check("command = \"cat {in}\"", "not well formed");
        let name = "[[plugins.protocol]]\nname = \"A b\"\ncommand = [\"x\"]\n";
        assert!(parsed(name).expect_err(name).contains("lower-case"));
        assert!(parsed("[plugins]\nconvertr = []\n").expect_err("a slip").contains("convertr"));
    }
}
