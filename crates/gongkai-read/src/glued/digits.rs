//! Figures printed without anything between: every way to part a string of digits so that the form's sums hold.

/// Figures with more digits do not occur: a count of requests has at most seven.
const LONGEST_FIGURE: usize = 12;
/// So many readings are kept; with more of them there is nothing to choose from.
const MOST_READINGS: usize = 64;
/// Steps after which a string is given up.
const MOST_STEPS: usize = 2_000_000;

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
    let mut search = Search { digits, blocks, size, steps: 0, figures: Vec::new(), found: Vec::new() };
    if search.block(0, 0) { Readings::All(search.found) } else { Readings::TooMany }
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
    blocks: usize,
    size: usize,
    steps: usize,
    figures: Vec<Figure>,
    found: Vec<Vec<Figure>>,
}

impl Search<'_> {
    /// Reads the blocks from number `block` on; says whether all was looked at.
    fn block(&mut self, block: usize, from: usize) -> bool {
        if block == self.blocks {
            if from == self.digits.len() {
                self.found.push(self.figures.clone());
            }
            return self.found.len() <= MOST_READINGS;
        }
        let left = self.digits.len() - from;
        let last = block + 1 == self.blocks;
        (1..=LONGEST_FIGURE.min(left)).all(|total| {
            // The last block ends with the string, so the figures before its total have a known length.
            let addends = if last { Some(left - total) } else { None };
            self.addends(block, from, total, addends, 0, 0)
        })
    }

    /// Reads the figures of a block before its total, which has `total` digits: none can have more.
    fn addends(
        &mut self,
        block: usize,
        from: usize,
        total: usize,
        left: Option<usize>,
        index: usize,
        sum: u64,
    ) -> bool {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return false;
        }
        let missing = self.size - 1 - index;
        if left.is_some_and(|left| left < missing || left > missing * total) {
            return true;
        }
        if missing == 0 {
            if self.digits.figure(from, from + total) != Some(sum) {
                return true;
            }
            self.figures.push((from, sum));
            let whole = self.block(block + 1, from + total);
            self.figures.pop();
            return whole;
        }
        for length in 1..=total {
            let Some(value) = self.digits.figure(from, from + length) else { continue };
            self.figures.push((from, value));
            let left = left.map(|left| left.saturating_sub(length));
            let whole = self.addends(block, from + length, total, left, index + 1, sum + value);
            self.figures.pop();
            if !whole {
                return false;
            }
        }
        true
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
        let mut both = read(&["11101011113"], 1, 7);
        both.sort();
        assert!(both.len() > 1, "{both:?}");
        assert!(both.iter().all(|one| one[..6].iter().sum::<u64>() == one[6]));
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
