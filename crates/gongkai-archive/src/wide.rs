//! Numbers a row a report: the table `wide`, which gets a column when a cell is met for the first time; and the numbers of
//! cells, which stand in the table of figures for their paths and labels.

use std::collections::{HashMap, HashSet};

use gongkai_model::{Report, Value};
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use crate::error::Result;

/// Columns of cells that there can be; SQLite ends at 2,000. Figures of further cells are in `facts_long` only.
pub(crate) const WIDEST: usize = 1_900;

/// What a writer remembers of cells. To be forgotten when a change is undone.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    /// Labels and numbers of cells, by path.
    numbers: HashMap<String, Vec<(String, i64)>>,
    /// Columns of `wide`, and the statement that fills a row of it.
    wide: Option<Wide>,
}

#[derive(Debug)]
struct Wide {
    columns: HashMap<String, usize>,
    insert: String,
}

impl Cells {
    /// The number of a cell.
    pub(crate) fn number(&mut self, connection: &Connection, path: &str, label: &str) -> Result<i64> {
        let known = self.numbers.get(path).and_then(|labels| labels.iter().find(|(known, _)| known == label));
        if let Some((_, number)) = known {
            return Ok(*number);
        }
        let found = connection
            .prepare_cached("SELECT id FROM cells WHERE cell = ?1 AND label = ?2")?
            .query_row([path, label], |row| row.get(0))
            .optional()?;
        let number = if let Some(number) = found {
            number
        } else {
            connection.prepare_cached("INSERT INTO cells (cell, label) VALUES (?1, ?2)")?.execute([path, label])?;
            connection.last_insert_rowid()
        };
        self.numbers.entry(path.to_owned()).or_default().push((label.to_owned(), number));
        Ok(number)
    }

    /// Stores the numbers of a report.
    pub(crate) fn store(&mut self, connection: &Connection, document: i64, report: &Report) -> Result<()> {
        // The first mention of a cell counts, whatever stands there.
        let mut seen = HashSet::with_capacity(report.facts.len());
        let firsts = report.facts.iter().filter(|fact| is_of_form(&fact.cell) && seen.insert(fact.cell.as_str()));
        let numbers: Vec<_> = firsts.map(|fact| (fact.cell.as_str(), sql(&fact.value))).collect();
        self.put(connection, document, numbers)
    }

    fn put(&mut self, connection: &Connection, document: i64, numbers: Vec<(&str, Sql)>) -> Result<()> {
        let wide = match &mut self.wide {
            Some(wide) => wide,
            none => none.insert(Wide::load(connection)?),
        };
        wide.make_room(connection, numbers.iter().map(|(cell, _)| *cell))?;
        let mut row = vec![Sql::Null; wide.columns.len() + 1];
        for (cell, value) in numbers {
            if let Some(place) = wide.columns.get(cell).and_then(|at| row.get_mut(*at)) {
                *place = value;
            }
        }
        if let Some(first) = row.first_mut() {
            *first = Sql::Integer(document);
        }
        connection.prepare_cached(&wide.insert)?.execute(params_from_iter(row))?;
        Ok(())
    }
}

/// A number; as text where it is not whole, of which the column makes a number.
fn sql(value: &Value) -> Sql {
    match value.number() {
        None => Sql::Null,
        Some(number) => {
            let whole = i64::try_from(number).ok().filter(|_| number.scale() == 0);
            whole.map_or_else(|| Sql::Text(number.to_string()), Sql::Integer)
        }
    }
}

impl Wide {
    fn load(connection: &Connection) -> Result<Self> {
        let columns: HashMap<_, _> = columns(connection)?.into_iter().zip(1..).collect();
        Ok(Self { insert: insert(columns.len()), columns })
    }

    /// Makes columns for cells that have none.
    fn make_room<'a>(&mut self, connection: &Connection, cells: impl Iterator<Item = &'a str>) -> Result<()> {
        let mut new = Vec::new();
        for cell in cells {
            if self.columns.len() < WIDEST && !self.columns.contains_key(cell) {
                self.columns.insert(cell.to_owned(), self.columns.len() + 1);
                new.push(format!("{} NUMERIC", quoted(cell)));
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        self.insert = insert(self.columns.len());
        // Each column that is added makes SQLite read all of its tables again, so a table without rows is made anew.
        if new.len() == self.columns.len() && !connection.prepare("SELECT 1 FROM wide")?.exists([])? {
            return Ok(connection.execute_batch(&format!(
                "DROP TABLE wide;
                 CREATE TABLE wide (document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, {});",
                new.join(", ")
            ))?);
        }
        for column in new {
            connection.execute_batch(&format!("ALTER TABLE wide ADD COLUMN {column}"))?;
        }
        Ok(())
    }
}

fn insert(columns: usize) -> String {
    format!("INSERT INTO wide VALUES (?{})", ", ?".repeat(columns))
}

/// Whether a cell is one of the forms, and not one of a list that an agency laid out, or of prose.
fn is_of_form(cell: &str) -> bool {
    !cell.starts_with("free.") && !cell.starts_with("narrative.")
}

/// Cells that have a column, in the order of the columns.
pub(crate) fn columns(connection: &Connection) -> Result<Vec<String>> {
    let mut statement =
        connection.prepare("SELECT name FROM pragma_table_info('wide') WHERE name <> 'document' ORDER BY cid")?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// A name as SQL writes it.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Fills `wide` from the figures that are there.
pub(crate) fn fill(connection: &Connection) -> Result<()> {
    let mut cells = Cells::default();
    // None of them may be under way where the table is made anew.
    let mut documents = connection.prepare("SELECT document FROM facts")?;
    let documents: Vec<i64> = documents.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut figures = connection.prepare(
        "SELECT cell, CASE state WHEN 'number' THEN value END FROM facts_long WHERE document = ?1 AND nth = 0",
    )?;
    for document in documents {
        let found = figures.query_map([document], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Sql>(1)?)))?;
        let found = found.collect::<rusqlite::Result<Vec<_>>>()?;
        let of_form = found.iter().filter(|(cell, _)| is_of_form(cell));
        cells.put(connection, document, of_form.map(|(cell, value)| (cell.as_str(), value.clone())).collect())?;
    }
    Ok(())
}
