//! Invented sentences and what they tell.

mod disputes;
mod evidence;
mod misses;
mod proactive;
mod requests;

use gongkai_model::{Agency, Fact, Kind, Level, Locus, Scope, SectionId};

use super::{Paragraph, Piece, read};

/// The year that the sentences report on.
const YEAR: i32 = 2024;

fn county() -> Agency {
    Agency { name: "青禾县人民政府".into(), kind: Some(Kind::Government), level: Some(Level::County) }
}

fn bureau() -> Agency {
    Agency { name: "青禾县财政局".into(), kind: Some(Kind::Department), level: Some(Level::County) }
}

fn paragraph(section: SectionId, text: &str) -> Paragraph {
    let locus = Locus::Text { line: 1, column: 1, start: 0, end: text.len() as u32 };
    let piece = Piece { at: 0, length: text.len(), locus, new_line: true };
    Paragraph { section, text: text.into(), pieces: vec![piece] }
}

fn facts(agency: &Agency, section: SectionId, text: &str) -> Vec<Fact> {
    let scope = match agency.kind {
        Some(Kind::Government) => Scope::WholeGovernment,
        _ => Scope::OwnOrgan,
    };
    let paragraphs: Vec<Paragraph> = text.lines().map(|line| paragraph(section, line)).collect();
    read(&paragraphs, Some(agency), Some(scope), Some(YEAR))
}

/// What a text tells, as `quantity value unit`.
fn told_by(agency: &Agency, section: SectionId, text: &str) -> String {
    let facts = facts(agency, section, text);
    let one = |fact: &Fact| format!("{} {}{}", fact.cell.trim_start_matches("narrative."), fact.value, fact.unit);
    facts.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Sentences of a county's report, each with what it tells.
fn check(section: SectionId, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(told_by(&county(), section, text), *expected, "{text}");
    }
}
