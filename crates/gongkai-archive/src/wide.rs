//! Numbers a row a report: the table `wide`, which gets a column when a cell is met for the first time; and the numbers of
//! cells, which stand in the table of figures for their paths and labels.

use std::collections::{HashMap, HashSet};

use gongkai_model::{Kind, Level, Report, Unit, Value};
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use crate::error::Result;

/// Columns of cells that there can be; SQLite ends at 2,000. Figures of further cells are in `facts_long` only.
pub(crate) const WIDEST: usize = 1_900;

/// Columns of `wide` before those of cells: document, agency, year, kind, level, province.
const HEAD: usize = 6;

/// The same, as the table is made.
const WIDE_HEAD: &str = "document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    agency TEXT, year INTEGER, kind TEXT, level TEXT, province TEXT";

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
    pub(crate) fn store(&mut self, connection: &Connection, document: i64, report: &Report, unit: &Unit) -> Result<()> {
        // The first mention of a cell counts, whatever stands there.
        let mut seen = HashSet::with_capacity(report.facts.len());
        let firsts = report.facts.iter().filter(|fact| is_of_form(&fact.cell) && seen.insert(fact.cell.as_str()));
        let numbers: Vec<_> = firsts.map(|fact| (fact.cell.as_str(), sql(&fact.value))).collect();
        let text = |text: Option<&str>| text.map_or(Sql::Null, |text| Sql::Text(text.to_owned()));
        let agency = (!unit.name.is_empty()).then_some(unit.name.as_str());
        let head = [
            Sql::Integer(document),
            text(agency),
            report.year.as_ref().map_or(Sql::Null, |year| Sql::Integer(year.value.into())),
            text(unit.kind.map(Kind::id)),
            text(unit.level.map(Level::id)),
            text(unit.province.as_deref()),
        ];
        self.put(connection, head, numbers)
    }

    fn put(&mut self, connection: &Connection, head: [Sql; HEAD], numbers: Vec<(&str, Sql)>) -> Result<()> {
        let wide = match &mut self.wide {
            Some(wide) => wide,
            none => none.insert(Wide::load(connection)?),
        };
        wide.make_room(connection, numbers.iter().map(|(cell, _)| *cell))?;
        let mut row = Vec::from(head);
        row.resize(HEAD + wide.columns.len(), Sql::Null);
        for (cell, value) in numbers {
            if let Some(place) = wide.columns.get(cell).and_then(|at| row.get_mut(*at)) {
                *place = value;
            }
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
        let columns: HashMap<_, _> = columns(connection)?.into_iter().zip(HEAD..).collect();
        Ok(Self { insert: insert(columns.len()), columns })
    }

    /// Makes columns for cells that have none.
    fn make_room<'a>(&mut self, connection: &Connection, cells: impl Iterator<Item = &'a str>) -> Result<()> {
        let mut new = Vec::new();
        for cell in cells {
            if self.columns.len() < WIDEST && !self.columns.contains_key(cell) {
                self.columns.insert(cell.to_owned(), HEAD + self.columns.len());
                new.push(format!("{} NUMERIC", quoted(cell)));
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        self.insert = insert(self.columns.len());
        // Each column that is added makes SQLite read all of its tables again, so a table without rows is made anew.
        if new.len() == self.columns.len() && !connection.prepare("SELECT 1 FROM wide")?.exists([])? {
            return Ok(connection
                .execute_batch(&format!("DROP TABLE wide; CREATE TABLE wide ({WIDE_HEAD}, {});", new.join(", ")))?);
        }
        for column in new {
            connection.execute_batch(&format!("ALTER TABLE wide ADD COLUMN {column}"))?;
        }
        Ok(())
    }
}

fn insert(columns: usize) -> String {
    format!("INSERT INTO wide VALUES (?{})", ", ?".repeat(HEAD + columns - 1))
}

/// Whether a cell is one of the forms, and not one of a list that an agency laid out, or of prose.
fn is_of_form(cell: &str) -> bool {
    !cell.starts_with("free.") && !cell.starts_with("narrative.")
}

/// Cells that have a column, in the order of the columns.
pub(crate) fn columns(connection: &Connection) -> Result<Vec<String>> {
    let mut statement =
        connection.prepare("SELECT name FROM pragma_table_info('wide') WHERE cid >= ?1 ORDER BY cid")?;
    let names = statement.query_map([i64::try_from(HEAD).unwrap_or(i64::MAX)], |row| row.get(0))?;
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
    let mut documents = connection.prepare(
        "SELECT documents.id, agency, year, kind, level, province FROM facts JOIN documents ON documents.id = facts.document
         WHERE status = 'report'",
    )?;
    let heads = documents.query_map([], |row| {
        Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get::<_, Sql>(5)?])
    })?;
    let heads: Vec<[Sql; HEAD]> = heads.collect::<rusqlite::Result<_>>()?;
    let mut figures = connection.prepare(
        "SELECT cell, CASE state WHEN 'number' THEN value END FROM facts_long WHERE document = ?1 AND nth = 0",
    )?;
    for head in heads {
        let found = figures.query_map([&head[0]], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Sql>(1)?)))?;
        let found = found.collect::<rusqlite::Result<Vec<_>>>()?;
        let of_form = found.iter().filter(|(cell, _)| is_of_form(cell));
        cells.put(connection, head, of_form.map(|(cell, value)| (cell.as_str(), value.clone())).collect())?;
    }
    Ok(())
}
