//! What is in force at a place of the file, and ends with its group.

use gongkai_word::Manner;

use crate::destination::Destination;

/// The state of a group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct State {
    pub(crate) destination: Destination,
    /// Where text went before two versions of it began.
    pub(crate) before: Destination,
    pub(crate) manner: Manner,
    /// Whether text is deleted by a tracked change.
    pub(crate) deleted: bool,
    pub(crate) font: i32,
    /// Characters that stand for one in Unicode, for readers without.
    pub(crate) unicode_skip: usize,
    /// Whether the paragraph is in a table, and how deep.
    pub(crate) in_table: bool,
    pub(crate) depth: Option<usize>,
    /// Level of a heading, from 1.
    pub(crate) level: Option<u8>,
    /// Whether the group is the row of a table inside of a table.
    pub(crate) nested_row: bool,
    /// What ends with the group.
    pub(crate) ends: Ends,
}

/// What ends with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ends {
    #[default]
    Nothing,
    /// A statement about the file.
    Statement,
    /// A box.
    Box,
    /// A note.
    Note,
}

impl State {
    pub(crate) fn new() -> Self {
        Self {
            destination: Destination::Body,
            before: Destination::Body,
            manner: Manner::default(),
            deleted: false,
            font: -1,
            unicode_skip: 1,
            in_table: false,
            depth: None,
            level: None,
            nested_row: false,
            ends: Ends::Nothing,
        }
    }

    /// The state of a group inside.
    pub(crate) fn inside(&self) -> Self {
        let destination = match self.destination {
            // Of two versions only the one that says so is read.
            Destination::Twice => Destination::Nowhere,
            destination => destination,
        };
        Self { destination, ends: Ends::Nothing, ..*self }
    }

    /// `\pard`
    pub(crate) fn plain_paragraph(&mut self) {
        (self.in_table, self.depth, self.level) = (false, None, None);
    }

    /// Depth of the table that the paragraph is in, 0 for none.
    pub(crate) fn table_depth(&self) -> usize {
        self.depth.unwrap_or(usize::from(self.in_table))
    }
}
