//! Pandoc's simple and multi-line tables: columns under dashes, by the width of the characters on a terminal.

use unicode_width::UnicodeWidthStr as _;

use crate::writer::Dice;
use crate::writer::sheet::{Merged, Sheet};

/// A table without header: dashes above and below, two spaces in front.
pub(super) fn table(sheet: &Sheet, variant: &mut Dice) -> String {
    let wrap = if variant.chance(50) { usize::MAX } else { 14 + 2 * variant.below(20) };
    let apart = wrap != usize::MAX;
    let rows: Vec<Vec<Vec<String>>> = sheet
        .flatten(Merged::Blank)
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| if apart { super::frames::wrap(cell, wrap) } else { vec![cell.replace('\n', " ")] })
                .collect()
        })
        .collect();
    let widths: Vec<usize> = (0..sheet.columns)
        .map(|column| rows.iter().flat_map(|row| &row[column]).map(|line| line.width()).max().unwrap_or(0).max(4) + 2)
        .collect();
    let rule = format!("  {}", widths.iter().map(|&width| "-".repeat(width)).collect::<Vec<_>>().join(" "));
    let mut lines = vec![rule.clone()];
    for (index, row) in rows.iter().enumerate() {
        if apart && index > 0 {
            lines.push(String::new());
        }
        let height = row.iter().map(Vec::len).max().unwrap_or(1);
        for at in 0..height {
            let mut line = String::from("  ");
            for (cell, &width) in row.iter().zip(&widths) {
                let text = cell.get(at).map_or("", String::as_str);
                line += text;
                line += &" ".repeat(width + 1 - text.width());
            }
            lines.push(line.trim_end().to_owned());
        }
    }
    lines.push(rule);
    lines.join("\n")
}
