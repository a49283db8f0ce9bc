//! A table as JSON Lines: one object a row. Whole numbers are numbers, exact decimals are strings, nothing is `null`.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Cell, Column, Options, Table};

struct Jsonl {
    columns: Vec<Column>,
}

struct Row<'a>(&'a [Column], &'a [Cell<'a>]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.0.len()))?;
        for (column, cell) in self.0.iter().zip(self.1) {
            match cell {
                Cell::Empty => object.serialize_entry(&column.name, &None::<()>),
                Cell::Text(text) => object.serialize_entry(&column.name, text),
                Cell::Integer(number) => object.serialize_entry(&column.name, number),
                // A JSON number may pass through floating point in the program that reads it.
                Cell::Number(number) => object.serialize_entry(&column.name, &number.to_string()),
            }?;
        }
        object.end()
    }
}

/// Nothing stands before the first row.
#[allow(clippy::unnecessary_wraps, reason = "as for every format")]
pub(crate) fn start(_: &mut dyn Write, columns: Vec<Column>, _: &Options) -> io::Result<Box<dyn Table>> {
    Ok(Box::new(Jsonl { columns }))
}

impl Table for Jsonl {
    fn row(&mut self, out: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()> {
        serde_json::to_writer(&mut *out, &Row(&self.columns, cells))?;
        out.write_all(b"\n")
    }

    fn finish(self: Box<Self>, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
