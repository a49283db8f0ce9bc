//! Comma-separated values, whatever separates them.

use csv::ReaderBuilder;
use gongkai_model::{Capture, Diagnostic, Document, Locus};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};
use gongkai_text::TextImporter;

use crate::sheet::Sheet;
use crate::{blocks, check_size, damaged};

/// What may part fields, the likeliest first.
const DELIMITERS: &[u8] = b",;\t";
/// Records looked at to find out.
const SAMPLE: usize = 500;
/// The sheet that a place is on: rows and columns are those that a program for spreadsheets shows.
const NAME: &str = "csv";

/// Reads comma-separated values.
#[derive(Debug, Clone, Copy)]
pub struct CsvImporter;

impl Importer for CsvImporter {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("逗号、分号或制表符分隔的表格（csv）", "values separated by commas, semicolons or tabs (csv)")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        let provenance = capture.provenance();
        let extension = provenance.source.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        let is_named = extension.as_deref() == Some("csv");
        let is_declared = provenance.media_type.as_deref().is_some_and(|media_type| media_type.starts_with("text/csv"));
        // Bytes alone do not tell a table from prose with commas.
        match TextImporter.identify(capture) {
            Confidence::Fallback if is_named || is_declared => Confidence::Likely,
            _ => Confidence::No,
        }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        check_size(capture, limits)?;
        if TextImporter.identify(capture) == Confidence::No {
            return Err(ImportError::UnknownFormat { format: String::new() });
        }
        let decoded = gongkai_text::decode(capture.bytes(), capture.provenance().declared_charset());
        if decoded.text.trim().is_empty() {
            return Err(ImportError::Empty);
        }
        let (sheet, open) = read(&decoded.text, limits)?;
        let mut document = blocks::document(vec![sheet], limits)?;
        document.diagnostics.splice(0..0, decoded.diagnostics);
        document.diagnostics.extend(open.map(|row| {
            let locus = Locus::Sheet { sheet: NAME.into(), row: row + 1, column: 1, part: None };
            Diagnostic::new("quotation_mark_not_closed", &[("row", &(row + 1).to_string())], Some(locus))
        }));
        Ok(vec![document])
    }
}

/// The character that parts the fields of most records into as many as its neighbours have.
fn delimiter(text: &str) -> u8 {
    let regular = |delimiter: &u8| {
        let mut reader = builder(*delimiter).from_reader(text.as_bytes());
        let widths: Vec<usize> = reader.records().take(SAMPLE).flatten().map(|record| record.len()).collect();
        widths.windows(2).filter(|pair| pair[0] == pair[1] && pair[0] > 1).count()
    };
    // Of equals the first: `max_by_key` takes the last.
    DELIMITERS.iter().copied().rev().max_by_key(regular).unwrap_or(b',')
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true);
    builder
}

/// The sheet; and the row, from 0, in which a quotation mark opens that is never closed: from there on it is a mark like others.
fn read(text: &str, limits: &Limits) -> Result<(Sheet, Option<u32>), ImportError> {
    let mut sheet = Sheet { name: NAME.into(), ..Sheet::default() };
    let delimiter = delimiter(text);
    let (quoted, plain) = text.split_at_checked(open_quote(text, delimiter)).unwrap_or((text, ""));
    let row = records(quoted, &mut builder(delimiter), 0, &mut sheet, limits)?;
    if plain.is_empty() {
        return Ok((sheet, None));
    }
    records(plain, builder(delimiter).quoting(false), row, &mut sheet, limits)?;
    Ok((sheet, Some(row)))
}

/// Where the record begins in which a quotation mark opens that is never closed; the end of the text where there is none.
fn open_quote(text: &str, delimiter: u8) -> usize {
    let (mut record, mut begins, mut is_open) = (0, true, false);
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' if is_open => is_open = bytes.next_if(|(_, next)| *next == b'"').is_some(),
            _ if is_open => {}
            b'"' if begins => (is_open, begins) = (true, false),
            b'\n' | b'\r' => (record, begins) = (at + 1, true),
            _ => begins = byte == delimiter,
        }
    }
    if is_open { record } else { text.len() }
}

/// Puts records into the sheet, from a row on. Gives the row behind them.
fn records(
    text: &str,
    builder: &mut ReaderBuilder,
    mut row: u32,
    sheet: &mut Sheet,
    limits: &Limits,
) -> Result<u32, ImportError> {
    let mut reader = builder.from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut start = 0;
    while reader.read_record(&mut record).map_err(damaged)? {
        // The reader passes over blank lines, which are rows of the sheet.
        let end = reader.position().byte() as usize;
        let before = text.as_bytes().get(start..end).unwrap_or_default();
        // Of CR LF the LF is left to the next record.
        let is_rest = start.checked_sub(1).and_then(|last| text.as_bytes().get(last)) == Some(&b'\r');
        let before = before.strip_prefix(b"\n").filter(|_| is_rest).unwrap_or(before);
        let breaks = before.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let blank = breaks.filter(|byte| **byte == b'\n').count();
        start = end;
        row = row.saturating_add(blank as u32);
        if row as usize > limits.lines {
            return Err(ImportError::TooManyLines { lines: row as usize, limit: limits.lines });
        }
        for (column, field) in (0..).zip(&record).filter(|(_, field)| !field.trim().is_empty()) {
            sheet.push(row, column, field)?;
        }
        row += 1;
    }
    // Blank lines at the end are rows as well, where something follows.
    let behind = text.as_bytes().get(start..).unwrap_or_default();
    Ok(row.saturating_add(
        behind.iter().skip(usize::from(behind.first() == Some(&b'\n'))).filter(|byte| **byte == b'\n').count() as u32,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_told() {
        for (text, expected) in [
            ("规章,1,2\n文件,3,4\n", b','),
            ("规章;1,5;2\n文件;3,2;4\n许可;1;2\n", b';'),
            ("规章\t1\t2\n文件\t3\t4\n", b'\t'),
            ("一句话，没有表。\n", b','),
            ("\"甲;乙\",1\n\"丙;丁\",2\n", b','),
        ] {
            assert_eq!(delimiter(text), expected, "{text}");
        }
    }

    #[test]
    fn rows_count_as_in_a_spreadsheet() {
        let text = "甲,1\r\n\r\n\r\n\"乙\n丙\",2\r\n,\r\n丁,\"3\"\"\"\r\n";
        let (sheet, open) = read(text, &Limits::default()).unwrap();
        assert_eq!(open, None);
        assert_eq!(read("甲\n\n乙\n", &Limits::default()).unwrap().0.cells[1].row, 2);
        let cells: Vec<_> = sheet.cells.iter().map(|cell| (cell.row, cell.column, cell.text.as_str())).collect();
        let expected = [(0, 0, "甲"), (0, 1, "1"), (3, 0, "乙\n丙"), (3, 1, "2"), (5, 0, "丁"), (5, 1, "3\"")];
        assert_eq!(cells, expected);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_swallows_nothing() {
        let cells = |text: &str| {
            let (sheet, open) = read(text, &Limits::default()).unwrap();
            let cells = sheet.cells.into_iter().map(|cell| format!("{},{} {}", cell.row, cell.column, cell.text));
            (cells.collect::<Vec<_>>(), open)
        };
        let (found, open) = cells("\"甲\",1\r\n\r\n\"乙,2\r\n丙,3\r\n");
        assert_eq!((found.join("|").as_str(), open), ("0,0 甲|0,1 1|2,0 \"乙|2,1 2|3,0 丙|3,1 3", Some(2)));
        let (found, open) = cells("甲,5\" 管,\"\"\n乙,\"\"\"丙\"\"\"\n");
        assert_eq!((found.join("|").as_str(), open), ("0,0 甲|0,1 5\" 管|1,0 乙|1,1 \"丙\"", None));
        assert_eq!(cells("\"").1, Some(0));
    }
}
