//! Rows under a header, of whatever was asked for: as CSV, JSON Lines or JSON.

use std::io::{self, Write};

use serde::Serializer;
use serde_json::Value;

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// A line of names, then a line a row.
    Csv {
        /// Whether to begin with a UTF-8 byte order mark, which Excel needs.
        bom: bool,
    },
    /// An object a line.
    Jsonl,
    /// A list of objects.
    Json,
}

/// Names of the formats, in the order in which help lists them, with what they are in Chinese and English.
pub const ROW_FORMATS: &[(&str, (&str, &str))] = &[
    ("csv", ("CSV，每行一条", "CSV, one line a row")),
    ("jsonl", ("JSON Lines，每行一个对象", "JSON Lines, one object a line")),
    ("json", ("JSON，一个列表", "JSON, one list")),
];

impl RowFormat {
    /// The format of a name.
    pub fn of(name: &str, bom: bool) -> Option<Self> {
        match name {
            "csv" => Some(Self::Csv { bom }),
            "jsonl" => Some(Self::Jsonl),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// Writes rows, one after the other.
pub struct RowWriter<'a> {
    out: &'a mut dyn Write,
    format: RowFormat,
    names: Vec<String>,
    count: usize,
}

impl<'a> RowWriter<'a> {
    /// Begins, with the names of the columns.
    ///
    /// # Errors
    /// What the writer gives.
    pub fn new(out: &'a mut dyn Write, format: RowFormat, names: &[String]) -> io::Result<Self> {
        if let RowFormat::Csv { bom } = format {
            if bom {
                out.write_all("\u{feff}".as_bytes())?;
            }
            line(out, names.iter().map(String::as_str))?;
        }
        Ok(Self { out, format, names: names.to_vec(), count: 0 })
    }

    /// Writes a row: a value for each column.
    ///
    /// # Errors
    /// What the writer gives.
    pub fn row(&mut self, values: Vec<Value>) -> io::Result<()> {
        self.count += 1;
        if let RowFormat::Csv { .. } = self.format {
            let texts: Vec<String> = values.iter().map(text).collect();
            return line(self.out, texts.iter().map(String::as_str));
        }
        if self.format == RowFormat::Json {
            self.out.write_all(if self.count == 1 { b"[\n" } else { b",\n" })?;
        }
        // In the order of the columns, which a map of `serde_json` would lose.
        serde_json::Serializer::new(&mut *self.out).collect_map(self.names.iter().zip(&values))?;
        if self.format == RowFormat::Jsonl { self.out.write_all(b"\n") } else { Ok(()) }
    }

    /// Ends; gives the number of rows.
    ///
    /// # Errors
    /// What the writer gives.
    pub fn finish(self) -> io::Result<usize> {
        if self.format == RowFormat::Json {
            self.out.write_all(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        Ok(self.count)
    }
}

/// A value as CSV has it: nothing is an empty field.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn line<'t>(out: &mut dyn Write, fields: impl Iterator<Item = &'t str>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(fields).map_err(io::Error::other)?;
    out.write_all(&writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written(format: RowFormat, rows: &[Vec<Value>]) -> String {
        let mut out = Vec::new();
        let mut writer = RowWriter::new(&mut out, format, &["单位".into(), "n".into()]).expect("written");
        rows.iter().for_each(|row| writer.row(row.clone()).expect("written"));
        assert_eq!(writer.finish().expect("written"), rows.len());
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn rows_in_each_format() {
        let rows = [vec![json!("青禾县水务局, \"甲\""), json!(3)], vec![Value::Null, json!(0.5)]];
        assert_eq!(
            written(RowFormat::Csv { bom: true }, &rows),
            "\u{feff}单位,n\n\"青禾县水务局, \"\"甲\"\"\",3\n,0.5\n"
        );
        assert_eq!(
            written(RowFormat::Jsonl, &rows),
            "{\"单位\":\"青禾县水务局, \\\"甲\\\"\",\"n\":3}\n{\"单位\":null,\"n\":0.5}\n"
        );
        assert_eq!(serde_json::from_str::<Vec<Value>>(&written(RowFormat::Json, &rows)).expect("JSON").len(), 2);
        assert_eq!(written(RowFormat::Json, &[]), "[]\n");
    }
}
