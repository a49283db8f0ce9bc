//! What programs read, cell by cell, against the figures that a person read.

use std::collections::BTreeMap;
use std::ops::Add;
use std::path::Path;

use gongkai::model::Decimal;

use super::pages::{Copies, Page};

/// States of a cell that holds no figure; a peer leaves the value empty for them.
const EMPTY: &[&str] = &["blank", "not_applicable", "none", "text"];

/// Cells counted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    /// The figure, or a blank said to be blank.
    pub(crate) right: usize,
    /// Another figure, a figure where there is none, or a blank where there is one.
    pub(crate) wrong: usize,
    /// Nothing was said.
    pub(crate) missed: usize,
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { right: self.right + other.right, wrong: self.wrong + other.wrong, missed: self.missed + other.missed }
    }
}

/// A figure, or none where the cell is blank.
type Cells = BTreeMap<String, Option<Decimal>>;

/// Counts what a program printed over the first copy of the pages; those that nobody has read are left out.
pub(crate) fn tally(output: &Path, pages: &[Page]) -> Result<Tally, String> {
    let mut read = vec![Cells::new(); pages.len()];
    for row in rows(output)? {
        let page = (0..read.len()).find(|&page| row["source"].ends_with(&Copies::name(page, &pages[page].file)));
        let state = row.get("state").map_or("number", String::as_str);
        let figure = number(&row["value"])?;
        // What the program calls unreadable or missing it does not say.
        if let Some(page) = page.filter(|_| state == "number" || EMPTY.contains(&state)) {
            read[page].insert(row["cell"].clone(), figure);
        }
    }
    let mut tally = Tally::default();
    for (read, page) in read.iter().zip(pages) {
        if let Some(gold) = &page.gold {
            count(read, &rows(gold)?, &mut tally)?;
        }
    }
    Ok(tally)
}

/// Compares one page. A cell that the page does not decide counts only where a wrong figure is given.
fn count(read: &Cells, gold: &[BTreeMap<String, String>], tally: &mut Tally) -> Result<(), String> {
    for row in gold {
        let (want, have) = (number(&row["value"])?, read.get(&row["cell"]));
        let undecided = row.get("note").is_some_and(|note| note == "ambiguous");
        match have {
            Some(have) if *have != want && !(undecided && have.is_none()) => tally.wrong += 1,
            _ if undecided => {}
            Some(_) => tally.right += 1,
            None => tally.missed += 1,
        }
    }
    let listed = |cell: &str| gold.iter().any(|row| row["cell"] == cell);
    let invented = |(cell, figure): &(&String, &Option<Decimal>)| {
        figure.is_some() && ["t2_", "t3.", "t4."].iter().any(|table| cell.starts_with(table)) && !listed(cell)
    };
    tally.wrong += read.iter().filter(invented).count();
    Ok(())
}

fn number(text: &str) -> Result<Option<Decimal>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.replace(',', "").parse().map(Some).map_err(|_| format!("“{text}” is no number"))
}

/// The rows of a CSV file, by the names of its columns; every row has `cell` and `value`.
fn rows(path: &Path) -> Result<Vec<BTreeMap<String, String>>, String> {
    let failed = |error: csv::Error| format!("{}: {error}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(failed)?;
    reader.deserialize().collect::<Result<_, _>>().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn every_cell_is_right_wrong_or_missed() {
        let gold = [("t3.a", "1,200", ""), ("t3.b", "", ""), ("t3.c", "5", "ambiguous"), ("t4.d", "7", "")];
        let gold = gold.map(|(cell, value, note)| row(&[("cell", cell), ("value", value), ("note", note)]));
        for (read, right, wrong, missed) in [
            (&[("t3.a", "1200.0"), ("t3.b", ""), ("t3.c", "5"), ("t4.d", "7")][..], 3, 0, 0),
            (&[], 0, 0, 3),
            (&[("t3.a", ""), ("t3.b", "0"), ("t3.c", "6")], 0, 3, 1),
            (&[("t3.c", ""), ("t3.z", "1"), ("narrative.z", "1")], 0, 1, 3),
        ] {
            let read = read.iter().map(|(cell, text)| ((*cell).to_owned(), number(text).unwrap())).collect();
            let mut tally = Tally::default();
            count(&read, &gold, &mut tally).unwrap();
            assert_eq!(tally, Tally { right, wrong, missed }, "{read:?}");
        }
    }
}
