//! A sheet with a header that stays in sight, filters, and rows of texts and numbers.

use gongkai_check::{Text, pick};
use gongkai_model::{Decimal, Language, Severity};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::page::is_steering;

/// Characters that a cell may hold; Excel counts in UTF-16, in which none takes more than two.
const MOST_CHARACTERS: usize = 16_000;

/// Rows that a sheet may hold below its header; Excel has 1,048,576 in all.
const MOST_ROWS: u32 = 1_000_000;

/// Points that a line of text takes, and the most that a row may have.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 405.0;

/// A number with more digits loses some in a spreadsheet, which counts in floating point.
const MOST_DIGITS: usize = 15;

/// Header and width of a column.
#[derive(Clone, Copy)]
pub(crate) struct Column(pub(crate) Text, pub(crate) f64);

/// What the colour of a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Error,
    Warning,
    Advisory,
    Quiet,
    Good,
}

impl Tone {
    /// The colour of a severity.
    pub(crate) fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Advisory => Self::Advisory,
            Severity::Note => Self::Quiet,
        }
    }

    fn colours(self) -> Option<(u32, u32)> {
        match self {
            Self::Plain => None,
            Self::Error => Some((0xF8_D0_CC, 0x8C_12_0A)),
            Self::Warning => Some((0xFD_E9_B8, 0x6B_46_00)),
            Self::Advisory => Some((0xD6_E8_FA, 0x0B_3F_75)),
            Self::Quiet => Some((0xEE_EE_EE, 0x44_44_44)),
            Self::Good => Some((0xD7_F0_DC, 0x14_53_23)),
        }
    }
}

/// A cell: a text, a number, or nothing.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    content: Content,
    tone: Tone,
}

#[derive(Debug, Clone)]
enum Content {
    Empty,
    Text(String),
    Number(f64),
}

impl Cell {
    /// A text, whatever it looks like.
    pub(crate) fn text(text: impl AsRef<str>) -> Self {
        let text: String = text.as_ref().chars().filter(|&c| !is_steering(c)).collect();
        let content = match text.char_indices().nth(MOST_CHARACTERS) {
            _ if text.is_empty() => Content::Empty,
            Some((end, _)) => Content::Text(format!("{}…", &text[..end])),
            None => Content::Text(text),
        };
        Self { content, tone: Tone::Plain }
    }

    /// A figure: a number where a spreadsheet can hold it exactly, else its digits.
    pub(crate) fn figure(figure: Option<Decimal>) -> Self {
        let Some(figure) = figure else { return Self::text("") };
        let digits = figure.to_string();
        let short = digits.chars().filter(char::is_ascii_digit).count() <= MOST_DIGITS;
        match digits.parse() {
            Ok(number) if short => Self { content: Content::Number(number), tone: Tone::Plain },
            _ => Self::text(digits),
        }
    }

    /// How many.
    pub(crate) fn count(count: usize) -> Self {
        Self::figure(Some(count.into()))
    }

    /// The year reported on.
    pub(crate) fn year(year: Option<i32>) -> Self {
        Self::figure(year.map(Decimal::from))
    }

    /// Lines that it takes in a column of some width.
    fn lines(&self, width: f64) -> u32 {
        let Content::Text(text) = &self.content else { return 1 };
        let room = (width - 1.5).max(1.0);
        let lines = |part: &str| {
            let columns: f64 = part.chars().map(|c| if c.is_ascii() { 1.1 } else { 2.1 }).sum();
            // At most MOST_CHARACTERS twice, so the number is small.
            (columns / room).ceil().max(1.0) as u32
        };
        text.split('\n').map(lines).sum()
    }

    /// The same with a colour.
    pub(crate) fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}

/// A sheet that is being filled.
pub(crate) struct Sheet {
    worksheet: Worksheet,
    /// Widths of the columns.
    widths: Vec<f64>,
    row: u32,
    /// Columns that go on paper, if not all do.
    printed: Option<u16>,
    plain: Format,
    bold: Format,
    header: Format,
}

impl Sheet {
    /// A sheet with a header; so many columns at the left stay in sight.
    pub(crate) fn new(columns: &[Column], frozen: u16, language: Language) -> Result<Self, XlsxError> {
        let plain = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Hair)
            .set_border_color(Color::RGB(0xB0_B0_B0));
        let bold = plain.clone().set_bold().set_border_top(FormatBorder::Thin);
        let header = plain
            .clone()
            .set_bold()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0x1F_4E_79))
            .set_font_color(Color::White);
        let mut worksheet = Worksheet::new();
        for (number, column) in (0..).zip(columns) {
            worksheet.write_string_with_format(0, number, pick(column.0, language), &header)?;
            worksheet.set_column_width(number, column.1)?;
        }
        let widths = columns.iter().map(|column| column.1).collect();
        worksheet.set_row_height(0, 24)?.set_freeze_panes(1, frozen)?;
        // A4, as wide as a page, the header on every page.
        worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        worksheet.set_footer("&P / &N");
        Ok(Self { worksheet, widths, row: 1, printed: None, plain, bold, header })
    }

    /// Adds a column behind the others, under a name that is only known now.
    pub(crate) fn column(&mut self, name: &str, width: f64) -> Result<(), XlsxError> {
        let number = u16::try_from(self.widths.len()).unwrap_or(u16::MAX);
        let name: String = name.chars().filter(|&c| !is_steering(c)).collect();
        // Room for a name of several lines.
        self.worksheet.set_row_height(0, 48)?;
        self.worksheet.write_string_with_format(0, number, name, &self.header)?;
        self.worksheet.set_column_width(number, width)?;
        self.widths.push(width);
        Ok(())
    }

    /// Prints the first columns only, in which everything stands that has to be on paper.
    pub(crate) fn print_first(&mut self, columns: u16) {
        self.printed = Some(columns);
    }

    /// Whether no further row fits.
    pub(crate) fn is_full(&self) -> bool {
        self.row > MOST_ROWS
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        let plain = self.plain.clone();
        self.write(cells, &plain)?;
        self.row += 1;
        Ok(())
    }

    /// Ends the list with a row of sums, which filters leave alone.
    pub(crate) fn sums(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        let bold = self.bold.clone();
        self.write(cells, &bold)
    }

    fn write(&mut self, cells: &[Cell], format: &Format) -> Result<(), XlsxError> {
        // Not every program makes rows high enough for what is wrapped in them.
        let lines = cells.iter().zip(&self.widths).map(|(cell, width)| cell.lines(*width)).max().unwrap_or(1);
        self.worksheet.set_row_height(self.row, (f64::from(lines) * LINE + 3.0).min(HIGHEST))?;
        for (column, cell) in (0..).zip(cells) {
            let format = match cell.tone.colours() {
                Some((back, fore)) => format.clone().set_background_color(back).set_font_color(fore),
                None => format.clone(),
            };
            match &cell.content {
                Content::Empty => self.worksheet.write_blank(self.row, column, &format)?,
                Content::Text(text) => self.worksheet.write_string_with_format(self.row, column, text, &format)?,
                Content::Number(number) => {
                    let format = format.set_align(FormatAlign::Center);
                    self.worksheet.write_number_with_format(self.row, column, *number, &format)?
                }
            };
        }
        Ok(())
    }

    /// The finished sheet.
    pub(crate) fn finish(mut self, name: &str) -> Result<Worksheet, XlsxError> {
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.worksheet.autofilter(0, 0, self.row.saturating_sub(1), last)?;
        if let Some(columns) = self.printed {
            self.worksheet.set_print_area(0, 0, self.row.saturating_sub(1), columns.saturating_sub(1))?;
        }
        self.worksheet.set_name(name)?;
        Ok(self.worksheet)
    }
}
