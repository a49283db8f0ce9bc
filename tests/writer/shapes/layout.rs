//! Text laid out as on the page, as `pdftotext -layout` gives it: columns by the count of characters, labels wrapped,
//! labels of groups centred beside their rows, page numbers and form feeds.

use crate::writer::Dice;
use crate::writer::prose::Part;
use crate::writer::sheet::{Cell, Role, Sheet};

/// Choices for a whole document.
struct Style {
    /// Blank lines between rows.
    gap: usize,
    /// Characters of a line of running text.
    width: usize,
    /// Whether the title and page numbers are centred.
    centred: bool,
    /// Whether figures stand between the two lines of a label.
    between: bool,
}

/// The whole report.
pub(super) fn document(parts: &[Part], dice: &mut Dice) -> String {
    let style =
        Style { gap: dice.below(2), width: 38 + dice.below(10), centred: dice.chance(70), between: dice.chance(40) };
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match part {
            Part::Title(text) => {
                lines.push(if style.centred { format!("{}{text}", " ".repeat(12)) } else { text.clone() })
            }
            Part::Heading(text) => lines.push(text.clone()),
            Part::Paragraph(text) => {
                let text: Vec<char> = format!("    {text}").chars().collect();
                lines.extend(text.chunks(style.width).map(|chunk| chunk.iter().collect::<String>()));
            }
            Part::Page(number) => {
                let indent = if style.centred { 30 } else { 0 };
                lines.push(format!("{}- {number} -\n\u{c}", " ".repeat(indent)));
            }
            Part::Table(sheet) => lines.extend(table(sheet, &style, dice)),
        }
        if !matches!(part, Part::Page(_)) {
            lines.push(String::new());
        }
    }
    lines.join("\n").replace("\u{c}\n", "\u{c}")
}

/// Widths of the columns in characters: labels are wrapped, figures never are.
fn widths(sheet: &Sheet, dice: &mut Dice) -> Vec<usize> {
    let values = 7 + dice.below(4);
    let mut widths = usual_widths(sheet, values, dice);
    for cell in sheet.cells.iter().filter(|cell| cell.role == Role::Value) {
        let space: usize = widths[cell.column..cell.column + cell.column_span].iter().sum();
        widths[cell.column] += (cell.text.chars().count() + 2).saturating_sub(space);
    }
    widths
}

fn usual_widths(sheet: &Sheet, values: usize, dice: &mut Dice) -> Vec<usize> {
    match sheet.columns {
        4 => vec![12 + dice.below(6), 14, 12, 12],
        10 => {
            let mut widths = vec![6 + dice.below(4), 7 + dice.below(6), 11 + dice.below(12)];
            widths.extend(vec![values; 7]);
            widths
        }
        columns => vec![values; columns],
    }
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let chars: Vec<char> = part.chars().collect();
        lines.extend(chars.chunks(width.max(1)).map(|chunk| chunk.iter().collect::<String>()));
    }
    lines
}

fn table(sheet: &Sheet, style: &Style, dice: &mut Dice) -> Vec<String> {
    let widths = widths(sheet, dice);
    let starts: Vec<usize> = (0..=sheet.columns).map(|column| widths[..column].iter().sum()).collect();
    let space = |cell: &Cell| starts[cell.column + cell.column_span] - starts[cell.column];
    let mut heights = vec![1; sheet.rows];
    let mut cells: Vec<(&Cell, Vec<String>)> =
        sheet.cells.iter().map(|cell| (cell, wrapped(&cell.text, space(cell) - 1))).collect();
    cells.sort_by_key(|(cell, _)| cell.row_span);
    for (cell, lines) in &cells {
        let rows = cell.row..cell.row + cell.row_span;
        let have: usize = heights[rows.clone()].iter().sum::<usize>() + (cell.row_span - 1) * style.gap;
        let need = lines.len() + usize::from(style.between && lines.len() == 2 && cell.role == Role::Label);
        heights[rows.end - 1] += need.saturating_sub(have);
    }
    let tops: Vec<usize> = (0..=sheet.rows).map(|row| heights[..row].iter().sum::<usize>() + row * style.gap).collect();
    let mut canvas = vec![Vec::new(); tops[sheet.rows]];
    for (cell, lines) in &cells {
        let height = tops[cell.row + cell.row_span] - style.gap - tops[cell.row];
        let first = tops[cell.row] + (height - lines.len()) / 2;
        let apart = height == 3 && lines.len() == 2 && cell.row_span == 1;
        for (index, line) in lines.iter().enumerate() {
            let y = if apart { tops[cell.row] + 2 * index } else { first + index };
            let centred = cell.role != Role::Label;
            let indent = if centred { (space(cell) - line.chars().count()) / 2 } else { 0 };
            place(&mut canvas[y], starts[cell.column] + indent, line);
        }
    }
    canvas.iter().map(|line: &Vec<char>| line.iter().collect::<String>().trim_end().to_owned()).collect()
}

fn place(line: &mut Vec<char>, at: usize, text: &str) {
    let end = at + text.chars().count();
    if line.len() < end {
        line.resize(end, ' ');
    }
    for (c, x) in text.chars().zip(at..) {
        line[x] = c;
    }
}
