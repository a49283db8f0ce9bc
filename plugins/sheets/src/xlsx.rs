//! Workbooks of Excel since 2007 and of WPS.
//!
//! calamine gives the values; what it does not tell, hidden rows and columns and formulas without a value, is looked up in the XML.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use gongkai_model::{Capture, Diagnostic, Document};
use gongkai_package::{Element, Ole, Package, Relations, Space, Tree, member_names};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

use crate::sheet::{Area, MOST_CELLS, Sheet};
use crate::{blocks, check_size, damaged, guarded, shown};

/// The namespaces of both editions of OOXML.
const SPACES: &[Space] = &[
    ("x", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    ("x", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
];
/// Extensions of other files that a password turns into the same sort of file.
const OTHERS: &[&str] = &["doc", "wps", "docx", "docm", "dotx", "ppt", "pptx"];

/// Reads workbooks of Excel since 2007.
#[derive(Debug, Clone, Copy)]
pub struct XlsxImporter;

impl Importer for XlsxImporter {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("Excel 工作簿（xlsx、xlsm、xltx）", "Excel workbooks (xlsx, xlsm, xltx)")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "xltx"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        let is_workbook = |name: &&str| name.trim_start_matches('/').eq_ignore_ascii_case("xl/workbook.xml");
        let bytes = capture.bytes();
        match member_names(bytes).iter().any(is_workbook) || (is_locked(bytes) && !is_named(capture, OTHERS)) {
            true => Confidence::Certain,
            false => Confidence::No,
        }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        check_size(capture, limits)?;
        if is_locked(capture.bytes()) {
            return Err(ImportError::Encrypted);
        }
        read(capture.bytes(), limits).map(|document| vec![document])
    }
}

/// Whether it is a file that Office locked with a password.
fn is_locked(bytes: &[u8]) -> bool {
    Ole::is(bytes) && Ole::open(bytes).is_ok_and(|ole| ole.is_locked())
}

fn is_named(capture: &Capture, extensions: &[&str]) -> bool {
    let extension = capture.provenance().source.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ImportError> {
    let mut package = Package::open(bytes, limits)?;
    let parts = Parts::read(&mut package)?;
    let rest: Vec<String> = package.names().filter(|name| !parts.was_read(name)).map(str::to_owned).collect();
    // calamine unpacks without bounds, so everything is unpacked within them before.
    for name in &rest {
        match name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
            true => check_strings(&mut package, name)?,
            false => drop(package.read(name)?),
        }
    }
    let mut hidden = Vec::new();
    let mut sheets = Vec::new();
    guarded("the workbook", || {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refused)?;
        for properties in workbook.sheets_metadata().to_vec() {
            if properties.visible != SheetVisible::Visible {
                hidden.push(properties.name);
            } else if properties.typ == SheetType::WorkSheet {
                let mut sheet = values(&mut workbook, properties.name)?;
                if let Some((_, tree)) = parts.sheets.iter().find(|(name, ..)| *name == sheet.name).map(|part| &part.1)
                {
                    look_up(tree, &mut sheet)?;
                }
                sheets.push(sheet);
            }
        }
        Ok(())
    })?;
    let names: Vec<_> = sheets.iter().map(|sheet| blocks::name(&sheet.name)).collect();
    let mut document = blocks::document(sheets, limits)?;
    document.metadata = names;
    document.diagnostics.extend(hidden_sheets(&hidden));
    if parts.has_macros {
        document.diagnostics.push(Diagnostic::new("macros_ignored", &[], None));
    }
    Ok(document)
}

/// calamine makes room for as many strings as the part states.
fn check_strings(package: &mut Package<'_>, name: &str) -> Result<(), ImportError> {
    let tree = package.xml(name, SPACES)?;
    let stated = tree.as_ref().and_then(|tree| tree.root().attribute("uniqueCount"));
    match stated.and_then(|stated| stated.trim().parse::<usize>().ok()) {
        Some(stated) if stated > MOST_CELLS => {
            Err(ImportError::Unpacks { limit: format!("more than {MOST_CELLS} strings") })
        }
        _ => Ok(()),
    }
}

/// What is said of sheets that are not shown.
pub(crate) fn hidden_sheets(names: &[String]) -> Option<Diagnostic> {
    let (count, names) = (names.len().to_string(), names.join("、"));
    (count != "0").then(|| Diagnostic::new("hidden_sheets_left_out", &[("count", &count), ("names", &names)], None))
}

fn refused(error: XlsxError) -> ImportError {
    match error {
        XlsxError::Password => ImportError::Encrypted,
        error => damaged(error),
    }
}

/// The sheets of the package as XML, by name.
struct Parts {
    sheets: Vec<(String, (String, Tree))>,
    has_macros: bool,
}

impl Parts {
    fn read(package: &mut Package<'_>) -> Result<Self, ImportError> {
        let main = Relations::of(package, "")?.first("officeDocument").unwrap_or("xl/workbook.xml").to_owned();
        let relations = Relations::of(package, &main)?;
        let Some(workbook) = package.xml(&main, SPACES)? else {
            return Err(damaged("the package has no workbook"));
        };
        let mut sheets = Vec::new();
        let listed = workbook.root().child("x", "sheets").into_iter().flat_map(|sheets| sheets.elements());
        for sheet in listed.filter(|sheet| !matches!(sheet.attribute("state"), Some("hidden" | "veryHidden"))) {
            let part = sheet.attribute("id").and_then(|id| relations.target(id));
            if let (Some(name), Some(part)) = (sheet.attribute("name"), part)
                && let Some(tree) = package.xml(part, SPACES)?
            {
                sheets.push((name.to_owned(), (part.to_owned(), tree)));
            }
        }
        let has_macros = package.has("xl/vbaProject.bin");
        Ok(Self { sheets, has_macros })
    }

    fn was_read(&self, member: &str) -> bool {
        self.sheets.iter().any(|(_, (part, _))| part.eq_ignore_ascii_case(member))
    }
}

/// The cells of a sheet with their values. calamine's reader of single cells is used, since its ranges hold every position.
fn values(workbook: &mut Xlsx<Cursor<&[u8]>>, name: String) -> Result<Sheet, ImportError> {
    let mut sheet = Sheet { name, ..Sheet::default() };
    let mut merges = workbook.merge_cells_by_sheet_name(&sheet.name).map_err(refused)?;
    merges.truncate(MOST_CELLS);
    sheet.merges = merges
        .iter()
        .map(|area| Area { top: area.start.0, left: area.start.1, bottom: area.end.0, right: area.end.1 })
        .collect();
    let name = sheet.name.clone();
    let mut reader = match workbook.worksheet_cells_reader(&name) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(sheet),
        reader => reader.map_err(refused)?,
    };
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(refused)? {
        let (row, column) = cell.get_position();
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let text = shown::text(cell.get_value(), format.map(|format| format.format_code.as_str()));
        // A blank cell without a format is nothing that anybody sees.
        if !text.trim().is_empty() || (style != 0 && *cell.get_value() == DataRef::Empty) {
            sheet.push(row, column, &text)?;
        }
    }
    Ok(sheet)
}

/// Finds what is hidden, and formulas without a value: those stand in the table as they are written, so that nobody takes the cell
/// for a blank one.
fn look_up(tree: &Tree, sheet: &mut Sheet) -> Result<(), ImportError> {
    let root = tree.root();
    let columns = root.elements().filter(|element| element.is("x", "cols")).flat_map(|columns| columns.elements());
    for column in columns.filter(|column| is_hidden(*column)) {
        let number = |name: &str| column.attribute(name).and_then(|number| number.parse::<u32>().ok());
        if let (Some(first @ 1..), Some(last @ 1..)) = (number("min"), number("max")) {
            sheet.hidden_columns.add(first - 1, last - 1);
        }
    }
    let mut number = 0;
    for row in root.child("x", "sheetData").into_iter().flat_map(|data| data.elements()) {
        let stated = row.attribute("r").and_then(|number| number.parse::<u32>().ok());
        number = stated.unwrap_or(number + 1).clamp(1, u32::MAX - 1);
        if is_hidden(row) {
            sheet.hidden_rows.add(number - 1, number - 1);
        }
        for cell in row.elements() {
            if let Some(formula) = cell.child("x", "f").filter(|_| !has_value(cell))
                && let Some(column) = cell.attribute("r").and_then(column)
            {
                sheet.formulas += 1;
                let place = (number - 1, column);
                sheet.cells.retain(|cell| (cell.row, cell.column) != place);
                sheet.push(place.0, place.1, &format!("={}", formula.text()))?;
            }
        }
    }
    Ok(())
}

fn is_hidden(element: Element<'_>) -> bool {
    matches!(element.attribute("hidden"), Some("1" | "true"))
}

fn has_value(cell: Element<'_>) -> bool {
    cell.child("x", "v").is_some_and(|value| !value.text().is_empty() || cell.attribute("t") == Some("str"))
        || cell.child("x", "is").is_some()
}

/// The column of a cell's name, from 0: 27 for `AB12`.
fn column(name: &str) -> Option<u32> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let mut number = letters.map(|letter| u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.try_fold(0_u32, |sum, digit| sum.checked_mul(26)?.checked_add(digit))?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_letters() {
        let columns = ["A1", "Z9", "AB12", "xfd1", "7", "ZZZZZZZZZ1"].map(super::column);
        assert_eq!(columns, [Some(0), Some(25), Some(27), Some(16383), None, None]);
    }
}
