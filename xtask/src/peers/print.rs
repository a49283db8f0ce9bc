//! The results as a table, for a terminal or as Markdown.

use std::fmt::Write as _;

use super::Row;
use super::pages::Pages;

const HEAD: [&str; 5] = ["program", "CPU a page", "ratio", "start-up", "cells right / wrong / missed"];

/// One table for a set of pages, with what it was measured on above it.
pub(crate) fn table(pages: &Pages, rows: &[Row], markdown: bool) -> String {
    let bytes: u64 = pages.files.iter().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
    let count = pages.files.len();
    let mut text = format!("{count} {}, {} KB each on average\n\n", pages.name, bytes / count.max(1) as u64 / 1024);
    let mut lines = vec![HEAD.map(String::from)];
    let unit = rows.first().map_or(f64::NAN, |row| row.cost.page);
    lines.extend(rows.iter().map(|row| line(row, unit)));
    if rows.iter().all(|row| row.tally.is_none()) {
        lines.iter_mut().for_each(|line| line[4].clear());
    }
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    for (number, line) in lines.iter().enumerate() {
        let columns = line.iter().enumerate().filter(|(column, _)| width(*column) > 0);
        let shown = columns.map(|(column, cell)| if markdown { cell.clone() } else { padded(cell, width(column)) });
        let shown: Vec<String> = shown.collect();
        if markdown {
            let _ = writeln!(text, "| {} |", shown.join(" | "));
            if number == 0 {
                let _ = writeln!(text, "|{}", "---|".repeat(shown.len()));
            }
        } else {
            let _ = writeln!(text, "{}", shown.join("  ").trim_end());
        }
    }
    text.push('\n');
    text
}

fn line(row: &Row, unit: f64) -> [String; 5] {
    [
        row.name.into(),
        format!("{:.2} ms", row.cost.page * 1e3),
        format!("{:.1} ×", row.cost.page / unit),
        format!("{:.0} ms", row.cost.start * 1e3),
        row.tally.map_or_else(String::new, |tally| format!("{} / {} / {}", tally.right, tally.wrong, tally.missed)),
    ]
}

fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.chars().count());
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::super::accuracy::Tally;
    use super::super::measure::Cost;
    use super::*;

    #[test]
    fn the_first_program_is_the_unit_and_accuracy_stands_where_it_is_known() {
        let mut pages = Pages { name: "pages", files: Vec::new(), gold: Vec::new() };
        let row = |name, page, tally| Row { name, cost: Cost { start: 0.25, page }, tally };
        let known = Some(Tally { right: 3, wrong: 0, missed: 1 });
        let text = table(&pages, &[row("a", 0.001, None), row("b", 0.0025, known)], true);
        assert!(text.contains("| b | 2.50 ms | 2.5 × | 250 ms | 3 / 0 / 1 |"), "{text}");
        pages.name = "others";
        let text = table(&pages, &[row("a", 0.001, None)], false);
        assert!(text.starts_with("0 others") && text.ends_with("a        1.00 ms     1.0 ×  250 ms\n\n"), "{text}");
    }
}
