//! The promises of an importer, checked one by one over a sample, for people: what `gongkai plugins test` shows.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use gongkai_model::{Block, Capture, Document, Grid, Language, Locus, Provenance};

use super::check_order;
use crate::{Confidence, ImportError, Importer, Limits, ProgramFailure};

/// A sample with what is known of it.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// Name of the file.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it should be read as, as [`golden`] writes it.
    pub golden: Option<String>,
    /// The words that a person reads in it.
    pub words: Option<String>,
}

/// A promise, and whether it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Stable name: `identified`, `read`, `deterministic`, `cuts`, `limits`, `words`, `places`, `golden`.
    pub id: &'static str,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a check, with details in Chinese and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The promise was kept.
    Kept(String, String),
    /// It was broken.
    Broken(String, String),
    /// It could not be looked at.
    Skipped(String, String),
}

impl Outcome {
    /// Whether the promise was broken.
    pub fn is_broken(&self) -> bool {
        matches!(self, Self::Broken(..))
    }

    /// The details in a language.
    pub fn words(&self, language: Language) -> &str {
        let (Self::Kept(zh, en) | Self::Broken(zh, en) | Self::Skipped(zh, en)) = self;
        if language == Language::Zh { zh } else { en }
    }
}

/// How long cut samples are read, unless their number is given.
const CUTTING: Duration = Duration::from_secs(20);
/// Fewest and most places at which a sample is cut then.
const CUTS: std::ops::RangeInclusive<usize> = 4..=20_000;
/// Of words and places that are missing, so many are named.
const NAMED: usize = 5;

/// Checks an importer over a sample. `other` is the same importer, made anew; `cuts` the number of places at which the sample is cut,
/// else as many as time allows.
pub fn check(importer: &dyn Importer, other: &dyn Importer, sample: &Sample, cuts: Option<usize>) -> Vec<Check> {
    let limits = Limits::default();
    let capture = Capture::new(sample.bytes.as_slice(), Provenance::of(sample.name.as_str()));
    let mut checks = Vec::new();
    let mut add = |id, outcome| checks.push(Check { id, outcome });
    let (kept, broken) = (Outcome::Kept, Outcome::Broken);
    let scan = ImportError::Scan { pages: 1 };
    add(
        "identified",
        match importer.identify(&capture) {
            Confidence::No if importer.takes_up(&capture, &scan) => kept("用于扫描件".into(), "as a scan".into()),
            Confidence::No => broken("没有认出样本".into(), "the sample is not identified".into()),
            _ => {
                let (zh, en) = importer.reason(&capture).unwrap_or_default();
                kept(zh, en)
            }
        },
    );
    let begun = Instant::now();
    let documents = match importer.import(&capture, &limits) {
        Ok(documents) => documents,
        Err(error) => {
            add("read", broken(error.message(Language::Zh), error.message(Language::En)));
            return checks;
        }
    };
    let took = begun.elapsed();
    let blocks: usize = documents.iter().map(|document| document.blocks.len()).sum();
    let milliseconds = took.as_millis();
    add(
        "read",
        match blocks {
            0 => broken("没有读出内容".into(), "nothing was read in it".into()),
            _ => kept(format!("{blocks} 块，{milliseconds} 毫秒"), format!("{blocks} blocks in {milliseconds} ms")),
        },
    );
    add("deterministic", deterministic(importer, other, &capture, &documents));
    add("places", places(&documents));
    add("words", words(&documents, sample));
    add("limits", limited(importer, &capture));
    add("cuts", survives(importer, sample, cuts, took));
    add(
        "golden",
        match &sample.golden {
            None => Outcome::Skipped(
                "没有标准结果；看过结果后用 --bless 写入".into(),
                "there is no golden file; look at the result, then write it with --bless".into(),
            ),
            Some(expected) => match difference(expected, &golden(&documents)) {
                None => kept(String::new(), String::new()),
                Some((line, expected, found)) => broken(
                    format!("第 {line} 行应为“{expected}”，读出“{found}”"),
                    format!("line {line} should be \"{expected}\" and is \"{found}\""),
                ),
            },
        },
    );
    checks
}

fn deterministic(importer: &dyn Importer, other: &dyn Importer, capture: &Capture, documents: &[Document]) -> Outcome {
    let same =
        |importer: &dyn Importer| importer.import(capture, &Limits::default()).is_ok_and(|again| again == documents);
    match (same(importer), same(other)) {
        (true, true) => {
            Outcome::Kept("再读和重新启动后结果相同".into(), "the same when read again, and after a new start".into())
        }
        (false, _) => Outcome::Broken("第二次读取结果不同".into(), "another result the second time".into()),
        (_, false) => Outcome::Broken("重新启动后结果不同".into(), "another result after a new start".into()),
    }
}

fn limited(importer: &dyn Importer, capture: &Capture) -> Outcome {
    let size = capture.bytes().len() as u64;
    let tight = Limits { bytes: size.saturating_sub(1), ..Limits::default() };
    let empty = Capture::new(Vec::new(), capture.provenance().clone());
    if importer.import(capture, &tight).is_ok() {
        return Outcome::Broken("超过大小上限仍读取".into(), "it is read although it is larger than the limit".into());
    }
    if importer.import(&empty, &Limits::default()).is_ok() {
        return Outcome::Broken("空文件也读出了内容".into(), "an empty file is read as a document".into());
    }
    Outcome::Kept(String::new(), String::new())
}

/// Cut samples may be refused or read in part; a program may not crash, hang or answer nonsense.
fn survives(importer: &dyn Importer, sample: &Sample, cuts: Option<usize>, took: Duration) -> Outcome {
    let length = sample.bytes.len();
    let fitting = CUTTING.as_nanos() / took.as_nanos().max(1);
    let fitting = usize::try_from(fitting).unwrap_or(usize::MAX).clamp(*CUTS.start(), *CUTS.end());
    let places = cuts.unwrap_or(fitting).min(length);
    for place in 0..places {
        let cut = place * length / places.max(1);
        let bytes = sample.bytes.get(..cut).unwrap_or_default();
        let capture = Capture::new(bytes, Provenance::of(sample.name.as_str()));
        if let Err(error @ ImportError::Program { .. }) = importer.import(&capture, &Limits::default())
            && is_fatal(&error)
        {
            let (zh, en) = (error.message(Language::Zh), error.message(Language::En));
            return Outcome::Broken(format!("截到 {cut} 字节时：{zh}"), format!("cut to {cut} bytes: {en}"));
        }
    }
    match places == length {
        true => Outcome::Kept(format!("每一处，共 {length} 处"), format!("at every one of {length} places")),
        false => Outcome::Kept(
            format!("均匀分布的 {places} 处（样本 {length} 字节；--cuts 可改）"),
            format!("at {places} places, evenly spread over {length} bytes (--cuts changes that)"),
        ),
    }
}

/// Whether a program broke down rather than refused. A program that is started for each source may refuse by its exit code.
fn is_fatal(error: &ImportError) -> bool {
    let ImportError::Program { failure, .. } = error else { return false };
    !matches!(failure, ProgramFailure::Refused { .. } | ProgramFailure::Exited { .. } | ProgramFailure::NoOutput)
}

/// Every place leads back to its text, and none goes backwards.
fn places(documents: &[Document]) -> Outcome {
    let mut lost = Vec::new();
    let mut count = 0;
    for document in documents {
        lost.extend(check_order(document));
        for (text, locus) in pieces(document) {
            count += 1;
            let found = document.shown(locus).is_some_and(|shown| {
                shown.text.contains(text)
                    || shown.table.is_some()
                    || text.contains(shown.text.get(shown.part).unwrap_or_default())
            });
            if !found {
                lost.push(format!("{locus} leads nowhere"));
            }
            if !exists(locus.unconverted()) {
                lost.push(format!("{locus} counts from 0"));
            }
        }
    }
    lost.truncate(NAMED);
    match lost.is_empty() {
        true => Outcome::Kept(format!("{count} 处"), format!("{count} places")),
        false => Outcome::Broken(lost.join("；"), lost.join("; ")),
    }
}

fn exists(locus: &Locus) -> bool {
    match locus {
        Locus::Text { line, column, start, end } => *line > 0 && *column > 0 && start <= end,
        Locus::Page { page, left, top, right, bottom, .. } => *page > 0 && left <= right && top <= bottom,
        Locus::Cell { table, row, column, .. } => *table > 0 && *row > 0 && *column > 0,
        Locus::Sheet { row, column, .. } => *row > 0 && *column > 0,
        _ => true,
    }
}

/// Whether the words of the sample are in the document: those that its author lists, else the figures and Chinese words of a sample that
/// is text.
fn words(documents: &[Document], sample: &Sample) -> Outcome {
    let (listed, text) = match (&sample.words, std::str::from_utf8(&sample.bytes)) {
        (Some(words), _) => (true, words.clone()),
        (None, Ok(text)) if !text.contains('\0') => (false, without_tags(text)),
        _ => {
            return Outcome::Skipped(
                format!("样本不是文本；把人读到的文字写入 {}.words.txt 即可核对", sample.name),
                format!("the sample is no text; put what a person reads in it into {}.words.txt", sample.name),
            );
        }
    };
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let read: String = documents.iter().flat_map(pieces).map(|(text, _)| squeezed(text)).collect::<Vec<_>>().join("\n");
    let told = documents.iter().flat_map(|document| &document.metadata).map(|metadatum| squeezed(&metadatum.value));
    let read = read + "\n" + &told.collect::<Vec<_>>().join("\n");
    let wanted: BTreeSet<String> = match listed {
        true => text.split_whitespace().map(str::to_owned).collect(),
        false => text.split(|c: char| c.is_ascii() && !c.is_ascii_digit() && c != '.').map(str::to_owned).collect(),
    };
    let wanted: Vec<&String> = wanted.iter().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let lost: Vec<&str> = wanted.iter().map(|word| word.as_str()).filter(|word| !read.contains(word)).collect();
    if lost.is_empty() {
        let count = wanted.len();
        return Outcome::Kept(format!("{count} 个词都在"), format!("all {count} words are there"));
    }
    let named = lost.iter().take(NAMED).copied().collect::<Vec<_>>();
    let hint_zh = if listed {
        String::new()
    } else {
        format!("；如属格式标记，请在 {}.words.txt 列出应有的文字", sample.name)
    };
    let hint = if listed {
        String::new()
    } else {
        format!("; if these are marks of the format, list the words that matter in {}.words.txt", sample.name)
    };
    Outcome::Broken(
        format!("丢失 {} 个词：{}{hint_zh}", lost.len(), named.join("、")),
        format!("{} words are lost: {}{hint}", lost.len(), named.join(", ")),
    )
}

/// Text without what stands between `<` and `>`.
fn without_tags(text: &str) -> String {
    let mut depth = 0_u32;
    let keep = |c: char| {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => return Some(c),
            _ => return None,
        }
        Some(' ')
    };
    text.chars().filter_map(keep).collect()
}

/// Every text of a document with its place.
fn pieces(document: &Document) -> Vec<(&str, &Locus)> {
    document.blocks.iter().flat_map(texts).collect()
}

fn texts(block: &Block) -> Vec<(&str, &Locus)> {
    match block {
        Block::Heading { text, locus, .. } | Block::Paragraph { text, locus } => vec![(text, locus)],
        Block::Table(grid) => grid.cells().iter().map(|cell| (cell.text.as_str(), &cell.locus)).collect(),
        Block::Lines(lines) => {
            lines.iter().flat_map(|line| &line.pieces).map(|piece| (piece.text.as_str(), &piece.locus)).collect()
        }
    }
}

/// The first line in which two texts differ, from 1.
fn difference(expected: &str, found: &str) -> Option<(usize, String, String)> {
    let (mut one, mut two) = (expected.lines(), found.lines());
    (1..).find_map(|number| match (one.next(), two.next()) {
        (None, None) => Some(None),
        (a, b) if a == b => None,
        (a, b) => Some(Some((number, a.unwrap_or_default().to_owned(), b.unwrap_or_default().to_owned()))),
    })?
}

/// What was read, for a golden file: a block a line, with its place.
pub fn golden(documents: &[Document]) -> String {
    let mut text = String::new();
    for document in documents {
        if let Some(member) = &document.member {
            let _ = writeln!(text, "file {member}");
        }
        for metadatum in &document.metadata {
            let _ = writeln!(text, "{} = {}", metadatum.name, metadatum.value);
        }
        for block in &document.blocks {
            match block {
                Block::Heading { level, text: words, locus } => {
                    let _ = writeln!(text, "{locus}  {} {}", "#".repeat((*level).into()), flat(words));
                }
                Block::Paragraph { text: words, locus } => {
                    let _ = writeln!(text, "{locus}  {}", flat(words));
                }
                Block::Table(grid) => table(&mut text, grid),
                Block::Lines(lines) => {
                    for line in lines {
                        let place = line.pieces.first().map(|piece| piece.locus.to_string()).unwrap_or_default();
                        let pieces = line.pieces.iter().map(|piece| format!("{}:{}", piece.columns, piece.text));
                        let _ = writeln!(text, "{place}  {}", pieces.collect::<Vec<_>>().join("  "));
                    }
                }
            }
        }
        for diagnostic in &document.diagnostics {
            let _ = writeln!(text, "! {}", diagnostic.message(Language::En));
        }
    }
    text
}

fn table(text: &mut String, grid: &Grid) {
    let _ = writeln!(text, "table of {} rows, {} columns", grid.rows(), grid.columns());
    for row in 0..grid.rows() {
        let cells = grid.row(row);
        let place = cells.first().map(|cell| cell.locus.to_string()).unwrap_or_default();
        let texts = cells.iter().map(|cell| match (cell.row_span, cell.column_span) {
            (1, 1) => flat(&cell.text),
            (rows, columns) => format!("{} ({rows}×{columns})", flat(&cell.text)),
        });
        let _ = writeln!(text, "{place} | {}", texts.collect::<Vec<_>>().join(" | "));
    }
}

fn flat(text: &str) -> String {
    text.replace('\n', "⏎")
}
