//! A binary document of Word: merged cells by edges and flags, pieces in any order, letters of one byte, what a tracked change or a
//! field leaves.

use std::fmt::Write as _;

use crate::writer::Dice;
use crate::writer::doc::{Doc, row, sprm};
use crate::writer::prose::Part;
use crate::writer::sheet::{Cell, Sheet};

/// Stands for a line break within a paragraph.
const BREAK: &str = "⏎";
/// Flags of a cell that is merged with those below, and of one that is covered.
const BEGINS: u16 = 0x60;
const COVERED: u16 = 0x20;

/// The document as lines: the choices for the whole file; then a paragraph each, the cells of a row with their flags and edges, and the
/// end of a row with its left edge.
pub(super) fn document(parts: &[Part], dice: &mut Dice) -> String {
    let noise = dice.chance(40);
    let cut = [0, 7, 50, 1_000][dice.below(4)];
    let mut text = format!("file\t{cut}\t{}\t{}\n", dice.below(2), dice.below(2));
    for part in parts {
        match part {
            Part::Title(words) | Part::Heading(words) | Part::Paragraph(words) => {
                let _ = writeln!(text, "p\t{}", told(words, noise, dice));
            }
            Part::Page(number) => {
                let _ = writeln!(text, "p\t- {number} -");
            }
            Part::Table(sheet) => table(sheet, noise, dice, &mut text),
        }
    }
    text
}

/// Words, with figures now and then that are not shown: hidden, deleted, or the code of a field.
fn told(words: &str, noise: bool, dice: &mut Dice) -> String {
    let words = words.replace('\n', BREAK);
    match noise && dice.chance(30) {
        true => words + ["\u{1}h77\u{2}", "\u{1}d12\u{2}", "\u{13} PAGE 3 \u{14}\u{15}"][dice.below(3)],
        false => words,
    }
}

fn table(sheet: &Sheet, noise: bool, dice: &mut Dice, text: &mut String) {
    let widths: Vec<usize> = (0..sheet.columns).map(|_| 400 + 100 * dice.below(9)).collect();
    let edge = |column: usize| widths[..column].iter().sum::<usize>() + 108;
    for row in 0..sheet.rows {
        let covers = |cell: &&Cell| (cell.row..cell.row + cell.row_span).contains(&row);
        let mut cells: Vec<&Cell> = sheet.cells.iter().filter(covers).collect();
        cells.sort_by_key(|cell| cell.column);
        let first = cells.first().map_or(0, |cell| cell.column);
        let mut column = first;
        for cell in cells {
            if cell.column > column {
                let _ = writeln!(text, "c\t0\t{}\t", edge(cell.column));
            }
            column = cell.column + cell.column_span;
            let flags = match (cell.row_span > 1, cell.row == row) {
                (false, _) => 0,
                (true, true) => BEGINS,
                (true, false) => COVERED,
            };
            let words = if cell.row == row { told(&cell.text, noise, dice) } else { String::new() };
            let _ = writeln!(text, "c\t{flags}\t{}\t{words}", edge(column) + dice.below(9));
        }
        let _ = writeln!(text, "r\t{}", edge(first) - 8);
    }
    text.push_str("p\t\n");
}

/// The file of the lines that [`Shape::Doc`](crate::writer::Shape::Doc) prints.
pub(in crate::writer) fn file(text: &str) -> Vec<u8> {
    let mut doc = Doc::new();
    let mut cells = Vec::new();
    for line in text.lines() {
        let mut fields = line.splitn(4, '\t');
        let kind = fields.next().unwrap_or_default();
        let mut number = || fields.next().and_then(|field| field.parse::<u16>().ok()).unwrap_or(0);
        match kind {
            "file" => {
                (doc.cut, doc.backwards, doc.narrow) = (number().into(), number() == 1, number() == 1);
            }
            "c" => {
                let (flags, edge) = (number(), number());
                cells.push((edge as i16, flags));
                runs(fields.next().unwrap_or_default(), &mut doc);
                doc.end(0x07, 0, &sprm(0x2416, &[1]));
            }
            "r" => {
                let left = number() as i16;
                end_row(left, &std::mem::take(&mut cells), &mut doc);
            }
            _ => {
                runs(line.split_once('\t').map_or("", |(_, words)| words), &mut doc);
                doc.end(0x0D, 0, &[]);
            }
        }
    }
    doc.write()
}

/// A row whose description finds no room on a page stands in another stream.
fn end_row(left: i16, cells: &[(i16, u16)], doc: &mut Doc) {
    let whole = row(left, cells);
    if whole.len() < 400 {
        doc.end(0x07, 0, &whole);
        return;
    }
    let name = "Data".to_owned();
    if doc.streams.is_empty() {
        doc.streams.push((name, vec![0; 4]));
    }
    let place = doc.streams[0].1.len() as u32;
    doc.streams[0].1.extend((whole.len() as u16).to_le_bytes());
    doc.streams[0].1.extend(whole);
    doc.end(0x07, 0, &sprm(0x6646, &place.to_le_bytes()));
}

fn runs(words: &str, doc: &mut Doc) {
    let words = words.replace(BREAK, "\n");
    for piece in words.split('\u{2}') {
        let (shown, other) = piece.split_once('\u{1}').unwrap_or((piece, ""));
        doc.run(shown, &[]);
        if let Some(hidden) = other.strip_prefix('h') {
            doc.run(hidden, &sprm(0x083C, &[1]));
        } else if let Some(deleted) = other.strip_prefix('d') {
            doc.run(deleted, &sprm(0x0800, &[1]));
        }
    }
}
