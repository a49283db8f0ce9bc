//! Figures and headers on a page: which figure stands below which header.

use crate::flatten::{Cell, Place};

/// How a tool counted when it laid out the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Characters, as `pdftotext -layout` does.
    Chars,
    /// Terminal columns, as browsers do.
    Columns,
}

/// How the place of a piece is measured.
pub(crate) type At = fn(&Cell, Measure) -> Option<f64>;

/// The middle of a piece of a line.
pub(crate) fn centre(cell: &Cell, measure: Measure) -> Option<f64> {
    let Place::Line { chars, columns, .. } = cell.place else { return None };
    let (from, length) = match measure {
        Measure::Chars => chars,
        Measure::Columns => columns,
    };
    Some(f64::from(from) + f64::from(length) / 2.0)
}

/// Where a piece of a line begins.
pub(crate) fn start(cell: &Cell, measure: Measure) -> Option<f64> {
    let Place::Line { chars, columns, .. } = cell.place else { return None };
    Some(f64::from(if measure == Measure::Chars { chars.0 } else { columns.0 }))
}

/// All ways to choose `count` of `of` places in order.
pub(crate) fn choices(of: usize, count: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..count {
        let mut longer = Vec::new();
        for choice in &all {
            let from = choice.last().map_or(0, |last| last + 1);
            longer.extend((from..of).map(|next| [choice.as_slice(), &[next]].concat()));
        }
        all = longer;
    }
    all
}

/// How far a position is from the nearest place where a column is known to stand.
pub(crate) fn distance(position: f64, column: &[f64]) -> f64 {
    column.iter().map(|at| (position - at).abs()).fold(f64::MAX, f64::min)
}

/// The column that stands nearest to a position.
pub(crate) fn nearest(position: f64, reference: &[Vec<f64>]) -> Option<usize> {
    let off = |&column: &usize| distance(position, &reference[column]);
    (0..reference.len()).min_by(|a, b| off(a).total_cmp(&off(b)))
}

/// The columns that positions stand below, in order; nothing where a second way is nearly as near.
///
/// `reference` holds, for each column, every place where it is known to stand.
pub(crate) fn assign(positions: &[f64], reference: &[Vec<f64>]) -> Option<Vec<usize>> {
    let cost = |choice: &[usize]| -> f64 {
        positions.iter().zip(choice).map(|(&position, &column)| distance(position, &reference[column])).sum()
    };
    let mut ways: Vec<(f64, Vec<usize>)> =
        choices(reference.len(), positions.len()).into_iter().map(|choice| (cost(&choice), choice)).collect();
    ways.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (best, choice) = ways.first()?.clone();
    let second = ways.get(1).map_or(f64::MAX, |(cost, _)| *cost);
    // The distance to its header must be clearly less than half the way to the next one.
    (second - best >= 1.5 && best <= 3.5 * positions.len() as f64).then_some(choice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_below_the_nearest_headers() {
        let headers = [10.0, 20.0, 30.0, 40.0].map(|at| vec![at]);
        assert_eq!(assign(&[10.5, 31.0], &headers), Some(vec![0, 2]));
        assert_eq!(assign(&[15.0], &headers), None);
        assert_eq!(choices(7, 5).len(), 21);
    }
}
