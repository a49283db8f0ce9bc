//! A sheet as its file has it: the cells that are there, and nothing for those that are not.

use gongkai_plugin::ImportError;

/// Cells of a workbook. Reports have some thousand.
pub(crate) const MOST_CELLS: usize = 2_000_000;

/// A sheet of a workbook. Rows and columns count from 0.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) cells: Vec<Cell>,
    pub(crate) merges: Vec<Area>,
    pub(crate) hidden_rows: Ranges,
    pub(crate) hidden_columns: Ranges,
    /// Formulas that were saved without a value.
    pub(crate) formulas: usize,
}

/// A cell that the file has, which may be blank: then it has borders or another format, as blank cells of tables do.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) text: String,
}

/// Cells that are shown as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) top: u32,
    pub(crate) left: u32,
    pub(crate) bottom: u32,
    pub(crate) right: u32,
}

impl Area {
    /// Whether it is an area of more than one cell.
    pub(crate) fn is_merge(self) -> bool {
        self.bottom >= self.top && self.right >= self.left && (self.bottom > self.top || self.right > self.left)
    }
}

impl Sheet {
    /// Adds a cell, without white space around its text.
    ///
    /// # Errors
    /// [`ImportError::Unpacks`] for too many cells.
    pub(crate) fn push(&mut self, row: u32, column: u32, text: &str) -> Result<(), ImportError> {
        if self.cells.len() >= MOST_CELLS {
            return Err(ImportError::Unpacks { limit: format!("more than {MOST_CELLS} cells") });
        }
        let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
        self.cells.push(Cell { row, column, text });
        Ok(())
    }
}

/// Numbers of rows or columns, as ranges.
#[derive(Debug, Default)]
pub(crate) struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    /// Adds a range, the last number included.
    pub(crate) fn add(&mut self, first: u32, last: u32) {
        self.0.push((first, last));
    }

    /// Puts the ranges in order, and those that touch together. Nothing else may be asked before.
    pub(crate) fn sort(&mut self) {
        self.0.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for &(first, last) in self.0.iter().filter(|(first, last)| first <= last) {
            match joined.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => joined.push((first, last)),
            }
        }
        self.0 = joined;
    }

    /// Whether a number is in one of the ranges.
    pub(crate) fn contains(&self, number: u32) -> bool {
        self.range(number).is_some()
    }

    /// The first number from `number` on that is in none of the ranges.
    pub(crate) fn skip(&self, number: u32) -> u32 {
        self.range(number).map_or(number, |(_, last)| last.saturating_add(1))
    }

    fn range(&self, number: u32) -> Option<(u32, u32)> {
        let after = self.0.partition_point(|(first, _)| *first <= number);
        self.0[..after].last().copied().filter(|(_, last)| number <= *last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_join() {
        let mut ranges = Ranges::default();
        for (first, last) in [(7, 9), (2, 3), (4, 4), (30, 20), (8, 12)] {
            ranges.add(first, last);
        }
        ranges.sort();
        assert_eq!(ranges.0, [(2, 4), (7, 12)]);
        assert_eq!([1, 2, 5, 7, 13].map(|number| ranges.skip(number)), [1, 5, 5, 13, 13]);
        assert!(ranges.contains(4) && !ranges.contains(5));
    }
}
