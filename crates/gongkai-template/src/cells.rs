//! Paths, labels and units of the cells of a form.

use gongkai_model::TableId;

use crate::{
    APPLICANTS, Applicant, Band, BandColumn, BandRow, DISPUTE_BLOCKS, DISPUTE_OUTCOMES, DisputeBlock, DisputeOutcome,
    Edition, RequestLine, RequestRow, StatisticsLine,
};

/// A cell of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellInfo {
    /// Path (`t3.granted.total`).
    pub path: String,
    /// Which table it stands in.
    pub table: TableId,
    /// Label of the row, with its group.
    pub row: String,
    /// Label of the column, with its block.
    pub column: String,
    /// Unit where the form fixes it; empty: not printed.
    pub unit: &'static str,
}

impl CellInfo {
    /// `row/column`.
    pub fn label(&self) -> String {
        if self.row.is_empty() { self.column.clone() } else { format!("{}/{}", self.row, self.column) }
    }
}

/// Path of a cell of Table 2.
pub fn proactive_cell(edition: &Edition, band: &Band, row: &BandRow, column: &BandColumn) -> String {
    [edition.proactive_prefix, band.id, row.id, column.id].join(".")
}

/// Path of a cell of Table 3.
pub fn requests_cell(row: RequestRow, column: Applicant) -> String {
    ["t3.", row.id(), ".", column.id()].concat()
}

/// Path of a cell of Table 4.
pub fn disputes_cell(block: DisputeBlock, outcome: DisputeOutcome) -> String {
    ["t4.", block.id(), "_", outcome.id()].concat()
}

/// Path of a cell of the statistics table.
pub fn statistics_cell(line: &StatisticsLine) -> String {
    format!("s14.{}", line.id)
}

impl RequestLine {
    /// The label with its group: `（三）不予公开 1.属于国家秘密`.
    pub fn full_label(&self) -> String {
        match self.group {
            Some(group) if group != crate::RequestGroup::Results => {
                [group.label().printed(), self.label.printed()].join(" ")
            }
            _ => self.label.printed(),
        }
    }
}

impl Edition {
    /// Every cell of Table 2, in the order of the form.
    pub fn proactive_cells(&'static self) -> impl Iterator<Item = CellInfo> {
        self.proactive.iter().flat_map(move |band| {
            band.rows.iter().flat_map(move |row| {
                band.columns.iter().map(move |column| CellInfo {
                    path: proactive_cell(self, band, row, column),
                    table: TableId::Proactive,
                    row: row.label.text.into(),
                    column: column.label.text.into(),
                    unit: column.unit,
                })
            })
        })
    }

    /// Every cell of Table 3, in the order of the form.
    pub fn request_cells(&'static self) -> impl Iterator<Item = CellInfo> {
        self.requests.iter().flat_map(|line| {
            APPLICANTS.iter().map(|&column| CellInfo {
                path: requests_cell(line.row, column),
                table: TableId::Requests,
                row: line.full_label(),
                column: column.label().text.into(),
                unit: "",
            })
        })
    }

    /// Every cell of Table 4, in the order of the form.
    pub fn dispute_cells(&'static self) -> impl Iterator<Item = CellInfo> {
        // A form without sums for Table 4 has no Table 4.
        DISPUTE_BLOCKS.iter().filter(|_| !self.dispute_sums.is_empty()).flat_map(|&block| {
            DISPUTE_OUTCOMES.iter().map(move |&outcome| CellInfo {
                path: disputes_cell(block, outcome),
                table: TableId::Disputes,
                row: block.label().text.into(),
                column: outcome.label().text.into(),
                unit: "",
            })
        })
    }

    /// Every cell of the statistics table, in the order of the form.
    pub fn statistics_cells(&'static self) -> impl Iterator<Item = CellInfo> {
        self.statistics.iter().map(|line| CellInfo {
            path: statistics_cell(line),
            table: TableId::Statistics,
            row: line.label.printed(),
            column: "统计数".into(),
            unit: line.unit,
        })
    }

    /// Every cell of the form, in its order.
    pub fn cells(&'static self) -> impl Iterator<Item = CellInfo> {
        self.proactive_cells().chain(self.request_cells()).chain(self.dispute_cells()).chain(self.statistics_cells())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EDITIONS;

    #[test]
    fn forms_have_the_cells_that_the_notices_print() {
        let counts: Vec<_> = EDITIONS
            .iter()
            .map(|edition| {
                (edition.proactive_cells().count(), edition.request_cells().count(), edition.dispute_cells().count())
            })
            .collect();
        assert_eq!(counts, [(0, 0, 0), (22, 161, 15), (10, 175, 15)]);
        assert_eq!(EDITIONS[0].cells().count(), 58);
    }

    #[test]
    fn paths_are_distinct() {
        for edition in EDITIONS {
            let mut paths: Vec<_> = edition.cells().map(|cell| cell.path).collect();
            let count = paths.len();
            paths.sort();
            paths.dedup();
            assert_eq!(paths.len(), count);
        }
    }

    #[test]
    fn sums_name_rows_and_columns_that_exist() {
        for edition in EDITIONS {
            for sum in edition.request_sums {
                for id in sum.left.iter().chain(sum.right) {
                    let known = match sum.axis {
                        crate::Axis::Rows => edition.requests.iter().any(|line| line.row.id() == *id),
                        crate::Axis::Columns => APPLICANTS.iter().any(|column| column.id() == *id),
                    };
                    assert!(known, "{}: {id}", sum.rule);
                }
            }
        }
    }
}
