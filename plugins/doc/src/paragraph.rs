//! What holds for a paragraph: its style, its list, and whether it is a cell or ends a row.

use crate::row::Row;
use crate::sprm::Sprm;

/// Properties of a paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Properties {
    /// Number of its style.
    pub(crate) style: u16,
    in_table: bool,
    /// How deep in tables it says it is.
    depth: Option<i32>,
    /// Whether it ends a row, in a table of the first depth and in one inside.
    ends_row: bool,
    ends_inner_row: bool,
    /// Whether it ends a cell of a table inside.
    pub(crate) ends_inner_cell: bool,
    /// Its list, from 1, where it says so; 0 is none.
    pub(crate) list: Option<u16>,
    /// Its level in the list, from 0.
    pub(crate) depth_in_list: Option<usize>,
    /// Level of a heading, from 1, where it says so; 0 is none.
    pub(crate) level: Option<u8>,
    /// Where further properties lie in the stream `Data`.
    pub(crate) further: Vec<u32>,
    /// The row that it ends.
    pub(crate) row: Row,
}

/// Lists of further properties that a paragraph may name.
const MOST_FURTHER: usize = 4;

impl Properties {
    /// Takes up a change. One of characters changes nothing here.
    pub(crate) fn apply(&mut self, sprm: Sprm<'_>) {
        match sprm.code {
            0x4600 => self.style = sprm.short(),
            0x2416 => self.in_table = sprm.on(),
            0x2417 => self.ends_row = sprm.on(),
            0x244B => self.ends_inner_cell = sprm.on(),
            0x244C => self.ends_inner_row = sprm.on(),
            0x6649 => self.depth = Some(sprm.long() as i32),
            0x664A => self.depth = Some(self.depth.unwrap_or(0).saturating_add(sprm.long() as i32)),
            0x460B => self.list = Some(sprm.short()),
            0x260A => self.depth_in_list = Some(usize::from(sprm.byte())),
            0x2640 => self.level = Some(if sprm.byte() < 9 { sprm.byte() + 1 } else { 0 }),
            0x6645 | 0x6646 | 0x646B if self.further.len() < MOST_FURTHER => self.further.push(sprm.long()),
            _ => self.row.apply(sprm),
        }
    }

    /// How deep in tables it is; 0: in none.
    pub(crate) fn depth(&self) -> usize {
        let depth = self.depth.and_then(|depth| usize::try_from(depth).ok()).unwrap_or(0);
        if self.in_table || self.ends_row { depth.max(1) } else { depth }
    }

    /// Whether it ends a row, of the table that it is in.
    pub(crate) fn ends_row(&self) -> bool {
        self.ends_row || self.ends_inner_row
    }
}
