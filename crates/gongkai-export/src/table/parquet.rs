//! A table as Parquet: columns of UTF-8, INT32 and DECIMAL(18, 6), Snappy, row groups of bounded size.
//!
//! Numbers are exact. One that needs more than six decimal places or twelve digits before the point does not fit and is
//! left out; [`holds`] tells.

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;

use gongkai_model::Decimal;
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type as Schema, TypePtr};

use super::{Cell, Column, Table, Type};

/// Decimal places of a number.
const SCALE: u32 = 6;

/// Digits of a number.
const PRECISION: i32 = 18;

/// Cells of a row group at most: some megabytes.
const GROUP_CELLS: usize = 1_000_000;

/// The number as a whole number of millionths.
fn scaled(number: Decimal) -> Option<i64> {
    let mut number = if number.scale() > SCALE { number.normalize() } else { number };
    if number.scale() > SCALE {
        return None;
    }
    number.rescale(SCALE);
    let whole = i64::try_from(number.mantissa()).ok()?;
    (number.scale() == SCALE && whole.unsigned_abs() < 10_u64.pow(PRECISION.unsigned_abs())).then_some(whole)
}

/// Whether a number can be written.
pub(crate) fn holds(number: Decimal) -> bool {
    scaled(number).is_some()
}

/// The cells of a column that wait to be written.
enum Cells {
    Text(Values<ByteArrayType>),
    Integer(Values<Int32Type>),
    Number(Values<Int64Type>),
}

struct Values<T: DataType> {
    /// The values that are there.
    values: Vec<T::T>,
    /// 1 for a value, 0 for nothing.
    levels: Vec<i16>,
}

impl<T: DataType> Values<T> {
    fn new() -> Self {
        Self { values: Vec::new(), levels: Vec::new() }
    }

    fn push(&mut self, value: Option<T::T>) {
        self.levels.push(i16::from(value.is_some()));
        self.values.extend(value);
    }
}

/// Rows that wait to be written.
pub(crate) struct Rows {
    columns: Vec<Cells>,
    count: usize,
}

impl Rows {
    /// No rows yet.
    pub(crate) fn new(columns: &[Column]) -> Self {
        let cells = |column: &Column| match column.kind {
            Type::Text => Cells::Text(Values::new()),
            Type::Integer => Cells::Integer(Values::new()),
            Type::Number => Cells::Number(Values::new()),
        };
        Self { columns: columns.iter().map(cells).collect(), count: 0 }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Adds a row.
    pub(crate) fn push<'a>(&mut self, cells: impl Iterator<Item = &'a Cell<'a>>) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            match (column, cell) {
                (Cells::Text(values), Cell::Text(text)) => values.push(Some(ByteArray::from(*text))),
                (Cells::Integer(values), Cell::Integer(number)) => values.push(i32::try_from(*number).ok()),
                (Cells::Number(values), Cell::Number(number)) => values.push(scaled(*number)),
                (Cells::Text(values), _) => values.push(None),
                (Cells::Integer(values), _) => values.push(None),
                (Cells::Number(values), _) => values.push(None),
            }
        }
        self.count += 1;
    }
}

/// A file that is being written. What is finished of it is handed over row group by row group.
pub(crate) struct File {
    writer: SerializedFileWriter<Vec<u8>>,
}

impl File {
    /// A file with columns and words about it.
    pub(crate) fn new(columns: &[Column], about: &[(&str, String)]) -> io::Result<Self> {
        let about = about.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), value.clone())).collect();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_key_value_metadata(Some(about))
            .build();
        let schema = schema(columns).map_err(other)?;
        let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).map_err(other)?;
        Ok(Self { writer })
    }

    /// Writes rows as a row group, and empties them.
    pub(crate) fn group(&mut self, out: &mut dyn Write, rows: &mut Rows) -> io::Result<()> {
        if mem::take(&mut rows.count) == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(other)?;
        for column in &mut rows.columns {
            match column {
                Cells::Text(values) => write(&mut group, values),
                Cells::Integer(values) => write(&mut group, values),
                Cells::Number(values) => write(&mut group, values),
            }
            .map_err(other)?;
        }
        group.close().map_err(other)?;
        self.writer.flush()?;
        out.write_all(&mem::take(self.writer.inner_mut()))
    }

    /// Writes the foot.
    pub(crate) fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.writer.into_inner().map_err(other)?)
    }
}

fn write<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    cells: &mut Values<T>,
) -> Result<(), ParquetError> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(&cells.values, Some(&cells.levels), None)?;
        column.close()?;
    }
    cells.values.clear();
    cells.levels.clear();
    Ok(())
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let field = |column: &Column| {
        let field =
            |physical| Schema::primitive_type_builder(&column.name, physical).with_repetition(Repetition::OPTIONAL);
        let field = match column.kind {
            Type::Text => field(Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String)),
            Type::Integer => field(Physical::INT32),
            Type::Number => {
                let scale = i32::try_from(SCALE).unwrap_or_default();
                field(Physical::INT64)
                    .with_logical_type(Some(LogicalType::decimal(scale, PRECISION)))
                    .with_converted_type(ConvertedType::DECIMAL)
                    .with_precision(PRECISION)
                    .with_scale(scale)
            }
        };
        field.build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Schema::group_type_builder("gongkai").with_fields(fields).build()?))
}

struct Parquet {
    file: File,
    rows: Rows,
    /// Rows of a row group.
    most: usize,
}

/// Rows of a group, so that its cells stay within bounds.
pub(crate) fn group_rows(columns: &[Column]) -> usize {
    (GROUP_CELLS / columns.len().max(1)).max(1)
}

/// A single file with words about it.
pub(crate) fn start(columns: &[Column], about: &[(&str, String)]) -> io::Result<Box<dyn Table>> {
    Ok(Box::new(Parquet { file: File::new(columns, about)?, rows: Rows::new(columns), most: group_rows(columns) }))
}

impl Table for Parquet {
    fn row(&mut self, out: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()> {
        self.rows.push(cells.iter());
        if self.rows.count() >= self.most { self.file.group(out, &mut self.rows) } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        self.file.group(out, &mut self.rows)?;
        self.file.finish(out)
    }
}

fn other(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_exact_or_not_there() {
        let scaled = |text: &str| super::scaled(text.parse().expect("a decimal"));
        assert_eq!(scaled("0.0380"), Some(38_000));
        assert_eq!(scaled("-3"), Some(-3_000_000));
        assert_eq!(scaled("0.123456000"), Some(123_456));
        assert_eq!(scaled("999999999999.999999"), Some(999_999_999_999_999_999));
        assert_eq!(scaled("1000000000000"), None);
        assert_eq!(scaled("0.1234567"), None);
        assert_eq!(scaled("79228162514264337593543950335"), None);
    }
}
