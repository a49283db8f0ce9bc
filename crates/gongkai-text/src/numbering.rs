//! The marks that number headings and labels.

/// A numbering mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `一、`
    Section(u8),
    /// `（一）`, `(一)`, `一)`, `（一`
    Group(u8),
    /// `1.`, `1、`, `１．`, `①`, `(1)`, `1)`
    Item(u8),
}

/// Splits a leading mark from the words behind it (leading white space dropped on both sides).
pub fn split(text: &str) -> (Option<Mark>, &str) {
    (None, text.trim_start())
}
