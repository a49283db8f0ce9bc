//! What every page repeats: its number, and lines at its head and foot.

use std::collections::HashMap;

use crate::content::{Content, Item};
use crate::lines::Line;

/// Shares of the height of a page within which its head and its foot lie.
const HEAD: f32 = 0.12;
const FOOT: f32 = 0.85;

/// Takes the numbers of the pages out; says how many they were.
pub(crate) fn without_numbers(pages: &mut [Content]) -> usize {
    let found: Vec<Vec<(usize, Number)>> = pages.iter().map(numbers).collect();
    // A number without marks counts where it goes up with the pages.
    let mut steps: HashMap<i64, usize> = HashMap::new();
    for (page, numbers) in pages.iter().zip(&found) {
        for (_, number) in numbers {
            *steps.entry(number.value - i64::from(page.frame.number())).or_default() += 1;
        }
    }
    let mut taken = 0;
    for (page, numbers) in pages.iter_mut().zip(found) {
        let counted = |number: &Number| {
            number.marked || steps.get(&(number.value - i64::from(page.frame.number()))).is_some_and(|&count| count > 1)
        };
        let mut items: Vec<usize> =
            numbers.iter().filter(|(_, number)| counted(number)).map(|(item, _)| *item).collect();
        items.sort_unstable();
        items.dedup();
        taken += items.len();
        for item in items.into_iter().rev() {
            page.items.remove(item);
        }
    }
    taken
}

/// A number that may be the page's.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: i64,
    /// Dashes around it, or the word for page beside it.
    marked: bool,
}

/// The first and the last line of a page, where they are numbers at its head or foot.
fn numbers(page: &Content) -> Vec<(usize, Number)> {
    let (_, height) = page.frame.size();
    let at = |item: &Item| match item {
        Item::Line(line) if line.area.bottom < HEAD * height || line.area.top > FOOT * height => number(&line.text()),
        _ => None,
    };
    let ends = [0, page.items.len().saturating_sub(1)];
    ends.into_iter().filter_map(|index| Some((index, at(page.items.get(index)?)?))).collect()
}

/// `3`, `- 3 -`, `—3—`, `第3页`, `第 3 页 共 12 页`, `3/12`.
fn number(text: &str) -> Option<Number> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if text.chars().count() > 14 {
        return None;
    }
    let digits = |text: &str| {
        let is_number = !text.is_empty() && text.len() < 5 && text.bytes().all(|b| b.is_ascii_digit());
        if is_number { text.parse::<i64>().ok() } else { None }
    };
    let is_dash = |c: char| matches!(c, '-' | '—' | '－' | '–' | '―' | '─' | '·' | '~' | '～' | '一' | '_');
    let inner = text.trim_matches(is_dash);
    if let Some(value) = digits(inner) {
        let dashed = text.starts_with(is_dash) && text.ends_with(is_dash);
        return (dashed || inner == text).then_some(Number { value, marked: dashed });
    }
    if let Some(rest) = text.strip_prefix('第') {
        let (value, behind) = rest.split_once('页')?;
        let is_page = behind.is_empty() || behind.contains('共') || behind.contains('页');
        return digits(value).filter(|_| is_page).map(|value| Number { value, marked: true });
    }
    let (value, all) = text.split_once('/')?;
    digits(value)
        .filter(|value| digits(all).is_some_and(|all| *value <= all))
        .map(|value| Number { value, marked: false })
}

/// For each page and item: whether it is a line that the head or foot of other pages has as well.
pub(crate) fn running(pages: &[Content]) -> Vec<Vec<bool>> {
    let mut counts: HashMap<(String, i32), usize> = HashMap::new();
    let key = |page: &Content, line: &Line| {
        let (_, height) = page.frame.size();
        let outside = line.area.bottom < HEAD * height || line.area.top > FOOT * height;
        // Numbers may differ from page to page.
        let text = line.text().chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
        outside.then_some((text, (line.area.middle_y() / 4.0).round() as i32))
    };
    for page in pages {
        for item in &page.items {
            if let Item::Line(line) = item
                && let Some(key) = key(page, line)
            {
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    let is_running = |page: &Content, item: &Item| match item {
        Item::Line(line) => key(page, line).and_then(|key| counts.get(&key)).is_some_and(|&count| count > 1),
        Item::Table(_) => false,
    };
    pages.iter().map(|page| page.items.iter().map(|item| is_running(page, item)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages() {
        for (text, expected) in [
            ("- 3 -", Some((3, true))),
            ("—12—", Some((12, true))),
            ("3", Some((3, false))),
            ("第 3 页 共 12 页", Some((3, true))),
            ("3/12", Some((3, false))),
            ("3-", None),
            ("第三页", None),
            ("第3季度", None),
            ("2023年", None),
            ("12345", None),
            ("-", None),
        ] {
            assert_eq!(number(text).map(|number| (number.value, number.marked)), expected, "{text}");
        }
    }
}
