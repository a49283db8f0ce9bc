//! What is missing of a column.

use gongkai_model::Words;

use super::Gap;
use crate::outcome::{Column, End};

/// What is missing of a column; nothing: it was read to its end, and has what it says.
pub(super) fn gap(column: &Column) -> Option<Gap> {
    let (name, url) = (if column.name.is_empty() { &column.url } else { &column.name }, column.url.as_str());
    if column.end == Some(End::Enough) {
        return None;
    }
    let listed = column.listed.saturating_add(column.listed_below);
    // Of years that were left out nobody knows how many entries they have.
    if let Some(expected) = column.expected.filter(|expected| column.left_out == 0 && listed < *expected) {
        let why = column.unreachable.clone().unwrap_or_else(|| column.end.as_ref().map(End::words).unwrap_or_default());
        let words = Words::new(
            format!("栏目“{name}”注明 {expected} 条，列出 {listed} 条：{}", why.zh),
            format!("the column {name} states {expected} entries and listed {listed}: {}", why.en),
        );
        return Some(Gap::new("fewer_than_stated", url, words));
    }
    if let Some(why) = column.unreachable.as_ref().filter(|_| column.expected.is_none()) {
        let words = Words::new(
            format!("栏目“{name}”还有条目取不到：{}", why.zh),
            format!("the column {name} has entries that cannot be reached: {}", why.en),
        );
        return Some(Gap::new("entries_unreachable", url, words));
    }
    if column.not_followed > 0 {
        let count = column.not_followed;
        let words = Words::new(
            format!("栏目“{name}”下有 {count} 个栏目层次过深或过多，没有进入"),
            format!("the column {name}: {count} columns below it were not followed, being too deep or too many"),
        );
        return Some(Gap::new("columns_left_out", url, words));
    }
    match &column.end {
        Some(End::LastPage | End::Repeated | End::NoRightGuess) => of_something_else(column, name),
        Some(end) => {
            let words = end.words();
            let words = Words::new(format!("栏目“{name}”：{}", words.zh), format!("the column {name}: {}", words.en));
            let id = match end {
                End::Empty => "column_empty",
                End::Fault(_) => "column_fault",
                End::OtherColumn => "column_of_something_else",
                _ => "column_not_read_to_its_end",
            };
            Some(Gap::new(id, url, words))
        }
        None => {
            let words =
                Words::new(format!("栏目“{name}”没有读完"), format!("the column {name} was not read to its end"));
            Some(Gap::new("column_not_read_to_its_end", url, words))
        }
    }
}

/// A column that lists entries, and none that is an annual report by its title: another column, or a site made anew.
fn of_something_else(column: &Column, name: &str) -> Option<Gap> {
    let other = column.other.first().filter(|_| column.reports == 0 && column.other_years == 0 && column.below == 0)?;
    let count = column.listed;
    let words = Words::new(
        format!("栏目“{name}”列出 {count} 条，没有一条是年报（如“{}”：{}）", other.0, other.1.zh),
        format!("the column {name} listed {count} entries and no annual report ({} {})", other.0, other.1.en),
    );
    Some(Gap::new("column_of_something_else", column.url.as_str(), words))
}
