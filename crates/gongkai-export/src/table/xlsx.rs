//! A table as a workbook with one sheet: the head in sight, filters, numbers as numbers. Texts are texts, so nothing of a
//! source is ever a formula. Rows go to a temporary file as they come.

use std::io::{self, Write};

use gongkai_model::Language;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Cell, Column, Options, Table};
use crate::page::{is_steering, pick};

/// Rows of a sheet in Excel, the head included.
const MOST_ROWS: u32 = 1_048_576;

/// Characters that a cell may hold; Excel counts in UTF-16, in which none takes more than two.
const MOST_CHARACTERS: usize = 16_000;

/// A number with more digits loses some in a spreadsheet, which counts in floating point.
const MOST_DIGITS: usize = 15;

/// Points that a row takes: a line, however long its texts are.
const LINE: f64 = 16.0;

struct Xlsx {
    workbook: Workbook,
    language: Language,
    columns: u16,
    row: u32,
    plain: Format,
}

/// Makes the sheet and its head.
pub(crate) fn start(_: &mut dyn Write, columns: Vec<Column>, options: &Options) -> io::Result<Box<dyn Table>> {
    Ok(Box::new(Xlsx::new(&columns, options).map_err(other)?))
}

impl Xlsx {
    fn new(columns: &[Column], options: &Options) -> Result<Self, XlsxError> {
        // Wrapped, so that long texts do not run over empty cells beside them.
        let plain = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0x1F_4E_79))
            .set_font_color(Color::White);
        let mut workbook = Workbook::new();
        // The time of writing would make two runs over the same reports differ.
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(pick(options.language, options.sheet.0, options.sheet.1))?;
        sheet.set_freeze_panes(1, options.frozen)?;
        // A4 lies on its side, with the head on every page, as wide as a page where that can be read.
        sheet.set_landscape().set_paper_size(9).set_repeat_rows(0, 0)?.set_footer("&C&P / &N");
        if columns.len() <= 20 {
            sheet.set_print_fit_to_pages(1, 0);
        }
        for (number, column) in (0..).zip(columns) {
            sheet.set_column_width(number, column.width)?;
        }
        // Long names are broken where they are too wide.
        let broken = columns.iter().map(|column| column.name.chars().count() as f64 / column.width);
        sheet.set_row_height(0, 18.0 * broken.fold(1.0, f64::max).ceil())?;
        for (number, column) in (0..).zip(columns) {
            sheet.write_string_with_format(0, number, column.name.as_ref(), &head)?;
        }
        let count = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        Ok(Self { workbook, language: options.language, columns: count, row: 1, plain })
    }

    fn write(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        let (row, plain) = (self.row, &self.plain);
        let sheet = self.workbook.worksheet_from_index(0)?;
        sheet.set_row_height(row, LINE)?;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => write_text(sheet, row, column, text, plain)?,
                Cell::Integer(number) => write_number(sheet, row, column, &number.to_string(), plain)?,
                Cell::Number(number) => write_number(sheet, row, column, &number.to_string(), plain)?,
            }
        }
        self.row += 1;
        Ok(())
    }

    fn save(mut self) -> Result<Vec<u8>, XlsxError> {
        let last = self.row.saturating_sub(1);
        let sheet = self.workbook.worksheet_from_index(0)?;
        sheet.autofilter(0, 0, last, self.columns.saturating_sub(1))?;
        self.workbook.save_to_buffer()
    }
}

fn write_text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    let text: String = text.chars().filter(|&c| !is_steering(c)).take(MOST_CHARACTERS).collect();
    sheet.write_string_with_format(row, column, text, format).map(|_| ())
}

/// A number where a spreadsheet can hold it exactly, else its digits.
fn write_number(sheet: &mut Worksheet, row: u32, column: u16, digits: &str, format: &Format) -> Result<(), XlsxError> {
    let short = digits.chars().filter(char::is_ascii_digit).count() <= MOST_DIGITS;
    match digits.parse::<f64>() {
        Ok(number) if short => sheet.write_number_with_format(row, column, number, format).map(|_| ()),
        _ => write_text(sheet, row, column, digits, format),
    }
}

impl Table for Xlsx {
    fn row(&mut self, _: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()> {
        if self.row >= MOST_ROWS {
            let text = pick(
                self.language,
                "Excel 工作表最多 1,048,576 行，放不下全部数据；请改用 -f csv 或 -f parquet，或分几次输出",
                "a sheet of Excel holds 1,048,576 rows and not all of these; use -f csv or -f parquet, or write several files",
            );
            return Err(io::Error::other(text));
        }
        self.write(cells).map_err(other)
    }

    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.save().map_err(other)?)
    }
}

fn other(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}
