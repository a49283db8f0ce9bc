//! Which quantities a clause tells.

use gongkai_template::narrative::Quantity;

use super::clause::{Clause, Element};
use super::vocabulary::{Needs, Piece, VOCABULARY, Wording};

/// What the clauses before make short wordings mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Talk<'a> {
    /// Subject of the heading above.
    pub(super) topic: Option<&'static str>,
    /// Subjects of the quantity told last.
    pub(super) last: &'a [&'static str],
    /// Whether that was right before.
    pub(super) adjacent: bool,
}

impl Talk<'_> {
    fn allows(&self, wording: &Wording) -> bool {
        let about = wording.quantity.about;
        let last = || self.last.iter().any(|subject| about.contains(subject));
        match wording.needs {
            Needs::Nothing => true,
            Needs::Talk => self.topic.is_some_and(|topic| about.contains(&topic)) || last(),
            Needs::Before => self.adjacent && last(),
        }
    }
}

/// The quantities whose wordings the elements fit; `unit` is that of the figure, none where there is no figure.
///
/// A figure that fits several is none of them, unless the wording says that it holds for each.
pub(super) fn told(elements: &[Element], unit: Option<&str>, talk: Talk<'_>) -> Vec<&'static Quantity> {
    let mut found: Vec<&'static Quantity> = Vec::new();
    let mut each = true;
    for wording in &VOCABULARY.wordings {
        let fits_unit = unit.is_none_or(|unit| wording.quantity.units.contains(&unit));
        if wording.figure != unit.is_some() || !fits_unit || !talk.allows(wording) || !fits(&wording.pieces, elements) {
            continue;
        }
        each &= wording.each;
        if !found.iter().any(|quantity| quantity.id == wording.quantity.id) {
            found.push(wording.quantity);
        }
    }
    if unit.is_some() && found.len() > 1 && !each {
        found.clear();
    }
    found
}

/// Whether elements are a wording: every element stands for a piece, or means nothing.
fn fits(pieces: &[Piece], elements: &[Element]) -> bool {
    let Some((element, rest)) = elements.split_first() else {
        return pieces.iter().all(|piece| matches!(piece, Piece::Word { optional: true, .. }));
    };
    if matches!(element, Element::Unknown) {
        return false;
    }
    if matches!(element, Element::Word { mask: 0, .. }) {
        return fits(pieces, rest);
    }
    let stands_for = |piece: &Piece| match (piece, element) {
        (Piece::Figure, Element::Figure(_)) => true,
        (Piece::Word { mask: wanted, .. }, Element::Word { mask, .. }) => mask & wanted != 0,
        _ => false,
    };
    for (index, piece) in pieces.iter().enumerate() {
        if stands_for(piece) && fits(&pieces[index + 1..], rest) {
            return true;
        }
        if !matches!(piece, Piece::Word { optional: true, .. }) {
            break;
        }
    }
    matches!(element, Element::Word { optional: true, .. }) && fits(pieces, rest)
}

/// The words of a clause without its share or change, and which of the two it is.
pub(super) fn relation(clause: &Clause) -> Option<(Relation, Vec<Element>)> {
    use super::vocabulary::mask;
    let index = clause.elements.iter().position(|element| matches!(element, Element::Figure(_)))?;
    let unit = clause.figures.first()?.unit.as_str();
    let is = |element: &Element, word: &str| matches!(element, Element::Word { mask: of, .. } if of & mask(word) != 0);
    let means_nothing =
        |element: &Element| matches!(element, Element::Word { mask: 0, .. } | Element::Word { optional: true, .. });
    let before = &clause.elements[..index];
    let behind = &clause.elements[index + 1..];
    let first = |words: &[&str]| before.iter().position(|element| words.iter().any(|word| is(element, word)));
    let only = |elements: &[Element], words: &[&str]| {
        elements.iter().all(|element| means_nothing(element) || words.iter().any(|word| is(element, word)))
    };
    if unit == "%"
        && let Some(at) = first(&["占"])
    {
        let whole = ["占", "分母", "申请数"];
        let known = only(&before[at..], &whole) && only(behind, &["分母"]);
        return known.then(|| (Relation::Share, before[..at].to_vec()));
    }
    let compared = before.iter().any(|element| is(element, "较"));
    let (up, down) = (first(&["增"]), first(&["减"]));
    if !compared || up.is_some() == down.is_some() || unit == "个百分点" {
        return None;
    }
    let at = first(&["较"])?.min(up.or(down)?);
    let known = only(&before[at..], &["较", "上年", "增", "减"]) && only(behind, &[]);
    let relation = if down.is_some() { Relation::Fall } else { Relation::Rise };
    known.then(|| (relation, before[..at].to_vec()))
}

/// What a figure says of a quantity besides how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// 占…的 p%.
    Share,
    /// 较上年增长.
    Rise,
    /// 较上年减少.
    Fall,
}
