//! The facts table as a workbook: the columns of the CSV, numbers as numbers.

use std::io::{self, Write};

use crate::table::{self, Cell, Column, Table, Type};
use crate::{COLUMNS, Content, FactRow, Format, Reading, Shape, Whole, rows};

/// Descriptor of the format.
pub(crate) const FORMAT: Format = Format {
    name: "xlsx",
    extension: "xlsx",
    summary: (
        "Excel 工作簿，每个数据一行，表头固定、可筛选（最多 1,048,575 行）",
        "a workbook: the figures, one a row, with filters (at most 1,048,575 rows)",
    ),
    content: Content::Facts,
    shape: Shape::Whole(|options| {
        let options = table::Options { language: options.language, bom: false, sheet: ("数据", "Facts"), frozen: 0 };
        // The sheet writes nothing before it is finished.
        Ok(Box::new(Sheet(table::xlsx(&mut io::sink(), columns(), &options)?)))
    }),
};

/// Widths of the columns, in characters.
const WIDTHS: [f64; 14] = [24.0, 10.0, 24.0, 7.0, 9.0, 40.0, 40.0, 12.0, 7.0, 14.0, 12.0, 10.0, 14.0, 20.0];

/// The columns of the CSV, with what they hold.
pub(super) fn columns() -> Vec<Column> {
    let kind = |name: &str| match name {
        "document" | "year" => Type::Integer,
        "value" => Type::Number,
        _ => Type::Text,
    };
    COLUMNS.iter().zip(WIDTHS).map(|(name, width)| Column::new(name, kind(name), width, ("", ""))).collect()
}

/// The cells of a row, in the order of [`COLUMNS`], `value` as given.
pub(super) fn cells<'a>(row: &'a FactRow<'_>, value: Cell<'a>) -> [Cell<'a>; 14] {
    [
        Cell::text(row.source),
        Cell::Integer(row.document.into()),
        Cell::text(row.agency),
        row.year.map_or(Cell::Empty, |year| Cell::Integer(year.into())),
        Cell::text(row.edition),
        Cell::text(row.cell),
        Cell::text(row.label),
        value,
        Cell::text(row.unit),
        Cell::text(row.state),
        Cell::text(row.raw),
        Cell::text(row.obtained),
        Cell::text(&row.candidates),
        Cell::text(&row.locus),
    ]
}

struct Sheet(Box<dyn Table>);

impl Whole for Sheet {
    fn source(&mut self, out: &mut dyn Write, reading: &Reading<'_>) -> io::Result<()> {
        for row in reading.reports.iter().flat_map(rows) {
            self.0.row(out, &cells(&row, Cell::number(row.value.parse().ok())))?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        self.0.finish(out)
    }
}
