//! The sums that the form demands, declared once.

/// Along which axis a [`Sum`] runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Between rows, in every column.
    Rows,
    /// Between columns, in every row (in every block of Table 4).
    Columns,
}

/// `Σ left = Σ right`, by ids of rows or columns.
#[derive(Debug, Clone, Copy)]
pub struct Sum {
    /// Id of the rule that checks it.
    pub rule: &'static str,
    /// Along which axis.
    pub axis: Axis,
    /// Ids on the left.
    pub left: &'static [&'static str],
    /// Ids on the right.
    pub right: &'static [&'static str],
}
