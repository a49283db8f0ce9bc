//! The records of a workbook stream, as [MS-XLS] has them: two bytes of type, two of length, and that many of content.

use gongkai_plugin::ImportError;

use crate::sheet::Ranges;

/// Positions between the first and the last cell of a sheet. calamine allocates all of them.
const MOST_POSITIONS: u64 = 4_000_000;
/// Sheets of a workbook.
const MOST_SHEETS: usize = 1_000;

/// What a sheet's records tell beside the values.
#[derive(Debug, Default)]
pub(super) struct Substream {
    pub(super) hidden_rows: Ranges,
    pub(super) hidden_columns: Ranges,
    /// Blank cells with a format.
    pub(super) blanks: Vec<(u32, u32)>,
}

/// Records from a place on.
pub(super) struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (short(self.0, 0)?, short(self.0, 2)?);
        let content = self.0.get(4..4 + usize::from(length))?;
        self.0 = &self.0[4 + content.len()..];
        Some((kind, content))
    }
}

impl Records<'_> {
    /// What the records of every sheet tell, in the order of the workbook.
    ///
    /// # Errors
    /// [`ImportError::Unpacks`] where a sheet reaches over more positions than may be allocated.
    pub(super) fn sheets(stream: &[u8]) -> Result<Vec<Substream>, ImportError> {
        let globals = Records(stream).take_while(|(kind, _)| *kind != EOF);
        let starts = globals.filter(|(kind, _)| *kind == BOUND_SHEET).filter_map(|(_, content)| long(content, 0));
        let starts: Vec<usize> = starts.map(|start| start as usize).take(MOST_SHEETS + 1).collect();
        if starts.len() > MOST_SHEETS {
            return Err(ImportError::Unpacks { limit: format!("more than {MOST_SHEETS} sheets") });
        }
        let mut positions = 0;
        let sheets = starts.iter().map(|start| {
            let records = Records(stream.get(*start..).unwrap_or_default());
            let (substream, extent) = Substream::read(records);
            positions += extent.positions();
            match positions > MOST_POSITIONS {
                true => Err(ImportError::Unpacks { limit: format!("more than {MOST_POSITIONS} positions in sheets") }),
                false => Ok(substream),
            }
        });
        sheets.collect()
    }
}

const EOF: u16 = 0x000A;
const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const BLANK: u16 = 0x0201;
const MULTIPLE_BLANKS: u16 = 0x00BE;
const MULTIPLE_NUMBERS: u16 = 0x00BD;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
/// Records that begin with the row and the column of a cell with a value.
const CELLS: &[u16] = &[0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];

impl Substream {
    fn read(records: Records<'_>) -> (Self, Extent) {
        let mut substream = Self::default();
        let mut extent = Extent::default();
        for (kind, content) in records {
            let at = |place: usize| short(content, place).map(u32::from);
            match (kind, at(0), at(2)) {
                // Records of a chart in the sheet end in the same way; looking on is safer than to stop too early.
                (kind, Some(row), Some(column)) if CELLS.contains(&kind) => extent.add(row, column),
                (MULTIPLE_NUMBERS, Some(row), Some(first)) => {
                    extent.add(row, first);
                    extent.add(row, first + (content.len() / 6) as u32);
                }
                (DIMENSIONS, ..) => extent.declared(content),
                (BLANK, Some(row), Some(column)) => substream.blanks.push((row, column)),
                (MULTIPLE_BLANKS, Some(row), Some(first)) => {
                    let last = content.len().checked_sub(2).and_then(&at).unwrap_or(first).min(first + MOST_COLUMNS);
                    substream.blanks.extend((first..=last).map(|column| (row, column)));
                }
                // Height zero.
                (ROW, Some(row), _) if content.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                    substream.hidden_rows.add(row, row);
                }
                (COLUMNS, Some(first), Some(last)) if content.get(8).is_some_and(|flags| flags & 1 != 0) => {
                    substream.hidden_columns.add(first, last);
                }
                (0x0809, ..) if extent.nested == 0 => extent.nested = 1,
                (0x0809, ..) => extent.nested += 1,
                (EOF, ..) if extent.nested <= 1 => break,
                (EOF, ..) => extent.nested -= 1,
                _ => {}
            }
        }
        (substream, extent)
    }
}

/// Columns of a sheet.
const MOST_COLUMNS: u32 = 256;

/// From the first to the last cell, and what the sheet says of it.
#[derive(Debug, Default)]
struct Extent {
    rows: Option<(u32, u32)>,
    columns: Option<(u32, u32)>,
    declared: u64,
    /// Substreams that are open: that of the sheet, and those of charts in it.
    nested: u32,
}

impl Extent {
    fn add(&mut self, row: u32, column: u32) {
        for (range, number) in [(&mut self.rows, row), (&mut self.columns, column)] {
            let (first, last) = range.unwrap_or((number, number));
            *range = Some((first.min(number), last.max(number)));
        }
    }

    fn declared(&mut self, content: &[u8]) {
        let number = |at: usize| short(content, at).map(u64::from);
        let (rows, columns) = match content.len() {
            10 => (number(2), number(6)),
            _ => (long(content, 4).map(u64::from), number(10)),
        };
        self.declared += rows.unwrap_or(0).saturating_mul(columns.unwrap_or(0));
    }

    fn positions(&self) -> u64 {
        let length = |range: Option<(u32, u32)>| range.map_or(0, |(first, last)| u64::from(last - first) + 1);
        self.declared.max(length(self.rows).saturating_mul(length(self.columns)))
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(short(bytes, at)?) | u32::from(short(bytes, at + 2)?) << 16)
}
