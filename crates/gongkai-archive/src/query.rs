//! Questions in SQL, to a connection that cannot write.
//!
//! What people ask are the views of [`crate::VIEWS`]. Tables may be asked, too, but may change from version to version.

use rusqlite::types::ValueRef;

use crate::archive::Archive;
use crate::error::{Error, Result};
use crate::schema;
use crate::views;

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
        views::make(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        let mut statement = connection.prepare(sql).map_err(|error| match error {
            rusqlite::Error::MultipleStatement => refused(("一次只能写一条查询语句", "one statement at a time")),
            // SQLITE_ERROR: the statement itself is wrong.
            rusqlite::Error::SqliteFailure(code, Some(said)) if code.extended_code == 1 => wrong(&said),
            rusqlite::Error::SqlInputError { msg, .. } => wrong(&msg),
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

fn wrong(said: &str) -> Error {
    let reason = (
        format!("SQL 写法不对：{said}；gongkai archive query 列出可查的视图和各列"),
        format!("the SQL is wrong: {said}; gongkai archive query lists views and columns"),
    );
    Error::Query { reason }
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
