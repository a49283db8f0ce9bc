//! A PDF as office programs print it: cells with lines around them, rows that go over to the next page, numbers of pages at the foot.
//! Its font is not in the file, as is usual for Chinese; characters are as wide as high, those of ASCII half as wide.

use std::fmt::Write as _;

use crate::writer::prose::Part;
use crate::writer::sheet::{Cell, Sheet};

/// Width, height and margin of the pages, in points.
const PAGE: (f32, f32) = (595.0, 842.0);
const MARGIN: f32 = 50.0;
/// Sizes of characters: title, prose, cells.
const TITLE: f32 = 16.0;
const PROSE: f32 = 10.5;
const CELL: f32 = 8.0;
/// Room between the lines of a cell and its text.
const PADDING: f32 = 3.0;

/// Pages that are being filled from above.
struct Pages {
    done: Vec<String>,
    content: String,
    /// How far the page is full, from its upper edge.
    y: f32,
}

/// The file, which is ASCII throughout.
pub(in crate::writer) fn file(parts: &[Part]) -> String {
    let mut pages = Pages { done: Vec::new(), content: String::new(), y: MARGIN };
    for part in parts {
        match part {
            Part::Title(text) => pages.lines(text, TITLE, 0),
            Part::Heading(text) => pages.lines(text, PROSE, 0),
            Part::Paragraph(text) => pages.lines(text, PROSE, 2),
            Part::Page(_) => pages.turn(),
            Part::Table(sheet) => pages.table(sheet.clone()),
        }
    }
    pages.turn();
    objects(&pages.done)
}

impl Pages {
    fn room(&self) -> f32 {
        PAGE.1 - MARGIN - self.y
    }

    /// The page with its number; the next one is empty.
    fn turn(&mut self) {
        let number = format!("- {} -", self.done.len() + 1);
        self.text((PAGE.0 - width(&number) * CELL) / 2.0, PAGE.1 - MARGIN / 2.0, CELL, &number);
        self.done.push(std::mem::take(&mut self.content));
        self.y = MARGIN;
    }

    /// Text with its base line at a place.
    fn text(&mut self, x: f32, y: f32, size: f32, text: &str) {
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        let _ = writeln!(self.content, "BT /F {size} Tf 1 0 0 1 {x:.2} {:.2} Tm <{codes}> Tj ET", PAGE.1 - y);
    }

    /// Prose over the whole width, the first line indented.
    fn lines(&mut self, text: &str, size: f32, indent: usize) {
        let text = "\u{3000}".repeat(indent) + text;
        let lines = wrapped(&text, (PAGE.0 - 2.0 * MARGIN) / size);
        let is_centred = size == TITLE;
        for line in lines {
            if self.room() < 1.6 * size {
                self.turn();
            }
            self.y += 1.6 * size;
            let x = if is_centred { (PAGE.0 - width(&line) * size) / 2.0 } else { MARGIN };
            // Programs place text, they do not print blanks.
            let shown = line.trim_start_matches('\u{3000}');
            let blank = (line.chars().count() - shown.chars().count()) as f32;
            self.text(x + blank * size, self.y, size, shown);
        }
        self.y += 0.6 * size;
    }

    /// A table, on as many pages as it needs.
    fn table(&mut self, mut sheet: Sheet) {
        loop {
            let heights = heights(&sheet);
            let fitting = self.fitting(&sheet, &heights);
            if fitting == sheet.rows {
                self.rows(&sheet, &heights);
                return;
            }
            if fitting > 0 {
                let (first, rest) = sheet.cut(fitting, false);
                self.rows(&first, &heights);
                sheet = rest;
            }
            self.turn();
        }
    }

    /// Rows that have room on the page, such that no text is cut.
    fn fitting(&self, sheet: &Sheet, heights: &[f32]) -> usize {
        let mut room = self.room();
        let rows = heights.iter().take_while(|height| {
            room -= **height;
            room >= 0.0
        });
        let rows = rows.count();
        let is_cut = |rows: usize| {
            let mut over =
                sheet.cells.iter().filter(|cell| cell.row < rows && (cell.row + cell.row_span).min(sheet.rows) > rows);
            over.any(|cell| needed(cell, sheet.columns) > heights[cell.row..rows].iter().sum())
        };
        (0..=rows).rev().find(|rows| !is_cut(*rows)).unwrap_or(0)
    }

    /// The rows of a table, with a line around each cell.
    fn rows(&mut self, sheet: &Sheet, heights: &[f32]) {
        let top = self.y;
        let edge = |row: usize| top + heights[..row].iter().sum::<f32>();
        for cell in &sheet.cells {
            let x = MARGIN + cell.column as f32 * column(sheet.columns);
            let (y, end) = (edge(cell.row), edge((cell.row + cell.row_span).min(sheet.rows)));
            let width = cell.column_span as f32 * column(sheet.columns);
            let _ = writeln!(self.content, "{x:.2} {:.2} {width:.2} {:.2} re S", PAGE.1 - end, end - y);
            for (line, number) in cell_lines(cell, sheet.columns).iter().zip(1_u8..) {
                self.text(x + PADDING, y + f32::from(number) * 1.3 * CELL, CELL, line);
            }
        }
        self.y = edge(sheet.rows) + PROSE;
    }
}

/// Width of a column of a table of so many.
fn column(columns: usize) -> f32 {
    (PAGE.0 - 2.0 * MARGIN) / columns as f32
}

fn cell_lines(cell: &Cell, columns: usize) -> Vec<String> {
    let room = (cell.column_span as f32 * column(columns) - 2.0 * PADDING) / CELL;
    cell.text.split('\n').filter(|text| !text.is_empty()).flat_map(|text| wrapped(text, room)).collect()
}

/// Height that the text of a cell needs.
fn needed(cell: &Cell, columns: usize) -> f32 {
    cell_lines(cell, columns).len() as f32 * 1.3 * CELL + 2.0 * PADDING
}

/// Heights of the rows: as high as their cells need; where a cell reaches over several, the last of them gives what is missing.
fn heights(sheet: &Sheet) -> Vec<f32> {
    let mut heights = vec![1.3 * CELL + 2.0 * PADDING; sheet.rows];
    let mut cells: Vec<&Cell> = sheet.cells.iter().collect();
    cells.sort_by_key(|cell| cell.row_span);
    for cell in cells {
        let end = (cell.row + cell.row_span).min(sheet.rows);
        let missing = needed(cell, sheet.columns) - heights[cell.row..end].iter().sum::<f32>();
        heights[end - 1] += missing.max(0.0);
    }
    heights
}

/// Width in characters as wide as high.
fn width(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// The text in lines of a width at most.
fn wrapped(text: &str, room: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for c in text.chars() {
        let wide = if c.is_ascii() { 0.5 } else { 1.0 };
        if used + wide > room {
            lines.push(String::new());
            used = 0.0;
        }
        used += wide;
        lines.last_mut().expect("there is a line").push(c);
    }
    lines
}

const FONT: &str = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>";
const DESCENDANT: &str = "<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)\
    /Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor 5 0 R>>";
const DESCRIPTOR: &str = "<</Type/FontDescriptor/FontName/SimSun/Flags 4/Ascent 880/Descent -120>>";

/// The file of pages with these contents, in the language of PDF.
pub fn objects(contents: &[String]) -> String {
    let page = |index: usize| 6 + 2 * index;
    let kids: String = (0..contents.len()).map(|index| format!("{} 0 R ", page(index))).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]>>", contents.len()),
        FONT.to_owned(),
        DESCENDANT.to_owned(),
        DESCRIPTOR.to_owned(),
    ];
    for (index, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            PAGE.0,
            PAGE.1,
            page(index) + 1
        ));
        objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = String::from("%PDF-1.7\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = file.len();
    file + &format!("{table}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1)
}
