//! Damage that keeps every digit: labels spelled otherwise, rows shifted, tables cut.

use super::prose::Part;
use super::sheet::{Merged, Role, Sheet};
use super::traditional::traditional;
use super::{Case, Dice, Shape};
use gongkai::model::TableId;

/// What happened to the text on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// Spaces inside labels and headings.
    LabelSpaces,
    /// Line breaks inside labels.
    LabelBreaks,
    /// Half-width brackets, commas, colons.
    HalfWidth,
    /// `1、`, `１．`, `①` for `1.`; `(一)`, `一)` for `（一）`; `一.` for `一、`.
    Numbering,
    /// Other quotes round 三安全一稳定, or none.
    Quotes,
    /// 其它 for 其他.
    OtherWord,
    /// Traditional characters in labels.
    Traditional,
    /// Full-width digits in some cells.
    FullWidthDigits,
    /// `1,234`.
    Thousands,
    /// `3件` in some cells.
    UnitInCell,
    /// A leading blank cell in some rows.
    RowsShifted,
    /// Trailing blank cells in some rows.
    TrailingPadding,
    /// Leading cells of continuation rows lost, blanks behind.
    LeadingLost,
    /// Header cells moved against the values.
    HeaderShifted,
    /// Merged cells repeated.
    MergedRepeated,
    /// A table cut in two.
    TableCut,
    /// A table cut in two, the header repeated.
    TableCutHeader,
    /// CR LF.
    LineEndings,
}

impl Damage {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::LabelSpaces,
        Self::LabelBreaks,
        Self::HalfWidth,
        Self::Numbering,
        Self::Quotes,
        Self::OtherWord,
        Self::Traditional,
        Self::FullWidthDigits,
        Self::Thousands,
        Self::UnitInCell,
        Self::RowsShifted,
        Self::TrailingPadding,
        Self::LeadingLost,
        Self::HeaderShifted,
        Self::MergedRepeated,
        Self::TableCut,
        Self::TableCutHeader,
        Self::LineEndings,
    ];

    /// Whether this can happen to a shape.
    pub fn applies_to(self, shape: Shape) -> bool {
        use Shape::{
            BareBars, CellPerLine, Doc, Docx, Odt, Ofd, OneLine, Pandas, PipeDropped, PipeFull, Rtf, TabRows, Xlsx,
        };
        match self {
            Self::RowsShifted | Self::TrailingPadding => matches!(shape, TabRows | PipeFull | PipeDropped | BareBars),
            Self::LeadingLost | Self::HeaderShifted => shape == TabRows,
            Self::MergedRepeated => matches!(shape, TabRows | PipeFull),
            Self::LineEndings => !matches!(shape, OneLine | Doc | Docx | Odt | Ofd | Rtf | Xlsx),
            Self::TableCut | Self::TableCutHeader => !matches!(shape, OneLine | Pandas | CellPerLine),
            _ => true,
        }
    }
}

/// Damages labels and headings, and cuts tables.
pub(super) fn apply(case: &Case, parts: Vec<Part>, dice: &mut Dice) -> Vec<Part> {
    let mut damaged = Vec::new();
    for part in parts {
        match part {
            Part::Title(text) if case.damages.contains(&Damage::LabelSpaces) && dice.chance(50) => {
                damaged.push(Part::Title(insert(&text, " ", text.chars().count() - 8, dice)));
            }
            Part::Heading(text) => damaged.push(Part::Heading(label(case, &text, false, dice))),
            Part::Table(mut sheet) => {
                for cell in sheet.cells.iter_mut().filter(|cell| cell.role != Role::Value) {
                    cell.text = label(case, &cell.text, true, dice);
                }
                cut(case, sheet, dice, &mut damaged);
            }
            other => damaged.push(other),
        }
    }
    damaged
}

fn cut(case: &Case, sheet: Sheet, dice: &mut Dice, parts: &mut Vec<Part>) {
    let (plain, header) = (case.damages.contains(&Damage::TableCut), case.damages.contains(&Damage::TableCutHeader));
    let chance = if sheet.table == TableId::Requests { 100 } else { 20 };
    if !(plain || header) || sheet.table == TableId::Disputes || !dice.chance(chance) {
        parts.push(Part::Table(sheet));
        return;
    }
    let at = sheet.cut_row(dice);
    let (first, second) = sheet.cut(at, header);
    parts.push(Part::Table(first));
    if dice.chance(50) {
        parts.push(Part::Page(1 + dice.below(9)));
    }
    parts.push(Part::Table(second));
}

/// A label as it comes out of the damages of the case.
fn label(case: &Case, text: &str, in_table: bool, dice: &mut Dice) -> String {
    let has = |damage| case.damages.contains(&damage);
    let (mark, words) = split_mark(text);
    let mut mark = mark.to_owned();
    let mut words = words.to_owned();
    if has(Damage::Numbering) && dice.chance(60) {
        mark = renumbered(&mark, dice);
    }
    if has(Damage::OtherWord) && dice.chance(60) {
        words = words.replace("其他", "其它");
    }
    if has(Damage::Quotes) {
        let (open, close) = *dice.pick(&[("\"", "\""), ("「", "」"), ("", ""), ("'", "'"), ("«", "»")]);
        words = words.replace('“', open).replace('”', close);
    }
    let mut all = [mark, words];
    if has(Damage::Traditional) {
        all = all.map(|text| traditional(&text));
    }
    if has(Damage::HalfWidth) && dice.chance(70) {
        all = all.map(|text| text.replace('（', "(").replace('）', ")").replace('，', ", ").replace('：', ":"));
    }
    let [mut mark, mut words] = all;
    if has(Damage::LabelSpaces) {
        mark = if dice.chance(30) { mark + " " } else { mark };
        for _ in 0..dice.below(3) {
            words = {
                let space = *dice.pick(&[" ", "\u{3000}", "\u{a0}"]);
                insert(&words, space, 1, dice)
            };
        }
    }
    if has(Damage::LabelBreaks) && in_table && dice.chance(40) {
        words = insert(&words, "\n", 2, dice);
    }
    mark + &words
}

/// The text with something put between two characters, `from` characters from the beginning at least.
fn insert(text: &str, what: &str, from: usize, dice: &mut Dice) -> String {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(from).collect();
    if places.is_empty() || text.chars().nth(from).is_none() {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    text.insert_str(*dice.pick(&places), what);
    text
}

/// The mark in front of a label, and the label.
fn split_mark(text: &str) -> (&str, &str) {
    let end = match text.chars().next() {
        Some('（') if !text.contains("勾稽") => text.find('）').map_or(0, |at| at + '）'.len_utf8()),
        Some('0'..='9') => text.find('.').map_or(0, |at| at + 1),
        Some('一'..='龥') if text.chars().nth(1) == Some('、') => '一'.len_utf8() * 2,
        _ => 0,
    };
    text.split_at(end)
}

fn renumbered(mark: &str, dice: &mut Dice) -> String {
    let core = mark.trim_matches(['（', '）', '、', '.']);
    let Some(first) = core.chars().next() else { return mark.to_owned() };
    if let Some(digit) = first.to_digit(10) {
        let wide = char::from_u32(u32::from('０') + digit).unwrap_or(first);
        let circled = char::from_u32(u32::from('①') + digit - 1).unwrap_or(first);
        let marks =
            [format!("{digit}、"), format!("{wide}．"), format!("{digit}. "), format!("{digit}．"), circled.into()];
        dice.pick(&marks).clone()
    } else if mark.starts_with('（') {
        let marks = [format!("({core})"), format!("（{core})"), format!("{core}）"), format!("（{core}）、")];
        dice.pick(&marks).clone()
    } else {
        let marks = [format!("{core}."), format!("{core}，"), format!("{core}．"), format!("{core} 、")];
        dice.pick(&marks).clone()
    }
}

/// Rows of text with the damages that move cells.
pub(super) fn rows(case: &Case, sheet: &Sheet, merged: Merged, dice: &mut Dice) -> Vec<Vec<String>> {
    let has = |damage| case.damages.contains(&damage);
    let repeat = has(Damage::MergedRepeated) && merged == Merged::Blank;
    let mut rows = sheet.flatten(if repeat { Merged::Repeat } else { merged });
    if has(Damage::HeaderShifted) && sheet.table == TableId::Requests && sheet.header_rows == 3 {
        shift_header(&mut rows);
    }
    for row in rows.iter_mut().skip(sheet.header_rows) {
        // A row of figures only, as in Table 4, has no label that would tell what was lost.
        let labelled = row.iter().any(|cell| cell.chars().any(|c| c.is_alphabetic() && !c.is_ascii()));
        if has(Damage::LeadingLost) && labelled && row.first().is_some_and(String::is_empty) && dice.chance(50) {
            lose_leading(row, dice);
        }
        if has(Damage::RowsShifted) && dice.chance(15) {
            row.insert(0, String::new());
        }
        if has(Damage::TrailingPadding) && dice.chance(30) {
            row.extend(vec![String::new(); 1 + dice.below(2)]);
        }
    }
    rows
}

/// 总计 goes up to the first row, and the lower rows lose a blank in front.
fn shift_header(rows: &mut [Vec<String>]) {
    if let Some(total) = rows[1].pop() {
        rows[0].pop();
        rows[0].push(total);
        rows[1].push(String::new());
    }
    for row in &mut rows[..3] {
        row.remove(1);
        row.push(String::new());
    }
}

/// The blanks in front go behind: one behind the label, the others behind the values, or all behind the values.
fn lose_leading(row: &mut Vec<String>, dice: &mut Dice) {
    let lost = row.iter().take_while(|cell| cell.is_empty()).count();
    if lost == row.len() {
        return;
    }
    row.drain(..lost);
    if lost > 1 && dice.chance(50) {
        row.insert(1, String::new());
        row.extend(vec![String::new(); lost - 1]);
    } else {
        row.extend(vec![String::new(); lost]);
    }
}
