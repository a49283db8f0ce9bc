//! What a document says about itself: the stream `SummaryInformation`, a set of numbered properties.

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};
use gongkai_word::of_code_page;

use crate::bytes::{long, quad, short, slice, utf16};

/// The properties that are read, under the names that OOXML has for them.
const NAMES: &[(u32, &str)] = &[
    (2, "title"),
    (3, "subject"),
    (4, "creator"),
    (5, "keywords"),
    (6, "description"),
    (8, "lastModifiedBy"),
    (12, "created"),
    (13, "modified"),
];
const CODE_PAGE: u32 = 1;
/// Properties of a set. Word writes some twenty.
const MOST: usize = 100;
/// Bytes of a text.
const LONGEST: usize = 4_000;
/// Kinds of values.
const TEXT: u16 = 0x1E;
const WIDE_TEXT: u16 = 0x1F;
const MOMENT: u16 = 0x40;

/// Names and values.
pub(crate) fn read(stream: &[u8]) -> Vec<(&'static str, String)> {
    let set = long(stream, 44).and_then(|start| stream.get(start as usize..)).unwrap_or_default();
    let count = long(set, 4).map_or(0, |count| count as usize).min(MOST);
    let properties = (0..count).filter_map(|number| {
        let start = long(set, 12 + 8 * number)? as usize;
        Some((long(set, 8 + 8 * number)?, set.get(start..)?))
    });
    let properties: Vec<(u32, &[u8])> = properties.collect();
    let page = properties.iter().find(|(number, _)| *number == CODE_PAGE).and_then(|(_, value)| short(value, 4));
    let charset = match page {
        Some(1200) => UTF_16LE,
        page => page.and_then(|page| of_code_page(i32::from(page))).unwrap_or(WINDOWS_1252),
    };
    let named = NAMES.iter().filter_map(|(number, name)| {
        let (_, value) = properties.iter().find(|(known, _)| known == number)?;
        Some((*name, text(value, charset)?))
    });
    named.collect()
}

fn text(value: &[u8], charset: &'static Encoding) -> Option<String> {
    let length = || Some((long(value, 4)? as usize).min(LONGEST));
    let text = match short(value, 0)? {
        TEXT => charset.decode_without_bom_handling(slice(value, 8, length()?)?).0.into_owned(),
        WIDE_TEXT => utf16(slice(value, 8, 2 * length()?)?),
        MOMENT => moment(quad(value, 4)?)?,
        _ => return None,
    };
    text.split('\0').next().map(str::to_owned)
}

/// `2025-01-17T08:30:00Z`, from a count of 100 nanoseconds since 1601. Nothing for none.
fn moment(ticks: u64) -> Option<String> {
    let seconds = ticks / 10_000_000;
    let (days, time) = (seconds / 86_400, seconds % 86_400);
    if days == 0 || days > 800_000 {
        return None;
    }
    // Counted from the first of March of the year 0, so that leap days end a year; 1601 began 584,694 days after it.
    let days = days + 584_694;
    let era = days / 146_097;
    let day = days % 146_097;
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = era * 400 + year + next;
    Some(format!("{year}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", time / 3_600, time / 60 % 60, time % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        let since_1970 = |seconds: u64| moment((seconds + 11_644_473_600) * 10_000_000);
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_737_102_600, "2025-01-17T08:30:00Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
        ] {
            assert_eq!(since_1970(seconds).as_deref(), Some(expected));
        }
        assert_eq!((moment(0), moment(u64::MAX)), (None, None));
    }
}
