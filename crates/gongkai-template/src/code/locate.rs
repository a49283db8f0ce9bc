//! The single errors that would explain broken sums.

use gongkai_model::Decimal;

use super::Code;

/// A cell that, with another value, would make every sum hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// Number of the cell.
    pub cell: usize,
    /// The value with which every sum that can be made holds. A count: whole and not below zero.
    pub value: Decimal,
}

impl Code {
    /// The cells that a single error explains, each with the value that would be right. Empty where no sum is broken, and
    /// where no single cell explains what is.
    ///
    /// In a table whose figures are all known there is at most one such cell.
    pub fn locate(&self, figures: &[Option<Decimal>]) -> Vec<Explanation> {
        let made: Vec<_> = self.syndrome(figures).into_iter().filter(|checked| checked.residual.is_some()).collect();
        let Some(first) = made.iter().find(|checked| checked.is_broken()) else { return Vec::new() };
        let candidates = first.check.left.iter().chain(&first.check.right);
        let explains = |&cell: &usize| {
            let present = figures.get(cell).copied().flatten()?;
            let correction = -first.residual? * Decimal::from(first.check.sign(cell));
            let mends = made.iter().all(|checked| {
                let change = correction * Decimal::from(checked.check.sign(cell));
                checked.residual.is_some_and(|residual| (residual + change).is_zero())
            });
            let value = present.checked_add(correction)?;
            (mends && value >= Decimal::ZERO && value.fract().is_zero()).then_some(Explanation { cell, value })
        };
        let mut all: Vec<Explanation> = candidates.filter_map(explains).collect();
        all.sort_by_key(|explanation| explanation.cell);
        all
    }
}
