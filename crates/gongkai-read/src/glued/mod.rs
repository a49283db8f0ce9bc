//! Glued text: a page copied as one line, the cells of a row run together.
//!
//! [`segment`] takes such a text apart at the labels of the form, so that the rest of the reader sees rows; [`digits`]
//! parts the figures of a row by the sums that the form demands. What has exactly one reading is repaired, with the
//! glued string as evidence; what has several stays undecided with them.

pub(crate) mod digits;
mod segment;

use gongkai_model::{Decimal, Locus};

use crate::facts::Slot;
use crate::flatten::{Cell, Place, Row};
use digits::{Digits, Figure, Readings};
use segment::{Kind, segments};

/// The rows that a glued text stands for; nothing if it is not glued.
pub(crate) fn rows(text: &str, of_text: &Locus, block: usize) -> Option<Vec<Row>> {
    let segments = segments(text)?;
    let mut rows: Vec<Row> = Vec::new();
    // Characters before the segment, counted on: a page in one line has thousands of segments.
    let (mut counted, mut chars) = (0, 0);
    let mut of_table = false;
    for segment in segments {
        chars += text[counted..segment.start].chars().count() as u32;
        counted = segment.start;
        let part = &text[segment.start..segment.end];
        let words = part.trim();
        let skipped = &part[..part.len() - part.trim_start().len()];
        let locus = of_text.part(segment.start + skipped.len(), words).moved(chars + skipped.chars().count() as u32);
        let place = match segment.kind {
            Kind::Label | Kind::Figure => {
                let length = words.chars().count() as u32;
                Place::Line { chars: (chars, length), columns: (chars, length), page: 0 }
            }
            Kind::Heading | Kind::Prose => Place::Alone,
        };
        let cell = Cell::new(words, &locus, place);
        match rows.last_mut().filter(|_| segment.kind == Kind::Figure && of_table) {
            Some(row) => row.cells.push(cell),
            None => rows.push(Row { cells: vec![cell], block, heading: false }),
        }
        of_table = matches!(segment.kind, Kind::Label | Kind::Figure);
    }
    Some(rows)
}

/// Slots of glued cells: `blocks` blocks of `size` figures, the last of each the sum of those before.
#[derive(Debug)]
pub(crate) struct Glued<'a> {
    cells: Vec<&'a Cell>,
    digits: Digits,
    readings: Vec<Vec<Figure>>,
}

impl<'a> Glued<'a> {
    /// The readings of some cells; nothing if they hold anything but digits, or too few of them, or too many readings.
    pub(crate) fn of(cells: &[&'a Cell], blocks: usize, size: usize) -> Option<Self> {
        let cells: Vec<&Cell> = cells.iter().copied().filter(|cell| !cell.is_blank()).collect();
        let digits = Digits::of(cells.iter().map(|cell| cell.text.trim()))?;
        if digits.len() < blocks * size || cells.len() >= blocks * size {
            return None;
        }
        match digits::readings(&digits, blocks, size) {
            Readings::All(readings) => Some(Self { cells, digits, readings }),
            Readings::TooMany => Some(Self { cells, digits, readings: Vec::new() }),
        }
    }

    /// The slots of `count` figures that no sum connects: parted if neither so many nor fewer figures can be read in
    /// another way, else with every candidate.
    pub(crate) fn without_sums(cells: &[&'a Cell], count: usize) -> Option<Vec<Slot<'a>>> {
        let cells: Vec<&Cell> = cells.iter().copied().filter(|cell| !cell.is_blank()).collect();
        let digits = Digits::of(cells.iter().map(|cell| cell.text.trim()))?;
        if cells.len() >= count {
            return None;
        }
        let (readings, fewer) = digits::splits(&digits, count)?;
        let certain = readings.len() == 1 && !fewer;
        let glued = Self { cells, digits, readings };
        let slots = glued.slots();
        if certain || slots.is_empty() {
            return certain.then_some(slots);
        }
        let whole: Vec<Decimal> = glued.cells.iter().filter_map(|cell| cell.text.trim().parse().ok()).collect();
        let several = slots.into_iter().map(|slot| {
            let mut candidates = match slot {
                Slot::Several { candidates, .. } => candidates,
                slot => slot.number().into_iter().collect(),
            };
            candidates.extend(whole.iter().filter(|_| fewer));
            candidates.sort_unstable();
            candidates.dedup();
            Slot::Several { cells: glued.cells.clone(), candidates }
        });
        Some(several.collect())
    }

    /// How many readings there are.
    pub(crate) fn count(&self) -> usize {
        self.readings.len()
    }

    /// The figures of a reading.
    pub(crate) fn values(&self, reading: usize) -> impl Iterator<Item = Decimal> + '_ {
        self.readings.get(reading).into_iter().flatten().map(|&(_, value)| value.into())
    }

    /// Keeps the readings that a test allows.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(usize) -> bool) {
        let mut number = 0;
        self.readings.retain(|_| {
            number += 1;
            keep(number - 1)
        });
    }

    /// A slot for each figure: the figure in which all readings agree, else the figures that are left.
    pub(crate) fn slots(&self) -> Vec<Slot<'a>> {
        let Some(first) = self.readings.first() else { return Vec::new() };
        (0..first.len())
            .map(|index| {
                let mut values: Vec<u64> = self.readings.iter().map(|reading| reading[index].1).collect();
                values.sort_unstable();
                values.dedup();
                let run = |reading: &Vec<Figure>| self.digits.run_at(reading[index].0);
                let (from, to) =
                    self.readings.iter().map(run).fold((usize::MAX, 0), |(a, b), run| (a.min(run), b.max(run)));
                let cells = self.cells[from..=to].to_vec();
                match values[..] {
                    // A figure that stands alone was not glued.
                    [value] if from == to && self.digits.run_length(from) == value.to_string().len() => {
                        Slot::Cell(cells[0])
                    }
                    [value] => Slot::Joined { cells, value: value.into() },
                    _ => Slot::Several { cells, candidates: values.into_iter().map(Decimal::from).collect() },
                }
            })
            .collect()
    }
}
