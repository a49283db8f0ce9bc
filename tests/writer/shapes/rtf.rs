//! Rich text: merged cells by edges, characters in Unicode or in a code page, the noise of word processors.

use std::fmt::Write as _;

use crate::writer::Dice;
use crate::writer::prose::Part;
use crate::writer::sheet::{Cell, Sheet};

/// The choices that hold for a whole file.
struct Style {
    /// Characters as bytes of GBK, where it has them.
    bytes: bool,
    /// Figures in groups that are not shown or deleted.
    noise: bool,
    /// The shape of a row again at its end, as Word writes it.
    twice: bool,
    /// Characters that stand for one in Unicode.
    fallback: usize,
}

/// The whole file.
pub(super) fn document(parts: &[Part], dice: &mut Dice) -> String {
    let style =
        Style { bytes: dice.chance(50), noise: dice.chance(40), twice: dice.chance(50), fallback: dice.below(3) };
    let mut text = format!(
        "{{\\rtf1\\ansi\\ansicpg936\\deff0\\uc{}{{\\fonttbl{{\\f0\\fnil\\fcharset134 SimSun;}}{{\\f1\\froman\\fcharset0 Times;}}}}\
         {{\\colortbl;\\red0\\green0\\blue0;}}{{\\*\\generator Writer 1.0;}}{{\\header 12 \\par}}\n",
        style.fallback
    );
    for part in parts {
        match part {
            Part::Title(words) | Part::Heading(words) | Part::Paragraph(words) => {
                text.push_str("\\pard\\plain\\f0 ");
                run(words, &style, dice, &mut text);
                text.push_str("\\par\n");
            }
            Part::Page(number) => text.push_str(&format!("\\pard\\plain - {number} -\\par\\page\n")),
            Part::Table(sheet) => table(sheet, &style, dice, &mut text),
        }
    }
    text + "}"
}

fn run(words: &str, style: &Style, dice: &mut Dice, text: &mut String) {
    text.push_str(if dice.chance(50) { "{\\f0\\fs24 " } else { "{\\loch\\f1\\dbch\\f0 " });
    for c in words.chars() {
        match c {
            '\n' => text.push_str("\\line "),
            '\t' => text.push_str("\\tab "),
            '\u{a0}' => text.push_str("\\~"),
            c if c.is_ascii() => text.push(c),
            c => character(c, style, text),
        }
    }
    if style.noise && dice.chance(30) {
        text.push_str(
            ["{\\v 77}", "{\\deleted 12}", "{\\*\\bkmkstart a1}", "{\\field{\\*\\fldinst PAGE 3}{\\fldrslt }}"]
                [dice.below(4)],
        );
    }
    text.push('}');
}

fn character(c: char, style: &Style, text: &mut String) {
    let letter = c.to_string();
    let (bytes, _, is_lost) = encoding_rs::GBK.encode(&letter);
    if style.bytes && !is_lost {
        for byte in bytes.iter() {
            let _ = write!(text, "\\'{byte:02x}");
        }
        return;
    }
    for unit in c.encode_utf16(&mut [0; 2]) {
        let _ = write!(text, "\\u{}{}", *unit as i16, ["  ", "?", "\\'3f?"][style.fallback]);
        if style.fallback == 0 {
            text.pop();
        }
    }
}

fn table(sheet: &Sheet, style: &Style, dice: &mut Dice, text: &mut String) {
    // Columns are not equally wide, and programs round.
    let widths: Vec<i32> = (0..sheet.columns).map(|_| 400 + 100 * dice.below(9) as i32).collect();
    let edge = |column: usize| widths[..column].iter().sum::<i32>() + 108;
    for row in 0..sheet.rows {
        let covers = |cell: &&Cell| (cell.row..cell.row + cell.row_span).contains(&row);
        let mut cells: Vec<&Cell> = sheet.cells.iter().filter(covers).collect();
        cells.sort_by_key(|cell| cell.column);
        let first = cells.first().map_or(0, |cell| cell.column);
        let mut shape = format!("\\trowd\\trgaph108\\trleft{}", edge(first) - 8);
        let mut column = first;
        for cell in &cells {
            if cell.column > column {
                let _ = write!(shape, "\\cellx{}", edge(cell.column));
            }
            column = cell.column + cell.column_span;
            if cell.row_span > 1 {
                shape.push_str(if cell.row == row { "\\clvmgf" } else { "\\clvmrg" });
            }
            let _ = write!(shape, "\\clbrdrt\\brdrs\\cellx{}", edge(column) + dice.below(9) as i32);
        }
        text.push_str(&shape);
        let mut column = first;
        for cell in cells {
            if cell.column > column {
                text.push_str("\\pard\\intbl\\cell ");
            }
            column = cell.column + cell.column_span;
            text.push_str("\\pard\\plain\\intbl ");
            if cell.row == row && !cell.text.is_empty() {
                run(&cell.text, style, dice, text);
            }
            text.push_str("\\cell\n");
        }
        if style.twice {
            text.push_str(&format!("{{{shape}\\row }}"));
        } else {
            text.push_str("\\row\n");
        }
    }
    text.push_str("\\pard\\plain\\par\n");
}
