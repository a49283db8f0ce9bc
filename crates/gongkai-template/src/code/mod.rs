//! The sums of a form as a check code: which sums are broken, which single error would explain that, what an unreadable
//! cell must hold.
//!
//! Table 3 is a two-dimensional parity code: any single wrong cell can be named with its right value, any two are
//! detected, up to three unreadable cells can be restored if all others are right. Three wrong cells may look like one,
//! so an explanation is a proposal, and a located cell says nothing about who made the error.
//!
//! ```
//! use gongkai_model::{Decimal, EditionId};
//! use gongkai_template::{Code, edition};
//!
//! let code = Code::requests(edition(EditionId::E2021));
//! let mut figures = vec![Some(Decimal::ZERO); code.len()];
//! let wrong = code.cell("t3.granted.natural_person").unwrap();
//! figures[wrong] = Some(3.into());
//! assert_eq!(code.syndrome(&figures).iter().filter(|check| !check.holds()).count(), 2);
//! let explanations = code.locate(&figures);
//! assert_eq!(explanations.len(), 1);
//! assert_eq!((explanations[0].cell, explanations[0].value), (wrong, Decimal::ZERO));
//! ```

mod complete;
mod locate;
mod pairs;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use gongkai_model::Decimal;

pub use complete::Completion;
pub use locate::Explanation;

use crate::{APPLICANTS, Axis, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, EDITIONS, Edition, Sum, disputes_cell, requests_cell};

/// Table 3 of every edition, in the order of [`EDITIONS`].
static REQUESTS: LazyLock<Vec<Code>> =
    LazyLock::new(|| EDITIONS.iter().map(|edition| Code::requests(edition)).collect());
/// Table 4 of every edition, in the order of [`EDITIONS`].
static DISPUTES: LazyLock<Vec<Code>> =
    LazyLock::new(|| EDITIONS.iter().map(|edition| Code::disputes(edition)).collect());
/// A code without cells.
static EMPTY: Code = Code { paths: Vec::new(), checks: Vec::new() };

impl Edition {
    /// The code of Table 3, computed once; without cells where the edition has no such table.
    pub fn requests_code(&self) -> &'static Code {
        self.of(&REQUESTS)
    }

    /// The code of Table 4, computed once; without cells where the edition has no such table.
    pub fn disputes_code(&self) -> &'static Code {
        self.of(&DISPUTES)
    }

    fn of(&self, codes: &'static [Code]) -> &'static Code {
        let at = EDITIONS.iter().position(|edition| edition.id == self.id);
        at.and_then(|at| codes.get(at)).unwrap_or(&EMPTY)
    }
}

/// Cells of a table and the sums between them. Cells are numbered row by row, in the order of the form.
#[derive(Debug)]
pub struct Code {
    paths: Vec<String>,
    checks: Vec<Check>,
}

/// One sum in one row or column: `Σ left = Σ right`, by numbers of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Id of the rule (`T3-001`).
    pub rule: &'static str,
    /// The row that the sum runs along, or the column that it runs down: its id in the paths of cells.
    pub line: &'static str,
    /// Whether `line` is a row or a column.
    pub axis: Axis,
    /// Cells on the left.
    pub left: Vec<usize>,
    /// Cells on the right.
    pub right: Vec<usize>,
}

/// What a check says of some figures.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// The check.
    pub check: &'a Check,
    /// Left side minus right side; nothing if a figure is not known.
    pub residual: Option<Decimal>,
}

impl Checked<'_> {
    /// Whether it was made and holds.
    pub fn holds(&self) -> bool {
        self.residual.is_some_and(|residual| residual.is_zero())
    }

    /// Whether it was made and does not hold.
    pub fn is_broken(&self) -> bool {
        self.residual.is_some_and(|residual| !residual.is_zero())
    }
}

impl Check {
    /// +1 for a cell on the left, -1 for one on the right, 0 for any other.
    fn sign(&self, cell: usize) -> i8 {
        i8::from(self.left.contains(&cell)) - i8::from(self.right.contains(&cell))
    }
}

impl Code {
    /// The code of Table 3: rows of the edition by seven columns.
    pub fn requests(edition: &Edition) -> Self {
        let rows: Vec<&'static str> = edition.requests.iter().map(|line| line.row.id()).collect();
        let columns: Vec<&'static str> = APPLICANTS.iter().map(|column| column.id()).collect();
        let cells = edition.requests.iter().flat_map(|line| APPLICANTS.iter().map(|&c| requests_cell(line.row, c)));
        Self { paths: cells.collect(), checks: checks(edition.request_sums, &rows, &columns) }
    }

    /// The code of Table 4: three blocks by five outcomes.
    pub fn disputes(edition: &Edition) -> Self {
        let rows: Vec<&'static str> = DISPUTE_BLOCKS.iter().map(|block| block.id()).collect();
        let columns: Vec<&'static str> = DISPUTE_OUTCOMES.iter().map(|outcome| outcome.id()).collect();
        // A form without sums for Table 4 has no Table 4.
        let cells = DISPUTE_BLOCKS
            .iter()
            .filter(|_| !edition.dispute_sums.is_empty())
            .flat_map(|&block| DISPUTE_OUTCOMES.iter().map(move |&o| disputes_cell(block, o)));
        Self { paths: cells.collect(), checks: checks(edition.dispute_sums, &rows, &columns) }
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Whether it has no cell.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// The number of a cell, by its path (`t3.granted.total`).
    pub fn cell(&self, path: &str) -> Option<usize> {
        self.paths.iter().position(|other| other == path)
    }

    /// The path of a cell.
    ///
    /// # Panics
    /// If there is no such cell.
    pub fn path(&self, cell: usize) -> &str {
        &self.paths[cell]
    }

    /// All checks.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// What every check says of the figures of the cells, in order; a figure that is not known makes its checks impossible.
    /// Whether a blank is a zero is for the caller to say.
    pub fn syndrome(&self, figures: &[Option<Decimal>]) -> Vec<Checked<'_>> {
        let side = |cells: &[usize]| cells.iter().map(|&cell| figures.get(cell).copied().flatten()).sum();
        let residual = |check: &Check| {
            let (left, right): (Option<Decimal>, Option<Decimal>) = (side(&check.left), side(&check.right));
            left?.checked_sub(right?)
        };
        self.checks.iter().map(|check| Checked { check, residual: residual(check) }).collect()
    }
}

/// The sums in every row or column that they run along.
fn checks(sums: &[Sum], rows: &[&'static str], columns: &[&'static str]) -> Vec<Check> {
    let width = columns.len();
    let mut all = Vec::new();
    for sum in sums {
        let (lines, along) = match sum.axis {
            Axis::Rows => (columns, rows),
            Axis::Columns => (rows, columns),
        };
        for (number, &line) in lines.iter().enumerate() {
            let cell = |at: usize| match sum.axis {
                Axis::Rows => at * width + number,
                Axis::Columns => number * width + at,
            };
            let cells = |ids: &[&str]| -> Vec<usize> {
                ids.iter().filter_map(|id| along.iter().position(|other| other == id)).map(cell).collect()
            };
            let (left, right) = (cells(sum.left), cells(sum.right));
            all.push(Check { rule: sum.rule, line, axis: sum.axis, left, right });
        }
    }
    all
}
