//! Workbooks of Excel up to 2003, and those of Kingsoft (`.et`) in the same format.
//!
//! calamine gives the values. Before it is asked, the records are looked through ([`records`]): for what it does not tell, and for how many
//! positions it would allocate.

mod records;

use std::io::Cursor;

use calamine::{Data, DataRef, Reader as _, SheetType, SheetVisible, Xls, XlsError};
use gongkai_model::{Capture, Document};
use gongkai_package::Ole;
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

use crate::sheet::{Area, Sheet};
use crate::{blocks, check_size, damaged, guarded, shown, xlsx};
use records::{Records, Substream};

/// Names of the stream that a workbook is, the newer one first.
const STREAMS: &[&str] = &["Workbook", "Book"];

/// Reads workbooks of Excel up to 2003.
#[derive(Debug, Clone, Copy)]
pub struct XlsImporter;

impl Importer for XlsImporter {
    fn name(&self) -> &'static str {
        "xls"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("Excel 97–2003 与金山表格工作簿（xls、et）", "workbooks of Excel up to 2003 and of Kingsoft (xls, et)")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xls", "xlt", "et"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        let is_workbook = |ole: Ole<'_>| {
            // A document of Word may hold a workbook in a stream of the same name, below a storage of its own.
            STREAMS.iter().any(|name| ole.has_stream(name)) && !ole.has_stream("WordDocument")
        };
        match Ole::is(capture.bytes()) && Ole::open(capture.bytes()).is_ok_and(is_workbook) {
            true => Confidence::Certain,
            false => Confidence::No,
        }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        check_size(capture, limits)?;
        read(capture.bytes(), limits).map(|document| vec![document])
    }
}

/// The stream of the workbook.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    let mut ole = Ole::open(bytes)?;
    for name in STREAMS {
        if let Some(content) = ole.stream(name)? {
            return Ok(content);
        }
    }
    Err(damaged("the OLE file has no workbook"))
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ImportError> {
    let mut hidden = Vec::new();
    let mut sheets = Vec::new();
    guarded("the workbook", || {
        let stream = stream(bytes)?;
        let substreams = Records::sheets(&stream)?;
        let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(refused)?;
        let listed = workbook.sheets_metadata().to_vec();
        for (properties, substream) in listed.into_iter().zip(substreams) {
            if properties.visible != SheetVisible::Visible {
                hidden.push(properties.name);
            } else if properties.typ == SheetType::WorkSheet {
                sheets.push(sheet(&mut workbook, properties.name, substream)?);
            }
        }
        Ok(())
    })?;
    let names: Vec<_> = sheets.iter().map(|sheet| blocks::name(&sheet.name)).collect();
    let mut document = blocks::document(sheets, limits)?;
    document.metadata = names;
    document.diagnostics.extend(xlsx::hidden_sheets(&hidden));
    Ok(document)
}

fn refused(error: XlsError) -> ImportError {
    match error {
        XlsError::Password => ImportError::Encrypted,
        error => damaged(error),
    }
}

fn sheet(workbook: &mut Xls<Cursor<&[u8]>>, name: String, substream: Substream) -> Result<Sheet, ImportError> {
    let mut sheet = Sheet {
        name,
        hidden_rows: substream.hidden_rows,
        hidden_columns: substream.hidden_columns,
        ..Sheet::default()
    };
    let range = workbook.worksheet_range(&sheet.name).map_err(refused)?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let text = shown::text(&by_reference(value), None);
        sheet.push(top + row as u32, left + column as u32, &text)?;
    }
    for (row, column) in substream.blanks {
        sheet.push(row, column, "")?;
    }
    let merges = workbook.merge_cells_by_sheet_name(&sheet.name).map_err(refused)?;
    sheet.merges = merges
        .iter()
        .map(|area| Area { top: area.start.0, left: area.start.1, bottom: area.end.0, right: area.end.1 })
        .collect();
    Ok(sheet)
}

fn by_reference(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
