//! Whose reports they are, for programs: a table with one row a report, or JSON with all evidence.

use std::io::{self, Write};

use gongkai_agency::{Candidate, Clue, DivisionName, Resolution};
use gongkai_model::Level;
use serde::Serialize;

/// Version of the JSON; it changes where a reader of it would break.
pub const VERSION: u32 = 1;

/// The answer for one report, or for a name that was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Organ<'a> {
    /// Path, address, or `-`; empty for a name.
    pub source: &'a str,
    /// 1, 2 … within the source; 0 for a name.
    pub document: u32,
    /// Whose it is.
    pub resolution: &'a Resolution,
}

/// Columns of the table. They keep their names and order, new ones go to the end.
pub const COLUMNS: [&str; 15] = [
    "source",
    "document",
    "organ",
    "state",
    "kind",
    "level",
    "code",
    "province",
    "prefecture",
    "county",
    "township",
    "superior",
    "basis",
    "confidence",
    "candidates",
];

#[derive(Serialize)]
struct Row<'a> {
    source: &'a str,
    document: u32,
    organ: &'a str,
    state: &'static str,
    kind: &'static str,
    level: &'static str,
    code: String,
    province: &'a str,
    prefecture: &'a str,
    county: &'a str,
    township: &'a str,
    superior: &'a str,
    basis: &'static str,
    confidence: &'static str,
    /// Codes, joined by `|`.
    candidates: String,
}

impl<'a> Row<'a> {
    fn new(organ: &Organ<'a>) -> Self {
        let found = organ.resolution;
        let at = |level: Level| {
            found.divisions.iter().find(|division| division.code.level() == level).map_or("", |division| &division.name)
        };
        Self {
            source: organ.source,
            document: organ.document,
            organ: &found.name,
            state: found.state().id(),
            kind: found.kind.map_or("", |kind| kind.id()),
            level: found.level.map_or("", Level::id),
            code: found.code.map(|code| code.to_string()).unwrap_or_default(),
            province: at(Level::Province),
            prefecture: at(Level::Prefecture),
            county: at(Level::County),
            township: at(Level::Township),
            superior: found.superior.as_deref().unwrap_or_default(),
            basis: found.basis.map_or("", |basis| basis.id()),
            confidence: found.confidence.id(),
            candidates: found.candidates.iter().map(|one| one.code.to_string()).collect::<Vec<_>>().join("|"),
        }
    }
}

/// The head of the table; `bom`: a byte order mark before it, which spreadsheet programs need.
pub fn csv_head(bom: bool) -> String {
    format!("{}{}\n", if bom { "\u{feff}" } else { "" }, COLUMNS.join(","))
}

/// Writes the row of an answer: RFC 4180 with `\n`.
///
/// # Errors
/// What the writer gives.
pub fn csv_row(out: &mut dyn Write, organ: &Organ<'_>) -> io::Result<()> {
    let mut writer =
        csv::WriterBuilder::new().has_headers(false).terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    writer.serialize(Row::new(organ)).map_err(io::Error::other)?;
    writer.flush()
}

#[derive(Serialize)]
struct OrganJson<'a> {
    source: &'a str,
    document: u32,
    organ: &'a str,
    state: &'static str,
    kind: Option<&'static str>,
    level: Option<&'static str>,
    code: Option<String>,
    divisions: &'a [DivisionName],
    superior: Option<&'a str>,
    basis: Option<&'static str>,
    confidence: &'static str,
    candidates: &'a [Candidate],
    evidence: &'a [Clue],
}

/// What stands before the first answer, between two and behind the last one.
pub fn json_frame() -> (String, &'static str, &'static str) {
    (format!("{{\"version\":{VERSION},\"organs\":[\n"), ",\n", "\n]}\n")
}

/// Writes an answer with its candidates and all evidence, on one line.
///
/// # Errors
/// What the writer gives.
pub fn json(out: &mut dyn Write, organ: &Organ<'_>) -> io::Result<()> {
    let found = organ.resolution;
    let json = OrganJson {
        source: organ.source,
        document: organ.document,
        organ: &found.name,
        state: found.state().id(),
        kind: found.kind.map(|kind| kind.id()),
        level: found.level.map(Level::id),
        code: found.code.map(|code| code.to_string()),
        divisions: &found.divisions,
        superior: found.superior.as_deref(),
        basis: found.basis.map(|basis| basis.id()),
        confidence: found.confidence.id(),
        candidates: &found.candidates,
        evidence: &found.evidence,
    };
    serde_json::to_writer(out, &json).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use gongkai_agency::{Clues, resolve};

    use super::*;

    fn found(organ: &str) -> Resolution {
        resolve(&Clues { organ: organ.into(), ..Clues::default() })
    }

    #[test]
    fn rows() {
        let mut out = Vec::new();
        for (organ, document) in [("贵阳市南明区财政局", 1), ("鼓楼区财政局", 2), ("财政局,\"", 3)] {
            csv_row(&mut out, &Organ { source: "a, b.md", document, resolution: &found(organ) }).expect("written");
        }
        let text = csv_head(true) + &String::from_utf8(out).expect("UTF-8");
        assert!(text.starts_with("\u{feff}source,document,organ,"));
        insta::assert_snapshot!(text.trim_start_matches('\u{feff}'), @r#"
        source,document,organ,state,kind,level,code,province,prefecture,county,township,superior,basis,confidence,candidates
        "a, b.md",1,贵阳市南明区财政局,resolved,department,county,520102000000,贵州省,贵阳市,南明区,,贵阳市南明区人民政府,chain,high,
        "a, b.md",2,鼓楼区财政局,ambiguous,department,county,,,,,,,,open,320106000000|320302000000|350102000000|410204000000
        "a, b.md",3,"财政局,""",unresolved,,,,,,,,,,open,
        "#);
    }

    #[test]
    fn json_holds_candidates_and_evidence() {
        let (mut text, between, tail) = json_frame();
        for (organ, separator) in [("鼓楼区财政局", ""), ("贵阳市", between)] {
            let mut out = Vec::new();
            json(&mut out, &Organ { source: "a.md", document: 1, resolution: &found(organ) }).expect("written");
            text += separator;
            text += &String::from_utf8(out).expect("UTF-8");
        }
        let value: serde_json::Value = serde_json::from_str(&(text + tail)).expect("JSON");
        assert_eq!(value["organs"][0]["state"], "ambiguous");
        assert_eq!(value["organs"][0]["candidates"].as_array().map(Vec::len), Some(4));
        assert_eq!(value["organs"][0]["evidence"][0]["bearing"], "silent");
        assert_eq!(value["organs"][1]["divisions"][1]["code"], "520100000000");
    }
}
