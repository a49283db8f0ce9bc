//! A spreadsheet read as a data frame and printed as Markdown: the whole report in one table, `NaN` for nothing.

use crate::writer::Dice;
use crate::writer::prose::Part;
use crate::writer::sheet::{Sheet, Slot};

const NAN: &str = "NaN";

/// The whole report as one table.
pub(super) fn document(parts: &[Part], dice: &mut Dice) -> String {
    let blank = if dice.chance(50) { NAN } else { "" };
    let spread = 1 + dice.below(3);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for part in parts {
        match part {
            Part::Title(text) | Part::Heading(text) | Part::Paragraph(text) => rows.push(vec![text.clone()]),
            Part::Page(number) => rows.push(vec![number.to_string()]),
            Part::Table(sheet) => rows.extend(table(sheet, spread, blank, dice)),
        }
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(1);
    for row in &mut rows {
        row.resize(width, NAN.into());
    }
    let mut header: Vec<String> = (0..width).map(|column| format!("Unnamed: {column}")).collect();
    if dice.chance(50) {
        header = rows
            .remove(0)
            .iter()
            .zip(header)
            .map(|(cell, name)| if cell == NAN { name } else { cell.clone() })
            .collect();
    }
    let line = |row: &[String]| {
        format!("| {} |", row.iter().map(|cell| cell.replace('\n', "\\n")).collect::<Vec<_>>().join(" | "))
    };
    let mut lines = vec!["## Sheet1".to_owned(), line(&header), line(&vec!["---".to_owned(); width])];
    lines.extend(rows.iter().map(|row| line(row)));
    lines.join("\n") + "\n"
}

/// Each column of the form covers one or more columns of the sheet.
fn table(sheet: &Sheet, spread: usize, blank: &str, dice: &mut Dice) -> Vec<Vec<String>> {
    let widths: Vec<usize> = (0..sheet.columns).map(|_| 1 + dice.below(spread)).collect();
    let row = |slots: &Vec<Slot<'_>>| {
        let mut cells = Vec::new();
        for (slot, &width) in slots.iter().zip(&widths) {
            cells.push(match slot {
                Slot::Cell(cell) if cell.text.is_empty() => blank.to_owned(),
                Slot::Cell(cell) => cell.text.clone(),
                _ => NAN.to_owned(),
            });
            cells.extend(vec![NAN.to_owned(); width - 1]);
        }
        cells
    };
    sheet.slots().iter().map(row).collect()
}
