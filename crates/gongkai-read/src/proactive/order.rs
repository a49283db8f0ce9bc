//! Figures of a band in the order of the form, where labels and figures came apart.
//!
//! Table 2 has no sums. What speaks for an order is the count: between two headings of bands stand as many figures as
//! the band has cells, and they come one a row, or label by label, or as many on each line of the source as the band
//! has columns.

use gongkai_model::Decimal;
use gongkai_template::{Band, Edition};
use gongkai_text::normalize::label_key;
use gongkai_text::reading::Reading;

use super::is_band;
use crate::facts::Slot;
use crate::flatten::Cell;
use crate::region::Part;

/// What stands in the table, in the order of the source.
#[derive(Debug, Clone, Copy)]
enum Token<'a> {
    /// The heading of a band: 条例 Art. 20, item.
    Band(u8),
    /// The label of a row.
    Label(&'static str),
    /// A figure; `Some` where its cell holds others, too. The number is the row of the document.
    Figure(&'a Cell, Option<Decimal>, usize),
}

/// Slots of the rows of a table, by the id of the row.
pub(super) type Rows<'a> = Vec<(&'static str, Vec<Slot<'a>>)>;

/// The rows that the order of the figures decides.
pub(super) fn rows<'a>(parts: &[Part<'a>], form: &'static Edition) -> Rows<'a> {
    let tokens = tokens(parts, form);
    let whole: Vec<&Band> = form.proactive.iter().collect();
    if let Some(rows) = label_by_label(&tokens, &whole) {
        return rows;
    }
    let mut all = Vec::new();
    let starts: Vec<(usize, u8)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| if let Token::Band(item) = token { Some((at, *item)) } else { None })
        .collect();
    for (number, &(start, item)) in starts.iter().enumerate() {
        let end = starts.get(number + 1).map_or(tokens.len(), |next| next.0);
        let own = &tokens[start + 1..end];
        let once = starts.iter().filter(|other| other.1 == item).count() == 1;
        let Some(band) = form.proactive.iter().find(|band| band.item == item).filter(|_| once) else { continue };
        all.extend(label_by_label(own, &[band]).or_else(|| row_by_row(own, band)).unwrap_or_default());
    }
    all
}

fn tokens<'a>(parts: &[Part<'a>], form: &'static Edition) -> Vec<Token<'a>> {
    let rows: Vec<(&'static str, Vec<String>)> = form
        .proactive
        .iter()
        .flat_map(|band| band.rows)
        .map(|row| (row.id, row.label.texts().map(label_key).collect()))
        .collect();
    let mut all = Vec::new();
    for part in parts {
        for cell in part.cells {
            match &cell.reading {
                Reading::Number(..) | Reading::NotApplicable | Reading::None => {
                    all.push(Token::Figure(cell, None, part.row));
                }
                Reading::SplitDigits(split) => {
                    all.extend(split.iter().map(|digits| Token::Figure(cell, digits.parse().ok(), part.row)));
                }
                Reading::Blank => {}
                Reading::Text if is_band(cell) => all.extend(item(&cell.key).map(Token::Band)),
                Reading::Text => {
                    let label = rows.iter().find(|(_, keys)| keys.contains(&cell.bare));
                    all.extend(label.map(|(id, _)| Token::Label(id)));
                }
            }
        }
    }
    all
}

fn item(key: &str) -> Option<u8> {
    let numeral = key.strip_prefix("第二十条第")?.chars().next()?;
    let at = "一二三四五六七八九".chars().position(|c| c == numeral)?;
    u8::try_from(at + 1).ok()
}

fn slot<'a>(token: &Token<'a>) -> Option<Slot<'a>> {
    match token {
        Token::Figure(cell, None, _) => Some(Slot::Cell(cell)),
        Token::Figure(cell, Some(value), _) => Some(Slot::Joined { cells: vec![*cell], value: *value }),
        _ => None,
    }
}

/// Every row's label, each with as many figures behind it as its band has columns.
fn label_by_label<'a>(tokens: &[Token<'a>], bands: &[&'static Band]) -> Option<Rows<'a>> {
    let mut expected = bands.iter().flat_map(|band| band.rows.iter().map(|row| (row.id, band.columns.len())));
    let mut rows: Rows<'a> = Vec::new();
    let mut open = 0;
    for token in tokens {
        match token {
            Token::Label(id) => {
                let (wanted, columns) = expected.next().filter(|_| open == 0)?;
                if wanted != *id {
                    return None;
                }
                open = columns;
                rows.push((wanted, Vec::new()));
            }
            Token::Figure(..) => {
                open = open.checked_sub(1)?;
                rows.last_mut()?.1.extend(slot(token));
            }
            Token::Band(_) => {}
        }
    }
    (open == 0 && expected.next().is_none()).then_some(rows)
}

/// As many figures as the band has cells: in one column one a row, in several a line of the source for each row.
fn row_by_row<'a>(tokens: &[Token<'a>], band: &'static Band) -> Option<Rows<'a>> {
    let columns = band.columns.len();
    let labels: Vec<&str> =
        tokens.iter().filter_map(|token| if let Token::Label(id) = token { Some(*id) } else { None }).collect();
    let in_form: Vec<&str> = band.rows.iter().map(|row| row.id).collect();
    let figures: Vec<&Token<'a>> = tokens.iter().filter(|token| matches!(token, Token::Figure(..))).collect();
    if figures.len() != columns * in_form.len() || labels != in_form {
        return None;
    }
    let line = |token: &Token<'_>| if let Token::Figure(_, _, row) = token { Some(*row) } else { None };
    let on_lines = figures.chunks(columns).all(|row| row.iter().all(|token| line(token) == line(row[0])));
    let apart = figures.chunks(columns).zip(figures.chunks(columns).skip(1)).all(|(a, b)| line(a[0]) != line(b[0]));
    if columns > 1 && !(on_lines && apart) {
        return None;
    }
    let slots = figures.chunks(columns).map(|row| row.iter().filter_map(|token| slot(token)).collect());
    Some(in_form.into_iter().zip(slots).collect())
}
