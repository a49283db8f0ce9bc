//! Where the sections begin.

use std::sync::LazyLock;

use gongkai_model::{Locus, SectionId};
use gongkai_template::{EDITIONS, Section};
use gongkai_text::normalize::label_key;
use gongkai_text::numbering::Mark;

use crate::flatten::{Cell, Row};
use crate::known;
use crate::labels::similarity;

/// A heading found: the cell at `row`, `cell`.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub(crate) section: &'static Section,
    pub(crate) row: usize,
    pub(crate) cell: usize,
    pub(crate) text: String,
    pub(crate) locus: Locus,
    /// Whether its number is printed.
    pub(crate) numbered: bool,
}

/// Headings of the six sections, in the order of the source and of the form.
///
/// Beside them the row where a second report begins: a first section behind a fourth or later one.
pub(crate) fn find(rows: &[Row]) -> (Vec<Heading>, Option<usize>) {
    let known = &*KNOWN;
    let mut all: Vec<Heading> = Vec::new();
    let mut guesses = MOST_GUESSES;
    for (number, row) in rows.iter().enumerate() {
        for (index, cell) in row.cells.iter().enumerate() {
            if all.len() >= MOST_HEADINGS {
                break;
            }
            if let Some((section, numbered)) = known.recognise(cell, row, &mut guesses) {
                all.push(Heading {
                    section,
                    row: number,
                    cell: index,
                    text: cell.text.clone(),
                    locus: cell.locus.clone(),
                    numbered,
                });
            }
        }
    }
    let mut all = without_contents_list(all);
    let late = all.iter().position(|heading| heading.section.number >= 4);
    let second =
        late.and_then(|late| all[late..].iter().find(|heading| heading.section.number == 1 && heading.numbered));
    let second = second.map(|heading| heading.row);
    if let Some(row) = second {
        all.retain(|heading| heading.row < row);
    }
    (in_order(all), second)
}

/// A document with more headings of sections, or more labels that resemble one, is no report.
const MOST_HEADINGS: usize = 400;
const MOST_GUESSES: usize = 400;

struct Known {
    sections: &'static [Section],
    keys: Vec<Vec<String>>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(Known::new);

impl Known {
    fn new() -> Self {
        let sections = EDITIONS[EDITIONS.len() - 1].sections;
        let keys = sections.iter().map(|section| section.label.texts().map(label_key).collect()).collect();
        Self { sections, keys }
    }

    /// The section that a cell heads, and whether the number is printed.
    fn recognise(&self, cell: &Cell, row: &Row, guesses: &mut usize) -> Option<(&'static Section, bool)> {
        let length = cell.bare.chars().count();
        if length < 4 {
            return None;
        }
        if let Some(Mark::Section(_)) = cell.mark {
            // By words first: the number may be wrong, the words tell.
            let exact = self.keys.iter().position(|keys| {
                keys.iter()
                    .any(|key| cell.bare == *key || (cell.bare.starts_with(key.as_str()) && key.chars().count() >= 6))
            });
            if exact.is_none() && known::is_label(&cell.key) {
                // A row of Table 3, such as 四、结转下年度继续办理.
                return None;
            }
            let by_words = exact.or_else(|| {
                *guesses = guesses.checked_sub(1)?;
                self.alike(&cell.bare, length)
            });
            return by_words.map(|index| (&self.sections[index], true));
        }
        // Without number only the exact words, alone on their line.
        let alone = row.cells.iter().filter(|cell| !cell.text.is_empty()).count() == 1;
        let exact = || self.keys.iter().position(|keys| keys[..].contains(&cell.bare));
        let index = (alone && cell.mark.is_none()).then(exact).flatten()?;
        (row.heading || length >= 6 || cell.bare == self.keys[index][0]).then(|| (&self.sections[index], false))
    }

    fn alike(&self, bare: &str, length: usize) -> Option<usize> {
        if length > 40 {
            return None;
        }
        let score = |keys: &Vec<String>| keys.iter().map(|key| similarity(bare, key)).fold(0.0, f64::max);
        let cut = |keys: &Vec<String>| length >= 7 && keys.iter().any(|key| key.starts_with(bare));
        let best = self.keys.iter().enumerate().max_by(|a, b| score(a.1).total_cmp(&score(b.1)))?;
        (score(best.1) >= 0.75 || cut(best.1)).then_some(best.0)
    }
}

/// Fewer headings one below the other are no list of contents.
const CONTENTS: usize = 3;

/// Drops a list of contents: headings that follow each other line by line, with nothing between, and come again later.
fn without_contents_list(all: Vec<Heading>) -> Vec<Heading> {
    let again = |index: usize| all[index + 1..].iter().any(|later| later.section.id == all[index].section.id);
    // How many headings follow each other line by line round each of them.
    let mut runs = vec![0; all.len()];
    let mut start = 0;
    for index in 0..all.len() {
        let ends = all.get(index + 1).is_none_or(|next| next.row > all[index].row + 1);
        if ends {
            runs[start..=index].fill(index + 1 - start);
            start = index + 1;
        }
    }
    let listed: Vec<bool> = (0..all.len()).map(|index| runs[index] >= CONTENTS && again(index)).collect();
    all.into_iter().zip(listed).filter(|(_, listed)| !listed).map(|(heading, _)| heading).collect()
}

/// The longest run of headings in the order of the form; the first of equals.
fn in_order(all: Vec<Heading>) -> Vec<Heading> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (index, heading) in all.iter().enumerate() {
        let before = (0..index)
            .filter(|&other| all[other].section.number < heading.section.number)
            .max_by_key(|&other| (best[other].0, std::cmp::Reverse(other)));
        best.push((before.map_or(1, |other| best[other].0 + 1), before));
    }
    let mut at = (0..all.len()).max_by_key(|&index| (best[index].0, std::cmp::Reverse(index)));
    let mut chosen = Vec::new();
    while let Some(index) = at {
        chosen.push(index);
        at = best[index].1;
    }
    all.into_iter().enumerate().filter(|(index, _)| chosen.contains(index)).map(|(_, heading)| heading).collect()
}

/// Position of a section's heading as (row, cell).
pub(crate) fn position(headings: &[Heading], id: SectionId) -> Option<(usize, usize)> {
    headings.iter().find(|heading| heading.section.id == id).map(|heading| (heading.row, heading.cell))
}

/// Position of the first heading behind a section.
pub(crate) fn after(headings: &[Heading], number: u8) -> Option<(usize, usize)> {
    headings.iter().find(|heading| heading.section.number > number).map(|heading| (heading.row, heading.cell))
}
