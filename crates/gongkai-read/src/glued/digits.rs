//! Figures printed without anything between: every way to part a string of digits so that the form's sums hold.

use std::collections::{BTreeMap, BTreeSet};

/// Figures with more digits do not occur: a count of requests has at most seven.
const LONGEST_FIGURE: usize = 12;
/// So many readings are kept; with more of them there is nothing to choose from.
const MOST_READINGS: usize = 64;
/// Steps after which a string is given up.
const MOST_STEPS: usize = 500_000;

/// Digits with the places where the source parts them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Digits {
    digits: Vec<u8>,
    /// Positions where a figure must begin: white space stood there.
    begins: Vec<usize>,
}

impl Digits {
    /// The digits of some runs; nothing if a run holds anything else.
    pub(crate) fn of<'a>(runs: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut all = Self::default();
        for run in runs {
            if run.is_empty() || !run.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            all.begins.push(all.digits.len());
            all.digits.extend(run.bytes().map(|b| b - b'0'));
        }
        Some(all)
    }

    /// How many digits.
    pub(crate) fn len(&self) -> usize {
        self.digits.len()
    }

    /// The run that a position lies in.
    pub(crate) fn run_at(&self, position: usize) -> usize {
        self.begins.partition_point(|&begin| begin <= position).saturating_sub(1)
    }

    /// Digits of a run.
    pub(crate) fn run_length(&self, run: usize) -> usize {
        let end = self.begins.get(run + 1).copied().unwrap_or(self.digits.len());
        end - self.begins.get(run).copied().unwrap_or(end)
    }

    /// The figure at `from..to`, if it is one: no leading zero, nothing parted inside.
    fn figure(&self, from: usize, to: usize) -> Option<u64> {
        let digits = self.digits.get(from..to)?;
        let parted = self.begins.iter().any(|&begin| from < begin && begin < to);
        if digits.is_empty() || parted || (digits.len() > 1 && digits[0] == 0) {
            return None;
        }
        Some(digits.iter().fold(0, |value, &digit| value * 10 + u64::from(digit)))
    }
}

/// A figure and where it begins.
pub(crate) type Figure = (usize, u64);

/// The readings of a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Readings {
    /// All of them, each with every figure in order; empty: none.
    All(Vec<Vec<Figure>>),
    /// More than can be listed, or too long to look.
    TooMany,
}

/// All ways to read `blocks` blocks of `size` figures, in each of which the last figure is the sum of those before it.
pub(crate) fn readings(digits: &Digits, blocks: usize, size: usize) -> Readings {
    if digits.len() > blocks * size * LONGEST_FIGURE {
        return Readings::TooMany;
    }
    let mut search = Search { digits, size, steps: 0, figures: Vec::new(), found: Vec::new() };
    // The blocks that begin at each position, by the number of blocks before; only positions that are reached.
    let mut layers: Vec<BTreeMap<usize, Vec<Block>>> = Vec::new();
    let mut starts = BTreeSet::from([0]);
    for block in 0..blocks {
        let mut layer = BTreeMap::new();
        for &start in &starts {
            let Some(found) = search.blocks(start, block + 1 == blocks) else { return Readings::TooMany };
            layer.insert(start, found);
        }
        starts = layer.values().flatten().map(|block: &Block| block.end).collect();
        layers.push(layer);
    }
    chains(&layers, digits.len())
}

/// A block of figures and where it ends.
#[derive(Debug, Clone)]
struct Block {
    figures: Vec<Figure>,
    end: usize,
}

/// The ways to follow blocks from the beginning to the end of the string.
fn chains(layers: &[BTreeMap<usize, Vec<Block>>], end: usize) -> Readings {
    // What can still come behind a position, from the last block backwards.
    let mut behind: BTreeMap<usize, Vec<Vec<Figure>>> = BTreeMap::from([(end, vec![Vec::new()])]);
    for layer in layers.iter().rev() {
        let mut from: BTreeMap<usize, Vec<Vec<Figure>>> = BTreeMap::new();
        for (&start, blocks) in layer {
            let ways = from.entry(start).or_default();
            for block in blocks {
                for rest in behind.get(&block.end).into_iter().flatten() {
                    ways.push([block.figures.as_slice(), rest].concat());
                }
                if ways.len() > MOST_READINGS {
                    return Readings::TooMany;
                }
            }
        }
        behind = from;
    }
    Readings::All(behind.remove(&0).unwrap_or_default())
}

/// All ways to read `count` figures that no sum connects, and whether the string could be fewer figures, too.
pub(crate) fn splits(digits: &Digits, count: usize) -> Option<(Vec<Vec<Figure>>, bool)> {
    if digits.len() > count * LONGEST_FIGURE {
        return None;
    }
    let (mut found, mut fewer) = (Vec::new(), false);
    let mut stack: Vec<Vec<Figure>> = vec![Vec::new()];
    while let Some(figures) = stack.pop() {
        let from = figures.last().map_or(0, |&(start, value)| start + length(value));
        if from == digits.len() {
            if figures.len() < count {
                fewer = true;
            } else {
                found.push(figures);
            }
        } else if figures.len() < count {
            let ends = from + 1..=digits.len().min(from + LONGEST_FIGURE);
            let next = ends.filter_map(|to| digits.figure(from, to));
            stack.extend(next.map(|value| [figures.as_slice(), &[(from, value)]].concat()));
        }
    }
    Some((found, fewer))
}

fn length(value: u64) -> usize {
    value.checked_ilog10().unwrap_or(0) as usize + 1
}

struct Search<'a> {
    digits: &'a Digits,
    size: usize,
    steps: usize,
    figures: Vec<Figure>,
    found: Vec<Block>,
}

impl Search<'_> {
    /// The blocks that begin at `start`; nothing if that takes too long. The last block ends with the string.
    fn blocks(&mut self, start: usize, last: bool) -> Option<Vec<Block>> {
        let left = self.digits.len() - start;
        if last {
            // The total is known, and so is the length of the figures before it.
            let end = self.digits.len();
            for total in 1..=LONGEST_FIGURE.min(left) {
                let Some(largest) = self.digits.figure(end - total, end) else { continue };
                self.addends(start, Some((total, left - total)), (0, largest));
            }
        } else {
            self.addends(start, None, (0, u64::MAX));
        }
        (self.steps <= MOST_STEPS).then(|| std::mem::take(&mut self.found))
    }

    /// Reads the figures of a block before its total, which is not above `largest`. `end` has the number of digits of the
    /// total and of the figures before it that are still to come, where the block ends with the string.
    fn addends(&mut self, from: usize, end: Option<(usize, usize)>, (sum, largest): (u64, u64)) {
        self.steps += 1;
        let missing = self.size - 1 - self.figures.len();
        let fits = end.is_none_or(|(total, left)| (missing..=missing * total).contains(&left));
        if self.steps > MOST_STEPS || !fits || sum > largest {
            return;
        }
        if missing == 0 {
            let end = from + length(sum);
            if self.digits.figure(from, end) == Some(sum) {
                let figures = [self.figures.as_slice(), &[(from, sum)]].concat();
                self.found.push(Block { figures, end });
            }
            return;
        }
        let (shortest, longest) = match end {
            Some((total, left)) => {
                (left.saturating_sub((missing - 1) * total).max(1), (left - (missing - 1)).min(total))
            }
            None => (1, LONGEST_FIGURE),
        };
        for length in shortest..=longest {
            let Some(value) = self.digits.figure(from, from + length) else { continue };
            if sum + value > largest {
                break;
            }
            self.figures.push((from, value));
            let rest = end.map(|(total, left)| (total, left.saturating_sub(length)));
            self.addends(from + length, rest, (sum + value, largest));
            self.figures.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(runs: &[&str], blocks: usize, size: usize) -> Vec<Vec<u64>> {
        match readings(&Digits::of(runs.iter().copied()).unwrap(), blocks, size) {
            Readings::All(all) => {
                all.into_iter().map(|one| one.into_iter().map(|(_, value)| value).collect()).collect()
            }
            Readings::TooMany => panic!("too many"),
        }
    }

    #[test]
    fn seven_counts_of_which_six_make_up_the_seventh() {
        assert_eq!(read(&["640020470"], 1, 7), [[64, 0, 0, 2, 0, 4, 70]]);
        assert_eq!(read(&["500000", "5"], 1, 7), [[5, 0, 0, 0, 0, 0, 5]]);
        assert_eq!(read(&["0", "0", "0", "0", "0", "00"], 1, 7), [[0; 7]]);
        assert_eq!(read(&["0000001"], 1, 7), Vec::<Vec<u64>>::new());
    }

    #[test]
    fn both_readings_are_given_where_there_are_two() {
        let mut both = read(&["101000011"], 1, 7);
        both.sort();
        assert_eq!(both, [[1, 0, 10, 0, 0, 0, 11], [10, 1, 0, 0, 0, 0, 11]]);
    }

    #[test]
    fn three_blocks_of_five() {
        let read = read(&["10203120001200000"], 3, 5);
        assert_eq!(read, [[1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0]]);
    }

    #[test]
    fn figures_without_a_sum_are_parted_in_every_way() {
        let ways = |run: &str, count| splits(&Digits::of([run]).unwrap(), count).map(|(all, fewer)| (all.len(), fewer));
        assert_eq!(ways("000", 3), Some((1, false)));
        assert_eq!(ways("123", 3), Some((1, true)));
        assert_eq!(ways("693665", 3), Some((10, true)));
        assert_eq!(ways("00", 3), Some((0, true)));
        assert_eq!(ways(&"1".repeat(100_000), 3), None);
    }

    #[test]
    fn long_strings_end() {
        let nines = "999999999".repeat(7);
        for text in [nines.as_str(), &"1".repeat(84), &"0".repeat(100_000), &"1000000".repeat(12)] {
            readings(&Digits::of([text]).unwrap(), 1, 7);
            readings(&Digits::of([text]).unwrap(), 3, 5);
        }
    }
}
