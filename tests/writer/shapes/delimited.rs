//! Tables whose cells are separated by a character: tabs, pipes, bars, AsciiDoc.

use crate::writer::damage;
use crate::writer::sheet::{Merged, Sheet};
use crate::writer::{Case, Dice};

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// Rows with tabs.
pub(super) fn tabs(case: &Case, sheet: &Sheet, dice: &mut Dice) -> String {
    let rows = damage::rows(case, sheet, Merged::Blank, dice);
    rows.iter()
        .map(|row| row.iter().map(|cell| one_line(cell)).collect::<Vec<_>>().join("\t"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A Markdown table; merged cells empty, or those from above (or all) not there.
pub(super) fn pipes(case: &Case, sheet: &Sheet, dropped: bool, variant: &mut Dice, dice: &mut Dice) -> String {
    let merged = match (dropped, variant.chance(50)) {
        (false, _) => Merged::Blank,
        (true, true) => Merged::DropAbove,
        (true, false) => Merged::Drop,
    };
    let mut rows = damage::rows(case, sheet, merged, dice);
    if variant.chance(50) {
        rows.insert(0, vec![String::new(); sheet.columns]);
    }
    let rule = vec!["---".to_owned(); sheet.columns];
    rows.insert(1, rule);
    let broken = *variant.pick(&["<br>", " ", "<br/>"]);
    let tight = variant.chance(20);
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('\n', broken)).collect();
        if tight { format!("|{}|", cells.join("|")) } else { format!("| {} |", cells.join(" | ")) }
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// `cell| cell| cell`, lines of a cell broken in the middle of the row.
pub(super) fn bars(case: &Case, sheet: &Sheet, dice: &mut Dice) -> String {
    let rows = damage::rows(case, sheet, Merged::Drop, dice);
    let mut lines: Vec<String> = rows.iter().map(|row| row.join("| ").replace('\n', "  \n") + "  ").collect();
    let cells = rows.first().map_or(1, Vec::len);
    lines.insert(1, vec!["---"; cells].join("|") + "  ");
    lines.join("\n")
}

/// `|===`, rows apart by blank lines or not, long rows wrapped at spaces.
pub(super) fn asciidoc(sheet: &Sheet, variant: &mut Dice) -> String {
    let between = if variant.chance(50) { "\n\n" } else { "\n" };
    let cols = vec![""; sheet.columns].join(",");
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| format!("|{}", cell.replace('\n', " +\n"))).collect();
        wrapped(&cells.join(" "), 76)
    };
    let rows: Vec<String> = sheet.flatten(Merged::Blank).iter().map(line).collect();
    format!("[cols=\"{cols}\",]\n|===\n{}\n|===", rows.join(between))
}

/// Breaks before a `|` where a line grows longer than `width` characters.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for (index, piece) in text.split(" |").enumerate() {
        let size = piece.chars().count() * 2;
        if index > 0 {
            let new_line = length + size > width;
            out.push(if new_line { '\n' } else { ' ' });
            out.push('|');
            length = if new_line { 0 } else { length };
        }
        out.push_str(piece);
        length += size + 2;
    }
    out
}
