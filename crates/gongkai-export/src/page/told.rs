//! Figures told in prose, as a page shows them.

use gongkai_model::{Fact, Language, Locus, Report};
use gongkai_template::narrative::quantity;

use super::{figure, pick};

/// A mention of a quantity.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// Name of the quantity.
    pub quantity: String,
    /// The figure with its unit.
    pub figure: String,
    /// The clause on one line.
    pub clause: String,
    /// Where the clause stands.
    pub locus: Option<&'a Locus>,
}

/// Whether a fact is a figure told in prose.
pub(super) fn is_told(fact: &Fact) -> bool {
    fact.cell.starts_with("narrative.")
}

/// The figures that a report tells in prose, in the order of the text.
pub fn told(report: &Report, language: Language) -> Vec<Told<'_>> {
    let facts = report.facts.iter().filter(|fact| is_told(fact));
    facts
        .map(|fact| Told {
            quantity: name(fact, language),
            figure: figure(fact),
            clause: fact.evidence.raw.replace('\n', ""),
            locus: fact.evidence.locus.as_ref(),
        })
        .collect()
}

/// `收到申请数`, `收到申请数/占比`; a quantity that the list does not have goes by the label of the fact.
fn name(fact: &Fact, language: Language) -> String {
    let path = fact.cell.trim_start_matches("narrative.");
    let (id, kind) = path.split_once('.').unwrap_or((path, ""));
    let Some(quantity) = quantity(id).filter(|_| language == Language::En) else { return fact.label.clone() };
    let of = match kind {
        "share" => pick(language, "", ", share"),
        "change" => pick(language, "", ", change on the year before"),
        _ => "",
    };
    format!("{}{of}", quantity.label_en)
}
