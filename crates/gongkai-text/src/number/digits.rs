//! Digits of every script, one character at a time.

/// The half-width or everyday character for a full-width or formal one: `１` → `1`, `，` → `,`, `萬` → `万`, `贰` → `二`.
///
/// One character becomes one character, so that places in the result are places in the source.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c if c.is_whitespace() => ' ',
        '−' | '﹣' | '–' | '‐' | '‑' => '-',
        '﹢' => '+',
        '﹪' => '%',
        '○' | '◯' => '〇',
        '壹' => '一',
        '贰' | '貳' => '二',
        '叁' | '參' | '叄' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' | '陸' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        '拾' => '十',
        '佰' => '百',
        '仟' => '千',
        '萬' => '万',
        '億' => '亿',
        '兩' => '两',
        '約' => '约',
        '將' => '将',
        '餘' => '余',
        '減' => '减',
        '條' => '条',
        '項' => '项',
        '個' => '个',
        '點' => '点',
        c => c,
    }
}

/// The value of an Arabic digit, half-width or full-width.
pub(crate) fn arabic(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The value of a Chinese digit; scales such as 十 are none.
pub(crate) fn chinese(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}
