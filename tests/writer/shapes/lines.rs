//! Tables without any trace of rows: one cell a line, or all cells on one line.

use crate::writer::Dice;
use crate::writer::prose::Part;
use crate::writer::sheet::Merged;

/// Every cell and paragraph on its own line; lines of a cell stay apart.
pub(super) fn cell_per_line(parts: &[Part], dice: &mut Dice) -> String {
    let separator = match dice.below(8) {
        0..=2 => "\n",
        3..=5 => "\n\n",
        6 => "\n\n\n",
        _ => "\n|\n",
    };
    let between = if separator.contains('|') { "\n" } else { separator };
    let blanks = separator.contains('|') || dice.chance(30);
    let centred = dice.chance(20);
    let mut blocks = Vec::new();
    for part in parts {
        match part {
            Part::Title(text) | Part::Heading(text) | Part::Paragraph(text) => blocks.push(text.clone()),
            Part::Page(number) => blocks.push(format!("- {number} -")),
            Part::Table(sheet) => {
                let mut cells: Vec<String> = sheet.flatten(Merged::Drop).into_iter().flatten().collect();
                cells.retain(|cell| blanks || !cell.is_empty());
                if centred {
                    cells = cells.iter().map(|cell| indented(cell)).collect();
                }
                blocks.push(cells.join(separator));
            }
        }
    }
    blocks.join(between) + "\n"
}

fn indented(text: &str) -> String {
    let indent = |line: &str| " ".repeat(60_usize.saturating_sub(line.chars().count())) + line;
    text.lines().map(indent).collect::<Vec<_>>().join("\n")
}

/// Everything on one line; blank cells as nothing between two tabs, or not there at all.
pub(super) fn one_line(parts: &[Part], dice: &mut Dice) -> String {
    let keep_blanks = dice.chance(50);
    let mut cells = Vec::new();
    for part in parts {
        match part {
            Part::Title(text) | Part::Heading(text) | Part::Paragraph(text) => cells.push(text.clone()),
            Part::Page(_) => {}
            Part::Table(sheet) => {
                let merged = Merged::Drop;
                let row = sheet.flatten(merged).into_iter().flatten();
                let row = row.filter(|cell| keep_blanks || !cell.is_empty());
                cells.extend(row.flat_map(|cell| cell.split('\n').map(str::to_owned).collect::<Vec<_>>()));
            }
        }
    }
    cells.join("\t")
}
