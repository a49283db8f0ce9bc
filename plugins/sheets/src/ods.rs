//! Spreadsheets of LibreOffice and other programs for OpenDocument.
//!
//! Read without calamine: it tells neither merged cells nor hidden rows of this format, and the file itself holds the text that is
//! shown in a cell, which no other format does.

use std::collections::HashSet;

use gongkai_model::{Capture, Document};
use gongkai_package::{Element, Node, Package, Space, first_member, member_names};
use gongkai_plugin::{Confidence, ImportError, Importer, Limits};

use crate::sheet::{Area, Sheet};
use crate::{blocks, check_size, damaged, shown, xlsx};

const SPACES: &[Space] = &[
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
];
/// Media type of spreadsheets, templates included.
const MEDIA_TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// Blank cells in a row that are cells of a table; more are how programs fill a row up.
const MOST_BLANKS: u32 = 40;

/// Reads OpenDocument spreadsheets.
#[derive(Debug, Clone, Copy)]
pub struct OdsImporter;

impl Importer for OdsImporter {
    fn name(&self) -> &'static str {
        "ods"
    }

    fn summary(&self) -> (&'static str, &'static str) {
        ("OpenDocument 电子表格（ods、ots）", "OpenDocument spreadsheets (ods, ots)")
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ods", "ots"]
    }

    fn identify(&self, capture: &Capture) -> Confidence {
        let bytes = capture.bytes();
        let is_marked =
            first_member(bytes).is_some_and(|(name, content)| name == "mimetype" && content.starts_with(MEDIA_TYPE));
        if is_marked {
            return Confidence::Certain;
        }
        let source = capture.provenance().source.to_ascii_lowercase();
        let is_named = self.extensions().iter().any(|extension| source.ends_with(&format!(".{extension}")));
        // Packed again by hand, the mark need not come first.
        match is_named && member_names(bytes).contains(&"content.xml") {
            true => Confidence::Likely,
            false => Confidence::No,
        }
    }

    fn import(&self, capture: &Capture, limits: &Limits) -> Result<Vec<Document>, ImportError> {
        check_size(capture, limits)?;
        read(capture.bytes(), limits).map(|document| vec![document])
    }
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ImportError> {
    let mut package = Package::open(bytes, limits)?;
    let manifest = package.read("META-INF/manifest.xml")?.unwrap_or_default();
    let mark = b"encryption-data";
    if manifest.windows(mark.len()).any(|window| window == mark) {
        return Err(ImportError::Encrypted);
    }
    let content = package.xml("content.xml", SPACES)?.ok_or_else(|| damaged("the package has no content.xml"))?;
    let not_shown = hidden_styles(content.root());
    let mut hidden = Vec::new();
    let mut sheets = Vec::new();
    let body = content.root().child("office", "body").and_then(|body| body.child("office", "spreadsheet"));
    let body = body.ok_or_else(|| damaged("content.xml has no spreadsheet"))?;
    for table in body.elements().filter(|element| element.is("table", "table")) {
        let name = table.attribute("name").unwrap_or_default().to_owned();
        if table.attribute("style-name").is_some_and(|style| not_shown.contains(style)) {
            hidden.push(name);
            continue;
        }
        let mut walk = Walk { sheet: Sheet { name, ..Sheet::default() }, row: 0, column: 0 };
        walk.columns(table);
        walk.rows(table)?;
        sheets.push(walk.sheet);
    }
    let names: Vec<_> = sheets.iter().map(|sheet| blocks::name(&sheet.name)).collect();
    let mut document = blocks::document(sheets, limits)?;
    document.metadata = names;
    document.diagnostics.extend(xlsx::hidden_sheets(&hidden));
    Ok(document)
}

/// Names of the styles of sheets that are not shown.
fn hidden_styles(root: Element<'_>) -> HashSet<&str> {
    let styles = root.child("office", "automatic-styles").into_iter().flat_map(|styles| styles.elements());
    let is_hidden = |style: &Element<'_>| {
        let properties = style.child("style", "table-properties");
        properties.is_some_and(|properties| properties.attribute("display") == Some("false"))
    };
    styles.filter(is_hidden).filter_map(|style| style.attribute("name")).collect()
}

/// A sheet while it is read.
struct Walk {
    sheet: Sheet,
    row: u32,
    column: u32,
}

impl Walk {
    /// The columns in an element: groups of them stand in one of their own.
    fn columns(&mut self, parent: Element<'_>) {
        for element in parent.elements() {
            match element.name() {
                ("table", "table-column") => {
                    let next = self.column.saturating_add(repeats(element, "number-columns-repeated"));
                    if is_hidden(element) {
                        self.sheet.hidden_columns.add(self.column, next - 1);
                    }
                    self.column = next;
                }
                ("table", "table-header-columns" | "table-columns" | "table-column-group") => self.columns(element),
                _ => {}
            }
        }
    }

    /// The rows in an element.
    fn rows(&mut self, parent: Element<'_>) -> Result<(), ImportError> {
        for element in parent.elements() {
            match element.name() {
                ("table", "table-row") => {
                    let repeats = repeats(element, "number-rows-repeated");
                    let end = self.row.saturating_add(repeats);
                    if is_hidden(element) {
                        self.sheet.hidden_rows.add(self.row, end - 1);
                    }
                    let before = self.sheet.cells.len();
                    while self.row < end {
                        self.cells(element, repeats == 1)?;
                        self.row += 1;
                        if self.sheet.cells.len() == before {
                            break;
                        }
                    }
                    self.row = end;
                }
                ("table", "table-header-rows" | "table-rows" | "table-row-group") => self.rows(element)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(&mut self, row: Element<'_>, with_blanks: bool) -> Result<(), ImportError> {
        self.column = 0;
        for cell in row.elements().filter(|cell| matches!(cell.name(), ("table", "table-cell" | "covered-table-cell")))
        {
            let repeats = repeats(cell, "number-columns-repeated");
            let text = self.text(cell);
            let is_blank = text.trim().is_empty();
            let is_seen = with_blanks && repeats <= MOST_BLANKS && cell.attribute("style-name").is_some();
            let is_covered = cell.is("table", "covered-table-cell");
            for column in self.column..self.column.saturating_add(repeats) {
                if is_blank && (!is_seen || is_covered) {
                    break;
                }
                self.sheet.push(self.row, column, &text)?;
            }
            let (rows, columns) = (repeats_of(cell, "number-rows-spanned"), repeats_of(cell, "number-columns-spanned"));
            self.sheet.merges.push(Area {
                top: self.row,
                left: self.column,
                bottom: self.row.saturating_add(rows - 1),
                right: self.column.saturating_add(columns - 1),
            });
            if self.sheet.merges.last().is_some_and(|area| !area.is_merge()) {
                self.sheet.merges.pop();
            }
            self.column = self.column.saturating_add(repeats);
        }
        Ok(())
    }

    /// What a cell shows; its value where nothing is stored as shown, and a formula without a value as it is written.
    fn text(&mut self, cell: Element<'_>) -> String {
        let paragraphs = cell.elements().filter(|element| element.is("text", "p"));
        let lines: Vec<String> = paragraphs.map(line).collect();
        if !lines.is_empty() {
            return lines.join("\n");
        }
        let value = ["value", "date-value", "time-value", "boolean-value", "string-value"];
        if let Some(value) = value.iter().find_map(|name| cell.attribute(name)) {
            return value.parse().map_or_else(|_| value.to_owned(), shown::number);
        }
        let formula = cell.attribute("formula").filter(|_| cell.attribute("value-type").is_none());
        self.sheet.formulas += usize::from(formula.is_some());
        formula.map(str::to_owned).unwrap_or_default()
    }
}

fn is_hidden(element: Element<'_>) -> bool {
    matches!(element.attribute("visibility"), Some("collapse" | "filter"))
}

fn repeats(element: Element<'_>, name: &str) -> u32 {
    repeats_of(element, name).min(1 << 20)
}

fn repeats_of(element: Element<'_>, name: &str) -> u32 {
    element.attribute(name).and_then(|number| number.parse::<u32>().ok()).unwrap_or(1).max(1)
}

/// The text of a paragraph. Notes that hang on it are none of its text.
fn line(paragraph: Element<'_>) -> String {
    let mut text = String::new();
    for node in paragraph.nodes() {
        match node {
            Node::Text(part) => text.push_str(part),
            Node::Element(element) => match element.name() {
                ("text", "s") => {
                    let count = element.attribute("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                    text.push_str(&" ".repeat(count.min(1_000)));
                }
                ("text", "tab") => text.push('\t'),
                ("text", "line-break") => text.push('\n'),
                ("office", "annotation") => {}
                _ => text.push_str(&line(element)),
            },
        }
    }
    text
}
