//! Values as a program for spreadsheets shows them.

use calamine::{DataRef, ExcelDateTime};

/// The text of a value under the code of a number format (`0.0%`, `yyyy"年"m"月"`), where the file gives one.
pub(crate) fn text(value: &DataRef<'_>, format: Option<&str>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => with_format(*number as f64, format),
        DataRef::Float(number) => with_format(*number, format),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment, format),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Digits that programs for spreadsheets keep of a number: the rest is noise of binary fractions.
const DIGITS: usize = 15;

/// A number without a format.
pub(crate) fn number(number: f64) -> String {
    // Zero may have a sign, which nobody shows.
    let kept = format!("{number:.*e}", DIGITS - 1).parse::<f64>().unwrap_or(number) + 0.0;
    kept.to_string()
}

/// How a format shows a number: decimals that are always there, decimals at most, and whether it is a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pattern {
    least: usize,
    most: usize,
    percent: bool,
}

fn with_format(value: f64, format: Option<&str>) -> String {
    let Some(pattern) = format.and_then(pattern) else { return number(value) };
    let scaled = if pattern.percent { value * 100.0 } else { value };
    let kept = number(scaled).parse::<f64>().unwrap_or(scaled);
    let mut text = format!("{kept:.*}", pattern.most);
    let point = text.find('.').unwrap_or(text.len());
    while text.len() > point + 1 + pattern.least && text.ends_with('0') {
        text.pop();
    }
    let text = text.trim_end_matches('.');
    let text = if text.chars().all(|c| matches!(c, '-' | '0' | '.')) { text.trim_start_matches('-') } else { text };
    format!("{text}{}", if pattern.percent { "%" } else { "" })
}

/// The pattern of a simple format; any other shows the number as it is. Signs of thousands, colours, widths and what is written
/// around the number are left out: they say nothing about it.
fn pattern(format: &str) -> Option<Pattern> {
    let mut pattern = Pattern { least: 0, most: 0, percent: false };
    let (mut digits, mut fraction) = (false, false);
    let mut rest = format.chars();
    while let Some(c) = rest.next() {
        match c {
            ';' => break,
            '"' => drop(rest.by_ref().take_while(|c| *c != '"').count()),
            '[' => drop(rest.by_ref().take_while(|c| *c != ']').count()),
            '\\' | '_' | '*' => drop(rest.next()),
            '0' | '#' | '?' if fraction => {
                pattern.most += 1;
                pattern.least += usize::from(c == '0');
            }
            '0' | '#' | '?' => digits = true,
            '.' => fraction = true,
            '%' => pattern.percent = true,
            ',' if digits && !fraction => {}
            ' ' | '¥' | '￥' | '$' | '+' | '-' | '(' | ')' => {}
            _ => return None,
        }
    }
    // A comma at the end scales by a thousand: such a number is shown as it is.
    let scales = format.split(';').next().is_some_and(|first| first.trim_end().ends_with(','));
    (digits && !scales && pattern.most <= DIGITS).then_some(pattern)
}

fn moment_text(moment: &ExcelDateTime, format: Option<&str>) -> String {
    let value = moment.as_f64();
    if !(0.0..3_000_000.0).contains(&value) {
        return number(value);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let has = |word: &str| format.is_some_and(|format| format.contains(word));
    if moment.is_duration() {
        let seconds = (value * 86_400.0).round() as u64;
        return format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    match (value < 1.0, value.fract() == 0.0) {
        (true, _) => format!("{hour:02}:{minute:02}:{second:02}"),
        _ if has("年") && has("日") => format!("{year}年{month}月{day}日"),
        _ if has("年") && has("月") => format!("{year}年{month}月"),
        _ if has("年") => format!("{year}年"),
        (_, true) => format!("{year}-{month:02}-{day:02}"),
        (_, false) => format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_people_see_them() {
        for (value, format, expected) in [
            (6.0, None, "6"),
            (5.999999999999999, None, "6"),
            (0.1 + 0.2, None, "0.3"),
            (-0.0, None, "0"),
            (12.5, Some("General"), "12.5"),
            (1234.5, Some("#,##0.00"), "1234.50"),
            (1234.0, Some("#,##0_);[Red](#,##0)"), "1234"),
            (0.123, Some("0.0%"), "12.3%"),
            (0.29, Some("0%"), "29%"),
            (5.6, Some("0"), "6"),
            (0.5, Some("0.##"), "0.5"),
            (3.0, Some("0.##"), "3"),
            (-0.2, Some("0"), "0"),
            (12.0, Some("0\"件\""), "12"),
            (12000.0, Some("0,"), "12000"),
            (7.0, Some("@"), "7"),
            (1e20, None, "100000000000000000000"),
        ] {
            assert_eq!(with_format(value, format), expected, "{value} {format:?}");
        }
    }
}
