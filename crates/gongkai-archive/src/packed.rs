//! A report made ready to be stored. This costs more than storing, and needs no archive: readers do it on their own threads.

use std::collections::HashMap;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use gongkai_model::{Fact, Finding, Locus, Obtained, Report, Value, Words};
use serde::{Serialize, Serializer};

use crate::error::{Error, Result};

/// What reading a capture gave: its documents, or the sentence that says why it cannot be read.
pub type Outcome = std::result::Result<Vec<Packed>, Words>;

/// A document that was read: the report, and what is wrong with it; made ready to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Packed {
    report: Report,
    findings: Vec<Finding>,
    /// The whole report, as JSON in a zlib stream.
    pub(crate) whole: Vec<u8>,
    /// The figures as the table has them, without their cells, one behind the other in the order of the report.
    figures: String,
    /// Where each of them ends.
    ends: Vec<usize>,
    /// Each finding, as JSON.
    pub(crate) findings_json: Vec<String>,
}

impl Packed {
    /// A report with its findings, ready to be stored.
    ///
    /// # Errors
    /// [`Error::Stored`] where it cannot be written as JSON.
    pub fn new(report: Report, findings: Vec<Finding>) -> Result<Self> {
        let mut json = Vec::with_capacity(4_000 + 350 * report.facts.len());
        serde_json::to_writer(&mut json, &report).map_err(stored)?;
        let whole = pack(&json)?;
        let (mut figures, mut ends) = (Vec::with_capacity(70 * report.facts.len()), Vec::new());
        let mut mentions: HashMap<(&str, &str), u32> = HashMap::new();
        for fact in &report.facts {
            let nth = mentions.entry((&fact.cell, &fact.label)).or_default();
            figure(fact, *nth, &mut figures)?;
            ends.push(figures.len());
            *nth += 1;
        }
        let figures = String::from_utf8(figures).map_err(|error| Error::Stored { reason: error.to_string() })?;
        let findings_json = findings.iter().map(serde_json::to_string).collect::<serde_json::Result<_>>();
        Ok(Self { whole, figures, ends, findings_json: findings_json.map_err(stored)?, report, findings })
    }

    /// The report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Each figure with what the table says of it, but for its cell.
    pub(crate) fn figures(&self) -> impl Iterator<Item = (&Fact, &str)> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        let texts = begins.zip(&self.ends).map(|(begin, end)| self.figures.get(begin..*end).unwrap_or_default());
        self.report.facts.iter().zip(texts)
    }

    /// Findings about it.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// Writes a figure as the table has it, but for its cell: what stands behind the first comma of a list.
fn figure(fact: &Fact, nth: u32, text: &mut Vec<u8>) -> Result<()> {
    let (evidence, value, is_missing) = (&fact.evidence, fact.value.to_string(), fact.value == Value::Missing);
    let (repair, first_reading) = match &evidence.obtained {
        Obtained::Read => (None, None),
        Obtained::Repaired { reason, first_reading } => (Some(reason), Some(first_reading)),
    };
    let candidates = match &fact.value {
        Value::Unreadable(candidates) => candidates.join("|"),
        _ => String::new(),
    };
    let given = |text| (!str::is_empty(text)).then_some(text);
    let raw = (evidence.raw != value && !is_missing).then_some(&evidence.raw);
    let locus = evidence.locus.as_ref().filter(|_| !is_missing).map(Shown);
    let (state, unit, edition) = (fact.value.state(), given(&fact.unit), fact.edition.id());
    let row = (nth, edition, state, given(&value), unit, raw, repair, first_reading, given(&candidates), locus);
    let begin = text.len();
    serde_json::to_writer(&mut *text, &row).map_err(stored)?;
    text.pop();
    text.remove(begin);
    Ok(())
}

/// A place, written as it is shown.
struct Shown<'a>(&'a Locus);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

/// The report that [`Packed::new`] packed.
pub(crate) fn unpacked(whole: &[u8]) -> Result<Report> {
    let mut text = Vec::new();
    ZlibDecoder::new(whole).read_to_end(&mut text).map_err(|error| Error::Stored { reason: error.to_string() })?;
    serde_json::from_slice(&text).map_err(stored)
}

pub(crate) fn stored(error: serde_json::Error) -> Error {
    Error::Stored { reason: error.to_string() }
}

fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packer = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 6), Compression::fast());
    packer.write_all(bytes).and_then(|()| packer.finish()).map_err(|error| Error::Stored { reason: error.to_string() })
}
