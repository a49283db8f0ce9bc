//! Dates as people write them.

use std::ops::Range;

use gongkai_model::Date;

/// All days that a text names, with the byte range of each.
pub fn find_all(text: &str) -> Vec<(Range<usize>, Date)> {
    let _ = text;
    Vec::new()
}
