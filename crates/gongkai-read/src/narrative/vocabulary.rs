//! The words and wordings of the quantities, made ready for matching.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use gongkai_template::narrative::{
    CUMULATIVE, FILLERS, OWN, PART_OF_YEAR, Quantity, TERRITORIES, THIS_YEAR, UNITS, WHOLE, WORDS, quantities,
};

/// A set of head words.
pub(super) type Mask = u128;

/// What a written form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sort {
    /// A word of the wordings, or one that means nothing.
    #[default]
    Word,
    /// The reporting organ itself.
    Own,
    /// The whole of a territory of this sort.
    Whole(&'static str),
    /// All organs of a territory; behind its name only.
    Units,
    /// The year reported on.
    ThisYear,
    /// A sum over time.
    Cumulative,
    /// A part of a year, or many years.
    PartOfYear,
}

/// A written form.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    pub(super) chars: Vec<char>,
    pub(super) mask: Mask,
    /// Whether it may be left out.
    pub(super) filler: bool,
    pub(super) sort: Sort,
}

/// How much a wording needs around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Nothing.
    Nothing,
    /// That the talk is of the subject.
    Talk,
    /// That the clause before is of the subject.
    Before,
}

/// A piece of a wording.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece {
    Figure,
    Word { mask: Mask, optional: bool },
}

/// A wording of a quantity.
#[derive(Debug)]
pub(super) struct Wording {
    pub(super) quantity: &'static Quantity,
    pub(super) needs: Needs,
    pub(super) pieces: Vec<Piece>,
    /// The words that may not be left out, of pieces that are one word.
    pub(super) needed: Mask,
    /// The words of each other piece that may not be left out.
    pub(super) needed_one_of: Vec<Mask>,
    /// Whether it gives a figure; otherwise it says that there is none.
    pub(super) figure: bool,
    /// Whether the figure holds for several quantities (`各`).
    pub(super) each: bool,
}

/// Everything known.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// By the drawer of their first character; in a drawer longer ones first.
    forms: Vec<Form>,
    /// Where each drawer begins, and the last one ends.
    drawers: Vec<usize>,
    /// Wordings with a figure, and those that say that there is none.
    wordings: [Vec<Wording>; 2],
}

/// Forms are kept in as many drawers, nearly all of which hold those of one first character or none.
const DRAWERS: usize = 1 << 10;

/// The drawer of a form that begins with a character.
fn drawer(first: char) -> usize {
    first as usize % DRAWERS
}

pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);

/// The mask of a head word; empty for an unknown one. For constants: the list is gone through.
pub(super) const fn mask(word: &str) -> Mask {
    let mut index = 0;
    while index < WORDS.len() {
        if are_equal(WORDS[index].word.as_bytes(), word.as_bytes()) {
            return 1 << index;
        }
        index += 1;
    }
    0
}

const fn are_equal(a: &[u8], b: &[u8]) -> bool {
    let mut index = 0;
    while index < a.len() && index < b.len() && a[index] == b[index] {
        index += 1;
    }
    index == a.len() && index == b.len()
}

impl Vocabulary {
    fn new() -> Self {
        let mut forms: BTreeMap<String, Form> = BTreeMap::new();
        for (index, words) in WORDS.iter().enumerate() {
            for written in words.written {
                forms.entry((*written).into()).or_default().mask |= 1 << index;
            }
        }
        for filler in FILLERS {
            forms.entry((*filler).into()).or_default().filler = true;
        }
        let wholes = WHOLE.iter().flat_map(|all| TERRITORIES.iter().map(move |sort| (format!("{all}{sort}"), *sort)));
        let sorts = wholes
            .map(|(written, sort)| (written, Sort::Whole(sort)))
            .chain(OWN.iter().map(|written| ((*written).to_owned(), Sort::Own)))
            .chain(UNITS.iter().map(|written| ((*written).to_owned(), Sort::Units)))
            .chain(THIS_YEAR.iter().map(|written| ((*written).to_owned(), Sort::ThisYear)))
            .chain(CUMULATIVE.iter().map(|written| ((*written).to_owned(), Sort::Cumulative)))
            .chain(PART_OF_YEAR.iter().map(|written| ((*written).to_owned(), Sort::PartOfYear)));
        for (written, sort) in sorts {
            forms.entry(written).or_default().sort = sort;
        }
        let mut forms: Vec<Form> =
            forms.into_iter().map(|(written, form)| Form { chars: written.chars().collect(), ..form }).collect();
        let place = |form: &Form| form.chars.first().map_or(DRAWERS, |first| drawer(*first));
        forms.sort_by_key(|form| (place(form), std::cmp::Reverse(form.chars.len())));
        let drawers = (0..=DRAWERS).map(|drawer| forms.partition_point(|form| place(form) < drawer)).collect();
        let (with_figure, without) = quantities().flat_map(wordings).partition(|wording: &Wording| wording.figure);
        Self { forms, drawers, wordings: [with_figure, without] }
    }

    /// The wordings that give a figure, or those that say that there is none.
    pub(super) fn wordings(&self, figure: bool) -> &[Wording] {
        &self.wordings[usize::from(!figure)]
    }

    /// The longest form at the beginning of some characters.
    pub(super) fn longest(&self, chars: &[char]) -> Option<&Form> {
        let drawer = drawer(*chars.first()?);
        // The second character tells nearly all forms apart.
        let second = chars.get(1);
        let may_begin = |form: &&Form| form.chars.get(1).is_none_or(|c| Some(c) == second);
        let forms = &self.forms[self.drawers[drawer]..self.drawers[drawer + 1]];
        forms.iter().filter(may_begin).find(|form| chars.starts_with(&form.chars))
    }
}

fn wordings(quantity: &'static Quantity) -> impl Iterator<Item = Wording> {
    let lists =
        [(quantity.wordings, Needs::Nothing), (quantity.in_talk, Needs::Talk), (quantity.following, Needs::Before)];
    lists.into_iter().flat_map(move |(list, needs)| list.iter().map(move |text| wording(quantity, needs, text)))
}

fn wording(quantity: &'static Quantity, needs: Needs, text: &'static str) -> Wording {
    let piece = |word: &str| {
        if word == "#" {
            return Piece::Figure;
        }
        let (word, optional) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
        Piece::Word { mask: word.split('|').map(mask).fold(0, |all, one| all | one), optional }
    };
    let pieces: Vec<Piece> = text.split_whitespace().map(piece).collect();
    let figure = pieces.iter().any(|piece| matches!(piece, Piece::Figure));
    let needed = pieces.iter().filter_map(|piece| match piece {
        Piece::Word { mask, optional: false } => Some(*mask),
        _ => None,
    });
    let (single, needed_one_of): (Vec<Mask>, Vec<Mask>) = needed.partition(|mask| mask.count_ones() == 1);
    let needed = single.into_iter().fold(0, |all, one| all | one);
    Wording { quantity, needs, pieces, needed, needed_one_of, figure, each: text.contains('各') }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_word_of_a_wording_is_listed_once() {
        assert!(WORDS.len() <= Mask::BITS as usize);
        let names: BTreeSet<&str> = WORDS.iter().map(|words| words.word).collect();
        assert_eq!(names.len(), WORDS.len(), "a head word is listed twice");
        for quantity in quantities() {
            for text in [quantity.wordings, quantity.in_talk, quantity.following].concat() {
                for word in text.split([' ', '|']).map(|word| word.trim_end_matches('?')) {
                    assert!(word == "#" || names.contains(word), "{}: {word} is no head word", quantity.id);
                }
            }
        }
    }

    #[test]
    fn every_quantity_has_its_own_id() {
        let ids: BTreeSet<&str> = quantities().map(|quantity| quantity.id).collect();
        assert_eq!(ids.len(), quantities().count());
    }

    #[test]
    fn written_forms_are_plain() {
        let written = WORDS.iter().flat_map(|words| words.written).chain(FILLERS);
        for text in written {
            let plain: String = gongkai_text::normalize::plain_chars(text).map(|(_, c)| c).collect();
            assert_eq!(plain, *text);
        }
    }
}
