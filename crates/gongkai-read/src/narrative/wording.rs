//! Which quantities a clause tells.

use gongkai_template::narrative::Quantity;

use super::clause::{Clause, Element};
use super::vocabulary::{Mask, Needs, Piece, VOCABULARY, Wording, mask};

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

/// No wording has as many words; bounds the ways to try.
const MOST_WORDS: usize = 16;

/// The quantities whose wordings the elements fit; `unit` is that of the figure, none where there is no figure.
///
/// A figure that fits several is none of them, unless the wording says that it holds for each.
pub(super) fn told(elements: &[Element], unit: Option<&str>, talk: Talk<'_>) -> Vec<&'static Quantity> {
    let mut found: Vec<&'static Quantity> = Vec::new();
    let words = elements.iter().filter(|element| !matches!(element, Element::Word { mask: 0, .. })).count();
    if words > MOST_WORDS || elements.contains(&Element::Unknown) {
        return found;
    }
    let said =
        elements.iter().fold(0, |all, element| all | if let Element::Word { mask, .. } = element { *mask } else { 0 });
    let mut each = true;
    for wording in VOCABULARY.wordings(unit.is_some()) {
        let may_fit = wording.needed & !said == 0 && wording.needed_one_of.iter().all(|words| words & said != 0);
        if !may_fit || !fits(&wording.pieces, elements) {
            continue;
        }
        let fits_unit = unit.is_none_or(|unit| wording.quantity.units.contains(&unit));
        if !fits_unit || !talk.allows(wording) {
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

const SHARE: Mask = mask("占");
const WHOLE: Mask = mask("分母");
const REQUESTS: Mask = mask("申请数");
const COMPARED: Mask = mask("较");
const YEAR_BEFORE: Mask = mask("上年");
const UP: Mask = mask("增");
const DOWN: Mask = mask("减");

/// The words of a clause before its share or change, and which of the two it is.
pub(super) fn relation(clause: &Clause) -> Option<(Relation, Vec<Element>)> {
    let unit = clause.figures.first()?.unit.as_str();
    let index = clause.elements.iter().position(|element| matches!(element, Element::Figure(_)))?;
    let (before, behind) = (&clause.elements[..index], &clause.elements[index + 1..]);
    let first = |words: Mask| before.iter().position(|element| is(element, words));
    if let Some(at) = first(SHARE).filter(|_| unit == "%") {
        let known = are_only(&before[at..], SHARE | WHOLE | REQUESTS) && are_only(behind, WHOLE);
        return known.then(|| (Relation::Share, before[..at].to_vec()));
    }
    let (up, down) = (first(UP), first(DOWN));
    if up.is_some() == down.is_some() || unit == "个百分点" {
        return None;
    }
    let at = first(COMPARED)?.min(up.or(down)?);
    let known = are_only(&before[at..], COMPARED | YEAR_BEFORE | UP | DOWN) && are_only(behind, 0);
    let relation = if down.is_some() { Relation::Fall } else { Relation::Rise };
    known.then(|| (relation, before[..at].to_vec()))
}

fn is(element: &Element, words: Mask) -> bool {
    matches!(element, Element::Word { mask, .. } if mask & words != 0)
}

/// Whether elements are some words, or mean nothing.
fn are_only(elements: &[Element], words: Mask) -> bool {
    let means_nothing =
        |element: &Element| matches!(element, Element::Word { mask: 0, .. } | Element::Word { optional: true, .. });
    elements.iter().all(|element| means_nothing(element) || is(element, words))
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
