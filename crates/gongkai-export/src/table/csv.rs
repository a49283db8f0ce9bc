//! A table as CSV: RFC 4180 with `\n`, UTF-8. Nothing is an empty field, numbers are written as they are.

use std::io::{self, Write};

use super::{Cell, Column, Options, Table};

/// Bytes that wait at most.
const WAITING: usize = 64 * 1024;

struct Csv {
    lines: csv::Writer<Vec<u8>>,
}

fn lines() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new())
}

/// Writes the head.
pub(crate) fn start(out: &mut dyn Write, columns: Vec<Column>, options: &Options) -> io::Result<Box<dyn Table>> {
    if options.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut lines = lines();
    lines.write_record(columns.iter().map(|column| column.name.as_bytes())).map_err(io::Error::other)?;
    Ok(Box::new(Csv { lines }))
}

impl Csv {
    /// Hands over the lines that are finished.
    fn pass_on(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.lines.flush()?;
        out.write_all(self.lines.get_ref())?;
        self.lines = lines();
        Ok(())
    }
}

impl Table for Csv {
    fn row(&mut self, out: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()> {
        for cell in cells {
            match cell {
                Cell::Empty => self.lines.write_field(""),
                Cell::Text(text) => self.lines.write_field(text),
                Cell::Integer(number) => self.lines.write_field(number.to_string()),
                Cell::Number(number) => self.lines.write_field(number.to_string()),
            }
            .map_err(io::Error::other)?;
        }
        self.lines.write_record(None::<&[u8]>).map_err(io::Error::other)?;
        if self.lines.get_ref().len() < WAITING { Ok(()) } else { self.pass_on(out) }
    }

    fn finish(mut self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        self.pass_on(out)
    }
}
