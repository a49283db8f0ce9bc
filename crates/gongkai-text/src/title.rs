//! Titles of reports.

/// What a title says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The organ, without white space; empty: not named.
    pub agency: String,
    /// The year reported on.
    pub year: Option<i32>,
}

/// Reads a line as the title of an annual report.
pub fn parse(text: &str) -> Option<Title> {
    let _ = text;
    None
}
