//! A report made ready to be stored. This costs more than storing, and needs no archive: readers do it on their own threads.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use gongkai_model::{EditionId, Evidence, Fact, Finding, Locus, Obtained, Report, Unit, Value, Words};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Result};

/// What reading a capture gave: its documents, or the sentence that says why it cannot be read.
pub type Outcome = std::result::Result<Vec<Packed>, Words>;

/// A document that was read: the report, and what is wrong with it; made ready to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Packed {
    report: Report,
    unit: Unit,
    findings: Vec<Finding>,
    /// The report without its figures, as JSON in a zlib stream.
    pub(crate) rest: Vec<u8>,
    /// The figures as the table has them, without their cells, one behind the other in the order of the report.
    figures: String,
    /// Where each of them ends.
    ends: Vec<usize>,
    /// Each finding, as JSON.
    pub(crate) findings_json: Vec<String>,
}

impl Packed {
    /// A report with its findings and whose it is, ready to be stored. A unit without a name is the organ that the report names.
    ///
    /// # Errors
    /// [`Error::Stored`] where it cannot be written as JSON.
    pub fn new(mut report: Report, mut unit: Unit, findings: Vec<Finding>) -> Result<Self> {
        if let (true, Some(agency)) = (unit.name.is_empty(), &report.agency) {
            let agency = &agency.value;
            unit = Unit { name: agency.name.clone(), kind: agency.kind, level: agency.level, ..unit };
        }
        let facts = std::mem::take(&mut report.facts);
        let rest = pack(&serde_json::to_vec(&report).map_err(stored)?)?;
        report.facts = facts;
        let (mut figures, mut ends) = (Vec::with_capacity(70 * report.facts.len()), Vec::new());
        let mut mentions: HashMap<(&str, &str), u32> = HashMap::with_capacity(report.facts.len());
        for fact in &report.facts {
            let nth = mentions.entry((&fact.cell, &fact.label)).or_default();
            write(fact, *nth, &mut figures)?;
            ends.push(figures.len());
            *nth += 1;
        }
        let figures = String::from_utf8(figures).map_err(|error| Error::Stored { reason: error.to_string() })?;
        let findings_json = findings.iter().map(serde_json::to_string).collect::<serde_json::Result<_>>();
        Ok(Self { rest, figures, ends, findings_json: findings_json.map_err(stored)?, report, unit, findings })
    }

    /// The report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Whose it is.
    pub fn unit(&self) -> &Unit {
        &self.unit
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

/// A figure as the table has it, but for its cell: mention, edition, state, value, unit, raw (nothing: as value), repair
/// (nothing: read as it stands), first reading, candidates, place, and the bytes meant of a text file.
type Row<'a> = (
    u32,
    EditionId,
    Cow<'a, str>,
    Option<Cow<'a, str>>,
    Option<Cow<'a, str>>,
    Option<Cow<'a, str>>,
    Option<Cow<'a, str>>,
    Option<Cow<'a, str>>,
    Option<Cow<'a, [String]>>,
    Option<Place<'a>>,
    Option<(u32, u32)>,
);

/// Writes a figure as the table has it, but for its cell: what stands behind the first comma of a list.
fn write(fact: &Fact, nth: u32, text: &mut Vec<u8>) -> Result<()> {
    let (evidence, value) = (&fact.evidence, Cow::Owned(fact.value.to_string()));
    let (repair, first_reading) = match &evidence.obtained {
        Obtained::Read => (None, None),
        Obtained::Repaired { reason, first_reading } => (Some(reason.into()), Some(first_reading.into())),
    };
    let candidates = match &fact.value {
        Value::Unreadable(candidates) if !candidates.is_empty() => Some(candidates.as_slice().into()),
        _ => None,
    };
    let given = |text: Cow<'static, str>| (!text.is_empty()).then_some(text);
    let raw = (evidence.raw != value).then_some(Cow::from(&evidence.raw));
    let unit = (!fact.unit.is_empty()).then_some(Cow::from(&fact.unit));
    let bytes = evidence.locus.as_ref().and_then(bytes_of);
    let place = evidence.locus.as_ref().map(|place| Place(Cow::Borrowed(place)));
    let state = fact.value.state().into();
    let row: Row<'_> =
        (nth, fact.edition, state, given(value), unit, raw, repair, first_reading, candidates, place, bytes);
    let begin = text.len();
    serde_json::to_writer(&mut *text, &row).map_err(stored)?;
    text.pop();
    text.remove(begin);
    Ok(())
}

/// The figures of a list that the table has. The function knows path and label of a cell.
pub(crate) fn figures(json: &str, cell: &mut dyn FnMut(i64) -> Result<(String, String)>) -> Result<Vec<Fact>> {
    // Serde reads tuples of up to sixteen; the first is the cell.
    type Stored<'a> = (
        i64,
        u32,
        EditionId,
        Cow<'a, str>,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<Vec<String>>,
        Option<Place<'static>>,
        Option<(u32, u32)>,
    );
    let rows: Vec<Stored<'_>> = serde_json::from_str(json).map_err(stored)?;
    let facts = rows.into_iter().map(|row| {
        let (number, _, edition, state, value, unit, raw, repair, first_reading, candidates, place, bytes) = row;
        let (cell, label) = cell(number)?;
        let text = value.unwrap_or_default();
        let raw = raw.unwrap_or_else(|| text.clone());
        let value = value_of(&state, text, candidates)?;
        let locus = place.map(|Place(place)| with_bytes(place.into_owned(), bytes));
        let obtained = match repair {
            Some(reason) => Obtained::Repaired { reason, first_reading: first_reading.unwrap_or_default() },
            None => Obtained::Read,
        };
        Ok(Fact {
            cell,
            label,
            edition,
            value,
            unit: unit.unwrap_or_default(),
            evidence: Evidence { locus, raw, obtained },
        })
    });
    facts.collect()
}

/// What stands in a cell, by its state.
pub(crate) fn value_of(state: &str, text: String, candidates: Option<Vec<String>>) -> Result<Value> {
    let unknown = |text: &str| Error::Stored { reason: format!("a figure that is “{state}” of “{text}”") };
    Ok(match state {
        "number" => Value::Number(text.parse().map_err(|_| unknown(&text))?),
        "blank" => Value::Blank,
        "not_applicable" => Value::NotApplicable,
        "none" => Value::None,
        "text" => Value::Text(text),
        "unreadable" => Value::Unreadable(candidates.unwrap_or_default()),
        "missing" => Value::Missing,
        _ => return Err(unknown(&text)),
    })
}

/// The bytes that are meant of a text file, or of the text that a plugin made: they are not shown with the place.
fn bytes_of(place: &Locus) -> Option<(u32, u32)> {
    match place {
        Locus::Text { start, end, .. } => Some((*start, *end)),
        Locus::Converted { place, .. } => bytes_of(place),
        _ => None,
    }
}

fn with_bytes(place: Locus, bytes: Option<(u32, u32)>) -> Locus {
    match (place, bytes) {
        (Locus::Text { line, column, .. }, Some((start, end))) => Locus::Text { line, column, start, end },
        (Locus::Converted { by, place }, bytes) => Locus::Converted { by, place: Box::new(with_bytes(*place, bytes)) },
        (place, _) => place,
    }
}

/// A place, as it is shown.
struct Place<'a>(Cow<'a, Locus>);

impl Serialize for Place<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        // Once put together it is looked through once for what JSON has to mark.
        serializer.serialize_str(&self.0.to_string())
    }
}

impl<'de> Deserialize<'de> for Place<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let place = text.parse().map_err(|_| D::Error::custom(format!("“{text}” is no place")))?;
        Ok(Self(Cow::Owned(place)))
    }
}

/// The report that [`Packed::new`] packed, without its figures.
pub(crate) fn unpacked(rest: &[u8]) -> Result<Report> {
    let mut text = Vec::new();
    ZlibDecoder::new(rest).read_to_end(&mut text).map_err(|error| Error::Stored { reason: error.to_string() })?;
    serde_json::from_slice(&text).map_err(stored)
}

pub(crate) fn stored(error: serde_json::Error) -> Error {
    Error::Stored { reason: error.to_string() }
}

fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packer = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 6), Compression::fast());
    packer.write_all(bytes).and_then(|()| packer.finish()).map_err(|error| Error::Stored { reason: error.to_string() })
}
