//! An OpenDocument text in one file: merged cells, repeated ones, numbers made by lists, changes that were tracked.

use crate::writer::Dice;
use crate::writer::prose::Part;
use crate::writer::sheet::{Cell, Sheet, Slot};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document office:mimetype=\"application/vnd.oasis.opendocument.text\" \
    xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"><office:automatic-styles>\
    <style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
    <text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"一, 二, 三, ...\" \
    style:num-suffix=\"、\"/></text:list-style></office:automatic-styles><office:body><office:text>";
const NUMERALS: &[&str] = &["一", "二", "三", "四", "五", "六", "七", "八", "九"];
const TRACKED: &str = "<text:tracked-changes><text:changed-region><text:deletion><text:p>77</text:p></text:deletion>\
    </text:changed-region></text:tracked-changes>";

/// The choices that hold for a whole text.
struct Style {
    split: bool,
    noise: bool,
    numbered: bool,
    repeated: bool,
}

/// The whole file.
pub(super) fn document(parts: &[Part], dice: &mut Dice) -> String {
    let style =
        Style { split: dice.chance(50), noise: dice.chance(40), numbered: dice.chance(40), repeated: dice.chance(50) };
    let mut text = String::from(HEAD);
    text.push_str(if style.noise { TRACKED } else { "" });
    let mut numbered = 0;
    for part in parts {
        text.push_str(&match part {
            Part::Title(words) => format!("<text:h text:outline-level=\"1\">{}</text:h>", inline(words, &style, dice)),
            Part::Heading(words) => {
                let mark = NUMERALS.get(numbered).map(|numeral| format!("{numeral}、")).unwrap_or_default();
                match words.strip_prefix(&mark).filter(|_| style.numbered) {
                    Some(words) => {
                        numbered += 1;
                        let goes_on = if numbered > 1 { " text:continue-numbering=\"true\"" } else { "" };
                        let words = paragraph(words, &style, dice);
                        format!("<text:list text:style-name=\"L\"{goes_on}><text:list-item>{words}</text:list-item></text:list>")
                    }
                    None => paragraph(words, &style, dice),
                }
            }
            Part::Paragraph(words) => paragraph(words, &style, dice),
            Part::Page(number) => format!("<text:p>- {number} -</text:p><text:soft-page-break/>"),
            Part::Table(sheet) => table(sheet, &style, dice),
        });
    }
    text + "</office:text></office:body></office:document>"
}

fn paragraph(text: &str, style: &Style, dice: &mut Dice) -> String {
    format!("<text:p>{}</text:p>", inline(text, style, dice))
}

fn inline(text: &str, style: &Style, dice: &mut Dice) -> String {
    let mut all = String::new();
    for c in text.chars() {
        match c {
            '\n' => all.push_str("<text:line-break/>"),
            '\t' => all.push_str("<text:tab/>"),
            ' ' => all.push_str("<text:s/>"),
            '&' => all.push_str("&amp;"),
            '<' => all.push_str("&lt;"),
            c if style.split && dice.chance(20) => all.push_str(&format!("<text:span>{c}</text:span>")),
            c => all.push(c),
        }
        if style.noise && dice.chance(3) {
            all.push_str("<text:span text:style-name=\"H\">77</text:span><text:bookmark/>");
        }
    }
    all
}

fn table(sheet: &Sheet, style: &Style, dice: &mut Dice) -> String {
    let mut text = format!("<table:table><table:table-column table:number-columns-repeated=\"{}\"/>", sheet.columns);
    for row in 0..sheet.rows {
        text.push_str(if row == 0 { "<table:table-header-rows>" } else { "" });
        text.push_str("<table:table-row>");
        text.push_str(&cells(sheet, row, style, dice));
        text.push_str("</table:table-row>");
        text.push_str(if row == 0 { "</table:table-header-rows>" } else { "" });
    }
    text + "</table:table>"
}

fn cells(sheet: &Sheet, row: usize, style: &Style, dice: &mut Dice) -> String {
    let slots = sheet.slots();
    let slots = &slots[row];
    let mut text = String::new();
    let mut column = 0;
    while column < slots.len() {
        let Slot::Cell(cell) = slots[column] else {
            text.push_str("<table:covered-table-cell/>");
            column += 1;
            continue;
        };
        let is_same = |other: &&Slot<'_>| matches!(other, Slot::Cell(other) if is_alike(cell, other));
        let same = slots[column..].iter().take_while(is_same).count();
        let count = if style.repeated && cell.text.is_empty() && same > 1 { same } else { 1 };
        let words: String = match dice.chance(50) {
            true => cell.text.split('\n').map(|line| paragraph(line, style, dice)).collect(),
            false => paragraph(&cell.text, style, dice),
        };
        text.push_str(&format!(
            "<table:table-cell table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\" \
             table:number-columns-repeated=\"{count}\">{words}</table:table-cell>",
            cell.column_span, cell.row_span
        ));
        column += count;
    }
    text
}

fn is_alike(cell: &Cell, other: &Cell) -> bool {
    other.text == cell.text
        && (cell.row_span, cell.column_span) == (1, 1)
        && (other.row_span, other.column_span) == (1, 1)
}
