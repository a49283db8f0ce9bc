//! Figures told in prose: `narrative.*` facts, one a mention, with the clause as evidence.
//!
//! A clause gives a figure only if all of its words are known and in the order of a wording (`gongkai_template::narrative`),
//! if the figure is of the year and the organ reported on, and, for short wordings, if the talk is of the subject. What is
//! not understood gives nothing, and ends the talk.

mod clause;
mod evidence;
mod organ;
mod outline;
mod plain;
mod talk;
mod vocabulary;
mod wording;

#[cfg(test)]
mod tests;

use gongkai_model::{Agency, Fact, Scope, SectionId};

pub(crate) use evidence::Piece;
use organ::Organ;
use plain::Plain;
use talk::Teller;

/// A paragraph of running text.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    /// The section it stands in.
    pub(crate) section: SectionId,
    /// Its text, lines joined.
    pub(crate) text: String,
    /// Where its parts stand, in order.
    pub(crate) pieces: Vec<Piece>,
}

/// More mentions than this are not looked for: no report comes near.
const MOST_FACTS: usize = 2_000;

/// The figures that paragraphs tell.
pub(crate) fn read(
    paragraphs: &[Paragraph],
    agency: Option<&Agency>,
    scope: Option<Scope>,
    year: Option<i32>,
) -> Vec<Fact> {
    let organ = Organ::new(agency, scope);
    let mut teller = Teller::new(&organ, year);
    let mut section = None;
    let mut before = "";
    for paragraph in paragraphs {
        if section.replace(paragraph.section) != Some(paragraph.section) {
            teller.enter(paragraph.section);
        }
        let torn = is_torn(before, &paragraph.text);
        if !before.trim_end().ends_with(['；', ';', '：', ':', '，', ',']) {
            teller.pause();
        }
        before = &paragraph.text;
        let text = Plain::new(&paragraph.text);
        teller.paragraph(&text, paragraph, torn);
        if teller.facts.len() >= MOST_FACTS {
            break;
        }
    }
    teller.facts
}

/// Whether two paragraphs are pieces of one figure (`1⏎2件`, `二十⏎三件`), so that the second begins with no figure.
fn is_torn(before: &str, text: &str) -> bool {
    let numeral = |c: char| {
        c.is_numeric()
            || matches!(
                c,
                '〇' | '一'
                    | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十'
                    | '百'
                    | '千'
                    | '万'
                    | '亿'
                    | '零'
                    | '两'
                    | '.'
                    | ','
                    | '．'
                    | '，'
            )
    };
    before.trim_end().ends_with(numeral) && text.trim_start().starts_with(numeral)
}
