//! The pairs of errors that would explain broken sums where no single one does.

use gongkai_model::Decimal;

use super::{Checked, Code, Explanation};

impl Code {
    /// The pairs of cells that two errors explain, each with the values that would be right, at most `limit` and one more:
    /// a longer list means that there are more. Empty where no sum is broken, and where no pair explains what is.
    ///
    /// Two errors that share a row or a column with the corners of a rectangle look like two errors in the other corners,
    /// so a pair may be one of several. In a table with a single sum for a cell (Table 4) pairs say nothing, and none is
    /// given.
    pub fn locate_pairs(&self, figures: &[Option<Decimal>], limit: usize) -> Vec<[Explanation; 2]> {
        let made: Vec<Checked<'_>> =
            self.syndrome(figures).into_iter().filter(|checked| checked.residual.is_some()).collect();
        let search = Search { figures, made };
        let mut pairs: Vec<[Explanation; 2]> = Vec::new();
        let Some(first) = search.made.iter().position(Checked::is_broken) else { return pairs };
        for one in search.cells(first) {
            // A broken sum without the first cell must hold the second, and tells how wrong it is.
            let Some(second) = search.made.iter().position(|c| c.is_broken() && c.check.sign(one) == 0) else {
                continue;
            };
            for two in search.cells(second).filter(|two| *two != one) {
                let Some(mut pair) = search.pair(first, one, second, two) else { continue };
                pair.sort_by_key(|explanation| explanation.cell);
                if !pairs.contains(&pair) {
                    pairs.push(pair);
                }
                if pairs.len() > limit {
                    return pairs;
                }
            }
        }
        pairs
    }
}

/// The sums that can be made, and the figures.
struct Search<'a> {
    figures: &'a [Option<Decimal>],
    made: Vec<Checked<'a>>,
}

impl Search<'_> {
    /// The cells of a sum.
    fn cells(&self, check: usize) -> impl Iterator<Item = usize> + '_ {
        let check = self.made.get(check).map(|checked| checked.check);
        check.into_iter().flat_map(|check| check.left.iter().chain(&check.right).copied())
    }

    /// The corrections of two cells with which every sum holds: the second from a sum without the first cell, the first
    /// from what is then left of a sum that holds it.
    fn pair(&self, first: usize, one: usize, second: usize, two: usize) -> Option<[Explanation; 2]> {
        let (first, second) = (self.made.get(first)?, self.made.get(second)?);
        let sign = |checked: &Checked<'_>, cell: usize| Decimal::from(checked.check.sign(cell));
        let of_two = -second.residual? * sign(second, two);
        let left = first.residual?.checked_add(of_two * sign(first, two))?;
        let of_one = -left * sign(first, one);
        if of_one.is_zero() || of_two.is_zero() {
            return None;
        }
        let mends = self.made.iter().all(|checked| {
            let change = of_one * sign(checked, one) + of_two * sign(checked, two);
            checked.residual.and_then(|residual| residual.checked_add(change)).is_some_and(|sum| sum.is_zero())
        });
        let explain = |cell: usize, correction: Decimal| {
            let value = self.figures.get(cell).copied().flatten()?.checked_add(correction)?;
            (value >= Decimal::ZERO && value.fract().is_zero()).then_some(Explanation { cell, value })
        };
        if mends { Some([explain(one, of_one)?, explain(two, of_two)?]) } else { None }
    }
}
