//! A panel in a folder of Parquet files, parted by year and province as Hive does it.
//!
//! The columns that part it stand in the names of the folders and not in the files. Rows wait by part; when too many wait,
//! the part with the most of them is written as a file. So memory is bounded and no file stays open, in whatever order reports come.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Create, PARTED_BY, about};
use crate::table::parquet::{File, Rows, group_rows};
use crate::table::{Cell, Column, Table};

/// The part whose key is not known. Hive has a name for nothing, at which some programs stop where every part has it.
const UNKNOWN: &str = "unknown";

/// Groups of rows that wait in memory at most.
const GROUPS: usize = 2;

/// A panel in parts.
pub(super) struct Parts {
    create: Create,
    /// The columns of the files.
    columns: Vec<Column>,
    /// For each column of the panel which key it is, or none.
    keys: Vec<Option<&'static str>>,
    waiting: BTreeMap<String, Rows>,
    /// Files of each part so far.
    written: BTreeMap<String, usize>,
    count: usize,
}

impl Parts {
    /// No part yet.
    pub(super) fn new(columns: Vec<Column>, create: Create) -> Self {
        let key = |column: &Column| PARTED_BY.into_iter().find(|key| *key == column.name);
        let keys = columns.iter().map(key).collect();
        let columns = columns.into_iter().filter(|column| key(column).is_none()).collect();
        Self { create, columns, keys, waiting: BTreeMap::new(), written: BTreeMap::new(), count: 0 }
    }

    /// Writes what waits of a part.
    fn write(&mut self, part: &str) -> io::Result<()> {
        let Some(mut rows) = self.waiting.remove(part) else { return Ok(()) };
        self.count -= rows.count();
        let number = self.written.entry(part.to_owned()).or_default();
        let mut out = (self.create)(&format!("{part}/part-{number}.parquet"))?;
        *number += 1;
        let mut file = File::new(&self.columns, &about())?;
        file.group(&mut out, &mut rows)?;
        file.finish(&mut out)?;
        out.flush()
    }
}

impl Table for Parts {
    fn row(&mut self, _: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()> {
        let folder = |(key, cell): (&Option<&str>, &Cell<'_>)| {
            let key = (*key)?;
            Some(match cell {
                Cell::Text(text) => format!("{key}={text}"),
                Cell::Integer(number) => format!("{key}={number}"),
                Cell::Number(_) | Cell::Empty => format!("{key}={UNKNOWN}"),
            })
        };
        let part = self.keys.iter().zip(cells).filter_map(folder).collect::<Vec<_>>().join("/");
        let kept = self.keys.iter().zip(cells).filter(|(key, _)| key.is_none()).map(|(_, cell)| cell);
        self.waiting.entry(part).or_insert_with(|| Rows::new(&self.columns)).push(kept);
        self.count += 1;
        if self.count < GROUPS * group_rows(&self.columns) {
            return Ok(());
        }
        let most = self.waiting.iter().max_by_key(|(_, rows)| rows.count()).map(|(part, _)| part.clone());
        most.map_or(Ok(()), |part| self.write(&part))
    }

    fn finish(mut self: Box<Self>, _: &mut dyn Write) -> io::Result<()> {
        let parts: Vec<String> = self.waiting.keys().cloned().collect();
        parts.iter().try_for_each(|part| self.write(part))
    }
}
