//! The facts table as Parquet: the columns of the CSV, and `number` behind them.
//!
//! `document` and `year` are INT32, `number` is DECIMAL(18, 6), everything else UTF-8; what the CSV leaves empty is null.
//! `value` is the number as printed (`0.0380`), `number` the same to count with; it is null where more than six decimal
//! places or twelve digits before the point do not fit.

use std::io::{self, Write};

use super::xlsx::{cells, columns};
use crate::table::{Cell, Column, Table, Type, parquet};
use crate::{Content, Format, Reading, Shape, Whole, rows};

/// Descriptor of the format.
pub(crate) const FORMAT: Format = Format {
    name: "parquet",
    extension: "parquet",
    summary: (
        "Parquet，每个数据一行，供 pandas、DuckDB 等读取（另有数值列 number）",
        "Parquet: the figures, one a row, for pandas, DuckDB and others (with a numeric column `number`)",
    ),
    content: Content::Facts,
    shape: Shape::Whole(|_| {
        let mut columns = columns();
        columns.iter_mut().filter(|column| column.name == "value").for_each(|column| column.kind = Type::Text);
        columns.push(Column::new("number", Type::Number, 0.0, ("", "")));
        Ok(Box::new(File(parquet::start(&columns, &[("gongkai.version", env!("CARGO_PKG_VERSION").into())])?)))
    }),
};

struct File(Box<dyn Table>);

impl Whole for File {
    fn source(&mut self, out: &mut dyn Write, reading: &Reading<'_>) -> io::Result<()> {
        for row in reading.reports.iter().flat_map(rows) {
            let number = Cell::number(row.value.parse().ok());
            let mut cells = cells(&row, Cell::text(&row.value)).to_vec();
            cells.push(number);
            self.0.row(out, &cells)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        self.0.finish(out)
    }
}
