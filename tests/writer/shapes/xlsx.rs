//! A workbook: merged cells, several sheets, figures as numbers, as text and as formulas, and what sheets hide.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Formula, Workbook, Worksheet, XlsxError};

use crate::writer::Dice;
use crate::writer::prose::Part;
use crate::writer::sheet::Sheet;

/// Stands for a line break within a cell.
const BREAK: &str = "⏎";

/// The choices that hold for a whole workbook.
struct Style {
    /// A new sheet begins at some headings.
    sheets: bool,
    /// Prose and headings in cells merged over the width of the tables.
    merged: bool,
    /// A blank row between parts.
    spaced: bool,
    /// Blank cells of tables have borders, as printed tables do.
    borders: bool,
    /// Figures are numbers, not text.
    numbers: bool,
    /// Hidden rows and a hidden sheet with other figures.
    hidden: bool,
    /// Columns to the left of everything.
    left: usize,
}

/// The workbook as lines, a cell each: row, column, rows and columns covered, what it is, its text. A line of one word begins a sheet.
pub(super) fn document(parts: &[Part], dice: &mut Dice) -> String {
    let style = Style {
        sheets: dice.chance(40),
        merged: dice.chance(50),
        spaced: dice.chance(40),
        borders: dice.chance(90),
        numbers: dice.chance(60),
        hidden: dice.chance(30),
        left: dice.below(3),
    };
    let mut text = String::from("sheet\n");
    let mut row = 0;
    for (number, part) in parts.iter().enumerate() {
        match part {
            Part::Title(words) | Part::Paragraph(words) => prose(words, &style, &mut row, &mut text),
            Part::Heading(words) => {
                if style.sheets && number > 0 && dice.chance(40) {
                    text.push_str("sheet\n");
                    row = 0;
                }
                prose(words, &style, &mut row, &mut text);
            }
            // Sheets have no page numbers in cells.
            Part::Page(_) => {}
            Part::Table(sheet) => {
                row += usize::from(style.spaced);
                table(sheet, &style, &mut row, &mut text, dice);
            }
        }
        row += usize::from(style.spaced);
    }
    if style.hidden {
        text.push_str("hidden\n0\t0\t1\t1\tnumber\t99\n");
    }
    text
}

fn prose(words: &str, style: &Style, row: &mut usize, text: &mut String) {
    let columns = if style.merged { 9 } else { 1 };
    text.push_str(&format!("{row}\t{}\t1\t{columns}\twords\t{}\n", style.left, words.replace('\n', BREAK)));
    *row += 1;
}

fn table(sheet: &Sheet, style: &Style, row: &mut usize, text: &mut String, dice: &mut Dice) {
    // A row that is not shown may stand anywhere but within a merged cell.
    let crosses = |at: usize| sheet.cells.iter().any(|cell| cell.row < at && cell.row + cell.row_span > at);
    let mut shift = 0;
    for at in 0..sheet.rows {
        if style.hidden && !crosses(at) && dice.chance(10) {
            let row = *row + at + shift;
            text.push_str(&format!("{row}\t{}\t1\t1\thide\t旧\n{row}\t5\t1\t1\tnumber\t99\n", style.left));
            shift += 1;
        }
        for cell in sheet.cells.iter().filter(|cell| cell.row == at) {
            let is_number = style.numbers && is_plain_number(&cell.text);
            let kind = match (cell.text.is_empty(), is_number, dice.below(8)) {
                (true, ..) if !style.borders => continue,
                (true, ..) => "blank",
                (false, true, 0) => "formula",
                (false, true, _) => "number",
                (false, false, _) => "words",
            };
            let place = format!("{}\t{}", *row + at + shift, style.left + cell.column);
            let words = cell.text.replace('\n', BREAK);
            text.push_str(&format!("{place}\t{}\t{}\t{kind}\t{words}\n", cell.row_span, cell.column_span));
        }
    }
    *row += sheet.rows + shift;
}

/// Whether a program for spreadsheets would take a text for a number, and show it as it is.
fn is_plain_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|number| number.to_string() == text)
}

/// The workbook that the lines describe.
pub(in crate::writer) fn package(text: &str) -> Vec<u8> {
    workbook(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn workbook(text: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same report gives the same file at any time.
    let day = ExcelDateTime::from_ymd(2024, 3, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let mut sheet = None;
    for line in text.lines() {
        if !line.contains('\t') {
            let next = workbook.add_worksheet();
            next.set_hidden(line == "hidden");
            sheet = Some(next);
        } else if let Some(sheet) = sheet.as_deref_mut() {
            cell(sheet, line)?;
        }
    }
    workbook.save_to_buffer()
}

fn cell(sheet: &mut Worksheet, line: &str) -> Result<(), XlsxError> {
    let fields: Vec<&str> = line.splitn(6, '\t').collect();
    let number = |at: usize| fields.get(at).and_then(|field| field.parse::<u32>().ok()).unwrap_or_default();
    let (row, column, rows, columns) = (number(0), number(1) as u16, number(2), number(3) as u16);
    let words = fields.get(5).copied().unwrap_or_default().replace(BREAK, "\n");
    let format = Format::new().set_border(FormatBorder::Thin);
    if rows * u32::from(columns) > 1 {
        sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", &format)?;
    }
    match fields.get(4).copied().unwrap_or_default() {
        "blank" => sheet.write_blank(row, column, &format)?,
        "number" => sheet.write_number_with_format(row, column, words.parse::<f64>().unwrap_or_default(), &format)?,
        "formula" => {
            let formula = Formula::new(format!("={words}+0")).set_result(words);
            sheet.write_formula_with_format(row, column, formula, &format)?
        }
        "hide" => sheet.write_string(row, column, words)?.set_row_hidden(row)?,
        _ => sheet.write_string_with_format(row, column, words, &format)?,
    };
    Ok(())
}
