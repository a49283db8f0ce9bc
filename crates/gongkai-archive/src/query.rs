//! Questions in SQL, to a connection that cannot write.
//!
//! What people ask: the views `report_list` (one row a document), `facts_long` (one row a figure), `facts_wide` (one row a
//! report, one column for each cell of the forms, named by its path) and the tables `captures`, `visits`, `findings`,
//! `readings`, `site_findings`. Other tables may change from version to version.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::archive::Archive;
use crate::error::{Error, Result};
use crate::schema;
use crate::wide;

/// A value of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// Another number.
    Real(f64),
    /// A text; bytes that are none are shown as far as they are.
    Text(String),
}

impl Archive {
    /// Answers a question in SQL: the names of the columns, then row by row to the function, as long as it gives `true`.
    ///
    /// # Errors
    /// [`Error::Query`] for anything but one statement that only reads; what SQLite says of a wrong one.
    pub fn query(&self, sql: &str, row: &mut dyn FnMut(&[Value]) -> bool) -> Result<Vec<String>> {
        let connection = schema::open_to_read(&self.folder.join("gongkai.db"))?;
        make_wide(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        let mut statement = connection.prepare(sql).map_err(|error| match error {
            rusqlite::Error::MultipleStatement => refused(("一次只能写一条查询语句", "one statement at a time")),
            error => Error::Database(error),
        })?;
        if !statement.readonly() || statement.column_count() == 0 {
            return Err(refused((
                "只能查询，不能修改；请写 SELECT 语句",
                "the archive is only read here; write a SELECT statement",
            )));
        }
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([])?;
        while let Some(found) = rows.next()? {
            let values =
                (0..names.len()).map(|at| found.get_ref(at).map(value)).collect::<rusqlite::Result<Vec<_>>>()?;
            if !row(&values) {
                break;
            }
        }
        Ok(names)
    }
}

fn refused((zh, en): (&str, &str)) -> Error {
    Error::Query { reason: (zh.into(), en.into()) }
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// Makes `facts_wide` for this connection: a column for each cell of the forms that any report of the archive has.
fn make_wide(connection: &Connection) -> Result<()> {
    let mut sql = "CREATE TEMP VIEW facts_wide AS SELECT report_list.*".to_owned();
    for cell in wide::columns(connection)? {
        sql += ", wide.";
        sql += &wide::quoted(&cell);
    }
    sql += " FROM report_list LEFT JOIN wide ON wide.document = report_list.document WHERE status = 'report'";
    connection.execute_batch(&sql)?;
    Ok(())
}
