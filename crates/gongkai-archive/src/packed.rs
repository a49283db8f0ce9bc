//! A report made ready to be stored. This costs more than storing, and needs no archive: readers do it on their own threads.

use std::collections::HashMap;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use gongkai_model::{Fact, Finding, Obtained, Report, Value, Words};

use crate::error::{Error, Result};
use crate::figures::Figure;

/// What reading a capture gave: its documents, or the sentence that says why it cannot be read.
pub type Outcome = std::result::Result<Vec<Packed>, Words>;

/// A document that was read: the report, and what is wrong with it; made ready to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Packed {
    report: Report,
    findings: Vec<Finding>,
    /// The whole report, as JSON in a zlib stream.
    pub(crate) whole: Vec<u8>,
    /// Each figure as the table has it, without its cell, in the order of the report.
    pub(crate) figures: Vec<String>,
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
        let mut mentions: HashMap<(&str, &str), u32> = HashMap::new();
        let figures = report.facts.iter().map(|fact| {
            let nth = mentions.entry((&fact.cell, &fact.label)).or_default();
            *nth += 1;
            figure(fact, *nth - 1)
        });
        let figures = figures.collect::<Result<_>>()?;
        let findings_json = findings.iter().map(serde_json::to_string).collect::<serde_json::Result<_>>();
        Ok(Self { whole, figures, findings_json: findings_json.map_err(stored)?, report, findings })
    }

    /// The report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Findings about it.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// A figure as the table has it, but for its cell: what stands behind the first comma of a list.
fn figure(fact: &Fact, nth: u32) -> Result<String> {
    let Figure { state, value, unit, candidates } = Figure::of(fact);
    let (evidence, is_missing) = (&fact.evidence, fact.value == Value::Missing);
    let (repair, first_reading) = match &evidence.obtained {
        Obtained::Read => (None, None),
        Obtained::Repaired { reason, first_reading } => (Some(reason), Some(first_reading)),
    };
    let given = |text: String| (!text.is_empty()).then_some(text);
    let raw = (evidence.raw != value && !is_missing).then_some(&evidence.raw);
    let locus = evidence.locus.as_ref().filter(|_| !is_missing).map(ToString::to_string);
    let (value, unit, candidates) = (given(value), given(unit), given(candidates));
    let row = (nth, fact.edition.id(), state, value, unit, raw, repair, first_reading, candidates, locus);
    let list = serde_json::to_string(&row).map_err(stored)?;
    Ok(list.trim_start_matches('[').trim_end_matches(']').to_owned())
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
