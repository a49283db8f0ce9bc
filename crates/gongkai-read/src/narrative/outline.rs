//! Sentences, headings inside running text, and clauses.

use gongkai_template::narrative::{NARROWING, TOPICS};

use super::plain::{Plain, kind};

/// What begins at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `一、`, `（一）`: the talk turns to something else.
    Part,
    /// `1.`, `（1）`, `一是`: an item of a list.
    Item,
}

/// A heading within this many characters of its mark.
const LONGEST_HEADING: usize = 40;

/// The mark at a place and its length. `fresh`: a sentence, or a piece parted by white space, begins here.
pub(super) fn mark(text: &Plain, at: usize, fresh: bool) -> Option<(Mark, usize)> {
    let numeral = |place: usize| {
        matches!(text.at(place), Some('一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'))
    };
    let digit = |place: usize| text.at(place).is_some_and(|c| c.is_ascii_digit());
    let run = |is: &dyn Fn(usize) -> bool| (at + 1..at + 3).take_while(|&place| is(place)).count();
    let c = text.at(at)?;
    if c == '(' {
        let before = at.checked_sub(1).and_then(|before| text.at(before));
        if matches!(before, Some('第' | '条' | '款' | '项')) {
            return None;
        }
        let (numerals, digits) = (run(&numeral), run(&digit));
        let length = numerals.max(digits);
        let closed = length > 0 && text.at(at + 1 + length) == Some(')');
        return closed.then_some((if numerals > 0 { Mark::Part } else { Mark::Item }, length + 2));
    }
    if !fresh {
        return None;
    }
    if numeral(at) {
        let length = 1 + run(&numeral);
        return match text.at(at + length) {
            Some('、') => Some((Mark::Part, length + 1)),
            Some('是') => Some((Mark::Item, length + 1)),
            _ => None,
        };
    }
    if digit(at) {
        let length = 1 + run(&digit);
        let parted = matches!(text.at(at + length), Some('.' | '、')) && !digit(at + length + 1);
        return parted.then_some((Mark::Item, length + 1));
    }
    None
}

/// Where the heading behind a mark ends; nothing if running text follows the mark.
pub(super) fn heading_end(text: &Plain, from: usize) -> Option<usize> {
    let limit = (from + LONGEST_HEADING).min(text.chars.len());
    for place in from..limit {
        if place > from && text.gap(place) {
            return Some(place);
        }
        if matches!(text.at(place), Some('。' | ':' | ';')) {
            return Some(place + 1);
        }
        if text.starts_with(place, "情况") || text.starts_with(place, "方面") {
            return Some(place + 2);
        }
        if text.at(place).is_some_and(|c| c == ',' || c.is_ascii_digit()) {
            return None;
        }
    }
    (limit == text.chars.len() && limit > from).then_some(limit)
}

/// What the words of a heading make the talk be of.
pub(super) fn topic(text: &Plain, from: usize, to: usize) -> Option<&'static str> {
    let found = TOPICS.iter().find(|(words, _)| text.contains(from, to, words));
    found.map(|(_, topic)| *topic)
}

/// Whether the words narrow a total to a part.
pub(super) fn narrows(text: &Plain, from: usize, to: usize) -> bool {
    NARROWING.iter().any(|words| text.contains(from, to, words))
}

/// Where the sentence that begins at a place ends: behind its full stop, or before a heading.
pub(super) fn sentence_end(text: &Plain, from: usize) -> usize {
    let end = text.chars.len();
    let begins = |place: usize| {
        text.is(place, kind::OPENS | kind::GAP)
            && mark(text, place, text.gap(place)).is_some_and(|(mark, _)| mark == Mark::Part || text.gap(place))
    };
    (from + 1..end).find(|&place| text.is(place - 1, kind::STOP) || begins(place)).unwrap_or(end)
}

/// Whether a sentence may hold a figure, say that there is none, or name another time.
pub(super) fn may_tell(text: &Plain, from: usize, to: usize) -> bool {
    let tells = |place: usize| match text.at(place) {
        Some('年' | '月') => {
            let of_time = |c| matches!(c, '去' | '上' | '半' | '往' | '历' | '前' | '近');
            let before = place.checked_sub(1).filter(|before| *before >= from);
            before.is_some_and(|before| text.is(before, kind::NUMERAL) || text.at(before).is_some_and(of_time))
        }
        _ => text.is(place, kind::WORD) || is_counted(text, place),
    };
    (from..to).any(|place| text.is(place, kind::NUMERAL | kind::WORD) && tells(place))
}

/// Where the clause ends that begins with the rest of a figure: `57条，其中…`, `,357条，…`.
pub(super) fn torn_end(text: &Plain, from: usize, to: usize) -> usize {
    let of_figure =
        |place: &usize| text.is(*place, kind::NUMERAL) || matches!(text.at(*place), Some(',' | '.' | '\u{1}'));
    clause_end(text, from + (from..to).take_while(of_figure).count(), to)
}

/// The clauses of a sentence: from, to, and what parts each from the next.
pub(super) fn clause_end(text: &Plain, from: usize, to: usize) -> usize {
    let mut figure = false;
    for place in (from..to).filter(|&place| text.is(place, kind::PARTS | kind::NUMERAL)) {
        let Some(c) = text.at(place) else { return to };
        let thousands = c == ','
            && place > from
            && text.at(place - 1).is_some_and(|c| c.is_ascii_digit())
            && text.at(place + 1).is_some_and(|c| c.is_ascii_digit());
        match c {
            ',' if thousands => {}
            ',' | ';' | ':' | '(' | ')' | '。' | '!' | '?' => return place,
            '、' if figure => return place,
            _ => figure |= text.is(place, kind::NUMERAL) && is_counted(text, place),
        }
    }
    to
}

/// Whether a unit of counting stands behind the numeral at a place.
fn is_counted(text: &Plain, at: usize) -> bool {
    let mut place = at + 1;
    while (text.is(place, kind::NUMERAL) || matches!(text.at(place), Some('余' | '多' | '.')))
        && place < at + LONGEST_NUMERAL
    {
        place += 1;
    }
    matches!(
        text.at(place),
        Some('件' | '条' | '份' | '起' | '宗' | '次' | '项' | '篇' | '个' | '例' | '部' | '元' | '%')
    )
}

/// Longer numerals count nothing.
const LONGEST_NUMERAL: usize = 16;
